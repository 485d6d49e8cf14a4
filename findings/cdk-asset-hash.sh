#!/usr/bin/env bash
# aws-cdk-lib 2.276.0 (npm): what the hash of an asset hears and what it does not.
#
# Expected: the hash of a directory changes when what is packed of it changes, and not otherwise.
# Seen:     `chmod +x` changes the archive and not the hash, so that it is never deployed; LF to CRLF, too. A file that gets another
#           content of the same size at the same time is not read again by the next process, which finds a hash in
#           ~/.cdk/cache/fingerprints. The order of the keys in buildArgs changes the hash of an image.
# So:       hash what is packed, sort what has no order, and keep no hashes by size and time.
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
npm_install aws-cdk-lib@2.276.0 constructs@10.8.1
cat > file.js <<'JS'
const cdk = require('aws-cdk-lib');
const { Asset } = require('aws-cdk-lib/aws-s3-assets');

const stack = new cdk.Stack(new cdk.App({ outdir: 'out' }), 'S');
console.log(new Asset(stack, 'A', { path: 'folder' }).assetHash);
JS
cat > image.js <<'JS'
const cdk = require('aws-cdk-lib');
const { DockerImageAsset } = require('aws-cdk-lib/aws-ecr-assets');

const buildArgs = Object.fromEntries(process.argv.slice(2).map((key) => [key, '1']));
const stack = new cdk.Stack(new cdk.App({ outdir: 'out' }), 'S');
console.log(new DockerImageAsset(stack, 'A', { directory: 'folder', buildArgs }).assetHash);
JS
mkdir folder
echo 'FROM scratch' > folder/Dockerfile
printf 'one\n' > folder/file
chmod 644 folder/file
about "aws-cdk-lib $(node -p 'require("aws-cdk-lib/package.json").version')" 'another, another, another, the same'

homes=0
# In a home of its own, so that nothing is remembered.
hash() {
    homes=$((homes + 1))
    mkdir -p "home$homes"
    HOME="$work/home$homes" node "$@" 2> /dev/null
}
compare() { if [ "$1" = "$2" ]; then echo 'the same'; else echo another; fi; }
plain=$(HOME="$work/a" && mkdir -p "$HOME" && export HOME && node file.js 2> /dev/null)
chmod 755 folder/file
mode=$(HOME="$work/b" && mkdir -p "$HOME" && export HOME && node file.js 2> /dev/null)
seen 'hash after chmod +x' 'the same' "$(compare "$plain" "$mode")"
chmod 644 folder/file
printf 'one\r\n' > folder/file
ends=$(HOME="$work/c" && mkdir -p "$HOME" && export HOME && node file.js 2> /dev/null)
seen 'hash after LF to CRLF' 'the same' "$(compare "$plain" "$ends")"

printf 'one\n' > folder/file
touch -d '2026-01-01 00:00:00' folder/file
mkdir -p d
first=$(HOME="$work/d" node file.js 2> /dev/null)
printf 'two\n' > folder/file
touch -d '2026-01-01 00:00:00' folder/file
second=$(HOME="$work/d" node file.js 2> /dev/null)
seen 'hash of another content of the same size and time' 'the same' "$(compare "$first" "$second")"
mkdir -p e
fresh=$(HOME="$work/e" node file.js 2> /dev/null)
seen 'the same with nothing remembered' another "$(compare "$first" "$fresh")"
seen 'hash with buildArgs in another order' another "$(compare "$(hash image.js A B)" "$(hash image.js B A)")"
echo 'ok: the hash hears what it should not, and does not hear what it should'
