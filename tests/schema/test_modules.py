"""One module in a manifest: which faults of shape it has, and how they are put.

The cases stand for the ways in which module types differ: variants, sizes, texts, conditions.
"""

from __future__ import annotations

import pytest

from forgecfg.api import check_text
from forgecfg.findings import Finding, Severity

HEAD = """\
app:
  id: ari:cloud:ecosystem::app/5a1f0c5e-4f0e-4a34-8c2b-6f7f3f1d2b00
  runtime:
    name: nodejs22.x
modules:
"""


def shape_of(module_type: str, item: str) -> list[Finding]:
    """What is found of shape where a module, written as a flow mapping, stands alone."""
    text = f"{HEAD}  {module_type}:\n    - {{key: x, {item}}}\n"
    return [f for f in check_text(text).findings if f.code.startswith("FC1")]


PAGE = "title: Hello, resource: main"

GOOD = [
    ("macro", PAGE),
    ("macro", "title: {i18n: macro.title}, resource: main/view"),
    ("macro", f"{PAGE}, config: true"),
    ("macro", f"{PAGE}, config: {{openOnInsert: true}}"),
    ("macro", f"{PAGE}, config: {{resource: main, viewportSize: {{width: 40%}}}}"),
    ("macro", f"{PAGE}, icon: https://acme-it.app/a.svg, categories: [media], viewportSize: max"),
    ("jira:issueAction", f"{PAGE}, viewportSize: small"),
    ("jira:issueAction", f"{PAGE}, viewportSize: {{width: 40px, height: 40px}}"),
    ("jira:globalPage", f"{PAGE}, layout: blank, pages: [{{title: A, route: a}}]"),
    ("jira:globalPage", "title: Hello, function: run, layout: basic"),
    ("jira:fullPage", "resource: main, routePrefix: hello"),
    ("trigger", "function: run, events: ['avi:jira:created:issue']"),
    ("trigger", "function: run, events: [{eventType: a, filter: {ignoreSelf: true}}]"),
    ("webtrigger", "function: run, response: {type: dynamic}"),
    ("consumer", "queue: jobs, resolver: {workflow: flow}"),
    ("jira:customField", "name: A, description: B, type: string"),
    ("jira:customField", "name: A, description: B, type: object, formatter: {expression: a}"),
    (
        "jira:customField",
        "name: A, description: B, type: object, view: {formatter: {expression: a}}",
    ),
    ("jira:dashboardGadget", f"{PAGE}, description: A, thumbnail: B, edit: {{resource: main}}"),
    ("bitbucket:repoPullRequestCard", f"{PAGE}, render: native"),
    ("jiraServiceManagement:portalFooter", "resource: main, unlicensedAccess: [customer]"),
    ("confluence:contextMenu", f"{PAGE}, x-owner: us"),
    (
        "action",
        "function: run, actionVerb: GET, description: A, "
        "inputs: {a: {title: A, type: string, description: A}}",
    ),
    ("connect-jira:webPanels", "name: {value: A}, url: /a, location: b"),
    ("migration:macrosToIndex", "anything: 1"),
]

