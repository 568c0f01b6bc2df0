"""Fixes that are wrong are not applied; the run is complete, and the findings stay."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from forgecfg.api import CheckOptions, Rule, Safety, fix_text
from forgecfg.document.changes import Drop, Plan, Put
from forgecfg.document.document import Document, load
from forgecfg.document.locations import at_value
from forgecfg.document.positions import Edit
from forgecfg.edits.value import set_value
from forgecfg.findings import FixBuilder, Violation
from forgecfg.rules.base import Context
from forgecfg.rules.table import RULES

TEXT = """\
app:
  id: one
permissions:
  scopes:
    - read:jira-work
    - read:jira-work
"""
MENDED = TEXT.removesuffix("    - read:jira-work\n")


def rule_with(plan: Callable[[Document, str], Plan]) -> Rule:
    """A rule that finds fault with `app.id`, whatever it is."""

    def check(context: Context) -> Iterator[Violation]:
        root = context.manifest.root
        location = root.at("app", "id") if root is not None else None
        if location is not None:
            builder = FixBuilder(
                "another one", Safety.SAFE, lambda here: plan(here, location.text or "")
            )
            yield Violation(at_value(location), "no good", fixes=(builder,))

    class Stub(Rule):
        def check(self, context: Context) -> Iterator[Violation]:
            return check(context)

    return Stub(*next(rule for rule in RULES if rule.name == "invalid-value"))


def other(document: Document, value: str) -> Plan:
    return set_value(document, ("app", "id"), "two" if value == "one" else "one")


def longer(document: Document, value: str) -> Plan:
    return set_value(document, ("app", "id"), value + "x")


def another_change(document: Document, value: str) -> Plan:
    return Plan(other(document, value).edits, (Put(("app", "id"), "three"),))


def no_place(document: Document, value: str) -> Plan:
    return Plan(other(document, value).edits, (Drop(("nowhere",)),))


def unreadable(document: Document, _: str) -> Plan:
    return Plan((Edit(document.lines.span(0, 0), "[\n"),), (Put(("app", "id"), "two"),))


def second_document(document: Document, _: str) -> Plan:
    return Plan((Edit(document.lines.span(0, 0), "---\n---\n"),), (Put(("app", "id"), "two"),))


DUPLICATES = next(rule for rule in RULES if rule.name == "duplicate-scope")


@pytest.mark.parametrize("plan", [another_change, no_place, unreadable, second_document])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_fix_that_does_not_do_what_it_means(
    plan: Callable[[Document, str], Plan], newline: str
) -> None:
    rules = (rule_with(plan), DUPLICATES)
    text = "\ufeff" + TEXT.replace("\n", newline)
    result = fix_text(text, options=CheckOptions(rules))
    # The other fixes are applied all the same.
    assert result.text == "\ufeff" + MENDED.replace("\n", newline)
    assert result.applied == 1
    [rejected] = result.rejected
    assert rejected.startswith('the fix "another one" was not applied: the ')
    # The finding stays, and no longer promises a fix.
    assert [(one.message, one.fixes) for one in result.report.findings] == [("no good", ())]


@pytest.mark.parametrize("plan", [other, longer])
def test_fixes_without_an_end(plan: Callable[[Document, str], Plan]) -> None:
    rules = (rule_with(plan), DUPLICATES)
    result = fix_text(TEXT, options=CheckOptions(rules))
    assert (result.text, result.applied) == (TEXT, 0)
    assert result.rejected == ("the fixes undo each other; none was applied",)
    assert {one.code for one in result.report.findings} == {rules[0].code, DUPLICATES.code}
    assert not any(one.fixes for one in result.report.findings)


def test_two_byte_order_marks_stay_two() -> None:
    text = "\ufeff\ufeff" + TEXT
    assert load("\ufeff" + TEXT).text == TEXT
    assert fix_text(text, unsafe=True).text == text


def test_a_text_beyond_the_safety_limit_stays_what_it_is() -> None:
    text = TEXT + "# long\n" * 2_600_000
    assert fix_text(text).text == text


def test_a_fix_that_cannot_be_built_is_left_out() -> None:
    def crash(_: Document, __: str) -> Plan:
        raise RuntimeError("on purpose")

    result = fix_text(TEXT, options=CheckOptions((rule_with(crash), DUPLICATES)))
    assert (result.text, result.applied, result.rejected) == (MENDED, 1, ())
    assert [(one.message, one.fixes) for one in result.report.findings] == [("no good", ())]


UNUSED = "  # forgecfg: ignore[unused-remote]"


@pytest.mark.parametrize(
    ("text", "fixed"),
    [
        (f"app: {{}}{UNUSED}\n---\na: 1\n", False),  # a second document
        (f"app: {{}}\n? [a,{UNUSED}\n  b]\n: 1\nx: 1{UNUSED}\n", True),  # in a key
    ],
)
def test_a_fix_that_cannot_be_verified_ends_no_run(text: str, fixed: bool) -> None:
    result = fix_text(text)
    assert "FC000" not in {one.code for one in result.report.findings}
    assert result.applied == fixed
    assert result.text == (text.replace(f"x: 1{UNUSED}", "x: 1") if fixed else text)
    left = [one for one in result.report.findings if one.name == "unused-suppression"]
    assert [one.fixes for one in left] == [()]


@pytest.mark.parametrize("keys", [("scopess", "sopes"), ("scope", "scopes-", "Scopes")])
def test_two_renames_never_make_a_duplicate_key(keys: tuple[str, ...]) -> None:
    head = "app: {runtime: {name: nodejs22.x}}\nmodules: {}\npermissions:\n"
    text = head + "".join(f"  {key}: []\n" for key in keys)
    result = fix_text(text, unsafe=True)
    assert result.text == text.replace(f"  {keys[0]}:", "  scopes:")
    assert not [one for one in result.report.findings if one.message.startswith("duplicate key")]
    assert fix_text(result.text, unsafe=True).text == result.text


# What is hard to add to: ends of files, and characters that some parsers take for line ends.
ENDS = [
    "x: |+\n  a\n\n",
    "\t\n",
    "x: &q |\n  a\ny: *q",
    "    - |+\n      a\n\n\t\n",
    "    - &q |+\n      a\n\n    - *q\n",
    "    - &q |\n      a\n    - *q",
    "    - >+\n      a\n\n\n",
    "    - a\n  \t",
    "    -\n",
    "    - a\r",
    "    - [a,\rb]\n",
    "    - 'x'\r    - y\n",
    "    - \ud800\n",
    '    - "\ud800"\n',
    "  \u2028",
    "...\n",
    "    - a # forgecfg: ignore[FC101]",
]


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("end", ENDS, ids=ascii)
def test_the_end_of_a_file_ends_no_run(end: str, newline: str) -> None:
    modules = "modules:\n  endpoint:\n    - key: e\n      remote: r\n"
    token = "      auth: {appSystemToken: {enabled: true}}\nremotes:\n  - key: r\n"
    text = (modules + token + TEXT + end).replace("\n", newline)
    for unsafe in (False, True):
        result = fix_text(text, unsafe=unsafe)
        assert "FC000" not in {one.code for one in result.report.findings}
        assert fix_text(result.text, unsafe=unsafe).text == result.text
        scopes = {one.message for one in result.report.findings if one.name == "duplicate-scope"}
        assert not scopes or result.rejected
