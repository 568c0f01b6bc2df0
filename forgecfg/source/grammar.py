"""Parsing JavaScript and TypeScript with tree-sitter, from the extra `forgecfg[source]`."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tree_sitter import Parser, Tree

# Casts like `<T>x` parse only with the plain TypeScript grammar, JSX only with the other one.
_PLAIN_TYPESCRIPT = (".ts", ".mts", ".cts")


@cache
def is_available() -> bool:
    """Whether tree-sitter and its grammars are installed."""
    from importlib.util import find_spec

    return all(find_spec(name) is not None for name in ("tree_sitter", "tree_sitter_typescript"))


@cache
def _parser(plain: bool) -> Parser:
    import tree_sitter_typescript as grammar
    from tree_sitter import Language, Parser

    language = grammar.language_typescript() if plain else grammar.language_tsx()
    return Parser(Language(language))


def parse(path: str, data: bytes) -> Tree:
    """The syntax tree of a file; syntax errors are nodes in it.

    One grammar reads `.js`, `.jsx`, `.mjs`, `.cjs` and `.tsx`; `path` decides which one is used.
    """
    return _parser(path.endswith(_PLAIN_TYPESCRIPT)).parse(data)
