"""A change as every format gets it: the cells of a table line, the sentence, and what a reviewer must look at."""

from __future__ import annotations

from enum import StrEnum

from aiwei_cli.render.records.frozen_record import Record
from aiwei_cli.render.words.phrase import Phrase, Words, phrase


class Section(StrEnum):
    """What a row is about."""

    TURNS = "turns"
    CALENDAR = "calendar"
    VALUES = "values"
    TARGETS = "targets"
    EXEMPTIONS = "exemptions"
    TASKS = "tasks"
    ISSUES = "issues"
    OTHERS = "others"


class Row(Record):
    """One change."""

    section: Section
    key: str
    """The id of the indicator, task or issue."""
    name: str
    on: str
    old: Phrase
    new: Phrase
    remark: Phrase
    """The difference, or what else there is to say."""
    sentence: Phrase
    """Without its full stop."""
    flag: Phrase
    """Why a reviewer has to look at it twice."""
    action: str
    """The id of the action it belongs to; empty for what belongs to none."""
    year: int | None
    """The year whose verdict it is."""


def row(
    section: Section,
    *,
    key: str,
    name: str,
    sentence: Words,
    on: str = "",
    old: Words = "",
    new: Words = "",
    remark: Words = "",
    flag: Words = "",
    action: str | None = None,
    year: int | None = None,
) -> Row:
    """One change, of which what is not said is empty."""
    return Row(
        section=section,
        key=key,
        name=name,
        on=on,
        old=phrase(old),
        new=phrase(new),
        remark=phrase(remark),
        sentence=phrase(sentence),
        flag=phrase(flag),
        action=action or "",
        year=year,
    )
