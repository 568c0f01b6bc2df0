"""FC611."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.document.cursor import Cursor
from forgecfg.document.display import quote
from forgecfg.document.locations import at_key, at_value
from forgecfg.edits.fixes import add_item
from forgecfg.findings import Safety, Severity, Violation
from forgecfg.manifest.references import Module
from forgecfg.rules.base import Bad, Context, Good, rule

_TYPE = "confluence:customContent"
_OWN = "this:"
_OTHER_SIDE = {
    "supportedContainerTypes": "supportedChildTypes",
    "supportedChildTypes": "supportedContainerTypes",
}

_GOOD = """\
modules:
  confluence:customContent:
    - key: review
      title: Review
      resource: main
      supportedContainerTypes:
        - this:book
    - key: book
      title: Book
      resource: main
      supportedContainerTypes:
        - space
      supportedChildTypes:
        - this:review
"""


@rule(
    "FC611",
    "one-sided-content",
    Severity.ERROR,
    fix=Safety.UNSAFE,
    good=(Good(_GOOD),),
    bad=(
        Bad(
            _GOOD.replace("      supportedChildTypes:\n        - this:review\n", ""),
            at=(7, 11),
            says='confluence:customContent "review" lies in "book", which does not name it under '
            "supportedChildTypes",
            fixed=_GOOD,
        ),
        Bad(
            _GOOD.replace("- this:book", "- page"),
            at=(14, 11),
            says='confluence:customContent "book" holds "review", which does not name it under '
            "supportedContainerTypes",
            fixed=_GOOD.replace("- this:book", "- page\n        - this:book"),
        ),
    ),
)
def one_sided_content(context: Context) -> Iterator[Violation]:
    """Content of the app lies in other content of the app, and only one of them says so.

    Where one names the other as its container, the other must name it as its child, and the other
    way round. Forge refuses the manifest otherwise (measured).
    """
    contents = {
        module.name: module
        for module in context.manifest.modules
        if module.type == _TYPE and module.name is not None
    }
    for module in contents.values():
        for name, other_side in _OTHER_SIDE.items():
            for value, target in _named(module, name):
                other = contents.get(target)
                # What is not there at all is a fault of its own.
                if other is not None and not _says(other, other_side, module):
                    yield _fault(module, name, value, other)


def _named(module: Module, side: str) -> Iterator[tuple[Cursor, str]]:
    listed = module.cursor.get(side)
    for item in listed.items() if listed is not None else ():
        if item.text is not None and item.text.startswith(_OWN):
            yield item, item.text.removeprefix(_OWN)


def _says(module: Module, side: str, other: Module) -> bool:
    listed = module.cursor.get(side)
    items = list(listed.items()) if listed is not None else []
    return any(item.unknown for item in items) or any(
        name == other.name for _, name in _named(module, side)
    )


def _fault(module: Module, side: str, value: Cursor, other: Module) -> Violation:
    other_side = _OTHER_SIDE[side]
    verb = "lies in" if side == "supportedContainerTypes" else "holds"
    listed = other.cursor.get(other_side)
    return Violation(
        at_value(value),
        f"{module.label} {verb} {quote(other.name or '')}, which does not name it under "
        f"{other_side}",
        related=((at_key(listed or other.cursor), "add it here"),),
        fixes=add_item((*other.cursor.path, other_side), f"{_OWN}{module.name}"),
    )
