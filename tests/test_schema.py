"""The schemas say of every key what the models say, and a validator takes and refuses what the loader does."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator

from aiwei_cli.model.text import Frozen
from aiwei_cli.render.reference.schema.model_schema import schema_of
from aiwei_cli.render.reference.schema.scalar_schema import DAY
from aiwei_cli.render.reference.schema.schema_files import KINDS, as_text, schema_text
from conftest import Cli
from support import PROJECT, WORKSPACES, lay_out
from typed import typed

for _name in (
    "action",
    "condition",
    "correction_ledger",
    "measurement",
    "number_ranges",
    "period",
    "target",
    "workspace",
):
    import_module(f"aiwei_cli.model.{_name}")

SCHEMAS = {kind: schema_of(kind) for kind in KINDS}
VALIDATORS = {kind: Draft7Validator(schema) for kind, schema in SCHEMAS.items()}
BROKEN = WORKSPACES / "broken"

DEPENDS = "what a value may be depends on the indicator's target, which stands in another file"
BRACES = "a schema reads no text"
COMPARES = "a schema cannot hold two values against each other"
UNSEEN = {
    "aw202-no-terms": "terms are wanted only where an indicator of another file is reported by term",
    "aw203-about-90": DEPENDS,
    "aw203-thousands": DEPENDS,
    "aw206-grade": DEPENDS,
    "aw206-yes-or-no": DEPENDS,
    "aw208-denominator-zero": DEPENDS,
    "aw208-half-an-event": DEPENDS,
    "aw208-numerator-too-large": DEPENDS,
    "aw208-over-100": DEPENDS,
    "aw208-over-100-in-full-width": DEPENDS,
    "aw211-too-many-digits": DEPENDS,
    "aw213-editions-overlap": COMPARES,
    "aw213-grade-limits": COMPARES,
    "aw213-range": COMPARES,
    "aw213-since-after-until": COMPARES,
    "aw213-valid-dates": COMPARES,
    "aw203-in-ten-thousands": DEPENDS,
    "aw214-fewer-than-none": COMPARES,
    "aw214-limits-apart": COMPARES,
    "aw214-share-above-100": COMPARES,
    "aw214-two-kinds": COMPARES,
    **dict.fromkeys(("aw215-brace-left-open", "aw215-full-width-braces", "aw215-half-full-width"), BRACES),
    "aw216-falling-by-month": COMPARES,
    "defaults-never-and-more": COMPARES,
    "figures-that-do-not-fit": COMPARES,
    "defaults-never-and-strict": COMPARES,
    "parts-that-do-not-add": COMPARES,
    "exception-ends-before-it-begins": COMPARES,
    "exceptions-overlap": COMPARES,
}
"""Mistakes of shape that a schema cannot see, and why."""
NO_YAML = ("aw113-list-as-key",)
"""What an editor refuses before it looks at a schema."""
SHAPED = [
    case.name
    for case in sorted(BROKEN.iterdir())
    if "AW2" in (case / "expected.txt").read_text(encoding="utf-8") and case.name not in NO_YAML
]
GOOD = [PROJECT, WORKSPACES / "base", *sorted((WORKSPACES / "good").iterdir())]


def kind_of(path: Path) -> str:
    return "action" if path.parent.name == "actions" else path.stem


def refusals(root: Path) -> list[str]:
    """What a validator says of a workspace's data."""
    return [
        f"{path.name}: {each.message}"
        for path in sorted((root / "data").rglob("*.yaml"))
        for each in VALIDATORS[kind_of(path)].iter_errors(typed(path.read_text(encoding="utf-8")))
    ]


def models() -> Iterator[type[Frozen]]:
    waiting = [Frozen]
    for each in waiting:
        waiting += each.__subclasses__()
    yield from (each for each in waiting[1:] if each.__module__.startswith("aiwei_cli.model."))


