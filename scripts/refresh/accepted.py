"""Intended differences, with the reason for each."""

from __future__ import annotations

from refresh import CHOICE, CLOSED, EVENT, MODULE_TYPE, PROPERTY, SITE
from refresh.compare import DIFFERENT, GONE, NEW, Accepted

_INTERNAL = "Forge's tools set it; users do not write it"
_DOCUMENTED = "in Forge's documentation; the schema says nothing of it, and lets it pass"
_OPEN = "a separate rule reports more than the schema could"
_CONNECT = "properties of Connect modules are described to the first level"
_UNCHECKED = "allowed, and Forge does not look into it: there is nothing to describe"

ACCEPTED: tuple[Accepted, ...] = (
    Accepted(MODULE_TYPE, NEW, "service", "services are at the root of a manifest"),
    Accepted(PROPERTY, NEW, "connectModules.lifecycle", "Forge rejects a type without a product"),
    *(
        Accepted(PROPERTY, NEW, name, _INTERNAL)
        for name in (
            "modules.*__i18n",
            "modules.*.renderRuntimeType",
            "modules.*.resolvedResourceEntry",
            "modules.function[].functions.{*}",
        )
    ),
    Accepted(PROPERTY, GONE, "app.name", "no longer used: described in order to say so"),
    *(
        Accepted(PROPERTY, GONE, name, _DOCUMENTED)
        for name in (
            "modules.*[].unlicensedAccess",
            "modules.bitbucket:*[].render",
            "modules.compass:*[].render",
            "modules.confluence:contextMenu[].description",
            "modules.action[].inputs.{*}.required",
            "modules.macro[].categories",
            "modules.macro[].icon",
            "modules.macro[].viewportSize",
        )
    ),
    *(
        Accepted("", GONE, f"modules.{name}[]", _UNCHECKED)
        for name in (
            "graph:entityProvider",
            "jiraServiceManagement:assetsSchemaPage",
            "migration:macrosToIndex",
            "migration:managedExports",
        )
    ),
    Accepted("", GONE, "modules.{*}*", "forgecfg looks at the keys of unknown module types too"),
    Accepted(
        CLOSED,
        DIFFERENT,
        "modules.dashboards:*[]",
        "rejected by a check of Forge's linter outside the schema",
    ),
    Accepted(CLOSED, DIFFERENT, "remotes[].auth", _OPEN),
    Accepted(CHOICE, NEW, "providers.auth[].bearerMethod = *", "described by a pattern"),
    Accepted("", NEW, "modules.connect-*[].*.*", _CONNECT),
    Accepted(SITE, NEW, "module: connect-*", _CONNECT),
    *(
        Accepted(EVENT, GONE, f"avi:bitbucket:{name}", "in the events reference of the docs")
        for name in (
            "*:build-status",
            "created:commit-comment",
            "reopened:pullrequest-comment",
            "resolved:pullrequest-comment",
        )
    ),
)
