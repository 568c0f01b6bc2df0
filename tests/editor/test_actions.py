"""Actions for findings and positions: their edits, checked by applying them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forgecfg.document.document import load
from forgecfg.document.nodes import to_data
from forgecfg.editor.actions import FIX_ALL, QUICK_FIX, REFACTOR, SCAFFOLD, Action, actions
from forgecfg.editor.diagnostics import check
from forgecfg.editor.ignore_comment import ignore_edit
from forgecfg.editor.text_changes import text_edits
from forgecfg.edits.apply import apply_edits
from forgecfg.findings import FileReport
from forgecfg.linter.fix import FixResult, fix
from forgecfg.rules.table import RULES

from .conftest import MANIFEST, at, snapshot

UNDECLARED = MANIFEST.replace(
    "      resolver:\n        function: settings", "      resolver:\n        endpoint: audit"
)
NO_SCOPE = MANIFEST.replace("    - read:app-user-token\n", "")


def found(text: str, offset: int, only: tuple[str, ...] = ()) -> list[Action]:
    def check_text(changed: str) -> FileReport:
        return check(snapshot(changed), RULES)

    def fixed() -> FixResult:
        return fix(text, check_text, unsafe=False)

    current = snapshot(text)
    return actions(current, check(current, RULES), offset, offset, fixed, only)


def named(listed: list[Action], start: str) -> Action:
    return next(action for action in listed if action.title.startswith(start))


def names(text: str) -> list[str]:
    report = check(snapshot(text), RULES)
    return [finding.name for finding in report.findings if finding.file == report.file]


def test_fix_of_a_finding() -> None:
    action = named(
        found(NO_SCOPE, at(NO_SCOPE, "    appUser".replace("    ", "        "))), "Add scope"
    )
    assert action.kind == QUICK_FIX
    assert action.preferred
    assert action.finding is not None
    assert action.finding.name == "missing-token-scope"
    assert names(NO_SCOPE) == ["missing-token-scope"]
    assert names(apply_edits(NO_SCOPE, action.edits)) == []


def test_add_what_is_missing_here() -> None:
    action = named(found(UNDECLARED, at(UNDECLARED, "endpoint: aud")), 'Add endpoint "audit"')
    new = apply_edits(UNDECLARED, action.edits)
    assert "- key: audit\n      remote: backend" in new
    assert "undefined-endpoint" not in names(new)


def test_add_an_endpoint_with_its_remote() -> None:
    text = UNDECLARED.replace("remotes:\n", "others:\n", 1)
    cut = text[: text.index("others:")] + text[text.index("resources:") :]
    cut = cut.replace("  endpoint:\n", "  endpoints:\n")[: cut.index("  endpoint:\n")]
    cut += "resources:\n  - key: main\n    path: static/main\n"
    action = named(found(cut, at(cut, "endpoint: aud")), "Add endpoint")
    new = apply_edits(cut, action.edits)
    assert "- key: audit" in new
    assert "remotes:\n" in new


def test_fix_all() -> None:
    text = NO_SCOPE.replace("    - read:jira-work\n", "    - read:jira-work\n" * 2)
    action = named(found(text, 0, ("source.fixAll",)), "Fix all")
    assert action.kind == FIX_ALL
    assert names(apply_edits(text, action.edits)) == []
    assert found(MANIFEST, 0, (FIX_ALL,)) == []


def test_scaffold_on_request() -> None:
    action = named(found(UNDECLARED, 0, (SCAFFOLD,)), "Add")
    assert "undefined-endpoint" not in names(apply_edits(UNDECLARED, action.edits))
    assert all(one.kind == SCAFFOLD for one in found(UNDECLARED, 0, (SCAFFOLD,)))


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_ignore_comment(newline: str) -> None:
    text = UNDECLARED.replace("\n", newline)
    action = named(found(text, at(text, "endpoint: aud")), "Ignore undefined-endpoint")
    new = apply_edits(text, action.edits)
    assert "undefined-endpoint" in names(text)
    assert "undefined-endpoint" not in names(new)
    assert "unused-suppression" not in names(new)
    assert new.count("\r") == new.count("\n") * (newline == "\r\n")


def test_second_rule_in_an_ignore_comment() -> None:
    text = UNDECLARED.replace("endpoint: audit", "endpoint: audit # forgecfg: ignore[other]")
    action = named(found(text, at(text, "endpoint: aud")), "Ignore undefined-endpoint")
    assert "ignore[other, undefined-endpoint]" in apply_edits(text, action.edits)


def test_ignore_comment_above_a_line_with_another_comment() -> None:
    text = UNDECLARED.replace("endpoint: audit", "endpoint: audit # a note")
    action = named(found(text, at(text, "endpoint: aud")), "Ignore undefined-endpoint")
    assert "        # forgecfg: ignore[undefined-endpoint]\n" in apply_edits(text, action.edits)


def test_what_cannot_be_ignored() -> None:
    text = "app: [\n"
    current = snapshot(text)
    for finding in check(current, RULES).findings:
        assert ignore_edit(current.document, finding) is None


def test_explain_every_finding() -> None:
    action = named(found(NO_SCOPE, at(NO_SCOPE, "        appUser")), "Explain")
    assert action.rule == "missing-token-scope"
    assert action.edits == ()


def test_enable_a_token_with_its_scope() -> None:
    action = named(found(MANIFEST, at(MANIFEST, "remote: back")), "Enable appSystemToken")
    assert action.kind == REFACTOR
    new = apply_edits(MANIFEST, action.edits)
    assert "appSystemToken:\n          enabled: true" in new
    assert "    - read:app-system-token\n" in new


def test_no_user_token_for_callers_without_a_user() -> None:
    text = MANIFEST.replace(
        "      function: settings\n      events", "      endpoint: orders\n      events"
    )
    text = text.replace("      auth:\n        appUserToken:\n          enabled: true\n", "")
    titles = [action.title for action in found(text, at(text, "remote: back"))]
    assert any("appSystemToken" in title for title in titles)
    assert not any("appUserToken" in title for title in titles)


def test_only_the_kinds_that_are_asked_for() -> None:
    kinds = {
        action.kind for action in found(NO_SCOPE, at(NO_SCOPE, "        appUser"), (QUICK_FIX,))
    }
    assert kinds == {QUICK_FIX}


@given(st.text("ab\n", max_size=30), st.text("ab\n", max_size=30))
def test_edits_between_two_texts(old: str, new: str) -> None:
    assert apply_edits(old, text_edits(old, new)) == new


def test_edits_are_small() -> None:
    old = "".join(f"line {number}\n" for number in range(100))
    (edit,) = text_edits(old, old.replace("line 50\n", "line 50\nnew\n"))
    assert edit.text == "new\n"


@pytest.mark.parametrize(
    "text", [UNDECLARED, NO_SCOPE, MANIFEST.replace("key: panel", "kex: panel")]
)
def test_quick_fixes_keep_the_text_readable(text: str) -> None:
    for finding in check(snapshot(text), RULES).findings:
        for action in found(text, finding.span.start):
            new = load(apply_edits(text, action.edits))
            assert new.root is not None
            assert to_data(new.root)
