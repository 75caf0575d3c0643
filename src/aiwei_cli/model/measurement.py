"""What was measured: an entry as a line of a file states it, and the value it means."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Annotated, NamedTuple, Self

from pydantic import BeforeValidator, Field, model_validator

from aiwei_cli.model.diagnostic import Place
from aiwei_cli.model.period import Period
from aiwei_cli.model.text import Frozen, Id, Number, OptionalDay, OptionalText, Text, in_order, listed


class Maturity(StrEnum):
    """How far a figure has ripened; the words are those written in the files."""

    ESTIMATE = "预计"
    PRELIMINARY = "快报"
    FINAL = "核定"
    SAMPLE = "示例"


class Entry(
    Frozen, title="监测值", json_schema_extra={"description": "一个监测值连同它的来源、成熟程度和说明"}
):
    """One line under ``measurements``: exactly one of ``value`` and ``indices``, and its story."""

    value: OptionalText = Field(
        None, title="监测值", description="数、分子/分母、级别，或是、否", examples=["91.7", "172/200", "是"]
    )
    indices: Annotated[dict[Id, Number], Field(min_length=1)] | None = Field(
        None, title="分项值", description="各分项的实测数，按标准里的分项编号写"
    )
    status: Maturity | None = Field(
        None, title="数据状态", description="数据成熟到哪一步；编出来演示的写示例", examples=["核定"]
    )
    source: OptionalText = Field(None, title="来源", description="数据来自哪里", examples=["各村报表"])
    received: OptionalDay = Field(
        None, title="收到日期", description="哪天报来的；与数据的日期不同才写", examples=["2025-01-10"]
    )
    measured: OptionalDay = Field(
        None,
        title="测定日期",
        description="哪天测的；与数据的日期不同才写，分级标准按它选版本",
        examples=["2024-12-20"],
    )
    note: OptionalText = Field(
        None, title="说明", description="数据看起来反常时用它回答", examples=["今年集中改厕"]
    )
    evidence: Annotated[tuple[Text, ...], BeforeValidator(listed)] = Field(
        (), title="佐证材料", description="一个或几个，文件路径或材料名称", examples=["监测报告"]
    )

    @model_validator(mode="after")
    def _days_in_order(self) -> Self:
        in_order(self.measured, self.received, "测定和收到日期", "received")
        return self


class Figure(NamedTuple):
    """An exact number; a count pair keeps its two counts."""

    exact: Fraction
    text: str
    """As it was typed."""
    numerator: Decimal | None = None
    denominator: Decimal | None = None


class Grade(NamedTuple):
    """A grade that was given as such."""

    label: str


class Attestation(NamedTuple):
    """A yes or a no, and whether evidence is named for it."""

    yes: bool
    evidence: tuple[str, ...] = ()


class Indices(NamedTuple):
    """Raw indices of a scale, by id."""

    by_id: Mapping[str, Decimal]


class NotApplicable(NamedTuple):
    """``0/0``: there was nothing to measure, which is neither 0 % nor 100 %."""

    text: str = "0/0"


Value = Figure | Grade | Attestation | Indices | NotApplicable


class Measurement(NamedTuple):
    """A value of an indicator on a day, for one organisation where the target runs over a group."""

    indicator: str
    on: date
    value: Value
    entry: Entry
    place: Place
    organisation: str | None = None
    counted_over: Period | None = None
    """The period whose events it is the number of; None for a line of a file."""

    @property
    def measured_on(self) -> date:
        """The day of measuring, which decides the edition of a standard: the day it stands for, unless the line says another."""
        return self.entry.measured or self.on

    @property
    def known_since(self) -> date:
        """The first day on which anybody could know of it: of the day it stands for, or received later."""
        return max(self.on, self.entry.received or self.on)

    @property
    def is_sample(self) -> bool:
        """Whether the figure was made up to show how the tool works."""
        return self.entry.status is Maturity.SAMPLE
