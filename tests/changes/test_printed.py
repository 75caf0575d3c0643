"""Figures of one sentence, printed with as many decimals as tell them apart: a golden table of pairs and limits."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any, Final

from aiwei_cli.model.measurement import Figure
from aiwei_cli.render.words.changes.verbs import printed
from aiwei_cli.render.words.numbers import distance, figure_text, number, rounded
from support import WORKSPACES
from towns import changes, indicator, town

Golden = Callable[[Path, str], None]


def typed(text: str) -> Figure:
    """A figure as a file states it, in per cent where it is a count pair."""
    above, slash, below = text.partition("/")
    if not slash:
        return Figure(Fraction(text), text)
    return Figure(Fraction(above) * 100 / Fraction(below), text, Decimal(above), Decimal(below))


FIGURES: Final = (
    "70",
    "70.0",
    "69.95",
    "70.05",
    "2/3",
    "667/1000",
    "7/10",
    "6999/10000",
    "69999/100000",
    "1/3",
    "0",
    "1/7",
    "140/205",
    "0.04",
    "0.05",
    "499/10000",
)
NUMBERS: Final = (
    "0",
    "1/3",
    "2/3",
    "5/100",
    "4999/100000",
    "1/1000000",
    "199/2",
    "70",
    "700001/10000",
    "6999999/100000",
    "-1/3",
    "12345/1000",
)
LIMITS: Final = (None, "70", "69.9", "0.1", "100", "0.05")


def test_two_figures_and_a_limit(golden: Golden) -> None:
    lines = []
    for new in FIGURES:
        for old in (None, *FIGURES):
            found = printed(typed(old) if old else None, typed(new), [typed("70"), typed("2/3")])
            lines.append(f"{old or '-'} → {new}: {'｜'.join(map(str, found))}")
    golden(WORKSPACES / "golden" / "printed.pairs.txt", "\n".join(lines) + "\n")


def test_a_number_against_a_limit(golden: Golden) -> None:
    lines = []
    for text in NUMBERS:
        exact = Fraction(text)
        shown = [number(exact, Decimal(limit) if limit else None) for limit in LIMITS]
        lines.append(
            f"{text}: {'、'.join(shown)}｜{distance(abs(exact))}｜{[str(rounded(exact, each)) for each in (0, 1, 3)]}"
        )
    for text in FIGURES:
        lines.append(
            f"{text}: {'、'.join(figure_text(typed(text), Decimal(limit) if limit else None) for limit in LIMITS)}"
        )
    golden(WORKSPACES / "golden" / "printed.numbers.txt", "\n".join(lines) + "\n")


def test_a_row_has_the_note_of_its_figure_and_the_action_of_a_part_edited() -> None:
    known = {"it": indicator()}
    work: dict[str, Any] = {"work": {2024: [{"lead": "随访", "text": "逐户随访。"}]}}
    before, after = (
        town(known),
        town(known, {"it": {"2024-06-30": {"value": "70/100", "note": "补录二村"}}}, **work),
    )
    values, others = (
        [row for row in changes(before, after) if row.section == each] for each in ("values", "others")
    )
    assert [row.remark.text for row in values] == ["补录二村"]
    assert [(row.action, row.sentence.text) for row in others] == [("action", "新增了管慢病2024年工作情况")]
