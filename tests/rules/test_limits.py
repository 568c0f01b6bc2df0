"""Values at both ends of the ranges that rules allow."""

from __future__ import annotations

import json

import pytest

from forgecfg.api import check_text


@pytest.mark.parametrize(
    ("memory", "is_reported"),
    [
        ("127", True),
        ("127.9", True),
        ("128", False),
        ("1024", False),
        ("1024.5", True),
        ("1025", True),
        ("true", False),
        ("'64'", False),
    ],
)
def test_memory_of_all_functions(memory: str, is_reported: bool) -> None:
    text = f"app:\n  runtime:\n    name: nodejs22.x\n    memoryMB: {memory}\n"
    found = [finding.code for finding in check_text(text).findings]
    assert ("FC704" in found) is is_reported


def keys(section: str, length: int) -> str:
    return json.dumps({"modules": {section: [{"key": "k" * length}]}})


def provider(length: int) -> str:
    return json.dumps({"providers": {"auth": [{"key": "k" * length}]}})


def container(**resources: str) -> str:
    return json.dumps({"services": [{"key": "s", "containers": [{"resources": resources}]}]})


def modules(module_type: str, count: int) -> str:
    entries = [{"key": f"k{number}"} for number in range(count)]
    return json.dumps({"modules": {module_type: entries}})


def entities(count: int) -> str:
    return json.dumps({"app": {"storage": {"entities": [{"name": f"e{n}"} for n in range(count)]}}})


@pytest.mark.parametrize(
    ("code", "severity", "allowed", "exceeding"),
    [
        ("FC602", "error", modules("sql", 1), modules("sql", 2)),
        ("FC609", "warning", entities(20), entities(21)),
        ("FC615", "error", keys("function", 23), keys("function", 24)),
        ("FC615", "info", keys("endpoint", 23), keys("endpoint", 24)),
        ("FC623", "warning", modules("scheduledTrigger", 5), modules("scheduledTrigger", 6)),
        ("FC706", "info", container(cpu="30m"), container(cpu="29m")),
        ("FC706", "info", container(cpu="4"), container(cpu="4001m")),
        ("FC706", "info", container(memory="64Mi"), container(memory="63Mi")),
        ("FC706", "info", container(memory="16Gi"), container(memory="16385Mi")),
        ("FC733", "warning", provider(23), provider(24)),
    ],
)
def test_limits(code: str, severity: str, allowed: str, exceeding: str) -> None:
    assert code not in {finding.code for finding in check_text(allowed).findings}
    found = [finding for finding in check_text(exceeding).findings if finding.code == code]
    assert [finding.severity.label for finding in found] == [severity]
