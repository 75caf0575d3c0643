"""Everything read from one folder, put together, and what ``aiwei check`` does where its command line says nothing."""

from collections.abc import Iterator, Mapping
from datetime import date
from enum import StrEnum
from typing import Annotated, Literal, NamedTuple, Self

from pydantic import BeforeValidator, Field, model_validator

from aiwei_cli.model.action import ActionFile, Strand
from aiwei_cli.model.exemption import Exemption
from aiwei_cli.model.grace import Grace, last_of_grace
from aiwei_cli.model.interval import Interval
from aiwei_cli.model.measurement import Measurement
from aiwei_cli.model.period import Term
from aiwei_cli.model.target import Group, Indicator, Level, Scale
from aiwei_cli.model.text import Amount, Frozen, Id, OptionalText, Text, Year, listed, unreadable


class FailOn(StrEnum):
    """What makes ``check`` end with exit code 1."""

    MISSED = "missed"
    LATE = "late"
    NO_DATA = "no-data"
    QUESTION = "question"
    NEVER = "never"


YesNo = Literal["yes", "no"]
FormatName = Literal[
    "table", "concise", "json", "jsonl", "csv", "markdown", "junit", "sarif", "github", "gitlab", "html"
]
"""Those of ``render.check_formats``, which a model cannot see; a test holds the two together."""


class Defaults(
    Frozen, title="默认值", json_schema_extra={"description": "aiwei check 的命令行没有写的，用这里的"}
):
    """``defaults`` of ``data/workspace.yaml``; the command line wins."""

    fail_on: Annotated[tuple[FailOn, ...], Field(min_length=1), BeforeValidator(listed)] = Field(
        (FailOn.MISSED,),
        title="不通过的标准",
        description="什么算不通过（退出码 1）；几样写成列表",
        examples=["[missed, question]"],
    )
    strict: YesNo = Field("no", title="从严", description="缺数据也算不通过")
    exit_zero: YesNo = Field("no", title="总以 0 退出", description="判定了就以 0 退出")
    format: FormatName | None = Field(None, title="默认格式", examples=["table"])
    level: Annotated[tuple[Level, ...], Field(min_length=1), BeforeValidator(listed)] = Field(
        (), title="默认层级", description="默认只看哪一级"
    )
    """None named: all."""

    @model_validator(mode="after")
    def _agrees(self) -> Self:
        if FailOn.NEVER in self.fail_on and len(self.fail_on) > 1:
            raise unreadable("AW213", "never 不能与别的词同用", "只写 never，或删掉它", key="fail_on")
        if FailOn.NEVER in self.fail_on and self.strict == "yes":
            raise unreadable("AW213", "strict 不能与 fail_on: never 同用", "只留一样", key="strict")
        return self


class YearSummary(
    Frozen, title="一年的总结", json_schema_extra={"description": "这一年总结里各行动以外的部分"}
):
    """What the year's work summary says beyond the actions."""

    opening: OptionalText = Field(None, title="开头", description="总结的开头一段")
    organisation: tuple[Strand, ...] = Field(
        (), title="组织领导", description="组织领导方面的做法，每条一个小标题和一段话"
    )
    problems: tuple[Strand, ...] = Field((), title="存在的问题")
    aim: OptionalText = Field(None, title="总体打算", description="下一年的总体打算")
    """The general aim for the year after."""
    highlights: tuple[Strand, ...] = Field((), title="亮点和经验")
    figures: dict[Id, Amount] = Field(
        {},
        title="数量",
        description="正文引用的数量，编号和数量各一行；正文里用 {编号} 引用",
        examples=["liaisons: 9 名"],
    )


class WorkspaceFile(Frozen):
    """``data/workspace.yaml``."""

    town: Text = Field(title="乡镇名称", description="镇（街道）的名称", examples=["XX镇"])
    county: Text = Field(title="县名", description="县（市、区）的名称", examples=["XX县"])
    office: Text = Field(
        title="办公室名称", description="总结落款用", examples=["XX镇爱国卫生运动委员会办公室"]
    )
    programme: Text = Field(
        title="行动名称", description="方案的名称，写进总结标题", examples=["爱国卫生“7个专项行动”"]
    )
    """What the programme is called in the title of the work summary."""
    year: Year = Field(title="判定年度", description="判定哪一年的目标", examples=["2024"])
    terms: Annotated[tuple[Term, ...], Field(max_length=4)] = Field(
        (),
        title="学期",
        description="最多四个；没有按学期统计的指标可以不写",
        examples=["[{name: 春季学期, starts: 02-16, ends: 07-31}]"],
    )
    grace: Grace = Field(
        Grace.model_construct(),
        title="宽限天数",
        description="各种报送周期，一期结束后几天内报来不算逾期",
    )
    summary: dict[Year, YearSummary] = Field(
        {}, title="总结文字", description="各年总结里行动以外的部分，按年份写"
    )
    defaults: Defaults = Field(Defaults.model_construct(), title="check 的默认选项", description="命令行优先")


class Workspace(NamedTuple):
    """A town's whole data: what is demanded, planned, done and measured."""

    about: WorkspaceFile
    actions: Mapping[str, ActionFile]
    """By id, in the programme's order."""
    indicators: Mapping[str, Indicator]
    """By id: in the actions' order, within an action as written."""
    scales: Mapping[str, Scale]
    groups: Mapping[str, Group]
    measurements: Mapping[str, tuple[Measurement, ...]]
    """By indicator, in date order."""
    exemptions: tuple[Exemption, ...] = ()
    """In the order written."""
    outdated: frozenset[str] = frozenset()
    """Of a revision: the indicators that hold a line which is refused today, and so have no verdict."""

    def grace_of(self, indicator: Indicator) -> int | None:
        """The days of grace after a period: its own, else those of its interval; None where nothing is said."""
        own = indicator.grace
        return self.about.grace.days_after(indicator.every) if own is None else own

    def closing_day(self, year: int) -> date:
        """The last day that a year is judged on by itself: the latest of 31 December, the end of its last school term,
        and the last day of grace on which a figure of it may be reported.

        No line of data moves it: a figure of the holidays after that term counts from its own day on.
        """
        by_term = (each for each in self.indicators.values() if each.is_by_term(year))
        ends = (each.year(year, self.about.terms).end for each in by_term if each.condition_for(year))
        return max((date(year, 12, 31), *ends, *self._last_days_of_grace(year)))

    def _last_days_of_grace(self, year: int) -> Iterator[date]:
        for each in self.indicators.values():
            days, terms = self.grace_of(each), self.about.terms
            if days and each.every != "once" and each.condition_for(year):
                last = each.year(year, terms)
                ended = [
                    period
                    for period in each.periods_of(Interval(each.every), year, terms)
                    if period.end <= last.last
                ]
                yield from (last_of_grace(period, days) for period in ended[-1:])
