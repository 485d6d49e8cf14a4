#!/usr/bin/env bash
# aws-cdk 2.1148.1 with aws-cdk-lib 2.276.0 (npm): a report of an earlier synthesis fails an assembly that does not name it.
#
# Expected: what a cloud assembly consists of is what its manifest names; a file that an earlier program left in the
#           folder has no effect.
# Seen:     an app of AWS CDK with a mistake leaves validation-report.json. When another program then writes a sound
#           assembly (its own manifest and template) into that folder, `cdk synth` prints the old finding, about a
#           resource that no template has, and exits 1. Once the file is removed: exit 0.
# So:       whoever writes assemblies into an existing cdk.out must remove validation-report.json.
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
npm_install aws-cdk@2.1148.1 aws-cdk-lib@2.276.0 constructs@10.8.1
about "aws-cdk $(cdk --version), aws-cdk-lib $(node -p 'require("aws-cdk-lib/package.json").version')" \
    'the second assembly is synthesized, exit 0, whatever else lies in the folder'

cat > app.js <<'JS'
const cdk = require('aws-cdk-lib');
const sns = require('aws-cdk-lib/aws-sns');

const app = new cdk.App({
  outdir: 'out',
  postCliContext: { '@aws-cdk/core:validateAgainstDefaultRules': true },
});
new sns.CfnTopic(new cdk.Stack(app, 'S'), 'OldTopic').addPropertyOverride('TopicNam', 'news');
app.synth();
JS
code=0; node app.js > /dev/null 2>&1 || code=$?
seen 'exit code of the first program, which has a mistake' 1 "$code"

assembly out
echo '{"Resources": {"Jobs": {"Type": "AWS::SQS::Queue"}}}' > out/S.json
seen 'the new manifest names the report' no "$(says 'report' "$(cat out/manifest.json)")"
code=0; text=$(cdk synth --quiet --app out) || code=$?
seen 'exit code of cdk synth on the second assembly' 1 "$code"
seen 'names the resource that is gone' yes "$(says 'S/OldTopic' "$text")"
rm out/validation-report.json
code=0; cdk synth --quiet --app out > /dev/null || code=$?
seen 'exit code without the report' 0 "$code"
echo 'ok: a stale validation-report.json fails an assembly that does not name it'
