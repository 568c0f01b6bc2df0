"""`forgecfg rename`."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from forgecfg.cli.edit import RENAMED, edit_manifests, find_many
from forgecfg.cli.edit_options import All, Colored, Diff, Files, NoInput, Yes, mode_of
from forgecfg.cli.output import Color
from forgecfg.manifest.references import Target

EXAMPLES = """
  forgecfg rename endpoint hello-api greeting-api
  forgecfg rename remote backend stock --diff
"""


class Kind(StrEnum):
    """What can be renamed."""

    endpoint = "endpoint"
    remote = "remote"
    function = "function"
    resource = "resource"


def rename(
    kind: Annotated[Kind, typer.Argument(help="What to rename.", show_default=False)],
    old: Annotated[str, typer.Argument(help="Its key.", show_default=False)],
    new: Annotated[str, typer.Argument(help="Its new key.", show_default=False)],
    file: Files = None,
    all_: All = False,
    diff: Diff = False,
    yes: Yes = False,
    no_input: NoInput = False,
    color: Colored = Color.auto,
) -> int:
    """Rename an endpoint, a remote, a function or a resource, with all references to it.

    All other text stays unchanged, byte for byte. Source code is not changed.

    Exit code: 0; 1 if it was not written; 2 if a manifest cannot be changed.
    """
    from forgecfg.scaffold.rename import rename_in_manifest

    mode = mode_of(diff, yes, no_input, color, all_)
    targets = find_many(file, all_)
    target = Target(kind)
    return edit_manifests(
        targets, mode, lambda text, _: rename_in_manifest(text, target, old, new), RENAMED
    )
