#!/usr/bin/env bash
# aws-cdk 2.1148.1 (npm): beside CDK's own rule `CheckBootstrapVersion`, `cdk diff` hides changes of all other rules.
#
# Expected: `cdk diff` leaves out what AWS CDK itself adds (the rule CheckBootstrapVersion) and reports a change of a
#           rule that the user wrote under `Rules`.
# Seen:     with CheckBootstrapVersion in the template (as stacks of AWS CDK have by default) a changed rule of the user's is
#           `no differences (CDK metadata changes were hidden ...)`, exit 0 with --fail. Without it the change is shown.
# So:       which parameters a stack accepts can change unseen; tools that add CheckBootstrapVersion cause it.
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
npm_install aws-cdk@2.1148.1
about "aws-cdk $(cdk --version)" 'diff --fail reports the changed rule OnlySmall, exit 1, in both templates'

bootstrap='"CheckBootstrapVersion": {"Assertions": [{"Assert": {"Fn::Not": [{"Fn::Contains": [["1", "2"], {"Ref": "BootstrapVersion"}]}]}}]},'
template() {
    cat <<JSON
{
  "Parameters": {
    "Size": {"Type": "String", "Default": "s"},
    "BootstrapVersion": {"Type": "AWS::SSM::Parameter::Value<String>", "Default": "/cdk-bootstrap/hnb659fds/version"}
  },
  "Rules": {$2
    "OnlySmall": {"Assertions": [{"Assert": {"Fn::Contains": [["s", "$1"], {"Ref": "Size"}]}}]}
  },
  "Resources": {"Topic": {"Type": "AWS::SNS::Topic", "Properties": {"DisplayName": {"Ref": "Size"}}}}
}
JSON
}
assembly out

template m "$bootstrap" > before.json
template xxl "$bootstrap" > out/S.json
code=0; text=$(cdk diff --app out S --template before.json --fail) || code=$?
seen 'exit code with CheckBootstrapVersion' 0 "$code"
seen 'says that only CDK metadata was hidden' yes "$(says 'no differences \(CDK metadata changes were hidden' "$text")"

template m '' > before.json
template xxl '' > out/S.json
code=0; cdk diff --app out S --template before.json --fail > /dev/null || code=$?
seen 'exit code without it' 1 "$code"
echo 'ok: cdk diff hides the rules of the user beside CheckBootstrapVersion'
