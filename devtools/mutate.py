"""Makes broken manifests of good ones, to see what tools say of them.

    python devtools/mutate.py FOLDER OUTPUT [--count 1000] [--seed 1] [--kind NAME …]
    python devtools/mutate.py --list

Each file in OUTPUT is one manifest of FOLDER (`*.yml`, `*.yaml`, at any depth) with one change, at
a place that chance chooses. Its name says which: `00042.misspelt-reference.BASE.yml`. All kinds
take turns. The same FOLDER, count, kinds and seed make the same files.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random

from mutations import KINDS, Kind, mutate, name_of
from mutations.page import Page

# Manifests that are tried before a kind is given up for one number.
TRIES = 50


def mutations(
    bases: Sequence[tuple[str, Page]], kinds: Sequence[Kind], count: int, seed: int
) -> Iterator[tuple[str, str]]:
    """Names and texts; fewer than `count` where no base has a place for a kind."""
    for number in range(count):
        kind = kinds[number % len(kinds)]
        random = Random(f"{seed} {number}")
        for _ in range(TRIES):
            name, page = random.choice(bases)
            text = mutate(kind, page, random)
            if text is not None:
                yield f"{number:05}.{name_of(kind)}.{name}.yml", text
                break


def read(folder: Path) -> list[tuple[str, Page]]:
    """The manifests of a folder that can be read, by their paths in it."""
    files = sorted(file for ending in ("yml", "yaml") for file in folder.rglob(f"*.{ending}"))
    pages = ((file, Page(file.read_bytes().decode(errors="replace"))) for file in files)
    return [
        ("__".join(file.relative_to(folder).with_suffix("").parts), page)
        for file, page in pages
        if page.document.root is not None
    ]


def main() -> int:
    """Write the files; returns 2 where there is nothing to make them of."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path, nargs="?", help="manifests to start from")
    parser.add_argument("output", type=Path, nargs="?", help="folder for the broken ones")
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--kind", action="append", default=[], help="only this one; repeatable")
    parser.add_argument("--list", action="store_true", help="print the kinds and stop")
    options = parser.parse_args()
    if options.list:
        for kind in KINDS:
            print(f"{name_of(kind):32}{(kind.__doc__ or '').strip()}")
        return 0
    if options.folder is None or options.output is None:
        parser.error("FOLDER and OUTPUT are needed")
    unknown = sorted(set(options.kind) - {name_of(kind) for kind in KINDS})
    if unknown:
        parser.error(f"no such kind: {', '.join(unknown)}; --list prints them")
    bases = read(options.folder)
    if not bases:
        print(f"mutate: no manifest in {options.folder}", file=sys.stderr)
        return 2
    kinds = [kind for kind in KINDS if not options.kind or name_of(kind) in options.kind]
    options.output.mkdir(parents=True, exist_ok=True)
    made = 0
    for name, text in mutations(bases, kinds, options.count, options.seed):
        (options.output / name).write_text(text, encoding="utf-8", newline="")
        made += 1
    print(f"{made} manifests in {options.output}, kinds of change: {len(kinds)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
