"""One remote macro, all in order; then each link of it broken in turn.

A broken manifest is the good one after replacements. A mark `«rule-name»` in a replacement says
that this rule must fire exactly there; the marks are taken out before the text is checked.
"""

from __future__ import annotations

import re
from typing import NamedTuple

import pytest

from forgecfg.api import check_text
from forgecfg.findings import Severity

GOOD = """\
modules:
  macro:
    - key: remote-macro
      title: Remote macro
      resource: main
      resolver:
        endpoint: remote-macro-node
  endpoint:
    - key: remote-macro-node
      remote: remote-app-node
      auth:
        appUserToken:
          enabled: true
        appSystemToken:
          enabled: true
resources:
  - key: main
    path: static/main
permissions:
  scopes:
    - read:app-system-token
    - read:app-user-token
    - read:confluence-content.summary
remotes:
  - key: remote-app-node
    baseUrl: https://backend.acme-it.app
    operations:
      - compute
app:
  id: ari:cloud:ecosystem::app/5a1f0c5e-4f0e-4a34-8c2b-6f7f3f1d2b00
  runtime:
    name: nodejs22.x
"""

MODULES = GOOD[: GOOD.index("resources:")]
ENDPOINT = GOOD[GOOD.index("  endpoint:\n    -") : GOOD.index("resources:")]
PERMISSIONS = GOOD[GOOD.index("permissions:") : GOOD.index("remotes:")]
REMOTES = GOOD[GOOD.index("remotes:") : GOOD.index("app:\n")]
APP = GOOD[GOOD.index("app:\n") :]
SYSTEM_SCOPE = "    - read:app-system-token\n"
USER_SCOPE = "    - read:app-user-token\n"
APP_SCOPE = "    - read:confluence-content.summary\n"
RESOLVER = "      resolver:\n        endpoint: remote-macro-node\n"


class Break(NamedTuple):
    """Replacements (each of a text that occurs once) that break something."""

    name: str
    edits: tuple[tuple[str, str], ...]


def broken(name: str, *edits: tuple[str, str]) -> Break:
    return Break(name, edits)


