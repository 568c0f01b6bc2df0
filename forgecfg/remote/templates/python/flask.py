"""For Flask: the decorator `forge_required`."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from core import KeysError, TokenError, verify
from flask import g, jsonify, request

# --- adapter ---


def forge_required(view: Callable[..., Any]) -> Callable[..., Any]:
    """Verify the request before the view runs; the view finds the `Invocation` in `g.forge`."""

    @wraps(view)
    def verified(*args: Any, **kwargs: Any) -> Any:
        try:
            g.forge = verify(request.headers.getlist("Authorization"))
        except TokenError:
            return jsonify(error="invalid Forge invocation token"), 401
        except KeysError:
            return jsonify(error="keys unavailable"), 503
        return view(*args, **kwargs)

    return verified
