"""The rules about remotes and their addresses, and what examples cannot say of them."""

from __future__ import annotations

import re

import pytest

from forgecfg.catalog.placeholder import PLACEHOLDER_BASE_URL, PLACEHOLDER_HOST
from forgecfg.document.document import load
from forgecfg.findings import Finding, Severity
from forgecfg.linter.lint import run
from forgecfg.manifest.url import Url, UrlError, parse_url
from forgecfg.rules.remotes.base_url_path import base_url_path
from forgecfg.rules.remotes.configurable_remote import configurable_remote
from forgecfg.rules.remotes.implicit_storage import implicit_storage
from forgecfg.rules.remotes.invalid_base_url import invalid_base_url
from forgecfg.rules.remotes.missing_base_url import missing_base_url
from forgecfg.rules.remotes.missing_fetch_operation import missing_fetch_operation
from forgecfg.rules.remotes.missing_route import missing_route
from forgecfg.rules.remotes.missing_storage_declaration import missing_storage_declaration
from forgecfg.rules.remotes.placeholder_base_url import placeholder_base_url
from forgecfg.rules.remotes.region_mismatch import region_mismatch
from forgecfg.rules.table import BY_NAME

RULES = (
    missing_route,
    missing_base_url,
    invalid_base_url,
    region_mismatch,
    missing_storage_declaration,
    base_url_path,
    missing_fetch_operation,
    configurable_remote,
    placeholder_base_url,
    implicit_storage,
)
FETCH = "permissions: {external: {fetch: {backend: [remote: r]}}}\n"


def check(text: str) -> list[Finding]:
    document = load(text)
    assert document.root is not None, document.syntax
    return list(run(document, "manifest.yml", [BY_NAME[one.name] for one in RULES]).findings)


def found(text: str) -> list[tuple[str, int, int]]:
    return [(finding.code, finding.span.line, finding.span.column) for finding in check(text)]


def remote(base_url: str) -> str:
    return f"remotes:\n  - key: r\n    baseUrl: {base_url}\n    operations: [fetch]\n"


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("https://a.acme-it.app", Url("https", "a.acme-it.app", "", "", "")),
        ("HTTPS://A.Acme-it.app/", Url("https", "a.acme-it.app", "/", "", "")),
        ("http://localhost:8080/x?y#z", Url("http", "localhost", "/x", "?y", "#z")),
        ("wss://u:p@a.acme-it.app.?#", Url("wss", "a.acme-it.app.", "", "?", "#")),
        ("https://[::1]:443", Url("https", "[::1]", "", "", "")),
        ("https://bücher.example", Url("https", "bücher.example", "", "", "")),
        ("https://a_b.example:/", Url("https", "a_b.example", "/", "", "")),
    ],
)
def test_url(text: str, url: Url) -> None:
    assert parse_url(text) == url


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("", "is empty"),
        (" https://a.acme-it.app", "a space or a control character"),
        ("https://a.acme-it.app\n", "a space or a control character"),
        ("https://a\u200b.acme-it.app", "a space or a control character"),
        ("https://a\x1b.acme-it.app", "a space or a control character"),
        ("a.acme-it.app", "does not start with https://"),
        ("localhost:8080", "does not start with https://"),
        ("//a.acme-it.app", "does not start with https://"),
        ("https:/a.acme-it.app", "does not start with https://"),
        ("https:\\\\a.acme-it.app", "does not start with https://"),
        ("https://", "has no host"),
        ("https:///path", "has no host"),
        ("https://:8080", "has no host"),
        ("https://user@/", "has no host"),
        ("https://*.acme-it.app", "malformed host"),
        ("https://<host>", "malformed host"),
        ("https://{host}.acme-it.app", "malformed host"),
        ("https://a..acme-it.app", "malformed host"),
        ("https://.acme-it.app", "malformed host"),
        ("https://[1]", "malformed host"),
        ("https://::1", "malformed host"),
        ("https://a.acme-it.app:port", "malformed port"),
        ("https://a.acme-it.app:65536", "malformed port"),
    ],
)
def test_no_url(text: str, wrong: str) -> None:
    with pytest.raises(UrlError, match=wrong):
        parse_url(text)


