"""The calls of the conformance test that differ from a good call in their authorization alone."""

from __future__ import annotations

import json
import time
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable
from typing import Any, NamedTuple

from forgecfg.remote.contract import ISSUER
from forgecfg.remote.identity import OTHER_APP_ID, OTHER_TENANT
from forgecfg.remote.keys import SigningKey, sign, sign_hs256, sign_none, tampered
from forgecfg.remote.request import Call, fresh_claims

# A backend must tolerate this much difference of clocks, and no more than a minute.
_SMALL = 3
_LARGE = 60


class Keys(NamedTuple):
    """The key that the backend should trust, one that it should not, and where that one is."""

    trusted: SigningKey
    foreign: SigningKey
    foreign_url: str


class TokenCase(NamedTuple):
    """One call. `id` stays the same between versions. `accept` says what must happen.

    `build` makes the values of the authorization headers. `help` is for the owner of the backend
    where the case fails.
    """

    id: str
    title: str
    accept: bool
    build: Callable[[Call, Keys], tuple[str, ...]]
    help: str


def _bearer(token: str) -> tuple[str, ...]:
    return (f"Bearer {token}",)


def _with(**changes: Any) -> Callable[[Call, Keys], tuple[str, ...]]:
    """A token with some claims replaced; None removes a claim."""

    def build(call: Call, keys: Keys) -> tuple[str, ...]:
        claims = fresh_claims(call) | changes
        kept = {name: value for name, value in claims.items() if value is not None}
        return _bearer(sign(kept, keys.trusted))

    return build


def _issued(seconds: int) -> Callable[[Call, Keys], tuple[str, ...]]:
    """A token that was issued some seconds from now (negative: before now)."""

    def build(call: Call, keys: Keys) -> tuple[str, ...]:
        return _bearer(sign(fresh_claims(call, int(time.time()) + seconds), keys.trusted))

    return build


def _not_yet(call: Call, keys: Keys) -> tuple[str, ...]:
    # Only `nbf` is late, since some libraries look at `iat` as well.
    claims = fresh_claims(call)
    later = {"nbf": claims["nbf"] + _LARGE, "exp": claims["exp"] + _LARGE}
    return _bearer(sign(claims | later, keys.trusted))


def _other_app(call: Call, keys: Keys) -> tuple[str, ...]:
    foreign = OTHER_TENANT._replace(app_id=OTHER_APP_ID)
    return _bearer(sign(fresh_claims(call._replace(identity=foreign)), keys.trusted))


def _changed(call: Call, keys: Keys) -> tuple[str, ...]:
    """A signed token whose claims were changed afterwards."""
    token = sign(fresh_claims(call), keys.trusted)
    header, payload, signature = token.split(".")
    claims = json.loads(urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))
    claims["app"]["installationId"] = OTHER_TENANT.installation_id
    changed = urlsafe_b64encode(json.dumps(claims).encode()).rstrip(b"=").decode()
    return _bearer(f"{header}.{changed}.{signature}")


def _foreign(call: Call, keys: Keys, **header: Any) -> tuple[str, ...]:
    return _bearer(sign(fresh_claims(call), keys.foreign, header))


def _doubled(call: Call, keys: Keys) -> tuple[str, ...]:
    return (*_with()(call, keys), *_foreign(call, keys))


