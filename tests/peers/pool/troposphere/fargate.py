"""A service on Fargate behind a load balancer, in a network of parameters."""
from troposphere import GetAtt, ImportValue, Output, Parameter, Ref, Split, Sub, Template, ec2, ecs, iam, logs
from troposphere import elasticloadbalancingv2 as elb
from troposphere.applicationautoscaling import PredefinedMetricSpecification, ScalableTarget, ScalingPolicy, TargetTrackingScalingPolicyConfiguration

template = Template()
network = template.add_parameter(Parameter("Network", Type="String"))
public = template.add_parameter(Parameter("PublicSubnets", Type="List<AWS::EC2::Subnet::Id>"))
image = template.add_parameter(Parameter("Image", Type="String"))
vpc = ImportValue(Sub("${Network}-Vpc"))
private = Split(",", ImportValue(Sub("${Network}-Private")))
outside = template.add_resource(ec2.SecurityGroup("Outside", GroupDescription="people", VpcId=vpc, SecurityGroupIngress=[ec2.SecurityGroupRule(IpProtocol="tcp", FromPort=80, ToPort=80, CidrIp="0.0.0.0/0", Description="people")]))
inside = template.add_resource(ec2.SecurityGroup("Inside", GroupDescription="tasks", VpcId=vpc, SecurityGroupIngress=[ec2.SecurityGroupRule(IpProtocol="tcp", FromPort=8080, ToPort=8080, SourceSecurityGroupId=GetAtt(outside, "GroupId"))]))
balancer = template.add_resource(elb.LoadBalancer("Balancer", Scheme="internet-facing", Subnets=Ref(public), SecurityGroups=[Ref(outside)]))
group = template.add_resource(elb.TargetGroup("Group", VpcId=vpc, Port=8080, Protocol="HTTP", TargetType="ip", HealthCheckPath="/health", Matcher=elb.Matcher(HttpCode="200"), TargetGroupAttributes=[elb.TargetGroupAttribute(Key="deregistration_delay.timeout_seconds", Value="30")]))
listener = template.add_resource(elb.Listener("Listener", LoadBalancerArn=Ref(balancer), Port=80, Protocol="HTTP", DefaultActions=[elb.Action(Type="forward", TargetGroupArn=Ref(group))]))
trust = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"Service": ["ecs-tasks.amazonaws.com"]}, "Action": ["sts:AssumeRole"]}]}
execution = template.add_resource(iam.Role("Execution", AssumeRolePolicyDocument=trust, ManagedPolicyArns=[Sub("arn:${AWS::Partition}:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy")]))
log = template.add_resource(logs.LogGroup("Log", RetentionInDays=30, DeletionPolicy="Retain", UpdateReplacePolicy="Retain"))
cluster = template.add_resource(ecs.Cluster("Cluster", ClusterSettings=[ecs.ClusterSetting(Name="containerInsights", Value="enabled")]))
task = template.add_resource(ecs.TaskDefinition(
    "Task", RequiresCompatibilities=["FARGATE"], NetworkMode="awsvpc", Cpu="256", Memory="512", ExecutionRoleArn=GetAtt(execution, "Arn"),
    ContainerDefinitions=[ecs.ContainerDefinition(
        Name="app", Image=Ref(image), Essential=True, PortMappings=[ecs.PortMapping(ContainerPort=8080)], Environment=[ecs.Environment(Name="STAGE", Value="live")],
        LogConfiguration=ecs.LogConfiguration(LogDriver="awslogs", Options={"awslogs-group": Ref(log), "awslogs-region": Ref("AWS::Region"), "awslogs-stream-prefix": "app"}))]))
service = template.add_resource(ecs.Service(
    "Service", Cluster=Ref(cluster), TaskDefinition=Ref(task), DesiredCount=2, LaunchType="FARGATE", DependsOn=listener, HealthCheckGracePeriodSeconds=60,
    DeploymentConfiguration=ecs.DeploymentConfiguration(MinimumHealthyPercent=100, MaximumPercent=200, DeploymentCircuitBreaker=ecs.DeploymentCircuitBreaker(Enable=True, Rollback=True)),
    NetworkConfiguration=ecs.NetworkConfiguration(AwsvpcConfiguration=ecs.AwsvpcConfiguration(Subnets=private, SecurityGroups=[Ref(inside)], AssignPublicIp="DISABLED")),
    LoadBalancers=[ecs.LoadBalancer(ContainerName="app", ContainerPort=8080, TargetGroupArn=Ref(group))]))
target = template.add_resource(ScalableTarget("Target", MinCapacity=2, MaxCapacity=8, ServiceNamespace="ecs", ScalableDimension="ecs:service:DesiredCount", ResourceId=Sub("service/${Cluster}/${Service.Name}")))
template.add_resource(ScalingPolicy("Cpu", PolicyName="cpu", PolicyType="TargetTrackingScaling", ScalingTargetId=Ref(target), TargetTrackingScalingPolicyConfiguration=TargetTrackingScalingPolicyConfiguration(TargetValue=60.0, PredefinedMetricSpecification=PredefinedMetricSpecification(PredefinedMetricType="ECSServiceAverageCPUUtilization"))))
template.add_output(Output("Url", Value=Sub("http://${Balancer.DNSName}")))
