"""Applies every suggestion for the manifests of a folder, and checks the results again.

    python devtools/check_advice.py FOLDER [FOLDER ...] [--every N] [--show N]

A suggestion is a fix, or a "did you mean" without one, which is written at the finding. No
suggestion may lead to more errors than there were, and neither may all unsafe fixes together. The
exit code is 1 if one does. `--every` reads only every Nth manifest, to be quick.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from forgecfg.api import check_text, fix_text
from forgecfg.edits.apply import apply_edits
from forgecfg.findings import Finding, Severity

_HINT = re.compile(r'did you mean "(.+)"\?')


class Worse(NamedTuple):
    """A suggestion that leads to more errors: of which finding, what it is, and the new errors."""

    file: str
    rule: str
    suggestion: str
    errors: tuple[str, ...]


class Outcome(NamedTuple):
    """The number of suggestions by rule, and those that lead to more errors."""

    taken: Counter[str]
    worse: list[Worse]


def results(text: str, finding: Finding) -> Iterator[tuple[str, str]]:
    """Each suggestion of a finding: what it says, and the text after it."""
    for fix in finding.fixes:
        yield fix.title, apply_edits(text, fix.edits)
    match = _HINT.fullmatch(finding.hint)
    if match is not None and not finding.fixes:
        start, end = finding.span.start, finding.span.end
        old = text[start:end]
        quote = old[0] if old[:1] in ("'", '"') and old[-1:] == old[:1] else ""
        yield finding.hint, text[:start] + quote + match[1] + quote + text[end:]


def errors_of(text: str) -> list[str]:
    """The errors of a manifest, as messages."""
    findings = check_text(text).findings
    return [finding.message for finding in findings if finding.severity is Severity.ERROR]


def check_advice(texts: Iterator[tuple[str, str]]) -> Outcome:
    """Take the suggestions for manifests, given as names and texts."""
    outcome = Outcome(Counter(), [])
    for file, text in texts:
        findings = check_text(text).findings
        before = sum(finding.severity is Severity.ERROR for finding in findings)
        old = {finding.message for finding in findings}
        tried: set[str] = {text}
        suggestions = [
            (finding.name, title, result)
            for finding in findings
            for title, result in results(text, finding)
        ]
        if suggestions:
            suggestions.append(("", "all unsafe fixes", fix_text(text, unsafe=True).text))
        for rule, title, result in suggestions:
            if result in tried:
                continue
            tried.add(result)
            outcome.taken[rule or title] += 1
            after = errors_of(result)
            if len(after) > before:
                new = tuple(error for error in after if error not in old)
                outcome.worse.append(Worse(file, rule, title, new))
    return outcome


def read(folders: list[Path], every: int) -> Iterator[tuple[str, str]]:
    """The manifests below folders that can be read as text, by name."""
    paths = [path for folder in folders for path in sorted(folder.rglob("*.y*ml"))]
    for path in paths[::every]:
        try:
            yield str(path), path.read_bytes().decode("utf-8")
        except UnicodeDecodeError:
            continue


def main(arguments: list[str]) -> int:
    """Run the command; returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("folder", nargs="+", type=Path)
    parser.add_argument("--every", type=int, default=1, metavar="N")
    parser.add_argument("--show", type=int, default=40, metavar="N")
    options = parser.parse_args(arguments)
    outcome = check_advice(read(options.folder, options.every))
    for rule, count in outcome.taken.most_common():
        print(f"{count:6} {rule}")
    for worse in outcome.worse[: options.show]:
        print(f"{worse.file}: {worse.rule}: {worse.suggestion}")
        for error in worse.errors[:4]:
            print(f"    {error}")
    kinds = Counter(f"{worse.rule}: {worse.suggestion[:40]}" for worse in outcome.worse)
    print(f"{outcome.taken.total()} suggestions, {len(outcome.worse)} lead to more errors")
    for kind, count in kinds.most_common(20):
        print(f"{count:6} {kind}")
    return 1 if outcome.worse else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
