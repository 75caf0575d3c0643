"""What ``record`` does with its answers: understand them, put doubts, write, tell what it changes."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Final, NamedTuple

import typer

from aiwei_cli.cli.options import choose, day_of_entry, day_to_judge, worded
from aiwei_cli.cli.writing_alone import writing
from aiwei_cli.edit.evidence_intake import read_evidence
from aiwei_cli.edit.measurement_change import Request, adding, correcting, group_for, standing
from aiwei_cli.edit.planned_change import Evidence, path_of, prepare, write
from aiwei_cli.edit.storage import undisturbed
from aiwei_cli.load.assemble import load
from aiwei_cli.model.errors import UsageError
from aiwei_cli.model.measurement import Maturity
from aiwei_cli.model.workspace import Workspace
from aiwei_cli.render.words.recording_words import Standing, doubtful, known, recorded
from aiwei_cli.rules.engine import assess
from aiwei_cli.usecases.clone_notices import say_ignored


class Wish(NamedTuple):
    """What the command line asked for, word for word."""

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


def keep(
    root: Path,
    wish: Wish,
    today: date,
    as_of: str | None,
    ask: Callable[[str], str] | None,
    tell: Callable[[str], None],
) -> None:
    """Write what was asked for, and tell what it changed. Raises :class:`UsageError` for a doubtful value.

    ``ask`` puts a doubt to the person at the terminal; None where there is nobody to ask. From the
    first byte written until it is told, Ctrl-C comes too late.
    """
    while True:
        with contextlib.ExitStack() as until_told:
            outcome = _attempt(root, wish, today, as_of, until_told)
            if isinstance(outcome, Kept):
                tell(outcome.said)
                say_ignored(root, outcome.evidence)
                return
        if ask is None:
            way = "--sure" if wish.correct else "--note 说明"
            raise UsageError(outcome.text, f"确实如此就加 {way}；否则改正")
        answer = ask(outcome.text).strip()
        if answer.lower() in _NO:
            raise typer.Abort
        wish = wish._replace(note=wish.note or answer, sure=True)


_NO: Final = ("", "n", "no", "否", "不", "不是", "不对")
"""Answers to a doubt that give up."""


class Kept(NamedTuple):
    """What is told of a value that was written, and the evidence that came with it."""

    said: str
    evidence: tuple[str, ...]


class Doubt(NamedTuple):
    """A value that is perhaps a slip, and why."""

    text: str


def _attempt(
    root: Path, wish: Wish, today: date, as_of: str | None, until_told: contextlib.ExitStack
) -> Kept | Doubt:
    with writing(root):
        loaded = load(root)
        workspace = loaded.workspace
        request, files = understood(workspace, wish, today)
        path = path_of(loaded, workspace.indicators[request.indicator].action)
        changes = correcting(loaded, path, request) if wish.correct else adding(workspace, request)
        prepared = prepare(loaded, root, path, changes)
        after = prepared.result.workspace
        new = standing(after, request)
        assert new is not None  # prepared is the workspace with it
        doubts = prepared.doubts(new)
        if request.day > today:
            doubts.append(f"{request.day} 还没有到")
        if doubts and not (wish.sure if wish.correct else request.note):
            background = known(workspace, request.indicator, request.organisation, request.day)
            return Doubt(doubtful(doubts, background))
        stood = _stood(workspace, after, request, lambda year: day_to_judge(as_of, year, after))
        said = recorded(new, standing(workspace, request), stood, after)
        until_told.enter_context(undisturbed())
        write(root, prepared, files)
    return Kept(said, tuple(path for path, _ in files))


def _stood(
    before: Workspace, after: Workspace, request: Request, day_of: Callable[[int], date]
) -> list[Standing]:
    """How the indicator stood, and how it stands: in the year of the figure, and in the workspace's.

    Of two years the workspace's is told only where its verdict turned; a year without a target is left out.
    """
    year, indicator = after.about.year, after.indicators[request.indicator]
    own = min(year, indicator.year_of(request.day, after.about.terms))
    found = [_standing(before, after, request, each, day_of(each)) for each in dict.fromkeys((own, year))]
    *earlier, last = found
    shown = [each for each in earlier if each.now]
    return [*shown, last] if last.has_turned or not shown else shown


def _standing(before: Workspace, after: Workspace, request: Request, year: int, as_of: date) -> Standing:
    was, now = (
        next((each for each in assess(town, year, as_of).findings if each.id == request.indicator), None)
        for town in (before, after)
    )
    return Standing(year, as_of, was, now)


def understood(workspace: Workspace, wish: Wish, today: date) -> tuple[Request, list[Evidence]]:
    """Words held against the data. Raises :class:`UsageError`."""
    names = {key: each.name for key, each in workspace.indicators.items()}
    key = choose("record", [wish.indicator or ""], names)[0]
    on = day_of_entry(wish.on, workspace, today, workspace.indicators[key])
    files = list(dict(read_evidence(file) for file in wish.evidence).items())
    request = Request(
        key,
        wish.value or "",
        on,
        _organisation(workspace, key, on, wish.organisation),
        Maturity(choose("--status", [wish.status], {each.value: each.value for each in Maturity})[0])
        if wish.status
        else None,
        worded("--source", wish.source),
        worded("--note", wish.note),
        tuple(path for path, _ in files),
    )
    return request, files


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
