"""Tokens and scopes (FC301 to FC308): the cases that the rules' examples do not show."""

from __future__ import annotations

from textwrap import indent

import pytest

from forgecfg.catalog.callers import NO_USER_ERROR, NO_USER_WARNING
from forgecfg.catalog.date import AS_OF
from forgecfg.catalog.scopes import KNOWN_SCOPES
from forgecfg.document.document import load
from forgecfg.findings import Finding, Severity
from forgecfg.linter.lint import run
from forgecfg.manifest.analysis.scope_names import intended_name
from forgecfg.rules.base import RuleContent
from forgecfg.rules.scopes.duplicate_scope import duplicate_scope
from forgecfg.rules.scopes.missing_app_scope import missing_app_scope
from forgecfg.rules.scopes.missing_token_scope import missing_token_scope
from forgecfg.rules.scopes.token_on_wrong_side import token_on_wrong_side
from forgecfg.rules.scopes.unknown_scope import unknown_scope
from forgecfg.rules.scopes.unknown_token import unknown_token
from forgecfg.rules.scopes.unused_token_scope import unused_token_scope
from forgecfg.rules.scopes.user_token_without_user import user_token_without_user
from forgecfg.rules.table import BY_NAME

ALL = (
    missing_token_scope,
    missing_app_scope,
    unused_token_scope,
    user_token_without_user,
    token_on_wrong_side,
    unknown_scope,
    duplicate_scope,
    unknown_token,
)


def check(text: str, *rules: RuleContent) -> list[Finding]:
    document = load(text)
    assert document.root is not None, "the test's manifest is no YAML"
    chosen = [BY_NAME[one.name] for one in rules or ALL]
    return list(run(document, "manifest.yml", chosen).findings)


def codes(text: str) -> list[str]:
    return [finding.code for finding in check(text)]


def endpoint(auth: str, permissions: str) -> str:
    """A manifest with one endpoint; `auth` and `permissions` are YAML on one line."""
    return (
        f"modules:\n  endpoint:\n    - key: be\n      remote: r\n      auth: {auth}\n"
        f"permissions: {permissions}\n"
    )


USER_ON = "{appUserToken: {enabled: true}}"


@pytest.mark.parametrize(
    ("auth", "expected"),
    [
        ("{appUserToken: {enabled: true}}", ["FC301"]),
        ("{appSystemToken: {enabled: true}}", ["FC301"]),
        ("{appUserToken: {enabled: true}, appSystemToken: {enabled: true}}", ["FC301"] * 2),
        ("{appUserToken: true}", ["FC301"]),
        ("{appUserToken: {enabled: false}}", []),
        ("{appUserToken: false}", []),
        ('{appUserToken: {enabled: "true"}}', []),
        ("{appUserToken: {enabled: yes}}", []),
        ("{appUserToken: }", []),
        ("{appUserToken: [true]}", []),
        ("[appUserToken]", []),
        ("appUserToken", []),
        ("", []),
    ],
)
def test_what_counts_as_enabled(auth: str, expected: list[str]) -> None:
    assert codes(endpoint(auth, '{scopes: ["read:jira-work"]}')) == expected


