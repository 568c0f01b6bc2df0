"""Replacement of characters that Forge's YAML parser accepts as content and libyaml does not.

libyaml rejects control characters and ends lines at CR, NEL, LS and PS. Forge's parser does
neither. Before parsing, each of them is replaced with an unused private-use character, so that
offsets do not change; the originals are restored in the scalars. Directives except
`%TAG` are commented out, because libyaml rejects some that Forge's parser accepts (`%YAML 1.3`,
`%FOO`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from forgecfg.document.events import has_libyaml

# The patterns are not compiled here: few texts need them, and compiling all takes 3 ms.
_FOREIGN = (
    "[^\t\n\r\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
    "|\r(?!\n)"
)
_HARMLESS_ASCII = bytes(range(0x20, 0x7F)) + b"\t\n"
# Private-use characters.
_STAND_INS = (range(0xF0000, 0xFFFFE), range(0x100000, 0x10FFFE))
_HEAD = r"(?:[ \t]*(?:#[^\n]*)?\r?\n|%[^\n]*\n)*"
_DIRECTIVE = r"(?m)^%(?!TAG)"
# Forge's parser ignores all other versions; the last directive applies.
_VERSION = r"(?m)^%YAML[ \t]+(1\.[12])(?!\S)"
# It rejects a version that is missing, is not a number, or is followed by more than a comment.
_BAD_VERSION = r"(?m)^%YAML(?![ \t]+[0-9]+\.[0-9]+[ \t]*(?:[ \t]#[^\n]*)?\r?$)(?:[ \t][^\n]*)?$"

_TABBED_BLANK = r"(?m)^[ ]*\t[ \t]*(?=#|\r?$)"
# `-<tab>text`, unless the text starts a mapping or a list, which Forge's parser rejects.
_TABBED_DASH = (
    r"(?m)^[ ]*(?:[-?:][ ]+)*[-?:][ ]*\t[ \t]*+(?![-?:&!][ \t])"
    r"(?!(?:\"(?:[^\"\\\n]|\\.)*+\"|'[^'\n]*+')?+(?:[^\n#]|(?<!\s)#)*:(?:\s|\Z))"
)
# `key:<tab>value` and `value<tab># comment`, which only ruamel's own parser rejects.
_TABBED_VALUE = (
    r"(?m)^[ ]*(?:-[ ]+)*"
    r"(?:\"(?:[^\"\\\n]|\\.)*+\"[ ]*|'[^'\n]*+'[ ]*|[^\s\-\"'#][^\n\"'#:]*):[ ]*\t[ \t]*"
)
_TABBED_COMMENT = r"(?m)^[^\n\"'#]*+(?=#)"
# The first line of a block scalar, where libyaml requires indentation, and the line of its header.
_TABBED_LINE = r"(?m)^[ ]*+\t"
_BLOCK_HEADER = r"(?s)[|>][-+0-9]*[ \t]*(?:[ ]#.*)?\r?\Z"
# `:` and `?` as text in a flow collection: not a `:` after a quote or bracket, and not in a tag.
_FLOW_QUESTION = r"[\[{,]\s*+\?[^\s,\[\]{}]"
_FLOW_PLAIN = (
    r"(?m:^%TAG[^\n]*)|"
    r"(?<![^\s,\[\]{}])!\S*|(?<![\"'\]}]):(?=[^\s,\[\]{}])|\?(?=[^\s,\[\]{}])|(?<=[^\s,\[\]{}])\?"
)

BAD_VERSION = "no valid version in a %YAML directive"


class Sanitizer:
    """A text with replacements for libyaml, and the original characters.

    `text` has the length of the original, plus a final line break if that is missing. `originals`
    maps code points to the original characters. `yaml_version` is the 0-based offset of `1.1` in a
    `%YAML 1.1` directive that applies, None without one; `bad_version` is that of a `%YAML`
    directive without a valid version.
    """

    __slots__ = ("bad_version", "originals", "text", "yaml_version")

    def __init__(self, text: str) -> None:
        self.yaml_version: int | None = None
        self.bad_version: int | None = None
        self.originals: dict[int, str] = {}
        # libyaml reads a block scalar at the very end of a text differently.
        self.text = text if text.endswith("\n") else text + "\n"
        if text.startswith("%") or "\n%" in text:
            self._directives()
        if text.isascii() and not text.encode().translate(None, _HARMLESS_ASCII):
            return
        foreign = set(re.findall(_FOREIGN, text))
        if foreign:
            stand_ins = self._stand_ins(sorted(foreign))
            self.text = re.sub(_FOREIGN, lambda match: stand_ins[match.group()], self.text)

    def _directives(self) -> None:
        match = re.match(_HEAD, self.text)
        end = match.end() if match else 0
        head = self.text[:end]
        # Without `---`, a directive is an error for Forge's parser as for libyaml.
        if self.text.startswith("---", end):
            for version in re.finditer(_VERSION, head):
                self.yaml_version = version.start(1) if version.group(1) == "1.1" else None
            if bad := re.search(_BAD_VERSION, head):
                self.bad_version = bad.start()
            self.text = re.sub(_DIRECTIVE, "#", head) + self.text[end:]

    def _stand_ins(self, chars: Iterable[str]) -> dict[str, str]:
        used = set(self.text)
        free = (code for codes in _STAND_INS for code in codes if chr(code) not in used)
        stand_ins: dict[str, str] = {}
        for char in chars:
            code = next(free, None)
            if code is not None:
                self.originals[code] = char
            stand_ins[char] = char if code is None else chr(code)
        return stand_ins

    def differs(self) -> bool:
        """Whether libyaml reads the start of a value as `?` of a key, which it is not for Forge."""
        return "?" in self.text and re.search(_FLOW_QUESTION, self.text) is not None

    def loosen(self, pure: bool = False) -> bool:
        """Replace tabs, `:` and `?` where Forge's parser accepts them and libyaml may not.

        For a text that libyaml rejected, or reads differently; `pure` is for ruamel's own parser,
        which accepts fewer tabs. Returns whether the text changed.
        """
        before = text = self.text
        stand_ins = self._stand_ins("\t:?")
        if "\t" in text:
            text = _without_tabbed_blocks(text, stand_ins["\t"])
            text = re.sub(_TABBED_BLANK, _spaces, text)
            text = re.sub(_TABBED_DASH, _spaces, text)
            if pure or not has_libyaml():
                text = re.sub(_TABBED_VALUE, _spaces, text)
                text = re.sub(_TABBED_COMMENT, _spaces_before_comment, text)
        if "[" in text or "{" in text:
            text = re.sub(
                _FLOW_PLAIN, lambda match: stand_ins.get(match.group(), match.group()), text
            )
        self.text = text
        return text != before


def _spaces(match: re.Match[str]) -> str:
    return match.group().replace("\t", " ")


def _spaces_before_comment(match: re.Match[str]) -> str:
    text = match.group()
    return text.replace("\t", " ") if "\t" in text[len(text.rstrip(" \t")) :] else text


def _without_tabbed_blocks(text: str, stand_in: str) -> str:
    """Replace the tab at which a block scalar starts, directly or after blank lines."""
    pieces: list[str] = []
    at = 0
    for match in re.finditer(_TABBED_LINE, text):
        end = match.start()
        while end > at and text[end - 1] in " \r\n":
            end -= 1
        header_end = text.find("\n", end, match.start())
        start = text.rfind("\n", at, end) + 1 or at
        if header_end >= 0 and re.search(_BLOCK_HEADER, text[start:header_end]):
            pieces += text[at : match.end() - 1], stand_in
            at = match.end()
    return "".join((*pieces, text[at:]))
