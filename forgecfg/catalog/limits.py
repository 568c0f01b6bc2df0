"""Limits of Forge: how many entries, how long a key, how large a value."""

from collections.abc import Mapping
from enum import Enum
from typing import NamedTuple


class Enforcement(Enum):
    """What happens to a manifest that exceeds a limit."""

    REJECTED = "Forge rejects it (verified with @forge/manifest 13.7)"
    DOCUMENTED = "the documentation states the limit, Forge's linter does not check it"
    EARLY_ACCESS = "as DOCUMENTED, for a feature in early access"
    UNENFORCED = "as DOCUMENTED, and many apps exceed it without a problem"


class Limit(NamedTuple):
    """The range that Forge allows for a count, a length or an amount.

    `subject` names in messages what is limited; `bounds` is the range in the units of the
    documentation, where the numbers are in others.
    """

    subject: str
    maximum: int
    minimum: int = 0
    enforcement: Enforcement = Enforcement.DOCUMENTED
    bounds: str = ""


ONE_MODULE = Limit("module", 1, enforcement=Enforcement.REJECTED)
"""How many modules of a type, or of a type with a role, an app can have: see `single_modules`."""

LIMITS: Mapping[str, Limit] = {
    # Counts over the whole app.
    "modules.jira:entityProperty[].values[]": Limit(
        "jira:entityProperty values", 100, enforcement=Enforcement.REJECTED
    ),
    "modules.llm[].model[]": Limit("llm model", 1, enforcement=Enforcement.REJECTED),
    "modules.automation:actionProvider[].actions[]": Limit(
        "automation:actionProvider actions", 20, enforcement=Enforcement.REJECTED
    ),
    # runtime-reference/custom-entities
    "app.storage.entities[]": Limit("custom entities", 20),
    # manifest-reference/modules/scheduled-trigger
    "modules.scheduledTrigger[]": Limit("scheduled triggers", 5),
    # Lengths of keys, in characters.
    "modules.function[].key": Limit("function key", 23, enforcement=Enforcement.REJECTED),
    # manifest-reference/endpoint
    "modules.endpoint[].key": Limit("endpoint key", 23, enforcement=Enforcement.UNENFORCED),
    # containers-reference/managing-service
    "services[].key": Limit("service key", 19),
    # manifest-reference/providers
    "providers.auth[].key": Limit("provider key", 23),
    # Amounts: megabytes (manifest-reference), thousandths of a CPU, and mebibytes
    # (containers-reference/ref-manifest).
    "app.runtime.memoryMB": Limit("app.runtime.memoryMB", 1024, 128),
    "services[].containers[].resources.cpu": Limit(
        "cpu", 4000, 30, Enforcement.EARLY_ACCESS, "30m to 4000m"
    ),
    "services[].containers[].resources.memory": Limit(
        "memory", 16 * 1024, 64, Enforcement.EARLY_ACCESS, "64Mi to 16Gi"
    ),
}
"""Limits by the path of what is counted or measured, written as in `reference_sites`."""
