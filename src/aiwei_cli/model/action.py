"""What is planned and what was done: one file for each special action."""

from datetime import date
from enum import StrEnum
from typing import Annotated, NamedTuple, Self

from pydantic import BeforeValidator, Discriminator, Field, Tag, model_validator

from aiwei_cli.model.correction_ledger import Steps
from aiwei_cli.model.measurement import Entry
from aiwei_cli.model.text import (
    Amount,
    DayKey,
    Frozen,
    Id,
    OptionalAmount,
    OptionalDay,
    OptionalText,
    OptionalYear,
    Position,
    Reads,
    Text,
    Year,
    listed,
    read_id,
    unreadable,
)


class PlanState(StrEnum):
    """How far a plan item has come; the words are those written in the files."""

    NOT_STARTED = "未启动"
    UNDER_WAY = "进行中"
    DONE = "已完成"


class PlanItem(Frozen):
    """Something to be done: it has no measurable mark, only a state."""

    id: Id
    year: Year
    title: Text
    quantity: OptionalAmount = None
    """How much is planned; it counts as achieved only once the item is done."""
    due: OptionalDay = None
    responsible: OptionalText = None
    """The department or village that has to do it (责任单位)."""
    person: OptionalText = None
    source: OptionalText = None
    """Where the task comes from: a document, a meeting, a decision."""
    carried_from: Annotated[str | None, Reads(read_id)] = None
    """The item of the year before that it goes on with; how ``new-year`` knows what it has carried."""
    state: PlanState | None = None
    done: OptionalDay = None
    note: OptionalText = None
    evidence: Annotated[tuple[Text, ...], BeforeValidator(listed)] = ()

    @model_validator(mode="after")
    def _state_agrees(self) -> Self:
        if self.done and self.state not in (None, PlanState.DONE):
            message = f"写了完成日期 {self.done}，进展却是“{self.state}”"
            raise unreadable("AW213", message, "改成 已完成，或删掉 done", key="state")
        return self

    @property
    def stands(self) -> PlanState | None:
        """Its state; done when a day of completion is given, None when nothing is said."""
        return PlanState.DONE if self.done else self.state


class Strand(Frozen):
    """One strand of the narrative: a lead phrase and its sentences; ``{id}`` refers to data."""

    lead: Text
    text: Text


class CrossSum(Frozen):
    """A total and the parts that must add up to it (勾稽关系)."""

    year: Year
    total: Id
    parts: Annotated[tuple[Id, ...], Field(min_length=2)]
    note: OptionalText = None
    """Why a sum of rounded figures differs in the last digit: it answers the question."""


def _kind(value: object) -> str:
    # A mapping of dates belongs to an organisation; anything else is one entry.
    if isinstance(value, dict) and any(str(key)[:1].isdigit() for key in value):
        return "(organisation)"
    return "(entry)"


def _entry(value: object) -> object:
    return value if isinstance(value, dict | Entry) else {"value": value}


AnEntry = Annotated[Entry, BeforeValidator(_entry)]
ByDate = Annotated[dict[str, AnEntry], Field(min_length=1)]
Readings = Annotated[
    dict[
        str,
        Annotated[
            Annotated[AnEntry, Tag("(entry)")] | Annotated[ByDate, Tag("(organisation)")],
            Discriminator(_kind),
        ],
    ],
    Field(min_length=1),
]
"""``date: entry`` lines, or for each organisation its own ``date: entry`` lines."""


class ActionFile(Frozen):
    """A file of ``data/actions/``."""

    id: Id
    name: Text
    order: Position
    lead: OptionalText = None
    """The department in the lead (牵头单位)."""
    since: OptionalYear = None
    until: OptionalYear = None
    """First and last year of the programme round the action belongs to."""
    plan: tuple[PlanItem, ...] = ()
    progress: dict[Id, dict[DayKey, Text]] = {}
    """How the plan's items came along: for each a line a day."""
    issues: dict[Id, Steps] = {}
    """The correction ledger (整改台账): each issue a list of dated steps."""
    figures: dict[Year, dict[Id, Amount]] = {}
    """What was counted, by year; the narrative refers to these."""
    sums: tuple[CrossSum, ...] = ()
    work: dict[Year, tuple[Strand, ...]] = {}
    measurements: dict[str, Readings] = {}

    @model_validator(mode="after")
    def _years_in_order(self) -> Self:
        if self.since and self.until and self.since > self.until:
            raise unreadable(
                "AW213", f"since {self.since} 晚于 until {self.until}", "核对两个年份", key="until"
            )
        return self

    def runs_in(self, year: int) -> bool:
        """Whether the action is part of the programme in ``year``."""
        return (self.since is None or self.since <= year) and (self.until is None or year <= self.until)

    def planned_for(self, year: int) -> tuple[PlanItem, ...]:
        """The year's plan, in the order written."""
        return tuple(item for item in self.plan if item.year == year)


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
