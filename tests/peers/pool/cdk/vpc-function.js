// A function with versions, an alias that scales, layers, a URL, files.
const { Stack, Duration, aws_ec2: ec2, aws_lambda: lambda, aws_efs: efs, aws_codedeploy: deploy, aws_cloudwatch: cw } = require("aws-cdk-lib");

module.exports = (app, code) => {
  const stack = new Stack(app, "VpcFunction");
  const vpc = new ec2.Vpc(stack, "Vpc", { maxAzs: 2, natGateways: 1 });
  const files = new efs.FileSystem(stack, "Files", { vpc, encrypted: true });
  const layer = new lambda.LayerVersion(stack, "Layer", { code: lambda.Code.fromAsset(code), compatibleRuntimes: [lambda.Runtime.NODEJS_22_X], compatibleArchitectures: [lambda.Architecture.ARM_64] });
  const fn = new lambda.Function(stack, "Fn", { runtime: lambda.Runtime.NODEJS_22_X, handler: "index.handler", code: lambda.Code.fromAsset(code), architecture: lambda.Architecture.ARM_64, vpc, layers: [layer], filesystem: lambda.FileSystem.fromEfsAccessPoint(files.addAccessPoint("Point", { path: "/fn", createAcl: { ownerGid: "1001", ownerUid: "1001", permissions: "750" }, posixUser: { gid: "1001", uid: "1001" } }), "/mnt/files"), insightsVersion: lambda.LambdaInsightsVersion.VERSION_1_0_333_0, loggingFormat: lambda.LoggingFormat.JSON, systemLogLevelV2: lambda.SystemLogLevel.WARN });
  const alias = new lambda.Alias(stack, "Live", { aliasName: "live", version: fn.currentVersion });
  alias.addAutoScaling({ minCapacity: 1, maxCapacity: 5 }).scaleOnUtilization({ utilizationTarget: 0.7 });
  alias.addFunctionUrl({ authType: lambda.FunctionUrlAuthType.AWS_IAM });
  const alarm = alias.metricErrors().createAlarm(stack, "Errors", { threshold: 1, evaluationPeriods: 1 });
  new deploy.LambdaDeploymentGroup(stack, "Deployment", { alias, deploymentConfig: deploy.LambdaDeploymentConfig.CANARY_10PERCENT_5MINUTES, alarms: [alarm] });
  const image = new lambda.DockerImageFunction(stack, "Image", { code: lambda.DockerImageCode.fromImageAsset(code), timeout: Duration.minutes(15), memorySize: 3008 });
  new cw.Alarm(stack, "Throttled", { metric: image.metricThrottles(), threshold: 1, evaluationPeriods: 1 });
};
