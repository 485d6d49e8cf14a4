"""moto, with a CloudFormation that keeps what templates say.

moto's services remember most of what they are told, but its CloudFormation skips types that it does
not know, cuts others short, and says CREATE_COMPLETE all the same. Here such a resource is made by
the calls that anybody would make to the service's own API. botocore's models of those APIs say which
arguments there are, so a property that the service does not have is an error.

Listens on a free port of 127.0.0.1 and prints its address. Forgets everything at a line on standard
input, and ends when standard input does: nobody who is gone leaves a server behind.
"""

import json
import os
import sys
from dataclasses import dataclass, field
from typing import Any, Callable

os.environ["MOTO_IAM_LOAD_MANAGED_POLICIES"] = "true"

import boto3
import jmespath
import moto.cloudformation.parsing as parsing
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from botocore.model import Shape
from moto.cloudformation.exceptions import (
    UnformattedGetAttTemplateException,
    ValidationError,
)
from moto.moto_api._internal.models import moto_api_backend
from moto.server import ThreadedMotoServer

ADDRESS = ""

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
    # Arguments that are not spelt like their property.
    renamed: dict[str, str] = field(default_factory=dict)
    then: list[Then] = field(default_factory=list)
    # Properties in, arguments out, where they differ in shape.
    prepare: Callable[[dict[str, Any]], dict[str, Any]] = lambda properties: properties
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


INGRESS = permission("Source")
EGRESS = permission("Destination")


def secret(properties: dict[str, Any]) -> dict[str, Any]:
    """A secret whose value Secrets Manager makes up."""
    wanted = properties.pop("GenerateSecretString", None)
    if wanted is None:
        return properties
    template = wanted.pop("SecretStringTemplate", None)
    key = wanted.pop("GenerateStringKey", None)
    client = connect("secretsmanager")
    arguments = shaped(input_of(client, "get_random_password"), wanted, {}, "GenerateSecretString")
    password = client.get_random_password(**arguments)["RandomPassword"]
    if template is not None:
        password = json.dumps({**json.loads(template), key: password})
    return {**properties, "SecretString": password}


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


