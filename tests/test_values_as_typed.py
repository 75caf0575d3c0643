"""What every kind of indicator makes of what is typed for it: the value that is read, or what is said against it.

A golden file a kind of indicator, a line what was typed.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import pytest
from pydantic import ValidationError
from pydantic_core import PydanticCustomError

from aiwei_cli.load.value_reading import Reader, miscounted, without_factor
from aiwei_cli.model.measurement import Attestation, Entry, Figure, Grade, Indices, NotApplicable
from support import WORKSPACES
from towns import indicator, town

Golden = Callable[[Path, str], None]

# fmt: off
TYPED: Final[list[Any]] = [
    # numbers
    "0", "5", "91.7", "091.70", "+5", "-5", "-0", "-0.1", "100", "100.0", "100.1", "101", "150", "150.1", "999", "1e3", ".5", "5.", "1,000",
    "１２", "12 ", "一百", "约90", "999999999999", "1000000000000", "0.123456", "0.1234567", "90%", "90 %", "90％", "90‰", "90户", "209/10万", "2/万",
    # multiplied
    "0.64万", "1.5亿", "2千", "3w", "3W", "0.64万/2万", "160/0.2万", "99999999万", "999999999亿", "5万户", "0.64万元", "1万 ", "1.5百",
    # counts
    "0/0", "0.0/0", "+0/-0", "0/0.0", "00/0", "0/5", "5/0", "-1/5", "1/-5", "165/180", "165 / 180", "180/180", "181/180", "270/180", "271/180", "1.5/3", "0.5/0.25",
    "1/2/3", "1/", "/2", "9/10", "50/1000", "1/3", "a/b", "1/2%", "999999999999/1000000000000",
    # words
    "是", "否", "yes", "no", "YES", "A", "B", "C", "D", "a", "不达C级", "无", "", "达标", "二级", "超二级",
]
INDICES: Final[list[dict[str, str]]] = [
    {"traces": "1", "proof": "97"}, {"traces": "0"}, {"traces": "100"}, {"traces": "100.1"}, {"traces": "-1"}, {"dust": "1"}, {"pm10": "101"}, {"pm10": "-0.5", "pm25": "1"},
]
# fmt: on
BARE: Final = {"numerator": "", "denominator": "", "counted_in": ""}
KINDS: Final[dict[str, dict[str, Any]]] = {
    "percent": {"target": {"at_least": 70}},
    "percent-wide": {"target": {"at_least": 70}, "range": [-10, 150]},
    "percent-narrow": {"target": {"at_least": 70}, "range": [20, 80]},
    "count": {"target": {"at_least": 70}, "unit": "户", **BARE},
    "ten-thousands": {"target": {"at_least": 70}, "unit": "万元", **BARE},
    "divided": {"target": {"at_least": 70}, "unit": "户", "numerator": "甲", "denominator": "乙"},
    "no-unit": {"target": {"at_least": 70}, "unit": "", **BARE},
    "no-unit-divided": {"target": {"at_least": 70}, "unit": ""},
    "per-100000": {"target": {"at_most": 209}, "unit": "1/10万"},
    "per-thousand": {"target": {"at_least": 5}, "unit": "张/千人"},
    "per-head": {"target": {"at_least": 5}, "unit": "平方米/人", **BARE},
    "in-100": {"target": {"at_least": 5}, "unit": "百分之", **BARE},
    "per-mille-misspelt": {"target": {"at_least": 5}, "unit": "千分之一", **BARE},
    "events": {"target": {"events": {"at_least": 2, "per": "year"}}, "unit": "次", **BARE},
    "grades": {"target": {"grade": "C", "scale": "rats"}, "unit": "级", **BARE},
    "limits": {"target": {"limits": "air"}, "unit": "", **BARE},
    "attested": {"target": {"attested": "yes"}, "unit": "", **BARE},
    "number-or-word": {"target": {"any": [{"equals": 0}, {"attested": "yes"}]}, "unit": "处", **BARE},
    "grade-and-trend": {
        "target": {"all": [{"grade": "C", "scale": "rats"}, {"rising": "year"}]},
        "unit": "级",
        **BARE,
    },
}


def read(reader: Reader, entry: dict[str, Any]) -> str:
    try:
        value = reader.read(Entry.model_validate(entry))
    except ValidationError as error:
        context = error.errors()[0].get("ctx", {})
        return f"{error.errors()[0]['type']} {context.get('message')}｜{context.get('hint')}"
    except PydanticCustomError as error:
        context = error.context or {}
        return f"{error.type} {context['message']}｜{context['hint']}"
    match value:
        case Figure(exact=exact, text=text, numerator=above, denominator=below):
            more = without_factor(value, reader.indicator) or miscounted(value, reader.indicator)
            counts = "" if above is None else f" = {above}/{below}"
            return f"{exact} “{text}”{counts}" + (f"｜{more[0]}｜{more[1]}" if more else "")
        case Grade(label=label):
            return f"级别 {label}"
        case Attestation(yes=yes):
            return f"落实 {yes}"
        case Indices(by_id=by_id):
            return f"分项 {', '.join(f'{key} {number}' for key, number in by_id.items())}"
        case NotApplicable():
            return "无适用对象"


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_made_of_what_was_typed(kind: str, golden: Golden) -> None:
    made = town({"it": indicator(name="某项", **KINDS[kind])}, past=True)
    it = made.indicators["it"]
    reader = Reader(it, it.target[2024], made.scales)
    lines = [f"“{typed}” → {read(reader, {'value': typed})}" for typed in TYPED]
    lines += [f"{typed} → {read(reader, {'indices': typed})}" for typed in INDICES]
    lines += [
        f"空 → {read(reader, {})}",
        f"两样 → {read(reader, {'value': '1', 'indices': {'traces': '1'}})}",
    ]
    golden(WORKSPACES / "golden" / f"values.{kind}.txt", "\n".join(lines) + "\n")
