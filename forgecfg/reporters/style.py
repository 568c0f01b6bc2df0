"""Lines of styled text, and two ways to write them: plain or colored."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from forgecfg.findings import Severity

Role = Literal["plain", "file", "error", "warning", "info", "code", "source", "help"]
Line = list[tuple[str, Role]]
"""Pieces of text with their roles, without line breaks and control characters."""

SEVERITY_ROLES: dict[Severity, Role] = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.INFO: "info",
}

# Only the standard colors, which a theme keeps readable. Bold yellow is hard to read on white in
# many themes, and blue that is not bold on black.
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
    """A function that renders a line with color escape codes."""
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
