"""A file of a workspace replaced: only where it may be written and still holds what was read from it."""

from __future__ import annotations

import contextlib
import os
import stat
from pathlib import Path
from typing import Final

from aiwei_cli.edit.storage import Belongings, beside, discard, put_in_place, undisturbed, write_whole
from aiwei_cli.load.tree import Folder, Unfit
from aiwei_cli.model.errors import OutputError, reason_of

SCHEMAS: Final = "schemas"


def replace_file(root: Path, path: str, before: bytes, after: bytes) -> None:
    """Put ``after`` in the place of a file that still holds ``before``.

    Raises :class:`OutputError`; then the file is as it was.
    """
    try:
        target, belongings = writable(root, path)
        temporary = beside(target)
        with contextlib.ExitStack() as on_failure, contextlib.ExitStack() as here:
            on_failure.callback(discard, temporary)
            write_whole(temporary, after, belongings)
            refuse_changed(target, before, path)
            here.enter_context(undisturbed())
            put_in_place(temporary, target, path)
            on_failure.pop_all()
    except Unfit as error:
        raise OutputError(f"{path} 不能写：{error}", "核对这个文件") from error
    except OSError as error:
        hint = "核对磁盘空间和文件夹的权限；原来的文件没有动"
        raise OutputError(f"{path} 写不了（{reason_of(error)}）", hint) from error


def writable(root: Path, path: str) -> tuple[Path, Belongings]:
    """Where a file of the workspace really is, and what it has. Raises :class:`OutputError` for a read-only one."""
    target = Folder(root).inside(path).resolve()
    belongings = Belongings.of(target)
    if belongings.mode & stat.S_IWUSR and os.access(target, os.W_OK):
        return target, belongings
    if belongings.mode & stat.S_IWUSR and (owner := whose(target)):
        raise OutputError(f"{path} 没有权限写{owner}", "请他放开权限，或换成他的账号运行；没有写入任何内容")
    raise OutputError(f"{path} 是只读文件，没有写入", "去掉它的只读属性再试")


def refuse_changed(target: Path, before: bytes, shown: str) -> None:
    """Raises :class:`OutputError` where a file no longer holds what was read from it."""
    if target.read_bytes() != before:
        raise OutputError(f"{shown} 刚刚被别的程序改过，没有写入", "先看清那边的改动，再运行一次")


def whose(file: Path) -> str:
    """Whose file it is, where that is another user's and the system knows the name."""
    try:
        import pwd

        user = file.stat().st_uid
        return f"，它属于用户 {pwd.getpwuid(user).pw_name}" if user != os.geteuid() else ""
    except (ImportError, OSError, KeyError):
        return ""