BREAKS = [
    broken(
        "resolver names no endpoint of this name",
        (RESOLVER, RESOLVER.replace(": remote", ": «undefined-endpoint»wrong-macro")),
    ),
    broken(
        "endpoint has another key",
        ("    - key: remote-macro-node", "    - key: another"),
        ("        endpoint: ", "        endpoint: «undefined-endpoint»"),
    ),
    broken(
        "the case of the key differs",
        ("    - key: remote-macro-node", "    - key: Remote-Macro-Node"),
        ("        endpoint: ", "        endpoint: «undefined-endpoint»"),
    ),
    broken(
        "endpoint names no remote of this name",
        ("      remote: remote-app-node", "      remote: «undefined-remote»remote-app"),
    ),
    broken(
        "remote has another key",
        ("  - key: remote-app-node", "  - key: another"),
        ("      remote: ", "      remote: «undefined-remote»"),
    ),
    broken(
        "no baseUrl",
        ("    baseUrl: https://backend.acme-it.app\n", ""),
        ("  - key: remote-app-node", "  - key: «missing-base-url»remote-app-node"),
    ),
    broken(
        "empty baseUrl",
        ("baseUrl: https://backend.acme-it.app", 'baseUrl: «invalid-base-url»""'),
    ),
    broken(
        "baseUrl that is no URL",
        ("https://backend.acme-it.app", "«invalid-base-url»backend"),
    ),
    broken(
        "baseUrl of a scheme that Forge does not call",
        ("https://backend.acme-it.app", "«invalid-base-url»ftp://backend.acme-it.app"),
    ),
    broken(
        "a bad URL for one region",
        (
            "baseUrl: https://backend.acme-it.app",
            "baseUrl:\n      default: https://backend.acme-it.app\n      EU: «invalid-base-url»eu",
        ),
    ),
    broken(
        "no scope for the system token",
        (SYSTEM_SCOPE, ""),
        ("        appSystemToken", "        «missing-token-scope»appSystemToken"),
    ),
    broken(
        "no scope for the user token",
        (USER_SCOPE, ""),
        ("        appUserToken", "        «missing-token-scope»appUserToken"),
    ),
    broken(
        "a slip in a token scope",
        ("- read:app-user-token", "- «unknown-scope»read:app-user-tokn"),
    ),
    broken(
        "no scope of the app itself",
        (APP_SCOPE, ""),
        ("        appUserToken", "        «missing-app-scope»appUserToken"),
    ),
    broken(
        "no scopes at all",
        (PERMISSIONS, ""),
        (
            "        appUserToken",
            "        «missing-app-scope»«missing-token-scope»appUserToken",
        ),
        ("        appSystemToken", "        «missing-token-scope»appSystemToken"),
    ),
    broken(
        "an empty list of scopes",
        (PERMISSIONS, "permissions:\n  scopes: []\n"),
        (
            "        appUserToken",
            "        «missing-app-scope»«missing-token-scope»appUserToken",
        ),
        ("        appSystemToken", "        «missing-token-scope»appSystemToken"),
    ),
    broken(
        "no remotes",
        (REMOTES, ""),
        ("      remote: ", "      remote: «undefined-remote»"),
    ),
    broken(
        "no endpoints; the scopes have no token then",
        (ENDPOINT, ""),
        ("        endpoint: ", "        endpoint: «undefined-endpoint»"),
    ),
    broken(
        "the endpoint section stands at the root",
        (ENDPOINT, ""),
        (
            "resources:\n",
            "«unknown-property»endpoint:\n  - key: remote-macro-node\n"
            "    remote: remote-app-node\nresources:\n",
        ),
    ),
    broken(
        "the remotes stand under modules",
        (REMOTES, ""),
        (
            "  macro:\n",
            "  «unknown-module-type»remotes:\n    - key: remote-app-node\n"
            "      baseUrl: https://backend.acme-it.app\n  macro:\n",
        ),
    ),
    broken(
        "the resolver has both",
        (
            RESOLVER,
            RESOLVER + "        «conflicting-properties»function: «undefined-function»run\n",
        ),
    ),
    broken(
        "the resolver has neither",
        (RESOLVER, "      «missing-property»resolver: {}\n"),
    ),
    broken(
        "the resolver is empty",
        (RESOLVER, "      «wrong-type»resolver:\n"),
    ),
    broken(
        "the resolver is a text",
        (RESOLVER, "      resolver: «wrong-type»remote-macro-node\n"),
    ),
    broken(
        "an endpoint without remote",
        ("      remote: remote-app-node\n", ""),
        ("    - key: remote-macro-node", "    - key: «missing-property»remote-macro-node"),
    ),
    broken(
        "an endpoint with a remote and a service",
        (
            "      remote: remote-app-node\n",
            "      remote: remote-app-node\n      «conflicting-properties»service: reports\n",
        ),
        (
            "app:\n",
            "services:\n  - key: reports\n    containers: []\napp:\n",
        ),
    ),
    broken(
        "an endpoint with a service that does not exist",
        (
            "      remote: remote-app-node\n",
            "      service: «undefined-service»reports\n",
        ),
    ),
    broken(
        "a token that is not switched, but set",
        (
            "        appUserToken:\n          enabled: true",
            "        appUserToken: «wrong-type»true",
        ),
    ),
    broken(
        "a token that Forge does not know",
        ("        appUserToken", "        «unknown-token»userToken"),
    ),
    broken(
        "two endpoints of one key",
        (
            "resources:\n",
            "    - key: «duplicate-key»remote-macro-node\n      remote: remote-app-node\n"
            "resources:\n",
        ),
    ),
    broken(
        "two remotes of one key",
        (
            REMOTES,
            REMOTES + "  - key: «duplicate-key»remote-app-node\n"
            "    baseUrl: https://other.acme-it.app\n    operations: [compute]\n",
        ),
    ),
]

MARK = re.compile("«([a-z-]+)»")


