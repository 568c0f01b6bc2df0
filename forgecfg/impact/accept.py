"""Accepting a planned change, so that a run passes although it costs something.

In the new manifest, `# forgecfg: accept[kind] reason` covers a change on its line, or on the next
line if the comment is alone; `accept[kind:subject] reason` covers that change anywhere.
`--accept KIND[:SUBJECT]=REASON` covers it in the whole run. A reason is required.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from forgecfg.document.comments import Comment, find_comments
from forgecfg.document.document import Document
from forgecfg.errors import UsageError
from forgecfg.impact.changes import Change
from forgecfg.impact.kinds import KINDS
from forgecfg.suggest import closest

_COMMENT = re.compile(r"#\s*forgecfg:\s*accept\[(?P<names>[^\[\]\n]*)\](?P<reason>[^\n]*)")
_MARK = "forgecfg:"


class Acceptance(NamedTuple):
    """A change that is accepted.

    `subject` is "" for any; `line` is the 1-based line that a comment is about, 0 for the whole
    manifest. `origin` is how reports call it.
    """

    kind: str
    subject: str
    reason: str
    line: int = 0
    origin: str = ""


def parse_acceptance(value: str) -> Acceptance:
    """The acceptance of an option `KIND[:SUBJECT]=REASON`.

    Raises UsageError where the kind is unknown or the reason is missing.
    """
    name, _, reason = value.partition("=")
    if not reason.strip():
        raise UsageError(f"--accept {value} has no reason; write --accept KIND[:SUBJECT]=REASON")
    kind, _, subject = name.strip().partition(":")
    if kind not in KINDS:
        raise UsageError(f"--accept: {_unknown(kind)}")
    return Acceptance(kind, subject, reason.strip(), origin=f"--accept {name.strip()}")


def _unknown(kind: str) -> str:
    near = closest(kind, KINDS)
    return f"unknown kind of change {kind!r}" + (f"; did you mean {near!r}?" if near else "")


def read_acceptances(document: Document) -> tuple[list[Acceptance], list[str]]:
    """The acceptances of a manifest's comments, and a message for each that is invalid."""
    found: list[Acceptance] = []
    invalid: list[str] = []
    if _MARK not in document.text:
        return found, invalid
    for comment in find_comments(document.text, document.root, _MARK):
        match = _COMMENT.search(comment.text)
        if match is None:
            continue
        line, _ = document.lines.position(comment.start)
        origin = f"line {line}: accept[{match['names'].strip()}]"
        reason = match["reason"].strip(" \t-:")
        if not reason:
            invalid.append(f"{origin} has no reason, so it accepts nothing")
            continue
        for name in filter(None, re.split(r"[,\s]+", match["names"])):
            kind, _, subject = name.partition(":")
            if kind not in KINDS:
                invalid.append(f"line {line}: {_unknown(kind)}")
                continue
            about = 0 if subject else _line_about(document, comment, line)
            found.append(Acceptance(kind, subject, reason, about, origin))
    return found, invalid


def _line_about(document: Document, comment: Comment, line: int) -> int:
    """The line that a comment is about: its own, or the next that is not a comment."""
    if not comment.alone:
        return line
    count = len(document.lines)
    line += 1
    while line <= count and document.lines.line(line).lstrip().startswith("#"):
        line += 1
    return line


def apply_acceptances(
    changes: Iterable[Change], acceptances: Iterable[Acceptance]
) -> tuple[list[Change], list[str]]:
    """The changes with the reason of what accepts them, and the origins of what covered nothing."""
    given = list(acceptances)
    # By what they are about: there may be thousands of both.
    about: dict[tuple[str, str, int], list[int]] = {}
    for number, one in enumerate(given):
        about.setdefault((one.kind, one.subject, one.line), []).append(number)
    used: set[int] = set()
    done: list[Change] = []
    for change in changes:
        lines = (0, *range(change.anchor.line, change.anchor.end_line + 1))
        numbers = [
            number
            for line in lines
            for subject in ("", change.subject)
            for number in about.get((change.kind, subject, line), ())
        ]
        used.update(numbers)
        done.append(change._replace(accepted=given[numbers[0]].reason) if numbers else change)
    return done, list(dict.fromkeys(_unused(given, used)))


def _unused(acceptances: list[Acceptance], used: set[int]) -> Iterator[str]:
    for number, acceptance in enumerate(acceptances):
        if number not in used:
            yield f"{acceptance.origin} matches no change"
