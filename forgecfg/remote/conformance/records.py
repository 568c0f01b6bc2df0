"""Conformance results for programs: JSON and JUnit's XML."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from forgecfg.remote.conformance.result import Outcome, Result
from forgecfg.reporters.escape import escape

_XML = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"})


def results_record(results: Sequence[Result]) -> dict[str, Any]:
    """Results as plain data; `version` changes when a name in it changes its meaning."""
    counts = Counter(result.outcome for result in results)
    return {
        "version": 1,
        "summary": {outcome.value: counts[outcome] for outcome in Outcome},
        "results": [
            {
                "route": result.route,
                "case": result.case,
                "title": result.title,
                "outcome": result.outcome.value,
                "message": result.message,
                "help": result.help,
                "status": result.status,
                "elapsed": round(result.elapsed, 3),
            }
            for result in results
        ],
    }


def junit_lines(results: Sequence[Result]) -> Iterator[str]:
    """The lines of a JUnit document: a suite for each route, a test for each case."""
    yield '<?xml version="1.0" encoding="utf-8"?>'
    yield '<testsuites name="forgecfg remote test">'
    for route in dict.fromkeys(result.route for result in results):
        own = [result for result in results if result.route == route]
        counts = Counter(result.outcome for result in own)
        yield (
            f'  <testsuite name="{_text(route)}" tests="{len(own)}" '
            f'failures="{counts[Outcome.FAILED]}" errors="0" '
            f'skipped="{counts[Outcome.SKIPPED]}">'
        )
        for result in own:
            yield from _case(result)
        yield "  </testsuite>"
    yield "</testsuites>"


def _case(result: Result) -> Iterator[str]:
    start = (
        f'    <testcase name="{_text(result.case)}: {_text(result.title)}" '
        f'classname="{_text(result.route)}" time="{result.elapsed:.3f}"'
    )
    message = _text(result.message)
    if result.outcome is Outcome.PASSED:
        yield f"{start}/>"
        return
    yield f"{start}>"
    if result.outcome is Outcome.FAILED:
        yield f'      <failure message="{message}">{message}\nhelp: {_text(result.help)}</failure>'
    else:
        yield f'      <skipped message="{message}"/>'
    yield "    </testcase>"


def _text(text: str) -> str:
    """Text for an element or an attribute."""
    return escape(text).translate(_XML)
