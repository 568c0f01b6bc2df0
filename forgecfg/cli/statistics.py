"""`--statistics`: the number of findings of each rule."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from forgecfg.findings import Safety
from forgecfg.rules.table import BY_NAME


def table(counts: Counter[str], fixable: Mapping[str, Safety]) -> str:
    """The findings of each rule, most frequent first, with a mark for rules with a fix."""
    marks = {None: "   ", Safety.SAFE: "[*]", Safety.UNSAFE: "[-]"}
    lines = [
        f"{count:>7}  {BY_NAME[name].code}  {marks[fixable.get(name)]}  {name}"
        for name, count in counts.most_common()
    ]
    used = set(fixable.values())
    if Safety.SAFE in used:
        lines.append("[*] fixable with --fix")
    if Safety.UNSAFE in used:
        lines.append("[-] fixable with --fix --unsafe-fixes")
    return "\n".join(lines)
