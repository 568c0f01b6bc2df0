"""Rules about modules, beyond what their examples can say.

Which shortcuts, conditions, filters and indexes are refused was measured with Forge's own linter.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from ruamel.yaml import YAML

from forgecfg.api import check_text, fix_text, options
from forgecfg.catalog.display_conditions import CONDITIONS
from forgecfg.catalog.events import EVENT_SCOPES, KNOWN_EVENTS
from forgecfg.catalog.module_types import FORGE_MODULE_TYPES
from forgecfg.catalog.scopes import KNOWN_SCOPES
from forgecfg.catalog.single_modules import ONLY_ONE, ROLE_TYPES
from forgecfg.document.document import load
from forgecfg.findings import Finding, Severity
from forgecfg.linter.lint import run
from forgecfg.manifest.analysis.event_names import intended_event
from forgecfg.manifest.analysis.shortcuts import corrected_shortcut, shortcut_error
from forgecfg.rules.base import Bad, Rule
from forgecfg.rules.table import _SINGLE, RULES

OURS = [rule for rule in RULES if rule.code.startswith("FC6")]


def found(text: str, code: str) -> list[Finding]:
    return [finding for finding in check_text(text).findings if finding.code == code]


def module(kind: str, **properties: object) -> str:
    """A manifest with one module, in the JSON form of YAML."""
    return json.dumps({"modules": {kind: [{"key": "one", **properties}]}})


def altered(data: object) -> Iterator[object]:
    """The same data with one value, or one key's entry, replaced by something of another type."""
    yield from (None, 3, True, "x", [], {}, [None], [[]], {"x": None})
    if isinstance(data, dict):
        for key, value in data.items():
            yield {name: inner for name, inner in data.items() if name != key}
            for other in altered(value):
                yield {**data, key: other}
    elif isinstance(data, list):
        for index, value in enumerate(data[:2]):
            for other in altered(value):
                yield [*data[:index], other, *data[index + 1 :]]


@pytest.mark.parametrize(
    ("rule", "example"),
    [
        pytest.param(rule, bad, id=f"{rule.code}-{number}")
        for rule in OURS
        for number, bad in enumerate(rule.bad)
    ],
)
def test_no_value_of_another_type_makes_a_rule_crash(rule: Rule, example: Bad) -> None:
    data = YAML(typ="safe").load(example.text)
    for variant in altered(data):
        report = run(load(json.dumps(variant)), "manifest.yml", (rule,))
        crashed = [finding.message for finding in report.findings if finding.code == "FC000"]
        assert not crashed, variant


def test_the_quick_test_knows_all_types_that_may_be_there_once() -> None:
    assert set(_SINGLE) == ONLY_ONE | ROLE_TYPES.keys()


def test_tables_name_what_the_catalogue_knows() -> None:
    assert set(_SINGLE) <= FORGE_MODULE_TYPES
    assert CONDITIONS.keys() <= FORGE_MODULE_TYPES
    scopes = {scope for needed in EVENT_SCOPES.values() for part in needed for scope in part}
    assert scopes <= KNOWN_SCOPES
    assert all(event.count(":") >= 3 for event in KNOWN_EVENTS)


@pytest.mark.parametrize(
    ("kind", "properties", "code"),
    [
        ("macro", {"experience": ["all", "board"]}, "FC610"),
        ("jira:adminPage", {"useAsConfig": True}, "FC613"),
        ("macro", {"connectFieldProperty": {"key": "a"}}, "FC614"),
        ("macro", {"displayConditions": {"unheard": True}}, "FC607"),
        ("macro", {"pages": [{"displayConditions": {"unheard": True}}]}, "FC607"),
        ("jira:issuePanel", {"pages": [{"displayConditions": {"unheard": True}}]}, "FC607"),
        ("trigger", {"response": {"outputs": [{"key": "a"}, {"key": "a"}]}}, "FC626"),
        ("macro", {"supportedChildTypes": ["this:one"]}, "FC611"),
        ("jira:customField", {"connectFieldProperty": "old"}, "FC614"),
        ("jira:customField", {"connectFieldProperty": {}, "migratedFromConnect": "no"}, "FC614"),
    ],
)
def test_what_other_modules_have_is_left_alone(
    kind: str, properties: dict[str, object], code: str
) -> None:
    assert found(module(kind, **properties), code) == []


