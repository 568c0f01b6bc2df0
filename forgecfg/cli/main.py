"""The command line. `main` accepts arguments and returns an exit code."""

from __future__ import annotations

import contextlib
import errno
import gc
import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, NoReturn

from forgecfg import __version__
from forgecfg.cli.exits import Exit
from forgecfg.errors import ForgecfgError, UsageError

if TYPE_CHECKING:
    from typer import BadParameter

# The scripts of `forgecfg completion` set this variable.
_COMPLETE = "_FORGECFG_COMPLETE"
# The class of the problem whose message is the help, because no command was given.
_NO_ARGUMENTS = "NoArgsIsHelpError"


def run() -> NoReturn:
    """Run forgecfg with the arguments of the process, and exit."""
    # For this and other choices here see "Why start-up looks like this" in CONTRIBUTING.md.
    gc.disable()
    _remove_temporary_files_when_terminated()
    try:
        code = main()
        for stream in (sys.stdout, sys.stderr):
            with contextlib.suppress(OSError, ValueError, AttributeError):
                stream.flush()
    except KeyboardInterrupt:  # before or after the part of `main` that handles it
        code = _failed("interrupted")
    os._exit(code)


def main(argv: Sequence[str] | None = None) -> int:
    """Run forgecfg with the given arguments (default: those of the process).

    Returns the exit code. Errors are reported as one line on standard error.
    """
    arguments = list(sys.argv[1:] if argv is None else argv)
    if arguments in (["--version"], ["-V"]):
        return _show_version()
    from forgecfg.cli.app import UsageProblem, build_app
    from forgecfg.cli.streams import prepare_streams

    prepare_streams()
    try:
        _reject_ambiguous_files(arguments)
        if os.environ.get(_COMPLETE):
            arguments = _completed_arguments()
        app = build_app(arguments)
        gc.set_threshold(50_000)
        gc.enable()
        code = app(args=arguments, prog_name="forgecfg", standalone_mode=False)
        if sys.stdout is not None:
            sys.stdout.flush()
    except UsageProblem as problem:
        return _usage_error(problem)
    except ForgecfgError as error:
        return _failed(str(error))
    except BrokenPipeError:
        return _broken_pipe()
    except SystemExit as error:
        # Typer turns a broken pipe into this.
        if not isinstance(error.__context__, BrokenPipeError):
            raise
        return _broken_pipe()
    except KeyboardInterrupt:
        return _failed("interrupted", Exit.INTERRUPTED)
    except OSError as error:
        if error.errno in (errno.EMFILE, errno.ENFILE):
            return _failed("too many open files; raise the limit (`ulimit -n`)")
        return _failed(f"cannot write the output: {error.strerror or error}")
    except Exception as error:  # one line instead of a traceback
        return _failed(
            f"internal error: {_describe(error)}; this is a bug in forgecfg, please report it"
        )
    if code == Exit.INTERRUPTED:
        return _failed("interrupted", Exit.INTERRUPTED)
    return int(code or Exit.CLEAN)


def _completed_arguments() -> list[str]:
    """Prepare Typer for a completion, and return the arguments so far."""
    from importlib import import_module

    import_module("typer.completion").completion_init()
    return os.environ.get("_TYPER_COMPLETE_ARGS", "").split()[1:]


def _remove_temporary_files_when_terminated() -> None:
    """Let SIGTERM and SIGHUP end this process as before, but without temporary files left over."""
    import signal

    own = os.getpid()

    def end(number: int, _: object) -> None:
        # Not in a worker process, whose parent still writes these files.
        # The module may be missing, or only be half imported.
        temporary = sys.modules.get("forgecfg.files.temporary")
        remove = getattr(temporary, "remove_unfinished", None)
        if remove is not None and os.getpid() == own:
            remove()
        signal.signal(number, signal.SIG_DFL)
        os.kill(os.getpid(), number)

    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        # A signal that the caller ignores, as nohup does, stays ignored.
        if number is not None and signal.getsignal(number) == signal.SIG_DFL:
            signal.signal(number, end)


def _show_version() -> int:
    try:
        print(f"forgecfg {__version__}", flush=True)  # noqa: T201
    except BrokenPipeError:
        return _broken_pipe()
    except OSError as error:
        return _failed(f"cannot write the output: {error.strerror or error}")
    return Exit.CLEAN


def _reject_ambiguous_files(arguments: Sequence[str]) -> None:
    """Raise UsageError for an option that is also the name of an existing file.

    A repository can contain a file called `--config=…`, and a shell or a hook passes its name where
    it passes the names of files.
    """
    for argument in arguments:
        if argument == "--":
            return
        if argument.startswith("-") and len(argument) > 1 and os.path.lexists(argument):
            raise UsageError(
                f"{argument} is an option and also the name of a file; rename the file, "
                "or write `--` before the names of files"
            )


def _usage_error(problem: BadParameter) -> int:
    message = problem.format_message()
    if type(problem).__name__ == _NO_ARGUMENTS:
        print(message, file=sys.stderr)  # noqa: T201
        return Exit.FAILED
    command = problem.ctx.command_path if problem.ctx else "forgecfg"
    return _failed(f"{message} (see `{command} --help`)")


def _broken_pipe() -> int:
    """The reader of the output has closed it: stop silently, and drop what is still buffered."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return Exit.FAILED


def _failed(message: str, code: Exit = Exit.FAILED) -> int:
    from forgecfg.reporters.escape import escape

    # The message may quote an argument, a configuration or a schema, which can hold anything.
    print(f"forgecfg: {escape(message)}", file=sys.stderr)  # noqa: T201
    return code


def _describe(error: Exception) -> str:
    """An exception in one line, with the location that raised it."""
    from traceback import extract_tb

    what = " ".join(f"{type(error).__name__}: {error}".split())
    location = extract_tb(error.__traceback__)[-1]
    return f"{what[:200]} ({os.path.basename(location.filename)}:{location.lineno})"  # noqa: PTH119
