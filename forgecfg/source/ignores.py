"""Ignore comments in source: `// forgecfg: ignore[rule, …] reason` on a line or the one above."""

from __future__ import annotations

import re
from collections.abc import Iterable
from posixpath import dirname, join, normpath

from forgecfg.findings import Finding
from forgecfg.source.facts import SourceFacts

_IGNORE = re.compile(r"(?://|/\*|\{/\*)\s*forgecfg:\s*(ignore(?:-file)?)\s*\[([^\]\n]*)\]")


def without_ignored(
    findings: Iterable[Finding], source: SourceFacts, manifest: str
) -> list[Finding]:
    """The findings without those that a comment in their source file covers."""
    folder = dirname(manifest)
    texts = {normpath(join(folder, path)): index.text for path, index in source.texts.items()}
    ignored: dict[str, list[tuple[int, frozenset[str]]]] = {}
    kept: list[Finding] = []
    for finding in findings:
        text = texts.get(finding.file, "")
        if "forgecfg:" in text:
            if finding.file not in ignored:
                ignored[finding.file] = _ignores(text)
            if _covers(ignored[finding.file], finding):
                continue
        kept.append(finding)
    return kept


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
        not rules.isdisjoint((finding.name, finding.code))
        and (line == 0 or finding.span.line <= line <= finding.span.end_line)
        for line, rules in ignores
    )