# (type, item, rule, severity, part of what is said)
BAD = [
    (
        "macro",
        "resource: main",
        "missing-property",
        'missing required property "title" in macro "x"',
    ),
    (
        "macro",
        "title: Hello",
        "missing-property",
        'missing required property "function" or "resource" in macro "x"',
    ),
    (
        "macro",
        f"{PAGE}, function: run",
        "conflicting-properties",
        '"function" and "resource" cannot be used together in macro "x"',
    ),
    (
        "macro",
        "title: Hello, resource: [main]",
        "wrong-type",
        '`resource` of macro "x" must be a string, not a list',
    ),
    (
        "macro",
        "title: Hello, resource: a/b/c",
        "invalid-format",
        'invalid value "a/b/c" for `resource` of macro "x": expected a key of at most',
    ),
    ("macro", "title: 7, resource: main", "wrong-type", "must be a string or a mapping"),
    ("macro", "title: {i18n: a b}, resource: main", "invalid-format", "names of letters"),
    (
        "macro",
        "title: {}, resource: main",
        "missing-property",
        'missing required property "i18n" in `title` of macro "x"',
    ),
    (
        "macro",
        f"{PAGE}, layout: wide",
        "unknown-value",
        'unknown value "wide" for `layout` of macro "x" (not in the',
    ),
    (
        "macro",
        "title: A, function: run, layout: bodied",
        "invalid-value",
        'invalid value "bodied" for `layout` of macro "x": expected one of: "block",',
    ),
    (
        "macro",
        f"{PAGE}, config: {{title: A}}",
        "missing-property",
        '"title" requires "resource" in `config` of macro "x"',
    ),
    (
        "macro",
        f"{PAGE}, config: {{colour: A}}",
        "unknown-property",
        'unknown property "colour" in `config` of macro "x"',
    ),
    (
        "macro",
        f"{PAGE}, renderRuntimeType: iframe",
        "unknown-property",
        'property "renderRuntimeType" is not allowed in macro "x"',
    ),
    (
        "jira:issuePanel",
        PAGE,
        "missing-property",
        'missing required property "icon" in jira:issuePanel "x"',
    ),
    (
        "jira:issueAction",
        f"{PAGE}, viewportSize: huge",
        "unknown-value",
        'unknown value "huge" for `viewportSize` of jira:issueAction "x" (not in the',
    ),
    ("jira:issueAction", f"{PAGE}, viewportSize: {{height: 1px}}", "missing-property", '"width"'),
    ("jira:issueAction", f"{PAGE}, viewportSize: 7", "wrong-type", "a string or a mapping"),
    (
        "jira:issueAction",
        f"{PAGE}, unlicensedAccess: [anonymous]",
        "unknown-property",
        'property "unlicensedAccess" is not allowed in jira:issueAction "x"',
    ),
    (
        "jira:globalPage",
        "title: A, function: run, layout: blank",
        "invalid-value",
        'invalid value "blank" for `layout` of jira:globalPage "x": expected one of:',
    ),
    (
        "jira:globalPage",
        f"{PAGE}, pages: [], sections: []",
        "conflicting-properties",
        '"pages" and',
    ),
    (
        "jira:globalPage",
        f"{PAGE}, pages: [{{title: A}}]",
        "missing-property",
        'missing required property "route" in `pages[0]` of jira:globalPage "x"',
    ),
    ("jira:fullPage", "resource: main, routePrefix: A b", "invalid-format", "lowercase letters"),
    (
        "confluence:globalPage",
        "title: A, route: a, function: run, render: native",
        "missing-property",
        '"render" requires "resource" in confluence:globalPage "x"',
    ),
    (
        "confluence:globalPage",
        "title: A, route: a, resource: main, color: red",
        "unknown-property",
        '"color"',
    ),
    (
        "confluence:contentBylineItem",
        f"{PAGE}, viewportSize: {{width: 1px}}",
        "missing-property",
        '"viewportContainer"',
    ),
    (
        "confluence:contentBylineItem",
        f"{PAGE}, viewportSize: {{width: 1px}}, viewportContainer: popup",
        "invalid-value",
        '"modal"',
    ),
    (
        "trigger",
        "function: run, events: [a, {eventType: a, filter: {ignoreSelf: true}}]",
        "invalid-value",
        '`events` of trigger "x" mixes strings and mappings: Forge accepts only one',
    ),
    ("webtrigger", "function: run, response: {type: static}", "missing-property", '"outputs"'),
    (
        "webtrigger",
        "function: run, response: {type: dynamic, outputs: []}",
        "unknown-property",
        'property "outputs" is not allowed in `response` of webtrigger "x"',
    ),
    ("consumer", "queue: jobs, resolver: {function: run}", "missing-property", '"method"'),
    (
        "jira:workflowValidator",
        "name: A, description: B",
        "missing-property",
        'missing required property "function" or "expression" in',
    ),
    ("jira:workflowCondition", "name: A, description: B", "missing-property", '"expression"'),
    (
        "jira:customField",
        "name: A, description: B, type: object",
        "missing-property",
        'missing required property "formatter" or "view" in jira:customField "x"',
    ),
    (
        "jira:customField",
        "name: A, description: B, type: object, view: {resource: main}",
        "missing-property",
        'missing required property "formatter" in `view` of jira:customField "x"',
    ),
    (
        "jira:customField",
        "name: A, description: B, type: colour",
        "unknown-value",
        'unknown value "colour" for `type` of jira:customField "x"',
    ),
    (
        "jira:dashboardGadget",
        f"{PAGE}, description: A, thumbnail: B, edit: {{function: run}}",
        "missing-property",
        'missing required property "resource" in `edit` of jira:dashboardGadget "x"',
    ),
    (
        "bitbucket:mergeCheck",
        "name: A, triggers: [on-merg], function: run",
        "invalid-value",
        'did you mean "on-merge"?',
    ),
    (
        "bitbucket:mergeCheck",
        "name: {i18n: a}, triggers: [on-merge], endpoint: api",
        "wrong-type",
        '`name` of bitbucket:mergeCheck "x" must be a string, not a mapping',
    ),
    # Whatever else the mapping lacks is of no interest.
    (
        "bitbucket:mergeCheck",
        "name: {colour: a}, triggers: [on-merge], endpoint: api",
        "wrong-type",
        '`name` of bitbucket:mergeCheck "x" must be a string, not a mapping',
    ),
    (
        "action",
        "function: run, description: A",
        "missing-property",
        'missing required property "actionVerb" or "actionType" in action "x"',
    ),
    (
        "action",
        "description: A, actionVerb: GET",
        "missing-property",
        'missing required property "function" or "endpoint" in action "x"',
    ),
    (
        "action",
        "function: run, actionVerb: GET, description: A, outputs: {}",
        "missing-property",
        '"outputContext"',
    ),
    (
        "rovo:agent",
        "name: A, prompt: B, conversationStarters: [a, a]",
        "invalid-value",
        '`conversationStarters` of rovo:agent "x" has duplicate entries',
    ),
    (
        "rovo:agent",
        f"name: {'a' * 31}, prompt: B",
        "invalid-format",
        '`name` of rovo:agent "x" is 31 characters long (maximum 30)',
    ),
    (
        "sql",
        "engine: sqlite",
        "unknown-value",
        'unknown value "sqlite" for `engine` of sql "x" (not in the',
    ),
    (
        "compass:componentPage",
        f"{PAGE}, displayConditions: {{not: {{componentTypes: SERVIC}}}}",
        "invalid-value",
        'did you mean "SERVICE"?',
    ),
    ("connect-jira:webPanels", "name: {value: A}, url: /a", "missing-property", '"location"'),
]


