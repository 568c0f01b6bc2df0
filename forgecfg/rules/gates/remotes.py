"""Gates of the rules about remotes and routes.

As in `common`: cheap to compute, and a rule is skipped only where it would certainly find nothing.
"""

from __future__ import annotations

import re

from forgecfg.catalog.callers import is_backend_call
from forgecfg.catalog.placeholder import MAY_BE_PLACEHOLDER
from forgecfg.manifest.references import Target
from forgecfg.rules.base import Context

_LABEL = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_PLAIN_URL = re.compile(rf"https://(?:{_LABEL}\.)+[a-z]{{2,63}}/?")
_MAY_BE_PRIVATE = re.compile(r"local|internal|invalid|test|alt|arpa|[0-9]|\[", re.IGNORECASE)


def has_backend_call_without_route(context: Context) -> bool:
    """An endpoint has no route, and Forge's backend calls one of the endpoints."""
    return any(
        endpoint.cursor.get("route") is None for endpoint in context.manifest.endpoints
    ) and any(
        is_backend_call(call.module_type, call.site)
        for call in context.manifest.references[Target.ENDPOINT]
    )


def has_remote_without_base_url(context: Context) -> bool:
    """A remote has neither `baseUrl` nor `configurable`."""
    return any(
        remote.base_url is None and remote.configurable is None
        for remote in context.manifest.remotes
    )


def has_unusual_base_url(context: Context) -> bool:
    """A base URL is not just `https://` and a host."""
    return any(not _PLAIN_URL.fullmatch(text) for text in _base_urls(context))


def may_have_placeholder_url(context: Context) -> bool:
    """A base URL contains a word of a placeholder."""
    return any(MAY_BE_PLACEHOLDER.search(text) for text in _base_urls(context))


def may_have_private_url(context: Context) -> bool:
    """The host of a base URL may be private: an IP address, or a reserved name."""
    return any(_MAY_BE_PRIVATE.search(text) for text in _base_urls(context))


def _base_urls(context: Context) -> list[str]:
    texts = [url.text for remote in context.manifest.remotes for _, url in remote.urls()]
    return [text for text in texts if text is not None]


def has_regional_base_url(context: Context) -> bool:
    """A remote has a mapping as its base URL: one URL per region."""
    bases = (remote.base_url for remote in context.manifest.remotes)
    return any(base is not None and base.is_mapping for base in bases)


def has_storage_operation(context: Context) -> bool:
    """A remote lists the operation `storage`."""
    return any("storage" in (remote.operations or ()) for remote in context.manifest.remotes)


def has_configurable_remote(context: Context) -> bool:
    """A remote is `configurable`."""
    return any(remote.configurable is not None for remote in context.manifest.remotes)


def has_remote_without_operations(context: Context) -> bool:
    """A remote lists no operations."""
    return any(remote.cursor.get("operations") is None for remote in context.manifest.remotes)


def has_storage_without_regions(context: Context) -> bool:
    """A remote stores end-user data, and no remote has a base URL per region."""
    remotes = context.manifest.remotes
    return not any(remote.by_region for remote in remotes) and any(
        (declared := remote.cursor.at("storage", "inScopeEUD")) is not None
        and declared.value is True
        for remote in remotes
    )


def has_empty_route(context: Context) -> bool:
    """The route path of an endpoint is empty."""
    return any(
        (path := endpoint.cursor.at("route", "path")) is not None and path.text == ""
        for endpoint in context.manifest.endpoints
    )
