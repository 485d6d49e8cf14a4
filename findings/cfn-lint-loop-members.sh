#!/usr/bin/env bash
# cfn-lint 1.58.0 (pip): the members of a loop over a parameter are made up, and references are held against them.
#
# Expected: what a loop over a parameter without a default makes is not known before the deployment, so a reference to
#           one of its members is not judged, or all such references are judged alike.
# Seen:     `Queue${Name}` over the parameter `Names` becomes Queue9094 and Queue2021; !GetAtt Queueweb.Arn is error
#           E6101 with these two as the choice, although `Names` may well hold `web`. !GetAtt Queue9094.Arn passes.
# So:       a linter must keep "unknown" apart from "known to be absent"; this E6101 is no proof of a mistake.
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
pip_install cfn-lint==1.58.0
template() {
    cat <<YAML
Transform: AWS::LanguageExtensions
Parameters:
  Names:
    Type: CommaDelimitedList
Resources:
  Fn::ForEach::Queues:
    - Name
    - !Ref Names
    - Queue\${Name}:
        Type: AWS::SQS::Queue
Outputs:
  Arn:
    Value: !GetAtt $1.Arn
YAML
}
about "$(venv/bin/cfn-lint --version)" 'no error, or the same error, for both references'
template Queueweb > web.yaml
code=0; text=$(venv/bin/cfn-lint --regions us-east-1 -- web.yaml) || code=$?
seen 'finding for Queueweb' "E6101 'Queueweb' is not one of ['Queue9094', 'Queue2021']" "$(head -n 1 <<< "$text")"
seen 'its exit code' 2 "$code"
template Queue9094 > invented.yaml
code=0; text=$(venv/bin/cfn-lint --regions us-east-1 -- invented.yaml) || code=$?
seen 'exit code for Queue9094' 0 "$code"
seen 'findings for Queue9094' '' "$text"
echo 'ok: cfn-lint invents the members of a loop over a parameter'
