// A service on instances that Amazon ECS manages.
const { Stack, Size, aws_ec2: ec2, aws_ecs: ecs, aws_iam: iam } = require("aws-cdk-lib");

module.exports = (app) => {
  const stack = new Stack(app, "ManagedInstances");
  const vpc = new ec2.Vpc(stack, "Vpc", { maxAzs: 2, natGateways: 1 });
  const cluster = new ecs.Cluster(stack, "Cluster", { vpc });
  const infrastructure = new iam.Role(stack, "Infrastructure", {
    assumedBy: new iam.ServicePrincipal("ecs.amazonaws.com"),
    managedPolicies: [iam.ManagedPolicy.fromAwsManagedPolicyName("AmazonECSInfrastructureRolePolicyForManagedInstances")],
  });
  const instances = new iam.Role(stack, "InstanceRole", {
    roleName: "ecsInstanceRole-pool", assumedBy: new iam.ServicePrincipal("ec2.amazonaws.com"),
    managedPolicies: [iam.ManagedPolicy.fromAwsManagedPolicyName("AmazonECSInstanceRolePolicyForManagedInstances")],
  });
  const profile = new iam.InstanceProfile(stack, "Profile", { instanceProfileName: "ecsInstanceRole-pool", role: instances });
  const provider = new ecs.ManagedInstancesCapacityProvider(stack, "Provider", {
    infrastructureRole: infrastructure, ec2InstanceProfile: profile, subnets: vpc.privateSubnets,
    securityGroups: [new ec2.SecurityGroup(stack, "Group", { vpc })], propagateTags: ecs.PropagateManagedInstancesTags.CAPACITY_PROVIDER,
    instanceRequirements: { vCpuCountMin: 1, memoryMin: Size.gibibytes(2), cpuManufacturers: [ec2.CpuManufacturer.INTEL] },
  });
  cluster.addManagedInstancesCapacityProvider(provider);
  cluster.addDefaultCapacityProviderStrategy([{ capacityProvider: provider.capacityProviderName, weight: 1 }]);
  const task = new ecs.TaskDefinition(stack, "Task", { compatibility: ecs.Compatibility.MANAGED_INSTANCES, cpu: "256", memoryMiB: "512", networkMode: ecs.NetworkMode.AWS_VPC });
  task.addContainer("web", { image: ecs.ContainerImage.fromRegistry("public.ecr.aws/nginx/nginx:1.27"), memoryReservationMiB: 256, logging: ecs.LogDrivers.awsLogs({ streamPrefix: "web" }) });
  new ecs.FargateService(stack, "Service", { cluster, taskDefinition: task, desiredCount: 2, minHealthyPercent: 100, capacityProviderStrategies: [{ capacityProvider: provider.capacityProviderName, weight: 1 }] });
};
