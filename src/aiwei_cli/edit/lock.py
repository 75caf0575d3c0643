"""One writer at a time in a workspace; what another run left half done is taken back and cleared away."""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from aiwei_cli.edit.joint_replacement import take_back_half
from aiwei_cli.edit.storage import SCHEMAS, SUFFIX, whose
from aiwei_cli.load.tree import ACTIONS, EVIDENCE
from aiwei_cli.model.errors import OutputError, reason_of

LOCK: Final = ".aiwei.lock"
_PATIENCE: Final = 30
"""Seconds to wait for another writer."""
_POLL: Final = 0.05


@contextlib.contextmanager
def only_writer(root: Path) -> Iterator[tuple[str, ...]]:
    """Hold the workspace's lock; what another run left half done is taken back and cleared away first.

    Yields the files that were taken back. Raises :class:`OutputError` when another writer does not
    finish, or the folder cannot be written.
    """
    with _locked(root):
        undone = take_back_half(root)
        _clear(root)
        yield undone


@contextlib.contextmanager
def _locked(root: Path) -> Iterator[None]:
    from filelock import FileLock, Timeout

    file = root / LOCK
    if file.is_symlink():  # taking the lock would empty what it points to
        raise OutputError(f"{file} 是一个链接，没有写入任何内容", "删掉这个链接再试；锁要是工作区自己的文件")
    try:
        # Whoever may write in the folder may take its lock, whoever made it.
        mode = root.stat().st_mode & 0o666 | 0o600  # ours to write, also where the folder is read-only
        lock = FileLock(file, timeout=_PATIENCE, mode=mode)
        lock.acquire()
    except Timeout:
        raise _busy() from None
    except PermissionError as error:
        if not file.exists():
            raise _no_lock(root, "没有权限") from error
        with _borrowed(file):
            yield
        return
    except IsADirectoryError as error:
        raise OutputError(f"{file} 是一个文件夹，加不了锁", "移走或删掉它再试") from error
    except OSError as error:
        raise _no_lock(root, reason_of(error)) from error
    except NotImplementedError as error:
        raise _no_lock(root, "这个磁盘不支持加锁") from error
    try:
        yield
    finally:
        with contextlib.suppress(OSError):  # the system lets go of it when we end
            lock.release()


def _busy() -> OutputError:
    message = f"另一个 aiwei 正在写这个工作区，等了 {_PATIENCE} 秒还没有写完"
    return OutputError(message, "等它结束再试")


def _no_lock(root: Path, reason: str) -> OutputError:
    return OutputError(f"{root} 里不能写文件（{reason}）", "核对文件夹的权限和磁盘空间")


@contextlib.contextmanager
def _borrowed(file: Path) -> Iterator[None]:
    """Hold a lock file that is another user's, and not ours to write, where the system lets us."""
    try:
        import fcntl

        descriptor = os.open(file, os.O_RDONLY | os.O_NOFOLLOW)
    except (ImportError, OSError) as error:
        raise _foreign(file) from error
    try:
        until = time.monotonic() + _PATIENCE
        while True:
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() > until:
                    raise _busy() from None
                time.sleep(_POLL)
            except OSError as error:
                raise _foreign(file) from error
        yield
    finally:
        os.close(descriptor)


def _foreign(file: Path) -> OutputError:
    hint = "请他删掉这个文件，或放开权限（chmod a+rw）；它只用来加锁，里面没有内容"
    return OutputError(f"锁文件 {file} 打不开（没有权限）{whose(file)}", hint)


def _clear(root: Path) -> None:
    inside = root.resolve()
    for folder in (".", ACTIONS, "data", SCHEMAS, f"{EVIDENCE}/*"):
        for left in root.glob(f"{folder}/.*{SUFFIX}"):
            with contextlib.suppress(OSError):
                if left.resolve().is_relative_to(inside):
                    left.unlink()
                    if left.parent.parent.name == EVIDENCE:
                        left.parent.rmdir()
