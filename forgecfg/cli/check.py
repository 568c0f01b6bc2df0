"""`forgecfg check`."""

# Without postponed annotations: see "Why start-up looks like this" in CONTRIBUTING.md.
from collections.abc import Iterable, Sequence
from contextlib import closing
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from forgecfg.cli.baseline import BaselineSession
from forgecfg.cli.exits import Exit
from forgecfg.cli.fixing import Fixed, Fixing, Mode, fix_all, print_fixes
from forgecfg.cli.formats import FORMATS, Destination, complete_format, parse_formats
from forgecfg.cli.output import Color, is_ci_log, is_terminal, wants_color
from forgecfg.cli.progress import wants_progress, with_progress
from forgecfg.cli.reports import open_reports
from forgecfg.cli.targets import STDIN, search_targets
from forgecfg.config.config import Config
from forgecfg.config.load import load_config
from forgecfg.config.nearest import ConfiguredExclusions, NearestConfigs
from forgecfg.config.settings import CheckArguments, Settings
from forgecfg.errors import UsageError
from forgecfg.findings import Severity
from forgecfg.linter.limit import with_limit
from forgecfg.reporters.escape import escape, escape_for_ci_log
from forgecfg.rules.selection import complete_rules
from forgecfg.runner.pool import check_files
from forgecfg.runner.report import report_all
from forgecfg.runner.target import Target, unread_source

EXAMPLES = """
  forgecfg check --fix
  forgecfg check app --fail-on warning --format sarif=forgecfg.sarif
"""


class Level(StrEnum):
    """The severities, as values of options."""

    error = "error"
    warning = "warning"
    info = "info"


