"""Where a workspace lies: in its repository, and as seen from another folder."""

from __future__ import annotations

import os
import posixpath
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from aiwei_cli.load.tree import find_root, repository_top
from aiwei_cli.model.errors import UsageError, WorkspaceMissing


class Standpoint(NamedTuple):
    """A folder from which a workspace's files are named."""

    before: str = ""
    """What stands before a path of the workspace: ``town/``, ``../``."""
    inside: str = ""
    """The folder's own path, where it lies within the workspace."""

    def path(self, path: str) -> str:
        """A path of the workspace as it is called from here."""
        return posixpath.relpath(path, self.inside) if self.inside else f"{self.before}{path}"


def from_repository_top(root: Path) -> Standpoint:
    """Where a workspace's files lie in their repository; without one they are named from the workspace."""
    top = repository_top(root)
    return Standpoint(_before(root.resolve().relative_to(top).as_posix())) if top else Standpoint()


def from_here(root: Path) -> Standpoint:
    """How a workspace's files are called from the current folder."""
    here, there = Path.cwd(), root.resolve()
    if here != there and here.is_relative_to(there):
        return Standpoint(inside=here.relative_to(there).as_posix())
    if not root.is_absolute() and ".." not in root.parts:
        return Standpoint(_before(root.as_posix()))  # as it was typed: a link there stays one
    try:
        return Standpoint(_before(Path(os.path.relpath(there, here)).as_posix()))
    except ValueError:  # on another drive
        return Standpoint(_before(there.as_posix()))


def _before(folder: str) -> str:
    return "" if folder == "." else f"{folder.rstrip('/')}/"


def by_workspace(files: Iterable[Path]) -> dict[Path, list[Path]]:
    """Files by the workspace that each lies in. Raises :class:`UsageError` for one that lies in none."""
    found: dict[Path, list[Path]] = {}
    for file in files:
        try:
            root = find_root(in_place(file))
        except WorkspaceMissing:
            raise outside(file) from None
        found.setdefault(root, []).append(file)
    return found


def in_place(file: Path) -> Path:
    """Where a file or folder stands; of a file that is a link not where it leads."""
    return file.resolve() if file.is_dir() else file.parent.resolve() / file.name


def outside(file: Path) -> UsageError:
    """What is said of a file that belongs to no workspace, or to another one."""
    return UsageError(f"{file} 不在工作区的 data 文件夹里", "只写 data 里的文件或文件夹")
