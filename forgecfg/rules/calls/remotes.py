"""The remotes that source code calls."""

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
    """The keys of the remotes that code references; None if a call or a file cannot be read.

    A provider is not followed to its remotes, because the manifest references those.
    """
    if not facts.knows_all(*_CALLS):
        return None
    calls = (*facts.named("invokeRemote", package=API), *facts.named("requestRemote"))
    return {key.name for call in calls for key in call.keys if key.name is not None}


def may_compute(remote: Remote) -> bool:
    """Whether functions may call a remote: its operations may include `compute`."""
    operations = remote.cursor.get("operations")
    # Without `operations`, or with a variable, `compute` is possible.
    if operations is None or not operations.is_list:
        return True
    return any(item.text == "compute" or item.unknown for item in operations.items())


def never_called(context: Context, remote: Remote) -> bool:
    """Whether source code is read, and no call in it references a remote."""
    if not context.reads_source:
        return False
    called = called_remotes(context.source)
    return called is not None and remote.name not in called