@pytest.mark.parametrize(
    ("url", "alone", "fetched"),
    [
        ("https://a.acme-it.app", None, None),
        ("wss://a.acme-it.app", None, None),
        ("HTTPS://a.acme-it.app", None, None),
        ("https://localhost:8080", None, Severity.ERROR),
        ("https://[::1]", None, Severity.ERROR),
        ("http://a.acme-it.app", Severity.WARNING, Severity.ERROR),
        ("HTTP://a.acme-it.app", Severity.WARNING, Severity.ERROR),
        ("ws://a.acme-it.app", Severity.ERROR, Severity.ERROR),
        ("ftp://a.acme-it.app", Severity.ERROR, Severity.ERROR),
        ("not a url", Severity.ERROR, Severity.ERROR),
        ("http://", Severity.ERROR, Severity.ERROR),
        ("", Severity.ERROR, Severity.ERROR),
    ],
)
def test_severity_of_an_invalid_url(
    url: str, alone: Severity | None, fetched: Severity | None
) -> None:
    for text, severity in ((remote(f'"{url}"'), alone), (remote(f'"{url}"') + FETCH, fetched)):
        findings = [finding for finding in check(text) if finding.code == "FC403"]
        assert [finding.severity for finding in findings] == ([severity] if severity else [])


@pytest.mark.parametrize(
    ("first", "second", "missing"),
    [
        ("EU", "EU", ""),
        # A region in the wrong case is another finding.
        ("EU", "eu", ""),
        ("eu", "EU", ""),
        ("us", "EU", 'remote "first" has no base URL for EU'),
        ("XY", "EU", ""),
    ],
)
def test_regions_are_compared_without_regard_to_case(first: str, second: str, missing: str) -> None:
    text = "remotes:\n" + "".join(
        f"  - key: {key}\n"
        f"    baseUrl: {{default: 'https://a.acme-it.app', {region}: 'https://b.acme-it.app'}}\n"
        for key, region in (("first", first), ("second", second))
    )
    messages = [finding.message for finding in check(text) if finding.code == "FC404"]
    assert len(messages) == (2 if missing else 0)
    assert missing in "".join(messages)


def test_forge_looks_at_the_default_region_alone() -> None:
    urls = "{default: 'https://a.acme-it.app', EU: 'http://localhost'}"
    (finding,) = check(remote(urls) + FETCH)
    assert (finding.code, finding.severity) == ("FC403", Severity.WARNING)


def test_variables_in_urls() -> None:
    variables = (
        "environment:\n  variables:\n    - HOST\n    - {key: BASE, default: 'http://b.example'}\n"
    )
    # Without a default it is unknown; undeclared, it is a finding of another rule.
    assert found(remote("http://${HOST}") + variables) == []
    assert found(remote("${NOWHERE}") + variables) == []
    assert found(remote("${BASE}/path") + variables) == [("FC403", 3, 14), ("FC406", 3, 14)]


# Each case: the regions of the remotes "r", "s" and "t" beside the default ("one" for a plain
# string, "!" for inScopeEUD: true), and the remotes that Forge's own linter refuses (measured).
REGIONS = """
    one, one:                one, one!:               one, EU:
    one, EU!:                one, US:                 one, US!:
    one, EU US:              one, EU US!:             one!, one!:
    one!, EU: r              one!, EU!: r             one!, US: r
    one!, US!: r             one!, EU US: r           one!, EU US!: r
    EU, EU:                  EU, EU!:                 EU, US: rs
    EU, US!: rs              EU, EU US: r             EU, EU US!: r
    EU!, EU!:                EU!, US: rs              EU!, US!: rs
    EU!, EU US: r            EU!, EU US!: r           US, US:
    US, US!:                 US, EU US: r             US, EU US!: r
    US!, US!:                US!, EU US: r            US!, EU US!: r
    EU US, EU US:            EU US, EU US!:           EU US!, EU US!:
    one!, one, EU: r         one, one, one!:          EU, US, one: rs
    EU US!, EU US, EU: t
"""
CASES = [case for case in re.split(r"\n *| {2,}", REGIONS) if case]


