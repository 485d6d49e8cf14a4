// A stream that a function reads and Firehose keeps.
const { Stack, Duration, aws_kinesis: kinesis, aws_kinesisfirehose: firehose, aws_s3: s3, aws_lambda: lambda, aws_lambda_event_sources: sources, aws_lambda_destinations: destinations, aws_sqs: sqs, aws_dynamodb: dynamodb, aws_glue: glue } = require("aws-cdk-lib");

module.exports = (app) => {
  const stack = new Stack(app, "Streams");
  const stream = new kinesis.Stream(stack, "Stream", { streamMode: kinesis.StreamMode.ON_DEMAND, retentionPeriod: Duration.hours(48) });
  const bucket = new s3.Bucket(stack, "Lake", { encryption: s3.BucketEncryption.S3_MANAGED, blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL, enforceSSL: true });
  new firehose.DeliveryStream(stack, "Delivery", { source: new firehose.KinesisStreamSource(stream), destination: new firehose.S3Bucket(bucket, { bufferingInterval: Duration.minutes(5), compression: firehose.Compression.GZIP, dataOutputPrefix: "raw/", errorOutputPrefix: "bad/" }) });
  const lost = new sqs.Queue(stack, "Lost");
  const fn = new lambda.Function(stack, "Fn", { runtime: lambda.Runtime.PYTHON_3_13, handler: "index.handler", code: lambda.Code.fromInline("def handler(event, context):\n    return None\n"), timeout: Duration.minutes(1), onFailure: new destinations.SqsDestination(lost), retryAttempts: 1 });
  fn.addEventSource(new sources.KinesisEventSource(stream, { startingPosition: lambda.StartingPosition.TRIM_HORIZON, batchSize: 100, bisectBatchOnError: true, retryAttempts: 5, onFailure: new sources.SqsDlq(lost) }));
  const table = new dynamodb.Table(stack, "Table", { partitionKey: { name: "id", type: dynamodb.AttributeType.STRING }, billingMode: dynamodb.BillingMode.PAY_PER_REQUEST, stream: dynamodb.StreamViewType.NEW_AND_OLD_IMAGES });
  fn.addEventSource(new sources.DynamoEventSource(table, { startingPosition: lambda.StartingPosition.LATEST, filters: [lambda.FilterCriteria.filter({ eventName: lambda.FilterRule.isEqual("INSERT") })] }));
  table.grantWriteData(fn);
  new glue.CfnDatabase(stack, "Catalog", { catalogId: stack.account, databaseInput: { name: "lake" } });
};
