#!/usr/bin/env bash
# moto 5.2.5 (pip, in the same process, no network): a stack made by a change set has no outputs and no exports.
#
# Expected: create_stack, and create_change_set with execute_change_set (what `aws cloudformation deploy` and `cdk deploy`
#           call), leave the same stack: CREATE_COMPLETE, its outputs, its exports.
# Seen:     both are CREATE_COMPLETE and have the queue; the output and the export exist only after create_stack.
# So:       tests that read outputs or import values from moto must make the stack with create_stack.
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
pip_install 'moto[server]==5.2.5'
cat > stacks.py <<'PY'
import json, sys
import boto3
from moto import mock_aws

template = json.dumps({
    "Resources": {"Jobs": {"Type": "AWS::SQS::Queue"}},
    "Outputs": {"Url": {"Value": {"Ref": "Jobs"}, "Export": {"Name": "jobs-url"}}},
})
with mock_aws():
    client = boto3.client("cloudformation", "us-east-1", aws_access_key_id="test", aws_secret_access_key="test")
    if sys.argv[1] == "create":
        client.create_stack(StackName="s", TemplateBody=template)
    else:
        client.create_change_set(StackName="s", ChangeSetName="c", ChangeSetType="CREATE", TemplateBody=template)
        client.execute_change_set(StackName="s", ChangeSetName="c")
    stack = client.describe_stacks(StackName="s")["Stacks"][0]
    resources = client.describe_stack_resources(StackName="s")["StackResources"]
    print(stack["StackStatus"], "resources", len(resources), "outputs", len(stack.get("Outputs", [])),
          "exports", len(client.list_exports()["Exports"]))
PY
about "moto $(venv/bin/python -c 'import moto; print(moto.__version__)')" 'the same line for both ways'
seen 'create_stack' 'CREATE_COMPLETE resources 1 outputs 1 exports 1' "$(venv/bin/python stacks.py create)"
seen 'change set' 'CREATE_COMPLETE resources 1 outputs 0 exports 0' "$(venv/bin/python stacks.py change-set)"
echo 'ok: moto gives a stack of a change set no outputs'
