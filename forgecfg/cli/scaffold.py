"""`forgecfg scaffold`."""

# Without postponed annotations: see "Why start-up looks like this" in CONTRIBUTING.md.
from pathlib import Path
from typing import Annotated

import typer

from forgecfg import api
from forgecfg.cli.complete import complete_remotes, complete_scopes
from forgecfg.cli.edit import (
    EditMode,
    edit_manifests,
    edit_one_by_one,
    find_all,
    token_names,
)
from forgecfg.cli.output import Color
from forgecfg.cli.prompts import prompter_for
from forgecfg.config.load import load_config
from forgecfg.config.settings import CheckArguments, Settings
from forgecfg.scaffold.results import ScaffoldResult
from forgecfg.scaffold.validation import read_base_urls, validated_scopes

EXAMPLES = """
  forgecfg scaffold --base-url https://api.example.com --user-token
  forgecfg scaffold apps --check
"""


def scaffold(
    paths: Annotated[
        list[str] | None,
        typer.Argument(
            help="Manifests, directories to search, or - for standard input.  "
            "[default: the current directory]",
            show_default=False,
        ),
    ] = None,
    base_url: Annotated[
        list[str] | None,
        typer.Option(help="Base URL of new remotes: URL, or KEY=URL for one; can be repeated."),
    ] = None,
    remote: Annotated[
        str | None,
        typer.Option(
            help="Remote of new endpoints.", show_default=False, autocompletion=complete_remotes
        ),
    ] = None,
    user_token: Annotated[
        bool, typer.Option("--user-token", help="Enable appUserToken on new endpoints.")
    ] = False,
    system_token: Annotated[
        bool, typer.Option("--system-token", help="Enable appSystemToken on new endpoints.")
    ] = False,
    scope: Annotated[
        list[str] | None,
        typer.Option(
            help="Also declare this scope; can be repeated.", autocompletion=complete_scopes
        ),
    ] = None,
    diff: Annotated[
        bool, typer.Option("--diff", help="Show the changes without writing; exit with 1 if any.")
    ] = False,
    check: Annotated[
        bool, typer.Option("--check", help="Exit with 1 if anything is missing; write nothing.")
    ] = False,
    yes: Annotated[
        bool,
        typer.Option(
            "--yes", "-y", help="Write without asking; also add keys that look like typos."
        ),
    ] = False,
    no_input: Annotated[bool, typer.Option("--no-input", help="Never prompt.")] = False,
    color: Annotated[Color, typer.Option(help="When to color the diff.")] = Color.auto,
) -> int:
    """Add missing endpoints, remotes, routes and token scopes.

    Existing text stays unchanged, byte for byte. The changes are shown as a diff. On a terminal,
    forgecfg prompts for choices and before it writes. Errors in the wiring that it cannot fix are
    reported too.

    Exit code: 0; 1 if something is missing and was not added, also with --diff and --check; 2 if a
    manifest cannot be changed.
    """
    tokens = token_names(user_token, system_token)
    urls, scopes = read_base_urls(base_url or ()), validated_scopes(scope or ())
    options = api.ScaffoldOptions(urls, remote, tokens, scopes, yes)
    prompter = prompter_for(no_input or diff or check or "-" in (paths or ()))
    mode = EditMode(diff, check, yes, no_input, color)
    settings = Settings(CheckArguments(load_config(Path())))

    def change(text: str, name: str) -> ScaffoldResult:
        rules = settings.rules_for(name)
        return api.scaffold_text(text, options._replace(rules=rules), prompter)

    targets = find_all(paths)
    if len(targets) > 1:
        return edit_one_by_one(targets, mode, change)
    return edit_manifests(targets, mode, change, leads_to_backend=True)
