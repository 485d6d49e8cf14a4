// Services that call each other under short names, and one that is found by DNS.
const { Stack, Duration, aws_ec2: ec2, aws_ecs: ecs, aws_servicediscovery: discovery, aws_logs: logs } = require("aws-cdk-lib");

module.exports = (app) => {
  const stack = new Stack(app, "ServiceConnect");
  const vpc = new ec2.Vpc(stack, "Vpc", { maxAzs: 2, natGateways: 1 });
  const cluster = new ecs.Cluster(stack, "Cluster", { vpc, defaultCloudMapNamespace: { name: "shop.local", useForServiceConnect: true } });
  const make = (name, port) => {
    const task = new ecs.FargateTaskDefinition(stack, `${name}Task`, { cpu: 256, memoryLimitMiB: 512 });
    task.addContainer(name, { image: ecs.ContainerImage.fromRegistry("public.ecr.aws/docker/library/httpd:2.4"), portMappings: [{ name: "http", containerPort: port, appProtocol: ecs.AppProtocol.http }], logging: ecs.LogDrivers.awsLogs({ streamPrefix: name }) });
    return task;
  };
  const api = new ecs.FargateService(stack, "Api", { cluster, taskDefinition: make("api", 8080), desiredCount: 2, minHealthyPercent: 100, circuitBreaker: { rollback: true },
    serviceConnectConfiguration: { services: [{ portMappingName: "http", dnsName: "api", port: 80 }], logDriver: ecs.LogDrivers.awsLogs({ streamPrefix: "proxy", logGroup: new logs.LogGroup(stack, "Proxy", { retention: logs.RetentionDays.ONE_WEEK }) }) } });
  const web = new ecs.FargateService(stack, "Web", { cluster, taskDefinition: make("web", 3000), desiredCount: 2, minHealthyPercent: 100, circuitBreaker: { rollback: true }, serviceConnectConfiguration: {} });
  web.node.defaultChild.addDependency(api.node.defaultChild);
  api.connections.allowFrom(web, ec2.Port.tcp(8080));
  const found = new ecs.FargateService(stack, "Found", { cluster, taskDefinition: make("found", 9000), minHealthyPercent: 100, cloudMapOptions: { name: "found", dnsRecordType: discovery.DnsRecordType.A, dnsTtl: Duration.seconds(10), failureThreshold: 1 } });
  found.connections.allowFrom(web, ec2.Port.tcp(9000));
};
