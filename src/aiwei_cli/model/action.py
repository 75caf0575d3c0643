"""What is planned and what was done: one file for each special action; a plan item as it stood on some day."""

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


class PlanItem(
    Frozen,
    title="计划事项",
    json_schema_extra={"description": "一件要做的事：做什么、做多少、什么时候完成、由谁负责"},
):
    """Something to be done: it has no measurable mark, only a state."""

    id: Id = Field(title="编号", description="事项的编号，同一行动里不能重复", examples=["new-toilets"])
    year: Year = Field(title="年度", description="属于哪一年的计划", examples=["2024"])
    title: Text = Field(title="内容", description="做什么", examples=["新建公共厕所"])
    quantity: OptionalAmount = Field(
        None, title="数量", description="做多少，数字加单位；事项完成才算数", examples=["2 座"]
    )
    """How much is planned; it counts as achieved only once the item is done."""
    due: OptionalDay = Field(None, title="时限", description="完成期限", examples=["2024-12-31"])
    responsible: OptionalText = Field(
        None, title="责任单位", description="部门或村", examples=["农业农村服务中心"]
    )
    """The department or village that has to do it (责任单位)."""
    person: OptionalText = Field(None, title="责任人", examples=["张三"])
    source: OptionalText = Field(
        None, title="来源", description="任务的出处，文件、会议、决定", examples=["镇党委会议"]
    )
    """Where the task comes from: a document, a meeting, a decision."""
    carried_from: Annotated[str | None, Reads(read_id)] = Field(
        None,
        title="结转自",
        description="上一年没有完成的哪一项，写编号；new-year 写的",
        examples=["new-toilets"],
    )
    """The item of the year before that it goes on with; how ``new-year`` knows what it has carried."""
    state: PlanState | None = Field(None, title="进展", description="进展到哪一步", examples=["进行中"])
    done: OptionalDay = Field(None, title="完成日期", description="写了就算已完成", examples=["2024-11-20"])
    note: OptionalText = Field(None, title="说明")
    evidence: Annotated[tuple[Text, ...], BeforeValidator(listed)] = Field(
        (), title="佐证材料", description="一个或几个，文件路径或材料名称", examples=["验收记录"]
    )

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


class Strand(Frozen, title="一条", json_schema_extra={"description": "小标题和一段话"}):
    """One strand of the narrative: a lead phrase and its sentences; ``{id}`` refers to data."""

    lead: Text = Field(title="小标题", description="不加标点", examples=["健全领导机构"])
    text: Text = Field(
        title="正文", description="{编号} 引用 figures 或监测值里的数", examples=["对{schools}学校开展检查。"]
    )


class CrossSum(Frozen, title="勾稽关系", json_schema_extra={"description": "合计和它的各部分"}):
    """A total and the parts that must add up to it (勾稽关系)."""

    year: Year = Field(title="年度", description="哪一年的数量", examples=["2023"])
    total: Id = Field(title="合计", description="合计的编号，在 figures 里", examples=["inspected"])
    parts: Annotated[tuple[Id, ...], Field(min_length=2)] = Field(
        title="各部分", description="各部分的编号，至少两个", examples=["[small, large]"]
    )
    note: OptionalText = Field(
        None, title="说明", description="合计与各部分之和差在四舍五入时，写明原因", examples=["四舍五入"]
    )
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

    id: Id = Field(
        title="编号", description="专项行动的编号，指标的 action 引用它", examples=["clean-villages"]
    )
    name: Text = Field(title="名称", description="专项行动的名称", examples=["村庄清洁"])
    order: Position = Field(
        title="次序", description="在方案里排第几，1、2、3……，各行动不能相同", examples=["1"]
    )
    lead: OptionalText = Field(None, title="牵头单位", examples=["市场监督管理所"])
    """The department in the lead (牵头单位)."""
    since: OptionalYear = Field(None, title="起始年份", description="这一轮方案的第一年", examples=["2022"])
    until: OptionalYear = Field(None, title="终止年份", description="这一轮方案的最后一年", examples=["2024"])
    """First and last year of the programme round the action belongs to."""
    plan: tuple[PlanItem, ...] = Field((), title="计划事项", description="每项一行")
    progress: dict[Id, dict[DayKey, Text]] = Field(
        {},
        title="进展",
        description="计划事项的进展，事项编号下，每个日期一行",
        examples=["2024-06-30: 已完成招标"],
    )
    """How the plan's items came along: for each a line a day."""
    issues: dict[Id, Steps] = Field({}, title="整改台账", description="问题编号下，每一步一行，按日期先后")
    """The correction ledger (整改台账): each issue a list of dated steps."""
    figures: dict[Year, dict[Id, Amount]] = Field(
        {}, title="数量", description="年份下写编号和数量，总结正文引用它", examples=["inspected: 12 户"]
    )
    """What was counted, by year; the narrative refers to these."""
    sums: tuple[CrossSum, ...] = Field(
        (),
        title="勾稽关系",
        description="合计应等于各部分之和",
        examples=["{year: 2023, total: all, parts: [small, large]}"],
    )
    work: dict[Year, tuple[Strand, ...]] = Field({}, title="工作情况", description="年份下写，写进年度总结")
    measurements: dict[str, Readings] = Field(
        {}, title="监测值", description="指标编号下，每个日期一行；分考核对象的，再按对象编号分开"
    )

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
