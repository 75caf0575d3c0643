"""At least, at most, more than, less than, equals: unrounded, as typed."""

from __future__ import annotations

from fractions import Fraction

import pytest

from aiwei_cli.model.verdict import Pace, Status, Why
from support import judged

MET, MISSED, PENDING, NO_DATA = Status.MET, Status.MISSED, Status.PENDING, Status.NO_DATA


@pytest.mark.parametrize(
    ("target", "value", "status"),
    [
        ({"more_than": "38.5"}, "38.5", MISSED),
        ({"more_than": "38.5"}, "38.50", MISSED),
        ({"more_than": "38.5"}, "38.500001", MET),
        ({"at_least": "23.75"}, "23.7", MISSED),
        ({"at_least": "23.75"}, "23.75", MET),
        ({"at_least": "90"}, "329/366", MISSED),
        ({"at_least": "90"}, "330/366", MET),
        ({"at_least": "85"}, "84.995", MISSED),
        ({"at_least": "85"}, "85", MET),
        ({"equals": "100"}, "99.9", MISSED),
        ({"equals": "100"}, "12/12", MET),
        ({"at_most": "55"}, "55.0", MET),
        ({"at_most": "55"}, "55.1", MISSED),
        ({"less_than": "5"}, "5", MISSED),
        ({"at_least": "85"}, "８５％", MET),
        ({"at_least": "95"}, "165/180", MISSED),
    ],
)
def test_boundaries(target: dict[str, str], value: str, status: Status) -> None:
    assert judged(target, {"2024-12-20": value}).status is status


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("209/10万", "209"),
        ("81/10万", "81"),
        ("191/10万", "191"),
        ("8.1 / 10万", "8.1"),
        ("1/10万", "1"),
        ("209", "209"),
    ],
)
def test_unit_per_hundred_thousand_is_one_number(text: str, number: str) -> None:
    verdict = judged({"at_most": "209"}, {"2024-12-20": text}, unit="1/10万")
    assert (verdict.status, verdict.value.exact) == (MET, Fraction(number))  # type: ignore[union-attr]


def test_a_count_pair_may_be_per_hundred_thousand_too() -> None:
    verdict = judged({"at_most": "209"}, {"2024-12-20": "21/10000"}, unit="1/10万")
    assert (verdict.status, verdict.value.exact) == (MISSED, 210)  # type: ignore[union-attr]


def test_gap_says_how_many_more_would_do() -> None:
    gap = judged({"at_least": "95"}, {"2024-12-20": "165/180"}).gap
    assert gap is not None
    assert (gap.amount, gap.upward, gap.counts) == (Fraction(10, 3), True, 6)


def test_gap_of_a_strict_limit_needs_one_beyond_it() -> None:
    gap = judged({"more_than": "50"}, {"2024-12-20": "50/100"}).gap
    assert gap is not None
    assert (gap.amount, gap.upward, gap.counts) == (Fraction(0), True, 1)


def test_gap_downward() -> None:
    gap = judged({"at_most": "5"}, {"2024-12-20": "7/100"}).gap
    assert gap is not None
    assert (gap.amount, gap.upward, gap.counts) == (Fraction(2), False, 2)


@pytest.mark.parametrize(
    ("target", "pair", "counts"),
    [
        ({"at_most": "5"}, "20/333", 4),  # 5 % of 333 is 16.65: 16 will do, 17 will not
        ({"less_than": "5"}, "20/333", 4),
        ({"less_than": "5"}, "20/340", 4),  # 17 would be 5 % itself
        ({"at_least": "95"}, "310/333", 7),  # 316.35
        ({"more_than": "95"}, "310/333", 7),
        ({"more_than": "95"}, "310/340", 14),  # 323 would be 95 % itself
        ({"equals": "5"}, "20/340", 3),
        ({"equals": "5"}, "14/340", 3),
        ({"equals": "5"}, "20/333", None),  # no whole number comes to it
    ],
)
def test_so_many_more_or_fewer_are_whole_ones_that_will_do(
    target: dict[str, str], pair: str, counts: int | None
) -> None:
    gap = judged(target, {"2024-12-20": pair}).gap
    assert gap is not None
    assert gap.counts == counts


