"""What cannot be: a clear message, the right exit code, and the file as it was."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from .conftest import MANIFEST, Run

LONG = "a" * 24
REMOTE = MANIFEST + "remotes:\n  - key: api\n    baseUrl: https://api.acme-it.app\n"
ALIASED = MANIFEST.replace("modules:", "x-remotes: &all\n  - key: api\nremotes: *all\nmodules:")

COMMANDS: dict[str, tuple[tuple[str, ...], str]] = {
    "a long remote": (
        ("add", "remote", LONG),
        f"remote key '{LONG}' is 24 characters long (maximum 23)",
    ),
    "an odd remote": (
        ("add", "remote", "a b"),
        "invalid remote key 'a b': use letters, digits, '-' and '_' only",
    ),
    "an empty remote": (
        ("add", "remote", ""),
        "invalid remote key '': use letters, digits, '-' and '_' only",
    ),
    "a taken remote": (
        ("add", "remote", "api"),
        "remote 'api' already exists",
    ),
    "a long endpoint": (
        ("add", "endpoint", LONG, "--remote", "api"),
        f"endpoint key '{LONG}' is 24 characters long (maximum 23)",
    ),
    "an odd endpoint": (
        ("add", "endpoint", "é", "--remote", "api"),
        "invalid endpoint key 'é': use letters, digits, '-' and '_' only",
    ),
    "a taken endpoint": (
        ("add", "endpoint", "hello", "--remote", "api"),
        "module 'hello' already exists",
    ),
    "an unknown remote": (
        ("add", "endpoint", "e", "--remote", "apis"),
        "unknown remote 'apis'; did you mean 'api'?",
    ),
    "no remote at all": (
        ("add", "endpoint", "e", "--remote", "zz"),
        "unknown remote 'zz'; add it with `forgecfg add remote zz`",
    ),
    "an unknown type": (
        ("add", "endpoint", "e", "--remote", "api", "--module", "macros:hello"),
        "no module of type 'macros'; did you mean 'macro'?",
    ),
    "an unknown module": (
        ("add", "endpoint", "e", "--remote", "api", "--module", "macro:helo"),
        "no macro with key 'helo'; did you mean 'hello'?",
    ),
    "no module": (
        ("add", "endpoint", "e", "--remote", "api", "--module", "macro"),
        "'macro' is not a module like macro:hello",
    ),
    "a module with another endpoint": (
        ("add", "endpoint", "e", "--remote", "api", "--module", "macro:hello"),
        'macro "hello" already has `resolver.endpoint: hello-api`; pass --replace to replace it',
    ),
    "no https": (
        ("add", "remote", "r", "--base-url", "http://acme-it.app"),
        "the base URL 'http://acme-it.app' must start with https://",
    ),
    "no URL": (
        ("add", "remote", "r", "--base-url", "acme-it.app"),
        "the base URL 'acme-it.app' does not start with https://",
    ),
    "no URL to scaffold with": (
        ("scaffold", "--base-url", "api=ftp://acme-it.app"),
        "the base URL 'ftp://acme-it.app' must start with https://",
    ),
    "no host": (
        ("scaffold", "--base-url", "https://"),
        "the base URL 'https://' has no host",
    ),
    "two URLs": (
        ("scaffold", "--base-url", "https://a.example", "--base-url", "https://b.example"),
        "duplicate base URL for all remotes",
    ),
    "an unknown region": (
        ("add", "remote", "r", "--region", "EV=https://eu.acme-it.app"),
        "unknown region 'EV'; expected one of: EU, US, AU, DE, SG, CA, IN, KR, JP, GB, CH",
    ),
    "a region in small letters": (
        ("add", "remote", "r", "--region", "eu=https://eu.acme-it.app"),
        "unknown region 'eu'; did you mean 'EU'?",
    ),
    "a region without URL": (
        ("add", "remote", "r", "--region", "EU"),
        "'EU' is not a region like EU=https://…",
    ),
    "a region twice": (
        ("add", "remote", "r", "--region", "EU=https://a.example", "--region", "EU=https://b.ex"),
        "duplicate base URL for region EU",
    ),
    "an unknown operation": (
        ("add", "remote", "r", "--operation", "comput"),
        "unknown operation 'comput'; did you mean 'compute'?",
    ),
    "a slip of a scope": (
        ("add", "scope", "read:jira-wrok"),
        "unknown scope 'read:jira-wrok'; did you mean 'read:jira-work'?",
    ),
    "a slip of a scope to scaffold with": (
        ("scaffold", "--scope", "read:jira-wrok"),
        "unknown scope 'read:jira-wrok'; did you mean 'read:jira-work'?",
    ),
    "no scope": (
        ("add", "scope", "read:x write:x"),
        "invalid scope 'read:x write:x': use letters, digits, ':', '.', '-' and '_' only",
    ),
    "a missing file": (("scaffold", "nowhere.yml"), "nowhere.yml cannot be read: no such file"),
    "a missing file to add to": (
        ("add", "scope", "read:x", "--file", "nowhere.yml"),
        "nowhere.yml cannot be read: no such file",
    ),
    "a folder without manifests": (
        ("scaffold", "empty"),
        "no Forge manifest (manifest.yml) found in empty",
    ),
    "no route": (
        ("add", "endpoint", "e", "--remote", "r", "--route", ""),
        "invalid route '': it must not be empty or contain spaces",
    ),
    "a route with a space": (
        ("add", "endpoint", "e", "--remote", "r", "--route", "/a b"),
        "invalid route '/a b': it must not be empty or contain spaces",
    ),
    "a variable without https": (
        ("add", "remote", "r", "--base-url", "http://${HOST}"),
        "the base URL 'http://${HOST}' must start with https://",
    ),
    "a variable in a malformed address": (
        ("add", "remote", "r", "--base-url", "https://${HOST}..acme-it.app"),
        "the base URL 'https://${HOST}..acme-it.app' has a malformed host",
    ),
    "a folder with several": (
        ("add", "scope", "read:jira-work", "--file", "several"),
        "found 2 manifests (several/a/manifest.yml, several/b/manifest.yml); pass one of them "
        "with --file, or --all",
    ),
}


@pytest.mark.parametrize("case", COMMANDS)
def test_commands_that_make_no_sense(here: Path, run: Run, case: str) -> None:
    arguments, message = COMMANDS[case]
    for name in ("manifest.yml", "several/a/manifest.yml", "several/b/manifest.yml"):
        (here / name).parent.mkdir(parents=True, exist_ok=True)
        (here / name).write_bytes(REMOTE.encode())
    (here / "empty").mkdir()
    if "several" not in arguments and "empty" not in arguments:
        # One manifest only in this folder.
        for name in "ab":
            (here / "several" / name / "manifest.yml").unlink()
    result = run(*arguments)
    assert result.err.decode() == f"forgecfg: {message}\n"
    assert (result.code, result.out) == (2, b"")
    assert (here / "manifest.yml").read_bytes() == REMOTE.encode()


MANIFESTS: dict[str, tuple[bytes, int, str]] = {
    "a syntax error": (
        b"modules:\n  macro: [\n",
        1,
        "unresolved: line 2, column ",
    ),
    "two documents": (
        MANIFEST.encode() + b"---\n" + MANIFEST.encode(),
        1,
        "unresolved: line 9: second document; Forge reads only one\n",
    ),
    "a list": (b"- modules\n", 1, "unresolved: the manifest is not a mapping\n"),
    "a word": (b"modules\n", 1, "unresolved: the manifest is not a mapping\n"),
    "a section of the wrong type": (
        MANIFEST.encode() + b"  endpoint: hello-api\n",
        1,
        'unresolved: macro "hello" references endpoint "hello-api", but forgecfg cannot '
        "tell whether it is declared: `modules.endpoint` has an error\n",
    ),
    "a misspelt section": (
        MANIFEST.encode() + b"  endpoint:\n    - key: hello-api\n      remote: api\nremotse: []\n",
        1,
        'unresolved: endpoint "hello-api" references remote "api", but forgecfg cannot '
        "tell whether it is declared: `remotes` has an error\n",
    ),
    "Latin-1": (
        MANIFEST.replace("Hello", "é").encode("latin-1"),
        2,
        "forgecfg: manifest.yml is not valid UTF-8; not changed\n",
    ),
    "UTF-16": (
        MANIFEST.encode("utf-16"),
        2,
        "forgecfg: manifest.yml is not valid UTF-8; not changed\n",
    ),
}


@pytest.mark.parametrize("case", MANIFESTS)
@pytest.mark.parametrize("options", [(), ("--yes",), ("--diff",), ("--check",)])
def test_manifests_that_cannot_be_scaffolded(
    here: Path, run: Run, case: str, options: tuple[str, ...]
) -> None:
    content, code, message = MANIFESTS[case]
    (here / "manifest.yml").write_bytes(content)
    result = run("scaffold", "manifest.yml", *options)
    assert result.err.decode().startswith(message)
    assert (result.code, result.out) == (code, b"")
    assert (here / "manifest.yml").read_bytes() == content


@pytest.mark.parametrize("content", [b"", b"# nothing yet\n", b"---\n", b"~\n"])
def test_nothing_is_missing_from_nothing(here: Path, run: Run, content: bytes) -> None:
    (here / "manifest.yml").write_bytes(content)
    assert run("scaffold", "manifest.yml") == (0, b"", b"nothing is missing\n")
    assert (here / "manifest.yml").read_bytes() == content


UNTOUCHED: dict[str, tuple[str, str]] = {
    "an aliased section": (
        ALIASED,
        "cannot edit the manifest at line 5: remotes: it comes from an alias",
    ),
    "a syntax error": (
        "modules:\n  macro: [\n",
        "cannot edit the manifest: fix the syntax errors of the file first",
    ),
    "two documents": (
        MANIFEST + "---\n",
        "cannot edit the manifest at line 9: the file contains two documents",
    ),
}


@pytest.mark.parametrize("case", UNTOUCHED)
def test_what_cannot_be_written_is_given_to_paste(here: Path, run: Run, case: str) -> None:
    text, reason = UNTOUCHED[case]
    (here / "manifest.yml").write_bytes(text.encode())
    url = ("--base-url", "https://new.acme-it.app")
    result = run("add", "remote", "new", *url, "-f", "manifest.yml")
    assert (result.code, result.out) == (1, b"")
    assert (here / "manifest.yml").read_bytes() == text.encode()
    assert result.err.decode().splitlines() == [
        reason,
        "add this by hand:",
        "  remotes:",
        "    - key: new",
        "      baseUrl: https://new.acme-it.app",
        "      operations:",
        "        - compute",
    ]


def test_what_can_be_written_is_written_beside_what_cannot(here: Path, run: Run) -> None:
    (here / "manifest.yml").write_bytes(ALIASED.encode())
    result = run("scaffold", "--remote", "new", "--base-url", "https://new.acme-it.app")
    assert result.code == 1
    assert b'added: endpoint "hello-api" to remote "new"\n' in result.err
    assert b"cannot edit the manifest at line 5: remotes: it comes from an alias\n" in result.err
    text = (here / "manifest.yml").read_bytes().decode()
    assert text == ALIASED + "  endpoint:\n    - key: hello-api\n      remote: new\n"


def test_a_manifest_beyond_the_safety_limit(here: Path, run: Run) -> None:
    content = MANIFEST.encode() + b"# long\n" * 2_600_000
    (here / "manifest.yml").write_bytes(content)
    result = run("scaffold", "manifest.yml")
    assert (result.code, result.out) == (2, b"")
    assert result.err == b"forgecfg: manifest.yml is too large; not changed\n"
    assert run("add", "scope", "read:x", "-f", "-", stdin=content).code == 2
    assert (here / "manifest.yml").read_bytes() == content


def test_a_read_only_manifest(here: Path, run: Run) -> None:
    (here / "manifest.yml").chmod(0o444)
    result = run("scaffold")
    assert result.code == 2
    assert result.err == b"forgecfg: cannot write manifest.yml: it is read-only\n"
    assert (here / "manifest.yml").read_bytes() == MANIFEST.encode()


@pytest.mark.parametrize(("step", "number"), [("fsync", errno.ENOSPC), ("replace", errno.EACCES)])
def test_a_disk_that_does_not_take_it(
    here: Path, run: Run, monkeypatch: pytest.MonkeyPatch, step: str, number: int
) -> None:
    def fail(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, step, fail)
    result = run("scaffold")
    assert result.code == 2
    message = f"forgecfg: cannot write manifest.yml: {os.strerror(number)}\n"
    assert result.err == message.encode()
    assert (here / "manifest.yml").read_bytes() == MANIFEST.encode()


def test_a_manifest_that_changed_meanwhile(
    here: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def change_it(*_: object) -> None:
        (here / "manifest.yml").write_bytes(b"app: {}\n")

    monkeypatch.setattr("forgecfg.cli.edit.show_diff", change_it)
    result = run("scaffold")
    assert result.code == 2
    assert result.err == (
        b"forgecfg: manifest.yml was changed by another program; not written, try again\n"
    )
    assert (here / "manifest.yml").read_bytes() == b"app: {}\n"


def test_a_remote_that_cannot_be(here: Path, run: Run) -> None:
    result = run("scaffold", "--remote", "a b")
    assert (result.code, result.out) == (1, b"")
    assert b"unresolved: endpoint \"hello-api\": invalid remote key 'a b': use" in result.err
    assert (here / "manifest.yml").read_bytes() == MANIFEST.encode()
