"""The commands that the pages print: in blocks of shell, in recipes, and in the text."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
PAGES = sorted(
    [
        *ROOT.glob("*.md"),
        *(ROOT / "docs").rglob("*.md"),
        *ROOT.glob("examples/**/*.md"),
        *ROOT.glob("editors/*/*.md"),
    ]
)
SHELL = ("bash", "sh", "console", "powershell")

_BLOCK = re.compile(
    r"(?:^<!-- (?P<source>\w+)[^\n]*-->\n)?^ *```(?P<kind>\w*)[^\n]*\n(?P<text>.*?)^ *```$",
    re.M | re.S,
)
_SPAN = re.compile(r"`(forgecfg [^`]+)`")
# Where a command begins in a line: a prompt, an entry of a list, a program that starts it.
_START = re.compile(
    r"(?:^\s*(?:\$ |- run: |- )?|&& |\{ |exec |xargs -r |> \| )(?:\S*/)?forgecfg (?P<rest>\S.*)$"
)
_END = re.compile(r"[|&;>()<]+|\}")


class Command(NamedTuple):
    """A printed command, without redirections. `words` are its arguments, after `forgecfg`.

    `generated` are those that scripts/generate.py or the test of the guide runs, and whose output
    they write to the page.
    """

    page: str
    words: tuple[str, ...]
    generated: bool = False

    @property
    def line(self) -> str:
        return " ".join(self.words)


def name_of(page: Path) -> str:
    """The path from the root."""
    return page.relative_to(ROOT).as_posix()


def blocks(page: Path) -> Iterator[list[Command]]:
    """The commands of each block of a page, in order."""
    for block in _BLOCK.finditer(page.read_text("utf-8")):
        generated = block["source"] in ("output", "session", "guide")
        found = [
            Command(name_of(page), words, generated)
            for line in _joined(block["text"]).splitlines()
            if block["kind"] != "text"  # the usage line of a command
            if block["kind"] != "console" or line.startswith("$ ")
            if (match := _START.search(line)) is not None
            if (words := _words(match["rest"]))
        ]
        if found:
            yield found


def spans(page: Path) -> Iterator[Command]:
    """The commands in the text of a page and in its tables."""
    text = _BLOCK.sub("", page.read_text("utf-8"))
    for span in dict.fromkeys(_SPAN.findall(text)):
        rest = " ".join(span.split()).removeprefix("forgecfg ").replace("\\|", "|")
        yield Command(name_of(page), _words(rest))


def shell_lines(page: Path) -> Iterator[str]:
    """The lines of the blocks of shell, without comments and prompts."""
    for block in _BLOCK.finditer(page.read_text("utf-8")):
        if block["kind"] in SHELL:
            for line in _joined(block["text"]).splitlines():
                if line.startswith("$ ") or (block["kind"] != "console" and line[:1] != "#"):
                    yield line.removeprefix("$ ")


def _joined(text: str) -> str:
    """With one line for each command."""
    return text.replace("\\\n", " ").replace("|\n", "| ")


def _words(rest: str) -> tuple[str, ...]:
    """The words of a command, up to a redirection, another command or a comment."""
    lexer = shlex.shlex(rest, posix=True, punctuation_chars="();<>|&}")
    lexer.whitespace_split = True
    words: list[str] = []
    for word in lexer:
        if _END.fullmatch(word):
            break
        words.append(word)
    return tuple(words)
