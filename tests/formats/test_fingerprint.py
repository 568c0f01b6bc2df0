"""Fingerprints: no two alike in a run, and the same in the next one."""

from __future__ import annotations

from forgecfg.api import check_text
from forgecfg.findings import FileReport, Finding
from forgecfg.reporters.fingerprint import fingerprints

MANIFEST = """\
app:
  runtime:
    name: nodejs22.x
  id: ari:cloud:ecosystem::app/5a1f0c5e-4f0e-4a34-8c2b-6f7f3f1d2b00
modules:
  macro:
    - key: hello
      title: Hello
      resolver:
        endpoint: remote-macro-nod
  trigger:
    - key: one
      endpoint: absent
      events: [avi:forge:installed:app]
    - key: one
      endpoint: absent
      events: [avi:forge:installed:app]
  endpoint:
    - key: remote-macro-node
      remote: backend
"""


def by_print(text: str, file: str = "manifest.yml") -> dict[str, Finding]:
    report = check_text(text, file)
    found = dict(zip(fingerprints(report.findings), report.findings, strict=True))
    assert len(found) == len(report.findings)
    return found


def kinds(found: dict[str, Finding]) -> dict[str, tuple[str, str]]:
    return {one: (finding.name, finding.severity.label) for one, finding in found.items()}


def test_moved_lines_change_nothing() -> None:
    before = by_print(MANIFEST)
    assert len(before) > 4
    assert any("on line" in finding.message for finding in before.values())
    after = by_print("# a\n\n# b\n" + MANIFEST.replace("  macro:", "  # c\n  macro:"))
    assert kinds(before) == kinds(after)
    assert {finding.span.line for finding in before.values()} != {
        finding.span.line for finding in after.values()
    }


def test_an_item_added_above_changes_nothing() -> None:
    new = MANIFEST.replace("  macro:\n", "  macro:\n    - key: new\n      title: New\n")
    assert kinds(by_print(MANIFEST)).items() <= kinds(by_print(new)).items()


def test_another_value_is_another_finding() -> None:
    before, after = by_print(MANIFEST), by_print(MANIFEST.replace("macro-nod\n", "macro-na\n"))
    gone = [before[one].name for one in before.keys() - after.keys()]
    new = [after[one].name for one in after.keys() - before.keys()]
    assert gone == new == ["undefined-endpoint"]


def test_another_rule_or_path_is_another_finding() -> None:
    finding = next(iter(by_print(MANIFEST).values()))
    others = [
        finding,
        finding._replace(code="FC999"),
        finding._replace(path=("modules", "other")),
        finding._replace(message="something else"),
    ]
    assert len({next(fingerprints([one])) for one in others}) == len(others)


def test_equal_findings_are_counted_in_order() -> None:
    finding = next(iter(by_print(MANIFEST).values()))
    moved = [finding._replace(span=finding.span._replace(line=line)) for line in (3, 5, 9)]
    prints = list(fingerprints(moved))
    assert len(set(prints)) == 3
    assert prints[:2] == list(fingerprints(moved[1:]))


def test_the_file_counts_where_it_is_asked_for() -> None:
    report: FileReport = check_text(MANIFEST)
    here, there = (set(fingerprints(report.findings, file)) for file in ("a.yml", "b.yml"))
    assert not here & there
    assert set(fingerprints(report.findings)) == set(fingerprints(report.findings))
