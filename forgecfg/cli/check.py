"""`forgecfg check`."""

# No postponed annotations here: typer would have to compile each of them at every start.
from collections import Counter
from collections.abc import Iterable
from contextlib import closing
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from forgecfg.checking import unread_source
from forgecfg.cli.exits import Exit
from forgecfg.cli.fixing import Fixed, Fixing, Mode, fix_all
from forgecfg.cli.formats import FORMATS, complete_format, parse_formats, refuse_inputs
from forgecfg.cli.known import open_known_findings
from forgecfg.cli.output import Color, is_ci_log, is_terminal, wants_color
from forgecfg.cli.progress import wants_progress, watched
from forgecfg.cli.reports import open_reports
from forgecfg.cli.targets import STDIN, Target, search_targets
from forgecfg.config import Config, load_config
from forgecfg.config.settings import Choice, Settings
from forgecfg.delivery import Outcome, deliver
from forgecfg.errors import UsageError
from forgecfg.findings import Severity
from forgecfg.parallel import check_files
from forgecfg.reporters.escape import defused, escape
from forgecfg.select import complete_rules


class FailOn(StrEnum):
    """The least severity that makes the exit code 1."""

    error = "error"
    warning = "warning"
    info = "info"


def check(
    paths: Annotated[
        list[str] | None,
        typer.Argument(
            help="Files, folders to search, or - for standard input. Default: this folder.",
            show_default=False,
        ),
    ] = None,
    format: Annotated[  # noqa: A002
        list[str] | None,
        typer.Option(
            "--format",
            metavar="<name[=file]>",
            help=f"Output format: {', '.join(FORMATS)}. With a file it is written there; "
            "several may be given.  [default: auto]",
            autocompletion=complete_format,
            show_default=False,
        ),
    ] = None,
    output_file: Annotated[
        Path | None,
        typer.Option(
            help="Write to this file what would go to standard output.", show_default=False
        ),
    ] = None,
    select: Annotated[
        list[str] | None,
        typer.Option(
            help="Run only these rules: codes, prefixes or names, joined by commas. "
            "Replaces what is configured.",
            autocompletion=complete_rules,
        ),
    ] = None,
    ignore: Annotated[
        list[str] | None,
        typer.Option(
            help="Leave out these rules: codes, prefixes or names, joined by commas. "
            "Adds to what is configured.",
            autocompletion=complete_rules,
        ),
    ] = None,
    fail_on: Annotated[
        FailOn | None,
        typer.Option(
            help="Exit with 1 for findings of this severity or above.  [default: error]",
            show_default=False,
        ),
    ] = None,
    stdin_filename: Annotated[
        str, typer.Option(help="The name to report for standard input.")
    ] = "manifest.yml",
    config: Annotated[
        Path | None,
        typer.Option(
            help="Use this configuration instead of the nearest one upwards from here.",
            show_default=False,
        ),
    ] = None,
    isolated: Annotated[
        bool, typer.Option("--isolated", help="Take no notice of configuration files.")
    ] = False,
    forge_only: Annotated[
        bool,
        typer.Option(
            "--forge-only",
            help="Leave out named files too that are not Forge's or that `exclude` names.",
        ),
    ] = False,
    baseline: Annotated[
        Path | None,
        typer.Option(help="Do not show the findings in this baseline.", show_default=False),
    ] = None,
    write_baseline: Annotated[
        bool,
        typer.Option(
            "--write-baseline",
            help="Put what is found into the baseline. Without --baseline: "
            ".forgecfg-baseline.json.",
        ),
    ] = False,
    jobs: Annotated[
        int | None,
        typer.Option(
            "--jobs",
            "-j",
            min=1,
            help="Number of processes. Default: as many as pay.",
            show_default=False,
        ),
    ] = None,
    no_ignores: Annotated[
        bool, typer.Option("--no-ignores", help="Take no notice of ignore comments.")
    ] = False,
    no_files: Annotated[
        bool, typer.Option("--no-files", help="Do not look at the files that manifests name.")
    ] = False,
    no_source: Annotated[
        bool, typer.Option("--no-source", help="Do not read the source code of apps.")
    ] = False,
    forge_schema: Annotated[
        str | None,
        typer.Option(
            metavar="<auto|off|path>",
            help="Check against the official schema too: auto looks for @forge/manifest in the "
            "app's node_modules, then beside a global @forge/cli.  [default: off]",
            show_default=False,
        ),
    ] = None,
    statistics: Annotated[
        bool, typer.Option("--statistics", help="Count the findings of each rule, on stderr.")
    ] = False,
    show_files: Annotated[
        bool, typer.Option("--show-files", help="List the files that would be checked, and stop.")
    ] = False,
    fix: Annotated[
        bool, typer.Option("--fix", help="Apply the safe fixes, and report what is left.")
    ] = False,
    unsafe_fixes: Annotated[
        bool, typer.Option("--unsafe-fixes", help="Apply good guesses too; implies --fix.")
    ] = False,
    diff: Annotated[
        bool,
        typer.Option("--diff", help="Show what --fix would change; exit with 1 if anything."),
    ] = False,
    exit_zero: Annotated[
        bool, typer.Option("--exit-zero", help="Exit with 0 even where there are findings.")
    ] = False,
    color: Annotated[Color, typer.Option(help="When to colour.")] = Color.auto,
    quiet: Annotated[
        bool, typer.Option("--quiet", "-q", help="Show findings at the fail level only.")
    ] = False,
) -> int:
    """Check manifests: every link of the remote wiring, and the shape of the rest.

    Exit code: 0 if nothing is left at the fail level, 1 if something is, 2 if there is no full
    result (bad usage, a file that cannot be read).
    """
    configured = _config(config, isolated)
    choice = Choice(
        configured,
        tuple(select or ()),
        tuple(ignore or ()),
        suppressions=not no_ignores,
        files=not no_files,
        source=not no_source,
        forge_schema=forge_schema or configured.forge_schema,
    )
    settings = Settings(choice)
    level = Severity[fail_on.upper()] if fail_on else configured.fail_on or Severity.ERROR
    destinations = parse_formats(format or (), output_file)
    refuse_inputs(destinations, [str(one) for one in (*(paths or ()), config, baseline) if one])
    targets = search_targets(paths or ["."], stdin_filename, settings.exclude, forge_only)
    if show_files:
        return _show_files(targets, settings)
    fixing = _fixing(fix, unsafe_fixes, diff, color)
    if write_baseline and fixing.mode is Mode.SHOW:
        raise UsageError("--write-baseline and --diff exclude each other")
    known = open_known_findings(baseline, write_baseline, settings)
    watch = wants_progress(quiet) and [*targets]
    done = Fixed()
    if fixing.mode is Mode.NONE:
        checked = check_files(watch or targets, choice, jobs, _warn)
    else:
        checked = fix_all(watch or targets, settings, fixing, done)
        if fixing.mode is Mode.SHOW or STDIN in (paths or ()):
            # Standard output belongs to the diff, or to the mended text.
            destinations = [one for one in destinations if one.path is not None]
    with closing(checked), open_reports(destinations, color, closing=not quiet) as reports:
        news = known.filtered(checked) if known else checked
        shown = watched(news, len(watch)) if watch else news
        outcome = deliver(shown, reports.reporter, level if quiet else Severity.INFO)
    if known:
        known.close(quiet)
    if settings.wants_schema and not quiet:
        _tell_schemas(outcome.forge_schemas)
    if not quiet:
        for note in sorted(outcome.notes):
            _warn(note)
    _tell(fixing, done, outcome, quiet)
    if statistics:
        typer.echo(table(outcome.counts), err=True)
    if outcome.incomplete or done.unwritten or not reports.complete:
        return Exit.FAILED
    if fixing.mode is Mode.SHOW:
        failed = bool(done.files)
    else:
        failed = outcome.worst is not None and outcome.worst >= level
    return Exit.FINDINGS if failed and not exit_zero else Exit.CLEAN


