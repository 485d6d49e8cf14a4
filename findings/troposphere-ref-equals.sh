#!/usr/bin/env bash
# troposphere 4.11.1 (pip): Ref("x") equals the text "x", and has its hash.
#
# Expected: a reference to a parameter and a text that happens to be its name are two values; in a set or a dictionary
#           they are two entries. Other functions of the library compare that way: Sub("x") != "x".
# Seen:     Ref("Env") == "Env" is True, a set of both has one entry, and a dictionary keeps the key that came first
#           with the value that came last.
# So:       tools that collect or deduplicate values of a template lose a literal, or a reference; compare `to_dict()`.
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
pip_install troposphere==4.11.1
about "troposphere $(venv/bin/python -c 'import troposphere; print(troposphere.__version__)')" \
    'Ref("Env") is not equal to "Env": two entries in a set, two in a dictionary'
ask() { venv/bin/python -c "from troposphere import Ref, Sub; print($1)"; }
seen 'Ref("Env") == "Env"' True "$(ask 'Ref("Env") == "Env"')"
seen 'entries of a set of both' 1 "$(ask 'len({Ref("Env"), "Env"})')"
seen 'a dictionary of both' "[({'Ref': 'Env'}, 2)]" \
    "$(ask '[(k.to_dict(), v) for k, v in {Ref("Env"): 1, "Env": 2}.items()]')"
seen 'Sub("Env") == "Env"' False "$(ask 'Sub("Env") == "Env"')"
echo 'ok: a Ref of troposphere equals the text of its name'
