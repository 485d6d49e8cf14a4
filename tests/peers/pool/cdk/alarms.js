// Alarms of all kinds, a dashboard, a filter of logs.
const { Stack, Duration, aws_cloudwatch: cw, aws_cloudwatch_actions: actions, aws_sns: sns, aws_sns_subscriptions: subscriptions, aws_logs: logs, aws_lambda: lambda, aws_chatbot: chatbot } = require("aws-cdk-lib");

module.exports = (app) => {
  const stack = new Stack(app, "Alarms");
  const topic = new sns.Topic(stack, "Operators");
  topic.addSubscription(new subscriptions.EmailSubscription("ops@example.com"));
  const group = new logs.LogGroup(stack, "Log", { retention: logs.RetentionDays.THREE_MONTHS });
  const fn = new lambda.Function(stack, "Fn", { runtime: lambda.Runtime.NODEJS_22_X, handler: "index.handler", code: lambda.Code.fromInline("exports.handler = async () => 1"), logGroup: group });
  const filter = new logs.MetricFilter(stack, "Errors", { logGroup: group, metricNamespace: "Shop", metricName: "Errors", filterPattern: logs.FilterPattern.anyTerm("ERROR", "Exception"), metricValue: "1", defaultValue: 0 });
  const errors = filter.metric({ statistic: "Sum", period: Duration.minutes(5) }).createAlarm(stack, "Many", { threshold: 5, evaluationPeriods: 2, datapointsToAlarm: 1, treatMissingData: cw.TreatMissingData.NOT_BREACHING });
  const ratio = new cw.MathExpression({ expression: "100 * errors / invocations", usingMetrics: { errors: fn.metricErrors(), invocations: fn.metricInvocations() }, period: Duration.minutes(5) }).createAlarm(stack, "Ratio", { threshold: 1, evaluationPeriods: 3 });
  const both = new cw.CompositeAlarm(stack, "Both", { alarmRule: cw.AlarmRule.allOf(errors, ratio) });
  both.addAlarmAction(new actions.SnsAction(topic));
  new cw.AnomalyDetectionAlarm(stack, "Odd", { metric: fn.metricDuration({ period: Duration.minutes(5) }), evaluationPeriods: 3, stdDevs: 3 }).addAlarmAction(new actions.SnsAction(topic));
  const board = new cw.Dashboard(stack, "Board", { defaultInterval: Duration.days(1) });
  board.addWidgets(new cw.GraphWidget({ left: [fn.metricInvocations()], right: [fn.metricErrors()], width: 12 }), new cw.AlarmStatusWidget({ alarms: [errors, ratio] }), new cw.LogQueryWidget({ logGroupNames: [group.logGroupName], queryLines: ["fields @message", "limit 20"] }));
  new chatbot.SlackChannelConfiguration(stack, "Slack", { slackChannelConfigurationName: "ops", slackWorkspaceId: "T01234567", slackChannelId: "C01234567", notificationTopics: [topic] });
};
