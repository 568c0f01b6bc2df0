"""Write `forgecfg.catalog/rest_scopes.txt`: REST operations and the scopes that they need.

    python scripts/compact_rest_scopes.py rest-scopes.json

The input has, for each API, its product, the month of its description, and its operations: method
`m`, path template `p`, and lists of scopes. `current` are enough together, `granular` are the other
set that is enough, `only` are named by the security section alone. Facts only: no text of the
descriptions is kept.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

TARGET = Path(__file__).parents[1] / "forgecfg" / "catalog" / "rest_scopes.txt"
_KINDS = ("current", "granular", "only")


def compact(data: dict[str, Any]) -> str:
    """The table as text: the scopes in one line, then a block of operations for each API."""
    operations = [one for api in data["apis"] for one in api["operations"]]
    names = sorted({scope for one in operations for kind in _KINDS for scope in one.get(kind, ())})
    number = {name: index for index, name in enumerate(names)}
    lines = [" ".join(names)]
    for api in data["apis"]:
        lines.append(f"# {api['product']} {api['state']} {api['api']}")
        for one in api["operations"]:
            lists = [",".join(str(number[name]) for name in one.get(kind, ())) for kind in _KINDS]
            lines.append("\t".join([one["m"], one["p"], *lists]).rstrip("\t"))
    return "\n".join(lines) + "\n"


def main() -> None:
    """Convert the file that is named on the command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("input", type=Path)
    data = json.loads(parser.parse_args().input.read_text(encoding="utf-8"))
    TARGET.write_text(compact(data), encoding="utf-8")


if __name__ == "__main__":
    main()
