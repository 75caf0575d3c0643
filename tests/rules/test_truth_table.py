"""What two verdicts come to in ``all``, ``any``, ``each`` and ``mean``: a table to read, and a second opinion.

The table is a golden file, each cell judged on figures that bring its two verdicts about. The second opinion is a judge
of a few lines over conditions nested at random.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aiwei_cli.model.verdict import Status
from aiwei_cli.render.words.labels import STATUS
from aiwei_cli.rules.engine import assess
from support import WORKSPACES, judged
from towns import indicator, town

MET, MISSED, PENDING = Status.MET, Status.MISSED, Status.PENDING
NO_DATA, NOTHING, EXCEPTED = Status.NO_DATA, Status.NOT_APPLICABLE, Status.EXCEPTED
DAYS: Final = {"2024-06-30": "年内", "2024-12-31": "年末"}
FIGURE: Final = {"2024-03-01": "60"}
PART: Final[dict[Status, Any]] = {
    MET: {"stock": {"at_least": "50"}},
    MISSED: {"stock": {"at_least": "90", "by": "2024-03-31"}},
    PENDING: {"stock": {"at_least": "90", "by": "2025-06-30"}},
    NO_DATA: {"rising": "year"},
}
"""Conditions that the same figure meets, misses, may still meet, and gives no answer to: on either day."""
EACH: Final = {"each": "school", "all": [PART[PENDING], {"stock": {"at_least": "50", "by": "2024-03-31"}}]}
MEAN: Final = {"mean": "school", "at_least": "60"}
ALONE: Final[dict[str, dict[Status, str | None]]] = {
    "each": {MET: "95", PENDING: "60", MISSED: "40", NO_DATA: None, NOTHING: "0/0", EXCEPTED: "40"},
    "mean": {MET: "90", PENDING: "10", MISSED: "10", NO_DATA: None, NOTHING: "0/0", EXCEPTED: "10"},
}
"""A figure of an organisation that stands so by itself."""
NEVER: Final = "－"
WHY_NEVER: Final = {
    "all": "不适用：各条件看同一个数，要么都不适用，要么都不是；豁免：只豁免指标或者考核对象，不豁免一个条件",
    "mean": "推进中、未达标：得分不够的，年末以前都是推进中，从年末起都是未达标",
}

LEFT_OUT: Final = "不适用、豁免不计在内；其余的都达标，而有豁免的，整个指标是豁免"


def of_conditions(kind: str, day: str) -> Callable[[Status, Status], Status | None]:
    """How two conditions on one figure add up."""

    def cell(one: Status, other: Status) -> Status | None:
        if {one, other} == {NOTHING}:
            return judged({kind: [PART[MET], PART[NO_DATA]]}, {"2024-03-01": "0/0"}, as_of=day).status
        if one not in PART or other not in PART:
            return None
        parts = judged({kind: [PART[one], PART[other]]}, FIGURE, as_of=day)
        assert [part.status for part in parts.parts] == [one, other]
        return parts.status

    return cell


def of_organisations(kind: str, target: Any, day: str) -> Callable[[Status, Status], Status | None]:
    """How two organisations of a group add up."""
    alone, ends = ALONE[kind], day == "2024-12-31"
    states = [each for each in alone if kind == "each" or each is not (PENDING if ends else MISSED)]
    pairs = {f"{one}-{other}": (one, other) for one in states for other in states}
    schools = ("first-school", "second-school")
    values = {
        key: {
            school: {"2024-03-01": alone[state]}
            for school, state in zip(schools, pair, strict=True)
            if alone[state]
        }
        for key, pair in pairs.items()
    }
    granted = {"reason": "改造", "document": "1号", "approved_by": "县里", "until": "2025-12-31"}
    exceptions = [
        {"indicator": key, "organisation": school, **granted}
        for key, pair in pairs.items()
        for school, state in zip(schools, pair, strict=True)
        if state is EXCEPTED
    ]
    made = town({key: indicator(target, name=key) for key in pairs}, values, exceptions=exceptions)
    found = {each.id: each.status for each in assess(made, 2024, date.fromisoformat(day)).findings}
    return lambda one, other: found.get(f"{one}-{other}")


def table(kind: str, day: str) -> str:
    """All pairs, the first verdict in the rows, the second in the columns."""
    plain = kind in ("all", "any")
    cell = (
        of_conditions(kind, day) if plain else of_organisations(kind, EACH if kind == "each" else MEAN, day)
    )
    rows = [["", *STATUS.values()]]
    for one in STATUS:
        found = [cell(one, other) for other in STATUS]
        rows.append([STATUS[one], *(STATUS[each] if each else NEVER for each in found)])
    lines = ["".join(f"{word}{'　' * (4 - len(word))}" for word in row).rstrip() for row in rows]
    never = WHY_NEVER.get("all" if plain else kind)
    below = [*([f"{NEVER} {never}"] if never else []), *([] if plain else [LEFT_OUT])]
    return "\n".join([f"{kind}　{DAYS[day]}（{day}）", *lines, *below, ""])


def test_two_verdicts_add_up(golden: Callable[[Path, str], None]) -> None:
    tables = [table(kind, day) for kind in ("all", "any", "each", "mean") for day in DAYS]
    golden(WORKSPACES / "golden" / "truth-tables.txt", "\n".join(tables))


LADDER: Final = [MISSED, NO_DATA, PENDING, MET]
OTHER: Final[Any] = {"attested": "yes"}
"""A condition that a number is not of a kind for."""
Nested = tuple[Any, "int | None"]
"""A condition, and its rung on the ladder; None for one of another kind."""


def _all(parts: list[Nested]) -> Nested:
    rungs = [1 if rung is None else rung for _, rung in parts]
    other = any(rung is None for _, rung in parts) and min(rungs) == 1
    return {"all": [condition for condition, _ in parts]}, None if other else min(rungs)


def _any(parts: list[Nested]) -> Nested:
    rungs = [rung for _, rung in parts if rung is not None]
    return {"any": [condition for condition, _ in parts]}, max(rungs, default=None)


def _takes_a_number(nested: Nested) -> bool:
    """Whether a file could hold a number for it at all."""
    return "stock" in str(nested) or "rising" in str(nested)


LEAF = st.sampled_from([*((PART[status], LADDER.index(status)) for status in LADDER), (OTHER, None)])
NESTED = st.recursive(
    LEAF,
    lambda inner: st.lists(inner, min_size=1, max_size=3).flatmap(
        lambda parts: st.sampled_from([_all(parts), _any(parts)])
    ),
    max_leaves=8,
)


@given(nested=NESTED.filter(_takes_a_number), day=st.sampled_from([*DAYS]))
@settings(max_examples=60, deadline=None)
def test_nested_conditions_stand_on_one_ladder(nested: Nested, day: str) -> None:
    condition, rung = nested
    expected = NO_DATA if rung is None else LADDER[rung]
    assert judged(condition, FIGURE, as_of=day).status is expected
    group = {"school": {"name": "学校", "members": {"one": "一小", "two": "二小"}}}
    inside = judged({"each": "school", **condition}, {"one": FIGURE, "two": FIGURE}, as_of=day, groups=group)
    assert inside.status is expected
    assert (inside.counted, inside.out_of) == (2 if expected is MET else 0, 2)


@pytest.mark.parametrize("kind", ["all", "any"])
def test_the_order_of_parts_decides_nothing(kind: str) -> None:
    for one in PART:
        for other in PART:
            parts = [PART[one], PART[other]]
            stands = [judged({kind: each}, FIGURE).status for each in (parts, parts[::-1], [*parts, *parts])]
            assert len(set(stands)) == 1
