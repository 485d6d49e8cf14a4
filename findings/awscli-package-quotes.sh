#!/usr/bin/env bash
# awscli 1.46.3 (pip): `aws cloudformation package` takes the quotes off texts that YAML 1.2 reads as numbers.
#
# Expected: a template without local artifacts comes out meaning the same to every YAML reader: what was quoted as text
#           stays quoted where the plain word would be a number.
# Seen:     '1e3' and '012345678901' come out plain; '0256', an octal number of YAML 1.1, keeps its quotes. ruamel.yaml
#           0.19.1 (YAML 1.2) reads the three as texts before, and as float, int and str after.
# So:       account ids and texts like 1e3 do not survive `package` followed by a YAML 1.2 reader; compare after packaging.
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
pip_install awscli==1.46.3 ruamel.yaml==0.19.1
cat > template.yaml <<'YAML'
Resources:
  Settings:
    Type: AWS::CloudFormation::WaitConditionHandle
    Metadata:
      Rate: '1e3'
      Account: '012345678901'
      Mask: '0256'
YAML
cat > kinds.py <<'PY'
import sys
from ruamel.yaml import YAML

values = YAML(typ="safe", pure=True).load(open(sys.argv[1]))["Resources"]["Settings"]["Metadata"]
print(*(f"{key}={type(values[key]).__name__}" for key in ("Rate", "Account", "Mask")))
PY
about "$(venv/bin/aws --version | cut -d ' ' -f 1)" 'all three are texts before and after'
seen 'before' 'Rate=str Account=str Mask=str' "$(venv/bin/python kinds.py template.yaml)"
venv/bin/aws cloudformation package --region us-east-1 --s3-bucket unused-bucket \
    --template-file template.yaml --output-template-file packaged.yaml > /dev/null
seen 'written' "Rate: 1e3 Account: 012345678901 Mask: '0256'" \
    "$(grep -E 'Rate|Account|Mask' packaged.yaml | sed 's/^ *//' | paste -sd ' ')"
seen 'after' 'Rate=float Account=int Mask=str' "$(venv/bin/python kinds.py packaged.yaml)"
echo 'ok: aws cloudformation package takes the quotes off 1e3 and account ids'
