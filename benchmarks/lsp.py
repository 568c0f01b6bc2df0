"""How quick and how small the language server is, through a real client.

    python benchmarks/lsp.py [--edits 200] [--lines 1000] [--memory]

Each edit changes one character of a manifest; after a third of the edits each follow a completion,
a hover, and nothing but the check. Times are those of the server for one request, with reading the
changed text, and without the wait for the end of a burst. Quoted are 95th percentiles: processor
time, which holds on a busy machine, its ratio to one `check_text` of the same text in this process,
and time by the clock. `--memory` compares the resident memory after 2,000 edits with that after 200
(Linux only). Needs the extra `lsp`.
"""

from __future__ import annotations

import argparse
import asyncio
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from lsprotocol import types
from pygls.lsp.client import LanguageClient

from forgecfg.api import check_text

# Starts the server, and writes the time of each request to the file in its argument.
SERVER = """
import sys, time
from forgecfg.lsp import language
from forgecfg.cli.main import main
from forgecfg.lsp.state import State

times = open(sys.argv[1], "w")

def timed(owner, name, convert=False):
    function = getattr(owner, name)
    def run(ls, *rest):
        cpu, wall = time.thread_time(), time.perf_counter()
        found = function(ls, *rest)
        if convert:
            ls.protocol._converter.unstructure(found)
        print(name, time.thread_time() - cpu, time.perf_counter() - wall, file=times, flush=True)
        return found
    setattr(owner, name, run)

timed(State, "check")
timed(language, "on_completion", True)
timed(language, "on_hover", True)
sys.exit(main(["lsp"]))
"""


