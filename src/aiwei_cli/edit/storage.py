"""A file replaced whole: data, schemas, evidence, documents, the result of a merge.

The new content goes to a temporary file in the same folder, is flushed to the disk and renamed over
the old one. Whatever interrupts that leaves the old file or the new one; and what goes wrong while
tidying up afterwards never changes what is said of it.
"""

from __future__ import annotations

import contextlib
import os
import signal
import stat
import threading
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final, NamedTuple

from aiwei_cli.model.errors import OutputError

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
) -> None:
    """Write one file, whole or not at all; from then on Ctrl-C comes too late, until it is told.

    Raises :class:`OSError` or :class:`OutputError`.
    """
    temporary = beside(target)
    with contextlib.ExitStack() as on_failure, contextlib.ExitStack() as here:
        on_failure.callback(discard, temporary)
        write_whole(temporary, data, like)
        (until_told or here).enter_context(undisturbed())
        put_in_place(temporary, target, shown)
        on_failure.pop_all()


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
