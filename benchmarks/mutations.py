"""What may happen to a file: the slips of people, editors and disks, and of somebody who means harm."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from random import Random
from typing import Final

TOKENS: Final[tuple[str, ...]] = (
    *"&*!|>%@`?-:#,[]{}'\"~=",
    *("&a", "*a", "!!python/object:os.system", "<<: *a", "<<", "---", "...", "%YAML 1.3", "? ", "- ", ": "),
    *(": |\n", ": >-\n", "|+", "\t", "\n\n", "\r", "\x00", "\x1b[31m", '"\\e[31m"', '"\\u202e"', '"\\x85"'),
    *(
        "\u2028",
        "\u0085",
        "\u200b",
        "\u202e",
        "\ufeff",
        "\U0001f600",
        "e\u0301",
        "：",
        "，",
        "％",
        "－",
        "（",
    ),
    *(
        "NO",
        "null",
        "true",
        "~",
        "012",
        "0x1F",
        "1e3",
        "1e999999999",
        "12:30",
        "1_000",
        "1,000",
        "NaN",
        ".inf",
    ),
    *("-0", "+5", "٣", "８５", "85％", "0/0", "1/0", "5/3", "-1/2", "0.1/0.3", "999999999999", "9" * 25),
    *(
        "123456789012.123456",
        "0.000001",
        "100.0000001",
        "½",
        "约90",
        "无",
        "是",
        "否",
        "A",
        "不达C级",
        "=1+1",
    ),
    *(
        "2024-02-30",
        "2024-02-29",
        "0000-01-01",
        "9999-12-31",
        "0001-01-01",
        "2024-1-1",
        "2024/06/30",
        "02-29",
    ),
    *(
        "1",
        "0",
        "13-45",
        "99999999-01-01",
        "1900",
        "9999",
        "2024",
        "2023",
        "year",
        "half-year",
        "week",
        "term",
    ),
    *("{at_least: 85}", "{}", "[]", "{a: 1}", "[1, 2]", "[[]]", "{all: []}", "{falling: year}", "{grade: C}"),
    *(
        "{each: school, events: {at_least: 2, per: term}}",
        "{events: {at_most: 0, within: 3 years}}",
        "{x}",
        "{",
    ),
    *(
        "../../etc/passwd",
        "C:\\x",
        "CON",
        "evidence/../x",
        "/dev/zero",
        "[/red]",
        "<b>",
        "`x`",
        "a|b",
        "{{ x }}",
    ),
    *(
        "{% for x in y %}",
        "长" * 2000,
        "a" * 5000,
        "[" * 30,
        "{a: " * 30,
        "'" * 99,
        "\\",
        "\\n",
        "$(x)",
        "--x",
    ),
)
_VALUE: Final = re.compile(r"(?<=: )[^\s,{}\[\]#][^,{}\[\]\n]*")
_KEY: Final = re.compile(r"[\w-]+(?=:)")
_NUMBER: Final = re.compile(r"\d+")
_DATE: Final = re.compile(r"\d{4}-\d\d-\d\d")

Mutation = Callable[[bytes, Sequence[bytes], Random], bytes]


def _lines(data: bytes, draw: Random, change: Callable[[list[bytes], int], None]) -> bytes:
    lines = data.split(b"\n")
    change(lines, draw.randrange(len(lines)))
    return b"\n".join(lines)


def _texts(data: bytes, draw: Random, pattern: re.Pattern[str], other: Callable[[str], str]) -> bytes:
    """One of a pattern's matches replaced; where the file is no text any more it is left."""
    text = data.decode("utf-8", "surrogateescape")
    if found := list(pattern.finditer(text)):
        one = draw.choice(found)
        text = text[: one.start()] + other(one[0]) + text[one.end() :]
    return text.encode("utf-8", "surrogateescape")


def flip_bytes(data: bytes, others: Sequence[bytes], draw: Random) -> bytes:  # noqa: ARG001
    """Some bytes are not what they were."""
    changed = bytearray(data)
    for _ in range(min(draw.choice((1, 1, 2, 8)), len(changed))):
        changed[draw.randrange(len(changed))] ^= 1 << draw.randrange(8)
    return bytes(changed)


def drop_lines(data: bytes, others: Sequence[bytes], draw: Random) -> bytes:  # noqa: ARG001
    """A line or some lines are gone."""

    def change(lines: list[bytes], at: int) -> None:
        del lines[at : at + draw.choice((1, 1, 1, 2, 5))]

    return _lines(data, draw, change)


def double_lines(data: bytes, others: Sequence[bytes], draw: Random) -> bytes:  # noqa: ARG001
    """A line or some lines stand twice, or stand elsewhere as well."""

    def change(lines: list[bytes], at: int) -> None:
        some = lines[at : at + draw.choice((1, 1, 2, 6))]
        where = draw.choice((at, at, draw.randrange(len(lines))))
        lines[where:where] = some

    return _lines(data, draw, change)


def swap_lines(data: bytes, others: Sequence[bytes], draw: Random) -> bytes:  # noqa: ARG001
    """Two lines have changed places."""

    def change(lines: list[bytes], at: int) -> None:
        other = draw.choice((draw.randrange(len(lines)), (at + 1) % len(lines)))
        lines[at], lines[other] = lines[other], lines[at]

    return _lines(data, draw, change)


