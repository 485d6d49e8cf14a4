#!/usr/bin/env bash
# aws-cdk-lib 2.276.0 (npm): `exclude: ['*', '!app.py']` keeps `.env` in the asset.
#
# Expected: `*` is everything, and one file is taken back, as git and Docker read such a list.
# Seen:     with the default mode the asset holds `.env` as well, which `*` and `**` do not match; `/node_modules` and `sub/` exclude
#           nothing at all. With IgnoreMode.GIT and IgnoreMode.DOCKER it holds `app.py` alone.
# So:       say the ignore mode, or secrets in hidden files are published with the code.
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
npm_install aws-cdk-lib@2.276.0 constructs@10.8.1
mkdir -p folder/sub folder/node_modules
touch folder/.env folder/app.py folder/other.py folder/sub/app.py folder/node_modules/x.js
cat > held.js <<'JS'
const fs = require('fs');
const cdk = require('aws-cdk-lib');
const { Asset } = require('aws-cdk-lib/aws-s3-assets');

const [mode, ...exclude] = process.argv.slice(2);
const app = new cdk.App({ outdir: 'out' });
const ignoreMode = { git: cdk.IgnoreMode.GIT, docker: cdk.IgnoreMode.DOCKER }[mode];
const asset = new Asset(new cdk.Stack(app, 'S'), 'A', { path: 'folder', exclude, ignoreMode });
const all = fs.readdirSync(`out/asset.${asset.assetHash}`, { recursive: true });
const files = all.filter((name) => !fs.statSync(`out/asset.${asset.assetHash}/${name}`).isDirectory());
console.log(files.sort().join(' '));
JS
export HOME="$work"
about "aws-cdk-lib $(node -p 'require("aws-cdk-lib/package.json").version')" 'app.py, in every mode'
seen "default, ['*', '!app.py']" '.env app.py' "$(node held.js default '*' '!app.py' 2> /dev/null)"
seen "git, ['*', '!app.py']" 'app.py' "$(node held.js git '*' '!app.py' 2> /dev/null)"
seen "docker, ['*', '!app.py']" 'app.py' "$(node held.js docker '*' '!app.py' 2> /dev/null)"
all='.env app.py node_modules/x.js other.py sub/app.py'
seen "default, ['/node_modules', 'sub/']" "$all" "$(node held.js default /node_modules sub/ 2> /dev/null)"
echo 'ok: a star does not match hidden files'