def apply(edits: tuple[tuple[str, str], ...]) -> tuple[str, list[tuple[str, int, int]]]:
    """The broken text without marks, and the marks as rule, line and column."""
    text = GOOD
    for old, new in edits:
        assert text.count(old) == 1, f"{old!r} occurs {text.count(old)} times"
        text = text.replace(old, new)
    expected = []
    while mark := MARK.search(text):
        text = text[: mark.start()] + text[mark.end() :]
        before = text[: mark.start()]
        column = mark.start() - before.rfind("\n")
        expected.append((mark[1], before.count("\n") + 1, column))
    return text, expected


def errors(text: str) -> list[tuple[str, int, int]]:
    return [
        (finding.name, finding.span.line, finding.span.column)
        for finding in check_text(text).findings
        if finding.severity is Severity.ERROR
    ]


def test_nothing_is_wrong_with_the_good_one() -> None:
    assert check_text(GOOD).findings == ()


@pytest.mark.parametrize("case", BREAKS, ids=[case.name for case in BREAKS])
def test_a_broken_link_is_one_error_at_its_place(case: Break) -> None:
    text, expected = apply(case.edits)
    assert expected
    assert sorted(errors(text)) == sorted(expected)


def test_every_fault_is_told_in_one_run() -> None:
    text, expected = apply(
        (
            ("name: nodejs22.x", "name: «invalid-value»nodejs18.x"),
            (RESOLVER, RESOLVER.replace(": remote", ": «undefined-endpoint»absent")),
            ("      remote: remote-app-node", "      remote: «undefined-remote»absent"),
            (USER_SCOPE, ""),
            ("        appUserToken", "        «missing-token-scope»appUserToken"),
        )
    )
    assert sorted(errors(text)) == sorted(expected)
    assert len(expected) == 4


def test_the_scopes_are_shown_beside_a_token_that_lacks_one() -> None:
    text, _ = apply(((USER_SCOPE, ""),))
    (finding,) = [f for f in check_text(text).findings if f.severity is Severity.ERROR]
    (related,) = finding.related
    assert text.splitlines()[related.span.line - 1][related.span.column - 1 :] == "scopes:"


@pytest.mark.parametrize(
    ("module_type", "property_", "unknown"),
    [
        ("jira:notYetKnown", "resolver:\n        endpoint: ", True),
        ("jira:notYetKnown", "endpoint: ", True),
        ("someday", "resolver:\n        endpoint: ", True),
        ("someday", "endpoint: ", True),
        # Known, but without a site of its own that the catalogue has.
        ("confluence:attachmentAction", "resolver:\n        endpoint: ", False),
        ("confluence:attachmentAction", "endpoint: ", False),
    ],
)
def test_unknown_module_types_are_followed_too(
    module_type: str, property_: str, unknown: bool
) -> None:
    rest = "" if unknown else "\n      title: New\n      location: action\n      resource: main"
    added = f"  {module_type}:\n    - key: new\n      {property_}«undefined-endpoint»absent{rest}\n"
    text, expected = apply((("  macro:\n", added + "  macro:\n"),))
    assert errors(text) == expected
    named = [(f.name, f.span.line, f.span.column) for f in check_text(text).findings]
    assert (("unknown-module-type", 2, 3) in named) is unknown
    assert errors(text.replace("absent", "remote-macro-node")) == []


def test_addresses_and_events_need_no_quotes_in_flow_style() -> None:
    text = GOOD.replace("baseUrl: https:", "baseUrl: {default: https:").replace(
        "backend.acme-it.app\n", "backend.acme-it.app, EU: https://eu.acme-it.app}\n"
    )
    assert "{default: https://backend.acme-it.app, EU: https://eu.acme-it.app}" in text
    trigger = "  trigger:\n    - {key: on, function: run, events: [avi:forge:installed:app]}\n"
    function = "  function: [{key: run, handler: index.run}]\n"
    assert check_text(text.replace("  macro:\n", trigger + function + "  macro:\n")).findings == ()
