"""Each row of what a change costs, in both directions."""

from __future__ import annotations

import pytest

from forgecfg.impact.changes import Impact, ManifestDiff
from forgecfg.impact.compare import diff_text
from forgecfg.impact.kinds import KINDS

APP = "app:\n  id: ari:cloud:ecosystem::app/1\n"
MODULES = "modules:\n  macro:\n    - key: m\n      title: M\n"
NONE, MINOR, MAYBE = None, Impact.MINOR, Impact.MAYBE_MAJOR
MAJOR, LOSS, NEVER = Impact.MAJOR, Impact.DATA_LOSS, Impact.IMPOSSIBLE


def diff(before: str, after: str) -> ManifestDiff:
    """The difference of two manifests that are completed with an app and a module."""
    done = diff_text(complete(before), complete(after))
    assert not done.unreadable
    return done


def complete(text: str) -> str:
    if "modules:" not in text:
        text = MODULES + text
    return text if "app:" in text else APP + text


def scopes(*names: str) -> str:
    return f"permissions: {{scopes: [{', '.join(names)}]}}\n"


def scope_map(**scopes: str) -> str:
    entries = ", ".join(f"'{name}': {{{value}}}" for name, value in scopes.items())
    return f"permissions: {{scopes: {{{entries}}}}}\n"


def external(text: str) -> str:
    return f"permissions: {{external: {{{text}}}}}\n"


def backend(*entries: str) -> str:
    return external(f"fetch: {{backend: [{', '.join(entries)}]}}")


def address(text: str, rest: str = "") -> str:
    return f"{{address: '{text}'{', ' + rest if rest else ''}}}"


def remote(rest: str, key: str = "r") -> str:
    return f"remotes: [{{key: {key}, {rest}}}]\n"


URL = "baseUrl: 'https://a.acme-it.app'"
OFF = "inScopeEUD: false"
ON = "inScopeEUD: true"
CONFIG = "configurable: {name: n, description: d}"


def module(type: str, rest: str) -> str:  # noqa: A002
    return f"modules: {{macro: [{{key: m, title: M}}], '{type}': [{{{rest}}}]}}\n"


def endpoint(rest: str) -> str:
    return module("endpoint", f"key: e, {rest}")


def entities(text: str) -> str:
    return f"app: {{id: ari:cloud:ecosystem::app/1, storage: {{entities: [{text}]}}}}\n"


def app(text: str) -> str:
    return f"app: {{id: ari:cloud:ecosystem::app/1, {text}}}\n"


def provider(rest: str = "clientId: c", key: str = "p") -> str:
    return f"providers: {{auth: [{{key: {key}, {rest}}}]}}\n"


SERVICE = "services: [{key: s, containers: []}]\n"
ATTR = "attributes: {a: {type: string}}"
STATIC = "response: {type: static, outputs: [{key: ok, statusCode: 200}]}"
HOOK = "key: w, function: f"

