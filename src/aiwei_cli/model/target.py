"""What is demanded: indicators with their targets, ordinal scales, and organisations."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from enum import StrEnum
from functools import cached_property
from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, Field, PrivateAttr, model_validator

from aiwei_cli.model.condition import Condition, Events, unfold
from aiwei_cli.model.condition_kind import LineKind
from aiwei_cli.model.edition import Edition, Index
from aiwei_cli.model.exemption import Exemption, Exemptions, Ignored
from aiwei_cli.model.figure_kind import FigureKind
from aiwei_cli.model.grace import OptionalDays
from aiwei_cli.model.interval import Interval
from aiwei_cli.model.period import Period, Term, periods_of_year, school_year, whole_year
from aiwei_cli.model.text import (
    Frozen,
    Id,
    Number,
    OptionalDay,
    OptionalText,
    Text,
    Unit,
    Year,
    in_order,
    listed,
)
from aiwei_cli.model.unit import factor_of


class Level(StrEnum):
    """Whose figure it is: copied from the county, or the town's own to achieve."""

    TOWN = "town"
    COUNTY = "county"


class Indicator(
    Frozen,
    title="指标",
    json_schema_extra={"description": "一个指标：名称、由谁报送、多久报一次、要求什么；编号别处引用"},
):
    """One check of the programme, and what it demands from which year on."""

    action: Id = Field(
        title="所属行动", description="属于哪个专项行动，写它的编号", examples=["clean-villages"]
    )
    name: Text = Field(title="名称", description="指标的名称", examples=["卫生厕所普及率"])
    short: OptionalText = Field(None, title="简称", description="窄表格里用", examples=["厕所普及率"])
    """A name of at most a dozen characters for narrow tables."""
    clause: OptionalText = Field(None, title="条款", description="方案文件里的条目号", examples=["3a"])
    """Number of the clause in the programme's document."""
    source: OptionalText = Field(None, title="依据", description="目标出自哪个文件，文号或标题")
    """The document that the target is taken from: its number or title."""
    wording: OptionalText = Field(
        None,
        title="表述",
        description="总结里怎样表述这项要求；由名称和数字写不出来时才写",
        examples=["基本实现15分钟到公园"],
    )
    """How an official sentence states the demand, where it cannot be made from name and number."""
    unit: Unit = Field("", title="计量单位", description="照读出来的写", examples=["%", "平方米/人", "分贝"])
    """Unit of measure as it is read aloud: 平方米, %, 分贝; however typed in the one spelling of ``model.unit``."""
    level: Level = Field(
        title="层级",
        description="town 是镇里自己要完成的；county 是县级部门的数据，镇里只抄录",
        examples=["town"],
    )
    reported_by: Text = Field(title="报送单位", description="由哪个单位报数", examples=["各村"])
    every: Literal["week", "month", "quarter", "half-year", "term", "year", "once"] = Field(
        title="报送周期", description="多久报一次", examples=["quarter"]
    )
    """How often a new figure is due."""
    grace: OptionalDays = Field(
        None,
        title="宽限天数",
        description="一期结束后几天内报来不算逾期；不写就按 workspace.yaml 里这种周期的天数",
        examples=["10"],
    )
    """Days after a period on which its figure is still in time."""
    figures: FigureKind = Field(
        FigureKind.STANDING,
        title="数的口径",
        description=(
            "一个数说的是什么：standing 到那天的状况（不写就是它），cumulative 从年初累计，"
            "year_to_date 年初至今的比率，per_period 只是那一期的"
        ),
        examples=["cumulative"],
    )
    """What one line says: how things stand, the year so far, or its own period."""
    range: tuple[Number, Number] | None = Field(
        None,
        title="合理范围",
        description="看起来合理的数值，最小、最大；超出只提醒核对，不影响判定",
        examples=["[50, 100]"],
    )
    """The figures that are plausible, lowest and highest; a question, not a limit."""
    numerator: OptionalText = Field(None, title="分子", description="分子是什么", examples=["有卫生厕所的户"])
    denominator: OptionalText = Field(None, title="分母", description="分母是什么", examples=["全部农户"])
    counted_in: OptionalText = Field(
        None, title="计数单位", description="分子、分母数的是什么", examples=["户"]
    )
    """What numerator and denominator count: 户, 天, 人."""
    parts: Annotated[tuple[Id, ...], BeforeValidator(listed)] = Field(
        (),
        title="各部分",
        description="由哪些指标相加而成，写它们的编号；同一天的数加起来不等于它就提醒核对",
        examples=["first-village-toilets"],
    )
    """Ids of the indicators whose figures of the same day add up to this one's."""
    ignore: Annotated[tuple[Ignored, ...], BeforeValidator(listed)] = Field(
        (),
        title="不提的疑点",
        description="这个指标不提出哪些疑点，写代码；每个代码的意思用 aiwei rule 查",
        examples=["AW409"],
    )
    """Codes of the questions that are never asked about its figures."""
    target: Annotated[dict[Year, Condition], Field(min_length=1)] = Field(
        title="目标", description="从哪一年起，要求什么", examples=["2024: {at_least: 85}"]
    )

    _id: str = PrivateAttr("")

    @property
    def id(self) -> str:
        """The key that it stands under in the file, by which everything refers to it."""
        return self._id

    @model_validator(mode="after")
    def _range_in_order(self) -> Self:
        if self.range:
            in_order(*self.range, "合理范围", "range")
        return self

    def condition_for(self, year: int) -> Condition | None:
        """The demand in force in ``year``: that of the latest year not after it."""
        years = [since for since in self.target if since <= year]
        return self.target[max(years)] if years else None

    def target_year(self, year: int) -> int:
        """The year whose target says how a figure of ``year`` is written: before the first, the first."""
        return max((since for since in self.target if since <= year), default=min(self.target))

    def is_by_term(self, year: int) -> bool:
        """Whether figures of ``year`` are reported, or events counted, by school term."""
        return bool(self.years_by_term) and self.target_year(year) in self.years_by_term

    @cached_property
    def years_by_term(self) -> frozenset[int]:
        """The years from which on a target counts by school term: asked about every figure, so told once."""
        return frozenset(
            year
            for year, target in self.target.items()
            if self.every == Interval.TERM.value
            or any(isinstance(each, Events) and each.events.per is Interval.TERM for each in unfold(target))
        )

    def year(self, year: int, terms: Sequence[Term]) -> Period:
        """The days whose figures are those of ``year``: that of the calendar, or that of its school terms.

        Where a target goes over from one to the other the year begins where the one before it ended.
        """
        if not terms or not self.years_by_term:
            return whole_year(year)
        before, own = (school_year if self.is_by_term(each) else _calendar for each in (year - 1, year))
        return own(year, terms)._replace(start=before(year - 1, terms).last + timedelta(days=1))

    def periods_of(self, span: Interval, year: int, terms: Sequence[Term]) -> tuple[Period, ...]:
        """The periods of one length that start in ``year``; the year itself may be that of its school terms.

        In a year that goes over from the calendar to terms, or back, the first begins with it.
        """
        whole, found = self.year(year, terms), periods_of_year(span, year, terms)
        if span is Interval.YEAR:
            return (whole,)
        if not terms or self.is_by_term(year - 1) is self.is_by_term(year):
            return found
        first, *rest = [each for each in found if each.last >= whole.start]
        return (first._replace(start=whole.start), *rest)

    def last_day(self, year: int, as_of: date, terms: Sequence[Term]) -> date:
        """The day on which ``year`` is looked at: ``as_of``, but not later than its last day (or its last term's)."""
        return min(as_of, self.year(year, terms).end)

    def target_on(self, day: date, terms: Sequence[Term]) -> Condition:
        """The target that says how a figure of a day is written."""
        return self.target[self.target_year(self.year_of(day, terms))]

    def year_of(self, day: date, terms: Sequence[Term]) -> int:
        """The year that a figure of a day belongs to: one of January may be of last year's autumn term."""
        if not terms or not self.years_by_term:
            return day.year
        before = day.year - 1
        if day <= school_year(before, terms).last and self.is_by_term(before):
            return before
        return day.year

    def is_event_of_before(self, day: date, year: int, terms: Sequence[Term]) -> bool:
        """Whether a line states events by the target of its own year, while that of ``year`` is another one."""
        if not self.years_of_events:
            return False
        own = self.target_year(self.year_of(day, terms))
        return own in self.years_of_events and own != self.target_year(year)

    @cached_property
    def years_of_events(self) -> frozenset[int]:
        """The years from which on the numbers of a target's lines are events and nothing else."""
        return frozenset(year for year, target in self.target.items() if _counts_only_events(target))

    def demands(self) -> Iterator[Condition]:
        """Every condition of every year, those inside others included."""
        for condition in self.target.values():
            yield from unfold(condition)

    @property
    def is_rate(self) -> bool:
        """Whether figures are so many of so many, or per so many."""
        return self.factor > 1 or re.search("[/每]", self.unit) is not None

    @property
    def factor(self) -> int:
        """What numerator / denominator is multiplied by to be in the unit of measure; 1 where nobody knows."""
        return factor_of(self.unit) or 1


