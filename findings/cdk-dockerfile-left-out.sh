#!/usr/bin/env bash
# aws-cdk-lib 2.276.0 (npm): a Dockerfile that .dockerignore excludes is not staged, though the asset names it.
#
# Expected: as with `docker build --file docker/Dockerfile.prod`, the Dockerfile in use reaches the build even when a
#           line of .dockerignore covers it; AWS CDK does so for a `Dockerfile` at the top of the folder.
# Seen:     the staged folder has no docker/Dockerfile.prod, while the asset manifest still says
#           `"dockerFile": "docker/Dockerfile.prod"`; no message at synthesis. A top Dockerfile is kept.
# So:       a context that Docker builds is an asset that cannot be built; whoever stages contexts must add the named file.
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
npm_install aws-cdk-lib@2.276.0 constructs@10.8.1
mkdir -p context/docker
echo 'FROM scratch' | tee context/Dockerfile > context/docker/Dockerfile.prod
printf '%s\n' docker Dockerfile > context/.dockerignore
cat > app.js <<'JS'
const fs = require('fs');
const cdk = require('aws-cdk-lib');
const { DockerImageAsset } = require('aws-cdk-lib/aws-ecr-assets');

const file = process.argv[2];
const app = new cdk.App({ outdir: 'out' });
const stack = new cdk.Stack(app, 'S');
new DockerImageAsset(stack, 'Image', { directory: 'context', file });
app.synth();
const [image] = Object.values(JSON.parse(fs.readFileSync('out/S.assets.json')).dockerImages);
const there = fs.existsSync(`out/${image.source.directory}/${file}`);
console.log('names', image.source.dockerFile, there ? 'and has it' : 'and has it not');
JS
about "aws-cdk-lib $(node -p 'require("aws-cdk-lib/package.json").version')" 'the Dockerfile in use is staged in both cases'
seen 'top Dockerfile' 'names Dockerfile and has it' "$(node app.js Dockerfile 2> /dev/null)"
seen 'Dockerfile in a folder' 'names docker/Dockerfile.prod and has it not' "$(node app.js docker/Dockerfile.prod 2> /dev/null)"
echo 'ok: AWS CDK leaves out the Dockerfile that it names'
