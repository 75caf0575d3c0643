"""Days of grace: how long after a period has ended its figure may still be reported."""

from datetime import date, timedelta
from typing import Annotated, NamedTuple

from pydantic import Field

from aiwei_cli.model.period import Period
from aiwei_cli.model.text import Frozen, Reads, quote, read_number, unreadable

MOST_DAYS = 183


def read_days(text: object) -> int:
    """A number of days: 0, 1, 2 … up to half a year, as nobody waits longer for a figure."""
    number = read_number(text)
    if not 0 <= number <= MOST_DAYS or number != int(number):
        message = f"这里应为 0 到 {MOST_DAYS} 的整数天数，写的是{quote(str(text))}"
        raise unreadable("AW203", message, "只写天数，例如 10")
    return int(number)


OptionalDays = Annotated[int | None, Reads(read_days)]


class Grace(
    Frozen,
    title="各种周期的宽限天数",
    json_schema_extra={"description": "一期结束以后，几天之内报来的数不算逾期；没有写的周期是 0 天"},
):
    """``grace`` of ``data/workspace.yaml``: days of grace for each interval of reporting."""

    week: OptionalDays = Field(None, title="按周报送的宽限", examples=["5"])
    month: OptionalDays = Field(None, title="按月报送的宽限", examples=["5"])
    quarter: OptionalDays = Field(None, title="按季度报送的宽限", examples=["10"])
    half_year: OptionalDays = Field(None, title="按半年报送的宽限", alias="half-year", examples=["15"])
    term: OptionalDays = Field(None, title="按学期报送的宽限", examples=["15"])
    year: OptionalDays = Field(None, title="按年报送的宽限", examples=["15"])

    def days_after(self, every: str) -> int | None:
        """Those after a period of an interval; None where nothing is said of it."""
        days: int | None = getattr(self, every.replace("-", "_"), None)
        return days


def last_of_grace(period: Period, days: int | None) -> date:
    """The last day on which the figure of a period is in time."""
    return period.end + timedelta(days=days or 0)


class Awaited(NamedTuple):
    """A period that has ended without a figure, and until when that one is in time."""

    period: Period
    deadline: date
    days_late: int
    """0 as long as it is in time."""
