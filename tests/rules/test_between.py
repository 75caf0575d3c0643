"""A figure between two numbers: one demand with two ends."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

import pytest
from pydantic import TypeAdapter

from aiwei_cli.model.condition import Condition
from aiwei_cli.model.data_change import Direction
from aiwei_cli.model.errors import DataError
from aiwei_cli.model.verdict import Status
from aiwei_cli.render.words.official_sentences import result
from aiwei_cli.render.words.verdict_explanation import steps
from aiwei_cli.render.words.worded_verdict import WordedVerdict
from aiwei_cli.rules.engine import assess
from aiwei_cli.rules.strictness import direction
from every_demand import SCHOOLS
from support import judged
from towns import indicator, said, town

RANGE: Final = {"between": ["6.5", "8.5"]}
READ: Final = TypeAdapter[Condition](Condition).validate_python
PH: Final = {"name": "出厂水pH值", "unit": "", "numerator": None, "denominator": None, "counted_in": None}


@pytest.mark.parametrize(
    ("value", "day", "status", "amount"),
    [
        ("6.5", "2024-12-31", Status.MET, None),
        ("8.50", "2024-12-31", Status.MET, None),
        ("6.49", "2024-12-31", Status.MISSED, "1/100"),
        ("8.51", "2024-12-31", Status.MISSED, "1/100"),
        ("5", "2024-12-30", Status.PENDING, "3/2"),
        ("10", "2024-12-30", Status.PENDING, "3/2"),
        ("7", "2024-01-02", Status.MET, None),
    ],
)
def test_both_ends_will_do_and_what_is_short_is_counted_from_the_nearer(
    value: str, day: str, status: Status, amount: str | None
) -> None:
    verdict = judged(RANGE, {"2024-01-01": value}, as_of=day, unit="分")
    assert (verdict.status, verdict.gap and str(verdict.gap.amount), verdict.pace) == (status, amount, None)


@pytest.mark.parametrize(
    ("value", "day", "sentence", "remark", "how"),
    [
        (
            "7",
            "2024-12-31",
            "出厂水pH值为7，目标为在6.5至8.5之间，达标",
            "",
            ["比较：7 ≥ 6.5，成立", "比较：7 ≤ 8.5，成立", "结论：达标"],
        ),
        (
            "8.9",
            "2024-12-31",
            "出厂水pH值为8.9，目标为在6.5至8.5之间，未达标，超出0.4",
            "超出0.4",
            ["比较：8.9 ≥ 6.5，成立", "比较：8.9 ≤ 8.5，不成立", "结论：未达标，超出0.4"],
        ),
        (
            "6",
            "2024-06-30",
            "出厂水pH值为6，目标为在6.5至8.5之间，推进中，还差0.5",
            "还差0.5",
            ["比较：6 ≥ 6.5，不成立", "比较：6 ≤ 8.5，成立", "结论：推进中，还差0.5"],
        ),
        (
            None,
            "2024-12-31",
            "出厂水pH值缺数据（还没有监测值）",
            "还没有监测值",
            ["无法判定：还没有监测值"],
        ),
    ],
)
def test_it_is_told_as_one_demand(
    value: str | None, day: str, sentence: str, remark: str, how: list[str]
) -> None:
    workspace = town({"it": indicator(RANGE, **PH)}, {"it": {"2024-05-01": value}} if value else {})
    (finding,) = assess(workspace, 2024, date.fromisoformat(day)).findings
    told = WordedVerdict(finding, workspace, 2024, in_a_row=True)
    assert (told.required, told.remark) == ("6.5至8.5", remark)
    assert result(finding, workspace, 2024).text == sentence
    assert [*steps(finding.verdict, finding.indicator, workspace, 2024)] == how


@pytest.mark.parametrize(
    ("before", "after", "sentence"),
    [
        ("7", "8.9", "出厂水pH值由7提高到8.9，提高1.9，不在6.5至8.5的年度目标范围内，超出0.4。"),
        ("8.9", "7.2", "出厂水pH值由8.9降低到7.2，降低1.7，在6.5至8.5的年度目标范围内。"),
        ("7", "6.4", "出厂水pH值由7降低到6.4，降低0.6，不在6.5至8.5的年度目标范围内，还差0.1。"),
    ],
)
def test_a_change_is_held_against_the_whole_range(before: str, after: str, sentence: str) -> None:
    known = {"it": indicator(RANGE, **PH, every="quarter")}
    first, second = {"2024-03-31": before}, {"2024-03-31": before, "2024-06-30": after}
    assert said(town(known, {"it": first}), town(known, {"it": second}), "values") == [sentence]


@pytest.mark.parametrize(
    ("old", "new", "became"),
    [
        (RANGE, {"between": [6.8, 8.5]}, Direction.TIGHTER),
        (RANGE, {"between": [6, 9]}, Direction.LOOSER),
        (RANGE, {"between": [7, 9]}, Direction.OTHER),
        (RANGE, {"at_least": 6}, Direction.LOOSER),
        ({"at_most": "8.5"}, RANGE, Direction.TIGHTER),
        ({"equals": 7}, RANGE, Direction.LOOSER),
        ({"all": [{"at_least": "6.5"}, {"at_most": "8.5"}]}, RANGE, Direction.SAME),
    ],
)
def test_which_range_asks_for_more(old: Any, new: Any, became: Direction) -> None:
    before, after = (READ(_typed(each)) for each in (old, new))
    assert direction(before, after, {}, 2024) is became


def _typed(demand: Any) -> Any:
    match demand:
        case dict():
            return {key: _typed(each) for key, each in demand.items()}
        case list():
            return [*map(_typed, demand)]
        case _:
            return str(demand)


def test_inside_each_the_organisation_and_its_end_are_named() -> None:
    values = {
        "it": {
            key: {"2024-05-01": value}
            for key, value in (("one", "7"), ("two", "9"), ("three", "6"), ("four", "8"), ("new", "7"))
        }
    }
    workspace = town({"it": indicator({"each": "school", **RANGE}, **PH)}, values, groups=SCHOOLS)
    (finding,) = assess(workspace, 2024, date(2024, 12, 31)).findings
    told = WordedVerdict(finding, workspace, 2024, in_a_row=True)
    assert (told.required, told.status, told.remark) == (
        "各学校6.5至8.5",
        "未达标",
        "二小超出0.5、三小还差0.5，另有1所学校已于2024年7月31日撤并，不再计入",
    )


def test_in_any_the_figure_is_told_against_the_end_it_is_beyond() -> None:
    demand = {"any": [RANGE, {"falling": "year"}]}
    workspace = town({"it": indicator(demand, **PH)}, {"it": {"2024-05-01": "9"}})
    (finding,) = assess(workspace, 2024, date(2024, 12, 31)).findings
    told = WordedVerdict(finding, workspace, 2024, in_a_row=True)
    assert (told.status, told.remark) == ("缺数据", "另一条件无从比较；9超过8.5")


@pytest.mark.parametrize(
    ("demand", "message", "hint"),
    [
        ({"between": [8.5, 6.5]}, "范围前后颠倒：8.5 大于 6.5", "写成 between: [6.5, 8.5]"),
        (
            {"mean": "school", "between": [1, 2]},
            "mean 里面只能写一个比较条件",
            "例如 {mean: 组的编号, at_least: 75}",
        ),
    ],
)
def test_what_cannot_be_meant_is_refused(demand: Any, message: str, hint: str) -> None:
    with pytest.raises(DataError) as error:
        town({"it": indicator(demand, **PH)}, groups=SCHOOLS)
    (found,) = error.value.diagnostics
    assert (found.message, found.hint) == (message, hint)
