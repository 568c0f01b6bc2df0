"""Requests to addresses: which host each goes to, and what the manifest allows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from forgecfg.manifest.egress import addresses
from forgecfg.manifest.view import Manifest
from forgecfg.source.facts import API, Call, Key, SourceFacts

CLIENTS = frozenset(("global", "axios", "node-fetch", "cross-fetch", "undici"))

_URL = re.compile(r"([a-zA-Z][a-zA-Z0-9+.-]*)://([a-zA-Z0-9.-]+)(:[0-9]+)?(?=[/?#]|$)")
_LOCAL = re.compile(r"localhost|127\.|0\.0\.0\.0|\[|10\.|192\.168\.|host\.docker")
_RESERVED = re.compile(r"(?:^|\.)(?:example|test|invalid|localhost)$")
_DEFAULT_PORTS = {"https": "443", "http": "80", "wss": "443", "ws": "80"}


class Host(NamedTuple):
    """Where an address leads: its scheme, host name and port ("" for the scheme's own)."""

    scheme: str
    name: str
    port: str

    @property
    def origin(self) -> str:
        """The address without path, as egress is allowed for."""
        return f"{self.scheme}://{self.name}{':' + self.port if self.port else ''}"


class Web(NamedTuple):
    """One request, and where it goes."""

    call: Call
    key: Key
    host: Host


def web_requests(facts: SourceFacts) -> Iterator[Web]:
    """Every request of plain `fetch` and HTTP clients whose host is known."""
    for call in facts.calls:
        if not (call.package in CLIENTS or (call.package == API and call.chain == ("fetch",))):
            continue
        for key in call.keys:
            start = key.text[0] if key.text and isinstance(key.text[0], str) else ""
            host = host_of(start)
            # `https://api${region}.example.com` ends in a hole, not where its host ends.
            open_end = len(key.text) > 1 and "/" not in start.partition("://")[2]
            if host is None or (open_end and start.endswith((".", "-"))):
                continue
            yield Web(call, key, host)


def host_of(address: str) -> Host | None:
    """The host of an address; None without one, and for local and reserved names."""
    match = _URL.match(address)
    if match is None or _LOCAL.match(match[2]) or "." not in match[2]:
        return None
    if _RESERVED.search(match[2].lower()):
        return None
    scheme = match[1].lower()
    port = (match[3] or "")[1:]
    return Host(scheme, match[2].lower(), "" if port == _DEFAULT_PORTS.get(scheme) else port)


def runs_in_backend(facts: SourceFacts, call: Call) -> bool:
    """Whether a request surely runs in a function, not in a page."""
    file = call.at.file
    return file in facts.backend and (file not in facts.shown or call.package == API)


def runs_in_browser(facts: SourceFacts, call: Call) -> bool:
    """Whether a request surely runs in a page of Custom UI."""
    shown = facts.shown.get(call.at.file)
    if shown is None or call.at.file in facts.backend or call.package == API:
        return False
    return shown.certain and shown.browser and not shown.native


def allowed(manifest: Manifest, kind: str) -> list[tuple[str, str, str]] | None:
    """Scheme, host and port of each address that `permissions.external` allows.

    `kind` is "fetch.backend" or "fetch.client". The host `*` stands for all. None where it cannot
    be known: a variable, an unknown remote, a section of the wrong type.
    """
    external = manifest.at("permissions", "external")
    listed = external.at(*kind.split(".")) if external is not None else None
    permissions = manifest.at("permissions")
    if permissions is not None and not (permissions.is_mapping or permissions.is_null):
        return None
    if listed is not None and not (listed.is_list or listed.is_null):
        return None
    found: list[tuple[str, str, str]] = []
    for address in addresses(manifest):
        if address.kind == kind:
            if address.text is None:
                return None
            found.append(_parts(address.text))
    remotes = {remote.name: remote for remote in manifest.remotes}
    for item in listed.items() if listed is not None else ():
        name = item.get("remote")
        if name is None:
            continue
        remote = remotes.get(name.text) if name.text is not None else None
        if remote is None or remote.configurable is not None:
            return None
        for _, url in remote.urls():
            if url.text is None:
                return None
            found.append(_parts(url.text))
    return found


def _parts(text: str) -> tuple[str, str, str]:
    if text.strip() == "*":
        return "*", "*", "*"
    before, sign, after = text.strip().partition("://")
    scheme, rest = (before.lower(), after) if sign else ("https", before)
    host, _, port = re.split(r"[/?#\\]", rest, maxsplit=1)[0].rpartition("@")[2].partition(":")
    return scheme, host.lower(), "" if port == _DEFAULT_PORTS.get(scheme) else port


def is_allowed(host: Host, entries: list[tuple[str, str, str]]) -> bool:
    """Whether an allowed address covers a host: scheme, name and port count, not the path."""
    for scheme, name, port in entries:
        if name == "*" and scheme in ("*", host.scheme):
            return True
        if scheme != host.scheme or port != host.port:
            continue
        if name == host.name or (name[:2] == "*." and host.name.endswith(name[1:])):
            return True
    return False
