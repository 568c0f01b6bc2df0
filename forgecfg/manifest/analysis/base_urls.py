"""The base URLs of remotes, and the egress permissions that use remotes: shared by rules."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from forgecfg.document.cursor import Cursor
from forgecfg.document.display import quote
from forgecfg.document.nodes import Scalar
from forgecfg.document.variables import REFERENCE
from forgecfg.manifest.references import Reference, Target
from forgecfg.manifest.url import Url, UrlError, parse_url
from forgecfg.manifest.view import Manifest, Remote


class BaseUrl(NamedTuple):
    """A base URL that is a known string, with its remote and its region."""

    remote: Remote
    region: str
    cursor: Cursor
    text: str

    @property
    def label(self) -> str:
        """Its name in messages; without the region if the remote has one URL for all."""
        base = self.remote.base_url
        part = f"baseUrl.{self.region}" if base is not None and base.is_mapping else "baseUrl"
        return f"{part} {quote(self.text)} of {self.remote.label}"

    @property
    def from_variable(self) -> bool:
        """Whether it contains the default of a variable, which a deployment can override."""
        node = self.cursor.node
        return isinstance(node, Scalar) and node.value != node.text

    @property
    def url(self) -> Url | None:
        """Its parts, None if it is not a URL."""
        try:
            return parse_url(self.text)
        except UrlError:
            return None


def base_urls(manifest: Manifest) -> Iterator[BaseUrl]:
    """All base URLs that are known.

    URLs with a variable are left out: an undeclared variable is reported by another rule, and it
    may be replaced before Forge reads the file.
    """
    for remote in manifest.remotes:
        for region, cursor in remote.urls():
            text = cursor.text
            if text is not None and REFERENCE.search(text) is None:
                yield BaseUrl(remote, region, cursor, text)


def fetches(manifest: Manifest) -> dict[str, list[Reference]]:
    """References in `permissions.external.fetch` to remotes, by the name of the remote."""
    found: dict[str, list[Reference]] = {}
    for reference in manifest.references[Target.REMOTE]:
        if reference.name is not None and reference.site.startswith("permissions.external.fetch."):
            found.setdefault(reference.name, []).append(reference)
    return found
