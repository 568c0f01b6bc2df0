"""Questions on a terminal, each with a default that Enter takes. They go to standard error."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import typer

from forgecfg.errors import UsageError
from forgecfg.reporters.escape import escape
from forgecfg.scaffold.ask import NameConflict, NonInteractivePrompter, Prompter
from forgecfg.scaffold.given import checked_url, key_fault

_GUESSES = {"r": NameConflict.RENAME, "a": NameConflict.ADD, "l": NameConflict.LEAVE}


def asker(no_input: bool) -> Prompter:
    """Whoever can be asked: a person at a terminal, or nobody."""
    return TerminalPrompter() if can_ask(no_input) else NonInteractivePrompter()


def can_ask(no_input: bool) -> bool:
    """Whether a person is there to answer: both ends are a terminal, and asking is allowed."""
    streams = (sys.stdin, sys.stderr)
    return not no_input and all(stream is not None and stream.isatty() for stream in streams)


def confirm(question: str) -> bool:
    """Yes (the default) or no."""
    with _interruptible():
        return typer.confirm(escape(question), default=True, err=True)


@contextmanager
def _interruptible() -> Iterator[None]:
    """Ctrl-C and Ctrl-D, which typer makes one exception of, end the run as everywhere else."""
    try:
        yield
    except typer.Abort:
        typer.echo(err=True)  # the line of the question has no end
        raise KeyboardInterrupt from None


class TerminalPrompter:
    """Asks a person."""

    def __init__(self) -> None:
        self._new: list[str] = []  # the keys of remotes that answers have made up so far

    def guess(self, owner: str, kind: str, name: str, near: str) -> NameConflict:
        """Rename, add, or leave."""
        self._say(f'{owner} names {kind} "{name}", which does not exist; there is "{near}".')
        while True:
            answer = self._prompt(f'[r]ename it to "{near}", [a]dd "{name}", or [l]eave it', "r")
            if answer[:1].lower() in _GUESSES:
                return _GUESSES[answer[:1].lower()]
            self._say("answer r, a or l")

    def remote_for(self, endpoint: str, remotes: Sequence[str], suggested: str) -> str:
        """A known remote, or the key of a new one."""
        known = [*remotes, *(name for name in self._new if name not in remotes)]
        question = f'Key of the new remote for endpoint "{endpoint}"'
        if known:
            question = f'Remote for endpoint "{endpoint}": {", ".join(known)}, or a new key'
        while True:
            remote = self._prompt(question, suggested)
            violation = None if remote in known else key_fault(remote, "remote key")
            if violation is None:
                self._new.append(remote)
                return remote
            self._say(violation)

    def base_url(self, remote: str) -> str | None:
        """An https URL, or nothing for a placeholder."""
        while True:
            url = self._prompt(f'Base URL of remote "{remote}" (empty: a placeholder)', "")
            try:
                return checked_url(url) if url else None
            except UsageError as error:
                self._say(str(error))

    def stores_user_data(self, remote: str) -> bool:
        """Yes or no."""
        question = f'Does remote "{remote}" store end-user data (storage.inScopeEUD)?'
        return confirm(question)

    def _prompt(self, question: str, default: str) -> str:
        shown = bool(default)
        with _interruptible():
            answer = typer.prompt(escape(question), default=default, show_default=shown, err=True)
        return str(answer).strip()

    def _say(self, message: str) -> None:
        typer.echo(escape(message), err=True)
