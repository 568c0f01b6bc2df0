"""Recognize a file as an earlier report of forgecfg, which a new report may replace."""

from __future__ import annotations

import re

HEAD = 65_536
"""How many bytes of a file decide."""

_COLOR = re.compile(rb"\x1b\[[0-9;]*m")
_WHITESPACE = re.compile(rb"\s+")

# Each matches the start of the reports of one format, without color.
_TEXTS = (
    # text and concise; the others are for a run without findings, and for its messages
    rb"[^\n]*:\d+:\d+(?:  |: )(?:error|warning|info)(?: {1,2}|\[)[a-z][a-z-]+",
    rb"no findings in \d+ files?\b|no files checked\b|forgecfg: ",
    # github
    rb"::(?:error|warning|notice) file=[^\n]*,title=",
    # azure
    rb"##vso\[task\.logissue type=(?:error|warning);[^\]\n]*code=FC\d{3};\]",
    # checkstyle, which other tools write too
    rb'<\?xml version="1\.0" encoding="utf-8"\?>\s*<checkstyle version="4\.3">\s*'
    rb'(?:</checkstyle>|<file [^>]*>\s*<error [^>]*(?:source="forgecfg\.|\Z))',
    # junit
    rb'<\?xml version="1\.0" encoding="utf-8"\?>\s*<testsuites name="forgecfg"',
    # diff
    rb"### forgecfg diff: |no changes(?: to report)?(?: \(\d+ accepted\))?\s*(?:\n|\Z)",
    rb"(?:impossible|data loss|major|may be major|minor|not compared): [^\n]*"
    rb"\d+ (?:change|manifest)",
    # graph
    rb"flowchart LR\r?\n|digraph forge \{\r?\n",
    rb"[^\n]*\.ya?ml\s*(?:\Z|\n(?:\xe2\x94\x9c|\xe2\x94\x94)\xe2\x94\x80)",
    # audit
    rb"[^\n]+  Runs on Atlassian: |## [^\n]*\s+\*\*Runs on Atlassian\*\*: ",
)
# The same for JSON, of which whitespace is removed: other tools may have formatted it.
_JSON = (
    # json of check, diff, graph and audit
    rb'\{"version":\d+,"tool":\{"name":"forgecfg"',
    # rdjson
    rb'\{"source":\{"name":"forgecfg"',
    # bitbucket
    rb'\{"annotations":\[(?:\{"external_id":"forgecfg-|\],"report":\{"title":"forgecfg")',
    # sarif
    rb'\{"\$schema":"[^"]*sarif[^"]*","version":"2\.1\.0","runs":\[\{"columnKind":"utf16CodeUnits",'
    rb'"originalUriBaseIds":\{"%SRCROOT%":\{"description":\{"text":"Therootoftherepository\."',
    # gitlab
    rb'\[(?:\]\Z|\{"description":"(?:[^"\\]|\\.)*+(?:","check_name":"[a-z-]+"|\Z))',
)
_EARLIER_TEXT = re.compile(rb"\s*+(?:" + rb"|".join(_TEXTS) + rb")")
_EARLIER_JSON = re.compile(rb"|".join(_JSON))


def is_earlier_report(head: bytes) -> bool:
    """Whether a file with this start, of up to `HEAD` bytes, is a report in one of the formats.

    The format may be another one than now. An empty file counts: it is a report without findings.
    """
    plain = _COLOR.sub(b"", head)
    compact = _WHITESPACE.sub(b"", plain)
    return (
        not compact
        or _EARLIER_TEXT.match(plain) is not None
        or _EARLIER_JSON.match(compact) is not None
    )