@pytest.mark.parametrize(
    ("permissions", "expected"),
    [
        # Both forms of the section, and those that stand for none at all.
        ('{scopes: ["read:app-user-token", "read:jira-work"]}', []),
        ('{scopes: {"read:app-user-token": {}, "read:jira-work": {}}}', []),
        ('{scopes: {"read:jira-work": {}}}', ["FC301"]),
        ('{scopes: {"read:app-user-token": {}}}', ["FC302"]),
        ('{scopes: ["read:app-user-token", "read:app-system-token"]}', ["FC302", "FC303"]),
        ("{scopes: []}", ["FC301", "FC302"]),
        ("{scopes: {}}", ["FC301", "FC302"]),
        ("{scopes: }", ["FC301", "FC302"]),
        ("{}", ["FC301", "FC302"]),
        ("", ["FC301", "FC302"]),
        # A slip is one fault: it is reported where it is, and counts as what it stands for.
        ('{scopes: ["read:app-user-tokens", "read:jira-work"]}', ["FC306"]),
        ('{scopes: ["read:app-user-tokens"]}', ["FC302", "FC306"]),
        ('{scopes: ["read:app-user-token "]}', ["FC302", "FC306"]),
        # An entry that is no name is nobody's scope, an entry that cannot be read may be any.
        ('{scopes: [null, 5, "read:jira-work"]}', ["FC301"]),
        ('{scopes: [{"read:app-user-token": {}}]}', []),
        ('{scopes: ["${UNDECLARED}"]}', []),
        ('{scopes: {<<: {"read:app-user-token": {}}}}', []),
        # Sections of the wrong type are left to the rules about structure.
        ('{scopes: "read:jira-work"}', []),
        ("{scopes: 5}", []),
        ("[]", []),
        ("none", []),
    ],
)
def test_forms_of_the_scopes(permissions: str, expected: list[str]) -> None:
    assert sorted(codes(endpoint(USER_ON, permissions))) == expected


def test_scope_from_a_variable() -> None:
    text = endpoint(USER_ON, '{scopes: ["${A}", "read:jira-work"]}')
    assert codes(text + "environment:\n  variables:\n    - A\n") == []
    known = "environment:\n  variables:\n    - {key: A, default: %s}\n"
    assert codes(text + known % '"read:app-user-token"') == []
    assert codes(text + known % '"storage:app"') == ["FC301"]


def test_missing_token_scope_points_at_the_scopes() -> None:
    absent, empty, given = (
        check(endpoint(USER_ON, permissions), missing_token_scope)[0].related
        for permissions in ("", "{}", '{scopes: ["storage:app"]}')
    )
    assert [(r.span.line, r.span.column) for r in absent] == [(6, 1)]
    assert [(r.span.line, r.span.column) for r in empty] == [(6, 1)]
    assert [(r.span.line, r.span.column) for r in given] == [(6, 15)]
    text = endpoint(USER_ON, "").partition("permissions")[0]
    assert check(text, missing_token_scope)[0].related == ()


def test_missing_token_scope_at_an_alias() -> None:
    text = """\
modules:
  endpoint:
    - key: one
      auth: &auth
        appUserToken:
          enabled: true
    - key: two
      auth: *auth
permissions:
  scopes: ["storage:app"]
"""
    found = [(f.span.line, f.span.column, f.message.partition(": ")[2]) for f in check(text)]
    assert found == [
        (5, 9, 'endpoint "one" enables appUserToken'),
        (8, 13, 'endpoint "two" enables appUserToken'),
    ]


def test_missing_app_scope_is_reported_once_at_the_first_token() -> None:
    text = """\
remotes:
  - key: backend
    auth:
      appSystemToken:
        enabled: true
modules:
  endpoint:
    - key: api
      remote: backend
      auth:
        appUserToken:
          enabled: true
"""
    found = check(text, missing_app_scope)
    assert [(f.span.line, f.span.column) for f in found] == [(4, 7)]
    assert "forgecfg add scope" in found[0].help


@pytest.mark.parametrize(
    ("auth", "unused"),
    [
        ("{}", True),
        ("", True),
        ("{appUserToken: {enabled: false}}", True),
        ("{appUserToken: false}", True),
        ("{appSystemToken: {enabled: true}}", True),
        ("{appUserTokn: {enabled: false}}", True),
        ("{appUserToken: {enabled: true}}", False),
        # Faults that are reported as such, and without which the token would be enabled.
        ("{appUserTokn: {enabled: true}}", False),
        ("{appUserToken: {enabled: 1}}", False),
        ("{appUserToken: }", False),
        ("appUserToken", False),
        ("[appUserToken]", False),
        ("{<<: {appUserToken: {enabled: true}}}", False),
    ],
)
def test_unused_token_scope(auth: str, unused: bool) -> None:
    text = endpoint(auth, '{scopes: ["read:app-user-token", "read:app-user-token"]}')
    found = check(text, unused_token_scope)
    assert [(f.span.line, f.span.column) for f in found] == ([(6, 24)] if unused else [])


