"""`forgecfg audit`: what leaves Atlassian, and who sees it."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from forgecfg.audit.build import audit_text
from forgecfg.audit.eligibility import RULES
from forgecfg.audit.meanings import scope_meaning
from forgecfg.audit.model import Audit
from forgecfg.catalog.scopes import KNOWN_SCOPES

from .conftest import Forgecfg

ROOT = Path(__file__).parents[2]
APP = "app: {id: ari:cloud:ecosystem::app/1}\n"
MODULES = "modules: {macro: [{key: m}]}\n"


def audit(text: str) -> Audit:
    done = audit_text(APP + (text if "modules:" in text else MODULES + text))
    assert done.unreadable is None
    return done


def external(text: str) -> str:
    return f"permissions: {{external: {{fetch: {{backend: [{text}]}}}}}}\n"


ANALYTICS = "{address: '%s', category: analytics%s}"


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("", []),
        (external("a.com"), ["external-address"]),
        (external("{address: a.com}"), ["external-address"]),
        (external(ANALYTICS % ("*.mixpanel.com", ", inScopeEUD: false")), []),
        (external(ANALYTICS % ("*.mixpanel.com", ", inScopeEUD: true")), ["in-scope-analytics"]),
        (external(ANALYTICS % ("*.mixpanel.com", "")), ["in-scope-analytics"]),
        (external(ANALYTICS % ("https://app.launchdarkly.com", ", inScopeEUD: false")),
         ["unapproved-analytics"]),
        (external(ANALYTICS % ("notlaunchdarkly.com", ", inScopeEUD: false")), []),
        ("permissions: {external: {images: [a.com]}}\n", ["external-address"]),
        ("remotes: [{key: r, baseUrl: 'https://a.com'}]\n", ["remote"]),
        ("connectModules: {'jira:webhooks': []}\n", ["connect-module"]),
        ("providers: {auth: [{key: p}]}\n", ["provider"]),
        ("modules: {webtrigger: [{key: w, function: f}]}\n", ["dynamic-web-trigger"]),
        ("modules: {webtrigger: [{key: w, response: {type: static}}]}\n", []),
        ("permissions: {scopes: ['storage:app', 'write:jira-work']}\n", []),
    ],
)  # fmt: skip
def test_runs_on_atlassian_by_the_documented_rules(text: str, rules: list[str]) -> None:
    reasons = audit(text).reasons
    assert [reason.rule for reason in reasons] == rules
    assert {reason.rule for reason in reasons} <= {rule.name for rule in RULES}


def test_each_reason_has_its_line() -> None:
    text = (
        APP + MODULES + "permissions:\n  external:\n    fetch:\n      backend:\n        - a.com\n"
    )
    (reason,) = audit_text(text).reasons
    assert reason.at == (7, 11)


def test_require_decides_the_exit_code(forgecfg: Forgecfg, tmp_path: Path) -> None:
    (tmp_path / "manifest.yml").write_text(APP + MODULES + external("a.com"), encoding="utf-8")
    assert forgecfg("audit").code == 0
    assert forgecfg("audit", "--require", "runs-on-atlassian").code == 1
    (tmp_path / "manifest.yml").write_text(APP + MODULES, encoding="utf-8")
    done = forgecfg("audit", "--require", "runs-on-atlassian")
    assert done.code == 0
    assert "Runs on Atlassian: nothing in the manifest rules it out" in done.out
    assert "(a manifest cannot tell)" in done.out


@pytest.mark.parametrize(
    ("remote", "says"),
    [
        ("baseUrl: a", "counts as storing in-scope end-user data at one address"),
        ("baseUrl: a, operations: [storage], storage: {inScopeEUD: true}",
         "stores in-scope end-user data at one address"),
        ("baseUrl: {default: a, EU: b}, storage: {inScopeEUD: true}", "by region: EU"),
        ("baseUrl: a, operations: [compute]", "no region needed"),
        ("configurable: {name: n}", "customer-managed"),
    ],
)  # fmt: skip
def test_residency_of_remotes(remote: str, says: str) -> None:
    (use,) = audit(f"remotes: [{{key: r, {remote}}}]\n").remotes
    assert says in use.residency


def test_tokens_by_remote() -> None:
    (use,) = audit(
        "modules: {endpoint: [{key: e, remote: r, auth: {appUserToken: {enabled: true}}}]}\n"
        "remotes: [{key: r, baseUrl: a, auth: {appSystemToken: {enabled: true}}}]\n"
    ).remotes
    assert use.endpoint_tokens == ("appUserToken",)
    assert use.function_tokens == ("appSystemToken",)


def test_access_impersonation_and_web_triggers() -> None:
    done = audit(
        "modules:\n"
        "  macro: [{key: m, unlicensedAccess: [unlicensed, anonymous]}]\n"
        "  webtrigger:\n"
        "    - {key: a}\n"
        "    - {key: b, request: {authentication: hmacSharedSecret}, response: {type: static}}\n"
        "permissions: {scopes: {'read:jira-work': {allowImpersonation: true}}}\n"
    )
    assert [(one.subject, one.who) for one in done.access] == [
        ('macro "m"', "unlicensed and anonymous users")
    ]
    assert [one.who for one in done.web_triggers] == [
        "anyone on the internet who knows its URL; may answer with anything",
        "anyone on the internet with its shared secret; declared answers only",
    ]
    assert done.scopes[0].impersonation


@pytest.mark.parametrize(
    ("text", "since"),
    [
        ("modules: {'jira:issueGlance': [{key: g}]}\n", "2026-05-05"),
        ("modules: {'confluence:fullPage': [{key: g}]}\n", "2026-09-30"),
        ("modules: {webtrigger: [{key: g, response: {type: static}}]}\n", ""),
        ("connectModules: {'jira:webhooks': []}\n", ""),
        ("providers: {auth: [{key: p, bearerMethod: uri-query}]}\n", ""),
    ],
)
def test_deprecated_things(text: str, since: str) -> None:
    assert [one.since for one in audit(text).deprecated] == [since]


def test_a_deprecated_runtime() -> None:
    text = "app: {id: ari:cloud:ecosystem::app/1, runtime: {name: nodejs20.x}}\n" + MODULES
    (found,) = audit_text(text).deprecated
    assert (found.since, found.at) == ("2026-04-30", (1, 55))


def test_scopes_are_told_in_words() -> None:
    assert scope_meaning("read:jira-work").startswith("read Jira projects")
    assert scope_meaning("write:issue.property:jira") == "create and change issue property in Jira"
    assert scope_meaning("nonsense") == ""
    known = sum(bool(scope_meaning(scope)) for scope in KNOWN_SCOPES)
    assert known / len(KNOWN_SCOPES) > 0.9


def test_json_follows_its_schema(forgecfg: Forgecfg) -> None:
    schema = json.loads((ROOT / "schemas" / "audit-v1.schema.json").read_text(encoding="utf-8"))
    for file in sorted((ROOT / "examples").rglob("manifest.yml")):
        data = json.loads(forgecfg("audit", str(file), "--format", "json").out)
        jsonschema.Draft202012Validator(schema).validate(data)


@pytest.mark.parametrize("format", ["text", "markdown", "json"])
def test_hostile_names_do_not_act(
    forgecfg: Forgecfg,
    tmp_path: Path,
    format: str,  # noqa: A002
) -> None:
    name = json.dumps("x|`@team <img>\x1b[31m\u202e\n::error::y##[group]")
    text = APP + MODULES + f"permissions: {{scopes: [{name}], external: {{images: [{name}]}}}}\n"
    (tmp_path / "manifest.yml").write_text(text, encoding="utf-8")
    out = forgecfg("audit", "--format", format).out
    assert "\x1b" not in out
    assert "\u202e" not in out
    assert "##[" not in out
    assert not any(line.startswith("::error") for line in out.splitlines())
