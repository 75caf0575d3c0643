"""Files replaced whole, and only where they may be written and still hold what was read: the one atomic writer."""

from __future__ import annotations

import contextlib
import errno
import os
import signal
import stat
import threading
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final, NamedTuple

from aiwei_cli.load.tree import Folder, Unfit
from aiwei_cli.model.errors import OutputError, reason_of

SUFFIX: Final = ".aiwei-tmp"
_WINDOWS: Final = os.name == "nt"
_RETRIES: Final = 25
_PAUSE: Final = 0.1
"""On Windows a file that Excel or a virus scanner holds cannot be replaced; mostly it is let go soon."""
_LATE: Final = ("SIGINT", "SIGTERM", "SIGHUP")


class Belongings(NamedTuple):
    """What a file has beside its content, and keeps when its content is replaced."""

    mode: int
    user: int
    group: int
    attributes: Mapping[str, bytes]
    """Extended ones, access lists among them."""

    @classmethod
    def of(cls, file: Path) -> Belongings:
        """Those of a file."""
        status = file.stat()
        return cls(stat.S_IMODE(status.st_mode), status.st_uid, status.st_gid, _attributes(file))

    def give_to(self, file: Path) -> None:
        """Hand them on, as far as the system lets us: owner and group before the mode, which they reset."""
        status = file.stat()
        if (status.st_uid, status.st_gid) != (self.user, self.group):
            for user in (self.user, -1):  # who may not give a file away may still share it with a group
                with contextlib.suppress(OSError):
                    os.chown(file, user, self.group)
                    break
        file.chmod(self.mode)
        own = _attributes(file)  # what a folder gives to every new file
        for name in own.keys() | self.attributes.keys():
            with contextlib.suppress(OSError):
                if name not in self.attributes:
                    os.removexattr(file, name)
                elif own.get(name) != self.attributes[name]:
                    os.setxattr(file, name, self.attributes[name])


def _attributes(file: Path) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    if hasattr(os, "listxattr"):
        with contextlib.suppress(OSError):
            for name in os.listxattr(file):
                found[name] = os.getxattr(file, name)
    return found


def beside(target: Path, kind: str = "") -> Path:
    """The temporary file of a file, in the same folder; ours alone, as long as we run."""
    return target.with_name(f".{target.name[:60]}.{os.getpid()}{kind}{SUFFIX}")


def write_whole(file: Path, data: bytes, like: Belongings | None = None) -> None:
    """A temporary file with the data in it, on the disk; with the belongings of the file it is to replace."""
    discard(file)
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    # Private until it has the rights of the old one; a file that was not there gets what the umask leaves.
    descriptor = os.open(file, flags, 0o600 if like else 0o666)
    with os.fdopen(descriptor, "wb") as stream:
        stream.write(data)
        stream.flush()
        if like:
            like.give_to(file)
        os.fsync(stream.fileno())


def discard(file: Path) -> None:
    """Tidy a temporary file away; one that cannot be goes with the next run, and nobody is told of it."""
    with contextlib.suppress(OSError):
        file.unlink(missing_ok=True)


def put_in_place(temporary: Path, target: Path, shown: str) -> None:
    """Rename a whole file over another, or to a new name, so that it lasts.

    Raises :class:`OutputError` where another program holds it.
    """
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
    settle(target.parent)


def settle(folder: Path) -> None:
    """Make a rename last through a power cut, where the system lets folders be flushed.

    Where it does not, the file is there all the same: that is no reason to say that it is not.
    """
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def put(
    target: Path,
    data: bytes,
    shown: str,
    like: Belongings | None = None,
    until_told: contextlib.ExitStack | None = None,
    *,
    before: bytes | None = None,
) -> None:
    """Write one file, whole or not at all; from then on Ctrl-C comes too late, until it is told.

    With ``before`` only over a file that still holds that. Raises :class:`OSError` or :class:`OutputError`.
    """
    temporary = beside(target)
    with contextlib.ExitStack() as on_failure, contextlib.ExitStack() as here:
        on_failure.callback(discard, temporary)
        write_whole(temporary, data, like)
        if before is not None:
            refuse_changed(target, before, shown)
        (until_told or here).enter_context(undisturbed())
        put_in_place(temporary, target, shown)
        on_failure.pop_all()


def put_new(target: Path, data: bytes, made: list[Path]) -> None:
    """Write one file, whole and never over one that came in between; what is made is noted in ``made``.

    Raises :class:`OSError`.
    """
    temporary = beside(target)
    made.append(temporary)
    write_whole(temporary, data)
    made.append(target)
    try:
        os.link(temporary, target)
    except OSError:
        if os.path.lexists(target):
            made.remove(target)  # somebody else's
            raise FileExistsError(errno.EEXIST, "") from None
        temporary.replace(target)  # not every disk knows links
    discard(temporary)


def hand_to(receiver: Path, data: bytes) -> None:
    """Write to what is no regular file, a pipe or a device, as it is. Raises :class:`OSError`."""
    receiver.write_bytes(data)


def make_folders(folder: Path, made: list[Path]) -> None:
    """A folder and those above it; what was not there is noted in ``made``, to be taken back."""
    for each in (*reversed(folder.parents), folder):
        if not each.is_dir():
            made.append(each)
            each.mkdir()


def take_back(made: list[Path]) -> None:
    """Remove what was made, the last first; a folder that somebody else has put something into stays."""
    for path in reversed(made):
        with contextlib.suppress(OSError):
            path.rmdir() if path.is_dir() and not path.is_symlink() else path.unlink()


@contextlib.contextmanager
def undisturbed() -> Iterator[None]:
    """Ctrl-C, and a request to end, are not heard: nobody is told that nothing was written when it was."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    numbers = [getattr(signal, name) for name in _LATE if hasattr(signal, name)]
    before = [(number, signal.signal(number, signal.SIG_IGN)) for number in numbers]
    try:
        yield
    finally:
        for number, handler in before:
            signal.signal(number, handler)


SCHEMAS: Final = "schemas"


def replace_file(root: Path, path: str, before: bytes, after: bytes) -> None:
    """Put ``after`` in the place of a file that still holds ``before``.

    Raises :class:`OutputError`; then the file is as it was.
    """
    try:
        target, belongings = writable(root, path)
        put(target, after, path, belongings, before=before)
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
