"""JSON in one line that acts nowhere: not on a terminal, in a CI log or in a web page."""

from __future__ import annotations

import json


def dump(value: object) -> str:
    """`value` as JSON in ASCII.

    Two number signs and an angle bracket occur in strings alone, and are written as codes there:
    CI services obey `##[…]` anywhere in a log, and browsers `</script>`.
    """
    return json.dumps(value, ensure_ascii=True).replace("##", "#\\u0023").replace("<", "\\u003c")
