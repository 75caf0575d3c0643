"""Dated events: rolling windows and calendar periods."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aiwei_cli.model.interval import Window
from aiwei_cli.model.period import back, forward
from aiwei_cli.model.verdict import Pace, Status, Why
from aiwei_cli.render.words.findings import remark
from aiwei_cli.rules.engine import assess
from support import demanding, judged
from towns import indicator, town

NO_INCIDENT = {"events": {"at_most": "0", "within": "3 years"}}
FOUR_A_YEAR = {"events": {"at_least": "4", "per": "year"}}
TWO_A_TERM = {"events": {"at_least": "2", "per": "term"}}


@pytest.mark.parametrize(
    ("incident", "as_of", "status"),
    [
        ("2021-06-30", "2024-06-30", Status.MET),  # exactly three years old: it has left
        ("2021-07-01", "2024-06-30", Status.MISSED),
        ("2024-02-29", "2024-06-30", Status.MISSED),
        ("2021-02-28", "2024-02-29", Status.MET),
        ("2021-03-01", "2024-02-29", Status.MISSED),
    ],
)
def test_an_incident_leaves_the_window_by_time_alone(incident: str, as_of: str, status: Status) -> None:
    values = {incident: "1", "2024-01-31": "0"}
    assert judged(NO_INCIDENT, values, as_of=as_of, unit="起").status is status


@pytest.mark.parametrize(
    ("as_of", "year", "status"), [("2027-02-28", 2027, Status.MISSED), ("2027-03-01", 2027, Status.MET)]
)
def test_a_leap_day_incident_counts_to_the_end_of_february(as_of: str, year: int, status: Status) -> None:
    values = {"2024-02-29": "1", "2027-01-31": "0"}
    assert judged(NO_INCIDENT, values, as_of=as_of, unit="起", year=year).status is status


def test_silence_is_no_proof() -> None:
    never = judged(NO_INCIDENT, {}, unit="起")
    assert (never.status, never.why) == (Status.NO_DATA, Why.NEVER_MEASURED)
    last_year = judged(NO_INCIDENT, {"2023-12-31": "0"}, unit="起")
    assert (last_year.status, last_year.why) == (Status.NO_DATA, Why.NONE_THIS_YEAR)
    said = judged(NO_INCIDENT, {"2024-12-31": "0"}, unit="起")
    assert (said.status, said.counted) == (Status.MET, 0)


@pytest.mark.parametrize(("months", "status"), [("6 months", Status.MISSED), ("7 months", Status.MET)])
def test_windows_of_months(months: str, status: Status) -> None:
    target = {"events": {"at_least": "1", "within": months}}
    assert judged(target, {"2024-06-30": "1"}, unit="次").status is status


@pytest.mark.parametrize(
    ("days", "as_of", "status", "counted"),
    [
        (["2024-01-01", "2024-03-01", "2024-05-01", "2024-12-31"], "2024-12-31", Status.MET, 4),
        (["2023-12-31", "2024-03-01", "2024-05-01", "2024-12-31"], "2024-12-31", Status.MISSED, 3),
        (["2024-03-01"], "2024-06-30", Status.PENDING, 1),
    ],
)
def test_per_calendar_year(days: list[str], as_of: str, status: Status, counted: int) -> None:
    verdict = judged(FOUR_A_YEAR, dict.fromkeys(days, "1"), as_of=as_of, unit="次")
    assert (verdict.status, verdict.counted) == (status, counted)


def test_pace_of_a_count() -> None:
    values = {"2024-03-01": "1"}
    assert judged(FOUR_A_YEAR, values, as_of="2024-04-01", unit="次").pace is Pace.ON_TIME
    assert judged(FOUR_A_YEAR, values, as_of="2024-03-01", unit="次").pace is Pace.AHEAD
    assert judged(FOUR_A_YEAR, values, as_of="2024-07-01", unit="次").pace is Pace.BEHIND


@pytest.mark.parametrize(
    ("values", "as_of", "status"),
    [
        ({"2024-03-01": "2"}, "2024-06-30", Status.PENDING),  # the autumn term is still to come
        ({"2024-03-01": "1"}, "2024-08-01", Status.MISSED),  # the spring term is over
        ({"2024-03-01": "2", "2024-10-01": "1"}, "2024-12-31", Status.PENDING),
        ({"2024-03-01": "2", "2024-10-01": "2"}, "2024-12-31", Status.MET),
        ({"2024-03-01": "2", "2024-10-01": "1", "2025-01-10": "1"}, "2025-01-20", Status.MET),
        ({"2024-03-01": "2", "2024-10-01": "1"}, "2025-01-31", Status.MISSED),
        ({"2024-01-10": "2", "2024-10-01": "2"}, "2024-12-31", Status.MISSED),  # January is last year's term
    ],
)
def test_per_school_term(values: dict[str, str], as_of: str, status: Status) -> None:
    assert judged(TWO_A_TERM, values, as_of=as_of, unit="次", every="term").status is status


def test_an_upper_limit_of_a_period_is_missed_at_once() -> None:
    target = {"events": {"at_most": "1", "per": "year"}}
    assert judged(target, {"2024-02-01": "2"}, as_of="2024-03-01", unit="次").status is Status.MISSED


def test_an_upper_limit_of_a_period_needs_word_of_that_period() -> None:
    target = {"events": {"at_most": "0", "per": "year"}}
    silent = judged(target, {"2023-06-30": "1"}, unit="起")
    assert (silent.status, silent.why) == (Status.NO_DATA, Why.NONE_THIS_YEAR)
    assert judged(target, {"2024-06-30": "0"}, unit="起").status is Status.MET


@pytest.mark.parametrize("span", [{"per": "year"}, {"within": "3 years"}])
def test_at_its_limit_less_than_is_missed_for_good(span: dict[str, str]) -> None:
    verdict = judged(
        {"events": {"less_than": "1", **span}}, {"2024-03-01": "1"}, as_of="2024-06-30", unit="起"
    )
    assert verdict.gap is not None
    assert (verdict.status, verdict.gap.upward, verdict.gap.counts) == (Status.MISSED, False, 1)


def test_a_rolling_demand_is_due_at_the_end_of_the_year() -> None:
    target = {"events": {"at_least": "2", "within": "1 year"}}
    verdict = judged(target, {"2024-03-01": "1"}, as_of="2024-06-30", unit="次")
    assert (verdict.status, verdict.due) == (Status.PENDING, date(2024, 12, 31))


@pytest.mark.parametrize(
    ("incident", "leaves"),
    [("2022-03-05", date(2025, 3, 5)), ("2024-02-29", date(2027, 3, 1)), ("2023-12-31", date(2026, 12, 31))],
)
def test_it_is_said_when_the_oldest_event_leaves(incident: str, leaves: date) -> None:
    verdict = judged(NO_INCIDENT, {"2022-01-31": "0", incident: "1", "2024-06-30": "1"}, unit="起")
    assert verdict.leaves == leaves


@given(
    st.dates(date(1990, 1, 1), date(2060, 12, 31)), st.integers(1, 99), st.sampled_from(["years", "months"])
)
def test_forward_is_the_first_day_that_back_leaves_behind(day: date, length: int, span: Any) -> None:
    window = Window(length, span)
    left = forward(day, window)
    assert back(left, window) >= day > back(left - timedelta(days=1), window)


TWO_A_QUARTER = {"events": {"at_least": "2", "per": "quarter"}}


def said(target: dict[str, Any], values: dict[str, Any], **more: Any) -> str:
    """What stands beside the verdict in the middle of the second quarter."""
    verdict = judged(target, values, as_of="2024-05-15", unit="次", **more)
    return remark(verdict, demanding(target, unit="次"), 2024).text


def test_a_period_that_has_not_begun_lacks_nothing_yet() -> None:
    first = {"2024-02-01": "2"}
    assert said(TWO_A_QUARTER, first | {"2024-05-01": "1"}) == "第二季度还差1户（1次），2024-06-30前"
    assert said(TWO_A_QUARTER, first | {"2024-05-01": "2"}) == "第三季度尚未开始，2024-09-30前"
    assert said(TWO_A_QUARTER, {"2024-02-01": "1"}) == "第一季度还差1户（1次）"


def test_an_organisation_that_only_waits_is_not_named_among_those_that_lack() -> None:
    groups = {"school": {"name": "学校", "members": {"one": "一小", "two": "二小"}}}
    each, first = {"each": "school", **TWO_A_QUARTER}, {"2024-02-01": "2"}
    waits = {"one": first | {"2024-05-01": "2"}, "two": first | {"2024-05-01": "1"}}
    assert said(each, waits, groups=groups) == "二小第二季度还差1户（1次），2024-06-30前"
    both = {"one": waits["one"], "two": waits["one"]}
    assert said(each, both, groups=groups) == "第三季度尚未开始，2024-09-30前"


@pytest.mark.parametrize(
    ("invented", "sample"), [("2024-03-01", True), ("2024-09-01", True), ("2023-09-01", False)]
)
def test_a_count_rests_on_every_event_of_its_period(invented: str, sample: bool) -> None:
    """Also on those before the newest, and on none of another period."""
    days = ("2023-09-01", "2024-03-01", "2024-09-01")
    values = {day: {"value": "1", "status": "示例"} if day == invented else "1" for day in days}
    whole = town({"it": indicator(FOUR_A_YEAR, unit="次")}, {"it": values})
    assert assess(whole, 2024, date(2024, 12, 31)).findings[0].sample is sample