@pytest.mark.parametrize(("module_type", "item"), GOOD)
def test_nothing_is_said_of_a_module_that_forge_takes(module_type: str, item: str) -> None:
    assert [finding.full_message for finding in shape_of(module_type, item)] == []


@pytest.mark.parametrize(("module_type", "item", "rule", "says"), BAD)
def test_one_fault_of_a_module_is_one_error(
    module_type: str, item: str, rule: str, says: str
) -> None:
    (finding,) = shape_of(module_type, item)
    severity = Severity.WARNING if rule == "unknown-value" else Severity.ERROR
    assert (finding.name, finding.severity) == (rule, severity)
    assert says in finding.full_message


@pytest.mark.parametrize(
    ("module_type", "item", "rule"),
    [
        ("macro", f"{PAGE}, colour: red", "unlisted-property"),
        ("macro", f"{PAGE}, reslover: {{function: run}}", "misspelt-property"),
        (
            "jira:projectPage",
            f"{PAGE}, pages: [{{title: A, route: a, colour: red}}]",
            "unlisted-property",
        ),
        ("endpoint", "remote: backend, route: {path: /a, method: POST}", "unlisted-property"),
        (
            "connect-jira:webPanels",
            "name: {value: A}, url: /a, location: b, colour: c",
            "unlisted-property",
        ),
    ],
)
def test_what_forge_ignores_is_a_warning(module_type: str, item: str, rule: str) -> None:
    (finding,) = shape_of(module_type, item)
    assert (finding.name, finding.severity) == (rule, Severity.WARNING)


@pytest.mark.parametrize(
    ("module_type", "item"),
    [
        # Each of these has a rule of its own, or may hold any name.
        ("macro", f"{PAGE}, endpoint: api"),
        ("endpoint", "remote: backend, auth: {bearer: {enabled: true}}"),
        ("remote", "baseUrl: 'https://x.acme-it.app', colour: red"),
        ("jira:issueAction", f"{PAGE}, displayConditions: {{colour: red}}"),
        ("macro", f"{PAGE}, <<: {{colour: red}}"),
        ("macro", f"{PAGE}, x-colour: red"),
    ],
)
def test_what_is_left_alone(module_type: str, item: str) -> None:
    assert shape_of(module_type, item) == []


def test_a_section_without_modules_is_an_error() -> None:
    found = check_text(f"{HEAD}  jira:issuePanel: []\n").findings
    assert [f.message for f in found if f.code == "FC105"] == [
        "`modules.jira:issuePanel` has no entries (minimum 1)"
    ]
