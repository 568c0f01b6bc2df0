"""For FastAPI: the dependency `forge_invocation`."""

from core import Invocation, KeysError, TokenError, verify
from fastapi import HTTPException, Request

# --- adapter ---


def forge_invocation(request: Request) -> Invocation:
    """Verify a request: `invocation: Annotated[Invocation, Depends(forge_invocation)]`.

    Not `async`, so that FastAPI runs it in a thread: fetching keys blocks.
    """
    try:
        return verify(request.headers.getlist("authorization"))
    except TokenError:
        raise HTTPException(401, "invalid Forge invocation token") from None
    except KeysError:
        raise HTTPException(503, "keys unavailable") from None
