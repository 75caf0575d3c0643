"""A phrase whose figures are still figures: each with what it is exactly, its words, and where it comes from.

Whoever words something gives a :class:`Phrase` back; only what writes a document, a page or a line for a terminal
makes one text of it. A phrase is put together as it is read::

    phrase("由", before, "提高到", now, "，还差", missing)
    joined("，", clauses)
"""

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Final, NamedTuple

from aiwei_cli.model.measurement import Measurement, Value
from aiwei_cli.model.period import Period


class Origin(StrEnum):
    """What kind of thing a figure is told by; ``id``, ``when`` and ``whose`` of its source say which."""

    MEASUREMENT = "measurement"
    """A line of measurements: the indicator, its day, the organisation."""
    EVENTS = "events"
    """The lines that state an indicator's events in a period: the indicator, the period, the organisation."""
    MEAN = "mean"
    """The mean of an indicator's newest figures, one an organisation, up to a day."""
    TARGET = "target"
    """What is demanded of an indicator."""
    SCALE = "scale"
    """The limits of an indicator's scale."""
    VERDICT = "verdict"
    """An indicator as it is judged: its periods and days."""
    TASK = "task"
    """A plan item, its year, the action."""
    ISSUE = "issue"
    """An issue of the ledger, the action."""
    NARRATIVE = "narrative"
    """A counted figure, its year, the action (none: the workspace's own)."""
    EXEMPTION = "exemption"
    """An exception, by its indicator."""
    ORGANISATION = "organisation"
    """One of a group, the group."""
    ACTION = "action"
    COUNT = "count"
    """How many there are of what is named in ``of``."""
    COMPUTED = "computed"
    """What follows from all that is named in ``of``."""
    CALENDAR = "calendar"
    """The year and the day that are asked about, and what follows from them alone."""


class Source(NamedTuple):
    """Where a figure comes from."""

    origin: Origin
    id: str = ""
    when: date | int | Period | None = None
    whose: str | None = None
    """The organisation that a measurement is of; the action that a task, an issue or a narrative's figure stands in."""
    of: tuple["Source", ...] = ()

    def reaches(self, other: "Source") -> bool:
        """Whether it is another one, or follows from it."""
        return self == other or any(each.reaches(other) for each in self.of)


CALENDAR: Final = Source(Origin.CALENDAR)
Exact = Value | Fraction | Decimal | int | date | Period


class TracedFigure(NamedTuple):
    """A figure in a phrase."""

    value: Exact
    words: str
    """As it is printed, with its unit."""
    source: Source


class Phrase(tuple[str | TracedFigure, ...]):
    """Texts and figures in the order in which they are read; empty where there is nothing to say."""

    __slots__ = ()

    @property
    def text(self) -> str:
        """The whole as one text, in which figures are figures no longer."""
        return "".join([piece if isinstance(piece, str) else piece.words for piece in self])

    @property
    def figures(self) -> Iterator[TracedFigure]:
        """Its figures, in order."""
        return (piece for piece in self if isinstance(piece, TracedFigure))

    def __str__(self) -> str:
        return self.text

    def __format__(self, wanted: str) -> str:
        return format(self.text, wanted)

    def __add__(self, other: "Words") -> "Phrase":  # type: ignore[override]
        return phrase(self, other)

    def __radd__(self, other: "str | TracedFigure") -> "Phrase":
        # Asked before a list goes on with a phrase's pieces, which is none of its business.
        return phrase(other, self) if isinstance(other, str | TracedFigure) else NotImplemented

    def in_texts(self, change: Callable[[str], str]) -> "Phrase":
        """The same with its texts changed, its figures as they are."""
        return phrase(*(change(piece) if isinstance(piece, str) else piece for piece in self))

    def removeprefix(self, start: str) -> "Phrase":
        """The same without what it begins with, be that text or a figure."""
        left = len(start) if self.text.startswith(start) else 0
        pieces = list(self)
        while left:
            words = text_of(pieces.pop(0))
            if len(words) > left:
                pieces.insert(0, words[left:])
            left = max(0, left - len(words))
        return phrase(*pieces)

    def removesuffix(self, end: str) -> "Phrase":
        """The same without what it ends with, be that text or a figure."""
        left = len(end) if self.text.endswith(end) else 0
        pieces = list(self)
        while left:
            words = text_of(pieces.pop())
            if len(words) > left:
                pieces.append(words[:-left])
            left = max(0, left - len(words))
        return phrase(*pieces)

    def on_one_line(self) -> "Phrase":
        """The same, with a blank for every line break and the blanks around it; at the end with nothing."""
        if "\n" not in self.text:
            return self
        lines = self.in_texts(lambda text: re.sub(r"\s*\n\s*", " ", text))
        return lines.removesuffix(" ") if self.text.rstrip(" ").endswith("\n") else lines

    def begins_with(self, start: str) -> bool:
        """Whether a text is its beginning."""
        return self.text.startswith(start)


Words = str | TracedFigure | Phrase
"""What a phrase is put together of."""


def phrase(*parts: Words) -> Phrase:
    """The parts one after another."""
    if len(parts) == 1 and type(parts[0]) is Phrase:
        return parts[0]
    pieces: list[str | TracedFigure] = []
    text = ""  # what the next text goes on with
    for part in parts:
        if not part:
            continue
        if isinstance(part, str):
            text += part
            continue
        if text:
            pieces.append(text)
            text = ""
        if isinstance(part, TracedFigure):
            pieces.append(part)
            continue
        if pieces and isinstance(pieces[-1], str) and isinstance(part[0], str):
            pieces[-1] += part[0]
            pieces.extend(part[1:])
        else:
            pieces.extend(part)
        if isinstance(part[-1], str):
            text = pieces.pop()  # type: ignore[assignment]
    if text:
        pieces.append(text)
    return tuple.__new__(Phrase, pieces)


def joined(between: str, parts: Iterable[Words]) -> Phrase:
    """The parts that say anything, with ``between`` between each two."""
    said: list[Words] = []
    for part in parts:
        if part:
            said += (between, part) if said else (part,)
    return phrase(*said)


def distinct(parts: Iterable[Phrase]) -> list[Phrase]:
    """Those that read differently, the first of each."""
    found: dict[str, Phrase] = {}
    for part in parts:
        found.setdefault(part.text, part)
    return list(found.values())


def text_of(words: Words) -> str:
    """Words as one text, for what knows no figures."""
    return words if isinstance(words, str) else words.words if isinstance(words, TracedFigure) else words.text


def measured(measurement: Measurement) -> Source:
    """The line that states a measurement, or the lines whose events it counts."""
    if measurement.counted_over:
        return Source(
            Origin.EVENTS, measurement.indicator, measurement.counted_over, measurement.organisation
        )
    return Source(Origin.MEASUREMENT, measurement.indicator, measurement.on, measurement.organisation)


def computed(*of: Source) -> Source:
    """What follows from others; from one alone it is that one."""
    return of[0] if len(of) == 1 else Source(Origin.COMPUTED, of=of)


def how_many(of: Iterable[Source]) -> TracedFigure:
    """How many there are of what is named."""
    named = tuple(of)
    return TracedFigure(len(named), str(len(named)), Source(Origin.COUNT, of=named))


def in_year(year: int, source: Source = CALENDAR) -> TracedFigure:
    """A year: 2024年."""
    return TracedFigure(year, f"{year}年", source)
