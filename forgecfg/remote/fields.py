"""The headers of a request to a remote, and the claims of its token, field by field.

The list is what `remote routes` shows, what `remote call` sends (a test compares the two), and
what the table in `docs/remote.md` is written from. Source: remote/essentials of the Forge
documentation as of 2026-11-27, unless `note` names another one.
"""

from __future__ import annotations

from typing import NamedTuple

from forgecfg.remote.contract import CONTRACTS, TOKEN_HEADERS, CallerKind, Mark

ALWAYS = "always"
UI = "UI calls"
_CONTEXT = "UI calls; the content depends on the module"


class Field(NamedTuple):
    """One header or claim: name, when it is sent, how certain that is, and what it holds."""

    name: str
    sent: str
    mark: Mark
    note: str


HEADERS: tuple[Field, ...] = (
    Field("authorization", ALWAYS, Mark.DOCUMENTED, "`Bearer`, one space, the invocation token"),
    Field("x-b3-traceid", ALWAYS, Mark.DOCUMENTED, "trace id, 64 or 128 bits in hexadecimal"),
    Field("x-b3-spanid", ALWAYS, Mark.DOCUMENTED, "span id; do not interpret it"),
    Field(
        "x-forge-oauth-system",
        "with `appSystemToken` enabled and a product scope",
        Mark.DOCUMENTED,
        "app system token, opaque; never log it",
    ),
    Field(
        "x-forge-oauth-user",
        "with `appUserToken` enabled, a product scope and a user session",
        Mark.DOCUMENTED,
        "app user token, opaque; never log it",
    ),
    Field("content-type", "with a body", Mark.INFERRED, "application/json"),
    Field(
        "custom headers", UI, Mark.DOCUMENTED, "`headers` of the `invokeRemote` call: user input"
    ),
)

TOKEN_HEADER: tuple[Field, ...] = (
    Field("alg", ALWAYS, Mark.OBSERVED, "RS256: every public verifier; no page names it"),
    Field("kid", ALWAYS, Mark.OBSERVED, "id of the key in the JWKS"),
    Field("typ", ALWAYS, Mark.INFERRED, "JWT"),
)

CLAIMS: tuple[Field, ...] = (
    Field("iss", ALWAYS, Mark.DOCUMENTED, "`forge/invocation-token`"),
    Field("aud", ALWAYS, Mark.DOCUMENTED, "the full app id (ARI), not the bare UUID"),
    Field("iat", ALWAYS, Mark.DOCUMENTED, "time of issue, seconds"),
    Field("nbf", ALWAYS, Mark.DOCUMENTED, "equal to `iat`: a clock that is behind rejects it"),
    Field("exp", ALWAYS, Mark.DOCUMENTED, "25 s after `iat` in the documented example"),
    Field("jti", ALWAYS, Mark.DOCUMENTED, "id of the token"),
    Field("app.id", ALWAYS, Mark.DOCUMENTED, "app id of the manifest"),
    Field(
        "app.version", "possibly", Mark.DOCUMENTED, "deprecated; removal announced for 2025-09-24"
    ),
    Field("app.appVersion", ALWAYS, Mark.DOCUMENTED, "version of the app"),
    Field("app.installationId", ALWAYS, Mark.DOCUMENTED, "key for stored data; new on reinstall"),
    Field("app.apiBaseUrl", ALWAYS, Mark.DOCUMENTED, "base URL for calls to product APIs"),
    Field("app.environment.type", ALWAYS, Mark.DOCUMENTED, "DEVELOPMENT, STAGING or PRODUCTION"),
    Field("app.environment.id", ALWAYS, Mark.DOCUMENTED, "id of the environment (ARI)"),
    Field(
        "app.module.type",
        ALWAYS,
        Mark.DOCUMENTED,
        "module type for UI calls (`xen:macro` in the example, else inferred), "
        "otherwise `core:endpoint`",
    ),
    Field("app.module.key", ALWAYS, Mark.DOCUMENTED, "key of the module or endpoint"),
    Field("app.installation.id", ALWAYS, Mark.DOCUMENTED, "same value as `app.installationId`"),
    Field("app.installation.contexts[].name", ALWAYS, Mark.DOCUMENTED, "product, e.g. confluence"),
    Field("app.installation.contexts[].apiBaseUrl", ALWAYS, Mark.DOCUMENTED, "its API base URL"),
    Field("app.installation.contexts[].cloudId", "Jira, Confluence", Mark.DOCUMENTED, "the site"),
    Field("app.installation.contexts[].workspaceId", "Bitbucket", Mark.DOCUMENTED, "the workspace"),
    Field("app.license", "paid apps in production", Mark.DOCUMENTED, "not sent by `remote call`"),
    Field("context.cloudId", UI, Mark.DOCUMENTED, "the site, Jira and Confluence"),
    Field("context.workspaceId", "UI calls in Bitbucket", Mark.DOCUMENTED, "the workspace"),
    Field("context.siteUrl", UI, Mark.DOCUMENTED, "address of the site"),
    Field("context.localId", _CONTEXT, Mark.INFERRED, "in the example only"),
    Field("context.moduleKey", _CONTEXT, Mark.INFERRED, "in the example only"),
    Field("context.extension.type", _CONTEXT, Mark.DOCUMENTED, "module type as in the manifest"),
    Field("principal", UI, Mark.DOCUMENTED, "account id of the user"),
    Field(
        "icLabel",
        "Isolated Cloud only",
        Mark.DOCUMENTED,
        "selects other keys; reject unless set up",
    ),
)


def headers_of(kind: CallerKind, tokens: tuple[str, ...]) -> tuple[str, ...]:
    """The names of the headers of a call: `tokens` are the OAuth tokens that it carries."""
    oauth = tuple(header for token, header in TOKEN_HEADERS.items() if token in tokens)
    base = ("authorization", "x-b3-traceid", "x-b3-spanid", *oauth)
    return base if CONTRACTS[kind].methods != ("POST",) else (*base, "content-type")


def claims_of(kind: CallerKind) -> tuple[str, ...]:
    """The names of the claims at the top of the token for a kind of call."""
    contract = CONTRACTS[kind]
    names = ("iss", "aud", "iat", "nbf", "exp", "jti", "app")
    extra = (("context",) if contract.context else ()) + (
        ("principal",) if contract.principal else ()
    )
    return names + extra
