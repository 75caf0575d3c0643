"""What each owes and what a period brought, in official sentences."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import Final

from aiwei_cli.model.condition import group_of
from aiwei_cli.model.data_change import StateComparison
from aiwei_cli.model.obligation import Due, DueKind, DueState
from aiwei_cli.model.period import Period
from aiwei_cli.render.words.changes.change_rows import Row, Section
from aiwei_cli.render.words.findings import actual
from aiwei_cli.render.words.labels import DUE_STATE, NOBODY, SAMPLE
from aiwei_cli.render.words.markdown_text import escape
from aiwei_cli.render.words.numbers import day
from aiwei_cli.render.words.shortfalls import first_few
from aiwei_cli.render.words.work_counts import by_owner

_GRACE: Final = timedelta(days=7)
"""What is late already is asked for within a week."""

_END: Final = {DueKind.FIGURE: "报送", DueKind.TASK: "完成", DueKind.ISSUE: "整改完毕"}


@dataclass(frozen=True)
class Owner:
    """One who has to act: how much is owed, each item, and the request."""

    name: str
    counts: str
    items: list[str]
    request: str


def owners(dues: Sequence[Due], as_of: date, counted: Container[str]) -> list[Owner]:
    """Everyone who owes something, whoever owes the most urgent first.

    ``counted`` are the indicators that lack events: those have to happen before they are reported.
    """
    return [
        Owner(
            escape(owner),
            _counts(own),
            [escape(_item(due, counted)) for due in own],
            escape(_request(owner, own, as_of, counted)),
        )
        for owner, own in by_owner(dues).items()
    ]


def _counts(dues: Sequence[Due]) -> str:
    counts = {word: sum(due.state is state for due in dues) for state, word in DUE_STATE.items()}
    return "、".join(f"{word}{count}项" for word, count in counts.items() if count)


def _item(due: Due, counted: Container[str]) -> str:
    return _said(due, counted) + (f"（{SAMPLE}）" if due.sample else "")


def _said(due: Due, counted: Container[str]) -> str:
    name, deadline = _subject(due, counted), day(due.deadline)
    end = "补足" if due.id in counted else _END[due.kind]
    last = day(due.last) if due.last else ""
    if due.state is DueState.UNVERIFIED:
        waits = f"，已待核验销号{due.days}天" if due.days else "，待核验销号"
        return f"{name}{last}整改完成{waits}"
    if due.state is DueState.DUE:
        return f"{name}须于{deadline}前{end}"
    overdue = f"{name}应于{deadline}前{end}，已逾期{due.days}天"
    if due.state is DueState.STALE:
        return f"{overdue}，{last}的数据已经过期"
    if due.kind is DueKind.FIGURE:
        if due.last and due.last > due.deadline:
            return overdue  # a later period's figure is no news of this one
        return f"{overdue}，{f'最近一次数据为{last}' if last else '还没有报送过'}"
    return f"{overdue}，最近一次报告进展为{last}" if due.kind is DueKind.TASK and last else overdue


def _named(due: Due) -> str:
    return f"{due.name}（{first_few(due.lacking)}）" if due.lacking else due.name


def _subject(due: Due, counted: Container[str]) -> str:
    if due.kind is DueKind.FIGURE:
        return f"{_named(due)}{'的次数' if due.id in counted else '数据'}"
    return f"{'任务' if due.kind is DueKind.TASK else '问题'}“{due.name}”"


def _request(owner: str, dues: Sequence[Due], as_of: date, counted: Container[str]) -> str:
    by_day: dict[date, list[Due]] = {}
    asked_for: dict[tuple[object, ...], tuple[date, Due]] = {}
    for due in dues:
        on = due.deadline if due.state is DueState.DUE else as_of + _GRACE
        # A figure that is late and due again is asked for once, by the earlier day.
        same = (due.kind, due.id, due.name, due.lacking)
        asked_for[same] = min((on, due), asked_for.get(same, (on, due)), key=lambda each: each[0])
    for on, due in asked_for.values():
        by_day.setdefault(on, []).append(due)
    asked = [
        f"于{day(on)}{'' if on == as_of else '前'}{'，'.join(_verbs(by_day[on], counted))}"
        for on in sorted(by_day)
    ]
    first = "请先明确责任单位，" if owner == NOBODY else f"请{owner}"
    return first + "；".join(asked)


def _verbs(dues: Sequence[Due], counted: Container[str]) -> Iterator[str]:
    """What has to be done by one day, everything of a kind together."""
    waiting = [f"“{each.name}”" for each in dues if each.state is DueState.UNVERIFIED]
    acting = [each for each in dues if each.state is not DueState.UNVERIFIED]
    figures = [each for each in acting if each.kind is DueKind.FIGURE]
    if short := dict.fromkeys(_named(each) for each in figures if each.id in counted):
        yield f"补足{'、'.join(short)}的次数并报送"
    if silent := dict.fromkeys(_named(each) for each in figures if each.id not in counted):
        yield f"报送{'、'.join(silent)}数据"
    if tasks := [f"“{each.name}”" for each in acting if each.kind is DueKind.TASK]:
        yield f"完成任务{''.join(tasks)}"
    if issues := [f"“{each.name}”" for each in acting if each.kind is DueKind.ISSUE]:
        yield f"完成问题{''.join(issues)}的整改"
    if waiting:
        yield f"核验问题{''.join(waiting)}并销号"


_PROGRESS: Final = (Section.VALUES, Section.EXEMPTIONS, Section.TASKS, Section.ISSUES)
_MANY: Final = 5
"""More figures of one indicator than these are summed up in one sentence."""


@dataclass(frozen=True)
class Part:
    """What one action has got done."""

    name: str
    items: list[str]


def progress_of(found: Sequence[Row], comparison: StateComparison, period: Period) -> list[Part]:
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


def _gathered(found: Sequence[Row], comparison: StateComparison, period: Period) -> Iterator[str]:
    """A sentence for each row, or one for the many figures that a group's members reported at once."""
    told = (row for row in found if row.section in _PROGRESS)
    for (section, key), group in groupby(told, key=lambda row: (row.section, row.key)):
        own = list(group)
        if section is Section.VALUES and len(own) > _MANY and not any(row.flag for row in own):
            yield _summed_up(key, own, comparison)
        else:
            yield from (_told(row, period) for row in own)


def _summed_up(key: str, own: Sequence[Row], comparison: StateComparison) -> str:
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
