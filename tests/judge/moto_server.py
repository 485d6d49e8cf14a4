"""moto, with a CloudFormation that keeps what templates say.

moto's services remember most of what they are told, but its CloudFormation skips types that it does
not know, cuts others short, and says CREATE_COMPLETE all the same. Here such a resource is made by
the calls that anybody would make to the service's own API; moto_types.py lists them. botocore's
models of those APIs say which arguments there are, so a property that the service does not have is
an error.

Listens on a free port of 127.0.0.1 and prints its address. Forgets everything at a line on standard
input, and ends when standard input does: nobody who is gone leaves a server behind.
"""

import json
import os
import sys
from typing import Any, Callable

os.environ["MOTO_IAM_LOAD_MANAGED_POLICIES"] = "true"

import boto3
import jmespath
import moto.cloudformation.parsing as parsing
from botocore import xform_name
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from botocore.model import Shape
from moto.cloudformation.exceptions import (
    UnformattedGetAttTemplateException,
    ValidationError,
)
from moto.cloudformation.models import CloudFormationBackend, Stack
from moto.cloudformation.responses import CloudFormationResponse
from moto.ecs.responses import EC2ContainerServiceResponse
from moto.moto_api._internal.models import moto_api_backend
from moto.server import ThreadedMotoServer

from moto_types import SCALABLE, TYPES, Then, Type

ADDRESS = ""


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
            made = name[-how.longest :].strip("-")
            given.setdefault(how.name, made.lower() if how.small else made)
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
        if how.end:
            how.end(self.client, self.physical_resource_id)
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


# What moto's ECS takes and would not remember.
KEPT = [
    "availabilityZoneRebalancing",
    "capacityProviderStrategy",
    "deploymentConfiguration",
    "enableECSManagedTags",
    "enableExecuteCommand",
    "healthCheckGracePeriodSeconds",
    "placementConstraints",
    "placementStrategy",
]


def remembering(create: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """ECS's `CreateService`, which tells later what it was told."""

    def call(request: Any) -> Any:
        answer = create(request)
        for name in KEPT:
            value = request._get_param(name)
            if value is not None:
                setattr(answer.result["service"], xform_name(name), value)
        return answer

    return call


def delete(stack: parsing.ResourceMap) -> None:
    """Deletes the last made first, as CloudFormation does; moto itself tries in any order."""
    for name, resource in reversed(list(stack._parsed_resources.items())):
        template = stack._resource_json_map.get(name)
        if template is not None and not template.get("DeletionPolicy", "").startswith("Retain"):
            stack._delete_resource(resource, template)


def reading(read: Callable[..., str]) -> Callable[..., str]:
    """What reads a template at an address; moto knows those of AWS, and not its own."""

    def call(response: CloudFormationResponse, url: str) -> str:
        return read(response, url.replace(ADDRESS, "https://s3.us-east-1.amazonaws.com"))

    return call


def executing(execute: Callable[..., None]) -> Callable[..., None]:
    """What executes a change set: its stack imports, shows and exports, which moto knows of CreateStack alone."""

    def call(backend: CloudFormationBackend, *names: Any, **others: Any) -> None:
        stacks = list(backend.stacks.values())
        for stack in stacks:
            stack.resource_map.cross_stack_resources = backend.exports
        execute(backend, *names, **others)
        for stack in stacks:
            if isinstance(stack.template, str):
                stack._parse_template()
                stack.output_map = stack._create_output_map()
            for export in stack.exports:
                backend.exports[export.name] = export

    return call


def main() -> None:
    global ADDRESS
    TYPES["AWS::SecretsManager::Secret"].prepare = secret
    # moto keeps this map in a cache, so it is changed in place.
    for name, how in TYPES.items():
        parsing.get_model_map()[name] = type(name, (Resource,), {"type": name, "how": how})
    parsing.ResourceMap.delete = delete
    # A nested stack is known by its ARN, of which the command line of AWS CDK takes the name.
    Stack.physical_resource_id = property(lambda stack: stack.stack_id)
    response = CloudFormationResponse
    response._get_stack_from_s3_url = reading(response._get_stack_from_s3_url)
    backend = CloudFormationBackend
    backend.execute_change_set = executing(backend.execute_change_set)
    ecs = EC2ContainerServiceResponse
    ecs.create_service = remembering(ecs.create_service)
    server = ThreadedMotoServer("127.0.0.1", port=0, verbose=False)
    server.start()
    ADDRESS = "http://{}:{}".format(*server.get_host_and_port())
    print(ADDRESS, flush=True)
    for _ in sys.stdin:
        moto_api_backend.reset()
        print("reset", flush=True)


if __name__ == "__main__":
    main()
