"""`forgecfg remote routes|verifier|call|test`."""

from __future__ import annotations

import typer

from forgecfg.cli import remote_call, remote_routes, remote_test, remote_verifier
from forgecfg.cli.epilog import epilog

EXAMPLES = """
  forgecfg remote verifier --lang python --output forge_verify.py
  forgecfg remote test --to http://127.0.0.1:8000
"""

remote = typer.Typer(no_args_is_help=True, rich_markup_mode=None)
remote.command("routes", epilog=epilog(remote_routes.EXAMPLES))(remote_routes.routes)
remote.command("verifier", epilog=epilog(remote_verifier.EXAMPLES))(remote_verifier.verifier)
remote.command("call", epilog=epilog(remote_call.EXAMPLES))(remote_call.call)
remote.command("test", epilog=epilog(remote_test.EXAMPLES))(remote_test.conformance)


@remote.callback()
def group() -> None:
    """List what a remote backend receives, write its verifier, call it and test it."""
