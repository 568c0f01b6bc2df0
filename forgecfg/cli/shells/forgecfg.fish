# fish completion for forgecfg
function __forgecfg_complete
    set -l token (commandline -ct)
    set -l kept ""
    if string match -qr '^--[^=]+=' -- $token
        set kept (string replace -r '=.*' '=' -- $token)
    end
    set -lx _FORGECFG_COMPLETE complete_fish
    set -lx _TYPER_COMPLETE_FISH_ACTION get-args
    set -lx _TYPER_COMPLETE_ARGS (commandline -cp)
    set -l found (forgecfg 2> /dev/null | string match -v "")
    if test (count $found) -gt 0
        printf "%s\n" $kept$found
    else
        __fish_complete_path $token
    end
end
complete --command forgecfg --no-files --arguments "(__forgecfg_complete)"
