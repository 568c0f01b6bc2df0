"""What the source of an app says: frozen data that rules, reports and editors share.

Offsets are 0-based and count characters of the file's text; ends are exclusive.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple

from forgecfg.document.lines import LineIndex
from forgecfg.manifest.references import Module
from forgecfg.source.values import Text, plain

API = "@forge/api"
BRIDGE = "@forge/bridge"

PRODUCTS = {
    "requestJira": "jira",
    "requestConfluence": "confluence",
    "requestBitbucket": "bitbucket",
}
"""The functions that call the REST API of a product."""


class SourceSpan(NamedTuple):
    """A range of a source file; `file` is its path relative to the manifest."""

    file: str
    start: int
    end: int


class Key(NamedTuple):
    """One text that the first argument of a call may have, and where it is written."""

    text: Text
    at: SourceSpan

    @property
    def name(self) -> str | None:
        """The text, None if a part of it is unknown."""
        return plain(self.text)


class Property(NamedTuple):
    """A property of an object literal among the arguments: its possible texts, and its value."""

    name: str
    texts: tuple[Text, ...]
    at: SourceSpan


class Argument(NamedTuple):
    """An argument of a call.

    `shape` is "text" (a string or a template literal), "tagged" (as in route`…`), "object",
    "function" or "other". `properties` are those of an object literal; `open` says that it may
    have others.
    """

    shape: str
    at: SourceSpan
    properties: tuple[Property, ...] = ()
    open: bool = False


class Call(NamedTuple):
    """One call of something from a package.

    `chain` are the names that lead to it from the package, without calls: `("asApp",
    "requestJira")`. `at` is the name that is called. `keys` are the possible texts of what the
    call names: at its own argument, or, where a function of the app passes it on, at the calls of
    that function. `instance` tells resolvers apart.
    """

    package: str
    chain: tuple[str, ...]
    at: SourceSpan
    arguments: tuple[Argument, ...]
    keys: tuple[Key, ...] = ()
    instance: str = ""

    @property
    def name(self) -> str:
        """The last of the names, as in `requestJira`."""
        return self.chain[-1] if self.chain else ""

    @property
    def known(self) -> bool:
        """Whether every text of what the call names is known.

        A call in a function that nothing calls names nothing.
        """
        return bool(self.arguments) and all(key.name is not None for key in self.keys)

    def argument(self, index: int) -> Argument | None:
        """The argument at a 0-based position."""
        return self.arguments[index] if index < len(self.arguments) else None


class Resolver(NamedTuple):
    """What a function of the manifest defines: the keys, and whether these are all of them."""

    keys: Mapping[str, SourceSpan]
    complete: bool


class Handler(NamedTuple):
    """The handler of a function of the manifest.

    `exports` are the names that its file exports, None if they cannot be recognized. `resolver`
    is set where the export is the `getDefinitions()` of a resolver or a `makeResolver(…)`.
    """

    function: str
    file: str
    export: str
    exports: frozenset[str] | None
    resolver: Resolver | None = None


class Asset(NamedTuple):
    """A file that a page loads from another host.

    `kind` is the list of `permissions.external` that allows it, as in "scripts"; `at` is its
    address.
    """

    kind: str
    address: str
    at: SourceSpan


class Unread(NamedTuple):
    """Something that could not be read: a file, or an import of a missing file."""

    file: str
    reason: str


class Shown(NamedTuple):
    """The modules that show a file of a front end.

    `certain` is false where the file may be shown elsewhere too, or not at all.
    `native` says that UI Kit shows it in some module, `browser` that a browser does.
    """

    modules: tuple[Module, ...]
    certain: bool
    native: bool
    browser: bool


class SourceFacts(NamedTuple):
    """What the source that runs says.

    `backend` are the files that functions reach, `shown` those of front ends. `stray` are keys
    given to a `define` that belongs to no resolver in sight. `escaped` is what was stored where it
    cannot be followed: the steps to it with the package in front, and `()` for calls. `texts` are
    the lines of each file that was read. `assets` is what pages load from other hosts.
    """

    calls: tuple[Call, ...] = ()
    assets: tuple[Asset, ...] = ()
    imports: Mapping[str, SourceSpan] = MappingProxyType({})
    backend: frozenset[str] = frozenset()
    shown: Mapping[str, Shown] = MappingProxyType({})
    handlers: Mapping[str, Handler] = MappingProxyType({})
    stray: frozenset[str] = frozenset()
    escaped: frozenset[tuple[str, ...]] = frozenset()
    unread: tuple[Unread, ...] = ()
    unread_backend: bool = False
    texts: Mapping[str, LineIndex] = MappingProxyType({})

    def named(self, *names: str, package: str = "") -> Iterator[Call]:
        """The calls whose last name is one of these, of one package or of all."""
        for call in self.calls:
            if call.name in names and (not package or call.package == package):
                yield call

    def in_backend(self, call: Call) -> bool:
        """Whether a function reaches the file of a call."""
        return call.at.file in self.backend

    def knows_all(self, *chains: tuple[str, ...]) -> bool:
        """Whether all that the app does with these could be read.

        Each chain is a package and the steps from it, as in `("@forge/api", "invokeRemote")`.
        """
        if self.unread:
            return False
        if any(chain[: len(lost)] == lost for lost in self.escaped for chain in chains):
            return False
        return all(
            call.known
            for call in self.calls
            for chain in chains
            if call.package == chain[0] and call.name == chain[-1]
        )
