"""Lines that say nothing of a condition: of another kind beside it in ``any``, or of a year that counted otherwise."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from aiwei_cli.model.verdict import Pace, Status
from aiwei_cli.render.words.findings import actual, remark
from aiwei_cli.rules.dues import dues
from aiwei_cli.rules.engine import assess
from towns import indicator, town

NO_INCIDENT = {"events": {"at_most": "0", "per": "year"}}
NONE_IN_A_YEAR = {"events": {"at_most": "0", "within": "1 years"}}
ONE_SESSION = {"events": {"at_least": "1", "per": "year"}}
SETTLED = {"attested": "yes"}
GRADE_C, CLEAN_AIR = {"grade": "C", "scale": "rats"}, {"limits": "air"}
SCHOOLS = {
    "school": {"name": "学校", "counter": "所", "members": {"one": "一小", "two": "二小", "three": "三小"}}
}


def found(
    target: Any, values: Any, as_of: str = "2024-12-31", **more: str
) -> tuple[Status, str, str, Pace | None]:
    """Status, figure, remark and pace of an indicator with a target of 2024, or one of each of some years."""
    years = target if 2024 in target else {2024: target}
    made = town({"it": indicator() | {"target": years} | more}, {"it": values}, groups=SCHOOLS)
    finding = assess(made, 2024, date.fromisoformat(as_of)).findings[0]
    verdict, about = finding.verdict, finding.indicator
    return verdict.status, actual(verdict, about).text, remark(verdict, about, 2024).text, verdict.pace


@pytest.mark.parametrize(
    ("events", "other", "line", "figure", "said"),
    [
        (NO_INCIDENT, SETTLED, "否", "否", "尚未认定"),
        (NONE_IN_A_YEAR, SETTLED, "否", "否", "尚未认定"),
        (ONE_SESSION, SETTLED, "否", "否", "尚未认定"),
        (NO_INCIDENT, GRADE_C, "不达C级", "不达C级", "不达C级未达到C级"),
        (NO_INCIDENT, CLEAN_AIR, {"indices": {"pm10": 60, "pm25": 50}}, "超二级", "细颗粒物50高于界限35"),
    ],
)
def test_a_line_of_another_kind_is_no_line_of_no_events(
    events: Any, other: Any, line: Any, figure: str, said: str
) -> None:
    for parts in ([events, other], [other, events]):
        target, values = {"any": parts}, {"2024-06-30": line}
        assert found(target, values, "2024-07-31", unit="起") == (Status.PENDING, figure, said, None)
        assert found(target, values, unit="起") == (Status.MISSED, figure, said, None)


def test_so_for_every_organisation() -> None:
    target = {"each": "school", "any": [NO_INCIDENT, SETTLED]}
    values = {"one": {"2024-06-30": "否"}, "two": {"2024-06-30": "是"}, "three": {"2024-06-30": "0"}}
    assert found(target, values, unit="起") == (Status.MISSED, "2/3达标", "一小尚未认定", None)


@pytest.mark.parametrize(
    ("values", "status", "figure"),
    [
        ({"2024-03-30": "3", "2024-06-30": "是"}, Status.MET, "是"),
        (
            {"2024-03-30": "0", "2024-06-30": "否"},
            Status.MET,
            "0起",
        ),  # events add up, whatever is said beside them
        ({"2024-03-30": "1", "2024-06-30": "否"}, Status.MISSED, "1起"),
    ],
)
def test_events_are_counted_in_the_lines_that_are_numbers(values: Any, status: Status, figure: str) -> None:
    assert found({"any": [NO_INCIDENT, SETTLED]}, values, unit="起")[:2] == (status, figure)


def test_a_line_of_another_kind_that_is_too_old_leaves_nothing_to_judge() -> None:
    target = {"any": [NO_INCIDENT, SETTLED]}
    assert found(target, {"2023-06-30": "否"}, unit="起")[:3] == (
        Status.NO_DATA,
        "否",
        "2024年还没有监测值（上次2023-06-30）",
    )
    assert found(target, {"2024-01-31": "否"}, unit="起", every="quarter")[:3] == (
        Status.NO_DATA,
        "否",
        "监测值过期：按季度报送，最近一次是2024-01-31",
    )


def test_where_no_events_are_said_nothing_is_owed_of_a_log() -> None:
    made = town({"it": indicator({"any": [NO_INCIDENT, SETTLED]}, unit="起")}, {"it": {"2024-06-30": "否"}})
    day = date(2024, 12, 1)
    assert dues(made, assess(made, 2024, day), date(2024, 12, 31)) == ()


def after_events(target: Any) -> Any:
    """A target of 2024 where 2023 counted sessions."""
    return {2023: {"events": {"at_least": "4", "per": "year"}}, 2024: target}


FIVE_SESSIONS = {"2023-03-01": "1", "2023-06-01": "1", "2023-09-01": "2", "2023-12-01": "1"}


@pytest.mark.parametrize(
    ("target", "now", "expected"),
    [
        ({"rising": "year"}, "4", (Status.MISSED, "4次", "比上年低1次", None)),
        ({"rising": "year"}, "5", (Status.MISSED, "5次", "与上年持平", None)),
        ({"rising": "year"}, "6", (Status.MET, "6次", "上年5次", None)),
        ({"not_falling": "year"}, "5", (Status.MET, "5次", "上年5次", None)),
        ({"falling": "year"}, "4", (Status.MET, "4次", "上年5次", None)),
    ],
)
def test_a_year_of_events_is_compared_by_how_many_there_were(
    target: Any, now: str, expected: tuple[Status, str, str, Pace | None]
) -> None:
    values = FIVE_SESSIONS | {"2024-12-20": now}
    assert found(after_events(target), values, unit="次") == expected


def test_so_for_a_quarter_and_for_every_organisation() -> None:
    values: Any = {"2023-10-08": "2", "2023-12-01": "1", "2024-02-20": "2"}
    over_quarters = after_events({"rising": "quarter"})
    assert found(over_quarters, values, "2024-03-31", unit="次", every="quarter")[2] == "比上季度低1次"
    of_schools = {year: {"each": "school"} | each for year, each in after_events({"rising": "year"}).items()}
    values = {
        name: FIVE_SESSIONS | {"2024-12-20": now}
        for name, now in (("one", "4"), ("two", "6"), ("three", "7"))
    }
    assert found(of_schools, values, unit="次")[:3] == (Status.MISSED, "2/3达标", "一小比上年低1次")


def test_the_way_to_a_limit_begins_at_the_number_of_last_years_events() -> None:
    values = FIVE_SESSIONS | {"2024-06-30": "6"}
    halfway = found(after_events({"at_least": "7"}), values, "2024-07-01", unit="次")
    assert halfway == (Status.PENDING, "6次", "还差1次，进度正常", Pace.ON_TIME)
    slipped = found(after_events({"at_least": "5"}), values | {"2024-06-30": "4"}, "2024-07-01", unit="次")
    assert slipped == (Status.PENDING, "4次", "还差1次，较上年退步", None)


def test_events_leave_no_stock_behind() -> None:
    target = after_events({"stock": {"at_least": "2"}})
    assert found(target, FIVE_SESSIONS, unit="次") == (Status.NO_DATA, "-", "还没有监测值", None)
    half = found(target, FIVE_SESSIONS | {"2024-06-30": "1"}, "2024-07-01", unit="次")
    assert half == (Status.PENDING, "1次", "还差1次，进度正常", Pace.ON_TIME)


def test_what_is_reported_once_is_no_event() -> None:
    assert found(after_events({"at_least": "1"}), FIVE_SESSIONS, unit="次", every="once")[:3] == (
        Status.NO_DATA,
        "1次",
        "2024年还没有监测值（上次2023-12-01）",
    )
