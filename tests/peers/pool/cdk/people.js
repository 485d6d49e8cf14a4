// Users, groups, roles of other accounts and of GitHub, keys, parameters.
const { Stack, Duration, aws_iam: iam, aws_kms: kms, aws_ssm: ssm, aws_secretsmanager: secrets } = require("aws-cdk-lib");

module.exports = (app) => {
  const stack = new Stack(app, "People");
  const developers = new iam.Group(stack, "Developers", { managedPolicies: [iam.ManagedPolicy.fromAwsManagedPolicyName("ReadOnlyAccess")] });
  developers.addUser(new iam.User(stack, "Ann"));
  const key = new kms.Key(stack, "Key", { alias: "alias/pool", enableKeyRotation: true, pendingWindow: Duration.days(10) });
  const github = new iam.OidcProviderNative(stack, "GitHub", { url: "https://token.actions.githubusercontent.com", clientIds: ["sts.amazonaws.com"] });
  const deploy = new iam.Role(stack, "Deploy", { maxSessionDuration: Duration.hours(2), assumedBy: new iam.WebIdentityPrincipal(github.openIdConnectProviderArn, { StringEquals: { "token.actions.githubusercontent.com:aud": "sts.amazonaws.com" }, StringLike: { "token.actions.githubusercontent.com:sub": "repo:acme/shop:ref:refs/heads/main" } }) });
  deploy.addToPolicy(new iam.PolicyStatement({ actions: ["sts:AssumeRole"], resources: [`arn:${stack.partition}:iam::${stack.account}:role/cdk-*`] }));
  const auditor = new iam.Role(stack, "Auditor", { assumedBy: new iam.AccountPrincipal("210987654321").withConditions({ Bool: { "aws:MultiFactorAuthPresent": "true" } }), permissionsBoundary: iam.ManagedPolicy.fromAwsManagedPolicyName("PowerUserAccess") });
  const secret = new secrets.Secret(stack, "Secret", { encryptionKey: key, generateSecretString: { secretStringTemplate: JSON.stringify({ user: "shop" }), generateStringKey: "password", excludePunctuation: true } });
  secret.grantRead(auditor);
  new ssm.StringParameter(stack, "Parameter", { parameterName: "/pool/limit", stringValue: "10", allowedPattern: "^[0-9]+$" }).grantRead(deploy);
  new iam.ManagedPolicy(stack, "Policy", { groups: [developers], statements: [new iam.PolicyStatement({ effect: iam.Effect.DENY, actions: ["s3:Delete*"], resources: ["*"], conditions: { StringNotEquals: { "aws:RequestedRegion": ["eu-central-1"] } } })] });
};
