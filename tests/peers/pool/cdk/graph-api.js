// A GraphQL API on a table, an identity pool, a canary that looks at it.
const { Stack, Duration, Expiration, aws_appsync: appsync, aws_dynamodb: dynamodb, aws_cognito: cognito, aws_iam: iam, aws_synthetics: synthetics, Schedule } = require("aws-cdk-lib");

module.exports = (app) => {
  const stack = new Stack(app, "GraphApi");
  const pool = new cognito.UserPool(stack, "Users", { signInAliases: { email: true } });
  const api = new appsync.GraphqlApi(stack, "Api", { name: "shop", definition: appsync.Definition.fromFile(require("path").join(__dirname, "../code/schema.graphql")), authorizationConfig: { defaultAuthorization: { authorizationType: appsync.AuthorizationType.USER_POOL, userPoolConfig: { userPool: pool } }, additionalAuthorizationModes: [{ authorizationType: appsync.AuthorizationType.IAM }] }, xrayEnabled: true, logConfig: { fieldLogLevel: appsync.FieldLogLevel.ERROR } });
  const table = new dynamodb.Table(stack, "Items", { partitionKey: { name: "id", type: dynamodb.AttributeType.STRING }, readCapacity: 5, writeCapacity: 5 });
  table.autoScaleReadCapacity({ minCapacity: 5, maxCapacity: 50 }).scaleOnUtilization({ targetUtilizationPercent: 70 });
  const source = api.addDynamoDbDataSource("Items", table);
  source.createResolver("Get", { typeName: "Query", fieldName: "item", requestMappingTemplate: appsync.MappingTemplate.dynamoDbGetItem("id", "id"), responseMappingTemplate: appsync.MappingTemplate.dynamoDbResultItem() });
  const client = pool.addClient("Client");
  const identities = new cognito.CfnIdentityPool(stack, "Identities", { allowUnauthenticatedIdentities: false, cognitoIdentityProviders: [{ clientId: client.userPoolClientId, providerName: pool.userPoolProviderName }] });
  const role = new iam.Role(stack, "Signed", { assumedBy: new iam.WebIdentityPrincipal("cognito-identity.amazonaws.com", { StringEquals: { "cognito-identity.amazonaws.com:aud": identities.ref }, "ForAnyValue:StringLike": { "cognito-identity.amazonaws.com:amr": "authenticated" } }) });
  api.grantQuery(role);
  new cognito.CfnIdentityPoolRoleAttachment(stack, "Roles", { identityPoolId: identities.ref, roles: { authenticated: role.roleArn } });
  new synthetics.Canary(stack, "Canary", { runtime: synthetics.Runtime.SYNTHETICS_NODEJS_PUPPETEER_9_1, test: synthetics.Test.custom({ code: synthetics.Code.fromInline("exports.handler = async () => {};"), handler: "index.handler" }), schedule: synthetics.Schedule.rate(Duration.minutes(15)) });
};