@pytest.mark.parametrize(
    ("shortcut", "violation", "meant"),
    [
        ("a", None, None),
        ("A", None, None),
        ("é", None, None),
        ("shift", None, None),
        ("ctrl+shift", None, None),
        ("g h", None, None),
        ("1 2 3", None, None),
        ("command+shift+1 shift+2", None, None),
        ("  ", "it is empty", None),
        (" ctrl+g", "exactly one space", "ctrl+g"),
        ("g  h", "exactly one space", "g h"),
        ("ctrl +g", "spaces around +", "ctrl+g"),
        ("+", "spaces around +", None),
        ("ctrl+", "missing key next to +", None),
        ("foo", 'unknown key "foo"', None),
        ("\N{GRINNING FACE}", "unknown key", None),
        ("Cmd+Delete", 'unknown key "Cmd"', "command+del"),
        ("ctrl+a+shift", 'modifier after the key "a"', "ctrl+shift+a"),
    ],
)
def test_shortcuts(shortcut: str, violation: str | None, meant: str | None) -> None:
    wrong = shortcut_error(shortcut)
    assert (wrong is None) if violation is None else (wrong is not None and violation in wrong)
    assert corrected_shortcut(shortcut) == meant


ENTITY = {"entity": "content", "propertyKey": "a"}


def nested(depth: int) -> dict[str, object]:
    return {"not": nested(depth - 1)} if depth else {"isAdmin": True}


@pytest.mark.parametrize(
    ("kind", "conditions", "says"),
    [
        ("jira:issuePanel", {}, None),
        ("jira:issuePanel", {"or": {}}, None),
        ("jira:issuePanel", {"or": [{"isAdmin": True}, {"isAdmin": False}]}, None),
        ("jira:issuePanel", {"permissions": {"scopes": ["read:jira-work"]}}, None),
        ("jira:issuePanel", {"timeTrackingProviderEnabled": {"key": "a"}}, None),
        ("jira:issuePanel", {"issueType": 5}, "must be a string or a list of strings"),
        ("jira:issuePanel", {"issueType": [5]}, "must be a string or a list of strings"),
        ("jira:issuePanel", {"isAdmin": None}, "must be true or false"),
        ("jira:issuePanel", {"or": "isAdmin"}, "must contain conditions"),
        ("jira:issuePanel", {"or": ["isAdmin"]}, "must contain conditions"),
        ("jira:issuePanel", {"or": None}, "must contain conditions"),
        ("jira:issuePanel", {"OR": {"isAdmin": True}}, 'did you mean "or"?'),
        ("jira:issuePanel", {"appEdition": "premium"}, "expected one of: advanced, free, standard"),
        ("jira:issuePanel", {"hasPagePermission": "VIEW"}, "is not available for jira:issuePanel"),
        ("jira:issuePanel", {"timeTrackingProviderEnabled": "a"}, "must be a mapping with key"),
        ("jira:issuePanel", {"permissions": {"scope": "a"}}, 'did you mean "scopes"?'),
        (
            "jira:issuePanel",
            {"permissions": {"external": {"font": "a"}}},
            "of external of permissions",
        ),
        ("jira:issuePanel", {"permissions": {"scopes": 3}}, "must be a string or a list"),
        ("jira:issuePanel", {"permissions": "a"}, "must be a mapping with scopes or external"),
        ("jira:issuePanel", {"entityPropertyEqualTo": ENTITY}, 'missing required property "value"'),
        ("jira:issuePanel", {"entityPropertyEqualTo": {**ENTITY, "value": 1}}, "must be a string"),
        ("jira:issuePanel", {"entityPropertyExists": {**ENTITY, "x": "y"}}, 'unknown property "x"'),
        ("jira:issuePanel", nested(9), None),
        ("jira:issuePanel", nested(10), "nested more than 9 levels"),
        ("confluence:contextMenu", {"entityPropertyExists": ENTITY, "isAdmin": True}, None),
        ("confluence:contextMenu", {"or": [{"entityPropertyExists": ENTITY}] * 2}, None),
        (
            "confluence:contextMenu",
            {"entityPropertyExists": ENTITY, "entityPropertyContainsAnyUserGroup": ENTITY},
            "more than one entity property condition",
        ),
        (
            "confluence:contextMenu",
            {"or": [{"isAdmin": True}]},
            "only contain entity property conditions",
        ),
        ("confluence:contextMenu", {"or": [{}]}, "only contain entity property conditions"),
        ("confluence:contextMenu", {"hasPagePermission": "view"}, 'did you mean "VIEW"?'),
        (
            "confluence:contextMenu",
            {"entityPropertyEqualToContext": {**ENTITY, "entity": "issue", "contextParam": "b"}},
            "expected one of: attachment, content, space",
        ),
    ],
)
def test_display_conditions(kind: str, conditions: object, says: str | None) -> None:
    messages = [f.full_message for f in found(module(kind, displayConditions=conditions), "FC607")]
    assert len(messages) == (says is not None)
    assert says is None or says in messages[0]


