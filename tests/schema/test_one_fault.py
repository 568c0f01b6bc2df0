"""One fault of shape in a good manifest: one finding, at its place, in the manifest's own words.

A case replaces texts that occur once. The mark `«rule-name»` says where the only error must be.
"""

from __future__ import annotations

import re
from typing import NamedTuple

import pytest

from forgecfg.api import check_text
from forgecfg.findings import Finding, Severity

GOOD = """\
app:
  id: ari:cloud:ecosystem::app/5a1f0c5e-4f0e-4a34-8c2b-6f7f3f1d2b00
  runtime:
    name: nodejs22.x
    memoryMB: 512
  licensing:
    enabled: true
modules:
  macro:
    - key: hello
      title: Hello
      resource: main
      resolver:
        endpoint: hello-backend
  trigger:
    - key: on-page
      function: run
      events: ['avi:confluence:created:page']
  scheduledTrigger:
    - key: nightly
      function: run
      interval: day
  consumer:
    - key: jobs
      queue: jobs
      function: run
  function:
    - key: run
      handler: index.run
      timeoutSeconds: 25
  migration:dataResidency:
    - key: moved
      remote: store
      maxMigrationDurationHours: 1.5
  endpoint:
    - key: hello-backend
      remote: backend
      route:
        path: /hello
      auth:
        appUserToken:
          enabled: true
permissions:
  scopes:
    - read:app-user-token
    - read:page:confluence
    - read:confluence-content.summary
  content:
    styles:
      - unsafe-inline
  external:
    fetch:
      backend:
        - remote: backend
resources:
  - key: main
    path: static/main
remotes:
  - key: backend
    baseUrl: https://backend.acme-it.app
    operations:
      - fetch
      - storage
    storage:
      inScopeEUD: false
  - "key": store
    "baseUrl": {"default": https://store.acme-it.app, "EU": https://eu.store.acme-it.app}
    "operations": [compute]
environment:
  variables:
    - STAGE
    - key: REGION
      default: eu
translations:
  resources:
    - key: en-US
      path: locales/en-US.json
  fallback:
    default: en-US
    de-DE: [en-US]
"""


class Case(NamedTuple):
    """Replacements, and parts of what the finding says: of its message and of its help."""

    says: str
    edits: tuple[tuple[str, str], ...]
    helps: str


def case(says: str, *edits: tuple[str, str], helps: str = "") -> Case:
    return Case(says, edits, helps)


def part(start: str, end: str) -> str:
    return GOOD[GOOD.index(start) : GOOD.index(end)]


APP = part("app:", "modules:")
MODULES = part("modules:", "permissions:")
RESOLVER = part("      resolver:", "  trigger:")
SCOPES = part("  scopes:", "  content:")
EXTERNAL = part("  external:", "resources:")
STORE = part('  - "key": store', "environment:")
ENVIRONMENT = part("environment:", "translations:")

LONG = "run-this-function-every-hour"

