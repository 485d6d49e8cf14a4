#!/usr/bin/env bash
# aws-cdk 2.1148.1 (npm): `cdk diff` follows a replacement through Ref and Fn::GetAtt, but not through Fn::Sub or Fn::Join.
#
# Expected: a cluster that is renamed is replaced; every service that names it in `Cluster` (an update of which replaces
#           the service) is listed as replaced too, however the reference is written: `Ref: C` and `Fn::Sub: "${C}"`
#           are the same value.
# Seen:     the services with Ref and Fn::GetAtt are listed as replaced, those with Fn::Sub and Fn::Join are not listed at all.
# So:       a count of destructive changes taken from `cdk diff` is too low; references inside texts must be followed too.
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
npm_install aws-cdk@2.1148.1
about "aws-cdk $(cdk --version)" 'all four services are listed as replaced'

service() {
    echo "{\"Type\": \"AWS::ECS::Service\", \"Properties\": {\"Cluster\": $1, \"TaskDefinition\": \"web\"}}"
}
template() {
    cat <<JSON
{"Resources": {
  "C": {"Type": "AWS::ECS::Cluster", "Properties": {"ClusterName": "$1"}},
  "ByRef": $(service '{"Ref": "C"}'),
  "ByGetAtt": $(service '{"Fn::GetAtt": ["C", "Arn"]}'),
  "BySub": $(service '{"Fn::Sub": "${C}"}'),
  "ByJoin": $(service '{"Fn::Join": ["", [{"Ref": "C"}]]}')
}}
JSON
}
template one > before.json
assembly out
template two > out/S.json
text=$(cdk diff --app out S --template before.json)
listed=$(sed -nE 's/^\[~\] (AWS::[A-Za-z0-9:]+) ([A-Za-z]+) .*replace.*/\2/p' <<< "$text" | sort | xargs)
seen 'listed as replaced' 'ByGetAtt ByRef C' "$listed"
seen 'names the others' no "$(says 'BySub|ByJoin' "$text")"
echo 'ok: cdk diff does not carry a replacement through Fn::Sub and Fn::Join'
