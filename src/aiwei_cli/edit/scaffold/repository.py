"""A git repository for a new workspace, with the settings that make its diffs readable."""

from __future__ import annotations

import os
import subprocess
from enum import Enum, auto
from pathlib import Path
from typing import Final

from aiwei_cli.load.history.git_program import git_program
from aiwei_cli.model.errors import UsageError

DRIVER: Final = (
    "aiwei merge-driver %O %A %B %P; s=$?; "
    "test $s -lt 126 || { git merge-file %A %O %B; s=$?; test $s -le 127 || s=1; }; exit $s"
)
"""Where aiwei is not to be had, or was killed, git merges the text and marks the conflicts.

``… || git merge-file`` would do that after every conflict, and mark it twice.
"""
_SETTINGS: Final = {
    # The hunk header is the nearest top-level key or indicator id.
    "diff.aiwei.xfuncname": "^ ? ?([a-z][a-z0-9-]*:)",
    "core.quotepath": "false",
    "merge.aiwei.name": "figures and steps joined by what they say",
    "merge.aiwei.driver": DRIVER,
}


class Repository(Enum):
    """What became of the repository."""

    UNWANTED = auto()
    MADE = auto()
    AROUND = auto()
    """The folder lies in one already, which is left as it is."""
    NO_GIT = auto()
    FAILED = auto()


def set_up(folder: Path) -> Repository:
    """Make a repository of a folder, unless it lies in one."""
    here = folder.resolve()
    if any(os.path.lexists(each / ".git") for each in (here, *here.parents)):
        return Repository.AROUND
    try:
        git = git_program(here)
    except UsageError:
        return Repository.NO_GIT
    commands = [["init", "--quiet", "--", "."]]
    commands += [["config", "--local", key, value] for key, value in _SETTINGS.items()]
    done = all(_run([git, *command], here) for command in commands)
    return Repository.MADE if done else Repository.FAILED


def _run(command: list[str], folder: Path) -> bool:
    # Inherited GIT_* variables would lead to another repository.
    environment = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
    try:
        result = subprocess.run(
            command, cwd=folder, env=environment, stdin=subprocess.DEVNULL, capture_output=True
        )
    except OSError:
        return False
    return result.returncode == 0
