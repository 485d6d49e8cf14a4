// Edge: TCP behind a network load balancer, EC2 capacity, and what runs by the clock.
const cdk = require("aws-cdk-lib");
const { aws_ec2: ec2, aws_ecs: ecs, aws_autoscaling: asg, aws_ecs_patterns: patterns, aws_elasticloadbalancingv2: elb, aws_applicationautoscaling: appscaling, aws_secretsmanager: sm, aws_ecr: ecr, aws_s3: s3 } = cdk;
module.exports = (app) => {
  const stack = new cdk.Stack(app, "Edge", { env: { account: "123456789012", region: "eu-central-1" } });
  const vpc = new ec2.Vpc(stack, "Vpc", { maxAzs: 2, natGateways: 1 });
  const cluster = new ecs.Cluster(stack, "Cluster", { vpc });
  const template = new ec2.LaunchTemplate(stack, "Hosts", { instanceType: new ec2.InstanceType("m6g.large"), machineImage: ecs.EcsOptimizedImage.amazonLinux2023(ecs.AmiHardwareType.ARM), userData: ec2.UserData.forLinux(), requireImdsv2: true,
    role: new cdk.aws_iam.Role(stack, "HostRole", { assumedBy: new cdk.aws_iam.ServicePrincipal("ec2.amazonaws.com"), managedPolicies: [cdk.aws_iam.ManagedPolicy.fromAwsManagedPolicyName("AmazonSSMManagedInstanceCore")] }),
    securityGroup: new ec2.SecurityGroup(stack, "HostGroup", { vpc }) });
  const group = new asg.AutoScalingGroup(stack, "Group", { vpc, launchTemplate: template, minCapacity: 1, maxCapacity: 6 });
  const provider = new ecs.AsgCapacityProvider(stack, "Capacity", { autoScalingGroup: group, enableManagedTerminationProtection: false });
  cluster.addAsgCapacityProvider(provider);
  const repository = new ecr.Repository(stack, "Images", { imageScanOnPush: true, lifecycleRules: [{ maxImageCount: 20 }] });
  const token = new sm.Secret(stack, "Token");
  const task = new ecs.Ec2TaskDefinition(stack, "Task", { networkMode: ecs.NetworkMode.AWS_VPC });
  task.addContainer("broker", { image: ecs.ContainerImage.fromEcrRepository(repository, "5"), memoryReservationMiB: 512, cpu: 256, logging: ecs.LogDrivers.awsLogs({ streamPrefix: "broker", logRetention: 14 }), portMappings: [{ containerPort: 1883 }], secrets: { TOKEN: ecs.Secret.fromSecretsManager(token) } });
  const service = new ecs.Ec2Service(stack, "Broker", { cluster, taskDefinition: task, desiredCount: 2, minHealthyPercent: 50, capacityProviderStrategies: [{ capacityProvider: provider.capacityProviderName, weight: 1 }], circuitBreaker: { rollback: true }, placementStrategies: [ecs.PlacementStrategy.spreadAcross("attribute:ecs.availability-zone")] });
  const nlb = new elb.NetworkLoadBalancer(stack, "Nlb", { vpc, internetFacing: true, crossZoneEnabled: true, securityGroups: [new ec2.SecurityGroup(stack, "NlbGroup", { vpc, description: "Network load balancer" })] });
  nlb.connections.allowFromAnyIpv4(ec2.Port.tcp(1883));
  const listener = nlb.addListener("Mqtt", { port: 1883 });
  listener.addTargets("Broker", { port: 1883, targets: [service], deregistrationDelay: cdk.Duration.seconds(30) });
  service.connections.allowFrom(nlb, ec2.Port.tcp(1883));
  const reports = new s3.Bucket(stack, "Reports", { encryption: s3.BucketEncryption.S3_MANAGED });
  const nightly = new patterns.ScheduledFargateTask(stack, "Nightly", { cluster, scheduledFargateTaskImageOptions: { image: ecs.ContainerImage.fromEcrRepository(repository, "reports"), cpu: 256, memoryLimitMiB: 512, environment: { BUCKET: reports.bucketName } }, schedule: appscaling.Schedule.cron({ hour: "2", minute: "30" }), subnetSelection: { subnetType: ec2.SubnetType.PRIVATE_WITH_EGRESS } });
  reports.grantPut(nightly.taskDefinition.taskRole);
};
