// Orders: a public API with a database, TLS, a name.
const cdk = require("aws-cdk-lib");
const { aws_ec2: ec2, aws_ecs: ecs, aws_rds: rds, aws_route53: r53, aws_certificatemanager: acm, aws_ecs_patterns: patterns, aws_elasticloadbalancingv2: elb, aws_ecr: ecr } = cdk;
module.exports = (app) => {
  const stack = new cdk.Stack(app, "OrdersProd", { env: { account: "123456789012", region: "eu-central-1" }, description: "Orders API" });
  const vpc = new ec2.Vpc(stack, "Vpc", { maxAzs: 2, natGateways: 1, ipAddresses: ec2.IpAddresses.cidr("10.20.0.0/16") });
  const cluster = new ecs.Cluster(stack, "Cluster", { vpc, containerInsights: true });
  const zone = r53.HostedZone.fromHostedZoneAttributes(stack, "Zone", { hostedZoneId: "Z0123456789ABCDEFGHIJ", zoneName: "example.com" });
  const db = new rds.DatabaseInstance(stack, "Database", {
    engine: rds.DatabaseInstanceEngine.postgres({ version: rds.PostgresEngineVersion.VER_16 }),
    instanceType: ec2.InstanceType.of(ec2.InstanceClass.T4G, ec2.InstanceSize.MEDIUM),
    vpc, credentials: rds.Credentials.fromGeneratedSecret("orders"), databaseName: "orders",
    storageEncrypted: true, multiAz: true, allocatedStorage: 50, backupRetention: cdk.Duration.days(7), deletionProtection: true,
  });
  const repository = ecr.Repository.fromRepositoryName(stack, "Repo", "orders-api");
  const certificate = new acm.Certificate(stack, "Certificate", { domainName: "orders.example.com", validation: acm.CertificateValidation.fromDns(zone) });
  const service = new patterns.ApplicationLoadBalancedFargateService(stack, "Service", {
    cluster, cpu: 512, memoryLimitMiB: 1024, desiredCount: 2, certificate, redirectHTTP: true,
    domainName: "orders.example.com", domainZone: zone, circuitBreaker: { rollback: true }, minHealthyPercent: 100, maxHealthyPercent: 200,
    taskImageOptions: {
      image: ecs.ContainerImage.fromEcrRepository(repository, "1.42.0"), containerPort: 8080, containerName: "api",
      environment: { LOG_LEVEL: "info", DB_NAME: "orders", DB_HOST: db.dbInstanceEndpointAddress },
      secrets: { DB_USER: ecs.Secret.fromSecretsManager(db.secret, "username"), DB_PASSWORD: ecs.Secret.fromSecretsManager(db.secret, "password") },
      logDriver: ecs.LogDrivers.awsLogs({ streamPrefix: "orders", logRetention: 30 }),
    },
    healthCheckGracePeriod: cdk.Duration.seconds(60),
  });
  service.targetGroup.configureHealthCheck({ path: "/health", healthyHttpCodes: "200", interval: cdk.Duration.seconds(15) });
  service.targetGroup.setAttribute("deregistration_delay.timeout_seconds", "20");
  db.connections.allowDefaultPortFrom(service.service);
  const scaling = service.service.autoScaleTaskCount({ minCapacity: 2, maxCapacity: 10 });
  scaling.scaleOnCpuUtilization("Cpu", { targetUtilizationPercent: 60, scaleInCooldown: cdk.Duration.seconds(60), scaleOutCooldown: cdk.Duration.seconds(60) });
  scaling.scaleOnRequestCount("Requests", { requestsPerTarget: 500, targetGroup: service.targetGroup });
};
