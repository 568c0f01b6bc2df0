"""Lines of styled text, and the two ways to write them: plain, or with colour."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from forgecfg.findings import Severity

Role = Literal["plain", "file", "error", "warning", "info", "code", "source", "help"]
Line = list[tuple[str, Role]]
"""Pieces of text, each with what it is; none holds a line break or a control character."""

SEVERITY_ROLES: dict[Severity, Role] = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.INFO: "info",
}

# Only the terminal's own colours, which its theme keeps readable on its background. Bold yellow
# is all but invisible on white in many themes, blue that is not bold is so on black.
_STYLES: dict[Role, str] = {
    "file": "bold",
    "error": "bold red",
    "warning": "yellow",
    "info": "bold blue",
    "code": "dim",
    "source": "dim",
    "help": "cyan",
}


def plain(line: Line) -> str:
    """The line without any styling."""
    return "".join(text for text, _ in line)


def colored() -> Callable[[Line], str]:
    """A function that gives a line with the escape codes of its colours."""
    # Only here: rich takes longer to import than most checks run.
    from rich.color import ColorSystem
    from rich.style import Style

    styles = {role: Style.parse(style) for role, style in _STYLES.items()}
    unstyled = Style.null()

    def color(line: Line) -> str:
        return "".join(
            styles.get(role, unstyled).render(text, color_system=ColorSystem.STANDARD)
            for text, role in line
        )

    return color
