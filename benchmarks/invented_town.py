"""A town of any size that is not there, as a real one could be: the same seed writes the same bytes.

Fifty indicators report for five years by month, by quarter and by year: shares with one decimal, count pairs,
counts, decibels, rates per 100,000, raw indices of a grade, events, for the town and for each of its schools,
villages and clinics. A line may carry a source, a note, a status. Figures move as those of ``questions.py`` do.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

from questions import counts, decibels, pairs, rates, shares

YEARS: Final = range(2020, 2025)
DAYS: Final = {
    "month": tuple(f"{month:02}-28" for month in range(1, 13)),
    "quarter": ("03-30", "06-29", "09-28", "12-28"),
    "half-year": ("06-28", "12-27"),
    "year": ("12-27",),
}
GROUPS: Final = {"school": ("学校", "所", 9), "village": ("村", "个", 12), "clinic": ("卫生院", "家", 6)}


class Kind(NamedTuple):
    """Indicators of one kind: how many there are, what is demanded, and how their figures move."""

    indicators: int
    every: str
    unit: str
    target: str
    figures: object
    group: str = ""


def grades(chance: random.Random, count: int) -> Iterator[str]:
    """Raw indices of a graded density."""
    for _ in range(count):
        yield f"{{indices: {{traces: {chance.uniform(0.5, 5):.1f}, proof: {chance.uniform(93, 99):.1f}}}}}"


def yes(_chance: random.Random, count: int) -> Iterator[str]:
    """An attestation."""
    yield from ["是"] * count


KINDS: Final = (
    Kind(6, "month", "%", "{at_least: 60}", pairs),
    Kind(4, "month", "%", "{at_least: 40}", shares),
    Kind(2, "month", "分贝", "{at_most: 70}", decibels),
    Kind(8, "quarter", "%", "{all: [{at_least: 50}, {rising: year}]}", pairs),
    Kind(4, "quarter", "%", "{more_than: 38.5}", shares),
    Kind(2, "quarter", "处", "{at_most: 90}", counts),
    Kind(2, "quarter", "%", "{each: village, at_least: 40}", pairs, "village"),
    Kind(1, "quarter", "处", "{each: village, at_most: 90}", counts, "village"),
    Kind(1, "quarter", "次", "{each: school, events: {at_least: 4, per: year}}", counts, "school"),
    Kind(1, "quarter", "%", "{mean: school, at_least: 45}", shares, "school"),
    Kind(1, "month", "%", "{each: clinic, at_least: 40}", pairs, "clinic"),
    Kind(6, "year", "1/10万", "{falling: year}", rates),
    Kind(4, "half-year", "", "{grade: C, scale: density}", grades),
    Kind(6, "year", "", "{attested: yes}", yes),
    Kind(2, "half-year", "处", "{events: {at_most: 400, within: 3 years}}", counts),
)
ACTIONS: Final = 10
SCALES: Final = """\
scales:
  density:
    name: 密度分级
    grades: [A, B, C]
    below: 不达C级
    indices:
      traces: {name: 阳性率, unit: "%"}
      proof: {name: 合格率, unit: "%"}
    editions:
      - document: 标准一
        valid_from: 2012-04-01
        limits:
          traces: {at_most: [2, 4, 6]}
          proof: {at_least: [97, 95, 92]}
