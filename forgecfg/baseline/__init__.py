"""A baseline: the findings that a project lives with for now, so that only new ones are reported.

A finding is known by its rule, its YAML path and the text it points at; neither lines nor the
message count, nor places in lists. So it stays known when something is added above it, and when a
later version says it in other words. Each entry covers as many findings as it counts.
"""

from __future__ import annotations

from forgecfg.baseline.baseline import Baseline
from forgecfg.baseline.entry import Entry, Known, entry_of
from forgecfg.baseline.file import DEFAULT_NAME, BaselineError, read_baseline, write_baseline

__all__ = [
    "DEFAULT_NAME",
    "Baseline",
    "BaselineError",
    "Entry",
    "Known",
    "entry_of",
    "read_baseline",
    "write_baseline",
]
