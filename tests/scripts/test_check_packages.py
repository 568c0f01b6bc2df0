"""What the wheel and the sdist must contain."""

from __future__ import annotations

from pathlib import Path

import pytest
from packages import contents

ROOT = Path(__file__).parents[2]
WHEEL = [
    *contents._IN_WHEEL,
    "forgecfg/remote/templates/forge_verify.py",
    "forgecfg-1.0.dist-info/METADATA",
]


def test_a_good_wheel() -> None:
    assert contents.wheel_problems(WHEEL) == []


@pytest.mark.parametrize("name", contents._IN_WHEEL)
def test_a_file_is_missing(name: str) -> None:
    names = [other for other in WHEEL if other != name]
    assert f"wheel: {name} is missing" in contents.wheel_problems(names)


@pytest.mark.parametrize("name", ["tests/conftest.py", "devtools/mutate.py", "shared/facts.md"])
def test_a_file_outside_of_the_package(name: str) -> None:
    assert f"wheel: {name} is outside of the package" in contents.wheel_problems([*WHEEL, name])


def test_leftovers() -> None:
    name = "forgecfg/__pycache__/api.cpython-311.pyc"
    assert contents.wheel_problems([*WHEEL, name]) == [f"wheel: {name} must not be in it"]


def test_what_the_sdist_needs_is_here() -> None:
    assert [name for name in contents._IN_SDIST if not (ROOT / name).exists()] == []
    names = list(contents._IN_SDIST)
    assert contents.sdist_problems(names) == []
    assert contents.sdist_problems(names[1:]) == [f"sdist: {names[0]} is missing"]


@pytest.mark.slow
def test_the_packages_of_this_checkout(tmp_path: Path) -> None:
    pytest.importorskip("uv")
    pytest.importorskip("twine")
    assert contents.contents(*contents.build(tmp_path)) == []
