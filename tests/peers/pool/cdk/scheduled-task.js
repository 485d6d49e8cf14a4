// A task of every night that reads a bucket.
const { Stack, aws_ec2: ec2, aws_ecs: ecs, aws_ecs_patterns: patterns, aws_s3: s3, aws_logs: logs, aws_applicationautoscaling: scaling } = require("aws-cdk-lib");

module.exports = (app) => {
  const stack = new Stack(app, "ScheduledTask");
  const vpc = new ec2.Vpc(stack, "Vpc", { maxAzs: 2, natGateways: 1 });
  const cluster = new ecs.Cluster(stack, "Cluster", { vpc });
  const bucket = new s3.Bucket(stack, "Reports", { encryption: s3.BucketEncryption.S3_MANAGED, blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL, enforceSSL: true, versioned: true });
  const task = new ecs.FargateTaskDefinition(stack, "Task", { cpu: 1024, memoryLimitMiB: 2048, runtimePlatform: { cpuArchitecture: ecs.CpuArchitecture.ARM64, operatingSystemFamily: ecs.OperatingSystemFamily.LINUX } });
  task.addContainer("report", {
    image: ecs.ContainerImage.fromRegistry("public.ecr.aws/docker/library/python:3.13"), command: ["python", "-c", "print('report')"],
    logging: ecs.LogDrivers.awsLogs({ streamPrefix: "report", logRetention: logs.RetentionDays.ONE_MONTH }), environment: { BUCKET: bucket.bucketName },
  });
  bucket.grantReadWrite(task.taskRole);
  new patterns.ScheduledFargateTask(stack, "Nightly", { cluster, schedule: scaling.Schedule.cron({ hour: "2", minute: "30" }), scheduledFargateTaskDefinitionOptions: { taskDefinition: task } });
};
