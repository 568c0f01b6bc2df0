"""`--format text` and `--format markdown`: routes for people."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from forgecfg.remote.formats.record import facts_of, method_and_path
from forgecfg.remote.routes import Backend, Route, RouteTable
from forgecfg.reporters.escape import escape

_NAME_WIDTH = 8


def text_lines(table: RouteTable) -> Iterator[str]:
    """The lines of the text format, safe to show."""
    for number, backend in enumerate(table.backends):
        if number:
            yield ""
        yield escape(f"{backend.label}{_address(backend)}")
        routes = [route for route in table.routes if route.backend == backend]
        if not routes:
            yield "  no known caller"
        for route in routes:
            yield ""
            yield escape(f"  {_heading(route)}")
            for name, value in facts_of(route):
                yield escape(f"    {name:<{_NAME_WIDTH}} {value}")
    for endpoint in table.unused:
        yield ""
        yield escape(f'endpoint "{endpoint}" has no known caller')


def markdown_lines(table: RouteTable) -> Iterator[str]:
    """The lines of a Markdown page, a table for each route."""
    yield "# What the remotes of this app receive"
    for backend in table.backends:
        yield ""
        yield f"## {_cell(backend.label)}"
        yield ""
        yield from (f"- {region}: {_code(url)}" for region, url in backend.urls)
        routes = [route for route in table.routes if route.backend == backend]
        if not routes:
            yield "No known caller."
        for route in routes:
            yield from (
                "",
                f"### {_cell(_heading(route))}",
                "",
                "| what | value |",
                "| --- | --- |",
            )
            yield from (f"| {name} | {_cell(value)} |" for name, value in facts_of(route))
    yield from _unused(table, _code)


def _unused(table: RouteTable, mark: Callable[[str], str]) -> Iterator[str]:
    if table.unused:
        yield ""
        yield f"Endpoints without a known caller: {', '.join(map(mark, table.unused))}"


def _heading(route: Route) -> str:
    endpoint = f'endpoint "{route.endpoint}": ' if route.endpoint is not None else ""
    return f"{endpoint}{method_and_path(route)}"


def _address(backend: Backend) -> str:
    if backend.configurable:
        return " at an address that the customer configures"
    urls = [url if region == "default" else f"{region} {url}" for region, url in backend.urls]
    return f" at {', '.join(urls)}" if urls else ""


def _code(text: str) -> str:
    return f"`{escape(text).replace('`', chr(39))}`"


def _cell(text: str) -> str:
    """Text in which nothing is Markdown."""
    safe = escape(text)
    for char in "\\`*_[]<>|#":
        safe = safe.replace(char, f"\\{char}")
    return safe
