"""What each owes and what a period brought, in official sentences."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import Final, assert_never

from aiwei_cli.model.condition import group_of
from aiwei_cli.model.data_change import StateComparison
from aiwei_cli.model.obligation import Due, DueKind, DueState
from aiwei_cli.model.period import Period
from aiwei_cli.model.workspace import Workspace
from aiwei_cli.render.words.changes.change_row import Row, Section
from aiwei_cli.render.words.findings import actual
from aiwei_cli.render.words.labels import DUE_STATE, NOBODY, SAMPLE
from aiwei_cli.render.words.numbers import dated, day
from aiwei_cli.render.words.phrase import (
    Origin,
    Phrase,
    Source,
    TracedFigure,
    Words,
    computed,
    distinct,
    how_many,
    joined,
    measured,
    phrase,
)
from aiwei_cli.render.words.shortfalls import few
from aiwei_cli.render.words.work_counts import by_owner

_GRACE: Final = timedelta(days=7)
"""What is late already is asked for within a week."""

_END: Final = {DueKind.FIGURE: "报送", DueKind.TASK: "完成", DueKind.ISSUE: "整改完毕"}


@dataclass(frozen=True)
class Owner:
    """One who has to act: how much is owed, each item, and the request."""

    name: str
    counts: Phrase
    items: list[Phrase]
    request: Phrase


def owners(dues: Sequence[Due], as_of: date, counted: Container[str]) -> list[Owner]:
    """Everyone who owes something, whoever owes the most urgent first.

    ``counted`` are the indicators that lack events: those have to happen before they are reported.
    """
    return [
        Owner(
            owner,
            _counts(own),
            [_item(due, counted) for due in own],
            _request(owner, own, as_of, counted),
        )
        for owner, own in by_owner(dues).items()
    ]


def _counts(dues: Sequence[Due]) -> Phrase:
    by_state = (
        (word, [_source(due) for due in dues if due.state is state]) for state, word in DUE_STATE.items()
    )
    return joined("、", (phrase(word, how_many(own), "项") for word, own in by_state if own))


def _source(due: Due) -> Source:
    """What is owed as where a figure comes from."""
    match due.kind:
        case DueKind.FIGURE:
            return Source(Origin.VERDICT, due.id)
        case DueKind.TASK:
            return Source(Origin.TASK, due.id)
        case DueKind.ISSUE:
            return Source(Origin.ISSUE, due.id)
        case _:
            assert_never(due.kind)


def _last_source(due: Due) -> Source:
    if due.kind is DueKind.FIGURE:
        return Source(Origin.MEASUREMENT, due.id, due.last)
    return _source(due)


def _item(due: Due, counted: Container[str]) -> Phrase:
    return phrase(_said(due, counted), f"（{SAMPLE}）" if due.sample else "")


def _said(due: Due, counted: Container[str]) -> Phrase:
    source = _source(due)
    name, deadline = _subject(due, counted), dated(due.deadline, source)
    end = "补足" if due.id in counted else _END[due.kind]
    last = dated(due.last, _last_source(due)) if due.last else ""
    days = TracedFigure(due.days, f"{due.days}天", source)
    if due.state is DueState.UNVERIFIED:
        waits = phrase("，已待核验销号", days) if due.days else "，待核验销号"
        return phrase(name, last, "整改完成", waits)
    if due.state is DueState.DUE:
        return phrase(name, "须于", deadline, "前", end)
    overdue = phrase(name, "应于", deadline, "前", end, "，已逾期", days)
    if due.state is DueState.STALE:
        return phrase(overdue, "，", last, "的数据已经过期")
    if due.kind is DueKind.FIGURE:
        if due.last and due.last > due.deadline:
            return overdue  # a later period's figure is no news of this one
        return phrase(overdue, "，", phrase("最近一次数据为", last) if last else "还没有报送过")
    return phrase(overdue, "，最近一次报告进展为", last) if due.kind is DueKind.TASK and last else overdue


def _named(due: Due) -> Phrase:
    lacking = few(due.lacking, (Source(Origin.ORGANISATION, each) for each in due.lacking))
    return phrase(due.name, phrase("（", lacking, "）") if due.lacking else "")


def _subject(due: Due, counted: Container[str]) -> Phrase:
    if due.kind is DueKind.FIGURE:
        return phrase(_named(due), "的次数" if due.id in counted else "数据")
    return phrase(f"{'任务' if due.kind is DueKind.TASK else '问题'}“{due.name}”")


def _request(owner: str, dues: Sequence[Due], as_of: date, counted: Container[str]) -> Phrase:
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
        phrase(
            "于",
            dated(on, computed(*map(_source, by_day[on]))),
            "" if on == as_of else "前",
            joined("，", _verbs(by_day[on], counted)),
        )
        for on in sorted(by_day)
    ]
    first = "请先明确责任单位，" if owner == NOBODY else f"请{owner}"
    return phrase(first, joined("；", asked))


def _verbs(dues: Sequence[Due], counted: Container[str]) -> Iterator[Words]:
    """What has to be done by one day, everything of a kind together."""
    waiting = [f"“{each.name}”" for each in dues if each.state is DueState.UNVERIFIED]
    acting = [each for each in dues if each.state is not DueState.UNVERIFIED]
    figures = [each for each in acting if each.kind is DueKind.FIGURE]
    if short := distinct(_named(each) for each in figures if each.id in counted):
        yield phrase("补足", joined("、", short), "的次数并报送")
    if silent := distinct(_named(each) for each in figures if each.id not in counted):
        yield phrase("报送", joined("、", silent), "数据")
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
    items: list[Phrase]


def progress_of(found: Sequence[Row], comparison: StateComparison, period: Period) -> list[Part]:
    """The actions that have anything to tell, in the programme's order."""
    before, after = comparison.before.actions, comparison.after.actions
    names = {key: each.name for key, each in {**after, **before, **after}.items()}  # those gone come last
    parts = (
        Part(
            names[key],
            [*_gathered([row for row in found if row.action == key], comparison, period)],
        )
        for key in names
    )
    return [part for part in parts if part.items]


