#!/usr/bin/env bash
# cfn-lint 1.58.0 with aws-sam-translator 1.115.0 (pip): ${Function.Alias} in Fn::Sub is an error to the one, a reference to the other.
#
# Expected: `Alias` and `Version` of a function with AutoPublishAlias name what AWS SAM generates, in Ref and in Fn::Sub;
#           cfn-lint runs the translator before it judges, so it accepts both forms.
# Seen:     the translator turns `${Web.Alias}` into `${WebAliaslive}`, the id of the generated alias. cfn-lint accepts
#           `!Ref Web.Alias`, and reports E6101 for the same name in !Sub.
# So:       a checker of SAM templates must know the generated names in every function, not only in Ref.
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
pip_install cfn-lint==1.58.0 aws-sam-translator==1.115.0
export AWS_DEFAULT_REGION=us-east-1
template() {
    cat <<YAML
Transform: AWS::Serverless-2016-10-31
Resources:
  Web:
    Type: AWS::Serverless::Function
    Properties:
      Handler: index.handler
      Runtime: python3.13
      CodeUri: s3://bucket/key
      AutoPublishAlias: live
Outputs:
  Alias:
    Value: $1
YAML
}
cat > translate.py <<'PY'
from samtranslator.translator.transform import transform

class NoPolicies:
    def load(self):
        return {}

function = {
    "Type": "AWS::Serverless::Function",
    "Properties": {"Handler": "index.handler", "Runtime": "python3.13", "CodeUri": "s3://bucket/key", "AutoPublishAlias": "live"},
}
outputs = {"Alias": {"Value": {"Fn::Sub": "${Web.Alias}"}}}
done = transform({"Resources": {"Web": function}, "Outputs": outputs}, {}, NoPolicies())
print(done["Outputs"]["Alias"]["Value"]["Fn::Sub"], done["Resources"]["WebAliaslive"]["Type"])
PY
about "$(venv/bin/cfn-lint --version), aws-sam-translator $(venv/bin/python -c 'import samtranslator; print(samtranslator.__version__)')" \
    'cfn-lint accepts what the translator resolves'
# shellcheck disable=SC2016
seen 'the translator makes of it' '${WebAliaslive} AWS::Lambda::Alias' "$(venv/bin/python translate.py)"
template '!Ref Web.Alias' > ref.yaml
code=0; venv/bin/cfn-lint --regions us-east-1 -- ref.yaml || code=$?
seen 'exit code for !Ref' 0 "$code"
# shellcheck disable=SC2016
template '!Sub "${Web.Alias}"' > sub.yaml
code=0; text=$(venv/bin/cfn-lint --regions us-east-1 -- sub.yaml) || code=$?
seen 'exit code for !Sub' 2 "$code"
seen 'finding for !Sub' "E6101 'Alias' is not one of" "$(head -n 1 <<< "$text" | cut -c 1-27)"
echo 'ok: cfn-lint refuses in Fn::Sub what the SAM translator resolves'
