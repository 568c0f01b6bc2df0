"""Each check of the Python verifier is needed: without it, `remote test` names what is missing."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

from forgecfg.remote.verifier import Framework, Language, render_verifier

pytest.importorskip("jwt")
pytest.importorskip("httpx")

from .backends import load_verifier, plain_wsgi_app, wsgi_server
from .suite import (
    APP_ID,
    SHARED_KEY,
    failed,
    quick,
    replace_once,
    run_suite,
    serve_keys,
)

VERIFIER = quick(render_verifier(Language.python, Framework.plain, APP_ID).text)


class Weakness(NamedTuple):
    """Changes of the verifier, and the cases that must fail because of them, and no others.

    A check that is made twice has to be taken out twice.
    """

    name: str
    changes: tuple[tuple[str, str], ...]
    cases: frozenset[str]


def weakness(
    name: str, old: str, new: str, *cases: str, also: tuple[str, str] | None = None
) -> Weakness:
    return Weakness(name, ((old, new), also) if also else ((old, new),), frozenset(cases))


KEY_LOOKUP = '        return client.get_signing_key(header["kid"]).key\n'
DECODE = "        claims = jwt.decode(\n"
OPTIONS = 'options={"require": ["aud", "iss", "iat", "nbf", "exp"]}'
ALG_CHECK = 'if header.get("alg") != "RS256" or not isinstance(header.get("kid"), str):'

pytestmark = pytest.mark.slow

WEAKNESSES = (
    weakness(
        "no issuer check",
        "            issuer=ISSUER,\n",
        "",
        "wrong-issuer",
    ),
    weakness(
        "issuer neither checked nor required",
        '"aud", "iss", ',
        '"aud", ',
        "wrong-issuer",
        "no-issuer",
        also=("            issuer=ISSUER,\n", ""),
    ),
    weakness(
        "no audience check",
        "            audience=APP_ID,\n",
        "",
        "wrong-audience",
        "no-audience",
        "other-app",
        also=(OPTIONS, 'options={"require": ["iss", "iat", "nbf", "exp"], "verify_aud": False}'),
    ),
    weakness(
        "audience not required",
        "audience=APP_ID,",
        "audience=_audience_if_any(token),",
        "no-audience",
        also=(OPTIONS, 'options={"require": ["iss", "iat", "nbf", "exp"]}'),
    ),
    weakness(
        "audience from the token itself",
        "audience=APP_ID,",
        'audience=jwt.decode(token, options={"verify_signature": False})["app"]["id"],',
        "other-app",
    ),
    weakness(
        "no expiry check",
        OPTIONS,
        'options={"require": ["aud", "iss", "iat", "nbf", "exp"], "verify_exp": False}',
        "expired",
    ),
    weakness("expiry not required", '"nbf", "exp"]', '"nbf"]', "no-expiry"),
    weakness(
        "no check of nbf",
        OPTIONS,
        'options={"require": ["aud", "iss", "iat", "nbf", "exp"], "verify_nbf": False}',
        "not-yet-valid",
    ),
    weakness(
        "no leeway", "LEEWAY_SECONDS = 10\n", "LEEWAY_SECONDS = 0\n", "clock-behind", "clock-ahead"
    ),
    weakness(
        "an hour of leeway",
        "LEEWAY_SECONDS = 10\n",
        "LEEWAY_SECONDS = 3600\n",
        "expired",
        "not-yet-valid",
    ),
    weakness(
        "no signature check",
        OPTIONS,
        'options={"require": ["aud", "iss", "iat", "nbf", "exp"], "verify_signature": False,'
        ' "verify_exp": True, "verify_nbf": True, "verify_aud": True, "verify_iss": True}',
        "forged",
        "changed-claims",
        "bad-signature",
    ),
    weakness(
        "algorithm none allowed",
        ALG_CHECK,
        f'if header.get("alg") == "none":\n        raise _Unsigned\n    {ALG_CHECK}',
        "alg-none",
        # An empty signature is malformed already.
        also=('-]+")\n_LABEL', '-]*")\n_LABEL'),
    ),
    weakness(
        "HS256 allowed",
        ALG_CHECK,
        f'if header.get("alg") == "HS256":\n        raise _Symmetric\n    {ALG_CHECK}',
        "alg-hs256",
    ),
    weakness(
        "key of the token used",
        KEY_LOOKUP,
        '        if "jwk" in header:\n'
        '            return jwt.PyJWK(header["jwk"]).key\n' + KEY_LOOKUP,
        "key-in-token",
    ),
    weakness(
        "key address of the token used",
        KEY_LOOKUP,
        '        if "jku" in header:\n'
        '            return jwt.PyJWKClient(header["jku"]).get_signing_key(header["kid"]).key\n'
        + KEY_LOOKUP,
        "key-address-in-token",
    ),
    weakness(
        "unknown keys trusted",
        '        raise TokenError("unknown key id") from None\n',
        "        return _Anything()\n",
        "unknown-key",
        "key-in-token",
        "key-address-in-token",
    ),
    weakness(
        "keys fetched for every request",
        "    client = _client_for(",
        "    client = _key_client(JWKS_URL) if True else _client_for(",
        "cached-keys",
        "unknown-key-flood",
        "isolated-cloud",
    ),
    weakness(
        "unknown key ids fetch without a limit",
        "cooldown_duration=KEY_REFRESH_SECONDS",
        "cooldown_duration=0",
        "unknown-key-flood",
    ),
    weakness(
        "keys never fetched again",
        "cooldown_duration=KEY_REFRESH_SECONDS",
        "cooldown_duration=3600",
        "key-rotation",
    ),
    weakness(
        "scheme not required",
        '    scheme, _, token = authorization[0].partition(" ")\n'
        '    if scheme.lower() != "bearer" or not _TOKEN.fullmatch(token):\n',
        '    token = authorization[0].removeprefix("Bearer ")\n'
        "    if not _TOKEN.fullmatch(token):\n",
        "bare-header",
    ),
    weakness(
        "first of several headers",
        "    return verify([] if value is None else [value])\n\n\nasync",
        '    return verify([] if value is None else [value.split(",")[0]])\n\n\nasync',
        "doubled-header",
    ),
    weakness(
        "Isolated Cloud ignored",
        '    label = unverified.get("icLabel")\n',
        "    label = None\n",
        "isolated-cloud",
    ),
    weakness(
        "errors of the library not caught",
        "except jwt.InvalidTokenError as error:",
        "except ZeroDivisionError as error:",
        *("expired", "no-expiry", "not-yet-valid", "wrong-audience", "no-audience", "other-app"),
        *("wrong-issuer", "no-issuer", "forged", "changed-claims", "bad-signature"),
    ),
    weakness(
        "missing header accepted",
        '        raise TokenError("expected exactly one authorization header")\n',
        '        return Invocation({}, "nobody", None, None)\n',
        "no-header",
    ),
)

# What the changed verifiers use, so that each change stays short.
HELPERS = """

