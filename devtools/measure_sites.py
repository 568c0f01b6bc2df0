"""Measures how dangling references of every site are found, by forgecfg and by @forge/manifest.

    python devtools/measure_sites.py NPM_FOLDER [--node NODE] [--script official.js] [--list]

NPM_FOLDER is where npm installed `@forge/manifest`. For each site two apps are written into a
temporary folder, with all the files that they name: one in which all is well, and the same with a
undeclared name. A site counts as found if an error names it, and as right if one of those
has its line (of forgecfg: its line and column). Prints a table of Markdown, one row a kind; --list
also names each site that one of them misses. Exit code: 1 if forgecfg is not right at every site, 2
if the validator cannot be run.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "scripts")]

from wiring.every_site import Site, app, dangling, declared, every_site  # noqa: E402

Told = list[tuple[str, int, int]]
"""Errors: message, line and column; column 0 where the tool gives none that helps."""


class Result(NamedTuple):
    """Whether a tool finds no error in the good app, the dangling name in the other, its place."""

    accepts: bool
    found: bool
    right: bool


def main() -> int:
    """Measure and print; returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("home", type=Path, help="where npm installed @forge/manifest")
    parser.add_argument("--node", default="node", help="the program")
    parser.add_argument("--script", type=Path, default=ROOT / "devtools" / "official.js")
    parser.add_argument("--list", action="store_true", help="name each site that is missed")
    options = parser.parse_args()
    sites = every_site()
    with tempfile.TemporaryDirectory() as folder:
        apps = [write(Path(folder) / str(number), site) for number, site in enumerate(sites)]
        folders = [where for pair in apps for where in pair]
        command = [options.node, str(options.script), str(options.home)]
        try:
            told = run_official(command, folders)
        except (OSError, subprocess.CalledProcessError) as error:
            lines = (getattr(error, "stderr", None) or str(error)).splitlines()
            said = next((line for line in lines if "Error" in line), lines[-1])
            print(f"measure_sites: the validator does not run: {said}", file=sys.stderr)
            return 2
        official = judge(sites, apps, told)
        ours = judge(sites, apps, run_forgecfg(folders))
    print("\n".join(table(sites, ours, official)))
    if options.list:
        for site, mine, theirs in zip(sites, ours, official, strict=True):
            if not all(mine) or not all(theirs[:2]):
                print(f"{site}: forgecfg {mine._asdict()}, official {theirs._asdict()}")
    return 0 if all(all(result) for result in ours) else 1


def write(folder: Path, site: Site) -> tuple[Path, Path]:
    """The folders of two apps: with a declared name at the site, and with a dangling one."""
    good, bad = folder / "good", folder / "bad"
    for where, name in ((good, declared(site)), (bad, dangling(site))):
        for file, text in app(site, name).items():
            path = where / file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    return good, bad


def run_official(command: list[str], folders: list[Path]) -> dict[Path, Told]:
    """The errors of the official validator, and their lines."""
    done = subprocess.run(
        command, input="\n".join(map(str, folders)), capture_output=True, text=True, check=True
    )
    answers: list[Any] = [json.loads(line) for line in done.stdout.splitlines()]
    return {
        Path(answer["folder"]): [
            (error["message"], error.get("line") or 0, 0)
            for error in answer["errors"]
            if error["level"] == "error"
        ]
        for answer in answers
    }


def run_forgecfg(folders: list[Path]) -> dict[Path, Told]:
    """The errors of forgecfg, and their lines."""
    files = [str(folder / "manifest.yml") for folder in folders]
    command = [sys.executable, "-m", "forgecfg", "check", "--isolated", "--format", "json", *files]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)
    told: dict[Path, Told] = {folder: [] for folder in folders}
    for finding in json.loads(done.stdout)["findings"]:
        if finding["severity"] == "error":
            location = Path(finding["file"]).parent
            told[location].append((finding["message"], finding["line"], finding["column"]))
    return told


def judge(
    sites: Iterable[Site], apps: Iterable[tuple[Path, Path]], told: dict[Path, Told]
) -> list[Result]:
    """What came of each site."""
    results = []
    for site, (good, bad) in zip(sites, apps, strict=True):
        name = dangling(site)
        rows = (bad / "manifest.yml").read_text(encoding="utf-8").splitlines()
        ((line, column),) = (
            (n, row.index(name) + 1) for n, row in enumerate(rows, 1) if name in row
        )
        about = [location for message, *location in told[bad] if name in message]
        right = [line, column] in about or [line, 0] in about
        results.append(Result(not told[good], bool(about), right))
    return results


def table(sites: list[Site], ours: list[Result], official: list[Result]) -> list[str]:
    """The rows of a table of Markdown: a kind, and what both tools make of its sites."""
    kinds = list(dict.fromkeys(site.kind for site in sites))
    rows = [
        "| names a | sites | official: found | right line | forgecfg: found | right line, column |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    for kind in [*kinds, ""]:
        at = [number for number, site in enumerate(sites) if kind in ("", site.kind)]
        counts = [
            sum(results[number][part] for number in at)
            for results in (official, ours)
            for part in (1, 2)
        ]
        rows.append(f"| {kind or 'all'} | {len(at)} | {' | '.join(map(str, counts))} |")
    return rows


if __name__ == "__main__":
    sys.exit(main())
