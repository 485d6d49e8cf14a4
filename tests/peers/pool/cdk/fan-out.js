// A topic with filtered subscriptions, a bucket that tells it, keys of one's own.
const { Stack, Duration, aws_sns: sns, aws_sns_subscriptions: subscriptions, aws_sqs: sqs, aws_kms: kms, aws_s3: s3, aws_s3_notifications: notifications, aws_lambda: lambda, aws_lambda_event_sources: sources } = require("aws-cdk-lib");

module.exports = (app) => {
  const stack = new Stack(app, "FanOut");
  const key = new kms.Key(stack, "Key", { enableKeyRotation: true });
  const topic = new sns.Topic(stack, "Topic", { masterKey: key });
  const uploads = new s3.Bucket(stack, "Uploads", { encryption: s3.BucketEncryption.KMS, encryptionKey: key, blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL, enforceSSL: true, cors: [{ allowedMethods: [s3.HttpMethods.PUT], allowedOrigins: ["https://shop.example.com"] }], lifecycleRules: [{ abortIncompleteMultipartUploadAfter: Duration.days(2), transitions: [{ storageClass: s3.StorageClass.INFREQUENT_ACCESS, transitionAfter: Duration.days(30) }] }] });
  uploads.addEventNotification(s3.EventType.OBJECT_CREATED, new notifications.SnsDestination(topic), { prefix: "in/" });
  const fn = new lambda.Function(stack, "Fn", { runtime: lambda.Runtime.NODEJS_22_X, handler: "index.handler", code: lambda.Code.fromInline("exports.handler = async () => 1"), timeout: Duration.seconds(20), reservedConcurrentExecutions: 5 });
  for (const kind of ["Image", "Text"]) {
    const dead = new sqs.Queue(stack, `${kind}Dead`, { encryptionMasterKey: key, retentionPeriod: Duration.days(14) });
    const queue = new sqs.Queue(stack, `${kind}Queue`, { encryptionMasterKey: key, visibilityTimeout: Duration.minutes(2), deadLetterQueue: { queue: dead, maxReceiveCount: 5 } });
    topic.addSubscription(new subscriptions.SqsSubscription(queue, { rawMessageDelivery: true, filterPolicy: { kind: sns.SubscriptionFilter.stringFilter({ allowlist: [kind] }) } }));
    fn.addEventSource(new sources.SqsEventSource(queue, { batchSize: 10, reportBatchItemFailures: true }));
  }
  const ordered = new sns.Topic(stack, "Ordered", { fifo: true, contentBasedDeduplication: true });
  ordered.addSubscription(new subscriptions.SqsSubscription(new sqs.Queue(stack, "OrderedQueue", { fifo: true })));
};
