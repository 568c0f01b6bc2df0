"""`forgecfg lsp`."""

from typing import Annotated

import typer

from forgecfg.errors import UsageError

EXAMPLES = """
  forgecfg lsp
  forgecfg lsp --stdio
"""


def lsp(
    stdio: Annotated[
        bool,
        typer.Option("--stdio", help="Accepted for editors that add it; changes nothing."),
    ] = False,
) -> int:
    """Run a language server for editors, over standard input and output.

    Exit code: 0 after a shutdown by the editor; 1 without one; 2 if the extra `forgecfg[lsp]` is
    not installed.
    """
    del stdio
    from importlib.util import find_spec

    if find_spec("pygls") is None or find_spec("lsprotocol") is None:
        raise UsageError('the language server needs more packages: pip install "forgecfg[lsp]"')
    from forgecfg.lsp.run import run_stdio

    return run_stdio()
