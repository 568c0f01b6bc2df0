"""One fault is one finding: what follows from it is not said too."""

from __future__ import annotations

import pytest

from forgecfg.api import Severity, check_text

GOOD = """\
app:
  id: ari:cloud:ecosystem::app/0c1d8a52-3f0b-4c6e-9d55-1f6f2b7f9a10
  runtime:
    name: nodejs22.x
modules:
  jira:issuePanel:
    - key: panel
      title: Panel
      icon: https://acme-it.app/panel.svg
      resource: main
      resolver:
        function: run
  trigger:
    - key: on-start
      function: run
      events:
        - avi:forge:installed:app
  function:
    - key: run
      handler: index.run
  endpoint:
    - key: node
      remote: backend
      auth:
        appSystemToken:
          enabled: true
  webtrigger:
    - key: hook
      endpoint: node
resources:
  - key: main
    path: static/main
remotes:
  - key: backend
    baseUrl: https://backend.acme-it.app
    operations: [compute]
permissions:
  scopes:
    - read:jira-work
    - read:app-system-token
"""
RESOURCES = "resources:\n  - key: main\n    path: static/main\n"
PERMISSIONS = "permissions:\n  scopes:\n    - read:jira-work\n    - read:app-system-token\n"
LONG = "two words, and more of them"
FUNCTIONS = "    - key: run\n      handler: index.run\n"


def found(text: str) -> list[tuple[str, int]]:
    """The names and lines of all findings but hints."""
    findings = check_text(text).findings
    return [(f.name, f.span.line) for f in findings if f.severity > Severity.INFO]


def below(section: str) -> str:
    """The good manifest with a section of its root under `modules`."""
    indented = "".join(f"  {line}\n" for line in section.splitlines())
    return GOOD.replace(section, "").replace("modules:\n", f"modules:\n{indented}")


def test_the_good_one_is_good() -> None:
    assert found(GOOD) == [("missing-route", 22)]


