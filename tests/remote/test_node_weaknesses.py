"""Each check of the Node verifier is needed: without it, `remote test` names what is missing."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

from forgecfg.remote.verifier import Framework, Language, render_verifier

pytest.importorskip("jwt")
pytest.importorskip("httpx")

from .node_backends import needs_node, node_server
from .suite import (
    APP_ID,
    SHARED_KEY,
    failed,
    quick,
    replace_once,
    run_suite,
    serve_keys,
)

pytestmark = [needs_node, pytest.mark.slow]

VERIFIER = quick(render_verifier(Language.node, Framework.plain, APP_ID).text)


class Weakness(NamedTuple):
    """Changes of the verifier, and the cases that must fail because of them, and no others."""

    name: str
    changes: tuple[tuple[str, str], ...]
    cases: frozenset[str]


def weakness(name: str, cases: str, *changes: tuple[str, str]) -> Weakness:
    return Weakness(name, changes, frozenset(cases.split()))


REQUIRED = 'requiredClaims: ["aud", "iss", "iat", "nbf", "exp"],'
VERIFY = "    const { payload } = await jwtVerify(token, keys, {\n"
ALG_CHECK = '  if (header.alg !== "RS256" || typeof header.kid !== "string") {'
# The call of the library without a check that it does not let be switched off.
BEFORE = "    const now = Date.now() / 1000;\n    const claims = decodeJwt(token);\n"

WEAKNESSES = (
    weakness("no issuer check", "wrong-issuer", ("      issuer: ISSUER,\n", "")),
    weakness(
        "issuer neither checked nor required",
        "wrong-issuer no-issuer",
        ("      issuer: ISSUER,\n", ""),
        (REQUIRED, REQUIRED.replace('"iss", ', "")),
    ),
    weakness("no audience check", "wrong-audience other-app", ("      audience: APP_ID,\n", "")),
    weakness(
        "audience optional",
        "wrong-audience no-audience other-app",
        ("audience: APP_ID,", "audience: process.env.NOT_SET || undefined,"),
        (REQUIRED, REQUIRED.replace('"aud", ', "")),
    ),
    weakness(
        "audience from the token itself",
        "other-app",
        ("audience: APP_ID,", "audience: decodeJwt(token).app.id,"),
    ),
    weakness(
        "an expired token accepted",
        "expired",
        (VERIFY, f"{BEFORE}    const late = claims.exp < now;\n{VERIFY}"),
        (
            "      clockTolerance: LEEWAY_SECONDS,\n",
            "      clockTolerance: late ? 600 : LEEWAY_SECONDS,\n",
        ),
    ),
    weakness("expiry not required", "no-expiry", (REQUIRED, REQUIRED.replace(', "exp"', ""))),
    weakness(
        "a token that is not valid yet accepted",
        "not-yet-valid",
        (VERIFY, f"{BEFORE}    const early = claims.nbf > now;\n{VERIFY}"),
        (
            "      clockTolerance: LEEWAY_SECONDS,\n",
            "      clockTolerance: early ? 600 : LEEWAY_SECONDS,\n",
        ),
    ),
    weakness(
        "no leeway", "clock-behind clock-ahead", ("LEEWAY_SECONDS = 10;", "LEEWAY_SECONDS = 0;")
    ),
    weakness(
        "an hour of leeway",
        "expired not-yet-valid",
        ("LEEWAY_SECONDS = 10;", "LEEWAY_SECONDS = 3600;"),
    ),
    weakness(
        "no signature check",
        "forged changed-claims bad-signature",
        (
            "    errors.JWSSignatureVerificationFailed,\n",
            "",
        ),
        (
            "    if (isTokenError(error)) {\n",
            "    if (error instanceof errors.JWSSignatureVerificationFailed) {\n"
            "      return decodeJwt(token);\n    }\n    if (isTokenError(error)) {\n",
        ),
    ),
    weakness(
        "algorithm none allowed",
        "alg-none",
        (
            ALG_CHECK,
            f'  if (header.alg === "none") {{\n    throw new Unsigned();\n  }}\n{ALG_CHECK}',
        ),
        (r"([\w-]+\.[\w-]+\.[\w-]+)$", r"([\w-]+\.[\w-]+\.[\w-]*)$"),
        (
            "  return invocation(await verifiedClaims(match[1]));\n",
            "  return invocation(await lenientClaims(match[1]));\n",
        ),
    ),
    weakness(
        "HS256 allowed",
        "alg-hs256",
        (
            ALG_CHECK,
            f'  if (header.alg === "HS256") {{\n    throw new Unsigned();\n  }}\n{ALG_CHECK}',
        ),
        (
            "  return invocation(await verifiedClaims(match[1]));\n",
            "  return invocation(await lenientClaims(match[1]));\n",
        ),
    ),
    weakness(
        "key of the token used",
        "key-in-token",
        (
            "  const keys = keysFor(token);\n",
            "  const own = tokenKey(token);\n  const keys = own ? await own : keysFor(token);\n",
        ),
    ),
    weakness(
        "key address of the token used",
        "key-address-in-token",
        (
            "  const keys = keysFor(token);\n",
            "  const own = tokenAddress(token);\n  const keys = own ?? keysFor(token);\n",
        ),
    ),
    weakness(
        "unknown keys trusted",
        "unknown-key key-in-token key-address-in-token",
        ("    errors.JWKSNoMatchingKey,\n", ""),
        (
            "    if (isTokenError(error)) {\n",
            "    if (error instanceof errors.JWKSNoMatchingKey) {\n"
            "      return decodeJwt(token);\n    }\n    if (isTokenError(error)) {\n",
        ),
    ),
    weakness(
        "keys fetched for every request",
        "cached-keys unknown-key-flood",
        ("    return KEYS;\n", "    return keySet(JWKS_URL);\n"),
    ),
    weakness(
        "unknown key ids fetch without a limit",
        "unknown-key-flood",
        ("cooldownDuration: KEY_REFRESH_SECONDS * 1000,", "cooldownDuration: 0,"),
    ),
    weakness(
        "keys never fetched again",
        "key-rotation",
        ("cooldownDuration: KEY_REFRESH_SECONDS * 1000,", "cooldownDuration: 3600000,"),
    ),
    weakness("scheme not required", "bare-header", ("/^bearer (", "/^(?:bearer )?(")),
    weakness(
        "first of several headers", "doubled-header", ("values.length !== 1", "!values.length")
    ),
    weakness(
        "Isolated Cloud ignored",
        "isolated-cloud",
        ("if (claims.icLabel === undefined) {", "if (true) {"),
    ),
    weakness(
        "malformed tokens not caught",
        "bare-header malformed-token no-token alg-none",
        (
            '    throw new TokenError("expected a bearer token");\n',
            '    throw new Error("expected a bearer token");\n',
        ),
    ),
    weakness(
        "missing header accepted",
        "no-header",
        (
            '    throw new TokenError("expected exactly one authorization header");\n',
            '    if (!values.length) return { installationId: "nobody" };\n'
            '    throw new TokenError("expected exactly one authorization header");\n',
        ),
    ),
)

# What the changed verifiers use, so that each change stays short.
HELPERS = """
import { createLocalJWKSet } from "jose";

