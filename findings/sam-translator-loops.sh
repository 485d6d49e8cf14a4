#!/usr/bin/env bash
# aws-sam-translator 1.115.0 (pip): loops under Resources are refused, and AWS::LanguageExtensions is removed unprocessed.
#
# Expected: in a template with the transforms AWS::LanguageExtensions and AWS::Serverless, the translator does its own
#           part: it leaves `Fn::ForEach` (or says that it cannot read loops), and leaves the other transform in place.
# Seen:     a loop under Resources is refused with `All 'Resources' must be Objects. If you're using YAML, this may be an
#           indentation issue`. Without a loop, `Transform` is removed as a whole, while an Fn::Length, which only
#           AWS::LanguageExtensions can process, stays in the output.
# So:       expand loops before the translator runs, and put AWS::LanguageExtensions back afterwards.
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
pip_install aws-sam-translator==1.115.0
cat > translate.py <<'PY'
import json, sys
from samtranslator.public.exceptions import InvalidDocumentException
from samtranslator.translator.transform import transform

class NoPolicies:
    def load(self):
        return {}

template = {
    "Transform": ["AWS::LanguageExtensions", "AWS::Serverless-2016-10-31"],
    "Resources": {
        "Function": {
            "Type": "AWS::Serverless::Function",
            "Properties": {"Handler": "a.b", "Runtime": "python3.13", "CodeUri": "s3://bucket/key"},
        }
    },
    "Outputs": {"Count": {"Value": {"Fn::Length": ["a", "b"]}}},
}
if sys.argv[1] == "loop":
    template["Resources"]["Fn::ForEach::Queues"] = ["Name", ["A", "B"], {"Queue${Name}": {"Type": "AWS::SQS::Queue"}}]
try:
    done = transform(template, {}, NoPolicies())
    print(json.dumps({"Transform": done.get("Transform"), "Count": done["Outputs"]["Count"]["Value"]}))
except InvalidDocumentException as e:
    print(*(cause.message for cause in e.causes))
PY
export AWS_DEFAULT_REGION=us-east-1
about "aws-sam-translator $(venv/bin/python -c 'import samtranslator; print(samtranslator.__version__)')" \
    'the loop is left alone, and so is the transform AWS::LanguageExtensions'
seen 'with a loop' \
    "Structure of the SAM template is invalid. All 'Resources' must be Objects. If you're using YAML, this may be an indentation issue." \
    "$(venv/bin/python translate.py loop)"
seen 'without a loop' '{"Transform": null, "Count": {"Fn::Length": ["a", "b"]}}' "$(venv/bin/python translate.py plain)"
echo 'ok: sam-translator refuses loops and removes AWS::LanguageExtensions'
