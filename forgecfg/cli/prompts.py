"""Questions on a terminal. Enter accepts the default."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from contextlib import suppress

import typer

from forgecfg.reporters.escape import escape
from forgecfg.scaffold.answers import Objection, scope_objection, url_objection
from forgecfg.scaffold.prompts import NameConflict, NonInteractivePrompter, Prompter
from forgecfg.scaffold.validation import key_error

_CONFLICT_ANSWERS = {"r": NameConflict.RENAME, "a": NameConflict.ADD, "s": NameConflict.LEAVE}
_TOKEN_ANSWERS = {
    "n": (),
    "u": ("appUserToken",),
    "a": ("appSystemToken",),
    "b": ("appUserToken", "appSystemToken"),
}
# More remotes would push the question off the screen.
_MAX_LISTED = 6


def prompter_for(no_input: bool) -> Prompter:
    """A prompter for the terminal, or one that answers with defaults if there is none."""
    return TerminalPrompter() if can_ask(no_input) else NonInteractivePrompter()


def can_ask(no_input: bool) -> bool:
    """Whether to prompt: standard input and standard error are terminals, and it is allowed."""
    streams = (sys.stdin, sys.stderr)
    return not no_input and all(stream is not None and stream.isatty() for stream in streams)


def confirm(question: str) -> bool:
    """Ask a yes-or-no question; the default is yes."""
    while True:
        answer = _read_line(f"{escape(question)} [Y/n]: ").strip().lower()
        if answer in ("", "y", "yes"):
            return True
        if answer in ("n", "no"):
            return False
        _say("answer y or n")


def ask(question: str, default: str = "") -> str:
    """Ask for a line of text. Raises KeyboardInterrupt for Ctrl-C and Ctrl-D."""
    shown = f" [{default}]" if default else ""
    return _read_line(f"{escape(question)}{escape(shown)}: ").strip() or default


def _read_line(prompt: str) -> str:
    """A line from the terminal, which can be edited where Python has readline."""
    try:
        if sys.stdout is not None and sys.stdout.isatty():
            with suppress(ImportError):
                import readline  # noqa: F401 - `input` uses it
            sys.stderr.flush()
            return input(prompt)
        # `input` would write the prompt to standard output, which is a file or a pipe.
        sys.stderr.write(prompt)
        sys.stderr.flush()
        line = sys.stdin.readline()
        if not line:
            raise EOFError
        return line
    except (EOFError, KeyboardInterrupt):
        typer.echo(err=True)  # end the line of the question
        raise KeyboardInterrupt from None


def _say(message: str) -> None:
    typer.echo(escape(message), err=True)


class TerminalPrompter:
    """Asks the user on the terminal."""

    def __init__(self) -> None:
        self._new: list[str] = []  # keys of new remotes that were entered so far

    def resolve_conflict(self, owner: str, kind: str, name: str, candidate: str) -> NameConflict:
        """Rename, add, or skip."""
        _say(f'{owner} references {kind} "{name}", which is not declared')
        question = f'Did you mean "{candidate}"? [r]ename the reference, [a]dd "{name}", or [s]kip'
        while True:
            answer = ask(question, "r")
            if answer[:1].lower() in _CONFLICT_ANSWERS:
                return _CONFLICT_ANSWERS[answer[:1].lower()]
            _say("answer r, a or s")

    def remote_for(self, endpoint: str, remotes: Sequence[str], suggested: str) -> str:
        """The key of a declared remote, or of a new one."""
        known = [*remotes, *(name for name in self._new if name not in remotes)]
        question = f'Key of the new remote for endpoint "{endpoint}"'
        if known:
            listed = [*known[:_MAX_LISTED], *(["…"] if len(known) > _MAX_LISTED else [])]
            question = f'Remote for endpoint "{endpoint}" ({", ".join(listed)}, or a new key)'
        while True:
            remote = ask(question, suggested)
            error = None if remote in known else key_error(remote, "remote key")
            if error is None:
                self._new.append(remote)
                return remote
            _say(error)

    def base_url(self, remote: str) -> str | None:
        """An https URL, or None for a placeholder."""
        question = f'Base URL of remote "{remote}" (https://…, Enter for a placeholder)'
        return ask_until_accepted(question, url_objection) or None

    def stores_user_data(self, remote: str) -> bool:
        """Whether the user says yes."""
        return confirm(f'Does remote "{remote}" store end-user data (storage.inScopeEUD)?')

    def tokens(self, remote: str) -> tuple[str, ...]:
        """The tokens for calls of Atlassian APIs."""
        _say(f'Does remote "{remote}" call Atlassian APIs, and as whom?')
        while True:
            answer = ask("[n]o, as the [u]ser, as the [a]pp, or [b]oth", "n")[:1].lower()
            if answer in _TOKEN_ANSWERS:
                return _TOKEN_ANSWERS[answer]
            _say("answer n, u, a or b")

    def product_scopes(self, example: str) -> tuple[str, ...]:
        """One or more scopes, or none to decide later."""
        question = f"Scopes for these APIs (such as {example}, Enter to decide later)"
        entered = ask_until_accepted(question, lambda text: scope_objection(_names(text)))
        return _names(entered)


def _names(text: str) -> tuple[str, ...]:
    return tuple(text.replace(",", " ").split())


def ask_until_accepted(question: str, objection_to: Callable[[str], Objection | None]) -> str:
    """Ask until there is no objection; "" is always accepted.

    An answer that is only questionable is accepted when it is entered a second time.
    """
    questioned = None
    while True:
        answer = ask(question)
        objection = objection_to(answer) if answer else None
        if objection is None or (answer == questioned and not objection.final):
            return answer
        questioned = answer
        again = "" if objection.final else "; enter it again to use it anyway"
        _say(f"{objection.message}{again}")
