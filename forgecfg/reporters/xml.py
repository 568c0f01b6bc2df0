"""Text that others wrote, in XML."""

from __future__ import annotations

from forgecfg.reporters.escape import escape

_XML = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"})


def xml_text(text: str) -> str:
    """`text` for an element or an attribute; XML cannot represent most control characters."""
    return escape(text).translate(_XML)
