"""The errors the front desk turns into words; every one ends the command with exit code 2.

::

    AiweiError            message and hint, both Chinese, both complete sentences
    +-- UsageError        the command line names something that does not exist
    +-- WorkspaceMissing  no data/workspace.yaml here or above
    +-- DataError         files that could be read hold mistakes; carries diagnostics
    +-- TemplateError     a report template failed, with its file and line
    +-- OutputError       the result could not be written
"""

from __future__ import annotations

import errno
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from aiwei_cli.model.diagnostic import Diagnostic


_REASONS: Final = {
    errno.ENOENT: "没有这个文件或文件夹",
    errno.ENOTDIR: "路径中间有一段不是文件夹",
    errno.EISDIR: "这是文件夹",
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.EROFS: "磁盘是只读的",
    errno.ENOSPC: "磁盘已满",
    errno.ENAMETOOLONG: "名字太长",
    errno.ELOOP: "链接成环",
    errno.EEXIST: "已经有同名的文件",
    errno.EBUSY: "文件正被占用",
    errno.EFBIG: "文件超过了系统允许的大小",
    errno.EIO: "磁盘读写出错",
    errno.ENXIO: "没有这个设备",
    errno.ENODEV: "没有这个设备",
    errno.EINVAL: "系统不认这样的操作",
    errno.EMFILE: "打开的文件太多",
    errno.ENFILE: "打开的文件太多",
    errno.ENOMEM: "内存不够",
    errno.EXDEV: "不在同一个磁盘上",
    errno.ENOTEMPTY: "文件夹不是空的",
    errno.EAGAIN: "系统一时忙不过来",
    errno.EINTR: "操作被打断",
    errno.EMLINK: "链接太多",
    errno.ETIMEDOUT: "磁盘或网络没有回应",
    errno.ECHILD: "子程序不见了",
    errno.EBADF: "文件已经关闭",
    errno.ENOSYS: "系统不支持这样的操作",
    errno.EPIPE: "对方已经关闭",
}
_WHERE_KNOWN: Final = {
    "EDQUOT": "磁盘配额已用完",
    "ESTALE": "网络磁盘上的文件已经失效",
    "ETXTBSY": "文件正在运行",
    "EOPNOTSUPP": "磁盘不支持这样的操作",
    "EREMOTEIO": "远程磁盘读写出错",
    "EHOSTDOWN": "网络磁盘断开了",
}
"""By names that not every system has."""


def reason_of(error: OSError) -> str:
    """Why the system refused, in Chinese where that is known."""
    number = error.errno or 0
    reason = _REASONS.get(number) or _WHERE_KNOWN.get(errno.errorcode.get(number, ""))
    return reason or (f"系统错误 {number}" if number else str(error))


class AiweiError(Exception):
    """Anything a user can put right. ``hint`` says how."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class UsageError(AiweiError):
    """A word on the command line has no counterpart in the workspace."""


class WorkspaceMissing(AiweiError):
    """No workspace was found."""


class DataError(AiweiError):
    """The workspace's files hold mistakes."""

    def __init__(self, diagnostics: Sequence[Diagnostic], *, told: bool = False) -> None:
        super().__init__(f"数据有 {len(diagnostics)} 处问题")
        self.diagnostics = tuple(diagnostics)
        self.told = told
        """Whether they have been shown already."""


class TemplateError(AiweiError):
    """A report template cannot be used."""


class OutputError(AiweiError):
    """The output file cannot be written."""
