#compdef forgecfg
# zsh completion for forgecfg
_forgecfg() {
    setopt localoptions extendedglob
    local line line_found value help tab=$'\t'
    local -a found
    line="${(j: :)${(@)words[1,CURRENT-1]}} $PREFIX"
    compset -P '--[^=]##='
    while IFS= read -r line_found; do
        value="${line_found%%$tab*}"
        help="${line_found#*$tab}"
        found+=("${value//:/\\:}:$help")
    done < <(_FORGECFG_COMPLETE=complete_fish _TYPER_COMPLETE_FISH_ACTION=get-args \
        _TYPER_COMPLETE_ARGS="$line" "${words[1]}" 2> /dev/null)
    if (( $#found )); then
        _describe -V forgecfg found
    else
        _files
    fi
}
# As a file of fpath, this runs at the first completion; otherwise it is sourced.
if [[ "${zsh_eval_context[-1]}" == loadautofunc ]]; then
    _forgecfg "$@"
else
    compdef _forgecfg forgecfg
fi
