"""Ignore comments in source: `// forgecfg: ignore[rule, …] reason` on a line or the one above."""

from __future__ import annotations

import re
from collections.abc import Mapping
from posixpath import dirname, join, normpath

from forgecfg.findings import Finding
from forgecfg.source.facts import SourceFacts

_IGNORE = re.compile(r"(?://|/\*|\{/\*)\s*forgecfg:\s*(ignore(?:-file)?)\s*\[([^\]\n]*)\]")


class SourceIgnores:
    """The ignore comments in the source files of an app."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._texts = texts
        self._ignores: dict[str, list[tuple[int, frozenset[str]]]] = {}

    def cover(self, finding: Finding) -> bool:
        """Whether a comment in its source file covers a finding."""
        text = self._texts.get(finding.file, "")
        if "forgecfg:" not in text:
            return False
        if finding.file not in self._ignores:
            self._ignores[finding.file] = _ignores(text)
        return _covers(self._ignores[finding.file], finding)


def read_ignores(source: SourceFacts, manifest: str) -> SourceIgnores:
    """The ignore comments in the source files; `manifest` is the name of the manifest to report."""
    folder = dirname(manifest)
    return SourceIgnores(
        {normpath(join(folder, path)): index.text for path, index in source.texts.items()}
    )


def _ignores(text: str) -> list[tuple[int, frozenset[str]]]:
    """The line that each comment is about (0: the whole file), and the rules it has."""
    found: list[tuple[int, frozenset[str]]] = []
    for number, line in enumerate(text.split("\n"), 1):
        match = _IGNORE.search(line)
        if match is None:
            continue
        rules = frozenset(name.strip() for name in match[2].split(","))
        alone = not line[: match.start()].strip()
        about = 0 if match[1] == "ignore-file" else number + 1 if alone else number
        found.append((about, rules))
    return found


def _covers(ignores: list[tuple[int, frozenset[str]]], finding: Finding) -> bool:
    return any(
        any(finding.is_selected_by(rule) for rule in rules)
        and (line == 0 or finding.span.line <= line <= finding.span.end_line)
        for line, rules in ignores
    )
