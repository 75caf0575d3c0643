"""Why git gave no answer, in the user's words: there is no history, or it is there and cannot be read.

The two are never mixed. Without history a command may go on by other means; history that cannot be
read is never taken for an empty one.
"""

from __future__ import annotations

import os
import re
import shlex
from collections.abc import Callable
from pathlib import Path
from typing import Final

from aiwei_cli.model.errors import UsageError

_LONGEST: Final = 200

Ask = Callable[..., tuple[int, bytes, str]]
"""Runs git: its exit code, its output, and what it said beside it."""

_LENDER: Final = re.compile(r"^error: .*alternate object path: (.+)$", re.MULTILINE)
_HASH: Final = re.compile(r"(?<![/\w])[0-9a-f]{40,64}(?![/\w])")
"""Of an object; what stands in a path is the name of a folder or a file."""
_CORRUPT: Final = re.compile(r"object ([0-9a-f]{40,64}).* is corrupt")
_TRUST: Final = re.compile(r"(git config --global --add safe\.directory .*?)\n*\Z", re.DOTALL)

_UNFOLLOWED: Final = re.compile(
    r"^fatal: (no upstream configured|no such branch|HEAD does not point|upstream branch .* not stored"
    r"|push destination|push has no destination|push refspecs|branch .* has no remote"
    r"|cannot resolve .* push)",
    re.MULTILINE,
)


class NoHistory(UsageError):
    """There is no history: no git, no repository, no commit, none up to a day."""


class Shallow(NoHistory):
    """The history that is asked for was not fetched."""


class Unreadable(UsageError):
    """There is history, and it cannot be read."""


def _no_repository(said: str, root: Path) -> UsageError:
    """No repository around a workspace; or one that is so broken that git does not know it for one."""
    top = next((each for each in (root, *root.parents) if os.path.lexists(each / ".git")), None)
    if top is not None and "filesystem boundary" in said:
        hint = "先设环境变量 GIT_DISCOVERY_ACROSS_FILESYSTEM=1"
        return Unreadable(f"仓库 {top} 和工作区不在同一个磁盘上，git 没有去找，看不到历史", hint)
    if top is None or "GIT_CEILING_DIRECTORIES" in os.environ:
        return NoHistory(
            "这个工作区不在 git 仓库里，没有历史", "运行 git init，再运行 git add . 和 git commit -m 录入数据"
        )
    if not os.access(top / ".git", os.R_OK | os.X_OK):
        return Unreadable(
            f"{top / '.git'} 读不了（没有权限），看不到历史", "用有权限的用户运行，或请管理员改权限"
        )
    hint = "核对里面的 HEAD、config 和 objects，或从备份、另一个克隆恢复；确实不要历史就把它移走"
    return Unreadable(f"{top / '.git'} 在，但 git 认不出它是仓库，看不到历史", hint)


def refused(said: str, root: Path) -> UsageError:
    """Why git did not work at all, from what it said."""
    if "dubious ownership" in said:
        # The folder that git itself names, which may lie above the workspace, quoted by git for the shell.
        found = _TRUST.search(said)
        command = found[1] if found else "git config --global --add safe.directory 仓库的文件夹"
        return Unreadable("git 不信任这个文件夹：它属于另一个用户", f"确认可信后运行 {command}")
    if "not a git repository" in said:
        return _no_repository(said, root)
    lines = [line for line in said.splitlines() if line.strip()]
    first = next((line for line in lines if line.startswith("fatal: ")), (lines or ["没有说明原因"])[-1])
    if "reading the configuration files" in first or "unable to access" in first:
        hint = "核对 ~/.gitconfig、~/.config/git 和 .git/config 是否属于运行的用户、可不可读"
        return Unreadable(f"git 的设置文件读不了，看不到历史（{_cut(first)}）", hint)
    if "bad config" in first or "config file" in first or "config value" in first:
        hint = "改正它；git config --list 运行得通就好了"
        return Unreadable(f"git 的设置读不懂，看不到历史（{_cut(first)}）", hint)
    return Unreadable(f"git 读不出这个仓库的历史（{_cut(first)}）", "运行 git fsck 检查仓库")


def _cut(said: str) -> str:
    """What git said, as far as it helps."""
    return said if len(said) <= _LONGEST else f"{said[:_LONGEST]}……"


def says_nothing_there(said: str) -> bool:
    """Whether git only says that the log of a branch does not go so far back, for which it has no words, or that it follows none."""
    return not said or _UNFOLLOWED.search(said) is not None


def unreadable_object(name: str, ask: Ask) -> Unreadable:
    """Why an object that others name cannot be read: not fetched, borrowed and gone, damaged, or lost."""
    short = name[:9]
    code, _, said = ask("cat-file", "-e", name)
    if not code or any(word in said for word in ("corrupt", "inflate", "unable to unpack")):
        return _damaged(name, ask)
    if remote := _first_remote(ask, "promisor"):
        return Unreadable(
            f"这是部分克隆（--filter），历史里的对象 {short} 没有取来",
            f"把缺的取来：git fetch --refetch --no-filter {remote}",
        )
    if lender := _LENDER.search(said):
        hint = "把那个仓库放回原处，或重新克隆一份不借对象的（git clone 时不加 --shared、--reference）"
        return Unreadable(f"这个仓库的对象借自 {lender[1]}，那里读不到，历史读不出来", hint)
    return Unreadable(f"仓库里丢了对象 {short}，历史读不出来", _restored(ask))


def failed(said: str, root: Path, ask: Ask) -> UsageError:
    """Why a walk through history broke off, from what git said."""
    if found := _CORRUPT.search(said):
        return _damaged(found[1], ask)
    for name in dict.fromkeys(_HASH.findall(said)):
        code, _, complaint = ask("cat-file", "-e", name)
        if code or complaint:
            return unreadable_object(name, ask)
    return refused(said, root)


def _damaged(name: str, ask: Ask) -> Unreadable:
    return Unreadable(f"仓库里有损坏或读不出的对象 {name[:9]}，历史读不出来", _restored(ask))


def _restored(ask: Ask) -> str:
    """How to get objects back: where there is a remote, everything once more."""
    remote = _first_remote(ask, "url")
    way = f"从远程再全部取一遍：git fetch --refetch {remote}" if remote else "从备份或另一个克隆恢复"
    return f"{way}；运行 git fsck 看还缺什么"


def _first_remote(ask: Ask, key: str) -> str:
    """The first remote with a setting, as the shell takes its name; nothing where there is none."""
    code, out, _ = ask("config", "--name-only", "--get-regexp", rf"^remote\..*\.{key}$")
    if code:  # none, or settings that cannot be read: then no command would have got so far
        return ""
    return shlex.quote(out.decode("utf-8", "replace").splitlines()[0][len("remote.") : -len(key) - 1])
