"""Questions about a number: against its unit, its range, those before it, and who may know it."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from aiwei_cli.load.questions.past_numbers import Doubt, Number, Reading, has_history
from aiwei_cli.load.questions.question_context import Ask, QuestionContext
from aiwei_cli.model.measurement import Figure, Measurement
from aiwei_cli.model.number_ranges import Bound
from aiwei_cli.model.target import Indicator, Level

JUMP: Final = 3
"""As long as little is known of an indicator, a change to more than this many times the last figure is asked about."""
KNOWN: Final = 5
"""How many figures make a history."""
FARTHER: Final = 2
"""With a history, a change is asked about that is more than this many times the largest so far."""
_TENTH: Final = 10
"""Whatever the history: less than a tenth of the figure before is no jump, and less than a tenth of the
nearest figure so far is not out of its history."""
COPIES: Final = 3
"""A number written this often in a row is asked about, once."""
_FRACTION_TYPED: Final = 5
"""A percentage of at most 1 is doubted where every limit demanded is above this."""
_FEW: Final = 10
"""Counts below this, and shares of fewer than this many, are often the same by chance."""
_WHOLE: Final = 100
_OFTEN: Final = ("week", "month", "quarter", "half-year")
_OF_MANY: Final = 1000
"""From per mille on a rate needs many people to be one."""
_TOWN_OFFICES: Final = ("镇", "乡", "村", "社区", "街道")
"""How a town's own office begins."""
_OF_THE_COUNTY: Final = "乡村"
"""So begins a department of the county."""
_COUNTIES: Final = ("县", "市")
"""What follows the second character of a county or a city whose name begins as a town's office does: 镇平县."""


def typed_as_fraction(indicator: Indicator) -> Doubt | None:
    """0.85 where 85 % was meant, 9/10 where 9 of a count was; not where the indicator has been as low before."""
    limits = [demand.limit for demand in indicator.demands() if isinstance(demand, Bound)]
    if indicator.unit != "%":
        return _share_of_a_count(indicator, limits)
    if not all(limit > _FRACTION_TYPED for limit in limits):
        return None

    def ask(reading: Reading) -> str | None:
        number, low = reading.number, reading.earlier.low
        if not 0 < number.top <= number.bottom:
            return None
        if reading.is_index or number.figure.numerator is not None:
            return None
        if low is not None and 0 < low.top <= low.bottom:
            return None
        return f"{reading.called}以 % 计，{number.figure.text} 像是写成了小数"

    return ask


def _share_of_a_count(indicator: Indicator, limits: Sequence[Decimal]) -> Doubt | None:
    """9/10 in 个, where all that is demanded is more than one: nine were meant, or 90 %."""
    unit = indicator.unit
    if indicator.factor > 1 or "/" in unit or "每" in unit or not all(limit > 1 for limit in limits):
        return None

    def ask(reading: Reading) -> str | None:
        figure, top, bottom = reading.number
        if figure.denominator is None or top >= bottom:
            return None
        return f"{reading.called}以“{unit}”计，{figure.text} 还不到 1{unit}，像是百分率"

    return ask


def out_of_range(indicator: Indicator) -> Doubt | None:
    """Outside the range that the indicator declares."""
    if indicator.range is None:
        return None
    low, high = indicator.range
    (least, of), (most, by) = low.as_integer_ratio(), high.as_integer_ratio()

    def ask(reading: Reading) -> str | None:
        figure, top, bottom = reading.number
        if reading.is_index or (least * bottom <= top * of and top * by <= most * bottom):
            return None
        return f"{reading.called}写的是 {figure.text}，合理范围是 {low} 到 {high}"

    return ask


def jumps(indicator: Indicator) -> Doubt | None:
    """A change beyond what the indicator has ever done; with little history, to more than three times."""
    return _jump if has_history(indicator) else None


