// A load balancer with a web ACL, logs, rules by path and host, a login.
const { Stack, Duration, aws_ec2: ec2, aws_elasticloadbalancingv2: elb, aws_elasticloadbalancingv2_actions: actions, aws_elasticloadbalancingv2_targets: targets, aws_wafv2: waf, aws_s3: s3, aws_lambda: lambda, aws_cognito: cognito, aws_certificatemanager: acm } = require("aws-cdk-lib");

module.exports = (app) => {
  const stack = new Stack(app, "Firewall", { env: { region: "eu-central-1", account: "123456789012" } });
  const vpc = new ec2.Vpc(stack, "Vpc", { maxAzs: 2, natGateways: 1 });
  const balancer = new elb.ApplicationLoadBalancer(stack, "Balancer", { vpc, internetFacing: true, dropInvalidHeaderFields: true, deletionProtection: true, idleTimeout: Duration.seconds(120) });
  balancer.logAccessLogs(new s3.Bucket(stack, "Logs", { blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL, enforceSSL: true, encryption: s3.BucketEncryption.S3_MANAGED }), "alb");
  const pool = new cognito.UserPool(stack, "Users");
  const client = pool.addClient("Client", { generateSecret: true, oAuth: { flows: { authorizationCodeGrant: true }, scopes: [cognito.OAuthScope.OPENID], callbackUrls: ["https://app.example.com/oauth2/idpresponse"] } });
  const domain = pool.addDomain("Domain", { cognitoDomain: { domainPrefix: "pool-firewall" } });
  const fn = new lambda.Function(stack, "Fn", { runtime: lambda.Runtime.NODEJS_22_X, handler: "index.handler", code: lambda.Code.fromInline("exports.handler = async () => ({ statusCode: 200 })") });
  balancer.addRedirect();
  const listener = balancer.addListener("Https", { port: 443, certificates: [acm.Certificate.fromCertificateArn(stack, "Certificate", "arn:aws:acm:eu-central-1:123456789012:certificate/11111111-2222-3333-4444-555555555555")], sslPolicy: elb.SslPolicy.TLS13_RES, defaultAction: elb.ListenerAction.fixedResponse(404, { contentType: "text/plain", messageBody: "not here" }) });
  const group = new elb.ApplicationTargetGroup(stack, "Group", { targets: [new targets.LambdaTarget(fn)], targetType: elb.TargetType.LAMBDA });
  listener.addAction("App", { priority: 10, conditions: [elb.ListenerCondition.hostHeaders(["app.example.com"])], action: new actions.AuthenticateCognitoAction({ userPool: pool, userPoolClient: client, userPoolDomain: domain, next: elb.ListenerAction.forward([group]) }) });
  listener.addAction("Health", { priority: 20, conditions: [elb.ListenerCondition.pathPatterns(["/health"]), elb.ListenerCondition.httpRequestMethods(["GET"])], action: elb.ListenerAction.fixedResponse(200) });
  const visible = (metricName) => ({ cloudWatchMetricsEnabled: true, sampledRequestsEnabled: true, metricName });
  const acl = new waf.CfnWebACL(stack, "Acl", { scope: "REGIONAL", defaultAction: { allow: {} }, visibilityConfig: visible("acl"), rules: [
    { name: "common", priority: 0, overrideAction: { none: {} }, statement: { managedRuleGroupStatement: { vendorName: "AWS", name: "AWSManagedRulesCommonRuleSet" } }, visibilityConfig: visible("common") },
    { name: "rate", priority: 1, action: { block: {} }, statement: { rateBasedStatement: { limit: 2000, aggregateKeyType: "IP" } }, visibilityConfig: visible("rate") }] });
  new waf.CfnWebACLAssociation(stack, "Association", { resourceArn: balancer.loadBalancerArn, webAclArn: acl.attrArn });
};
