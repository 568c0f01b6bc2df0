"""Running rules over one document: violations become findings, without the suppressed ones."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import islice
from posixpath import dirname, join, normpath
from typing import TYPE_CHECKING

from forgecfg.document.document import Document
from forgecfg.document.locations import Location
from forgecfg.document.positions import Span
from forgecfg.files.app_files import DiskFiles
from forgecfg.findings import FileReport, Finding, Fix, Related, Safety, Violation
from forgecfg.linter.limit import MAX_FINDINGS, Kept, Reported, omission
from forgecfg.manifest.view import read_manifest
from forgecfg.rules.base import Context, Rule
from forgecfg.rules.table import BY_NAME

if TYPE_CHECKING:
    from forgecfg.document.lines import LineIndex
    from forgecfg.files.app_files import ProjectFiles
    from forgecfg.linter.suppressions import Suppressions
    from forgecfg.schema.official.load import ForgeSchema
    from forgecfg.source.ignores import SourceIgnores

# Every ignore comment contains this mark; comments are read only if the text contains it.
MARK = "forgecfg:"

# The number of lines shown before and after the location of a finding.
CONTEXT_LINES = 1

# The most messages about files of one app that must not be read.
_MAX_UNREAD = 20


def run(
    document: Document,
    file: str,
    rules: Iterable[Rule],
    suppressions: bool = True,
    files: ProjectFiles | None = None,
    forge_schema: ForgeSchema | None = None,
    source: bool = True,
    limit: int | None = MAX_FINDINGS,
    fixable: Safety | None = None,
) -> FileReport:
    """Check a document with the given rules.

    `file` is the file name in the findings; `suppressions` enables ignore comments; `files` are the
    files of the app, None if they are not available; `forge_schema` is an official schema to check
    against in addition to our own; `source` says whether to read the app's source code. `limit` is
    the number of findings to keep, the most severe ones first, None for all. With `fixable`, only
    findings with a fix are kept: with a safe one, or for UNSAFE with any.

    The findings are in order of their offsets, those in the manifest first. If a rule raises an
    exception, that is reported as a finding (FC000), and the other rules still run.
    """
    context = Context(document, read_manifest(document), files, forge_schema, source)
    return run_in(context, file, rules, suppressions, limit, fixable)


def run_in(
    context: Context,
    file: str,
    rules: Iterable[Rule],
    suppressions: bool = True,
    limit: int | None = MAX_FINDINGS,
    fixable: Safety | None = None,
) -> FileReport:
    """The same for a context, whose parts are computed once for all that use it."""
    document, forge_schema = context.document, context.forge_schema
    enabled = tuple(rules)
    kept = Kept(file, limit)
    covers = _Ignores(context, enabled, file) if suppressions else None
    may_omit = covers is None or not covers.in_manifest
    for rule in enabled:
        severity = None
        for rule_of, violation in _apply(rule, context):
            if rule_of is rule and violation.severity is None:
                severity = severity or rule.severity
                violation = violation._replace(severity=severity)
            if may_omit and kept.omits(rule_of, violation):
                continue
            finding = to_finding(rule_of, violation, document, file, context)
            if covers is not None and covers.cover(finding):
                continue
            if fixable is None or _has_fix(violation, fixable):
                kept.add(Reported(finding, rule_of, violation))
    if covers is not None:
        for rule, violation in covers.unused():
            if fixable is None or _has_fix(violation, fixable):
                finding = to_finding(rule, violation, document, file, context)
                kept.add(Reported(finding, rule, violation))
    fixed = [_with_fixes(one, document) for one in kept.findings()]
    if kept.omitted and fixable is None:
        fixed.append(omission(kept.omitted, file))
    fixed.sort(key=lambda finding: (finding.file != file, finding.file, *_order(finding)))
    label = forge_schema.label if forge_schema is not None else ""
    lines, sources = _source_lines(document, context, file, fixed)
    return FileReport(
        file, tuple(fixed), lines, label, sources, (*context.notes, *_unread(file, context.files))
    )


def _unread(file: str, files: ProjectFiles | None) -> list[str]:
    """A message for each file of the app that must not be read."""
    unread = files.unread if isinstance(files, DiskFiles) else {}
    found = (f"{join(dirname(file), path)} is not read: {unread[path]}" for path in unread)
    return list(islice(found, _MAX_UNREAD))


class _Ignores:
    """The ignore comments of a manifest and of its source code."""

    def __init__(self, context: Context, rules: tuple[Rule, ...], file: str) -> None:
        self._context = context
        self._rules = rules
        self._file = file
        document = context.document
        self._own: Suppressions | None = None
        if document.root is not None and MARK in document.text:
            from forgecfg.linter.suppressions import read_suppressions

            self._own = read_suppressions(document, MARK)

    @property
    def in_manifest(self) -> bool:
        """Whether the manifest has ignore comments."""
        return self._own is not None

    def cover(self, finding: Finding) -> bool:
        """Whether a comment suppresses the finding."""
        in_manifest = finding.file == self._file
        if self._own is not None and self._own.cover(finding, in_manifest):
            return True
        return not in_manifest and self._source is not None and self._source.cover(finding)

    def unused(self) -> Iterator[tuple[Rule, Violation]]:
        """The violations for comments that suppressed nothing, after all findings."""
        ran = frozenset(rule.name for rule in self._rules)
        for rule in self._rules:
            # By name: the configuration may have changed its severity.
            if rule.name == "unused-suppression":
                if self._own is not None:
                    yield from ((rule, violation) for violation in self._own.unused(ran))
                if self._source is not None:
                    from forgecfg.linter.suppressions import unused_in_source

                    found = unused_in_source(self._source, ran)
                    yield from ((rule, violation) for violation in found)

    @cached_property
    def _source(self) -> SourceIgnores | None:
        if not self._context.reads_source:
            return None
        from forgecfg.source.ignores import read_ignores

        return read_ignores(self._context.source, self._file)


def _has_fix(violation: Violation, least: Safety) -> bool:
    return any(least is Safety.UNSAFE or fix.safety is Safety.SAFE for fix in violation.fixes)


def _order(finding: Finding) -> tuple[int, int, str, str]:
    return finding.span.start, finding.span.end, finding.code, finding.message


def _apply(rule: Rule, context: Context) -> Iterator[tuple[Rule, Violation]]:
    try:
        for violation in rule.check(context):
            yield rule, violation
    except Exception as error:  # keep other rules running when one crashes
        yield _crash(rule, error)


def _with_fixes(reported: Reported, document: Document) -> Finding:
    """A finding with its fixes; without, if they cannot be made."""
    finding, _, violation = reported
    try:
        return finding._replace(fixes=_fixes(violation, document))
    except Exception:  # a bug of ours, but the finding is complete without its fixes
        return finding


def _crash(rule: Rule, error: Exception) -> tuple[Rule, Violation]:
    from forgecfg.rules.syntax.internal_error import describe

    return BY_NAME["internal-error"], describe(rule, error)


def to_finding(
    rule: Rule,
    violation: Violation,
    document: Document,
    file: str,
    context: Context | None = None,
) -> Finding:
    """The finding for a violation in a document or a source file of `context`, without fixes."""

    def name(location: Location) -> str:
        return normpath(join(dirname(file), location.file)) if location.file else file

    def span(location: Location) -> Span:
        texts = context.source.texts if location.file and context is not None else {}
        return texts.get(location.file, document.lines).span(location.start, location.end)

    return Finding(
        file=name(violation.location),
        code=rule.code,
        name=rule.name,
        severity=violation.severity or rule.severity,
        message=violation.message,
        span=span(violation.location),
        path=violation.location.path,
        hint=violation.hint,
        help=violation.help,
        related=tuple(
            Related(
                span(location),
                message,
                name(location) if location.file != violation.location.file else "",
            )
            for location, message in violation.related
        ),
    )


def file_finding(rule: Rule, violation: Violation, file: str) -> Finding:
    """The finding for a violation that concerns a whole file."""
    start = Span(0, 0, 1, 1, 1, 1)
    severity = violation.severity or rule.severity
    return Finding(
        file, rule.code, rule.name, severity, violation.message, start, help=violation.help
    )


def _fixes(violation: Violation, document: Document) -> tuple[Fix, ...]:
    """The fixes of a violation, without those that cannot be applied safely in this document."""
    # The data of a second document, which Forge does not allow, could not be verified.
    if not violation.fixes or document.second_document is not None:
        return ()
    from forgecfg.edits.errors import CannotEdit

    fixes: list[Fix] = []
    for builder in violation.fixes:
        try:
            plan = builder.plan(document)
        except CannotEdit:
            continue
        if plan.edits:
            fixes.append(Fix(builder.title, builder.safety, plan.edits, plan.changes))
    return tuple(fixes)


def _source_lines(
    document: Document, context: Context, file: str, findings: Iterable[Finding]
) -> tuple[dict[int, str], dict[str, dict[int, str]]]:
    """The source lines that reporters need for these findings, by 1-based line number.

    First those of the manifest, then those of other files by the file names in the findings.
    """
    numbers: dict[str, set[int]] = {file: set()}
    for finding in findings:
        spans = [(finding.file, finding.span)]
        spans += ((related.file or finding.file, related.span) for related in finding.related)
        for name, span in spans:
            needed = numbers.setdefault(name, set())
            needed.update(range(span.line - CONTEXT_LINES, span.line + CONTEXT_LINES + 1))
            needed.add(span.end_line)
        for fix in finding.fixes:
            for edit in fix.edits:
                numbers[file].update((edit.span.line, edit.span.end_line))
    lines = _lines(document.lines, numbers.pop(file))
    if not numbers:
        return lines, {}
    folder = dirname(file)
    texts = {normpath(join(folder, path)): text for path, text in context.source.texts.items()}
    return lines, {name: _lines(texts[name], needed) for name, needed in numbers.items()}


def _lines(index: LineIndex, numbers: set[int]) -> dict[int, str]:
    count = len(index)
    return {n: index.line(n) for n in sorted(numbers) if 1 <= n <= count}


def unreadable_report(file: str, reason: str) -> FileReport:
    """The report of a file that cannot be read (FC001), with the reason."""
    from forgecfg.rules.syntax.unreadable_file import describe

    return FileReport(file, (file_finding(BY_NAME["unreadable-file"], describe(reason), file),))
