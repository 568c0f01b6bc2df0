"""Three verdicts are equal: the quick validator's, forgecfg's findings, and the published schema's.

- The quick validator: `validate(schema, data).valid`.
- The findings: whether `check_text` reports an error of FC101 to FC107. Three rules report a
  violation instead of these: see `REPORTED_ELSEWHERE`.
- The published schema: whether `schemas/manifest.schema.json`, read by jsonschema's
  `Draft202012Validator` as it is, has an error. This is what editors show.

The last two also agree on the places. There is one exception: the published schema accepts any text
with a `${NAME}` in it, while forgecfg knows which variables are declared, and checks the text of
all others. So for a manifest with `${`, every error of the published schema is a finding, but not
every finding is an error of the published schema.

Warnings (properties that Forge ignores, types that are not in the catalog) are errors for none.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest
from jsonschema import Draft7Validator, Draft202012Validator
from mutate import mutations, read
from mutations import KINDS

from forgecfg.api import CheckOptions, Finding, check_text
from forgecfg.document.document import load
from forgecfg.document.nodes import Mapping
from forgecfg.document.positions import YamlPath
from forgecfg.findings import Severity
from forgecfg.rules.table import RULES
from forgecfg.schema.data import to_plain_data
from forgecfg.schema.diagnose import diagnose
from forgecfg.schema.load import schema_folder
from forgecfg.schema.validate import validate

from .samples import ROOT, UNKNOWN, changed, example

Schema = dict[str, Any]

CHECKOUT = Path(__file__).parents[2]
EXAMPLES = CHECKOUT / "examples"
CORPUS = CHECKOUT.parent / "shared" / "corpus"

PUBLISHED: Schema = json.loads((schema_folder() / "manifest.schema.json").read_text("utf-8"))
PUBLISHED_VALIDATOR = Draft202012Validator(PUBLISHED)

STRUCTURE = {f"FC10{number}" for number in range(1, 8)}
# Errors that take the place of one of these: a merge key where no other property is allowed, the
# length of a function's key, and a section that is missing because it is below `modules`.
REPORTED_ELSEWHERE = {"merge-key", "long-key", "unknown-module-type"}
# A warning, since the value may be newer than the catalog.
MAY_BE_NEWER = "unknown-value"
BOTH = (False, True)
NO_SUPPRESSIONS = CheckOptions(suppressions=False)


def verdicts_agree(text: str | bytes) -> bool | None:
    """Whether a manifest is valid, on which all must agree; None if it cannot be read."""
    document = load(text)
    if not isinstance(document.root, Mapping):
        return None
    data = to_plain_data(document.root)
    valid = validate(ROOT, data).valid
    issues = diagnose(ROOT, data)
    assert valid == (not issues)
    errors = list(PUBLISHED_VALIDATOR.iter_errors(data))
    places = {i.path[:-1] if i.keyword == "propertyNames" else i.path for i in issues}
    published: set[YamlPath] = {tuple(error.absolute_path) for error in errors}
    has_variables = "${" in document.text
    assert published <= places if has_variables else published == places
    findings = check_text(text, options=NO_SUPPRESSIONS).findings
    assert valid == (not reports(findings, bool(issues)))
    return valid


def reports(findings: tuple[Finding, ...], is_invalid: bool) -> bool:
    """Whether findings are about the schema; `is_invalid` allows those reported elsewhere."""
    errors = [finding for finding in findings if finding.severity is Severity.ERROR]
    if any(finding.name == MAY_BE_NEWER for finding in findings):
        return True
    return any(
        finding.code in STRUCTURE or (is_invalid and finding.name in REPORTED_ELSEWHERE)
        for finding in errors
    )


def example_manifests() -> Iterator[Path]:
    return iter(sorted(EXAMPLES.rglob("manifest.yml")))


def test_on_the_examples() -> None:
    found = [verdicts_agree(path.read_bytes()) for path in example_manifests()]
    assert found.count(True) >= 9
    assert None not in found


def test_on_the_examples_of_the_rules() -> None:
    texts = [good.text for rule in RULES for good in rule.good]
    texts += [bad.text for rule in RULES for bad in rule.bad]
    assert {verdicts_agree(text) for text in texts} == {True, False, None}


@pytest.mark.skipif(not CORPUS.is_dir(), reason="no collection of manifests here")
def test_on_real_manifests() -> None:
    found = [verdicts_agree(path.read_bytes()) for path in sorted(CORPUS.glob("*.y*ml"))]
    assert found.count(True) > 100
    assert found.count(False) > 50


@pytest.mark.parametrize(("folder", "count"), [(EXAMPLES, 300), (CORPUS, 300)])
def test_on_mutations(folder: Path, count: int) -> None:
    if not folder.is_dir():
        pytest.skip("no collection of manifests here")
    found = [verdicts_agree(text) for _, text in mutations(read(folder), KINDS, count, seed=3)]
    assert found.count(True) > count / 10
    assert found.count(False) > count / 10


def resolve_pointer(schema: Any, pointer: str) -> Schema:
    """The part of a schema at a pointer."""
    for name in pointer.removeprefix("#").split("/")[1:]:
        schema = schema[int(name) if isinstance(schema, list) else name]
    part: Schema = schema
    return part


def is_same_everywhere(data: object) -> bool:
    """Whether jsonschema reads data as JavaScript does, and without crashing.

    In Python, `$` also matches before a newline at the end; `multipleOf` fails for an infinite
    number.
    """
    shown = repr(data)
    return not any(text in shown for text in ("\\n'", "inf", "0" * 400))


def test_on_each_part(parts: dict[str, Schema], pointers: list[str]) -> None:
    seen = {True: 0, False: 0}
    for pointer in pointers:
        part = parts[pointer]
        schema = {**part, "definitions": ROOT["definitions"]}
        published = Draft202012Validator(
            {**resolve_pointer(PUBLISHED, pointer), "definitions": PUBLISHED["definitions"]}
        )
        random = Random(pointer)
        samples = [example(part, full, last) for full in BOTH for last in BOTH]
        for sample in samples:
            assert validate(schema, sample).valid, (pointer, sample)
        changes = [change for sample in samples for change in changed(sample, part)]
        for data in (*samples, *random.sample(changes, min(12, len(changes)))):
            valid = validate(schema, data).valid
            assert valid == (not diagnose(schema, data)), (pointer, data)
            # A variable in a name is not replaced, so it is never unknown.
            is_name = pointer.endswith("/propertyNames") and data == UNKNOWN
            if is_same_everywhere(data) and not is_name:
                assert valid == published.is_valid(data), (pointer, data)
            seen[valid] += 1
    assert min(seen.values()) > 1000


def test_on_every_property_at_once() -> None:
    everything = example(ROOT, full=True)
    assert everything["modules"].keys() >= ROOT["properties"]["modules"]["properties"].keys()
    assert validate(ROOT, everything).valid
    assert diagnose(ROOT, everything) == []
    assert PUBLISHED_VALIDATOR.is_valid(everything)


def test_editors_of_either_draft_agree() -> None:
    draft_7 = Draft7Validator(PUBLISHED)
    for path in example_manifests():
        root = load(path.read_bytes()).root
        assert root is not None
        data = to_plain_data(root)
        assert draft_7.is_valid(data) == PUBLISHED_VALIDATOR.is_valid(data)
    provider = resolve_pointer(PUBLISHED, "#/properties/providers/properties/auth/items")
    for validator in (Draft7Validator, Draft202012Validator):
        errors = validator({"definitions": PUBLISHED["definitions"], **provider}).iter_errors(
            {"type": "a"}
        )
        assert {"dependencies", "dependentRequired"} & {error.validator for error in errors}


@pytest.mark.parametrize("number", [10**400, -(10**400), float("inf"), float("-inf")])
def test_no_number_is_too_large(number: float) -> None:
    schema: Schema = {"type": "number", "multipleOf": 0.5}
    assert not validate(schema, number).valid
    assert diagnose(schema, number) != []


def test_unknown_text_is_not_checked() -> None:
    schema = {"type": "object", "properties": {"a": {"enum": ["x"]}, "b": {"type": "boolean"}}}
    assert validate(schema, {"a": UNKNOWN}).valid
    assert diagnose(schema, {"a": UNKNOWN}) == []
    # A variable is text in any case.
    assert not validate(schema, {"b": UNKNOWN}).valid
    assert validate(ROOT["definitions"]["key"], UNKNOWN).valid
