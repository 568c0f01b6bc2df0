"""The page of the Python API, from signatures and docstrings."""

from __future__ import annotations

import enum
import inspect
import re
import typing

from generators import Generated

_MODULE = re.compile(r"\b(?:[a-z_]+\.)+(?=[A-Z])")


def python_api() -> Generated:
    """The functions and types of `forgecfg.api`."""
    from forgecfg import api

    public = [(name, getattr(api, name)) for name in api.__all__]
    functions = [pair for pair in public if inspect.isfunction(pair[1])]
    types = [pair for pair in public if inspect.isclass(pair[1])]
    parts = ["# Python API", "", inspect.cleandoc(api.__doc__ or ""), "", "## Functions"]
    for name, function in functions:
        parts += [
            "",
            f"### {name}",
            "",
            _code(f"{name}{_signature(function)}"),
            "",
            _text(function),
        ]
    parts += ["", "## Types"]
    for name, kind in types:
        parts += ["", f"### {name}", "", _text(kind)]
        parts += _members(kind)
    yield "docs/api.md", "\n".join(parts).rstrip() + "\n"


def _code(text: str) -> str:
    # A signature alone does not parse as Python.
    return f"```text\n{text}\n```"


def _text(subject: object) -> str:
    """The docstring, as Markdown."""
    return inspect.cleandoc(subject.__doc__ or "")


def _signature(function: typing.Callable[..., object]) -> str:
    """The signature without names of modules, one parameter on a line if it is long."""
    signature = inspect.signature(function)
    parameters = [_parameter(parameter) for parameter in signature.parameters.values()]
    returned = f" -> {_short(signature.return_annotation)}"
    short = f"({', '.join(parameters)}){returned}"
    if len(short) < 72:
        return short
    return "(\n" + "".join(f"    {parameter},\n" for parameter in parameters) + f"){returned}"


def _parameter(parameter: inspect.Parameter) -> str:
    empty = inspect.Parameter.empty
    text = parameter.name
    if parameter.annotation is not empty:
        text += f": {_short(parameter.annotation)}"
    return text if parameter.default is empty else f"{text} = {parameter.default!r}"


def _short(annotation: object) -> str:
    """An annotation as written, without names of modules."""
    if isinstance(annotation, typing.ForwardRef):
        annotation = annotation.__forward_arg__
    text = annotation if isinstance(annotation, str) else inspect.formatannotation(annotation)
    return _MODULE.sub("", text)


def _members(kind: type) -> list[str]:
    """The fields of a type as a table, and its public methods and properties."""
    lines: list[str] = []
    fields = getattr(kind, "_fields", ())
    if fields:
        hints = kind.__annotations__
        lines += ["", "| field | type |", "| --- | --- |"]
        for field in fields:
            hint = _short(hints[field]).replace("|", "\\|")
            lines.append(f"| `{field}` | `{hint}` |")
    elif issubclass(kind, enum.Enum):
        names = ", ".join(f"`{member.name}`" for member in kind)
        lines += ["", f"Values: {names}."]
    for name, member in vars(kind).items():
        if name.startswith("_") or name in fields:
            continue
        if isinstance(member, property) or inspect.isfunction(member):
            call = "" if isinstance(member, property) else _signature(member)
            text = inspect.cleandoc(member.__doc__ or "").partition("\n\n")[0]
            if text:
                lines += ["", f"- `{name}{call}`: {' '.join(text.split())}"]
    return lines
