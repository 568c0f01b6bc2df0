"""Remotes that get the tokens of a provider: whether the app may send to them."""

from __future__ import annotations

import pytest

from forgecfg.api import ScaffoldOptions, check_text, fix_text, scaffold_text

PROVIDER = """\
modules:
  function:
    - key: run
      handler: index.run
      providers:
        auth: [drawings]
providers:
  auth:
    - key: drawings
      remotes:
        - api
"""
REMOTE = """\
remotes:
  - key: api
    baseUrl: https://api.acme-it.app
    operations:
      - fetch
"""
HEAD = "permissions:\n  external:\n    fetch:\n      "


def is_refused(text: str) -> bool:
    return "FC411" in {finding.code for finding in check_text(text).findings}


# What Forge's own linter says to each (measured).
@pytest.mark.parametrize(
    ("permission", "refused"),
    [
        ("backend: [{remote: api}]", False),
        ("backend: ['https://api.acme-it.app']", False),
        ("backend: [{address: 'https://api.acme-it.app'}]", False),
        ("backend: [{address: 'https://api.acme-it.app', category: analytics}]", False),
        ("backend: [https://other.acme-it.app, {remote: api}]", False),
        ("client: [{remote: api}]", True),
        ("backend: []", True),
        ("backend:", True),
        ("backend: [{remote: other}]", True),
        ("backend: ['https://api.acme-it.app/']", True),
        ("backend: ['https://API.acme-it.app']", True),
        ("backend: [api.acme-it.app]", True),
        ("backend: [{address: '*.acme-it.app'}]", True),
        ("backend: ['*']", True),
    ],
)
def test_what_counts_as_allowed(permission: str, refused: bool) -> None:
    assert is_refused(f"{PROVIDER}{REMOTE}{HEAD}{permission}\n") is refused


def test_regions_are_allowed_by_their_remote_alone() -> None:
    regions = REMOTE.replace(": https", ":\n      default: https")
    assert is_refused(f"{PROVIDER}{regions}{HEAD}backend: ['https://api.acme-it.app']\n")
    assert not is_refused(f"{PROVIDER}{regions}{HEAD}backend: [{{remote: api}}]\n")


@pytest.mark.parametrize(
    "text",
    [
        PROVIDER + HEAD + "backend: []\n",  # no such remote: undefined-remote
        PROVIDER + REMOTE + HEAD.replace("fetch", "fetsh") + "backend: [{remote: api}]\n",
        PROVIDER + REMOTE + HEAD + "backend: {remote: api}\n",  # wrong-type
        PROVIDER + REMOTE + HEAD + "backend: ['${ADDRESS}']\nenvironment: {variables: [ADDRESS]}\n",
        PROVIDER + REMOTE.replace("https://api.acme-it.app", "${ADDRESS}") + HEAD + "backend: []\n"
        "environment: {variables: [ADDRESS]}\n",
        PROVIDER + "remotes: [{key: api, configurable: {name: n, description: d}}]\n",
    ],
)
def test_nothing_is_said_beside_another_fault_or_of_what_is_unknown(text: str) -> None:
    assert not is_refused(text)


def test_scaffold_adds_the_remote_and_the_permission() -> None:
    options = ScaffoldOptions(base_urls={"": "https://api.acme-it.app"}, scopes=("read:jira-work",))
    result = scaffold_text(PROVIDER, options)
    permission = HEAD.removeprefix("permissions:\n") + "backend:\n        - remote: api\n"
    assert result.text == (
        PROVIDER + REMOTE + "permissions:\n  scopes:\n    - read:jira-work\n" + permission
    )
    assert result.added[-1] == 'permission to fetch from remote "api"'
    assert scaffold_text(result.text, options).added == ()


def test_operations_that_are_listed_get_fetch() -> None:
    text = PROVIDER + REMOTE.replace("- fetch", "- compute")
    wanted = text + "      - fetch\n" + HEAD + "backend:\n        - remote: api\n"
    assert scaffold_text(text).text == wanted
    fixed = fix_text(text, unsafe=True).text
    # The provider has no name, which is required.
    assert fixed.replace("      name: TODO\n", "") == wanted
    assert fix_text(text).text == text
    silent = PROVIDER + REMOTE.partition("    operations")[0]
    assert scaffold_text(silent).text == silent + HEAD + "backend:\n        - remote: api\n"
