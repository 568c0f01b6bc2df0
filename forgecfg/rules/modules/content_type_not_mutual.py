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
_COUNTERPART = {
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
    Severity.ERROR,
    fix=Safety.UNSAFE,
    good=(Good(_GOOD),),
    bad=(
        Bad(
            _GOOD.replace("      supportedChildTypes:\n        - this:review\n", ""),
            at=(7, 11),
            says='confluence:customContent "review" lists "book" in supportedContainerTypes, but '
            '"book" does not list it in supportedChildTypes',
            fixed=_GOOD,
        ),
        Bad(
            _GOOD.replace("- this:book", "- page"),
            at=(14, 11),
            says='confluence:customContent "book" lists "review" in supportedChildTypes, but '
            '"review" does not list it in supportedContainerTypes',
            fixed=_GOOD.replace("- this:book", "- page\n        - this:book"),
        ),
    ),
)
def content_type_not_mutual(context: Context) -> Iterator[Violation]:
    """Parent and child custom content types must reference each other.

    If a content type lists another one of the app in `supportedContainerTypes`, the other one must
    list it in `supportedChildTypes`, and the reverse. Forge rejects the manifest otherwise
    (verified with @forge/manifest 13.7).

    How to fix:
    Add `this:<key>` to the property in the message, or remove the reference from this side.
    """
    contents = {
        module.name: module
        for module in context.manifest.modules
        if module.type == _TYPE and module.name is not None
    }
    for module in contents.values():
        for name, counterpart in _COUNTERPART.items():
            for value, target in _own_types(module, name):
                partner = contents.get(target)
                # undefined-module reports unknown types.
                if partner is not None and not _lists(partner, counterpart, module):
                    yield _violation(module, name, value, partner)


def _own_types(module: Module, name: str) -> Iterator[tuple[Cursor, str]]:
    """The content types of the app that a module lists, with their keys."""
    listed = module.cursor.get(name)
    for item in listed.items() if listed is not None else ():
        if item.text is not None and item.text.startswith(_OWN):
            yield item, item.text.removeprefix(_OWN)


def _lists(module: Module, name: str, target: Module) -> bool:
    listed = module.cursor.get(name)
    items = list(listed.items()) if listed is not None else []
    return any(item.unknown for item in items) or any(
        key == target.name for _, key in _own_types(module, name)
    )


def _violation(module: Module, name: str, value: Cursor, partner: Module) -> Violation:
    counterpart = _COUNTERPART[name]
    partner_name = quote(partner.name or "")
    listed = partner.cursor.get(counterpart)
    return Violation(
        at_value(value),
        f"{module.label} lists {partner_name} in {name}, but {partner_name} does not list it in "
        f"{counterpart}",
        help=f"add {quote(f'{_OWN}{module.name}')} to {counterpart} of {partner_name}",
        related=((at_key(listed or partner.cursor), "add it here"),),
        fixes=add_item((*partner.cursor.path, counterpart), f"{_OWN}{module.name}"),
    )
