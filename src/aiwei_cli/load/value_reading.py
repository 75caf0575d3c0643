"""The value of an entry, read from its text: what it means depends on what the indicator's targets ask for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Final

from aiwei_cli.model.condition import Condition, group_of, unfold
from aiwei_cli.model.condition_kind import LineKind
from aiwei_cli.model.measurement import Attestation, Entry, Figure, Grade, Indices, NotApplicable, Value
from aiwei_cli.model.target import Indicator, Scale
from aiwei_cli.model.text import MAX_INTEGER_DIGITS, multiplied, quote, read_number, translate, unreadable
from aiwei_cli.model.unit import denominator_of, factor_of, is_share, likely_share, one_spelling

_WHOLE: Final = Decimal(100)
_YES_NO = {"是": True, "yes": True, "否": False, "no": False}


class Reader:
    """Reads the entries of one indicator while one of its targets is in force."""

    def __init__(self, indicator: Indicator, condition: Condition, scales: Mapping[str, Scale]) -> None:
        demands = list(unfold(condition))
        self.group = group_of(condition)
        self.indicator = indicator
        self.scale = _scale(demands, scales)
        self.judgeable = all(name in scales for name in _scale_names(demands))
        """Whether every scale demanded exists; where not, that is reported where it is demanded."""
        self.attested = LineKind.ATTESTATION in condition.line_kinds
        self.counted = LineKind.EVENTS in condition.line_kinds
        self.measured = LineKind.NUMBER in condition.line_kinds
        self.bounds = bounds_of(indicator)
        named = (*self.scale.grades, self.scale.below) if self.scale else ()
        self.grades = {translate(each): each for each in named}
        """As they are named, by how they are read where somebody types them."""

    def read(self, entry: Entry) -> Value:
        """The value of an entry. Raises ``PydanticCustomError`` with a diagnostic code."""
        if (entry.value is None) == (entry.indices is None):
            raise unreadable("AW202", "这一行要写 value 或 indices，只写一个", "例如 {value: 91.7}")
        if entry.indices is not None:
            return _indices(entry.indices, self.scale)
        text = translate(entry.value or "")
        if text in self.grades:
            return Grade(self.grades[text])
        if self.attested and text in _YES_NO:
            return Attestation(_YES_NO[text], entry.evidence)
        if self.counted:
            return _count(text)
        if self.measured:
            return read_figure(text, self.indicator, self.bounds)
        return self._refuse(text)

    def _refuse(self, text: str) -> Value:
        if self.scale and len(self.scale.grades) > 1:
            allowed = "、".join((*self.scale.grades, self.scale.below))
            raise unreadable("AW206", f"{quote(text)}不是“{self.scale.name}”的级别", f"可选：{allowed}")
        if self.attested:
            raise unreadable("AW206", f"这里应写是或否，写的是{quote(text)}", "可选：是、否")
        raise unreadable(
            "AW308", f"“{self.indicator.name}”的监测值应是各分项的数", "写成 {indices: {分项编号: 数}}"
        )


def _scale_names(demands: list[Condition]) -> Iterator[str]:
    return (demand.scale_named for demand in demands if demand.scale_named)


def _scale(demands: list[Condition], scales: Mapping[str, Scale]) -> Scale | None:
    return next((scales[name] for name in _scale_names(demands) if name in scales), None)


def _indices(indices: Mapping[str, Decimal], scale: Scale | None) -> Value:
    if scale is None:
        raise unreadable("AW308", "这个指标没有分项", "写成 {value: 数}")
    unknown = next((index for index in indices if index not in scale.indices), None)
    if unknown is not None:
        raise unreadable(
            "AW304", f"“{scale.name}”没有分项{quote(unknown)}", f"可选：{'、'.join(scale.indices)}"
        )
    negative = next((index for index, number in indices.items() if number < 0), None)
    if negative is not None:
        raise unreadable("AW208", f"分项“{negative}”是负数", "核对这个数")
    over = next(
        (key for key, number in indices.items() if scale.indices[key].unit == "%" and number > 100), None
    )
    if over is not None:
        raise unreadable(
            "AW208", f"分项“{over}”以 % 计，写的是 {indices[over]}", "百分率不超过 100，核对这个数"
        )
    return Indices(dict(indices))


def _count(text: str) -> Value:
    number = read_number(text)
    if number < 0 or number != int(number):
        raise unreadable("AW208", f"次数应是 0 或正整数，写的是{quote(text)}", "写发生了几次；没有发生写 0")
    return Figure(Fraction(int(number)), text)


def read_figure(text: str, indicator: Indicator, bounds: tuple[Decimal, Decimal]) -> Value:
    """A number, or a count pair such as ``165/180``, in the indicator's unit of measure."""
    plain = text
    if text.strip(_BARE):
        plain = _without_unit(text, indicator)
        _refuse_multiplied(plain, text, indicator)
    first, slash, second = plain.partition("/")
    if not slash:
        number = read_number(plain)
        _within_whole(number, indicator, bounds)
        return Figure(Fraction(*number.as_integer_ratio()), plain.lstrip("+"))
    if plain[0] in "+-0" and re.fullmatch(_NOTHING, plain):
        return NotApplicable()
    factor = indicator.factor
    if factor == 1 and indicator.numerator is None:
        hint = "只写一个数"
        if factor_of(indicator.unit) is None and likely_share(indicator.unit):
            hint = f"{_is_it(indicator.unit)}，不是就只写一个数"
        elif factor_of(indicator.unit) and re.search("[/每]", indicator.unit):
            hint = "只写一个数；要写两个数相除，先在指标里补上 numerator 和 denominator"
        raise unreadable("AW308", f"“{indicator.name}”只要一个数，写的是{quote(text)}", hint)
    if not indicator.unit:
        said = f"“{indicator.name}”没有写计量单位，{quote(text)}没法换算"
        raise unreadable("AW308", said, '在指标里补上 unit: "%"（或 ‰、1/万、1/10万）')
    numerator, denominator = read_number(first.strip()), read_number(second.strip())
    if denominator <= 0 or numerator < 0:
        raise unreadable("AW208", f"比率{quote(text)}的分母应大于 0，分子不小于 0", "没有适用对象写 0/0")
    if "." in plain:
        exact = Fraction(numerator) * factor / Fraction(denominator)
    else:
        exact = Fraction(int(numerator) * factor, int(denominator))
    high = bounds[1]  # at least the whole
    if indicator.unit == "%" and numerator > denominator and compared(exact, high) > 0:
        most = f"超过了 range 里的 {high}%" if high > _WHOLE else "的分子大于分母"
        raise unreadable("AW208", f"比率{quote(text)}{most}", "核对两个数，先写分子再写分母")
    return Figure(exact, plain, numerator, denominator)


