"""The command line. `main` takes arguments and returns an exit code."""

from __future__ import annotations

import contextlib
import gc
import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, NoReturn

from forgecfg import __version__
from forgecfg.cli.exits import Exit
from forgecfg.errors import ForgecfgError

if TYPE_CHECKING:
    from typer import BadParameter

# What typer returns where the user pressed Ctrl-C.
_INTERRUPTED = 130


def run() -> NoReturn:
    """Run forgecfg as a program: with the process's arguments, to its end."""
    # Start-up makes many objects and no garbage: looking for it takes a tenth of the time.
    gc.disable()
    code = main()
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(OSError, ValueError, AttributeError):
            stream.flush()
    # Taking the interpreter apart piece by piece takes longer than checking a manifest.
    os._exit(code)


def main(argv: Sequence[str] | None = None) -> int:
    """Run forgecfg with the given arguments (default: those of the process).

    Returns the exit code. Whatever goes wrong is one clear line on standard error.
    """
    arguments = list(sys.argv[1:] if argv is None else argv)
    if arguments in (["--version"], ["-V"]):
        # The question that tools ask most often needs no command line parser.
        return _show_version()
    from forgecfg.cli.app import UsageProblem, build_app

    _never_fail_to_encode()
    try:
        app = build_app(arguments)
        # From here on there may be garbage, if little of it.
        gc.set_threshold(50_000)
        gc.enable()
        code = app(args=arguments, prog_name="forgecfg", standalone_mode=False)
        if sys.stdout is not None:
            sys.stdout.flush()
    except UsageProblem as problem:
        return _misused(problem)
    except ForgecfgError as error:
        return _failed(str(error))
    except BrokenPipeError:
        return _unread()
    except SystemExit as error:
        # What typer makes of a broken pipe.
        if not isinstance(error.__context__, BrokenPipeError):
            raise
        return _unread()
    except KeyboardInterrupt:
        return _failed("interrupted")
    except OSError as error:
        return _failed(f"cannot write the output: {error.strerror or error}")
    except Exception as error:  # a fault of ours is no reason to show its insides
        return _failed(f"this is a fault of forgecfg, please report it: {_crash(error)}")
    if code == _INTERRUPTED:
        return _failed("interrupted")
    return int(code or Exit.CLEAN)


def _show_version() -> int:
    try:
        print(f"forgecfg {__version__}", flush=True)  # noqa: T201
    except BrokenPipeError:
        return _unread()
    except OSError as error:
        return _failed(f"cannot write the output: {error.strerror or error}")
    return Exit.CLEAN


def _misused(problem: BadParameter) -> int:
    message = problem.format_message()
    if "\n" in message:
        # The help, where no command was given.
        print(message, file=sys.stderr)  # noqa: T201
        return Exit.FAILED
    command = problem.ctx.command_path if problem.ctx else "forgecfg"
    return _failed(f"{message} (see `{command} --help`)")


def _unread() -> int:
    """Nobody reads on: what is still buffered must not be written at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return _failed("the reader of the output closed it; stopped")


def _failed(message: str) -> int:
    from forgecfg.reporters.escape import escape

    # Of configurations and schemas, which others wrote, parts are in it.
    lines = "\n".join(escape(line) for line in message.split("\n"))
    print(f"forgecfg: {lines}", file=sys.stderr)  # noqa: T201
    return Exit.FAILED


def _crash(error: Exception) -> str:
    """An exception in one line, with the place that raised it."""
    from traceback import extract_tb

    what = " ".join(f"{type(error).__name__}: {error}".split())
    location = extract_tb(error.__traceback__)[-1]
    return f"{what[:200]} ({os.path.basename(location.filename)}:{location.lineno})"  # noqa: PTH119


def _never_fail_to_encode() -> None:
    """Let a terminal or pipe of a small character set show escapes instead of failing."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")
