"""Rising, falling, neither: strict but at the end of the way, and never without a period to compare with."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from aiwei_cli.model.verdict import Finding, Status, Verdict, Why
from aiwei_cli.render.words.findings import remark
from aiwei_cli.rules.engine import assess
from support import judged
from towns import SCALES, indicator, town

MET, MISSED = Status.MET, Status.MISSED


@pytest.mark.parametrize(
    ("direction", "now", "status"),
    [
        ("rising", "23.6", MISSED),
        ("rising", "23.60", MISSED),
        ("rising", "23.7", MET),
        ("falling", "23.6", MISSED),
        ("falling", "23.5", MET),
        ("not_falling", "23.6", MET),
        ("not_falling", "23.5", MISSED),
        ("not_rising", "23.6", MET),
        ("not_rising", "23.7", MISSED),
        ("not_rising", "23.5", MET),
    ],
)
def test_equal_is_neither_higher_nor_lower(direction: str, now: str, status: Status) -> None:
    assert judged({direction: "year"}, {"2023-12-31": "23.6", "2024-12-20": now}).status is status


def test_no_previous_year_cannot_be_judged() -> None:
    verdict = judged({"falling": "year"}, {"2022-12-31": "12", "2024-12-20": "11"})
    assert (verdict.status, verdict.why) == (Status.NO_DATA, Why.NO_PREVIOUS)


def test_nothing_to_measure_last_year_is_no_last_year() -> None:
    verdict = judged({"falling": "year"}, {"2023-12-31": "0/0", "2024-12-20": "0/9"})
    assert (verdict.status, verdict.why) == (Status.NO_DATA, Why.NO_PREVIOUS)
    assert judged({"falling": "year"}, {"2023-12-31": "1/9", "2024-12-20": "0/0"}).why is Why.NOT_APPLICABLE


def test_the_last_figure_of_the_previous_year_counts() -> None:
    values = {"2023-06-30": "9", "2023-12-31": "5", "2024-12-20": "6"}
    assert judged({"rising": "year"}, values).status is MET


@pytest.mark.parametrize(("before", "status"), [("7", MISSED), ("5", MET)])
def test_against_the_quarter_before(before: str, status: Status) -> None:
    values = {"2024-09-30": before, "2024-12-20": "6"}
    assert judged({"rising": "quarter"}, values, every="quarter").status is status


def test_pending_until_the_year_ends() -> None:
    values = {"2023-12-31": "7", "2024-06-30": "6"}
    assert judged({"rising": "year"}, values, as_of="2024-06-30").status is Status.PENDING


def over(target: Any, before: Any, now: Any, **more: Any) -> Finding:
    """Two years' figures of an indicator, judged at the end of the second year."""
    values = ({"2023-12-31": before} if before else {}) | {"2024-12-20": now}
    made = town({"it": indicator(target, **more)}, {"it": values})
    return assess(made, 2024, date(2024, 12, 31)).findings[0]


def said_of(verdict: Verdict, finding: Finding) -> str:
    return remark(verdict, finding.indicator, 2024).text


