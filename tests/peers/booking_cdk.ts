// The system of examples/booking/main.rs for AWS CDK, over the same settings and the same images.
// node booking_cdk.js, with the settings file as SETTINGS and the images' folder as IMAGES
import { readFileSync } from "node:fs";
import { join } from "node:path";
import {
  App,
  CfnOutput,
  Duration,
  RemovalPolicy,
  Stack,
  Stage,
  Tags,
  TimeZone,
} from "aws-cdk-lib";
import * as acm from "aws-cdk-lib/aws-certificatemanager";
import * as cloudwatch from "aws-cdk-lib/aws-cloudwatch";
import { SnsAction } from "aws-cdk-lib/aws-cloudwatch-actions";
import * as ec2 from "aws-cdk-lib/aws-ec2";
import { Platform } from "aws-cdk-lib/aws-ecr-assets";
import * as ecs from "aws-cdk-lib/aws-ecs";
import * as elasticache from "aws-cdk-lib/aws-elasticache";
import * as elb from "aws-cdk-lib/aws-elasticloadbalancingv2";
import * as rds from "aws-cdk-lib/aws-rds";
import * as route53 from "aws-cdk-lib/aws-route53";
import { LoadBalancerTarget } from "aws-cdk-lib/aws-route53-targets";
import * as s3 from "aws-cdk-lib/aws-s3";
import * as scheduler from "aws-cdk-lib/aws-scheduler";
import { EcsRunFargateTask } from "aws-cdk-lib/aws-scheduler-targets";
import * as secretsmanager from "aws-cdk-lib/aws-secretsmanager";
import * as sns from "aws-cdk-lib/aws-sns";
import { EmailSubscription } from "aws-cdk-lib/aws-sns-subscriptions";
import * as sqs from "aws-cdk-lib/aws-sqs";
import { parse } from "yaml";

/** In what environments differ. */
interface Settings {
  stage: string;
  domain: string;
  zone: { id: string; name: string };
  zones: number;
  tasks: [number, number];
  keep: boolean;
  on_call: string;
}

const settings: Settings = parse(readFileSync(process.env.SETTINGS!, "utf8"));
const app = new App();
const stage = new Stage(app, settings.stage);
Tags.of(stage).add("System", "booking");

const network = new Stack(stage, "Network");
const vpc = new ec2.Vpc(network, "Vpc", {
  maxAzs: settings.zones,
  natGateways: 1,
  gatewayEndpoints: { S3: { service: ec2.GatewayVpcEndpointAwsService.S3 } },
});

const data = new Stack(stage, "Data");
const removalPolicy = settings.keep
  ? RemovalPolicy.RETAIN
  : RemovalPolicy.DESTROY;
const db = new rds.DatabaseInstance(data, "Db", {
  vpc,
  engine: rds.DatabaseInstanceEngine.postgres({
    version: rds.PostgresEngineVersion.VER_17,
  }),
  instanceType: ec2.InstanceType.of(
    ec2.InstanceClass.T4G,
    ec2.InstanceSize.MICRO,
  ),
  databaseName: "app",
  allocatedStorage: 20,
  maxAllocatedStorage: 100,
  storageEncrypted: true,
  backupRetention: Duration.days(7),
  multiAz: settings.keep,
  deletionProtection: settings.keep,
  removalPolicy: settings.keep ? RemovalPolicy.SNAPSHOT : RemovalPolicy.DESTROY,
});
const files = new s3.Bucket(data, "Files", {
  versioned: true,
  enforceSSL: true,
  removalPolicy,
  lifecycleRules: [{ abortIncompleteMultipartUploadAfter: Duration.days(7) }],
});
const cacheGroup = new ec2.SecurityGroup(data, "CacheSecurityGroup", { vpc });
const cachePassword = new secretsmanager.Secret(data, "CachePassword", {
  generateSecretString: {
    excludePunctuation: true,
  },
});
const cacheUser = new elasticache.CfnUser(data, "CacheUser", {
  engine: "valkey",
  userId: `${settings.stage.toLowerCase()}-booking`,
  userName: "app",
  accessString: "on ~* &* +@all",
  authenticationMode: {
    Type: "password",
    Passwords: [cachePassword.secretValue.unsafeUnwrap()],
  },
});
const cacheUsers = new elasticache.CfnUserGroup(data, "CacheUserGroup", {
  engine: "valkey",
  userGroupId: `${settings.stage.toLowerCase()}-booking`,
  userIds: [cacheUser.ref],
});
const cache = new elasticache.CfnServerlessCache(data, "Cache", {
  engine: "valkey",
  majorEngineVersion: "8",
  serverlessCacheName: `${settings.stage.toLowerCase()}-booking`,
  securityGroupIds: [cacheGroup.securityGroupId],
  subnetIds: vpc.selectSubnets({
    subnetType: ec2.SubnetType.PRIVATE_WITH_EGRESS,
  }).subnetIds,
  userGroupId: cacheUsers.ref,
});
const failedJobs = new sqs.Queue(data, "FailedJobs", {
  enforceSSL: true,
  retentionPeriod: Duration.days(14),
});
const jobs = new sqs.Queue(data, "Jobs", {
  enforceSSL: true,
  visibilityTimeout: Duration.minutes(10),
  deadLetterQueue: { queue: failedJobs, maxReceiveCount: 5 },
});

