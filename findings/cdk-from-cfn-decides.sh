#!/usr/bin/env bash
# cdk-from-cfn 0.336.0 (npm; what `cdk migrate` is built on): what is decided at deployment is decided in the program.
#
# Expected: a parameter of the template stays one (CfnParameter), and a condition a CfnCondition, so that the stack that is deployed
#           with Stage=live comes out as it is, whatever its default.
# Seen:     the parameter is a property of the program, the condition a comparison with its default, the conditional queue an
#           `isLive ? new .. : undefined`, and `transmute` reports nothing. With the default, test, the template that is
#           synthesized has neither the parameter nor the queue. (A parameter with NoEcho stays one.)
# So:       the first deployment after such a move deletes what stands under a condition that the defaults do not meet, though
#           CloudFormation still has the value of the parameter; give the program the values that the stack has, and compare.
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
npm_install cdk-from-cfn@0.336.0
cat > template.json <<'JSON'
{
  "Parameters": {"Stage": {"Type": "String", "Default": "test"}},
  "Conditions": {"IsLive": {"Fn::Equals": [{"Ref": "Stage"}, "live"]}},
  "Resources": {
    "Topic": {"Type": "AWS::SNS::Topic"},
    "Jobs": {"Type": "AWS::SQS::Queue", "Condition": "IsLive"}
  }
}
JSON
about "cdk-from-cfn $(node -p 'require("./node_modules/cdk-from-cfn/package.json").version')" \
    'the program has a parameter, a condition, and a queue under it'
program=$(node -e '
    const text = require("fs").readFileSync("template.json", "utf8");
    console.log(require("cdk-from-cfn").transmute(text, "typescript", "Migrated", "stack"));' 2>&1)
seen 'parameter' no "$(says 'CfnParameter' "$program")"
seen 'condition' no "$(says 'CfnCondition' "$program")"
seen 'comparison in the program' yes "$(says "isLive = props\\.stage! === 'live'" "$program")"
seen 'queue as the program decides' yes "$(says 'isLive *$|isLive \?|\? new sqs\.CfnQueue' "$program")"
echo 'ok: cdk-from-cfn decides conditions by the defaults of parameters'
