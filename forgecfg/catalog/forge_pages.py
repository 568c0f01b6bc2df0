"""The page of the Forge documentation that each rule is about, if there is one.

The pages are those that the facts of the catalog come from. Rules about YAML itself have none.
"""

from __future__ import annotations

FORGE_DOCS = "https://developer.atlassian.com/platform/forge/"
"""The documentation of Forge; pages are given as the part after it."""

MANIFEST = "manifest-reference/"
"""The page of the reference of the manifest."""
_MODULES = "manifest-reference/modules/"

_RULES_BY_PAGE: dict[str, tuple[str, ...]] = {
    MANIFEST: (
        "not-a-mapping",
        "missing-property",
        "unknown-property",
        "misspelt-property",
        "wrong-type",
        "invalid-value",
        "invalid-format",
        "conflicting-properties",
        "unlisted-property",
        "undeclared-variable",
        "duplicate-variable",
        "memory-out-of-range",
        "missing-licensing",
        "no-module",
        "deprecated-property",
    ),
    "manifest-reference/manifest-size-best-practices/": ("file-too-large",),
    _MODULES: (
        "unknown-module-type",
        "single-module",
        "duplicate-key",
        "undefined-module",
        "reserved-property",
        "long-key",
        "missing-module-scope",
    ),
    "manifest-reference/modules/function/": (
        "undefined-function",
        "unused-function",
        "invalid-handler",
        "missing-handler-file",
        "missing-handler-export",
    ),
    "manifest-reference/endpoint/": (
        "undefined-endpoint",
        "misplaced-endpoint",
        "unused-endpoint",
        "missing-route",
        "empty-route",
        "unknown-token",
        "missing-token-scope",
        "unused-token-scope",
        "missing-app-scope",
        "missing-endpoint",
    ),
    "manifest-reference/remotes/": (
        "undefined-remote",
        "unused-remote",
        "missing-base-url",
        "invalid-base-url",
        "base-url-path",
        "placeholder-base-url",
        "implicit-storage",
        "missing-fetch-operation",
        "missing-storage-declaration",
        "configurable-remote",
        "invalid-supported-pattern",
        "token-on-wrong-side",
        "token-for-functions",
        "undeclared-remote",
        "missing-compute",
    ),
    "remote/remote-realm-pinning/": ("region-mismatch", "storage-without-regions"),
    "remote/remote-realm-migration/": ("migration-without-regions",),
    "remote/essentials/": ("user-token-without-user",),
    "manifest-reference/permissions/": (
        "invalid-address",
        "string-address",
        "wildcard-address",
        "unnecessary-permission",
        "address-path",
        "missing-permissions",
        "missing-backend-egress",
        "missing-client-egress",
        "insecure-fetch",
        "fetch-to-remote",
    ),
    "manifest-reference/scopes-forge/": (
        "unknown-scope",
        "duplicate-scope",
        "missing-storage-scope",
        "missing-product-scope",
        "unneeded-scope",
    ),
    "manifest-reference/providers/": (
        "undefined-provider",
        "undeclared-provider",
        "provider-remote-not-allowed",
        "provider-remote-with-regions",
        "invalid-provider-key",
    ),
    "manifest-reference/resources/": (
        "undefined-resource",
        "unused-resource",
        "missing-resource-path",
        "missing-index-html",
        "wrong-resource-type",
        "path-outside-app",
        "missing-entry-file",
        "missing-resource-file",
        "unmatched-extra-file",
    ),
    "manifest-reference/translations/": (
        "undefined-translation",
        "undefined-locale",
        "missing-translations",
        "incomplete-translation",
        "duplicate-locale",
        "missing-locale-file",
    ),
    "manifest-reference/keyboard-shortcuts/": ("invalid-shortcut", "duplicate-shortcut"),
    "manifest-reference/display-conditions/": ("invalid-display-condition",),
    "manifest-reference/modules/jira-global-background-script/": ("background-experience",),
    "manifest-reference/modules/scheduled-trigger/": ("too-many-scheduled-triggers",),
    "manifest-reference/modules/web-trigger/": ("duplicate-output", "undeclared-web-trigger"),
    "manifest-reference/modules/trigger/": ("event-filter",),
    "manifest-reference/modules/consumer/": ("undeclared-queue", "unfed-queue"),
    "manifest-reference/modules/api-route/": ("duplicate-route",),
    "manifest-reference/modules/macro/": ("invalid-auto-convert",),
    "manifest-reference/modules/confluence-custom-content/": ("content-type-not-mutual",),
    "manifest-reference/modules/rovo-agent/": (
        "undefined-action",
        "missing-agent-scope",
        "unsupported-agent-product",
        "agent-endpoint-without-remote",
    ),
    "manifest-reference/modules/rovo-action/": ("unused-action", "action-without-name"),
    "manifest-reference/modules/rovo-skill/": ("undefined-skill", "invalid-skill"),
    "events-reference/": ("unknown-event", "missing-event-scope"),
    "containers-reference/": (
        "undefined-service",
        "unused-service",
        "undeclared-service",
        "duplicate-container",
        "container-size-out-of-range",
    ),
    "app-compatibility/": ("multiple-required-products", "misplaced-full-page"),
    "storage-reference/entities-manifest/": (
        "invalid-index",
        "duplicate-entity",
        "undeclared-entity",
    ),
    "storage-reference/": ("missing-storage-module",),
    "runtime-reference/forge-resolver/": (
        "undefined-definition",
        "missing-resolver",
        "resolver-as-handler",
    ),
    "runtime-reference/invoke-remote-api/": ("wrong-call-form",),
    "runtime-reference/product-fetch-api/": ("plain-route",),
    "apis-reference/ui-api-bridge/modal/": ("undeclared-dialog",),
    "adopting-forge-from-connect/": (
        "missing-connect-remote",
        "authentication-without-connect-modules",
        "duplicate-lifecycle",
        "connect-modules-without-key",
        "missing-migrated-from-connect",
    ),
}

PAGES: dict[str, str] = {name: page for page, names in _RULES_BY_PAGE.items() for name in names}
"""The page of a rule by its name: the part of the address after the common start."""


def forge_url(name: str) -> str:
    """The address of the page for the rule with this name, "" if there is none."""
    page = PAGES.get(name)
    if page is None:
        return ""
    # The pages about moving from Connect are next to those of Forge.
    base = (
        FORGE_DOCS.removesuffix("forge/")
        if page.startswith("adopting-forge-from-connect")
        else FORGE_DOCS
    )
    return f"{base}{page}"
