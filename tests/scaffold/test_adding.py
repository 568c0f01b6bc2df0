"""`forgecfg add` and `forgecfg rename`: old data plus exactly what was asked for."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from .conftest import MANIFEST, Run

BASE = (
    MANIFEST
    + """\
  action:
    -   key: act   # wide dashes
        description: Acts.
  trigger:
    -   key: changed
        endpoint: on-change
        events:
          -   avi:jira:updated:issue
  endpoint:
    -   key: hello-api
        remote: backend
    -   key: on-change
        remote: backend
        route: {path: /on-change}
remotes:
    -   key: backend
        baseUrl: https://api.acme-tools.dev
permissions:
  scopes:
    -   read:jira-work
"""
)
TOKEN = {"enabled": True}


def data_of(text: str) -> Any:
    return YAML(typ="safe").load(text)


def changed(**sections: Any) -> Any:
    """The data of the base manifest with items appended to sections, `a__b` for `a.b`."""
    data = copy.deepcopy(data_of(BASE))
    for name, items in sections.items():
        *parents, last = name.split("__")
        section = data
        for parent in parents:
            section = section[parent]
        section[last] = [*section.get(last, []), *items]
    return data


def with_hello(data: Any, **properties: Any) -> Any:
    data["modules"]["macro"][0].update(properties)
    return data


def with_token(index: int, *scopes: str) -> Any:
    data = changed(permissions__scopes=scopes)
    data["modules"]["endpoint"][index]["auth"] = {"appSystemToken": TOKEN}
    return data


CASES: dict[str, Any] = {
    "add scope write:jira-work": changed(permissions__scopes=["write:jira-work"]),
    "add function on-issue": changed(
        modules__function=[{"key": "on-issue", "handler": "index.onIssue"}]
    ),
    "add function f --handler lib/a.run --module action:act": (
        lambda data: data["modules"]["action"][0].update(function="f") or data
    )(changed(modules__function=[{"key": "f", "handler": "lib/a.run"}])),
    "add resource main --path static/main --module macro:hello": with_hello(
        changed(resources=[{"key": "main", "path": "static/main"}]), resource="main"
    ),
    "add resource ui --path src/ui.tsx --module macro:hello": with_hello(
        changed(resources=[{"key": "ui", "path": "src/ui.tsx"}]), resource="ui", render="native"
    ),
    "add token hello-api --system-token --scope write:jira-work": with_token(
        0, "read:app-system-token", "write:jira-work"
    ),
    "add token endpoint:on-change --system-token": with_token(1, "read:app-system-token"),
    "add trigger t --event avi:jira:created:issue --function f": changed(
        modules__trigger=[{"key": "t", "function": "f", "events": ["avi:jira:created:issue"]}],
        modules__function=[{"key": "f", "handler": "index.f"}],
    ),
    "add trigger t --event avi:confluence:liked:page --endpoint e": changed(
        modules__trigger=[{"key": "t", "endpoint": "e", "events": ["avi:confluence:liked:page"]}],
        modules__endpoint=[{"key": "e", "remote": "backend", "route": {"path": "/e"}}],
        permissions__scopes=["read:confluence-content.summary"],
    ),
    "add scheduled-trigger s --interval day --endpoint on-change": changed(
        modules__scheduledTrigger=[{"key": "s", "endpoint": "on-change", "interval": "day"}]
    ),
    "add endpoint e --module action:act": (
        lambda data: data["modules"]["action"][0].update(endpoint="e") or data
    )(changed(modules__endpoint=[{"key": "e", "remote": "backend", "route": {"path": "/e"}}])),
    "add endpoint e --module macro:hello --replace": with_hello(
        changed(modules__endpoint=[{"key": "e", "remote": "backend"}]), resolver={"endpoint": "e"}
    ),
    "add function f --module macro:hello --replace": with_hello(
        changed(modules__function=[{"key": "f", "handler": "index.f"}]), resolver={"function": "f"}
    ),
    'add module jira:globalPage p --set "title=All of it" --set layout=blank': changed(
        **{"modules__jira:globalPage": [{"key": "p", "title": "All of it", "layout": "blank"}]}
    ),
}


@pytest.mark.parametrize("command", CASES)
def test_old_data_plus_the_change(here: Path, run: Run, command: str) -> None:
    import shlex

    path = here / "manifest.yml"
    path.write_bytes(BASE.encode())
    words = shlex.split(command)
    shown = run(*words, "--diff")
    assert shown.code == 1
    assert path.read_bytes() == BASE.encode()
    assert run(*words).code == 0
    text = path.read_text("utf-8")
    assert data_of(text) == CASES[command]
    kept = [line for line in BASE.splitlines() if "endpoint: hello-api" not in line]
    lines = iter(text.splitlines())
    assert all(line in lines for line in kept), text
    # New items of lists with wide dashes have them too.
    for line in text.splitlines():
        if line.lstrip().startswith("- ") and line not in BASE.splitlines():
            assert line.lstrip().startswith("-   "), text
    again = run(*words)
    assert path.read_text("utf-8") == text
    assert again.code == (0 if words[1] in ("scope", "token") else 2)


REFUSED = {
    "add endpoint e --module macro:other": "no macro with key 'other'",
    "add function f --module macro:hello": "already has `resolver.endpoint: hello-api`; pass "
    "--replace",
    "add token nope --user-token": "no endpoint or remote with key 'nope'",
    "add token hello-api": "pass --user-token, --system-token, or both",
    "add token on-change --user-token": "Forge rejects appUserToken there",
    "add token hello-api --user-token --scope read:jira-wrok": "did you mean 'read:jira-work'?",
    "add trigger t --event avi:jira:created:isue --function f": "did you mean "
    "'avi:jira:created:issue'?",
    "add trigger t --event avi:jira:created:issue": "pass either --function or --endpoint",
    "add scheduled-trigger t --interval daily --function f": "unknown interval 'daily'",
    "add function f --handler src/index.js": "invalid handler 'src/index.js'",
    "add function hello": "module 'hello' already exists",
    "add resource r --path ../other": "invalid path '../other'",
    "add module macros m": "unknown module type 'macros'; did you mean 'macro'?",
    "add module rovo:agent a": "a rovo:agent requires more properties; pass --set prompt=…",
    "add module function f": "use `forgecfg add function`",
    "rename endpoint hello-ap new": 'did you mean "hello-api"?',
    "rename endpoint hello-api act": 'action "act" already exists',
}


@pytest.mark.parametrize("command", REFUSED)
def test_refused_with_a_reason(here: Path, run: Run, command: str) -> None:
    (here / "manifest.yml").write_bytes(BASE.encode())
    result = run(*command.split())
    assert result.code == 2
    assert REFUSED[command] in result.err.decode()
    assert (here / "manifest.yml").read_bytes() == BASE.encode()


def test_a_function_may_stay(here: Path, run: Run) -> None:
    text = BASE.replace("endpoint: hello-api", "function: resolver")
    (here / "manifest.yml").write_bytes(text.encode())
    error = run("add", "endpoint", "e", "--module", "macro:hello").err.decode()
    assert "a function can call the remote itself, with `invokeRemote('backend', …)`" in error
    replaced = run("add", "endpoint", "e", "--module", "macro:hello", "--replace")
    assert b'no longer references function "resolver"' in replaced.err


def test_rename_in_a_process(here: Path, process: Run) -> None:
    (here / "manifest.yml").write_bytes(BASE.encode())
    result = process("rename", "endpoint", "hello-api", "hi")
    assert result.code == 0
    assert (here / "manifest.yml").read_text("utf-8") == BASE.replace("hello-api", "hi")
    assert b'renamed: reference from macro "hello"' in result.err


def test_several_manifests(here: Path, run: Run) -> None:
    for name in "ab":
        (here / name).mkdir()
        (here / name / "manifest.yml").write_bytes(BASE.encode())
    (here / "manifest.yml").unlink()
    scope = ("add", "scope", "write:jira-work")
    assert run(*scope).code == 2
    result = run(*scope, "--all")
    assert result.code == 0
    assert b"a/manifest.yml:\nadded: scope" in result.err
    for name in "ab":
        assert b"write:jira-work" in (here / name / "manifest.yml").read_bytes()
    # Nothing is written if one of them cannot be changed.
    before = (here / "a" / "manifest.yml").read_bytes()
    (here / "b" / "manifest.yml").write_bytes(BASE.replace("key: backend", "key: api").encode())
    failed = run("rename", "remote", "backend", "api2", "-f", "a", "-f", "b")
    assert failed.code == 2
    assert b"b/manifest.yml: no remote" in failed.err
    assert (here / "a" / "manifest.yml").read_bytes() == before