def test_pages_and_sections_have_display_conditions_of_their_own() -> None:
    page = {"title": "A", "displayConditions": {"isAdmn": True}}
    sections = [{"displayConditions": {"isAdmn": True}, "pages": [page]}]
    text = module("jira:globalPage", pages=[page], sections=sections)
    assert len(found(text, "FC607")) == 3


def trigger(*events: str, scopes: str = "") -> str:
    listed = "".join(f"        - {event}\n" for event in events)
    return f"modules:\n  trigger:\n    - key: watch\n      events:\n{listed}{scopes}"


def test_a_missing_scope_is_declared_in_the_form_that_is_there() -> None:
    events = ("avi:jira-software:created:board",)
    both = "  scopes:\n    - read:jira-work\n    - read:jira-user\n"
    bare = fix_text(trigger(*events), unsafe=True).text
    assert bare == trigger(*events, scopes=f"permissions:\n{both}")
    mapping = "permissions:\n  scopes:\n    read:jira-work: {}\n"
    fixed = fix_text(trigger(*events, scopes=mapping), unsafe=True).text
    assert fixed == trigger(*events, scopes=f"{mapping}    read:jira-user: {{}}\n")


def test_an_app_with_granular_scopes_is_not_given_classic_ones() -> None:
    scopes = "permissions:\n  scopes:\n    - read:issue:jira\n"
    [finding] = found(trigger("avi:jira:created:issue", scopes=scopes), "FC621")
    assert not finding.fixes
    assert "read:issue-type:jira, read:project:jira" in finding.help
    assert "read:issue:jira," not in finding.help


def test_events_without_known_scopes_need_none() -> None:
    quiet = ("avi:forge:installed:app", "avi:confluence:added:label", "avi:new:thing:done")
    assert found(trigger(*quiet), "FC621") == []


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("jira:issue_created", "avi:jira:created:issue"),
        ("avi:jira:issue:created", "avi:jira:created:issue"),
        ("AVI:JIRA:CREATED:ISSUE", "avi:jira:created:issue"),
        ("avi:jira:create:issue", "avi:jira:created:issue"),
        ("avi:confluence:created:space", "avi:confluence:created:space:V2"),
        ("avi:jira:started:sprint", "avi:jira-software:started:sprint"),
        ("avi:forge:instaled:app", "avi:forge:installed:app"),
        ("avi:jira:created:board", "avi:jira-software:created:board"),
        ("avi:jira:painted:issue", None),
        ("avi:trello:created:card", None),
        ("issue", None),
        ("", None),
        ("x:" * 4000, None),
    ],
)
def test_slips_in_events(written: str, meant: str | None) -> None:
    assert intended_event(written) == meant


def test_unknown_and_foreign_events() -> None:
    app = "avi:cloud:ecosystem::event/d9022ad7-c220-4836-b1d1-7f9f2c633d3a/done"
    variable = '"${EVENT}"'
    assert found(trigger(app, variable, "avi:confluence:initialized:page"), "FC622") == []


def test_index_of_an_entity_without_attributes_is_a_fault_of_shape() -> None:
    text = json.dumps({"app": {"storage": {"entities": [{"name": "a-b", "indexes": ["x"]}]}}})
    assert found(text, "FC640") == []


def test_a_missing_name_of_an_action_that_depends_on_a_variable_is_not_judged() -> None:
    text = module("action", name="${NAME}")
    assert found(text, "FC630") == []


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("jira:issuePanle", "jira:issuePanel"),
        ("jria:issuePanel", "jira:issuePanel"),
        ("confluence:globalpage", "confluence:globalPage"),
        ("scheduledTriger", "scheduledTrigger"),
        # Of one product with known types, but like none of them.
        ("jira:boardPage", None),
        ("jira:globalSettings", None),
    ],
)
def test_only_what_is_like_a_module_type_is_a_slip_of_it(written: str, meant: str | None) -> None:
    report = check_text(f"modules:\n  {written}: []\n", options=options(["unknown-module-type"]))
    (finding,) = report.findings
    assert finding.hint == (f'did you mean "{meant}"?' if meant else "")
    assert bool(finding.fixes) is (meant is not None)
    assert ("if it is newer" in finding.help) is (meant is None)


@pytest.mark.parametrize("section", ["remotes", "resources", "permissions", "services", "app"])
def test_sections_of_the_root_are_no_module_types(section: str) -> None:
    report = check_text(f"modules:\n  {section}: []\n", options=options(["unknown-module-type"]))
    (finding,) = report.findings
    assert finding.severity is Severity.ERROR
    assert finding.help == f"move `{section}` out of `modules`, to the top level of the manifest"
