"""Three ways in which public backends verify requests wrongly, written anew for these tests."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs
from wsgiref.types import StartResponse, WSGIEnvironment

import jwt

Handler = Callable[[WSGIEnvironment], dict[str, Any]]


class Rejection(Exception):  # noqa: N818
    """An answer of 401."""


def _app(handler: Handler) -> Callable[..., Any]:
    def app(environ: WSGIEnvironment, start: StartResponse) -> list[bytes]:
        try:
            status, result = "200 OK", handler(environ)
        except (jwt.PyJWTError, Rejection) as error:
            status, result = "401 Unauthorized", {"error": f"{type(error).__name__} {error}"}
        body = json.dumps(result).encode()
        start(status, [("content-type", "application/json"), ("content-length", str(len(body)))])
        return [body]

    return app


def _token(environ: WSGIEnvironment) -> str:
    value = str(environ.get("HTTP_AUTHORIZATION", ""))
    if not value.startswith("Bearer "):
        raise jwt.InvalidTokenError
    return value.removeprefix("Bearer ")


def client_in_the_handler(app_id: str, jwks_url: str) -> Callable[..., Any]:
    """The key client is made for every request, and nothing looks at the issuer."""

    def handler(environ: WSGIEnvironment) -> dict[str, Any]:
        token = _token(environ)
        key = jwt.PyJWKClient(jwks_url).get_signing_key_from_jwt(token)
        claims = jwt.decode(token, key.key, algorithms=["RS256"], audience=app_id)
        return {"installation": claims["app"]["installationId"]}

    return _app(handler)


def audience_of_the_token(_app_id: str, jwks_url: str) -> Callable[..., Any]:
    """The expected audience is what the token itself names as its app."""
    client = jwt.PyJWKClient(jwks_url)

    def handler(environ: WSGIEnvironment) -> dict[str, Any]:
        token = _token(environ)
        expected = jwt.decode(token, options={"verify_signature": False})["app"]["id"]
        key = client.get_signing_key_from_jwt(token)
        claims = jwt.decode(
            token,
            key.key,
            algorithms=["RS256"],
            audience=expected,
            issuer="forge/invocation-token",
            leeway=10,
        )
        return {"installation": claims["app"]["installationId"]}

    return _app(handler)


def tenant_of_the_query(app_id: str, jwks_url: str) -> Callable[..., Any]:
    """The token is verified, and then the site is read from the query; errors show the token."""
    client = jwt.PyJWKClient(jwks_url)

    def handler(environ: WSGIEnvironment) -> dict[str, Any]:
        token = _token(environ)
        try:
            key = client.get_signing_key_from_jwt(token)
            claims = jwt.decode(
                token,
                key.key,
                algorithms=["RS256"],
                audience=app_id,
                issuer="forge/invocation-token",
                leeway=10,
                options={"require": ["exp", "nbf", "iat", "aud", "iss"]},
            )
        except jwt.PyJWTError:
            raise Rejection(f"invalid token {token[:300]}") from None
        query = parse_qs(str(environ.get("QUERY_STRING", "")))
        cloud = query.get("cloudId", [claims["app"]["installation"]["contexts"][0]["cloudId"]])
        return {"site": cloud[0]}

    return _app(handler)
