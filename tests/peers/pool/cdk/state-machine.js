// A state machine that runs a task, calls a function, waits for a person and tells a topic.
const { Stack, Duration, aws_ec2: ec2, aws_ecs: ecs, aws_lambda: lambda, aws_sns: sns, aws_sqs: sqs, aws_stepfunctions: sfn, aws_stepfunctions_tasks: tasks, aws_logs: logs } = require("aws-cdk-lib");

module.exports = (app) => {
  const stack = new Stack(app, "StateMachine");
  const vpc = new ec2.Vpc(stack, "Vpc", { maxAzs: 2, natGateways: 1 });
  const cluster = new ecs.Cluster(stack, "Cluster", { vpc });
  const task = new ecs.FargateTaskDefinition(stack, "Task", { cpu: 256, memoryLimitMiB: 512 });
  const container = task.addContainer("job", { image: ecs.ContainerImage.fromRegistry("public.ecr.aws/docker/library/busybox:1.36"), logging: ecs.LogDrivers.awsLogs({ streamPrefix: "job" }) });
  const fn = new lambda.Function(stack, "Check", { runtime: lambda.Runtime.NODEJS_22_X, handler: "index.handler", code: lambda.Code.fromInline("exports.handler = async () => true") });
  const topic = new sns.Topic(stack, "Done", { enforceSSL: true });
  const queue = new sqs.Queue(stack, "Approvals", { enforceSSL: true });
  const run = new tasks.EcsRunTask(stack, "Run", { integrationPattern: sfn.IntegrationPattern.RUN_JOB, cluster, taskDefinition: task, launchTarget: new tasks.EcsFargateLaunchTarget(), containerOverrides: [{ containerDefinition: container, environment: [{ name: "ID", value: sfn.JsonPath.stringAt("$.id") }] }] });
  run.addRetry({ maxAttempts: 2, interval: Duration.seconds(30) });
  const approve = new tasks.SqsSendMessage(stack, "Approve", { queue, integrationPattern: sfn.IntegrationPattern.WAIT_FOR_TASK_TOKEN, messageBody: sfn.TaskInput.fromObject({ token: sfn.JsonPath.taskToken }) });
  const map = new sfn.Map(stack, "Each", { itemsPath: "$.items", maxConcurrency: 4 }).itemProcessor(new tasks.LambdaInvoke(stack, "CheckOne", { lambdaFunction: fn }));
  const definition = run.next(map).next(new sfn.Choice(stack, "Good?").when(sfn.Condition.booleanEquals("$[0].Payload", true), approve.next(new tasks.SnsPublish(stack, "Tell", { topic, message: sfn.TaskInput.fromText("done") }))).otherwise(new sfn.Fail(stack, "Bad")));
  new sfn.StateMachine(stack, "Machine", { definitionBody: sfn.DefinitionBody.fromChainable(definition), timeout: Duration.hours(1), tracingEnabled: true, logs: { destination: new logs.LogGroup(stack, "Log", { retention: logs.RetentionDays.ONE_MONTH }), level: sfn.LogLevel.ERROR } });
};
