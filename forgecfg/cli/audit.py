"""`forgecfg audit`."""

# Without postponed annotations: see "Why start-up looks like this" in CONTRIBUTING.md.
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from forgecfg.audit.build import audit_text
from forgecfg.cli.exits import Exit
from forgecfg.cli.inspect import open_output, read_sources, tell_unreadable
from forgecfg.cli.output import Color

EXAMPLES = """
  forgecfg audit --format markdown
  forgecfg audit --require runs-on-atlassian
"""


class AuditFormat(StrEnum):
    """The formats of an audit."""

    text = "text"
    markdown = "markdown"
    json = "json"


class Requirement(StrEnum):
    """The programs that `--require` accepts."""

    runs_on_atlassian = "runs-on-atlassian"


def audit(
    path: Annotated[
        str,
        typer.Argument(help="Manifest, directory to search, or - for standard input."),
    ] = ".",
    format: Annotated[  # noqa: A002
        AuditFormat, typer.Option("--format", help="Output format.")
    ] = AuditFormat.text,
    output_file: Annotated[
        Path | None, typer.Option(help="Write the report to this file.", show_default=False)
    ] = None,
    require: Annotated[
        Requirement | None,
        typer.Option(
            help="Exit with 1 if the manifest is not eligible for this program.", show_default=False
        ),
    ] = None,
    color: Annotated[Color, typer.Option(help="When to color.")] = Color.auto,
) -> int:
    """Show which data leaves Atlassian and who can see it, for reviews and the Marketplace.

    Exit code: 0; 1 if --require is not met; 2 if a manifest cannot be read.
    """
    audits = [audit_text(source, name) for name, source in read_sources(path)]
    readable = [one for one in audits if one.unreadable is None]
    tell_unreadable(one.unreadable for one in audits)
    if readable or format is AuditFormat.json:
        from forgecfg.audit import formats

        with open_output(output_file, color, [path]) as output:
            if format is AuditFormat.text:
                for number, one in enumerate(readable):
                    output.write("\n" if number else "")
                    formats.write_text(one, output)
            elif format is AuditFormat.markdown:
                output.write(formats.markdown(readable))
            else:
                output.write(formats.json_text(readable))
    if len(readable) < len(audits):
        return Exit.FAILED
    ruled_out = require is not None and any(one.reasons for one in readable)
    return Exit.FINDINGS if ruled_out else Exit.CLEAN
