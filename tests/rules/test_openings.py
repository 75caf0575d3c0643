"""Organisations that open and close: from which day to which they count, and for what."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from aiwei_cli.model.verdict import Status, Verdict, Why
from support import judged

FOUR = {"events": {"at_least": "4", "per": "year"}}
NONE = {"events": {"at_most": "0", "per": "year"}}


def one(condition: Any, lines: Any, as_of: str = "2024-12-31", **days: str) -> Verdict | None:
    """How a school with an opening or closing day stands beside one that has met everything."""
    group = {"school": {"name": "学校", "members": {"old": "一小", "own": {"name": "二小", **days}}}}
    met = (
        {"2023-12-20": "0", "2024-03-01": "4", "2024-10-10": "4"}
        if condition == FOUR
        else {"2024-03-01": "0"}
    )
    verdict = judged(
        {"each": "school", **condition}, {"old": met, "own": lines}, unit="次", groups=group, as_of=as_of
    )
    return next((part for part in verdict.parts if part.label == "二小"), None)


def stands(part: Verdict | None) -> tuple[Status, Why | None] | None:
    return (part.status, part.why) if part else None


WINDOW = {"events": {"at_most": "0", "within": "2 years"}}
NEW, GONE = (Status.NOT_APPLICABLE, Why.NEW), (Status.NOT_APPLICABLE, Why.CLOSED)


@pytest.mark.parametrize(
    ("condition", "lines", "days", "expected"),
    [
        (FOUR, {"2024-11-20": "1"}, {"opened": "2024-11-01"}, NEW),
        (FOUR, {"2024-11-20": "1"}, {"opened": "2024-01-02"}, NEW),
        (FOUR, {"2024-11-20": "1"}, {"opened": "2024-01-01"}, (Status.MISSED, None)),
        (FOUR, {}, {"closed": "2024-12-30"}, GONE),
        (FOUR, {}, {"closed": "2024-12-31"}, (Status.MISSED, None)),
        (FOUR, {}, {"closed": "2023-12-31"}, None),  # closed last year: nobody misses it
        (FOUR, {}, {"opened": "2025-01-01"}, None),
        ({"events": {"more_than": "3", "per": "year"}}, {}, {"opened": "2024-11-01"}, NEW),
        (NONE, {"2024-11-20": "1"}, {"opened": "2024-11-01"}, (Status.MISSED, None)),
        (NONE, {"2024-11-20": "0"}, {"opened": "2024-11-01"}, (Status.MET, None)),
        (NONE, {}, {"opened": "2024-11-01"}, (Status.NO_DATA, Why.NONE_THIS_YEAR)),
        (NONE, {"2024-06-01": "1"}, {"closed": "2024-08-31"}, (Status.MISSED, None)),  # it happened
        (
            NONE,
            {"2024-06-01": "0"},
            {"closed": "2024-08-31"},
            GONE,
        ),  # it counts no more, whatever it reported
        (NONE, {}, {"closed": "2024-08-31"}, GONE),  # nobody speaks for it any more
        (NONE, {}, {"opened": "2024-03-01", "closed": "2024-08-31"}, GONE),
        (NONE, {"2024-06-01": "1"}, {"opened": "2024-03-01", "closed": "2024-08-31"}, (Status.MISSED, None)),
        (FOUR, {"2024-06-01": "1"}, {"opened": "2024-03-01", "closed": "2024-08-31"}, GONE),
        ({"events": {"equals": "2", "per": "year"}}, {"2024-11-20": "1"}, {"opened": "2024-11-01"}, NEW),
        (
            {"events": {"equals": "2", "per": "year"}},
            {"2024-11-20": "3"},
            {"opened": "2024-11-01"},
            (Status.MISSED, None),
        ),
        ({"events": {"at_least": "1", "within": "2 years"}}, {}, {"opened": "2024-11-01"}, NEW),
        (
            {"events": {"at_least": "1", "within": "2 years"}},
            {},
            {"opened": "2022-11-01"},
            (Status.MISSED, None),
        ),
        (WINDOW, {"2024-05-10": "1"}, {"closed": "2024-05-15"}, (Status.MISSED, None)),  # it happened
        (WINDOW, {"2023-05-10": "1"}, {"closed": "2023-05-15"}, (Status.MISSED, None)),  # the window holds it
        (WINDOW, {"2022-05-10": "1"}, {"closed": "2024-05-15"}, GONE),  # it has left the window
        (WINDOW, {"2024-05-10": "0"}, {"closed": "2024-05-15"}, GONE),
        (WINDOW, {"2023-05-10": "0"}, {"closed": "2023-05-15"}, None),
        (WINDOW, {}, {"closed": "2024-05-15"}, GONE),
        (
            {"events": {"less_than": "2", "within": "6 months"}},
            {"2024-08-10": "2"},
            {"opened": "2024-08-01", "closed": "2024-08-31"},
            (Status.MISSED, None),
        ),
        ({"events": {"at_least": "1", "within": "2 years"}}, {}, {"closed": "2024-05-15"}, GONE),
        ({"at_least": "1"}, {"2024-11-20": "0.5"}, {"opened": "2024-11-01"}, (Status.MISSED, None)),
        ({"at_least": "1"}, {"2024-06-20": "0.5"}, {"closed": "2024-08-31"}, GONE),
        ({"stock": {"at_least": "1"}}, {"2024-06-20": "0.5"}, {"closed": "2024-08-31"}, GONE),
    ],
)
def test_what_counts_of_a_year_that_is_not_whole(
    condition: Any, lines: Any, days: dict[str, str], expected: tuple[Status, Why | None] | None
) -> None:
    assert stands(one(condition, lines, **days)) == expected


def test_of_several_periods_the_whole_ones_count() -> None:
    part = one({"events": {"at_least": "1", "per": "quarter"}}, {"2024-08-01": "1"}, opened="2024-05-15")
    assert part is not None
    assert [(each.label, each.status, each.why) for each in part.parts] == [
        ("2024年第二季度", *NEW),
        ("2024年第三季度", Status.MET, None),
        ("2024年第四季度", Status.MISSED, None),
    ]


def test_before_it_opens_and_until_it_closes() -> None:
    lower = {"events": {"at_least": "1", "per": "half-year"}}
    assert one(lower, {}, opened="2024-07-01", as_of="2024-06-30") is None
    assert stands(one(lower, {}, opened="2024-07-01", as_of="2024-07-01")) == (Status.PENDING, None)
    # On its closing day it is still asked; a closing to come is no closing yet.
    assert stands(one(lower, {}, closed="2024-08-31", as_of="2024-06-30")) == (Status.MISSED, None)
    plain = {"at_least": "1"}
    assert stands(one(plain, {"2024-06-20": "0.5"}, closed="2024-08-31", as_of="2024-08-31")) == (
        Status.PENDING,
        None,
    )
    assert stands(one(plain, {"2024-06-20": "0.5"}, closed="2024-08-31", as_of="2024-09-01")) == GONE


@pytest.mark.parametrize("way", ["all", "any"])
def test_several_conditions_count_each_by_itself(way: str) -> None:
    both = {way: [{"at_least": "1"}, {"events": {"at_least": "4", "per": "year"}}]}
    assert stands(one(both, {"2024-06-20": "0"}, closed="2024-08-31")) == GONE
    part = one(both, {"2024-11-20": "0"}, opened="2024-11-01")
    assert stands(part) == (Status.MISSED, None)
    assert part is not None
    assert [each.status for each in part.parts] == [Status.MISSED, Status.NOT_APPLICABLE]


YES, MONTHLY = {"attested": "yes"}, {"events": {"at_least": "1", "per": "month"}}
SAFE = {"events": {"at_most": "0", "per": "year"}}


@pytest.mark.parametrize(
    ("parts", "lines", "expected"),
    [
        ([FOUR, YES], {}, NEW),  # nobody asks it for anything
        ([YES, FOUR], {}, NEW),
        ([{"at_least": "9"}, FOUR, YES], {}, NEW),
        ([FOUR, {"all": [YES, YES]}], {}, NEW),
        ([FOUR, YES], {"2024-11-20": "1"}, NEW),
        ([FOUR, YES], {"2024-11-20": "是"}, (Status.MET, None)),
        ([FOUR, YES], {"2024-11-20": "否"}, (Status.MISSED, None)),
        ([FOUR, MONTHLY, YES], {}, (Status.NO_DATA, Why.NEVER_MEASURED)),  # whole months are owed
        ([FOUR, SAFE], {}, (Status.NO_DATA, Why.NONE_THIS_YEAR)),  # the word that nothing happened is owed
    ],
)
def test_one_of_several_is_not_asked_of_a_school_that_is_too_new_for_the_events(
    parts: Any, lines: Any, expected: tuple[Status, Why | None]
) -> None:
    assert stands(one({"any": parts}, lines, opened="2024-11-01")) == expected


@pytest.mark.parametrize(
    ("days", "why"),
    [
        ({"closed": "2024-08-31"}, Why.NO_ORGANISATION),
        ({"opened": "2024-11-01"}, Why.NEW),
        ({"closed": "2023-08-31"}, Why.NO_ORGANISATION),
    ],
)
def test_a_group_of_which_nobody_counts(days: dict[str, str], why: Why) -> None:
    group = {"school": {"name": "学校", "members": {"own": {"name": "二小", **days}}}}
    verdict = judged({"each": "school", **FOUR}, {"own": {"2024-12-01": "1"}}, unit="次", groups=group)
    assert (verdict.status, verdict.why) == (Status.NOT_APPLICABLE, why)


def test_a_mean_is_that_of_the_open_ones_and_names_who_left() -> None:
    members = {"one": "一小", "two": {"name": "二小", "closed": "2024-08-31"}}
    group = {"school": {"name": "学校", "members": members}}
    lines = {"one": {"2024-06-01": "90"}, "two": {"2024-06-01": "60"}}
    target = {"mean": "school", "at_least": "80"}
    on_the_day = judged(target, lines, unit="分", groups=group, as_of="2024-08-31")
    assert (on_the_day.status, on_the_day.out_of) == (Status.PENDING, 2)
    after = judged(target, lines, unit="分", groups=group, as_of="2024-09-01")
    assert (after.status, after.out_of) == (Status.MET, 1)
    assert [(part.label, part.why, part.closed) for part in after.parts] == [
        ("二小", Why.CLOSED, date(2024, 8, 31))
    ]


@pytest.mark.parametrize(
    ("lines", "as_of", "status", "why"),
    [
        ({"2024-03-31": "0"}, "2024-05-15", Status.PENDING, Why.SILENT_SO_FAR),
        ({"2024-03-31": "0"}, "2024-06-29", Status.PENDING, Why.SILENT_SO_FAR),
        (
            {"2024-03-31": "0"},
            "2024-06-30",
            Status.NO_DATA,
            Why.NONE_THIS_YEAR,
        ),  # the second quarter has ended
        ({"2024-03-31": "0", "2024-04-01": "0"}, "2024-06-30", Status.PENDING, Why.NOT_STARTED),
        (
            {"2024-04-01": "0"},
            "2024-05-15",
            Status.NO_DATA,
            Why.NONE_THIS_YEAR,
        ),  # nothing is known of the first
        ({"2024-04-01": "1"}, "2024-05-15", Status.MISSED, None),
    ],
)
def test_an_upper_limit_wants_a_line_for_each_period_that_has_ended(
    lines: Any, as_of: str, status: Status, why: Why | None
) -> None:
    verdict = judged({"events": {"at_most": "0", "per": "quarter"}}, lines, unit="起", as_of=as_of)
    assert (verdict.status, verdict.why) == (status, why)


@pytest.mark.parametrize(
    ("year", "as_of", "status", "reached"),
    [
        (2024, "2024-10-30", Status.PENDING, None),
        (2024, "2024-10-31", Status.MISSED, None),
        (2024, "2024-12-31", Status.MISSED, date(2024, 11, 20)),
        (2025, "2025-01-01", Status.MET, None),  # what stands counts in a later year
    ],
)
def test_a_stock_reached_too_late_is_missed_for_that_year(
    year: int, as_of: str, status: Status, reached: date | None
) -> None:
    lines = {"2024-05-01": "1", "2024-11-20": "3"}
    target = {"stock": {"at_least": "3", "by": "2024-10-31"}}
    verdict = judged(target, lines, unit="个", as_of=as_of, year=year)
    assert (verdict.status, verdict.reached) == (status, reached)


@pytest.mark.parametrize(
    ("days", "why"),
    [
        ({"closed": "2023-07-01"}, Why.NO_ORGANISATION),
        ({"opened": "2025-02-01"}, Why.NO_ORGANISATION),
        ({"closed": "2024-05-15"}, Why.NO_ORGANISATION),
        ({"opened": "2024-11-01"}, Why.NEW),
    ],
)
@pytest.mark.parametrize(
    "events",
    [
        {"at_least": "4", "per": "year"},
        {"at_least": "1", "within": "2 years"},
        {
            "all": [
                {"events": {"at_least": "4", "per": "year"}},
                {"events": {"at_least": "1", "per": "half-year"}},
            ]
        },
    ],
)
def test_a_group_that_owes_no_events_lacks_none(events: Any, days: dict[str, str], why: Why) -> None:
    group = {"school": {"name": "学校", "members": {"own": {"name": "二小", **days}}}}
    condition = events if "all" in events else {"events": events}
    verdict = judged({"each": "school", **condition}, {}, unit="次", groups=group)
    assert (verdict.status, verdict.why) == (Status.NOT_APPLICABLE, why)


@pytest.mark.parametrize("events", [{"at_most": "0", "per": "year"}, {"at_most": "0", "within": "3 years"}])
@pytest.mark.parametrize(
    ("days", "status"),
    [({"closed": "2023-07-01"}, Status.NOT_APPLICABLE), ({"opened": "2024-11-01"}, Status.NO_DATA)],
)
def test_a_log_that_nobody_kept_is_owed_by_whoever_is_there(
    events: Any, days: dict[str, str], status: Status
) -> None:
    group = {"school": {"name": "学校", "members": {"own": {"name": "二小", **days}}}}
    assert judged({"each": "school", "events": events}, {}, unit="次", groups=group).status is status
