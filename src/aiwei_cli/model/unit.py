"""Units of measure: one spelling of what people type, and what a count pair is multiplied by to be in one.

``％``, ``/10万`` and ``1/千`` are other spellings of ``%``, ``1/10万`` and ``‰``. A unit such as 平方米/人 is that of
the quotient itself and multiplies by 1. Nobody knows the factor of a unit that calls itself a rate without saying of
how many (百分比, 比例), of one below a number that is no power of ten (处/30间), below 百米 (metres, or hundreds of
them?), of a bare number, or of one with a number of its own above (10/万).
"""

import re
from functools import cache
from typing import Final

_NARROW: Final = {
    **{wide: wide - 0xFEE0 for first, last in ("０９", "Ａｚ") for wide in range(ord(first), ord(last) + 1)},
    **str.maketrans("％﹪／∕⁄．－　", "%%///.- "),
}
"""Full-width letters, digits and the signs of units; never ㎡ or ①."""
# Patterns are texts here, compiled where they are asked for: most units are plain words or %.
_BLANKS: Final = r"(?<![A-Za-z])\s+|\s+(?![A-Za-z])"
_RATE: Final = (
    r"(?P<head>[^/每]*)(?:/|每)"
    r"(?P<power>(?P<base>1[0,]*0|[1十百千])?(?P<times>百万|千万|[百千万亿wW])?)(?P<noun>[^0-9/每]*)"
)
_POWER_SIGNS: Final = frozenset("1十百千万亿wW")
"""What a power of ten begins with; below any other sign stands one of something."""
_BASE: Final = {"": 1, "十": 10, "百": 100, "千": 1000}
_TIMES: Final = {
    "": 1,
    "百": 100,
    "千": 1000,
    "万": 10_000,
    "w": 10_000,
    "百万": 1_000_000,
    "千万": 10_000_000,
    "亿": 100_000_000,
}
_POWERS: Final = {
    100: "百",
    1000: "千",
    10_000: "万",
    100_000: "10万",
    1_000_000: "100万",
    10_000_000: "1000万",
    100_000_000: "亿",
}
_SHARES: Final = {"百分之": "%", "千分之": "‰", "万分之": "1/万", "十万分之": "1/10万", "‱": "1/万"}
_SHARES_BY_POWER: Final = {100: "%", 1000: "‰", 10_000: "1/万", 100_000: "1/10万"}
_FACTORS: Final = {share: power for power, share in _SHARES_BY_POWER.items()}
_MEASURED: Final = "[A-Za-z]|克|米|元|瓦|帕|赫|卡|焦|伏|安|升|吨|亩|公|平方|立方|厘|毫|微|小时|分钟|秒|天|日|周|月|年|斤|两|字"
"""How what is measured, not counted, begins: 千克 and 万元 are units of their own."""
_OF_ITS_OWN: Final = {"百": "帕", "千": "[A-Za-z]|[克米瓦帕赫卡焦伏安升元吨字]"}
"""What the smaller prefixes make a measure of that everybody types figures in; below 万 all is."""
_OF_RATES: Final = (
    *("%", "‰", "分之", "百分", "千分", "万分", "比例", "比率", "占比", "比重", "率", "成数"),
    *("percent", "pct", "ratio", "rate"),
)
"""What a unit that calls itself a rate has in it."""
_NUMBER_SIGNS: Final = frozenset("0123456789十百千万亿")
"""What a number below the line begins with."""


@cache
def one_spelling(text: str) -> str:
    """A unit of measure as everything compares and prints it."""
    if not text or text in _FACTORS:
        return text
    plain = text.strip().translate(_NARROW)
    if len(plain.split()) > 1:
        plain = re.sub(_BLANKS, "", plain)
    found = _SHARES.get(plain, plain)
    parts = _parts(found)
    if parts is None:
        return found
    head, power, noun = parts
    if head in ("", "1") and not noun and power in _SHARES_BY_POWER:
        return _SHARES_BY_POWER[power]
    return f"{head or '1'}/{_POWERS[power]}{noun}"


def _parts(plain: str) -> tuple[str, int, str] | None:
    """What is counted, per how many, of what, in a rate; None in any other unit."""
    below = _below(plain)
    if len(below) != 1 or below[0][:1] not in _POWER_SIGNS or not (found := re.fullmatch(_RATE, plain)):
        return None
    base = found["base"] or ""
    times = (found["times"] or "").lower()
    number = _BASE[base] if base in _BASE else int(base.replace(",", ""))
    power = number * _TIMES[times]
    noun: str = found["noun"]
    head: str = found["head"]
    if power not in _POWERS or re.match(_MEASURED, noun) or (head != "1" and head[:1].isdigit()):
        return None
    return head, power, noun


@cache
def factor_of(unit: str) -> int | None:
    """What numerator / denominator is multiplied by to be in a unit of one spelling; None where nobody knows.

    1 for the unit of a quotient, such as 平方米/人 or 小时/天.
    """
    if unit in _FACTORS:
        return _FACTORS[unit]
    if parts := _parts(unit):
        return parts[1]
    if _is_called_a_rate(unit):
        return None
    if unit and _NUMBER_SIGNS.issuperset(unit):
        return None
    of_a_number = any(each[:1] in _NUMBER_SIGNS for each in _below(unit))
    return None if of_a_number and not _is_measured(unit) else 1


def is_share(unit: str) -> bool:
    """Whether a unit of one spelling is nothing but so many of so many: %, ‰, 1/万, 1/10万."""
    return unit in _FACTORS


@cache
def denominator_of(unit: str) -> tuple[int, str] | None:
    """Per how many of what a unit such as 张/千人 is; None where it does not say of what, or counts by ones."""
    parts = _parts(unit)
    return (parts[1], parts[2]) if parts and parts[2] else None


def _below(unit: str) -> list[str]:
    """What stands below each line of a unit: 人 and 天 in 次/人/天."""
    return unit.replace("每", "/").split("/")[1:]


def _is_called_a_rate(unit: str) -> bool:
    plain = unit.lower()
    return any(word in plain for word in _OF_RATES)


def _is_measured(unit: str) -> bool:
    """Whether what stands below is a measure that goes by such a name: 微克/千克, 吨/万元; never 株/百米 or 处/千平方米."""
    found = re.match("[百千万亿]+", denominator := _below(unit)[-1])
    return found is not None and bool(
        re.match(_OF_ITS_OWN.get(found[0], _MEASURED), denominator[found.end() :])
    )


def likely_share(unit: str) -> str:
    """The share that a unit of unknown factor most likely means; empty where it does not call itself a rate."""
    if turned := re.fullmatch(r"(10+)/([百千万].*)", unit):
        return one_spelling(f"1/{turned[1]}{turned[2]}")
    if _NUMBER_SIGNS.issuperset(unit) and (share := one_spelling(f"1/{unit}")) in _FACTORS:
        return share
    if not _is_called_a_rate(unit):
        return ""
    for word, share in (("十万", "1/10万"), ("10万", "1/10万"), ("万", "1/万"), ("千", "‰"), ("‰", "‰")):
        if word in unit:
            return share
    return "%"
