"""Verify that a request comes from Atlassian Forge and is meant for this app.

Needs: pip install "PyJWT[crypto]>=2.15"

Settings are environment variables, read once at import:

FORGE_APP_ID         the app id (ARI) of manifest.yml, default: `_APP_ID` below
FORGE_JWKS_URL       where the public keys are; http:// only on this machine, for tests
FORGE_ISSUER         the expected issuer, for tests
FORGE_ISOLATED_JWKS  key addresses of Isolated Clouds, as "label=https://...,label=https://..."

Take the tenant and the user from the `Invocation`, never from the body or the query: only the
token is signed. Answer 401 for an invalid token alone, and log neither tokens nor headers.
"""

import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import jwt

_APP_ID = "@APP_ID@"
_JWKS_URL = "https://forge.cdn.prod.atlassian-dev.net/.well-known/jwks.json"
APP_ID = os.environ.get("FORGE_APP_ID", _APP_ID)
ISSUER = os.environ.get("FORGE_ISSUER", "forge/invocation-token")
JWKS_URL = os.environ.get("FORGE_JWKS_URL", _JWKS_URL)
# Tokens live 25 seconds and are valid from the second of their issue: clocks must not be exact.
LEEWAY_SECONDS = 10
# Keys are kept this long. An unknown key id fetches them earlier, but not more often than that.
KEY_LIFETIME_SECONDS = 600
KEY_REFRESH_SECONDS = 5

_TOKEN = re.compile(r"[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+")
_LABEL = re.compile(r"[a-z0-9_-]{1,50}")
_LOOPBACK = ("127.0.0.1", "::1", "localhost")


class TokenError(Exception):
    """The request carries no valid token for this app: answer 401."""


class KeysError(Exception):
    """The public keys cannot be fetched, so nothing can be verified: answer 503."""


@dataclass(frozen=True)
class Invocation:
    """What a verified token says. All of it is signed by Atlassian."""

    claims: Mapping[str, Any]
    installation_id: str  # the tenant: the key for stored data
    cloud_id: str | None  # the site, where the call comes from a front end
    account_id: str | None  # the user, where there is one


def _key_client(url: str) -> jwt.PyJWKClient:
    parts = urlsplit(url)
    if parts.scheme != "https" and (parts.scheme, parts.hostname in _LOOPBACK) != ("http", True):
        raise RuntimeError("the address of the Forge keys must start with https://")
    return jwt.PyJWKClient(
        url, lifespan=KEY_LIFETIME_SECONDS, timeout=5, cooldown_duration=KEY_REFRESH_SECONDS
    )


def _isolated_clients(setting: str) -> dict[str, jwt.PyJWKClient]:
    clients = {}
    for entry in filter(None, setting.split(",")):
        label, _, url = entry.strip().partition("=")
        if not _LABEL.fullmatch(label):
            raise RuntimeError("FORGE_ISOLATED_JWKS must be label=https://...,label=https://...")
        clients[label] = _key_client(url)
    return clients


if not APP_ID.startswith("ari:cloud:ecosystem::app/"):
    raise RuntimeError("set FORGE_APP_ID to the whole app id: ari:cloud:ecosystem::app/...")
# Made once, so that requests share the cached keys.
_KEYS = _key_client(JWKS_URL)
_ISOLATED_KEYS = _isolated_clients(os.environ.get("FORGE_ISOLATED_JWKS", ""))


def verify(authorization: Sequence[str]) -> Invocation:
    """Verify a request by the values of its `authorization` header (there must be exactly one).

    Raises TokenError or KeysError. Their texts hold nothing of the token.
    """
    if len(authorization) != 1:
        raise TokenError("expected exactly one authorization header")
    scheme, _, token = authorization[0].partition(" ")
    if scheme.lower() != "bearer" or not _TOKEN.fullmatch(token):
        raise TokenError("expected a bearer token")
    try:
        claims = jwt.decode(
            token,
            _signing_key(token),
            algorithms=["RS256"],
            audience=APP_ID,
            issuer=ISSUER,
            leeway=LEEWAY_SECONDS,
            options={"require": ["aud", "iss", "iat", "nbf", "exp"]},
        )
    except jwt.InvalidTokenError as error:
        raise TokenError(type(error).__name__) from None
    return _invocation(claims)


def _signing_key(token: str) -> Any:
    """The public key that the token names. Nothing of the token is trusted yet."""
    header = jwt.get_unverified_header(token)
    if header.get("alg") != "RS256" or not isinstance(header.get("kid"), str):
        raise TokenError("unexpected algorithm or key id")
    client = _client_for(jwt.decode(token, options={"verify_signature": False}))
    try:
        return client.get_signing_key(header["kid"]).key
    except (jwt.PyJWKClientConnectionError, jwt.PyJWKSetError, ValueError):
        raise KeysError("the Forge keys cannot be fetched") from None
    except jwt.PyJWKClientError:
        raise TokenError("unknown key id") from None


def _client_for(unverified: Mapping[str, Any]) -> jwt.PyJWKClient:
    """The key set of the cloud that the token comes from: Isolated Clouds have their own."""
    label = unverified.get("icLabel")
    if label is None:
        return _KEYS
    if not isinstance(label, str) or label not in _ISOLATED_KEYS:
        raise TokenError("unexpected Isolated Cloud")
    return _ISOLATED_KEYS[label]


def _invocation(claims: Mapping[str, Any]) -> Invocation:
    app = claims.get("app")
    installation = app.get("installationId") if isinstance(app, dict) else None
    if not isinstance(installation, str) or not installation:
        raise TokenError("no installation")
    context = claims.get("context")
    cloud = context.get("cloudId") if isinstance(context, dict) else None
    return Invocation(claims, installation, cloud, claims.get("principal"))