CASES: tuple[TokenCase, ...] = (
    TokenCase(
        "clock-behind",
        f"accepts a token issued {_SMALL} s in the future",
        True,
        _issued(_SMALL),
        "allow 10 s of leeway: `nbf` is the second of issue, and clocks differ",
    ),
    TokenCase(
        "clock-ahead",
        f"accepts a token that expired {_SMALL} s ago",
        True,
        _issued(-25 - _SMALL),
        "allow 10 s of leeway: tokens live 25 s, and clocks differ",
    ),
    TokenCase(
        "expired",
        f"rejects a token that expired {_LARGE} s ago",
        False,
        _issued(-25 - _LARGE),
        "check `exp`, with about 10 s of leeway",
    ),
    TokenCase(
        "no-expiry", "rejects a token without `exp`", False, _with(exp=None), "require `exp`"
    ),
    TokenCase(
        "not-yet-valid",
        f"rejects a token that is valid in {_LARGE} s",
        False,
        _not_yet,
        "check `nbf`, with about 10 s of leeway",
    ),
    TokenCase(
        "wrong-audience",
        "rejects a token for another audience",
        False,
        _with(aud=OTHER_APP_ID),
        "compare `aud` with the app id of the manifest",
    ),
    TokenCase(
        "no-audience",
        "rejects a token without an audience",
        False,
        _with(aud=None),
        "require `aud`; an unset app id must stop the backend, not the check",
    ),
    TokenCase(
        "other-app",
        "rejects a valid token of another app's installation",
        False,
        _other_app,
        "the expected audience must come from your settings, not from the token",
    ),
    TokenCase(
        "wrong-issuer",
        "rejects a token of another issuer",
        False,
        _with(iss="forge/other-token"),
        f"compare `iss` with {ISSUER}",
    ),
    TokenCase(
        "no-issuer", "rejects a token without an issuer", False, _with(iss=None), "require `iss`"
    ),
    TokenCase(
        "unknown-key",
        "rejects a token with an unknown key id",
        False,
        _foreign,
        "use only keys of the JWKS",
    ),
    TokenCase(
        "forged",
        "rejects a token signed by another key under a known key id",
        False,
        lambda call, keys: _foreign(call, keys, kid=keys.trusted.kid),
        "verify the signature",
    ),
    TokenCase(
        "changed-claims",
        "rejects a token whose claims were changed",
        False,
        _changed,
        "verify the signature before you read any claim",
    ),
    TokenCase(
        "bad-signature",
        "rejects a token with a damaged signature",
        False,
        lambda call, keys: _bearer(tampered(sign(fresh_claims(call), keys.trusted))),
        "verify the signature",
    ),
    TokenCase(
        "key-in-token",
        "rejects a token that brings its own key",
        False,
        lambda call, keys: _foreign(call, keys, jwk=keys.foreign.public_jwk),
        "ignore `jwk` in the header of the token",
    ),
    TokenCase(
        "key-address-in-token",
        "rejects a token that names the address of its key",
        False,
        lambda call, keys: _foreign(call, keys, jku=keys.foreign_url),
        "ignore `jku` in the header of the token",
    ),
    TokenCase(
        "alg-none",
        "rejects a token without a signature (alg none)",
        False,
        lambda call, keys: _bearer(sign_none(fresh_claims(call), keys.trusted.kid)),
        "allow RS256 only; never take the algorithm from the token",
    ),
    TokenCase(
        "alg-hs256",
        "rejects a token signed with the public key (HS256)",
        False,
        lambda call, keys: _bearer(sign_hs256(fresh_claims(call), keys.trusted)),
        "allow RS256 only; never take the algorithm from the token",
    ),
    TokenCase(
        "no-header",
        "rejects a request without an authorization header",
        False,
        lambda _call, _keys: (),
        "reject requests without a token",
    ),
    TokenCase(
        "bare-header",
        "rejects a token without `Bearer`",
        False,
        lambda call, keys: (sign(fresh_claims(call), keys.trusted),),
        "require the scheme `Bearer`",
    ),
    TokenCase(
        "no-token",
        "rejects `Bearer` without a token",
        False,
        lambda _call, _keys: ("Bearer",),
        "reject a header without a token with 401",
    ),
    TokenCase(
        "malformed-token",
        "rejects a token that is not a JWT",
        False,
        lambda _call, _keys: _bearer("not-a-token"),
        "catch the errors of the JWT library and answer 401",
    ),
    TokenCase(
        "doubled-header",
        "rejects two authorization headers",
        False,
        _doubled,
        "require exactly one authorization header",
    ),
    TokenCase(
        "isolated-cloud",
        "rejects a token of an unknown Isolated Cloud",
        False,
        _with(icLabel="forgecfg-test"),
        "reject `icLabel` unless you have set up keys for it",
    ),
)
"""The calls in the order in which they are made. Each differs from a good call in one thing."""
