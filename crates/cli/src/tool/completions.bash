
# Bash takes `--format=json` for three words, or for one, as COMP_WORDBREAKS says; after a comma begins
# another value; and where a file is wanted, no options are offered before a dash is typed.
_stackwright_words() {
    local cur="$2" prev="$3" before=""
    if [[ "${COMP_WORDS[COMP_CWORD]}" == "=" ]]; then
        cur=""
        prev="${COMP_WORDS[COMP_CWORD-1]}"
    elif [[ "${prev}" == "=" ]]; then
        prev="${COMP_WORDS[COMP_CWORD-2]}"
    elif [[ "${cur}" == --*=* ]]; then
        prev="${cur%%=*}"
        before="${prev}="
        cur="${cur#*=}"
        # It would be the first word after a command, where all there is is offered.
        local COMP_CWORD=$((COMP_CWORD + 1))
    fi
    _stackwright "$1" "${cur}" "${prev}"
    if [[ ${#COMPREPLY[@]} -eq 0 && "${prev}" == --* && "${cur}" == *,* ]]; then
        before="${before}${cur%,*},"
        cur="${cur##*,}"
        _stackwright "$1" "${cur}" "${prev}"
    fi
    local word words=()
    for word in "${COMPREPLY[@]}"; do
        if [[ "${word}" != -* || "${cur}" == -* ]]; then
            words+=("${before}${word}")
        fi
    done
    COMPREPLY=("${words[@]}")
}

if [[ "${BASH_VERSINFO[0]}" -eq 4 && "${BASH_VERSINFO[1]}" -ge 4 || "${BASH_VERSINFO[0]}" -gt 4 ]]; then
    complete -F _stackwright_words -o nosort -o bashdefault -o default stackwright
else
    complete -F _stackwright_words -o bashdefault -o default stackwright
fi
