"""The service of examples/ecs-fargate.rs for troposphere, as small as it allows.

python service_troposphere.py DIRECTORY
"""

import json
import sys
from pathlib import Path

from troposphere import Export, GetAtt, ImportValue, Output, Parameter, Ref, Region, Sub, Tags, Template
from troposphere import applicationautoscaling as scaling
from troposphere import ec2, ecr, ecs, iam, logs, servicediscovery
from troposphere import elasticloadbalancingv2 as elb

PREFIX = "${ProjectName}-${EnvironmentName}"
TAGS = Tags(Environment=Ref("EnvironmentName"), Project=Ref("ProjectName"))


def template() -> Template:
    stack = Template()
    stack.add_parameter(Parameter("ProjectName", Type="String", Default="ecs-container"))
    stack.add_parameter(Parameter("EnvironmentName", Type="String", Default="dev"))
    return stack


def show(stack: Template, **outputs) -> None:
    for name, value in outputs.items():
        stack.add_output(Output(name, Value=value, Export=Export(Sub("${AWS::StackName}-" + name))))


def rule(priority: int, description: str, **selection) -> dict:
    return {
        "rulePriority": priority,
        "description": description,
        "selection": selection,
        "action": {"type": "expire"},
    }


registry = template()
repository = registry.add_resource(
    ecr.Repository(
        "Repository",
        RepositoryName=Sub(PREFIX),
        ImageTagMutability="MUTABLE",
        ImageScanningConfiguration=ecr.ImageScanningConfiguration(ScanOnPush=True),
        LifecyclePolicy=ecr.LifecyclePolicy(
            LifecyclePolicyText=json.dumps(
                {
                    "rules": [
                        rule(
                            1,
                            "Keep last 10 images",
                            tagStatus="tagged",
                            tagPrefixList=["latest"],
                            countType="imageCountMoreThan",
                            countNumber=10,
                        ),
                        rule(
                            2,
                            "Delete untagged images older than 1 day",
                            tagStatus="untagged",
                            countType="sinceImagePushed",
                            countUnit="days",
                            countNumber=1,
                        ),
                    ]
                }
            )
        ),
        Tags=TAGS,
    )
)
show(
    registry,
    ECRRepositoryURI=GetAtt(repository, "RepositoryUri"),
    ECRRepositoryName=Ref(repository),
    ECRRepositoryArn=GetAtt(repository, "Arn"),
)

web = template()
vpc = web.add_parameter(Parameter("VpcId", Type="AWS::EC2::VPC::Id"))
private = web.add_parameter(Parameter("PrivateSubnetIds", Type="List<AWS::EC2::Subnet::Id>"))
public = web.add_parameter(Parameter("PublicSubnetIds", Type="List<AWS::EC2::Subnet::Id>"))
web.add_parameter(Parameter("ImageTag", Type="String", Default="latest"))
desired = web.add_parameter(Parameter("DesiredCount", Type="Number", Default=2))

cluster = web.add_resource(
    ecs.Cluster(
        "Cluster",
        ClusterName=Sub(PREFIX + "-cluster"),
        CapacityProviders=["FARGATE", "FARGATE_SPOT"],
        DefaultCapacityProviderStrategy=[
            ecs.CapacityProviderStrategyItem(CapacityProvider="FARGATE", Weight=1),
            ecs.CapacityProviderStrategyItem(CapacityProvider="FARGATE_SPOT", Weight=4),
        ],
        ClusterSettings=[ecs.ClusterSetting(Name="containerInsights", Value="enabled")],
        Tags=TAGS,
    )
)
namespace = web.add_resource(
    servicediscovery.PrivateDnsNamespace("Namespace", Name=Sub(PREFIX + ".local"), Vpc=Ref(vpc), Tags=TAGS)
)
log_group = web.add_resource(
    logs.LogGroup("Logs", LogGroupName=Sub("/ecs/" + PREFIX), RetentionInDays=30, Tags=TAGS)
)