# Name of the row, manifest before, manifest after, its cost, and the cost of the way back.
ROWS = [
    ("scope", scopes("a"), scopes("a", "b"), MAJOR, MAJOR),
    ("scope replaced", scopes("a"), scopes("b"), MAJOR, MAJOR),
    ("storage:app", scopes("a"), scopes("a", "'storage:app'"), MAJOR, MAJOR),
    ("impersonation", scope_map(a=""), scope_map(a="allowImpersonation: true"), MAYBE, MINOR),
    ("content", "permissions: {content: {scripts: []}}\n",
     "permissions: {content: {scripts: [unsafe-eval]}}\n", MAJOR, MINOR),
    ("content style", "", "permissions: {content: {styles: [unsafe-inline]}}\n", MAJOR, MINOR),
    *(
        (f"address in {kind}", "", external(f"{kind}: ['https://a.acme-it.app']"), MAJOR, MINOR)
        for kind in ("fonts", "frames", "images", "media", "navigation", "scripts", "styles")
    ),
    ("address in backend", backend("a.com"), backend("a.com", "b.com"), MAJOR, MINOR),
    ("address in client", "", external("fetch: {client: [a.com]}"), MAJOR, MINOR),
    ("address replaced", backend("a.com"), backend("b.com"), MAJOR, MAJOR),
    ("category", backend(address("a.com")), backend(address("a.com", "category: analytics")),
     MAJOR, MAYBE),
    ("in scope first", backend(address("a.com", OFF)), backend(address("a.com", ON)),
     MAJOR, MINOR),
    ("in scope by leaving out", backend(address("a.com", OFF)), backend(address("a.com")),
     MAJOR, MINOR),
    ("in scope further", backend(address("a.com", OFF), address("b.com", ON)),
     backend(address("a.com", ON), address("b.com", ON)), MINOR, MINOR),
    ("moved to remotes", backend("'https://a.acme-it.app'"), remote(URL), MINOR, MAJOR),
    ("address as a remote too", backend("'https://a.acme-it.app'"),
     backend("'https://a.acme-it.app'") + remote(URL), MAJOR, MINOR),
    ("remote in fetch.backend", remote(URL), backend("{remote: r}") + remote(URL), MAYBE, MINOR),
    ("configurable egress", "", external("configurable: {enabled: true}"), MAJOR, NEVER),
    ("enforcement", "", "permissions: {enforcement: app-managed}\n", MINOR, MINOR),
    ("sandbox", "", "permissions: {sandbox: [allow-storage-access-by-user-activation]}\n",
     MAYBE, MINOR),
    ("remote", "", remote(URL), MAJOR, MINOR),
    ("customer-managed remote without URL", "", remote(CONFIG), MINOR, MINOR),
    ("base URL", remote(URL), remote("baseUrl: 'https://b.acme-it.app'"), MAJOR, MAJOR),
    ("region URL", remote("baseUrl: {default: a, EU: b}"), remote("baseUrl: {default: a, EU: c}"),
     MAJOR, MAJOR),
    ("region", remote("baseUrl: {default: a}"), remote("baseUrl: {default: a, EU: b}"),
     MAJOR, MAJOR),
    ("map with new URLs", remote("baseUrl: a"), remote("baseUrl: {default: a, EU: b}"),
     MAJOR, MAJOR),
    ("map with the same URL", remote("baseUrl: a"), remote("baseUrl: {default: a, EU: a}"),
     MINOR, MAJOR),
    ("map form", remote("baseUrl: a"), remote("baseUrl: {default: a}"), NONE, NONE),
    ("remote stores", remote(f"{URL}, operations: [storage], storage: {{{OFF}}}"),
     remote(f"{URL}, operations: [storage], storage: {{{ON}}}"), MAJOR, MINOR),
    ("configurable remote", remote(URL), remote(f"{URL}, {CONFIG}"), MAJOR, MINOR),
    ("base URL of a configurable remote", remote(f"{URL}, {CONFIG}"), remote(CONFIG),
     MINOR, MAJOR),
    ("operation", remote(f"{URL}, operations: [fetch]"),
     remote(f"{URL}, operations: [fetch, compute]"), MAJOR, MINOR),
    ("all operations", remote(f"{URL}, operations: [fetch]"), remote(URL), MAJOR, MINOR),
    ("remote key", remote(URL), remote(URL, key="s"), MAJOR, MAJOR),
    ("remote token", remote(URL), remote(f"{URL}, auth: {{appUserToken: {{enabled: true}}}}"),
     MAYBE, MINOR),
    ("patterns", remote("configurable: {name: n, supportedPatterns: ['a']}"),
     remote("configurable: {name: n, supportedPatterns: ['a', 'b']}"), MAYBE, MINOR),
    ("endpoint remote", endpoint("remote: a"), endpoint("remote: b"), MAJOR, MAJOR),
    ("endpoint route", endpoint("remote: a, route: {path: /a}"),
     endpoint("remote: a, route: {path: /b}"), MAJOR, MAJOR),
    ("endpoint token", endpoint("remote: a"),
     endpoint("remote: a, auth: {appUserToken: {enabled: true}}"), MAJOR, MAJOR),
    ("endpoint", "", endpoint("remote: a"), MAYBE, MINOR),
    ("module", "", module("jira:issuePanel", "key: p"), MINOR, MINOR),
    ("trigger", "", module("trigger", "key: t, function: f"), MINOR, MINOR),
    ("function", "", module("function", "key: f, handler: index.f"), MINOR, MINOR),
    ("global:ui", "", module("global:ui", "key: g"), MINOR, MINOR),
    ("dynamic web trigger", "", module("webtrigger", HOOK), MAJOR, LOSS),
    ("static web trigger", "", module("webtrigger", f"{HOOK}, {STATIC}"), MINOR, LOSS),
    ("static to dynamic", module("webtrigger", f"{HOOK}, {STATIC}"),
     module("webtrigger", f"{HOOK}, response: {{type: dynamic}}"), MAJOR, MINOR),
    ("static to the default", module("webtrigger", f"{HOOK}, {STATIC}"),
     module("webtrigger", HOOK), MAJOR, MINOR),
    ("further dynamic web trigger", module("webtrigger", HOOK),
     module("webtrigger", f"{HOOK}}}, {{key: x, function: f"), MINOR, LOSS),
    ("URL format", module("webtrigger", f"{HOOK}, urlFormat: v1"),
     module("webtrigger", f"{HOOK}, urlFormat: v2"), MINOR, MINOR),
    ("web trigger key", module("webtrigger", "key: w, function: f"),
     module("webtrigger", "key: x, function: f"), LOSS, LOSS),
    ("sql", "", module("sql", "key: s, engine: mysql"), MAJOR, MINOR),
    ("objectStore", "", module("objectStore", "key: s, storageClass: standard"), MAJOR, MINOR),
    ("llm", "", module("llm", "key: s, model: [claude]"), MAJOR, MINOR),
    ("services", "", SERVICE, MAJOR, NEVER),
    ("service key", SERVICE, SERVICE.replace("key: s", "key: t"), NEVER, NEVER),
    ("service definition", SERVICE, SERVICE.replace("[]", "[{key: c}]"), MINOR, MINOR),
    ("licensing", "", app("licensing: {enabled: true}"), MAJOR, MINOR),
    ("provider", "", provider(), MAJOR, MAJOR),
    ("client ID", provider(), provider("clientId: d"), MAJOR, MAJOR),
    ("provider scope", provider("clientId: c, scopes: [a]"),
     provider("clientId: c, scopes: [a, b]"), MAYBE, NEVER),
    ("optional product", app("compatibility: {jira: {required: true}}"),
     app("compatibility: {jira: {required: true}, confluence: {required: false}}"), MINOR, MINOR),
    ("required product", app("compatibility: {jira: {required: true}}"),
     app("compatibility: {confluence: {required: true}}"), NEVER, NEVER),
    ("first required product", app("compatibility: {jira: {required: false}}"),
     app("compatibility: {jira: {required: true}}"), MINOR, NEVER),
    ("required by default", app("compatibility: {jira: {}}"),
     app("compatibility: {confluence: {}}"), NEVER, NEVER),
    ("runtime", app("runtime: {name: nodejs22.x}"), app("runtime: {name: nodejs24.x}"),
     MINOR, MINOR),
    ("memory", app("runtime: {memoryMB: 512}"), app("runtime: {memoryMB: 1024}"), MINOR, MINOR),
    ("handler", module("function", "key: f, handler: a.b"),
     module("function", "key: f, handler: a.c"), MINOR, MINOR),
    ("timeout", module("function", "key: f, handler: a.b"),
     module("function", "key: f, handler: a.b, timeoutSeconds: 60"), MINOR, MINOR),
    ("resource", "resources: [{key: r, path: a}]\n", "resources: [{key: r, path: b}]\n",
     MINOR, MINOR),
    ("title", MODULES, MODULES.replace("title: M", "title: N"), MINOR, MINOR),
    ("app.id", "", "app: {id: ari:cloud:ecosystem::app/2}\n", LOSS, LOSS),
    ("Connect key", app("connect: {key: a}"), app("connect: {key: b}"), MAYBE, MAYBE),
    ("Connect", "", app("connect: {key: a}"), MINOR, MINOR),
    ("entity", entities(""), entities(f"{{name: e1, {ATTR}}}"), MINOR, NEVER),
    ("attribute", entities(f"{{name: e1, {ATTR}}}"),
     entities("{name: e1, attributes: {a: {type: string}, b: {type: any}}}"), MINOR, NEVER),
    ("attribute type", entities(f"{{name: e1, {ATTR}}}"),
     entities("{name: e1, attributes: {a: {type: integer}}}"), MAYBE, MAYBE),
    ("index", entities(f"{{name: e1, {ATTR}}}"), entities(f"{{name: e1, {ATTR}, indexes: [a]}}"),
     MINOR, NEVER),
    ("index range", entities(f"{{name: e1, {ATTR}, indexes: [{{name: i, range: [a]}}]}}"),
     entities(f"{{name: e1, {ATTR}, indexes: [{{name: i, range: [a, b]}}]}}"), NEVER, NEVER),
    *(
        (f"{name} removed", module(name, "key: k, name: n"), "", LOSS, MINOR)
        for name in (
            "jira:customField", "jira:customFieldType", "confluence:customContent",
            "jira:workflowValidator", "jira:workflowCondition", "jira:workflowPostFunction",
            "jira:dashboardGadget", "jira:entityProperty", "jira:globalPermission",
        )
    ),
    ("custom field key", module("jira:customField", "key: a, name: n"),
     module("jira:customField", "key: b, name: n"), LOSS, LOSS),
    ("macro key", MODULES, MODULES.replace("key: m", "key: n"), LOSS, LOSS),
    ("variable", "", "environment: {variables: [X]}\n", MINOR, MINOR),
]  # fmt: skip


