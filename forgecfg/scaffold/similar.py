"""Undeclared names: which cannot be decided, and which look like typos of declared ones."""

from __future__ import annotations

from collections.abc import Generator

from forgecfg.document.cursor import Cursor
from forgecfg.manifest.analysis.misplaced import may_be_elsewhere
from forgecfg.manifest.declarations import names_of
from forgecfg.manifest.references import Reference, Target
from forgecfg.manifest.view import Endpoint, Manifest, Remote
from forgecfg.scaffold.addition import Addition, Additions, Note
from forgecfg.scaffold.options import ScaffoldOptions
from forgecfg.scaffold.prompts import NameConflict, Prompter
from forgecfg.scaffold.results import Unresolved


def unreadable_section(manifest: Manifest, target: Target, section: str) -> Additions:
    """Names that may be declared in a section that cannot be read because of an error."""
    variable = any(key.unknown for key in _all_keys(manifest, target))
    if variable or not may_be_elsewhere(manifest, target):
        return
    declared = names_of(manifest, target)
    for reference in manifest.references[target]:
        if reference.name is not None and reference.name not in declared:
            yield Unresolved(
                f'{reference.owner} references {target} "{reference.name}", but forgecfg cannot '
                f"tell whether it is declared: `{section}` has an error",
                "fix the error that `forgecfg check` reports, then scaffold again",
                f"undefined-{target}",
            )
            return


def _all_keys(manifest: Manifest, target: Target) -> list[Cursor]:
    items: tuple[Endpoint | Remote, ...] = manifest.remotes
    if target is Target.ENDPOINT:
        items = manifest.endpoints
    return [item.key for item in items if item.key is not None]


def resolve_similar(
    references: list[Reference],
    kind: str,
    name: str,
    similar: str | None,
    options: ScaffoldOptions,
    prompter: Prompter,
) -> Generator[Addition | Unresolved | Note, None, bool]:
    """Handle a name that is similar to a declared one; returns whether to add nothing."""
    if similar is None or options.allow_similar_names:
        return False
    owner = references[0].owner
    answer = prompter.resolve_conflict(owner, kind, name, similar)
    if answer is NameConflict.ADD:
        return False
    if answer is NameConflict.RENAME:
        for reference in references:
            description = f'reference to {kind} "{similar}" from {reference.owner}'
            yield Addition(reference.value.path, similar, description, replaces=True)
    else:
        yield Unresolved(
            f'{owner} references {kind} "{name}", which is not declared; did you mean "{similar}"?',
            "rename it with `forgecfg check --fix --unsafe-fixes`, or add it with "
            "`forgecfg scaffold --yes`",
            f"undefined-{kind}",
        )
    return True
