"""tests/bench/platform.rs for troposphere: services over stacks of 25.

python platform_troposphere.py DIRECTORY, with SERVICES in the environment
"""

import json
import os
import sys
from pathlib import Path

from troposphere import GetAtt, Ref, Region, Sub, Template
from troposphere import applicationautoscaling as scaling
from troposphere import ec2, ecr, ecs, iam, logs, servicediscovery
from troposphere import elasticloadbalancingv2 as elb

STACK = 25
VPC = "vpc-0123456789abcdef0"
PUBLIC = ["subnet-0123456789abcdef0", "subnet-0123456789abcdef1"]
PRIVATE = ["subnet-0123456789abcdef2", "subnet-0123456789abcdef3"]


def allow(action: str | list[str], resource) -> dict:
    return {"Effect": "Allow", "Action": action, "Resource": resource}


def role(name: str, *statements: dict) -> iam.Role:
    trust = {
        "Effect": "Allow",
        "Principal": {"Service": "ecs-tasks.amazonaws.com"},
        "Action": "sts:AssumeRole",
    }
    policies = []
    if statements:
        document = {"Version": "2012-10-17", "Statement": list(statements)}
        policies = [iam.Policy(PolicyName="Grants", PolicyDocument=document)]
    return iam.Role(
        name,
        AssumeRolePolicyDocument={"Version": "2012-10-17", "Statement": [trust]},
        Policies=policies,
    )