def _calendar(year: int, _terms: Sequence[Term]) -> Period:
    return whole_year(year)


def _counts_only_events(target: Condition) -> bool:
    return LineKind.EVENTS in target.line_kinds and LineKind.NUMBER not in target.line_kinds


class Scale(
    Frozen, title="分级标准", json_schema_extra={"description": "一个分级标准：级别、各分项、各版本的界限"}
):
    """Ordinal grades, best first, and the raw indices behind them by edition."""

    name: Text = Field(title="名称", description="标准的名称", examples=["蚊虫密度控制水平"])
    grades: Annotated[tuple[Text, ...], Field(min_length=1)] = Field(
        title="级别", description="各级别，最好的写在前面", examples=["[A, B, C]"]
    )
    below: Text = Field(title="不达级的说法", description="最后一级也达不到时怎么说", examples=["不足C级"])
    """What is said of a result that misses the last grade."""
    indices: dict[Id, Index] = Field(title="分项", description="编号下写名称和单位；没有分项的写 {}")
    editions: tuple[Edition, ...] = Field(title="版本", description="标准的各个版本和有效期；没有的写 []")

    def edition_on(self, day: date) -> Edition | None:
        """The edition in force on ``day``."""
        return next((edition for edition in self.editions if edition.holds_on(day)), None)

    def rank(self, grade: str) -> int:
        """0 for the best grade; one past the last for anything below."""
        return self.grades.index(grade) if grade in self.grades else len(self.grades)


