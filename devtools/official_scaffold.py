"""Whether the official validator accepts what `forgecfg scaffold` makes.

    python devtools/official_scaffold.py --official NODE_FOLDER --official-script FILE MANIFEST…

From each manifest that has endpoints or remotes, one endpoint, remote or token scope, or one whole
section, is taken away in turn, in each way that the tests know; the rest is scaffolded as the
command does with `--yes --base-url URL --scope read:jira-work`. The official validator reads the
manifest before and after. `NODE_FOLDER` and `FILE` are those of `benchmarks/bench.py`; the script
prints one JSON line a manifest, `{"file", "errors": [{"message", "reference", "level"}]}`.

A case passes if no error of the wiring is new compared with the whole manifest, and forgecfg's own
rules of the wiring are silent; expected errors are in `EXPECTED`, with the reason. A schema error
keeps the validator from looking at the wiring at all, so the cases that it accepts altogether are
counted too.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from scaffold.properties import OPTIONS, left  # noqa: E402
from scaffold.removals import pieces, removals  # noqa: E402

from forgecfg.api import scaffold_text  # noqa: E402
from forgecfg.document.document import load  # noqa: E402

# What the validator's messages about the wiring speak of.
WIRING = re.compile(r"\b(endpoint|remotes?|route|scopes?|permissions|baseUrl|inScopeEUD)\b")
# What may be left, and why.
EXPECTED = (
    (
        re.compile(r"^remotes must be array$"),
        "`remotes:` was left empty, and nothing names a remote: scaffolding has nothing to add",
    ),
    (
        re.compile(r"is a service of this app$"),
        "a service is named as a remote; `check --unsafe-fixes` fixes it",
    ),
    (
        re.compile(r'calls endpoint "risk-report"'),
        "the endpoint has the key of the page that calls it, in a broken twin: nothing is added",
    ),
    (
        re.compile(r"^Invalid 'scopes' permission"),
        "a typo in a scope of the whole manifest, hidden there by a schema error",
    ),
)
# The command line of a process has its limits, and each process takes seconds to start.
BATCH = 500


class Case(NamedTuple):
    """A scaffolded manifest: the one it comes from, what was taken away, and the new text."""

    source: Path
    kind: str
    way: str
    text: str


def cases(source: Path) -> Iterator[Case]:
    """All cases of one manifest; none where it has no endpoint and no remote."""
    text = source.read_bytes().decode()
    if not any(kind in ("endpoint", "remote") for kind, _ in pieces(text)):
        return
    for removal in removals(text):
        if load(removal.text).readable:  # else an anchor went, and its alias is left
            new = scaffold_text(removal.text, OPTIONS).text
            yield Case(source, removal.kind, removal.way, new)


def refused(command: Sequence[str], files: Sequence[Path]) -> Iterator[frozenset[str]]:
    """The messages of all errors of each file."""
    for start in range(0, len(files), BATCH):
        names = [str(file) for file in files[start : start + BATCH]]
        done = subprocess.run([*command, *names], capture_output=True, text=True, check=True)
        for line in done.stdout.splitlines():
            outcome = json.loads(line)
            errors = outcome.get("errors", [{"level": "error", "message": outcome.get("crash")}])
            yield frozenset(one["message"] for one in errors if one["level"] == "error")


def reason(message: str) -> str | None:
    """Why a message is expected, None if it is not."""
    return next((why for pattern, why in EXPECTED if pattern.search(message)), None)


def main(arguments: Sequence[str]) -> int:
    """Print the counts and each case that does not pass; returns 1 if there is one."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--official", type=Path, required=True)
    parser.add_argument("--official-script", type=Path, required=True)
    parser.add_argument("manifests", nargs="+", type=Path)
    options = parser.parse_args(arguments)
    command = ["node", str(options.official_script.resolve()), str(options.official.resolve())]

    made = [case for source in options.manifests for case in cases(source)]
    sources = list(dict.fromkeys(case.source for case in made))
    with tempfile.TemporaryDirectory() as folder:
        files = [Path(folder, f"{number}.yml") for number in range(len(made))]
        for file, case in zip(files, made, strict=True):
            file.write_bytes(case.text.encode())
        before = dict(zip(sources, refused(command, sources), strict=True))
        after = list(refused(command, files))

    counts: Counter[str] = Counter()
    expected: Counter[str] = Counter()
    failed = 0
    for case, messages in zip(made, after, strict=True):
        counts[case.kind] += 1
        counts[case.way] += 1
        counts["accepted"] += not messages
        counts["rejected as the whole manifest is"] += bool(messages) and (
            messages <= before[case.source]
        )
        wrong = {message for message in messages - before[case.source] if WIRING.search(message)}
        wrong |= {message for _, message in left(case.text)}
        reasons = {reason(message) for message in wrong}
        expected.update(one for one in reasons if one is not None)
        if None in reasons:
            failed += 1
            print(f"{case.source}: {case.kind} taken away {case.way}:", *wrong, sep="\n  ")
    print(f"{len(made)} cases of {len(sources)} manifests, {failed} failed")
    for name, count in sorted(counts.items()):
        print(f"  {count} {name}")
    for name, count in expected.items():
        print(f"  {count} left: {name}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