def test_merge_keys_hide_what_they_hold() -> None:
    """Forge does not expand them. That is a fault of its own, so it is not reported twice."""
    base = f"x: &base {{auth: {USER_ON}}}\n"
    scopes = 'permissions: {scopes: ["read:app-user-token"]}\n'
    merged = base + "modules:\n  endpoint:\n    - <<: *base\n      key: be\n" + scopes
    assert check(merged, unused_token_scope) == []
    on_remote = REMOTE_ONLY.replace("    - key: be\n", "    - <<: *base\n      key: be\n")
    assert check(base + on_remote, token_on_wrong_side) == []


def called_by(module: str, auth: str = USER_ON) -> str:
    return f"modules:\n{indent(module, '  ')}\n  endpoint:\n    - {{key: be, auth: {auth}}}\n"


@pytest.mark.parametrize("kind", sorted(NO_USER_ERROR | NO_USER_WARNING))
def test_user_token_severity(kind: str) -> None:
    found = check(called_by(f"{kind}: [{{key: t, endpoint: be}}]"), user_token_without_user)
    expected = Severity.ERROR if kind in NO_USER_ERROR else Severity.WARNING
    assert [f.severity for f in found] == [expected]
    assert ("Forge rejects" in found[0].message) is (kind in NO_USER_ERROR)


def test_user_token_is_reported_once_with_the_worst_caller() -> None:
    modules = (
        "scheduledTrigger: [{key: s, endpoint: be}]\n"
        "macro: [{key: m, resolver: {endpoint: be}}]\n"
        "trigger: [{key: t, endpoint: be}]"
    )
    (found,) = check(called_by(modules), user_token_without_user)
    assert found.severity is Severity.ERROR
    assert 'trigger "t" calls it' in found.message
    assert (found.span.line, found.span.column) == (6, 24)
    assert [(r.span.line, r.span.column) for r in found.related] == [(2, 41), (4, 32)]


@pytest.mark.parametrize(
    "text",
    [
        called_by("trigger: [{key: t, endpoint: other}]"),
        called_by("trigger: [{key: t, endpoint: be}]", "{appSystemToken: {enabled: true}}"),
        called_by("trigger: [{key: t, endpoint: be}]", "{appUserToken: {enabled: false}}"),
        # `resolver` belongs to a UI, wherever it stands.
        called_by("trigger: [{key: t, resolver: {endpoint: be}}]"),
        called_by("jira:jqlFunction: [{key: t, endpoint: be}]"),
        called_by("trigger: [{key: t, endpoint: [be]}, null, 5]"),
    ],
)
def test_user_token_with_user(text: str) -> None:
    assert check(text, user_token_without_user) == []


REMOTE_ONLY = """\
modules:
  jira:issuePanel:
    - key: panel
      resolver:
        endpoint: be
  endpoint:
    - key: be
      remote: backend
remotes:
  - key: backend
    operations: [compute]
    auth:
      appUserToken: {enabled: true}
      appSystemToken: {enabled: true}
"""
FUNCTION = REMOTE_ONLY.replace("  endpoint:\n", "  function: [{key: f}]\n  endpoint:\n", 1)
AGENT = (
    "  rovo:agentConnector:\n"
    "    - {key: a, protocols: {agent2Agent: {jsonRpcTransport: {endpoint: be}}}}\n"
)


