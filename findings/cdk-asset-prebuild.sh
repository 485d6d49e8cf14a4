#!/usr/bin/env bash
# aws-cdk 2.1148.1 (npm), against moto 5.2.5: an image for a repository of the same app is built before the repository is deployed.
#
# Expected: a stack that depends on another one is deployed after it, and so its image, which goes to a repository of that other
#           stack, is built and pushed once the repository is there.
# Seen:     `cdk deploy --all` builds all images first (it calls that prebuilding), asks for the repository while doing so, and fails:
#           `No ECR repository named 'shop' in account 123456789012. Is this account bootstrapped?` With `--asset-prebuild=false` the
#           same assembly is deployed.
# So:       the first deployment of an app with a repository of its own needs that option, or the repository's stack by itself first.
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
npm_install aws-cdk@2.1148.1
pip_install 'moto[server]==5.2.5'
aws_in_memory
about "aws-cdk $(cdk --version)" 'Web, which depends on Registry, is deployed with its image'

mkdir -p out/image bin
cat > out/manifest.json <<'JSON'
{
  "version": "36.0.0",
  "artifacts": {
    "Registry": {
      "type": "aws:cloudformation:stack",
      "environment": "aws://123456789012/us-east-1",
      "properties": {"templateFile": "Registry.json"}
    },
    "Web.assets": {"type": "cdk:asset-manifest", "properties": {"file": "Web.assets.json"}},
    "Web": {
      "type": "aws:cloudformation:stack",
      "environment": "aws://123456789012/us-east-1",
      "properties": {"templateFile": "Web.json"},
      "dependencies": ["Web.assets", "Registry"]
    }
  }
}
JSON
echo '{"Resources": {"Shop": {"Type": "AWS::ECR::Repository", "Properties": {"RepositoryName": "shop"}}}}' > out/Registry.json
echo '{"Resources": {"Topic": {"Type": "AWS::SNS::Topic"}}}' > out/Web.json
cat > out/Web.assets.json <<'JSON'
{
  "version": "36.0.0",
  "files": {},
  "dockerImages": {
    "v1": {
      "source": {"directory": "image"},
      "destinations": {"here": {"repositoryName": "shop", "imageTag": "v1"}}
    }
  }
}
JSON
# Docker is not needed: what counts is when it is called.
printf '#!/bin/sh\n[ "$1" != inspect ]\n' > bin/docker
chmod +x bin/docker
export PATH="$work/bin:$PATH"
deploy() {
    local code=0
    cdk deploy --all --app out --require-approval never "$@" > log || code=$?
    echo "exit $code"
}
seen 'deploy --all' 'exit 1' "$(deploy)"
seen 'it says that there is no repository' yes "$(says "No ECR repository named 'shop'" "$(cat log)")"
seen 'deploy --all --asset-prebuild=false' 'exit 0' "$(deploy --asset-prebuild=false)"
echo 'ok: images are built before the stacks that theirs depends on are deployed'