@pytest.mark.parametrize(
    ("way", "figures", "unit", "reach", "said"),
    [
        ("falling", ("0", "0"), "起", None, "已是0，无从再降，上年0起"),
        ("falling", ("0/9", "0"), "%", None, "已是0，无从再降，上年0%（0/9）"),
        ("falling", ("0", "0"), "%", ["10", "50"], "已是0，无从再降，上年0%"),
        ("falling", ("0", "0"), "℃", ["-5", "20"], None),
        ("falling", ("-5", "-5"), "℃", ["-5", "20"], None),
        ("falling", ("0.1", "0.1"), "%", None, None),
        ("falling", ("0", "0.1"), "%", None, None),
        ("rising", ("100", "7/7"), "%", None, "已是100%，无从再升，上年100%"),
        ("rising", ("100", "100"), "%", ["0", "120"], None),
        ("rising", ("1000", "1000"), "‰", None, "已是1000‰，无从再升，上年1000‰"),
        ("rising", ("99.9", "99.9"), "%", None, None),
        ("rising", ("100", "99.9"), "%", None, None),
        ("rising", ("100", "100"), "分", None, None),
        ("rising", ("100", "100"), "次/百人", None, None),  # a rate has no whole
        ("rising", ("1000", "1000"), "床/千人", None, None),
        ("rising", ("100000", "100000"), "例/10万", None, None),
        ("rising", ("10000", "10000"), "1/万", None, "已是10000/万，无从再升，上年10000/万"),
        ("rising", ("0", "0"), "%", None, None),
        ("falling", ("100", "100"), "%", None, None),
    ],
)
def test_at_the_end_of_its_way_an_equal_figure_will_do(
    way: str, figures: tuple[str, str], unit: str, reach: Any, said: str | None
) -> None:
    found = over({way: "year"}, *figures, unit=unit, range=reach)
    assert found.status is (MET if said else MISSED)
    assert said is None or (said_of(found.verdict, found), found.verdict.why) == (said, Why.NO_FURTHER)


def test_where_equal_will_do_anyway_nothing_is_said_of_it() -> None:
    assert [over({way: "year"}, "0", "0").verdict.why for way in ("not_falling", "not_rising")] == [
        None,
        None,
    ]


@pytest.mark.parametrize(
    ("way", "before", "now", "status", "said"),
    [
        ("rising", "B", "A", MET, "上年B级"),
        ("rising", "A", "A", MET, "已是最好的A级，无从再升，上年A级"),
        ("rising", "B", "B", MISSED, "与上年持平"),
        ("rising", "B", "不达C级", MISSED, "低于上年的B级"),
        ("not_falling", "B", "B", MET, "上年B级"),
        ("not_falling", "B", "C", MISSED, "低于上年的B级"),
        (
            "rising",
            {"indices": {"traces": "4", "proof": "96"}},
            {"indices": {"traces": "2", "proof": "96"}},
            MET,
            "上年C级",
        ),
        (
            "rising",
            {"indices": {"traces": "0.5", "proof": "98"}},
            "A",
            MET,
            "已是最好的A级，无从再升，上年A级",
        ),
        ("rising", None, "A", Status.NO_DATA, "没有上年数据，无法比较"),
        ("rising", "不达C级", "不达C级", MISSED, "与上年持平"),
        ("falling", "不达C级", "不达C级", MISSED, "与上年持平"),
        ("falling", "A", "A", MISSED, "与上年持平"),
        ("falling", "C", "不达C级", MET, "上年C级"),
        (
            "falling",
            {"indices": {"traces": "9", "proof": "10"}},
            {"indices": {"traces": "9", "proof": "10"}},
            MISSED,
            "与上年持平",
        ),
        ("not_falling", "不达C级", "不达C级", MET, "上年不达C级"),
    ],
)
def test_a_better_grade_is_a_higher_one(way: str, before: Any, now: Any, status: Status, said: str) -> None:
    target = {"all": [{"grade": "C", "scale": "rats"}, {way: "year"}]}
    found = over(target, before, now, unit="级")
    trend = found.verdict.parts[1]
    assert (trend.status, said_of(trend, found)) == (status, said)


def test_grades_of_two_scales_are_not_compared() -> None:
    """Though both have three grades: a grade of one is no step of the other."""
    other = {"name": "新标准", "grades": ["甲", "乙", "丙"], "below": "不达级", "indices": {}, "editions": []}
    demand = [{"grade": "丙", "scale": "new"}, {"not_falling": "year"}]
    known = indicator() | {
        "target": {2023: {"grade": "C", "scale": "rats"}, 2024: {"all": demand}},
        "unit": "级",
    }
    workspace = town(
        {"it": known}, {"it": {"2023-12-31": "B", "2024-12-31": "甲"}}, scales=SCALES | {"new": other}
    )
    trend = assess(workspace, 2024, date(2024, 12, 31)).findings[0].verdict.parts[1]
    assert (trend.status, trend.why) == (Status.NO_DATA, Why.NO_PREVIOUS)