def compared(exact: Fraction, limit: Decimal) -> int:
    """Less than zero where a number is below a limit, more where it is above: in whole numbers, which are fast."""
    top, bottom = exact.as_integer_ratio()
    most, of = limit.as_integer_ratio()
    return top * of - most * bottom


_BARE: Final = "0123456789./"
"""A number or a count pair without sign, blank or unit, as nearly all are typed."""
_NOTHING: Final = r"[+-]?0(?:\.0+)?/[+-]?0(?:\.0+)?"
"""Nobody to measure, whatever the unit: also of a number that is no share."""
_WITH_UNIT: Final = r"(?a)([+-]?[0-9]+(?:\.[0-9]+)?)\s*(\S.*)"


def _without_unit(text: str, indicator: Indicator) -> str:
    """A figure less the blanks around its slash, and less a share's own unit: 91.7%, 209/10万."""
    plain = "/".join(part.strip() for part in text.split("/"))
    bare, behind = _with_unit(plain)
    if indicator.factor == 1 or not behind:
        return plain
    unit = one_spelling(behind)
    if unit != indicator.unit and is_share(unit) and is_share(indicator.unit):
        number = Decimal(bare) * indicator.factor / (factor_of(unit) or 1)
        raise unreadable(
            "AW203",
            f"“{indicator.name}”的计量单位是“{indicator.unit}”，写的是{quote(text)}",
            f"写成 {number.normalize():f}",
        )
    return bare if unit == indicator.unit else plain


