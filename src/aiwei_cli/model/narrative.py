"""References in the narrative: ``{riverbank}`` stands for a figure that is kept as data."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Final

from aiwei_cli.model.action import ActionFile, PlanItem
from aiwei_cli.model.text import Quantity

_REFERENCE: Final = re.compile(r"\{([^{}]*)\}")


def references(text: str) -> Iterator[str]:
    """The ids referred to, in order."""
    return (found[1].strip() for found in _REFERENCE.finditer(text))


def fill(text: str, word_for: Callable[[str], str]) -> str:
    """The text with every reference replaced."""
    return _REFERENCE.sub(lambda found: word_for(found[1].strip()), text)


def quantity_for(
    reference: str, figures: Mapping[str, Quantity], action: ActionFile | None
) -> Quantity | PlanItem | None:
    """What a reference stands for: a figure of the year, else a plan item with a quantity."""
    if reference in figures:
        return figures[reference]
    for item in action.plan if action else ():
        if item.id == reference and item.quantity is not None:
            return item
    return None