def check(
    paths: Annotated[
        list[str] | None,
        typer.Argument(
            help="Files, directories to search, or - for standard input.  "
            "[default: the current directory]",
            show_default=False,
        ),
    ] = None,
    format: Annotated[  # noqa: A002
        list[str] | None,
        typer.Option(
            "--format",
            metavar="<name[=file]>",
            help=f"Output format: {', '.join(FORMATS)}. NAME=FILE writes it to a file; can be "
            "repeated.  [default: auto]",
            autocompletion=complete_format,
            show_default=False,
        ),
    ] = None,
    output_file: Annotated[
        Path | None,
        typer.Option(
            help="Write the report to this file instead of standard output.", show_default=False
        ),
    ] = None,
    select: Annotated[
        list[str] | None,
        typer.Option(
            help="Run only these rules (codes, prefixes or names, separated by commas). "
            "Replaces the configured list.",
            autocompletion=complete_rules,
        ),
    ] = None,
    ignore: Annotated[
        list[str] | None,
        typer.Option(
            help="Skip these rules (codes, prefixes or names, separated by commas). "
            "Adds to the configured list.",
            autocompletion=complete_rules,
        ),
    ] = None,
    fail_on: Annotated[
        Level | None,
        typer.Option(
            help="Exit with 1 if there are findings of this severity or higher.  [default: error]",
            show_default=False,
        ),
    ] = None,
    min_severity: Annotated[
        Level | None,
        typer.Option(
            help="Leave out findings below this severity.  [default: info, but warning for "
            "annotations of a pull request]",
            show_default=False,
        ),
    ] = None,
    stdin_filename: Annotated[
        str, typer.Option(help="File name to report for standard input.")
    ] = "manifest.yml",
    config: Annotated[
        Path | None,
        typer.Option(
            help="Use this configuration file for all manifests.  [default: the nearest one in "
            "the directory of each manifest or a parent directory]",
            show_default=False,
        ),
    ] = None,
    isolated: Annotated[
        bool, typer.Option("--isolated", help="Ignore configuration files.")
    ] = False,
    forge_only: Annotated[
        bool,
        typer.Option(
            "--forge-only",
            help="Also skip listed files that are not Forge manifests or that `exclude` matches.",
        ),
    ] = False,
    baseline: Annotated[
        Path | None,
        typer.Option(
            help="Hide the findings recorded in this baseline file.  [default: the configured one]",
            show_default=False,
        ),
    ] = None,
    write_baseline: Annotated[
        bool,
        typer.Option(
            "--write-baseline",
            help="Record the findings in the baseline file.  "
            "[default file: the configured one, else .forgecfg-baseline.json]",
        ),
    ] = False,
    jobs: Annotated[
        int | None,
        typer.Option(
            "--jobs",
            "-j",
            min=1,
            help="Number of processes.  [default: chosen automatically]",
            show_default=False,
        ),
    ] = None,
    no_ignores: Annotated[
        bool, typer.Option("--no-ignores", help="Disregard suppression comments.")
    ] = False,
    no_files: Annotated[
        bool, typer.Option("--no-files", help="Do not check the files that manifests reference.")
    ] = False,
    no_source: Annotated[
        bool, typer.Option("--no-source", help="Do not read the source code of apps.")
    ] = False,
    forge_schema: Annotated[
        str | None,
        typer.Option(
            metavar="<auto|off|path>",
            help="Also check against the official schema. auto looks for @forge/manifest in the "
            "app's node_modules, then next to a global @forge/cli.  [default: off]",
            show_default=False,
        ),
    ] = None,
    statistics: Annotated[
        bool,
        typer.Option("--statistics", help="Print the number of findings per rule to stderr."),
    ] = False,
    show_files: Annotated[
        bool, typer.Option("--show-files", help="List the files that would be checked, and exit.")
    ] = False,
    fix: Annotated[
        bool, typer.Option("--fix", help="Apply the safe fixes and report the remaining findings.")
    ] = False,
    unsafe_fixes: Annotated[
        bool,
        typer.Option(
            "--unsafe-fixes", help="Also count unsafe fixes as fixable; with --fix, apply them."
        ),
    ] = False,
    show_fixes: Annotated[
        bool, typer.Option("--show-fixes", help="List the applied fixes by file and rule.")
    ] = False,
    diff: Annotated[
        bool,
        typer.Option("--diff", help="Show what --fix would change; exit with 1 if anything."),
    ] = False,
    exit_zero: Annotated[
        bool, typer.Option("--exit-zero", help="Exit with 0 even if there are findings.")
    ] = False,
    color: Annotated[Color, typer.Option(help="When to color the output.")] = Color.auto,
    quiet: Annotated[
        bool, typer.Option("--quiet", "-q", help="Show only findings at or above the fail level.")
    ] = False,
) -> int:
    """Check manifests: schema, references, tokens and scopes, files.

    Exit code: 0 if there are no findings at or above the fail level, 1 if there are, 2 if the run
    could not be completed (invalid usage, unreadable file).
    """
    configured = _config(config, isolated)
    arguments = CheckArguments(
        configured,
        tuple(select or ()),
        tuple(ignore or ()),
        suppressions=not no_ignores,
        files=not no_files,
        source=not no_source,
        forge_schema=forge_schema or "",
        all_findings=baseline is not None or write_baseline,
    )
    settings = Settings(arguments)
    configs = NearestConfigs(configured, search=config is None and not isolated)

    def level_of(file: str) -> Severity:
        return Severity[fail_on.upper()] if fail_on else configs.of(file).fail_on or Severity.ERROR

    def least_of(file: str) -> Severity:
        chosen = Severity[min_severity.upper()] if min_severity else configs.of(file).min_severity
        return max(chosen or Severity.INFO, level_of(file) if quiet else Severity.INFO)

    fixing = _fixing(fix, unsafe_fixes, diff, show_fixes, color)
    destinations = parse_formats(format or (), output_file)
    _reject_lost_output(fixing, STDIN in (paths or ()), bool(format), destinations)
    inputs = [str(path) for path in (*(paths or ()), config, baseline, forge_schema) if path]
    for destination in destinations:
        if destination.path is not None:
            from forgecfg.cli.report_file import check_report_file

            check_report_file(destination.path, inputs)
    exclusions = ConfiguredExclusions(settings, configs)
    found = search_targets(paths or ["."], stdin_filename, exclusions, forge_only, quiet)
    targets = (target._replace(config=configs.of(target.name)) for target in found)
    if show_files:
        return _show_files(targets, settings)
    if write_baseline and fixing.mode is Mode.SHOW:
        raise UsageError("--write-baseline and --diff cannot be used together")
    session = BaselineSession(baseline, write_baseline, settings, configs.of)
    session.prepare()
    # A progress bar needs to know the number of files.
    total = wants_progress(quiet) and [target.without_content() for target in targets]
    fixed = Fixed()
    if fixing.mode is Mode.NONE:
        checked = check_files(total or targets, arguments, jobs, _warn)
    else:
        checked = fix_all(total or targets, settings, fixing, fixed)
        if fixing.mode is Mode.SHOW or STDIN in (paths or ()):
            # Standard output is for the diff, or for the fixed text.
            destinations = [output for output in destinations if output.path is not None]
    show_summary = not quiet and not write_baseline
    annotate_infos = (min_severity or "") == "info" or configured.min_severity is Severity.INFO
    with (
        closing(checked),
        open_reports(destinations, color, annotate_infos, show_summary, level_of) as reports,
    ):
        remaining = map(with_limit, session.filtered(checked))
        reported = with_progress(remaining, len(total)) if total else remaining
        result = report_all(reported, reports.reporter, level_of, least_of)
    session.close(quiet)
    if not quiet:
        if is_ci_log():
            _print_hidden(configs)
        _print_schemas(result.forge_schemas, configs, settings)
        for note in sorted(result.notes):
            _warn(note)
    print_fixes(fixing, fixed, result.summary, quiet)
    if statistics:
        from forgecfg.cli.statistics import table

        typer.echo(table(result.counts, result.fixable), err=True)
    if result.incomplete or fixed.unwritten or not reports.complete:
        return Exit.FAILED
    failed = bool(fixed.by_file) if fixing.mode is Mode.SHOW else result.failed
    return Exit.FINDINGS if failed and not exit_zero else Exit.CLEAN