def scales_of(indicator: Indicator, scales: Mapping[str, Scale]) -> Iterator[Scale]:
    """The scales that an indicator's targets name, of those that are known."""
    return _named_by(indicator.demands(), scales)


def scale_on(indicator: Indicator, day: date, scales: Mapping[str, Scale], terms: Sequence[Term]) -> Scale:
    """The scale that a grade or raw indices of ``day`` are read by: that of another year's target may differ."""
    return next(_named_by(unfold(indicator.target_on(day, terms)), scales))


def _named_by(demands: Iterable[Condition], scales: Mapping[str, Scale]) -> Iterator[Scale]:
    for demand in demands:
        if scale := scales.get(demand.scale_named or ""):
            yield scale


class Organisation(
    Frozen, title="考核对象", json_schema_extra={"description": "一个考核对象的名称和开办、撤销日期"}
):
    """One of those that a target applies to, with the days it exists on."""

    name: Text = Field(title="名称", description="考核对象的名称", examples=["学校一"])
    opened: OptionalDay = Field(None, title="开办日期", examples=["2024-09-01"])
    closed: OptionalDay = Field(None, title="撤销日期", examples=["2024-07-31"])

    @model_validator(mode="after")
    def _days_in_order(self) -> Self:
        in_order(self.opened, self.closed, "开办和撤销日期", "closed")
        return self

    def opened_by(self, day: date) -> bool:
        """Whether it has opened by ``day``."""
        return self.opened is None or self.opened <= day

    def closed_before(self, day: date) -> bool:
        """Whether it has closed before ``day``; on its closing day it is still open."""
        return self.closed is not None and self.closed < day

    def open_on(self, day: date) -> bool:
        """Whether it exists on ``day``; the opening and the closing day included."""
        return self.opened_by(day) and not self.closed_before(day)


def _named(value: object) -> object:
    return value if isinstance(value, Mapping | Organisation) else {"name": value}


class Group(
    Frozen,
    title="考核对象组",
    json_schema_extra={"description": "一组考核对象，目标里的 each 或 mean 引用它的编号"},
):
    """The organisations that ``each`` runs over."""

    name: Text = Field(title="名称", description="这一组的名称", examples=["中小学校"])
    counter: Text = Field("个", title="量词", examples=["所", "家", "户"])
    """The measure word they are counted with: 所, 家, 户."""
    members: Annotated[dict[Id, Annotated[Organisation, BeforeValidator(_named)]], Field(min_length=1)] = (
        Field(
            title="考核对象",
            description="编号和名称；有开办、撤销日期的写成一组键和值",
            examples=["school-1: 学校一"],
        )
    )


class TargetsFile(Frozen):
    """``data/targets.yaml``."""

    indicators: Annotated[dict[Id, Indicator], Field(min_length=1)] = Field(
        title="指标", description="编号下写名称、目标和由谁报送"
    )
    scales: dict[Id, Scale] = Field({}, title="分级标准", description="级别，以及各分项的界限")
    organisations: dict[Id, Group] = Field({}, title="考核对象", description="按组写，例如各学校、各餐饮单位")
    exceptions: Exemptions = Field((), title="豁免", description="哪些指标或疑点到哪天为止不算，依据什么文件")

    @model_validator(mode="after")
    def _tell_their_ids(self) -> Self:
        for key, indicator in self.indicators.items():
            indicator._id = key
        return self

    @property
    def exemptions(self) -> tuple[Exemption, ...]:
        """The exceptions, in the order written."""
        return tuple(self.exceptions.values() if isinstance(self.exceptions, dict) else self.exceptions)
