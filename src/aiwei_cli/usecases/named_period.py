"""The reporting period that a clerk names: ``2024``, ``2024-Q4``, ``2024-12``, ``2024-秋季学期``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final, assert_never

from aiwei_cli.model.errors import UsageError
from aiwei_cli.model.interval import Interval
from aiwei_cli.model.period import Period, Term, around
from aiwei_cli.model.target import Indicator
from aiwei_cli.model.text import YEARS, quote, translate
from aiwei_cli.render.words.labels import EVERY

_CODES: Final = {"H": Interval.HALF_YEAR, "Q": Interval.QUARTER, "": Interval.MONTH}
_MOST_WEEKS: Final = 53


def last_day_of_period(text: str, indicator: Indicator, terms: Sequence[Term]) -> date:
    """The last day of the period named, which is what its line is written under. Raises :class:`UsageError`."""
    usual = _examples(indicator, terms)
    plain = translate(text).strip().upper()
    match = re.fullmatch(r"([0-9]{4})年?-?(.*)", plain)
    if match is None or int(match[1]) not in YEARS:
        raise UsageError(f"--for-period 看不懂{quote(text)}", f"写成 {usual} 的样子")
    found = _named(int(match[1]), match[2], indicator, terms)
    if found is None:
        raise UsageError(f"--for-period 看不懂{quote(text)}，没有这一期", f"写成 {usual} 的样子")
    if indicator.every != "once" and not indicator.years_of_events:
        own = _periods(Interval(indicator.every), found.end.year, indicator, terms)
        if not any((each.start, each.end) == (found.start, found.end) for each in own):
            message = f"“{indicator.name}”{EVERY[indicator.every]}报送，{found.name}不是其中一期"
            raise UsageError(message, f"写成 {usual} 的样子；某一天的数用 --date")
    return found.end


def _periods(span: Interval, year: int, indicator: Indicator, terms: Sequence[Term]) -> Iterator[Period]:
    """Those that may end in a year: they start in it or in the one before."""
    for each in (year - 1, year):
        yield from indicator.periods_of(span, each, terms)


def _named(year: int, rest: str, indicator: Indicator, terms: Sequence[Term]) -> Period | None:
    if not rest:
        return indicator.year(year, terms)
    if code := re.fullmatch(r"([HQ]?)([0-9]{1,2})月?", rest):
        return dict(enumerate(indicator.periods_of(_CODES[code[1]], year, terms), 1)).get(int(code[2]))
    if week := re.fullmatch(r"W([0-9]{1,2})", rest):
        return _week(year, int(week[1]))
    for span in (Interval.HALF_YEAR, Interval.QUARTER, Interval.TERM):
        for period in indicator.periods_of(span, year, terms):
            name = period.name.removeprefix(f"{year}年")
            if rest in (name, name.removeprefix("第")):
                return period
    return None


def _week(year: int, number: int) -> Period | None:
    """A week by its ISO number; None where the year has no such week."""
    if not 1 <= number <= _MOST_WEEKS:
        return None
    try:
        return around(Interval.WEEK, date.fromisocalendar(year, number, 1))
    except ValueError:  # a year of 52 weeks
        return None


def _examples(indicator: Indicator, terms: Sequence[Term]) -> str:
    """How a period of the indicator is written, in the clerk's own year."""
    year = max(indicator.target)
    match indicator.every:
        case "year" | "once":
            return f"{year}"
        case "half-year":
            return f"{year}-H2"
        case "quarter":
            return f"{year}-Q4"
        case "month":
            return f"{year}-12"
        case "week":
            return f"{year}-W50"
        case "term":
            return f"{year}-{terms[-1].name}" if terms else f"{year}-秋季学期"
        case _:
            assert_never(indicator.every)
