"""JSON on one line that is safe on a terminal, in a CI log and in a web page."""

from __future__ import annotations

import json


def dump(value: object) -> str:
    """`value` as JSON in ASCII.

    `##` and `<` only occur in strings and are written as escapes: CI services run `##[…]` anywhere
    in a log, and browsers end a script at `</script>`.
    """
    return json.dumps(value, ensure_ascii=True).replace("##", "#\\u0023").replace("<", "\\u003c")