def role(name: str, *statements: dict) -> iam.Role:
    return iam.Role(
        name,
        AssumeRolePolicyDocument={
            "Version": "2012-10-17",
            "Statement": [
                {
                    "Effect": "Allow",
                    "Principal": {"Service": "ecs-tasks.amazonaws.com"},
                    "Action": "sts:AssumeRole",
                }
            ],
        },
        Policies=[
            iam.Policy(
                PolicyName="Grants",
                PolicyDocument={"Version": "2012-10-17", "Statement": list(statements)},
            )
        ],
        Tags=TAGS,
    )


write_logs = {
    "Effect": "Allow",
    "Action": ["logs:CreateLogStream", "logs:PutLogEvents"],
    "Resource": GetAtt(log_group, "Arn"),
}
task_role = web.add_resource(role("TaskRole", write_logs))
execution_role = web.add_resource(
    role(
        "ExecutionRole",
        {
            "Effect": "Allow",
            "Action": ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"],
            "Resource": ImportValue("Registry-ECRRepositoryArn"),
        },
        {"Effect": "Allow", "Action": "ecr:GetAuthorizationToken", "Resource": "*"},
        write_logs,
    )
)
task = web.add_resource(
    ecs.TaskDefinition(
        "Task",
        Family=Sub(PREFIX + "-task"),
        NetworkMode="awsvpc",
        RequiresCompatibilities=["FARGATE"],
        Cpu="256",
        Memory="512",
        ExecutionRoleArn=GetAtt(execution_role, "Arn"),
        TaskRoleArn=GetAtt(task_role, "Arn"),
        ContainerDefinitions=[
            ecs.ContainerDefinition(
                Name=Sub("${ProjectName}-container"),
                Image=Sub("${Uri}:${ImageTag}", Uri=ImportValue("Registry-ECRRepositoryURI")),
                PortMappings=[ecs.PortMapping(ContainerPort=3000)],
                Environment=[
                    ecs.Environment(Name="NODE_ENV", Value=Ref("EnvironmentName")),
                    ecs.Environment(Name="APP_VERSION", Value="1.0.0"),
                ],
                LogConfiguration=ecs.LogConfiguration(
                    LogDriver="awslogs",
                    Options={
                        "awslogs-group": Ref(log_group),
                        "awslogs-region": Region,
                        "awslogs-stream-prefix": "ecs",
                    },
                ),
                HealthCheck=ecs.HealthCheck(
                    Command=["CMD-SHELL", "wget -qO- http://localhost:3000/health || exit 1"],
                    StartPeriod=60,
                ),
            )
        ],
        Tags=TAGS,
    )
)


def group(name: str, description: str, tag: str, **rules) -> ec2.SecurityGroup:
    return ec2.SecurityGroup(
        name, GroupDescription=description, VpcId=Ref(vpc), Tags=TAGS + Tags(Name=Sub(PREFIX + tag)), **rules
    )