CASES = [
    case("`app` must be a mapping, but it is empty", (APP, "«wrong-type»app:\n")),
    case(
        "`app.runtime` must be a mapping, not a string",
        (
            "  runtime:\n    name: nodejs22.x\n    memoryMB: 512\n",
            "  runtime: «wrong-type»nodejs22.x\n",
        ),
    ),
    case(
        "missing required property `app.runtime`",
        ("  runtime:\n    name: nodejs22.x\n    memoryMB: 512\n", ""),
        ("app:", "«missing-property»app:"),
        helps="write `runtime:` and below it `name: nodejs24.x`",
    ),
    case(
        "missing required property `app.runtime.name`",
        ("    name: nodejs22.x\n", ""),
        ("  runtime:", "  «missing-property»runtime:"),
        helps="write `name: nodejs24.x`",
    ),
    case(
        'unknown property "snapshots" in `app.runtime`',
        ("    memoryMB: 512\n", "    «unknown-property»snapshots: false\n"),
        helps="remove it: the runtime it configured no longer exists",
    ),
    case(
        'unknown property "scopes" in the manifest',
        ("app:\n", "«unknown-property»scopes: []\napp:\n"),
        helps="move it to `permissions.scopes`",
    ),
    case(
        'unknown property "licensing" in the manifest',
        ("app:\n", "«unknown-property»licensing: {}\napp:\n"),
        helps="move it to `app.licensing`",
    ),
    case(
        'unknown property "jira:issuePanel" in the manifest',
        ("app:\n", "«unknown-property»jira:issuePanel: []\napp:\n"),
        helps="move it to `modules.jira:issuePanel`",
    ),
    case(
        'unknown property "remote" in the manifest',
        ("app:\n", "«unknown-property»remote: []\napp:\n"),
        helps="move it to an item of `remotes`",
    ),
    case(
        'invalid value "nodejs18.x" for `app.runtime.name`: expected one of:',
        ("nodejs22.x", "«invalid-value»nodejs18.x"),
    ),
    case(
        'invalid value "nodejs22x" for `app.runtime.name`: expected one of:',
        ("nodejs22.x", "«invalid-value»nodejs22x"),
    ),
    case(
        'unknown property "nam" in `app.runtime`; did you mean "name"?',
        ("name: nodejs22.x", "«unknown-property»nam: nodejs22.x"),
    ),
    case(
        "`app.runtime.memoryMB` must be a number, not a string",
        ("memoryMB: 512", "memoryMB: «wrong-type»lots"),
    ),
    case(
        'unknown property "memory" in `app.runtime`; did you mean "memoryMB"?',
        ("memoryMB: 512", "«unknown-property»memory: 512"),
    ),
    case(
        "missing required property `app.id`",
        ("  id: ari:cloud:ecosystem::app/5a1f0c5e-4f0e-4a34-8c2b-6f7f3f1d2b00\n", ""),
        ("app:", "«missing-property»app:"),
    ),
    case(
        'invalid value "my-app" for `app.id`: expected an app identifier,',
        ("ari:cloud:ecosystem::app/5a1f0c5e-4f0e-4a34-8c2b-6f7f3f1d2b00", "«invalid-format»my-app"),
    ),
    case(
        "`app.licensing.enabled` must be true or false, not a string; did you mean",
        ("  licensing:\n    enabled: true", "  licensing:\n    enabled: «wrong-type»yes"),
    ),
    case(
        "`app.licensing.enabled` must be true or false, not a string; did you mean",
        ("  licensing:\n    enabled: true", "  licensing:\n    enabled: «wrong-type»'False'"),
    ),
    case(
        '`app.runtime.memoryMB` must be a number, but Forge reads ".inf" as empty',
        ("memoryMB: 512", "memoryMB: «wrong-type».inf"),
    ),
    case(
        'function key "run-this-function-every-hour" is 28 characters long (maximum 23)',
        ("    - key: run\n", "    - key: «long-key»run-this-function-every-hour\n"),
        ("    - key: on-page\n      function: run", "    - key: on-page\n      function: " + LONG),
        ("    - key: nightly\n      function: run", "    - key: nightly\n      function: " + LONG),
        ("      queue: jobs\n      function: run", "      queue: jobs\n      function: " + LONG),
    ),
    case(
        "`app.licensing` must be a mapping, not a boolean",
        ("  licensing:\n    enabled: true", "  licensing: «wrong-type»true"),
    ),
    case(
        "missing required property `app.licensing.enabled`",
        ("  licensing:\n    enabled: true", "  «missing-property»licensing: {}"),
    ),
    case(
        'unknown property "module" in the manifest; did you mean "modules"?',
        ("modules:\n", "«unknown-property»module:\n"),
    ),
    case(
        "missing required property `modules` or `connectModules`",
        (MODULES, ""),
        ("app:", "«missing-property»app:"),
    ),
    case("`modules` must be a mapping, but it is empty", (MODULES, "«wrong-type»modules:\n")),
    case(
        'invalid value "hello world" for `key` of macro "hello world": expected one or',
        ("    - key: hello\n", "    - key: «invalid-format»hello world\n"),
    ),
    case(
        'missing required property "key" in macro 1',
        ("    - key: hello\n      title", "    - «missing-property»title"),
    ),
    case(
        "`modules.macro` has no entries (minimum 1)",
        (
            (
                "  macro:\n"
                "    - key: hello\n"
                "      title: Hello\n"
                "      resource: main\n"
                "      resolver:\n"
                "        endpoint: hello-backend\n"
            ),
            "  macro: «invalid-value»[]\n",
        ),
    ),
    case(
        "`modules.macro` must be a list, not a mapping",
        ("  macro:\n    - key: hello\n", "  «wrong-type»macro:\n      key: hello\n"),
        helps="start each item with `- `",
    ),
    case(
        '`resolver` of macro "hello" must be a mapping, not a string',
        (RESOLVER, "      resolver: «wrong-type»hello-backend\n"),
        helps="write `resolver:` and below it `function: …` or `endpoint: …`",
    ),
    case(
        '`resolver.endpoint` of macro "hello" must be a string, not a list',
        (RESOLVER, "      resolver:\n        endpoint: «wrong-type»[hello-backend]\n"),
    ),
    case(
        'unknown property "endpont" in `resolver` of macro "hello"; did you mean',
        (RESOLVER, ("      resolver:\n        «unknown-property»endpont: hello-backend\n")),
    ),
    case(
        'unknown property "method" in `resolver` of macro "hello"',
        (
            RESOLVER,
            (
                "      resolver:\n"
                "        endpoint: hello-backend\n"
                "        «unknown-property»method: x\n"
            ),
        ),
    ),
    case(
        'missing required property "events" in trigger "on-page"',
        ("      events: ['avi:confluence:created:page']\n", ""),
        ("    - key: on-page", "    - key: «missing-property»on-page"),
    ),
    case(
        '`events` of trigger "on-page" must be a list, not a string',
        ("['avi:confluence:created:page']", "«wrong-type»avi:confluence:created:page"),
    ),
    case(
        '`events` of trigger "on-page" has no entries (minimum 1)',
        ("['avi:confluence:created:page']", "«invalid-value»[]"),
    ),
    case(
        'unknown value "daily" for `interval` of scheduledTrigger "nightly" (not in the',
        ("interval: day", "interval: «unknown-value»daily"),
    ),
    case(
        '`interval` of scheduledTrigger "nightly" must be a string, not a number',
        ("interval: day", "interval: «wrong-type»5"),
    ),
    case(
        'missing required property "queue" in consumer "jobs"',
        ("      queue: jobs\n", ""),
        ("    - key: jobs", "    - key: «missing-property»jobs"),
    ),
    case(
        'missing required property "function", "endpoint" or "resolver" in consumer',
        ("      queue: jobs\n      function: run\n", "      queue: jobs\n"),
        ("    - key: jobs", "    - key: «missing-property»jobs"),
    ),
    case(
        '"function" and "endpoint" cannot be used together in consumer "jobs"',
        (
            "      queue: jobs\n      function: run\n",
            (
                "      queue: jobs\n"
                "      function: run\n"
                "      «conflicting-properties»endpoint: hello-backend\n"
            ),
        ),
    ),
    case(
        'invalid handler "index" in function "run"; expected `file.export`',
        ("handler: index.run", "handler: «invalid-handler»index"),
    ),
    case(
        'invalid value 0 for `timeoutSeconds` of function "run": expected at least 1',
        ("timeoutSeconds: 25", "timeoutSeconds: «invalid-value»0"),
    ),
    case(
        'invalid value 901 for `timeoutSeconds` of function "run": expected at most 900',
        ("timeoutSeconds: 25", "timeoutSeconds: «invalid-value»901"),
    ),
    case(
        'unknown property "timeout" in function "run"',
        ("timeoutSeconds: 25", "«unknown-property»timeout: 25"),
    ),
    case(
        "invalid value 24.3 for `maxMigrationDurationHours` of migration:dataResidency",
        ("Hours: 1.5", "Hours: «invalid-value»24.3"),
    ),
    case(
        "invalid value 1.2 for `maxMigrationDurationHours` of migration:dataResidency",
        ("Hours: 1.5", "Hours: «invalid-value»1.2"),
    ),
    case(
        "invalid value 0 for `maxMigrationDurationHours` of migration:dataResidency",
        ("Hours: 1.5", "Hours: «invalid-value»0"),
    ),
    case(
        "invalid value -0.3 for `maxMigrationDurationHours` of migration:dataResidency",
        ("Hours: 1.5", "Hours: «invalid-value»-0.3"),
    ),
    case(
        "`modules.migration:dataResidency` has 2 entries (maximum 1)",
        (
            "      maxMigrationDurationHours: 1.5\n",
            ("      maxMigrationDurationHours: 1.5\n    - key: again\n      remote: backend\n"),
        ),
        ("  migration:dataResidency:", "  «invalid-value»migration:dataResidency:"),
    ),
    case(
        '`route` of endpoint "hello-backend" must be a mapping, not a string',
        ("      route:\n        path: /hello\n", "      route: «wrong-type»/hello\n"),
        helps="write `route:` and below it `path: /…`",
    ),
    case(
        'missing required property "path" in `route` of endpoint "hello-backend"',
        ("      route:\n        path: /hello\n", "      «missing-property»route: {}\n"),
    ),
    case(
        '`route` of endpoint "hello-backend" must be a mapping, but it is empty',
        ("      route:\n        path: /hello\n", "      «wrong-type»route:\n"),
    ),
    case(
        '`auth.appUserToken` of endpoint "hello-backend" must be a mapping, not a',
        (
            "        appUserToken:\n          enabled: true",
            "        appUserToken: «wrong-type»true",
        ),
        helps="write `appUserToken:` and below it `enabled: true`",
    ),
    case(
        'missing required property "enabled" in `auth.appUserToken` of endpoint',
        (
            "        appUserToken:\n          enabled: true",
            "        «missing-property»appUserToken: {}",
        ),
    ),
    case(
        '`auth.appUserToken.enabled` of endpoint "hello-backend" must be true or',
        (
            "        appUserToken:\n          enabled: true",
            "        appUserToken:\n          enabled: «wrong-type»'true'",
        ),
    ),
    case(
        '`auth` of endpoint "hello-backend" must be a mapping, not a list',
        (
            "      auth:\n        appUserToken:\n          enabled: true",
            "      auth: «wrong-type»[appUserToken]",
        ),
    ),
    case(
        '`auth` of endpoint "hello-backend" must be a mapping, not a string',
        (
            "      auth:\n        appUserToken:\n          enabled: true",
            "      auth: «wrong-type»appUserToken",
        ),
    ),
    case(
        'unknown property "baseURL" in remote "backend"; did you mean "baseUrl"?',
        ("    baseUrl:", "    «unknown-property»baseURL:"),
    ),
    case(
        'unknown property "kex" in resource 2; did you mean "key"?',
        (
            "    path: static/main\n",
            "    path: static/main\n  - «unknown-property»kex: more\n    path: static/more\n",
        ),
    ),
    case(
        'unknown property "url" in remote "backend"', ("    baseUrl:", "    «unknown-property»url:")
    ),
    case(
        '`baseUrl` of remote "backend" must be a string or a mapping, not a list',
        (
            "baseUrl: https://backend.acme-it.app",
            "baseUrl: «wrong-type»['https://backend.acme-it.app']",
        ),
    ),
    case(
        'missing required property "default" in `baseUrl` of remote "backend"',
        (
            "baseUrl: https://backend.acme-it.app",
            "«missing-property»baseUrl: {EU: 'https://backend.acme-it.app'}",
        ),
    ),
    case(
        'unknown property "eu" in `baseUrl` of remote "backend"; did you mean "EU"?',
        (
            "baseUrl: https://backend.acme-it.app",
            "baseUrl: {default: 'https://backend.acme-it.app', «unknown-property»eu: 'https://eu.acme-it.app'}",
        ),
    ),
    case(
        'unknown value "fetching" for `operations[0]` of remote "backend" (not in the',
        ("      - fetch\n", "      - «unknown-value»fetching\n"),
    ),
    case(
        '`operations` of remote "backend" has no entries (minimum 1)',
        (
            "    operations:\n      - fetch\n      - storage\n",
            "    operations: «invalid-value»[]\n",
        ),
    ),
    case(
        '`operations` of remote "backend" must be a list, not a string',
        (
            "    operations:\n      - fetch\n      - storage\n",
            "    operations: «wrong-type»fetch\n",
        ),
    ),
    case(
        'unknown property "inScopeEud" in `storage` of remote "backend"; did you mean',
        ("      inScopeEUD: false", "      «unknown-property»inScopeEud: false"),
    ),
    case(
        'missing required property "inScopeEUD" in `storage` of remote "backend"',
        ("    storage:\n      inScopeEUD: false", "    «missing-property»storage: {}"),
    ),
    case(
        "`remotes` must be a list, not a mapping",
        ("remotes:\n  - key: backend\n", "«wrong-type»remotes:\n    key: backend\n"),
        (STORE, ""),
        helps="start each item with `- `",
    ),
    case(
        "`permissions.scopes` must be a list or a mapping, not a string",
        (SCOPES, "  scopes: «wrong-type»read:page:confluence\n"),
        ("          enabled: true\npermissions", "          enabled: false\npermissions"),
        helps="write the scopes as a list, one `- ` line each",
    ),
    case(
        "`permissions.scopes.read:page:confluence` must be a mapping, but it is empty",
        (SCOPES, "  scopes:\n    «wrong-type»read:page:confluence:\n    read:app-user-token: {}\n"),
        helps="write `read:page:confluence: {}`",
    ),
    case(
        "`permissions.scopes[0]` must be a string, not a mapping",
        (SCOPES, "  scopes: [«wrong-type»{read:page:confluence: {}}, read:app-user-token]\n"),
        helps="write only the name of the scope, or write all scopes as a mapping",
    ),
    case(
        "`permissions.scopes` must be a list or a mapping, but it is empty",
        (SCOPES, "  «wrong-type»scopes:\n"),
        ("          enabled: true\npermissions", "          enabled: false\npermissions"),
    ),
    case(
        "must be a string, not a number",
        ("    - read:page:confluence\n", "    - read:page:confluence\n    - «wrong-type»7\n"),
    ),
    case(
        'invalid value "unsafe-inlin" for `permissions.content.styles[0]`: expected',
        ("      - unsafe-inline", "      - «invalid-value»unsafe-inlin"),
    ),
    case(
        '"address" and "remote" cannot be used together in',
        (
            "        - remote: backend\n",
            (
                "        - remote: backend\n"
                "          «conflicting-properties»address: https://x.acme-it.app\n"
            ),
        ),
    ),
    case(
        'missing required property "address" or "remote" in `permissions.external',
        (
            "        - remote: backend\n",
            "        - remote: backend\n        - «missing-property»{}\n",
        ),
    ),
    case(
        '"category" requires "address" in `permissions.external.fetch.backend[0]`',
        (
            "        - remote: backend\n",
            "        - remote: backend\n          «missing-property»category: analytics\n",
        ),
        helps="add `address`, or remove `category`",
    ),
    case(
        "`permissions.external.fetch.backend` must be a list, not a mapping",
        ("        - remote: backend\n", "        remote: backend\n"),
        ("      backend:", "      «wrong-type»backend:"),
    ),
    case(
        'unknown property "externl" in `permissions`; did you mean "external"?',
        ("  external:\n", "  «unknown-property»externl:\n"),
    ),
    case(
        'invalid value "ma.in" for `key` of resource "ma.in": expected one or more',
        ("resources:\n  - key: main", "resources:\n  - key: «invalid-format»ma.in"),
    ),
    case(
        'missing required property "path" in resource "main"',
        ("    path: static/main\n", ""),
        ("  - key: main", "  - key: «missing-property»main"),
    ),
    case(
        'invalid value "1STAGE" for `environment.variables[0]`: expected a variable',
        ("    - STAGE\n", "    - «invalid-format»1STAGE\n"),
    ),
    case(
        "missing required property `environment.variables[1].default`",
        ("      default: eu\n", ""),
        ("    - key: REGION", "    - key: «missing-property»REGION"),
    ),
    case(
        "missing required property `translations.resources[0].path`",
        ("      path: locales/en-US.json\n", ""),
        ("    - key: en-US", "    - key: «missing-property»en-US"),
    ),
    case(
        'unknown value "en" for `translations.fallback.default` (not in the catalog of',
        ("    default: en-US\n", "    default: «unknown-value»en\n"),
    ),
    case(
        "`translations.fallback.de-DE` has duplicate entries",
        ("    de-DE: [en-US]", "    de-DE: «invalid-value»[en-US, en-US]"),
    ),
    case(
        'unknown value "de" for `translations.fallback`',
        ("    de-DE: [en-US]", "    «unknown-value»de: [en-US]"),
    ),
    case(
        'unknown property "enviroment" in the manifest; did you mean "environment"?',
        ("environment:\n", "«unknown-property»enviroment:\n"),
    ),
    case(
        'unknown property "vars" in `environment`',
        ("environment:\n", "environment:\n  «unknown-property»vars: []\n"),
    ),
    case(
        'unknown property "scopes" in the manifest',
        ("environment:\n", "«unknown-property»scopes: []\nenvironment:\n"),
        helps="move it to `permissions.scopes`",
    ),
    case(
        'unknown property "endpoint" in the manifest',
        ("environment:\n", "«unknown-property»endpoint: []\nenvironment:\n"),
        helps="move it to `modules.endpoint`",
    ),
    case(
        'unknown property "remote" in the manifest',
        ("environment:\n", "«unknown-property»remote: []\nenvironment:\n"),
    ),
    case(
        'unknown property "baseUrl" in the manifest',
        ("environment:\n", "«unknown-property»baseUrl: https://x.acme-it.app\nenvironment:\n"),
        helps="move it to an item of `remotes`",
    ),
    case(
        "`remotes` is not a module type but a top-level section",
        (
            "  macro:\n",
            (
                "  «unknown-module-type»remotes:\n"
                "    - key: x\n"
                "      baseUrl: https://x.acme-it.app\n"
                "  macro:\n"
            ),
        ),
        helps="move `remotes` out of `modules`, to the top level of the manifest",
    ),
    case(
        "`resources` must be a list, but it is empty",
        ("resources:\n  - key: main\n    path: static/main\n", "«wrong-type»resources:\n"),
    ),
    case(
        "`environment` must be a mapping, but it is empty",
        (ENVIRONMENT, "«wrong-type»environment:\n"),
    ),
    case(
        "`environment.variables` must be a list, but it is empty",
        (
            "  variables:\n    - STAGE\n    - key: REGION\n      default: eu\n",
            "  «wrong-type»variables:\n",
        ),
    ),
    case(
        "`permissions.external` must be a mapping, but it is empty",
        (EXTERNAL, "  external: «wrong-type»~\n"),
    ),
    case(
        "function 1 must be a mapping, not a string",
        ("  function:\n    - key: run\n", "  function:\n    - «wrong-type»run\n    - key: run\n"),
    ),
    case(
        "`key` of function 1 must be a string, not a number",
        (
            "    - key: run\n      handler: index.run\n",
            "    - key: «wrong-type»7\n      handler: index.run\n",
        ),
    ),
    case(
        'missing required property "handler" in function "run"',
        ("      handler: index.run\n", ""),
        ("    - key: run", "    - key: «missing-property»run"),
    ),
    case(
        '`resolver.endpoint` of macro "hello" must be a string, but it is empty',
        (RESOLVER, "      resolver:\n        «wrong-type»endpoint:\n"),
    ),
]

