"""FC706."""

from __future__ import annotations

import re
from collections.abc import Iterator

from forgecfg.document.cursor import Cursor
from forgecfg.document.display import quote
from forgecfg.document.locations import at_value
from forgecfg.findings import Severity, Violation
from forgecfg.manifest.view import Manifest
from forgecfg.rules.base import Bad, Context, Good, rule

# In thousandths of a CPU, and in mebibytes.
_CPU = (30, 4000)
_MEMORY = (64, 16 * 1024)

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
    "FC706",
    "unusual-container",
    Severity.INFO,
    good=(Good(_GOOD), Good(_GOOD.replace("500m", '"1"').replace("1Gi", "2048Mi"))),
    bad=(
        Bad(
            _GOOD.replace("500m", '"8"'),
            at=(7, 16),
            says='cpu "8" of container "server" is beyond what Forge documents: 30m to 4000m',
        ),
        Bad(
            _GOOD.replace("1Gi", "32Mi"),
            at=(8, 19),
            says='memory "32Mi" of container "server" is beyond what Forge documents: 64Mi to 16Gi',
        ),
    ),
)
def unusual_container(context: Context) -> Iterator[Violation]:
    """A container asks for more or less CPU or memory than Forge documents.

    Forge documents pairs of CPU and memory, from 30m with 64Mi up to 4000m with 16Gi (Forge
    documentation, containers-reference/ref-manifest), and takes any others without a word
    (measured). Containers are an early access program, so this is a hint, and only about the range.
    """
    for label, name, location, amount, (least, most) in _amounts(context.manifest):
        if not least <= amount <= most:
            bounds = "30m to 4000m" if name == "cpu" else "64Mi to 16Gi"
            yield Violation(
                at_value(location),
                f"{name} {quote(str(location.value))} of {label} is beyond what Forge documents: "
                f"{bounds}",
                help="look the sizes up in the Forge documentation",
            )


def _amounts(manifest: Manifest) -> Iterator[tuple[str, str, Cursor, float, tuple[int, int]]]:
    """Label of the container, name and place of what it asks for, the amount, and its bounds."""
    for service in manifest.items("services"):
        containers = service.get("containers")
        for container in containers.items() if containers is not None else ():
            key = container.get("key")
            label = (
                f"container {quote(key.text)}" if key is not None and key.text else "a container"
            )
            cpu, memory = container.at("resources", "cpu"), container.at("resources", "memory")
            if cpu is not None and (amount := _milli_cpus(cpu)) is not None:
                yield label, "cpu", cpu, amount, _CPU
            if memory is not None and (amount := _mebibytes(memory)) is not None:
                yield label, "memory", memory, amount, _MEMORY


def _milli_cpus(location: Cursor) -> float | None:
    """`500m`, `"1"`, `"0.5"`; None for what is malformed, or not known."""
    match = re.fullmatch(r"([0-9]{1,9})m|([0-9]{1,9}(?:\.[0-9]{1,9})?)", location.text or "")
    if match is None:
        return None
    return float(match[1]) if match[1] else float(match[2]) * 1000


def _mebibytes(location: Cursor) -> float | None:
    match = re.fullmatch(r"([0-9]{1,9})([GM])i", location.text or "")
    if match is None:
        return None
    return float(match[1]) * (1024 if match[2] == "G" else 1)
