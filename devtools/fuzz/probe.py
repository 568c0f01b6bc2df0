"""What must hold for one text: no crash, no wrong fix, nothing lost, the same data as Forge."""

from __future__ import annotations

import time
import zlib
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from forgecfg.api import (
    FileReport,
    ScaffoldOptions,
    Severity,
    audit_text,
    check_text,
    diff_text,
    fix_text,
    graph_text,
    scaffold_text,
)
from forgecfg.document.document import load
from forgecfg.document.nodes import to_data
from forgecfg.edits.apply import apply_edits
from forgecfg.errors import UsageError
from forgecfg.linter.fix import best_fix
from forgecfg.reporters.formats import REPORTERS, make_reporter
from forgecfg.reporters.reporter import Output
from forgecfg.reporters.summary import Summary
from forgecfg.scaffold.add import add_remote, add_scopes
from forgecfg.scaffold.add_endpoint import add_endpoint
from forgecfg.scaffold.addition import Planner
from forgecfg.scaffold.build import add_to_text
from forgecfg.scaffold.plan import NewEndpoint, NewRemote, NewScopes
from forgecfg.scaffold.results import ScaffoldResult
from fuzz.differences import known_difference
from fuzz.judge import Judge, after, comparable, is_kept

SLOWEST = 2.0
"""The most CPU seconds for one step."""

_UNREADABLE = frozenset({"FC001", "FC002", "FC003", "FC004", "FC009", "FC010"})
_OPTIONS = ScaffoldOptions(
    {"": "https://backend.acme.io"}, None, ("appUserToken",), ("read:jira-work",)
)
_NEW: dict[str, Callable[[], Planner]] = {
    "remote": lambda: add_remote(NewRemote("fuzz-remote", "https://fuzz.acme.io")),
    "endpoint": lambda: add_endpoint(NewEndpoint("fuzz-endpoint", "backend")),
    "scope": lambda: add_scopes(NewScopes(("read:jira-work", "storage:app"))),
}


class _Steps:
    """Runs steps, and collects what is wrong with them."""

    def __init__(self) -> None:
        self.problems: list[str] = []

    def run(self, name: str, step: Callable[[], Any]) -> Any:
        start = time.process_time()
        try:
            result = step()
        except UsageError:
            result = None
        except Exception as error:
            self.problems.append(f"{name}: {type(error).__name__}: {str(error)[:200]}")
            result = None
        spent = time.process_time() - start
        if spent > SLOWEST:
            self.problems.append(f"{name}: {spent:.1f} s")
        return result


def probe(text: str, judge: Judge | None) -> list[str]:
    """A line for each thing that is wrong with what forgecfg does with a text."""
    steps = _Steps()
    report: FileReport | None = steps.run("check", lambda: check_text(text))
    if report is None:
        return steps.problems
    steps.problems += [f"check: {one.message}" for one in report.findings if one.code == "FC000"]
    for name in REPORTERS:
        steps.run(f"format {name}", partial(_rendered, name, report))
    readable = not any(one.code in _UNREADABLE for one in report.findings)
    # What an unreadable text makes the other steps do is nearly always the same.
    if not readable and zlib.crc32(text.encode("utf-8", "replace")) % 16:
        return [*steps.problems, *_unexplained(text, report, judge, [])]
    steps.run("graph", partial(graph_text, text))
    steps.run("audit", partial(audit_text, text))
    same = steps.run("diff", partial(diff_text, text, text))
    if same is not None and same.changes:
        steps.problems.append("diff: a text differs from itself")
    _check_fixes(steps, text)
    added = [("scaffold", steps.run("scaffold", partial(scaffold_text, text, _OPTIONS)))]
    for name, make in _NEW.items():
        added.append((f"add {name}", steps.run("add", partial(_added, text, make))))
    for name, result in added:
        if result is not None and not result.added and result.text != text:
            steps.problems.append(f"{name}: changed the text without an addition")
    texts = [result.text for _, result in added if result is not None]
    return [*steps.problems, *_unexplained(text, report, judge, texts)]


def _added(text: str, make: Callable[[], Planner]) -> ScaffoldResult:
    return add_to_text(text, make())


def _rendered(name: str, report: FileReport) -> str:
    written: list[str] = []
    reporter = make_reporter(name, Output(written.append))
    reporter.add(report)
    reporter.finish(Summary.of(report))
    return "".join(written)


def _check_fixes(steps: _Steps, text: str) -> None:
    for unsafe in (False, True):
        name = "unsafe fixes" if unsafe else "fixes"
        result = steps.run(name, partial(fix_text, text, unsafe=unsafe))
        if result is None:
            continue
        wrong = [one.message for one in result.report.findings if one.code == "FC000"]
        steps.problems += [f"{name}: {message}" for message in wrong]
        if result.applied == 0 and result.text != text:
            steps.problems.append(f"{name}: changed the text without a fix")
        again = steps.run(name, partial(fix_text, result.text, unsafe=unsafe))
        if again is not None and again.applied:
            steps.problems.append(f"{name}: a second run applied {again.applied} more")


def _unexplained(
    text: str, report: FileReport, judge: Judge | None, added: list[str]
) -> Iterator[str]:
    """What the independent parser says against the results, without known differences."""
    for problem in _judged(text, report, judge, added):
        if known_difference(text, problem) is None:
            yield problem


def _judged(text: str, report: FileReport, judge: Judge | None, added: list[str]) -> Iterator[str]:
    """What the independent parser says of the text, of each fix and of each addition."""
    if judge is None:
        return
    theirs = judge.read(text)
    errors = (one for one in report.findings if one.severity is Severity.ERROR)
    refusal = next((one for one in errors if one.code in _UNREADABLE), None)
    problem = ""
    if theirs.error and refusal is None:
        problem = f"only Forge rejects: {theirs.error}"
    elif refusal is not None and not theirs.error:
        problem = f"only forgecfg rejects: {refusal.code} {refusal.message}"
    elif refusal is None:
        # Variables with a default are replaced after parsing, by Forge too.
        plain = text.replace("${", "$_")
        root = load(plain).root
        ours = comparable(to_data(root)) if root is not None else None
        if ours != comparable(judge.read(plain).data):
            problem = "the data differ"
    if problem:
        yield problem
        return
    if theirs.error:
        return
    old = comparable(theirs.data)
    for finding in report.findings:
        fix = best_fix(finding, unsafe=True)
        if fix is None:
            continue
        # Offsets do not count a byte order mark.
        fixed = apply_edits(text.removeprefix("\ufeff"), fix.edits)
        intended = comparable(after(old, fix.changes))
        root = load(fixed).root
        if root is None or comparable(to_data(root)) != intended:
            continue  # forgecfg sees it too, and leaves the fix out
        new = judge.read(fixed)
        if new.error:
            yield f"fix of {finding.name}: the result is not valid: {new.error}"
        elif comparable(new.data) != intended:
            yield f"fix of {finding.name}: the result has other data than intended"
    for result in added:
        new = judge.read(result)
        if new.error:
            yield f"an addition is not valid: {new.error}"
        elif not is_kept(old, comparable(new.data)):
            yield "an addition lost data"
