"""Tell a Forge manifest from the `manifest.yml` of another tool."""

from __future__ import annotations

import re
from typing import NamedTuple

from forgecfg.document.limits import SAFETY_SIZE_LIMIT

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
# Most manifests are smaller, and a large read buffer costs time.
_FIRST_READ = 64 * 1024


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
        with open(path, "rb", buffering=0) as file:  # noqa: PTH123
            data = file.read(_FIRST_READ)
            rest = file.read(1)
            if rest:
                data += rest + file.read(SAFETY_SIZE_LIMIT - _FIRST_READ)
    except (OSError, ValueError):
        return ForgeFile(0, None)
    return ForgeFile(len(data), None if rest else data) if looks_like_forge(data) else None
