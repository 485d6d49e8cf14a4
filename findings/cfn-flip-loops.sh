#!/usr/bin/env bash
# cfn-flip 1.3.0 (pip): a loop that stands alone in its section becomes a YAML tag, `!ForEach::NAME`.
#
# Expected: Fn::ForEach is a key of its section (it has no short form); from JSON to YAML it stays one.
# Seen:     `Resources: !ForEach::Queues` when the loop is the only key of the section; with any resource beside it the
#           key `Fn::ForEach::Queues:` stays. cfn-flip itself reads both back to the same JSON.
# So:       a reader of YAML templates meets this tag in files made by tools, and should take it or name the key to write.
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
pip_install cfn-flip==1.3.0
about "$(venv/bin/cfn-flip --version)" 'both files have the key Fn::ForEach::Queues'
loop='"Fn::ForEach::Queues": ["Name", ["A", "B"], {"Queue${Name}": {"Type": "AWS::SQS::Queue"}}]'
echo "{\"Transform\": \"AWS::LanguageExtensions\", \"Resources\": {$loop}}" > alone.json
echo "{\"Transform\": \"AWS::LanguageExtensions\", \"Resources\": {$loop, \"Topic\": {\"Type\": \"AWS::SNS::Topic\"}}}" > beside.json
for name in alone beside; do venv/bin/cfn-flip --yaml $name.json $name.yaml; done
seen 'a loop alone' 'Resources: !ForEach::Queues' "$(grep ForEach alone.yaml | xargs)"
seen 'a loop beside a topic' 'Fn::ForEach::Queues:' "$(grep ForEach beside.yaml | xargs)"
venv/bin/cfn-flip --json alone.yaml back.json
same=$(python3 -c 'import json; print(json.load(open("back.json")) == json.load(open("alone.json")))')
seen 'read back by cfn-flip to the same' True "$same"
echo 'ok: cfn-flip writes the tag !ForEach::NAME'
