"""How often the questions about figures are asked for nothing, and how many slips they catch.

Invented towns report for five years what moves as such figures do: shares by month and by quarter, counts, rates
per 100,000, decibels. First all figures are honest: each question is one too many. Then one figure of every
series is spoilt as people spoil them. No indicator declares a range, so that only the past speaks. An error
(above 100 %) counts as found.

    python benchmarks/questions.py [SERIES] [SEED]      300 and 1 by default
"""

from __future__ import annotations

import random
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Final, NamedTuple

from aiwei_cli.load.assemble import load

Days = dict[str, tuple[str, ...]]
DAYS: Final[Days] = {
    "month": tuple(f"{month:02}-28" for month in range(1, 13)),
    "quarter": ("03-30", "06-29", "09-28", "12-28"),
    "half-year": ("06-28", "12-27"),
    "year": ("12-27",),
}
YEARS: Final = range(2020, 2025)


class Kind(NamedTuple):
    """What is reported, how often, and how it moves."""

    every: str
    unit: str
    figures: Callable[[random.Random, int], Iterator[str]]


def shares(chance: random.Random, count: int) -> Iterator[str]:
    """A percentage with one decimal that drifts and trembles."""
    level, drift = chance.uniform(45, 90), chance.uniform(-0.1, 0.25)
    for _ in range(count):
        level = min(98.0, max(20.0, level + drift))
        yield f"{min(100.0, max(0.1, chance.gauss(level, 1.5))):.1f}"


