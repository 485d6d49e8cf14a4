// Platform: two services that talk by Service Connect, shared files, exec with a key.
const cdk = require("aws-cdk-lib");
const { aws_ec2: ec2, aws_ecs: ecs, aws_efs: efs, aws_kms: kms, aws_logs: logs, aws_servicediscovery: sd, aws_s3: s3, aws_elasticloadbalancingv2: elb } = cdk;
module.exports = (app) => {
  const stack = new cdk.Stack(app, "Platform", { env: { account: "123456789012", region: "eu-central-1" } });
  const vpc = new ec2.Vpc(stack, "Network", { maxAzs: 2, natGateways: 0, subnetConfiguration: [ { name: "Public", subnetType: ec2.SubnetType.PUBLIC, cidrMask: 24 }, { name: "App", subnetType: ec2.SubnetType.PRIVATE_ISOLATED, cidrMask: 22 } ],
    gatewayEndpoints: { S3: { service: ec2.GatewayVpcEndpointAwsService.S3 } } });
  for (const [name, service] of Object.entries({ EcrApi: ec2.InterfaceVpcEndpointAwsService.ECR, EcrDocker: ec2.InterfaceVpcEndpointAwsService.ECR_DOCKER, Logs: ec2.InterfaceVpcEndpointAwsService.CLOUDWATCH_LOGS, Ssm: ec2.InterfaceVpcEndpointAwsService.SSM_MESSAGES }))
    vpc.addInterfaceEndpoint(name, { service });
  const key = new kms.Key(stack, "ExecKey", { enableKeyRotation: true, alias: "alias/platform-exec" });
  const execLogs = new logs.LogGroup(stack, "ExecLogs", { encryptionKey: key, retention: logs.RetentionDays.ONE_MONTH });
  const cluster = new ecs.Cluster(stack, "Cluster", { vpc, clusterName: "platform", containerInsightsV2: ecs.ContainerInsights.ENHANCED,
    defaultCloudMapNamespace: { name: "platform.local", useForServiceConnect: true },
    executeCommandConfiguration: { kmsKey: key, logging: ecs.ExecuteCommandLogging.OVERRIDE, logConfiguration: { cloudWatchLogGroup: execLogs, cloudWatchEncryptionEnabled: true } } });
  const files = new efs.FileSystem(stack, "Files", { vpc, encrypted: true, lifecyclePolicy: efs.LifecyclePolicy.AFTER_30_DAYS, vpcSubnets: { subnetType: ec2.SubnetType.PRIVATE_ISOLATED } });
  const access = files.addAccessPoint("Access", { path: "/uploads", createAcl: { ownerUid: "1000", ownerGid: "1000", permissions: "750" }, posixUser: { uid: "1000", gid: "1000" } });

  const apiTask = new ecs.FargateTaskDefinition(stack, "ApiTask", { cpu: 512, memoryLimitMiB: 1024, runtimePlatform: { cpuArchitecture: ecs.CpuArchitecture.ARM64, operatingSystemFamily: ecs.OperatingSystemFamily.LINUX } });
  const api = apiTask.addContainer("api", { image: ecs.ContainerImage.fromEcrRepository(cdk.aws_ecr.Repository.fromRepositoryName(stack,"ApiRepo","api"),"7"), logging: ecs.LogDrivers.awsLogs({ streamPrefix: "api", logGroup: new logs.LogGroup(stack, "ApiLogs", { retention: logs.RetentionDays.TWO_WEEKS, removalPolicy: cdk.RemovalPolicy.DESTROY }) }),
    healthCheck: { command: ["CMD-SHELL", "curl -f http://localhost:8080/health || exit 1"], interval: cdk.Duration.seconds(15) }, readonlyRootFilesystem: true });
  api.addPortMappings({ containerPort: 8080, name: "http", appProtocol: ecs.AppProtocol.http });
  apiTask.addVolume({ name: "uploads", efsVolumeConfiguration: { fileSystemId: files.fileSystemId, transitEncryption: "ENABLED", authorizationConfig: { accessPointId: access.accessPointId, iam: "ENABLED" } } });
  api.addMountPoints({ sourceVolume: "uploads", containerPath: "/uploads", readOnly: false });
  files.grantReadWrite(apiTask.taskRole);
  const apiService = new ecs.FargateService(stack, "Api", { cluster, taskDefinition: apiTask, desiredCount: 2, enableExecuteCommand: true, vpcSubnets: { subnetType: ec2.SubnetType.PRIVATE_ISOLATED }, minHealthyPercent: 100,
    serviceConnectConfiguration: { services: [{ portMappingName: "http", dnsName: "api", port: 80 }] }, circuitBreaker: { enable: true, rollback: true } });
  files.connections.allowDefaultPortFrom(apiService);

  const webTask = new ecs.FargateTaskDefinition(stack, "WebTask");
  const web = webTask.addContainer("web", { image: ecs.ContainerImage.fromEcrRepository(cdk.aws_ecr.Repository.fromRepositoryName(stack,"WebRepo","web"),"12"), logging: ecs.LogDrivers.awsLogs({ streamPrefix: "web" }), portMappings: [{ containerPort: 3000 }], environment: { API: "http://api" } });
  const webService = new ecs.FargateService(stack, "Web", { cluster, taskDefinition: webTask, desiredCount: 2, vpcSubnets: { subnetType: ec2.SubnetType.PRIVATE_ISOLATED }, minHealthyPercent: 50, serviceConnectConfiguration: {}, cloudMapOptions: { name: "web" } });
  apiService.connections.allowFrom(webService, ec2.Port.tcp(8080), "web calls api");

  const balancer = new elb.ApplicationLoadBalancer(stack, "Balancer", { vpc, internetFacing: true });
  const listener = balancer.addListener("Http", { port: 80 });
  listener.addTargets("Web", { port: 3000, protocol: elb.ApplicationProtocol.HTTP, targets: [webService], healthCheck: { path: "/" } });
  listener.addTargets("Api", { port: 8080, protocol: elb.ApplicationProtocol.HTTP, targets: [apiService], priority: 10, conditions: [elb.ListenerCondition.pathPatterns(["/api/*"])], healthCheck: { path: "/health" } });
  new cdk.CfnOutput(stack, "Url", { value: "http://" + balancer.loadBalancerDnsName });
};
