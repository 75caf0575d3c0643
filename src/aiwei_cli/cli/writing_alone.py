"""A command that writes: alone in the workspace, and nothing of a run that was killed left in its way."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

from aiwei_cli.cli import terminal
from aiwei_cli.edit.lock import only_writer
from aiwei_cli.render.words.safe_text import one_line


@contextlib.contextmanager
def writing(root: Path) -> Iterator[None]:
    """Hold the workspace's lock; says what was taken back of a run that was killed half way."""
    with only_writer(root) as undone:
        if undone:
            said = f"提示：上一次写到一半被强行终止，已经改回原样：{'、'.join(undone)}"
            terminal.talk(one_line(said) + "\n")
        yield