def pairs(chance: random.Random, count: int) -> Iterator[str]:
    """Managed of registered, both growing."""
    registered, share = chance.randint(150, 2500), chance.uniform(0.5, 0.85)
    for _ in range(count):
        registered += chance.randint(0, registered // 50 + 1)
        share = min(0.97, max(0.3, share + chance.gauss(0.004, 0.015)))
        yield f"{round(registered * share)}/{registered}"


def counts(chance: random.Random, count: int) -> Iterator[str]:
    """Places found at an inspection, fewer than some dozens."""
    usual = chance.randint(3, 40)
    for _ in range(count):
        yield str(max(0, round(chance.gauss(usual, usual**0.5))))


def rates(chance: random.Random, count: int) -> Iterator[str]:
    """A county's rate per 100,000."""
    level = chance.uniform(80, 320)
    for _ in range(count):
        yield f"{chance.gauss(level, level / 25):.2f}"


def decibels(chance: random.Random, count: int) -> Iterator[str]:
    """Mean noise of an area."""
    level = chance.uniform(48, 58)
    for _ in range(count):
        yield f"{chance.gauss(level, 0.6):.1f}"


KINDS: Final = (
    Kind("month", "%", shares),
    Kind("quarter", "%", shares),
    Kind("quarter", "%", pairs),
    Kind("half-year", "处", counts),
    Kind("month", "分贝", decibels),
    Kind("year", "1/10万", rates),
)

AT_ONCE: Final = 50
Line = tuple[str, str]


def a_series(kind: Kind, chance: random.Random) -> list[Line]:
    """Days and honest figures."""
    days = [f"{year}-{day}" for year in YEARS for day in DAYS[kind.every]]
    return list(zip(days, kind.figures(chance, len(days)), strict=True))


def number(text: str) -> Decimal:
    """The figure, of a pair the numerator."""
    return Decimal(text.partition("/")[0])


def again(text: str, value: Decimal) -> str:
    """The figure with another number, of a pair with another numerator."""
    return f"{value:f}{''.join(text.partition('/')[1:])}"


def tenfold(lines: list[Line], at: int, _chance: random.Random) -> list[Line]:
    """The decimal point one place too far to the right."""
    return [*lines[:at], (lines[at][0], again(lines[at][1], number(lines[at][1]) * 10)), *lines[at + 1 :]]


def a_tenth(lines: list[Line], at: int, _chance: random.Random) -> list[Line]:
    """A digit lost, or the point one place too far to the left."""
    text = lines[at][1]
    value = number(text) / 10 if "." in text else number(text) // 10
    return [*lines[:at], (lines[at][0], again(text, value)), *lines[at + 1 :]]


def first_digit(lines: list[Line], at: int, chance: random.Random) -> list[Line]:
    """Another first digit: 71 for 91, 391 for 891."""
    text = lines[at][1]
    others = [digit for digit in "123456789" if abs(int(digit) - int(text[0])) >= 2]
    return [*lines[:at], (lines[at][0], chance.choice(others) + text[1:]), *lines[at + 1 :]]


def as_fraction(lines: list[Line], at: int, _chance: random.Random) -> list[Line]:
    """0.917 where 91.7 % was meant."""
    return [*lines[:at], (lines[at][0], f"{number(lines[at][1]) / 100:f}"), *lines[at + 1 :]]


def copied(lines: list[Line], at: int, _chance: random.Random) -> list[Line]:
    """The last figure written down twice more."""
    return [
        *lines[: at - 2],
        *((day, lines[at - 2][1]) for day, _ in lines[at - 2 : at + 1]),
        *lines[at + 1 :],
    ]


Slip = Callable[[list[Line], int, random.Random], list[Line]]
SLIPS: Final[dict[str, tuple[Slip, Callable[[Kind], bool]]]] = {
    "decimal point one place right": (tenfold, lambda kind: kind.figures is not pairs),
    "decimal point one place left, a digit lost": (a_tenth, lambda _kind: True),
    "another first digit": (first_digit, lambda kind: kind.figures is not counts),
    "a fraction for a percentage": (as_fraction, lambda kind: kind.figures is shares),
    "copied twice more": (copied, lambda kind: kind.every != "year" and kind.figures is not counts),
}
"""The slip, and the kinds of series on which somebody could make it."""

INDICATOR: Final = """\
  {key}:
    action: invented
    name: 指标{key}
    unit: "{unit}"
    level: county
    reported_by: 某部门
    every: {every}
    numerator: 分子
    denominator: 分母
    target:
      2024: {{at_least: {least}}}
"""


def write(folder: Path, town: Sequence[tuple[Kind, list[Line]]]) -> None:
    """A workspace with a series an indicator."""
    indicators, lines = ["indicators:\n"], ["id: invented\nname: 某行动\norder: 1\nmeasurements:\n"]
    for key, (kind, series) in enumerate(town):
        least = 10 if kind.unit == "%" else 1
        indicators.append(INDICATOR.format(key=f"i{key}", unit=kind.unit, every=kind.every, least=least))
        lines.append(f"  i{key}:\n" + "".join(f"    {day}: {text}\n" for day, text in series))
    (folder / "data/actions").mkdir(parents=True, exist_ok=True)
    (folder / "data/targets.yaml").write_text("".join(indicators), encoding="utf-8")
    (folder / "data/actions/invented.yaml").write_text("".join(lines), encoding="utf-8")
    about = "town: 某镇\ncounty: 某县\noffice: 某镇爱卫办\nprogramme: 某行动\nyear: 2024\n"
    (folder / "data/workspace.yaml").write_text(about, encoding="utf-8")


def asked(
    folder: Path, towns: Sequence[tuple[Kind, list[Line]]]
) -> tuple[set[tuple[int, int]], Counter[str]]:
    """The same of many series, as many at a time as a workspace tells all its problems of."""
    found, codes = set(), Counter[str]()
    for first in range(0, len(towns), AT_ONCE):
        here, said = asked_of_one(folder, towns[first : first + AT_ONCE])
        found |= {(first + key, position) for key, position in here}
        codes += said
    return found, codes


def asked_of_one(
    folder: Path, town: Sequence[tuple[Kind, list[Line]]]
) -> tuple[set[tuple[int, int]], Counter[str]]:
    """Series and position of every figure that is asked about or refused, and by which codes."""
    write(folder, town)
    found, codes, line, where = set(), Counter[str](), 4, {}
    for key, (_, series) in enumerate(town):
        line += 1
        for position in range(len(series)):
            line += 1
            where[line] = key, position
    for each in load(folder).diagnostics:
        found.add(where[each.place.line])
        codes[each.code] += 1
    return found, codes


def main() -> int:
    """Print what was asked for nothing, and what was caught."""
    series = int(sys.argv[1]) if len(sys.argv) > 1 else 300
    chance = random.Random(int(sys.argv[2]) if len(sys.argv) > 2 else 1)
    town = [(kind, a_series(kind, chance)) for kind in KINDS for _ in range(max(1, series // len(KINDS)))]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        figures = sum(len(lines) for _, lines in town)
        idle, codes = asked(folder, town)
        said = ", ".join(f"{code} {count}" for code, count in sorted(codes.items()))
        print(f"{figures} honest figures: {len(idle)} asked about ({said or 'none'})")
        print(f"  {1000 * len(idle) / figures:.1f} of 1,000")
        for what, (slip, fits) in SLIPS.items():
            chosen = [(key, each) for key, each in enumerate(town) if fits(each[0])]
            spoilt, at = list(town), {}
            for key, (kind, lines) in chosen:
                at[key] = chance.randrange(len(lines) - len(DAYS[kind.every]), len(lines))
                spoilt[key] = kind, slip(lines, at[key], chance)
            found, _ = asked(folder, spoilt)
            caught = sum((key, position) in found for key, position in at.items())
            print(f"{what}: {caught} of {len(at)} caught ({100 * caught / len(at):.0f} %)")
    return 0


if __name__ == "__main__":
    sys.exit(main())
