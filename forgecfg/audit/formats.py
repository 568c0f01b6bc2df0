"""The report of an audit: text, Markdown, JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from forgecfg import __version__
from forgecfg.audit.eligibility import RULES
from forgecfg.audit.model import Audit, Egress, Position, RemoteUse
from forgecfg.document.display import counted
from forgecfg.impact.kinds import AS_OF
from forgecfg.reporters.dump import dump
from forgecfg.reporters.escape import escape
from forgecfg.reporters.markdown import code_span
from forgecfg.reporters.reporter import Output
from forgecfg.reporters.style import Line, Role, colored, plain


def verdict(audit: Audit) -> str:
    """Whether the app is eligible for Runs on Atlassian, in words."""
    count = len(audit.reasons)
    if count:
        return f"not eligible: {counted(count, 'reason')}"
    return "nothing in the manifest rules it out"


_Section = tuple[str, list[tuple[str, str, Position]]]


def _sections(audit: Audit) -> Iterator[_Section]:
    """The parts of the report: title, then (name, words about it, place) for each entry."""
    yield (
        "Addresses",
        [(f"{one.address} ({one.kind})", _egress_words(one), one.at) for one in audit.egress],
    )
    yield "Remotes", [(remote.key, _remote_words(remote), remote.at) for remote in audit.remotes]
    yield "Providers", [(key, "accounts of an external service", at) for key, at in audit.providers]
    yield (
        "Scopes",
        [
            (
                one.name,
                "; ".join(
                    filter(None, (one.meaning, "also as any user" if one.impersonation else ""))
                ),
                one.at,
            )
            for one in audit.scopes
        ],
    )
    yield "Access without a license or login", [(a.subject, a.who, a.at) for a in audit.access]
    yield "Web triggers", [(one.subject, one.who, one.at) for one in audit.web_triggers]
    yield (
        "Deprecated",
        [
            (
                one.subject,
                f"{f'since {one.since}; ' if one.since else ''}{one.instead} ({one.source})",
                one.at,
            )
            for one in audit.deprecated
        ],
    )


def _egress_words(one: Egress) -> str:
    data = "may receive in-scope end-user data"
    if not one.in_scope:
        data = "no in-scope end-user data"
    elif not one.declared:
        data += " (not declared, which counts as true)"
    category = f"category {one.category}; " if one.category else ""
    return f"{one.purpose}; {category}{data}"


def _remote_words(remote: RemoteUse) -> str:
    urls = ", ".join(
        url if region == "default" else f"{region} {url}" for region, url in remote.urls
    )
    parts = [
        urls or "no base URL",
        f"operations {', '.join(remote.operations)}"
        if remote.operations is not None
        else "no `operations`: counts as storing end-user data",
        remote.residency,
    ]
    if remote.endpoint_tokens:
        parts.append(f"endpoints send {', '.join(remote.endpoint_tokens)}")
    if remote.function_tokens:
        parts.append(f"functions send {', '.join(remote.function_tokens)}")
    return "; ".join(parts)


def write_text(audit: Audit, output: Output) -> None:
    """Write the report for people."""
    render = colored() if output.color else plain
    for line in _lines(audit):
        output.write(f"{render(line)}\n")


def _lines(audit: Audit) -> Iterator[Line]:
    role: Role = "error" if audit.reasons else "help"
    yield [
        (escape(audit.file), "file"),
        ("  Runs on Atlassian: ", "plain"),
        (verdict(audit), role),
    ]
    for reason in audit.reasons:
        place = escape(f"  {audit.file}:{reason.at.line}:{reason.at.column}")
        yield [(place, "file"), (escape(f"  {reason.message} "), "plain"),
               (f"[{reason.rule}]", "code")]  # fmt: skip
    yield []
    yield [(f"Rules known on {AS_OF}; Atlassian's own check decides:", "source")]
    for rule in RULES:
        seen = "" if rule.visible else " (a manifest cannot tell)"
        yield [(f"  - {rule.text}{seen}", "source")]
    for title, rows in _sections(audit):
        if rows:
            yield []
            yield [(title, "plain")]
        for name, words, at in rows:
            yield [
                (escape(f"  {name}"), "file"),
                (f"  :{at.line}", "source"),
            ]
            if words:
                yield [(escape(f"    {words}"), "plain")]
    if audit.notes:
        yield []
        yield [("Notes", "plain")]
        for note in audit.notes:
            yield [(f"  {note}", "plain")]


def markdown(audits: Sequence[Audit]) -> str:
    """The report in Markdown; names from manifests are in code spans only."""
    return "\n".join("\n".join(_markdown(audit)) + "\n" for audit in audits)


def _markdown(audit: Audit) -> Iterator[str]:
    yield f"## {code_span(audit.file)}"
    yield f"\n**Runs on Atlassian**: {verdict(audit)} (rules known on {AS_OF})\n"
    for reason in audit.reasons:
        yield f"- {code_span(reason.message)}, line {reason.at.line}: {reason.rule}"
    yield "\nRules:\n"
    for rule in RULES:
        seen = "" if rule.visible else " (a manifest cannot tell)"
        yield f"- [{rule.name}]({rule.page}): {rule.text}{seen}"
    for title, rows in _sections(audit):
        if not rows:
            continue
        yield f"\n### {title}\n\n| What | Line | About |\n| --- | --- | --- |"
        for name, words, at in rows:
            yield f"| {code_span(name)} | {at.line} | {code_span(words) if words else ''} |"
    if audit.notes:
        yield "\n### Notes\n"
        yield from (f"- {note}" for note in audit.notes)


def record(audit: Audit) -> dict[str, Any]:
    """The audit as plain data: a part of version 1, `schemas/audit-v1.schema.json`."""
    return {
        "file": audit.file,
        "runs_on_atlassian": {
            "excluded": bool(audit.reasons),
            "reasons": [_flat(reason) for reason in audit.reasons],
        },
        "egress": [_flat(one) for one in audit.egress],
        "remotes": [
            {**_flat(one), "urls": [{"region": r, "url": u} for r, u in one.urls]}
            for one in audit.remotes
        ],
        "providers": [{"key": key, **at._asdict()} for key, at in audit.providers],
        "scopes": [_flat(one) for one in audit.scopes],
        "access": [_flat(one) for one in audit.access],
        "web_triggers": [_flat(one) for one in audit.web_triggers],
        "deprecated": [_flat(one) for one in audit.deprecated],
        "notes": list(audit.notes),
    }


def _flat(entry: Any) -> dict[str, Any]:
    fields = entry._asdict()
    at = fields.pop("at")
    return {**fields, **at._asdict()}


def json_text(audits: Sequence[Audit]) -> str:
    """Version 1 of the output for programs."""
    whole = {
        "version": 1,
        "tool": {"name": "forgecfg", "version": __version__, "rules": AS_OF},
        "rules": [rule._asdict() for rule in RULES],
        "audits": [record(audit) for audit in audits],
    }
    return f"{dump(whole)}\n"
