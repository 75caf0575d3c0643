"""What ``show`` can show, by id and name, and who wrote the figures of it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from aiwei_cli.load.assemble import Loaded
from aiwei_cli.load.history.git_refusal import Unreadable
from aiwei_cli.load.history.provenance import Key, origins
from aiwei_cli.model.errors import UsageError
from aiwei_cli.model.measurement import Measurement
from aiwei_cli.model.workspace import Workspace
from aiwei_cli.render.terminal.history_page import commit_words
from aiwei_cli.usecases.caller import Caller, Notice


def names(workspace: Workspace) -> dict[str, str]:
    """What can be shown, by id; of an id or a name used twice the first is meant."""
    found = {key: indicator.name for key, indicator in workspace.indicators.items()}
    found |= {key: action.name for key, action in workspace.actions.items() if key not in found}
    for action in workspace.actions.values():
        for key, steps in action.issues.items():
            found.setdefault(key, steps[0].problem or "")
    for action in workspace.actions.values():
        for item in action.plan:
            found.setdefault(item.id, item.title)
    return found


def commits_of(
    root: Path, loaded: Loaded, measurements: Sequence[Measurement], caller: Caller
) -> dict[Key, str]:
    """The commit of each figure in words; where there is no history, one line says why."""
    if not measurements:
        return {}
    try:
        found = origins(root, loaded, measurements)
    except UsageError as error:
        hint = error.hint if isinstance(error, Unreadable) else ""
        caller.tell(Notice(f"{error.message}，所以不显示提交", hint))
        return {}
    return {key: commit_words(commit) for key, commit in found.items()}
