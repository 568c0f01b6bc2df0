"""Compares forgecfg's catalog with an installed @forge/manifest, and with the public docs.

    python scripts/refresh_catalog.py FOLDER [--docs FOLDER] [--format text|json] [--all]

FOLDER is one that npm installed `@forge/manifest` into, or the package itself. --docs names a
folder of Markdown pages, such as a checkout of a mirror of Forge's public documentation.

Reported is what is new, gone or different: names and short facts, no text of anybody's. Differences
that are intended are in `refresh/accepted.py`, with reasons; --all shows them too. Exit code: 0
nothing differs, 1 something does, 2 wrong usage. Nothing is written, and nothing of the package is
run; forgecfg itself never uses this.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from refresh import report
from refresh.accepted import ACCEPTED
from refresh.compare import compare
from refresh.official import official_facts
from refresh.ours import our_facts
from refresh.pages import unknown_names

from forgecfg.catalog.date import AS_OF
from forgecfg.errors import UsageError


def main(arguments: list[str] | None = None) -> int:
    """Compare and print; returns the exit code."""
    about, _, usage = (__doc__ or "").partition("\n")
    parser = argparse.ArgumentParser(
        description=about, epilog=usage, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path, help="where @forge/manifest is installed")
    parser.add_argument("--docs", type=Path, help="a folder of Markdown pages")
    parser.add_argument("--format", choices=("text", "json"), default="text")
    parser.add_argument("--all", action="store_true", help="also show intended differences")
    options = parser.parse_args(arguments)
    try:
        official = official_facts(options.folder)
        ours = our_facts()
        mentions = unknown_names(options.docs) if options.docs else ()
    except UsageError as error:
        told = str(error).removeprefix("--forge-schema ")
        print(f"refresh_catalog: {told}", file=sys.stderr)
        return 2
    comparison = compare(official.facts, ours, () if options.all else ACCEPTED)
    tell = report.as_json if options.format == "json" else report.as_text
    print(tell(official, comparison, mentions, AS_OF))
    return 1 if comparison.differences or mentions or official.absent else 0


if __name__ == "__main__":
    sys.exit(main())
