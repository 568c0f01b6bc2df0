"""Whether time and memory grow in proportion to the input, in the worst cases that are known.

    python benchmarks/worst_cases.py [--only NAME …] [--jobs 1] [--python OTHER_PYTHON]

Each case is generated at a size and at 8 times that size, and checked in a separate process. Times
are processor times, without those of an empty manifest. The exit code is 1 if a goal is missed:
8 times the input needs at most 10 times the time and memory, and 1 MB of a manifest at most 3
seconds and 150 MB; where 1 MB has more keys and values than forgecfg reads, as much as it reads.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

from worst.apps import CASES as APPS
from worst.case import HEAD, MANIFEST, Case, Files
from worst.findings import CASES as FINDINGS
from worst.syntax import CASES as SYNTAX

from forgecfg.document.document import load
from forgecfg.document.limits import MAX_NODES
from forgecfg.document.nodes import walk

CASES = (*SYNTAX, *FINDINGS, *APPS)

GROWTH = 8
MAX_RATIO = 10
MAX_SECONDS = 3.0
MAX_MEGABYTES = 150
ONE_MEGABYTE = 1_000_000
# Less than this is noise.
_SECONDS = 0.15
_MEGABYTES = 4
_TIMEOUT = int(os.environ.get("WORST_LIMIT", "60"))


class Usage(NamedTuple):
    """What a process used: processor seconds (infinite after a timeout), and megabytes."""

    seconds: float
    megabytes: float


class Row(NamedTuple):
    """The result of a case; `whole` is that for 1 MB, None if its manifest does not grow."""

    case: Case
    small: Usage
    large: Usage
    whole: Usage | None

    def time_ratio(self, base: Usage) -> float:
        """How many times as much time 8 times the input needs."""
        small = max(self.small.seconds - base.seconds, _SECONDS / MAX_RATIO)
        return (self.large.seconds - base.seconds) / small

    def memory_ratio(self, base: Usage) -> float:
        """The same for memory."""
        small = max(self.small.megabytes - base.megabytes, _MEGABYTES)
        return (self.large.megabytes - base.megabytes) / small

    def misses(self, base: Usage) -> bool:
        """Whether a goal is missed."""
        whole = self.whole or Usage(0, 0)
        growth = max(self.time_ratio(base), self.memory_ratio(base))
        return growth > MAX_RATIO or whole.seconds > MAX_SECONDS or whole.megabytes > MAX_MEGABYTES


def measure(files: Files, command: tuple[str, ...], python: str) -> Usage:
    """Run a command on generated files."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        for name, text in files.items():
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode("utf-8", "surrogatepass"))
        (root / ".git").mkdir()
        name, *options = command
        target = [] if "." in options else [MANIFEST]
        errors = (root / ".git" / "errors").open("wb+")
        process = subprocess.Popen(
            [python, "-m", "forgecfg", name, *options, *target],
            cwd=root,
            stdout=subprocess.DEVNULL,
            stderr=errors,
            preexec_fn=_limit,
        )
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        with errors:
            errors.seek(0)
            if b"Traceback" in errors.read():
                raise SystemExit(f"forgecfg {' '.join(command)} ended with a traceback")
    seconds = usage.ru_utime + usage.ru_stime
    if process.returncode not in (0, 1, 2):
        seconds = float("inf")
    return Usage(seconds, usage.ru_maxrss / 1024)


def _limit() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (_TIMEOUT, _TIMEOUT))


def nodes_in(files: Files) -> int:
    """The number of keys and values of the manifest, 0 if it is not valid YAML.

    Raises SystemExit if they are more than forgecfg reads: nothing would be measured.
    """
    document = load(files[MANIFEST].encode("utf-8", "surrogatepass"))
    if any("keys and values" in problem.message for problem in document.syntax):
        raise SystemExit(f"more than {MAX_NODES:,} keys and values: make the case smaller")
    return sum(1 for _ in walk(document.root)) if document.root is not None else 0


def size_of_a_megabyte(case: Case) -> int:
    """The n for which the manifest has about 1 MB, or less if forgecfg does not read as much."""
    sizes = (case.size, 2 * case.size)
    small, large = (len(case.build(n)[MANIFEST]) for n in sizes)
    size = case.size + int((ONE_MEGABYTE - small) * case.size / (large - small))
    few, many = (nodes_in(case.build(n)) for n in sizes)
    if many > few:
        size = min(size, case.size + int((MAX_NODES - 10 - few) * case.size / (many - few)))
    return size


def run(case: Case, python: str) -> Row:
    """Measure a case."""
    small = measure(case.build(case.size), case.command, python)
    many = case.build(GROWTH * case.size)
    nodes_in(many)
    large = measure(many, case.command, python)
    whole = None
    if case.scales and "--fix" not in case.command and "--unsafe-fixes" not in case.command:
        whole = measure(case.build(size_of_a_megabyte(case)), case.command, python)
    return Row(case, small, large, whole)


def main() -> None:
    """Measure the cases and print a table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--only", nargs="*", default=(), help="names of cases")
    parser.add_argument("--python", default=sys.executable, help="the Python with forgecfg")
    options = parser.parse_args()
    cases = [case for case in CASES if not options.only or case.name in options.only]
    empty = {MANIFEST: HEAD + "modules: {}\n"}
    base = min(measure(empty, ("check",), options.python) for _ in range(5))
    print("| case | time, 8 n | memory, 8 n | n | 8 n | 1 MB |")
    print("| --- | --- | --- | --- | --- | --- |")
    missed = 0
    for case in cases:
        row = run(case, options.python)
        missed += row.misses(base)
        whole = f"{row.whole.seconds:.1f} s, {row.whole.megabytes:.0f} MB" if row.whole else ""
        mark = " **missed**" if row.misses(base) else ""
        print(
            f"| {case.name}{mark} | {row.time_ratio(base):.1f} | {row.memory_ratio(base):.1f} "
            f"| {row.small.seconds:.2f} s | {row.large.seconds:.2f} s, "
            f"{row.large.megabytes:.0f} MB | {whole} |",
            flush=True,
        )
    print(f"\n{len(cases)} cases, {missed} missed")
    sys.exit(1 if missed else 0)


if __name__ == "__main__":
    main()
