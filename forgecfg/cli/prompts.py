"""Questions on a terminal, written to standard error. Enter accepts the default."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import typer

from forgecfg.errors import UsageError
from forgecfg.reporters.escape import escape
from forgecfg.scaffold.prompts import NameConflict, NonInteractivePrompter, Prompter
from forgecfg.scaffold.validation import key_error, validated_url

_CONFLICT_ANSWERS = {"r": NameConflict.RENAME, "a": NameConflict.ADD, "s": NameConflict.LEAVE}


def prompter_for(no_input: bool) -> Prompter:
    """A prompter for the terminal, or one that answers with defaults if there is none."""
    return TerminalPrompter() if can_ask(no_input) else NonInteractivePrompter()


def can_ask(no_input: bool) -> bool:
    """Whether to prompt: standard input and standard error are terminals, and it is allowed."""
    streams = (sys.stdin, sys.stderr)
    return not no_input and all(stream is not None and stream.isatty() for stream in streams)


def confirm(question: str) -> bool:
    """Ask a yes-or-no question; the default is yes."""
    with _interruptible():
        return typer.confirm(escape(question), default=True, err=True)


@contextmanager
def _interruptible() -> Iterator[None]:
    """Turn typer's exception for Ctrl-C and Ctrl-D into KeyboardInterrupt."""
    try:
        yield
    except typer.Abort:
        typer.echo(err=True)  # end the line of the question
        raise KeyboardInterrupt from None


class TerminalPrompter:
    """Asks the user on the terminal."""

    def __init__(self) -> None:
        self._new: list[str] = []  # keys of new remotes that were entered so far

    def resolve_conflict(self, owner: str, kind: str, name: str, candidate: str) -> NameConflict:
        """Rename, add, or skip."""
        self._say(f'{owner} references {kind} "{name}", which is not declared')
        question = f'Did you mean "{candidate}"? [r]ename the reference, [a]dd "{name}", or [s]kip'
        while True:
            answer = self._prompt(question, "r")
            if answer[:1].lower() in _CONFLICT_ANSWERS:
                return _CONFLICT_ANSWERS[answer[:1].lower()]
            self._say("answer r, a or s")

    def remote_for(self, endpoint: str, remotes: Sequence[str], suggested: str) -> str:
        """The key of a declared remote, or of a new one."""
        known = [*remotes, *(name for name in self._new if name not in remotes)]
        question = f'Key of the new remote for endpoint "{endpoint}"'
        if known:
            question = f'Remote for endpoint "{endpoint}" ({", ".join(known)}, or a new key)'
        while True:
            remote = self._prompt(question, suggested)
            error = None if remote in known else key_error(remote, "remote key")
            if error is None:
                self._new.append(remote)
                return remote
            self._say(error)

    def base_url(self, remote: str) -> str | None:
        """An https URL, or None for a placeholder."""
        while True:
            url = self._prompt(
                f'Base URL of remote "{remote}" (https://…, Enter for a placeholder)', ""
            )
            try:
                return validated_url(url) if url else None
            except UsageError as error:
                self._say(str(error))

    def stores_user_data(self, remote: str) -> bool:
        """Whether the user says yes."""
        question = f'Does remote "{remote}" store end-user data (storage.inScopeEUD)?'
        return confirm(question)

    def _prompt(self, question: str, default: str) -> str:
        with _interruptible():
            # typer does not escape the default that it shows.
            shown = escape(f"{question} [{default}]" if default else question)
            answer = typer.prompt(shown, default=default, show_default=False, err=True)
        return str(answer).strip()

    def _say(self, message: str) -> None:
        typer.echo(escape(message), err=True)
