"""The textual merge of three versions of a file, by ``git merge-file``, which needs no repository."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from aiwei_cli.load.git import git_program


def text_merge(base: Path, ours: Path, theirs: Path, *, favour_ours: bool) -> tuple[bytes, bool]:
    """The merged text and whether it is free of conflicts. Raises :class:`UsageError` without git.

    With ``favour_ours`` our side stands wherever the texts conflict; without, conflicts are marked.
    """
    side = ["--ours"] if favour_ours else ["-L", "ours", "-L", "base", "-L", "theirs"]
    files = [str(path.resolve()) for path in (ours, base, theirs)]
    kept = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
    done = subprocess.run(
        [git_program(ours.resolve().parent), "merge-file", "--stdout", *side, *files],
        env=kept,
        capture_output=True,
        stdin=subprocess.DEVNULL,
    )
    return done.stdout, done.returncode == 0
