"""The options of scaffolding."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from forgecfg.rules.base import Rule


class ScaffoldOptions(NamedTuple):
    """How to scaffold.

    `base_urls`: base URLs of new remotes by key, "" for all others. `remote`: the remote of new
    endpoints. `tokens`: the tokens of new endpoints. `scopes`: scopes to declare in any case.
    `allow_similar_names`: also add names that look like typos of declared ones. `rules`: the rules
    that decide whether wiring is still broken after the additions; None for all.
    """

    base_urls: Mapping[str, str] = MappingProxyType({})
    remote: str | None = None
    tokens: tuple[str, ...] = ()
    scopes: tuple[str, ...] = ()
    allow_similar_names: bool = False
    rules: tuple[Rule, ...] | None = None
