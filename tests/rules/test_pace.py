"""Progress against the calendar: only where there is a way to go, and never a way back called progress."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aiwei_cli.model.condition import Limit
from aiwei_cli.model.number_ranges import Operator
from aiwei_cli.model.verdict import Pace, Status, Verdict
from aiwei_cli.render.words.findings import remark
from aiwei_cli.rules.exact_comparison import holds
from aiwei_cli.rules.pace import pace
from support import demanding, judged

AHEAD, ON_TIME, BEHIND = Pace.AHEAD, Pace.ON_TIME, Pace.BEHIND
RANGE = {"all": [{"at_least": "6.5"}, {"at_most": "8.5"}]}
EITHER = {"any": [{"at_most": "5"}, {"at_least": "10"}]}


def halfway(target: Mapping[str, Any], before: str | None, now: str, **more: Any) -> Verdict:
    """Judged on the first of July, when half of the year is over."""
    values = ({"2023-12-31": before} if before else {}) | {"2024-06-30": now}
    return judged(target, values, as_of="2024-07-01", unit="分", every="quarter", **more)


@pytest.mark.parametrize(
    ("target", "before", "now", "pace", "slipped"),
    [
        ({"at_least": "70"}, "60", "66", AHEAD, False),
        ({"at_least": "70"}, "60", "55", BEHIND, False),
        ({"at_least": "70"}, "72", "48", None, True),
        ({"at_least": "70"}, "70", "48", None, True),  # the limit itself was met
        ({"at_least": "70"}, None, "48", None, False),
        ({"more_than": "70"}, "70", "70", None, False),  # not met then either, and no way to measure
        ({"more_than": "70"}, "71", "70", None, True),
        ({"more_than": "70"}, "60", "65", ON_TIME, False),
        ({"at_most": "5"}, "9", "7", ON_TIME, False),
        ({"at_most": "5"}, "9", "10", BEHIND, False),
        ({"at_most": "5"}, "4", "7", None, True),
        ({"at_most": "5"}, "5", "6", None, True),
        ({"less_than": "5"}, "5", "6", None, False),
        ({"less_than": "5"}, "4.9", "5", None, True),
        ({"equals": "100"}, "80", "95", AHEAD, False),
        ({"equals": "100"}, "120", "110", ON_TIME, False),
        ({"equals": "100"}, "80", "110", None, False),  # past it: neither ahead nor behind
        ({"equals": "100"}, "80", "70", BEHIND, False),
        ({"equals": "100"}, "100", "80", None, True),
        ({"stock": {"at_least": "3"}}, "5", "2", None, True),
        ({"stock": {"at_least": "3"}}, "1", "2", ON_TIME, False),
        ({"stock": {"at_least": "3"}}, None, "2", AHEAD, False),  # from nothing
        ({"stock": {"at_most": "3"}}, None, "4", None, False),  # nothing meets it: no way, and no year before
        ({"stock": {"at_most": "3"}}, "2", "4", None, True),
        (RANGE, "9.5", "9", ON_TIME, False),
        (RANGE, "7", "9", None, True),
        (RANGE, "7", "6", None, True),
        (RANGE, "6", "9", None, False),  # out of it at one end then, at the other now
        (EITHER, "12", "7", None, True),  # the other alternative was met
        (EITHER, "9", "7", ON_TIME, False),
        ({"all": [{"at_least": "70"}, {"rising": "year"}]}, "72", "48", None, True),
        ({"rising": "year"}, "72", "48", None, False),  # that it has fallen is what the trend says
        ({"at_least": "70"}, "0/0", "48", None, False),
    ],
)
def test_only_a_way_to_go_has_a_pace(
    target: Mapping[str, Any], before: str | None, now: str, pace: Pace | None, slipped: bool
) -> None:
    if before == "0/0":  # of rates only
        verdict = judged(
            target, {"2023-12-31": before, "2024-06-30": now}, as_of="2024-07-01", every="quarter"
        )
    else:
        verdict = halfway(target, before, now)
    assert (verdict.status, verdict.pace, verdict.slipped) == (Status.PENDING, pace, slipped)


def test_a_stock_stands_from_whatever_year_it_was_counted_in() -> None:
    values = {"2022-12-31": "5", "2024-06-30": "2"}
    fallen = judged({"stock": {"at_least": "3"}}, values, as_of="2024-07-01", unit="个")
    assert (fallen.pace, fallen.slipped) == (None, True)
    growing = judged(
        {"stock": {"at_least": "9"}}, values | {"2024-06-30": "7"}, as_of="2024-07-01", unit="个"
    )
    assert growing.pace is ON_TIME
    limit = judged({"at_least": "3"}, values, as_of="2024-07-01", unit="个")
    assert (limit.pace, limit.slipped) == (None, False)  # of the year before nothing is known


def test_it_is_said_in_place_of_a_pace() -> None:
    it = demanding({"at_least": "70"})
    fallen = judged(
        {"at_least": "70"}, {"2023-12-31": "72", "2024-06-30": "48"}, as_of="2024-07-01", every="quarter"
    )
    assert remark(fallen, it, 2024).text == "还差22个百分点，较上年退步"
    ended = judged({"at_least": "70"}, {"2023-12-31": "72", "2024-12-31": "48"}, every="quarter")
    assert (ended.status, remark(ended, it, 2024).text) == (Status.MISSED, "还差22个百分点")


def test_inside_each_every_organisation_has_its_own_way() -> None:
    groups = {"school": {"name": "学校", "members": {"one": "一小", "two": "二小"}}}
    values = {
        "one": {"2023-12-31": "72", "2024-06-30": "48"},
        "two": {"2023-12-31": "40", "2024-06-30": "66"},
    }
    each = judged(
        {"each": "school", "at_least": "70"}, values, as_of="2024-07-01", every="quarter", groups=groups
    )
    assert [(part.pace, part.slipped) for part in each.parts] == [(None, True), (AHEAD, False)]
    assert (each.pace, each.slipped) == (None, False)


def test_a_part_tells_of_last_year_only_what_is_true_of_the_whole() -> None:
    at_least, at_most = halfway(RANGE, "6", "9").parts
    assert (at_least.status, at_most.status, at_most.slipped) == (Status.MET, Status.PENDING, False)
    assert [part.pace for part in halfway(EITHER, "12", "7").parts] == [None, None]


@pytest.mark.parametrize(
    ("bound", "events", "pace"),
    [
        ({"at_least": "4"}, "2", ON_TIME),
        ({"at_least": "4"}, "3", AHEAD),
        ({"more_than": "3"}, "2", ON_TIME),  # four are needed
        ({"equals": "4"}, "1", BEHIND),
    ],
)
def test_events_come_from_nothing(bound: Mapping[str, str], events: str, pace: Pace) -> None:
    target = {"events": {**bound, "per": "year"}}
    assert judged(target, {"2024-03-01": events}, as_of="2024-07-01", unit="次").pace is pace


def reached(bound: Operator, limit: int) -> Iterator[int]:
    """Whole figures that meet a bound."""
    return (each for each in range(-5, 26) if holds(bound, Fraction(each), Decimal(limit)))


@given(
    bound=st.sampled_from(Operator),
    limit=st.integers(0, 20),
    before=st.integers(0, 20),
    now=st.integers(0, 20),
)
@settings(max_examples=60, deadline=None)
def test_whoever_is_ahead_has_come_nearer_and_nobody_is_on_a_way_from_where_it_was_met(
    bound: Operator, limit: int, before: int, now: int
) -> None:
    verdict = halfway({bound.value: str(limit)}, str(before), str(now))
    was_met = before in reached(bound, limit)
    if verdict.status is Status.MET or was_met:
        assert verdict.pace is None
        assert verdict.slipped is (was_met and verdict.status is Status.PENDING)
        return
    distances = [min(abs(each - figure) for each in reached(bound, limit)) for figure in (before, now)]
    assert verdict.pace is not AHEAD or distances[1] < distances[0]


TWENTY_DAYS = (date(2024, 12, 22), date(2025, 1, 10))
"""A day is five hundredths of it, which is what on time allows."""


@pytest.mark.parametrize(
    ("day", "now", "stands"),
    [
        ("2024-12-21", "0", None),  # not under way
        ("2024-12-22", "10", ON_TIME),  # the first day counts whole
        ("2024-12-22", "10.1", AHEAD),
        ("2024-12-22", "0", ON_TIME),
        ("2024-12-22", "-0.1", BEHIND),
        ("2024-12-31", "55", ON_TIME),
        ("2024-12-31", "55.1", AHEAD),
        ("2024-12-31", "45", ON_TIME),
        ("2024-12-31", "44.9", BEHIND),
        ("2025-01-01", "60", ON_TIME),
        ("2025-01-01", "60.1", AHEAD),
        ("2025-01-10", "95", ON_TIME),  # the last day: all of the way is asked for
        ("2025-01-10", "94.9", BEHIND),
        ("2025-01-11", "94.9", None),  # over
    ],
)
def test_on_time_is_a_day_of_twenty_to_either_side(day: str, now: str, stands: Pace | None) -> None:
    bound, figure = Limit.model_validate({"at_least": "100"}), Fraction(now)
    assert pace(bound, Fraction(0), figure, TWENTY_DAYS, date.fromisoformat(day)) is stands
