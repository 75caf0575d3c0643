"""Reading words and figures exactly as a person typed them.

YAML scalars arrive as text. The functions here turn text into exact values or raise
:func:`unreadable` with a diagnostic code, a sentence and a remedy; pydantic carries it out.
"""

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Annotated, Final, NamedTuple

from pydantic import BaseModel, ConfigDict
from pydantic_core import PydanticCustomError, core_schema

from aiwei_cli.model.invisible_characters import invisible_in
from aiwei_cli.model.unit import one_spelling

MAX_INTEGER_DIGITS: Final = 12
MAX_DECIMALS: Final = 6
YEARS: Final = range(1900, 2200)
"""Years that a plan, a target or a figure can be of; anything else is a slip."""

# One narrow translation, never NFKC: NFKC would turn ①② into 12 and ㎡ into m2.
_FULL_WIDTH: Final = str.maketrans("０１２３４５６７８９％．－＋／", "0123456789%.-+/")
_NUMBER: Final = re.compile(r"[+-]?(0|[1-9][0-9]*)(\.[0-9]+)?", re.ASCII)
_DATE: Final = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})", re.ASCII)
# Patterns that are texts are compiled where they are asked for: what is rarely typed has them.
_NEARLY_DATE: Final = (
    r"(?a)([0-9]{4})(?:[-/.年]([0-9]{1,2})(?:[-/.月]([0-9]{1,2})日?|月?)|([0-9]{2})([0-9]{2}))"
)
_ID: Final = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", re.ASCII)
_QUANTITY: Final = re.compile(r"([+-]?[0-9]+(?:\.[0-9]+)?)(\s*)([^\s0-9,，_/.~+-].*)?", re.ASCII)
MULTIPLIERS: Final = {
    "十": 10,
    "百": 100,
    "千": 1000,
    "万": 10_000,
    "w": 10_000,
    "十万": 100_000,
    "百万": 1_000_000,
    "千万": 10_000_000,
    "亿": 100_000_000,
    "万亿": 1_000_000_000_000,
}
"""Words behind a number that multiply it."""
_WORDS: Final = "|".join(sorted(MULTIPLIERS, key=len, reverse=True)).replace("w", "[wW]")
_MULTIPLIED: Final = rf"(?a)([+-]?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?)\s*({_WORDS})[^0-9/]*"
_APART: Final = rf"({_WORDS})\s+(?=\S)"
_ROUGH: Final = ("左右", "余", "多", "几", "来", "上下")
_RADICALS: Final = frozenset(map(chr, range(0x2E80, 0x2FE0)))
"""They look like Chinese characters and compare unequal to them."""


class Frozen(BaseModel):
    """A piece of a file: immutable, unknown keys refused, built when its file kind is built."""

    # Deferred: a piece's own validator is never called, only the whole file's; building
    # validators costs more than validating a town's year.
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


def unreadable(code: str, message: str, hint: str = "", *, key: str = "") -> PydanticCustomError:
    """The error for text that is not what its place asks for; ``key`` is the key at fault, if one is.

    Sentence and remedy travel as context, so that braces in user text stay text.
    """
    return PydanticCustomError(code, "{message}", {"message": message, "hint": hint, "key": key})


def translate(text: str) -> str:
    """Full-width digits and signs to half-width; everything else untouched."""
    text = text.strip()
    return text if text.isascii() else text.translate(_FULL_WIDTH)


def quote(text: str) -> str:
    """User text inside a sentence: on one line, shortened, in Chinese quotes."""
    text = " ".join(text.split("\n"))
    return f"“{text if len(text) <= 40 else text[:40] + '……'}”"


def read_number(text: object) -> Decimal:
    """An exact decimal in plain notation; at most 12 digits before and 6 after the point."""
    plain = translate(text) if isinstance(text, str) else ""
    if plain.isdecimal() and plain.isascii() and plain[0] != "0" and len(plain) <= MAX_INTEGER_DIGITS:
        return Decimal(plain)  # as nearly all counts are typed
    written = _NUMBER.fullmatch(plain)
    if written is None:
        _scalar(text)  # says so where nothing is written, or more than one value
        raise unreadable("AW203", f"这里应为数字，写的是{quote(str(text))}", _number_hint(plain))
    if len(written[1]) > MAX_INTEGER_DIGITS or len(written[2] or "") > 1 + MAX_DECIMALS:
        raise unreadable(
            "AW211",
            f"数字{quote(str(text))}的位数太多",
            f"整数最多 {MAX_INTEGER_DIGITS} 位，小数最多 {MAX_DECIMALS} 位",
        )
    return Decimal(plain)


