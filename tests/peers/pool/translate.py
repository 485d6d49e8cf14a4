"""Writes what the transform of AWS SAM makes of the programs in `sam`. usage: python3 translate.py OUT

What `sam package` would have done, and what only an account knows, is put in: local paths become objects of a bucket.
"""
import json, os, pathlib, sys

os.environ.setdefault("AWS_DEFAULT_REGION", "eu-central-1")
from samtranslator.policy_template_processor.processor import PolicyTemplatesProcessor  # noqa: E402
from samtranslator.translator.transform import transform  # noqa: E402
from samtranslator.yaml_helper import yaml_parse  # noqa: E402
import samtranslator.policy_templates_data as policies  # noqa: E402

PACKAGED = {"CodeUri": "s3://pool-artifacts/code", "ContentUri": "s3://pool-artifacts/layer", "DefinitionUri": "s3://pool-artifacts/definition"}
HERE, OUT = pathlib.Path(__file__).parent, pathlib.Path(sys.argv[1])


class Policies:
    """The managed policies that the transform looks up in an account."""

    def load(self):
        return {name: f"arn:aws:iam::aws:policy/service-role/{name}" for name in ["AWSLambdaBasicExecutionRole", "AWSLambdaVPCAccessExecutionRole"]}


def packaged(template):
    for resource in template["Resources"].values():
        properties = resource.get("Properties", {}) if isinstance(resource, dict) else {}
        for name, place in PACKAGED.items():
            if isinstance(properties.get(name), str):
                properties[name] = place
        if properties.get("PackageType") == "Image":
            properties["ImageUri"] = "123456789012.dkr.ecr.eu-central-1.amazonaws.com/pool:v1"
    return template


for file in sorted((HERE / "sam").glob("*.yaml")):
    template = yaml_parse(file.read_text())
    if "AWS::LanguageExtensions" in template["Transform"]:
        continue  # that transform runs before SAM's, and only in AWS
    made = transform(packaged(template), {}, Policies())
    (OUT / f"sam-{file.stem}.json").write_text(json.dumps(made, separators=(",", ":")) + "\n")
