# bash completion for forgecfg
_forgecfg() {
    local line="${COMP_LINE:0:COMP_POINT}" value
    local word="${line##*[[:space:]]}" kept=""
    if [[ "$word" == --*=* ]]; then word="${word#*=}"; fi
    # bash splits words at colons, so it must only get what follows the last one.
    if [[ "$COMP_WORDBREAKS" == *:* && "$word" == *:* ]]; then kept="${word%:*}:"; fi
    COMPREPLY=()
    while IFS=$'\t' read -r value _; do
        if [[ -n "$value" ]]; then COMPREPLY+=("${value#"$kept"}"); fi
    done < <(_FORGECFG_COMPLETE=complete_fish _TYPER_COMPLETE_FISH_ACTION=get-args \
        _TYPER_COMPLETE_ARGS="$line" "$1" 2> /dev/null)
}
complete -o default -F _forgecfg forgecfg
