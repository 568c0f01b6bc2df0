"""The text of a manifest as a document: node tree, positions, and what the parser noted."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from forgecfg.document.decode import BadBytes, decode
from forgecfg.document.events import YamlError
from forgecfg.document.limits import SAFETY_SIZE_LIMIT
from forgecfg.document.lines import LineIndex
from forgecfg.document.nodes import Node
from forgecfg.document.reading import read
from forgecfg.document.tree import DuplicateKey, MergeKey, Tree
from forgecfg.document.variables import UndeclaredVariable, declared, substitute

if TYPE_CHECKING:
    from forgecfg.document.syntax.problems import SyntaxProblem

_NOTHING = Tree(None, [], [], [], [], [], None, None)


class Document(NamedTuple):
    """One manifest as Forge's parser reads it; all offsets are 0-based into `text`.

    `root` is None if the text is unreadable (see `syntax`, `bad_bytes` and `size`) or empty.
    `yaml_version` is the offset of the version in a `%YAML 1.1` directive, None without one.
    """

    text: str
    lines: LineIndex
    size: int
    root: Node | None
    bad_bytes: tuple[BadBytes, ...]
    syntax: tuple[SyntaxProblem, ...]
    duplicates: tuple[DuplicateKey, ...]
    merge_keys: tuple[MergeKey, ...]
    second_document: int | None
    yaml_version: int | None
    variables: frozenset[str]
    undeclared: tuple[UndeclaredVariable, ...]

    def __hash__(self) -> int:
        """The hash of the text; all other fields follow from it."""
        return hash(self.text)

    @property
    def readable(self) -> bool:
        """Whether the text is valid YAML of an accepted size and encoding."""
        return not self.syntax and self.size <= SAFETY_SIZE_LIMIT and not self._no_text

    @property
    def _no_text(self) -> bool:
        return bool(self.bad_bytes) and not self.text


def load(source: str | bytes) -> Document:
    """Read a manifest. Never raises for its content: errors are part of the document."""
    bad: tuple[BadBytes, ...] = ()
    if isinstance(source, bytes):
        size = len(source)
        if size > SAFETY_SIZE_LIMIT:
            return _document("", size)
        text, bad, readable = decode(source)
        if not readable:
            return _document(text, size, bad=bad)
    else:
        text, size = source.removeprefix("\ufeff"), len(source.encode(errors="replace"))
        if size > SAFETY_SIZE_LIMIT:
            return _document("", size)
    try:
        tree = read(text)
    except YamlError as error:
        # Imported only for invalid files: it is more code than the parser.
        from forgecfg.document.syntax.search import find_problems

        return _document(text, size, bad=bad, syntax=find_problems(text, error))
    if tree.problems:
        from forgecfg.document.syntax.search import MAX_PROBLEMS, describe

        problems = sorted({describe(text, error) for error in tree.problems[:MAX_PROBLEMS]})
        return _document(text, size, bad=bad, syntax=tuple(problems))
    names = declared(tree.root)
    undeclared = substitute(text, tree.templates, names) if tree.templates else []
    return _document(text, size, tree, bad, (), frozenset(names), tuple(undeclared))


def _document(
    text: str,
    size: int,
    tree: Tree = _NOTHING,
    bad: tuple[BadBytes, ...] = (),
    syntax: tuple[SyntaxProblem, ...] = (),
    variables: frozenset[str] = frozenset(),
    undeclared: tuple[UndeclaredVariable, ...] = (),
) -> Document:
    return Document(
        text=text,
        lines=LineIndex(text),
        size=size,
        root=tree.root,
        bad_bytes=bad,
        syntax=syntax,
        duplicates=tuple(tree.duplicates),
        merge_keys=tuple(tree.merge_keys),
        second_document=tree.second_document,
        yaml_version=tree.yaml_version,
        variables=variables,
        undeclared=undeclared,
    )
