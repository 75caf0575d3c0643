"""A new workspace: its files composed, held against what is there already, and written all or none."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from aiwei_cli.load.assemble import load
from aiwei_cli.load.tree import ACTIONS, TARGETS, WORKSPACE, Folder, Unfit
from aiwei_cli.model.errors import OutputError, UsageError, reason_of
from aiwei_cli.model.workspace import Workspace
from aiwei_cli.scaffold.fittings import FITTINGS
from aiwei_cli.scaffold.programme import Programme
from aiwei_cli.scaffold.skeleton import action_text, targets_text, workspace_text

_NAMED = 3


class Names(NamedTuple):
    """Whose workspace it is, and the year it judges."""

    town: str
    county: str
    office: str
    programme: str
    year: int


def paths_of(programme: Programme) -> list[str]:
    """Every file that a new workspace is made of."""
    return [WORKSPACE, TARGETS, *programme.actions, *FITTINGS]


def compose(programme: Programme, names: Names) -> dict[str, bytes]:
    """The bytes of every file, by path."""
    values = {key: str(value) for key, value in names._asdict().items()}
    texts = {WORKSPACE: workspace_text(programme.workspace, values)}
    texts |= {path: action_text(document, names.year) for path, document in programme.actions.items()}
    texts |= FITTINGS
    files = {path: text.encode() for path, text in texts.items()} | {TARGETS: targets_text(programme.targets)}
    return {path: files[path] for path in paths_of(programme)}


def refuse_what_is_there(root: Path, paths: Iterable[str]) -> None:
    """Raises :class:`UsageError` where a file would be in the way; an action too many would be judged too."""
    if os.path.lexists(root) and not root.is_dir():
        raise UsageError(f"{root} 不是文件夹", "换一个文件夹")
    paths = list(paths)
    folders = {parent.as_posix() for path in paths for parent in Path(path).parents} - {"."}
    there = [path for path in paths if os.path.lexists(root / path)]
    there += [path for path in _actions_there(root) if path not in there]
    there += [path for path in sorted(folders) if os.path.lexists(root / path) and not (root / path).is_dir()]
    if there:
        more = f" 等 {len(there)} 个文件" if len(there) > _NAMED else ""
        message = f"{root} 里已经有 {'、'.join(there[:_NAMED])}{more}，没有写入任何内容"
        raise UsageError(message, "换一个空文件夹，或先把这些文件移走；init 从不覆盖文件")


def _actions_there(root: Path) -> list[str]:
    try:
        return Folder(root).action_paths()
    except Unfit:  # a folder that cannot be read is in the way as a whole
        return [ACTIONS]


def found(root: Path, files: Mapping[str, bytes]) -> Workspace:
    """Write a workspace and read it back; what fails half way leaves nothing behind.

    Raises :class:`OutputError` for what cannot be written, and :class:`DataError` for what could
    not be read back without a mistake.
    """
    made: list[Path] = []
    complete = False
    try:
        for path, data in files.items():
            _make_folders((root / path).parent, made)
            with (root / path).open("xb") as file:  # never over a file that came in between
                made.append(root / path)
                file.write(data)
        workspace = load(root).workspace
        complete = True
    except OSError as error:
        message = f"{root} 里的文件写不了（{reason_of(error)}），没有留下任何文件"
        raise OutputError(message, "核对文件夹的权限和磁盘空间") from error
    finally:
        if not complete:
            _take_back(made)
    return workspace


def _make_folders(folder: Path, made: list[Path]) -> None:
    for each in (*reversed(folder.parents), folder):
        if not each.is_dir():
            each.mkdir()
            made.append(each)


def _take_back(made: list[Path]) -> None:
    for path in reversed(made):
        with contextlib.suppress(OSError):  # a folder that somebody else has put something into stays
            path.rmdir() if path.is_dir() else path.unlink()
