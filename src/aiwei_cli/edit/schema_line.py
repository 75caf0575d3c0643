"""The schemas beside the data, and the line in each file that tells an editor which one is its own."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Final, NamedTuple

from aiwei_cli.edit.joint_replacement import replace_files
from aiwei_cli.edit.splicing import Edit, Source
from aiwei_cli.edit.storage import SCHEMAS, make_folders, put, take_back
from aiwei_cli.load.data_file import decoded
from aiwei_cli.load.tree import ACTIONS, TARGETS, WORKSPACE, Folder, Unfit
from aiwei_cli.model.errors import OutputError, reason_of

_OURS: Final = re.compile(r" *#\s*yaml-language-server\s*:.*")
_ABOVE: Final = re.compile(r"\s*(#.*)?")


class PlannedSchemas(NamedTuple):
    """What would be written, by path; ``skipped`` says of files that cannot be read why they are left alone."""

    new: dict[str, bytes]
    before: dict[str, bytes]
    after: dict[str, bytes]
    skipped: dict[str, str]

    def write(self, root: Path) -> None:
        """Write what was planned, schemas first; the workspace's lock must be held.

        Raises :class:`OutputError`; then nothing is left of it.
        """
        made: list[Path] = []
        with contextlib.ExitStack() as on_failure:
            on_failure.callback(take_back, made)
            try:
                for path, data in self.new.items():
                    target = root / path
                    if not target.parent.resolve().is_relative_to(root.resolve()):
                        message = f"{SCHEMAS} 是指向工作区以外的链接，没有写入"
                        raise OutputError(message, "换成普通的文件夹")
                    make_folders(target.parent, made)
                    made.append(target)
                    put(target, data, path)
            except OSError as error:
                message = f"{SCHEMAS} 里写不了文件（{reason_of(error)}）"
                raise OutputError(message, "核对文件夹的权限和磁盘空间；没有改动任何文件") from error
            replace_files(root, self.before, self.after, "schema --write")
            on_failure.pop_all()


def with_modeline(data: bytes, line: str) -> bytes:
    """The bytes of a file with the line as its first one, or in the place of an older such line.

    An older one is looked for in the comments above the data only: further down it may be text.
    """
    source = Source(data)
    for number in range(1, source.lines + 1):
        said = source.line(number)
        if _OURS.fullmatch(said):
            start = source.at(number, 1)
            return source.apply([Edit(start, start + len(said), line)])
        if not _ABOVE.fullmatch(said):
            break
    return source.apply([source.insert_after(0, [line])])


def plan_schemas(root: Path, schemas: Mapping[str, str]) -> PlannedSchemas:
    """What it takes to have the schemas, by kind of file, in a workspace. Raises :class:`OutputError`."""
    folder, planned = Folder(root), PlannedSchemas({}, {}, {}, {})
    for kind, text in schemas.items():
        path = f"{SCHEMAS}/{kind}.schema.json"
        if (root / path).exists():
            try:
                _note(planned, path, folder.read(path), text.encode("utf-8"))
            except Unfit as error:
                raise OutputError(f"{path} 不能写：{error}", "核对这个文件") from None
        else:
            planned.new[path] = text.encode("utf-8")
    try:
        actions = [(path, "action") for path in folder.action_paths()]
    except Unfit as error:
        planned.skipped[ACTIONS], actions = str(error), []
    for path, kind in [(WORKSPACE, "workspace"), (TARGETS, "targets"), *actions]:
        if kind in schemas:
            _plan_line(planned, folder, path, kind)
    return planned


def _plan_line(planned: PlannedSchemas, folder: Folder, path: str, kind: str) -> None:
    up = "../" * path.count("/")
    line = f"# yaml-language-server: $schema={up}{SCHEMAS}/{kind}.schema.json"
    try:
        before = folder.read(path)
    except Unfit as error:
        planned.skipped[path] = str(error)
        return
    _, problems = decoded(path, before)
    if problems:
        planned.skipped[path] = problems[0].message
        return
    _note(planned, path, before, with_modeline(before, line))


def _note(planned: PlannedSchemas, path: str, before: bytes, after: bytes) -> None:
    if before != after:
        planned.before[path], planned.after[path] = before, after