class _Unsigned(Exception): ...
class _Symmetric(Exception): ...
class _Anything: ...

_verify, _decode = verify, jwt.decode

def _unverified(token):
    return _invocation(_decode(token, options={"verify_signature": False}))

def _audience_if_any(token):
    return APP_ID if "aud" in _decode(token, options={"verify_signature": False}) else None

def _lenient_decode(token, key=None, *arguments, **options):
    if isinstance(key, _Anything):
        options["options"]["verify_signature"] = False
    return _decode(token, key, *arguments, **options)

jwt = type("Lenient", (), {**vars(jwt), "decode": staticmethod(_lenient_decode)})

def verify(authorization):
    try:
        return _verify(authorization)
    except (_Unsigned, _Symmetric):
        return _unverified(authorization[0].partition(" ")[2])
"""


def outcome(text: str, folder: Path, name: str) -> set[str]:
    """The ids of the cases that fail with a verifier."""
    with serve_keys(SHARED_KEY) as keys:
        verifier = load_verifier(text, folder, keys.settings, name)
        with wsgi_server(plain_wsgi_app(verifier)) as url:
            return failed(run_suite(keys, url, patience=1.5))


def test_there_are_enough_weaknesses() -> None:
    assert len(WEAKNESSES) >= 12
    # Every case about tokens is the reason for one of them.
    assert len({case for one in WEAKNESSES for case in one.cases}) >= 24


@pytest.mark.parametrize("change", WEAKNESSES, ids=lambda one: one.name)
def test_the_missing_check_is_found(change: Weakness, tmp_path: Path) -> None:
    text = VERIFIER
    for old, new in change.changes:
        text = replace_once(text, old, new)
    text += HELPERS
    name = f"weakness_{WEAKNESSES.index(change)}"
    assert outcome(text, tmp_path, name) == change.cases


def test_the_helpers_change_nothing(tmp_path: Path) -> None:
    assert outcome(VERIFIER + HELPERS, tmp_path, "unchanged") == set()
