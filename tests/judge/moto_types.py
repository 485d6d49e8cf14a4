"""The resource types that moto's CloudFormation lacks or cuts short, as calls of the services' APIs."""

from dataclasses import dataclass, field
from typing import Any, Callable

# Properties in, the arguments of each call out.
Arguments = Callable[[Any], list[dict[str, Any]]]


@dataclass
class Then:
    """A call that a property needs once the resource is there."""

    property: str
    operation: str
    arguments: Arguments
    # The argument that names the resource.
    of: str


@dataclass
class Type:
    """How a resource is made and ended, and where its attributes stand in the answer."""

    service: str
    create: str
    # Where the answer has what `Ref` gives.
    ref: str
    delete: str = ""
    # The argument of `delete` that names the resource.
    by: str = ""
    # Attributes by their place in the answer.
    attributes: dict[str, str] = field(default_factory=dict)
    # The argument that gets a name when the template has none.
    name: str = ""
    # How long that name may be.
    longest: int = 64
    # Whether it has small letters only.
    small: bool = False
    # Arguments that are not spelt like their property.
    renamed: dict[str, str] = field(default_factory=dict)
    then: list[Then] = field(default_factory=list)
    # Properties in, arguments out, where they differ in shape.
    prepare: Callable[[dict[str, Any]], dict[str, Any]] = lambda properties: properties
    # Ends the resource where one call does not.
    end: Callable[[Any, str], None] | None = None
    # Further arguments of `delete`, by their place in the answer or the properties.
    ending: dict[str, str] = field(default_factory=dict)
    # The answer of the call in, what attributes are looked up in out.
    wait: Callable[[Any, dict[str, Any]], dict[str, Any]] = lambda client, answer: answer


def permission(peer: str) -> Callable[[dict[str, Any]], dict[str, Any]]:
    """A rule of a security group as EC2's API wants it."""

    def convert(rule: dict[str, Any]) -> dict[str, Any]:
        described = {"Description": rule["Description"]} if "Description" in rule else {}
        argument: dict[str, Any] = {
            key: rule[key] for key in ("IpProtocol", "FromPort", "ToPort") if key in rule
        }
        ranges = {
            "CidrIp": "IpRanges",
            "CidrIpv6": "Ipv6Ranges",
            f"{peer}PrefixListId": "PrefixListIds",
            f"{peer}SecurityGroupId": "UserIdGroupPairs",
        }
        for key, ranged in ranges.items():
            if key in rule:
                inner = key.removeprefix(peer)
                inner = "GroupId" if inner == "SecurityGroupId" else inner
                argument[ranged] = [{inner: rule[key], **described}]
        return {"IpPermissions": [argument]}

    return convert


def of_api(what: str, by: str) -> Type:
    """What belongs to an API of API Gateway."""
    return Type(
        service="apigatewayv2",
        create=f"create_{what}",
        ref=by,
        attributes={by: by},
        delete=f"delete_{what}",
        by=by,
        ending={"ApiId": "given.ApiId"},
    )


INGRESS = permission("Source")
EGRESS = permission("Destination")


def scaled(properties: dict[str, Any]) -> dict[str, Any]:
    """A scaling policy names its target by the parts that the target's id is made of."""
    target = properties.pop("ScalingTargetId", None)
    if target is None:
        return properties
    resource, dimension, namespace = target.split("|")
    return {
        **properties,
        "ResourceId": resource,
        "ScalableDimension": dimension,
        "ServiceNamespace": namespace,
    }


def namespace(client: Any, answer: dict[str, Any]) -> dict[str, Any]:
    """Cloud Map makes a namespace later and answers with the operation that does."""
    operation = client.get_operation(OperationId=answer["OperationId"])["Operation"]
    return client.get_namespace(Id=operation["Targets"]["NAMESPACE"])


def queue(client: Any, answer: dict[str, Any]) -> dict[str, Any]:
    """SQS answers with the URL of a queue alone."""
    told = client.get_queue_attributes(QueueUrl=answer["QueueUrl"], AttributeNames=["QueueArn"])
    return {**answer, **told["Attributes"]}


def tagged(kind: str) -> Callable[[dict[str, Any]], dict[str, Any]]:
    """EC2 takes tags for the kinds of things that a call makes."""

    def convert(properties: dict[str, Any]) -> dict[str, Any]:
        tags = properties.pop("Tags", None)
        if tags:
            properties["TagSpecifications"] = [{"ResourceType": kind, "Tags": tags}]
        return properties

    return convert


