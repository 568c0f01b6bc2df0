"""By which keys of its root a manifest of Forge is told from those of other tools."""

from __future__ import annotations

import pytest

from forgecfg.files.detect import looks_like_forge

OURS = ("app", "modules", "connectModules")
SHARED = ("permissions", "resources", "remotes", "providers")
FOREIGN = ("apiVersion", "manifest_version", "applications", "display_information")


@pytest.mark.parametrize("ours", OURS)
@pytest.mark.parametrize("other", [*OURS, *SHARED])
def test_two_keys_of_forge(ours: str, other: str) -> None:
    assert looks_like_forge(f"{other}: {{}}\n{ours}:\n".encode()) is (ours != other)


@pytest.mark.parametrize("key", SHARED)
def test_words_that_everybody_uses_are_not_enough(key: str) -> None:
    others = [other for other in SHARED if other != key]
    assert not looks_like_forge("".join(f"{one}: 1\n" for one in others).encode())


@pytest.mark.parametrize("foreign", FOREIGN)
def test_keys_that_forge_never_has(foreign: str) -> None:
    text = "app: {}\nmodules: {}\n"
    assert looks_like_forge(text.encode())
    assert not looks_like_forge(f"{text}{foreign}: 1\n".encode())
    assert looks_like_forge(f"{text}  {foreign}: 1\n".encode())


@pytest.mark.parametrize("written", ["'{}':", '"{}" :', "{}\t:", "{}:"])
def test_how_a_key_is_written(written: str) -> None:
    text = written.format("app") + " 1\n" + written.format("modules") + " 1\n"
    assert looks_like_forge(text.encode())
    assert looks_like_forge(text.encode("utf-16"))
    assert looks_like_forge(text.encode("utf-8-sig"))


def test_an_identifier_of_an_app_is_enough() -> None:
    assert looks_like_forge(b"[ari:cloud:ecosystem::app/1")
    assert not looks_like_forge(b"ari:cloud:ecosystem::event/1")
