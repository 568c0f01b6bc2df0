"""FC706."""

from __future__ import annotations

import re
from collections.abc import Iterator

from forgecfg.catalog.limits import LIMITS
from forgecfg.document.cursor import Cursor
from forgecfg.document.display import quote
from forgecfg.findings import Severity, Violation
from forgecfg.manifest.view import Manifest
from forgecfg.rules.base import Bad, Context, Good, rule
from forgecfg.rules.limits import check_amount

_GOOD = """\
services:
  - key: reports
    containers:
      - key: server
        tag: v1
        resources:
          cpu: 500m
          memory: 1Gi
"""


@rule(
    Severity.INFO,
    good=(Good(_GOOD), Good(_GOOD.replace("500m", '"1"').replace("1Gi", "2048Mi"))),
    bad=(
        Bad(
            _GOOD.replace("500m", '"8"'),
            at=(7, 16),
            says='cpu "8" of container "server" is out of range (documented: 30m to 4000m)',
        ),
        Bad(
            _GOOD.replace("1Gi", "32Mi"),
            at=(8, 19),
            says='memory "32Mi" of container "server" is out of range (documented: 64Mi to 16Gi)',
        ),
    ),
)
def container_size_out_of_range(context: Context) -> Iterator[Violation]:
    """A container requests more or less CPU or memory than Forge documents.

    Forge documents pairs of CPU and memory, from 30m with 64Mi up to 4000m with 16Gi (Forge
    documentation, containers-reference/ref-manifest), but silently accepts other values (verified
    with @forge/manifest 13.7). Containers are in early access, so the severity is info, and
    forgecfg checks only the range, not the pairs.

    How to fix:
    Use one of the documented pairs of `cpu` and `memory`.
    """
    for label, name, location, amount in _amounts(context.manifest):
        yield from check_amount(
            LIMITS[f"services[].containers[].resources.{name}"],
            amount,
            f"{name} {quote(str(location.value))} of {label}",
            location,
            "use one of the sizes in the Forge documentation",
        )


def _amounts(manifest: Manifest) -> Iterator[tuple[str, str, Cursor, float]]:
    """Label of the container, name and location of the resource, and the requested amount."""
    for service in manifest.items("services"):
        containers = service.get("containers")
        for container in containers.items() if containers is not None else ():
            key = container.get("key")
            label = (
                f"container {quote(key.text)}" if key is not None and key.text else "a container"
            )
            cpu, memory = container.at("resources", "cpu"), container.at("resources", "memory")
            if cpu is not None and (amount := _milli_cpus(cpu)) is not None:
                yield label, "cpu", cpu, amount
            if memory is not None and (amount := _mebibytes(memory)) is not None:
                yield label, "memory", memory, amount


def _milli_cpus(location: Cursor) -> float | None:
    """Thousandths of a CPU from `500m`, `"1"` or `"0.5"`; None if malformed or unknown."""
    match = re.fullmatch(r"([0-9]{1,9})m|([0-9]{1,9}(?:\.[0-9]{1,9})?)", location.text or "")
    if match is None:
        return None
    return float(match[1]) if match[1] else float(match[2]) * 1000


def _mebibytes(location: Cursor) -> float | None:
    match = re.fullmatch(r"([0-9]{1,9})([GM])i", location.text or "")
    if match is None:
        return None
    return float(match[1]) * (1024 if match[2] == "G" else 1)