def regional(key: str, form: str) -> str:
    regions = form.rstrip("!").split()
    text = f"  - key: {key}\n    operations: [compute]\n    baseUrl:"
    if regions == ["one"]:
        text += " https://a.acme-it.app\n"
    else:
        names = ("default", *regions)
        text += "\n" + "".join(f"      {name}: https://a.acme-it.app\n" for name in names)
    return text + f"    storage:\n      inScopeEUD: {'true' if form.endswith('!') else 'false'}\n"


@pytest.mark.parametrize("case", CASES)
def test_regions_as_forge_compares_them(case: str) -> None:
    forms, _, refused = case.partition(":")
    keys = "rst"
    text = "remotes:\n" + "".join(
        regional(key, form.strip()) for key, form in zip(keys, forms.split(","), strict=False)
    )
    lines = text.splitlines()
    findings = check(text)
    assert {finding.code for finding in findings} <= {"FC404"}
    assert [finding.message.split('"')[1] for finding in findings] == list(refused.strip())
    for finding in findings:
        assert lines[finding.span.line - 1].strip().startswith("baseUrl:")


def test_the_region_table_is_read_whole() -> None:
    assert len(CASES) == 40


def test_regions_are_named_and_shown() -> None:
    (finding,) = check("remotes:\n" + regional("r", "EU US CH") + regional("s", "US"))
    assert "no base URL for EU, CH, but" in finding.message
    assert [related.span.line for related in finding.related] == [6, 8]


def test_an_aliased_mapping_of_regions_is_the_same() -> None:
    urls = "&urls {default: 'https://a.acme-it.app', EU: 'https://b.acme-it.app'}"
    text = remote(urls) + "  - key: s\n    baseUrl: *urls\n    operations: [fetch]\n"
    assert found(text) == []
    assert found(text.replace("EU: 'https", "EU: 'http")) == [("FC403", 3, 59), ("FC403", 6, 14)]


def test_an_unknown_region_is_left_to_the_structure_rules() -> None:
    urls = "{default: 'https://a.acme-it.app', %s: 'https://b.acme-it.app'}"
    second = f"  - key: s\n    baseUrl: {urls % 'EU'}\n    operations: [fetch]\n"
    assert found(remote(urls % "eu") + second) == []
    assert found(remote(urls % "Mars") + second.replace("EU", "default2")) == []


def endpoint_called_by(module_type: str, item: str) -> str:
    return (
        f"modules:\n  {module_type}:\n    - {{key: caller, {item}}}\n"
        "  endpoint:\n    - {remote: r, key: called}\n"
    )


@pytest.mark.parametrize(
    ("module_type", "item", "severity"),
    [
        ("trigger", "endpoint: called", Severity.ERROR),
        ("bitbucket:mergeCheck", "endpoint: called", Severity.ERROR),
        ("scheduledTrigger", "endpoint: called", Severity.WARNING),
        ("webtrigger", "endpoint: called", Severity.WARNING),
        ("consumer", "endpoint: called", Severity.WARNING),
        ("preUninstall", "endpoint: called", Severity.WARNING),
        ("action", "endpoint: called", Severity.WARNING),
        ("jira:jqlFunction", "endpoint: called", Severity.WARNING),
        ("devops:designInfoProvider", "checkAuth: {endpoint: called}", Severity.WARNING),
        (
            "rovo:agentConnector",
            "protocols: {agent2Agent: {jsonRpcTransport: {endpoint: called}}}",
            Severity.WARNING,
        ),
        ("action", "resolver: {endpoint: called}", None),
        ("jira:workflowPostFunction", "resolver: {endpoint: called}", None),
        ("macro", "resolver: {endpoint: called}", None),
        ("macro", "static: {endpoint: called}", None),
        ("macro", "endpoint: called", None),
        ("some:newType", "endpoint: called", None),
        ("trigger", "endpoint: other", None),
        ("trigger", "endpoint: [called]", None),
    ],
)
def test_who_needs_a_route(module_type: str, item: str, severity: Severity | None) -> None:
    text = endpoint_called_by(module_type, item)
    findings = check(text)
    assert [(finding.code, finding.severity) for finding in findings] == (
        [("FC401", severity)] if severity else []
    )
    for route in ("{path: /x}", '{path: ""}', "/x", "null", "[]"):
        assert check(text.replace("key: called}", f"key: called, route: {route}}}")) == []


