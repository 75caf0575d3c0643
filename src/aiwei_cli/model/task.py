"""A plan item as it stood on some day."""

from datetime import date
from typing import NamedTuple

from aiwei_cli.model.action import ActionFile, PlanItem, PlanState


class Task(NamedTuple):
    """A plan item, how far it had come, and what was last reported of it."""

    action: str
    item: PlanItem
    state: PlanState | None
    """None where nothing was ever said."""
    last: tuple[date, str] | None = None
    """The newest line of progress."""

    @property
    def is_open(self) -> bool:
        """Whether it still has to be done."""
        return self.state is not PlanState.DONE

    def is_late(self, day: date) -> bool:
        """Whether it is open on a day after its deadline."""
        return self.is_open and self.item.due is not None and self.item.due < day


class Carried(NamedTuple):
    """A task of an old year and the id that it goes on under in the next."""

    action: str
    item: PlanItem
    id: str


def tasks_on(action: ActionFile, year: int, day: date) -> tuple[Task, ...]:
    """An action's plan of a year as it stood on a day."""
    return tuple(task_on(action, item, day) for item in action.planned_for(year))


def task_on(action: ActionFile, item: PlanItem, day: date) -> Task:
    """One plan item as it stood on a day: what is dated later has not happened yet."""
    said = [entry for entry in action.progress.get(item.id, {}).items() if entry[0] <= day]
    last = max(said, default=None)
    state = item.stands
    if state is PlanState.DONE and item.done and item.done > day:
        state = item.state if item.state is not PlanState.DONE else None
    if state in (None, PlanState.NOT_STARTED) and last:
        state = PlanState.UNDER_WAY
    return Task(action.id, item, state, last)
