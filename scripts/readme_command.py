"""Prints the command of the README under a heading, so that CI runs that very command.

python scripts/readme_command.py "Test it"
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

README = Path(__file__).resolve().parent.parent / "README.md"


def command(heading: str) -> str:
    """The one line of the code block under a heading; raises SystemExit where there is none."""
    text = README.read_text(encoding="utf-8")
    match = re.search(rf"^#+ {re.escape(heading)}\n\n```\w+\n(?P<line>[^\n]+)\n```$", text, re.M)
    if match is None:
        raise SystemExit(f"the README has no one-line command under {heading!r}")
    return match["line"]


if __name__ == "__main__":
    print(command(sys.argv[1]))
