"""What ``check --data-only`` does: what is wrong with the files, of all or of those that are named; nothing is judged."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from aiwei_cli.load.answered_questions import unanswered
from aiwei_cli.load.location import Standpoint, by_workspace, from_here, in_place, outside
from aiwei_cli.model.diagnostic import Diagnostic
from aiwei_cli.model.errors import UsageError
from aiwei_cli.model.severity import Severity
from aiwei_cli.usecases.caller import Caller, Notice, Weight
from aiwei_cli.usecases.check_outcome import WRONG, Remarks, of_excused
from aiwei_cli.usecases.checking import Files, read_files
from aiwei_cli.usecases.judging_day import day_to_judge
from aiwei_cli.usecases.opened_workspace import root_of


class DataChecked(NamedTuple):
    """What is said of one workspace's files, and whether any of it is wrong for certain."""

    remarks: Remarks
    exit_code: int


def check_data(
    folder: Path | None, at: str | None, files: Sequence[Path], caller: Caller
) -> Iterator[DataChecked]:
    """What is wrong with the files named, or with all: of each workspace by itself, all read beforehand.

    Files named say themselves which workspaces are meant, unless the ``folder`` does. Raises :class:`UsageError`.
    """
    if missing := [file for file in files if not file.exists()]:
        raise UsageError(f"没有文件 {missing[0]}", "核对文件名")
    named = by_workspace(files) if folder is None and files else {root_of(folder, caller): list(files)}
    asked = [(read_files(root, at, caller), own) for root, own in named.items()]
    return (_checked(read, own, caller) for read, own in asked)


def _checked(read: Files, files: Sequence[Path], caller: Caller) -> DataChecked:
    """What is said of one workspace.

    What no longer fits together counts wherever it shows: the cause may lie in the files named.
    """
    root, loaded = read
    data = (root / "data").resolve()
    if foreign := [file for file in files if not in_place(file).is_relative_to(data)]:
        raise outside(foreign[0])
    wanted = [file.resolve() for file in files]
    # As of the day that a plain check judges: both say the same of an exception.
    town, on = loaded.complete, caller.today
    year = town.about.year if town else on.year
    told, excused = unanswered(loaded, year, day_to_judge(None, year, town, lambda: on) if town else on)
    found = [
        each
        for each in told
        if not wanted
        or each.more  # what was left out may lie in the files named
        or each.code.startswith("AW3")
        or any(_concerns((root / each.place.path).resolve(), one) for one in wanted)
    ]
    elsewhere = sum(each.severity is Severity.ERROR for each in told if each not in found)
    seen_from = from_here(root) if files else Standpoint()
    shown = tuple(
        each._replace(place=each.place._replace(path=seen_from.path(each.place.path))) for each in found
    )
    remarks = Remarks(shown, tuple(_notices(found, excused, elsewhere, seen_from)))
    return DataChecked(remarks, WRONG if any(each.severity is Severity.ERROR for each in found) else 0)


def _notices(
    found: Sequence[Diagnostic], excused: int, elsewhere: int, seen_from: Standpoint
) -> Iterator[Notice]:
    yield from of_excused(excused)
    if elsewhere:
        where = f" -w {shlex.quote(seen_from.before.rstrip('/'))}" if seen_from.before else ""
        yield Notice(f"别的文件里还有 {elsewhere} 处错误，运行 aiwei check{where} 查看")
    if not (found or excused or elsewhere):
        yield Notice("没有发现数据问题", weight=Weight.FACT)


def _concerns(place: Path, named: Path) -> bool:
    """Whether what is told of a place is told of a file or folder that was named: also of the folder it lies in."""
    return place.is_relative_to(named) or named.is_relative_to(place)
