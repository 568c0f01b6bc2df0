"""The manifest as typed data for rules, without malformed parts, which the schema rules report."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from forgecfg.catalog.module_types import ROOT_SECTIONS
from forgecfg.catalog.scopes import TOKEN_SCOPES
from forgecfg.document.cursor import Cursor
from forgecfg.document.positions import YamlPath
from forgecfg.manifest.references import FILE_PREFIX, Module, Reference, Target, collect

if TYPE_CHECKING:
    from forgecfg.document.document import Document


class Token(NamedTuple):
    """One entry under `auth` of an endpoint or a remote.

    `enabled` is also true for the mistake `appUserToken: true`, whose intention is clear.
    """

    name: str
    cursor: Cursor
    enabled: bool


class Endpoint(NamedTuple):
    """One item of `modules.endpoint`."""

    cursor: Cursor
    key: Cursor | None
    remote: Cursor | None
    tokens: tuple[Token, ...]

    @property
    def name(self) -> str | None:
        """The key, None if it is not a known string."""
        return self.key.text if self.key is not None else None

    @property
    def label(self) -> str:
        """Its name in messages."""
        return f'endpoint "{self.name}"' if self.name is not None else "an endpoint without a key"


class Remote(NamedTuple):
    """One item of `remotes`."""

    cursor: Cursor
    key: Cursor | None
    tokens: tuple[Token, ...]

    @property
    def name(self) -> str | None:
        """The key, None if it is not a known string."""
        return self.key.text if self.key is not None else None

    @property
    def label(self) -> str:
        """Its name in messages."""
        return f'remote "{self.name}"' if self.name is not None else "a remote without a key"

    @property
    def base_url(self) -> Cursor | None:
        """The value of `baseUrl`: a string, or a mapping of regions."""
        return self.cursor.get("baseUrl")

    @property
    def configurable(self) -> Cursor | None:
        """The value of `configurable`: the customer's administrator enters the base URL."""
        return self.cursor.get("configurable")

    @property
    def operations(self) -> tuple[str, ...] | None:
        """The operations, None if they are not declared."""
        listed = self.cursor.get("operations")
        if listed is None or not listed.is_list:
            return None
        return tuple(item.text for item in listed.items() if item.text is not None)

    def urls(self) -> Iterator[tuple[str, Cursor]]:
        """The region and the value of each base URL; the region of a plain URL is "default"."""
        base = self.base_url
        if base is None:
            return
        if base.is_mapping:
            yield from base.entries()
        else:
            yield "default", base

    @property
    def by_region(self) -> bool:
        """Whether it has more than one base URL: a default one, and those of regions."""
        return len(list(self.urls())) > 1


class Scope(NamedTuple):
    """One scope of `permissions.scopes`, in its list or its mapping form."""

    name: str
    cursor: Cursor

    @property
    def location(self) -> Cursor:
        """The cursor of the name: the list item, or the key of the mapping form."""
        if self.cursor.key is None:
            return self.cursor
        return Cursor(self.cursor.key, self.cursor.path, self.cursor.key)


class Manifest:
    """The declarations and references of one document, read once."""

    __slots__ = (
        "document",
        "endpoints",
        "modules",
        "names",
        "references",
        "remotes",
        "root",
        "scopes",
    )

    def __init__(self, document: Document) -> None:
        self.document = document
        self.root = Cursor(document.root) if document.root is not None else None
        self.modules: tuple[Module, ...] = ()
        self.endpoints: tuple[Endpoint, ...] = ()
        self.remotes: tuple[Remote, ...] = ()
        self.scopes: tuple[Scope, ...] = ()
        self.references: dict[Target, list[Reference]] = {target: [] for target in Target}
        self.names: dict[tuple[Target, YamlPath], dict[str, Cursor]] = {}
        if self.root is None or not self.root.is_mapping:
            return
        self.modules = tuple(_modules(self.root))
        self.endpoints = tuple(_endpoints(self.root, self.modules))
        self.remotes = tuple(_remotes(self.root))
        self.scopes = tuple(_scopes(self.root.at("permissions", "scopes")))
        for reference in collect(self.root, self.modules, FILE_PREFIX in document.text):
            self.references[reference.target].append(reference)

    def at(self, *names: str) -> Cursor | None:
        """The value at the end of a chain of keys from the root, None if a key is missing."""
        return self.root.at(*names) if self.root is not None else None

    def items(self, *section: str) -> Iterator[Cursor]:
        """The mappings in the list at a path; none if there is no such list."""
        yield from _items(self.at(*section))

    def enabled_tokens(self) -> Iterator[tuple[str, Token]]:
        """Every enabled token, with the label of its endpoint or remote."""
        owners: tuple[Endpoint | Remote, ...] = (*self.endpoints, *self.remotes)
        for owner in owners:
            for token in owner.tokens:
                if token.enabled:
                    yield owner.label, token

    @property
    def scope_section(self) -> Cursor | None:
        """The value of `permissions.scopes`."""
        return self.at("permissions", "scopes")

    @property
    def scope_anchor(self) -> Cursor | None:
        """The value of `permissions.scopes`, or else of `permissions`, to point at."""
        return self.at("permissions", "scopes") or self.at("permissions")


def read_manifest(document: Document) -> Manifest:
    """The view of a document; empty if its root is not a mapping."""
    return Manifest(document)


def _items(section: Cursor | None) -> Iterator[Cursor]:
    """The mappings of a section. A single mapping with a `key` is a list with a missing dash."""
    if section is None:
        return
    if section.is_mapping and section.get("key") is not None:
        yield section
    for item in section.items():
        if item.is_mapping:
            yield item


def _modules(root: Cursor) -> Iterator[Module]:
    modules = root.get("modules")
    if modules is None:
        return
    for kind, section in modules.entries():
        # A section of the root under `modules` is reported elsewhere and contains no modules.
        if kind not in ROOT_SECTIONS:
            for item in _items(section):
                yield Module(kind, item, item.get("key"))


def _endpoints(root: Cursor, modules: tuple[Module, ...]) -> Iterator[Endpoint]:
    for module in modules:
        if module.type == "endpoint":
            yield _endpoint(module.cursor)
    # Endpoints at the root are reported as misplaced; their names are known, so that references
    # to them are not reported too.
    for item in _items(root.get("endpoint")):
        yield _endpoint(item)


def _endpoint(item: Cursor) -> Endpoint:
    return Endpoint(item, item.get("key"), item.get("remote"), tuple(_tokens(item)))


def _remotes(root: Cursor) -> Iterator[Remote]:
    # `remote` at the root and `remotes` under `modules` are read for the same reason. An endpoint
    # cannot reference the old module type `remote` (verified with @forge/manifest 13.7).
    for section in (root.get("remotes"), root.get("remote"), root.at("modules", "remotes")):
        for item in _items(section):
            yield Remote(item, item.get("key"), tuple(_tokens(item)))


def _tokens(owner: Cursor) -> Iterator[Token]:
    auth = owner.get("auth")
    if auth is None:
        return
    for name, cursor in auth.entries():
        if name in TOKEN_SCOPES:
            enabled = cursor.get("enabled")
            yield Token(name, cursor, cursor.value is True or _is_true(enabled))


def _is_true(cursor: Cursor | None) -> bool:
    return cursor is not None and cursor.value is True


def _scopes(section: Cursor | None) -> Iterator[Scope]:
    if section is None:
        return
    for item in section.items():
        if item.text is not None:
            yield Scope(item.text, item)
    for name, cursor in section.entries():
        yield Scope(name, cursor)
