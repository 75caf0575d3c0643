"""The next year as changes to a workspace: the year set, unfinished tasks carried on, nothing else.

An action that has reached its ``until`` ends with the old year. Where that leaves none, the programme
goes on as it is: those that end last for the new year too.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from aiwei_cli.edit.file_change import Append, Assign, Change, spliced
from aiwei_cli.edit.joint_replacement import replace_files
from aiwei_cli.edit.measurement_change import SECTIONS
from aiwei_cli.load.assemble import Loaded, load_tree
from aiwei_cli.load.tree import WORKSPACE, Folder, Overlay
from aiwei_cli.model.action import ActionFile, Carried, PlanState
from aiwei_cli.model.errors import UsageError
from aiwei_cli.model.text import YEARS
from aiwei_cli.model.workspace import Workspace

_MAX_ID: Final = 80


class Opening(NamedTuple):
    """A year ready to be opened: the files as they are and as they would be, and all read with them."""

    before: Mapping[str, bytes]
    after: Mapping[str, bytes]
    result: Loaded
    prolonged: tuple[str, ...]
    """The actions that were to end with the old year and go on."""
    carried: tuple[Carried, ...]

    def write(self, root: Path) -> None:
        """Write the changed files, all or none; the lock must be held.

        ``workspace.yaml`` comes last: the year counts as opened only with everything else in place. Files
        that tasks are carried in come first: from them on, what is half done can be told from what was meant.
        """
        carrying = {each.action for each in self.carried}
        models = self.result.models
        order = [*self.after]
        order.sort(key=lambda path: (path == WORKSPACE, getattr(models[path], "id", "") not in carrying))
        run = f"new-year {self.result.workspace.about.year}"
        replace_files(root, self.before, {path: self.after[path] for path in order}, run)


def prepare_year(root: Path, year: int) -> Opening:
    """Read a workspace and make the changes in memory; its lock must be held.

    Raises :class:`UsageError` for a year that cannot be the next one.
    """
    loaded = load_tree(Folder(root), evidence=False)
    workspace = loaded.workspace
    refuse_year(workspace, year)
    longer = prolonged(workspace, year)
    carried = unfinished(workspace, year, longer)
    after = {
        path: spliced(path, loaded.sources[path], loaded.documents[path], changes)
        for path, changes in changes_for(loaded, year, longer, carried).items()
    }
    # Read again as a whole: a mistake that a change makes elsewhere is found before it is written.
    result = load_tree(Overlay(Folder(root), after), loaded)
    _ = result.workspace
    return Opening(loaded.sources, after, result, longer, carried)


def refuse_year(workspace: Workspace, year: int) -> None:
    """Raises :class:`UsageError` for a year that cannot be the next one."""
    current = workspace.about.year
    if year <= current:
        raise UsageError(f"{year} 年不晚于工作区现在的 {current} 年", f"写下一年，例如 {current + 1}")
    if year > current + 1 or year not in YEARS:
        raise UsageError(f"{year} 年太远：工作区现在是 {current} 年", "一次只开下一年")
    if not any(action.runs_in(year) for action in workspace.actions.values()) and not prolonged(
        workspace, year
    ):
        # With nothing to judge the year would be open in name only, and its tasks lost from sight.
        raise UsageError(
            f"没有一个专项行动在 {current} 年或 {year} 年进行，没有改动任何文件",
            "核对行动文件里的 since 和 until；换一轮行动的，先换上新的行动文件",
        )


def prolonged(workspace: Workspace, year: int) -> tuple[str, ...]:
    """The actions that end with the old year, where none would run in the new one.

    A run that was cut off has prolonged some of them already, and carried tasks into them.
    """
    running = [action for action in workspace.actions.values() if action.runs_in(year)]
    half = any(item.carried_from for action in running for item in action.planned_for(year))
    if running and not (half and all(action.until == year for action in running)):
        return ()
    ends = (year - 1, year) if half else (year - 1,)
    return tuple(key for key, action in workspace.actions.items() if action.until in ends)


def unfinished(workspace: Workspace, year: int, longer: Collection[str]) -> tuple[Carried, ...]:
    """The tasks to carry into ``year``: those of the year before, unless they stand there already.

    They stand there as carried from the old one, whatever has been made of them since, or by their title.
    """
    taken = {item.id for action in workspace.actions.values() for item in action.plan}
    taken |= {key for action in workspace.actions.values() for key in action.issues}
    carried = []
    for key, action in workspace.actions.items():
        if not action.runs_in(year) and key not in longer:
            continue
        planned = {item.title for item in action.planned_for(year)}
        before = {item.carried_from for item in action.planned_for(year)}
        for item in action.planned_for(year - 1):
            if item.stands is not PlanState.DONE and item.id not in before and item.title not in planned:
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


def changes_for(
    loaded: Loaded, year: int, longer: Collection[str], carried: Sequence[Carried]
) -> dict[str, list[Change]]:
    """What opening the year changes, file by file."""
    changes: dict[str, list[Change]] = {WORKSPACE: [Assign((), "year", str(year))]}
    for path, model in loaded.models.items():
        if isinstance(model, ActionFile):
            own = [each for each in carried if each.action == model.id]
            until = [Assign((), "until", str(year))] if model.id in longer and model.until != year else []
            if until or own:
                changes[path] = [*until, *_tasks(own, year)]
    return changes


def _tasks(carried: Sequence[Carried], year: int) -> Iterator[Change]:
    comment = f"以下 {len(carried)} 项由{year - 1}年结转，内容和期限请核对。"
    for number, each in enumerate(carried):
        yield Append(("plan",), _task(each, year), (SECTIONS,), "" if number else comment)


def _task(carried: Carried, year: int) -> dict[str, str]:
    item = carried.item
    said = {
        "id": carried.id,
        "year": str(year),
        "title": item.title,
        "due": f"{year}-12-31",
        "responsible": item.responsible,
        "person": item.person,
        "source": item.source,
        "carried_from": item.id,
    }
    return {key: text for key, text in said.items() if text is not None}
