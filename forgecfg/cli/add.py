"""`forgecfg add module|endpoint|token|remote|function|resource|trigger|…`."""

from __future__ import annotations

from inspect import getdoc

import typer

from forgecfg.cli import add_code, add_endpoint, add_module, add_remote, add_trigger
from forgecfg.cli.epilog import epilog

EXAMPLES = """
  forgecfg add remote backend --base-url https://api.example.com
  forgecfg add endpoint find --remote backend --user-token --module macro:hello
"""

EXIT_CODE = (
    "Exit code: 0; 1 if something is still missing or was not written; 2 if a manifest cannot be "
    "changed."
)

add = typer.Typer(no_args_is_help=True, rich_markup_mode=None)
for name, command, examples in (
    ("module", add_module.new_module, add_module.EXAMPLES),
    ("endpoint", add_endpoint.new_endpoint, add_endpoint.EXAMPLES),
    ("token", add_endpoint.new_token, add_endpoint.TOKEN_EXAMPLES),
    ("remote", add_remote.new_remote, add_remote.EXAMPLES),
    ("scope", add_remote.new_scope, add_remote.SCOPE_EXAMPLES),
    ("function", add_code.new_function, add_code.EXAMPLES),
    ("resource", add_code.new_resource, add_code.RESOURCE_EXAMPLES),
    ("trigger", add_trigger.new_trigger, add_trigger.EXAMPLES),
    ("scheduled-trigger", add_trigger.new_scheduled_trigger, add_trigger.SCHEDULED_EXAMPLES),
):
    add.command(name, help=f"{getdoc(command)}\n\n{EXIT_CODE}", epilog=epilog(examples))(command)


@add.callback()
def group() -> None:
    """Add modules, endpoints, tokens, remotes, functions, resources, triggers or scopes."""
