"""The pictures of a terminal in the README: the colored output of real runs, as SVG."""

from __future__ import annotations

import io
import re
import shlex
import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path

from generators import ROOT, Generated
from generators.running import run, surroundings

_CHECK = "forgecfg check examples/broken/macro-user-token/manifest.yml"
_SCAFFOLD = (
    "forgecfg check",
    "forgecfg scaffold --base-url https://page-brief.acme.io --user-token",
    "forgecfg check",
)
_FOLDER = "docs/tutorial"
_WIDTH = 104
_LINE = 24.4
_TEXT = re.compile(r'<text class="(?P<kind>forgecfg-r\d+)"(?P<rest>[^>]* y="(?P<y>[\d.]+)")')
# Seconds until the parts of a session appear: command, output, command, output …
_TIMES = (0, 1, 3, 4, 8, 9)
_SECONDS = 15

# Nothing is loaded from elsewhere: each run of text says how long it is, so that every fixed-width
# font keeps the columns. SVG readers keep spaces only with `xml:space`.
_TEMPLATE = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img">
<title>forgecfg in a terminal</title>
<style>
.{unique_id}-matrix {{
  font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace;
  font-size: {char_height}px;
  line-height: {line_height}px;
}}
.{unique_id}-title {{
  font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace;
  font-size: 16px;
}}
{styles}
</style>
<defs>
<clipPath id="{unique_id}-clip-terminal">
<rect x="0" y="0" width="{terminal_width}" height="{terminal_height}"/>
</clipPath>
</defs>
{chrome}
<g transform="translate({terminal_x}, {terminal_y})" clip-path="url(#{unique_id}-clip-terminal)">
{backgrounds}
<g class="{unique_id}-matrix" xml:space="preserve">
{matrix}
</g>
</g>
</svg>
"""


def terminal() -> Generated:
    """The picture of a check, and the one of a scaffold, whose parts appear one after the other."""
    yield "docs/terminal.svg", _picture([(_CHECK, _output(_CHECK, ROOT))])[0]
    with tempfile.TemporaryDirectory() as temporary:
        copy = Path(temporary, "app")
        shutil.copytree(ROOT / _FOLDER, copy)
        session = [(command, _output(command, copy)) for command in _SCAFFOLD]
    yield "docs/scaffold.svg", _stepped(*_picture(session))


def _output(command: str, folder: Path) -> str:
    arguments = shlex.split(command)[1:]
    return run([*arguments, "--color", "always"], folder, _WIDTH, errors=True)


def _picture(session: Iterable[tuple[str, str]]) -> tuple[str, list[int]]:
    """The commands and their output, and which of these parts each line belongs to.

    It depends on nothing else: fixed width, colors and names.
    """
    from rich.console import Console
    from rich.terminal_theme import TerminalTheme
    from rich.text import Text

    theme = TerminalTheme(
        (22, 27, 34),
        (220, 226, 232),
        [
            (72, 79, 88),
            (255, 123, 114),
            (63, 185, 80),
            (227, 179, 65),
            (121, 192, 255),
            (188, 140, 255),
            (86, 212, 221),
            (220, 226, 232),
        ],
    )
    with surroundings(_WIDTH):
        console = Console(
            record=True,
            width=_WIDTH,
            file=io.StringIO(),
            force_terminal=True,
            color_system="truecolor",
        )
        parts: list[int] = []
        for index, (command, output) in enumerate(session):
            console.print(Text.assemble(("$ ", "dim"), (command, "bold")), no_wrap=True)
            console.print(Text.from_ansi(output))
            count = len(console.render_lines(Text.from_ansi(output)))
            parts += [2 * index, *[2 * index + 1] * count]
        picture = console.export_svg(
            title="forgecfg", theme=theme, code_format=_TEMPLATE, unique_id="forgecfg"
        )
    return _plain(picture), parts


def _stepped(picture: str, parts: list[int]) -> str:
    """A picture whose parts appear one after the other, again and again.

    Readers who ask for less motion see all of it at once.
    """

    def line(match: re.Match[str]) -> str:
        number = round((float(match["y"]) - 20) / _LINE)
        return f'<text class="{match["kind"]} step-{parts[number]}"{match["rest"]}'

    moving = _TEXT.sub(line, picture)
    rules = ["@media (prefers-reduced-motion: no-preference) {"]
    for step, seconds in enumerate(_TIMES):
        start = 100 * seconds / _SECONDS
        rules.append(f".step-{step} {{ animation: step-{step} {_SECONDS}s infinite step-end }}")
        hidden = "" if not start else "0% { opacity: 0 } "
        rules.append(f"@keyframes step-{step} {{ {hidden}{start:.1f}% {{ opacity: 1 }} }}")
    return moving.replace("</style>", "\n".join((*rules, "}", "</style>")), 1)


def _plain(picture: str) -> str:
    """Smaller: no clipping path for each line, no text that holds only its end, short numbers."""
    picture = re.sub(r' clip-path="url\(#forgecfg-line-\d+\)"', "", picture)
    picture = re.sub(r"<text[^>]*>\s*</text>", "", picture).replace("</text><", "</text>\n<")
    picture = re.sub(r"\d+\.\d+", lambda number: f"{float(number[0]):.1f}", picture)
    return "\n".join(line.strip() for line in picture.splitlines() if line.strip()) + "\n"
