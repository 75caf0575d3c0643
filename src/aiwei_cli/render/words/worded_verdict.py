"""The one wording of a verdict: what every format of ``check`` says of it, field by field."""

from __future__ import annotations

from functools import cached_property

from aiwei_cli.model.definitions import Definitions
from aiwei_cli.model.verdict import Finding
from aiwei_cli.render.records.verdict_record import VerdictRecord
from aiwei_cli.render.words.demands import short
from aiwei_cli.render.words.exemption_words import remark_of
from aiwei_cli.render.words.findings import actual
from aiwei_cli.render.words.labels import LEVEL, SAMPLE, STATUS
from aiwei_cli.render.words.phrase import Phrase, phrase

NOTHING = "-"
"""What stands where there is no figure, and no day."""


class WordedVerdict:
    """A verdict in words, each made where it is asked for: a format pays for what it shows."""

    def __init__(
        self, finding: Finding, definitions: Definitions, year: int, *, in_a_row: bool = False
    ) -> None:
        self._finding, self._indicator = finding, finding.indicator
        self._definitions, self._year = definitions, year
        self._in_a_row = in_a_row

    @cached_property
    def name(self) -> str:
        """The indicator's name."""
        return self._fitted(phrase(self._indicator.name)).text

    @cached_property
    def short_name(self) -> str:
        """A name for narrow tables; where it has none the whole one."""
        return self._fitted(phrase(self._indicator.short or self._indicator.name)).text

    @property
    def level(self) -> str:
        """镇 or 县."""
        return LEVEL[self._indicator.level]

    @property
    def status(self) -> str:
        """The word of the verdict."""
        return STATUS[self._finding.status]

    @property
    def required(self) -> str:
        """What was demanded."""
        return self.required_phrase.text

    @property
    def actual(self) -> str:
        """The figure that was judged, with its counts."""
        return self.actual_phrase.text

    @property
    def remark(self) -> str:
        """What is missing, why, until when, and what is exempted; empty where the figure says it all."""
        return self.remark_phrase.text

    @cached_property
    def required_phrase(self) -> Phrase:
        """What was demanded, its figures traced."""
        return self._fitted(short(self._finding.verdict.condition, self._indicator, self._definitions))

    @cached_property
    def actual_phrase(self) -> Phrase:
        """The figure that was judged, with its counts, traced."""
        brackets = "()" if self._in_a_row else "（）"
        return self._fitted(actual(self._finding.verdict, self._indicator, brackets))

    @cached_property
    def remark_phrase(self) -> Phrase:
        """The remark, its figures traced."""
        return self._fitted(remark_of(self._finding, self._definitions, self._year))

    @property
    def demand(self) -> str:
        """What was demanded, and the rest of the line."""
        return f"{self.required}；{self.remark}" if self.remark else self.required

    @property
    def on(self) -> str:
        """The day of the figure."""
        newest = self._finding.verdict.measurement
        return newest.on.isoformat() if newest else NOTHING

    @property
    def sample(self) -> str:
        """The mark of what was made up; empty where nothing was."""
        return SAMPLE if self._finding.sample else ""

    def _fitted(self, words: Phrase) -> Phrase:
        return words.on_one_line() if self._in_a_row else words


def worded(record: VerdictRecord) -> WordedVerdict:
    """A verdict as a sentence says it."""
    return WordedVerdict(record.finding, record, record.year)


def worded_in_a_row(record: VerdictRecord) -> WordedVerdict:
    """The same for the cells of a table: each on one line, and as narrow as it can be."""
    return WordedVerdict(record.finding, record, record.year, in_a_row=True)
