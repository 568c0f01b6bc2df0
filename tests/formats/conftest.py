"""Reports that every format has to show, and a way to render them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

import pytest

from forgecfg.document.document import load
from forgecfg.document.positions import Edit, Span
from forgecfg.findings import FileReport, Finding, Fix, Related, Safety, Severity
from forgecfg.linter.lint import run
from forgecfg.reporters.formats import make_reporter
from forgecfg.reporters.reporter import Output
from forgecfg.reporters.summary import Summary
from forgecfg.rules.table import BY_NAME

Render = Callable[..., str]
RULES = tuple(BY_NAME[code] for code in ("FC201", "FC202", "FC008"))

WIRING = """\
modules:
  macro:
    - key: hello
      title: Hello
      resolver:
        endpoint: remote-macro-nod
  trigger:
    - key: on-install
      endpoint: installed-in-a-place-far-away
      events: ["avi:forge:installed:app"]
  endpoint:
    - key: remote-macro-node
      remote: backend
remotes:
  - key: backend  # forgecfg: ignore[undefined-remote] not needed
    baseUrl: https://api.acme-it.app
"""

HOSTILE = """\
modules:
  macro:
    - key: "[bold]hello[/bold]"
      # \u202e\u2066 nothing to see \u200b\u2028here\u0085
      resolver: {endpoint: "\\e[31mred\\a ::error::x ##[stop-commands]y\\n\u202edlrow\ufeff"}
  endpoint:
    - key: fine
      remote: "##vso[task.complete]"
"""

WIDE = """\
modules:
  macro:
    - {key: "マクロ", title: "こんにちは世界", resolver: {endpoint: "リモートのエンドポイン"}}
    - {key: cafe\u0301, title: "e\u0301te\u0301", resolver: {endpoint: "cafe\u0301"}}
  endpoint:
    - key: "リモートのエンドポイント"
      remote: "😀"
"""

MEGABYTE = (
    f'modules: {{macro: [{{key: a, title: "{"x" * 500_000}", resolver: {{endpoint: absent}}, '
    f'description: "{"y" * 500_000}"}}]}}\n'
)


ASTRAL = """\
modules:
  macro:
    - {key: "😀a", title: "😀", resolver: {endpoint: "remote-macro-nod"}} # 😀
  endpoint:
    - key: remote-macro-node
      remote: "💥backen"
remotes:
  - {key: "💥", baseUrl: "https://api.acme-it.app"}
  - {key: "💥backend", baseUrl: "https://api.acme-it.app"}
"""


def span(line: int, column: int, end_line: int, end_column: int) -> Span:
    return Span(0, 0, line, column, end_line, end_column)


def checked(text: str, file: str = "app/manifest.yml") -> FileReport:
    with pytest.MonkeyPatch.context() as patch:
        # Names of odd characters would be reported as malformed and as nothing else, but here
        # they are to go wherever a name may.
        patch.setattr("forgecfg.schema.check.check", lambda *_: {})
        return run(load(text), file, RULES)


def found(name: str, location: Span, message: str, **more: object) -> Finding:
    fields: dict[str, object] = {
        "file": "manifest.yml",
        "code": "FC999",
        "severity": Severity.ERROR,
        **more,
    }
    return Finding(name=name, span=location, message=message, **fields)  # type: ignore[arg-type]


MULTI_LINE = FileReport(
    "manifest.yml",
    (
        found("with-hint", span(2, 13, 4, 5), "it is a list", hint="make it a mapping"),
        found("to-end-of-line", span(3, 7, 4, 1), "the span ends behind the line break"),
        found("one-more", span(3, 7, 9, 3), "the end is not among the lines at hand"),
    ),
    {1: "modules:", 2: "  resolver: [a,   ", 3: "      b,", 4: "    ]"},
)

PLACES = FileReport(
    "manifest.yml",
    (
        found(
            "no-lines",
            span(40, 1, 40, 1),
            "there is no line to show",
            hint="so the hint stands with the message",
        ),
        found("end-of-line", span(2, 8, 2, 8), "something is missing after this"),
        found(
            "related",
            span(2, 1, 2, 7),
            "an older key has the same name",
            severity=Severity.WARNING,
            related=(
                Related(span(7, 3, 7, 9), 'endpoint "x"'),
                Related(
                    span(12, 3, 12, 9),
                    "a note on another place that takes more room than a narrow terminal has",
                ),
            ),
            help="take another name; any will do that nobody else in the whole manifest has",
        ),
        found("after-a-tab", span(3, 2, 3, 5), "tabs are shown as spaces", severity=Severity.INFO),
        found(
            "long-words",
            span(3, 2, 3, 5),
            f"see https://acme-it.app/{'long/' * 12}page and {'n' * 90} about it",
            hint=f"or {'h' * 70} instead",
            severity=Severity.INFO,
        ),
        found("far-down", span(123456, 3, 123456, 6), "numbers of lines may be long"),
        found(
            "fixes",
            span(2, 1, 2, 7),
            "two ways to mend it",
            path=("modules", "macro", 0, "key"),
            fixes=(
                Fix("rename it", Safety.SAFE, (Edit(span(2, 1, 2, 7), 'new\n\t"name"'),)),
                Fix(
                    "remove it",
                    Safety.UNSAFE,
                    (Edit(span(2, 1, 3, 1), ""), Edit(span(9, 1, 9, 1), "# gone\r\n")),
                ),
            ),
        ),
    ),
    {
        1: "   ",
        2: "remote:",
        3: "\tkey: x",
        123455: "- one",
        123456: "- two",
    },
)

CASES: dict[str, tuple[FileReport, ...]] = {
    "wiring": (checked(WIRING), checked("permissions: {}\n", "other/manifest.yml")),
    "clean": tuple(checked("permissions: {}\n", f"{name}/manifest.yml") for name in "abc"),
    "hostile": (checked(HOSTILE, "\x1b]0;title\x07/::debug::/\u202eapp/manifest.yml"),),
    "astral": (checked(ASTRAL, "💥 x/manifest.yml"),),
    "wide": (checked(WIDE, "アプリ/manifest.yml"),),
    "megabyte": (checked(MEGABYTE),),
    "multi-line": (MULTI_LINE,),
    "places": (PLACES,),
}


def rendered(name: str, files: Iterable[FileReport], width: int = 80, color: bool = False) -> str:
    """What the reporter of a format writes about these files."""
    written: list[str] = []
    reporter = make_reporter(name, Output(written.append, color, width))
    summary = Summary()
    for file in files:
        reporter.add(file)
        summary = summary.plus(Summary.of(file))
    reporter.finish(summary)
    return "".join(written)


@pytest.fixture(autouse=True, scope="session")
def outside_of_ci() -> Iterator[None]:
    """The tests may run in a CI job themselves, which must not change what is reported."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("GITHUB_WORKSPACE", "CI_PROJECT_DIR"):
            patch.delenv(name, raising=False)
        yield


@pytest.fixture(scope="session")
def render() -> Render:
    return rendered


@pytest.fixture(scope="session")
def cases() -> dict[str, tuple[FileReport, ...]]:
    return CASES


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "case" in metafunc.fixturenames:
        metafunc.parametrize("case", list(CASES))
