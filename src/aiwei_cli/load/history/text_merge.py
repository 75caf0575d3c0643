"""The textual merge of three versions of a file, by ``git merge-file``, which needs no repository."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from typing import Final, NamedTuple

from aiwei_cli.load.history.git_program import git_program
from aiwei_cli.model.errors import OutputError, reason_of

_MOST_CONFLICTS: Final = 127
"""git counts conflicts in its exit code up to here; anything else but 0 says that it failed."""


class TextMerge(NamedTuple):
    """The merged text, and how many conflicts are marked in it."""

    text: bytes
    conflicts: int


def text_merge(base: Path, ours: Path, theirs: Path, *, favour_ours: bool) -> TextMerge | None:
    """What git makes of three files; None where one of them is no text for it, or of another encoding than the others.

    Lines of one encoding among those of another are lost to every editor.

    With ``favour_ours`` our side stands wherever the texts conflict; without, conflicts are marked.
    Raises :class:`UsageError` without git, :class:`OutputError` where git fails.
    """
    if len({_is_utf8(path) for path in (base, ours, theirs)}) > 1:
        return None
    side = ["--ours"] if favour_ours else ["-L", "ours", "-L", "base", "-L", "theirs"]
    files = [str(path.resolve()) for path in (ours, base, theirs)]
    kept = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
    try:
        done = subprocess.run(
            [git_program(ours.resolve().parent), "merge-file", "--stdout", *side, "--", *files],
            env={**kept, "LC_ALL": "C"},
            capture_output=True,
            stdin=subprocess.DEVNULL,
        )
    except OSError as error:
        raise _failed(reason_of(error)) from error
    if 0 <= done.returncode <= _MOST_CONFLICTS:
        return TextMerge(done.stdout, done.returncode)
    if b"Cannot merge binary files" in done.stderr:
        return None
    raise _failed(f"退出码 {done.returncode}")


def _is_utf8(path: Path) -> bool:
    try:
        path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _failed(why: str) -> OutputError:
    return OutputError(f"git merge-file 没有成功（{why}），文件没有动", "核对磁盘空间，再合并一次")
