"""The differences in what is planned, corrected, told and excepted."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from itertools import zip_longest
from typing import Any, Final

from aiwei_cli.model.action import ActionFile, PlanItem
from aiwei_cli.model.data_change import (
    ExemptionChange,
    FigureChange,
    IssueChange,
    Kind,
    PartChange,
    TaskChange,
)
from aiwei_cli.model.exemption import Exemption
from aiwei_cli.model.text import Frozen, Quantity
from aiwei_cli.model.verdict import Assessment, Status
from aiwei_cli.model.workspace import Workspace
from aiwei_cli.rules.organisation_comparison import is_edited

_PIECES_OF_ACTION: Final = ("id", "plan", "progress", "issues", "figures", "work", "measurements")
_PIECES_OF_TOWN: Final = ("summary",)
"""What is compared piece by piece; of all else in a file it is said that it was edited."""


def _actions(
    before: Workspace, after: Workspace
) -> Iterator[tuple[str, ActionFile | None, ActionFile | None]]:
    for key in [*after.actions, *(key for key in before.actions if key not in after.actions)]:
        old, new = before.actions.get(key), after.actions.get(key)
        if old is not new:
            yield key, old, new


def task_changes(before: Workspace, after: Workspace) -> Iterator[TaskChange]:
    """Plan items that came, went, moved, or were reported on."""
    for key, old, new in _actions(before, after):
        was = {item.id: item for item in old.plan} if old else {}
        now = {item.id: item for item in new.plan} if new else {}
        for each in [*now, *(gone for gone in was if gone not in now)]:
            said_before = old.progress.get(each, {}) if old else {}
            said = new.progress.get(each, {}) if new else {}
            news = tuple(sorted(line for line in said.items() if said_before.get(line[0]) != line[1]))
            lost = tuple(sorted(line for line in said_before.items() if said.get(line[0]) != line[1]))
            fields = _fields(was.get(each), now.get(each))
            if each not in was or each not in now:
                kind = Kind.ADDED if each in now else Kind.REMOVED
                yield TaskChange(kind, key, each, was.get(each), now.get(each), news)
            elif fields or news or lost:
                yield TaskChange(Kind.CHANGED, key, each, was[each], now[each], news, lost, fields)


def _fields(old: PlanItem | None, new: PlanItem | None) -> tuple[str, ...]:
    if old is None or new is None or old == new:
        return ()
    return tuple(name for name in type(new).model_fields if getattr(old, name) != getattr(new, name))


def issue_changes(before: Workspace, after: Workspace) -> Iterator[IssueChange]:
    """Issues opened, the steps they took, and those whose past was rewritten."""
    for key, old, new in _actions(before, after):
        was, now = (old.issues if old else {}), (new.issues if new else {})
        for each in [*now, *(gone for gone in was if gone not in now)]:
            steps, earlier = now.get(each, ()), was.get(each, ())
            if steps == earlier:
                continue
            if not steps:
                yield IssueChange(Kind.REMOVED, key, each, earlier[0], earlier)
            elif not earlier:
                yield IssueChange(Kind.ADDED, key, each, steps[0], steps)
            elif steps[: len(earlier)] == earlier:
                yield IssueChange(Kind.CHANGED, key, each, steps[0], steps[len(earlier) :])
            else:
                news = tuple(step for step in steps if step not in earlier)
                yield IssueChange(Kind.CHANGED, key, each, steps[0], news, rewritten=True)


def figure_changes(before: Workspace, after: Workspace) -> Iterator[FigureChange]:
    """Counted figures of the narrative that came, went or read otherwise."""
    for key, old, new in _actions(before, after):
        yield from _figures(key, old.figures if old else {}, new.figures if new else {})
    was, now = ({year: each.figures for year, each in town.about.summary.items()} for town in (before, after))
    yield from _figures(None, was, now)


Figures = Mapping[int, Mapping[str, Quantity]]


def _figures(action: str | None, old: Figures, new: Figures) -> Iterator[FigureChange]:
    for year in sorted({*old, *new}):
        was, now = old.get(year, {}), new.get(year, {})
        for key in [*now, *(gone for gone in was if gone not in now)]:
            if was.get(key) != now.get(key):
                yield FigureChange(action, year, key, was.get(key), now.get(key))


def part_changes(before: Workspace, after: Workspace) -> Iterator[PartChange]:
    """Everything else that was edited: names, narratives, scales, organisations."""
    for key, old, new in _actions(before, after):
        if old is None or new is None:
            yield PartChange(Kind.ADDED if old is None else Kind.REMOVED, key, "id")
            continue
        yield from (PartChange(Kind.CHANGED, key, name) for name in _edited(old, new, _PIECES_OF_ACTION))
        yield from _named(key, "work", old.work, new.work)
    about = _edited(before.about, after.about, _PIECES_OF_TOWN)
    yield from (PartChange(Kind.CHANGED, None, name) for name in about)
    told, tells = (
        {year: each.model_copy(update={"figures": {}}) for year, each in town.about.summary.items()}
        for town in (before, after)
    )
    yield from _named(None, "summary", told, tells)
    yield from _named(None, "scales", before.scales, after.scales)
    # Days on which members opened and closed are told one by one.
    same = {
        key
        for key in before.groups.keys() & after.groups
        if not is_edited(before.groups[key], after.groups[key])
    }
    was, now = ({key: town.groups[key] for key in town.groups if key not in same} for town in (before, after))
    yield from _named(None, "organisations", was, now)


def _edited(old: Frozen, new: Frozen, pieces: Collection[str]) -> Iterator[str]:
    for name in type(new).model_fields:
        if name not in pieces and getattr(old, name) != getattr(new, name):
            yield name


def _named(
    action: str | None, part: str, old: Mapping[Any, Any], new: Mapping[Any, Any]
) -> Iterator[PartChange]:
    for key in [*new, *(gone for gone in old if gone not in new)]:
        if key not in old or key not in new:
            yield PartChange(Kind.ADDED if key in new else Kind.REMOVED, action, part, str(key))
        elif old[key] != new[key]:
            yield PartChange(Kind.CHANGED, action, part, str(key))


def exemption_changes(before: Workspace, after: Workspace, now: Assessment) -> Iterator[ExemptionChange]:
    """Exceptions added, removed, extended or edited; what one is about tells it from the others."""
    missed = {
        granted
        for finding in now.findings
        if finding.verdict.status is Status.MISSED and finding.status is Status.EXCEPTED
        for granted in finding.relief.granted
    }
    subjects = dict.fromkeys(each.subject for each in (*after.exemptions, *before.exemptions))
    for subject in subjects:
        was, stands = (
            [each for each in town.exemptions if each.subject == subject] for town in (before, after)
        )
        gone = [each for each in was if each not in stands]
        news = [each for each in stands if each not in was]
        for old, new in zip_longest(gone, news):
            yield ExemptionChange(_kind(old, new), old, new, new in missed)


def _kind(old: Exemption | None, new: Exemption | None) -> Kind:
    if old is None:
        return Kind.ADDED
    return Kind.REMOVED if new is None else Kind.CHANGED