def _with_unit(plain: str) -> tuple[str, str]:
    """A number and what stands behind it, where that is more than the rest of a count pair."""
    found = re.fullmatch(_WITH_UNIT, plain)
    if found is None or re.fullmatch(r"/[0-9.]+", found[2]):
        return plain, ""
    return found[1], found[2]


_IN_FULL: Final = {"w": "万", "W": "万"}
"""Short for a word that multiplies."""


def _refuse_multiplied(plain: str, text: str, indicator: Indicator) -> None:
    """0.64万 is refused with the number to write: of a pair both, in a unit of 万元 the number as it stands."""
    parts = [part.strip() for part in plain.split("/")]
    found = [multiplied(part) for part in parts]
    if not any(found):
        return
    own = next(((bare, times) for each in found if each for _, bare, times in [each]), ("", ""))
    if len(parts) == 1 and indicator.unit.startswith(own[1]):
        raise unreadable(
            "AW203",
            f"这里应为数字，写的是{quote(text)}",
            f"计量单位已经是“{indicator.unit}”，写 {own[0]}",
        )
    full = [each[0] if each else part for each, part in zip(found, parts, strict=True)]
    if len(parts) == 1 and indicator.unit == "%":
        hint = f"{parts[0]} 就是 {full[0]}，以“%”计没有这么大的数：核对这个数"
        raise unreadable("AW203", f"这里应为数字，写的是{quote(text)}", hint)
    if all(len(each.partition(".")[0]) <= MAX_INTEGER_DIGITS for each in full):
        raise unreadable("AW203", f"这里应为数字，写的是{quote(text)}", f"写成 {'/'.join(full)}")
    if len(parts) == 1:
        larger = f"{_IN_FULL.get(own[1], own[1])}{indicator.unit}"
        hint = f"这个数太大，计量单位改成“{larger}”，写 {own[0]}"
        raise unreadable("AW203", f"这里应为数字，写的是{quote(text)}", hint)


def _is_it(unit: str) -> str:
    return f'计量单位是不是“{likely_share(unit)}”？是就写 unit: "{likely_share(unit)}"'


def without_factor(value: Value, indicator: Indicator) -> tuple[str, str] | None:
    """Message and hint for a count pair that nobody can convert into the indicator's unit of measure."""
    if not isinstance(value, Figure) or value.denominator is None or factor_of(indicator.unit):
        return None
    message = f"“{indicator.name}”的计量单位“{indicator.unit}”没有说是多少分之一，{quote(value.text)}没法换算"
    if not likely_share(indicator.unit):
        return message, "把监测值写成算好的数"
    return message, f"{_is_it(indicator.unit)}；不是就把监测值写成算好的数"


def miscounted(value: Value, indicator: Indicator) -> tuple[str, str] | None:
    """Message and hint for a count pair in 张/千人 whose denominator seems to be in thousands already."""
    per = denominator_of(indicator.unit)
    if per is None or not isinstance(value, Figure) or value.numerator is None or value.denominator is None:
        return None
    power, noun = per
    if value.denominator % 1 == 0 and value.numerator <= value.denominator:
        return None
    full = f"{value.numerator:f}/{(value.denominator * power).normalize():f}"
    message = f"以“{indicator.unit}”计，分母要一个一个地数（{noun}），写的是{quote(value.text)}"
    return message, f"分母写总数，例如 {full}；确实只有这么多，就写算好的数"


def bounds_of(indicator: Indicator) -> tuple[Decimal, Decimal]:
    """0 and 100, or what the plausible range has beyond them."""
    low, high = indicator.range or (Decimal(0), _WHOLE)
    return min(Decimal(0), low), max(_WHOLE, high)


def _within_whole(number: Decimal, indicator: Indicator, bounds: tuple[Decimal, Decimal]) -> None:
    """A figure is not negative, a share at most 100, unless the plausible range says otherwise."""
    low, high = bounds
    if number < low:
        hint = "核对这个数；确实可以为负，就在指标的 range 里写上"
        raise unreadable("AW208", f"“{indicator.name}”不应为负数，写的是 {number}", hint)
    if indicator.unit == "%" and number > high:
        hint = "核对这个数；确实可以更高，就在指标的 range 里写上"
        raise unreadable("AW208", f"百分率应在 {low} 到 {high} 之间，写的是 {number}", hint)
