"""`forgecfg scaffold` and `forgecfg add` where nobody can be asked."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest

from .conftest import ADDED, MANIFEST, Result, Run

URL = ("--base-url", "https://api.acme-it.app")
BOTH = pytest.mark.parametrize("way", ["run", "process"])
SCOPES = MANIFEST + "permissions:\n  scopes:\n    - read:jira-work\n"


def manifest(here: Path) -> str:
    return (here / "manifest.yml").read_bytes().decode()


def next_steps(where: str) -> list[str]:
    """What follows a new endpoint without a token, in the backend."""
    token = f"forgecfg add token hello-api --user-token{where}"
    command = f"forgecfg remote verifier --lang python --output forge_verify.py{where}"
    return [
        f"next: if the backend calls Atlassian APIs as the user: `{token}`",
        f"next: verify requests: `{command}` (or --lang node)",
        f"next: test the running backend: `forgecfg remote test --to http://127.0.0.1:8000{where}`",
    ]


@BOTH
@pytest.mark.parametrize("more", [(), ("--no-input",), ("--yes",), ("manifest.yml",), (".",)])
def test_scaffold_writes_and_says_what_it_added(
    request: pytest.FixtureRequest, here: Path, way: str, more: tuple[str, ...]
) -> None:
    run: Run = request.getfixturevalue(way)
    result = run("scaffold", *URL, *more)
    assert manifest(here) == MANIFEST + ADDED
    assert result.code == 0
    assert b"+    - key: hello-api\n" in result.out
    assert result.err.decode().splitlines() == [
        'added: endpoint "hello-api" to remote "backend"',
        'added: remote "backend" with base URL https://api.acme-it.app',
        'note: administrators see what remote "backend" is for: `operations: [compute]`',
        *next_steps(""),
    ]
    again = run("scaffold", *URL, *more)
    assert again == (0, b"", b"nothing is missing\n")
    assert manifest(here) == MANIFEST + ADDED


@BOTH
def test_diff_writes_nothing_and_is_what_would_be_written(
    request: pytest.FixtureRequest, here: Path, way: str
) -> None:
    run: Run = request.getfixturevalue(way)
    result = run("scaffold", *URL, "--diff")
    assert result.code == 1
    assert manifest(here) == MANIFEST
    assert b"would add: endpoint" in result.err
    apply(result.out, here)
    assert manifest(here) == MANIFEST + ADDED
    assert run("scaffold", *URL, "--diff") == (0, b"", b"nothing is missing\n")


def apply(diff: bytes, here: Path) -> None:
    subprocess.run(["git", "apply", "-"], cwd=here, input=diff, check=True)


@BOTH
def test_check_writes_and_shows_nothing(
    request: pytest.FixtureRequest, here: Path, way: str
) -> None:
    run: Run = request.getfixturevalue(way)
    result = run("scaffold", *URL, "--check")
    assert (result.code, result.out) == (1, b"")
    assert b'missing: endpoint "hello-api"' in result.err
    assert manifest(here) == MANIFEST
    run("scaffold", *URL)
    assert run("scaffold", *URL, "--check").code == 0


@pytest.mark.parametrize(
    ("way", "newline", "mark", "end"),
    [
        ("run", "\n", "", True),
        ("run", "\r\n", "", True),
        ("run", "\n", "\ufeff", True),
        ("run", "\r\n", "", False),
        ("run", "\r\n", "\ufeff", False),
        ("process", "\r\n", "\ufeff", False),
    ],
)
def test_standard_input_gives_the_result_on_standard_output(
    request: pytest.FixtureRequest, here: Path, way: str, newline: str, mark: str, end: bool
) -> None:
    run: Run = request.getfixturevalue(way)
    text = mark + MANIFEST.replace("\n", newline)
    wanted = mark + (MANIFEST + ADDED).replace("\n", newline)
    if not end:
        text, wanted = text.removesuffix(newline), wanted.removesuffix(newline)
    result = run("scaffold", "-", *URL, stdin=text.encode())
    assert result.out.decode() == wanted
    assert result.code == 0
    assert b"added: endpoint" in result.err
    assert manifest(here) == MANIFEST
    same = run("scaffold", "-", *URL, stdin=wanted.encode())
    assert (same.code, same.out.decode()) == (0, wanted)
    # A file is written in the same way.
    (here / "manifest.yml").write_bytes(text.encode())
    assert run("scaffold", *URL).code == 0
    assert manifest(here) == wanted


@pytest.mark.parametrize("options", [("--diff",), ("--check",)])
def test_standard_input_with_diff_or_check(run: Run, options: tuple[str, ...]) -> None:
    result = run("scaffold", "-", *URL, *options, stdin=MANIFEST.encode())
    assert result.code == 1
    assert result.out.startswith(b"--- a/manifest.yml\n") == (options == ("--diff",))
    assert (result.out == b"") == (options == ("--check",))


NAMES = ["my app.yml", "é 在.yml", "a b/c d.yml", 'quo"te.yml', "back\\slash.yml", "tab\there.yml"]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("tool", ["git", "patch"])
def test_the_diff_applies_whatever_the_name(here: Path, run: Run, name: str, tool: str) -> None:
    if shutil.which(tool) is None:
        pytest.skip(f"no {tool} here")
    file = here / name
    file.parent.mkdir(exist_ok=True)
    text = MANIFEST.replace("Hello", "在").replace("\n", "\r\n").removesuffix("\r\n")
    file.write_bytes(text.encode())
    result = run("scaffold", name, *URL, "--diff")
    command = ["git", "apply", "-"] if tool == "git" else ["patch", "-p1", "--binary"]
    subprocess.run(command, cwd=here, input=result.out, check=True, capture_output=True)
    wanted = text + "\r\n" + ADDED.replace("\n", "\r\n").removesuffix("\r\n")
    assert file.read_bytes().decode() == wanted


def test_the_diff_is_utf_8_whatever_the_terminal_has(here: Path, process: Run) -> None:
    (here / "manifest.yml").write_bytes(MANIFEST.replace("Hello", "Bestände").encode())
    result = process("scaffold", "--diff", *URL, env={"PYTHONIOENCODING": "ascii"})
    assert "       title: Bestände\n".encode() in result.out


@pytest.mark.parametrize(("color", "colored"), [("always", True), ("never", False)])
def test_colour_only_where_it_is_asked_for(run: Run, color: str, colored: bool) -> None:
    assert (b"\x1b[" in run("scaffold", "--diff", "--color", color).out) == colored


def test_control_characters_do_not_reach_a_person(here: Path, run: Run) -> None:
    evil = MANIFEST.replace("title: Hello", 'title: "x" # \x7f\u202e')
    (here / "manifest.yml").write_bytes(evil.encode())
    shown = run("scaffold", "--diff", "--color", "always").out.decode()
    assert "\\x7f\\u202e" in shown
    assert "\x7f" not in shown
    assert "\x7f\u202e" in run("scaffold", "--diff").out.decode()


def test_a_guess_is_left_alone_unless_told(here: Path, run: Run) -> None:
    text = MANIFEST + ADDED.replace("key: hello-api", "key: helo-api")
    (here / "manifest.yml").write_bytes(text.encode())
    result = run("scaffold")
    assert (result.code, result.out) == (1, b"")
    assert manifest(here) == text
    assert result.err.decode().splitlines() == [
        'unresolved: macro "hello" references endpoint "hello-api", which is not declared; did '
        'you mean "helo-api"?',
        "  help: rename it with `forgecfg check --fix --unsafe-fixes`, or add it with "
        "`forgecfg scaffold --yes`",
    ]
    assert run("scaffold", "--yes").code == 0
    assert "    - key: hello-api\n      remote: backend\n" in manifest(here)


def test_an_app_scope_is_for_the_user_to_choose(here: Path, run: Run) -> None:
    result = run("scaffold", *URL, "--user-token", "--system-token")
    assert result.code == 1
    assert b"unresolved: the tokens need at least one product scope" in result.err
    assert "    - read:app-user-token\n    - read:app-system-token\n" in manifest(here)
    assert run(*advised(result)).code == 0
    assert "    - read:confluence-content.summary\n" in manifest(here)
    assert run("scaffold") == (0, b"", b"nothing is missing\n")


def advised(result: Result) -> list[str]:
    """The last command that a run advises, as the shell would take it, without the program."""
    command = re.findall(r"`forgecfg ([^`]*)`", result.err.decode())[-1]
    return shlex.split(command)


@pytest.mark.parametrize("name", ["app/manifest.yml", "my app/it's.yml"])
def test_advice_is_for_the_manifest_that_was_named(here: Path, run: Run, name: str) -> None:
    (here / name).parent.mkdir()
    (here / "manifest.yml").rename(here / name)
    result = run("scaffold", name, *URL, "--user-token")
    assert run(*advised(result)).code == 0
    assert run("scaffold", name) == (0, b"", b"nothing is missing\n")
    near = (here / name).read_bytes().replace(b"key: hello-api", b"key: helo-api")
    (here / name).write_bytes(near)
    assert run(*advised(run("scaffold", name))).code == 0
    assert b"key: hello-api\n" in (here / name).read_bytes()


def test_add_endpoint_ends_with_what_to_do_in_the_backend(here: Path, run: Run) -> None:
    (here / "manifest.yml").write_bytes((MANIFEST + ADDED).encode())
    new = ("add", "endpoint", "other", "--remote", "backend")
    assert b"next:" not in run(*new, "--diff").err
    result = run(*new)
    token, *steps = next_steps("")
    assert result.err.decode().splitlines()[-3:] == [token.replace("hello-api", "other"), *steps]
    # A scope or a remote alone changes nothing in the backend.
    assert b"next:" not in run("add", "scope", "read:page:confluence").err


def test_a_placeholder_is_said_and_written_plainly(here: Path, run: Run) -> None:
    result = run("scaffold")
    assert result.code == 0
    assert b'added: remote "backend" with placeholder https://TODO.example.com' in result.err
    assert "baseUrl: https://TODO.example.com" in manifest(here)


def test_a_module_without_a_ui_gets_an_endpoint_that_forge_can_call(here: Path, run: Run) -> None:
    trigger = "modules:\n  trigger:\n    - key: t\n      events: [a]\n"
    text = (MANIFEST + ADDED).replace("modules:\n", trigger)
    (here / "manifest.yml").write_bytes(text.encode())
    new = ("add", "endpoint", "on-change", "--remote", "backend", "--module", "trigger:t")
    refused = run(*new, "--user-token")
    assert refused.code == 2
    assert b"a trigger runs without a user context, so Forge rejects appUserToken" in refused.err
    assert manifest(here) == text
    assert run(*new).code == 0
    wanted = "    - key: on-change\n      remote: backend\n      route:\n        path: /on-change\n"
    assert wanted in manifest(here)
    assert run("check", "--select", "FC2,FC3,FC4", "--fail-on", "warning").code == 0


@pytest.mark.parametrize(
    "url", ["${URL}", "${URL}/api", "https://${HOST}", "https://${HOST}.acme-it.app:8443/x"]
)
def test_an_address_may_be_a_variable(here: Path, run: Run, url: str) -> None:
    declared = "environment:\n  variables:\n    - URL\n    - HOST\n"
    (here / "manifest.yml").write_bytes((MANIFEST + declared).encode())
    assert run("scaffold", "--base-url", url).code == 0
    assert f"    baseUrl: {url}\n" in manifest(here)
    found = run("check", "--select", "FC001,FC002,FC007,FC4")
    assert found.code == 0, found.out


def test_the_manifest_of_the_folder_counts_before_deeper_ones(here: Path, run: Run) -> None:
    (here / "template").mkdir()
    (here / "template" / "manifest.yml").write_bytes(MANIFEST.encode())
    assert run("add", "scope", "read:jira-work").code == 0
    assert "- read:jira-work\n" in manifest(here)
    assert (here / "template" / "manifest.yml").read_bytes() == MANIFEST.encode()


def test_one_address_for_one_remote(here: Path, run: Run) -> None:
    keyed = ("--base-url", "other=https://o.acme-it.app", "--base-url", "https://a.acme-it.app")
    result = run("scaffold", *keyed, "--remote", "other")
    assert "baseUrl: https://o.acme-it.app" in manifest(here)
    assert result.code == 0
    unused = run("scaffold", "--base-url", "nowhere=https://n.acme-it.app")
    assert unused.code == 1
    assert b'=\xe2\x80\xa6 is unused: nothing references remote "nowhere"' in unused.err


def test_add_makes_new_wiring_step_by_step(here: Path, run: Run) -> None:
    text = MANIFEST.replace("      resolver:\n        endpoint: hello-api\n", "")
    (here / "manifest.yml").write_bytes(text.encode())
    remote = ("add", "remote", "api", "--base-url", "https://api.acme-it.app")
    assert run(*remote, "--region", "EU=https://eu.acme-it.app", "--operation", "fetch").code == 0
    endpoint = ("add", "endpoint", "call", "--remote", "api", "--user-token", "--route", "/x")
    # The scope of the app itself is still missing then.
    assert run(*endpoint, "--module", "macro:hello").code == 1
    assert run("add", "scope", "read:jira-work", "write:jira-work").code == 0
    assert manifest(here) == text + (
        """\
      resolver:
        endpoint: call
  endpoint:
    - key: call
      remote: api
      route:
        path: /x
      auth:
        appUserToken:
          enabled: true
