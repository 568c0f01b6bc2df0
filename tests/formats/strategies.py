"""Random reports, with all that a manifest or a file name may hold to do harm."""

from __future__ import annotations

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from forgecfg.document.positions import Edit, Span
from forgecfg.findings import FileReport, Finding, Fix, Related, Safety, Severity

patient = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
"""For tests of random reports, which may be long, on machines that may be busy."""

HOSTILE = (
    "\n",
    "\r\n",
    "\n::error::x",
    " ::error file=x::y",
    "::set-output name=a::b",
    "##[group]x",
    "##vso[task.complete]",
    "%",
    "%0A",
    "%0A::error::x",
    "]]>",
    "<![CDATA[",
    "<script>alert(1)</script>",
    "<!--",
    "&lt;",
    "&#10;",
    '"',
    "'",
    "\x00",
    "\x1b[31m",
    "\x1b]0;title\x07",
    "\x9b31m",
    "\u202eabc",
    "\u2066",
    "\u200b",
    "\u2028",
    "\ufeff",
    "\ufffe",
    "\ud800",
    "\udcff",
    "|",
    "\\|",
    "\\",
    "`",
    "``",
    "[x](https://acme-it.app)",
    "![x](1)",
    "](",
    "{0}",
    "{{1}}",
    "@team",
    "#1",
    "https://acme-it.app",
    "www.acme-it.app",
    "**x**",
    ",",
    ":",
    "=",
    "line 7",
    "😀",
    "é",
)

numbers = st.integers(1, 10**7)
words = st.lists(
    st.one_of(
        st.sampled_from(HOSTILE), st.text(st.characters(codec="utf-8"), min_size=1, max_size=9)
    ),
    min_size=1,
    max_size=5,
).map("".join)
texts = st.one_of(st.just(""), words)


@st.composite
def spans(draw: st.DrawFn) -> Span:
    """A span whose end is not before its start, mostly in one line."""
    line, column = draw(numbers), draw(numbers)
    more = draw(st.sampled_from((0, 0, 0, 1, 5)))
    end = draw(numbers) if more else column + draw(st.integers(0, 99))
    return Span(0, 0, line, column, line + more, end)


findings = st.builds(
    Finding,
    file=words,
    code=st.from_regex(r"FC[0-9]{3}", fullmatch=True),
    name=st.from_regex(r"[a-z]+(-[a-z]+){0,3}", fullmatch=True),
    severity=st.sampled_from(Severity),
    message=words,
    span=spans(),
    path=st.lists(st.one_of(texts, st.integers(0, 99)), max_size=4).map(tuple),
    hint=texts,
    help=texts,
    related=st.lists(st.builds(Related, spans(), texts), max_size=2).map(tuple),
    fixes=st.lists(
        st.builds(
            Fix,
            words,
            st.sampled_from(Safety),
            st.lists(st.builds(Edit, spans(), texts), min_size=1, max_size=2).map(tuple),
        ),
        max_size=2,
    ).map(tuple),
)


@st.composite
def file_reports(draw: st.DrawFn) -> FileReport:
    """A report whose findings carry its file's name."""
    file = draw(words)
    found = draw(st.lists(findings, max_size=3))
    return FileReport(file, tuple(one._replace(file=file) for one in found))


reports = st.lists(file_reports(), max_size=4)