const services = new Stack(stage, "Services");
const zone = route53.HostedZone.fromHostedZoneAttributes(services, "Zone", {
  hostedZoneId: settings.zone.id,
  zoneName: settings.zone.name,
});
const cluster = new ecs.Cluster(services, "Cluster", {
  vpc,
  containerInsightsV2: ecs.ContainerInsights.ENABLED,
  defaultCloudMapNamespace: { name: "booking.internal" },
});
const [minCapacity, maxCapacity] = settings.tasks;

/** A task of one container, whose image is built of a directory. */
function task(
  id: string,
  directory: string,
  options: Partial<ecs.ContainerDefinitionOptions>,
): ecs.FargateTaskDefinition {
  const task = new ecs.FargateTaskDefinition(services, `${id}Task`, {
    cpu: 512,
    memoryLimitMiB: 1024,
    runtimePlatform: { cpuArchitecture: ecs.CpuArchitecture.ARM64 },
  });
  task.addContainer(directory, {
    image: ecs.ContainerImage.fromAsset(join(process.env.IMAGES!, directory), {
      platform: Platform.LINUX_ARM64,
    }),
    logging: ecs.LogDrivers.awsLogs({ streamPrefix: directory }),
    ...options,
  });
  return task;
}

/** A service that is replaced without a gap, and goes back when that fails. */
function service(
  id: string,
  taskDefinition: ecs.FargateTaskDefinition,
  options: Partial<ecs.FargateServiceProps> = {},
): ecs.FargateService {
  return new ecs.FargateService(services, id, {
    cluster,
    taskDefinition,
    minHealthyPercent: 100,
    circuitBreaker: { rollback: true },
    propagateTags: ecs.PropagatedTagSource.SERVICE,
    ...options,
  });
}

const dbEnvironment = {
  DB_HOST: db.dbInstanceEndpointAddress,
  DB_PORT: db.dbInstanceEndpointPort,
  DB_NAME: "app",
};
const dbSecrets = {
  DB_USERNAME: ecs.Secret.fromSecretsManager(db.secret!, "username"),
  DB_PASSWORD: ecs.Secret.fromSecretsManager(db.secret!, "password"),
};

const apiTask = task("Api", "api", {
  portMappings: [{ containerPort: 8080 }],
  environment: {
    ...dbEnvironment,
    CACHE_HOST: cache.attrEndpointAddress,
    CACHE_PORT: cache.attrEndpointPort,
    CACHE_USERNAME: cacheUser.userName,
    FILES_BUCKET: files.bucketName,
    JOBS_URL: jobs.queueUrl,
  },
  secrets: {
    ...dbSecrets,
    CACHE_PASSWORD: ecs.Secret.fromSecretsManager(cachePassword),
  },
  healthCheck: {
    command: ["CMD-SHELL", "wget -qO- http://localhost:8080/healthz || exit 1"],
  },
});
files.grantRead(apiTask.taskRole);
jobs.grantSendMessages(apiTask.taskRole);
const api = service("Api", apiTask, { cloudMapOptions: { name: "api" } });
api.connections.allowToDefaultPort(db);
api.connections.allowTo(cacheGroup, ec2.Port.tcp(6379));
api
  .autoScaleTaskCount({ minCapacity, maxCapacity })
  .scaleOnCpuUtilization("Cpu", { targetUtilizationPercent: 60 });