MARK = re.compile("«([a-z-]+)»")


def broken(edits: tuple[tuple[str, str], ...]) -> tuple[str, str, int, int]:
    """The changed text, and rule, line and column of the mark that was in it."""
    text = GOOD
    for old, new in edits:
        assert text.count(old) == 1, f"{old!r} occurs {text.count(old)} times"
        text = text.replace(old, new)
    (mark,) = MARK.finditer(text)
    before = text[: mark.start()]
    location = before.count("\n") + 1, mark.start() - before.rfind("\n")
    return before + text[mark.end() :], mark[1], *location


def errors(text: str) -> list[Finding]:
    findings = check_text(text).findings
    return [f for f in findings if f.severity is Severity.ERROR or f.name == "unknown-value"]


def test_the_good_one_is_good() -> None:
    assert check_text(GOOD).findings == ()


@pytest.mark.parametrize("one", CASES, ids=[case.says for case in CASES])
def test_one_fault_is_one_error(one: Case) -> None:
    text, rule, line, column = broken(one.edits)
    found = errors(text)
    assert [(f.name, f.span.line, f.span.column) for f in found] == [(rule, line, column)]
    assert one.says in found[0].full_message
    assert one.helps in found[0].help


def test_every_rule_of_shape_is_among_them() -> None:
    tried = {broken(case.edits)[1] for case in CASES}
    assert tried >= {
        "missing-property",
        "unknown-property",
        "wrong-type",
        "invalid-value",
        "invalid-format",
        "conflicting-properties",
    }