@pytest.mark.parametrize(
    ("before", "after", "there", "back"), [row[1:] for row in ROWS], ids=[row[0] for row in ROWS]
)
def test_a_change_costs_what_is_documented(
    before: str, after: str, there: Impact | None, back: Impact | None
) -> None:
    assert diff(before, after).verdict is there
    assert diff(after, before).verdict is back


FREE = [
    ("list to map", scopes("a", "b"), scope_map(a="", b="")),
    ("order of scopes", scopes("a", "b"), scopes("b", "a")),
    ("repeated scope", scopes("a"), scopes("a", "a")),
    ("order of sections", scopes("a") + remote(URL), remote(URL) + scopes("a")),
    ("comments", scopes("a"), "# a comment\n" + scopes("a").rstrip() + " # another\n"),
    ("quotes", scopes("a"), scopes("'a'")),
    ("block style", scopes("a", "b"), "permissions:\n  scopes:\n    - b\n    - a\n"),
    ("string to address", backend("a.com"), backend(address("a.com"))),
    ("stated default", backend("a.com"), backend(address("a.com", ON))),
    ("impersonation off", scopes("a"), scope_map(a="allowImpersonation: false")),
    ("order of operations", remote("operations: [a, b]"), remote("operations: [b, a]")),
    ("order of events", module("trigger", "key: t, events: [a, b]"),
     module("trigger", "key: t, events: [b, a]")),
    ("order of keys", module("trigger", "key: t, function: f"),
     module("trigger", "function: f, key: t")),
    ("alias", scopes("a"), "resources: []\npermissions: {scopes: [&x a, *x]}\n"),
    ("token that is off", endpoint("remote: a"),
     endpoint("remote: a, auth: {appUserToken: {enabled: false}}")),
]  # fmt: skip


