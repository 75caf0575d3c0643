"""Stretches of the calendar as targets name them: a period that repeats, a rolling window."""

import re
from collections.abc import Mapping
from enum import StrEnum
from typing import Final, Literal, NamedTuple

from aiwei_cli.model.text import kind_word, unreadable


class Interval(StrEnum):
    """A stretch of the calendar that repeats."""

    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half-year"
    TERM = "term"
    YEAR = "year"


MONTHS_A_YEAR: Final = 12
MONTHS: Final[Mapping[Interval, int | None]] = {
    Interval.WEEK: None,
    Interval.MONTH: 1,
    Interval.QUARTER: 3,
    Interval.HALF_YEAR: 6,
    Interval.TERM: None,
    Interval.YEAR: MONTHS_A_YEAR,
}
"""Of those that fill one another without a rest how long they are; weeks and terms do not."""


class Window(NamedTuple):
    """A rolling stretch of time that ends on the day looked at, such as ``3 years``."""

    length: int
    span: Literal["years", "months"]

    @property
    def months(self) -> int:
        """How long it is."""
        return self.length * (MONTHS_A_YEAR if self.span == "years" else 1)


def read_window(value: object) -> Window:
    """Text such as ``3 years`` or ``6 months``."""
    match = re.fullmatch(r"([1-9][0-9]?) (year|month)s?", value.strip()) if isinstance(value, str) else None
    if match is None:
        raise unreadable("AW212", f"统计期看不懂：{kind_word(value)}", "写成 3 years 或 6 months 的样子")
    return Window(int(match[1]), "years" if match[2] == "year" else "months")
