// An HTTP API with tokens before a function and a private service.
const { Stack, aws_ec2: ec2, aws_ecs: ecs, aws_ecs_patterns: patterns, aws_lambda: lambda, aws_apigatewayv2: v2, aws_apigatewayv2_authorizers: authorizers, aws_apigatewayv2_integrations: integrations } = require("aws-cdk-lib");

module.exports = (app) => {
  const stack = new Stack(app, "HttpApi");
  const vpc = new ec2.Vpc(stack, "Vpc", { maxAzs: 2, natGateways: 1 });
  const service = new patterns.ApplicationLoadBalancedFargateService(stack, "Service", { vpc, publicLoadBalancer: false, cpu: 256, memoryLimitMiB: 512, minHealthyPercent: 100, circuitBreaker: { rollback: true }, taskImageOptions: { image: ecs.ContainerImage.fromRegistry("public.ecr.aws/nginx/nginx:1.27") } });
  const fn = new lambda.Function(stack, "Fn", { runtime: lambda.Runtime.PYTHON_3_13, handler: "index.handler", code: lambda.Code.fromInline("def handler(event, context):\n    return {'statusCode': 200}\n") });
  const api = new v2.HttpApi(stack, "Api", { corsPreflight: { allowOrigins: ["https://shop.example.com"], allowMethods: [v2.CorsHttpMethod.GET] }, defaultAuthorizer: new authorizers.HttpJwtAuthorizer("Jwt", "https://issuer.example.com", { jwtAudience: ["shop"] }) });
  api.addRoutes({ path: "/fn", methods: [v2.HttpMethod.GET], integration: new integrations.HttpLambdaIntegration("Fn", fn) });
  api.addRoutes({ path: "/{proxy+}", integration: new integrations.HttpAlbIntegration("Service", service.listener), authorizer: new v2.HttpNoneAuthorizer() });
  const sockets = new v2.WebSocketApi(stack, "Sockets", { connectRouteOptions: { integration: new integrations.WebSocketLambdaIntegration("Connect", fn) } });
  new v2.WebSocketStage(stack, "Live", { webSocketApi: sockets, stageName: "live", autoDeploy: true });
};
