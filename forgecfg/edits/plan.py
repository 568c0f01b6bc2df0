"""Plans: edits with the change of data that they make, and how to combine several."""

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
    """Edits, and the change of data that they are intended to make."""

    @property
    def edits(self) -> tuple[Edit, ...]:
        """Offsets refer to one text; see `apply_edits` for the order."""

    @property
    def changes(self) -> tuple[Change, ...]:
        """The changes of the data of that text, in order."""


Step = Callable[[Document], Plan]


def compose(document: Document, *steps: Step) -> Plan:
    """One plan for `document` with the effect of all steps in order.

    Each step gets the document that the previous steps produced. Every result is verified. Raises
    CannotEdit if a step does, or if a result is not the intended change.
    """
    pieces = [_Piece(0, document.text)]
    changes: list[Change] = []
    current = document
    for step in steps:
        plan = step(current)
        if plan.edits:
            current = checked(current, plan)
            pieces = _edited(pieces, plan.edits)
            changes += plan.changes
    return Plan(_edits(document, pieces), tuple(changes))


def checked(document: Document, plan: Planned) -> Document:
    """The verified document after a plan.

    Raises CannotEdit (with `is_bug` set) if it is not the old one plus the intended change.
    """
    new = load(apply_edits(document.text, plan.edits))
    problem = problem_between(document, new, plan.changes, plan.edits)
    if problem is not None:
        raise CannotEdit(problem, plan.edits[0].span if plan.edits else None, is_bug=True)
    return new


class _Piece(NamedTuple):
    """A piece of text; `start` is its offset in the original text, None for new text."""

    start: int | None
    text: str

    def cut(self, begin: int, end: int) -> _Piece:
        start = None if self.start is None else self.start + begin
        return _Piece(start, self.text[begin:end])


def _edited(pieces: list[_Piece], edits: tuple[Edit, ...]) -> list[_Piece]:
    """The pieces after edits; the offsets of the edits refer to the joined pieces."""
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
    """The edits that turn the original text into the joined pieces."""
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