@pytest.mark.parametrize(("before", "after"), [r[1:] for r in FREE], ids=[r[0] for r in FREE])
def test_what_means_the_same_is_no_change(before: str, after: str) -> None:
    after_changes = [c for c in diff(before, after).changes if c.subject != "resources"]
    before_changes = [c for c in diff(after, before).changes if c.subject != "resources"]
    assert after_changes == before_changes == []


def variables(url: str, default: str = "") -> str:
    declared = f"{{key: HOST, default: '{default}'}}" if default else "HOST"
    return f"environment: {{variables: [{declared}]}}\n" + remote(f"baseUrl: '{url}'")


def test_a_variable_with_the_same_value_costs_nothing_more() -> None:
    done = diff(remote(URL), variables("${HOST}", "https://a.acme-it.app"))
    assert {change.kind for change in done.changes} == {"variable-added"}


def test_a_default_that_changes_an_address_is_reported_at_the_address() -> None:
    done = diff(variables("${HOST}", "https://a.com"), variables("${HOST}", "https://b.com"))
    assert {change.kind for change in done.changes} == {"remote-url-changed", "variable-changed"}
    assert done.verdict is MAJOR


def test_an_unknown_variable_is_equal_to_itself_and_else_uncertain() -> None:
    assert diff(variables("${HOST}"), variables("${HOST}")).changes == ()
    assert diff(variables("https://a.com"), variables("${HOST}")).verdict is MAYBE


def test_the_place_is_where_the_thing_is_or_was() -> None:
    before = complete("permissions:\n  scopes:\n    - a\n    - b\n")
    added, removed = diff_text(before, before.replace("- a", "- c")).changes
    assert {(c.kind, c.side.value, c.span.line) for c in (added, removed)} == {
        ("scope-added", "new", 9),
        ("scope-removed", "base", 9),
    }
    gone = next(change for change in (added, removed) if change.kind == "scope-removed")
    # In the new manifest it is shown at the section that held it.
    assert gone.anchor.line == 8


def test_every_kind_occurs_in_the_table() -> None:
    seen = {
        change.kind
        for _, before, after, *_ in ROWS
        for pair in ((before, after), (after, before))
        for change in diff(*pair).changes
    }
    elsewhere = {
        "egress-variable", "remote-url-variable", "variable-changed", "manifest-added",
        "manifest-removed", "module-renamed",
        "connect-modules-changed", "provider-changed",
    }  # fmt: skip
    assert KINDS.keys() - seen == elsewhere


@pytest.mark.parametrize(
    ("kind", "before", "after"),
    [
        ("egress-variable", backend("a.com"),
         "environment: {variables: [H]}\n" + backend("'${H}'")),
        ("remote-configurable-changed", remote(CONFIG), remote(CONFIG.replace("d}", "e}"))),
        ("service-added", SERVICE, SERVICE.replace("]}]", "]}, {key: t}]")),
        ("module-renamed", module("jira:issuePanel", "key: a, title: T"),
         module("jira:issuePanel", "key: b, title: T")),
        ("connect-modules-changed", "connectModules: {'jira:webhooks': [{url: a}]}\n",
         "connectModules: {'jira:webhooks': [{url: b}]}\n"),
        ("provider-changed", provider(), provider("clientId: c, name: N")),
    ],
)  # fmt: skip
def test_the_other_kinds(kind: str, before: str, after: str) -> None:
    assert kind in {change.kind for change in diff(before, after).changes}