"""
ABOUT: Final = "town: 某镇\ncounty: 某县\noffice: 某镇爱卫办\nprogramme: 某行动\nyear: 2024\n"


class Line(NamedTuple):
    """One measurement as it is written."""

    indicator: str
    organisation: str
    day: str
    text: str


def indicators() -> Iterator[tuple[str, Kind]]:
    """Every indicator by its id."""
    number = 0
    for kind in KINDS:
        for _ in range(kind.indicators):
            number += 1
            yield f"i{number:02}", kind


def lines(chance: random.Random, measurements: int) -> list[Line]:
    """So many measurements: what is too many is left out of the earliest years, what lacks is more villages' work."""
    found = []
    for name, kind in indicators():
        days = [f"{year}-{day}" for year in YEARS for day in DAYS[kind.every]]
        members = GROUPS[kind.group][2] if kind.group else 1
        for member in range(members):
            organisation = f"{kind.group}-{member + 1}" if kind.group else ""
            figures = kind.figures(chance, len(days))  # type: ignore[operator]
            found += [
                Line(name, organisation, day, told(chance, text))
                for day, text in zip(days, figures, strict=True)
            ]
    if len(found) < measurements:
        raise ValueError(f"{len(found)} are all there are")
    kept = set(sorted(range(len(found)), key=lambda at: found[at].day)[len(found) - measurements :])
    return [line for at, line in enumerate(found) if at in kept]


def told(chance: random.Random, text: str) -> str:
    """A figure with what a person writes beside it."""
    said = text[1:-1] if text.startswith("{") else f"value: {text}"
    return chance.choices(
        [
            text,
            f"{{{said}, status: 示例}}",
            f"{{{said}, source: 某报表}}",
            f"{{{said}, note: 已与报送单位核对}}",
        ],
        (55, 20, 15, 10),
    )[0]


def write(folder: Path, measurements: int = 2500, seed: int = 1) -> None:
    """A workspace with exactly so many measurements."""
    chance = random.Random(seed)
    (folder / "data/actions").mkdir(parents=True, exist_ok=True)
    (folder / "data/workspace.yaml").write_text(ABOUT, encoding="utf-8")
    (folder / "data/targets.yaml").write_text("".join(targets()), encoding="utf-8")
    written = lines(chance, measurements)
    for number in range(ACTIONS):
        mine = [line for line in written if int(line.indicator[1:]) % ACTIONS == number]
        text = "".join(action(number, mine))
        (folder / f"data/actions/action-{number}.yaml").write_text(text, encoding="utf-8")


def targets() -> Iterator[str]:
    """``targets.yaml``."""
    yield "indicators:\n"
    for name, kind in indicators():
        yield f"  {name}:\n    action: action-{int(name[1:]) % ACTIONS}\n    name: 指标{name}\n"
        yield f'    unit: "{kind.unit}"\n' if kind.unit else ""
        yield f"    level: {'county' if kind.every == 'year' else 'town'}\n    reported_by: 某部门\n"
        yield f"    every: {kind.every}\n"
        if kind.figures is pairs:
            yield "    numerator: 管理人数\n    denominator: 登记人数\n    counted_in: 人\n    range: [10, 100]\n"
        yield f"    target:\n      2024: {kind.target}\n"
    yield SCALES
    yield "organisations:\n"
    for group, (called, counter, count) in GROUPS.items():
        yield f"  {group}:\n    name: {called}\n    counter: {counter}\n    members:\n"
        yield from (f"      {group}-{number}: 第{number}{called}\n" for number in range(1, count + 1))


def action(number: int, written: list[Line]) -> Iterator[str]:
    """One action's file."""
    yield f"id: action-{number}\nname: 第{number}项行动\norder: {number + 1}\nsince: 2019\nplan:\n"
    for item in range(8):
        yield f"  - {{id: task-{number}-{item}, year: 2024, title: 完成某项工作, due: 2024-{item + 3:02}-30, state: 进行中}}\n"
    yield f"figures:\n  2024:\n    places-{number}: {number + 3} 处\n"
    yield f"work:\n  2024:\n    - lead: 推进某事\n      text: 建成{{places-{number}}}示范点，一年来稳步推进。\n"
    yield "measurements:\n"
    before, group = "", ""
    for line in written:
        if line.indicator != before:
            yield f"  {line.indicator}:\n"
            before, group = line.indicator, ""
        if line.organisation != group:
            yield f"    {line.organisation}:\n"
            group = line.organisation
        yield f"    {'  ' if group else ''}{line.day}: {line.text}\n"
