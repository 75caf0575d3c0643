"""References in the narrative: ``{new-toilets}`` stands for a figure that is kept as data; ``{{`` is a brace."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final, NamedTuple

from aiwei_cli.model.action import ActionFile, PlanItem
from aiwei_cli.model.text import Quantity

_REFERENCE: Final = re.compile(r"\{\{|\}\}|\{([^{}｛｝]*)\}")
_LOOSE: Final = re.compile(
    r"\{\{\s*(?P<left>[A-Za-z0-9_-]{1,80})\s*\}(?!\})|\{\s*(?P<right>[A-Za-z0-9_-]{1,80})\s*\}\}(?!\})"
    rf"|{_REFERENCE.pattern}"
    r"|\{\s*(?P<open>[A-Za-z0-9_-]{1,80})\s*｝?"
    r"|\{\s*[^{}｛｝\s，。；、：！？）)]{0,80}(?P<none>)\s*｝?"
    r"|｛\s*(?P<wide>[a-z][a-z0-9-]{0,80})\s*[｝}]?"
    r"|(?P<end>[A-Za-z0-9-]{0,80})\s*\}(?!\})"
    r"|(?P<closed>[a-z][a-z0-9-]{0,80})\s*｝"
)


def references(text: str) -> Iterator[str]:
    """The ids referred to, in order."""
    return (found[1].strip() for found in _REFERENCE.finditer(text) if found[1] is not None)


class Loose(NamedTuple):
    """A piece of text that looks like a reference and is none: a brace is missing, or is a full-width one."""

    text: str
    word: str
    """What it most likely refers to; empty where nothing stands there that could be an id."""
    half_doubled: bool = False
    """Whether one of its braces is doubled and the other is not: it may mean a reference or braces."""


def loose_references(text: str) -> Iterator[Loose]:
    """The pieces that only look like references, in order."""
    for found in _LOOSE.finditer(text):
        words = {name: word for name, word in found.groupdict().items() if word is not None}
        for name, word in words.items():
            yield Loose(found[0], word, name in ("left", "right"))


def fill(text: str, word_for: Callable[[str], str]) -> str:
    """The text with every reference replaced, and doubled braces single."""
    return _REFERENCE.sub(lambda found: found[0][0] if found[1] is None else word_for(found[1].strip()), text)


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
