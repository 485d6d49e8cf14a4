// Workers that are scaled by the length of their queue.
const { Stack, Duration, aws_ecs: ecs, aws_ecs_patterns: patterns, aws_sqs: sqs, aws_ec2: ec2 } = require("aws-cdk-lib");

module.exports = (app) => {
  const stack = new Stack(app, "QueueWorker");
  const vpc = new ec2.Vpc(stack, "Vpc", { maxAzs: 2 });
  const dead = new sqs.Queue(stack, "Dead", { retentionPeriod: Duration.days(14), enforceSSL: true });
  const queue = new sqs.Queue(stack, "Jobs", { visibilityTimeout: Duration.minutes(5), deadLetterQueue: { queue: dead, maxReceiveCount: 3 }, encryption: sqs.QueueEncryption.SQS_MANAGED });
  new patterns.QueueProcessingFargateService(stack, "Worker", {
    vpc, queue, cpu: 256, memoryLimitMiB: 512, image: ecs.ContainerImage.fromRegistry("public.ecr.aws/docker/library/busybox:1.36"),
    minScalingCapacity: 1, maxScalingCapacity: 5, circuitBreaker: { rollback: true },
  });
};
