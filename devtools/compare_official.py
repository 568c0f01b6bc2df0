"""Compares forgecfg with the official validator over a folder of manifests.

    python devtools/compare_official.py FOLDER --official NODE --official-script FILE [--list]

NODE is where npm has installed `@forge/manifest`; FILE is a script that runs it as
`node FILE NODE_FOLDER MANIFEST…` and prints one line of JSON for each manifest, `{"file",
"success", "errors": [{"message", "reference", "level"}]}` or `{"file", "crash"}`, with stubs of
the files that the manifest names. Compared are errors, of the manifest alone: not of
files. Equal errors are in `comparison/table.py`, intentionally stricter ones in
`comparison/stricter.py`.

Exits with 1 where anything is left unexplained, with 2 where it cannot run.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from comparison.judge import Judged, judge
from comparison.official import Said, Unable, Verdict, verdicts
from comparison.stricter import reason

from forgecfg.api import Severity, check_text

Case = tuple[Path, Verdict, Judged, bool]
"""A manifest, what both say of it, and whether forgecfg finds no error in it."""


def cases(npm: Path, script: Path, files: list[Path]) -> Iterable[Case]:
    """Every manifest with what both say of it. Raises Unable."""
    for file, verdict in verdicts(npm, script, files):
        findings = check_text(file.read_bytes(), file.name).findings
        good = not any(finding.severity is Severity.ERROR for finding in findings)
        yield file, verdict, judge(verdict, findings), good


def rows(names: Iterable[tuple[str, ...]]) -> Counter[tuple[str, ...]]:
    """How often each row occurs."""
    return Counter(names)


def what(said: Said) -> str:
    """The kind of a message in our words; of one that the table does not have, its beginning."""
    return said.kind.what if said.kind else f"UNMAPPED: {said.message[:80]}"


def one_sided(case: Case) -> tuple[str, str]:
    """The only tool that rejects a manifest, and why."""
    _, verdict, judged, good = case
    if not good:
        return "forgecfg", "unexplained" if judged.ours else "intentionally stricter"
    if judged.theirs:
        return "official", "unexplained"
    return "official", "left out" if len(judged.aside) == len(verdict.said) else "a warning of ours"


def table(heading: str, counts: Counter[tuple[str, ...]], *titles: str) -> None:
    """Counts as a Markdown table, the most frequent first."""
    print(f"\n{heading}: {counts.total():,}")
    if counts:
        print(f"\n| {' | '.join((*titles, 'count'))} |\n|{' --- |' * (len(titles) + 1)}")
    for names, count in sorted(counts.items(), key=lambda row: (-row[1], row[0])):
        print(f"| {' | '.join((*names, f'{count:,}'))} |")


def report(found: list[Case]) -> bool:
    """Print the counts; whether all is explained."""
    judged = [case for case in found if not case[1].crash]
    print(
        f"{len(found):,} manifests; the official validator crashes on {len(found) - len(judged):,}"
    )
    verdict = Counter((not case[1].said, case[3]) for case in judged)
    print("\n| | official: accepts | official: rejects |\n| --- | --- | --- |")
    for good, title in ((True, "no error"), (False, "errors")):
        print(f"| forgecfg: {title} | {verdict[True, good]:,} | {verdict[False, good]:,} |")
    alone = rows(one_sided(case) for case in judged if bool(case[1].said) == case[3])
    table("Manifests that only one rejects", alone, "rejected by", "why")
    follows = sum(len(case[2].follows) for case in judged)
    theirs = rows((s.stage, what(s)) for case in judged for s in case[2].theirs)
    ours = rows((finding.name,) for case in judged for finding in case[2].ours)
    both = rows((s.stage, what(s)) for case in judged for s in case[2].agreed)
    table("Said by both", both, "stage", "official error")
    print(f"\nThat follow from another error of the same module: {follows:,}")
    table("Only official", theirs, "stage", "official error")
    aside = rows((what(s), s.kind.aside) for c in judged for s in c[2].aside if s.kind)
    table("Left out", aside, "official error", "why")
    stricter = rows((f.name, reason(f) or "") for case in judged for f in case[2].stricter)
    table("Intentionally stricter", stricter, "rule", "why")
    table("Only forgecfg", ours, "rule")
    return not theirs and not ours


def show(found: list[Case]) -> None:
    """Print every case that nothing explains."""
    for file, verdict, judged, _ in found:
        if verdict.crash:
            print(f"crash   {file.name}: {verdict.crash}")
            continue
        for said in judged.theirs:
            print(f"theirs  {file.name}: {said.message[:300]}")
        for finding in judged.ours:
            location = f"{finding.span.line}:{finding.span.column}"
            print(f"ours    {file.name}:{location}: {finding.name}: {finding.full_message}")


def main() -> int:
    """Compare and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path, help="manifests, *.yml or *.yaml")
    parser.add_argument(
        "--official", type=Path, required=True, help="folder with @forge/manifest installed"
    )
    parser.add_argument("--official-script", type=Path, required=True, help="script that runs it")
    parser.add_argument("--list", action="store_true", help="print every unexplained case too")
    options = parser.parse_args()
    files = sorted([*options.folder.glob("*.yml"), *options.folder.glob("*.yaml")])
    if not files:
        print(f"compare_official: no manifest in {options.folder}", file=sys.stderr)
        return 2
    try:
        found = list(cases(options.official, options.official_script, files))
    except Unable as error:
        print(f"compare_official: {error}", file=sys.stderr)
        return 2
    explained = report(found)
    if options.list:
        print()
        show(found)
    return 0 if explained else 1


if __name__ == "__main__":
    sys.exit(main())
