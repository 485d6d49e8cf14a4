// A network in one stack, services in another, a nested stack, tags, a custom resource.
const { Stack, NestedStack, Tags, CfnOutput, CfnParameter, CfnCondition, Fn, CustomResource, Duration, aws_ec2: ec2, aws_ecs: ecs, aws_dynamodb: dynamodb, aws_lambda: lambda, custom_resources: custom } = require("aws-cdk-lib");

module.exports = (app) => {
  const network = new Stack(app, "SharedNetwork");
  const vpc = new ec2.Vpc(network, "Vpc", { maxAzs: 2, natGateways: 1 });
  const cluster = new ecs.Cluster(network, "Cluster", { vpc, enableFargateCapacityProviders: true });
  const services = new Stack(app, "SharedServices");
  services.addDependency(network);
  Tags.of(services).add("team", "shop");
  const stage = new CfnParameter(services, "Stage", { default: "test", allowedValues: ["test", "live"] });
  const live = new CfnCondition(services, "Live", { expression: Fn.conditionEquals(stage.valueAsString, "live") });
  const data = new NestedStack(services, "Data");
  const table = new dynamodb.Table(data, "Table", { partitionKey: { name: "id", type: dynamodb.AttributeType.STRING }, billingMode: dynamodb.BillingMode.PAY_PER_REQUEST });
  const task = new ecs.FargateTaskDefinition(services, "Task", { cpu: 256, memoryLimitMiB: 512 });
  task.addContainer("app", { image: ecs.ContainerImage.fromRegistry("public.ecr.aws/docker/library/node:22"), logging: ecs.LogDrivers.awsLogs({ streamPrefix: "app" }), environment: { TABLE: table.tableName } });
  table.grantReadData(task.taskRole);
  const service = new ecs.FargateService(services, "Service", { cluster, taskDefinition: task, minHealthyPercent: 100, circuitBreaker: { rollback: true }, capacityProviderStrategies: [{ capacityProvider: "FARGATE", base: 1, weight: 1 }, { capacityProvider: "FARGATE_SPOT", weight: 3 }] });
  service.node.defaultChild.addPropertyOverride("DesiredCount", Fn.conditionIf(live.logicalId, 3, 1));
  const fn = new lambda.Function(services, "Seed", { runtime: lambda.Runtime.NODEJS_22_X, handler: "index.handler", timeout: Duration.minutes(5), code: lambda.Code.fromInline("exports.handler = async () => ({ Data: { Count: 1 } })") });
  const provider = new custom.Provider(services, "Provider", { onEventHandler: fn });
  const seed = new CustomResource(services, "Rows", { serviceToken: provider.serviceToken, resourceType: "Custom::Rows", properties: { Table: table.tableName } });
  new CfnOutput(services, "Count", { value: seed.getAttString("Count"), exportName: "SharedServicesCount" });
  new custom.AwsCustomResource(services, "Call", { onCreate: { service: "SSM", action: "getParameter", parameters: { Name: "/pool/limit" }, physicalResourceId: custom.PhysicalResourceId.of("call") }, policy: custom.AwsCustomResourcePolicy.fromSdkCalls({ resources: custom.AwsCustomResourcePolicy.ANY_RESOURCE }) });
};
