"""The kinds of official messages about the meaning of a manifest: references, keys, permissions."""

from __future__ import annotations

from comparison.kinds import OF_FILES, OF_STUBS, OF_VARIABLES, Kind

# Where a section is misspelt or misplaced, forgecfg says that, and not what follows from it.
_MISPLACED = ("unknown-module-type", "unknown-property")

_OF_THE_APP = (
    Kind("no `app.connect.remote`", r"^missing app\.connect\.remote", ("missing-connect-remote",)),
    Kind(
        "Connect modules that are to authenticate, and are not there",
        r"^Missing connectModules",
        ("authentication-without-connect-modules",),
    ),
    Kind(
        "a configurable remote where there can be none",
        r"cannot be configurable|not support configurable remotes.*remote '(.*)' contains",
        ("configurable-remote",),
    ),
    Kind(
        "a second entry for the life cycle",
        r"'(.*)' should contain only one",
        ("duplicate-lifecycle",),
    ),
    Kind(
        "two modules without a key",
        r"duplicate module key 'undefined'",
        ("connect-modules-without-key",),
        also=("missing-property", "duplicate-lifecycle"),
    ),
    Kind(
        "a remote with addresses by region that a provider names",
        r"not support region specific.* remote '(.*)' contains",
        ("provider-remote-with-regions",),
        "once for each remote, not for each place that names it",
    ),
    Kind(
        "a remote of a provider that may not be fetched from",
        r"missing egress permissions for remote '(.*)'",
        ("provider-remote-not-allowed",),
        "every one is reported, not only the first of a provider",
    ),
    Kind(
        "a remote of a migration that is not declared",
        r"remote found with key '(.*)' matching migration",
        ("undefined-remote",),
    ),
    Kind("a second migration", r"More than one remote found in migration", ("invalid-value",)),
)

