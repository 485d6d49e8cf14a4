#!/usr/bin/env bash
# aws-cdk-lib 2.276.0 (npm): a reference to a stack of another account makes no dependency between the two stacks.
#
# Expected: a stack that uses a value of another stack depends on it, in the construct tree and in the manifest, so that
#           the command line deploys the producer first: as it is within one account.
# Seen:     within one account the consumer depends on the producer. Across accounts the value becomes
#           `Fn::GetStackOutput`, and the consumer depends on nothing but its own assets, although it cannot be deployed
#           before the producer has that output.
# So:       an order of deployment must be read from the templates (Fn::GetStackOutput), not only from the manifest.
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
npm_install aws-cdk-lib@2.276.0 constructs@10.8.1
cat > app.js <<'JS'
const cdk = require('aws-cdk-lib');
const sns = require('aws-cdk-lib/aws-sns');
const sqs = require('aws-cdk-lib/aws-sqs');

const app = new cdk.App({ outdir: 'out' });
const producer = new cdk.Stack(app, 'Producer', { env: { account: '111111111111', region: 'us-east-1' } });
const consumer = new cdk.Stack(app, 'Consumer', { env: { account: process.argv[2], region: 'us-east-1' } });
const queue = new sqs.CfnQueue(producer, 'Queue', { queueName: 'jobs' });
new sns.CfnTopic(consumer, 'Topic', { displayName: queue.attrArn });
const stack = app.synth().getStackByName('Consumer');
console.log(Object.keys(stack.template.Resources.Topic.Properties.DisplayName)[0],
    'after', [...stack.manifest.dependencies].sort().join(' '));
JS
about "aws-cdk-lib $(node -p 'require("aws-cdk-lib/package.json").version')" 'the consumer depends on Producer in both cases'
seen 'same account' 'Fn::ImportValue after Consumer.assets Producer' "$(node app.js 111111111111)"
seen 'other account' 'Fn::GetStackOutput after Consumer.assets' "$(node app.js 222222222222)"
echo 'ok: across accounts the manifest of AWS CDK has no order of the two stacks'
