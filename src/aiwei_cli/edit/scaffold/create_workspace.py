"""A new workspace: its files composed, held against what is there already, and written all or none."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
from collections.abc import Iterable, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any, Final, NamedTuple

from aiwei_cli.edit.scaffold.new_town import action_text, targets_text, workspace_text
from aiwei_cli.edit.scaffold.programme_files import Programme
from aiwei_cli.edit.scaffold.repository import Repository, set_up
from aiwei_cli.edit.scaffold.workspace_files import FITTINGS
from aiwei_cli.edit.storage import (
    SUFFIX,
    discard,
    make_folders,
    put_new,
    take_back,
    undisturbed,
    write_whole,
)
from aiwei_cli.load.assemble import load
from aiwei_cli.load.tree import ACTIONS, TARGETS, WORKSPACE, Folder, Unfit
from aiwei_cli.model.errors import OutputError, UsageError, reason_of
from aiwei_cli.model.workspace import Workspace

_NAMED = 3
RECORD: Final = f".init{SUFFIX}"
"""What a run that is not finished was to write."""


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


def found(
    root: Path, files: Mapping[str, bytes], until_told: contextlib.ExitStack, *, with_git: bool
) -> tuple[Workspace, Repository]:
    """Write a workspace and its repository, and read it back; what fails half way leaves nothing behind.

    ``workspace.yaml`` comes last; from then on it is too late for Ctrl-C, until it is told. Raises
    :class:`OutputError` for what cannot be written, and :class:`DataError` for what could not be read
    back without a mistake.
    """
    made: list[Path] = []
    outcome = Repository.UNWANTED
    with contextlib.ExitStack() as on_failure:
        on_failure.callback(take_back, made)
        try:
            make_folders(root, made)
            new_git = with_git and not os.path.lexists(root / ".git")
            record = _begin(root, files, made, new_git=new_git)
            for path in sorted(files, key=lambda each: each == WORKSPACE):
                if path == WORKSPACE:
                    if with_git:
                        outcome = _repository(root, on_failure, new_git=new_git)
                    until_told.enter_context(undisturbed())
                make_folders((root / path).parent, made)
                put_new(root / path, files[path], made)
            workspace = load(root).workspace
        except OSError as error:
            message = f"{root} 里的文件写不了（{reason_of(error)}），没有留下任何文件"
            raise OutputError(message, "核对文件夹的权限和磁盘空间") from error
        on_failure.pop_all()
    discard(record)
    return workspace, outcome


def _repository(root: Path, on_failure: contextlib.ExitStack, *, new_git: bool) -> Repository:
    """The repository of a workspace; one that is made goes again where the workspace does, or it is not finished."""
    if new_git:
        on_failure.callback(_remove_git, root)
    outcome = set_up(root)
    if outcome is Repository.FAILED and new_git:
        _remove_git(root)
    return outcome


def _remove_git(root: Path) -> None:
    """A repository of which no use has been made."""
    if not os.path.lexists(root / ".git" / "index"):
        shutil.rmtree(root / ".git", ignore_errors=True)


def _begin(root: Path, files: Mapping[str, bytes], made: list[Path], *, new_git: bool) -> Path:
    """Put down what is about to be written, for a run that finds it half done."""
    record = root / RECORD
    made.append(record)
    digests = {path: _digest(data) for path, data in files.items()}
    write_whole(record, json.dumps({"files": digests, "git": new_git}).encode())
    return record


def _digest(data: bytes) -> str:
    return sha256(data).hexdigest()


def finish(root: Path, files: Mapping[str, bytes], *, with_git: bool) -> tuple[Workspace, Repository] | None:
    """What a run that was killed when all was written had made, its record removed; None where that is not so.

    It is these very files that have to be there: others are of other names, or somebody's since.
    """
    record = root / RECORD
    if not was_written(root):
        return None
    try:
        said: dict[str, Any] = json.loads(record.read_bytes())
        new_git = bool(said["git"])
        if any((root / path).is_symlink() or (root / path).read_bytes() != files[path] for path in files):
            return None
    except (OSError, ValueError, TypeError, KeyError):
        return None
    workspace = load(root).workspace
    outcome = set_up(root) if with_git else Repository.UNWANTED
    if outcome is Repository.AROUND and new_git:  # the one that was made
        outcome = Repository.MADE
    for folder in {(root / path).parent for path in files}:
        for left in folder.glob(f".*{SUFFIX}"):
            discard(left)
    discard(record)
    return workspace, outcome


def was_written(root: Path) -> bool:
    """Whether a run that was killed had come to its last file."""
    record = root / RECORD
    return not record.is_symlink() and record.is_file() and os.path.lexists(root / WORKSPACE)


def clear_half(root: Path, known: Iterable[str]) -> None:
    """Remove what a run that was killed had written; nothing where it had ended, or anybody changed a file since."""
    record = root / RECORD
    if record.is_symlink() or not record.is_file() or os.path.lexists(root / WORKSPACE):
        return
    try:
        said: dict[str, Any] = json.loads(record.read_bytes())
        planned = {path: str(said["files"][path]) for path in known}
        there = [path for path in planned if os.path.lexists(root / path)]
        if any(
            (root / path).is_symlink() or _digest((root / path).read_bytes()) != planned[path]
            for path in there
        ):
            return
    except (OSError, ValueError, TypeError, KeyError):
        return
    folders = {parent for path in planned for parent in (root / path).parents if parent.is_relative_to(root)}
    for left in (each for folder in folders for each in folder.glob(f".*{SUFFIX}")):
        discard(left)
    if said["git"]:
        _remove_git(root)
    take_back([*sorted(folders - {root}), *(root / path for path in there)])
