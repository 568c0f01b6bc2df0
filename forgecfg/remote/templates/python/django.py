"""For Django: the decorator `forge_required`."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from core import KeysError, TokenError, verify
from django.http import HttpRequest, JsonResponse
from django.views.decorators.csrf import csrf_exempt

# --- adapter ---


def forge_required(view: Callable[..., Any]) -> Callable[..., Any]:
    """Verify the request before the view runs; the view finds the `Invocation` in `request.forge`.

    The token is not a cookie, so Django's protection against forged forms does not apply.
    """

    @csrf_exempt
    @wraps(view)
    def verified(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        value = request.META.get("HTTP_AUTHORIZATION")
        try:
            # Django joins repeated headers with commas; no valid token holds one.
            request.forge = verify([] if value is None else [value])
        except TokenError:
            return JsonResponse({"error": "invalid Forge invocation token"}, status=401)
        except KeysError:
            return JsonResponse({"error": "keys unavailable"}, status=503)
        return view(request, *args, **kwargs)

    return verified
