"""Text to node tree: YAML read as Forge reads it, with the place of every token.

`load` and `Document` are imported when they are first asked for: rules need only the light parts,
and `forgecfg rules` or `explain` must not load a YAML parser.
"""

from typing import TYPE_CHECKING, Any

from forgecfg.document.cursor import Cursor
from forgecfg.document.limits import FORGE_SIZE_LIMIT, SAFETY_SIZE_LIMIT

if TYPE_CHECKING:
    from forgecfg.document.document import Document, load

__all__ = ["FORGE_SIZE_LIMIT", "SAFETY_SIZE_LIMIT", "Cursor", "Document", "load"]


def __getattr__(name: str) -> Any:
    if name in ("Document", "load"):
        from forgecfg.document import document

        return getattr(document, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
