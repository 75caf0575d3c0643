"""What ``record`` does: understand what was typed, doubt it, write it, and say what it changes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import NamedTuple

from aiwei_cli.edit.evidence_intake import Evidence, read_all_evidence
from aiwei_cli.edit.measurement_change import Request, adding, correcting, group_for, standing
from aiwei_cli.edit.planned_change import path_of, prepare
from aiwei_cli.load.assemble import load_to_change
from aiwei_cli.model.errors import UsageError
from aiwei_cli.model.measurement import Maturity
from aiwei_cli.model.verdict import Finding
from aiwei_cli.model.workspace import Workspace
from aiwei_cli.render.words.recording_words import Standing, doubtful, known, recorded
from aiwei_cli.rules.engine import assess
from aiwei_cli.usecases.caller import Caller
from aiwei_cli.usecases.change_application import Doubt, PreparedChange, apply_change
from aiwei_cli.usecases.judging_day import day_of_entry, day_to_judge
from aiwei_cli.usecases.named_period import last_day_of_period
from aiwei_cli.usecases.typed_choices import day, indicator_called, worded
from aiwei_cli.usecases.word_choice import choose


class RecordRequest(NamedTuple):
    """A figure to be recorded, word for word as it was typed."""

    indicator: str | None
    value: str | None
    on: str | None = None
    organisation: str = ""
    status: str = ""
    source: str = ""
    note: str = ""
    evidence: tuple[Path, ...] = ()
    correct: bool = False
    sure: bool = False
    """Whether a doubtful correction was confirmed; its note says why it is corrected."""
    for_period: str = ""
    """The period that it is the figure of, instead of a day."""
    measured: str = ""
    """The day of measuring, where that is another one."""


def record_measurement(
    root: Path, asked: RecordRequest, as_of: str | None, show: Callable[[str], None], caller: Caller
) -> Doubt | None:
    """None for a figure that was written, and what it changed shown; else why it is doubtful. Raises :class:`UsageError`."""
    plan = partial(_planned, asked=asked, as_of=as_of, today=caller.today)
    return apply_change(root, plan, show, caller)


def _planned(root: Path, asked: RecordRequest, as_of: str | None, today: date) -> PreparedChange[str] | Doubt:
    loaded = load_to_change(root)
    workspace = loaded.workspace
    request, files = understood(workspace, asked, today)
    path = path_of(loaded, workspace.indicators[request.indicator].action)
    changes = correcting(loaded, path, request) if asked.correct else adding(workspace, request)
    prepared = prepare(loaded, root, path, changes, files)
    after = prepared.result.workspace
    new = standing(after, request)
    assert new is not None  # prepared is the workspace with it
    doubts = prepared.doubts(new)
    if request.day > today:
        doubts.append(f"{request.day} 还没有到")
    if doubts and not (asked.sure if asked.correct else request.note):
        background = known(workspace, request.indicator, request.organisation, request.day)
        return Doubt(doubtful(doubts, background))
    stood = _stood(workspace, after, request, lambda year: day_to_judge(as_of, year, after, lambda: today))
    said = recorded(new, standing(workspace, request), stood, after)
    return PreparedChange(prepared, said, request.evidence)


def _stood(
    before: Workspace, after: Workspace, request: Request, day_of: Callable[[int], date]
) -> list[Standing]:
    """How the indicator stood, and how it stands: in the year of the figure, and in the workspace's.

    Of two years the workspace's is told only where its verdict turned; a year without a target is left out.
    """
    key, year, indicator = request.indicator, after.about.year, after.indicators[request.indicator]
    own = min(year, indicator.year_of(request.day, after.about.terms))
    found = []
    for each in dict.fromkeys((own, year)):
        on = day_of(each)
        found.append(Standing(each, on, _finding(before, key, each, on), _finding(after, key, each, on)))
    *earlier, last = found
    shown = [each for each in earlier if each.now]
    return [*shown, last] if last.has_turned or not shown else shown


def _finding(town: Workspace, key: str, year: int, as_of: date) -> Finding | None:
    """One indicator judged by itself; None in a year in which it has no target."""
    indicator = town.indicators[key]
    alone = town._replace(
        indicators={key: indicator}, actions={indicator.action: town.actions[indicator.action]}
    )
    return next(iter(assess(alone, year, as_of).findings), None)


def understood(workspace: Workspace, asked: RecordRequest, today: date) -> tuple[Request, list[Evidence]]:
    """Words held against the data. Raises :class:`UsageError`."""
    key = indicator_called(workspace, "record", asked.indicator or "")
    on = _day_asked_for(workspace, key, asked, today)
    is_later = bool(asked.for_period) and today > on and not asked.correct
    files = read_all_evidence(asked.evidence)
    request = Request(
        key,
        asked.value or "",
        on,
        _organisation(workspace, key, on, asked.organisation),
        Maturity(choose("--status", [asked.status], {each.value: each.value for each in Maturity})[0])
        if asked.status
        else None,
        worded("--source", asked.source),
        worded("--note", asked.note),
        tuple(path for path, _ in files),
        today if is_later else None,
        day("--measured", asked.measured) if asked.measured else None,
    )
    return request, files


def _day_asked_for(workspace: Workspace, key: str, asked: RecordRequest, today: date) -> date:
    indicator = workspace.indicators[key]
    if not asked.for_period:
        return day_of_entry(asked.on, workspace, today, indicator)
    if asked.on is not None:
        raise UsageError("--date 和 --for-period 不能同时用", "只写一个")
    return last_day_of_period(asked.for_period, indicator, workspace.about.terms)


def _organisation(workspace: Workspace, key: str, on: date, word: str) -> str | None:
    indicator = workspace.indicators[key]
    group = group_for(indicator, on, workspace)
    if group is None:
        if word:
            raise UsageError(f"“{indicator.name}”不分考核对象", "去掉 --for")
        return None
    members = {each: member.name for each, member in workspace.groups[group].members.items()}
    if not word:
        some = "、".join(list(members)[:8]) + ("……" if len(members) > 8 else "")
        raise UsageError(f"“{indicator.name}”要按{workspace.groups[group].name}分别记", f"加 --for：{some}")
    return choose("--for", [word], members)[0]
