"""What ``task`` and ``issue`` have in common: find, change one file under the lock, say what came of it."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from aiwei_cli.cli import terminal
from aiwei_cli.cli.options import choose, day_of_entry, root_of, worded
from aiwei_cli.cli.writing_alone import writing
from aiwei_cli.edit.evidence_intake import read_evidence
from aiwei_cli.edit.file_change import Change
from aiwei_cli.edit.planned_change import Evidence, path_of, prepare, write
from aiwei_cli.edit.storage import undisturbed
from aiwei_cli.edit.work_change import items_called
from aiwei_cli.load.assemble import Loaded, load
from aiwei_cli.load.shape import did_you_mean
from aiwei_cli.model.action import ActionFile, PlanItem
from aiwei_cli.model.correction_ledger import Steps
from aiwei_cli.model.errors import UsageError
from aiwei_cli.model.text import read_id
from aiwei_cli.model.workspace import Workspace
from aiwei_cli.render.words.safe_text import one_line
from aiwei_cli.usecases.clone_notices import say_ignored


class Planned(NamedTuple):
    """A change to an action's file, where to find it afterwards, and what to say of it."""

    action: str
    changes: Sequence[Change]
    keys: tuple[str | int, ...]
    said: str


class Desk(NamedTuple):
    """What a change can be made from."""

    workspace: Workspace
    on: date
    evidence: tuple[str, ...]
    loaded: Loaded


def perform(
    folder: Path | None,
    on: str | None,
    evidence: Sequence[Path] | None,
    plan: Callable[[Desk], Planned],
    today: date,
) -> None:
    """Read, plan, write, and tell the sentence with the place of the new line.

    From the first byte written until it is told, Ctrl-C comes too late.
    """
    with contextlib.ExitStack() as until_told:
        root, files = root_of(folder), _taken_in(evidence)
        terminal.show_written(_performed(root, on, files, plan, today, until_told))
        say_ignored(root, [path for path, _ in files])


def _taken_in(evidence: Sequence[Path] | None) -> list[Evidence]:
    return list(dict(read_evidence(file) for file in evidence or ()).items())


def _performed(
    root: Path,
    on: str | None,
    files: Sequence[Evidence],
    plan: Callable[[Desk], Planned],
    today: date,
    until_told: contextlib.ExitStack,
) -> str:
    with writing(root):
        loaded = load(root)
        workspace = loaded.workspace
        on_day = day_of_entry(on, workspace, today)
        if on_day > today:
            raise UsageError(f"{on_day} 还没有到", "核对 --date")
        planned = plan(Desk(workspace, on_day, tuple(path for path, _ in files), loaded))
        path = path_of(loaded, planned.action)
        prepared = prepare(loaded, root, path, planned.changes)
        line = prepared.result.documents[path].node_at(planned.keys).line
        until_told.enter_context(undisturbed())
        write(root, prepared, files)
    return one_line(f"{planned.said}，{path}:{line}") + "\n"


def said_by_user(option: str, text: str) -> str:
    """Words that must say something. Raises :class:`UsageError`."""
    said = worded(option, text)
    if not said:
        raise UsageError(f"{option} 没有写内容", "写上内容，没有写入任何文件")
    return said


def an_id(text: str) -> str:
    """``--id``, which may be left out. Raises :class:`UsageError`."""
    try:
        return read_id(text) if text else ""
    except ValueError as error:
        context = getattr(error, "context", None) or {}
        raise UsageError(f"--id：{context['message']}", context["hint"]) from None


def action_called(workspace: Workspace, word: str) -> ActionFile:
    """The action of an id or a name. Raises :class:`UsageError`."""
    names = {key: each.name for key, each in workspace.actions.items()}
    return workspace.actions[choose("--action", [word], names)[0]]


def task_called(workspace: Workspace, word: str) -> tuple[ActionFile, PlanItem]:
    """The one plan item of an id or a title. Raises :class:`UsageError`."""
    found = list(items_called(workspace, word))
    if len(found) == 1:
        return found[0]
    if found:
        where = "、".join(f"{action.name}的 {item.id}（{item.year}年）" for action, item in found)
        raise UsageError(f"叫“{word}”的任务不止一项：{where}", "写编号；编号相同就先改成不同的")
    items = [item for action in workspace.actions.values() for item in action.plan]
    close = did_you_mean(word, [item.id for item in items], [item.title for item in items])
    raise UsageError(f"没有任务“{word}”", close or "运行 aiwei task list 看编号")


def issue_called(workspace: Workspace, word: str) -> tuple[ActionFile, str, Steps]:
    """The one issue of an id or a problem. Raises :class:`UsageError`."""
    known = [
        (action, key, steps) for action in workspace.actions.values() for key, steps in action.issues.items()
    ]
    found = [each for each in known if word == each[1]] or [
        each for each in known if word == each[2][0].problem
    ]
    if len(found) == 1:
        return found[0]
    if found:
        raise UsageError(f"叫“{word}”的整改事项不止一项：{'、'.join(key for _, key, _ in found)}", "写编号")
    close = did_you_mean(word, [key for _, key, _ in known], [each[2][0].problem or "" for each in known])
    raise UsageError(f"没有整改事项“{word}”", close or "运行 aiwei issue list 看编号")
