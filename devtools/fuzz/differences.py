"""Texts that forgecfg and npm `yaml` read differently as intended, each with a reason."""

from __future__ import annotations

import re
from typing import NamedTuple


class Difference(NamedTuple):
    """A known difference: the problem that it is seen as, what its text has, and the reason."""

    problem: re.Pattern[str]
    text: re.Pattern[str]
    reason: str


KNOWN: tuple[Difference, ...] = (
    Difference(
        re.compile("."),
        re.compile(r"\r(?!\n)"),
        "A carriage return alone is part of a value for npm `yaml`, or an error far from it. "
        "forgecfg names it as the error where it separates lines, and ignores it elsewhere.",
    ),
    Difference(
        re.compile("data differ|Merge sources"),
        re.compile(r"(?m)^%YAML[ \t]+1\.1"),
        "Forge's parser reads YAML 1.1 then; forgecfg reports the directive (FC011).",
    ),
    Difference(
        re.compile("data differ|FC002 (?:invalid YAML tag|unclosed|missing `,`|unexpected)"),
        re.compile(r"![^\s]*[,\]}\[{]"),
        "A tag directly in front of a comma or bracket: libyaml reads the comma as a part of it.",
    ),
    Difference(
        re.compile("data differ"),
        re.compile(r"(?m)^\s*(?:- +)*\?(?:\s|$)|[\]}][ \t]*:|\{\s*[\[{]|[{,]\s*&\S+ +[\[{]"),
        "A key that is a list or a mapping: each parser writes its name in another way.",
    ),
    Difference(
        re.compile("FC002 inconsistent indentation"),
        re.compile(r"(?m)^[ \t]*(?:- +)*\?[ \t]"),
        "A list of the outer mapping goes on after an explicit key: npm `yaml` accepts that, "
        "though the indentation fits neither.",
    ),
    Difference(
        re.compile("FC002 (?:inconsistent|unexpected) indentation"),
        re.compile(r"(?m)^\s*:(?:\s|$)"),
        "npm `yaml` accepts an empty key at any indentation.",
    ),
    Difference(
        re.compile("FC002 (?:a key cannot start with `&`|unexpected second)|data differ"),
        re.compile(r"(?m)(?:^|[\s\[{,])&\S*:(?:\s|$)"),
        "For npm `yaml` the colon belongs to the name of the anchor, and there is no key. "
        "forgecfg reports the key that was meant.",
    ),
    Difference(
        re.compile("FC002 alias `.*` is inside its own anchor"),
        re.compile(r"(?s)&(\S+)\s.*\*\1(?!\w)"),
        "Data that contain themselves cannot be written as JSON. As the name of a key npm `yaml` "
        "writes such an alias as text.",
    ),
    Difference(
        re.compile("FC002 inconsistent indentation"),
        re.compile(r"^\ufeff[ \t]"),
        "npm `yaml` does not count the spaces after a byte order mark as indentation.",
    ),
    Difference(
        re.compile("data differ"),
        re.compile(r"[|>][-+]?[1-9][-+]?[ \t]*(?:#[^\n]*)?\r?\n[ \t]+\r?(?:\n|\Z)"),
        "A block scalar with its indentation in the header, and blank lines only: npm `yaml` drops "
        "their spaces.",
    ),
    Difference(
        re.compile("data differ"),
        re.compile("!!binary"),
        "Forge's parser decodes the text; forgecfg shows it as it is written.",
    ),
    Difference(
        re.compile("FC002 unterminated string"),
        re.compile(r"\\\"[ \t]*\r?(?:\n|\Z)"),
        "An escaped quote at the end of a line closes an unterminated string for npm `yaml`.",
    ),
    Difference(
        re.compile("!!timestamp expects|data differ"),
        re.compile("!!timestamp"),
        "The tag says that the text is a date; forgecfg ignores it.",
    ),
    Difference(
        re.compile("only Forge rejects: Tabs"),
        re.compile(r"-[ ]*\t[ \t]*[&!]"),
        "A tab between a dash and an anchor or tag: libyaml accepts it.",
    ),
    Difference(
        re.compile("FC002 invalid escape `.u`"),
        re.compile(r"(?s)(?=.*\t)\\u[dD][89abAB]"),
        "Half of an escaped surrogate pair is only read by ruamel's own parser, which rejects tabs "
        "at the end of a line.",
    ),
    Difference(
        re.compile("only Forge rejects: Source contains multiple documents"),
        re.compile(r"(?ms)^\.\.\..*^\.\.\."),
        "A second `...` is an empty document for npm `yaml`.",
    ),
    Difference(
        re.compile("Set items|data differ"),
        re.compile("!!set|!!omap"),
        "The tag says what the values are; forgecfg ignores tags of collections.",
    ),
)


def known_difference(text: str, problem: str) -> Difference | None:
    """The known difference that explains a problem of a text, None if it is not known."""
    return next((k for k in KNOWN if k.problem.search(problem) and k.text.search(text)), None)
