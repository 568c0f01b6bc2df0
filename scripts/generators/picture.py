"""The picture of a terminal in the README: the colored output of a real run, as SVG."""

from __future__ import annotations

import io
import re

from generators import Generated
from generators.running import run, surroundings

PATH = "docs/terminal.svg"
COMMAND = ("check", "examples/broken/macro-user-token/manifest.yml")
_WIDTH = 104

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
    """The picture. It depends on nothing but the output: fixed width, colors and names."""
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
    output = run([*COMMAND, "--color", "always"], width=_WIDTH)
    with surroundings(_WIDTH):
        console = Console(
            record=True,
            width=_WIDTH,
            file=io.StringIO(),
            force_terminal=True,
            color_system="truecolor",
        )
        command = " ".join(("forgecfg", *COMMAND))
        console.print(Text.assemble(("$ ", "dim"), (command, "bold")), no_wrap=True)
        console.print(Text.from_ansi(output))
        picture = console.export_svg(
            title="forgecfg", theme=theme, code_format=_TEMPLATE, unique_id="forgecfg"
        )
    yield PATH, _plain(picture)


def _plain(picture: str) -> str:
    """Smaller: no clipping path for each line, no text that holds only its end, short numbers."""
    picture = re.sub(r' clip-path="url\(#forgecfg-line-\d+\)"', "", picture)
    picture = re.sub(r"<text[^>]*>\s*</text>", "", picture).replace("</text><", "</text>\n<")
    picture = re.sub(r"\d+\.\d+", lambda number: f"{float(number[0]):.1f}", picture)
    return "\n".join(line.strip() for line in picture.splitlines() if line.strip()) + "\n"
