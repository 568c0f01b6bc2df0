"""`forgecfg scaffold` and `forgecfg add` at a terminal, where a person answers."""

from __future__ import annotations

import codecs
import os
import select
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from .conftest import ADDED, MANIFEST

pty = pytest.importorskip("pty")

PATIENCE = 30  # seconds
TOKENS = "as the [a]pp, or [b]oth [n]: "
URL = ("--base-url", "https://api.acme-it.app")
CERTAIN = ("--remote", "backend", *URL, "--user-token", "--scope", "read:jira-work")

NEAR = MANIFEST + ADDED.replace("key: hello-api", "key: helo-api")


class Terminal:
    """forgecfg at a terminal of its own."""

    def __init__(self, folder: Path, arguments: tuple[str, ...]) -> None:
        self.master, slave = pty.openpty()
        self.child = subprocess.Popen(
            [sys.executable, "-m", "forgecfg", *arguments],
            cwd=folder,
            env={**os.environ, "TERM": "xterm", "NO_COLOR": ""},
            stdin=slave,
            stdout=slave,
            stderr=slave,
            start_new_session=True,
            preexec_fn=_take_terminal,
        )
        os.close(slave)
        self.shown = ""
        # A read may end within a character.
        self.decoder = codecs.getincrementaldecoder("utf-8")()

    def expect(self, text: str) -> str:
        """What is shown up to and with a text; that much is done with."""
        end = time.monotonic() + PATIENCE
        while text not in self.shown:
            assert time.monotonic() < end, f"{text!r} never came: {self.shown!r}"
            assert self._read(), f"{text!r} never came: {self.shown!r}"
        before, found, self.shown = self.shown.partition(text)
        return before + found

    def answer(self, text: str) -> None:
        os.write(self.master, text.encode())

    def interrupt(self, key: str) -> None:
        """Press a key that ends the run."""
        while "\n" not in self.shown:
            self.answer(key)
            # A signal just before Python waits for the line is not seen before the next one.
            while "\n" not in self.shown and select.select([self.master], [], [], 3)[0]:
                if not self._read():
                    return

    def end(self) -> tuple[int, str]:
        """The exit code, and all that is shown until then."""
        while self._read():
            pass
        return self.child.wait(PATIENCE), self.shown.replace("\r\n", "\n")

    def close(self) -> None:
        self.child.kill()
        self.child.wait()
        os.close(self.master)

    def _read(self) -> bool:
        if not select.select([self.master], [], [], PATIENCE)[0]:
            return False
        try:
            data = os.read(self.master, 65536)
        except OSError:  # what Linux says where the other end is closed
            return False
        self.shown += self.decoder.decode(data)
        return bool(data)


def _take_terminal() -> None:
    import fcntl
    import termios

    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


Start = Callable[..., Terminal]


@pytest.fixture
def start(here: Path) -> Iterator[Start]:
    """Starts forgecfg at a terminal, in the folder of the manifest."""
    terminals: list[Terminal] = []

    def start(*arguments: str) -> Terminal:
        terminals.append(Terminal(here, arguments))
        return terminals[-1]

    yield start
    for terminal in terminals:
        terminal.close()


def manifest(here: Path) -> str:
    return (here / "manifest.yml").read_bytes().decode()


def test_every_question_has_a_default(here: Path, start: Start) -> None:
    terminal = start("scaffold")
    terminal.expect('Key of the new remote for endpoint "hello-api" [backend]: ')
    terminal.answer("\n")
    terminal.expect('Does remote "backend" call Atlassian APIs, and as whom?')
    terminal.expect(TOKENS)
    terminal.answer("\n")
    terminal.expect('Base URL of remote "backend" (https://…, Enter for a placeholder): ')
    terminal.answer("\n")
    diff = terminal.expect("Write this to manifest.yml? [Y/n]: ")
    assert "\x1b[32m+    - key: hello-api" in diff
    assert manifest(here) == MANIFEST
    terminal.answer("\n")
    code, shown = terminal.end()
    assert code == 0
    assert 'added: endpoint "hello-api" to remote "backend"\n' in shown
    assert manifest(here) == MANIFEST + ADDED.replace("api.acme-it.app", "TODO.example.com")


def test_a_new_remote_can_be_named_again(here: Path, start: Start) -> None:
    second = "    - key: bye\n      title: Bye\n      resolver:\n        endpoint: parting\n"
    (here / "manifest.yml").write_bytes((MANIFEST + second).encode())
    terminal = start("scaffold", "--base-url", "https://api.acme-it.app")
    terminal.expect('Key of the new remote for endpoint "hello-api" [backend]: ')
    terminal.answer("mine\n")
    terminal.expect(TOKENS)
    terminal.answer("\n")
    terminal.expect('Remote for endpoint "parting" (mine, or a new key) [')
    terminal.answer("mine\n")
    terminal.expect("[Y/n]: ")
    terminal.answer("\n")
    assert terminal.end()[0] == 0
    assert manifest(here).count("remote: mine\n") == 2
    assert manifest(here).count("- key: mine\n") == 1


