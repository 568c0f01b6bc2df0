"""Tell a Forge manifest from the `manifest.yml` of another tool."""

from __future__ import annotations

import re
from typing import NamedTuple

from forgecfg.files.regular import MANIFEST, read_regular_file

_FORGE_ONLY = frozenset({b"app", b"modules", b"connectModules"})
# The bytes of the byte order marks of UTF-8 and UTF-16; no key starts with one.
_MARKS = b"\xef\xbb\xbf\xff\xfe"
_APP_ID = b"ari:cloud:ecosystem::app/"
_ROOT_KEY = (
    rb"(?m)^[\"']?(app|modules|connectModules|permissions|resources|remotes|providers)[\"']?[ \t]*:"
)
# Root keys that Forge does not have: Kubernetes etc., browser extensions, Cloud Foundry, Slack.
_FOREIGN_KEY = (
    rb"(?m)^[\"']?(apiVersion|manifest_version|applications|display_information)[\"']?[ \t]*:"
)
# The content of larger files is read again when it is needed, to limit memory.
_MAX_KEPT = 64 * 1024


def looks_like_forge(data: bytes) -> bool:
    """Whether the content of a file looks like a Forge manifest, valid or not."""
    if _APP_ID in data:
        return True
    # Without its zero bytes, UTF-16 is recognized too.
    text = data.replace(b"\0", b"") if b"\0" in data else data
    keys = set(re.findall(_ROOT_KEY, text.lstrip(_MARKS)))
    # Other tools also use permissions, resources and remotes.
    return len(keys) >= 2 and not keys.isdisjoint(_FORGE_ONLY) and not re.search(_FOREIGN_KEY, text)


class ForgeFile(NamedTuple):
    """The size of a file in bytes, and its content if `read_forge_file` kept it."""

    size: int
    content: bytes | None


def read_forge_file(path: str) -> ForgeFile | None:
    """The size and content of a file that looks like a Forge manifest, None for other files.

    The content of a file of more than 64 KiB is not kept, to limit memory. The size is 0 if the
    file cannot be read: unreadable files are reported later.
    """
    try:
        data = read_regular_file(path, MANIFEST, cut=True)
    except OSError:
        return ForgeFile(0, None)
    if not looks_like_forge(data):
        return None
    return ForgeFile(len(data), data if len(data) <= _MAX_KEPT else None)
