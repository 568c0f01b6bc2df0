"""Ignore comments in source: `// forgecfg: ignore[rule, …] reason` on a line or the one above."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from posixpath import dirname, join, normpath
from typing import NamedTuple

from forgecfg.findings import Finding
from forgecfg.source.facts import SourceFacts, SourceSpan

_IGNORE = re.compile(
    r"(?://|/\*|\{/\*|<!--)[ \t]*forgecfg:[ \t]*(ignore(?:-file)?)[ \t]*\[([^\[\]\n]*)\]"
)
_NAME = re.compile(r"[^\s,]+")


class SourceIgnore(NamedTuple):
    """One rule, or a prefix of codes, in an ignore comment.

    `line` is the 1-based line that it applies to, 0 for the whole file; `at` is the name.
    """

    name: str
    line: int
    at: SourceSpan


def _line(ignore: SourceIgnore) -> int:
    return ignore.line


class SourceIgnores:
    """The ignore comments in the source files of an app.

    They are by the file name in findings, and in the order of the lines that they apply to.
    """

    def __init__(self, ignores: Mapping[str, tuple[SourceIgnore, ...]]) -> None:
        self._ignores = ignores
        self._used: set[SourceIgnore] = set()

    def cover(self, finding: Finding) -> bool:
        """Whether a comment in its source file covers a finding; marks the comment as used."""
        ignores = self._ignores.get(finding.file, ())
        first = bisect_left(ignores, finding.span.line, key=_line)
        end = bisect_right(ignores, finding.span.end_line, key=_line)
        near = (*ignores[: bisect_right(ignores, 0, key=_line)], *ignores[first:end])
        found = [one for one in near if finding.is_selected_by(one.name)]
        self._used.update(found)
        return bool(found)

    def unused(self) -> Iterator[SourceIgnore]:
        """The ignore comments that covered nothing so far."""
        for ignores in self._ignores.values():
            yield from (one for one in ignores if one not in self._used)


def read_ignores(source: SourceFacts, manifest: str) -> SourceIgnores:
    """The ignore comments in the source files; `manifest` is the name of the manifest to report."""
    folder = dirname(manifest)
    found = {
        normpath(join(folder, path)): tuple(sorted(_ignores(path, index.text), key=_line))
        for path, index in source.texts.items()
        if "forgecfg:" in index.text
    }
    return SourceIgnores(found)


def _ignores(path: str, text: str) -> Iterator[SourceIgnore]:
    start = 0
    for number, line in enumerate(text.split("\n"), 1):
        match = _IGNORE.search(line) if "forgecfg:" in line else None
        if match is not None:
            alone = not line[: match.start()].strip()
            about = 0 if match[1] == "ignore-file" else number + 1 if alone else number
            for name in _NAME.finditer(match[2]):
                offset = start + match.start(2)
                span = SourceSpan(path, offset + name.start(), offset + name.end())
                yield SourceIgnore(name[0], about, span)
        start += len(line) + 1
