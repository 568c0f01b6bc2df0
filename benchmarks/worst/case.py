"""What a worst case is: generated files, and the command that has the most work with them."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

Files = dict[str, str]

MANIFEST = "manifest.yml"
HEAD = "app:\n  id: ari:cloud:ecosystem::app/0c1d8a52-3f0b-4c6e-9d55-1f6f2b7f9a10\n"
HEAD += "  runtime:\n    name: nodejs22.x\n"


class Case(NamedTuple):
    """One case: `build(n)` returns its files, of which the manifest is one.

    `why` is a sentence that says what made this case slow, or could. `size` is the smaller n; it is
    also measured at 8 times that. `command` is the command with its options; the manifest follows.
    `scales`: whether the manifest grows with n, so that 1 MB of it is measured too.
    """

    name: str
    why: str
    build: Callable[[int], Files]
    size: int
    command: tuple[str, ...] = ("check",)
    scales: bool = True


def manifest(name: str, why: str, text: Callable[[int], str], size: int, *command: str) -> Case:
    """A case of one manifest without other files."""
    return Case(name, why, lambda n: {MANIFEST: text(n)}, size, command or ("check",))


def app(name: str, why: str, build: Callable[[int], Files], size: int, *command: str) -> Case:
    """A case of a manifest with the files of its app, which grow instead of the manifest."""

    def files(n: int) -> Files:
        return {"package.json": "{}", **build(n)}

    return Case(name, why, files, size, command or ("check",), scales=False)


def modules(kind: str, items: str) -> str:
    """A manifest with one module type."""
    return f"{HEAD}modules:\n  {kind}:\n{items}"


def repeat(n: int, line: str) -> str:
    """A line n times, with `%d` replaced with the number of each."""
    return "".join(line.replace("%d", str(i)) for i in range(n))