def test_one_finding_for_an_endpoint_with_many_callers() -> None:
    text = """\
modules:
  scheduledTrigger:
    - {key: hourly, endpoint: called}
  trigger:
    - {key: created, endpoint: called}
  macro:
    - {key: page, resolver: {endpoint: called}}
  endpoint:
    - {key: called, service: box}
    - {key: called, service: box}
"""
    (finding,) = check(text)
    assert (finding.severity, finding.span.line, finding.span.column) == (Severity.ERROR, 9, 13)
    assert 'trigger "created" calls it' in finding.message
    assert [related.span.line for related in finding.related] == [3, 5]


CONFIGURABLE = "remotes:\n  - {key: r, configurable: {name: N, description: D}}\n"
ENABLED = "permissions: {external: {configurable: {enabled: true}}}\n"
CONNECT = "app: {connect: {key: c, remote: r}}\n"


@pytest.mark.parametrize(
    ("use", "severity"),
    [
        ("modules: {endpoint: [{key: e, remote: r}]}\n", None),
        ('modules: {"migration:dataResidency": [{key: m, remote: r}]}\n', Severity.WARNING),
        ("providers: {auth: [{remotes: [r]}]}\n", Severity.ERROR),
        ("providers: {auth: [{actions: {exchange: {remote: r}}}]}\n", Severity.ERROR),
        (CONNECT, Severity.WARNING),
        (CONNECT + 'connectModules: {"jira:webPanels": [{key: p}]}\n', Severity.ERROR),
    ],
)
def test_where_a_configurable_remote_may_be_named(use: str, severity: Severity | None) -> None:
    findings = check(CONFIGURABLE + ENABLED + use)
    assert [(finding.code, finding.severity) for finding in findings] == (
        [("FC408", severity)] if severity else []
    )


@pytest.mark.parametrize("kind", ["backend", "client"])
@pytest.mark.parametrize("base_url", ["", ", baseUrl: 'https://a.acme-it.app'"])
def test_configurable_remotes_are_not_fetched_from(kind: str, base_url: str) -> None:
    permissions = ENABLED.replace("{config", f"{{fetch: {{{kind}: [remote: r]}}, config")
    findings = check(CONFIGURABLE.replace("key: r", f"key: r{base_url}") + permissions)
    assert [(finding.code, finding.severity) for finding in findings] == [
        ("FC408", Severity.WARNING)
    ]


def test_configurable_has_to_be_enabled_once() -> None:
    two = CONFIGURABLE + CONFIGURABLE.partition("\n")[2].replace("key: r", "key: s")
    (finding,) = check(two)
    assert (finding.span.line, finding.span.column, len(finding.related)) == (2, 14, 1)
    (finding,) = check(two + ENABLED.replace("true", "false"))
    assert (finding.span.line, finding.span.column, len(finding.related)) == (4, 50, 2)
    for left_to_structure in ("null", "yes", '"false"'):
        assert check(two + ENABLED.replace("true", left_to_structure)) == []


