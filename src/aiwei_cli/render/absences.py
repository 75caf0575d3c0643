"""Organisations of a group that do not count (any more), in words: what is left out is told beside what is judged."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from aiwei_cli.model.condition import Each, Mean
from aiwei_cli.model.target import Group
from aiwei_cli.model.verdict import Status, Verdict, Why
from aiwei_cli.model.workspace import Workspace
from aiwei_cli.render.dates import day

_MANY_DAYS = 3


def absences(verdict: Verdict, workspace: Workspace) -> str:
    """Who closed in the year and since when it counts no more, and who is too new; empty where nobody is left out."""
    return "，".join(dict.fromkeys(_told(verdict, workspace)))


def _told(verdict: Verdict, workspace: Workspace) -> Iterator[str]:
    condition = verdict.condition
    if isinstance(condition, Each | Mean):
        group = condition.each if isinstance(condition, Each) else condition.mean
        yield from _of_group(verdict, workspace.groups[group])
        return
    for part in verdict.parts:
        yield from _told(part, workspace)


def _of_group(verdict: Verdict, group: Group) -> Iterator[str]:
    also = "" if verdict.status is Status.NOT_APPLICABLE else "另有"
    left = [part.closed for part in verdict.parts if part.why is Why.CLOSED and part.closed]
    if left:
        yield f"{also}{_many(left, group)}已于{_days(left)}撤并，不再计入"
    rest = [part.closed for part in verdict.parts if part.why is not Why.CLOSED and part.closed]
    if rest:
        yield f"有{_many(rest, group)}已于{_days(rest)}撤并，撤并前的仍计入"
    new = [part for part in verdict.parts if part.why is Why.NEW]
    if new:
        yield f"{also}{_many(new, group)}本期新设，不考核"


def _many(parts: Sequence[object], group: Group) -> str:
    return f"{len(parts)}{group.counter}{group.name}"


def _days(closed: Sequence[date]) -> str:
    """The days on which they closed, each once; of many the first and the last."""
    days = [day(each) for each in sorted(set(closed))]
    return "、".join(days) if len(days) <= _MANY_DAYS else f"{days[0]}至{days[-1]}"
