"""What ``aiwei check`` does where its command line says nothing."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Annotated, Literal, NamedTuple, Self

from pydantic import BeforeValidator, Field, model_validator

from aiwei_cli.model.action import ActionFile, Strand
from aiwei_cli.model.exemption import Exemption
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


class Defaults(Frozen):
    """``defaults`` of ``data/workspace.yaml``; the command line wins."""

    fail_on: Annotated[tuple[FailOn, ...], BeforeValidator(listed), Field(min_length=1)] = (FailOn.MISSED,)
    strict: YesNo = "no"
    exit_zero: YesNo = "no"
    format: FormatName | None = None
    level: Annotated[tuple[Level, ...], BeforeValidator(listed), Field(min_length=1)] = ()
    """None named: all."""

    @model_validator(mode="after")
    def _agrees(self) -> Self:
        if FailOn.NEVER in self.fail_on and len(self.fail_on) > 1:
            raise unreadable("AW213", "never 不能与别的词同用", "只写 never，或删掉它", key="fail_on")
        if FailOn.NEVER in self.fail_on and self.strict == "yes":
            raise unreadable("AW213", "strict 不能与 fail_on: never 同用", "只留一样", key="strict")
        return self


class YearSummary(Frozen):
    """What the year's work summary says beyond the actions."""

    opening: OptionalText = None
    organisation: tuple[Strand, ...] = ()
    problems: tuple[Strand, ...] = ()
    aim: OptionalText = None
    """The general aim for the year after."""
    highlights: tuple[Strand, ...] = ()
    figures: dict[Id, Amount] = {}


class WorkspaceFile(Frozen):
    """``data/workspace.yaml``."""

    town: Text
    county: Text
    office: Text
    programme: Text
    """What the programme is called in the title of the work summary."""
    year: Year
    terms: Annotated[tuple[Term, ...], Field(max_length=4)] = ()
    summary: dict[Year, YearSummary] = {}
    defaults: Defaults = Defaults.model_construct()


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

    def closing_day(self, year: int) -> date:
        """The last day that a year is judged on by itself: 31 December, or that of its last school term.

        No line of data moves it: a figure of the holidays after that term counts from its own day on.
        """
        by_term = (each for each in self.indicators.values() if each.is_by_term(year))
        ends = (each.year(year, self.about.terms).end for each in by_term if each.condition_for(year))
        return max((date(year, 12, 31), *ends))
