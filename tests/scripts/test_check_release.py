"""The check before a release: tag, version and changelog."""

from __future__ import annotations

from check_release import problems

CHANGELOG = "# Changelog\n\n## Unreleased\n\n## 1.2.3\n\n- A change.\n"


def test_a_release_in_order_has_no_problem() -> None:
    assert problems("v1.2.3", "1.2.3", CHANGELOG) == []


def test_each_difference_is_named() -> None:
    assert len(problems("v1.2.4", "1.2.3", CHANGELOG)) == 1
    assert "no section `## 1.2.4`" in problems("v1.2.4", "1.2.4", CHANGELOG)[0]
    waiting = CHANGELOG.replace("Unreleased\n", "Unreleased\n\n- Another change.\n")
    assert "still has lines" in problems("v1.2.3", "1.2.3", waiting)[0]
