#!/usr/bin/env bash
# Writes the templates of all programs of the pool, with pinned packages, into a folder of its own; with `--keep`
# into `templates`, where tests read them. The programs of `sam` are templates themselves, and are checked as such, too.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
work=${POOL_WORK:-$(mktemp -d)}
out=$work/out
rm -rf "$out" && mkdir -p "$out"

(cd "$work" && npm install --silent --no-audit --no-fund aws-cdk-lib@2.276.0 constructs@10.8.1)
[ -x "$work/venv/bin/python" ] || python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check aws-sam-translator==1.115.0 troposphere==4.11.1

NODE_PATH=$work/node_modules node "$here/synth.js" "$out" >"$work/synth.log" 2>&1
"$work/venv/bin/python" "$here/translate.py" "$out" 2>>"$work/synth.log"
"$work/venv/bin/python" "$here/write.py" "$out" 2>>"$work/synth.log"

if [ "${1:-}" = --keep ]; then
    rm -rf "$here/templates" && mkdir "$here/templates"
    cp "$out"/*.json "$here/templates"
fi
echo "wrote $(ls "$out" | wc -l) templates to $out"
