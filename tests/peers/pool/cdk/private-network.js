// A VPC without NAT: endpoints, flow logs, a network load balancer with TLS, a bastion.
const { Stack, aws_ec2: ec2, aws_ecs: ecs, aws_elasticloadbalancingv2: elb, aws_certificatemanager: acm, aws_logs: logs } = require("aws-cdk-lib");

module.exports = (app) => {
  const stack = new Stack(app, "PrivateNetwork");
  const vpc = new ec2.Vpc(stack, "Vpc", { maxAzs: 2, ipAddresses: ec2.IpAddresses.cidr("10.20.0.0/16"), subnetConfiguration: [{ name: "isolated", subnetType: ec2.SubnetType.PRIVATE_ISOLATED, cidrMask: 24 }], gatewayEndpoints: { S3: { service: ec2.GatewayVpcEndpointAwsService.S3 } }, flowLogs: { All: { destination: ec2.FlowLogDestination.toCloudWatchLogs(new logs.LogGroup(stack, "Flow", { retention: logs.RetentionDays.ONE_WEEK })), trafficType: ec2.FlowLogTrafficType.REJECT } } });
  for (const [id, service] of Object.entries({ EcrApi: ec2.InterfaceVpcEndpointAwsService.ECR, EcrDkr: ec2.InterfaceVpcEndpointAwsService.ECR_DOCKER, Logs: ec2.InterfaceVpcEndpointAwsService.CLOUDWATCH_LOGS, Ssm: ec2.InterfaceVpcEndpointAwsService.SSM, SsmMessages: ec2.InterfaceVpcEndpointAwsService.SSM_MESSAGES })) vpc.addInterfaceEndpoint(id, { service });
  const task = new ecs.FargateTaskDefinition(stack, "Task", { cpu: 256, memoryLimitMiB: 512 });
  task.addContainer("grpc", { image: ecs.ContainerImage.fromEcrRepository(require("aws-cdk-lib").aws_ecr.Repository.fromRepositoryName(stack, "Images", "grpc"), "1.0"), portMappings: [{ containerPort: 50051 }], logging: ecs.LogDrivers.awsLogs({ streamPrefix: "grpc" }) });
  const service = new ecs.FargateService(stack, "Service", { cluster: new ecs.Cluster(stack, "Cluster", { vpc }), taskDefinition: task, desiredCount: 2, minHealthyPercent: 100, circuitBreaker: { rollback: true } });
  const group = new ec2.SecurityGroup(stack, "BalancerGroup", { vpc });
  group.addIngressRule(ec2.Peer.ipv4("10.0.0.0/8"), ec2.Port.tcp(443));
  const balancer = new elb.NetworkLoadBalancer(stack, "Balancer", { vpc, securityGroups: [group], crossZoneEnabled: true });
  const certificate = acm.Certificate.fromCertificateArn(stack, "Certificate", "arn:aws:acm:eu-central-1:123456789012:certificate/11111111-2222-3333-4444-555555555555");
  balancer.addListener("Tls", { port: 443, protocol: elb.Protocol.TLS, certificates: [certificate], sslPolicy: elb.SslPolicy.RECOMMENDED_TLS }).addTargets("Grpc", { port: 50051, protocol: elb.Protocol.TCP, targets: [service] });
  service.connections.allowFrom(group, ec2.Port.tcp(50051));
  new ec2.BastionHostLinux(stack, "Bastion", { vpc, subnetSelection: { subnetType: ec2.SubnetType.PRIVATE_ISOLATED }, requireImdsv2: true });
};