remotes:
  - key: api
    baseUrl:
      default: https://api.acme-it.app
      EU: https://eu.acme-it.app
    operations:
      - fetch
permissions:
  scopes:
    - read:app-user-token
    - read:jira-work
    - write:jira-work
"""
    )


def test_a_scope_that_is_there_is_not_added_again(here: Path, run: Run) -> None:
    (here / "manifest.yml").write_bytes(SCOPES.encode())
    assert run("add", "scope", "read:jira-work") == (0, b"", b"nothing is missing\n")
    result = run("add", "scope", "write:jira-work", "read:jira-work", "write:jira-work", "--diff")
    assert result.err == b"would add: scope write:jira-work\n"
    assert result.code == 1
    assert manifest(here) == SCOPES


def test_add_on_standard_input(run: Run) -> None:
    result = run("add", "scope", "write:jira-work", "--file", "-", stdin=SCOPES.encode())
    assert result.out.decode() == SCOPES + "    - write:jira-work\n"


def test_a_symbolic_link_and_the_mode_are_kept(here: Path, run: Run) -> None:
    real = here / "real.yml"
    (here / "manifest.yml").rename(real)
    real.chmod(0o600)
    (here / "manifest.yml").symlink_to("real.yml")
    assert run("scaffold", *URL).code == 0
    assert (here / "manifest.yml").is_symlink()
    assert real.read_bytes().decode() == MANIFEST + ADDED
    assert real.stat().st_mode & 0o777 == 0o600
