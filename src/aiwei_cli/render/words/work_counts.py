"""Tasks and issues counted, and where each comes from; what is owed, by who owes it."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import TypeVar

from aiwei_cli.model.action import PlanItem, Task
from aiwei_cli.model.correction_ledger import Issue
from aiwei_cli.model.obligation import Due
from aiwei_cli.render.words.labels import NOBODY
from aiwei_cli.render.words.phrase import Origin, Phrase, Source, TracedFigure, how_many, joined, phrase

State = TypeVar("State", bound=StrEnum | None)


def many(each: Iterable[Task | Issue]) -> TracedFigure:
    """How many there are of them."""
    return how_many(map(work_source, each))


def work_source(work: Task | Issue) -> Source:
    """A plan item or an issue as where a figure comes from."""
    if isinstance(work, Task):
        return task_source(work.item, work.action)
    return Source(Origin.ISSUE, work.id, whose=work.action)


def task_source(item: PlanItem, action: str) -> Source:
    """A plan item as where a figure comes from."""
    return Source(Origin.TASK, item.id, item.year, action)


def each_state(
    each: Sequence[Task | Issue], words: Mapping[State, str], unit: str, day: date
) -> tuple[Phrase, Phrase]:
    """How many have come how far, each state that occurs; and how many are late, where any is."""
    said = (
        phrase(word, many(own), unit)
        for state, word in words.items()
        if (own := [one for one in each if one.state is state])
    )
    late = [one for one in each if one.is_late(day)]
    return joined("、", said), phrase("，其中逾期", many(late), unit) if late else phrase()


def by_owner(dues: Sequence[Due]) -> dict[str, list[Due]]:
    """What each owes, whoever owes the most urgent first."""
    found: dict[str, list[Due]] = {}
    for due in dues:
        found.setdefault(due.owner or NOBODY, []).append(due)
    return found
