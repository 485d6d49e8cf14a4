#!/usr/bin/env bash
# aws-cdk 2.1148.1 (npm): a nested cloud assembly is read only when the outer manifest says version 10.0.0 or later.
#
# Expected: the artifact type `cdk:cloud-assembly` in a manifest of an older version is read, as all older manifests are,
#           or is refused with a message; either way the stacks in it do not get lost.
# Seen:     with 9.0.0 `cdk ls` lists the outer stack alone, exit 0, and says nothing; with 10.0.0 it lists both.
#           The version of the inner manifest plays no part.
# So:       who writes manifests by hand must not write the lowest version that has the artifact types used.
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
npm_install aws-cdk@2.1148.1
about "aws-cdk $(cdk --version)" 'ls lists Outer and S, or refuses the manifest'

template='{"Resources": {"Topic": {"Type": "AWS::SNS::Topic"}}}'
assembly out/inner
echo "$template" > out/inner/S.json
echo "$template" > out/Outer.json
manifest() {
    cat > out/manifest.json <<JSON
{
  "version": "$1",
  "artifacts": {
    "Outer": {
      "type": "aws:cloudformation:stack",
      "environment": "aws://unknown-account/unknown-region",
      "properties": {"templateFile": "Outer.json"}
    },
    "assembly-inner": {
      "type": "cdk:cloud-assembly",
      "properties": {"directoryName": "inner", "displayName": "inner"}
    }
  }
}
JSON
}
manifest 9.0.0
seen 'all that ls says of 9.0.0' 'Outer' "$(cdk ls --app out | xargs)"
manifest 10.0.0
seen 'all that ls says of 10.0.0' 'Outer S' "$(cdk ls --app out | xargs)"
echo 'ok: stacks of a nested assembly vanish below manifest version 10.0.0'