class Unsigned extends Error {}

async function lenientClaims(token) {
  try {
    return await verifiedClaims(token);
  } catch (error) {
    if (error instanceof Unsigned) {
      return decodeJwt(token);
    }
    throw error;
  }
}

function tokenKey(token) {
  let header;
  try {
    header = decodeProtectedHeader(token);
  } catch {
    return null;
  }
  return header.jwk ? createLocalJWKSet({ keys: [header.jwk] }) : null;
}

function tokenAddress(token) {
  let header;
  try {
    header = decodeProtectedHeader(token);
  } catch {
    return null;
  }
  return header.jku ? createRemoteJWKSet(new URL(header.jku)) : null;
}
"""


def outcome(text: str, folder: Path) -> set[str]:
    """The ids of the cases that fail with a verifier."""
    with (
        serve_keys(SHARED_KEY) as keys,
        node_server("plain", text, folder, keys.settings) as url,
    ):
        return failed(run_suite(keys, url, patience=1.5))


def test_there_are_enough_weaknesses() -> None:
    assert len(WEAKNESSES) >= 12


@pytest.mark.parametrize("change", WEAKNESSES, ids=lambda one: one.name)
def test_the_missing_check_is_found(change: Weakness, tmp_path: Path) -> None:
    text = VERIFIER
    for old, new in change.changes:
        text = replace_once(text, old, new)
    assert outcome(text + HELPERS, tmp_path) == change.cases


def test_the_helpers_change_nothing(tmp_path: Path) -> None:
    assert outcome(VERIFIER + HELPERS, tmp_path) == set()
