"""`forgecfg diff`."""

# Without postponed annotations: see "Why start-up looks like this" in CONTRIBUTING.md.
import os
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from forgecfg.cli.exits import Exit
from forgecfg.cli.inspect import open_output, tell_unreadable
from forgecfg.cli.output import Color
from forgecfg.findings import FileReport
from forgecfg.impact.accept import Acceptance, parse_acceptance
from forgecfg.impact.changes import Impact, ManifestDiff
from forgecfg.impact.compare import added_manifest, diff_text, removed_manifest
from forgecfg.impact.inputs import InputPair, find_pairs
from forgecfg.impact.reports.verdict import verdict
from forgecfg.reporters.reporter import Output

EXAMPLES = """
  forgecfg diff main
  forgecfg diff v1.2..HEAD --format markdown
"""


class DiffFormat(StrEnum):
    """The formats of the report."""

    text = "text"
    markdown = "markdown"
    json = "json"
    sarif = "sarif"
    github = "github"


class DiffFailOn(StrEnum):
    """The lowest impact that makes the exit code 1."""

    impossible = "impossible"
    data_loss = "data-loss"
    major = "major"
    may_be_major = "may-be-major"
    never = "never"


def diff(
    base: Annotated[
        str,
        typer.Argument(
            help="File, directory, - for standard input, git revision, REVISION:PATH, "
            "or range such as v1.2..HEAD.",
            show_default=False,
        ),
    ],
    new: Annotated[
        str | None,
        typer.Argument(
            help="The same, for the new version.  [default: the working tree]", show_default=False
        ),
    ] = None,
    path: Annotated[
        list[str] | None,
        typer.Option(
            help="Compare only this manifest or directory of the revisions; can be repeated.",
            show_default=False,
        ),
    ] = None,
    format: Annotated[  # noqa: A002
        DiffFormat, typer.Option("--format", help="Output format.")
    ] = DiffFormat.text,
    output_file: Annotated[
        Path | None,
        typer.Option(help="Write the report to this file.", show_default=False),
    ] = None,
    fail_on: Annotated[
        DiffFailOn, typer.Option(help="Exit with 1 for changes of this cost or higher.")
    ] = DiffFailOn.major,
    accept: Annotated[
        list[str] | None,
        typer.Option(
            metavar="<kind[:subject]=reason>",
            help="Accept a planned change, with a reason; can be repeated.",
            show_default=False,
        ),
    ] = None,
    color: Annotated[Color, typer.Option(help="When to color.")] = Color.auto,
) -> int:
    """Show the impact of changes to a manifest: impossible, data loss, major, minor.

    Compares what an app declares, not the text. It compares with BASE, not with what is deployed.

    Exit code: 0 if all changes are below --fail-on, 1 if not, 2 if they could not be compared.
    """
    acceptances = [parse_acceptance(value) for value in accept or ()]
    diffs = [_compare(pair, acceptances) for pair in find_pairs(base, new, path or [])]
    with open_output(output_file, color, [base, new or ""]) as output:
        _write(diffs, format, output)
    tell_unreadable(report for one in diffs for report in one.unreadable)
    if any(one.unreadable for one in diffs):
        return Exit.FAILED
    worst = verdict(diffs)
    if fail_on is DiffFailOn.never or worst is None:
        return Exit.CLEAN
    least = next(impact for impact in Impact if impact.label == fail_on)
    return Exit.FINDINGS if worst >= least else Exit.CLEAN


def _compare(pair: InputPair, acceptances: Sequence[Acceptance]) -> ManifestDiff:
    base, new = pair
    if base is None or new is None:
        source = base or new
        assert source is not None
        if isinstance(source.data, FileReport):
            return ManifestDiff(source.name, source.name, unreadable=(source.data,))
        return removed_manifest(source.name) if new is None else added_manifest(source.name)
    failed = tuple(s.data for s in pair if s is not None and isinstance(s.data, FileReport))
    if failed or isinstance(base.data, FileReport) or isinstance(new.data, FileReport):
        return ManifestDiff(base.name, new.name, unreadable=failed)
    return diff_text(base.data, new.data, base.name, new.name, acceptances)


def _write(diffs: Sequence[ManifestDiff], format: DiffFormat, output: Output) -> None:  # noqa: A002
    if format is DiffFormat.text:
        from forgecfg.impact.reports.text import write_text

        comparable = [one for one in diffs if not one.unreadable]
        if comparable:
            write_text(comparable, output)
    elif format is DiffFormat.markdown:
        from forgecfg.impact.reports.markdown import markdown

        output.write(markdown(diffs))
    elif format is DiffFormat.json:
        from forgecfg.impact.reports.json import json_text

        output.write(json_text(diffs))
    else:
        from forgecfg.impact.reports import ci

        write = ci.write_sarif if format is DiffFormat.sarif else ci.write_github
        write(diffs, output)
    if format is DiffFormat.github:
        _job_summary(diffs)


def _job_summary(diffs: Sequence[ManifestDiff]) -> None:
    """Add the report to the summary of the job, if GitHub provides one."""
    from forgecfg.impact.reports.markdown import markdown

    file = os.environ.get("GITHUB_STEP_SUMMARY")
    if file:
        try:
            with open(file, "a", encoding="utf-8", errors="backslashreplace") as stream:  # noqa: PTH123
                stream.write(markdown(diffs))
        except OSError as error:
            typer.echo(f"forgecfg: warning: no job summary: {error.strerror or error}", err=True)
