"""A report of scopes as text, Markdown or JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator

from forgecfg.reporters.escape import escape
from forgecfg.scopes.report import ScopeReport

FORMATS = ("text", "markdown", "json")

_STATUS = {
    "needed": "required by",
    "unneeded": "not required by anything",
    "unknown": "nothing found that requires it; see the notes",
    "missing": "missing, required by",
}


def render(report: ScopeReport, form: str) -> str:
    """The report in one of `FORMATS`, with a line break at its end."""
    if form == "json":
        return _json(report)
    return "\n".join(_markdown(report) if form == "markdown" else _text(report)) + "\n"


def _verdict(report: ScopeReport) -> str:
    declared = [line.scope for line in report.scopes if line.line]
    if report.enough is None:
        return "It is unknown whether fewer scopes are sufficient."
    if not report.scopes:
        return "The app declares no scope, and no required scope was found."
    if set(report.enough) == set(declared):
        return "Each declared scope is required, and none is missing."
    return f"Sufficient: {', '.join(report.enough) or 'no scope'}"


def _text(report: ScopeReport) -> Iterator[str]:
    yield escape(report.file)
    for line in report.scopes:
        yield f"  {escape(line.scope)}: {_STATUS[line.status]}"
        for reason in line.reasons:
            yield f"    {escape(f'{reason.file}:{reason.line}')}  {escape(reason.text)}"
    for sentence in report.hidden:
        yield f"  note: {escape(sentence)}"
    yield f"  {escape(_verdict(report))}"


def _markdown(report: ScopeReport) -> Iterator[str]:
    yield f"## Scopes of {_cell(report.file)}"
    yield ""
    if report.scopes:
        yield "| Scope | Status | Required by |"
        yield "|---|---|---|"
    for line in report.scopes:
        reasons = "<br>".join(
            f"{_cell(f'{reason.file}:{reason.line}')} {_cell(reason.text)}"
            for reason in line.reasons
        )
        yield f"| {_cell(line.scope)} | {line.status} | {reasons} |"
    if report.hidden:
        yield ""
        yield from (f"- {_cell(sentence)}" for sentence in report.hidden)
    yield ""
    yield _verdict(report)


def _cell(text: str) -> str:
    """A text as a code span, without Markdown or HTML syntax."""
    return "`" + escape(text).replace("`", "'").replace("|", "\\|") + "`"


def _json(report: ScopeReport) -> str:
    data = {
        "version": 1,
        "file": report.file,
        "scopes": [
            {
                "scope": line.scope,
                "status": line.status,
                "line": line.line or None,
                "reasons": [reason._asdict() for reason in line.reasons],
            }
            for line in report.scopes
        ],
        "hidden": list(report.hidden),
        "enough": list(report.enough) if report.enough is not None else None,
    }
    return json.dumps(data, indent=2, ensure_ascii=False) + "\n"
