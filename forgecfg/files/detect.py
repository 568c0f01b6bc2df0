"""Telling a Forge manifest from the `manifest.yml` of another tool."""

from __future__ import annotations

import re

from forgecfg.document.limits import SAFETY_SIZE_LIMIT

_OURS = frozenset({b"app", b"modules", b"connectModules"})
# The bytes of the byte order marks of UTF-8 and UTF-16; no key begins with one.
_MARKS = b"\xef\xbb\xbf\xff\xfe"
_APP_ID = b"ari:cloud:ecosystem::app/"
# Patterns are compiled when they are used: files that are named are not looked at here.
_ROOT_KEY = (
    rb"(?m)^[\"']?(app|modules|connectModules|permissions|resources|remotes|providers)[\"']?[ \t]*:"
)
# What others have in their root, and Forge never has: Kubernetes and its kin, browser extensions,
# Cloud Foundry, Slack.
_FOREIGN_KEY = (
    rb"(?m)^[\"']?(apiVersion|manifest_version|applications|display_information)[\"']?[ \t]*:"
)
# Few manifests are larger, and asking for much costs time whatever there is.
_USUAL = 64 * 1024


def looks_like_forge(data: bytes) -> bool:
    """Whether a file's content looks like a Forge manifest, be it a broken one."""
    if _APP_ID in data:
        return True
    # Without its zero bytes UTF-16 can be recognised too.
    text = data.replace(b"\0", b"") if b"\0" in data else data
    keys = set(re.findall(_ROOT_KEY, text.lstrip(_MARKS)))
    # Permissions, resources and remotes are words that everybody uses.
    return len(keys) >= 2 and not keys.isdisjoint(_OURS) and not re.search(_FOREIGN_KEY, text)


def forge_size(path: str) -> int | None:
    """The size in bytes of a regular file that looks like Forge; None where it does not.

    0 where it cannot be read: it may be one, and that it cannot be read shall be said.
    """
    try:
        with open(path, "rb", buffering=0) as file:  # noqa: PTH123
            data = file.read(_USUAL)
            if len(data) == _USUAL:
                data += file.read(SAFETY_SIZE_LIMIT - _USUAL)
    except (OSError, ValueError):
        return 0
    return len(data) if looks_like_forge(data) else None
