#!/usr/bin/env bash
# aws-cdk 2.1148.1 (npm), against moto 5.2.5: a file asset of 22 bytes or fewer is uploaded at every deployment.
#
# Expected: an asset whose object is in the bucket is not uploaded again, as its key is made of its content.
# Seen:     a file of 23 bytes is uploaded once; one of 22 bytes at each `cdk publish-assets`. The command line takes objects of
#           that size for empty archives (which have 22 bytes), and those for failed uploads.
# So:       a small file of settings is written to the bucket by every deployment: whoever deploys needs the right to write,
#           and rules that watch for new objects of the bucket see one each time.
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
npm_install aws-cdk@2.1148.1
pip_install 'moto[server]==5.2.5'
aws_in_memory
about "aws-cdk $(cdk --version)" 'one upload for each size, whatever the size'

venv/bin/python -c 'import boto3; boto3.client("s3").create_bucket(Bucket="assets")'
mkdir out
cat > out/manifest.json <<'JSON'
{
  "version": "36.0.0",
  "artifacts": {
    "S.assets": {"type": "cdk:asset-manifest", "properties": {"file": "S.assets.json"}},
    "S": {
      "type": "aws:cloudformation:stack",
      "environment": "aws://123456789012/us-east-1",
      "properties": {"templateFile": "S.json"},
      "dependencies": ["S.assets"]
    }
  }
}
JSON
echo '{"Resources": {"Topic": {"Type": "AWS::SNS::Topic"}}}' > out/S.json
printf '%022d' 0 > out/small
printf '%023d' 0 > out/larger
asset() {
    echo "\"$1\": {\"source\": {\"path\": \"$1\", \"packaging\": \"file\"}," \
        "\"destinations\": {\"here\": {\"bucketName\": \"assets\", \"objectKey\": \"$1\"}}}"
}
echo "{\"version\": \"36.0.0\", \"files\": {$(asset small), $(asset larger)}, \"dockerImages\": {}}" > out/S.assets.json
for _ in 1 2 3; do
    cdk publish-assets --unstable=publish-assets --app out S > log || { cat log; exit 1; }
done
uploads() { grep -c "\"PUT /assets/$1?" moto.log; }
seen 'uploads of 23 bytes in three rounds' 1 "$(uploads larger)"
seen 'uploads of 22 bytes in three rounds' 3 "$(uploads small)"
echo 'ok: files of 22 bytes or fewer are uploaded each time'
