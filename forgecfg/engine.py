"""Runs rules over one document: faults become findings, suppressed or not, in order of place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from posixpath import dirname, join, normpath
from typing import TYPE_CHECKING

from forgecfg.document import Document
from forgecfg.faults import Place
from forgecfg.findings import FileReport, Finding, Fix, Related, Span
from forgecfg.manifest import read_manifest
from forgecfg.rules import BY_NAME
from forgecfg.rules.rule import Context, Definition, Fault, Rule

if TYPE_CHECKING:
    from forgecfg.document.lines import LineIndex
    from forgecfg.files import Files
    from forgecfg.forge_schema import ForgeSchema

# What every ignore comment has; where it is not there, none need be read.
MARK = "forgecfg:"

# Lines shown before and after the place of a finding.
CONTEXT_LINES = 1


def run(
    document: Document,
    file: str,
    rules: Iterable[Rule],
    suppressions: bool = True,
    files: Files | None = None,
    forge_schema: ForgeSchema | None = None,
    source: bool = True,
) -> FileReport:
    """Check a document with the given rules.

    `file` is the name that findings carry; `suppressions` says whether ignore comments count;
    `files` are those of the app, None where they are not known; `forge_schema` is an official
    schema that counts beside our own; `source` says whether the app's source is read.
    A rule that raises becomes a finding of its own (FC000), and the others still run.
    """
    context = Context(document, read_manifest(document), files, forge_schema, source)
    chosen = tuple(rules)
    findings = [finding for rule in chosen for finding in _apply(rule, context, file)]
    if suppressions and document.root is not None and MARK in document.text:
        from forgecfg.suppress import read_suppressions

        ignores = read_suppressions(document, MARK)
        findings = [finding for finding in findings if not ignores.cover(finding)]
        # By code: the configuration may have changed its severity.
        for rule in chosen:
            if rule.name == "unused-suppression":
                unused = ignores.unused(frozenset(rule.name for rule in chosen))
                findings += [to_finding(rule, fault, document, file) for fault in unused]
    if suppressions and context.reads_source:
        from forgecfg.source.ignores import without_ignored

        findings = without_ignored(findings, context.source, file)
    findings.sort(key=lambda finding: (finding.file != file, finding.file, *_order(finding)))
    # An alias can lead to the same fault at the same place again
    unique = tuple({(finding.file, *_order(finding)): finding for finding in findings}.values())
    label = forge_schema.label if forge_schema is not None else ""
    lines, sources = _touched(document, context, file, unique)
    return FileReport(file, unique, lines, label, sources, context.notes)


def _order(finding: Finding) -> tuple[int, int, str, str]:
    return finding.span.start, finding.span.end, finding.code, finding.message


def _apply(rule: Rule, context: Context, file: str) -> Iterator[Finding]:
    try:
        for fault in rule.check(context):
            yield to_finding(rule, fault, context.document, file, context)
    except Exception as error:  # a fault of ours must not hide the other findings
        from forgecfg.rules.syntax.internal_error import describe

        yield to_finding(BY_NAME["internal-error"], describe(rule, error), context.document, file)


def to_finding(
    rule: Rule | Definition,
    fault: Fault,
    document: Document,
    file: str,
    context: Context | None = None,
) -> Finding:
    """The finding that a rule's fault is in a document, or in a source file of `context`."""

    def name(place: Place) -> str:
        return normpath(join(dirname(file), place.file)) if place.file else file

    def span(place: Place) -> Span:
        texts = context.source.texts if place.file and context is not None else {}
        lines = texts.get(place.file, document.lines)
        return lines.span(place.start, place.end)

    return Finding(
        file=name(fault.place),
        code=rule.code,
        name=rule.name,
        severity=fault.severity or rule.severity,
        message=fault.message,
        span=span(fault.place),
        path=fault.place.path,
        hint=fault.hint,
        help=fault.help,
        related=tuple(
            Related(span(place), message, name(place) if place.file != fault.place.file else "")
            for place, message in fault.related
        ),
        fixes=_fixes(fault, document),
    )


def _fixes(fault: Fault, document: Document) -> tuple[Fix, ...]:
    """The fixes of a fault, without those that cannot be made safely in this document."""
    if not fault.remedies:
        return ()
    from forgecfg.edits import CannotEdit

    fixes: list[Fix] = []
    for remedy in fault.remedies:
        try:
            plan = remedy.plan(document)
        except CannotEdit:
            continue
        if plan.edits:
            fixes.append(Fix(remedy.title, remedy.safety, plan.edits, plan.changes))
    return tuple(fixes)


def _touched(
    document: Document, context: Context, file: str, findings: tuple[Finding, ...]
) -> tuple[dict[int, str], dict[str, dict[int, str]]]:
    """The source lines that reporters may show for these findings, or count columns in.

    First those of the manifest, then those of other files by the names that findings carry.
    """
    numbers: dict[str, set[int]] = {file: set()}
    for finding in findings:
        spans = [(finding.file, finding.span)]
        spans += ((near.file or finding.file, near.span) for near in finding.related)
        for name, span in spans:
            touched = numbers.setdefault(name, set())
            touched.update(range(span.line - CONTEXT_LINES, span.line + CONTEXT_LINES + 1))
            touched.add(span.end_line)
        for fix in finding.fixes:
            for edit in fix.edits:
                numbers[file].update((edit.span.line, edit.span.end_line))
    lines = _lines(document.lines, numbers.pop(file))
    if not numbers:
        return lines, {}
    folder = dirname(file)
    texts = {normpath(join(folder, path)): text for path, text in context.source.texts.items()}
    return lines, {name: _lines(texts[name], touched) for name, touched in numbers.items()}


def _lines(index: LineIndex, numbers: set[int]) -> dict[int, str]:
    count = len(index)
    return {n: index.line(n) for n in sorted(numbers) if 1 <= n <= count}
