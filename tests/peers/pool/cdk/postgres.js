// A PostgreSQL instance with a rotated password and a proxy, and a service that reads the password.
const { Stack, Duration, RemovalPolicy, aws_ec2: ec2, aws_ecs: ecs, aws_rds: rds } = require("aws-cdk-lib");

module.exports = (app) => {
  const stack = new Stack(app, "Postgres");
  const vpc = new ec2.Vpc(stack, "Vpc", { maxAzs: 2, natGateways: 1, subnetConfiguration: [
    { name: "public", subnetType: ec2.SubnetType.PUBLIC }, { name: "app", subnetType: ec2.SubnetType.PRIVATE_WITH_EGRESS }, { name: "data", subnetType: ec2.SubnetType.PRIVATE_ISOLATED }] });
  const database = new rds.DatabaseInstance(stack, "Database", {
    engine: rds.DatabaseInstanceEngine.postgres({ version: rds.PostgresEngineVersion.VER_17 }), vpc, vpcSubnets: { subnetType: ec2.SubnetType.PRIVATE_ISOLATED },
    instanceType: ec2.InstanceType.of(ec2.InstanceClass.T4G, ec2.InstanceSize.MEDIUM), multiAz: true, storageEncrypted: true, allocatedStorage: 50, maxAllocatedStorage: 200,
    backupRetention: Duration.days(7), deletionProtection: true, removalPolicy: RemovalPolicy.SNAPSHOT, databaseName: "shop", monitoringInterval: Duration.minutes(1), cloudwatchLogsExports: ["postgresql"],
    parameterGroup: new rds.ParameterGroup(stack, "Parameters", { engine: rds.DatabaseInstanceEngine.postgres({ version: rds.PostgresEngineVersion.VER_17 }), parameters: { log_min_duration_statement: "500" } }),
  });
  database.addRotationSingleUser({ vpcSubnets: { subnetType: ec2.SubnetType.PRIVATE_WITH_EGRESS } });
  const proxy = database.addProxy("Proxy", { secrets: [database.secret], vpc, requireTLS: true });
  const task = new ecs.FargateTaskDefinition(stack, "Task", { cpu: 256, memoryLimitMiB: 512 });
  task.addContainer("app", { image: ecs.ContainerImage.fromRegistry("public.ecr.aws/docker/library/node:22"), logging: ecs.LogDrivers.awsLogs({ streamPrefix: "app" }), environment: { DB_HOST: proxy.endpoint },
    secrets: { DB_USER: ecs.Secret.fromSecretsManager(database.secret, "username"), DB_PASSWORD: ecs.Secret.fromSecretsManager(database.secret, "password") } });
  const service = new ecs.FargateService(stack, "Service", { cluster: new ecs.Cluster(stack, "Cluster", { vpc }), taskDefinition: task, minHealthyPercent: 100, circuitBreaker: { rollback: true } });
  proxy.connections.allowFrom(service, ec2.Port.tcp(5432));
};
