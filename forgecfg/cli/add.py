"""`forgecfg add module|endpoint|token|remote|function|resource|trigger|…`."""

from __future__ import annotations

import typer

from forgecfg.cli import add_code, add_endpoint, add_module, add_remote, add_trigger
from forgecfg.cli.epilog import epilog

EXAMPLES = """
  forgecfg add remote backend --base-url https://api.example.com
  forgecfg add endpoint find --remote backend --user-token --module macro:hello
"""

add = typer.Typer(no_args_is_help=True, rich_markup_mode=None)
add.command("module", epilog=epilog(add_module.EXAMPLES))(add_module.new_module)
add.command("endpoint", epilog=epilog(add_endpoint.EXAMPLES))(add_endpoint.new_endpoint)
add.command("token", epilog=epilog(add_endpoint.TOKEN_EXAMPLES))(add_endpoint.new_token)
add.command("remote", epilog=epilog(add_remote.EXAMPLES))(add_remote.new_remote)
add.command("scope", epilog=epilog(add_remote.SCOPE_EXAMPLES))(add_remote.new_scope)
add.command("function", epilog=epilog(add_code.EXAMPLES))(add_code.new_function)
add.command("resource", epilog=epilog(add_code.RESOURCE_EXAMPLES))(add_code.new_resource)
add.command("trigger", epilog=epilog(add_trigger.EXAMPLES))(add_trigger.new_trigger)
add.command("scheduled-trigger", epilog=epilog(add_trigger.SCHEDULED_EXAMPLES))(
    add_trigger.new_scheduled_trigger
)


@add.callback()
def group() -> None:
    """Add modules, endpoints, tokens, remotes, functions, resources, triggers or scopes."""