alb_group = web.add_resource(
    group(
        "AlbSecurityGroup",
        "Security group for Application Load Balancer",
        "-alb-sg",
        SecurityGroupIngress=[
            ec2.SecurityGroupRule(IpProtocol="tcp", FromPort=port, ToPort=port, CidrIp="0.0.0.0/0")
            for port in (80, 443)
        ],
    )
)
ecs_group = web.add_resource(
    group(
        "EcsSecurityGroup",
        "Security group for ECS tasks",
        "-ecs-sg",
        SecurityGroupIngress=[
            ec2.SecurityGroupRule(
                IpProtocol="tcp", FromPort=3000, ToPort=3000, SourceSecurityGroupId=Ref(alb_group)
            )
        ],
    )
)
web.add_resource(
    ec2.SecurityGroupEgress(
        "AlbToEcs",
        GroupId=Ref(alb_group),
        IpProtocol="tcp",
        FromPort=3000,
        ToPort=3000,
        DestinationSecurityGroupId=Ref(ecs_group),
    )
)
alb = web.add_resource(
    elb.LoadBalancer(
        "Alb",
        Name=Sub(PREFIX + "-alb"),
        Scheme="internet-facing",
        Subnets=Ref(public),
        SecurityGroups=[Ref(alb_group)],
        Tags=TAGS,
    )
)
target_group = web.add_resource(
    elb.TargetGroup(
        "TargetGroup",
        Name=Sub(PREFIX + "-tg"),
        Port=3000,
        Protocol="HTTP",
        TargetType="ip",
        VpcId=Ref(vpc),
        HealthCheckPath="/health",
        HealthCheckIntervalSeconds=30,
        HealthCheckTimeoutSeconds=5,
        HealthyThresholdCount=2,
        UnhealthyThresholdCount=3,
        Matcher=elb.Matcher(HttpCode="200"),
        TargetGroupAttributes=[
            elb.TargetGroupAttribute(Key="deregistration_delay.timeout_seconds", Value="30")
        ],
        Tags=TAGS,
    )
)
listener = web.add_resource(
    elb.Listener(
        "Listener",
        LoadBalancerArn=Ref(alb),
        Port=80,
        Protocol="HTTP",
        DefaultActions=[elb.Action(Type="forward", TargetGroupArn=Ref(target_group))],
        Tags=TAGS,
    )
)
discovery = web.add_resource(
    servicediscovery.Service(
        "Discovery",
        Name=Sub("${ProjectName}-service"),
        DnsConfig=servicediscovery.DnsConfig(
            NamespaceId=Ref(namespace), DnsRecords=[servicediscovery.DnsRecord(Type="A", TTL=60)]
        ),
        HealthCheckCustomConfig=servicediscovery.HealthCheckCustomConfig(FailureThreshold=1),
        Tags=TAGS,
    )
)
service = web.add_resource(
    ecs.Service(
        "Service",
        DependsOn=listener,
        ServiceName=Sub(PREFIX + "-service"),
        Cluster=Ref(cluster),
        TaskDefinition=Ref(task),
        DesiredCount=Ref(desired),
        LaunchType="FARGATE",
        NetworkConfiguration=ecs.NetworkConfiguration(
            AwsvpcConfiguration=ecs.AwsvpcConfiguration(SecurityGroups=[Ref(ecs_group)], Subnets=Ref(private))
        ),
        LoadBalancers=[
            ecs.LoadBalancer(
                ContainerName=Sub("${ProjectName}-container"),
                ContainerPort=3000,
                TargetGroupArn=Ref(target_group),
            )
        ],
        HealthCheckGracePeriodSeconds=60,
        ServiceRegistries=[ecs.ServiceRegistry(RegistryArn=GetAtt(discovery, "Arn"))],
        DeploymentConfiguration=ecs.DeploymentConfiguration(
            MinimumHealthyPercent=50,
            DeploymentCircuitBreaker=ecs.DeploymentCircuitBreaker(Enable=True, Rollback=True),
        ),
        PropagateTags="SERVICE",
        Tags=TAGS,
    )
)
target = web.add_resource(
    scaling.ScalableTarget(
        "ScalableTarget",
        ServiceNamespace="ecs",
        ResourceId=Sub("service/${Cluster}/${Service.Name}"),
        ScalableDimension="ecs:service:DesiredCount",
        MinCapacity=1,
        MaxCapacity=10,
        Tags=TAGS,
    )
)
web.add_resource(
    scaling.ScalingPolicy(
        "ScalingPolicy",
        PolicyName=Sub(PREFIX + "-scaling-policy"),
        PolicyType="TargetTrackingScaling",
        ScalingTargetId=Ref(target),
        TargetTrackingScalingPolicyConfiguration=scaling.TargetTrackingScalingPolicyConfiguration(
            PredefinedMetricSpecification=scaling.PredefinedMetricSpecification(
                PredefinedMetricType="ECSServiceAverageCPUUtilization"
            ),
            TargetValue=70,
            ScaleInCooldown=300,
            ScaleOutCooldown=300,
        ),
    )
)
show(
    web,
    ClusterName=Ref(cluster),
    ServiceName=GetAtt(service, "Name"),
    LoadBalancerDNS=GetAtt(alb, "DNSName"),
    ServiceDiscoveryArn=GetAtt(discovery, "Arn"),
)

out = Path(sys.argv[1])
out.mkdir(parents=True, exist_ok=True)
for name, stack in {"Registry": registry, "Web": web}.items():
    (out / f"{name}.template.json").write_text(stack.to_json())