MEANINGS = (
    Kind("a value that comes from a variable", OF_VARIABLES, (), aside=OF_STUBS),
    *_OF_THE_APP,
    # References.
    Kind(
        "an endpoint that is not declared",
        r"undefined endpoint module with key '(.*)'",
        ("undefined-endpoint",),
        causes=_MISPLACED,
    ),
    Kind(
        "a function that is not declared",
        r"undefined function.* '(.*)'",
        ("undefined-function",),
        causes=_MISPLACED,
    ),
    Kind(
        "an action that is not declared",
        r"undefined action.* '(.*)'",
        ("undefined-action",),
        causes=_MISPLACED,
    ),
    Kind(
        "a service that is not declared",
        r"undefined service.* '(.*)'",
        ("undefined-service",),
        causes=_MISPLACED,
    ),
    Kind(
        "a remote that is not declared",
        r"remote property '(.*)' was not found",
        ("undefined-remote",),
        causes=_MISPLACED,
    ),
    Kind(
        "a resource that is not declared",
        r"missing resource key '(.*)' is being",
        ("undefined-resource",),
        causes=_MISPLACED,
    ),
    Kind(
        "an entry that a resource does not have",
        r"not define (?:an entry map|entry)",
        ("undefined-resource",),
    ),
    Kind(
        "a page that is not declared, or of another type",
        r"Module with key (\S+) does not exist",
        ("undefined-module",),
    ),
    Kind(
        "content of the app that is not declared",
        r"refers to unknown key: (.*)",
        ("undefined-module",),
    ),
    Kind(
        "an agent's endpoint that is not declared",
        r"undefined endpoint '(.*)' in",
        ("undefined-endpoint",),
        causes=_MISPLACED,
    ),
    Kind(
        "an agent's endpoint that is not remote",
        r"endpoint '(.*)' must reference a remote",
        ("agent-endpoint-without-remote",),
    ),
    Kind(
        "a sign-in provider that is not declared",
        r"auth provider '(.*?)'",
        ("undefined-provider",),
    ),
    Kind(
        "a remote of `app.connect` that is not declared",
        r"remote found with key '(.*)' matching app\.connect",
        ("undefined-remote",),
        "also reported without `connectModules`",
    ),
    Kind(
        "a remote of a sign-in provider that is not declared",
        r"missing remote '(.*)' is being",
        ("undefined-remote",),
        causes=_MISPLACED,
    ),
    Kind(
        "a function of a sign-in provider that is not declared",
        r"missing function '(.*)' is being",
        ("undefined-function",),
        causes=_MISPLACED,
    ),
    # Keys and modules.
    Kind(
        "a key that two modules share",
        r"duplicate module key '(.*)'",
        ("duplicate-key",),
        causes=_MISPLACED,
    ),
    Kind("a key that two resources share", r"duplicate resource key '(.*)'", ("duplicate-key",)),
    Kind(
        "an unknown module type",
        r"invalid value '(.*)' in (?:modules|connectModules)",
        ("unknown-module-type",),
        "a warning, with the date of the catalog, unless it is nearly a known type: new types "
        "appear at any time",
        warns=True,
    ),
    Kind(
        "no module other than functions and endpoints", r"at least 1 (?:module|fun)", ("no-module",)
    ),
    Kind(
        "the key of a function that is too long",
        r"key exceeds \d+ char",
        ("long-key", "invalid-format"),
    ),
    Kind("a handler that is not `file.export`", r"handler .* format", ("invalid-handler",)),
    Kind(
        "a handler whose file is missing",
        r"handler .* cannot find",
        ("missing-handler-file",),
        aside=OF_FILES,
    ),
    Kind("a property that Forge keeps for itself", r"internal property", ("reserved-property",)),
    Kind(
        "a second module of a type that an app has once",
        r"[Oo]nly (?:a|have a) single|single entry|contain only one|only be 1|only one is",
        ("single-module",),
    ),
    Kind(
        "a role that is set on two modules",
        r"^Only one .* can set",
        ("single-module",),
    ),
    Kind("a role on a page that cannot have it", r"is only allowed on", ("misplaced-role",)),
    Kind(
        "`pages` together with `sections`, or on a page with a role, or with UI Kit",
        r"use either pages|[Ss]ubpages|'pages' cannot",
        ("conflicting-properties",),
    ),
    Kind(
        "a route that two pages share",
        r"[rR]oute.* should be unique",
        ("duplicate-route",),
    ),
    Kind("a route prefix with other characters", r"routePrefix .* needs", ("invalid-format",)),
    Kind("an icon that is not an SVG of a resource", r"icon .* needs", ("invalid-format",)),
    Kind(
        "a shortcut that two modules share",
        r"shortcut.* should be unique|accelerator should be unique",
        ("duplicate-shortcut",),
    ),
    Kind("a shortcut that is not written as Forge reads it", r"accelerator", ("invalid-shortcut",)),
    Kind(
        "a pattern of links that Forge does not take",
        r"autoConvert|The pattern '",
        ("invalid-auto-convert",),
    ),
    Kind(
        "content types that do not name each other",
        r"supported(?:Container|Child)",
        ("content-type-not-mutual",),
    ),
    Kind(
        "a workflow validator or condition without what it checks",
        r"jira:workflow",
        ("missing-property", "conflicting-properties", "invalid-format"),
    ),
    Kind("more values than Jira extracts", r"more than \d+ values", ("too-many-entries",)),
    Kind("a name that two JQL functions share", r"JQL function", ("duplicate-name",)),
    Kind("two validators of one type of action", r"per action type", ("duplicate-name",)),
    Kind("an alias that two fields share", r"[Ss]earch alias", ("duplicate-name",)),
    Kind(
        "a field of Connect that is not migrated",
        r"connectFieldProp",
        ("missing-migrated-from-connect",),
    ),
    Kind(
        "pages on which a background script runs: none, or all and others",
        r"in experience",
        ("background-experience", "invalid-value"),
    ),
    Kind("a filter for events of other products than Jira", r"ignoreSelf works", ("event-filter",)),
    Kind("more actions than automation accepts", r"max \d+ actions", ("too-many-entries",)),
    Kind("a language model twice", r"llm model name", ("too-many-entries",)),
    Kind("more than one language model", r"LLM mod", ("too-many-entries", "single-module")),
    Kind(
        "a module of the interface that is not native",
        r"must be set to 'native'",
        ("invalid-value",),
    ),
    Kind(
        "a skill: its folder, or the `SKILL.md` in it",
        r"[Ss]kill",
        ("invalid-skill",),
        aside=OF_FILES,
    ),
    # Endpoints and remotes.
    Kind(
        "an endpoint without a route where Forge's backend calls",
        r"'(?P<name>[^']*)' requires 'route'",
        ("missing-route",),
        "the other modules that the backend calls get a warning",
    ),
    Kind(
        "the user token on an endpoint that no user calls",
        r"endpoint: '(?P<name>[^']*)' only supports appSystem",
        ("user-token-without-user",),
        "the other modules without a user get a warning",
    ),
    Kind("a scope that a module needs", r"requires .* scope\(?s?", ("missing-module-scope",)),
    Kind(
        "tokens without a product scope",
        r"^Missing app scopes",
        ("missing-app-scope",),
    ),
    Kind("a remote without an address", r"either baseUrl or conf", ("missing-base-url",)),
    Kind(
        "a remote that stores data and does not say whose",
        r"missing storage\.inScopeEUD in remote (.*?)\. ",
        ("missing-storage-declaration",),
    ),
    Kind("remotes for different regions", r"[rR]egion", ("region-mismatch",)),
    # Permissions.
    Kind(
        "an unknown scope",
        r"Invalid 'scopes' .* - '(.*?)'\. ",
        ("unknown-scope",),
        "a warning, with the date of the catalog, unless it is nearly a known scope",
        warns=True,
    ),
    Kind(
        "an undeclared remote or an invalid address in `permissions.external`",
        r"Invalid 'external\..* - '(.*?)'\. ",
        ("invalid-address", "undefined-remote", "invalid-base-url", "missing-base-url"),
        causes=_MISPLACED,
    ),
    Kind(
        "an invalid permission of a page",
        r"Invalid 'content\.",
        ("invalid-format", "invalid-value"),
    ),
    # Storage.
    Kind(
        "an index that does not fit its entity",
        r"index .*(?:valid attr|reserved)|reserved index",
        ("invalid-index",),
    ),
    Kind(
        "an entity with too much or too little",
        r"^Entity",
        ("too-many-entries", "invalid-index", "invalid-format", "invalid-value"),
    ),
    # Resources and translations.
    Kind(
        "more resources than an app can have",
        r"exceeds \d+ resources",
        ("invalid-value", "too-many-entries"),
    ),
    Kind(
        "the folder or file of a resource",
        r"missing resource '|empty dir|missing (?:index|resource entry)|be a (?:dir|file)",
        (
            "missing-resource-path",
            "missing-index-html",
            "missing-entry-file",
            "wrong-resource-type",
        ),
        aside=OF_FILES,
    ),
    Kind(
        "a resource of another kind than the module shows",
        r"must (?:not )?point|as both|filename only",
        ("wrong-resource-type", "invalid-format"),
    ),
    Kind(
        "files that are sent along, and are not there",
        r"Extra files",
        ("unmatched-extra-file",),
        aside=OF_FILES,
    ),
)
