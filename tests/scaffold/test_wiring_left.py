"""What scaffolding cannot wire is reported: it never accepts what `check` rejects."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given

from forgecfg.api import ScaffoldOptions, check_text, scaffold_text
from forgecfg.findings import Severity
from forgecfg.rules.selection import choose_rules

from .manifests import manifests
from .properties import OPTIONS

ROOT = Path(__file__).parents[2]
EXAMPLES = sorted((ROOT / "examples").rglob("manifest.yml"))
CORPUS = sorted((ROOT.parent / "shared" / "corpus").rglob("*.yml"))
WIRING = ("FC2", "FC3", "FC4")

BY_URL = """\
modules:
  jira:adminPage:
    - key: fixer
      title: Fixer
      resource: main
      resolver:
        endpoint: fixer-api
  endpoint:
    - key: fixer-api
      url: https://fixer.acme-tools.dev/fix
      auth:
        appSystemToken: true
resources:
  - key: main
    path: static/main
permissions:
  scopes:
    - storage:app
    - read:app-system-token
"""


def broken(text: str) -> set[str]:
    """The errors of `check` in the wiring."""
    findings = check_text(text).findings
    wrong = [one for one in findings if one.severity is Severity.ERROR]
    return {one.message for one in wrong if one.code.startswith(WIRING)}


def assert_not_content_with_broken_wiring(text: str) -> None:
    for options in (ScaffoldOptions(), OPTIONS):
        result = scaffold_text(text, options)
        if not result.open and not result.by_hand:
            assert broken(result.text) == set(), result.text


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.parent.name)
def test_examples(path: Path) -> None:
    text = path.read_text("utf-8")
    assert_not_content_with_broken_wiring(text)
    # Cut at a line: the rest is a manifest with less.
    lines = text.splitlines(keepends=True)
    for at in range(2, len(lines), 7):
        assert_not_content_with_broken_wiring("".join(lines[:at]))
        assert_not_content_with_broken_wiring("".join(lines[:at] + lines[at + 1 :]))


@given(manifests())
def test_random_manifests(text: str) -> None:
    assert_not_content_with_broken_wiring(text)


@pytest.mark.skipif(not CORPUS, reason="no collection of manifests here")
def test_corpus() -> None:
    for path in CORPUS:
        assert_not_content_with_broken_wiring(path.read_text("utf-8"))


def test_a_url_on_an_endpoint_becomes_a_remote() -> None:
    result = scaffold_text(BY_URL)
    assert not result.open
    assert "    - key: fixer-api\n      remote: backend\n" in result.text
    assert "    baseUrl: https://fixer.acme-tools.dev\n" in result.text
    assert "      route:\n        path: /fix\n" in result.text
    assert "        appSystemToken:\n          enabled: true\n" in result.text
    assert broken(result.text) == set()
    assert scaffold_text(result.text) == (result.text, (), (), (), ())


def test_an_endpoint_without_a_remote_gets_one() -> None:
    text = BY_URL.replace("      url: https://fixer.acme-tools.dev/fix\n", "")
    assert "      remote: fixers\n" in scaffold_text(text, OPTIONS._replace(remote="fixers")).text


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("fix\n", "fix\n      key: other\n", "FC003"),
        ("url: https://f", "url: http://f", "must start with https://"),
        ("key: fixer-api", "key: fixer", "fixer"),
        ("      resource: main", "      resource: mian", 'resource "mian", which is not declared'),
    ],
)
def test_what_cannot_be_fixed_is_reported(old: str, new: str, message: str) -> None:
    result = scaffold_text(BY_URL.replace(old, new, 1))
    said = [one.message for one in result.open] + [one.reason for one in result.by_hand]
    if message != "FC003":
        assert any(message in one for one in said), said
    assert said


def test_ignored_rules_are_not_reported() -> None:
    text = BY_URL.replace("  - key: main\n", "  - key: main\n    path: a\n  - key: main\n")
    assert any("main" in one.message for one in scaffold_text(text).open)
    rules = choose_rules((), ("FC204",))
    assert scaffold_text(text, ScaffoldOptions(rules=rules)).open == ()


def test_a_token_option_is_never_dropped_silently() -> None:
    wired = scaffold_text(BY_URL).text
    result = scaffold_text(wired, ScaffoldOptions(tokens=("appUserToken",)))
    assert [one.message for one in result.open] == [
        "--user-token is unused: it applies to new endpoints, and none is missing"
    ]
    assert "`forgecfg add token fixer-api --user-token`" in result.open[0].advice
    assert not scaffold_text(wired, ScaffoldOptions(tokens=("appSystemToken",))).open


@pytest.mark.parametrize("kind", ["macro", "trigger"])
def test_time_is_linear(kind: str) -> None:
    def seconds(count: int) -> float:
        site = "resolver: {{endpoint: e{}}}" if kind == "macro" else "endpoint: e{}"
        items = (f"    - key: m{n}\n      {site.format(n)}\n" for n in range(count))
        text = f"modules:\n  {kind}:\n" + "".join(items)
        start = time.process_time()
        result = scaffold_text(text, OPTIONS)
        assert len(result.added) == count + 2
        return time.process_time() - start

    seconds(10)
    # Ten times the input; the margin is for a loaded machine.
    assert seconds(500) < 15 * seconds(50)
