"""The correction ledger (整改台账): what was found wrong, and the steps until it is struck off.

An issue is a list of dated steps, one line each, the newest last: opened, any number of times
progress, done, closed. Its state is that of its last step, so nothing is ever rewritten.
"""

from datetime import date
from enum import StrEnum
from itertools import pairwise
from typing import Annotated, Final, Literal, NamedTuple, Self

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from aiwei_cli.model.text import Frozen, OptionalDay, OptionalText, Text, listed, unreadable


class StepKind(StrEnum):
    """The key that names a step and holds its day."""

    OPENED = "opened"
    PROGRESS = "progress"
    DONE = "done"
    CLOSED = "closed"


class IssueState(StrEnum):
    """How far an issue has come."""

    NOT_STARTED = "not-started"
    UNDER_WAY = "under-way"
    DONE = "done"
    CLOSED = "closed"


_STATE: Final = dict(zip(StepKind, IssueState, strict=True))
REQUIRED: Final = {
    StepKind.OPENED: ("problem", "responsible", "due"),
    StepKind.PROGRESS: ("note",),
    StepKind.DONE: (),
    StepKind.CLOSED: ("verified_by",),
}
NOT_EVERYWHERE: Final = (
    "problem",
    "place",
    "source",
    "responsible",
    "person",
    "status",
    "due",
    "verified_by",
)
"""The keys that not every step may hold."""


class Step(Frozen):
    """One line of an issue: exactly one of the four days, and what belongs to it."""

    opened: OptionalDay = Field(
        None, title="发现日期", description="发现问题的日期；整改事项的第一步", examples=["2024-04-18"]
    )
    progress: OptionalDay = Field(None, title="进展日期", description="有进展的日期", examples=["2024-04-25"])
    done: OptionalDay = Field(None, title="完成日期", description="整改完成的日期", examples=["2024-05-10"])
    closed: OptionalDay = Field(None, title="销号日期", description="在整改完成之后", examples=["2024-05-16"])
    problem: OptionalText = Field(None, title="问题", description="问题是什么", examples=["留样登记不全"])
    place: OptionalText = Field(None, title="地点", description="在哪里", examples=["学校食堂三"])
    source: OptionalText = Field(
        None, title="来源", description="来自哪次检查、哪份通报", examples=["镇级检查"]
    )
    """Which inspection or report it comes from."""
    responsible: OptionalText = Field(None, title="责任单位", description="部门或村", examples=["学校三"])
    """The department or village that has to put it right (责任单位)."""
    person: OptionalText = Field(None, title="责任人", examples=["张三"])
    due: OptionalDay = Field(
        None, title="时限", description="整改期限；写在进展里的是延长后的期限", examples=["2024-05-20"]
    )
    """The deadline; in a step of progress, the deadline as extended."""
    verified_by: OptionalText = Field(
        None, title="核验人", description="由谁核实销号", examples=["市场监督管理所"]
    )
    note: OptionalText = Field(None, title="说明", examples=["已更换设施"])
    evidence: Annotated[tuple[Text, ...], BeforeValidator(listed)] = Field(
        (), title="佐证材料", description="一个或几个，文件路径或材料名称", examples=["整改照片"]
    )
    status: Literal["示例"] | None = Field(
        None, title="标注", description="标明这是编出来演示的例子", examples=["示例"]
    )
    """Marks an issue that was made up to show how the tool works."""

    @model_validator(mode="after")
    def _one_kind(self) -> Self:
        kinds = [kind for kind in StepKind if getattr(self, kind) is not None]
        if len(kinds) != 1:
            message = "一步只写 opened、progress、done、closed 中的一个，值是日期"
            raise unreadable("AW212", message, "例如 {progress: 2024-06-30, note: 已更换设施}")
        for key in REQUIRED[kinds[0]]:
            if getattr(self, key) is None:
                raise unreadable("AW202", f"写了 {kinds[0]} 就要写 {key}", f"补上 {key}: ……", key=kinds[0])
        for key in NOT_EVERYWHERE:
            if getattr(self, key) is not None and not belongs(key, kinds[0]):
                raise unreadable("AW201", f"{key} 不写在 {kinds[0]} 这一步里", "移到它该在的一步", key=key)
        return self

    @property
    def kind(self) -> StepKind:
        """Which step it is."""
        return next(kind for kind in StepKind if getattr(self, kind) is not None)

    @property
    def on(self) -> date:
        """The day of the step."""
        day: date = getattr(self, self.kind)
        return day


def belongs(key: str, kind: StepKind) -> bool:
    """Whether a key that not every step may hold is one of such a step's."""
    if key == "due":
        return kind in (StepKind.OPENED, StepKind.PROGRESS)
    return kind is (StepKind.CLOSED if key == "verified_by" else StepKind.OPENED)


def _follow(steps: tuple[Step, ...]) -> tuple[Step, ...]:
    """Opened first and once, days in order, closed last and only after done."""
    if not steps or steps[0].kind is not StepKind.OPENED:
        raise unreadable("AW213", "整改事项的第一步应是 opened", "先写 {opened: 日期, problem: ……}")
    for earlier, later in pairwise(steps):
        if later.kind is StepKind.OPENED:
            raise unreadable("AW213", "opened 只能是第一步", "另立一项，或改成 progress")
        if later.on < earlier.on:
            message = f"步骤的日期前后颠倒：{later.on} 写在 {earlier.on} 后面"
            raise unreadable("AW213", message, "按日期先后排列")
        if earlier.kind is StepKind.CLOSED:
            raise unreadable("AW213", "已销号的事项后面不能再有步骤", "另立一项")
        if later.kind is StepKind.CLOSED and earlier.kind is not StepKind.DONE:
            raise unreadable("AW213", "没有 done 就不能 closed", "先写整改完成的日期")
    return steps


Steps = Annotated[tuple[Step, ...], AfterValidator(_follow)]


class Issue(NamedTuple):
    """One issue as it stood on some day: its steps up to then, at least the first."""

    id: str
    action: str
    steps: tuple[Step, ...]

    @property
    def opened(self) -> Step:
        """The step that says what was found and who has to act."""
        return self.steps[0]

    @property
    def state(self) -> IssueState:
        """That of the last step."""
        return _STATE[self.steps[-1].kind]

    @property
    def due(self) -> date:
        """The deadline, as last extended."""
        return [step.due for step in self.steps if step.due][-1]

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to put it right."""
        return self.state in (IssueState.NOT_STARTED, IssueState.UNDER_WAY)

    def is_late(self, day: date) -> bool:
        """Whether it is open on a day after its deadline."""
        return self.is_open and self.due < day

    @property
    def is_sample(self) -> bool:
        """Whether it was made up to show how the tool works."""
        return self.opened.status is not None


def issue_on(key: str, action: str, steps: tuple[Step, ...], day: date) -> Issue | None:
    """An issue as it stood on a day; None before it was opened."""
    known = tuple(step for step in steps if step.on <= day)
    return Issue(key, action, known) if known else None
