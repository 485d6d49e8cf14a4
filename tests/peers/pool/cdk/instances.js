// A service on instances of an Auto Scaling group, as capacity provider.
const { Stack, aws_ec2: ec2, aws_ecs: ecs, aws_autoscaling: autoscaling, aws_elasticloadbalancingv2: elb, aws_iam: iam } = require("aws-cdk-lib");

module.exports = (app) => {
  const stack = new Stack(app, "Instances");
  const vpc = new ec2.Vpc(stack, "Vpc", { maxAzs: 2 });
  const cluster = new ecs.Cluster(stack, "Cluster", { vpc });
  const group = new autoscaling.AutoScalingGroup(stack, "Group", {
    vpc, minCapacity: 1, maxCapacity: 6,
    launchTemplate: new ec2.LaunchTemplate(stack, "Template", {
      instanceType: new ec2.InstanceType("m7g.large"), machineImage: ecs.EcsOptimizedImage.amazonLinux2023(ecs.AmiHardwareType.ARM), requireImdsv2: true,
      userData: ec2.UserData.forLinux(), securityGroup: new ec2.SecurityGroup(stack, "InstanceGroup", { vpc }),
      role: new iam.Role(stack, "InstanceRole", { assumedBy: new iam.ServicePrincipal("ec2.amazonaws.com") }),
    }),
  });
  const provider = new ecs.AsgCapacityProvider(stack, "Provider", { autoScalingGroup: group });
  cluster.addAsgCapacityProvider(provider);
  const task = new ecs.Ec2TaskDefinition(stack, "Task", { networkMode: ecs.NetworkMode.BRIDGE });
  task.addContainer("web", { image: ecs.ContainerImage.fromRegistry("public.ecr.aws/nginx/nginx:1.27"), memoryReservationMiB: 256, memoryLimitMiB: 512, portMappings: [{ containerPort: 80 }], logging: ecs.LogDrivers.awsLogs({ streamPrefix: "web" }) });
  task.addContainer("side", { image: ecs.ContainerImage.fromRegistry("public.ecr.aws/docker/library/busybox:1.36"), memoryReservationMiB: 64, essential: false, logging: ecs.LogDrivers.awsLogs({ streamPrefix: "side" }) });
  const service = new ecs.Ec2Service(stack, "Service", { cluster, taskDefinition: task, desiredCount: 2, capacityProviderStrategies: [{ capacityProvider: provider.capacityProviderName, weight: 1 }], circuitBreaker: { rollback: true }, minHealthyPercent: 50 });
  const balancer = new elb.ApplicationLoadBalancer(stack, "Balancer", { vpc, internetFacing: true });
  // AWS CDK does not open the group of a launch template by itself.
  group.connections.allowFrom(balancer, ec2.Port.tcpRange(32768, 65535));
  balancer.addListener("Http", { port: 80 }).addTargets("Web", { port: 80, targets: [service.loadBalancerTarget({ containerName: "web", containerPort: 80 })], healthCheck: { path: "/" } });
};
