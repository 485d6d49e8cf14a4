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

# An AWS in memory at 127.0.0.1 for the AWS CDK command line and boto3; it ends with the script.
aws_in_memory() {
    port=$(venv/bin/python -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
    venv/bin/moto_server -H 127.0.0.1 -p "$port" > moto.log 2>&1 &
    local server=$!
    # shellcheck disable=SC2064
    trap "kill $server; wait $server 2> /dev/null || true; rm -rf '$work'" EXIT
    export AWS_ENDPOINT_URL="http://127.0.0.1:$port" AWS_ACCESS_KEY_ID=test AWS_SECRET_ACCESS_KEY=test AWS_REGION=us-east-1 \
        AWS_DEFAULT_REGION=us-east-1 AWS_CONFIG_FILE=/dev/null AWS_SHARED_CREDENTIALS_FILE=/dev/null
    for _ in $(seq 100); do
        if grep -q 'Running on' moto.log; then return; fi
        sleep 0.2
    done
    cat moto.log >&2
    return 1
}