@pytest.mark.parametrize(
    "text",
    [
        REMOTE_ONLY,
        REMOTE_ONLY.replace("jira:issuePanel", "jira:brandNew"),
        REMOTE_ONLY.replace("      remote: backend\n", "      remote: backend\n      auth:\n"),
        REMOTE_ONLY.replace("      resolver:\n        endpoint", "      endpoint"),
        # A function cannot call a remote without the operation `compute`.
        FUNCTION.replace("compute", "storage"),
    ],
)
def test_token_on_wrong_side(text: str) -> None:
    found = check(text, token_on_wrong_side)
    assert [f.message.partition(", but")[0] for f in found] == [
        'remote "backend" enables appUserToken and appSystemToken'
    ]
    line = text.splitlines()[found[0].span.line - 1]
    assert line[found[0].span.column - 1 :].startswith("appUserToken")
    assert [r.message for r in found[0].related] == ['endpoint "be" has no `auth`']


@pytest.mark.parametrize(
    "text",
    [
        FUNCTION,
        FUNCTION.replace("    operations: [compute]\n", ""),
        FUNCTION.replace("[compute]", '["${OPERATION}"]')
        + "environment: {variables: [OPERATION]}\n",
        REMOTE_ONLY.replace("true", "false"),
        REMOTE_ONLY.replace("endpoint: be", "endpoint: other"),
        REMOTE_ONLY.replace("remote: backend", "remote: other"),
        REMOTE_ONLY.replace("      remote: backend\n", "      remote: backend\n      auth: {}\n"),
        # Another endpoint to the remote has tokens: the author knows both sides.
        REMOTE_ONLY.replace(
            "remotes:\n", f"    - {{key: ui, remote: backend, auth: {USER_ON}}}\nremotes:\n"
        ),
        REMOTE_ONLY.replace("  endpoint:\n", AGENT + "  endpoint:\n", 1),
    ],
)
def test_token_on_right_side(text: str) -> None:
    assert text != REMOTE_ONLY
    assert check(text, token_on_wrong_side) == []


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("read:jira-wrok", "read:jira-work"),
        ("raed:jira-work", "read:jira-work"),
        ("read:jira_work", "read:jira-work"),
        ("read:jirawork", "read:jira-work"),
        ("READ:JIRA-WORK", "read:jira-work"),
        ("  storage:app\t", "storage:app"),
        ("storage:apps", "storage:app"),
        ("read:issues:jira", "read:issue:jira"),
        ("read:confluence-content:summary", "read:confluence-content.summary"),
        # These differ from known scopes in meaning, and may be new.
        ("write:jira-user", None),
        ("manage:issue-link:jira", None),
        ("read:issue", None),
        ("read:telepathy:jira", None),
        ("${SCOPE}", None),
        ("", None),
        ("::", None),
        # No slip is that long, and comparing it would take its time.
        ("read:" + "-" * 200 + "jira-work", None),
    ],
)
def test_slip_of(name: str, meant: str | None) -> None:
    assert intended_name(name) == meant


def test_few_known_scopes_look_like_slips_of_each_other() -> None:
    """A scope that is new to the catalogue must seldom be called a slip of an old one."""
    verbs = ("read", "write", "delete", "manage", "admin")
    changed = {name: verb + name[name.index(":") :] for name in KNOWN_SCOPES for verb in verbs}
    new = [name for name in changed.values() if name not in KNOWN_SCOPES]
    assert len(new) > 100
    assert [name for name in new if intended_name(name)] == []


@pytest.mark.parametrize(
    ("scopes", "expected"),
    [
        ('["read:jira-wrok"]', [(Severity.ERROR, 'did you mean "read:jira-work"?')]),
        ('{"read:jira-wrok": {}}', [(Severity.ERROR, 'did you mean "read:jira-work"?')]),
        ('["read:jira-work write:jira-work"]', [(Severity.ERROR, "")]),
        ('[""]', [(Severity.ERROR, "")]),
        ('["read:telepathy:jira"]', [(Severity.WARNING, "")]),
        # Listed twice, it is unknown once.
        ('["read:telepathy:jira", "read:telepathy:jira"]', [(Severity.WARNING, "")]),
        ('["${UNDECLARED}", "read:${UNDECLARED}:jira"]', []),
        ('{"${UNDECLARED}": {}}', [(Severity.WARNING, "")]),
        ('{"read:telepathy:jira": "${UNDECLARED}"}', [(Severity.WARNING, "")]),
        ("{<<: {}}", []),
        ("[5, null, true, [], {}]", []),
        ("read:telepathy:jira", []),
        ("", []),
    ],
)
def test_unknown_scope(scopes: str, expected: list[tuple[Severity, str]]) -> None:
    found = check(f"permissions:\n  scopes: {scopes}\n", unknown_scope)
    assert [(f.severity, f.hint) for f in found] == expected
    assert all((f.severity is Severity.WARNING) is (AS_OF in f.message) for f in found)


