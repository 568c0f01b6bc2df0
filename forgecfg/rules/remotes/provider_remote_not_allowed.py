"""FC411."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.document.cursor import Cursor
from forgecfg.document.locations import at_key, at_value
from forgecfg.edits.fixes import allow_egress
from forgecfg.findings import Safety, Severity, Violation
from forgecfg.manifest.analysis.provider_egress import FETCH_PERMISSION, unfetched
from forgecfg.manifest.view import Manifest
from forgecfg.rules.base import Bad, Context, Good, rule

_GOOD = """\
providers:
  auth:
    - key: drawings
      remotes:
        - drawings-api
remotes:
  - key: drawings-api
    baseUrl: https://api.drawings.example.com
    operations:
      - fetch
permissions:
  external:
    fetch:
      backend:
        - remote: drawings-api
"""
_BARE = _GOOD.partition("permissions:")[0]


@rule(
    Severity.ERROR,
    fix=Safety.UNSAFE,
    good=(
        Good(_GOOD),
        # The URL itself is accepted as well.
        Good(_GOOD.replace("remote: drawings-api", "address: https://api.drawings.example.com")),
    ),
    bad=(
        Bad(
            _BARE,
            at=(5, 11),
            says='providers.auth sends tokens to remote "drawings-api", which '
            "permissions.external.fetch.backend does not allow",
            fixed=_GOOD,
        ),
        Bad(
            _BARE.replace("- fetch", "- other") + "permissions:\n  external:\n    fetch:\n"
            "      client:\n        - remote: drawings-api\n",
            at=(5, 11),
            says="does not allow",
            fixed=_BARE.replace("- fetch", "- other\n      - fetch")
            + "permissions:\n  external:\n    fetch:\n"
            "      client:\n        - remote: drawings-api\n"
            "      backend:\n        - remote: drawings-api\n",
        ),
    ),
)
def provider_remote_not_allowed(context: Context) -> Iterator[Violation]:
    """A provider sends its tokens to a remote that the app is not allowed to fetch from.

    Every remote under `remotes` of a provider must be allowed in
    `permissions.external.fetch.backend`: as `remote:`, or with exactly the URL of its `baseUrl`.
    Forge rejects everything else, including patterns and other spellings of the URL (verified with
    @forge/manifest 13.7).

    How to fix:
    Add `- remote: <key of the remote>` to `permissions.external.fetch.backend`, and the operation
    `fetch` to the remote. `forgecfg scaffold` does both.
    """
    manifest = context.manifest
    location = _innermost_permission(manifest)
    for reference, remote in unfetched(manifest):
        yield Violation(
            at_value(reference.value),
            f"{reference.owner} sends tokens to {remote.label}, which "
            "permissions.external.fetch.backend does not allow",
            help="add `- remote: …` to that list, or run `forgecfg scaffold`",
            related=((at_key(location), "add it here"),) if location is not None else (),
            fixes=allow_egress(remote.name or "", remote.cursor),
        )


def _innermost_permission(manifest: Manifest) -> Cursor | None:
    """The innermost existing section on the path of the permission; None if there is none."""
    section = manifest.root
    for name in FETCH_PERMISSION:
        inner = section.get(name) if section is not None else None
        if inner is None:
            break
        section = inner
    return section if section is not None and section.key is not None else None
