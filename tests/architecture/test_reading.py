"""All files are read by one function, so that all its limits apply to every file."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import forgecfg

PACKAGE = Path(forgecfg.__file__).parent

READERS = {"read_text", "read_bytes", "FileIO", "mmap", "fileinput", "linecache", "copyfile"}
OPENERS = {"open", "fdopen"}

# Calls that read no file of a repository, by the module and the text of the call.
ALLOWED = {
    # The one function.
    ("files/regular.py", "os.open(name, flags)"),
    # Only to sync a directory after writing into it.
    ("files/temporary.py", "os.open(folder, os.O_RDONLY)"),
    # Only to write a new file, or to lock one.
    ("files/temporary.py", "os.open(self._path, flags, mode)"),
    (
        "files/lock.py",
        "os.open(Path(tempfile.gettempdir(), f'forgecfg-{name}.lock'), os.O_RDWR | os.O_CREAT)",
    ),
    ("files/lock.py", "os.open(file, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)"),
    # Not a file.
    ("document/tree.py", "self.aliases.open(node.anchor, node)"),
    # Files of forgecfg itself.
    (
        "catalog/rest_scopes.py",
        "files('forgecfg.catalog').joinpath('rest_scopes.txt').read_text(encoding='utf-8')",
    ),
    ("schema/load.py", "open(f'{_folder()}/{name}.json', encoding='utf-8')"),
    ("cli/schema.py", "file.read_text(encoding='utf-8')"),
    ("cli/completion.py", "script.read_text(encoding='utf-8')"),
    ("remote/verifier.py", "(_TEMPLATES / 'python' / 'core.py').read_text(encoding='utf-8')"),
    ("remote/verifier.py", "(_TEMPLATES / 'node' / 'core.mjs').read_text(encoding='utf-8')"),
    ("remote/verifier.py", "path.read_text(encoding='utf-8')"),
}


def reads(source: str) -> Iterator[str]:
    """The text of each call that opens a file to read it, or may do so."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            function = node.func
            name = function.id if isinstance(function, ast.Name) else ""
            name = function.attr if isinstance(function, ast.Attribute) else name
            if name in READERS or (name in OPENERS and not only_writes(node)):
                yield ast.unparse(node)


def only_writes(call: ast.Call) -> bool:
    """Whether the mode or the flags of a call say so."""
    text = ast.unparse(call)
    if "O_WRONLY" in text:
        return True
    modes = [*call.args, *(word.value for word in call.keywords if word.arg == "mode")]
    names = {
        part.value
        for mode in modes
        for part in ast.walk(mode)
        if isinstance(part, ast.Constant) and isinstance(part.value, str)
    }
    modes_only = {name for name in names if set(name) <= set("rwxabt+")}
    return bool(modes_only) and all(
        set(name) & set("wxa") and "+" not in name for name in modes_only
    )


def found() -> set[tuple[str, str]]:
    return {
        (path.relative_to(PACKAGE).as_posix(), call)
        for path in PACKAGE.rglob("*.py")
        if "templates" not in path.parts
        for call in reads(path.read_text(encoding="utf-8"))
    }


def test_files_are_opened_in_one_place() -> None:
    assert found() - ALLOWED == set()


def test_no_exception_is_left_over() -> None:
    assert ALLOWED - found() == set()


@pytest.mark.parametrize(
    "call",
    [
        "open(path)",
        "open(path, 'rb')",
        "open(path, mode='r')",
        "io.open(path, 'r+')",
        "path.open()",
        "path.open('rb', buffering=0)",
        "path.open('w' if new else 'r')",
        "path.read_text()",
        "path.read_bytes()",
        "os.open(path, os.O_RDONLY)",
        "os.fdopen(number, 'rb')",
        "open(path, 'w+')",
    ],
)
def test_such_calls_are_found(call: str) -> None:
    assert list(reads(call)) == [ast.unparse(ast.parse(call))]


@pytest.mark.parametrize(
    "call",
    [
        "open(path, 'w', encoding='utf-8')",
        "path.open('w' if force else 'x', encoding='utf-8')",
        "os.open(path, os.O_WRONLY | os.O_CREAT)",
        "os.fdopen(number, 'wb')",
        "path.write_text(text)",
    ],
)
def test_writing_is_not(call: str) -> None:
    assert list(reads(call)) == []