const siteTask = task("Site", "site", {
  portMappings: [{ containerPort: 8080 }],
  environment: { API_URL: "http://api.booking.internal:8080" },
});
const site = service("Site", siteTask, {
  healthCheckGracePeriod: Duration.minutes(1),
});
site.connections.allowTo(api, ec2.Port.tcp(8080));
const front = new elb.ApplicationLoadBalancer(services, "Front", {
  vpc,
  internetFacing: true,
  dropInvalidHeaderFields: true,
});
front.addRedirect();
const listener = front.addListener("Https", {
  port: 443,
  sslPolicy: elb.SslPolicy.RECOMMENDED_TLS,
  certificates: [
    new acm.Certificate(services, "Certificate", {
      domainName: settings.domain,
      validation: acm.CertificateValidation.fromDns(zone),
    }),
  ],
  defaultAction: elb.ListenerAction.fixedResponse(404),
});
const siteTargets = listener.addTargets("Site", {
  priority: 1,
  conditions: [elb.ListenerCondition.hostHeaders([settings.domain])],
  port: 8080,
  protocol: elb.ApplicationProtocol.HTTP,
  targets: [site],
  deregistrationDelay: Duration.seconds(30),
  healthCheck: { path: "/healthz" },
});
site
  .autoScaleTaskCount({ minCapacity, maxCapacity })
  .scaleOnRequestCount("Requests", {
    requestsPerTarget: 800,
    targetGroup: siteTargets,
  });
new route53.ARecord(services, "Record", {
  zone,
  recordName: settings.domain,
  target: route53.RecordTarget.fromAlias(new LoadBalancerTarget(front)),
});

const workerTask = task("Worker", "worker", {
  environment: {
    ...dbEnvironment,
    FILES_BUCKET: files.bucketName,
    JOBS_URL: jobs.queueUrl,
  },
  secrets: dbSecrets,
  stopTimeout: Duration.minutes(2),
});
files.grantPut(workerTask.taskRole);
jobs.grantConsumeMessages(workerTask.taskRole);
const worker = service("Worker", workerTask);
worker.connections.allowToDefaultPort(db);
worker
  .autoScaleTaskCount({ minCapacity: 0, maxCapacity })
  .scaleOnMetric("Backlog", {
    metric: jobs.metricApproximateNumberOfMessagesVisible(),
    scalingSteps: [
      { upper: 0, change: -1 },
      { lower: 1, change: +1 },
      { lower: 100, change: +5 },
    ],
  });

const reportTask = task("Report", "report", {
  environment: { ...dbEnvironment, FILES_BUCKET: files.bucketName },
  secrets: dbSecrets,
});
files.grantPut(reportTask.taskRole);
const reportGroup = new ec2.SecurityGroup(services, "ReportSecurityGroup", {
  vpc,
});
reportGroup.connections.allowToDefaultPort(db);
new scheduler.Schedule(services, "Report", {
  schedule: scheduler.ScheduleExpression.cron({
    minute: "30",
    hour: "3",
    timeZone: TimeZone.EUROPE_BERLIN,
  }),
  target: new EcsRunFargateTask(cluster, {
    taskDefinition: reportTask,
    securityGroups: [reportGroup],
  }),
});

const onCall = new sns.Topic(services, "OnCall", { enforceSSL: true });
onCall.addSubscription(new EmailSubscription(settings.on_call));

/** An alarm that tells whoever is on call when it goes off, and when all is well again. */
function alarm(
  id: string,
  metric: cloudwatch.IMetric,
  threshold: number,
  options: Partial<cloudwatch.CreateAlarmOptions> = {},
) {
  const alarm = new cloudwatch.Alarm(services, id, {
    metric,
    threshold,
    comparisonOperator: cloudwatch.ComparisonOperator.GREATER_THAN_THRESHOLD,
    evaluationPeriods: 5,
    ...options,
  });
  alarm.addAlarmAction(new SnsAction(onCall));
  alarm.addOkAction(new SnsAction(onCall));
}

