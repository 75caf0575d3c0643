"""Single values as JSON Schema: what each reader of ``model.text`` takes, as a pattern.

An editor gives every scalar a type of its own (12 is a number, yes may be a truth), the loader reads all
of them as text. So a schema takes each type that a value can arrive as; a pattern holds for text only.
"""

from __future__ import annotations

import json
import re
from typing import Any, Final

from aiwei_cli.model.codes.catalogue import ignorable, questions
from aiwei_cli.model.grace import MOST_DAYS
from aiwei_cli.model.text import MAX_DECIMALS, MAX_INTEGER_DIGITS, YEARS

Schema = dict[str, Any]

_CENTURIES: Final = f"{YEARS[0] // 100}[0-9]{{2}}|2[01][0-9]{{2}}"
_MONTH_DAY: Final = (
    "(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])"
    "|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)"
    "|02-(?:0[1-9]|[12][0-9]))"
)
_UNSIGNED: Final = f"(?:0|[1-9][0-9]{{0,{MAX_INTEGER_DIGITS - 1}}})(?:[.][0-9]{{1,{MAX_DECIMALS}}})?"
_UNSEEN: Final = (
    r"\u0000-\u0009\u000B-\u001F\u007F-\u009F\u00AD\u034F\u0600-\u0605\u061C\u06DD\u070F\u115F\u1160\u17B4\u17B5"
    r"\u180B-\u180F\u200B-\u200F\u2028-\u202E\u2060-\u206F\u3164\uE000-\uF8FF\uFE00-\uFE0F\uFEFF\uFFA0\uFFF9-\uFFFB"
)
"""Characters that cannot be seen, as far as they are met with."""
_RADICALS: Final = r"\u2E80-\u2FDF"
_FULL_WIDTH: Final = str.maketrans("0123456789%.-+/", "０１２３４５６７８９％．－＋／")
ID: Final = "^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$"
YEAR: Final = f"^(?:{_CENTURIES})$"
DAY_KEY: Final = f"^(?:{_CENTURIES})-{_MONTH_DAY}$"


def _wide(pattern: str) -> str:
    """The pattern with full-width digits and signs beside the half-width ones."""

    def both(found: re.Match[str]) -> str:
        if found[1] is not None:  # a class; its ranges go on as ranges
            wide = re.sub("－", "-", found[1].translate(_FULL_WIDTH)) if "-" in found[1] else ""
            return f"[{found[1]}{wide or found[1].translate(_FULL_WIDTH)}]"
        return f"[{found[2]}{found[2].translate(_FULL_WIDTH)}]" if found[2] else found[0]

    return re.sub(r"\{[^}]*\}|\[([^]]*)\]|([0-9-])", both, pattern)


DAY: Final = rf"^\s*{_wide(f'(?:{_CENTURIES})-{_MONTH_DAY}')}\s*$"
_SIGN: Final = "[+＋－-]?"
_NUMBER: Final = _wide(_UNSIGNED)
_UNIT: Final = (
    r"(?!左右|余|多|几|来|上下)[^\s0-9０-９,，_/／.．~+＋－-].*"  # as read_quantity: no rough figure, no code
)
_AMOUNT: Final = (
    rf"^(?![\s\S]*[{_UNSEEN}{_RADICALS}])\s*{_SIGN}{_NUMBER}"
    rf"(?:\s*|\s+{_UNIT}|(?![\u0000-\u007F％].*[0-9０-９\u00B2\u00B3\u00B9]){_UNIT})$"
)
_TOO_MUCH: Final = 10**MAX_INTEGER_DIGITS


def _text(pattern: str, said: str, *examples: object, types: tuple[str, ...] = ("string",)) -> Schema:
    return {
        "type": types[0] if len(types) == 1 else list(types),
        "pattern": pattern,
        "patternErrorMessage": said,
        "examples": list(examples),
    }


def as_typed(example: str, types: str | list[str]) -> Any:
    """An example as it is typed, without quotes, where a number may stand."""
    takes_numbers = "number" in types or "integer" in types
    is_number = re.fullmatch(r"[0-9]+(\.[0-9]+)?|\[[0-9, ]+\]", example)
    return json.loads(example) if takes_numbers and is_number else example


SCALARS: Final[dict[str, Schema]] = {
    "read_text": _text(
        rf"^(?=[\s\S]*\S)[^{_UNSEEN}{_RADICALS}]+$",
        "这里应为文字，不能空着，也不能有看不见的字符或部首符号",
        types=("string", "number", "boolean"),
    ),
    "read_unit": _text(
        rf"^(?=[\s\S]*\S)[^{_UNSEEN}{_RADICALS}]+$",
        "这里应为计量单位，不能空着，也不能有看不见的字符或部首符号",
        types=("string", "number", "boolean"),
    ),
    "read_number": {
        **_text(
            rf"^\s*{_SIGN}{_NUMBER}\s*$", "这里应为数字，例如 91.7，单位写在别处", types=("number", "string")
        ),
        "exclusiveMinimum": -_TOO_MUCH,
        "exclusiveMaximum": _TOO_MUCH,
    },
    "read_date": _text(DAY, "这里应为日期，写成 2024-06-30 的样子", "2024-06-30"),
    "read_id": {
        **_text(ID, "编号只用小写字母、数字和连字符，以字母开头"),
        "maxLength": 80,
    },
    "read_year": {
        **_text(
            rf"^\s*(?:{_CENTURIES})\s*$", "这里应为四位年份，写成 2024 的样子", types=("integer", "string")
        ),
        "minimum": YEARS[0],
        "maximum": YEARS[-1],
    },
    "read_quantity": _text(
        _AMOUNT, "这里应为数量：先写确切的数字再写单位，例如 1 公里", "12 户", types=("string", "number")
    ),
    "read_position": {
        **_text(
            rf"^\s*[+＋]?{_wide('[1-9][0-9]{0,11}')}(?:[.．][0０]{{1,6}})?\s*$",
            "这里应为 1、2、3 这样的整数",
            types=("integer", "string"),
        ),
        "minimum": 1,
        "exclusiveMaximum": _TOO_MUCH,
    },
    "read_days": {
        **_text(
            rf"^\s*[+＋]?{_wide('(?:0|[1-9][0-9]{0,2})')}(?:[.．][0０]{{1,6}})?\s*$",
            f"这里应为 0 到 {MOST_DAYS} 的整数天数",
            types=("integer", "string"),
        ),
        "minimum": 0,
        "maximum": MOST_DAYS,
    },
    "read_window": _text(
        r"^\s*[1-9][0-9]? (?:year|month)s?\s*$", "写成 3 years 或 6 months 的样子", "3 years", "6 months"
    ),
    "read_question": {"type": "string", "enum": list(questions())},
    "read_ignored": {"type": "string", "enum": list(ignorable())},
    "read_month_day": _text(f"^{_MONTH_DAY}$", "这里应为月和日，写成 09-01 的样子", "09-01"),
}
"""By the name of the reader."""

KEYS: Final = {"read_id": ID, "read_year": YEAR, "read_day_key": DAY_KEY}
"""The patterns of keys, by the name of their reader."""
