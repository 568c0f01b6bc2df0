"""Text that others wrote, in Markdown."""

from __future__ import annotations

import re

from forgecfg.reporters.escape import code, escape

_BACKTICKS = re.compile(r"`+")


def code_span(text: str) -> str:
    """`text` as a code span, in which no Markdown, HTML, link or mention acts.

    A bar would end the cell of a table even there, so it is written as a code.
    """
    visible = escape(text).replace("|", code("|"))
    longest = max((len(run) for run in _BACKTICKS.findall(visible)), default=0)
    fence = "`" * (longest + 1)
    return f"{fence} {visible} {fence}" if longest else f"{fence}{visible}{fence}"
