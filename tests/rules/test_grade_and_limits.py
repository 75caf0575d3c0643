"""Grades on a scale, given or from raw indices; sets of limits, all met."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from aiwei_cli.model.verdict import Status, Why
from aiwei_cli.rules.engine import assess
from support import judged
from towns import indicator, town

SCALES: dict[str, Any] = {
    "rats": {
        "name": "鼠密度分级",
        "grades": ["A", "B", "C"],
        "below": "不达C级",
        "indices": {
            "rooms": {"name": "鼠迹房间"},
            "proofing": {"name": "防鼠设施"},
            "larvae": {"name": "幼虫"},
        },
        "editions": [
            {
                "document": "旧标准",
                "valid_from": "2012-04-01",
                "valid_to": "2024-09-30",
                "limits": {
                    "rooms": {"at_most": ["1", "3", "5"]},
                    "proofing": {"at_least": ["97", "95", "93"]},
                    "larvae": {"less_than": ["3", "5", "8"]},
                },
            },
            {
                "document": "新标准",
                "valid_from": "2024-10-01",
                "limits": {"rooms": {"at_most": ["1", "2", "3"]}},
            },
        ],
    },
    "air": {
        "name": "空气二级标准",
        "grades": ["二级"],
        "below": "超二级",
        "indices": {"so2": {"name": "二氧化硫"}, "pm25": {"name": "细颗粒物"}},
        "editions": [
            {
                "document": "标准",
                "valid_from": "2016-01-01",
                "valid_to": "2024-12-30",
                "limits": {"so2": {"at_most": "60"}, "pm25": {"at_most": "35"}},
            }
        ],
    },
}
GRADE = {"grade": "C", "scale": "rats"}


def indices(**numbers: str) -> dict[str, dict[str, str]]:
    return {"indices": numbers}


@pytest.mark.parametrize(
    ("label", "status"),
    [("A", Status.MET), ("B", Status.MET), ("C", Status.MET), ("不达C级", Status.MISSED)],
)
def test_a_given_grade(label: str, status: Status) -> None:
    verdict = judged(GRADE, {"2024-08-01": label}, scales=SCALES)
    assert (verdict.status, verdict.grade) == (status, label)


@pytest.mark.parametrize(
    ("rooms", "proofing", "larvae", "grade", "status"),
    [
        ("1", "97", "2.99", "A", Status.MET),
        ("1", "97", "3", "B", Status.MET),
        ("3", "97", "0", "B", Status.MET),
        ("3.01", "97", "0", "C", Status.MET),
        ("0", "93", "0", "C", Status.MET),
        ("0", "92.99", "0", "不达C级", Status.MISSED),
        ("0", "97", "8", "不达C级", Status.MISSED),
    ],
)
def test_the_worst_index_decides(rooms: str, proofing: str, larvae: str, grade: str, status: Status) -> None:
    values = {"2024-08-01": indices(rooms=rooms, proofing=proofing, larvae=larvae)}
    verdict = judged(GRADE, values, scales=SCALES)
    assert (verdict.grade, verdict.status) == (grade, status)


def test_limits_are_those_of_the_measured_day() -> None:
    assert (
        judged(GRADE, {"2024-09-30": indices(rooms="4", proofing="97", larvae="0")}, scales=SCALES).grade
        == "C"
    )
    assert judged(GRADE, {"2024-10-01": indices(rooms="4")}, scales=SCALES).grade == "不达C级"


def test_no_edition_on_the_day_is_no_data() -> None:
    verdict = judged({"limits": "air"}, {"2024-12-31": indices(so2="1", pm25="1")}, scales=SCALES)
    assert (verdict.status, verdict.why) == (Status.NO_DATA, Why.NO_EDITION)


def test_a_missing_index_is_waited_for() -> None:
    verdict = judged(GRADE, {"2024-08-01": indices(rooms="1")}, scales=SCALES)
    assert (verdict.status, verdict.why, verdict.grade) == (Status.NO_DATA, Why.INDEX_MISSING, None)


def test_a_failing_index_need_not_wait_for_a_missing_one() -> None:
    verdict = judged(GRADE, {"2024-08-01": indices(rooms="9")}, scales=SCALES)
    assert verdict.status is Status.MISSED


@pytest.mark.parametrize(("pm25", "status"), [("35", Status.MET), ("35.01", Status.MISSED)])
def test_every_limit_of_a_set(pm25: str, status: Status) -> None:
    verdict = judged({"limits": "air"}, {"2024-12-30": indices(so2="60", pm25=pm25)}, scales=SCALES)
    assert verdict.status is status
    assert [part.label for part in verdict.parts if part.status is Status.MISSED] == (
        [] if status is Status.MET else ["细颗粒物"]
    )


def test_a_new_standard_may_bring_an_index_of_its_own() -> None:
    scale = SCALES["rats"]
    indices_known = {**scale["indices"], "burrows": {"name": "鼠洞"}}
    older, newer = scale["editions"]
    newer = {**newer, "limits": {**newer["limits"], "burrows": {"at_most": ["1", "2", "3"]}}}
    scales = {"rats": {**scale, "indices": indices_known, "editions": [older, newer]}}
    known = {"it": indicator(GRADE, unit="级", numerator=None, denominator=None)}
    for day, found in (("2024-09-30", "B"), ("2024-10-01", None)):
        values = {"it": {day: indices(rooms="3", proofing="97", larvae="2")}}
        (finding,) = assess(town(known, values, scales=scales), 2024, date(2024, 12, 31)).findings
        assert finding.verdict.grade == found


def test_a_grade_is_read_whatever_blanks_its_scale_has() -> None:
    scales = {"rats": {**SCALES["rats"], "grades": [" A", "B ", "C"]}}
    known = {"it": indicator(GRADE, unit="级", numerator=None, denominator=None)}
    for typed, found in (("A", " A"), ("B", "B "), ("C", "C")):
        (finding,) = assess(
            town(known, {"it": {"2024-06-30": typed}}, scales=scales), 2024, date(2024, 12, 31)
        ).findings
        assert finding.verdict.grade == found