const minute = { period: Duration.minutes(1) };
const { LESS_THAN_THRESHOLD } = cloudwatch.ComparisonOperator;
const treatMissingData = cloudwatch.TreatMissingData.NOT_BREACHING;

alarm("DbCpu", db.metricCPUUtilization(minute), 90);
alarm("DbMemory", db.metricFreeableMemory(minute), 64 * 1024 ** 2, {
  comparisonOperator: LESS_THAN_THRESHOLD,
});
alarm("DbStorage", db.metricFreeStorageSpace(minute), 2 * 1024 ** 3, {
  comparisonOperator: LESS_THAN_THRESHOLD,
});
const unusual = new cloudwatch.AnomalyDetectionAlarm(
  services,
  "DbConnections",
  {
    metric: db.metricDatabaseConnections(minute),
    stdDevs: 3,
    evaluationPeriods: 5,
    comparisonOperator:
      cloudwatch.ComparisonOperator.GREATER_THAN_UPPER_THRESHOLD,
  },
);
unusual.addAlarmAction(new SnsAction(onCall));
unusual.addOkAction(new SnsAction(onCall));

for (const metricName of ["ThrottledCmds", "Evictions"]) {
  const metric = new cloudwatch.Metric({
    namespace: "AWS/ElastiCache",
    metricName,
    dimensionsMap: { clusterId: cache.serverlessCacheName },
    statistic: "Sum",
    ...minute,
  });
  alarm(`Cache${metricName}`, metric, 0, { treatMissingData });
}

alarm("JobsAge", jobs.metricApproximateAgeOfOldestMessage(minute), 15 * 60);
alarm(
  "JobsDeadLetters",
  failedJobs.metricApproximateNumberOfMessagesVisible(minute),
  0,
  { evaluationPeriods: 1 },
);

for (const [id, service] of Object.entries({
  Api: api,
  Site: site,
  Worker: worker,
})) {
  alarm(`${id}Cpu`, service.metricCpuUtilization(minute), 80);
  alarm(`${id}Memory`, service.metricMemoryUtilization(minute), 80);
  const count = (metricName: string) =>
    new cloudwatch.Metric({
      namespace: "ECS/ContainerInsights",
      metricName,
      dimensionsMap: {
        ClusterName: cluster.clusterName,
        ServiceName: service.serviceName,
      },
      ...minute,
    });
  const missing = new cloudwatch.MathExpression({
    expression: "desired - running",
    usingMetrics: {
      desired: count("DesiredTaskCount"),
      running: count("RunningTaskCount"),
    },
    ...minute,
  });
  alarm(`${id}TasksMissing`, missing, 0, { evaluationPeriods: 10 });
}

const errors = new cloudwatch.MathExpression({
  expression: "100 * errors / requests",
  usingMetrics: {
    errors: siteTargets.metrics.httpCodeTarget(
      elb.HttpCodeTarget.TARGET_5XX_COUNT,
      minute,
    ),
    requests: siteTargets.metrics.requestCount(minute),
  },
  ...minute,
});
alarm("SiteErrors", errors, 5, { treatMissingData });
const slowest = siteTargets.metrics.targetResponseTime({
  statistic: "p95",
  ...minute,
});
alarm("SiteLatency", slowest, 2, { treatMissingData });
alarm("SiteUnhealthyHosts", siteTargets.metrics.unhealthyHostCount(minute), 0);

const dropped = new cloudwatch.Metric({
  namespace: "AWS/Scheduler",
  metricName: "InvocationDroppedCount",
  dimensionsMap: { ScheduleGroup: "default" },
  statistic: "Sum",
  ...minute,
});
alarm("ReportDropped", dropped, 0, { evaluationPeriods: 1, treatMissingData });

new CfnOutput(services, "Address", { value: `https://${settings.domain}` });
app.synth();