def _jump(reading: Reading) -> str | None:
    number, series = reading.number, reading.earlier
    previous = series.previous
    if previous is None:
        return None
    now, then = number.top * previous.bottom, previous.top * number.bottom  # over one denominator
    if series.widest is None or series.steps < KNOWN - 1:
        high, low = max(now, then), min(now, then)
        if low <= 0 or high <= JUMP * low or _are_few(previous, number):
            return None
        how = "超过上次的三倍" if now > then else "不到上次的三分之一"
    else:
        step, (farthest, of) = abs(now - then), series.farthest
        if step * _TENTH <= abs(then) or step * of <= FARTHER * farthest * number.bottom * previous.bottom:
            return None
        if _are_few(previous, number):
            return None
        first, second = (each.figure.text for each in series.widest)
        how = f"比以往 {series.steps} 次变化都大得多，最大的一次由 {first} 变为 {second}"
        if not farthest:
            how = f"以往 {series.steps} 次都没有变过"
    return f"{reading.called}上次是 {previous.figure.text}，这次是 {number.figure.text}，{how}"


def out_of_history(indicator: Indicator) -> Doubt | None:
    """Beyond all figures so far by more than these lie apart."""
    return _apart if has_history(indicator) else None


def _apart(reading: Reading) -> str | None:
    number, series = reading.number, reading.earlier
    low, high = series.low, series.high
    if low is None or high is None or series.count < KNOWN:
        return None
    if number.is_below(low):
        nearest = low
    elif high.is_below(number):
        nearest = high
    else:
        return None
    apart, of = nearest.distance(number)
    if apart * _TENTH * nearest.bottom <= abs(nearest.top) * of or _are_few(nearest, number):
        return None
    reach, part = low.distance(high)
    if apart * part <= reach * of:
        return None
    where = f"在 {low.figure.text} 到 {high.figure.text} 之间" if reach else f"都是 {low.figure.text}"
    return f"{reading.called}写的是 {number.figure.text}，以往 {series.count} 次{where}"


def copied(indicator: Indicator) -> Doubt | None:
    """The same number again and again, where it is told several times a year."""
    return _copy if indicator.every in _OFTEN and has_history(indicator) else None


def _copy(reading: Reading) -> str | None:
    figure, series = reading.number.figure, reading.earlier
    if series.run != COPIES - 1 or figure.text != series.last or _is_often_the_same(reading):
        return None
    return f"{reading.called}连续 {COPIES} 次都是 {figure.text}，像是照抄上次的"


def _is_often_the_same(reading: Reading) -> bool:
    """Nothing, everything, exactly what is demanded, or one of few: those come back by themselves."""
    figure = reading.number.figure
    if figure.exact == 0 or (reading.unit == "%" and figure.exact == _WHOLE):
        return True
    if any(isinstance(each, Bound) and each.equals == figure.exact for each in reading.indicator.demands()):
        return True
    return _are_few(reading.number) if figure.denominator is None else figure.denominator < _FEW


def _are_few(*numbers: Number) -> bool:
    """Whether all are counts so small that they come and go by ones and twos."""
    return all(
        figure.denominator is None and bottom == 1 and abs(top) < _FEW for figure, top, bottom in numbers
    )


def made_by_the_town(indicator: Indicator, known: QuestionContext) -> Ask | None:
    """A figure of the county's that the town seems to have made itself."""
    if indicator.level is not Level.COUNTY:
        return None
    ours = (known.about.town, known.about.office) if known.about else ()
    county = known.about.county if known.about else None
    factor = indicator.factor

    def ask(measurement: Measurement) -> str | None:
        value, source = measurement.value, measurement.entry.source or ""
        of_people = factor >= _OF_MANY and isinstance(value, Figure) and value.denominator
        if isinstance(value, Figure) and of_people and of_people < factor:
            few = f"分母 {of_people:f} 还不到 {factor}"
            return f"“{indicator.name}”是县级指标，写的是 {value.text}，{few}，像是用一个镇的人数算的"
        if any(name in source for name in ours) or _is_of_a_town(source, county):
            return f"“{indicator.name}”是县级指标，来源却写着“{source}”，像是镇里自己的数"
        return None

    return ask


def _is_of_a_town(source: str, county: str | None) -> bool:
    """Whether a source begins as a town's own office does."""
    if not source.startswith(_TOWN_OFFICES) or source.startswith(_OF_THE_COUNTY):
        return False
    named = source.startswith(("镇", "乡")) and source.startswith(_COUNTIES, 2)
    return not (named or (county and source.startswith(county)))
