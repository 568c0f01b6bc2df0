"""Requests to the REST APIs of products: which operation each calls."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from forgecfg.catalog.rest_scopes import Operation, matching
from forgecfg.source.facts import API, BRIDGE, PRODUCTS, Call, Key, SourceFacts
from forgecfg.source.values import Text, plain

_METHODS = frozenset(("GET", "POST", "PUT", "DELETE", "PATCH", "HEAD"))
# Jira's version 2 and `latest` have the operations of version 3 (inferred).
_SAME_VERSION = frozenset(("2", "latest"))


class Request(NamedTuple):
    """One request to a product.

    `path` is for people, with `{}` for what is not known. `operation` is None where it is not
    known which one is called; `certain` is false where that was inferred.
    """

    call: Call
    key: Key | None
    product: str
    method: str | None
    path: str
    operation: Operation | None
    certain: bool


def requests(facts: SourceFacts) -> Iterator[Request]:
    """Every request to a product that code makes, once for each path that it may have."""
    for call in facts.named(*PRODUCTS):
        if call.package not in (API, BRIDGE) or (call.package == API and len(call.chain) < 2):
            continue
        product = PRODUCTS[call.name]
        method = method_of(call)
        if not call.keys:
            if call.arguments and call.known:
                continue
            yield Request(call, None, product, method, "", None, False)
        for key in call.keys:
            yield _request(call, key, product, method)


def method_of(call: Call) -> str | None:
    """The HTTP method of a request, None if it is unknown."""
    options = call.argument(1)
    if options is None:
        return "GET"
    if options.shape != "object":
        return None
    given = next((one for one in options.properties if one.name == "method"), None)
    if given is None:
        return None if options.open else "GET"
    name = plain(given.texts[0]) if len(given.texts) == 1 else None
    return name.upper() if name is not None and name.upper() in _METHODS else None


def shown_path(text: Text) -> str:
    """A readable form of a text, with `{}` for its unknown parts."""
    return "".join(part if isinstance(part, str) else "{}" for part in text).partition("?")[0]


def _request(call: Call, key: Key, product: str, method: str | None) -> Request:
    path = shown_path(key.text)
    segments = _segments(key.text)
    certain = True
    if segments is None or method is None:
        return Request(call, key, product, method, path, None, False)
    versioned = product == "jira" and segments[:2] == ["rest", "api"] and len(segments) > 2
    if versioned and segments[2] in _SAME_VERSION:
        segments[2] = "3"
        certain = False
    if product == "confluence" and segments[:1] != ["wiki"]:
        segments.insert(0, "wiki")
    found = matching(product, method, tuple(segments))
    return Request(call, key, product, method, path, found, certain)


def _segments(text: Text) -> list[str | None] | None:
    """The segments of a path, None for one that is not known; None where the start is not."""
    if not text or not isinstance(text[0], str) or text[0][:1] != "/":
        return None
    segments: list[str | None] = []
    current: str | None = ""
    for position, part in enumerate(text):
        if not isinstance(part, str):
            last = position == len(text) - 1 or text[position + 1] in ("",)
            # A value after a whole word at the end is a query: `/search${query}`.
            if not (last and current):
                current = None
            continue
        path, query, _ = part.partition("?")
        first, *others = path.split("/")
        if first and current is not None:
            current += first
        for other in others:
            segments.append(current)
            current = other
        if query:
            break
    segments.append(current)
    kept = segments[1:] if segments[0] == "" else segments
    while kept and kept[-1] == "":
        kept.pop()
    return kept or None
