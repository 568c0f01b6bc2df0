"""Compares what two versions of forgecfg find in the same manifests.

    python devtools/compare_findings.py dump FOLDER FILE     (once with each version installed)
    python devtools/compare_findings.py compare OLD NEW

`dump` writes one line for each finding of the manifests (`*.yml`, `*.yaml`) below FOLDER: file,
code, severity, line and column. Files next to a manifest are not read. `compare` lists the lines
that only one of two dumps has, counted by code; it returns 1 where there are any.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from pathlib import Path


def dump(folder: Path) -> list[str]:
    """A line for each finding of the manifests below a folder, in order."""
    from forgecfg.api import check_text

    lines = []
    for path in sorted(folder.rglob("*.y*ml")):
        name = path.relative_to(folder).as_posix()
        for finding in check_text(path.read_bytes(), name).findings:
            span, severity = finding.span, finding.severity.label
            lines.append(f"{name}\t{finding.code}\t{severity}\t{span.line}:{span.column}")
    return lines


def differences(old: list[str], new: list[str]) -> list[str]:
    """The lines that one side has more often than the other, with `-` or `+` before them."""
    before, after = Counter(old), Counter(new)
    gone = [f"- {line}" for line in (before - after).elements()]
    come = [f"+ {line}" for line in (after - before).elements()]
    return sorted([*gone, *come], key=lambda line: (line[2:].split("\t"), line[0]))


def report(changed: list[str]) -> str:
    """The changed lines, and their number by sign and code."""
    counts = Counter((line[0], line.split("\t")[1]) for line in changed)
    table = [f"{sign} {code}: {count}" for (sign, code), count in sorted(counts.items())]
    return "\n".join([*changed, "", *table, f"{len(changed)} differences"])


def main() -> int:
    """Returns 1 where `compare` finds a difference."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    commands = parser.add_subparsers(dest="command", required=True)
    dumping = commands.add_parser("dump")
    dumping.add_argument("folder", type=Path)
    dumping.add_argument("file", type=Path)
    comparing = commands.add_parser("compare")
    comparing.add_argument("old", type=Path)
    comparing.add_argument("new", type=Path)
    options = parser.parse_args()
    if options.command == "dump":
        lines = dump(options.folder)
        options.file.write_text("\n".join(lines) + "\n", encoding="utf-8")
        print(f"{len(lines)} findings in {options.file}")
        return 0
    old, new = (
        path.read_text(encoding="utf-8").splitlines() for path in (options.old, options.new)
    )
    changed = differences(old, new)
    print(report(changed))
    return 1 if changed else 0


if __name__ == "__main__":
    sys.exit(main())