def pieces(schema: Any) -> Iterator[dict[str, Any]]:
    """Every mapping inside a schema."""
    if isinstance(schema, dict):
        yield schema
    for each in schema.values() if isinstance(schema, dict) else schema if isinstance(schema, list) else ():
        yield from pieces(each)


@pytest.mark.parametrize("model", list(models()), ids=lambda model: model.__name__)
def test_every_field_has_words_and_stands_in_a_schema(model: type[Frozen]) -> None:
    words = {
        of.alias or name: f"{of.title}：{of.description}" if of.description else of.title or ""
        for name, of in model.model_fields.items()
    }
    assert all(re.search("[\u4e00-\u9fff]", said) for said in words.values())
    known = {
        key: piece["description"]
        for schema in SCHEMAS.values()
        for whole in pieces(schema)
        for key, piece in whole.get("properties", {}).items()
        if key in words and piece.get("description") == words[key]
    }
    assert words.keys() - known.keys() <= {"condition"}  # its keys stand beside each and mean


@pytest.mark.parametrize("kind", KINDS)
def test_a_schema_is_closed_and_leads_nowhere_else(kind: str) -> None:
    schema = SCHEMAS[kind]
    Draft7Validator.check_schema(schema)
    for piece in pieces(schema):
        if "properties" in piece and "type" in piece:
            assert piece["additionalProperties"] is False
            assert all(each.get("description") for each in piece["properties"].values())
        if "$ref" in piece:
            assert set(piece) == {"$ref"}
            assert piece["$ref"].removeprefix("#/$defs/") in schema["$defs"]
        if "examples" in piece and "pattern" in piece:
            assert all(Draft7Validator(piece).is_valid(each) for each in piece["examples"])


@pytest.mark.parametrize("kind", KINDS)
def test_what_stands_under_an_id_a_year_or_a_day_is_described(kind: str) -> None:
    def said(piece: dict[str, Any]) -> list[str]:
        if "$ref" in piece:
            return said(SCHEMAS[kind]["$defs"][piece["$ref"].removeprefix("#/$defs/")])
        parts = [text for each in piece.get("anyOf", ()) for text in said(each)]
        return [text for text in (piece.get("title"), piece.get("description"), *parts) if text]

    for piece in pieces(SCHEMAS[kind]):
        for content in piece.get("patternProperties", {}).values():
            assert re.search("[\u4e00-\u9fff]", "".join(said(content))), content


@pytest.mark.parametrize("root", GOOD, ids=lambda root: root.name)
def test_good_data_is_good(root: Path) -> None:
    assert refusals(root) == []


@pytest.mark.parametrize("name", SHAPED)
def test_a_mistake_of_shape_is_refused(name: str, tmp_path: Path) -> None:
    found = refusals(lay_out(tmp_path, BROKEN / name))
    assert bool(found) == (name not in UNSEEN), found
    assert set(UNSEEN) <= set(SHAPED)


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_printed_is_made_of_the_models(kind: str) -> None:
    assert schema_text(kind) == as_text(SCHEMAS[kind]), "python docs/generate.py renews it"


def test_one_or_all_are_printed(cli: Cli) -> None:
    assert json.loads(cli("schema").out) == SCHEMAS
    for kind, schema in SCHEMAS.items():
        assert json.loads(cli("schema", kind).out) == schema
    unknown = cli("schema", "target")
    assert (unknown.code, unknown.out) == (2, "")
    assert "targets" in unknown.err


@pytest.mark.parametrize(
    ("text", "fits"),
    [
        ("2024-03-15", True),
        ("２０２４－０３－１５", True),  # as an input method types it
        (" ２024－12-3１ ", True),
        ("2024-13-15", False),
        ("２０２４－１３－１５", False),
        ("２０２４/０３/１５", False),
    ],
)
def test_a_day_may_be_typed_full_width(text: str, fits: bool) -> None:
    assert bool(re.search(DAY, text)) is fits
