"""Several files replaced, all or none: written beside their final names, pushed to the disk, renamed."""

from __future__ import annotations

import contextlib
import os
import stat
from collections.abc import Mapping
from pathlib import Path

from aiwei_cli.load.tree import Folder, Unfit
from aiwei_cli.model.errors import OutputError, reason_of


def replace_all(root: Path, before: Mapping[str, bytes], after: Mapping[str, bytes]) -> None:
    """Put ``after`` in place of ``before``, by path in the workspace.

    Raises :class:`OutputError` for a file that cannot be written or has changed since it was
    read; then every file is as it was.
    """
    targets = {path: _target(root, path) for path in after}
    replaced: list[Path] = []
    complete = False
    try:
        for path, target in targets.items():
            _write(_beside(target, "old"), before[path], target)
            _write(_beside(target, "new"), after[path], target)
        for path, target in targets.items():
            if target.read_bytes() != before[path]:
                raise OutputError(f"{path} 刚被别的程序改过，没有改动任何文件", "再运行一次")
        for target in targets.values():
            replaced.append(target)
            _beside(target, "new").replace(target)
        complete = True
        for folder in {target.parent for target in replaced}:
            _push(folder)
    except OSError as error:
        message = f"{root} 里的文件写不了（{reason_of(error)}），没有改动任何文件"
        raise OutputError(message, "核对权限、磁盘空间，以及文件是否正被打开") from error
    finally:
        if not complete:
            for target in replaced:
                _beside(target, "old").replace(target)
        for target in targets.values():
            for kind in ("old", "new"):
                with contextlib.suppress(OSError):
                    _beside(target, kind).unlink(missing_ok=True)


def _target(root: Path, path: str) -> Path:
    try:
        target = Folder(root).inside(path).resolve()
    except Unfit as error:
        raise OutputError(f"{path}：{error}", "没有改动任何文件") from error
    if not target.stat().st_mode & stat.S_IWUSR:
        raise OutputError(f"{path} 是只读文件，没有改动任何文件", "去掉它的只读属性")
    return target


def _beside(target: Path, kind: str) -> Path:
    return target.with_name(f".{target.name[:40]}.{os.getpid()}.{kind}.aiwei-tmp")


def _write(path: Path, data: bytes, like: Path) -> None:
    path.unlink(missing_ok=True)  # what a crash left, or a link that leads elsewhere
    with path.open("xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    path.chmod(stat.S_IMODE(like.stat().st_mode))


def _push(folder: Path) -> None:
    """The renames themselves, where the system can be told to keep them."""
    if os.name == "nt":
        return
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
