"""References in the narrative: ``{new-toilets}`` stands for a figure that is kept as data; ``{{`` is a brace."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final, TypeVar

from aiwei_cli.model.action import ActionFile, PlanItem
from aiwei_cli.model.condition import Condition
from aiwei_cli.model.target import Indicator
from aiwei_cli.model.text import Quantity

Word = TypeVar("Word")
REFERENCE: Final = r"\{\{|\}\}|\{([^{}｛｝﹛﹜]*)\}"
_REFERENCE: Final = re.compile(REFERENCE)
_BRACES: Final = frozenset("{}｛｝﹛﹜")


def references(text: str) -> Iterator[str]:
    """The ids referred to, in order."""
    return (found[1].strip() for found in _REFERENCE.finditer(text) if found[1] is not None)


def may_be_loose(text: str) -> bool:
    """Whether a text may hold what only looks like a reference: braces that are doubled or not part of one."""
    return "{{" in text or "}}" in text or not _BRACES.isdisjoint(_REFERENCE.sub("", text))


def fill(text: str, word_for: Callable[[str], Word]) -> Iterator[str | Word]:
    """The text in pieces, every reference replaced, and doubled braces single."""
    at = 0
    for found in _REFERENCE.finditer(text):
        yield text[at : found.start()]
        yield found[0][0] if found[1] is None else word_for(found[1].strip())
        at = found.end()
    yield text[at:]


def quantity_for(
    reference: str, year: int, figures: Mapping[str, Quantity], action: ActionFile | None
) -> Quantity | PlanItem | None:
    """What a reference stands for: a figure of the year, else a plan item of the year with a quantity."""
    if reference in figures:
        return figures[reference]
    for item in action.planned_for(year) if action else ():
        if item.id == reference and item.quantity is not None:
            return item
    return None


def demand_referred_to(indicator: Indicator, year: int) -> Condition:
    """The demand that says what an indicator's figure of a year is: the one in force, before the first the first."""
    return indicator.target[indicator.target_year(year)]


def summary_figures(
    year: int, own: Mapping[str, Quantity], actions: Iterable[ActionFile]
) -> dict[str, Quantity]:
    """The figures that a year's summary can refer to: its own, and the actions' that no two of them share."""
    found: dict[str, Quantity] = {}
    shared: set[str] = set()
    for action in actions:
        figures = action.figures.get(year, {})
        shared |= found.keys() & figures.keys()
        found |= figures
    return {key: figure for key, figure in found.items() if key not in shared} | dict(own)
