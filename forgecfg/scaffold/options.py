"""What scaffolding is told in advance."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple


class ScaffoldOptions(NamedTuple):
    """How to scaffold.

    `base_urls` are addresses of new remotes by key, "" for all others; `remote` is the one that
    new endpoints lead to; the tokens are for new endpoints; `scopes` are added in any case.
    `accept_guesses` adds even what seems to be a slip of a name that exists.
    """

    base_urls: Mapping[str, str] = MappingProxyType({})
    remote: str | None = None
    tokens: tuple[str, ...] = ()
    scopes: tuple[str, ...] = ()
    accept_guesses: bool = False
