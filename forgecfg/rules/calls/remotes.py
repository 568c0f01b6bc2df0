"""The remotes that source calls."""

from __future__ import annotations

from forgecfg.manifest.view import Remote
from forgecfg.rules.base import Context
from forgecfg.source.facts import API, BRIDGE, SourceFacts

_CALLS = (
    (API, "invokeRemote"),
    (BRIDGE, "requestRemote"),
    (API, "asUser", "()", "withProvider"),
)


def called_remotes(facts: SourceFacts) -> set[str] | None:
    """The keys of the remotes that code names; None where a call, or a file, cannot be read.

    Where code uses a provider, all remotes of providers may be meant: the manifest names those.
    """
    if not facts.knows_all(*_CALLS):
        return None
    calls = (*facts.named("invokeRemote", package=API), *facts.named("requestRemote"))
    return {key.name for call in calls for key in call.keys if key.name is not None}


def never_called(context: Context, remote: Remote) -> bool:
    """Whether the source of the app was read, and no call in it names a remote."""
    if not context.reads_source:
        return False
    called = called_remotes(context.source)
    return called is not None and remote.name not in called
