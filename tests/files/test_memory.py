"""The files of an app in memory behave as those on disk do."""

from __future__ import annotations

from forgecfg.files.app_files import InMemoryFiles, Kind

FILES = InMemoryFiles({"src/index.js": "code", "./src/b/../a.js": "a", "srcs/x.js": "x", "top": ""})


def test_kind() -> None:
    for path in ("src/index.js", "./src//index.js", "src/a.js", "top"):
        assert FILES.kind(path) is Kind.FILE, path
    for path in ("src", "src/", ".", "srcs"):
        assert FILES.kind(path) is Kind.FOLDER, path
    for path in ("sr", "src/b", "src/index", "nowhere"):
        assert FILES.kind(path) is Kind.MISSING, path
    assert InMemoryFiles({}).kind(".") is Kind.FOLDER


def test_text() -> None:
    assert FILES.text("src/../src/index.js") == "code"
    assert FILES.text("top") == ""
    assert FILES.text("src") is None


def test_names_and_below() -> None:
    assert FILES.names(".") == ("src", "srcs", "top")
    assert FILES.names("src/") == ("a.js", "index.js")
    assert FILES.names("top") == FILES.names("nowhere") == ()
    assert list(FILES.below(".")) == ["src/a.js", "src/index.js", "srcs/x.js", "top"]
    assert list(FILES.below("src")) == ["src/a.js", "src/index.js"]
    assert list(FILES.below("nowhere")) == []
