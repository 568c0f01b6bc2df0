"""Random texts that look like manifests: every style of YAML, and damage on top of it."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Sequence
from pathlib import Path

_EXAMPLES = Path(__file__).resolve().parents[2] / "examples"

_KEYS = (
    "key", "remote", "endpoint", "resolver", "function", "resource", "title", "auth", "enabled",
    "appUserToken", "appSystemToken", "route", "path", "baseUrl", "operations", "handler", "scopes",
    "permissions", "external", "fetch", "backend", "address", "events", "modules", "remotes", "app",
    "id", "runtime", "name", "macro", "trigger", "storage", "inScopeEUD", "regions", "scopess",
    "environment", "variables", "render", "resources", "entry",
)  # fmt: skip
_ODD_KEYS = (
    "1", "true", "null", "~", "''", '""', "a b", "<<", "=", "é", "\U0001f600", "x#y", "-a", "?b",
    "a:b", "0x1F", "1e3", "[", "!t", "&a", "*a", "%", "@", "`", "k\u2028", '"\\u0041"', "key ",
)  # fmt: skip
_WORDS = (
    "hello", "backend", "backnd", "read:jira-work", "read:app-user-token", "storage:app", "compute",
    "https://api.acme.io", "http://x", "avi:jira:created:issue", "index.run", "native", "true",
    "false", "null", "12", "0o17", "1_000", "2024-01-01", ".inf", "${NAME}", "${NAME", "$NAME",
    "nodejs22.x", "ari:cloud:ecosystem::app/1", "", " ", "é", "\U0001f600", "a: b", "a #b", "- x",
    "{", "[", "*a", "&a", "!x", "'", '"', "\\", "\t", "\u2028", "it's", "yes", "%a", "@a", "`a",
    "forgecfg: ignore[undefined-remote]",
)  # fmt: skip
_COMMENTS = (
    "# c", "#", "# forgecfg: ignore[undefined-endpoint] x", "# forgecfg: ignore-file[FC201]",
    "# forgecfg: ignore[nothing]", "# \U0001f600", "# forgecfg: ignore", "#\t",
)  # fmt: skip
_TAGS = (
    "!!str ", "!!map ", "!!seq ", "!!int ", "!!binary ", "!x ", "! ", "!<a> ", "!!set ", "!!float ",
    "!!bool ", "!!null ", "!!timestamp ", "!!omap ", "!e!x ",
)  # fmt: skip
_HEADS = (
    "---\n", "--- # c\n", "%YAML 1.2\n---\n", "%YAML 1.1\n---\n", "%YAML 1.3\n---\n",
    "%YAML 2\n---\n", "%YAML 1.2 x\n---\n", "%FOO x\n---\n", "# c\n%TAG !e! tag:e:\n---\n",
)  # fmt: skip
_DAMAGE = (*"{}[]:,-?&*!|>'\"%@`#\t \n\r\\~<=.0a", "\r\n", "\ufeff", "\x85", "\0", "- ", ": ")


class _Writer:
    """Writes one value after the other in random styles."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        self.anchors: list[str] = []
        self.oddness = rng.choice((0.0, 0.0, 0.01, 0.03, 0.1))
        self.left = rng.choice((10, 40, 120))

    def odd(self) -> bool:
        return self.rng.random() < self.oddness

    def props(self) -> str:
        """An anchor or a tag in front of a value."""
        text = ""
        if self.odd():
            name = f"a{len(self.anchors)}"
            self.anchors.append(name)
            text += f"&{name} "
        if self.odd():
            text += self.rng.choice(_TAGS)
        return text

    def pad(self, indent: int) -> str:
        return "\t" if self.odd() and self.odd() else " " * indent

    def end(self) -> str:
        """The end of a line, with what may be between it and the next one."""
        rng = self.rng
        text = f" {rng.choice(_COMMENTS)}" if self.odd() else ""
        if self.odd():
            text += rng.choice((" ", "\t", "  "))
        text += "\n"
        if self.odd():
            text += rng.choice(("\n", "  \n", "\t\n", f"{' ' * rng.randrange(8)}# c\n"))
        return text

    def scalar(self, flow: bool) -> str:
        rng = self.rng
        if self.anchors and self.odd():
            return f"*{rng.choice(self.anchors)}"
        word = rng.choice(_WORDS) if rng.random() < 0.9 else str(rng.randrange(10**9))
        style = rng.randrange(6)
        if style == 0:
            return json.dumps(word, ensure_ascii=rng.random() < 0.5)
        if style == 1:
            return "'" + word.replace("'", "''") + "'"
        if style == 2 and self.odd():
            return f'"{word[:2]}\n  {word[2:]}\\\n   x"'
        if flow and any(char in word for char in "{}[],"):
            return json.dumps(word)
        return word if word.strip() or self.odd() else "x"

    def block_scalar(self, indent: int) -> str:
        rng = self.rng
        head = rng.choice("|>") + rng.choice(("", "", "-", "+", "2", "-1", "1+"))
        pad = " " * (indent + rng.choice((1, 2, 2, 4)))
        lines = [rng.choice((*_WORDS, "x", "")) for _ in range(rng.randrange(4))]
        body = "".join(f"{pad if line or rng.random() < 0.5 else ''}{line}\n" for line in lines)
        return head + self.end() + body

    def key(self) -> str:
        rng = self.rng
        if self.odd():
            return rng.choice(_ODD_KEYS)
        if self.anchors and self.odd():
            return f"*{rng.choice(self.anchors)} "
        name = rng.choice(_KEYS)
        return name if rng.random() < 0.85 else rng.choice((f'"{name}"', f"'{name}'"))

    def flow(self, depth: int) -> str:
        rng = self.rng
        self.left -= 1
        kind = rng.randrange(4) if depth < 4 and self.left > 0 else 0
        if kind < 2:
            return self.props() + self.scalar(flow=True)
        space = rng.choice(("", " ", "", "\n   " if self.odd() else ""))
        comma = "," + rng.choice(("", " ", " ", "\n  " if self.odd() else " "))
        if self.odd():
            comma = rng.choice((", # c\n  ", ",# c\n  ", " ,", "\n  , "))
        count = rng.randrange(4)
        if kind == 2:
            inner = comma.join(self.flow(depth + 1) for _ in range(count))
            return f"{self.props()}[{space}{inner}{',' if self.odd() else ''}{space}]"
        pairs = comma.join(self._pair(depth) for _ in range(count))
        return f"{self.props()}{{{space}{pairs}{',' if self.odd() else ''}{space}}}"

    def _pair(self, depth: int) -> str:
        if self.odd():
            return self.key()
        return f"{self.key()}:{self.rng.choice((' ', ' ', '  '))}{self.flow(depth + 1)}"

    def value(self, indent: int, depth: int) -> str:
        """What follows a key or a dash, up to the end of its lines."""
        rng = self.rng
        self.left -= 1
        kind = rng.randrange(8) if depth < 6 and self.left > 0 else rng.randrange(3)
        space = rng.choice((" ", " ", " ", "  ", "\t" if self.odd() else " "))
        if kind == 0:
            return space + self.flow(depth) + self.end()
        if kind == 1 and self.odd():
            return space + self.props() + self.block_scalar(indent)
        if kind <= 2:
            return space + self.props() + self.scalar(flow=False) + self.end()
        head = f"{space}{self.props()}".rstrip(" ")
        deeper = indent + rng.choice((2, 2, 2, 4, 1, 3))
        return head + self.end() + self.block(deeper, depth + 1)

    def block(self, indent: int, depth: int) -> str:
        rng = self.rng
        if depth and rng.random() < 0.4:
            return self.listing(indent, depth)
        lines = []
        for _ in range(rng.randrange(1, 6)):
            if self.odd() and self.odd():
                lines.append(f"{self.pad(indent)}? {self.key()}\n{self.pad(indent)}:")
            else:
                lines.append(f"{self.pad(indent)}{self.key()}:")
            lines.append(self.value(indent, depth))
        if self.anchors and self.odd():
            lines.append(f"{self.pad(indent)}<<: *{rng.choice(self.anchors)}\n")
        if lines and self.odd():
            lines += lines[:2]
        return "".join(lines)

    def listing(self, indent: int, depth: int) -> str:
        rng = self.rng
        lines = []
        column = max(indent - rng.choice((0, 0, 2)), 0)
        for _ in range(rng.randrange(1, 4)):
            dash = rng.choice(("- ", "- ", "-   ", "-\t" if self.odd() else "- "))
            if rng.random() < 0.6:
                below = self.block(column + len(dash), depth + 1)
                lines.append(f"{self.pad(column)}{dash}{below.lstrip(' ')}")
            else:
                lines.append(f"{self.pad(column)}-{self.value(column, depth)}")
        return "".join(lines)


