"""The YAML event stream, from libyaml if it is installed, otherwise from ruamel's own parser."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.reader import ReaderError

try:
    from ruamel.yaml.cyaml import CParser  # type: ignore[attr-defined]
except ImportError:  # no ruamel.yaml.clib for this platform
    CParser = None


class YamlError(Exception):
    """The text is not valid YAML: the parser's message, and its 0-based offsets.

    `context_offset` is the start of the broken construct, or the same as `offset`.
    """

    def __init__(self, problem: str, offset: int, context_offset: int | None = None) -> None:
        super().__init__(problem)
        self.problem = problem
        self.offset = offset
        self.context_offset = offset if context_offset is None else context_offset


class LimitError(YamlError):
    """The text exceeds a limit of nesting or of aliases."""


def has_libyaml() -> bool:
    """Whether texts are read with libyaml."""
    return CParser is not None


def stream(text: str, pure: bool = False) -> Iterator[Any]:
    """The events of a text that `sanitizer` has prepared; `pure` avoids libyaml.

    Raises the parser's errors: iterate inside `errors_translated`.
    """
    return _pure(text) if pure or not has_libyaml() else iter(CParser(text).get_event, None)


def _pure(text: str) -> Iterator[Any]:
    try:
        yield from YAML(typ="safe", pure=True).parse(text)
    except YAMLError:
        raise
    except Exception as error:
        # This parser raises a bare ValueError for some invalid escapes.
        raise YamlError(str(error), 0) from error


@contextmanager
def errors_translated() -> Iterator[None]:
    """Convert the errors of both parsers to YamlError."""
    try:
        yield
    except MarkedYAMLError as error:
        context = error.context_mark
        at = error.problem_mark or context
        offset = at.index if at is not None else 0
        context_offset = context.index if context is not None else offset
        raise YamlError(error.problem or "", offset, context_offset) from None
    except ReaderError as error:
        position = error.position if isinstance(error.position, int) else 0
        raise YamlError(str(error.reason), position) from None
