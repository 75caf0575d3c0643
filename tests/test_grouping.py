"""Targets over organisations: one kind of lines for a target, and no average of rates."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import pytest

from aiwei_cli.load.assemble import load_tree
from aiwei_cli.model.diagnostic import Diagnostic
from towns import ABOUT, ACTION, GROUPS, Memory, indicator

GROUPED = {"each": "school", "at_least": "1"}
RISING = {"rising": "year"}


def found(
    target: Any, values: Mapping[str, Any] | None = None, code: str = "AW314", **more: Any
) -> list[Diagnostic]:
    """What is said of one target with that code."""
    demanded = {"indicators": {"it": indicator(target, **more)}, "organisations": GROUPS}
    action = ACTION | ({"measurements": {"it": values}} if values else {})
    files = {"data/workspace.yaml": ABOUT, "data/targets.yaml": demanded, "data/actions/a.yaml": action}
    return [each for each in load_tree(Memory(files)).diagnostics if each.code.startswith(code)]


@pytest.mark.parametrize(
    ("target", "advice"),
    [
        ({"all": [GROUPED, RISING]}, "{each: school, all: [{at_least: 1}, {rising: year}]}"),
        ({"any": [RISING, GROUPED]}, "{each: school, any: [{rising: year}, {at_least: 1}]}"),
        (
            {"all": [{"each": "school", "all": [{"at_least": "1"}, {"at_most": "3"}]}, RISING]},
            "{each: school, all: [{at_least: 1}, {at_most: 3}, {rising: year}]}",
        ),
        (
            {"all": [{"any": [GROUPED, RISING]}, {"at_most": "90"}]},
            "{each: school, all: [{any: [{at_least: 1}, {rising: year}]}, {at_most: 90}]}",
        ),
        (
            {"all": [{"mean": "school", "at_least": "75"}, {"at_least": "60"}]},
            "{all: [{mean: school, at_least: 75}, {each: school, at_least: 60}]}",
        ),
        (
            {"any": [{"all": [GROUPED, {"each": "school", "at_most": "9"}]}, RISING]},
            "{each: school, any: [{all: [{at_least: 1}, {at_most: 9}]}, {rising: year}]}",
        ),
    ],
)
def test_groups_are_not_mixed_with_plain_figures_and_the_advice_is_taken(target: Any, advice: str) -> None:
    (refused,) = found(target)
    assert refused.hint == f"写成 {advice}"
    quoted = advice.replace("{", '{"').replace("}", '"}').replace(": ", '": "').replace(", ", '", "')
    for wrong, right in (('"[', "["), (']"', "]"), ('"{', "{"), ('}"', "}")):
        quoted = quoted.replace(wrong, right)
    assert found(json.loads(quoted), code="AW", unit="分") == []


def test_its_place_is_the_condition_that_does_not_fit() -> None:
    (refused,) = found({"all": [GROUPED, RISING]})
    assert refused.source[refused.place.column - 1 :].startswith('{"rising": "year"}')
    assert (
        "{each: school, at_least: 1}按“school”的考核对象判定，{rising: year}不分考核对象" in refused.message
    )


def test_two_groups_are_two_indicators() -> None:
    (refused,) = found({"all": [GROUPED, {"each": "caterer", "at_least": "1"}]})
    assert refused.hint == "分成几个指标：按考核对象的，每一组一个"
    (refused,) = found({"all": [GROUPED, {"each": "caterer", "at_least": "1"}, RISING]})
    assert refused.hint == "分成几个指标：按考核对象的，每一组一个；不分考核对象的，另外一个"
    assert found({"all": [GROUPED, {"each": "school", "at_most": "3"}]}, code="AW") == []


MEAN = {"mean": "school", "at_least": 50}
PAIRS = {"first-school": {"2024-06-30": "9/10"}, "second-school": {"2024-06-30": "100/900"}}


@pytest.mark.parametrize(
    ("target", "values", "more", "code", "said"),
    [
        (MEAN, PAIRS, {}, "AW415", "mean 求平均是 50.6%，合起来算却是 12.0%（109/910）"),
        (
            {"all": [MEAN, {"mean": "school", "at_most": 99}]},
            PAIRS,
            {},
            "AW415",
            "合起来算却是 12.0%（109/910）",
        ),
        (MEAN, PAIRS, {"unit": "1/万"}, "AW415", "mean 求平均是 5055.6 1/万，合起来算却是 1197.8 1/万"),
        (
            MEAN,
            {
                "first-school": {"2023-06-30": "1/2", "2024-06-30": "9/10"},
                "second-school": {"2024-05-30": "1/2"},
            },
            {},
            "AW415",
            "83.3%（10/12）",
        ),
        # Where both come to the same there is nothing to ask: one school has cases, or all have as many.
        (
            MEAN,
            {"first-school": {"2024-06-30": "1/9"}, "second-school": {"2024-05-30": "0/0"}},
            {},
            "",
            "",
        ),
        (
            MEAN,
            {"first-school": {"2024-06-30": "8/10"}, "second-school": {"2024-06-30": "9/10"}},
            {},
            "",
            "",
        ),
        (
            MEAN,
            {"first-school": {"2024-06-30": "500/1000"}, "second-school": {"2024-06-30": "502/1001"}},
            {},
            "AW415",
            "mean 求平均是 50.0749%，合起来算却是 50.0750%（1002/2001）",
        ),
        (
            MEAN,
            {"first-school": {"2024-06-30": "90"}, "second-school": {"2024-06-30": "1/9"}},
            {},
            "AW416",
            "以 % 计",
        ),
        (MEAN, None, {}, "AW416", "以 % 计"),
        (MEAN, PAIRS, {"ignore": ["AW415"]}, "", ""),
        (MEAN, None, {"ignore": ["AW416"]}, "", ""),
        (
            MEAN,
            {"first-school": {"2024-06-30": "90"}},
            {"unit": "分", "numerator": None, "denominator": None},
            "",
            "",
        ),
        ({"each": "school", "at_least": 50}, PAIRS, {}, "", ""),
    ],
)
def test_rates_are_not_averaged_unasked(
    target: Any, values: Mapping[str, Any] | None, more: Mapping[str, Any], code: str, said: str
) -> None:
    asked = found(target, values, code="AW41", **more)
    assert [each.code for each in asked] == ([code] if code else [])
    assert all(said in each.message for each in asked)
