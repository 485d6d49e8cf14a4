// A bus with an archive, rules to several targets, a pipe and a schedule.
const { Stack, Duration, aws_events: events, aws_events_targets: targets, aws_lambda: lambda, aws_sqs: sqs, aws_sns: sns, aws_logs: logs, aws_pipes: pipes, aws_iam: iam, aws_scheduler: scheduler, aws_scheduler_targets: schedules } = require("aws-cdk-lib");

module.exports = (app) => {
  const stack = new Stack(app, "Events");
  const bus = new events.EventBus(stack, "Bus");
  bus.archive("Archive", { eventPattern: { account: [stack.account] }, retention: Duration.days(30) });
  const dead = new sqs.Queue(stack, "Dead", { retentionPeriod: Duration.days(14) });
  const fn = new lambda.Function(stack, "Fn", { runtime: lambda.Runtime.NODEJS_22_X, handler: "index.handler", code: lambda.Code.fromInline("exports.handler = async () => 1"), deadLetterQueue: dead });
  const queue = new sqs.Queue(stack, "Work");
  const topic = new sns.Topic(stack, "Topic");
  new events.Rule(stack, "Orders", { eventBus: bus, eventPattern: { source: ["shop.orders"], detailType: ["OrderPlaced"], detail: { total: [{ numeric: [">", 100] }] } }, targets: [new targets.LambdaFunction(fn, { deadLetterQueue: dead, retryAttempts: 3 }), new targets.SqsQueue(queue)] });
  new events.Rule(stack, "Hourly", { schedule: events.Schedule.rate(Duration.hours(1)), targets: [new targets.SnsTopic(topic), new targets.CloudWatchLogGroup(new logs.LogGroup(stack, "Log", { retention: logs.RetentionDays.ONE_WEEK }))] });
  const role = new iam.Role(stack, "PipeRole", { assumedBy: new iam.ServicePrincipal("pipes.amazonaws.com") });
  queue.grantConsumeMessages(role);
  topic.grantPublish(role);
  new pipes.CfnPipe(stack, "Pipe", { roleArn: role.roleArn, source: queue.queueArn, target: topic.topicArn, sourceParameters: { sqsQueueParameters: { batchSize: 5 } } });
  new scheduler.Schedule(stack, "Morning", { schedule: scheduler.ScheduleExpression.cron({ hour: "7", minute: "0", timeZone: require("aws-cdk-lib").TimeZone.EUROPE_BERLIN }), target: new schedules.LambdaInvoke(fn) });
};
