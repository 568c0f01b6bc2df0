"""Conformance results for people, one line for each case as it ends."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from forgecfg.remote.conformance.result import Outcome, Result
from forgecfg.reporters.escape import escape

_WORDS = {Outcome.PASSED: "ok", Outcome.FAILED: "FAIL", Outcome.SKIPPED: "skip"}
_COLORS = {Outcome.PASSED: "32", Outcome.FAILED: "31", Outcome.SKIPPED: "33"}


class TextReport:
    """Writes results to `write`, a function of one string."""

    def __init__(self, write: Callable[[str], object], color: bool) -> None:
        self._write = write
        self._color = color
        self._route: str | None = None
        self._skipped: list[Result] = []

    def add(self, result: Result) -> None:
        """Write one result, below the heading of its route.

        Cases that are skipped for one reason become one line, which is written after them.
        """
        last = self._skipped[-1] if self._skipped else result
        if (last.route, last.message) != (result.route, result.message):
            self._flush()
        if result.outcome is Outcome.SKIPPED:
            self._skipped.append(result)
            return
        self._flush()
        self._show(result)

    def _flush(self) -> None:
        if len(self._skipped) > 1:
            first = self._skipped[0]
            self._show(first._replace(case=f"{len(self._skipped)} cases", title=""))
        elif self._skipped:
            self._show(self._skipped[0])
        self._skipped = []

    def _show(self, result: Result) -> None:
        if result.route != self._route:
            self._write(("\n" if self._route is not None else "") + escape(result.route) + "\n")
            self._route = result.route
        word = f"{_WORDS[result.outcome]:<4}"
        if self._color:
            word = f"\x1b[{_COLORS[result.outcome]}m{word}\x1b[0m"
        parts = filter(None, (result.case, result.title, result.message))
        self._write(f"  {word}  {escape(': '.join(parts))}\n")
        if result.outcome is Outcome.FAILED and result.help:
            self._write(f"        {escape(f'help: {result.help}')}\n")

    def finish(self, results: list[Result]) -> None:
        """Write how many cases passed, failed and were skipped."""
        self._flush()
        counts = Counter(result.outcome for result in results)
        self._write(f"\n{', '.join(f'{counts[outcome]} {outcome}' for outcome in Outcome)}\n")
