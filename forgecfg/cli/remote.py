"""`forgecfg remote routes|verifier|call|test`."""

from __future__ import annotations

import typer

from forgecfg.cli.remote_call import call
from forgecfg.cli.remote_routes import routes
from forgecfg.cli.remote_test import conformance
from forgecfg.cli.remote_verifier import verifier

remote = typer.Typer(no_args_is_help=True, rich_markup_mode=None)
remote.command("routes")(routes)
remote.command("verifier")(verifier)
remote.command("call")(call)
remote.command("test")(conformance)


@remote.callback()
def group() -> None:
    """List what a remote backend receives, write its verifier, call it and test it."""
