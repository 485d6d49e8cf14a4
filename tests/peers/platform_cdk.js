// tests/bench/platform.rs for AWS CDK: services over stacks of 25.
// node platform_cdk.js DIRECTORY, with aws-cdk-lib on NODE_PATH and SERVICES in the environment
const { App, Duration, Stack } = require('aws-cdk-lib');
const ec2 = require('aws-cdk-lib/aws-ec2');
const ecr = require('aws-cdk-lib/aws-ecr');
const ecs = require('aws-cdk-lib/aws-ecs');
const elb = require('aws-cdk-lib/aws-elasticloadbalancingv2');
const { Construct } = require('constructs');

const STACK = 25;

const app = new App({ outdir: process.argv[2] });

class WebService extends Construct {
  constructor(scope, id, { vpc, cluster }) {
    super(scope, id);
    const repository = new ecr.Repository(this, 'Repository', {
      imageScanOnPush: true,
      lifecycleRules: [{ maxImageCount: 10 }],
    });
    const task = new ecs.FargateTaskDefinition(this, 'Task', { cpu: 256, memoryLimitMiB: 512 });
    task.addContainer('web', {
      image: ecs.ContainerImage.fromEcrRepository(repository, 'v1'),
      portMappings: [{ containerPort: 3000 }],
      environment: { NODE_ENV: 'production' },
      logging: ecs.LogDrivers.awsLogs({ streamPrefix: 'ecs' }),
      healthCheck: { command: ['CMD-SHELL', 'wget -qO- http://localhost:3000/ || exit 1'] },
    });
    const alb = new elb.ApplicationLoadBalancer(this, 'Alb', { vpc, internetFacing: true });
    const service = new ecs.FargateService(this, 'Service', {
      cluster,
      taskDefinition: task,
      minHealthyPercent: 100,
      circuitBreaker: { rollback: true },
      cloudMapOptions: { name: id.toLowerCase() },
    });
    alb.addListener('Listener', { port: 80 }).addTargets('TargetGroup', {
      targets: [service],
      port: 3000,
      protocol: elb.ApplicationProtocol.HTTP,
      healthCheck: { path: '/health', interval: Duration.seconds(30) },
    });
    service.autoScaleTaskCount({ minCapacity: 1, maxCapacity: 10 }).scaleOnCpuUtilization('Cpu', {
      targetUtilizationPercent: 70,
    });
  }
}

let left = Number(process.env.SERVICES);
for (let number = 0; left > 0; number += 1, left -= STACK) {
  const stack = new Stack(app, `Platform${number}`);
  const vpc = ec2.Vpc.fromVpcAttributes(stack, 'Vpc', {
    vpcId: 'vpc-0123456789abcdef0',
    availabilityZones: ['eu-west-1a', 'eu-west-1b'],
    publicSubnetIds: ['subnet-0123456789abcdef0', 'subnet-0123456789abcdef1'],
    privateSubnetIds: ['subnet-0123456789abcdef2', 'subnet-0123456789abcdef3'],
  });
  const cluster = new ecs.Cluster(stack, 'Cluster', {
    vpc,
    containerInsightsV2: ecs.ContainerInsights.ENABLED,
    defaultCloudMapNamespace: { name: 'platform.local' },
  });
  for (let service = 0; service < Math.min(left, STACK); service += 1) {
    new WebService(stack, `Service${service}`, { vpc, cluster });
  }
}

app.synth();