def _document(rng: random.Random) -> str:
    writer = _Writer(rng)
    text = writer.block(0, 0)
    if writer.odd():
        text = rng.choice(_HEADS) + text
    if writer.odd():
        text += rng.choice(("...\n", "---\na: 1\n", "# end", "...\n# end\n", "---\n"))
    return text


def _example(rng: random.Random) -> str:
    paths = sorted(_EXAMPLES.rglob("manifest.yml"))
    return rng.choice(paths).read_text(encoding="utf-8")


def _manifest(rng: random.Random) -> str:
    """A part of an example next to random blocks, so that rules find something to say."""
    lines = _example(rng).splitlines(keepends=True)
    start = rng.randrange(len(lines))
    lines[start:start] = [_Writer(rng).block(rng.choice((0, 0, 2, 4)), 1)]
    return "".join(lines)


_SOURCES: Sequence[Callable[[random.Random], str]] = (_document, _document, _example, _manifest)


def _damaged(rng: random.Random, text: str) -> str:
    """The text with a few characters or lines changed."""
    for _ in range(rng.choice((0, 0, 0, 0, 0, 1, 1, 3))):
        at = rng.randrange(len(text) + 1)
        kind = rng.randrange(5)
        if kind == 0:
            text = text[:at] + rng.choice(_DAMAGE) + text[at:]
        elif kind == 1:
            text = text[:at] + text[at + rng.randrange(1, 4) :]
        elif kind == 2:
            text = text[:at] + rng.choice(_DAMAGE) + text[at + 1 :]
        else:
            lines = text.splitlines(keepends=True)
            if lines:
                index = rng.randrange(len(lines))
                moved = lines[index] if kind == 3 else lines.pop(index)
                lines.insert(rng.randrange(len(lines) + 1), moved)
            text = "".join(lines)
    return text


def make(seed: int) -> str:
    """The text of a seed; always the same."""
    rng = random.Random(seed)
    text = _damaged(rng, rng.choice(_SOURCES)(rng))
    newline = rng.choice(("\n", "\n", "\n", "\n", "\r\n", "\r\n", "\r"))
    if newline != "\n":
        text = text.replace("\r\n", "\n").replace("\n", newline)
    return ("\ufeff" if rng.random() < 0.03 else "") + text
