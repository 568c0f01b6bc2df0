"""Writing a file back: its content is the old one or the new one, and it stays what it was."""

from __future__ import annotations

import errno
import io
import os
import stat
import tempfile
from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest

from forgecfg.files import temporary
from forgecfg.files.write import WriteError, write_back

from .children import NOBODY, count_steps, in_child, kill_at, raise_at

OLD = b"app: {}\r\n# \xc3\xa9\r\n"
NEW = b"app: {}\r\n# \xc3\xa9\r\nremotes: []\r\n"

forks = pytest.mark.skipif(not hasattr(os, "fork"), reason="no processes of one's own here")


@pytest.fixture
def manifest(tmp_path: Path) -> Path:
    file = tmp_path / "a folder" / "manifest.yml"
    file.parent.mkdir()
    file.write_bytes(OLD)
    return file


def alone(file: Path) -> bool:
    """Whether nothing else is left in the folder of a file."""
    return [other.name for other in file.parent.iterdir()] == [file.name]


def test_the_new_content_takes_the_place_of_the_old(manifest: Path) -> None:
    write_back(manifest, OLD, NEW)
    assert manifest.read_bytes() == NEW
    assert alone(manifest)


@pytest.mark.parametrize("mode", [0o600, 0o644, 0o664, 0o755, 0o640, 0o200 | 0o444])
def test_the_mode_is_kept_whatever_the_mask(manifest: Path, mode: int) -> None:
    manifest.chmod(mode)
    mask = os.umask(0o077)
    try:
        write_back(manifest, OLD, NEW)
    finally:
        os.umask(mask)
    assert stat.S_IMODE(manifest.stat().st_mode) == mode


@pytest.mark.parametrize("mode", [0o4755, 0o2755, 0o6755])
def test_bits_for_running_as_the_owner_are_kept_with_the_owner(manifest: Path, mode: int) -> None:
    manifest.chmod(mode)
    write_back(manifest, OLD, NEW)
    assert stat.S_IMODE(manifest.stat().st_mode) == mode


