#!/usr/bin/env bash
# aws-cdk-lib 2.276.0 (npm): a stack that moves into a Stage keeps the names of its exports, but not those of values of its
#                            nested stacks.
#
# Expected: with the same stackName, the same template: names of exports and outputs are made of what is in the stack, as those of
#           its own resources are.
# Seen:     the export of a resource of the stack itself keeps its name; that of a resource in a nested stack has another
#           one, because the output of the nested stack is named by the path from the app, `Prod` with it.
# So:       CloudFormation refuses the update while another stack imports the value: an export in use cannot be deleted.
#           Names that pass between nested stacks have to be made of what is in the deployed stack.
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
npm_install aws-cdk-lib@2.276.0 constructs@10.8.1
about "aws-cdk-lib $(node -p 'require("aws-cdk-lib/package.json").version')" 'both exports keep their names'

cat > app.js <<'JS'
const { App, CfnOutput, CfnResource, NestedStack, Stack, Stage } = require('aws-cdk-lib');
const topic = (scope, id) => new CfnResource(scope, id, { type: 'AWS::SNS::Topic' });
const names = (staged) => {
    const app = new App({ outdir: `out-${staged}`, analyticsReporting: false });
    const scope = staged ? new Stage(app, 'Prod') : app;
    const data = new Stack(scope, 'Data', { stackName: 'data' });
    const own = topic(data, 'Own');
    const inner = topic(new NestedStack(data, 'Inner'), 'Topic');
    const web = new Stack(scope, 'Web', { stackName: 'web' });
    new CfnOutput(web, 'A', { value: own.ref });
    new CfnOutput(web, 'B', { value: inner.ref });
    const assembly = app.synth();
    const synthesized = staged ? assembly.getNestedAssembly('assembly-Prod') : assembly;
    const outputs = Object.values(synthesized.getStackByName('data').template.Outputs);
    return outputs.map((output) => output.Export.Name);
};
const [before, after] = [names(false), names(true)];
const of = (all, own) => all.find((name) => name.includes('Own') === own);
console.log(of(before, true) === of(after, true) ? 'same' : 'other');
console.log(of(before, false) === of(after, false) ? 'same' : 'other');
console.log(of(after, false).includes('ProdDataInnerTopic') ? 'path' : 'no path');
JS
node app.js > said 2> /dev/null
seen 'the export of a resource of its own' 'same' "$(sed -n 1p said)"
seen 'the export of a resource in a nested stack' 'other' "$(sed -n 2p said)"
seen 'what stands in its name' 'path' "$(sed -n 3p said)"
echo 'ok: a stage changes the names of what nested stacks export'
