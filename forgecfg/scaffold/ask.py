"""Questions of scaffolding, and what is taken for an answer where nobody can be asked."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum, auto
from typing import Protocol


class NameConflict(Enum):
    """What to do about a name that is not declared but looks like one that is."""

    RENAME = auto()
    ADD = auto()
    LEAVE = auto()


class Prompter(Protocol):
    """Somebody who decides where there is a choice."""

    def guess(self, owner: str, kind: str, name: str, near: str) -> NameConflict:
        """`owner` names `name` of a kind, which is not declared; `near` is, and looks like it."""

    def remote_for(self, endpoint: str, remotes: Sequence[str], suggested: str) -> str:
        """The key of the remote that a new endpoint leads to; it may be a new one."""

    def base_url(self, remote: str) -> str | None:
        """The base URL of a new remote; None for a placeholder."""

    def stores_user_data(self, remote: str) -> bool:
        """Whether a remote that stores data stores end-user data."""


class NonInteractivePrompter:
    """Answers without asking: no guesses, the suggested remote, a placeholder.

    That a remote stores end-user data is assumed, as Forge does where nothing is said
    (manifest-reference/remotes).
    """

    def guess(self, owner: str, kind: str, name: str, near: str) -> NameConflict:  # noqa: ARG002
        return NameConflict.LEAVE

    def remote_for(self, endpoint: str, remotes: Sequence[str], suggested: str) -> str:  # noqa: ARG002
        return suggested

    def base_url(self, remote: str) -> str | None:  # noqa: ARG002
        return None

    def stores_user_data(self, remote: str) -> bool:  # noqa: ARG002
        return True
