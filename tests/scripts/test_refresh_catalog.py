"""`scripts/refresh_catalog.py`: what a newer package or newer pages have is told, and no more."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest
import refresh_catalog
from refresh.accepted import ACCEPTED
from refresh.compare import Accepted, compare
from refresh.shapes import Shape, shapes

from forgecfg.schema.load import manifest_schema

from .conftest import Package

Out = pytest.CaptureFixture[str]
Told = list[tuple[str, str, str]]


SCHEMA = manifest_schema()
LOCALES = SCHEMA["definitions"]["locale"]["enum"]


def differences(capsys: Out, *arguments: str | Path) -> tuple[int, Told]:
    """The exit code, and what is told to differ: subject, status, name."""
    code = refresh_catalog.main([*map(str, arguments), "--format", "json"])
    report = json.loads(capsys.readouterr().out)
    return code, [(one["subject"], one["status"], one["name"]) for one in report["differences"]]


def test_nothing_differs(package: Package, capsys: Out) -> None:
    assert differences(capsys, package.write()) == (0, [])


def test_the_report(package: Package, capsys: Out) -> None:
    package.scopes += ["read:telepathy:jira"]
    package.agents["jira"] = ["read:minds:jira"]
    assert refresh_catalog.main([str(package.write())]) == 1
    out = capsys.readouterr().out
    assert "against @forge/manifest 99.1.0\n" in out
    assert "\nscope\n  new        read:telepathy:jira\n" in out
    assert "  different  jira: read:minds:jira, here read:jira-work\n" in out
    assert "\n2 differences, " in out


def _new_type(package: Package) -> None:
    package.types.append("jira:hologram")
    package.modules["jira:hologram"] = {
        "type": "array",
        "items": {
            "type": "object",
            "required": ["key"],
            "properties": {
                "key": {"type": "string"},
                "light": {"type": "object", "properties": {"endpoint": {"type": "string"}}},
            },
        },
    }


def _gone_type(package: Package) -> None:
    package.types.remove("jira:command")
    del package.modules["jira:command"]


def _properties(package: Package) -> None:
    item = package.item("webtrigger")
    item["properties"]["shade"] = {"type": "string", "enum": ["light", "dark"]}
    del item["properties"]["urlFormat"]
    item["required"].append("shade")
    item["additionalProperties"] = False


def _values(package: Package) -> None:
    runtime = package.schema["properties"]["app"]["properties"]["runtime"]["properties"]
    runtime["name"]["enum"] = ["nodejs22.x", "nodejs24.x", "nodejs26.x"]
    runtime["memoryMB"]["type"] = "string"


def _regions(package: Package) -> None:
    remote = package.schema["properties"]["remotes"]["items"]["properties"]
    remote["baseUrl"] = {
        "oneOf": [
            {"type": "string"},
            {
                "type": "object",
                "propertyNames": {"enum": ["default", "EU", "US", "MARS"]},
                "patternProperties": {".+": {"type": "string"}},
                "required": ["default"],
            },
        ]
    }


def _locales(package: Package) -> None:
    package.schema["definitions"]["locale"]["enum"].append("la-VA")


def _names(package: Package) -> None:
    package.scopes.remove("read:jira-work")
    package.events["avi:jira:painted:issue"] = {"current": ["read:jira-work"], "beta": []}
    package.events["avi:jira:created:issue"]["current"] = []
    del package.events["avi:jira:viewed:issue"]
    package.conditions["jira:issuePanel"].append("isRaining")
    del package.agents["confluence"]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (
            _new_type,
            [
                ("module type", "new", "jira:hologram"),
                ("property", "new", "modules.jira:hologram[].key"),
                ("property", "new", "modules.jira:hologram[].light"),
                ("required property", "new", "modules.jira:hologram[].key"),
                ("unknown properties", "new", "modules.jira:hologram[]"),
                ("type", "new", "modules.jira:hologram[]"),
                ("reference site", "new", "endpoint: jira:hologram light.endpoint"),
            ],
        ),
        (
            _gone_type,
            [
                ("module type", "gone", "jira:command"),
                ("reference site", "gone", "endpoint: jira:command resolver.endpoint"),
                ("reference site", "gone", "function: jira:command resolver.function"),
                ("reference site", "gone", "module: jira:command target.page"),
                ("reference site", "gone", "resource: jira:command target.resource"),
            ],
        ),
        (
            _properties,
            [
                ("property", "gone", "modules.webtrigger[].urlFormat"),
                ("property", "new", "modules.webtrigger[].shade"),
                ("required property", "new", "modules.webtrigger[].shade"),
                ("unknown properties", "different", "modules.webtrigger[]"),
            ],
        ),
        (
            _values,
            [
                ("type", "different", "app.runtime.memoryMB"),
                ("choice", "gone", "app.runtime.name = nodejs20.x"),
                ("choice", "new", "app.runtime.name = nodejs26.x"),
            ],
        ),
        (
            _regions,
            [
                ("property", "new", "remotes[].baseUrl.MARS"),
                *(
                    ("property", "gone", f"remotes[].baseUrl.{region}")
                    for region in ("AU", "CA", "CH", "DE", "GB", "IN", "JP", "KR", "SG")
                ),
                ("region", "new", "MARS"),
                *(
                    ("region", "gone", region)
                    for region in ("AU", "CA", "CH", "DE", "GB", "IN", "JP", "KR", "SG")
                ),
            ],
        ),
        (
            _locales,
            [
                *(
                    ("choice", "new", f"translations.fallback.{name} = la-VA")
                    for name in ("default", *(f"{locale}[]" for locale in LOCALES))
                ),
                ("choice", "new", "translations.resources[].key = la-VA"),
                ("locale", "new", "la-VA"),
            ],
        ),
        (
            _names,
            [
                ("scope", "gone", "read:jira-work"),
                ("event", "different", "avi:jira:created:issue"),
                ("event", "new", "avi:jira:painted:issue"),
                ("event", "gone", "avi:jira:viewed:issue"),
                ("display condition", "new", "jira:issuePanel isRaining"),
                ("product of agents", "gone", "confluence"),
            ],
        ),
    ],
    ids=lambda value: value.__name__.lstrip("_") if callable(value) else "",
)
def test_what_differs(
    package: Package, capsys: Out, change: Callable[[Package], None], expected: Told
) -> None:
    change(package)
    code, told = differences(capsys, package.write())
    assert code == 1
    assert sorted(told) == sorted(expected)


def test_a_type_without_a_shape_is_new_by_its_name(package: Package, capsys: Out) -> None:
    package.types += ["core:hologram", "xen:sketch"]
    code, told = differences(capsys, package.write())
    assert (code, told) == (
        1,
        [("module type", "new", "hologram"), ("module type", "new", "sketch")],
    )


@pytest.mark.parametrize(
    "schema",
    [
        {"anyOf": [{"required": ["a", "b"]}, {"required": ["b", "c"]}]},
        {"$ref": "#/definitions/inner"},
        {"allOf": [{"required": ["b"]}, {"if": {"required": ["a"]}, "then": {"required": ["c"]}}]},
        {"oneOf": [{"type": "string"}, {"type": "object", "required": ["b"]}], "type": "object"},
    ],
    ids=["choice", "reference", "condition", "type"],
)
def test_a_shape_is_the_same_however_it_is_said(schema: dict[str, object]) -> None:
    whole = {"definitions": {"inner": {"required": ["b"]}}, "properties": {"place": schema}}
    assert shapes(whole)["place"].required == {"b"}


def test_choices_are_none_where_any_text_will_do() -> None:
    listed = {"enum": ["light", "dark"]}
    schema = {
        "properties": {
            "listed": {"oneOf": [listed, {"type": "object"}]},
            "suggested": {"anyOf": [listed, {"type": "string"}]},
            "whether": {"enum": [True, False]},
            "itself": {"$ref": "#"},
        }
    }
    found = shapes(schema)
    assert found["listed"].choices == {"light", "dark"}
    nothing: frozenset[str] = frozenset()
    assert found["whether"] == Shape(nothing, False, frozenset({"boolean"}), nothing)
    assert found["suggested"].choices == nothing
    assert "itself.listed" not in found


@pytest.mark.parametrize(
    ("break_it", "says"),
    [
        (lambda file: file.unlink(), ": neither a schema file nor a folder"),
        (lambda file: file.write_text("{"), "invalid JSON in "),
        (lambda file: file.write_text("[]"), "is not a manifest schema"),
        (
            lambda file: file.write_text('{"properties": {"app": 5}}'),
            "app is not a schema",
        ),
    ],
    ids=["missing", "cut off", "no schema", "unsound"],
)
def test_a_schema_that_cannot_be_used(
    package: Package, capsys: Out, break_it: Callable[[Path], object], says: str
) -> None:
    package.write()
    break_it(package.out / "schema" / "manifest-schema.json")
    assert refresh_catalog.main([str(package.folder)]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("refresh_catalog: ")
    assert err.count("\n") == 1
    assert says in err


@pytest.mark.parametrize(
    "name", ["scopes/names.json", "mapping/product-event-to-scope-mapping.json"]
)
@pytest.mark.parametrize("content", [None, "{", "5", '{"mapping": [5]}'])
def test_other_data_that_is_not_there_is_named(
    package: Package, capsys: Out, name: str, content: str | None
) -> None:
    file = package.write() / "node_modules/@forge/manifest/out" / name
    file.unlink() if content is None else file.write_text(content)
    assert refresh_catalog.main([str(package.folder)]) == 1
    out = capsys.readouterr().out
    assert f"not compared: {name.partition('/')[0]}" in out
    assert "\n1 difference, " in out


def test_pages(package: Package, capsys: Out, tmp_path: Path) -> None:
    page = tmp_path / "docs" / "modules" / "index.md"
    page.parent.mkdir(parents=True)
    page.write_text(
        "Listen to `avi:jira:painted:issue`, with `read:telepathy:jira` or `read:jira-work`.\n"
        "Not as code: avi:jira:bent:issue. The app's own: `avi:forge:installed:app`.\n\n"
        "```yaml\nmodules:\n  jira:hologram:\n    - key: a\n  macro:\n    - key: b\n```\n",
        encoding="utf-8",
    )
    (page.parent / "more.md").write_text("`avi:jira:painted:issue`", encoding="utf-8")
    assert refresh_catalog.main([str(package.write()), "--docs", str(tmp_path / "docs")]) == 1
    out = capsys.readouterr().out
    assert "  event avi:jira:painted:issue (modules/index.md and 1 more)\n" in out
    assert "  module type jira:hologram (modules/index.md)\n" in out
    assert "  scope read:telepathy:jira (modules/index.md)\n" in out
    assert "\n3 differences, " in out


def test_pages_that_are_not_there(package: Package, capsys: Out, tmp_path: Path) -> None:
    assert refresh_catalog.main([str(package.write()), "--docs", str(tmp_path / "none")]) == 2
    assert "there is no folder with Markdown files" in capsys.readouterr().err


def test_wrong_usage_is_code_2(capsys: Out) -> None:
    with pytest.raises(SystemExit) as left:
        refresh_catalog.main([])
    assert left.value.code == 2
    assert "folder" in capsys.readouterr().err


def test_on_purpose() -> None:
    theirs = {"scope": {"read:a:x": "", "read:b:x": "", "read:c": ""}}
    table = (
        Accepted("scope", "new", "read:*:x", "why"),
        Accepted("scope", "gone", "read:c", "why"),
    )
    found = compare(theirs, {"scope": {}}, table)
    assert [one.name for one in found.differences] == ["read:c"]
    assert found.on_purpose == 2
    assert found.unused == table[1:]


def test_each_has_a_reason() -> None:
    assert all(entry.reason for entry in ACCEPTED)
    assert len({entry[:3] for entry in ACCEPTED}) == len(ACCEPTED)


REAL = os.environ.get("FORGECFG_FORGE_SCHEMA", "")


@pytest.mark.skipif(not REAL, reason="FORGECFG_FORGE_SCHEMA names no installed package")
def test_a_real_one(capsys: Out) -> None:
    code = refresh_catalog.main([REAL])
    out = capsys.readouterr().out
    assert "no longer intended" not in out
    assert (code, "no differences" in out) == (0, True), out