def _config(file: Path | None, isolated: bool) -> Config:
    if isolated and file is not None:
        raise UsageError("--config and --isolated exclude each other")
    return Config() if isolated else load_config(Path(), file)


def _show_files(targets: Iterable[Target], settings: Settings) -> int:
    """List what would be checked; of a folder that cannot be searched, why."""
    code = Exit.CLEAN
    safe = escape if is_terminal() else defused if is_ci_log() else str
    for target in targets:
        if target.trouble:
            typer.echo(
                escape(f"forgecfg: {target.name} cannot be read: {target.trouble}"), err=True
            )
            code = Exit.FAILED
        else:
            # Raw for programs, which take it as a name; safe for people and logs.
            typer.echo(safe(target.name))
            for line in unread_source(target, settings):
                _warn(f"source not read: {line}")
    return code


def _tell_schemas(labels: set[str]) -> None:
    """On standard error, which official schemas were used."""
    for label in sorted(labels - {""}):
        _warn(f"checked against {label} too")
    if "" in labels:
        _warn("some files were checked without an official schema: none was found")


def _warn(message: str) -> None:
    typer.echo(f"forgecfg: {escape(message)}", err=True)


def _fixing(fix: bool, unsafe: bool, diff: bool, color: Color) -> Fixing:
    mode = Mode.SHOW if diff else Mode.WRITE if fix or unsafe else Mode.NONE
    return Fixing(mode, unsafe, wants_color(color, is_terminal()))


def _tell(fixing: Fixing, done: Fixed, outcome: Outcome, quiet: bool) -> None:
    """On standard error, what fixing did."""
    if fixing.mode is Mode.NONE or quiet:
        return
    what = "would apply" if fixing.mode is Mode.SHOW else "applied"
    files = f"{done.files} file{'' if done.files == 1 else 's'}"
    left = outcome.summary.errors + outcome.summary.warnings + outcome.summary.infos
    typer.echo(
        f"{what} {done.fixes} fix{'' if done.fixes == 1 else 'es'} in {files}, "
        f"{left} finding{'' if left == 1 else 's'} left",
        err=True,
    )


def table(counts: Counter[str]) -> str:
    """The findings of each rule, most frequent first."""
    return "\n".join(f"{count:>7}  {name}" for name, count in counts.most_common())
