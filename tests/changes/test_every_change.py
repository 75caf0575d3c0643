"""From each set of figures to the next, for every kind of demand: what ``diff`` says of the figures and of the verdicts."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

import pytest
from pydantic import TypeAdapter

from aiwei_cli.model.condition import Condition
from aiwei_cli.model.data_change import Direction
from aiwei_cli.render.words.demands import long, sentence, short
from aiwei_cli.rules.strictness import direction
from every_demand import CASES, SCHOOLS
from support import WORKSPACES
from towns import changes, indicator, town

Golden = Callable[[Path, str], None]
CONDITION: Final[TypeAdapter[Condition]] = TypeAdapter(Condition)
SIGN: Final = {Direction.TIGHTER: "紧", Direction.LOOSER: "松", Direction.SAME: "＝", Direction.OTHER: "·"}
UNITS: Final = ("%", "户", "分", "微克/立方米", "1/10万", "")


def told(demands: list[Any], more: Mapping[str, Any], before: Any, after: Any, as_of: str) -> Iterator[str]:
    """A sentence and its cells once, with the numbers of the demands that it is said of."""
    known = {f"i{number}": indicator(demand, name="某项", **more) for number, demand in enumerate(demands)}
    was, now = (town(known, dict.fromkeys(known, each), groups=SCHOOLS) for each in (before, after))
    alike: dict[str, list[str]] = {}
    for row in changes(was, now, as_of):
        cells = f"{row.on}｜{row.old}｜{row.new}｜{row.remark}"
        flag = f"【{row.flag}】" if row.flag else ""
        alike.setdefault(f"{cells}\n    {row.sentence}。{flag}", []).append(row.key[1:])
    for text, keys in alike.items():
        yield f"{'、'.join(keys)}：{text}"


@pytest.mark.parametrize("kind", CASES)
def test_what_is_said_from_one_set_of_figures_to_the_next(kind: str, golden: Golden) -> None:
    demands, more, sets = CASES[kind]
    lines = [f"{number}：{demand}" for number, demand in enumerate(demands)]
    for (before, _), (after, days) in pairwise([*sets, sets[1]]):
        lines += ["", f"# {days[-1]}，从 {before or '没有'} 到 {after or '没有'}", ""]
        lines += told(demands, more, before, after, days[-1])
    golden(WORKSPACES / "golden" / f"changes.{kind}.txt", "\n".join(lines) + "\n")


_ALL: Final = [demand for demands, _, _ in CASES.values() for demand in demands] + [
    {"at_least": 91},
    {"at_most": 89},
    {"equals": 91},
    {"limits": "air"},
    {"rising": "quarter"},
    {"events": {"at_most": 2, "within": "1 year"}},
    {"events": {"at_least": 2, "per": "month"}},
    {"each": "caterer", "at_least": 90},
    {"mean": "caterer", "at_least": 90},
    {"each": "school", "grade": "B", "scale": "rats"},
]
DEMANDS: Final = [demand for number, demand in enumerate(_ALL) if demand not in _ALL[:number]]


def test_which_of_two_demands_asks_for_more(golden: Golden) -> None:
    """A row is the demand before, a column the one after: 紧 where it was tightened, 松 where it was loosened, ＝ where the same will do."""
    scales = town().scales
    demands = [
        *DEMANDS,
        {"grade": "二级", "scale": "air"},
        *({"grade": each, "scale": scale} for scale in ("none", "rats") for each in "YZ"),
    ]
    known = [CONDITION.validate_python(text_of(demand)) for demand in demands]
    lines = [
        f"{number:>2} {''.join(SIGN[direction(old, new, scales, 2024)] for new in known)} {demand}"
        for number, (old, demand) in enumerate(zip(known, demands, strict=True))
    ]
    golden(WORKSPACES / "golden" / "strictness.txt", "\n".join(lines) + "\n")


def text_of(demand: Any) -> Any:
    """As files state it: numbers are text."""
    match demand:
        case dict():
            return {key: text_of(value) for key, value in demand.items()}
        case list():
            return [text_of(value) for value in demand]
        case _:
            return str(demand)


@pytest.mark.parametrize("unit", UNITS)
def test_a_demand_in_three_lengths(unit: str, golden: Golden) -> None:
    made = town(past=True)
    lines = []
    for wording in ("", "基本消除卫生死角"):
        it = town({"it": indicator(name="某项", unit=unit, wording=wording)}, past=True).indicators["it"]
        for demand in DEMANDS:
            condition = CONDITION.validate_python(text_of(demand))
            say = "｜".join(words(condition, it, made).text for words in (short, long, sentence))
            lines.append(say)
    golden(WORKSPACES / "golden" / f"demands.{UNITS.index(unit)}.txt", "\n".join(lines) + "\n")
