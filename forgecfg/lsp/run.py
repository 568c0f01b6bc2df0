"""Run the server over standard input and output."""

from __future__ import annotations

import gc
import logging
import os
import sys

from forgecfg.lsp import checks, language, workspace
from forgecfg.lsp.schedule import DELAY
from forgecfg.lsp.server import ForgeServer


def create_server(delay: float = DELAY) -> ForgeServer:
    """A server with all its features; `delay` is in seconds, from the last edit to a check."""
    server = ForgeServer(delay)
    for module in (language, checks, workspace):
        module.register(server)
    return server


def run_stdio() -> int:
    """Serve until the editor ends the server or closes standard input.

    Returns 0 if the editor asked for the end first, otherwise 1.
    """
    # What other code prints must not get between the messages.
    output = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    # pygls logs tracebacks for errors of the editor, which are answered anyway.
    logging.getLogger("pygls").setLevel(logging.CRITICAL + 1)
    logging.getLogger("asyncio").setLevel(logging.CRITICAL + 1)
    server = create_server()
    # Each version of a manifest has thousands of nodes: collect garbage less often, and never what
    # was imported, so that no request waits for it.
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)
    server.start_io(sys.stdin.buffer, output)
    return 0 if server.protocol.was_shut_down else 1
