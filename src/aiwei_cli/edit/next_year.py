"""The next year in an existing workspace: the year set, unfinished tasks carried on, nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from aiwei_cli.load.assemble import Loaded, load_tree
from aiwei_cli.load.tree import WORKSPACE, Folder, Overlay
from aiwei_cli.model.action import ActionFile, PlanItem, PlanState
from aiwei_cli.model.errors import UsageError
from aiwei_cli.model.text import YEARS
from aiwei_cli.model.workspace import Workspace
from aiwei_cli.scaffold.insert import append_tasks, replace_year
from aiwei_cli.scaffold.replace import replace_all

_MAX_ID = 80


class Carried(NamedTuple):
    """A task of the old year and the id that it goes on under."""

    action: str
    item: PlanItem
    id: str


def refuse_year(workspace: Workspace, year: int) -> None:
    """Raises :class:`UsageError` for a year that cannot be the next one."""
    current = workspace.about.year
    if year <= current:
        raise UsageError(f"{year} 年不晚于工作区现在的 {current} 年", f"写下一年，例如 {current + 1}")
    if year > current + 1 or year not in YEARS:
        raise UsageError(f"{year} 年太远：工作区现在是 {current} 年", "一次只开下一年")
    running = [action for action in workspace.actions.values() if action.runs_in(year)]
    if not running:
        # With nothing to judge the year would be open in name only, and its tasks lost from sight.
        raise UsageError(
            f"没有一个专项行动在 {year} 年进行，没有改动任何文件",
            f"延续到 {year} 年的，先把行动文件里的 until 改为 {year} 或以后；换一轮行动的，先换上新的行动文件",
        )


def unfinished(workspace: Workspace, year: int) -> tuple[Carried, ...]:
    """The tasks to carry into ``year``: those of the year before, unless they stand there already."""
    taken = {item.id for action in workspace.actions.values() for item in action.plan}
    taken |= {key for action in workspace.actions.values() for key in action.issues}
    carried = []
    for key, action in workspace.actions.items():
        if not action.runs_in(year):
            continue
        planned = {item.title for item in action.planned_for(year)}
        for item in action.planned_for(year - 1):
            if item.stands is not PlanState.DONE and item.title not in planned:
                carried.append(Carried(key, item, _new_id(item.id, year, taken)))
                taken.add(carried[-1].id)
    return tuple(carried)


def _new_id(old: str, year: int, taken: set[str]) -> str:
    stem = old.removesuffix(f"-{year - 1}")  # a task carried twice does not grow a tail
    number = 1
    while True:
        tail = f"-{year}" if number == 1 else f"-{year}-{number}"
        new = stem[: _MAX_ID - len(tail)].rstrip("-") + tail
        if new not in taken:
            return new
        number += 1


def open_year(root: Path, loaded: Loaded, year: int, carried: tuple[Carried, ...]) -> tuple[str, ...]:
    """Write the year and the carried tasks; the paths changed. All of them or none."""
    changed = {
        WORKSPACE: replace_year(loaded.documents[WORKSPACE], loaded.sources[WORKSPACE], year),
        **dict(_plans(loaded, year, carried)),
    }
    # Read again as a whole: a mistake that a change makes elsewhere is found before it is written.
    _ = load_tree(Overlay(Folder(root), changed), loaded, evidence=False).workspace
    replace_all(root, loaded.sources, changed)
    return tuple(changed)


def _plans(loaded: Loaded, year: int, carried: tuple[Carried, ...]) -> Iterator[tuple[str, bytes]]:
    for path, model in loaded.models.items():
        if not isinstance(model, ActionFile):
            continue
        tasks = [_task(each, year) for each in carried if each.action == model.id]
        if tasks:
            comment = f"以下 {len(tasks)} 项由{year - 1}年结转，内容和期限请核对。"
            yield path, append_tasks(loaded.documents[path], loaded.sources[path], comment, tasks)


def _task(carried: Carried, year: int) -> Mapping[str, str]:
    item = carried.item
    said = {
        "id": carried.id,
        "year": str(year),
        "title": item.title,
        "due": f"{year}-12-31",
        "responsible": item.responsible,
        "person": item.person,
        "note": f"由{year - 1}年的 {item.id} 结转",
    }
    return {key: text for key, text in said.items() if text is not None}