def attributed(*names: str) -> Callable[[dict[str, Any]], dict[str, Any]]:
    """SNS and SQS take all but a few properties as attributes."""

    def convert(properties: dict[str, Any]) -> dict[str, Any]:
        own = {key: properties.pop(key) for key in names if key in properties}
        return {**own, "Attributes": properties}

    return convert


def end_role(client: Any, name: str) -> None:
    """IAM deletes a role only when it has no policies left."""
    for policy in client.list_role_policies(RoleName=name)["PolicyNames"]:
        client.delete_role_policy(RoleName=name, PolicyName=policy)
    for policy in client.list_attached_role_policies(RoleName=name)["AttachedPolicies"]:
        client.detach_role_policy(RoleName=name, PolicyArn=policy["PolicyArn"])
    client.delete_role(RoleName=name)


def end_rule(client: Any, name: str) -> None:
    """EventBridge deletes a rule only when it has no targets left."""
    targets = client.list_targets_by_rule(Rule=name)["Targets"]
    if targets:
        client.remove_targets(Rule=name, Ids=[target["Id"] for target in targets])
    client.delete_rule(Name=name)


def whole(name: str) -> Arguments:
    """The value of the property as one argument."""
    return lambda value: [{name: value}]


def each(name: str = "") -> Arguments:
    """A call an item: the item as one argument, or its keys as arguments."""
    return lambda values: [{name: value} if name else value for value in values]


SCALABLE = {
    "ServiceNamespace": "given.ServiceNamespace",
    "ScalableDimension": "given.ScalableDimension",
}

