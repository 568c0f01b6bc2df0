"""Every regular expression of the package needs a time that is linear in the text."""

from __future__ import annotations

import re
import signal
import time
from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any

import pytest

from linear.adversary import adversarial_strings
from linear.find_patterns import (
    Use,
    calls_of_re,
    patterns_in_modules,
    schema_patterns,
)

# Quadratic time is 64 times as much for a text that is 8 times as long.
LENGTH = 8000
GROWTH = 8
MAX_RATIO = 24
# Below this, time says nothing about growth; quadratic patterns need more for `LENGTH` characters.
NOISE = 0.01
LIMIT = 0.5

# Patterns that are built, and why they are linear. A new one needs a reason here.
BUILT = {
    "files/patterns.py": "the wildcards are tested in test_wildcards.py",
    "files/unmatched_extra_file.py": "the same wildcards",
    "syntax/diagnose.py": "found in the names of the module",
    "syntax/search.py": "a constant text",
    "analysis/skills.py": "a constant text",
    "reporters/text.py": "a constant text",
    "references/unused_resource.py": "a constant text between quotes",
    "editor/navigation.py": "a constant text, and a line is read once for each `export`",
    "source/targets.py": "a constant text after `this.`",
    "remote/verifier.py": "applied to our own templates",
    "schema/load.py": "the patterns of our own schema, found in the published files",
    "official/sanity.py": "compiled only",
    "official/validate.py": "patterns of a schema that the user names",
    "official/pattern.py": "the same patterns, which are checked there before they are used",
}


def _unique(uses: Iterator[Use]) -> list[Use]:
    found: dict[tuple[Any, int], Use] = {}
    for use in uses:
        if use.pattern is not None:
            key = (use.pattern.pattern, use.pattern.flags)
            # The one that is applied at each offset is the harder one.
            if key not in found or not use.anchored:
                found[key] = use
    return list(found.values())


def _all_uses() -> list[Use]:
    called = _unique(calls_of_re())
    known = {use.pattern for use in called}
    others = [use for use in _unique(patterns_in_modules()) if use.pattern not in known]
    return [*called, *others, *_unique(schema_patterns())]


USES = _all_uses()


def test_finds_the_patterns() -> None:
    places = {use.place.partition(":")[0] for use in USES}
    assert len(USES) > 150
    for name in ("forgecfg/document/sanitizer.py", "forgecfg/linter/suppressions.py"):
        assert name in places
    assert any(place.startswith("schemas/manifest.schema.json") for place in places)
    assert any("_HANDLERS" in place for place in places)


def test_each_built_pattern_has_a_reason() -> None:
    built = [use for use in calls_of_re() if use.pattern is None]
    unknown = [use for use in built if not any(name in use.place for name in BUILT)]
    assert not unknown


@pytest.mark.parametrize("use", USES, ids=lambda use: use.place.replace("forgecfg/", ""))
def test_pattern_is_linear(use: Use) -> None:
    slow = slow_text(use.pattern, use.anchored)
    assert slow is None, f"{use.pattern} is slow for {slow[:60]!r}…"


@pytest.mark.parametrize(
    "pattern",
    [
        r"(?:a+)+$",
        r"(?:[ ]*[-?:][ ]+)*[ ]*\t",
        r"\s+x",
        r"/\*.*?\*/",
        r"^[_a-z]+[_a-z0-9]*$",
        r"export\{([^}]*)\}",
        r"(?:.*/)?(?:.*/)?(?:.*/)?a",
    ],
)
def test_slow_patterns_are_found(pattern: str) -> None:
    assert slow_text(re.compile(pattern), anchored=False) is not None


def slow_text(pattern: Any, anchored: bool) -> str | None:
    """A text for which a pattern needs more than linear time, if one is found."""
    is_text = isinstance(pattern.pattern, str)
    source = pattern.pattern if is_text else pattern.pattern.decode("latin-1")
    flags = pattern.flags & ~re.UNICODE if is_text else pattern.flags
    for number, text in enumerate(adversarial_strings(source, flags, LENGTH)):
        seconds = _seconds(pattern, anchored, text, is_text)
        if seconds >= LIMIT:
            return text
        if seconds < NOISE:
            continue
        seconds = min(_seconds(pattern, anchored, text, is_text) for _ in range(3))
        shorter = adversarial_strings(source, flags, LENGTH // GROWTH)
        part = next(islice(shorter, number, None), "")
        base = min(_seconds(pattern, anchored, part, is_text) for _ in range(3))
        if seconds > NOISE and seconds > MAX_RATIO * base:
            return text
    return None


def _seconds(pattern: Any, anchored: bool, text: str, is_text: bool) -> float:
    data: Any = text if is_text else text.encode("latin-1", "replace")
    apply: Callable[[Any], object] = pattern.match if anchored else _each(pattern)
    if not hasattr(signal, "setitimer"):  # Windows: the test's own timeout ends it
        start = time.process_time()
        apply(data)
        return time.process_time() - start
    previous = signal.signal(signal.SIGVTALRM, _stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, LIMIT)
    start = time.process_time()
    try:
        apply(data)
    except TimeoutError:
        return LIMIT
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, previous)
    return time.process_time() - start


def _each(pattern: Any) -> Callable[[Any], object]:
    return lambda data: sum(1 for _ in pattern.finditer(data))


def _stop(_signal: int, _frame: object) -> None:
    raise TimeoutError
