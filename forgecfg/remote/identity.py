"""The app, installation and user that test requests speak of, and the claims made of them."""

from __future__ import annotations

from typing import Any, NamedTuple

from forgecfg.remote.contract import ISSUER, TOKEN_LIFETIME, CallerKind
from forgecfg.remote.routes import Route

# Values of this kind never exist at Atlassian: version 0 is not a valid UUID version.
_UUID = "00000000-0000-0000-0000-0000000000"


class Identity(NamedTuple):
    """One installation of one app, and a user of it. All values are invented but `app_id`."""

    app_id: str = f"ari:cloud:ecosystem::app/{_UUID}01"
    installation_id: str = f"ari:cloud:ecosystem::installation/{_UUID}a1"
    environment_id: str = f"ari:cloud:ecosystem::environment/{_UUID}01/{_UUID}e1"
    environment_type: str = "DEVELOPMENT"
    app_version: str = "2.0.0"
    product: str = "jira"
    cloud_id: str = f"{_UUID}c1"
    account_id: str = "000000:test-user-a"
    site_url: str = "https://site-a.example.com"

    @property
    def api_base_url(self) -> str:
        """Where the app would call the product's API."""
        return f"https://api.atlassian.com/ex/{self.product}/{self.cloud_id}"


DEFAULT_IDENTITY = Identity()
OTHER_TENANT = Identity(
    installation_id=f"ari:cloud:ecosystem::installation/{_UUID}b2",
    cloud_id=f"{_UUID}c2",
    account_id="000000:test-user-b",
    site_url="https://site-b.example.com",
)
"""Another installation of the same app."""
OTHER_APP_ID = f"ari:cloud:ecosystem::app/{_UUID}99"
"""An app that is not the one of the manifest."""


def identity_for(app_id: str | None, base: Identity = DEFAULT_IDENTITY) -> Identity:
    """An identity for the app of a manifest."""
    if app_id is None:
        return base
    uuid = app_id.rpartition("/")[2]
    environment = (
        f"ari:cloud:ecosystem::environment/{uuid}/{base.environment_id.rpartition('/')[2]}"
    )
    return base._replace(app_id=app_id, environment_id=environment)


def build_claims(route: Route, identity: Identity, now: int, token_id: str) -> dict[str, Any]:
    """The claims of the token of a good call.

    `now` is the time of issue in seconds since the epoch, `token_id` the `jti`. Which claims there
    are depends on the kind of caller (remote/essentials).
    """
    contract, caller = route.contract, route.caller
    front_end = caller.kind in (CallerKind.UI, CallerKind.UI_FETCH)
    product = _product(caller.module_type) or identity.product
    identity = identity._replace(product=product)
    claims: dict[str, Any] = {
        "iss": ISSUER,
        "aud": identity.app_id,
        "iat": now,
        "nbf": now,
        "exp": now + TOKEN_LIFETIME,
        "jti": token_id,
        "app": {
            "id": identity.app_id,
            "version": identity.app_version.partition(".")[0],
            "appVersion": identity.app_version,
            "installationId": identity.installation_id,
            "apiBaseUrl": identity.api_base_url,
            "environment": {"type": identity.environment_type, "id": identity.environment_id},
            "module": {
                "type": _token_type(caller.module_type) if front_end else "core:endpoint",
                "key": (caller.key if front_end else route.endpoint) or route.name,
            },
            "installation": {"id": identity.installation_id, "contexts": [_place(identity)]},
        },
    }
    if contract.context:
        tenant = "workspaceId" if product == "bitbucket" else "cloudId"
        claims["context"] = {
            tenant: identity.cloud_id,
            "siteUrl": identity.site_url,
            "localId": "local-1",
            "moduleKey": caller.key or route.name,
            "extension": {"type": caller.module_type or "macro"},
        }
    if contract.principal:
        claims["principal"] = identity.account_id
    return claims


def _place(identity: Identity) -> dict[str, str]:
    if identity.product == "bitbucket":
        base = "https://api.bitbucket.org"
        return {"name": "bitbucket", "apiBaseUrl": base, "workspaceId": identity.cloud_id}
    return {
        "name": identity.product,
        "apiBaseUrl": identity.api_base_url,
        "cloudId": identity.cloud_id,
    }


def _product(module_type: str) -> str | None:
    prefix = module_type.partition(":")[0]
    if prefix == "macro":
        return "confluence"
    return prefix if prefix in ("jira", "confluence", "bitbucket", "compass") else None


def _token_type(module_type: str) -> str:
    """The type in the token: documented for `macro`, inferred for the others."""
    return module_type if ":" in module_type else f"xen:{module_type or 'macro'}"