def _number_hint(plain: str) -> str:
    if re.fullmatch(r"[0-9]{1,3}([,，_][0-9]{3})+(\.[0-9]+)?", plain, re.ASCII):
        return "去掉数字中间的分隔符，例如 1000"
    if re.fullmatch(r"[+-]?0[0-9]+(\.[0-9]+)?", plain, re.ASCII):
        return "去掉数字前面的 0"
    if re.fullmatch(r"[+-]?[0-9.]+[eE][+-]?[0-9]+", plain, re.ASCII):
        return "把科学记数法写成普通数字，例如 1000"
    if found := multiplied(plain):
        full, bare, times = found
        if len(full.partition(".")[0].lstrip("+-")) > MAX_INTEGER_DIGITS:
            return f"这个数太大，把计量单位换成以“{times}”开头的，写 {bare}"
        return f"写成 {full}；计量单位本身以“{times}”开头的，写 {bare}"
    return "只写数字，单位和说明写在别处"


def multiplied(plain: str) -> tuple[str, str, str] | None:
    """A number such as 0.64万 in full, its bare number, and the word; None for any other text."""
    found = re.fullmatch(_MULTIPLIED, plain)
    if found is None:
        return None
    full = Decimal(found[1]) * MULTIPLIERS[found[2].lower()]
    text = f"{full:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text, found[1], found[2]


def read_date(text: object) -> date:
    """A calendar day written YYYY-MM-DD."""
    return _day(_scalar(text))


@lru_cache(2000)
def _day(text: str) -> date:
    plain = translate(text)
    match = _DATE.fullmatch(plain)
    if match is None:
        raise unreadable("AW204", f"这里应为日期，写的是{quote(text)}", _date_hint(plain))
    year, month, day = map(int, match.groups())
    if year not in YEARS:
        raise unreadable("AW204", f"{year} 年太早或太晚", f"年份应在 {YEARS[0]} 到 {YEARS[-1]} 之间")
    try:
        return date(year, month, day)
    except ValueError:
        raise unreadable("AW204", f"没有 {plain} 这一天", "核对月份和日子") from None


def _date_hint(text: str) -> str:
    return f"写成 {nearly_a_day(text) or '2024-06-30 的样子'}"


