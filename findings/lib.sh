# What the scripts of this folder share: a temporary folder, pinned installs, and one way to compare.
# shellcheck shell=bash
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

# Nobody's credentials, settings or colours.
unset AWS_PROFILE AWS_DEFAULT_PROFILE AWS_ENDPOINT_URL
export AWS_EC2_METADATA_DISABLED=true NO_COLOR=1 CI=1 CDK_DISABLE_CLI_TELEMETRY=true

pip_install() {
    python3 -m venv venv
    venv/bin/pip install --quiet --no-compile --disable-pip-version-check "$@"
}

npm_install() {
    npm install --prefix . --silent --no-audit --no-fund "$@"
}

# The AWS CDK command line, with all that it says on standard output.
cdk() {
    HOME="$work" node_modules/.bin/cdk --no-notices "$@" 2>&1
}

# An assembly of one stack, S, whose template is S.json beside the manifest: assembly FOLDER
assembly() {
    mkdir -p "$1"
    cat > "$1/manifest.json" <<'JSON'
{
  "version": "36.0.0",
  "artifacts": {
    "S": {
      "type": "aws:cloudformation:stack",
      "environment": "aws://unknown-account/unknown-region",
      "properties": {"templateFile": "S.json"}
    }
  }
}
JSON
}

# about VERSION EXPECTATION
about() {
    echo "version:  $1"
    echo "expected: $2"
}

# seen WHAT WANTED ACTUAL: prints what was seen, and fails when it is not what this folder says.
seen() {
    echo "seen:     $1: $3"
    if [ "$2" != "$3" ]; then
        echo "changed:  $1 was: $2" >&2
        exit 1
    fi
}

# says WHAT PATTERN TEXT: yes when a line of the text matches, else no.
says() {
    if grep -qE -- "$1" <<< "$2"; then echo yes; else echo no; fi
}
