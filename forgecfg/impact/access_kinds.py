"""Kinds of changes of what an app may reach: permissions, remotes, providers, services.

Facts as of `kind.AS_OF`, from the pages named. INFERRED: no page says it, but it follows from what
pages say. UNKNOWN: no page says anything.
"""

from __future__ import annotations

from forgecfg.impact.changes import Certainty, Impact
from forgecfg.impact.kind import Kind

_MINOR, _MAYBE, _MAJOR = Impact.MINOR, Impact.MAYBE_MAJOR, Impact.MAJOR
_NEVER = Impact.IMPOSSIBLE
_DOC, _INF, _UNK = Certainty.DOCUMENTED, Certainty.INFERRED, Certainty.UNKNOWN
_V = "versions/"
_R = "manifest-reference/remotes/"
_E = "manifest-reference/endpoint/"
_P = "manifest-reference/permissions/"
_PROVIDERS = "manifest-reference/providers/"
_EUD = "in-scope-end-user-data/"
_C = "containers-reference/"
_CONSENT = "an admin of each site must consent"
_UNLISTED = "the list of major changes does not include it"
_DECREASE = "the app is granted less, and the list of major changes does not include it"
_KEEP_KEY = "keep the old key"

ACCESS_KINDS: dict[str, Kind] = {
    # Scopes.
    "scope-added": Kind(_MAJOR, _DOC, _V, f"a new scope: {_CONSENT}"),
    "scope-removed": Kind(
        _MAJOR,
        _DOC,
        _V,
        "removing a scope makes a major version too",
        "nothing is elevated, so `forge version bulk-upgrade` may roll it out without consent",
    ),
    "storage-scope-added": Kind(
        _MAJOR,
        _DOC,
        _V,
        f"a new scope: {_CONSENT}",
        "`forge version bulk-upgrade` can roll out `storage:app` (changelog of 2026-05-22)",
    ),
    "impersonation-added": Kind(
        _MAYBE, _INF, _P, "the scope now covers calls as a user without a session"
    ),
    "impersonation-removed": Kind(_MINOR, _INF, _P, _DECREASE),
    # Content security policy and egress.
    "content-added": Kind(_MAJOR, _DOC, _V, f"a new source of content: {_CONSENT}"),
    "content-removed": Kind(_MINOR, _INF, _V, _DECREASE),
    "egress-added": Kind(
        _MAJOR,
        _DOC,
        _V,
        f"a new external address: {_CONSENT}",
        "reach it through an address that the app declares already",
    ),
    "egress-variable": Kind(
        _MAYBE,
        _UNK,
        _V,
        "the address depends on a variable without a default; another address is major",
        "declare the default of the variable in `environment.variables`",
    ),
    "egress-removed": Kind(_MINOR, _INF, _V, _DECREASE),
    "egress-moved": Kind(
        _MINOR, _DOC, _R, "an address that moves from `fetch.backend` to `remotes` is not a new one"
    ),
    "egress-remote-added": Kind(
        _MAYBE, _INF, _P, "the app may now fetch from this remote; no page says what it costs"
    ),
    "egress-remote-removed": Kind(_MINOR, _INF, _P, _DECREASE),
    "egress-category-changed": Kind(_MAJOR, _DOC, _V, f"the category of egress: {_CONSENT}"),
    "egress-category-removed": Kind(
        _MAYBE, _INF, _V, "adding and modifying a category is major; removing it is not listed"
    ),
    "egress-in-scope": Kind(
        _MAJOR,
        _DOC,
        _EUD,
        "it is the first address that may receive in-scope end-user data",
        "write `inScopeEUD: false` if no such data goes there; a missing one counts as true",
    ),
    "egress-in-scope-further": Kind(
        _MINOR, _DOC, _EUD, "another address may receive in-scope end-user data already"
    ),
    "egress-out-of-scope": Kind(_MINOR, _INF, _EUD, _DECREASE),
    "configurable-egress-added": Kind(
        _MAJOR, _DOC, _V, f"customer-managed egress: {_CONSENT}; it cannot be removed later"
    ),
    "configurable-egress-removed": Kind(
        _NEVER,
        _DOC,
        _P,
        "`external.configurable.enabled` cannot be removed once it is in production",
        "keep it",
    ),
    "enforcement-added": Kind(
        _MINOR,
        _INF,
        "rolling-releases/",
        "code rolls out before admins approve new permissions, which stay as approved",
    ),
    "enforcement-removed": Kind(
        _MINOR, _INF, "rolling-releases/", "new permissions hold back the code again"
    ),
    "sandbox-added": Kind(
        _MAYBE, _UNK, _P, "the front end may do more; no page says what it costs"
    ),
    "sandbox-removed": Kind(_MINOR, _INF, _P, _DECREASE),
    # Remotes.
    "remote-added": Kind(
        _MAJOR,
        _DOC,
        _R,
        f"a new remote with a base URL: {_CONSENT}",
        "use a remote that the app declares already, or make it customer-managed",
    ),
    "remote-added-without-url": Kind(
        _MINOR, _DOC, _R, "a customer-managed remote without `baseUrl` sends nothing at first"
    ),
    "remote-renamed": Kind(
        _MAJOR,
        _INF,
        _R,
        "the documentation does not cover a changed key: one remote is gone, another is new",
        _KEEP_KEY,
    ),
    "remote-removed": Kind(_MINOR, _DOC, _R, "the app is granted less"),
    "remote-url-changed": Kind(
        _MAJOR, _DOC, _R, f"data goes to a new back end: {_CONSENT}", "keep the old address"
    ),
    "remote-url-variable": Kind(
        _MAYBE,
        _UNK,
        _R,
        "the address depends on a variable without a default; another address is major",
        "declare the default of the variable in `environment.variables`",
    ),
    "remote-region-added": Kind(_MAJOR, _DOC, _R, f"data goes to a new back end: {_CONSENT}"),
    "remote-region-same-url": Kind(
        _MINOR, _DOC, _R, "the form of `baseUrl` changes, not where data goes"
    ),
    "remote-region-removed": Kind(
        _MAJOR,
        _DOC,
        _R,
        "customers of the region may lose data that does not move to the default address",
        "keep the region",
    ),
    "remote-url-removed": Kind(
        _MINOR, _DOC, _R, "a customer-managed remote without `baseUrl` sends less"
    ),
    "remote-storage-added": Kind(
        _MAJOR,
        _DOC,
        _R,
        f"the remote now stores in-scope end-user data: {_CONSENT}",
        "write `storage: {inScopeEUD: false}` if it stores none",
    ),
    "remote-storage-removed": Kind(
        _MINOR, _DOC, _R, "the remote no longer stores in-scope end-user data"
    ),
    "remote-operation-added": Kind(
        _MAJOR, _INF, _R, "it expands the scope of the remote, which the page calls major"
    ),
    "remote-operation-removed": Kind(_MINOR, _DOC, _R, "the scope of the remote is reduced"),
    "remote-operations-removed": Kind(
        _MAJOR,
        _INF,
        _R,
        "Forge assumes that a remote without `operations` stores end-user data",
        "keep `operations`",
    ),
    "remote-operations-declared": Kind(
        _MINOR, _INF, _R, "without `operations` Forge assumed that the remote stores data"
    ),
    "remote-configurable-added": Kind(
        _MAJOR, _DOC, _R, f"admins can now send data to their own addresses: {_CONSENT}"
    ),
    "remote-configurable-removed": Kind(_MINOR, _INF, _R, _DECREASE),
    "remote-patterns-added": Kind(
        _MAYBE, _INF, _R, "the remote may be set to more addresses; no page says what it costs"
    ),
    "remote-configurable-changed": Kind(_MINOR, _INF, _R, _UNLISTED),
    "remote-token-added": Kind(
        _MAYBE, _INF, _R, "the remote now receives a token; no page says what it costs"
    ),
    "remote-token-removed": Kind(_MINOR, _INF, _R, _DECREASE),
    # Endpoints.
    "endpoint-changed": Kind(
        _MAJOR,
        _DOC,
        _E,
        "modifying endpoint entries is major by this page; the page on versions does not list it",
        "keep the entry, and add an endpoint with a new key",
    ),
    "endpoint-added": Kind(
        _MAYBE,
        _INF,
        _E,
        "modifying endpoint entries is major by this page; it does not name new ones",
    ),
    "endpoint-removed": Kind(_MINOR, _INF, _E, _DECREASE),
    # Providers.
    "provider-added": Kind(_MAJOR, _DOC, _V, f"a new provider: {_CONSENT}"),
    "provider-removed": Kind(_MAJOR, _DOC, _V, "removing a provider makes a major version too"),
    "provider-client-changed": Kind(_MAJOR, _DOC, _V, f"the client ID of a provider: {_CONSENT}"),
    "provider-scope-removed": Kind(
        _NEVER,
        _DOC,
        _PROVIDERS,
        "scopes of a provider cannot be removed",
        "keep the scope, or declare a provider with a new key",
    ),
    "provider-scope-added": Kind(
        _MAYBE, _INF, _PROVIDERS, "the app asks the provider for more; no page says what it costs"
    ),
    "provider-changed": Kind(_MINOR, _INF, _PROVIDERS, _UNLISTED),
    # Services.
    "first-service-added": Kind(_MAJOR, _DOC, _C, f"the first container service: {_CONSENT}"),
    "service-added": Kind(
        _MAYBE, _UNK, _C, "an app has one service; no page says what a further one costs"
    ),
    "service-removed": Kind(
        _NEVER,
        _DOC,
        _C,
        "a service cannot be renamed or deleted by a deploy",
        "keep the service and its key, or ask Atlassian's support",
    ),
    "service-changed": Kind(
        _MINOR,
        _DOC,
        _C,
        "a service changes only with deploys to the newest major version",
        "deploy it to the newest major version",
    ),
}
