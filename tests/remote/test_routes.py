"""What `remote routes` knows of a manifest, and how it shows it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from forgecfg.remote.calls import RemoteCall
from forgecfg.remote.contract import CallerKind
from forgecfg.remote.fields import claims_of
from forgecfg.remote.formats.openapi import openapi_record
from forgecfg.remote.formats.record import method_and_path, table_record
from forgecfg.remote.formats.text import markdown_lines, text_lines
from forgecfg.remote.routes import Route, RouteTable

from .suite import table_of

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*/manifest.yml"))

HEAD = """\
app: {id: 'ari:cloud:ecosystem::app/a'}
remotes:
  - {key: backend, baseUrl: https://backend.example.com, operations: [compute],
     auth: {appSystemToken: {enabled: true}, appUserToken: {enabled: true}}}
permissions: {scopes: [read:app-system-token, read:app-user-token, read:jira-work]}
modules:
  endpoint:
    - {key: api, remote: backend, route: {path: hook}, auth: {appUserToken: {enabled: true}}}
"""


def routes(modules: str, *calls: RemoteCall, head: str = HEAD) -> tuple[Route, ...]:
    """The routes of a manifest with these modules and the endpoint `api`."""
    return table_of(head + modules, calls).routes


def bridge(path: str | None, method: str | None = "GET", **changes: object) -> RemoteCall:
    """A call of `invokeRemote` of the bridge in an unknown UI."""
    call = RemoteCall("invokeRemote", True, None, (), method, path, "src/app.jsx", 7)
    return call._replace(**changes)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("modules", "kind", "shown", "tokens"),
    [
        (
            "  macro: [{key: m, resolver: {endpoint: api}}]",
            "ui",
            "any method (path of the call)",
            "u",
        ),
        (
            "  trigger: [{key: t, endpoint: api, events: ['avi:jira:created:issue']}]",
            "event",
            "POST /hook",
            "",
        ),
        (
            "  trigger: [{key: t, endpoint: api, events: ['avi:forge:installed:app']}]",
            "lifecycle",
            "POST /hook",
            "",
        ),
        (
            "  scheduledTrigger: [{key: s, endpoint: api, interval: hour}]",
            "schedule",
            "POST /hook",
            "",
        ),
        ("  preUninstall: [{key: p, endpoint: api}]", "uninstall", "POST /hook", ""),
        ("  consumer: [{key: c, queue: q, endpoint: api}]", "queue", "POST /hook", ""),
        ("  webtrigger: [{key: w, endpoint: api}]", "web-trigger", "any method /hook", ""),
        ("  action: [{key: a, endpoint: api}]", "action", "POST /hook", "u"),
        (
            "  action: [{key: a, resolver: {endpoint: api}}]",
            "ui",
            "any method (path of the call)",
            "u",
        ),
        ("  bitbucket:mergeCheck: [{key: b, endpoint: api}]", "backend", "POST /hook", ""),
        (
            "  rovo:agentConnector:\n"
            "    - {key: r, protocols: {agent2Agent: {jsonRpcTransport: {endpoint: api}}}}",
            "agent",
            "POST /hook",
            "su",
        ),
    ],
)
def test_each_kind_of_caller(modules: str, kind: str, shown: str, tokens: str) -> None:
    [route] = routes(modules)
    assert route.caller.kind == kind
    assert method_and_path(route) == shown
    names = {"s": "appSystemToken", "u": "appUserToken"}
    assert route.tokens == tuple(names[letter] for letter in tokens)


def test_a_trigger_for_both_kinds_of_events_is_two_callers() -> None:
    events = "['avi:forge:installed:app', {eventType: 'avi:jira:created:issue'}]"
    found = routes(f"  trigger: [{{key: t, endpoint: api, events: {events}}}]")
    assert [(one.caller.kind, one.caller.events) for one in found] == [
        (CallerKind.LIFECYCLE, ("avi:forge:installed:app",)),
        (CallerKind.EVENT, ("avi:jira:created:issue",)),
    ]


def test_an_endpoint_directly_on_a_ui_module_is_no_caller() -> None:
    table = table_of(HEAD + "  macro: [{key: m, endpoint: api}]")
    assert table.routes == ()
    assert table.unused == ("api",)


def test_no_token_is_sent_without_a_product_scope() -> None:
    head = HEAD.replace(", read:jira-work", "")
    [route] = routes("  macro: [{key: m, resolver: {endpoint: api}}]", head=head)
    assert route.tokens == ()
    assert not any(name.startswith("x-forge") for name in route.headers)


def test_source_calls_give_front_ends_their_paths() -> None:
    calls = (
        bridge("tasks?team=a"),
        bridge("/other", "POST", modules=(("macro", "someone-else"),)),
        bridge(None, None, modules=(("macro", "m"),)),
        bridge("/x", front_end=False, remote="backend"),
        bridge("/y", function="requestRemote", remote="backend"),
        bridge("/z", function="requestRemote", remote="unknown"),
    )
    found = routes("  macro: [{key: m, resolver: {endpoint: api}}]", *calls)
    assert [(one.caller.kind.value, one.method, one.path, one.tokens) for one in found] == [
        ("ui", "GET", "/tasks?team=a", ("appUserToken",)),
        ("ui", None, None, ("appUserToken",)),
        ("function", "GET", "/x", ("appSystemToken", "appUserToken")),
        ("ui-fetch", "GET", "/y", ()),
    ]
    assert found[0].caller.label == 'macro "m" (src/app.jsx:7)'


def test_functions_may_call_a_remote_for_compute_that_no_endpoint_uses() -> None:
    text = HEAD.partition("modules:")[0] + "modules: {function: [{key: f, handler: index.run}]}\n"
    [route] = table_of(text).routes
    assert (route.caller.kind, route.endpoint, route.path) == (CallerKind.FUNCTION, None, None)
    assert table_of(text.replace("[compute]", "[fetch]")).routes == ()


def test_migration_hooks() -> None:
    found = routes("  migration:dataResidency: [{key: d, remote: backend, path: /move}]")
    assert [method_and_path(route) for route in found] == [
        "POST /move/schedule",
        "POST /move/start",
        "GET /move/status",
        "POST /move/commit",
        "POST /move/rollback",
    ]


def test_services_have_routes_too() -> None:
    text = HEAD.replace("remote: backend, route", "service: board, route") + (
        "  scheduledTrigger: [{key: s, endpoint: api, interval: hour}]\n"
        "services: [{key: board, containers: []}]\n"
    )
    [route] = table_of(text).routes
    assert route.backend.label == 'service "board"'


def test_claims_of_a_back_end_call_name_no_user() -> None:
    assert "principal" not in claims_of(CallerKind.EVENT)
    assert "context" not in claims_of(CallerKind.FUNCTION)
    assert {"principal", "context"} <= set(claims_of(CallerKind.UI))


@pytest.mark.parametrize(
    "broken", ["", "[]", "modules: 5", "remotes: {a: b}\nmodules: {macro: [1]}"]
)
def test_malformed_parts_are_left_out(broken: str) -> None:
    assert table_of(broken).routes == ()


def test_a_module_whose_list_is_missing_still_counts() -> None:
    [route] = routes("  macro: {key: m, resolver: {endpoint: api}}")
    assert route.caller.label == 'macro "m"'


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.parent.name)
def test_openapi_is_valid(example: Path) -> None:
    validator = pytest.importorskip("openapi_spec_validator")
    document = openapi_record(table_of(example.read_text("utf-8")))
    validator.validate(document)
    assert document["openapi"].startswith("3.1")


def test_openapi_with_awkward_names_is_valid() -> None:
    validator = pytest.importorskip("openapi_spec_validator")
    calls = (
        bridge("/a/${id}?q={x}#f", "POST"),
        bridge("/a/{b", "PUT"),
        bridge("/a/{b", "PUT"),
        bridge(None),
    )
    text = HEAD + (
        "  macro: [{key: m, resolver: {endpoint: api}}, {key: n, resolver: {endpoint: api}}]\n"
        "  webtrigger: [{key: w, endpoint: api}]\n"
    )
    document = openapi_record(table_of(text, calls))
    validator.validate(document)
    callers = document["paths"]["/a/%7Bb"]["put"]["x-forge-callers"]
    # Two macros make the same call; the second is noted at the first.
    assert {caller["label"].partition(" (")[0] for caller in callers} == {'macro "m"', 'macro "n"'}


def test_the_formats_name_every_route() -> None:
    table = table_of(next(path for path in EXAMPLES if path.parent.name == "triggers").read_text())
    text, markdown = "\n".join(text_lines(table)), "\n".join(markdown_lines(table))
    record = table_record(table)
    assert json.loads(json.dumps(record)) == record
    for route in table.routes:
        assert route.endpoint is not None
        assert f'endpoint "{route.endpoint}"' in text
        assert f'endpoint "{route.endpoint}"' in markdown
        assert route.endpoint in [one["endpoint"] for one in record["routes"]]
    assert "5 s, up to 4 retries, 60 s apart" in text


def test_what_others_wrote_is_escaped() -> None:
    text = HEAD.replace("https://backend.example.com", '"https://x/\\e[31m|`<b>"').replace(
        "path: hook", 'path: "/a|b\\u202e*c*"'
    )
    table: RouteTable = table_of(text + "  scheduledTrigger: [{key: s, endpoint: api}]")
    shown = "\n".join([*text_lines(table), *markdown_lines(table)])
    assert "\x1b" not in shown
    assert "\u202e" not in shown
    assert "\\|b" in shown
    assert "\\*c\\*" in shown
