"""What was measured: an entry as a line of a file states it, and the value it means."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Annotated, NamedTuple

from pydantic import BeforeValidator, Field

from aiwei_cli.model.diagnostic import Place
from aiwei_cli.model.text import Frozen, Id, Number, OptionalText, Text, listed


class Maturity(StrEnum):
    """How far a figure has ripened; the words are those written in the files."""

    ESTIMATE = "预计"
    PRELIMINARY = "快报"
    FINAL = "核定"
    SAMPLE = "示例"


class Entry(Frozen):
    """One line under ``measurements``: exactly one of ``value`` and ``indices``, and its story."""

    value: OptionalText = None
    indices: Annotated[dict[Id, Number], Field(min_length=1)] | None = None
    status: Maturity | None = None
    source: OptionalText = None
    note: OptionalText = None
    evidence: Annotated[tuple[Text, ...], BeforeValidator(listed)] = ()


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

    @property
    def is_sample(self) -> bool:
        """Whether the figure was made up to show how the tool works."""
        return self.entry.status is Maturity.SAMPLE