def test_of_two_remotes_with_one_key_the_first_is_meant() -> None:
    first = "remotes:\n  - {key: r, baseUrl: 'https://a.acme-it.app', operations: [compute]}\n"
    second = CONFIGURABLE.partition("\n")[2]
    assert check(first + second + ENABLED + CONNECT) == []


def test_fetch_operation() -> None:
    both = "permissions: {external: {fetch: {backend: [remote: r], client: [remote: r]}}}\n"
    text = remote("https://a.acme-it.app").replace("[fetch]", "[compute]") + both
    (finding,) = check(text)
    assert (finding.code, finding.span.line, finding.span.column) == ("FC407", 4, 5)
    assert len(finding.related) == 2
    for operations in ("[]", "[Fetch]", "[compute, fetch]", "null", "fetch"):
        assert check(text.replace("[compute]", operations)) == []


def test_paths_that_are_worth_a_hint() -> None:
    for url, fires in (
        ("https://a.acme-it.app/", False),
        ("https://a.acme-it.app/?", False),
        ("https://a.acme-it.app//", True),
        ("https://a.acme-it.app/api/", True),
        ("https://a.acme-it.app/#x", True),
        ("http:/a.acme-it.app/api", False),
    ):
        assert ("FC406" in {code for code, _, _ in found(remote(url))}) is fires, url


def test_the_placeholder() -> None:
    assert parse_url(PLACEHOLDER_BASE_URL).host == PLACEHOLDER_HOST
    for url, fires in (
        (PLACEHOLDER_BASE_URL, True),
        (PLACEHOLDER_BASE_URL.upper() + "/", True),
        (f"https://{PLACEHOLDER_HOST}:443", True),
        ("https://a.acme-it.app", False),
        ("https://my.todo.example.com", True),
        (f"https://a.acme-it.app/{PLACEHOLDER_HOST}", False),
    ):
        assert (("FC409", 3, 14) in found(remote(url))) is fires, url


@pytest.mark.parametrize(
    ("item", "codes"),
    [
        ("key: r", ["FC402", "FC410"]),
        ("key: r, operations: [storage]", ["FC402", "FC405"]),
        ("key: r, baseURL: x, operation: [storage]", []),
        ("key: r, baseUrl: 8080, operations: 1", []),
        ("key: r, baseUrl: null, operations: null", []),
        ("key: r, baseUrl: [x], operations: {storage: true}", []),
        ("key: r, baseUrl: {}, operations: [[storage], null, 1]", []),
        ("key: r, baseUrl: {default: null, EU: [x], US: 1}, operations: [other]", []),
        ("key: r, configurable: null", []),
        ("key: r, configurable: true", []),
        ("key: r, configurable: [], operations: [storage], storage: {}", []),
        ("key: r, baseUrl: 'https://a.acme-it.app', operations: [storage], storage: 1", []),
        ("key: r, baseUrl: 'https://a.acme-it.app', operations: [storage], Storage: {}", []),
        ("key: [r], baseUrl: 'https://a.acme-it.app', operations: [storage]", ["FC405"]),
    ],
)
def test_odd_remotes(item: str, codes: list[str]) -> None:
    assert [finding.code for finding in check(f"remotes: [{{{item}}}]\n")] == codes


@pytest.mark.parametrize(
    "text",
    [
        "remotes: null\nmodules: null\npermissions: null\n",
        "remotes: r\nmodules: {trigger: e, endpoint: 1}\npermissions: [1]\n",
        "remotes: [null, 1, [x]]\nmodules: [trigger]\npermissions: {external: [1]}\n",
        "modules: {trigger: [{endpoint: {a: b}}, null], endpoint: [null, {key: {}}]}\n",
        "permissions: {external: {fetch: {backend: [null, 1, {remote: [r]}], client: r}}}\n",
        # The old module type `remote` has rules of its own.
        "modules: {remote: [{key: r}, {key: s, operations: [storage]}]}\n",
    ],
)
def test_odd_sections(text: str) -> None:
    assert check(text) == []
