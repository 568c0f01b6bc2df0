"""How quick forgecfg is, as ratios against other programs measured in the same run.

    python benchmarks/bench.py [--runs 15] [--official NODE_FOLDER --official-script FILE]

Times are of whole processes, taken in turn (A B A B …); quoted is the median of the ratios of the
pairs, which holds when the machine's speed drifts. Needs yamllint next to forgecfg (the `dev`
dependencies). The official validator is included if it is given: a folder into which npm has
installed `@forge/manifest`, and a script that runs it as `node FILE NODE_FOLDER MANIFEST…`.
"""

from __future__ import annotations

import argparse
import os
import shlex
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
EXAMPLE = ROOT / "examples" / "macro-user-token" / "manifest.yml"
EXAMPLES = sorted((ROOT / "examples").glob("*/manifest.yml"))
FORGECFG = (sys.executable, "-m", "forgecfg", "check")
COMMAND = (sys.executable, "-m", "forgecfg")
YAMLLINT = (sys.executable, "-m", "yamllint", "-d", "{}")

# Composing with libyaml, which is the least that any YAML tool on ruamel.yaml does.
COMPOSE = """
import sys
from pathlib import Path
from ruamel.yaml import YAML
for path in sorted(Path(sys.argv[1]).rglob("manifest.yml")):
    YAML(typ="safe").compose(path.read_text(encoding="utf-8"))
"""


class Run(NamedTuple):
    """One finished process: wall seconds, and its peak memory in megabytes."""

    seconds: float
    megabytes: float


def run(command: Sequence[str]) -> Run:
    """Run a command to its end, its output dropped."""
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    start = time.perf_counter()
    process = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment
    )
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1):
        raise SystemExit(f"failed with {process.returncode}: {' '.join(command)[:200]}")
    return Run(seconds, usage.ru_maxrss / 1024)


def pairs(a: Sequence[str], b: Sequence[str], runs: int) -> list[tuple[Run, Run]]:
    """Both commands in turn, after a warm-up of each."""
    run(a)
    run(b)
    return [(run(a), run(b)) for _ in range(runs)]


def ratio(measured: list[tuple[Run, Run]]) -> float:
    """The median of A/B, pair by pair."""
    return statistics.median(a.seconds / b.seconds for a, b in measured)


def row(what: str, measured: list[tuple[Run, Run]], budget: str) -> None:
    """One line of the table."""
    ours = statistics.median(a.seconds for a, _ in measured) * 1000
    theirs = statistics.median(b.seconds for _, b in measured) * 1000
    peak = max(a.megabytes for a, _ in measured)
    print(
        f"| {what} | {ratio(measured):.3f} | {budget} | {ours:.0f} ms | {theirs:.0f} ms "
        f"| {peak:.0f} MB |"
    )


def many(folder: Path, count: int) -> None:
    """The examples in turn, `count` manifests in nested folders, without the apps around them."""
    for number in range(count):
        location = folder / f"team-{number // 50}" / f"app-{number}"
        location.mkdir(parents=True)
        shutil.copyfile(EXAMPLES[number % len(EXAMPLES)], location / "manifest.yml")


def halves(folder: Path) -> Iterator[list[str]]:
    """The commands that check a folder's subfolders by halves."""
    teams = sorted(map(str, folder.iterdir()))
    middle = len(teams) // 2
    for part in (teams[:middle], teams[middle:]):
        yield [*FORGECFG, *part, "--jobs", "1"]


def large(modules: int) -> str:
    """One manifest with many modules, each with a separate endpoint."""
    lines = list(_large(modules))
    return "\n".join(lines) + "\n"


def _large(modules: int) -> Iterator[str]:
    yield "app:\n  id: ari:cloud:ecosystem::app/0c1d8a52-3f0b-4c6e-9d55-1f6f2b7f9a10"
    yield "  runtime:\n    name: nodejs22.x\nmodules:\n  jira:issuePanel:"
    for number in range(modules // 2):
        yield f"    - key: panel-{number}\n      title: Panel {number}\n      resource: main"
        yield f"      resolver:\n        endpoint: endpoint-{number}"
    yield "  endpoint:"
    for number in range(modules // 2):
        yield f"    - key: endpoint-{number}\n      remote: backend"
    yield "remotes:\n  - key: backend\n    baseUrl: https://backend.example.com"
    yield "    operations:\n      - compute\nresources:\n  - key: main\n    path: static/main"
    yield "permissions:\n  scopes:\n    - read:jira-work"


def analyses(folder: Path, runs: int) -> None:
    """Rows for `diff`, `graph` and `audit` of a manifest of 400 lines, against one check of it."""
    old, new = folder / "old.yml", folder / "new.yml"
    text = large(110)
    old.write_text(text, encoding="utf-8")
    new.write_text(text.replace("title: Panel", "title: Page"), encoding="utf-8")
    check = [*FORGECFG, str(old)]
    lines = len(text.splitlines())
    diff = [*COMMAND, "diff", str(old), str(new)]
    row(f"diff of two manifests of {lines} lines, against one check", pairs(diff, check, runs),
        "≤ 2")  # fmt: skip
    for name in ("graph", "audit"):
        command = [*COMMAND, name, str(old)]
        row(f"{name} of one, against one check", pairs(command, check, runs), "≤ 1.5")


def main() -> None:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--runs", type=int, default=15, help="pairs of each measurement")
    parser.add_argument("--official", type=Path, help="folder with @forge/manifest installed")
    parser.add_argument("--official-script", type=Path, help="script that runs it")
    options = parser.parse_args()
    print("| what | ratio | budget | forgecfg | the other | peak |")
    print("| --- | --- | --- | --- | --- | --- |")
    check = [*FORGECFG, str(EXAMPLE)]
    cold = pairs(check, [*YAMLLINT, str(EXAMPLE)], options.runs)
    row("one clean manifest, cold, against yamllint", cold, "≤ 1.25, peak ≤ 45 MB")
    if options.official and options.official_script and shutil.which("node"):
        official = ["node", str(options.official_script), str(options.official), str(EXAMPLE)]
        row("the same, against the official validator", pairs(check, official, 5), "≤ 0.04")
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        many(folder / "many", 1000)
        everything = [*FORGECFG, str(folder / "many")]
        compose = [sys.executable, "-c", COMPOSE, str(folder / "many")]
        alone = [*everything, "--jobs", "1"]
        composing = pairs(alone, compose, 5)
        row("1,000 manifests in one process, against composing them", composing, "≤ 3")
        row("the same, as it is by default", pairs(everything, compose, 5), "")
        gain = pairs(alone, everything, 9)
        row("the gain: one process against default", gain, "≥ 1.6 on 2 cores")
        by_hand = ["sh", "-c", " & ".join(map(shlex.join, halves(folder / "many"))) + " & wait"]
        row("what this machine gains by hand: two halves at once", pairs(alone, by_hand, 9), "")
        sizes = []
        for modules in (1000, 8000):
            file = folder / f"{modules}.yml"
            file.write_text(large(modules), encoding="utf-8")
            sizes.append([*FORGECFG, str(file)])
        row("8,000 modules, against 1,000", pairs(sizes[1], sizes[0], 5), "≤ 9")
        analyses(folder, options.runs)


if __name__ == "__main__":
    main()
