"""Edits together with what they mean, and how several are made into one."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple, Protocol

from forgecfg.document.changes import Change, Plan
from forgecfg.document.document import Document, load
from forgecfg.document.lines import LineIndex
from forgecfg.document.positions import Edit
from forgecfg.edits.apply import apply_edits, in_order
from forgecfg.edits.errors import CannotEdit
from forgecfg.edits.verify import problem_between


class Planned(Protocol):
    """Anything that has edits and the change of data they are meant to make."""

    @property
    def edits(self) -> tuple[Edit, ...]:
        """Offsets are those of one and the same text; see `apply_edits` for the order."""

    @property
    def changes(self) -> tuple[Change, ...]:
        """Made one after another on that text's data."""


Step = Callable[[Document], Plan]


def compose(document: Document, *steps: Step) -> Plan:
    """One plan, for `document`, that does what all steps do one after another.

    Each step gets the document that the steps before it leave. Every result is verified.
    Raises CannotEdit where a step does, or where a result is not what was meant.
    """
    pieces = [_Piece(0, document.text)]
    changes: list[Change] = []
    here = document
    for step in steps:
        plan = step(here)
        if plan.edits:
            here = checked(here, plan)
            pieces = _edited(pieces, plan.edits)
            changes += plan.changes
    return Plan(_edits(document, pieces), tuple(changes))


def checked(document: Document, plan: Planned) -> Document:
    """The document that a plan makes of another, verified.

    Raises CannotEdit (with `ours` set) where it is not the old one plus the intended change.
    """
    new = load(apply_edits(document.text, plan.edits))
    problem = problem_between(document, new, plan.changes, plan.edits)
    if problem is not None:
        raise CannotEdit(problem, plan.edits[0].span if plan.edits else None, ours=True)
    return new


class _Piece(NamedTuple):
    """A run of text; `start` is its offset in the first text, None where it is new."""

    start: int | None
    text: str

    def cut(self, begin: int, end: int) -> _Piece:
        start = None if self.start is None else self.start + begin
        return _Piece(start, self.text[begin:end])


def _edited(pieces: list[_Piece], edits: tuple[Edit, ...]) -> list[_Piece]:
    """The pieces after edits whose offsets are those of the pieces' joined text."""
    for edit in reversed(in_order(edits)):
        done: list[_Piece] = []
        at = 0
        written = False
        for piece in pieces:
            begin = min(max(edit.span.start - at, 0), len(piece.text))
            end = min(max(edit.span.end - at, 0), len(piece.text))
            at += len(piece.text)
            done.append(piece.cut(0, begin))
            if not written and at >= edit.span.start:
                done.append(_Piece(None, edit.text))
                written = True
            done.append(piece.cut(end, len(piece.text)))
        pieces = [piece for piece in done if piece.text] or [_Piece(None, "")]
    return pieces


def _edits(document: Document, pieces: list[_Piece]) -> tuple[Edit, ...]:
    """What turns the first text into the pieces' joined text."""
    edits: list[Edit] = []
    at = 0
    new = ""
    end = len(document.text)
    for piece in [*pieces, _Piece(end, "")]:
        if piece.start is None:
            new += piece.text
            continue
        if new or piece.start > at:
            edits.append(_edit(document.lines, at, piece.start, new))
        at, new = piece.start + len(piece.text), ""
    return tuple(edits)


def _edit(lines: LineIndex, start: int, end: int, text: str) -> Edit:
    return Edit(lines.span(start, end), text)