@pytest.mark.parametrize("mode", [0o4755, 0o2755, 0o6755])
def test_they_are_dropped_without_the_owner(
    manifest: Path, mode: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    manifest.chmod(mode)
    if os.getuid() != 0:
        pytest.skip("only the superuser can give files away")
    os.chown(manifest, NOBODY, NOBODY)
    manifest.chmod(mode)

    def refuse(*_: object) -> None:
        raise PermissionError(errno.EPERM, "not yours")

    monkeypatch.setattr(os, "chown", refuse)
    write_back(manifest, OLD, NEW)
    assert stat.S_IMODE(manifest.stat().st_mode) == 0o755


def test_owner_and_group_are_kept(manifest: Path) -> None:
    if os.getuid() != 0:
        pytest.skip("only the superuser can give files away")
    os.chown(manifest, NOBODY, NOBODY - 1)
    write_back(manifest, OLD, NEW)
    after = manifest.stat()
    assert (after.st_uid, after.st_gid) == (NOBODY, NOBODY - 1)


def test_the_group_is_kept_where_the_owner_cannot_be(
    manifest: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given: list[tuple[int, int]] = []

    def chown(_: Path, owner: int, group: int) -> None:
        given.append((owner, group))
        if owner >= 0:
            raise PermissionError(errno.EPERM, "not yours")

    monkeypatch.setattr(os, "chown", chown)
    before = manifest.stat()
    write_back(manifest, OLD, NEW)
    assert given == [(before.st_uid, before.st_gid), (-1, before.st_gid)]
    assert manifest.read_bytes() == NEW


def test_a_symbolic_link_stays_one(manifest: Path, tmp_path: Path) -> None:
    link = tmp_path / "link.yml"
    other = tmp_path / "other.yml"
    link.symlink_to(manifest.relative_to(tmp_path))
    other.symlink_to(link)
    write_back(other, OLD, NEW)
    assert manifest.read_bytes() == NEW
    assert link.is_symlink()
    assert other.is_symlink()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a folder", "link.yml", "other.yml"]
    assert alone(manifest)


def above(file: Path) -> list[Path]:
    """The folders above a file that pytest made, which nobody else may enter."""
    shared = Path(tempfile.gettempdir())
    return [folder for folder in file.parents if folder != shared and shared in folder.parents]


def refused(file: Path, old: bytes = OLD) -> str:
    """The message with which writing is refused; file and folder are as they were."""
    before = file.read_bytes() if file.exists() else None
    with pytest.raises(WriteError) as caught:
        write_back(file, old, NEW)
    assert (file.read_bytes() if file.exists() else None) == before
    assert [path.suffix for path in file.parent.iterdir()].count(".tmp") == 0
    return str(caught.value)


def test_a_read_only_file(manifest: Path) -> None:
    manifest.chmod(0o444)
    assert refused(manifest) == f"cannot write {manifest}: it is read-only"


@forks
def test_a_file_of_somebody_else(manifest: Path) -> None:
    if os.getuid() != 0:
        pytest.skip("only the superuser can give files away")
    for folder in above(manifest):
        folder.chmod(0o755)
    _, said = in_child(lambda: write_back(manifest, OLD, NEW), as_nobody=True)
    assert said == f"WriteError: cannot write {manifest}: permission denied"
    assert manifest.read_bytes() == OLD
    assert alone(manifest)


@forks
def test_a_read_only_folder(manifest: Path) -> None:
    for folder in above(manifest):
        folder.chmod(0o755)
    manifest.chmod(0o666)
    manifest.parent.chmod(0o555)
    try:
        _, said = in_child(lambda: write_back(manifest, OLD, NEW), as_nobody=True)
    finally:
        manifest.parent.chmod(0o755)
    assert said == f"WriteError: cannot write {manifest}: Permission denied"
    assert manifest.read_bytes() == OLD
    assert alone(manifest)


def test_a_file_that_another_program_changed(manifest: Path) -> None:
    message = refused(manifest, old=b"app: {id: 1}\n")
    assert message == f"{manifest} was changed by another program; not written, try again"


def test_a_file_that_is_changed_while_the_new_one_is_written(
    manifest: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fsync(_: int) -> None:
        manifest.write_bytes(b"other: 1\n")

    monkeypatch.setattr(os, "fsync", fsync)
    with pytest.raises(WriteError, match="changed by another program"):
        write_back(manifest, OLD, NEW)
    assert manifest.read_bytes() == b"other: 1\n"
    assert alone(manifest)


def test_a_file_that_is_gone(manifest: Path) -> None:
    manifest.unlink()
    assert refused(manifest) == f"cannot write {manifest}: No such file or directory"


def test_a_folder_that_is_gone(manifest: Path) -> None:
    manifest.unlink()
    manifest.parent.rmdir()
    with pytest.raises(WriteError, match="No such file or directory"):
        write_back(manifest, OLD, NEW)


def test_a_folder_in_its_place(manifest: Path) -> None:
    manifest.unlink()
    manifest.mkdir()
    with pytest.raises(WriteError, match="is a directory"):
        write_back(manifest, OLD, NEW)


class FullDisk(io.BytesIO):
    """A file on a disk that is full."""

    def __init__(self, number: int, full_at: str) -> None:
        super().__init__()
        self.number = number
        self.full_at = full_at

    def write(self, data: object, /) -> int:  # noqa: ARG002
        return self._step("write")

    def flush(self) -> None:
        self._step("flush")

    def fileno(self) -> int:
        return self.number

    def close(self) -> None:
        if not self.closed:
            os.close(self.number)
            super(io.BytesIO, self).close()

    def _step(self, name: str) -> int:
        if name == self.full_at:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return 0


@pytest.mark.parametrize("step", ["write", "flush"])
def test_a_full_disk_while_writing(
    manifest: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    def full(number: int, _: str) -> FullDisk:
        return FullDisk(number, step)

    monkeypatch.setattr(os, "fdopen", full)
    assert refused(manifest) == f"cannot write {manifest}: No space left on device"


@forks
def test_a_limit_of_the_system_while_writing(manifest: Path) -> None:
    resource = pytest.importorskip("resource")

    def write() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))
        write_back(manifest, OLD, b"#" * 100_000)

    _, said = in_child(write)
    assert said == f"WriteError: cannot write {manifest}: File too large"
    assert manifest.read_bytes() == OLD
    assert alone(manifest)


STEPS: list[tuple[object, str]] = [
    (os, "open"),
    (os, "fsync"),
    (os, "chmod"),
    (os, "replace"),
    (os, "access"),
]


@pytest.mark.parametrize(("module", "name"), STEPS, ids=[name for _, name in STEPS])
@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO, errno.EROFS, errno.EDQUOT])
def test_a_step_that_fails(
    manifest: Path, monkeypatch: pytest.MonkeyPatch, module: object, name: str, number: int
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(module, name, fail)
    assert refused(manifest) == f"cannot write {manifest}: {os.strerror(number)}"


def test_a_folder_that_cannot_be_synced_is_no_failure(
    manifest: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> int:
        raise OSError(errno.EINVAL, "no")

    monkeypatch.setattr(temporary, "_sync_folder", lambda _: None)
    write_back(manifest, OLD, NEW)
    monkeypatch.undo()
    monkeypatch.setattr(os, "open", _failing_for(manifest.parent, os.open, fail))
    write_back(manifest, NEW, OLD)
    assert manifest.read_bytes() == OLD


def _failing_for(
    path: Path, real: Callable[..., int], fail: Callable[..., int]
) -> Callable[..., int]:
    return lambda *args, **more: (fail if args[0] == path else real)(*args, **more)


def test_the_content_is_on_the_disk_before_it_takes_the_name(
    manifest: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []
    fsync, replace = os.fsync, os.replace

    def logged_fsync(number: int) -> None:
        is_folder = stat.S_ISDIR(os.fstat(number).st_mode)
        done.append("folder" if is_folder else f"{os.fstat(number).st_size} bytes")
        fsync(number)

    def logged_replace(source: Path, target: Path) -> None:
        assert source.parent == target.parent
        assert stat.S_IMODE(source.stat().st_mode) == 0o640
        done.append("replace")
        replace(source, target)

    manifest.chmod(0o640)
    monkeypatch.setattr(os, "fsync", logged_fsync)
    monkeypatch.setattr(os, "replace", logged_replace)
    write_back(manifest, OLD, NEW)
    assert done == [f"{len(NEW)} bytes", "replace", "folder"]


@forks
def test_a_kill_at_any_step_leaves_the_old_file_or_the_new_one(manifest: Path) -> None:
    found = []
    for step in count():
        manifest.write_bytes(OLD)
        if kill_at(step, lambda: write_back(manifest, OLD, NEW)) == 0:
            break
        found.append(manifest.read_bytes())
        for left in manifest.parent.glob(".*.tmp"):
            left.unlink()
    switch = found.index(NEW)
    assert set(found[:switch]) == {OLD}
    assert set(found[switch:]) == {NEW}


@forks
def test_an_interruption_at_any_step_leaves_the_old_file_or_the_new_one(manifest: Path) -> None:
    # In a child, for files may be left open.
    assert in_child(lambda: _interrupted_everywhere(manifest)) == (0, "")


def _interrupted_everywhere(manifest: Path) -> None:
    write_back(manifest, OLD, OLD)  # the first time takes more steps
    steps = count_steps(lambda: write_back(manifest, OLD, NEW))
    found = []
    left_behind = 0
    for step in range(steps):
        manifest.write_bytes(OLD)
        with pytest.raises(KeyboardInterrupt):
            raise_at(step, lambda: write_back(manifest, OLD, NEW))
        found.append(manifest.read_bytes())
        for left in manifest.parent.glob(".*.tmp"):
            left.unlink()
            left_behind += 1
    switch = found.index(NEW)
    assert set(found[:switch]) == {OLD}
    assert set(found[switch:]) == {NEW}
    # Only while the name of the temporary file is not known yet.
    assert left_behind < steps / 8, (left_behind, steps)
