// A REST API of functions on a table, with a usage plan and an authorizer.
const { Stack, Duration, RemovalPolicy, aws_lambda: lambda, aws_apigateway: gateway, aws_dynamodb: dynamodb, aws_cognito: cognito, aws_logs: logs } = require("aws-cdk-lib");

module.exports = (app, code) => {
  const stack = new Stack(app, "RestApi");
  const table = new dynamodb.TableV2(stack, "Orders", {
    partitionKey: { name: "pk", type: dynamodb.AttributeType.STRING }, sortKey: { name: "sk", type: dynamodb.AttributeType.STRING }, timeToLiveAttribute: "expires",
    pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true }, removalPolicy: RemovalPolicy.RETAIN,
    globalSecondaryIndexes: [{ indexName: "byCustomer", partitionKey: { name: "customer", type: dynamodb.AttributeType.STRING } }],
  });
  const fn = new lambda.Function(stack, "Handler", { runtime: lambda.Runtime.NODEJS_22_X, handler: "index.handler", code: lambda.Code.fromAsset(code), architecture: lambda.Architecture.ARM_64, memorySize: 512, timeout: Duration.seconds(10), tracing: lambda.Tracing.ACTIVE,
    logGroup: new logs.LogGroup(stack, "Logs", { retention: logs.RetentionDays.ONE_MONTH }), environment: { TABLE: table.tableName } });
  table.grantReadWriteData(fn);
  const pool = new cognito.UserPool(stack, "Users", { selfSignUpEnabled: false, signInAliases: { email: true }, passwordPolicy: { minLength: 12 }, mfa: cognito.Mfa.OPTIONAL });
  pool.addClient("Client", { authFlows: { userSrp: true }, oAuth: { flows: { authorizationCodeGrant: true }, callbackUrls: ["https://shop.example.com/callback"] } });
  pool.addDomain("Domain", { cognitoDomain: { domainPrefix: "pool-shop" } });
  const api = new gateway.RestApi(stack, "Api", { deployOptions: { stageName: "prod", throttlingRateLimit: 100, throttlingBurstLimit: 200, metricsEnabled: true, loggingLevel: gateway.MethodLoggingLevel.INFO }, cloudWatchRole: true, endpointTypes: [gateway.EndpointType.REGIONAL],
    defaultCorsPreflightOptions: { allowOrigins: ["https://shop.example.com"], allowMethods: ["GET", "POST"] } });
  const orders = api.root.addResource("orders");
  orders.addMethod("GET", new gateway.LambdaIntegration(fn), { authorizer: new gateway.CognitoUserPoolsAuthorizer(stack, "Authorizer", { cognitoUserPools: [pool] }) });
  orders.addMethod("POST", new gateway.LambdaIntegration(fn), { apiKeyRequired: true });
  orders.addResource("{id}").addMethod("GET", new gateway.LambdaIntegration(fn));
  const plan = api.addUsagePlan("Plan", { throttle: { rateLimit: 10, burstLimit: 2 }, quota: { limit: 10000, period: gateway.Period.MONTH } });
  plan.addApiKey(api.addApiKey("Key"));
  plan.addApiStage({ stage: api.deploymentStage });
};
