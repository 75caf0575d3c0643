"""A figure belongs to its school term: in January, in the holidays, and whatever is asked of it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from pydantic import TypeAdapter

from aiwei_cli.model.interval import Interval
from aiwei_cli.model.period import Period, Term, latest_periods, periods_of_year, school_year
from aiwei_cli.model.verdict import Status
from aiwei_cli.rules.engine import assess
from support import TERMS, judged
from towns import indicator, town

SCHOOLS = {"school": {"name": "学校", "members": {"one": "一小"}}}
ONE_HOUR = {"each": "school", "at_least": "1"}
SPRING, WINTER = {"2024-06-28": "1.2"}, {"2024-06-28": "1.2", "2025-01-15": "0.8"}


def terms(*dates: tuple[str, str]) -> tuple[Term, ...]:
    named = [{"name": f"{'一二三四'[n]}学期", "starts": a, "ends": b} for n, (a, b) in enumerate(dates)]
    return TypeAdapter(tuple[Term, ...]).validate_python(named)


@pytest.mark.parametrize(
    ("values", "as_of", "status"),
    [
        (WINTER, "2025-01-14", Status.MET),  # the spring term's figure still speaks
        (WINTER, "2025-01-15", Status.PENDING),
        (WINTER, "2025-01-30", Status.PENDING),
        (WINTER, "2025-01-31", Status.MISSED),  # the autumn term is over
        (WINTER, "2025-03-31", Status.MISSED),
        ({**WINTER, "2025-02-10": "1"}, "2025-02-15", Status.MET),  # in the holidays: of the term before them
        ({**WINTER, "2025-02-16": "1"}, "2025-03-31", Status.MISSED),  # of the spring term of 2025
        ({"2024-01-10": "1.2"}, "2024-12-31", Status.NO_DATA),  # of the autumn term of 2023
    ],
)
def test_the_autumn_term_decides_also_in_january(values: Any, as_of: str, status: Status) -> None:
    verdict = judged(ONE_HOUR, {"one": values}, every="term", unit="小时", groups=SCHOOLS, as_of=as_of)
    assert verdict.status is status


NONE_A_TERM, NONE_A_YEAR = ({"events": {"at_most": 0, "per": span}} for span in ("term", "year"))
TWO_A_YEAR, ONE_A_QUARTER = (
    {"events": {"at_least": 2, "per": "year"}},
    {"events": {"at_least": 1, "per": "quarter"}},
)


@pytest.mark.parametrize(
    ("earlier", "later", "lines", "first", "second"),
    [
        # January's two accidents are of 2024, whose first period begins with it.
        (NONE_A_YEAR, NONE_A_TERM, {"2023-12-31": 0, "2024-01-10": 2}, Status.MET, Status.MISSED),
        ({"at_least": 0.5}, NONE_A_TERM, {"2023-12-31": 1, "2024-01-10": 2}, Status.MET, Status.MISSED),
        (NONE_A_YEAR, NONE_A_TERM, {"2023-12-31": 0, "2024-01-10": 0}, Status.MET, Status.MET),
        # The other way they are of the autumn term of 2023, and of nothing else.
        (NONE_A_TERM, NONE_A_YEAR, {"2023-09-01": 0, "2024-01-10": 1}, Status.MISSED, Status.MET),
        (NONE_A_TERM, TWO_A_YEAR, {"2024-01-10": 1, "2024-05-01": 1}, Status.MISSED, Status.MISSED),
        (NONE_A_TERM, ONE_A_QUARTER, {"2024-01-10": 1, "2024-05-01": 1}, Status.MISSED, Status.MISSED),
        (
            NONE_A_TERM,
            ONE_A_QUARTER,
            {"2023-12-01": 0, "2024-02-16": 1, "2024-05-01": 1},
            Status.MET,
            Status.MET,
        ),
    ],
)
def test_where_a_target_goes_over_to_terms_or_back_each_line_is_of_one_year(
    earlier: Any, later: Any, lines: dict[str, int], first: Status, second: Status
) -> None:
    of_both = {"2023-07-01": 0, **lines, "2024-07-01": 0, "2024-08-01": 1 if later is ONE_A_QUARTER else 0}
    of_both |= {"2024-11-01": 1 if later is ONE_A_QUARTER else 0} | (
        {"2025-01-20": 0} if later is NONE_A_TERM else {}
    )
    whole = town({"it": indicator(unit="次") | {"target": {2023: earlier, 2024: later}}}, {"it": of_both})
    stands = [assess(whole, year, date(2025, 1, 31)).findings[0].status for year in (2023, 2024)]
    assert stands == [first, second]


@pytest.mark.parametrize(
    ("target", "values", "status"),
    [
        ({"at_least": "1"}, WINTER, Status.MISSED),
        ({"at_most": "1"}, WINTER, Status.MET),
        ({"stock": {"at_least": "1"}}, WINTER, Status.MISSED),
        ({"stock": {"at_least": "1", "by": "2024-12-31"}}, WINTER, Status.MET),  # a day of its own
        ({"all": [{"at_least": "0.5"}, {"falling": "term"}]}, WINTER, Status.MET),
        ({"rising": "term"}, WINTER, Status.MISSED),
        ({"rising": "year"}, {"2024-01-10": "0.7", **WINTER}, Status.MET),  # 0.7 is the last of 2023
        ({"rising": "year"}, {"2024-02-20": "0.7", **WINTER}, Status.NO_DATA),
        ({"mean": "school", "at_least": "1"}, {"one": WINTER}, Status.MISSED),
        ({"each": "school", "any": [{"at_least": "1"}, {"rising": "term"}]}, {"one": WINTER}, Status.MISSED),
        ({"attested": "yes"}, {"2024-06-28": "否", "2025-01-15": "是"}, Status.MET),
        (
            {"events": {"at_most": "0", "within": "1 year"}},
            {"2024-06-28": "0", "2025-01-15": "1"},
            Status.MISSED,
        ),
        (
            {"events": {"at_least": "1", "per": "year"}},
            {"2025-01-15": "1"},
            Status.MET,
        ),  # the year of its terms
        ({"events": {"at_least": "1", "per": "year"}}, {"2024-01-15": "1"}, Status.MISSED),  # that is 2023's
        (
            {"events": {"at_least": "1", "per": "quarter"}},
            {"2025-01-15": "4"},
            Status.MISSED,
        ),  # quarters stay
        ({"events": {"at_least": "1", "per": "term"}}, {"2024-03-01": "1", "2025-01-15": "1"}, Status.MET),
    ],
)
def test_every_condition_follows_the_terms(target: Any, values: Any, status: Status) -> None:
    verdict = judged(target, values, every="term", unit="小时", groups=SCHOOLS, as_of="2025-01-31")
    assert verdict.status is status


def test_only_what_is_reported_by_term_follows_them() -> None:
    for every in ("year", "half-year", "quarter"):
        values = {"2024-12-31": "1.2", "2025-01-15": "0.8"}
        assert judged({"at_least": "1"}, values, every=every, as_of="2025-01-31").status is Status.MET


@pytest.mark.parametrize(
    ("holiday", "counted"), [("2024-08-01", 2), ("2024-08-25", 2), ("2024-08-26", 1), ("2024-02-15", 1)]
)
def test_an_event_of_the_holidays_belongs_to_the_term_that_ended(holiday: str, counted: int) -> None:
    target = {"events": {"at_least": "2", "per": "term"}}
    verdict = judged(target, {"2024-03-01": "1", holiday: "1"}, unit="次", every="term", as_of="2025-01-31")
    assert verdict.parts[0].counted == counted


@pytest.mark.parametrize(
    ("known", "year", "expected"),
    [
        (TERMS, 2024, Period(date(2024, 2, 16), date(2025, 1, 31), "2024年", date(2025, 2, 15))),
        (TERMS, 2023, Period(date(2023, 2, 16), date(2024, 1, 31), "2023年", date(2024, 2, 15))),
        ((), 2024, Period(date(2024, 1, 1), date(2024, 12, 31), "2024年")),
        # One term a year, from autumn to summer; and three, of which the last ends before the year does.
        (
            terms(("09-01", "07-10")),
            2024,
            Period(date(2024, 9, 1), date(2025, 7, 10), "2024年", date(2025, 8, 31)),
        ),
        (
            terms(("02-29", "06-30"), ("07-10", "08-20"), ("09-01", "12-20")),
            2024,
            Period(date(2024, 2, 29), date(2024, 12, 31), "2024年", date(2025, 2, 27)),
        ),
        (
            terms(("03-20", "07-10"), ("09-01", "12-05"), ("12-15", "03-15")),
            2024,
            Period(date(2024, 3, 20), date(2025, 3, 15), "2024年", date(2025, 3, 19)),
        ),
    ],
)
def test_a_year_is_made_of_its_terms(known: tuple[Term, ...], year: int, expected: Period) -> None:
    assert school_year(year, known) == expected


def test_every_day_belongs_to_one_term_of_one_year() -> None:
    for known in (TERMS, terms(("09-01", "07-10")), terms(("02-29", "06-30"), ("09-01", "01-15"))):
        for number in range(800):
            day = date.fromordinal(date(2023, 6, 1).toordinal() + number)
            years = [year for year in range(2021, 2026) if school_year(year, known).covers(day)]
            found = [period for year in years for period in periods_of_year(Interval.TERM, year, known)]
            assert [period for period in found if period.covers(day)] == [
                latest_periods(Interval.TERM, day, known)[-1]
            ]


def test_where_there_is_one_term_a_year_the_one_before_is_known() -> None:
    rising = indicator(unit="", every="term") | {"target": {2023: {"rising": "term"}}}
    one_term = {"terms": [{"name": "学年", "starts": "09-01", "ends": "07-10"}]}
    made = town({"it": rising}, {"it": {"2023-06-01": "1", "2024-06-01": "2"}}, about=one_term)
    assert assess(made, 2023, date(2024, 7, 10)).findings[0].status is Status.MET


@pytest.mark.parametrize(
    ("every", "values", "expected"),
    [
        ("term", {"2024-06-28": "80"}, "2025-01-31"),
        ("term", {"2025-02-05": "80"}, "2025-01-31"),  # no figure of the holidays moves it
        ("term", {"2025-02-20": "80"}, "2025-01-31"),
        ("quarter", {"2025-01-15": "80"}, "2024-12-31"),
    ],
)
def test_the_closing_day_of_a_year(every: str, values: Any, expected: str) -> None:
    made = town({"it": indicator(every=every)}, {"it": values})
    assert made.closing_day(2024) == date.fromisoformat(expected)


def test_events_by_year_of_an_indicator_by_term_are_those_of_its_terms() -> None:
    target, values = {"events": {"at_least": "2", "per": "year"}}, {"2024-06-28": "1", "2025-01-15": "1"}
    made = town({"it": indicator({**target}, unit="次", every="term")}, {"it": values})
    for year, day, counted, due in (
        (2024, "2024-12-31", 1, date(2025, 1, 31)),
        (2024, "2025-01-31", 2, date(2025, 1, 31)),
        (2025, "2025-06-30", 0, date(2026, 1, 31)),
    ):
        verdict = assess(made, year, date.fromisoformat(day)).findings[0].verdict
        assert (verdict.counted, verdict.due) == (counted, due)
    by_year = town({"it": indicator({**target}, unit="次")}, {"it": values})
    assert assess(by_year, 2025, date(2025, 6, 30)).findings[0].verdict.counted == 1


def test_figures_of_the_next_year_are_told_as_left_out() -> None:
    made = town(
        {"terms": indicator(every="term"), "months": indicator(every="month", name="月报指标")},
        {"terms": {"2025-01-15": "80"}, "months": {"2024-12-31": "80", "2025-01-15": "60"}},
    )
    assessment = assess(made, 2024, date(2025, 1, 31))
    assert [(each.indicator, each.on) for each in assessment.late] == [("months", date(2025, 1, 15))]
    assert [each.status for each in assessment.findings] == [Status.MET, Status.MET]
