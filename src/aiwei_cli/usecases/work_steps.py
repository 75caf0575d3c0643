"""What ``task`` and ``issue`` have in common: one action's file changed by a step of its work."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from aiwei_cli.edit.evidence_intake import read_all_evidence
from aiwei_cli.edit.file_change import Change
from aiwei_cli.edit.planned_change import path_of, prepare
from aiwei_cli.load.assemble import Loaded, load_to_change
from aiwei_cli.model.action import ActionFile
from aiwei_cli.model.errors import UsageError
from aiwei_cli.model.workspace import Workspace
from aiwei_cli.render.words.safe_text import one_line
from aiwei_cli.usecases.caller import Caller
from aiwei_cli.usecases.change_application import PreparedChange, apply_change
from aiwei_cli.usecases.judging_day import day_of_entry
from aiwei_cli.usecases.typed_choices import action_ids


class PlannedChange(NamedTuple):
    """A change to an action's file, where to find it afterwards, and what to say of it."""

    action: str
    changes: Sequence[Change]
    keys: tuple[str | int, ...]
    said: str


class WorkStep(NamedTuple):
    """What every step has: where it is taken, when, and the files that prove it, as typed."""

    root: Path
    on: str | None = None
    evidence: Sequence[Path] = ()


class StepContext(NamedTuple):
    """What a change can be made from."""

    workspace: Workspace
    on: date
    evidence: tuple[str, ...]
    loaded: Loaded


def take_step(
    step: WorkStep,
    plan: Callable[[StepContext], PlannedChange],
    show: Callable[[str], None],
    caller: Caller,
) -> None:
    """Plan and write, and show the sentence with the place of the new line. Raises :class:`UsageError`."""
    files = read_all_evidence(step.evidence)
    paths = tuple(path for path, _ in files)

    def prepared(root: Path) -> PreparedChange[str]:
        loaded = load_to_change(root)
        on = day_of_entry(step.on, loaded.workspace, caller.today)
        if on > caller.today:
            raise UsageError(f"{on} 还没有到", "核对 --date")
        planned = plan(StepContext(loaded.workspace, on, paths, loaded))
        path = path_of(loaded, planned.action)
        change = prepare(loaded, root, path, planned.changes, files)
        line = change.result.documents[path].node_at(planned.keys).line
        return PreparedChange(change, one_line(f"{planned.said}，{path}:{line}") + "\n", paths)

    apply_change(step.root, prepared, show, caller)


def action_called(workspace: Workspace, word: str) -> ActionFile:
    """The action of an id or a name. Raises :class:`UsageError`."""
    return workspace.actions[action_ids(workspace, [word])[0]]