def tagged(kind: str) -> Callable[[dict[str, Any]], dict[str, Any]]:
    """EC2 takes tags for the kinds of things that a call makes."""

    def convert(properties: dict[str, Any]) -> dict[str, Any]:
        tags = properties.pop("Tags", None)
        if tags:
            properties["TagSpecifications"] = [{"ResourceType": kind, "Tags": tags}]
        return properties

    return convert


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
                # The target is known by three arguments; `scheduled` fills them in.
                each(),
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
    "AWS::ECR::Repository": Type(
        service="ecr",
        create="create_repository",
        ref="repository.repositoryName",
        attributes={"Arn": "repository.repositoryArn", "RepositoryUri": "repository.repositoryUri"},
        name="repositoryName",
        longest=256,
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
    "AWS::SecretsManager::Secret": Type(
        service="secretsmanager",
        create="create_secret",
        ref="ARN",
        attributes={"Id": "ARN"},
        name="Name",
        prepare=secret,
        delete="delete_secret",
        by="SecretId",
        ending={"ForceDeleteWithoutRecovery": "`true`"},
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
    "AWS::ServiceDiscovery::HttpNamespace": Type(
        service="servicediscovery",
        create="create_http_namespace",
        wait=namespace,
        ref="Namespace.Id",
        attributes={"Id": "Namespace.Id", "Arn": "Namespace.Arn"},
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


def connect(service: str) -> Any:
    """A client of this server."""
    return boto3.client(
        service,
        endpoint_url=ADDRESS,
        region_name="us-east-1",
        aws_access_key_id="judge",
        aws_secret_access_key="judge",
        config=Config(retries={"max_attempts": 0}),
    )


def input_of(client: Any, operation: str) -> Shape:
    """What an operation takes."""
    name = client.meta.method_to_api_mapping[operation]
    return client.meta.service_model.operation_model(name).input_shape


def shaped(shape: Shape, value: Any, renamed: dict[str, str], place: str) -> Any:
    """A property's value as the API's argument: its names, its kinds, nothing dropped."""
    if shape.type_name == "structure":
        members = {name.lower(): name for name in shape.members}
        argument = {}
        for key, inner in value.items():
            name = members.get(renamed.get(key, key).lower())
            if name is None:
                raise ValidationError(message=f"{place} has no argument for {key}")
            if inner is not None:
                argument[name] = shaped(shape.members[name], inner, {}, f"{place}.{name}")
        return argument
    if shape.type_name == "list":
        items = value if isinstance(value, list) else [value]
        return [shaped(shape.member, item, {}, f"{place}[]") for item in items]
    if shape.type_name == "map":
        if isinstance(value, list):
            value = {item["Key"]: item["Value"] for item in value}
        return {key: shaped(shape.value, inner, {}, f"{place}.{key}") for key, inner in value.items()}
    if shape.type_name == "string":
        if isinstance(value, bool):
            return str(value).lower()
        return json.dumps(value) if isinstance(value, (dict, list)) else str(value)
    if shape.type_name == "boolean":
        return value is True or value == "true"
    kind = float if shape.type_name in ("float", "double") else int
    return kind(value)


class Resource:
    """A resource as moto's CloudFormation wants to see it."""

    type: str
    how: Type

    def __init__(self, name: str, properties: dict[str, Any]):
        how = self.how
        self.client = connect(how.service)
        properties = {key: value for key, value in properties.items() if value is not None}
        later = [(then, properties.pop(then.property)) for then in how.then if then.property in properties]
        given = self.arguments(how.create, how.prepare(properties), how.renamed)
        if how.name:
            given.setdefault(how.name, name[-how.longest :].strip("-"))
        answer = how.wait(self.client, getattr(self.client, how.create)(**given))
        self.answer = {**answer, "given": given}
        self.physical_resource_id = jmespath.search(how.ref, self.answer)
        self.answer["ref"] = self.physical_resource_id
        # The end of the ARN, by which CloudWatch knows load balancers and target groups.
        self.answer["full"] = self.physical_resource_id.rpartition("loadbalancer/")[2].rpartition(":")[2]
        for then, value in later:
            self.further(then, value)

    def arguments(self, operation: str, properties: dict[str, Any], renamed: dict[str, str]) -> dict[str, Any]:
        return shaped(input_of(self.client, operation), properties, renamed, self.type)

    def further(self, then: Then, value: Any) -> None:
        """Makes what the call that creates the resource does not take."""
        of = {then.of: self.physical_resource_id}
        if not then.of:
            of = {name: self.answer["given"][name] for name in ("ResourceId", *SCALABLE)}
        if then.operation == "authorize_security_group_egress":
            # A group that says what may leave loses the rule that lets everything leave.
            everything = {"IpProtocol": "-1", "IpRanges": [{"CidrIp": "0.0.0.0/0"}]}
            self.client.revoke_security_group_egress(**of, IpPermissions=[everything])
        for properties in then.arguments(value):
            arguments = self.arguments(then.operation, {**properties, **of}, {})
            getattr(self.client, then.operation)(**arguments)

    @classmethod
    def create_from_cloudformation_json(
        cls, name: str, resource: dict[str, Any], *_: Any, **__: Any
    ) -> "Resource":
        try:
            return cls(name, resource.get("Properties", {}))
        except (BotoCoreError, ClientError, KeyError, TypeError, ValueError) as error:
            raise ValidationError(message=f"{cls.type} {name}: {error!r}") from error

    def delete(self, *_: Any) -> None:
        how = self.how
        if self.type == "AWS::IAM::Role":
            delete_role(self.client, self.physical_resource_id)
        elif how.delete:
            arguments = {name: jmespath.search(place, self.answer) for name, place in how.ending.items()}
            if how.by:
                arguments[how.by] = self.physical_resource_id
            getattr(self.client, how.delete)(**arguments)

    @classmethod
    def has_cfn_attr(cls, name: str) -> bool:
        return name in cls.how.attributes

    def get_cfn_attribute(self, name: str) -> Any:
        if name not in self.how.attributes:
            raise UnformattedGetAttTemplateException()
        return jmespath.search(self.how.attributes[name], self.answer)

    @staticmethod
    def cloudformation_name_type() -> str:
        return ""

    def is_created(self) -> bool:
        return True


def delete(stack: parsing.ResourceMap) -> None:
    """Deletes the last made first, as CloudFormation does; moto itself tries in any order."""
    for name, resource in reversed(list(stack._parsed_resources.items())):
        template = stack._resource_json_map.get(name)
        if template is not None and not template.get("DeletionPolicy", "").startswith("Retain"):
            stack._delete_resource(resource, template)


def delete_role(client: Any, name: str) -> None:
    """IAM deletes a role only when it has no policies left."""
    for policy in client.list_role_policies(RoleName=name)["PolicyNames"]:
        client.delete_role_policy(RoleName=name, PolicyName=policy)
    for policy in client.list_attached_role_policies(RoleName=name)["AttachedPolicies"]:
        client.detach_role_policy(RoleName=name, PolicyArn=policy["PolicyArn"])
    client.delete_role(RoleName=name)


def main() -> None:
    global ADDRESS
    # moto keeps this map in a cache, so it is changed in place.
    for name, how in TYPES.items():
        parsing.get_model_map()[name] = type(name, (Resource,), {"type": name, "how": how})
    parsing.ResourceMap.delete = delete
    server = ThreadedMotoServer("127.0.0.1", port=0, verbose=False)
    server.start()
    ADDRESS = "http://{}:{}".format(*server.get_host_and_port())
    print(ADDRESS, flush=True)
    for _ in sys.stdin:
        moto_api_backend.reset()
        print("reset", flush=True)


if __name__ == "__main__":
    main()
