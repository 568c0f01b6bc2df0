"""What comes of changing a text, as plain data; light to import, so that anybody can name it."""

from __future__ import annotations

from typing import NamedTuple

from forgecfg.findings import FileReport, Span


class FixResult(NamedTuple):
    """What fixing came to.

    `text` is the mended text, `applied` the number of fixes in it, `report` what is left. A fix
    that forgecfg got wrong is not in the text; it is a finding of the rule internal-error instead.
    """

    text: str
    applied: int
    report: FileReport


class Open(NamedTuple):
    """Something that scaffolding cannot decide: what, and what to do about it."""

    message: str
    advice: str


class ByHand(NamedTuple):
    """An addition that cannot be made safely: why, where (None: the whole file), what to paste."""

    reason: str
    place: Span | None
    snippet: str


class ScaffoldResult(NamedTuple):
    """What scaffolding came to.

    `text` is the new text, the old one where nothing was missing. `added` says what is new, `open`
    what could not be decided and how to go on, `by_hand` what could not be written.
    """

    text: str
    added: tuple[str, ...]
    open: tuple[Open, ...]
    by_hand: tuple[ByHand, ...]
