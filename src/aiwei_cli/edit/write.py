"""Writing to a workspace: one writer at a time, and every file whole at every moment.

The new content goes to a temporary file in the same folder, is flushed to the disk and renamed
over the old one. Whatever interrupts that leaves the old file or the new one.
"""

from __future__ import annotations

import contextlib
import os
import signal
import stat
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from aiwei_cli.load.tree import ACTIONS, EVIDENCE, Folder, Unfit
from aiwei_cli.model.errors import OutputError, reason_of

LOCK: Final = ".aiwei.lock"
SCHEMAS: Final = "schemas"
SUFFIX: Final = ".aiwei-tmp"
_WINDOWS: Final = os.name == "nt"
_PATIENCE: Final = 30
"""Seconds to wait for another writer."""
_RETRIES: Final = 25
_PAUSE: Final = 0.1
"""On Windows a file that Excel or a virus scanner holds cannot be replaced; mostly it is let go soon."""


@contextlib.contextmanager
def only_writer(root: Path) -> Iterator[None]:
    """Hold the workspace's lock; what another run left half done is cleared away first.

    Raises :class:`OutputError` when another writer does not finish, or the folder cannot be written.
    """
    from filelock import FileLock, Timeout

    try:
        lock = FileLock(root / LOCK, timeout=_PATIENCE)
        lock.acquire()
    except Timeout:
        message = f"另一个 aiwei 正在写这个工作区，等了 {_PATIENCE} 秒还没有写完"
        raise OutputError(message, "等它结束再试") from None
    except (OSError, NotImplementedError) as error:
        reason = reason_of(error) if isinstance(error, OSError) else "这个磁盘不支持加锁"
        raise OutputError(f"{root} 里不能写文件（{reason}）", "核对文件夹的权限和磁盘空间") from error
    try:
        _clear(root)
        yield
    finally:
        lock.release()


def _clear(root: Path) -> None:
    inside = root.resolve()
    for folder in (ACTIONS, "data", SCHEMAS, f"{EVIDENCE}/*"):
        for left in root.glob(f"{folder}/.*{SUFFIX}"):
            with contextlib.suppress(OSError):
                if left.resolve().is_relative_to(inside):
                    left.unlink()
                    if left.parent.parent.name == EVIDENCE:
                        left.parent.rmdir()


def replace_file(root: Path, path: str, before: bytes, after: bytes) -> None:
    """Put ``after`` in the place of a file that still holds ``before``.

    Raises :class:`OutputError`; then the file is as it was.
    """
    try:
        target, mode = _writable(root, path)
        temporary = target.with_name(f".{target.name[:60]}.{os.getpid()}{SUFFIX}")
        try:
            _whole(temporary, after, mode)
            _refuse_changed(target, before, path)
            with undisturbed():
                _rename(temporary, target, path)
        finally:
            temporary.unlink(missing_ok=True)
    except Unfit as error:
        raise OutputError(f"{path} 不能写：{error}", "核对这个文件") from error
    except OSError as error:
        hint = "核对磁盘空间和文件夹的权限；原来的文件没有动"
        raise OutputError(f"{path} 写不了（{reason_of(error)}）", hint) from error


def _writable(root: Path, path: str) -> tuple[Path, int]:
    """Where a file of the workspace really is, and its mode."""
    target = Folder(root).inside(path).resolve()
    mode = target.stat().st_mode
    if not mode & stat.S_IWUSR or not os.access(target, os.W_OK):
        raise OutputError(f"{path} 是只读文件，没有写入", "去掉它的只读属性再试")
    return target, stat.S_IMODE(mode)


def _refuse_changed(target: Path, before: bytes, shown: str) -> None:
    if target.read_bytes() != before:
        raise OutputError(f"{shown} 刚刚被别的程序改过，没有写入", "先看清那边的改动，再运行一次")


def _whole(path: Path, data: bytes, mode: int) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0), 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    path.chmod(mode)


@contextlib.contextmanager
def undisturbed() -> Iterator[None]:
    """Ctrl-C is not heard: nobody is told that nothing was written when it was."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _rename(temporary: Path, target: Path, shown: str) -> None:
    for attempt in range(_RETRIES):
        try:
            temporary.replace(target)
            break
        except PermissionError as error:
            if not _WINDOWS:
                raise
            if attempt == _RETRIES - 1:
                message = f"{shown} 正被别的程序打开，没有写入"
                raise OutputError(message, "关掉打开它的窗口（Excel、编辑器）再试") from error
            time.sleep(_PAUSE)
    _settle(target.parent)


def _settle(folder: Path) -> None:
    """Make a rename last through a power cut, where the system lets folders be flushed.

    Where it does not, the file is there all the same: that is no reason to say that it is not.
    """
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def new_file(target: Path, data: bytes) -> None:
    """Write a file that was not there, whole or not at all."""
    temporary = target.with_name(f".{target.name[:60]}.{os.getpid()}{SUFFIX}")
    try:
        _whole(temporary, data, 0o644)
        _rename(temporary, target, target.name)
    finally:
        temporary.unlink(missing_ok=True)


def replace_files(root: Path, before: Mapping[str, bytes], after: Mapping[str, bytes]) -> None:
    """Put ``after`` in the place of several files that still hold ``before``, in that order: all or none.

    Whatever interrupts, each file is whole. Raises :class:`OutputError`; what was replaced by then is
    taken back, from copies made beforehand, so that a full disk does not stand in the way.
    """
    swaps: list[_Swap] = []
    try:
        for path in after:
            swaps.append(_Swap.of(path, *_writable(root, path)))
        for each in swaps:
            _whole(each.old, before[each.path], each.mode)
            _whole(each.new, after[each.path], each.mode)
        for each in swaps:
            _refuse_changed(each.target, before[each.path], each.path)
        with undisturbed():
            _swap(swaps)
    except Unfit as error:
        raise OutputError(f"{path} 不能写：{error}", "核对这个文件；没有改动任何文件") from error
    except OSError as error:
        hint = "核对磁盘空间和文件夹的权限；没有改动任何文件"
        raise OutputError(f"{root} 里的文件写不了（{reason_of(error)}）", hint) from error
    finally:
        for each in swaps:
            each.old.unlink(missing_ok=True)
            each.new.unlink(missing_ok=True)


class _Swap(NamedTuple):
    """One of several files, and the files beside it that hold what it was and what it will be."""

    path: str
    target: Path
    mode: int
    old: Path
    new: Path

    @classmethod
    def of(cls, path: str, target: Path, mode: int) -> _Swap:
        old, new = (
            target.with_name(f".{target.name[:60]}.{os.getpid()}.{kind}{SUFFIX}") for kind in ("old", "new")
        )
        return cls(path, target, mode, old, new)


def _swap(swaps: Sequence[_Swap]) -> None:
    begun: list[_Swap] = []
    try:
        for each in swaps:
            begun.append(each)
            _rename(each.new, each.target, each.path)
    except BaseException as error:
        stuck = [each.path for each in begun if not _taken_back(each)]
        if stuck:
            message = f"写到一半出错，{'、'.join(stuck)} 没能改回原样"
            raise OutputError(message, "关掉打开它的窗口，从 git 或备份里恢复这些文件") from error
        raise


def _taken_back(swap: _Swap) -> bool:
    try:
        if swap.target.read_bytes() != swap.old.read_bytes():
            _rename(swap.old, swap.target, swap.path)
    except (OSError, OutputError):
        return False
    return True
