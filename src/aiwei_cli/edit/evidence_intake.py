"""Taking in an evidence file (佐证材料): a copy under the hash of its content."""

from __future__ import annotations

import os
import re
import stat
import unicodedata
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path
from typing import Final

from aiwei_cli.edit.storage import make_folders, put
from aiwei_cli.load.tree import EVIDENCE
from aiwei_cli.model.errors import OutputError, UsageError, reason_of
from aiwei_cli.model.invisible_characters import invisible_in

MAX_BYTES: Final = 50_000_000
_DEVICES: Final = {"con", "prn", "aux", "nul", "conin$", "conout$", "clock$"} | {
    f"{port}{digit}" for port in ("com", "lpt") for digit in "0123456789¹²³"
}
_GIT: Final = re.compile(r"git~\d+", re.IGNORECASE)
"""What Windows calls .git where names are short; git refuses it everywhere."""
_LONGEST: Final = 120

Evidence = tuple[str, bytes]
"""A file taken in: its path in the workspace, and its bytes."""


def read_all_evidence(files: Iterable[Path]) -> list[Evidence]:
    """Several files, each once. Raises :class:`UsageError`."""
    return list(dict(read_evidence(file) for file in files).items())


def read_evidence(file: Path) -> Evidence:
    """The path in the workspace that a file will have, and its bytes. Raises :class:`UsageError`.

    The name is kept, so that people find it; where a name could not stand on every system it is
    refused, not changed.
    """
    name = unicodedata.normalize("NFC", file.name)
    if (problem := _unfit(name)) is not None:
        raise UsageError(f"佐证文件名“{name[:40]}”{problem}", "改一个名字再存")
    try:
        status = _status(file)
        if status.st_size > MAX_BYTES:
            raise UsageError(
                f"佐证文件 {file} 超过 {MAX_BYTES // 1_000_000} MB", "压缩后再存，或只写材料的名称"
            )
        data = file.read_bytes()
    except OSError as error:
        raise UsageError(f"佐证文件 {file} 打不开（{reason_of(error)}）", "核对这个文件") from error
    if not data:
        raise UsageError(f"佐证文件 {file} 是空的", "核对这个文件")
    return f"{EVIDENCE}/{sha256(data).hexdigest()}/{name}", data


def _status(file: Path) -> os.stat_result:
    """That of a regular file. Raises :class:`UsageError` for anything else."""
    try:
        status = file.stat()
    except FileNotFoundError:
        hint = "核对 --evidence 后面的文件"
        if file.is_symlink():
            raise UsageError(f"佐证文件 {file} 是链接，指向的文件不在", hint) from None
        raise UsageError(f"没有佐证文件 {file}", hint) from None
    if stat.S_ISDIR(status.st_mode):
        hint = "写里面的文件，有几个就写几次 --evidence；或压缩成一个文件再存"
        raise UsageError(f"佐证 {file} 是文件夹，不是文件", hint)
    if not stat.S_ISREG(status.st_mode):
        message = f"佐证 {file} 是管道、设备一类的特殊文件，不是普通文件"
        raise UsageError(message, "先把内容存成普通文件，再写它")
    return status


def _unfit(name: str) -> str | None:
    if "\n" in name or invisible_in(name):
        return "里有看不见的字符"
    if any(each in '<>:"/\\|?*' for each in name):
        return "里有 Windows 不允许的字符"
    if name.startswith(".") or _GIT.fullmatch(name):
        return "以点开头，或是 git 自己的名字，不会和数据一起提交"
    if name.endswith((".", " ")) or name.split(".")[0].rstrip().lower() in _DEVICES:
        return "在 Windows 上不能用"
    return "太长" if len(name.encode()) > _LONGEST * 2 or len(name) > _LONGEST else None


def keep_evidence(root: Path, path: str, data: bytes, made: list[Path]) -> None:
    """Copy evidence into the workspace, unless it is there already; what is made is noted in ``made``.

    Raises :class:`OutputError`; then nothing of it is left.
    """
    target = root / path
    try:
        for folder in (root / EVIDENCE, target.parent, target):
            if not folder.resolve().is_relative_to(root.resolve()):
                raise OutputError(f"{EVIDENCE} 里有指向工作区以外的链接，没有写入", "换成普通文件夹")
        for folder in (root / EVIDENCE, target.parent):
            if os.path.lexists(folder) and not folder.is_dir():
                shown = folder.relative_to(root).as_posix()
                what = "链接，指向的文件夹不在" if folder.is_symlink() else "文件，不是文件夹"
                raise OutputError(f"{shown} 是{what}，没有写入", "把它改名或移走，再运行一次")
        make_folders(target.parent, made)
        if not target.exists():
            made.append(target)
        if not target.exists() or target.read_bytes() != data:
            put(target, data, path)
    except OSError as error:
        raise OutputError(f"{path} 写不了（{reason_of(error)}）", "核对磁盘空间和文件夹的权限") from error
    except RuntimeError as error:  # what Python 3.11 and 3.12 call a circle of links
        raise OutputError(f"{EVIDENCE} 里的链接成环，没有写入", "换成普通文件夹") from error