def _gathered(found: Sequence[Row], comparison: StateComparison, period: Period) -> Iterator[Phrase]:
    """A sentence for each row, or one for the many figures that a group's members reported at once."""
    told = (row for row in found if row.section in _PROGRESS)
    for (section, key), group in groupby(told, key=lambda row: (row.section, row.key)):
        own = list(group)
        if section is Section.VALUES and len(own) > _MANY and not any(row.flag for row in own):
            yield _summed_up(key, own, comparison)
        else:
            yield from (_told(row, period, comparison.after) for row in own)


def _summed_up(key: str, own: Sequence[Row], comparison: StateComparison) -> Phrase:
    finding = next((each for each in comparison.now.findings if each.id == key), None)
    whose = group_of(finding.verdict.condition) if finding else None
    reported = [
        measured(each)
        for change in comparison.values
        if change.indicator == key and (each := change.new or change.old)
    ]
    lines = TracedFigure(len(own), str(len(own)), Source(Origin.COUNT, of=tuple(reported)))
    if finding is None or whose is None:
        return phrase(own[0].name, "新报送", lines, "条数据，最近一条是", own[-1].new)
    members = comparison.after.groups[whose]
    by_whom = (Source(Origin.ORGANISATION, each.whose or "", whose=whose) for each in reported)
    many = how_many(dict.fromkeys(by_whom))
    now = actual(finding.verdict, finding.indicator)
    name, group = finding.indicator.name, phrase(many, members.counter, members.name)
    return phrase(name, "新报送", lines, "条数据，涉及", group, "，目前", now)


def _told(row: Row, period: Period, town: Workspace) -> Phrase:
    """The sentence; of a figure of an earlier day also of which, where that is not said: late if grace was over."""
    on = date.fromisoformat(row.on) if row.section is Section.VALUES else period.start
    if on >= period.start or day(on) in row.sentence.text:
        return row.sentence
    shown = dated(on, Source(Origin.MEASUREMENT, row.key, on))
    indicator = town.indicators.get(row.key)
    grace = town.grace_of(indicator) if indicator else None
    is_late = on + timedelta(days=grace or 0) < period.start
    return phrase(row.sentence, "（补报" if is_late else "（", shown, "数据）")
