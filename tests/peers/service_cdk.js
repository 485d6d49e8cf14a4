// The service of examples/ecs-fargate.rs for AWS CDK, as small as it allows.
// node service_cdk.js DIRECTORY, with aws-cdk-lib on NODE_PATH
const { App, CfnOutput, CfnParameter, Duration, Fn, Stack, Tags } = require('aws-cdk-lib');
const ec2 = require('aws-cdk-lib/aws-ec2');
const ecr = require('aws-cdk-lib/aws-ecr');
const ecs = require('aws-cdk-lib/aws-ecs');
const elb = require('aws-cdk-lib/aws-elasticloadbalancingv2');
const logs = require('aws-cdk-lib/aws-logs');

const app = new App({ outdir: process.argv[2] });

function names(stack) {
  const project = new CfnParameter(stack, 'ProjectName', { default: 'ecs-container' }).valueAsString;
  const environment = new CfnParameter(stack, 'EnvironmentName', { default: 'dev' }).valueAsString;
  Tags.of(stack).add('Environment', environment);
  Tags.of(stack).add('Project', project);
  return { project, environment, prefix: `${project}-${environment}` };
}

function show(stack, outputs) {
  for (const [id, value] of Object.entries(outputs)) {
    new CfnOutput(stack, id, { value, exportName: `${stack.stackName}-${id}` });
  }
}

const registry = new Stack(app, 'Registry');
const repository = new ecr.Repository(registry, 'Repository', {
  repositoryName: names(registry).prefix,
  imageScanOnPush: true,
  lifecycleRules: [
    { description: 'Keep last 10 images', tagPrefixList: ['latest'], maxImageCount: 10 },
    {
      description: 'Delete untagged images older than 1 day',
      tagStatus: ecr.TagStatus.UNTAGGED,
      maxImageAge: Duration.days(1),
    },
  ],
});
show(registry, {
  ECRRepositoryURI: repository.repositoryUri,
  ECRRepositoryName: repository.repositoryName,
});

const web = new Stack(app, 'Web');
const { project, environment, prefix } = names(web);
const subnets = { type: 'List<AWS::EC2::Subnet::Id>' };
const vpc = ec2.Vpc.fromVpcAttributes(web, 'Vpc', {
  vpcId: new CfnParameter(web, 'VpcId', { type: 'AWS::EC2::VPC::Id' }).valueAsString,
  availabilityZones: Fn.getAzs(),
  publicSubnetIds: new CfnParameter(web, 'PublicSubnetIds', subnets).valueAsList,
  privateSubnetIds: new CfnParameter(web, 'PrivateSubnetIds', subnets).valueAsList,
});
const tag = new CfnParameter(web, 'ImageTag', { default: 'latest' }).valueAsString;
const desired = new CfnParameter(web, 'DesiredCount', { type: 'Number', default: 2 }).valueAsNumber;

const cluster = new ecs.Cluster(web, 'Cluster', {
  vpc,
  clusterName: `${prefix}-cluster`,
  enableFargateCapacityProviders: true,
  containerInsightsV2: ecs.ContainerInsights.ENABLED,
  defaultCloudMapNamespace: { name: `${prefix}.local` },
});
cluster.addDefaultCapacityProviderStrategy([
  { capacityProvider: 'FARGATE', weight: 1 },
  { capacityProvider: 'FARGATE_SPOT', weight: 4 },
]);
const logGroup = new logs.LogGroup(web, 'Logs', {
  logGroupName: `/ecs/${prefix}`,
  retention: logs.RetentionDays.ONE_MONTH,
});
const task = new ecs.FargateTaskDefinition(web, 'Task', { family: `${prefix}-task`, cpu: 256, memoryLimitMiB: 512 });
task.addContainer('Container', {
  containerName: `${project}-container`,
  image: ecs.ContainerImage.fromEcrRepository(repository, tag),
  portMappings: [{ containerPort: 3000 }],
  environment: { NODE_ENV: environment, APP_VERSION: '1.0.0' },
  logging: ecs.LogDrivers.awsLogs({ logGroup, streamPrefix: 'ecs' }),
  healthCheck: {
    command: ['CMD-SHELL', 'wget -qO- http://localhost:3000/health || exit 1'],
    startPeriod: Duration.seconds(60),
  },
});
logGroup.grantWrite(task.taskRole);

const albGroup = new ec2.SecurityGroup(web, 'AlbSecurityGroup', {
  vpc,
  description: 'Security group for Application Load Balancer',
  allowAllOutbound: false,
});
albGroup.addIngressRule(ec2.Peer.anyIpv4(), ec2.Port.tcp(80));
albGroup.addIngressRule(ec2.Peer.anyIpv4(), ec2.Port.tcp(443));
Tags.of(albGroup).add('Name', `${prefix}-alb-sg`);
const alb = new elb.ApplicationLoadBalancer(web, 'Alb', {
  vpc,
  vpcSubnets: { subnetType: ec2.SubnetType.PUBLIC },
  internetFacing: true,
  loadBalancerName: `${prefix}-alb`,
  securityGroup: albGroup,
});
const listener = alb.addListener('Listener', { port: 80, open: false });

const ecsGroup = new ec2.SecurityGroup(web, 'EcsSecurityGroup', { vpc, description: 'Security group for ECS tasks' });
Tags.of(ecsGroup).add('Name', `${prefix}-ecs-sg`);
const service = new ecs.FargateService(web, 'Service', {
  cluster,
  taskDefinition: task,
  serviceName: `${prefix}-service`,
  desiredCount: desired,
  securityGroups: [ecsGroup],
  vpcSubnets: { subnetType: ec2.SubnetType.PRIVATE_WITH_EGRESS },
  minHealthyPercent: 50,
  circuitBreaker: { rollback: true },
  propagateTags: ecs.PropagatedTagSource.SERVICE,
  cloudMapOptions: { name: `${project}-service` },
});
listener.addTargets('TargetGroup', {
  targets: [service],
  targetGroupName: `${prefix}-tg`,
  port: 3000,
  protocol: elb.ApplicationProtocol.HTTP,
  deregistrationDelay: Duration.seconds(30),
  healthCheck: {
    path: '/health',
    interval: Duration.seconds(30),
    timeout: Duration.seconds(5),
    healthyThresholdCount: 2,
    unhealthyThresholdCount: 3,
    healthyHttpCodes: '200',
  },
});
service.autoScaleTaskCount({ minCapacity: 1, maxCapacity: 10 }).scaleOnCpuUtilization('Cpu', {
  policyName: `${prefix}-scaling-policy`,
  targetUtilizationPercent: 70,
  scaleInCooldown: Duration.seconds(300),
  scaleOutCooldown: Duration.seconds(300),
});
show(web, {
  ClusterName: cluster.clusterName,
  ServiceName: service.serviceName,
  LoadBalancerDNS: alb.loadBalancerDnsName,
  ServiceDiscoveryArn: service.cloudMapService.serviceArn,
});

app.synth();
