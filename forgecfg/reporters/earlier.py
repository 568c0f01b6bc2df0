"""Recognize a file as an earlier report of forgecfg, which a new report may replace."""

from __future__ import annotations

import re

HEAD = 65_536
"""How many bytes of a file decide."""

_COLOR = re.compile(rb"\x1b\[[0-9;]*m")

_TOOL = rb'"tool": ?\{"name": ?"forgecfg"'
_PLACE = rb"[^\n]*:\d+:\d+"
_SEVERITY = rb"(?:error|warning|info)"

# Each matches the start of the reports of one format, without color.
_STARTS = (
    # json of check, diff, graph and audit
    rb'\{"version": ?\d+, ?' + _TOOL,
    # sarif
    rb'\{"\$schema": ?"[^"\n]*sarif[^"\n]*", ?"version": ?"2\.1\.0", ?"runs": ?\[\{'
    rb'"columnKind": ?"utf16CodeUnits", ?"originalUriBaseIds": ?\{"%SRCROOT%": ?'
    rb'\{"description": ?\{"text": ?"The root of the repository\."',
    # gitlab
    rb'\[\s*(?:\]\s*\Z|\{"description": ?"(?:[^"\\\n]|\\.)*+(?:", ?"check_name": ?"[a-z-]+"|\Z))',
    # junit
    rb'<\?xml version="1\.0" encoding="utf-8"\?>\s*<testsuites name="forgecfg"',
    # text and concise, also without findings
    _PLACE + rb"(?:  |: )" + _SEVERITY + rb" {1,2}[a-z][a-z-]+",
    rb"no findings in \d+ files?\b|no files checked\b",
    # github
    rb"::(?:error|warning|notice) file=[^\n]*,title=",
    # diff
    rb"### forgecfg diff: |no changes(?: to report)?(?: \(\d+ accepted\))?\s*(?:\n|\Z)",
    rb"(?:impossible|data loss|major|may be major|minor|not compared): [^\n]*"
    rb"\d+ (?:change|manifest)",
    # graph
    rb"flowchart LR\n|digraph forge \{\n",
    rb"[^\n]*\.ya?ml\s*(?:\Z|\n(?:\xe2\x94\x9c|\xe2\x94\x94)\xe2\x94\x80)",
    # audit
    rb"[^\n]+  Runs on Atlassian: |## [^\n]*\n+\*\*Runs on Atlassian\*\*: ",
)
_EARLIER = re.compile(rb"\s*+(?:" + rb"|".join(_STARTS) + rb")")


def is_earlier_report(head: bytes) -> bool:
    """Whether a file with this start, of up to `HEAD` bytes, is a report in one of the formats.

    The format may be another one than now. An empty file counts: it is a report without findings.
    """
    plain = _COLOR.sub(b"", head)
    return not plain.strip() or _EARLIER.match(plain) is not None