def _config(file: Path | None, isolated: bool) -> Config:
    if isolated and file is not None:
        raise UsageError("--config and --isolated cannot be used together")
    return Config() if isolated else load_config(Path(), file)


def _reject_lost_output(
    fixing: Fixing, is_stdin: bool, has_format: bool, destinations: Sequence[Destination]
) -> None:
    """Raise UsageError for a format whose report would have no place.

    `--diff` writes the diff to standard output, `--fix` the fixed text of standard input.
    """
    lost = [one.format for one in destinations if one.path is None] if has_format else []
    if lost and fixing.mode is Mode.SHOW:
        raise UsageError(
            f"--diff and --format {lost[0]} cannot be used together; "
            f"write the report to a file: --format {lost[0]}=FILE"
        )
    if lost and fixing.mode is Mode.WRITE and is_stdin:
        raise UsageError(
            f"--fix - writes the fixed text to standard output; "
            f"write the report to a file: --format {lost[0]}=FILE"
        )


def _show_files(targets: Iterable[Target], settings: Settings) -> int:
    """List the files that would be checked, and what cannot be searched or read."""
    code = Exit.CLEAN
    safe = escape if is_terminal() else escape_for_ci_log if is_ci_log() else str
    for target in targets:
        if target.error:
            typer.echo(escape(f"forgecfg: cannot read {target.name}: {target.error}"), err=True)
            code = Exit.FAILED
        else:
            # Unchanged in a pipe, where a program uses it as a file name.
            typer.echo(safe(target.name))
            for line in unread_source(target, settings):
                _warn(f"source not read: {line}")
    return code


def _print_hidden(configs: NearestConfigs) -> None:
    """Report on standard error what the configurations hide, since a change may be untrusted."""
    from forgecfg.config.effects import describe_hidden

    for config in sorted(configs.used, key=lambda config: config.origins):
        hidden = describe_hidden(config)
        if hidden:
            _warn(f"the configuration {hidden}")


def _print_schemas(labels: set[str], configs: NearestConfigs, settings: Settings) -> None:
    """Report on standard error which official schemas were used."""
    for label in sorted(labels - {""}):
        _warn(f"also checked against {label}")
    if "" in labels and all(settings.of(config).wants_schema for config in configs.used):
        _warn("no official schema found for some files")


def _warn(message: str) -> None:
    typer.echo(f"forgecfg: {escape(message)}", err=True)


def _fixing(fix: bool, unsafe: bool, diff: bool, listed: bool, color: Color) -> Fixing:
    mode = Mode.SHOW if diff else Mode.WRITE if fix else Mode.NONE
    return Fixing(mode, unsafe, wants_color(color, is_terminal()), listed)
