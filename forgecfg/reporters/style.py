"""Lines of styled text, and two ways to write them: plain or colored."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from forgecfg.findings import Severity
from forgecfg.rules.table import BY_NAME
from forgecfg.rules.urls import rule_url

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


def _url(code: str) -> str:
    """The page of the rule with a code in brackets, "" if there is none."""
    rule = BY_NAME.get(code.strip("[]"))
    return rule_url(rule.name) if rule is not None else ""


def plain(line: Line) -> str:
    """The line without any styling."""
    return "".join(text for text, _ in line)


def colored() -> Callable[[Line], str]:
    """A function that renders a line with color escape codes."""
    from rich.color import ColorSystem
    from rich.style import Style

    styles = {role: Style.parse(style) for role, style in _STYLES.items()}
    unstyled = Style.null()

    def style(text: str, role: Role) -> Style:
        url = _url(text) if role == "code" else ""
        return styles.get(role, unstyled) + (Style(link=url) if url else unstyled)

    def color(line: Line) -> str:
        return "".join(
            style(text, role).render(text, color_system=ColorSystem.STANDARD) for text, role in line
        )

    return color
