"""What is said of demands that nothing can meet or miss, that come too early or too late, or look like slips.

A golden file a kind of indicator: a demand a line, and below it what is said of it, with the column in its line.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import pytest

from aiwei_cli.load.assemble import load_tree
from support import WORKSPACES
from towns import ABOUT, ACTION, GROUPS, SCALES, Written, flow

Golden = Callable[[Path, str], None]
OPERATORS: Final = ("at_least", "more_than", "at_most", "less_than", "equals")


def limits(*numbers: Any) -> list[dict[str, Any]]:
    """Every comparison with some numbers."""
    return [{operator: number} for operator in OPERATORS for number in numbers]


def inside(key: str, demands: Sequence[Mapping[str, Any]], **more: Any) -> list[dict[str, Any]]:
    return [{key: {**demand, **more}} for demand in demands]


def both(*pairs: tuple[Any, Any], key: str = "all") -> list[dict[str, Any]]:
    return [{key: [one, other]} for one, other in pairs]


LOW, HIGH = {"at_least": 90}, {"at_most": 80}
TWICE = {"events": {"at_least": 2, "per": "year"}}
PAIRS: Final = [
    (LOW, HIGH),
    (LOW, {"at_most": 90}),
    (LOW, {"less_than": 90}),
    ({"more_than": 90}, {"less_than": 90}),
    ({"more_than": 90}, {"at_most": 90}),
    (HIGH, LOW),
    (LOW, {"equals": 80}),
    ({"equals": 90}, {"equals": 80}),
    (LOW, {"at_least": 80}),
    (LOW, {"rising": "year"}),
    ({"at_least": 100}, {"rising": "year"}),
    ({"at_most": 0}, {"falling": "year"}),
    ({"equals": 0}, {"rising": "year"}),
    ({"rising": "year"}, {"falling": "year"}),
    ({"not_rising": "year"}, {"not_falling": "year"}),
    ({"rising": "year"}, {"not_rising": "year"}),
    (LOW, {"attested": "yes"}),
    (LOW, TWICE),
    (TWICE, {"events": {"at_most": 1, "per": "year"}}),
    (TWICE, {"events": {"at_most": 1, "per": "quarter"}}),
    ({"events": {"at_least": 1, "per": "quarter"}}, {"events": {"at_most": 3, "per": "year"}}),
    (TWICE, {"events": {"at_most": 1, "within": "3 years"}}),
    ({"grade": "C", "scale": "rats"}, LOW),
    ({"grade": "C", "scale": "rats"}, {"attested": "yes"}),
    ({"stock": {"at_least": 90}}, HIGH),
    ({"stock": {"at_least": 90, "by": "2024-06-30"}}, HIGH),
    ({"stock": {"at_least": 90, "by": "2024-06-30"}}, {"stock": {"at_most": 80, "by": "2024-06-30"}}),
    ({"each": "school", **LOW}, {"each": "school", **HIGH}),
    ({"each": "school", **LOW}, {"mean": "school", **HIGH}),
    ({"mean": "school", **LOW}, {"mean": "school", **HIGH}),
    ({"all": [LOW, {"at_most": 95}]}, {"at_most": 85}),
    ({"any": [LOW, {"attested": "yes"}]}, HIGH),
]
COMMON: Final = [
    *limits(0, 1, 0.98, 0.5, 50, 90.0, 99, 100, 101, 980, 200, 1000, -1),
    *inside("stock", limits(0, 1, 0.98, 100, 101, -1)),
    *inside("stock", limits(50), by="2023-12-31"),
    {"stock": {"at_least": 50, "by": "2024-01-01"}},
    *both(*PAIRS),
]
EITHER: Final = [
    *both(*PAIRS, key="any"),
    {"any": [LOW, {"at_least": 101}]},
    {"any": [LOW, {"at_least": 0}]},
    {"any": [{"all": [LOW, HIGH]}, {"attested": "yes"}]},
    {"any": [LOW, {"at_most": 90}]},
    {"any": [LOW, {"less_than": 90}]},
    {"any": [{"less_than": 90}, {"more_than": 90}]},
    {"any": [{"at_least": -1}, {"at_most": 101}]},
    {"all": [{"at_least": 0}, {"at_most": 100}]},
    {"all": [{"at_least": 0.5}, {"at_most": 0.9}]},
    {"all": [{"at_least": 0}, {"at_most": 1}]},
    {"all": [{"at_least": 60}, {"any": [{"at_least": 101}, {"attested": "yes"}]}]},
    {"each": "school", "at_least": 101},
    {"mean": "school", "at_least": 101},
    {"each": "school", "all": [LOW, HIGH]},
    {"each": "school", "all": [{"at_least": 90}, {"at_most": 95}]},
    {"each": "school", "events": {"less_than": 0, "per": "term"}},
    {"mean": "school", "less_than": 0},
]
EVENTS: Final = [
    *inside("events", limits(0, 1, 0.5, 1.5, 3, -1), per="year"),
    *inside("events", limits(2), within="3 years"),
    *inside("events", limits(0.5), within="1 month"),
    *({"events": {"at_least": 1, "per": span}} for span in ("month", "quarter", "term", "half-year", "year")),
    *(
        {"events": {"at_least": 1, "within": span}}
        for span in (
            "1 month",
            "2 months",
            "3 months",
            "6 months",
            "11 months",
            "12 months",
            "1 year",
            "10 years",
        )
    ),
    *(
        {way: span}
        for way in ("rising", "not_falling")
        for span in ("month", "quarter", "term", "half-year", "year")
    ),
    {"all": [{"rising": "quarter"}, {"falling": "month"}]},
    {"each": "school", "rising": "month"},
]
COUNTED: Final = {"numerator": "", "denominator": "", "counted_in": ""}
KINDS: Final[dict[str, tuple[list[dict[str, Any]], dict[str, Any]]]] = {
    "percent": (COMMON, {}),
    "percent-of-several": (EITHER, {}),
    "percent-with-range": (limits(0, 20, 50, 80, 81, 100, 101, 150), {"range": [20, 80]}),
    "percent-with-wide-range": (limits(-11, -10, 0, 100, 150, 151), {"range": [-10, 150]}),
    "percent-with-fractions": (limits(0.5, 0.98, 1), {"range": [0, 1]}),
    "ignored": ([*limits(0, 0.98, 101), *EITHER[-18:-8]], {"ignore": ["AW401", "AW417", "AW420"]}),
    "count": (COMMON, {"unit": "户", **COUNTED}),
    "count-with-range": (limits(0, 1.5, 2, 3, 4), {"unit": "户", "range": [1.5, 3], **COUNTED}),
    "per-mille": (limits(0, 1, 1000, 1001, 9999), {"unit": "‰"}),
    "events": (EVENTS, {"unit": "次", "every": "month", **COUNTED}),
    "events-by-quarter": (EVENTS, {"unit": "次", "every": "quarter", **COUNTED}),
    "events-by-half-year": (EVENTS[-27:], {"unit": "次", "every": "half-year", **COUNTED}),
    "events-by-term": (EVENTS[-27:], {"unit": "次", "every": "term", **COUNTED}),
    "events-by-year": (EVENTS[-27:], {"unit": "次", "every": "year", **COUNTED}),
    "events-once": (EVENTS[-27:], {"unit": "次", "every": "once", **COUNTED}),
    "events-ignored": (EVENTS[-27:], {"unit": "次", "every": "year", "ignore": ["AW421"], **COUNTED}),
}
SINCE: Final = (
    "1999",
    "2020",
    "2023",
    "2024",
    "2029",
    "2030",
    "2042",
    "2204",
    "2240",
    "2033",
    "3024",
    "2420",
)


def said_of(targets: Mapping[str, Any], more: Mapping[str, Any]) -> list[str]:
    """Each target of a list of indicators, and what is said of it."""
    head = {
        "action": "action",
        "name": "某项",
        "unit": "%",
        "level": "town",
        "reported_by": "镇卫生院",
        "every": "year",
        "numerator": "甲",
        "denominator": "乙",
        "counted_in": "人",
    }
    keys = {key: value for key, value in (head | dict(more)).items() if value}
    lines = ["indicators:"]
    for name, target in targets.items():
        keys["name"] = name
        lines += [f"  {name}: {flow(keys)[:-1]}, target: {flow(target)}}}"]
    shared = "".join(
        f"{key}: {json.dumps(each, ensure_ascii=False)}\n"
        for key, each in (("scales", SCALES), ("organisations", GROUPS))
    )
    files = {
        "data/workspace.yaml": flow(ABOUT),
        "data/targets.yaml": "\n".join(lines) + "\n" + shared,
        "data/actions/action.yaml": flow(ACTION),
    }
    loaded = load_tree(Written(files), evidence=False)
    told: dict[int, list[str]] = {}
    for each in loaded.diagnostics:
        start = lines[each.place.line - 1].index("target: ") if each.place.line <= len(lines) else 0
        at = each.source[each.place.column - 1 : each.place.end_column - 1] or each.place.column - start
        told.setdefault(each.place.line, []).append(f"    {each.code} {at}：{each.message}｜{each.hint}")
    found = []
    for number, target in enumerate(targets.values(), 2):
        found += [flow(target), *told.pop(number, [])]
    assert told == {}
    return found


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_said_of_a_demand(kind: str, golden: Golden) -> None:
    demands, more = KINDS[kind]
    lines = []
    for start in range(0, len(demands), 50):
        part = demands[start : start + 50]
        lines += said_of({f"a{start + number}": {2024: demand} for number, demand in enumerate(part)}, more)
    golden(WORKSPACES / "golden" / f"complaints.{kind}.txt", "\n".join(lines) + "\n")


def test_years_far_from_the_year_judged(golden: Golden) -> None:
    lines = said_of({f"a{since}": {since: {"at_least": 90}} for since in SINCE}, {})
    lines += said_of(
        {
            "two": {
                "2024": {"at_least": 90},
                "2030": {"at_least": 0.9},
                "2031": {"stock": {"at_least": 95, "by": "2029-12-31"}},
            }
        },
        {},
    )
    lines += said_of({"ignored": {"2204": {"at_least": 90}}}, {"ignore": ["AW419"]})
    golden(WORKSPACES / "golden" / "complaints.years.txt", "\n".join(lines) + "\n")
