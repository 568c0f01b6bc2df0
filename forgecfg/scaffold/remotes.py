"""Remotes that something references and that are not declared."""

from __future__ import annotations

from forgecfg.manifest.analysis.provider_egress import PROVIDERS_SITE
from forgecfg.manifest.analysis.undefined import is_service, undefined_references
from forgecfg.manifest.references import Reference, Target
from forgecfg.manifest.view import Manifest
from forgecfg.scaffold.addition import Additions
from forgecfg.scaffold.options import ScaffoldOptions
from forgecfg.scaffold.plan import NewRemote, remote_addition
from forgecfg.scaffold.prompts import Prompter
from forgecfg.scaffold.results import Unresolved
from forgecfg.scaffold.similar import resolve_similar, unreadable_section
from forgecfg.scaffold.validation import key_error

# Sites that reference a remote from which functions or the front end fetch.
_FETCHED = ("permissions.external.", PROVIDERS_SITE)
_RULE = "undefined-remote"


def missing_remotes(manifest: Manifest, options: ScaffoldOptions, prompter: Prompter) -> Additions:
    """Undeclared remotes that something references."""
    yield from unreadable_section(manifest, Target.REMOTE, "remotes")
    users: dict[str, list[Reference]] = {}
    similar: dict[str, str] = {}
    for reference, name, candidate in undefined_references(manifest, Target.REMOTE):
        if candidate is None and is_service(reference, manifest):
            yield Unresolved(
                f'{reference.owner} references remote "{name}", which is a service of this app',
                "replace `remote:` with `service:`, or run `forgecfg check --fix --unsafe-fixes`",
                _RULE,
            )
            continue
        users.setdefault(name, []).append(reference)
        # The remote that the user chose for new endpoints is not a typo.
        if candidate is not None and name != options.remote:
            similar[name] = candidate
    for name, references in users.items():
        resolved = yield from resolve_similar(
            references, "remote", name, similar.get(name), options, prompter
        )
        if resolved:
            continue
        error = key_error(name, "remote key")
        if error is not None:
            message = f"{references[0].owner}: {error}"
            yield Unresolved(message, "change the key of the remote", _RULE)
            continue
        is_fetched = any(user.site.startswith(_FETCHED) for user in references)
        is_called = any(not user.site.startswith(_FETCHED) for user in references)
        operations = (*(("compute",) if is_called else ()), *(("fetch",) if is_fetched else ()))
        url = options.base_urls.get(name) or options.base_urls.get("") or prompter.base_url(name)
        yield remote_addition(manifest, NewRemote(name, url, (), operations))
