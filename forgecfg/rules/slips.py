"""When rules stay silent: beside a slip that is a finding already and would explain theirs."""

from __future__ import annotations

from forgecfg.catalog.module_types import MODULE_TYPES
from forgecfg.document.cursor import Cursor
from forgecfg.document.positions import YamlPath
from forgecfg.manifest.declarations import DECLARED_IN, all_known
from forgecfg.manifest.references import Target
from forgecfg.manifest.view import Manifest
from forgecfg.rules.base import Context
from forgecfg.suggest import closest

_REFERRING = frozenset(
    "resolver endpoint remote service function resource actions tools skills".split()  # noqa: SIM905
)
# Properties of endpoints and remotes; some of them look like others.
_PROPER = frozenset(
    "key remote service route auth baseUrl configurable operations storage".split()  # noqa: SIM905
)
# Module types in the plural, as people write them at the root.
_MISPLACED = ("endpoints", "functions", "actions")
_SHAPE_RULES = ("missing-property", "unknown-property", "misspelt-property", "wrong-type")


def has_misspelling_of(holder: Cursor, name: str, known: frozenset[str] = frozenset()) -> bool:
    """Whether a mapping has a property that seems to be another, misspelt.

    Those that are `known` are none.
    """
    return any(
        written not in _PROPER and written not in known and closest(written, (name,))
        for written, _ in holder.entries()
    )


def is_among_modules(root: Cursor, section: str) -> bool:
    """Whether a section of the root stands under `modules` instead."""
    return root.get(section) is None and root.at("modules", section) is not None


def may_be_elsewhere(manifest: Manifest, target: Target) -> bool:
    """Whether entries of a kind may be declared where they cannot be read.

    That is so where their section is misspelt, misplaced or no list, where one of them has no key,
    and where a key depends on a variable.
    """
    holder = manifest.root
    section = _section(target)
    if holder is not None and section and is_among_modules(holder, section[0]):
        return True
    for name in section:
        if holder is None or not holder.is_mapping:
            return holder is not None and not holder.is_null
        known = MODULE_TYPES if holder.path == ("modules",) else frozenset[str]()
        if holder.get(name) is None and has_misspelling_of(holder, name, known):
            return True
        holder = holder.get(name)
    if holder is not None and any(not item.is_mapping for item in holder.items()):
        return True
    if target in DECLARED_IN and holder is not None:
        # An empty section is a fault of shape; those that scaffold fills declare nothing.
        filled = target in (Target.ENDPOINT, Target.REMOTE)
        if not holder.is_list:
            return not holder.is_null or not filled
        if section[0] == "modules" and not filled and next(holder.items(), None) is None:
            return True
    return not all_known(manifest, target)


def _section(target: Target) -> tuple[str, ...]:
    """The path of the section that declares a kind; () where there is no one section."""
    section, _, rest = DECLARED_IN.get(target, "").partition(".")
    return (section, rest) if rest else (section,) if section else ()


def may_be_referred_to(context: Context) -> bool:
    """Whether a module or endpoint has a faulty property that may be a reference in truth.

    Modules that cannot be read, and those outside of `modules`, may hold references as well.
    """
    return any(
        _concerns_reference(violation.location.path)
        for name in _SHAPE_RULES
        for violation in context.structure.get(name, ())
    )


def _concerns_reference(path: YamlPath) -> bool:
    if len(path) == 1:
        return path[0] in MODULE_TYPES or path[0] in _MISPLACED
    if path[:1] != ("modules",):
        return False
    if len(path) == 2:
        return path[1] != "endpoint" and path[1] != "function"
    if len(path) == 3:
        return path[1] == "endpoint"
    last = path[-1]
    if not isinstance(last, str) or last in _REFERRING:
        return last in _REFERRING
    return last not in _PROPER and closest(last, _REFERRING) is not None
