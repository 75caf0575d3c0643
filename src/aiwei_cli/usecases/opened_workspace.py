"""The workspace that a command is about: found, read, and what stands in its way named."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from aiwei_cli.load.assemble import Loaded, load
from aiwei_cli.load.history.clone_settings import may_be_sparse
from aiwei_cli.load.tree import HALF_RECORD, WORKSPACE, find_root, misnamed
from aiwei_cli.model.diagnostic import Diagnostic
from aiwei_cli.model.errors import DataError, WorkspaceMissing
from aiwei_cli.usecases.caller import Caller, Notice

_LACKING: Final = ("AW101", "AW302")
"""What is said where a file of the data is not there: that it cannot be read, that its action is unknown."""


def root_of(folder: Path | None, caller: Caller) -> Path:
    """Where the workspace named is, or the one around the current folder. Raises :class:`WorkspaceMissing`."""
    try:
        return _root_of(folder)
    except WorkspaceMissing:
        from aiwei_cli.usecases.clone_notices import of_files_left_out

        caller.tell_all(of_files_left_out(folder or Path.cwd(), is_missed=True))
        raise


def _root_of(folder: Path | None) -> Path:
    if folder is None:
        return find_root(Path.cwd())
    if (folder / WORKSPACE).exists():
        return folder
    raise WorkspaceMissing(
        f"{folder} 里没有 {WORKSPACE}", misnamed(folder) or "核对 --workspace 后面的文件夹"
    )


def open_workspace(folder: Path | None, caller: Caller) -> tuple[Path, Loaded]:
    """The workspace named, or the one around the current folder, read."""
    root = root_of(folder, caller)
    tell_half_done(root, caller)
    loaded = load(root)
    _tell_left_out(root, loaded.diagnostics, caller)
    return root, loaded


@contextmanager
def telling_left_out(root: Path, caller: Caller) -> Iterator[None]:
    """Tell which files were not checked out, whether mistakes in the data end what is done here or not."""
    try:
        yield
    except DataError as error:
        _tell_left_out(root, error.diagnostics, caller)
        raise
    _tell_left_out(root, (), caller)


def _tell_left_out(root: Path, found: Sequence[Diagnostic], caller: Caller) -> None:
    is_missed = any(each.code in _LACKING for each in found)
    if is_missed or may_be_sparse(root):
        from aiwei_cli.usecases.clone_notices import of_files_left_out

        caller.tell_all(of_files_left_out(root, is_missed=is_missed))


def tell_half_done(root: Path, caller: Caller) -> None:
    """Tell that a command that replaces several files was cut off half way, and what finishes it."""
    if not os.path.lexists(root / HALF_RECORD):
        return
    from aiwei_cli.edit.joint_replacement import half_done

    if found := half_done(root):
        run, files = found
        said = f"上一次 aiwei {run} 写到一半被强行终止，只改了 {'、'.join(files)}，下面说的不是全貌"
        caller.tell(Notice(said, f"再运行一次 aiwei {run}，先改回原样，再从头写完"))
