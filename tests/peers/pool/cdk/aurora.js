// An Aurora MySQL cluster with a serverless writer and a reader, a function beside it.
const { Stack, Duration, aws_ec2: ec2, aws_rds: rds, aws_lambda: lambda, aws_backup: backup } = require("aws-cdk-lib");

module.exports = (app) => {
  const stack = new Stack(app, "Aurora");
  const vpc = new ec2.Vpc(stack, "Vpc", { maxAzs: 3, natGateways: 1 });
  const cluster = new rds.DatabaseCluster(stack, "Cluster", {
    engine: rds.DatabaseClusterEngine.auroraMysql({ version: rds.AuroraMysqlEngineVersion.VER_3_08_0 }), vpc, serverlessV2MinCapacity: 0.5, serverlessV2MaxCapacity: 4,
    writer: rds.ClusterInstance.serverlessV2("writer"), readers: [rds.ClusterInstance.provisioned("reader", { instanceType: ec2.InstanceType.of(ec2.InstanceClass.R6G, ec2.InstanceSize.LARGE) }), rds.ClusterInstance.serverlessV2("second", { scaleWithWriter: true })],
    storageEncrypted: true, backup: { retention: Duration.days(14), preferredWindow: "02:00-03:00" }, copyTagsToSnapshot: true, enableDataApi: true, defaultDatabaseName: "orders", iamAuthentication: true, deletionProtection: true,
  });
  const reader = new lambda.Function(stack, "Reader", { runtime: lambda.Runtime.NODEJS_22_X, handler: "index.handler", code: lambda.Code.fromInline("exports.handler = async () => 1"), vpc, timeout: Duration.seconds(30), environment: { CLUSTER: cluster.clusterArn, SECRET: cluster.secret.secretArn } });
  cluster.grantDataApiAccess(reader);
  cluster.connections.allowDefaultPortFrom(reader);
  const plan = backup.BackupPlan.dailyWeeklyMonthly5YearRetention(stack, "Plan");
  plan.addSelection("All", { resources: [backup.BackupResource.fromRdsServerlessCluster ? backup.BackupResource.fromArn(cluster.clusterArn) : backup.BackupResource.fromArn(cluster.clusterArn)] });
};
