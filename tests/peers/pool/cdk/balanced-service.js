// A web service behind a load balancer with a certificate and a name, from an image of a directory.
const { Stack, Duration, aws_ec2: ec2, aws_ecs: ecs, aws_ecs_patterns: patterns, aws_certificatemanager: acm, aws_route53: route53 } = require("aws-cdk-lib");

module.exports = (app, code) => {
  const stack = new Stack(app, "BalancedService");
  const vpc = new ec2.Vpc(stack, "Vpc", { maxAzs: 2, natGateways: 1 });
  const cluster = new ecs.Cluster(stack, "Cluster", { vpc, containerInsightsV2: ecs.ContainerInsights.ENHANCED });
  const zone = route53.HostedZone.fromHostedZoneAttributes(stack, "Zone", { hostedZoneId: "Z0123456789ABCDEFGHIJ", zoneName: "shop.example.com" });
  const certificate = new acm.Certificate(stack, "Certificate", { domainName: "www.shop.example.com", validation: acm.CertificateValidation.fromDns(zone) });
  const web = new patterns.ApplicationLoadBalancedFargateService(stack, "Web", {
    cluster, cpu: 512, memoryLimitMiB: 1024, desiredCount: 2, certificate, domainName: "www.shop.example.com", domainZone: zone, redirectHTTP: true,
    circuitBreaker: { rollback: true }, minHealthyPercent: 100,
    taskImageOptions: { image: ecs.ContainerImage.fromAsset(code), containerPort: 3000, environment: { LOG_LEVEL: "info" } },
  });
  web.targetGroup.configureHealthCheck({ path: "/health" });
  const scaling = web.service.autoScaleTaskCount({ minCapacity: 2, maxCapacity: 10 });
  scaling.scaleOnCpuUtilization("Cpu", { targetUtilizationPercent: 60, scaleInCooldown: Duration.minutes(5) });
  scaling.scaleOnRequestCount("Requests", { requestsPerTarget: 1000, targetGroup: web.targetGroup });
};
