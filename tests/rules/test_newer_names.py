"""Names that may be newer than the catalog are never taken for older ones."""

from __future__ import annotations

import pytest

from forgecfg.api import Severity, check_text

MODULE = "modules:\n  {}:\n    - key: m\n"
TRIGGER = "modules:\n  trigger:\n    - key: t\n      function: f\n      events: ['{}']\n"


@pytest.mark.parametrize(
    "name",
    [
        "jira:issueNavigatorPanel",
        "jira:issueViewAction",
        "jira:projectAction",
        "confluence:spaceAction",
        "bitbucket:repoPullRequestPanel",
        "compass:teamAction",
    ],
)
def test_a_newer_module_type_has_no_suggestion(name: str) -> None:
    text = MODULE.format(name)
    (finding,) = (f for f in check_text(text).findings if f.name == "unknown-module-type")
    assert (finding.severity, finding.hint, finding.fixes) == (Severity.WARNING, "", ())


@pytest.mark.parametrize(
    ("name", "intended"),
    [
        ("jira:issuePannel", "jira:issuePanel"),
        ("jira:isuePanel", "jira:issuePanel"),
        ("jira:issuepanel", "jira:issuePanel"),
        ("confluence:contentActoin", "confluence:contentAction"),
    ],
)
def test_a_misspelled_module_type_has_one(name: str, intended: str) -> None:
    found = check_text(MODULE.format(name)).findings
    (finding,) = (f for f in found if f.name == "unknown-module-type")
    assert finding.hint == f'did you mean "{intended}"?'


@pytest.mark.parametrize(
    "event",
    ["avi:jira:unreleased:board", "avi:confluence:unpublished:page"],
)
def test_a_newer_event_has_no_suggestion(event: str) -> None:
    found = [f for f in check_text(TRIGGER.format(event)).findings if f.name == "unknown-event"]
    assert [(f.severity, f.hint, f.fixes) for f in found] == [(Severity.INFO, "", ())]


def test_a_newer_display_condition_is_a_dated_warning() -> None:
    panel = MODULE.format("jira:issuePanel") + "      displayConditions: {isEntitled: true}\n"
    (found,) = (f for f in check_text(panel).findings if f.name == "invalid-display-condition")
    assert (found.severity, found.hint, found.fixes) == (Severity.WARNING, "", ())
