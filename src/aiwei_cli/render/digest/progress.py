"""What a period brought, as sentences under the action that they belong to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Final

from aiwei_cli.model.condition import group_of
from aiwei_cli.model.data_change import Comparison
from aiwei_cli.model.period import Period
from aiwei_cli.render.words.changes.change_rows import Row, Section
from aiwei_cli.render.words.findings import actual
from aiwei_cli.render.words.markdown_text import escape
from aiwei_cli.render.words.numbers import day

_PROGRESS: Final = (Section.VALUES, Section.EXEMPTIONS, Section.TASKS, Section.ISSUES)
_MANY: Final = 5
"""More figures of one indicator than these are summed up in one sentence."""


@dataclass(frozen=True)
class Part:
    """What one action has got done."""

    name: str
    items: list[str]


def progress_of(found: Sequence[Row], comparison: Comparison, period: Period) -> list[Part]:
    """The actions that have anything to tell, in the programme's order."""
    before, after = comparison.before.actions, comparison.after.actions
    names = {key: each.name for key, each in {**after, **before, **after}.items()}  # those gone come last
    parts = (
        Part(
            escape(names[key]),
            [*map(escape, _gathered([row for row in found if row.action == key], comparison, period))],
        )
        for key in names
    )
    return [part for part in parts if part.items]


def _gathered(found: Sequence[Row], comparison: Comparison, period: Period) -> Iterator[str]:
    """A sentence for each row, or one for the many figures that a group's members reported at once."""
    told = (row for row in found if row.section in _PROGRESS)
    for (section, key), group in groupby(told, key=lambda row: (row.section, row.key)):
        own = list(group)
        if section is Section.VALUES and len(own) > _MANY and not any(row.flag for row in own):
            yield _summed_up(key, own, comparison)
        else:
            yield from (_told(row, period) for row in own)


def _summed_up(key: str, own: Sequence[Row], comparison: Comparison) -> str:
    finding = next((each for each in comparison.now.findings if each.id == key), None)
    whose = group_of(finding.verdict.condition) if finding else None
    if finding is None or whose is None:
        return f"{own[0].name}新报送{len(own)}条数据，最近一条是{own[-1].new}"
    members = comparison.after.groups[whose]
    many = len({row.name for row in own})
    now = actual(finding.verdict, finding.indicator)
    name = finding.indicator.name
    return f"{name}新报送{len(own)}条数据，涉及{many}{members.counter}{members.name}，目前{now}"


def _told(row: Row, period: Period) -> str:
    """The sentence; of a figure that came in late also of which day it is, where that is not said."""
    on = date.fromisoformat(row.on) if row.section is Section.VALUES else period.start
    late = on < period.start and day(on) not in row.sentence
    return f"{row.sentence}（补报{day(on)}数据）" if late else row.sentence
