"""The shape of a document: faults, sorted by the rule that reports them."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from forgecfg.catalog.date import AS_OF
from forgecfg.document.cursor import Cursor
from forgecfg.document.display import quote
from forgecfg.document.locations import Location, at_item, at_key, at_value
from forgecfg.document.nodes import Scalar, kind_of
from forgecfg.document.positions import YamlPath
from forgecfg.edits.fixes import rename, replace_with, set_to
from forgecfg.findings import Severity, Violation
from forgecfg.structure import slips, words
from forgecfg.structure.accept import Strange, accept
from forgecfg.structure.data import plain
from forgecfg.structure.schema import schema_for
from forgecfg.suggest import closest

if TYPE_CHECKING:
    from forgecfg.forge_schema.load import ForgeSchema
    from forgecfg.structure.errors import Issue

# Unknown names of open objects may well be properties that Forge knows and we do not.
_SLIP_CUTOFF = 0.8
# Two letters of three are enough where a required name is missing beside the unknown one.
_LACKING_CUTOFF = 0.65

_LITERAL = "declare the variable under `environment.variables`: without that it stays literal"
_FORMATS = ("pattern", "minLength", "maxLength", "propertyNames")

Faults = dict[str, list[Violation]]


def check(root: Cursor | None, official: ForgeSchema | None = None) -> Faults:
    """The faults of shape of a manifest, by the name of the rule that reports them.

    With an `official` schema its faults are among them, each once.
    """
    if root is None or not root.is_mapping:
        return {}
    data = plain(root.node)
    schema = schema_for(data)
    verdict = accept(schema, data)
    if verdict.valid and not verdict.strange and official is None:
        return {}
    found: list[Issue] = []
    strange = verdict.strange
    if not verdict.valid:
        from forgecfg.structure.errors import issues

        found = issues(schema, data)
    if official is not None:
        from forgecfg.forge_schema.judge import judge, unknown_strange

        found, strange = judge(official, data, found), unknown_strange(official, strange)
    return _Explainer(root, data, found).explain(strange)


class _Explainer:
    """Turns the issues of one manifest into faults."""

    def __init__(self, root: Cursor, data: object, found: list[Issue]) -> None:
        self.root = root
        self.data = data
        self.issues = found
        self.violations: defaultdict[str, list[Violation]] = defaultdict(list)
        # What is required and not there, by the path of its mapping.
        self._wanted: defaultdict[YamlPath, list[str]] = defaultdict(list)
        for issue in found:
            if issue.keyword in ("required", "choice"):
                self._wanted[issue.path] += filter(None, (issue.name, *issue.names))
        # Required names that stand there in a misspelt form, by the path of their mapping.
        self.meant: set[tuple[YamlPath, str]] = set()

    def explain(self, strange: tuple[Strange, ...]) -> Faults:
        for issue in self.issues:
            if issue.keyword == "additionalProperties":
                self._unknown(issue)
        # An open mapping may be closed where a condition holds.
        refused = {(issue.path, issue.name) for issue in self.issues}
        for one in strange:
            if (one.path, one.name) not in refused:
                self._strange(one)
        for issue in self.issues:
            if issue.keyword == "required":
                self._missing(issue)
            elif issue.keyword == "dependencies":
                self._alone(issue)
            elif issue.keyword == "choice":
                self._no_choice(issue)
            elif issue.keyword == "conflict":
                self._conflict(issue)
            elif issue.keyword == "type":
                self._wrong_type(issue)
            elif issue.keyword != "additionalProperties":
                self._value(issue)
        return self.violations

    def _subject(self, path: YamlPath) -> str:
        return words.subject(path, self.data)

    def _unknown(self, issue: Issue) -> None:
        if issue.name == slips.MERGE_KEY and self._is_plain((*issue.path, issue.name)):
            # The rule about merge keys speaks of it; here it learns that Forge refuses this one.
            location = self._key((*issue.path, issue.name))
            self.violations["merge-key"].append(Violation(location, ""))
            return
        properties = issue.schema.get("properties", {})
        if issue.name in properties:
            message = f"{self._subject(issue.path)} may not have the property {quote(issue.name)}"
            location = self._key((*issue.path, issue.name))
            self.violations["unknown-property"].append(
                Violation(location, message, help="remove it")
            )
            return
        known = [name for name, inner in properties.items() if inner is not False]
        advice = slips.for_unknown(issue.path, issue.name)
        free = [name for name in known if name not in issue.data] if not advice else []
        near = closest(issue.name, free)
        # A required name that is missing may be less like it, as in an open mapping.
        if near is None and not advice:
            near = closest(issue.name, self._lacking(issue.path), cutoff=_LACKING_CUTOFF)
        if near is not None:
            self.meant.add((issue.path, near))
        else:
            advice = advice or slips.belongs_under(issue.path, issue.name, issue.schema)
        names = words.alternatives((f"`{name}`" for name in known), last="and")
        self.violations["unknown-property"].append(
            Violation(
                self._key((*issue.path, issue.name)),
                f"{self._subject(issue.path)} knows no property {quote(issue.name)}",
                hint=f"did you mean {quote(near)}?" if near else "",
                help=advice or ("" if near or not known else f"it takes {names}"),
                fixes=rename(self._at((*issue.path, issue.name)), near) if near else (),
            )
        )

    def _strange(self, one: Strange) -> None:
        # Unknown module types and tokens are rules of their own.
        if one.path == ("modules",) or one.path[-1:] == ("auth",):
            return
        free = [name for name in one.known if name not in one.present]
        near = closest(one.name, free, cutoff=_SLIP_CUTOFF)
        # Where a required name is not there, one that is less like it is meant for it as well.
        near = near or closest(one.name, self._lacking(one.path), cutoff=_LACKING_CUTOFF)
        if near is None:
            self._unlisted(one)
            return
        needed = near in self._lacking(one.path)
        self.meant.add((one.path, near))
        self.violations["misspelt-property"].append(
            Violation(
                self._key((*one.path, one.name)),
                f"{self._subject(one.path)} has a property {quote(one.name)}, which means "
                f"nothing to Forge{' and leaves out a required one' if needed else ''}",
                hint=f"did you mean {quote(near)}?",
                fixes=rename(self._at((*one.path, one.name)), near),
                severity=Severity.ERROR if needed else None,
            )
        )

    def _lacking(self, path: YamlPath) -> list[str]:
        """The names that a mapping needs and does not have, those to choose from included."""
        return [name for name in self._wanted.get(path, ()) if (path, name) not in self.meant]

    def _unlisted(self, one: Strange) -> None:
        if not slips.is_left_alone(one.path, one.name, one.known):
            self.violations["unlisted-property"].append(
                Violation(
                    self._key((*one.path, one.name)),
                    f"{self._subject(one.path)} has a property {quote(one.name)}, which is unknown "
                    f"(as of {AS_OF}): Forge ignores it",
                    help="remove it, or give it a name that starts with `x-` if it is a note",
                )
            )

    def _missing(self, issue: Issue) -> None:
        if (issue.path, issue.name) not in self.meant and not self._is_among_modules(issue):
            message = f"{self._subject(issue.path)} lacks the property {quote(issue.name)}"
            merged = slips.MERGE_KEY in issue.data
            advice = slips.for_missing(issue.path, issue.name)
            if merged:
                advice = "Forge does not expand `<<`: write the property out"
            location = self._holder(issue.path)
            self.violations["missing-property"].append(Violation(location, message, help=advice))

    def _is_among_modules(self, issue: Issue) -> bool:
        """Whether a section that the root lacks stands under `modules`."""
        return not issue.path and self.root.at("modules", issue.name) is not None

    def _alone(self, issue: Issue) -> None:
        """A property without another that it needs."""
        (name,) = issue.names
        if (issue.path, issue.name) not in self.meant:
            message = f"{self._subject(issue.path)} has {quote(name)} without {quote(issue.name)}"
            location = self._key((*issue.path, name))
            advice = f"{quote(name)} goes with {quote(issue.name)}: add that, or remove this"
            self.violations["missing-property"].append(Violation(location, message, help=advice))

    def _no_choice(self, issue: Issue) -> None:
        if not any((issue.path, name) in self.meant for name in issue.names):
            names = words.alternatives(quote(name) for name in issue.names)
            message = f"{self._subject(issue.path)} needs {names}"
            self.violations["missing-property"].append(Violation(self._holder(issue.path), message))

    def _conflict(self, issue: Issue) -> None:
        first, second = issue.names[0], issue.names[1]
        holder = self._at(issue.path)
        locations = sorted(
            (
                at_key(location)
                for name in issue.names
                if (location := holder.get(name)) is not None
            ),
            key=lambda location: location.start,
        )
        self.violations["conflicting-properties"].append(
            Violation(
                locations[-1],
                f"{self._subject(issue.path)} has both {quote(first)} and {quote(second)}; "
                "Forge takes only one of them",
                help="remove one of them",
                related=((locations[0], "the other one"),),
            )
        )

    def _wrong_type(self, issue: Issue) -> None:
        location = self._at(issue.path)
        kind = kind_of(location.node)
        meant = slips.meant(issue.path, location.value)
        fixes = set_to(location, meant, "write it as a mapping") if meant else ()
        boolean = slips.meant_boolean(location.value, issue.schema)
        hint = "" if boolean is None else f"did you mean {str(boolean).lower()}?"
        if boolean is not None:
            fixes = set_to(location, boolean, f"replace it by {str(boolean).lower()}")
        self.violations["wrong-type"].append(
            Violation(
                self._value_place(location),
                f"{self._subject(issue.path)} must be {words.types(issue.schema)}, "
                f"{words.instead(location.node, kind)}",
                hint=hint,
                help=slips.for_wrong_type(issue.path, kind),
                fixes=fixes,
            )
        )

    def _value(self, issue: Issue) -> None:
        """A value (or a name) that is of the right type, but not what it must be."""
        if issue.keyword == "propertyNames":
            message = f"{self._subject(issue.path[:-1])}: the name {quote(issue.name)} "
            message += words.name_demand(issue.schema, issue.name)
            self.violations["invalid-format"].append(Violation(self._key(issue.path), message))
            return
        if slips.is_key_of_function(issue.path) and issue.keyword == "maxLength":
            return
        location = self._at(issue.path)
        allowed = issue.schema.get("enum", ()) if issue.keyword == "enum" else ()
        near = closest(str(issue.data), [name for name in allowed if isinstance(name, str)])
        near = near or slips.meant_text(issue.path, issue.data)
        what = self._subject(issue.path)
        if not isinstance(issue.data, list | dict) and issue.data != "":
            what += f" is {words.shown(issue.data)}; it"
        rule = "invalid-format" if issue.keyword in _FORMATS else "invalid-value"
        self.violations[rule].append(
            Violation(
                self._value_place(location),
                f"{what} {words.demand(issue.keyword, issue.schema)}",
                hint=f"did you mean {quote(near)}?" if near else "",
                help=_LITERAL if isinstance(issue.data, str) and "${" in issue.data else "",
                fixes=replace_with(location, near) if near else (),
            )
        )

    def _at(self, path: YamlPath) -> Cursor:
        location = self.root
        for part in path:
            found = location.get(part) if isinstance(part, str) else location.item(part)
            if found is None:
                break
            location = found
        return location

    def _is_plain(self, path: YamlPath) -> bool:
        """Whether a key is written without quotes."""
        key = self._at(path).key
        return isinstance(key, Scalar) and not key.style

    def _key(self, path: YamlPath) -> Location:
        return at_key(self._at(path))

    def _value_place(self, location: Cursor) -> Location:
        """The value itself; for a block collection the key that holds it."""
        if isinstance(location.node, Scalar) or location.node.flow:
            return at_value(location)
        return at_item(location) if location.key is None else at_key(location)

    def _holder(self, path: YamlPath) -> Location:
        """The place that lacks something: the key, or the `key` of a list item."""
        location = self._at(path)
        if not path:
            first = next((value for _, value in location.entries()), location)
            return at_key(first)._replace(path=())
        return at_item(location) if isinstance(path[-1], int) else at_key(location)
