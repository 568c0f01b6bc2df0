"""Code that runs in a process of its own, which may be killed or lose its rights."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from types import FrameType

NOBODY = 65534


def in_child(code: Callable[[], object], as_nobody: bool = False) -> tuple[int, str]:
    """Runs code in a child. Returns its exit status, as a signal if negative, and what it says.

    That is the type and text of the exception that the code raises, "" if it raises none. The
    superuser, to whom nothing is forbidden, may become somebody else in the child.
    """
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.close(reading)
            if as_nobody and os.getuid() == 0:
                os.setgroups([])
                os.setgid(NOBODY)
                os.setuid(NOBODY)
            code()
        except BaseException as error:
            os.write(writing, f"{type(error).__name__}: {error}".encode())
        finally:
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as stream:
        said = stream.read()
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status), said


def count_steps(code: Callable[[], object]) -> int:
    """How many calls of the system and of built-in functions there are in a piece of code."""
    return _at_step(code, None, _nothing)


def kill_at(step: int, code: Callable[[], object]) -> int:
    """Runs code in a child that kills itself before the given call; returns the exit status."""
    status, _ = in_child(lambda: _at_step(code, step, _die))
    return status


def raise_at(step: int, code: Callable[[], object]) -> None:
    """Runs code here, interrupted before the given call."""
    _at_step(code, step, _interrupt)


def _at_step(code: Callable[[], object], step: int | None, action: Callable[[], None]) -> int:
    done = 0

    def profile(frame: FrameType, event: str, argument: object) -> None:  # noqa: ARG001
        nonlocal done
        if event != "c_call":
            return
        if done == step:
            sys.setprofile(None)
            action()
        done += 1

    sys.setprofile(profile)
    try:
        code()
    finally:
        sys.setprofile(None)
    return done


def _nothing() -> None:
    pass


def _die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _interrupt() -> None:
    raise KeyboardInterrupt
