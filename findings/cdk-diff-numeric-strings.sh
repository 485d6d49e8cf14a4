#!/usr/bin/env bash
# aws-cdk 2.1148.1 (npm): `cdk diff` compares texts that look like numbers as numbers.
#
# Expected: the value of an SSM parameter of type String is text; "1.1" and "1.10", or an id with and without its
#           leading zero, are two values, and CloudFormation updates the resource.
# Seen:     `There were no differences`, exit 0, with --fail and --strict, although both resources change. A value that
#           is no number is reported.
# So:       a gate on `cdk diff --fail` lets version numbers and account ids through; compare the texts themselves.
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
npm_install aws-cdk@2.1148.1
about "aws-cdk $(cdk --version)" 'diff --fail reports "1.1" -> "1.10" and "012345678901" -> "12345678901", exit 1'

template() {
    cat <<JSON
{"Resources": {
  "Version": {"Type": "AWS::SSM::Parameter", "Properties": {"Type": "String", "Value": "$1"}},
  "Account": {"Type": "AWS::SSM::Parameter", "Properties": {"Type": "String", "Value": "$2"}}
}}
JSON
}
template 1.1 012345678901 > before.json
assembly out

template 1.10 12345678901 > out/S.json
code=0; text=$(cdk diff --app out S --template before.json --fail --strict) || code=$?
seen 'exit code of diff --fail --strict' 0 "$code"
seen 'says "There were no differences"' yes "$(says '^There were no differences$' "$text")"

template 1.1.0 012345678901 > out/S.json
code=0; cdk diff --app out S --template before.json --fail > /dev/null || code=$?
seen 'exit code when "1.1" becomes "1.1.0"' 1 "$code"
echo 'ok: cdk diff takes "1.1" and "1.10" for the same text'
