"""The result of one case of the conformance test."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class Outcome(StrEnum):
    """How a case ended."""

    PASSED = "passed"
    FAILED = "failed"
    SKIPPED = "skipped"


class Result(NamedTuple):
    """One case at one route.

    `route` names the route, `case` is the id of the case, `title` says what the backend should do.
    `message` says what happened; `help` what to do, empty if nothing has to be done. `status` is
    that of the answer, None without one. `elapsed` is in seconds.
    """

    route: str
    case: str
    title: str
    outcome: Outcome
    message: str = ""
    help: str = ""
    status: int | None = None
    elapsed: float = 0.0
