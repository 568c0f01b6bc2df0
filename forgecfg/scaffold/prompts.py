"""The questions of scaffolding, and their answers if the user cannot be asked."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum, auto
from typing import Protocol


class NameConflict(Enum):
    """What to do with an undeclared name that is similar to a declared one."""

    RENAME = auto()
    ADD = auto()
    LEAVE = auto()


class Prompter(Protocol):
    """Answers the questions of scaffolding."""

    def resolve_conflict(self, owner: str, kind: str, name: str, candidate: str) -> NameConflict:
        """Decide on an undeclared `name` that `owner` references and that is like `candidate`."""

    def remote_for(self, endpoint: str, remotes: Sequence[str], suggested: str) -> str:
        """The key of the remote of a new endpoint; it can be a new one."""

    def base_url(self, remote: str) -> str | None:
        """The base URL of a new remote; None for a placeholder."""

    def stores_user_data(self, remote: str) -> bool:
        """Whether a remote that stores data stores end-user data."""

    def tokens(self, remote: str) -> tuple[str, ...]:
        """The tokens that a remote needs: `appUserToken` to call Atlassian APIs as the user,
        `appSystemToken` to call them as the app.
        """

    def product_scopes(self, example: str) -> tuple[str, ...]:
        """The scopes of the Atlassian APIs that are called with the tokens."""


class NonInteractivePrompter:
    """Answers without asking: skip similar names, the suggested remote, a placeholder URL.

    No tokens are enabled.

    A remote that stores data is assumed to store end-user data, which is also Forge's default
    (manifest-reference/remotes).
    """

    def resolve_conflict(self, owner: str, kind: str, name: str, candidate: str) -> NameConflict:  # noqa: ARG002
        return NameConflict.LEAVE

    def remote_for(self, endpoint: str, remotes: Sequence[str], suggested: str) -> str:  # noqa: ARG002
        return suggested

    def base_url(self, remote: str) -> str | None:  # noqa: ARG002
        return None

    def stores_user_data(self, remote: str) -> bool:  # noqa: ARG002
        return True

    def tokens(self, remote: str) -> tuple[str, ...]:  # noqa: ARG002
        return ()

    def product_scopes(self, example: str) -> tuple[str, ...]:  # noqa: ARG002
        return ()
