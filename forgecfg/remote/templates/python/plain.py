"""Without a framework: `verify_wsgi` and `verify_asgi`."""

import asyncio
from collections.abc import Mapping
from typing import Any

from core import Invocation, verify

# --- adapter ---


def verify_wsgi(environ: Mapping[str, Any]) -> Invocation:
    """Verify the request of a WSGI application. Raises what `verify` raises."""
    value = environ.get("HTTP_AUTHORIZATION")
    # Servers join repeated headers with commas; no valid token holds one.
    return verify([] if value is None else [value])


async def verify_asgi(scope: Mapping[str, Any]) -> Invocation:
    """Verify the request of an ASGI application. Raises what `verify` raises."""
    values = [
        value.decode("latin-1") for name, value in scope["headers"] if name == b"authorization"
    ]
    # Fetching keys blocks.
    return await asyncio.to_thread(verify, values)