def indent_lines(data: bytes, others: Sequence[bytes], draw: Random) -> bytes:  # noqa: ARG001
    """Some lines stand further in, further out, or begin with a tab."""

    def change(lines: list[bytes], at: int) -> None:
        by, count = draw.choice((-4, -2, -1, 1, 2, 4, 0)), draw.choice((1, 1, 3, 9))
        for number in range(at, min(at + count, len(lines))):
            line = lines[number]
            lines[number] = b"\t" + line if not by else b" " * by + line if by > 0 else line[-by:]

    return _lines(data, draw, change)


def put_token(data: bytes, others: Sequence[bytes], draw: Random) -> bytes:  # noqa: ARG001
    """Something hostile in the middle of anything."""
    at = draw.randrange(len(data) + 1)
    return data[:at] + draw.choice(TOKENS).encode() + data[at:]


def other_value(data: bytes, others: Sequence[bytes], draw: Random) -> bytes:  # noqa: ARG001
    """Something hostile in place of a value."""
    return _texts(data, draw, _VALUE, lambda _: draw.choice(TOKENS))


def quoted_value(data: bytes, others: Sequence[bytes], draw: Random) -> bytes:  # noqa: ARG001
    """Something hostile in place of a value, in quotes, so that no parser minds."""
    token = draw.choice(TOKENS).replace("'", "''")
    return _texts(data, draw, _VALUE, lambda _: f"'{token}'")


def value_of_elsewhere(data: bytes, others: Sequence[bytes], draw: Random) -> bytes:
    """A value in place of another."""
    found = _VALUE.findall(draw.choice([data, *others]).decode("utf-8", "ignore"))
    return _texts(data, draw, _VALUE, lambda old: draw.choice(found or [old]))


def other_key(data: bytes, others: Sequence[bytes], draw: Random) -> bytes:
    """A key in place of another."""
    found = _KEY.findall(draw.choice([data, *others]).decode("utf-8", "ignore"))
    return _texts(data, draw, _KEY, lambda old: draw.choice([*(found or [old]), draw.choice(TOKENS)]))


def other_number(data: bytes, others: Sequence[bytes], draw: Random) -> bytes:  # noqa: ARG001
    """A slip of the hand in a figure, a year or a day."""

    def slip(old: str) -> str:
        at = draw.randrange(len(old))
        digit = str(draw.randrange(10))
        return draw.choice((old[:at] + digit + old[at + 1 :], old[:at] + old[at + 1 :], old + digit, "0"))

    return _texts(data, draw, _NUMBER, slip)


def other_day(data: bytes, others: Sequence[bytes], draw: Random) -> bytes:  # noqa: ARG001
    """Another day, mostly one that there is."""
    years = (2024, 2024, 2023, 2025, 2027, 1999, 9999, 1, 0)
    day = f"{draw.choice(years):04}-{draw.randint(1, 12):02}-{draw.randint(1, 29):02}"
    return _texts(data, draw, _DATE, lambda _: day)


def cut(data: bytes, others: Sequence[bytes], draw: Random) -> bytes:  # noqa: ARG001
    """The file ends too early, or its beginning is gone."""
    at = draw.randrange(len(data) + 1)
    return data[:at] if draw.random() < 0.8 else data[at:]


def splice(data: bytes, others: Sequence[bytes], draw: Random) -> bytes:
    """The end of another file behind the beginning of this one."""
    other = draw.choice(others)
    return data[: draw.randrange(len(data) + 1)] + other[draw.randrange(len(other) + 1) :]


def encode(data: bytes, others: Sequence[bytes], draw: Random) -> bytes:  # noqa: ARG001
    """Saved by another program."""
    text = data.decode("utf-8", "replace")
    match draw.randrange(7):
        case 0:
            return text.encode(draw.choice(("gb18030", "utf-16", "utf-16-le", "utf-32", "big5")), "replace")
        case 1:
            return data.decode("latin-1").encode()
        case 2:
            return b"\xef\xbb\xbf" * draw.choice((1, 1, 2)) + data
        case 3:
            return data.replace(b"\n", draw.choice((b"\r\n", b"\r", b"\n\n", b"\x0b")))
        case 4:
            return data.rstrip(b"\n")
        case 5:
            return text.translate(str.maketrans(":,-{}", "：，－｛｝")).encode()
        case _:
            return data + draw.choice(
                (b"\x00" * 99, b"\x1a", b"\n...\n", b"\n---\n", b" " * 999, b"\n" * 999)
            )


_ALL: Final[tuple[tuple[Mutation, int], ...]] = (
    (flip_bytes, 4),
    (drop_lines, 10),
    (double_lines, 6),
    (swap_lines, 5),
    (indent_lines, 5),
    (put_token, 5),
    (other_value, 10),
    (quoted_value, 10),
    (value_of_elsewhere, 12),
    (other_key, 6),
    (other_number, 30),
    (other_day, 20),
    (cut, 3),
    (splice, 2),
    (encode, 3),
)


def mutated(data: bytes, others: Sequence[bytes], draw: Random) -> bytes:
    """One to four mutations of a file, and its bytes afterwards."""
    for _ in range(draw.choice((1, 1, 1, 1, 2, 4))):
        [mutation] = draw.choices([each for each, _ in _ALL], [weight for _, weight in _ALL])
        data = mutation(data, others, draw)
    return data
