"""What a kind of official message is, and which of our rules says the same."""

from __future__ import annotations

from typing import NamedTuple

SYNTAX, SHAPE, MEANING = "syntax", "shape", "meaning"
"""The stages of the official validator. One that finds something is the last."""

OF_FILES = "it is about other files of the app"
"""Why a kind is left out of the count."""

OF_STUBS = "the value of the variable is a stub"
OF_VARIABLES = r"'[^']*https://value\.example\.com"
"""The same, and by what such messages are recognized: the script gives every variable a value."""


class Kind(NamedTuple):
    """One kind of message.

    `what` it is about, in our own words. `pattern` is a regular expression that finds something in
    the message by which it is recognized; a group in it is the name of which ours must speak too.
    `rules` are those of ours that say the same, `also` others that do where the cause is another,
    `causes` those from whose findings it follows. `differs` describes intended differences.
    `warns`: ours may be a warning. `aside` is the reason why it is left out of the count.
    `branches`: reported for every variant of an invalid module, so that it may
    follow from another error of the module.
    """

    what: str
    pattern: str
    rules: tuple[str, ...]
    differs: str = ""
    warns: bool = False
    aside: str = ""
    branches: bool = False
    also: tuple[str, ...] = ()
    causes: tuple[str, ...] = ()


class Stricter(NamedTuple):
    """A rule of ours that is an intended error where the official validator reports none."""

    rule: str
    why: str
    pattern: str = ""
    """Something in our message, or in the path with dots: only then it is intended."""
