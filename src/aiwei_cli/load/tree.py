"""Where files come from. A folder today; anything that can list and read names will do."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import Final, Protocol

from aiwei_cli.model.errors import WorkspaceMissing, reason_of

MAX_BYTES: Final = 5_000_000
WORKSPACE: Final = "data/workspace.yaml"
TARGETS: Final = "data/targets.yaml"
ACTIONS: Final = "data/actions"


class Unfit(Exception):
    """A file that must not be read; its argument says why, in Chinese."""


class Tree(Protocol):
    """A set of files by relative path, ``/`` between the parts."""

    def action_paths(self) -> list[str]:
        """The YAML files of ``data/actions``, in code point order."""

    def read(self, path: str) -> bytes:
        """The bytes of one file. Raises :class:`Unfit`."""


class Folder:
    """The files below a workspace's root."""

    def __init__(self, root: Path) -> None:
        self.root = root.resolve()

    def action_paths(self) -> list[str]:
        """The YAML files of ``data/actions``; hidden and editor backup files are none."""
        try:
            names = [path.name for path in (self.root / ACTIONS).iterdir()]
        except OSError:
            return []
        wanted = (name for name in names if name.endswith((".yaml", ".yml")) and name[0] not in ".~")
        return sorted(f"{ACTIONS}/{name}" for name in wanted)

    def read(self, path: str) -> bytes:
        """The bytes of one regular file inside the workspace, at most 5 MB."""
        target = self.root / path
        try:
            if not target.resolve().is_relative_to(self.root):
                raise Unfit("文件是指向工作区以外的链接")
            facts = target.stat()
            if not stat.S_ISREG(facts.st_mode):
                raise Unfit("这不是普通文件")
            if facts.st_size > MAX_BYTES:
                raise Unfit(f"文件有 {facts.st_size} 字节，超过 {MAX_BYTES} 字节的上限")
            return target.read_bytes()
        except FileNotFoundError:
            raise Unfit("没有这个文件") from None
        except OSError as error:
            raise Unfit(f"文件打不开（{reason_of(error)}）") from error
        except RuntimeError as error:  # what Python 3.11 and 3.12 call a circle of links
            raise Unfit("文件打不开（链接成环）") from error


def find_root(start: Path) -> Path:
    """The nearest folder, ``start`` or above it, that holds ``data/workspace.yaml``."""
    for folder in (start, *start.parents):
        if os.path.lexists(folder / WORKSPACE):
            return folder
    raise WorkspaceMissing(
        f"在 {start} 及其上级文件夹里没有找到 {WORKSPACE}",
        "进入工作区的文件夹再运行，或用 --workspace 指明它在哪里",
    )