CASES = {
    "resources among modules": (below(RESOURCES), "unknown-module-type", 6),
    "permissions among modules": (below(PERMISSIONS), "unknown-module-type", 6),
    "app among modules": (below(GOOD[: GOOD.index("modules:")]), "unknown-module-type", 2),
    "misspelt section of functions": (
        GOOD.replace("  function:\n", "  functon:\n"),
        "unknown-module-type",
        18,
    ),
    "no list of modules": (
        GOOD.replace("  webtrigger:", "  odd:type: none\n  webtrigger:"),
        "unknown-module-type",
        27,
    ),
    "merge key among modules": (
        GOOD.replace("  webtrigger:", "  <<: {macro: []}\n  webtrigger:"),
        "merge-key",
        27,
    ),
    "merge key beside the tokens of a remote": (
        GOOD.replace("[compute]\n", "[compute]\n    auth:\n      <<: {appUserToken: {}}\n"),
        "merge-key",
        38,
    ),
    "quoted merge key": (
        GOOD.replace("static/main\n", 'static/main\n    "<<": {}\n'),
        "unknown-property",
        33,
    ),
    "quoted merge key beside the tokens of a remote": (
        GOOD.replace("[compute]\n", '[compute]\n    auth:\n      "<<": {}\n'),
        "unknown-token",
        38,
    ),
    "modules that are no list": (
        GOOD.replace("    - key: hook\n", "      key: hook\n"),
        "wrong-type",
        27,
    ),
    "function called as an endpoint": (
        GOOD.replace(FUNCTIONS, f"{FUNCTIONS}{FUNCTIONS.replace('key: run', 'key: late')}").replace(
            "resources:\n", "    - key: call\n      endpoint: late\nresources:\n"
        ),
        "undefined-endpoint",
        33,
    ),
    "short slip of a required name": (
        GOOD.replace("- key: panel", "- kex: panel"),
        "misspelt-property",
        7,
    ),
    "empty handler": (GOOD.replace("index.run", '""'), "invalid-handler", 20),
    "long address with a scheme that is refused": (
        GOOD.replace(
            "permissions:\n",
            f"permissions:\n  external:\n    images:\n      - address: http://{'a' * 1000}.com\n",
        ),
        "invalid-format",
        GOOD[: GOOD.index("permissions:")].count("\n") + 4,
    ),
    "key with spaces": (
        GOOD.replace(FUNCTIONS, f"{FUNCTIONS}{FUNCTIONS.replace('key: run', 'key: two words')}"),
        "invalid-format",
        21,
    ),
    "key of an endpoint with spaces": (
        GOOD.replace("  webtrigger:", "    - {key: two words, remote: backend}\n  webtrigger:"),
        "invalid-format",
        27,
    ),
    "long key": (
        GOOD.replace("run\n", f"{'r' * 24}\n"),
        "long-key",
        19,
    ),
    "long key with spaces": (
        GOOD.replace(FUNCTIONS, f"{FUNCTIONS}{FUNCTIONS.replace('key: run', f'key: {LONG}')}"),
        "invalid-format",
        21,
    ),
    "variable in a key": (GOOD.replace("key: panel", "key: ${PANEL}"), "invalid-format", 7),
    "item that is no mapping": (
        GOOD.replace(FUNCTIONS, "    - run\n"),
        "wrong-type",
        19,
    ),
    "no items": (GOOD.replace(f":\n{FUNCTIONS}", ": []\n"), "invalid-value", 18),
    "reference where none may be": (
        GOOD.replace(
            "      function: run\n      events",
            "      function: run\n      resource: no\n      events",
        ),
        "unknown-property",
        16,
    ),
    "section twice": (
        GOOD.replace("  endpoint:\n", f"  function:\n{FUNCTIONS}  endpoint:\n"),
        "duplicate-yaml-key",
        21,
    ),
    "locale twice": (
        GOOD
        + "translations:\n  resources:\n"
        + "    - key: en-US\n      path: en.json\n" * 2
        + "  fallback:\n    default: en-US\n",
        "duplicate-locale",
        45,
    ),
    "translated text where none may be": (
        GOOD.replace("icon: https://acme-it.app/panel.svg", "icon: {i18n: panel.icon}"),
        "wrong-type",
        9,
    ),
    "colon in an anchor": (
        GOOD.replace("- read:jira-work\n", "- read:jira-work\n    - &read:me\n"),
        "wrong-type",
        40,
    ),
}


@pytest.mark.parametrize(("text", "name", "line"), CASES.values(), ids=CASES)
def test_one_fault_is_one_finding(text: str, name: str, line: int) -> None:
    others = [one for one in found(text) if one[0] != "missing-route"]
    assert others == [(name, line)]


def test_keys_among_the_items_of_a_list_are_one_slip() -> None:
    text = GOOD.replace("      title: Panel\n      icon", "    title: Panel\n    icon")
    assert found(text) == [("invalid-yaml", 8)]


def test_a_function_is_missed_beside_actions() -> None:
    """`action` is like `function`, but no slip of it."""
    text = GOOD.replace(f"  function:\n{FUNCTIONS}", "  action:\n    - key: act\n")
    assert ("undefined-function", 12) in found(text)


def test_an_endpoint_straight_on_an_agent_connector_is_told_its_place() -> None:
    connector = "    - key: helper\n      name: Helper\n      endpoint: node\n"
    text = GOOD.replace("  webtrigger:\n", f"  rovo:agentConnector:\n{connector}  webtrigger:\n")
    [told] = [f for f in check_text(text).findings if f.name == "unknown-property"]
    assert told.help == "move it to `protocols.agent2Agent.jsonRpcTransport.endpoint`"


def test_a_remote_is_not_unused_where_the_endpoints_are_at_the_root() -> None:
    endpoints = "endpoint:\n  - key: api\n    remote: backend\n"
    modules = "modules:\n  webtrigger:\n    - key: hook\n      endpoint: api\n"
    remotes = "remotes:\n  - key: backend\n    baseUrl: https://backend.acme-it.app\n"
    names = {finding.name for finding in check_text(modules + endpoints + remotes).findings}
    assert "unknown-property" in names
    assert "unused-remote" not in names