def test_before_the_year_ends_it_is_pending_and_after_it_missed() -> None:
    values = {"2024-06-30": "60"}
    assert judged({"at_least": "70"}, values, as_of="2024-06-30", every="half-year").status is PENDING
    assert judged({"at_least": "70"}, values, as_of="2024-12-30", every="half-year").status is PENDING
    assert judged({"at_least": "70"}, values, as_of="2024-12-31", every="half-year").status is MISSED


@pytest.mark.parametrize(
    ("value", "pace"), [("66", Pace.AHEAD), ("65", Pace.ON_TIME), ("64", Pace.BEHIND), ("59", Pace.BEHIND)]
)
def test_pace_runs_from_last_years_figure(value: str, pace: Pace) -> None:
    # Half of the year is gone, and from 60 to 70 half of the way is 65.
    verdict = judged(
        {"at_least": "70"}, {"2023-12-31": "60", "2024-07-01": value}, as_of="2024-07-01", every="half-year"
    )
    assert verdict.pace is pace


def test_no_pace_without_last_years_figure() -> None:
    assert judged({"at_least": "70"}, {"2024-06-30": "60"}, as_of="2024-06-30").pace is None


@pytest.mark.parametrize(
    ("values", "every", "as_of", "why"),
    [
        ({}, "year", "2024-12-31", Why.NEVER_MEASURED),
        ({"2023-12-31": "90"}, "year", "2024-12-31", Why.NONE_THIS_YEAR),
        ({"2024-10-31": "90"}, "month", "2024-12-31", Why.OUT_OF_DATE),
        ({"2024-11-01": "90"}, "month", "2024-12-31", None),
        ({"2024-06-30": "90"}, "quarter", "2024-12-31", Why.OUT_OF_DATE),
        ({"2024-07-01": "90"}, "quarter", "2024-12-31", None),
        ({"2024-01-01": "90"}, "half-year", "2024-12-31", None),
        ({"2024-01-01": "90"}, "year", "2024-12-31", None),
        ({"2023-12-31": "90"}, "month", "2024-01-15", Why.NONE_THIS_YEAR),
        ({"2023-01-05": "90"}, "once", "2024-12-31", None),
        ({"2024-05-01": "90"}, "term", "2024-12-31", None),
        ({"2024-02-15": "90"}, "term", "2024-12-31", Why.NONE_THIS_YEAR),  # of the autumn term of 2023
        ({"2024-02-16": "90"}, "term", "2024-12-31", None),
        ({"2025-01-31": "90"}, "term", "2025-01-31", None),
        ({"2024-12-20": "90"}, "week", "2024-12-31", Why.OUT_OF_DATE),
        ({"2024-12-23": "90"}, "week", "2024-12-31", None),
    ],
)
def test_a_figure_must_be_of_the_year_and_fresh(
    values: dict[str, str], every: str, as_of: str, why: Why | None
) -> None:
    verdict = judged({"at_least": "70"}, values, every=every, as_of=as_of)
    assert (verdict.why, verdict.status) == (why, NO_DATA if why else MET)


def test_nothing_to_measure_is_not_applicable_unless_it_is_out_of_date() -> None:
    verdict = judged({"at_least": "70"}, {"2024-12-20": "0/0"})
    assert (verdict.why, verdict.status) == (Why.NOT_APPLICABLE, Status.NOT_APPLICABLE)
    assert judged({"at_least": "70"}, {"2024-06-30": "0/0"}, every="month").why is Why.OUT_OF_DATE


def test_a_figure_after_the_year_does_not_speak_for_it() -> None:
    values = {"2024-12-20": "60", "2025-01-10": "90"}
    assert judged({"at_least": "70"}, values, as_of="2025-02-01").status is MISSED
    alone = judged({"at_least": "70"}, {"2025-01-10": "90"}, as_of="2025-02-01")
    assert (alone.status, alone.why, alone.value) == (NO_DATA, Why.NEVER_MEASURED, None)


@pytest.mark.parametrize(
    ("target", "value"),
    [({"at_most": "10"}, "12.9/100"), ({"equals": "100"}, "4859.5/4860"), ({"equals": "50"}, "2/3")],
)
def test_no_count_is_named_where_no_whole_count_would_do(target: dict[str, str], value: str) -> None:
    gap = judged(target, {"2024-12-20": value}).gap
    assert gap is not None
    assert gap.counts is None
