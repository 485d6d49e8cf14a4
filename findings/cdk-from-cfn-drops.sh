#!/usr/bin/env bash
# cdk-from-cfn 0.336.0 (npm; what `cdk migrate` is built on): parts of a template are dropped without a word.
#
# Expected: the generated program synthesizes what the template said, or the tool says what it cannot write; aws-cdk-lib has
#           a place for each of these parts (cfnOptions.updateReplacePolicy and creationPolicy, CfnRule, CfnParameter).
# Seen:     DeletionPolicy is kept; UpdateReplacePolicy, CreationPolicy, Rules and a parameter's AllowedValues are in no
#           line of the program, not as a comment either, and `transmute` reports nothing.
# So:       a bucket kept on replacement is deleted on replacement after the move; compare the templates before and after.
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
npm_install cdk-from-cfn@0.336.0
cat > template.json <<'JSON'
{
  "Parameters": {"Size": {"Type": "String", "Default": "small", "AllowedValues": ["small", "biggest"]}},
  "Rules": {"OnlySmall": {"Assertions": [{"Assert": {"Fn::Equals": [{"Ref": "Size"}, "small"]}}]}},
  "Resources": {
    "Data": {"Type": "AWS::S3::Bucket", "DeletionPolicy": "Retain", "UpdateReplacePolicy": "Retain"},
    "Ready": {
      "Type": "AWS::CloudFormation::WaitCondition",
      "CreationPolicy": {"ResourceSignal": {"Count": 7, "Timeout": "PT5M"}}
    },
    "Jobs": {"Type": "AWS::SQS::Queue", "Properties": {"QueueName": {"Ref": "Size"}}}
  }
}
JSON
about "cdk-from-cfn $(node -p 'require("./node_modules/cdk-from-cfn/package.json").version')" \
    'every part of the template is in the program, or a message names it'
program=$(node -e '
    const text = require("fs").readFileSync("template.json", "utf8");
    console.log(require("cdk-from-cfn").transmute(text, "typescript", "Migrated", "stack"));' 2>&1)
seen 'deletion policy' yes "$(says 'cfnOptions\.deletionPolicy = cdk\.CfnDeletionPolicy\.RETAIN' "$program")"
seen 'update replace policy' no "$(says '[uU]pdateReplacePolicy' "$program")"
seen 'creation policy' no "$(says '[cC]reationPolicy|PT5M' "$program")"
seen 'rule' no "$(says 'CfnRule|OnlySmall' "$program")"
seen 'allowed values' no "$(says '[aA]llowedValues|biggest' "$program")"
echo 'ok: cdk-from-cfn drops four parts of a template silently'