def test_answers_that_cannot_be_are_asked_again(here: Path, start: Start) -> None:
    terminal = start("scaffold")
    terminal.expect("[backend]: ")
    terminal.answer("no key\n")
    terminal.expect("invalid remote key 'no key': use letters, digits, '-' and '_' only")
    terminal.expect("[backend]: ")
    terminal.answer("mine\n")
    terminal.expect(TOKENS)
    terminal.answer("?\n")
    terminal.expect("answer n, u, a or b")
    terminal.answer("no\n")
    terminal.expect('Base URL of remote "mine" (https://…, Enter for a placeholder): ')
    terminal.answer("http://acme-it.app\n")
    terminal.expect("the base URL 'http://acme-it.app' must start with https://")
    terminal.expect('Base URL of remote "mine" (https://…, Enter for a placeholder): ')
    terminal.answer("https://api.acme-it.app\n")
    terminal.expect("[Y/n]: ")
    terminal.answer("y\n")
    assert terminal.end()[0] == 0
    assert manifest(here) == MANIFEST + ADDED.replace("backend", "mine")


@pytest.mark.parametrize(
    ("answer", "code", "wanted"),
    [
        ("", 0, NEAR.replace("endpoint: hello-api", "endpoint: helo-api")),
        ("R", 0, NEAR.replace("endpoint: hello-api", "endpoint: helo-api")),
        (
            "add",
            0,
            NEAR.replace("remotes:", "    - key: hello-api\n      remote: backend\nremotes:"),
        ),
        ("s", 1, NEAR),
    ],
)
def test_did_you_mean(here: Path, start: Start, answer: str, code: int, wanted: str) -> None:
    (here / "manifest.yml").write_bytes(NEAR.encode())
    terminal = start("scaffold")
    shown = terminal.expect("[r]: ")
    assert 'macro "hello" references endpoint "hello-api", which is not declared' in shown
    terminal.answer("what?\n")
    terminal.expect("answer r, a or s")
    terminal.expect('"helo-api"? [r]ename the reference, [a]dd "hello-api", or [s]kip [r]: ')
    terminal.answer(answer + "\n")
    if answer == "add":
        terminal.expect('Remote for endpoint "hello-api" (backend, or a new key) [backend]: ')
        terminal.answer("\n")
        terminal.expect(TOKENS)
        terminal.answer("\n")
    if code == 0:
        terminal.expect("[Y/n]: ")
        terminal.answer("\n")
    assert terminal.end()[0] == code
    assert manifest(here) == wanted


@pytest.mark.parametrize(("answer", "stores"), [("\n", "true"), ("n\n", "false")])
def test_whether_user_data_are_stored(here: Path, start: Start, answer: str, stores: str) -> None:
    text = MANIFEST + ADDED.replace("- compute", "- storage")
    (here / "manifest.yml").write_bytes(text.encode())
    terminal = start("scaffold")
    terminal.expect('Does remote "backend" store end-user data (storage.inScopeEUD)? [Y/n]: ')
    terminal.answer(answer)
    terminal.expect("Write this to manifest.yml? [Y/n]: ")
    terminal.answer("\n")
    assert terminal.end()[0] == 0
    assert manifest(here) == text + f"    storage:\n      inScopeEUD: {stores}\n"


@pytest.mark.parametrize("command", [("scaffold", *CERTAIN), ("add", "scope", "read:jira-work")])
def test_no_leaves_the_file_as_it_was(here: Path, start: Start, command: tuple[str, ...]) -> None:
    terminal = start(*command)
    terminal.expect("Write this to manifest.yml? [Y/n]: ")
    terminal.answer("n\n")
    code, shown = terminal.end()
    assert code == 1
    assert "nothing was written\nwould add: " in shown
    assert manifest(here) == MANIFEST


@pytest.mark.parametrize("key", ["\x03", "\x04"], ids=["Ctrl-C", "Ctrl-D"])
@pytest.mark.parametrize("question", ["[backend]: ", TOKENS, "placeholder): ", "[Y/n]: "])
def test_an_interruption_leaves_the_file_as_it_was(
    here: Path, start: Start, key: str, question: str
) -> None:
    terminal = start("scaffold")
    for asked in ("[backend]: ", TOKENS, "placeholder): ", "[Y/n]: "):
        terminal.expect(asked)
        if asked == question:
            break
        terminal.answer("\n")
    terminal.interrupt(key)
    code, shown = terminal.end()
    assert code == 130
    assert shown.replace("^C", "").replace("^D\b\b", "") == "\nforgecfg: interrupted\n"
    assert manifest(here) == MANIFEST
    assert [path.name for path in here.iterdir()] == ["manifest.yml"]


@pytest.mark.parametrize("option", ["--no-input", "--diff", "--check"])
def test_nobody_is_asked_who_does_not_want_it(here: Path, start: Start, option: str) -> None:
    terminal = start("scaffold", option)
    code, shown = terminal.end()
    assert "]: " not in shown
    assert "): " not in shown
    assert code == (0 if option == "--no-input" else 1)
    assert (manifest(here) == MANIFEST) == (option != "--no-input")


def test_yes_is_the_answer_before_writing(here: Path, start: Start) -> None:
    code, shown = start("add", "scope", "read:jira-work", "--yes").end()
    assert code == 0
    assert "Write this" not in shown
    assert "- read:jira-work\n" in manifest(here)


def test_a_name_from_the_manifest_cannot_act_on_the_terminal(here: Path, start: Start) -> None:
    evil = MANIFEST.replace("key: hello", r'key: "\e[2J"')
    evil += ADDED.replace("key: hello-api", r'key: "helo-api\e[2J"')
    (here / "manifest.yml").write_bytes(evil.encode())
    terminal = start("scaffold")
    question = terminal.expect("[r]: ")
    assert "\x1b[2J" not in question
    assert question.count("\\x1b[2J") == 2
    terminal.answer("\n")
    assert "\x1b[2J" not in terminal.expect("[Y/n]: ")
