"""Every example of every rule, checked as a user's file would be."""

from __future__ import annotations

import pytest

from forgecfg.api import CheckOptions, fix_text
from forgecfg.document.document import load
from forgecfg.document.nodes import Mapping
from forgecfg.files.app_files import InMemoryFiles
from forgecfg.findings import Finding
from forgecfg.linter.lint import run
from forgecfg.manifest.view import read_manifest
from forgecfg.rules.base import Bad, Context, Good, Rule
from forgecfg.rules.gates.common import never
from forgecfg.rules.table import RULES

GOOD = [
    pytest.param(rule, good, id=f"{rule.code}-{number}")
    for rule in RULES
    for number, good in enumerate(rule.good)
]
BAD = [
    pytest.param(rule, bad, id=f"{rule.code}-{number}")
    for rule in RULES
    for number, bad in enumerate(rule.bad)
    if bad.given != "missing-file"  # a file's absence is tried where files are read
]


def crash(_context: Context) -> bool:
    raise RuntimeError("on purpose")


def files_of(example: Good | Bad) -> InMemoryFiles | None:
    return InMemoryFiles(example.files) if example.files is not None else None


def findings_of(rule: Rule, example: Good | Bad) -> list[Finding]:
    rules: tuple[Rule, ...] = RULES
    if isinstance(example, Bad) and example.given == "crashing-rule":
        rules = (RULES[-1]._replace(gate=crash),)
    times = example.times if isinstance(example, Bad) else 1
    document = load(example.text * times)
    report = run(document, "manifest.yml", rules, files=files_of(example))
    texts = {"manifest.yml": document.text, **(example.files or {})}
    assert all(f.span.start <= f.span.end <= len(texts[f.file]) for f in report.findings)
    crashed = [f.message for f in report.findings if f.code == "FC000" and rule.code != "FC000"]
    assert not crashed
    return [finding for finding in report.findings if finding.code == rule.code]


@pytest.mark.parametrize(("rule", "example"), GOOD)
def test_silent_on_good(rule: Rule, example: Good) -> None:
    assert findings_of(rule, example) == []


@pytest.mark.parametrize(("rule", "example"), BAD)
def test_fires_on_bad(rule: Rule, example: Bad) -> None:
    found = findings_of(rule, example)
    assert found, "the rule is silent"
    first = found[0]
    assert (first.span.line, first.span.column) == example.at
    assert first.file == (example.file or "manifest.yml")
    assert example.says in first.full_message
    assert first.severity == (example.severity or rule.severity)


def options_for(rule: Rule) -> CheckOptions:
    """The rule alone; what an ignore comment covers only shows where the others run too."""
    return CheckOptions(rules=RULES if rule.name == "unused-suppression" else (rule,))


FIXED = [case for case in BAD if case.values[1].fixed is not None]  # type: ignore[union-attr]


@pytest.mark.parametrize(("rule", "example"), FIXED)
def test_fix_gives_the_fixed_text(rule: Rule, example: Bad) -> None:
    text = example.text if isinstance(example.text, str) else example.text.decode()
    options = options_for(rule)
    result = fix_text(text, options=options, unsafe=rule.fix == "unsafe", files=files_of(example))
    assert result.text == example.fixed
    assert rule.code not in {finding.code for finding in result.report.findings}
    assert fix_text(result.text, options=options, unsafe=True).text == result.text


@pytest.mark.parametrize(("rule", "example"), FIXED)
def test_unsafe_fixes_are_applied_only_when_asked_for(rule: Rule, example: Bad) -> None:
    text = example.text if isinstance(example.text, str) else example.text.decode()
    result = fix_text(text, options=options_for(rule), files=files_of(example))
    assert (result.text == text) == (rule.fix == "unsafe")


@pytest.mark.parametrize(("_", "example"), [c for c in BAD if c.values[1].times == 1])  # type: ignore[union-attr]
def test_all_fixes_of_all_rules_converge(_: Rule, example: Bad) -> None:
    """Every fix on every bad example: what it was for is gone, nothing worse is new."""
    if not isinstance(example.text, str):
        return
    files = files_of(example)
    before = run(load(example.text), "manifest.yml", RULES, files=files)
    result = fix_text(example.text, unsafe=True, files=files)
    assert "FC000" not in {finding.code for finding in result.report.findings}
    fixable = {finding.code for finding in before.findings if finding.fixes}
    assert not [f for f in result.report.findings if f.fixes], "something is left to fix"
    known = {(finding.code, finding.message) for finding in before.findings}
    new = [f for f in result.report.findings if (f.code, f.message) not in known]
    # A fix may write a placeholder, which is reported until the author replaces it.
    new = [f for f in new if not f.name.startswith("placeholder-")]
    assert not [f.full_message for f in new], fixable
    assert fix_text(result.text, unsafe=True, files=files).text == result.text


@pytest.mark.parametrize(("_", "example"), [*GOOD, *(c for c in BAD if c.values[1].times == 1)])  # type: ignore[union-attr]
def test_no_rule_is_left_out_that_would_find_something(_: Rule, example: Good | Bad) -> None:
    """What is quick to tell of a rule agrees with the rule; others rely on what was told."""
    agree(example.text, files_of(example))


@pytest.mark.parametrize(("_", "example"), [c for c in BAD if c.values[1].times == 1])  # type: ignore[union-attr]
def test_no_rule_is_left_out_for_a_section_that_is_there_again(_: Rule, example: Bad) -> None:
    """Rules look at the first of two sections with one name, and so does what is quick to tell."""
    root = load(example.text).root
    if isinstance(example.text, str) and isinstance(root, Mapping) and not root.flow:
        again = "".join(f"{entry.name}: {{}}\n" for entry in root.entries)
        agree(f"{example.text}\n{again}", files_of(example))


def agree(text: str | bytes, files: InMemoryFiles | None) -> None:
    document = load(text)
    context = Context(document, read_manifest(document), files)
    left_out = [rule for rule in RULES if not rule.gate(context) and rule.gate is not never]
    assert left_out
    for rule in left_out:
        assert list(rule.content.check(context)) == [], rule.name