TYPES = {
    "AWS::ApiGatewayV2::Api": Type(
        service="apigatewayv2",
        create="create_api",
        ref="ApiId",
        attributes={"ApiEndpoint": "ApiEndpoint", "ApiId": "ApiId"},
        delete="delete_api",
        by="ApiId",
    ),
    "AWS::ApiGatewayV2::Authorizer": of_api("authorizer", "AuthorizerId"),
    "AWS::ApiGatewayV2::Integration": of_api("integration", "IntegrationId"),
    "AWS::ApiGatewayV2::Route": of_api("route", "RouteId"),
    "AWS::ApiGatewayV2::Stage": of_api("stage", "StageName"),
    "AWS::ApiGatewayV2::VpcLink": Type(
        service="apigatewayv2",
        create="create_vpc_link",
        ref="VpcLinkId",
        attributes={"VpcLinkId": "VpcLinkId"},
        delete="delete_vpc_link",
        by="VpcLinkId",
    ),
    "AWS::ApplicationAutoScaling::ScalableTarget": Type(
        service="application-autoscaling",
        create="register_scalable_target",
        ref="join('|', [given.ResourceId, given.ScalableDimension, given.ServiceNamespace])",
        attributes={
            "Id": "join('|', [given.ResourceId, given.ScalableDimension, given.ServiceNamespace])"
        },
        delete="deregister_scalable_target",
        ending={"ResourceId": "given.ResourceId", **SCALABLE},
        then=[
            Then(
                "ScheduledActions",
                "put_scheduled_action",
                each(),
                # Three arguments name the target, of which the server knows.
                of="",
            )
        ],
    ),
    "AWS::ApplicationAutoScaling::ScalingPolicy": Type(
        service="application-autoscaling",
        create="put_scaling_policy",
        ref="PolicyARN",
        attributes={"Arn": "PolicyARN"},
        prepare=scaled,
        delete="delete_scaling_policy",
        ending={
            "PolicyName": "given.PolicyName",
            "ResourceId": "given.ResourceId",
            **SCALABLE,
        },
    ),
    "AWS::CloudWatch::Alarm": Type(
        service="cloudwatch",
        create="put_metric_alarm",
        ref="given.AlarmName",
        name="AlarmName",
        longest=255,
        attributes={
            "Arn": "join('', ['arn:aws:cloudwatch:us-east-1:123456789012:alarm:', given.AlarmName])"
        },
        delete="delete_alarms",
        ending={"AlarmNames": "[given.AlarmName]"},
    ),
    "AWS::EC2::EIP": Type(
        service="ec2",
        create="allocate_address",
        ref="PublicIp",
        attributes={"AllocationId": "AllocationId", "PublicIp": "PublicIp"},
        prepare=tagged("elastic-ip"),
        delete="release_address",
        ending={"AllocationId": "AllocationId"},
    ),
    "AWS::EC2::InternetGateway": Type(
        service="ec2",
        create="create_internet_gateway",
        ref="InternetGateway.InternetGatewayId",
        attributes={"InternetGatewayId": "InternetGateway.InternetGatewayId"},
        prepare=tagged("internet-gateway"),
        delete="delete_internet_gateway",
        by="InternetGatewayId",
    ),
    "AWS::EC2::NatGateway": Type(
        service="ec2",
        create="create_nat_gateway",
        ref="NatGateway.NatGatewayId",
        attributes={"NatGatewayId": "NatGateway.NatGatewayId"},
        prepare=tagged("natgateway"),
        delete="delete_nat_gateway",
        by="NatGatewayId",
    ),
    "AWS::EC2::RouteTable": Type(
        service="ec2",
        create="create_route_table",
        ref="RouteTable.RouteTableId",
        attributes={"RouteTableId": "RouteTable.RouteTableId"},
        prepare=tagged("route-table"),
        delete="delete_route_table",
        by="RouteTableId",
    ),
    "AWS::EC2::SecurityGroup": Type(
        service="ec2",
        create="create_security_group",
        ref="GroupId",
        attributes={"GroupId": "GroupId", "Id": "GroupId", "VpcId": "given.VpcId"},
        name="GroupName",
        longest=255,
        renamed={"GroupDescription": "Description"},
        prepare=tagged("security-group"),
        then=[
            Then(
                "SecurityGroupIngress",
                "authorize_security_group_ingress",
                lambda rules: [INGRESS(rule) for rule in rules],
                of="GroupId",
            ),
            Then(
                "SecurityGroupEgress",
                "authorize_security_group_egress",
                lambda rules: [EGRESS(rule) for rule in rules],
                of="GroupId",
            ),
        ],
        delete="delete_security_group",
        by="GroupId",
    ),
    "AWS::EC2::SecurityGroupEgress": Type(
        service="ec2",
        create="authorize_security_group_egress",
        ref="SecurityGroupRules[0].SecurityGroupRuleId",
        attributes={"Id": "SecurityGroupRules[0].SecurityGroupRuleId"},
        prepare=lambda rule: {"GroupId": rule["GroupId"], **EGRESS(rule)},
        delete="revoke_security_group_egress",
        ending={"GroupId": "given.GroupId", "SecurityGroupRuleIds": "[ref]"},
    ),
    "AWS::EC2::SecurityGroupIngress": Type(
        service="ec2",
        create="authorize_security_group_ingress",
        ref="SecurityGroupRules[0].SecurityGroupRuleId",
        attributes={"Id": "SecurityGroupRules[0].SecurityGroupRuleId"},
        prepare=lambda rule: {"GroupId": rule["GroupId"], **INGRESS(rule)},
        delete="revoke_security_group_ingress",
        ending={"GroupId": "given.GroupId", "SecurityGroupRuleIds": "[ref]"},
    ),
    "AWS::EC2::Subnet": Type(
        service="ec2",
        create="create_subnet",
        ref="Subnet.SubnetId",
        attributes={"SubnetId": "Subnet.SubnetId", "AvailabilityZone": "Subnet.AvailabilityZone"},
        prepare=tagged("subnet"),
        then=[
            Then(
                "MapPublicIpOnLaunch",
                "modify_subnet_attribute",
                lambda value: [{"MapPublicIpOnLaunch": {"Value": value}}],
                of="SubnetId",
            )
        ],
        delete="delete_subnet",
        by="SubnetId",
    ),
    "AWS::EC2::SubnetRouteTableAssociation": Type(
        service="ec2",
        create="associate_route_table",
        ref="AssociationId",
        attributes={"Id": "AssociationId"},
        delete="disassociate_route_table",
        by="AssociationId",
    ),
    "AWS::EC2::VPC": Type(
        service="ec2",
        create="create_vpc",
        ref="Vpc.VpcId",
        attributes={"VpcId": "Vpc.VpcId", "CidrBlock": "Vpc.CidrBlock"},
        prepare=tagged("vpc"),
        then=[
            Then(
                name,
                "modify_vpc_attribute",
                lambda value, name=name: [{name: {"Value": value}}],
                of="VpcId",
            )
            for name in ("EnableDnsHostnames", "EnableDnsSupport")
        ],
        delete="delete_vpc",
        by="VpcId",
    ),
    "AWS::EC2::VPCGatewayAttachment": Type(
        service="ec2",
        create="attach_internet_gateway",
        ref="join('|', ['IGW', given.VpcId])",
        delete="detach_internet_gateway",
        ending={"InternetGatewayId": "given.InternetGatewayId", "VpcId": "given.VpcId"},
    ),
    "AWS::ECR::Repository": Type(
        service="ecr",
        create="create_repository",
        ref="repository.repositoryName",
        attributes={"Arn": "repository.repositoryArn", "RepositoryUri": "repository.repositoryUri"},
        name="repositoryName",
        longest=256,
        small=True,
        then=[
            Then("LifecyclePolicy", "put_lifecycle_policy", lambda policy: [policy], of="repositoryName"),
            Then("RepositoryPolicyText", "set_repository_policy", whole("policyText"), of="repositoryName"),
        ],
        delete="delete_repository",
        by="repositoryName",
    ),
    "AWS::ECS::Cluster": Type(
        service="ecs",
        create="create_cluster",
        ref="cluster.clusterName",
        attributes={"Arn": "cluster.clusterArn"},
        name="clusterName",
        longest=255,
        renamed={"ClusterSettings": "settings"},
        delete="delete_cluster",
        by="cluster",
    ),
    "AWS::ECS::ClusterCapacityProviderAssociations": Type(
        service="ecs",
        create="put_cluster_capacity_providers",
        ref="cluster.clusterName",
    ),
    "AWS::ECS::Service": Type(
        service="ecs",
        create="create_service",
        ref="service.serviceArn",
        attributes={"Name": "service.serviceName", "ServiceArn": "service.serviceArn"},
        name="serviceName",
        longest=255,
        delete="delete_service",
        by="service",
        ending={"cluster": "service.clusterArn", "force": "`true`"},
    ),
    "AWS::ECS::TaskDefinition": Type(
        service="ecs",
        create="register_task_definition",
        ref="taskDefinition.taskDefinitionArn",
        attributes={"TaskDefinitionArn": "taskDefinition.taskDefinitionArn"},
        name="family",
        longest=255,
        delete="deregister_task_definition",
        by="taskDefinition",
    ),
    "AWS::EFS::AccessPoint": Type(
        service="efs",
        create="create_access_point",
        ref="AccessPointId",
        attributes={"Arn": "AccessPointArn", "AccessPointId": "AccessPointId"},
        renamed={"AccessPointTags": "Tags"},
        delete="delete_access_point",
        by="AccessPointId",
    ),
    "AWS::ElasticLoadBalancingV2::Listener": Type(
        service="elbv2",
        create="create_listener",
        ref="Listeners[0].ListenerArn",
        attributes={"ListenerArn": "Listeners[0].ListenerArn"},
        then=[
            Then("ListenerAttributes", "modify_listener_attributes", whole("Attributes"), of="ListenerArn")
        ],
        delete="delete_listener",
        by="ListenerArn",
    ),
    "AWS::ElasticLoadBalancingV2::ListenerRule": Type(
        service="elbv2",
        create="create_rule",
        ref="Rules[0].RuleArn",
        attributes={"RuleArn": "Rules[0].RuleArn", "IsDefault": "Rules[0].IsDefault"},
        delete="delete_rule",
        by="RuleArn",
    ),
    "AWS::ElasticLoadBalancingV2::LoadBalancer": Type(
        service="elbv2",
        create="create_load_balancer",
        ref="LoadBalancers[0].LoadBalancerArn",
        attributes={
            "LoadBalancerArn": "LoadBalancers[0].LoadBalancerArn",
            "DNSName": "LoadBalancers[0].DNSName",
            "LoadBalancerName": "LoadBalancers[0].LoadBalancerName",
            "CanonicalHostedZoneID": "LoadBalancers[0].CanonicalHostedZoneId",
            "LoadBalancerFullName": "full",
        },
        name="Name",
        longest=32,
        then=[
            Then(
                "LoadBalancerAttributes",
                "modify_load_balancer_attributes",
                whole("Attributes"),
                of="LoadBalancerArn",
            )
        ],
        delete="delete_load_balancer",
        by="LoadBalancerArn",
    ),
    "AWS::ElasticLoadBalancingV2::TargetGroup": Type(
        service="elbv2",
        create="create_target_group",
        ref="TargetGroups[0].TargetGroupArn",
        attributes={
            "TargetGroupArn": "TargetGroups[0].TargetGroupArn",
            "TargetGroupName": "TargetGroups[0].TargetGroupName",
            "TargetGroupFullName": "full",
        },
        name="Name",
        longest=32,
        then=[
            Then(
                "TargetGroupAttributes",
                "modify_target_group_attributes",
                whole("Attributes"),
                of="TargetGroupArn",
            )
        ],
        delete="delete_target_group",
        by="TargetGroupArn",
    ),
    "AWS::Events::Rule": Type(
        service="events",
        create="put_rule",
        ref="given.Name",
        attributes={"Arn": "RuleArn"},
        name="Name",
        then=[Then("Targets", "put_targets", whole("Targets"), of="Rule")],
        end=end_rule,
    ),
    "AWS::IAM::Role": Type(
        service="iam",
        create="create_role",
        ref="Role.RoleName",
        attributes={"Arn": "Role.Arn", "RoleId": "Role.RoleId"},
        name="RoleName",
        then=[
            Then("Policies", "put_role_policy", each(), of="RoleName"),
            Then("ManagedPolicyArns", "attach_role_policy", each("PolicyArn"), of="RoleName"),
        ],
        end=end_role,
    ),
    "AWS::KMS::Key": Type(
        service="kms",
        create="create_key",
        ref="KeyMetadata.KeyId",
        attributes={"Arn": "KeyMetadata.Arn", "KeyId": "KeyMetadata.KeyId"},
        renamed={"KeyPolicy": "Policy"},
        prepare=lambda key: {
            **{name: value for name, value in key.items() if name != "Tags"},
            "Tags": [{"TagKey": tag["Key"], "TagValue": tag["Value"]} for tag in key.get("Tags", [])],
        },
        then=[
            Then("EnableKeyRotation", "enable_key_rotation", lambda on: [{}] if on else [], of="KeyId")
        ],
        delete="schedule_key_deletion",
        by="KeyId",
    ),
    "AWS::Logs::LogGroup": Type(
        service="logs",
        create="create_log_group",
        ref="given.logGroupName",
        attributes={
            "Arn": "join('', ['arn:aws:logs:us-east-1:123456789012:log-group:', given.logGroupName, ':*'])"
        },
        name="logGroupName",
        longest=512,
        then=[
            Then("RetentionInDays", "put_retention_policy", whole("retentionInDays"), of="logGroupName")
        ],
        delete="delete_log_group",
        by="logGroupName",
    ),
    "AWS::SNS::Subscription": Type(
        service="sns",
        create="subscribe",
        ref="SubscriptionArn",
        attributes={"Arn": "SubscriptionArn"},
        delete="unsubscribe",
        by="SubscriptionArn",
    ),
    "AWS::SNS::Topic": Type(
        service="sns",
        create="create_topic",
        ref="TopicArn",
        attributes={"TopicArn": "TopicArn", "TopicName": "given.Name"},
        name="Name",
        longest=256,
        renamed={"TopicName": "Name"},
        prepare=attributed("TopicName", "Tags"),
        delete="delete_topic",
        by="TopicArn",
    ),
    "AWS::SQS::Queue": Type(
        service="sqs",
        create="create_queue",
        ref="QueueUrl",
        attributes={"Arn": "QueueArn", "QueueName": "given.QueueName", "QueueUrl": "QueueUrl"},
        name="QueueName",
        longest=80,
        prepare=attributed("QueueName", "Tags"),
        wait=queue,
        delete="delete_queue",
        by="QueueUrl",
    ),
    "AWS::SecretsManager::Secret": Type(
        service="secretsmanager",
        create="create_secret",
        ref="ARN",
        attributes={"Id": "ARN"},
        name="Name",
        # The server prepares it: Secrets Manager makes the value up.
        delete="delete_secret",
        by="SecretId",
        ending={"ForceDeleteWithoutRecovery": "`true`"},
    ),
    "AWS::ServiceDiscovery::HttpNamespace": Type(
        service="servicediscovery",
        create="create_http_namespace",
        wait=namespace,
        ref="Namespace.Id",
        attributes={"Id": "Namespace.Id", "Arn": "Namespace.Arn"},
        delete="delete_namespace",
        by="Id",
    ),
    "AWS::ServiceDiscovery::PrivateDnsNamespace": Type(
        service="servicediscovery",
        create="create_private_dns_namespace",
        wait=namespace,
        ref="Namespace.Id",
        attributes={
            "Id": "Namespace.Id",
            "Arn": "Namespace.Arn",
            "HostedZoneId": "Namespace.Properties.DnsProperties.HostedZoneId",
        },
        delete="delete_namespace",
        by="Id",
    ),
    "AWS::ServiceDiscovery::Service": Type(
        service="servicediscovery",
        create="create_service",
        ref="Service.Id",
        attributes={"Id": "Service.Id", "Arn": "Service.Arn", "Name": "Service.Name"},
        name="Name",
        delete="delete_service",
        by="Id",
    ),
}
