"""Several files replaced together: all or none, whatever fails, and also where the process is killed.

Before the first rename a record of what is to be replaced, and copies of all that was there, are on
the disk. Whoever next holds the lock finds them where a run was killed half way, and takes it back.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from aiwei_cli.edit.storage import (
    Belongings,
    beside,
    discard,
    put_in_place,
    refuse_changed,
    settle,
    undisturbed,
    writable,
    write_whole,
)
from aiwei_cli.load.tree import HALF_RECORD, Folder, Unfit
from aiwei_cli.model.errors import OutputError, reason_of


class _Swap(NamedTuple):
    """One of several files, and the files beside it that hold what it was and what it will be."""

    path: str
    target: Path
    belongings: Belongings
    old: Path
    new: Path

    @classmethod
    def of(cls, path: str, target: Path, belongings: Belongings) -> _Swap:
        return cls(path, target, belongings, beside(target, ".old"), beside(target, ".new"))


def replace_files(root: Path, before: Mapping[str, bytes], after: Mapping[str, bytes], run: str) -> None:
    """Put ``after`` in the place of several files that still hold ``before``, in that order: all or none.

    ``run`` is the command at work, without our name: what finishes it where it is cut off. Whatever interrupts, each file is whole. Raises :class:`OutputError`; what was replaced by then is
    taken back, from copies made beforehand, so that a full disk does not stand in the way.
    """
    swaps: list[_Swap] = []
    path = ""
    stuck = False
    try:
        for path in after:
            swaps.append(_Swap.of(path, *writable(root, path)))
        for each in swaps:
            path = each.path
            write_whole(each.old, before[path], each.belongings)
            write_whole(each.new, after[path], each.belongings)
        _note(root, run, swaps, before, after)
        for each in swaps:
            path = each.path
            refuse_changed(each.target, before[path], path)
        with undisturbed():
            stuck = True
            _swap(swaps)
            stuck = False
    except Unfit as error:
        raise OutputError(f"{path} 不能写：{error}", "核对这个文件；没有改动任何文件") from error
    except _Stuck as error:
        message = f"写到一半出错，{'、'.join(error.paths)} 没能改回原样"
        hint = "关掉打开它的窗口，再运行一次就会改回；或从 git、备份里恢复这些文件"
        raise OutputError(message, hint) from error
    except OSError as error:
        stuck = False
        hint = "核对磁盘空间和文件夹的权限；没有改动任何文件"
        raise OutputError(f"{path} 写不了（{reason_of(error)}）", hint) from error
    finally:
        if not stuck:  # else the copies are what the next run takes back from
            discard(root / HALF_RECORD)
            for each in swaps:
                discard(each.old)
                discard(each.new)


class _Stuck(Exception):
    """Files that could not be taken back."""

    def __init__(self, paths: Sequence[str]) -> None:
        super().__init__()
        self.paths = paths


def _swap(swaps: Sequence[_Swap]) -> None:
    begun: list[_Swap] = []
    try:
        for each in swaps:
            begun.append(each)
            put_in_place(each.new, each.target, each.path)
    except BaseException as error:
        stuck = [each.path for each in begun if not _taken_back(each)]
        if stuck:
            raise _Stuck(stuck) from error
        raise


def _taken_back(swap: _Swap) -> bool:
    try:
        if swap.target.read_bytes() != swap.old.read_bytes():
            put_in_place(swap.old, swap.target, swap.path)
    except (OSError, OutputError):
        return False
    return True


def _note(
    root: Path, run: str, swaps: Sequence[_Swap], before: Mapping[str, bytes], after: Mapping[str, bytes]
) -> None:
    """Put down what is to be replaced by what, for a run that finds it half done."""
    said = [
        {
            "path": each.path,
            "copy": each.old.name,
            "before": _digest(before[each.path]),
            "after": _digest(after[each.path]),
        }
        for each in swaps
    ]
    # Half of it says nothing, and then nothing has been replaced: no need for a name of its own first.
    record = root / HALF_RECORD
    write_whole(record, json.dumps({"run": run, "files": said}).encode())
    settle(record.parent)


def _digest(data: bytes) -> str:
    return sha256(data).hexdigest()


class _Half(NamedTuple):
    """A file of a run that was killed: whether it had been replaced, and the copy of what it was."""

    path: str
    target: Path
    copy: Path
    replaced: bool


def take_back_half(root: Path) -> tuple[str, ...]:
    """The files of a run killed half way, as they were before it; none where it had ended, or not begun.

    Where anybody has changed one of them since, all are left alone: what is there is somebody's work.
    The lock must be held. Raises :class:`OutputError` where a file cannot be taken back.
    """
    record = root / HALF_RECORD
    if record.is_symlink() or not record.is_file():
        return ()
    replaced = _read(root, record).replaced
    try:
        with undisturbed():
            for each in reversed(replaced):
                put_in_place(each.copy, each.target, each.path)
    except OSError as error:
        message = f"上一次写到一半被强行终止，{each.path} 改不回原样（{reason_of(error)}）"
        raise OutputError(message, "核对文件夹的权限，再运行一次；或从 git、备份里恢复") from error
    discard(record)
    settle(record.parent)
    return tuple(each.path for each in replaced)


def half_done(root: Path) -> tuple[str, tuple[str, ...]] | None:
    """The command that was cut off half way, and the files that it had replaced; None where nothing is half done."""
    record = root / HALF_RECORD
    if record.is_symlink() or not record.is_file():
        return None
    found = _read(root, record)
    return (found.run, tuple(each.path for each in found.replaced)) if found.replaced else None


class _Record(NamedTuple):
    """A record of several files to be replaced, held against what they hold now."""

    run: str
    replaced: tuple[_Half, ...]
    """Those that had been, where others had not; none where it had not begun, or was done."""


def _read(root: Path, record: Path) -> _Record:
    """What the record says; no file where any is neither the one nor the other."""
    nothing = _Record("", ())
    found = []
    try:
        noted: dict[str, Any] = json.loads(record.read_bytes())
        run = str(noted["run"])
        for entry in noted["files"]:
            target = Folder(root).inside(entry["path"]).resolve()
            digest, copy = _digest(target.read_bytes()), target.with_name(Path(entry["copy"]).name)
            if digest not in (entry["before"], entry["after"]):
                return nothing
            replaced = digest != entry["before"]
            if replaced and (copy.is_symlink() or _digest(copy.read_bytes()) != entry["before"]):
                return nothing
            found.append(_Half(entry["path"], target, copy, replaced))
    except (OSError, Unfit, ValueError, KeyError, TypeError):
        return nothing
    replaced_files = tuple(each for each in found if each.replaced)
    return _Record(run, replaced_files) if len(replaced_files) < len(found) else nothing
