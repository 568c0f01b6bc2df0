"""Explain why a manifest is invalid: issues of the schema as violations, by rule.

Import it only for a manifest with issues: it needs much that a valid one does not.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from forgecfg.catalog.date import AS_OF
from forgecfg.document.cursor import Cursor
from forgecfg.document.display import quote
from forgecfg.document.locations import Location, at_key
from forgecfg.document.nodes import kind_of
from forgecfg.document.positions import YamlPath
from forgecfg.edits.fixes import add_entry, rename, replace_with, set_to
from forgecfg.edits.intended_fixes import move_to
from forgecfg.findings import FixBuilder, Severity, Violation
from forgecfg.schema import hints, moves, values, wording
from forgecfg.schema.intended import intended_fixes
from forgecfg.schema.missing import Missing, missing, missing_choice
from forgecfg.schema.places import Places
from forgecfg.schema.validate import UnlistedProperty
from forgecfg.suggest import CUTOFF, Budget, closest

if TYPE_CHECKING:
    from forgecfg.schema.diagnose import Issue
    from forgecfg.schema.load import Schema
    from forgecfg.schema.official.load import ForgeSchema

# Unlisted names of open objects may be properties that Forge knows and the schema does not.
_TYPO_CUTOFF = 0.8
# If a required name is missing, two of three letters are enough.
_MISSING_CUTOFF = 0.65
_SHORT_NAME = 4

_LITERAL = "declare the variable under `environment.variables`, or it is deployed as literal text"
_FORMATS = ("pattern", "minLength", "maxLength", "propertyNames")


class Explainer:
    """Turns the issues of one manifest into violations."""

    def __init__(
        self,
        root: Cursor,
        data: object,
        found: list[Issue],
        schema: Schema,
        official: ForgeSchema | None,
    ) -> None:
        self.root = root
        self.places = Places(root)
        self.data = data
        self.schema = schema
        # What the official schema does not know either is an error.
        self.may_be_newer = official is None
        self.issues = found
        self.violations: defaultdict[str, list[Violation]] = defaultdict(list)
        # Missing required names, by the path of their mapping.
        self._required: defaultdict[YamlPath, list[str]] = defaultdict(list)
        for issue in found:
            if issue.keyword in ("required", "choice"):
                self._required[issue.path] += filter(None, (issue.name, *issue.names))
        self.budget = Budget()
        # Names that are present with a typo, by the path of their mapping.
        self.intended: set[tuple[YamlPath, str]] = set()

    def explain(self, unlisted: tuple[UnlistedProperty, ...]) -> defaultdict[str, list[Violation]]:
        """The violations of all issues and of unlisted properties, by the name of the rule."""
        for issue in self.issues:
            if issue.keyword == "additionalProperties":
                self._unknown(issue)
        # A condition may close an open mapping.
        reported = {(issue.path, issue.name) for issue in self.issues}
        for unknown in unlisted:
            if (unknown.path, unknown.name) not in reported:
                self._unlisted(unknown)
        reports = {
            "required": self._missing,
            "dependentRequired": self._dependent,
            "choice": self._no_choice,
            "conflict": self._conflict,
            "type": self._wrong_type,
        }
        for issue in self.issues:
            if issue.keyword != "additionalProperties":
                reports.get(issue.keyword, self._value)(issue)
        return self.violations

    def _describe(self, path: YamlPath) -> str:
        return wording.describe_path(path, self.data)

    def _unknown(self, issue: Issue) -> None:
        if issue.name == hints.MERGE_KEY and self.places.is_plain((*issue.path, issue.name)):
            # The rule merge-key reports it; this makes it an error, as Forge rejects this one.
            key = self.places.key((*issue.path, issue.name))
            self.violations["merge-key"].append(Violation(key, ""))
            return
        properties = issue.schema.get("properties", {})
        if issue.name in properties:
            message = f"property {quote(issue.name)} is not allowed in {self._describe(issue.path)}"
            self.violations["unknown-property"].append(
                Violation(self.places.key((*issue.path, issue.name)), message, help="remove it")
            )
            return
        known = [name for name, inner in properties.items() if inner is not False]
        extends = self.may_be_newer and values.is_name_list(issue.path)
        if extends and values.typo_of(issue.path, issue.name, known) is None:
            key = self.places.key((*issue.path, issue.name))
            self._report_unknown(key, issue.name, issue.path, known)
            return
        advice = hints.for_unknown(issue.path, issue.name)
        free = [name for name in known if name not in issue.data] if not advice else []
        intended = hints.intended_property(issue.path, issue.name)
        near = intended if intended in free else closest(issue.name, free, budget=self.budget)
        if near is None and not advice:
            # In a short name one wrong letter weighs more.
            cutoff = _MISSING_CUTOFF if len(issue.name) <= _SHORT_NAME else CUTOFF
            near = closest(issue.name, self._missing_names(issue.path), cutoff, self.budget)
        if near is not None:
            self.intended.add((issue.path, near))
        else:
            advice = advice or hints.belongs_under(issue.path, issue.name, issue.schema)
        expected = wording.expected_one_of(f"`{name}`" for name in known)
        location = self.places.at((*issue.path, issue.name))
        fixes = rename(location, near) if near else self._move(location, issue)
        self.violations["unknown-property"].append(
            Violation(
                at_key(location),
                f"unknown property {quote(issue.name)} in {self._describe(issue.path)}",
                hint=f"did you mean {quote(near)}?" if near else "",
                help=advice or ("" if near or not known else expected),
                fixes=fixes,
            )
        )

    def _move(self, location: Cursor, issue: Issue) -> tuple[FixBuilder, ...]:
        """The fix that moves a section of the top level to where it belongs."""
        target = moves.destination(issue.path, issue.name, issue.schema)
        if not target or not moves.improves(self.data, location, target, len(self.issues)):
            return ()
        return move_to(location, target)

    def _unlisted(self, unknown: UnlistedProperty) -> None:
        path, name, known, present = unknown
        # Unknown module types and tokens have separate rules.
        if path == ("modules",) or path[-1:] == ("auth",):
            return
        free = [candidate for candidate in known if candidate not in present]
        intended = hints.intended_property(path, name)
        near = intended if intended in free else None
        near = near or closest(name, free, _TYPO_CUTOFF, self.budget)
        near = near or closest(name, self._missing_names(path), _MISSING_CUTOFF, self.budget)
        if near is None:
            if not hints.is_ignored(path, name, known):
                self._unlisted_without_match(path, name)
            return
        required = near in self._missing_names(path)
        self.intended.add((path, near))
        consequence = f" and missing required property {quote(near)}"
        self.violations["misspelt-property"].append(
            Violation(
                self.places.key((*path, name)),
                f"unknown property {quote(name)} in {self._describe(path)}"
                f"{consequence if required else '; Forge ignores it'}",
                hint=f"did you mean {quote(near)}?",
                fixes=rename(self.places.at((*path, name)), near),
                severity=Severity.ERROR if required else None,
            )
        )

    def _missing_names(self, path: YamlPath) -> list[str]:
        """The names that a mapping requires and does not have, those of a choice included."""
        return [name for name in self._required.get(path, ()) if (path, name) not in self.intended]

    def _unlisted_without_match(self, path: YamlPath, name: str) -> None:
        advice = hints.for_unknown(path, name)
        location = self.places.at((*path, name))
        self.violations["unlisted-property"].append(
            Violation(
                at_key(location),
                f"unknown property {quote(name)} in {self._describe(path)} (catalog of {AS_OF}); "
                "Forge ignores it",
                help=advice or "remove it; if it is a note, begin its name with `x-`",
                fixes=intended_fixes(self.data, location) if advice else (),
            )
        )

    def _missing(self, issue: Issue) -> None:
        # A top-level section under `modules` is misplaced, not missing.
        misplaced = not issue.path and self.root.at("modules", issue.name) is not None
        if (issue.path, issue.name) not in self.intended and not misplaced:
            found = missing(issue.path, issue.name, issue.schema, self.data)
            if hints.MERGE_KEY in issue.data:
                found = Missing("write the property out: Forge does not expand `<<`")
            self._report_missing(issue.path, (issue.name,), found)

    def _dependent(self, issue: Issue) -> None:
        """A property without another that it requires."""
        (name,) = issue.names
        if (issue.path, issue.name) not in self.intended:
            message = f"{quote(name)} requires {quote(issue.name)} in {self._describe(issue.path)}"
            location = self.places.key((*issue.path, name))
            advice = f"add `{issue.name}`, or remove `{name}`"
            self.violations["missing-property"].append(Violation(location, message, help=advice))

    def _no_choice(self, issue: Issue) -> None:
        if not any((issue.path, name) in self.intended for name in issue.names):
            found, added = missing_choice(issue.names, self.data)
            self._report_missing(issue.path, issue.names, found, added)

    def _report_missing(
        self, path: YamlPath, names: tuple[str, ...], found: Missing, added: str = ""
    ) -> None:
        """Report missing properties; a fix adds the property `added`, by default the only one."""
        described = wording.describe_missing(path, names, self.data)
        parent, name = self.places.at(path), added or names[0]
        fixes = add_entry(parent, name, found.value) if found.value is not None else ()
        self.violations["missing-property"].append(
            Violation(
                self.places.parent(path),
                f"missing required property {described}",
                help=found.help,
                fixes=fixes,
            )
        )

    def _conflict(self, issue: Issue) -> None:
        first, second = issue.names[0], issue.names[1]
        parent = self.places.at(issue.path)
        locations = sorted(
            (
                at_key(location)
                for name in issue.names
                if (location := parent.get(name)) is not None
            ),
            key=lambda location: location.start,
        )
        self.violations["conflicting-properties"].append(
            Violation(
                locations[-1],
                f"{quote(first)} and {quote(second)} cannot be used together in "
                f"{self._describe(issue.path)}",
                help="remove one of them",
                related=((locations[0], "the other one"),),
            )
        )

    def _wrong_type(self, issue: Issue) -> None:
        location = self.places.at(issue.path)
        kind = kind_of(location.node)
        mapping = hints.intended_mapping(issue.path, location.value)
        fixes = set_to(location, mapping, "write it as a mapping") if mapping else ()
        if listed := hints.intended_list(issue.path, location.value):
            fixes = set_to(location, listed, "write it as a list")
        if issue.path == ("permissions",) and location.is_list:
            target = (*issue.path, "scopes")
            better = moves.improves(self.data, location, target, len(self.issues))
            fixes = move_to(location, target) if better else ()
        boolean = hints.intended_boolean(location.value, issue.schema)
        hint = "" if boolean is None else f"did you mean {str(boolean).lower()}?"
        if boolean is not None:
            fixes = set_to(location, boolean, f"replace with {str(boolean).lower()}")
        self.violations["wrong-type"].append(
            Violation(
                self.places.value_location(location),
                f"{self._describe(issue.path)} must be "
                f"{wording.describe_types(issue.schema)}, "
                f"{wording.describe_actual(location.node, kind)}",
                hint=hint,
                help=hints.for_wrong_type(issue.path, kind),
                fixes=fixes,
            )
        )

    def _value(self, issue: Issue) -> None:
        """A value (or a name) of the right type that violates another constraint."""
        if issue.keyword == "propertyNames":
            parent = self._describe(issue.path[:-1])
            message = wording.describe_name(issue.schema, issue.name, parent)
            self.violations["invalid-format"].append(
                Violation(self.places.key(issue.path), message)
            )
            return
        if hints.is_key_of_function(issue.path) and issue.keyword == "maxLength":
            return
        location = self.places.at(issue.path)
        schema = hints.without_deprecated(issue.path, issue.schema)
        near = hints.intended_text(issue.path, issue.data)
        of_text = isinstance(issue.data, str)
        listed = values.choices_of(issue._replace(schema=schema)) if of_text else []
        if listed:
            near = values.typo_of(issue.path, issue.data, listed)
            if near is None and self.may_be_newer and values.is_new(self.schema, issue):
                at = self.places.value_location(location)
                self._report_unknown(at, issue.data, issue.path, listed)
                return
        described = self._describe(issue.path)
        rule = "invalid-format" if issue.keyword in _FORMATS else "invalid-value"
        self.violations[rule].append(
            Violation(
                self.places.value_location(location),
                wording.describe_constraint(issue.keyword, schema, issue.data, described),
                hint=f"did you mean {quote(near)}?" if near else "",
                help=_LITERAL if isinstance(issue.data, str) and "${" in issue.data else "",
                fixes=replace_with(location, near) if near else (),
            )
        )

    def _report_unknown(self, at: Location, value: str, path: YamlPath, known: list[str]) -> None:
        found = values.unknown_value(at, value, self._describe(path), known)
        self.violations["unknown-value"].append(found)
