"""Format Python data as YAML in a given style."""

from __future__ import annotations

from forgecfg.document.changes import Data
from forgecfg.document.nodes import ScalarValue
from forgecfg.edits.quoting import must_quote, quoted
from forgecfg.edits.style import Style


def scalar(value: ScalarValue, style: Style, *, flow: bool, quote: str = "") -> str:
    """One scalar; `quote` is the quote style of its neighbors, "" for plain."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if not isinstance(value, str):
        return str(value)
    if quote:
        return quoted(value, quote)
    if must_quote(value, flow=flow, colons=style.flow_colons):
        return quoted(value, style.quote)
    return value


def key(name: str, style: Style, *, flow: bool) -> str:
    """A mapping key without its colon."""
    return scalar(name, style, flow=flow, quote=style.key_quote)


def inline(data: Data, style: Style, quote: str = "") -> str:
    """Data in flow style on one line; `quote` is the quote style of a string without container."""
    if isinstance(data, dict):
        return _bracketed("{}", [inline_pair(k, v, style) for k, v in data.items()], style)
    if isinstance(data, list):
        return _bracketed("[]", [inline(item, style, style.item_quote) for item in data], style)
    return scalar(data, style, flow=True, quote=quote)


def inline_pair(name: str, value: Data, style: Style) -> str:
    """One `key: value` of a flow mapping on one line."""
    return f"{key(name, style, flow=True)}: {inline(value, style, style.value_quote(name))}"


def _bracketed(brackets: str, parts: list[str], style: Style) -> str:
    pad = " " if brackets in style.padded and parts else ""
    return brackets[0] + pad + ", ".join(parts) + pad + brackets[1]


def spread(data: Data, style: Style, indent: str) -> list[str]:
    """Data in flow style with one mapping entry per line; the first line is not indented.

    `indent` is the indent of the line on which the data starts.
    """
    if not isinstance(data, dict) or not data:
        return [inline(data, style, style.item_quote)]
    deeper = indent + " " * style.step
    lines = ["{"]
    last = len(data) - 1
    for at, (name, value) in enumerate(data.items()):
        start = f"{deeper}{key(name, style, flow=True)}: "
        nested = isinstance(value, dict) and bool(value)
        text = (
            spread(value, style, deeper)
            if nested
            else [inline(value, style, style.value_quote(name))]
        )
        text[0] = start + text[0]
        text[-1] += "," if at < last else ""
        lines += text
    return [*lines, indent + "}"]


def spread_pair(name: str, value: Data, style: Style, indent: str, whole: bool) -> list[str]:
    """One `key: value` of a flow mapping, with each child of the value on its own line.

    `whole`: also spread mappings in a list. `indent` as for `spread`.
    """
    start = f"{key(name, style, flow=True)}: "
    if not isinstance(value, list) or not value:
        lines = spread(value, style, indent)
        return [start + lines[0], *lines[1:]]
    deeper = indent + " " * style.step
    lines = [start + "["]
    last = len(value) - 1
    for at, item in enumerate(value):
        text = spread(item, style, deeper) if whole else [inline(item, style, style.item_quote)]
        text[0] = deeper + text[0]
        text[-1] += "," if at < last else ""
        lines += text
    return [*lines, indent + "]"]


def block(data: Data, style: Style, column: int) -> list[str]:
    """A non-empty collection as block lines; `column` is the 0-based column of key or dash."""
    if isinstance(data, list):
        return [line for item in data for line in block_item(item, style, column)]
    assert isinstance(data, dict)
    return [line for k, v in data.items() for line in block_pair(k, v, style, column)]


def block_item(data: Data, style: Style, column: int) -> list[str]:
    """One list item with its dash at `column`."""
    dash = " " * column + style.dash
    if isinstance(data, (dict, list)) and data:
        lines = block(data, style, len(dash))
        return [dash + lines[0].lstrip(" "), *lines[1:]]
    return [dash + _leaf(data, style, style.item_quote)]


def block_pair(name: str, value: Data, style: Style, column: int) -> list[str]:
    """One `key: value` with its key at `column`."""
    start = " " * column + key(name, style, flow=False) + ":"
    if isinstance(value, (dict, list)) and value:
        offset = style.list_offset if isinstance(value, list) else style.step
        return [start, *block(value, style, column + offset)]
    return [f"{start} {_leaf(value, style, style.value_quote(name))}"]


def _leaf(data: Data, style: Style, quote: str) -> str:
    if isinstance(data, (dict, list)):
        return "{}" if isinstance(data, dict) else "[]"
    return scalar(data, style, flow=False, quote=quote)