def manifest(lines: int) -> str:
    """A manifest of about so many lines, with endpoints, remotes, functions and modules."""
    return "\n".join(_lines(max(lines // 20, 1))) + "\n"


def _lines(count: int) -> Iterator[str]:
    yield "app:\n  id: ari:cloud:ecosystem::app/0c1d8a52-3f0b-4c6e-9d55-1f6f2b7f9a10"
    yield "  runtime:\n    name: nodejs22.x\npermissions:\n  scopes:\n    - read:jira-work"
    yield "    - read:app-system-token\nmodules:\n  jira:issuePanel:"
    for number in range(count):
        yield f"    - key: panel-{number}\n      title: Panel {number}"
        yield "      icon: https://example.com/icon.svg\n      resource: main"
        yield f"      resolver:\n        endpoint: endpoint-{number}"
    yield "  endpoint:"
    for number in range(count):
        yield f"    - key: endpoint-{number}\n      remote: backend-{number}"
        yield "      auth:\n        appSystemToken:\n          enabled: true"
    yield "  jira:issueAction:"
    for number in range(count):
        yield f"    - key: action-{number}\n      title: Action {number}\n      resource: main"
        yield f"      resolver:\n        endpoint: endpoint-{number}"
    yield "remotes:"
    for number in range(count):
        yield f"  - key: backend-{number}\n    baseUrl: https://backend-{number}.example.com"
        yield "    operations: [compute]"
    yield "resources:\n  - key: main\n    path: static/main"


class Measured:
    """The times of the server in seconds, processor and clock, by what it did."""

    def __init__(self) -> None:
        self.times: dict[str, list[tuple[float, float]]] = {}

    def percentiles(self, name: str) -> tuple[float, float]:
        """The 95th percentiles of processor and clock in milliseconds, without the first time."""
        processor, clock = zip(*self.times[name][1:], strict=True)
        return _percentile(processor), _percentile(clock)


def _percentile(times: Sequence[float]) -> float:
    return statistics.quantiles(times, n=20)[-1] * 1000


async def edit(text: str, edits: int, measured: Measured, memory: bool = False) -> list[int]:
    """Edit a manifest, with a completion and a hover after each edit.

    Returns the resident memory in kilobytes after 200 edits and at the end.
    """
    folder = Path(tempfile.mkdtemp())
    uri, times = (folder / "manifest.yml").as_uri(), folder / "times"
    client = LanguageClient("benchmark", "1")
    published: asyncio.Queue[types.PublishDiagnosticsParams] = asyncio.Queue()

    def publish(params: types.PublishDiagnosticsParams) -> None:
        published.put_nowait(params)

    client.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)(publish)
    await client.start_io(sys.executable, "-c", SERVER, str(times))
    process = client._server
    assert process is not None
    await client.initialize_async(types.InitializeParams(types.ClientCapabilities()))
    item = types.TextDocumentItem(uri, "yaml", 1, text)
    client.text_document_did_open(types.DidOpenTextDocumentParams(item))
    await published.get()
    line = text[: text.index("        endpoint: ")].count("\n")
    place = types.Position(line, len("        endpoint: e"))
    sizes = []
    for number in range(edits):
        typed = types.TextDocumentContentChangePartial(
            types.Range(place, types.Position(place.line, place.character + number % 2)),
            "" if number % 2 else "x",
        )
        version = types.VersionedTextDocumentIdentifier(number + 2, uri)
        client.text_document_did_change(types.DidChangeTextDocumentParams(version, [typed]))
        if memory and number % 10:
            continue
        # One request for each version, which so pays for reading the text.
        document = types.TextDocumentIdentifier(uri)
        if number % 3 == 1 or memory:
            await client.text_document_completion_async(types.CompletionParams(document, place))
        if number % 3 == 2 or memory:
            await client.text_document_hover_async(types.HoverParams(document, place))
        await published.get()
        if number in (199, 200, edits - 1, edits - 10):
            sizes.append(_resident(process.pid))
    await client.shutdown_async(None)
    client.exit(None)
    await process.wait()
    for entry in times.read_text(encoding="ascii").splitlines():
        what, processor, clock = entry.split(" ")
        measured.times.setdefault(what, []).append((float(processor), float(clock)))
    return [sizes[0], sizes[-1]] if sizes else []


def _resident(pid: int) -> int:
    status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    return int(status.partition("VmRSS:")[2].split()[0])


def one_check(text: str) -> float:
    """The median processor time of `check_text` in milliseconds."""
    times = []
    for _ in range(15):
        start = time.thread_time()
        check_text(text)
        times.append((time.thread_time() - start) * 1000)
    return statistics.median(times)


BUDGETS: tuple[tuple[str, str, int], ...] = (
    ("check", "diagnostics", 60),
    ("on_completion", "completion", 15),
    ("on_hover", "hover", 10),
)


def main() -> None:
    """Measure and print the tables."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--edits", type=int, default=200)
    parser.add_argument("--lines", type=int, nargs="*", default=[1000, 2000, 4000, 8000])
    parser.add_argument("--memory", action="store_true", help="compare memory, 2,000 edits")
    options = parser.parse_args()
    if options.memory:
        sizes = asyncio.run(edit(manifest(1000), 2000, Measured(), memory=True))
        print(f"memory: {sizes[0]} kB after 200 edits, {sizes[1]} kB after 2,000: "
              f"{sizes[1] / sizes[0]:.3f} (budget 1.10)")  # fmt: skip
        return
    print("| lines | what | p95 | budget for 1,000 lines | ratio to one check | by the clock |")
    print("| --- | --- | --- | --- | --- | --- |")
    for lines in options.lines:
        text = manifest(lines)
        base = one_check(text)
        measured = Measured()
        asyncio.run(edit(text, options.edits, measured))
        for name, label, budget in BUDGETS:
            processor, clock = measured.percentiles(name)
            ratio = processor / base
            print(f"| {text.count(chr(10))} | {label} | {processor:.1f} ms | ≤ {budget} ms "
                  f"| {ratio:.2f} | {clock:.1f} ms |", flush=True)  # fmt: skip


if __name__ == "__main__":
    main()