def test_no_message_speaks_of_schemas() -> None:
    for one in CASES:
        (finding,) = errors(broken(one.edits)[0])
        words = f"{finding.full_message} {finding.help}"
        assert not re.search(r"schema|instance|\bobject\b|\barray\b|\^|None|\$", words), words


@pytest.mark.parametrize(
    ("old", "value"),
    [
        ("    name: nodejs22.x", "    name: ${STAGE}"),
        ("  id: ari:cloud:ecosystem::app/5a1f0c5e-4f0e-4a34-8c2b-6f7f3f1d2b00", "  id: ${STAGE}"),
        ("    - key: on-page", "    - key: page-${STAGE}"),
        ("      interval: day", '      interval: "${STAGE}"'),
        ("      handler: index.run", "      handler: ${STAGE}"),
        ("      - fetch", "      - ${STAGE}"),
        ("        endpoint: hello-backend", "        endpoint: ${STAGE}"),
    ],
)
def test_values_that_depend_on_a_variable_are_not_judged(old: str, value: str) -> None:
    assert GOOD.count(old) == 1
    assert errors(GOOD.replace(old, value)) == []
    # The same with a name that no variable has is text, which is judged.
    assert errors(GOOD.replace(old, value.replace("STAGE", "NO_SUCH"))) != []


def test_a_variable_is_text_where_no_text_may_stand() -> None:
    text, rule, line, column = broken(
        (("    memoryMB: 512", "    memoryMB: «wrong-type»${STAGE}"),)
    )
    assert [(f.name, f.span.line, f.span.column) for f in errors(text)] == [(rule, line, column)]
