"""Characters that Forge's YAML parser takes as content and libyaml does not.

libyaml refuses control characters and ends lines at CR, NEL, LS and PS. Forge's parser does
neither. Before parsing, each of them is replaced by a private-use character that the text does
not hold, so that offsets stay as they are; scalars get the originals back. Directives that
libyaml refuses (`%YAML 1.3`, `%FOO`) are commented out: Forge's parser passes over them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from forgecfg.document.events import has_libyaml

# Patterns are strings: few texts need any of them, and compiling them all takes 3 ms.
_FOREIGN = (
    "[^\t\n\r\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
    "|\r(?!\n)"
)
_HARMLESS_ASCII = bytes(range(0x20, 0x7F)) + b"\t\n"
# Characters for private use.
_STAND_INS = (range(0xF0000, 0xFFFFE), range(0x100000, 0x10FFFE))
_HEAD = r"(?:[ \t]*(?:#[^\n]*)?\r?\n|%[^\n]*\n)*"
_DIRECTIVE = r"(?m)^%(?!TAG)"
_VERSION = r"(?m)^%YAML[ \t]+(\S+)"

_TABBED_BLANK = r"(?m)^[ ]*\t[ \t]*(?=#|\r?$)"
# `-<tab>text`, but not where the text starts a mapping or a list: Forge's parser refuses that.
_TABBED_DASH = r"(?m)^(?:[ ]*[-?:][ ]+)*[ ]*[-?:][ ]*\t[ \t]*(?![-?:&!][ \t])(?![^\n]*:(?:\s|\Z))"
# `key:<tab>value` and `value<tab># comment`, which only ruamel's own parser refuses.
_TABBED_VALUE = r"(?m)^[ ]*(?:-[ ]+)*[^\s\-\"'#][^\n\"'#:]*:[ ]*\t[ \t]*"
_TABBED_COMMENT = r"(?m)^[^\n\"'#]*\t[ \t]*(?=#)"
# The first line of a block scalar, where libyaml wants to see the indentation.
_TABBED_BLOCK = r"(?m)([|>][-+0-9]*[ \t]*(?:[ ]#[^\n]*)?\r?\n(?:[ ]*\r?\n)*[ ]*)\t"
# `:` and `?` that stand for themselves in a flow collection; after a quote or bracket a `:` does
# not, and in a tag neither can be replaced.
_FLOW_PLAIN = (
    r"(?<![^\s,\[\]{}])!\S*|(?<![\"'\]}]):(?=[^\s,\[\]{}])|\?(?=[^\s,\[\]{}])|(?<=[^\s,\[\]{}])\?"
)


class Sanitizer:
    """A text made safe for libyaml, and the way back.

    `text` has the length of the original, and a final line break more where that has none. `back`
    maps code points to the original characters; `old` is true under `%YAML 1.1`.
    """

    __slots__ = ("back", "old", "text")

    def __init__(self, text: str) -> None:
        self.old = False
        self.back: dict[int, str] = {}
        # At the very end of a text, libyaml reads block scalars differently.
        self.text = text if text.endswith("\n") else text + "\n"
        if text.startswith("%") or "\n%" in text:
            self._directives()
        if text.isascii() and not text.encode().translate(None, _HARMLESS_ASCII):
            return
        foreign = set(re.findall(_FOREIGN, text))
        if foreign:
            forth = self._stand_ins(sorted(foreign))
            self.text = re.sub(_FOREIGN, lambda match: forth[match.group()], self.text)

    def _directives(self) -> None:
        match = re.match(_HEAD, self.text)
        end = match.end() if match else 0
        head = self.text[:end]
        # Without `---`, a directive is an error for Forge's parser as for libyaml.
        if self.text.startswith("---", end):
            versions = re.findall(_VERSION, head)
            self.old = versions[-1:] == ["1.1"]
            self.text = re.sub(_DIRECTIVE, "#", head) + self.text[end:]

    def _stand_ins(self, chars: Iterable[str]) -> dict[str, str]:
        taken = set(self.text)
        free = (code for codes in _STAND_INS for code in codes if chr(code) not in taken)
        forth: dict[str, str] = {}
        for char in chars:
            code = next(free, None)
            if code is not None:
                self.back[code] = char
            forth[char] = char if code is None else chr(code)
        return forth

    def relax(self) -> bool:
        """Change what Forge's parser takes and libyaml refuses in places where it may matter.

        For a text that libyaml has refused. Returns whether anything is different now.
        """
        before = text = self.text
        forth = self._stand_ins("\t:?")
        if "\t" in text:
            text = re.sub(_TABBED_BLOCK, lambda match: match.group(1) + forth["\t"], text)
            text = re.sub(_TABBED_BLANK, _spaces, text)
            text = re.sub(_TABBED_DASH, _spaces, text)
            if not has_libyaml():
                text = re.sub(_TABBED_VALUE, _spaces, text)
                text = re.sub(_TABBED_COMMENT, _spaces, text)
        if "[" in text or "{" in text:
            text = re.sub(_FLOW_PLAIN, lambda match: forth.get(match.group(), match.group()), text)
        self.text = text
        return text != before


def _spaces(match: re.Match[str]) -> str:
    return match.group().replace("\t", " ")
