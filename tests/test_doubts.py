"""Which figures of a row are asked about, and in what words: rows of figures at the edges of each question.

A golden file a kind of indicator: a row of figures, a figure each half-year, and below it what is said of which of them.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import pytest

from aiwei_cli.load.assemble import load_tree
from support import WORKSPACES
from towns import ABOUT, ACTION, GROUPS, SCALES, Written, flow

Golden = Callable[[Path, str], None]
DAYS: Final = [f"{year}-{day}" for year in range(2018, 2030) for day in ("06-30", "12-20")]
COUNTED: Final = {"numerator": "", "denominator": "", "counted_in": ""}
Row = str
"""Figures with blanks between them."""

# fmt: off
NUMBERS: Final[list[Row]] = [
    # little is known: to more than three times
    "20 60", "20 60.1", "60.1 20", "60 20", "0 90", "90 0", "20 60.1 20", "1/10 3/10", "1/10 31/100", "31/100 1/10", "10/100 9/20", "1/3 100",
    # a history: twice the largest step, and a tenth
    "50 51 52 53 54 56", "50 51 52 53 54 56.1", "50 51 52 53 54 60", "50 51 52 53 54 43", "50 51 52 53 54 48", "50 50 50.1 50 50.1 60",
    "50 60 50 60 50 80", "50 60 50 60 50 70", "50 60 50 60 50 70.1", "50 60 50 60 50 30", "50 50 50 50 50 60", "50 50 50 50 60", "10 10 10 10 10 11", "10 10 10 10 10 11.1", "10 10 10 10 10 9", "10 10 10 10 10 8.9",
    "50/100 51/100 52/100 53/100 54/100 60/100", "500/1000 51/100 52/100 53/100 54/100 600/1000", "1/2 51/100 13/25 53/100 27/50 3/5", "1/2 51/100 13/25 53/100 27/50 43/100", "1/2 51/100 13/25 53/100 27/50 12/25",
    # beyond all so far
    "50 52 54 56 58 64", "50 52 54 56 58 66", "50 52 54 56 58 66.1", "50 52 54 56 58 67", "50 52 54 56 58 42", "50 52 54 56 58 41.9", "50 52 54 56 58 36",
    "60 62 64 66 68 70 72 74 94 96", "20/100 21/100 22/100 23/100 24/100 29/100", "1/5 21/100 11/50 23/100 6/25 28/100", "40 40 40 40 40 44", "40 40 40 40 40 44.1", "40 40 40 40 40 35.9", "40 40 40 40 40 36",
    "40 40.0 40 40.0 40 44", "40 40.0 40 40.0 40 44.1", "40 40.0 40 40.0 40 36", "40 40.0 40 40.0 40 35.9", "40 40.0 40 40.0 44 40",
    # further than ever within what has been
    "50 54 58 62 66 58", "50 54 58 62 66 57.9", "50 52 54 56 58 60 62 50", "50 54 58 62", "50 54 58 62 50", "50 54 58 50", "66 62 58 54 50 58", "66 62 58 54 50 58.1",
    "500/1000 27/50 58/100 31/50 66/100 58/100", "500/1000 27/50 58/100 31/50 66/100 579/1000", "90 93 96 99 90", "90 91 92 93 94 95 96 97 98 90",
    # the same again and again
    "37 37", "37 37 37", "37 37 37 37", "37 37 38 37 37", "0 0 0", "100 100 100", "9 9 9", "10 10 10", "9/10 9/10 9/10", "9/9 9/9 9/9", "5/9 5/9 5/9", "5/10 5/10 5/10", "55/100 55/100 55/100", "85 85 85", "37 37.0 37", "37 37 37 40 37 37 37",
    # a fraction of what is in per cent
    "0.85", "1", "1.0", "1.1", "0", "0.5 0.6", "0.5 85", "85 0.5", "9/1000", "0.85 0.86 0.87",
    # nothing to measure
    "0/0 50", "50 0/0 50", "50 0/0 0/0 50",
]
COUNTS: Final[list[Row]] = [
    "3 9", "3 10", "3 9.1", "3 99", "9 28", "10 31", "10 30", "1 9", "9 1", "9 0", "0 9", "31 10", "100 301", "100 300", "1/2 9/2", "10/3 20",
    "5 6 7 8 9 9", "1 2 3 2 1 9", "1 2 3 2 1 10", "1 2 3 2 1 11", "11 12 13 12 11 30", "11 12 13 12 11 17", "11 12 13 12 11 16", "11 12 13 12 11 1", "100 100 100 100 100 111", "100 100 100 100 100 110",
    "9 9 9", "10 10 10", "12 12 12", "12 12 13", "9.5 9.5 9.5", "90 90 90",
    "9/10", "10/10", "11/10", "1/2 1/2", "19/10",
]
PEOPLE: Final[list[Row]] = ["209", "2/1000", "2/99999", "2/100000", "500/100000", "5/20000", "0/99999", "209 640"]
# fmt: on
HALF: Final = {"every": "half-year"}
KINDS: Final[dict[str, tuple[list[Row], dict[str, Any]]]] = {
    "percent": (NUMBERS, {"target": {"at_least": 85}, **HALF}),
    "percent-with-range": (
        ["19.9", "20", "80", "80.1", "1/5", "199/1000", "4/5", "801/1000", "20.5 81", "0.5", "0/0"],
        {"target": {"at_least": 85}, "range": [20, 80], **HALF},
    ),
    "percent-with-fractions": (
        ["0.4", "0.5", "1.5", "1.6", "1/200", "1/250", "3/200", "2/125"],
        {"target": {"at_least": 1}, "range": [0.5, 1.5], **HALF},
    ),
    "percent-low": (["0.85", "0.5", "1", "0.5 0.6"], {"target": {"at_most": 5}, **HALF}),
    "percent-just-above": (["0.85", "1", "1.01"], {"target": {"at_most": 5.1}, **HALF}),
    "percent-mixed": (["0.85", "1"], {"target": {"all": [{"at_least": 60}, {"at_least": 1}]}, **HALF}),
    "percent-yearly": (NUMBERS, {"target": {"at_least": 85}, "every": "year"}),
    "percent-ignored": (NUMBERS[:40], {"target": {"at_least": 85}, "ignore": ["AW405", "AW408"], **HALF}),
    "count": (COUNTS, {"target": {"at_least": 90}, "unit": "户", **HALF}),
    "count-below-one": (COUNTS[-5:], {"target": {"at_least": 1}, "unit": "户", **HALF}),
    "count-mixed": (
        COUNTS[-5:],
        {"target": {"all": [{"at_least": 9}, {"at_most": 1}]}, "unit": "户", **HALF},
    ),
    "per-head": (COUNTS[-5:], {"target": {"at_least": 90}, "unit": "平方米/人", **HALF}),
    "stock": (NUMBERS[:20], {"target": {"stock": {"at_least": 85}}, **HALF}),
    "accumulating": (
        NUMBERS[:30] + COUNTS[:8],
        {"target": {"at_least": 85}, "unit": "户", "accumulates": "yes", **HALF},
    ),
    "county": (PEOPLE, {"target": {"at_most": 209}, "unit": "1/10万", "level": "county", **HALF}),
    "county-per-mille": (
        ["5/999", "5/1000", "5/1001", "5"],
        {"target": {"at_most": 6}, "unit": "‰", "level": "county", **HALF},
    ),
    "county-percent": (["5/9", "5/99", "5"], {"target": {"at_most": 60}, "level": "county", **HALF}),
}
SOURCES: Final = (
    "镇卫生院", "乡政府", "村委会", "社区", "街道办", "县疾控中心", "乡村振兴局", "镇平县卫健委", "乡宁县统计局", "镇江市疾控中心",
    "示范镇统计站", "示范镇爱卫办", "据示范镇爱卫办", "示范县统计局", "某镇", "镇县", "村县卫健委", "社区市局",
)  # fmt: skip


def asked(rows: Sequence[Row], more: Mapping[str, Any], *, source: str = "") -> list[str]:
    """Each row, and what is said of its figures."""
    head = {"action": "action", "name": "某项", "unit": "%", "level": "town", "reported_by": "镇卫生院"}
    keys = {key: value for key, value in {**head, **more}.items() if value}
    keys["target"] = {2018: keys["target"]}
    targets = ["indicators:", *(f"  a{number}: {flow(keys)}" for number in range(len(rows)))]
    if "numerator" not in keys:
        pair = ", numerator: 甲, denominator: 乙}"
        targets = [f"{line[:-1]}{pair}" if line.endswith("}") else line for line in targets]
    lines, places = ["measurements:"], {}
    for number, row in enumerate(rows):
        lines.append(f"  a{number}:")
        for at, (day, figure) in enumerate(zip(DAYS, row.split(" "), strict=False), 1):
            more_said = f"{{value: {figure}, source: {source}}}" if source else figure
            lines.append(f"    {day}: {more_said}")
            places[len(lines) + 3] = number, at
    about = flow({**ABOUT, "year": 2029, "office": "示范镇爱卫办"})
    shared = {"scales": SCALES, "organisations": GROUPS}
    files = {
        "data/workspace.yaml": about,
        "data/targets.yaml": "\n".join(targets)
        + "\n"
        + "".join(f"{key}: {json.dumps(each, ensure_ascii=False)}\n" for key, each in shared.items()),
        "data/actions/action.yaml": "".join(f"{key}: {value}\n" for key, value in ACTION.items())
        + "\n".join(lines)
        + "\n",
    }
    told: dict[int, list[str]] = {}
    for each in load_tree(Written(files), evidence=False).diagnostics:
        if each.place.path == "data/targets.yaml":
            told.setdefault(-1, []).append(f"{each.code} {each.message}｜{each.hint}")
            continue
        number, at = places[each.place.line]
        told.setdefault(number, []).append(f"    第{at}个 {each.code} {each.message}｜{each.hint}")
    found = sorted({*told.pop(-1, [])})
    for number, row in enumerate(rows):
        found += [row, *told.pop(number, [])]
    assert told == {}
    return found


@pytest.mark.parametrize("kind", KINDS)
def test_which_figures_are_asked_about(kind: str, golden: Golden) -> None:
    rows, more = KINDS[kind]
    lines = []
    for start in range(0, len(rows), 40):
        lines += asked(rows[start : start + 40], more)
    golden(WORKSPACES / "golden" / f"doubts.{kind}.txt", "\n".join(lines) + "\n")


def test_who_may_know_a_figure_of_the_county(golden: Golden) -> None:
    lines = []
    for source in SOURCES:
        lines += [
            f"# {source}",
            *asked(
                ["209"],
                {"target": {"at_most": 209}, "unit": "1/10万", "level": "county", "every": "year"},
                source=source,
            ),
        ]
    golden(WORKSPACES / "golden" / "doubts.sources.txt", "\n".join(lines) + "\n")
