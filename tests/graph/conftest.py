"""The type of the fixture that runs forgecfg."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple


class Outcome(NamedTuple):
    """Exit code, standard output and standard error of one run."""

    code: int
    out: str
    err: str


Forgecfg = Callable[..., Outcome]
