// Thumbnails: a worker on a queue, told by a topic, with a bucket and a table.
const cdk = require("aws-cdk-lib");
const { aws_ec2: ec2, aws_ecs: ecs, aws_sqs: sqs, aws_sns: sns, aws_sns_subscriptions: subs, aws_s3: s3, aws_dynamodb: ddb, aws_ecs_patterns: patterns, aws_logs: logs, aws_cloudwatch: cw, aws_cloudwatch_actions: actions } = cdk;
module.exports = (app) => {
  const stack = new cdk.Stack(app, "Thumbnails");
  const vpc = new ec2.Vpc(stack, "VPC", { maxAzs: 2 });
  const cluster = new ecs.Cluster(stack, "WorkerCluster", { vpc, enableFargateCapacityProviders: true });
  const dlq = new sqs.Queue(stack, "DeadLetters", { retentionPeriod: cdk.Duration.days(14), enforceSSL: true });
  const queue = new sqs.Queue(stack, "Jobs", { visibilityTimeout: cdk.Duration.minutes(5), deadLetterQueue: { queue: dlq, maxReceiveCount: 3 }, encryption: sqs.QueueEncryption.SQS_MANAGED });
  const topic = new sns.Topic(stack, "Uploads", { displayName: "Uploads" });
  topic.addSubscription(new subs.SqsSubscription(queue, { rawMessageDelivery: true }));
  const bucket = new s3.Bucket(stack, "Images", { blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL, encryption: s3.BucketEncryption.S3_MANAGED, enforceSSL: true, versioned: true,
    lifecycleRules: [{ expiration: cdk.Duration.days(365), noncurrentVersionExpiration: cdk.Duration.days(30) }] });
  const table = new ddb.Table(stack, "Index", { partitionKey: { name: "pk", type: ddb.AttributeType.STRING }, sortKey: { name: "sk", type: ddb.AttributeType.STRING }, billingMode: ddb.BillingMode.PAY_PER_REQUEST, pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true }, timeToLiveAttribute: "expires" });
  table.addGlobalSecondaryIndex({ indexName: "byOwner", partitionKey: { name: "owner", type: ddb.AttributeType.STRING } });
  const worker = new patterns.QueueProcessingFargateService(stack, "Worker", {
    cluster, queue, image: ecs.ContainerImage.fromRegistry("ghcr.io/acme/thumbnailer:3.1"), cpu: 1024, memoryLimitMiB: 2048,
    minScalingCapacity: 1, maxScalingCapacity: 20, scalingSteps: [{ upper: 0, change: -1 }, { lower: 50, change: 1 }, { lower: 500, change: 5 }],
    environment: { BUCKET: bucket.bucketName, TABLE: table.tableName }, capacityProviderStrategies: [{ capacityProvider: "FARGATE_SPOT", weight: 2 }, { capacityProvider: "FARGATE", weight: 1 }],
    circuitBreaker: { rollback: true }, 
  });
  bucket.grantReadWrite(worker.taskDefinition.taskRole);
  table.grantReadWriteData(worker.taskDefinition.taskRole);
  const alarms = new sns.Topic(stack, "Alarms");
  alarms.addSubscription(new subs.EmailSubscription("ops@example.com"));
  const alarm = dlq.metricApproximateNumberOfMessagesVisible().createAlarm(stack, "DeadLettersAlarm", { threshold: 1, evaluationPeriods: 1, treatMissingData: cw.TreatMissingData.NOT_BREACHING });
  alarm.addAlarmAction(new actions.SnsAction(alarms));
  new cdk.CfnOutput(stack, "QueueUrl", { value: queue.queueUrl });
};