def nearly_a_day(text: str) -> str:
    """The day that somebody meant and wrote otherwise than days are written here; nothing where it is none."""
    found = re.fullmatch(_NEARLY_DATE, translate(text))
    if found is None:
        return ""
    year, month, day = (int(each or 0) for each in (found[1], found[2] or found[4], found[3] or found[5]))
    try:
        if not day:  # a month stands for its last day
            first = date(year + month // 12, month % 12 + 1, 1)
            return date.fromordinal(first.toordinal() - 1).isoformat()
        return date(year, month, day).isoformat()
    except ValueError:
        return ""


def read_day_key(text: object) -> date:
    """A day as a key: half-width only, since two spellings of one day would hide each other."""
    if isinstance(text, str) and not text.isascii():
        raise unreadable("AW204", f"日期作键要用半角，写的是{quote(text)}", _date_hint(text))
    return read_date(text)


def read_id(text: object) -> str:
    """An id: lower-case ASCII letters, digits, single hyphens."""
    plain = _scalar(text)
    if not _ID.fullmatch(plain) or len(plain) > 80:
        hint = "只用小写字母、数字和连字符，以字母开头，最多 80 个字符"
        raise unreadable("AW207", f"编号{quote(plain)}写法不对", hint)
    return plain


def read_text(text: object) -> str:
    """Non-empty text without characters that cannot be seen."""
    value = _scalar(text)
    if value.isascii() and value.isprintable():
        return value
    if found := invisible_in(value):
        raise unreadable("AW210", f"文字里有看不见的字符 U+{ord(found):04X}", "删掉后重新输入这段文字")
    if not _RADICALS.isdisjoint(value):
        from unicodedata import normalize

        found = next(each for each in value if each in _RADICALS)
        raise unreadable(
            "AW210",
            f"“{found}”是部首符号 U+{ord(found):04X}，不是汉字",
            f"重新输入汉字“{normalize('NFKC', found)}”",
        )
    return value


def read_unit(text: object) -> str:
    """A unit of measure in the one spelling that everything compares."""
    return one_spelling(read_text(text))


def read_year(text: object) -> int:
    """A year of four half-width digits: two spellings of one year would hide each other."""
    plain = _scalar(text).strip()
    if not (plain.isascii() and plain.isdigit() and len(plain) == 4 and int(plain) in YEARS):
        hint = f"写成 2024 的样子，在 {YEARS[0]} 到 {YEARS[-1]} 之间"
        raise unreadable("AW204", f"这里应为四位年份，写的是{quote(str(text))}", hint)
    return int(plain)


def read_position(text: object) -> int:
    """A place in a sequence: 1, 2, 3 ..."""
    number = read_number(text)
    if number < 1 or number != int(number):
        raise unreadable("AW203", f"这里应为 1、2、3 这样的整数，写的是{quote(str(text))}", "写一个正整数")
    return int(number)


def _scalar(value: object) -> str:
    if isinstance(value, str) and value and not value.isspace():
        return value
    if value is None or isinstance(value, str):
        raise unreadable("AW209", "这里没有填内容", "补上内容，或删掉这一行")
    raise unreadable("AW205", f"这里应为一个值，写的是{kind_word(value)}", "在键的后面直接写值")


def kind_word(value: object) -> str:
    """What a piece of YAML is, in the user's words."""
    match value:
        case dict():
            return "一组键和值"
        case list() | tuple():
            return "一个列表"
        case None:
            return "空白"
        case _:
            return quote(str(value))


def in_order(
    first: Decimal | date | None,
    last: Decimal | date | None,
    what: str,
    key: str = "",
    hint: str = "小的、早的写在前面",
) -> None:
    """Refuses two ends that stand the wrong way round; ``key`` is where to point."""
    if first is not None and last is not None and first > last:  # type: ignore[operator]
        raise unreadable("AW213", f"{what}前后颠倒：{first} 大于 {last}", hint, key=key)


def listed(value: object) -> object:
    """A single value where a list is wanted stands for a list of one."""
    return [value] if isinstance(value, str) else value


class Quantity(NamedTuple):
    """An amount with its unit of measure, as in ``1 公里``."""

    amount: Decimal
    unit: str
    text: str
    """The amount as it was typed."""


def read_quantity(text: object) -> Quantity:
    """Text such as ``1 公里``, ``42户`` or ``100%``."""
    if isinstance(text, Quantity):
        return text
    plain = translate(read_text(text))
    match = _QUANTITY.fullmatch(plain)
    number, gap, unit = match.groups() if match else ("", "", "")
    code_like = not gap and unit and unit[0].isascii() and any(map(str.isdigit, unit))
    if match is None or code_like or (unit or "").startswith(_ROUGH):
        raise unreadable(
            "AW203",
            f"这里应为数量，写的是{quote(str(text))}",
            "先写确切的数字再写单位，例如 1 公里，数字中间不要有逗号",
        )
    unit = (unit or "").strip()
    if len(unit.split()) > 1:
        unit = re.sub(_APART, r"\1", unit, count=1)
    return Quantity(amount=read_number(number), unit=unit, text=number)


class Reads:
    """Marks a field whose text one of the readers above turns into the finished value.

    What ``PlainValidator`` does, less its inspection of the function for every field: that alone
    cost a hundredth of a second at start-up.
    """

    def __init__(self, read: Callable[[object], object]) -> None:
        self.read = read
        self.schema = core_schema.no_info_plain_validator_function(read)

    def __get_pydantic_core_schema__(self, source: object, handler: object) -> core_schema.CoreSchema:
        return self.schema


Number = Annotated[Decimal, Reads(read_number)]
Day = Annotated[date, Reads(read_date)]
DayKey = Annotated[date, Reads(read_day_key)]
Id = Annotated[str, Reads(read_id)]
Text = Annotated[str, Reads(read_text)]
Unit = Annotated[str, Reads(read_unit)]
Year = Annotated[int, Reads(read_year)]
Amount = Annotated[Quantity, Reads(read_quantity)]
Position = Annotated[int, Reads(read_position)]

# Keys that may be left out. Written but left empty they are read like any other, and refused.
OptionalNumber = Annotated[Decimal | None, Reads(read_number)]
OptionalDay = Annotated[date | None, Reads(read_date)]
OptionalText = Annotated[str | None, Reads(read_text)]
OptionalYear = Annotated[int | None, Reads(read_year)]
OptionalAmount = Annotated[Quantity | None, Reads(read_quantity)]
