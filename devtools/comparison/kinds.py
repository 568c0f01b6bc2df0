"""What a kind of official message is, and which of our rules says the same."""

from __future__ import annotations

from typing import NamedTuple

SYNTAX, SHAPE, MEANING = "syntax", "shape", "meaning"
"""The stages of the official validator. One that finds something is the last."""

OF_FILES = "it is about files or texts, of which a manifest alone says nothing"
"""Why a kind is left out of the count."""

OF_STUBS = "the value of the variable is a stub"
OF_VARIABLES = r"'https://value\.example\.com"
"""The same, and by what such messages are recognised: the script gives every variable a value."""


class Kind(NamedTuple):
    """One kind of message.

    `what` it is about, in our own words. `pattern` is a regular expression that finds something in
    the message by which it is recognised; a group in it is the name of which ours must speak too.
    `rules` are those of ours that say the same, `also` others that do where the cause is another,
    `causes` those from whose findings it follows. `differs` says what is different on purpose.
    `warns`: ours may be a warning. `aside` is the reason why it is left out of the count.
    `branches`: said of every variant of a module that a faulty one could have been, so that it may
    follow from another fault of the module.
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
    """A rule of ours that is an error on purpose where the official validator says nothing."""

    rule: str
    why: str
    pattern: str = ""
    """Something in our message, or in the path with dots: only then is it on purpose."""
