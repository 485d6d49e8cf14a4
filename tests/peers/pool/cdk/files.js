// A service with a file system, one that starts as another user, and a command in its containers.
const { Stack, RemovalPolicy, Size, aws_ec2: ec2, aws_ecs: ecs, aws_efs: efs } = require("aws-cdk-lib");

module.exports = (app) => {
  const stack = new Stack(app, "Files");
  const vpc = new ec2.Vpc(stack, "Vpc", { maxAzs: 2, natGateways: 1 });
  const files = new efs.FileSystem(stack, "Files", { vpc, encrypted: true, lifecyclePolicy: efs.LifecyclePolicy.AFTER_30_DAYS, removalPolicy: RemovalPolicy.RETAIN, throughputMode: efs.ThroughputMode.ELASTIC });
  const point = files.addAccessPoint("Point", { path: "/data", createAcl: { ownerGid: "1000", ownerUid: "1000", permissions: "750" }, posixUser: { gid: "1000", uid: "1000" } });
  const task = new ecs.FargateTaskDefinition(stack, "Task", { cpu: 1024, memoryLimitMiB: 4096, ephemeralStorageGiB: 40, volumes: [{ name: "data", efsVolumeConfiguration: { fileSystemId: files.fileSystemId, transitEncryption: "ENABLED", authorizationConfig: { accessPointId: point.accessPointId, iam: "ENABLED" } } }] });
  files.grantRootAccess(task.taskRole);
  const container = task.addContainer("app", { image: ecs.ContainerImage.fromRegistry("public.ecr.aws/docker/library/wordpress:6"), user: "1000", logging: ecs.LogDrivers.awsLogs({ streamPrefix: "app" }), healthCheck: { command: ["CMD-SHELL", "curl -f http://localhost/ || exit 1"] }, portMappings: [{ containerPort: 8080 }] });
  container.addMountPoints({ containerPath: "/data", sourceVolume: "data", readOnly: false });
  const service = new ecs.FargateService(stack, "Service", { cluster: new ecs.Cluster(stack, "Cluster", { vpc }), taskDefinition: task, enableExecuteCommand: true, minHealthyPercent: 100, circuitBreaker: { rollback: true }, platformVersion: ecs.FargatePlatformVersion.LATEST });
  files.connections.allowDefaultPortFrom(service);
  const disk = new ecs.ServiceManagedVolume(stack, "Disk", { name: "disk", managedEBSVolume: { size: Size.gibibytes(20), volumeType: ec2.EbsDeviceVolumeType.GP3, fileSystemType: ecs.FileSystemType.XFS } });
  const second = new ecs.FargateTaskDefinition(stack, "Second", { cpu: 256, memoryLimitMiB: 512 });
  const side = second.addContainer("app", { image: ecs.ContainerImage.fromRegistry("public.ecr.aws/docker/library/busybox:1.36"), logging: ecs.LogDrivers.awsLogs({ streamPrefix: "second" }) });
  disk.mountIn(side, { containerPath: "/disk", readOnly: false });
  second.addVolume(disk);
  const with_disk = new ecs.FargateService(stack, "WithDisk", { cluster: new ecs.Cluster(stack, "Other", { vpc }), taskDefinition: second, minHealthyPercent: 100 });
  with_disk.addVolume(disk);
};
