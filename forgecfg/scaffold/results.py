"""The result of scaffolding, as frozen data."""

from __future__ import annotations

from typing import NamedTuple

from forgecfg.document.positions import Span


class Unresolved(NamedTuple):
    """Something that scaffolding cannot add by itself, and what to do about it.

    `rule` is the name of the rule that reports it too, "" if none does.
    """

    message: str
    advice: str
    rule: str = ""


class ManualEdit(NamedTuple):
    """An addition that cannot be made safely: reason, location (None: the whole file), text."""

    reason: str
    location: Span | None
    snippet: str


class ScaffoldResult(NamedTuple):
    """The result of scaffolding.

    `text` is the new text, or the old one if nothing was missing. `added` describes the additions,
    `open` what is still missing and how to continue, `by_hand` what could not be written, `notes`
    what the user should know about the additions.
    """

    text: str
    added: tuple[str, ...]
    open: tuple[Unresolved, ...]
    by_hand: tuple[ManualEdit, ...]
    notes: tuple[str, ...] = ()
