"""The calendar: years, half-years, quarters, months, weeks, and school terms.

Days are plain dates; no clock and no time zone is ever read here.
"""

import re
from calendar import monthrange
from collections.abc import Sequence
from datetime import date, timedelta
from functools import lru_cache
from typing import Annotated, Final, NamedTuple, assert_never

from pydantic import Field

from aiwei_cli.model.interval import Interval, Window
from aiwei_cli.model.text import Frozen, Reads, Text, quote, read_text, unreadable


class Period(NamedTuple):
    """A stretch of days, first and last included."""

    start: date
    end: date
    """Its last day: what it demands has to be there by then."""
    name: str
    """As it is called in Chinese: ``2024年``, ``2024年秋季学期``."""
    holidays_until: date | None = None
    """The last day of the holidays after it, whose figures belong to it: of a school term only."""

    @property
    def last(self) -> date:
        """The last day whose figures belong to it."""
        return self.holidays_until or self.end

    def covers(self, day: date) -> bool:
        """Whether a figure of a day belongs to it."""
        return self.start <= day <= self.last


_LEAP: Final = 2000
_MONTH_NAMES: Final = tuple(f"{month}月" for month in range(1, 13))


def read_month_day(text: object) -> tuple[int, int]:
    """A month and a day of every year, as in ``09-01``."""
    plain = read_text(text)
    match = re.fullmatch(r"([0-9]{2})-([0-9]{2})", plain, re.ASCII)
    if match:
        month, day = int(match[1]), int(match[2])
        if 1 <= month <= 12 and 1 <= day <= monthrange(_LEAP, month)[1]:
            return month, day
        raise unreadable("AW204", f"没有 {plain} 这一天", "核对月份和日子")
    raise unreadable("AW204", f"这里应为月和日，写的是{quote(plain)}", "写成 09-01 的样子")


class Term(Frozen, title="学期", json_schema_extra={"description": "一个学期的名称和起止"}):
    """A school term of every year; one that ends before it starts runs into the next year."""

    name: Text = Field(title="学期名称", examples=["春季学期"])
    starts: Annotated[tuple[int, int], Reads(read_month_day)] = Field(
        title="开始日", description="学期第一天，月-日，每年相同", examples=["02-16"]
    )
    ends: Annotated[tuple[int, int], Reads(read_month_day)] = Field(
        title="结束日", description="学期最后一天，月-日；早于开始的跨到次年", examples=["07-31"]
    )

    def __hash__(
        self,
    ) -> int:  # pydantic's own costs ten times this one, and terms are looked up for every figure
        return hash((self.name, self.starts, self.ends))

    def of_year(self, year: int) -> Period:
        """The term that starts in ``year``."""
        last_year = year + 1 if self.ends < self.starts else year
        return Period(_day(year, *self.starts), _day(last_year, *self.ends), f"{year}年{self.name}")


def _day(year: int, month: int, day: int) -> date:
    """The day; 29 February in a year without one is its eve."""
    return date(year, month, min(day, monthrange(year, month)[1]))


@lru_cache(100)
def whole_year(year: int) -> Period:
    """The calendar year."""
    return Period(date(year, 1, 1), date(year, 12, 31), f"{year}年")


def school_year(year: int, terms: Sequence[Term]) -> Period:
    """The year as its school terms make it: from its first term to the eve of the next year's first.

    It ends with its last term, but not before the calendar year does. Without terms it is the calendar year.
    """
    return _school_year(year, tuple(terms))


@lru_cache(maxsize=16)
def _school_year(year: int, terms: tuple[Term, ...]) -> Period:
    own = _terms(year, terms)
    if not own:
        return whole_year(year)
    end = max(date(year, 12, 31), *(term.end for term in own))
    return Period(own[0].start, end, f"{year}年", max(end, own[-1].last))


@lru_cache(maxsize=16)
def _terms(year: int, terms: tuple[Term, ...]) -> tuple[Period, ...]:
    """The terms that start in a year, each with the holidays up to the one after it."""
    own = sorted(term.of_year(year) for term in terms)
    if not own:
        return ()
    following = [term.start for term in own[1:]] + [min(term.of_year(year + 1).start for term in terms)]
    return tuple(
        term._replace(holidays_until=max(term.end, start - timedelta(days=1)))
        for term, start in zip(own, following, strict=True)
    )


def periods_of_year(span: Interval, year: int, terms: Sequence[Term]) -> tuple[Period, ...]:
    """The periods of one length that start in ``year``, in order."""
    match span:
        case Interval.YEAR:
            return (whole_year(year),)
        case Interval.HALF_YEAR:
            return _months(year, 6, ("上半年", "下半年"))
        case Interval.QUARTER:
            return _months(year, 3, ("第一季度", "第二季度", "第三季度", "第四季度"))
        case Interval.MONTH:
            return _months(year, 1, _MONTH_NAMES)
        case Interval.TERM:
            return _terms(year, tuple(terms))
        case Interval.WEEK:
            return _weeks(year)
        case _:
            assert_never(span)


@lru_cache(100)
def _months(year: int, length: int, names: Sequence[str]) -> tuple[Period, ...]:
    def end(month: int) -> date:
        return date(year, month, monthrange(year, month)[1])

    return tuple(
        Period(date(year, index * length + 1, 1), end((index + 1) * length), f"{year}年{name}")
        for index, name in enumerate(names)
    )


def _weeks(year: int) -> tuple[Period, ...]:
    # ISO 8601 weeks; the week belongs to the year that its Monday falls in.
    monday = date(year, 1, 1) + timedelta(days=-date(year, 1, 1).weekday() % 7)
    weeks = []
    while monday.year == year:
        sunday = monday + timedelta(days=6)
        weeks.append(Period(monday, sunday, f"{monday.isoformat()}至{sunday.isoformat()}"))
        monday += timedelta(days=7)
    return tuple(weeks)


def latest_periods(span: Interval, day: date, terms: Sequence[Term]) -> tuple[Period, ...]:
    """The periods that have started by ``day``, newest last: this year's and last year's, of terms one year more.

    A figure of that day belongs to the newest of them.
    """
    # Where there is one term a year, the one before the term that runs in spring started two years ago.
    first = day.year - (2 if span is Interval.TERM else 1)
    found = (period for year in range(first, day.year + 1) for period in periods_of_year(span, year, terms))
    return tuple(period for period in found if period.start <= day)


def around(span: Interval, day: date) -> Period:
    """The week or month that holds a day, as these two leave none out."""
    return latest_periods(span, day, ())[-1]


def following(span: Interval, period: Period) -> Period:
    """The week or month after one."""
    return around(span, period.end + timedelta(days=1))


def back(day: date, window: Window) -> date:
    """The day a window's length before ``day``.

    A day that the earlier month does not have becomes that month's last day, so the window of
    three years that ends on 2024-02-29 begins after 2021-02-28.
    """
    months = window.length * (12 if window.span == "years" else 1)
    index = day.year * 12 + day.month - 1 - months
    year, month = divmod(index, 12)
    return _day(year, month + 1, day.day)


def forward(day: date, window: Window) -> date:
    """The first day on which a window that ends there no longer holds ``day``.

    Where the later month has no such day it is the first of the month after it: what happened on
    2024-02-29 leaves the window of three years on 2027-03-01.
    """
    months = window.length * (12 if window.span == "years" else 1)
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if day.day > monthrange(year, month + 1)[1]:
        year, month = divmod(year * 12 + month + 1, 12)
        return date(year, month + 1, 1)
    return date(year, month + 1, day.day)