def web_service(stack: Template, name: str, cluster: ecs.Cluster, namespace) -> None:
    add = stack.add_resource
    keep = {
        "rulePriority": 1,
        "selection": {"tagStatus": "any", "countType": "imageCountMoreThan", "countNumber": 10},
        "action": {"type": "expire"},
    }
    repository = add(
        ecr.Repository(
            name + "Repository",
            ImageScanningConfiguration=ecr.ImageScanningConfiguration(ScanOnPush=True),
            LifecyclePolicy=ecr.LifecyclePolicy(LifecyclePolicyText=json.dumps({"rules": [keep]})),
            DeletionPolicy="Retain",
            UpdateReplacePolicy="Retain",
        )
    )
    log_group = add(logs.LogGroup(name + "Logs", RetentionInDays=30))
    task_role = add(role(name + "TaskRole"))
    execution_role = add(
        role(
            name + "ExecutionRole",
            allow(
                ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"],
                GetAtt(repository, "Arn"),
            ),
            allow("ecr:GetAuthorizationToken", "*"),
            allow(["logs:CreateLogStream", "logs:PutLogEvents"], GetAtt(log_group, "Arn")),
        )
    )
    task = add(
        ecs.TaskDefinition(
            name + "Task",
            Family=name,
            NetworkMode="awsvpc",
            RequiresCompatibilities=["FARGATE"],
            Cpu="256",
            Memory="512",
            ExecutionRoleArn=GetAtt(execution_role, "Arn"),
            TaskRoleArn=GetAtt(task_role, "Arn"),
            ContainerDefinitions=[
                ecs.ContainerDefinition(
                    Name="web",
                    Image=Sub("${%s.RepositoryUri}:v1" % repository.title),
                    PortMappings=[ecs.PortMapping(ContainerPort=3000)],
                    Environment=[ecs.Environment(Name="NODE_ENV", Value="production")],
                    LogConfiguration=ecs.LogConfiguration(
                        LogDriver="awslogs",
                        Options={
                            "awslogs-group": Ref(log_group),
                            "awslogs-region": Region,
                            "awslogs-stream-prefix": "ecs",
                        },
                    ),
                    HealthCheck=ecs.HealthCheck(
                        Command=["CMD-SHELL", "wget -qO- http://localhost:3000/ || exit 1"]
                    ),
                )
            ],
        )
    )
    alb_group = add(
        ec2.SecurityGroup(
            name + "AlbSecurityGroup",
            GroupDescription="the load balancer",
            VpcId=VPC,
            SecurityGroupIngress=[
                ec2.SecurityGroupRule(IpProtocol="tcp", FromPort=80, ToPort=80, CidrIp="0.0.0.0/0")
            ],
        )
    )
    group = add(
        ec2.SecurityGroup(
            name + "SecurityGroup",
            GroupDescription="the service",
            VpcId=VPC,
            SecurityGroupIngress=[
                ec2.SecurityGroupRule(
                    IpProtocol="tcp", FromPort=3000, ToPort=3000, SourceSecurityGroupId=Ref(alb_group)
                )
            ],
        )
    )
    add(
        ec2.SecurityGroupEgress(
            name + "AlbToService",
            GroupId=Ref(alb_group),
            IpProtocol="tcp",
            FromPort=3000,
            ToPort=3000,
            DestinationSecurityGroupId=Ref(group),
        )
    )
    alb = add(
        elb.LoadBalancer(
            name + "Alb", Scheme="internet-facing", Subnets=PUBLIC, SecurityGroups=[Ref(alb_group)]
        )
    )
    target_group = add(
        elb.TargetGroup(
            name + "TargetGroup",
            Port=3000,
            Protocol="HTTP",
            TargetType="ip",
            VpcId=VPC,
            HealthCheckPath="/health",
        )
    )
    listener = add(
        elb.Listener(
            name + "Listener",
            LoadBalancerArn=Ref(alb),
            Port=80,
            Protocol="HTTP",
            DefaultActions=[elb.Action(Type="forward", TargetGroupArn=Ref(target_group))],
        )
    )
    discovery = add(
        servicediscovery.Service(
            name + "Discovery",
            Name=name.lower(),
            DnsConfig=servicediscovery.DnsConfig(
                NamespaceId=Ref(namespace), DnsRecords=[servicediscovery.DnsRecord(Type="A", TTL=60)]
            ),
            HealthCheckCustomConfig=servicediscovery.HealthCheckCustomConfig(FailureThreshold=1),
        )
    )
    service = add(
        ecs.Service(
            name,
            DependsOn=listener,
            Cluster=Ref(cluster),
            TaskDefinition=Ref(task),
            LaunchType="FARGATE",
            NetworkConfiguration=ecs.NetworkConfiguration(
                AwsvpcConfiguration=ecs.AwsvpcConfiguration(SecurityGroups=[Ref(group)], Subnets=PRIVATE)
            ),
            LoadBalancers=[
                ecs.LoadBalancer(ContainerName="web", ContainerPort=3000, TargetGroupArn=Ref(target_group))
            ],
            HealthCheckGracePeriodSeconds=60,
            ServiceRegistries=[ecs.ServiceRegistry(RegistryArn=GetAtt(discovery, "Arn"))],
            DeploymentConfiguration=ecs.DeploymentConfiguration(
                MinimumHealthyPercent=100,
                DeploymentCircuitBreaker=ecs.DeploymentCircuitBreaker(Enable=True, Rollback=True),
            ),
            PropagateTags="SERVICE",
        )
    )
    target = add(
        scaling.ScalableTarget(
            name + "Scaling",
            ServiceNamespace="ecs",
            ResourceId=Sub("service/${%s}/${%s.Name}" % (cluster.title, service.title)),
            ScalableDimension="ecs:service:DesiredCount",
            MinCapacity=1,
            MaxCapacity=10,
        )
    )
    add(
        scaling.ScalingPolicy(
            name + "ScalingPolicy",
            PolicyName=name + "Cpu",
            PolicyType="TargetTrackingScaling",
            ScalingTargetId=Ref(target),
            TargetTrackingScalingPolicyConfiguration=scaling.TargetTrackingScalingPolicyConfiguration(
                PredefinedMetricSpecification=scaling.PredefinedMetricSpecification(
                    PredefinedMetricType="ECSServiceAverageCPUUtilization"
                ),
                TargetValue=70,
            ),
        )
    )


def platform(services: int) -> Template:
    stack = Template()
    cluster = stack.add_resource(
        ecs.Cluster("Cluster", ClusterSettings=[ecs.ClusterSetting(Name="containerInsights", Value="enabled")])
    )
    namespace = stack.add_resource(
        servicediscovery.PrivateDnsNamespace("Namespace", Name="platform.local", Vpc=VPC)
    )
    for number in range(services):
        web_service(stack, f"Service{number}", cluster, namespace)
    return stack


out = Path(sys.argv[1])
out.mkdir(parents=True, exist_ok=True)
left = int(os.environ["SERVICES"])
number = 0
while left > 0:
    (out / f"Platform{number}.template.json").write_text(platform(min(left, STACK)).to_json())
    number += 1
    left -= STACK
