"""Cases with many findings, many names to compare, and many comments."""

from __future__ import annotations

from worst.case import HEAD, Case, manifest, modules, repeat

_ID = "      resolver: {function: f}\n      title: t\n"
_FUNCTION = "    - key: f%d\n      handler: index.run\n"

CASES: tuple[Case, ...] = (
    manifest(
        "unknown-properties",
        "an unknown property on each line: the most memory per byte",
        lambda n: modules(
            "function", "    - key: f\n      handler: a.b\n" + repeat(n, "      p%d: 1\n")
        ),
        5000,
    ),
    manifest(
        "misspelt-properties",
        "a misspelling in each module",
        lambda n: modules("function", repeat(n, "    - key: f%d\n      handlr: a.b\n")),
        2000,
    ),
    manifest(
        "missing-properties",
        "modules without anything that is required",
        lambda n: modules("function", "    - {}\n" * n),
        8000,
    ),
    manifest(
        "wrong-types",
        "a list of numbers where mappings are required",
        lambda n: modules("function", "    - 1\n" * n),
        10_000,
    ),
    manifest(
        "wrong-values",
        "a wrong value with a similar right one in each remote",
        lambda n: (
            HEAD + "remotes:\n" + repeat(n, "  - {key: r%d, baseUrl: 1, operations: [fetsh]}\n")
        ),
        1500,
    ),
    manifest(
        "unknown-module-types",
        "an unknown module type in each line",
        lambda n: HEAD + "modules:\n" + repeat(n, "  jira:isuePanel%d: []\n"),
        3000,
    ),
    manifest(
        "unused-functions",
        "every function is unused",
        lambda n: modules("function", repeat(n, _FUNCTION)),
        2000,
    ),
    manifest(
        "duplicate-modules",
        "every module has the same key",
        lambda n: modules("function", "    - key: f\n      handler: index.run\n" * n),
        2000,
    ),
    manifest(
        "similar-functions",
        "undefined names among thousands of names with the same start",
        lambda n: (
            modules("function", repeat(n, "    - key: backend-function-%d\n      handler: a.b\n"))
            + "  jira:issuePanel:\n"
            + repeat(n, "    - {key: p%d, title: t, resolver: {function: backend-functoin-x%d}}\n")
        ),
        800,
    ),
    manifest(
        "similar-resources",
        "the same with resources",
        lambda n: (
            HEAD
            + "modules:\n  jira:issuePanel:\n"
            + repeat(n, "    - {key: p%d, title: t, resource: custom-page-y%d}\n")
            + "resources:\n"
            + repeat(n, "  - {key: custom-page-%d, path: static/a}\n")
        ),
        1000,
    ),
    manifest(
        "similar-variables",
        "undeclared variables among thousands of declared ones",
        lambda n: (
            HEAD
            + "x:\n"
            + repeat(n, "  - ${VARIABLE_Q%d}\n")
            + "environment:\n  variables:\n"
            + repeat(n, "    - key: VARIABLE_%d\n")
        ),
        1000,
    ),
    manifest(
        "undeclared-variables",
        "the path of each undeclared variable was searched for from the root",
        lambda n: HEAD + "x:\n" + repeat(n, "  - ${V%d}\n"),
        4000,
    ),
    manifest(
        "variables-in-one-value",
        "all variables in one value",
        lambda n: HEAD + "x: " + "${A} " * n + "\n",
        10_000,
    ),
    manifest(
        "unknown-scopes",
        "each unknown scope is compared with all scopes of the catalog",
        lambda n: (
            HEAD + "modules: {}\npermissions:\n  scopes:\n" + repeat(n, "    - read:jirawork-%d\n")
        ),
        3000,
    ),
    manifest(
        "duplicate-scopes",
        "the same scope many times",
        lambda n: HEAD + "modules: {}\npermissions:\n  scopes:\n" + "    - read:jira-work\n" * n,
        5000,
    ),
    manifest(
        "unknown-events",
        "each unknown event is compared with all events of the catalog",
        lambda n: modules(
            "trigger",
            repeat(n, "    - {key: t%d, function: f, events: [avi:jira:updatd%d:issue]}\n"),
        ),
        1400,
    ),
    manifest(
        "unknown-tokens",
        "each unknown token is compared with the known ones",
        lambda n: modules(
            "endpoint",
            repeat(n, "    - {key: e%d, remote: r, auth: {appUserTokn%d: {enabled: true}}}\n"),
        ),
        1000,
    ),
    manifest(
        "invalid-addresses",
        "an invalid address in each line",
        lambda n: (
            HEAD
            + "modules: {}\npermissions:\n  external:\n    fetch:\n      backend:\n"
            + repeat(n, "        - address: htp://a b%d/c\n")
        ),
        3000,
    ),
    manifest(
        "display-conditions",
        "nested display conditions with unknown properties",
        lambda n: modules(
            "jira:issuePanel",
            repeat(n, "    - {key: p%d, title: t, displayConditions: {and: {isAdmn%d: true}}}\n"),
        ),
        1000,
    ),
    manifest(
        "invalid-indexes",
        "an index on attributes that do not exist, with many that do",
        lambda n: (
            f"{HEAD}  storage:\n    entities:\n      - name: e\n        attributes:\n"
            + repeat(n, "          attribute-%d: {type: string}\n")
            + "        indexes:\n"
            + repeat(n, "          - attribute-x%d\n")
            + "modules: {}\n"
        ),
        500,
    ),
    manifest(
        "shortcut-of-spaces",
        "a keyboard shortcut of spaces: the pattern was quadratic",
        lambda n: modules(
            "jira:command",
            f"    - key: c\n      keyboardShortcut:\n        accelerator: 'a{' ' * n}b'\n",
        ),
        10_000,
    ),
    manifest(
        "stacked-ignore-comments",
        "each stacked comment applies to the next line that is not a comment",
        lambda n: HEAD + "# forgecfg: ignore[unused-function]\n" * n + "modules: {}\n",
        4000,
    ),
    manifest(
        "ignore-comments-and-findings",
        "every finding was compared with every comment",
        lambda n: modules(
            "function",
            repeat(
                n, "    - key: f%d # forgecfg: ignore[unused-function] why\n      handler: a.b\n"
            ),
        ),
        2000,
    ),
    manifest(
        "unknown-rules-in-comments",
        "each unknown rule is compared with all rules",
        lambda n: HEAD + repeat(n, "a%d: 1 # forgecfg: ignore[unused-functon%d]\n"),
        1000,
    ),
    manifest(
        "one-comment-with-many-rules",
        "one comment that lists thousands of rules",
        lambda n: HEAD + "a: 1 # forgecfg: ignore[" + "unused-function, " * n + "x]\n",
        4000,
    ),
    manifest(
        "json-of-findings",
        "the machine-readable output of many findings",
        lambda n: modules("function", "    - {}\n" * n),
        8000,
        "check",
        "--format",
        "json",
    ),
    manifest(
        "findings-on-a-long-line",
        "all findings are on one line, which each of them shows",
        lambda n: "{modules: {function: [" + "{}, " * n + "]}}\n",
        5000,
    ),
    manifest(
        "short-addresses",
        "many short addresses of the same list, which many rules read",
        lambda n: "permissions: {external: {fetch: {backend: [" + repeat(n, "a%d,") + "]}}}\n",
        12_000,
    ),
    manifest(
        "short-scopes",
        "many short scopes, all of them unknown",
        lambda n: "permissions: {scopes: [" + repeat(n, "a%d,") + "]}\n",
        12_000,
    ),
    manifest(
        "short-keys",
        "unknown sections without values: most keys per character",
        lambda n: "{" + repeat(n, "a%d,") + "}\n",
        6000,
    ),
    manifest(
        "short-remotes",
        "many remotes without a base URL, on one line",
        lambda n: "remotes: [" + repeat(n, "{key: a%d},") + "]\n",
        4000,
    ),
    manifest(
        "wired-endpoints",
        "a valid manifest with an endpoint for each module",
        lambda n: (
            modules(
                "jira:issuePanel",
                repeat(n, "    - {key: p%d, title: t, resource: m, resolver: {endpoint: e%d}}\n"),
            )
            + "  endpoint:\n"
            + repeat(n, "    - {key: e%d, remote: r%d}\n")
            + "remotes:\n"
            + repeat(n, "  - {key: r%d, baseUrl: https://example.com}\n")
        ),
        550,
    ),
)