@pytest.mark.parametrize(
    ("scopes", "columns"),
    [
        ('["storage:app", "storage:app", "storage:app"]', [27, 42]),
        ("[\"storage:app\", 'storage:app']", [27]),
        ('["read:x:y", "read:x:y"]', [24]),
        ('["storage:app", "storage:app "]', []),
        ('{"storage:app": {}, "storage:app": {}}', []),
        ("[5, 5, null, null]", []),
        ('["${A}", "${A}"]', []),
    ],
)
def test_duplicate_scope(scopes: str, columns: list[int]) -> None:
    text = f"permissions:\n  scopes: {scopes}\nenvironment: {{variables: [A]}}\n"
    found = check(text, duplicate_scope)
    assert [f.span.column for f in found] == columns
    assert all((f.related[0].span.line, f.related[0].span.column) == (2, 12) for f in found)


@pytest.mark.parametrize(
    ("auth", "hints"),
    [
        ("{appusertoken: {enabled: true}}", ['did you mean "appUserToken"?']),
        ("{app_system_token: true}", ['did you mean "appSystemToken"?']),
        ("{userToken: {enabled: false}}", ['did you mean "appUserToken"?']),
        ("{type: oauth2, enabled: true}", ["", ""]),
        # What is there already is not what was meant.
        ("{appSystemToken: {enabled: true}, appSystemTokens: }", [""]),
        ("{<<: {}}", []),
        ("{appUserToken: , appSystemToken: 5}", []),
        ("[userToken]", []),
        ("userToken", []),
        ("", []),
    ],
)
def test_unknown_token(auth: str, hints: list[str]) -> None:
    found = check(endpoint(auth, ""), unknown_token)
    assert [f.hint for f in found] == hints
    on_remote = check(f"remotes:\n  - key: r\n    auth: {auth}\n", unknown_token)
    assert [f.hint for f in on_remote] == hints
    assert all("ignores" in f.message for f in found)
    assert all("rejects" in f.message for f in on_remote)


VALUES = ["", "5", "text", "[]", "{}", "[null, [x], {a: b}]", "{a: null}", "[[], {}]", "*x"]


@pytest.mark.parametrize("value", VALUES)
@pytest.mark.parametrize(
    "path",
    ["endpoint", "remote", "auth", "token", "operations", "remote_auth", "permissions", "scopes"],
)
def test_values_of_any_type_do_no_harm(path: str, value: str) -> None:
    parts = {
        "endpoint": "be",
        "remote": "r",
        "token": "{enabled: true}",
        "operations": "[compute]",
        "remote_auth": "{appSystemToken: true}",
        "scopes": "{}",
    }
    parts[path] = value
    auth = parts.get("auth", f"{{appUserToken: {parts['token']}}}")
    text = (
        "x: &x {key: [be], enabled: {}, scopes: {a: 1}}\n"
        f"modules:\n  trigger: [{{key: t, endpoint: {parts['endpoint']}}}]\n"
        f"  endpoint:\n    - key: be\n      remote: {parts['remote']}\n      auth: {auth}\n"
        f"remotes:\n  - key: r\n    operations: {parts['operations']}\n"
        f"    auth: {parts['remote_auth']}\n"
        f"permissions: {parts.get('permissions', '{scopes: ' + parts['scopes'] + '}')}\n"
    )
    assert "FC000" not in codes(text)
