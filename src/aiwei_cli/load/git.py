"""The only module that runs git: revisions as trees, history as values. It never writes.

Plumbing commands only, with the configuration's hooks into them switched off and inherited ``GIT_*``
variables dropped. A revision is resolved to a hash first, and from then on only the hash is used;
so nothing that a user types can become an option, and nothing that a hostile repository
configures is run.
"""

from __future__ import annotations

import contextlib
import os
import re
import subprocess
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import IO, Final

from aiwei_cli.load.commits import Commit, read_commit
from aiwei_cli.load.tree import Unfit
from aiwei_cli.model.errors import UsageError
from aiwei_cli.model.text import quote

_SAFE: Final = (
    "-c",
    "core.fsmonitor=false",
    "-c",
    "core.quotepath=true",
    "--no-pager",
    "--no-replace-objects",
)
_HASH: Final = re.compile(r"[0-9a-f]{40,64}")
_PIECE: Final = 1 << 20
_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


class Git:
    """The repository around a workspace."""

    def __init__(self, root: Path) -> None:
        self.root = root.resolve()
        self._batch: subprocess.Popen[bytes] | None = None

    def _command(self, arguments: Sequence[str]) -> tuple[list[str], dict[str, str]]:
        kept = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
        environment = {**kept, "LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0", "GIT_NO_LAZY_FETCH": "1"}
        environment["GIT_ALLOW_PROTOCOL"] = "none"  # older versions know no GIT_NO_LAZY_FETCH
        return [git_program(self.root), *_SAFE, "-C", str(self.root), *arguments], environment

    def run(self, *arguments: str) -> tuple[int, bytes]:
        """One command: its exit code and output. Raises :class:`UsageError` where git cannot work at all."""
        command, environment = self._command(arguments)
        done = subprocess.run(command, env=environment, capture_output=True, stdin=subprocess.DEVNULL)
        if done.returncode:
            _explain(done.stderr.decode("utf-8", "replace"), self.root)
        return done.returncode, done.stdout

    def resolve(self, revision: str) -> str:
        """The hash of a commit; a day stands for the last commit up to it. Raises :class:`UsageError`."""
        if _DAY.fullmatch(revision):
            return self.commit_on(_day(revision))
        if not revision.isprintable() or not revision.strip():
            raise UsageError(f"{quote(revision)}不是一个版本", "写提交号、分支、标签或日期")
        asked = ("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
        code, out = self.run(*asked)
        name = out.decode().strip()
        if code or not _HASH.fullmatch(name):  # ^HEAD is verified too, and is no commit
            if self.run("rev-parse", "--verify", "--quiet", "HEAD")[0]:
                raise UsageError("仓库里还没有提交，没有历史", "先 git add 和 git commit")
            raise UsageError(f"没有版本{quote(revision)}", self._advice())
        return name

    def _advice(self) -> str:
        if self.run("rev-parse", "--is-shallow-repository")[1].strip() == b"true":
            return "这是浅克隆，历史不全：运行 git fetch --unshallow"
        return "写提交号、分支、标签或日期，例如 HEAD~1；aiwei log 列出提交"

    def commit_on(self, day: date) -> str:
        """The newest commit of the main line made up to the end of a day."""
        code, out = self.run("rev-list", "--first-parent", "--format=%H %cd", "--date=short", "HEAD", "--")
        for line in out.decode().splitlines():
            name, _, on = line.partition(" ")
            if not code and name != "commit" and on <= day.isoformat():
                return name
        raise UsageError(f"{day} 及以前没有提交", "换一个更晚的日期")

    def fork(self, one: str, other: str) -> str:
        """The commit from which two hashes parted. Raises :class:`UsageError` where they never met."""
        code, out = self.run("merge-base", one, other)
        if code:
            raise UsageError("这两个版本没有共同的历史", "写 A..B，直接比较两个版本")
        return out.decode().split()[0]

    def object(self, name: str, most: int | None = None) -> tuple[str, bytes] | None:
        """Kind and content of an object, through one long-lived process; None where there is none.

        Raises :class:`Unfit` for one of more than ``most`` bytes, :class:`UsageError` for a damaged one.
        """
        header = self._header(name)
        if header is None:
            return None
        kind, size = header
        if most is not None and size > most:
            for _ in self._content(size):
                pass
            raise Unfit(f"文件有 {size} 字节，超过 {most} 字节的上限")
        return kind, b"".join(self._content(size))

    def blob(self, name: str, most: int) -> bytes:
        """The content of an object that a tree names. Raises :class:`UsageError` for one that is lost."""
        found = self.object(name, most)
        if found is None:
            raise _damaged()
        return found[1]

    def digest(self, name: str) -> str | None:
        """The SHA-256 of a file of any size; None where there is none."""
        from hashlib import sha256

        header = self._header(name)
        if header is None:
            return None
        total = sha256()
        for piece in self._content(header[1]):
            total.update(piece)
        return total.hexdigest() if header[0] == "blob" else None

    def _header(self, name: str) -> tuple[str, int] | None:
        """Kind and size of an object."""
        if not name.isprintable():  # a line break would ask for something else as well
            return None
        stdin, stdout = self._pipes()
        try:
            stdin.write(f"{name}\n".encode())
            stdin.flush()
            line = stdout.readline()
        except OSError:
            line = b""
        if not line:
            raise _damaged()
        words = line.decode("utf-8", "replace").rsplit(" ", 2)
        return (words[1], int(words[2])) if len(words) == 3 and words[2].strip().isdigit() else None

    def _content(self, size: int) -> Iterator[bytes]:
        """The bytes that follow a header, in pieces, and the line break behind them."""
        _, stdout = self._pipes()
        while size:
            piece = stdout.read(min(size, _PIECE))
            if not piece:
                raise _damaged()
            size -= len(piece)
            yield piece
        stdout.read(1)

    def _pipes(self) -> tuple[IO[bytes], IO[bytes]]:
        if self._batch is None:
            command, environment = self._command(("cat-file", "--batch"))
            pipe = subprocess.PIPE
            self._batch = subprocess.Popen(
                command, env=environment, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL
            )
        stdin, stdout = self._batch.stdin, self._batch.stdout
        assert stdin is not None
        assert stdout is not None
        return stdin, stdout

    def close(self) -> None:
        """End the long-lived process."""
        if self._batch is not None:
            with contextlib.suppress(OSError):
                self._batch.communicate()
            self._batch = None

    def commit(self, name: str) -> Commit:
        """A commit's author, day and subject. Raises :class:`UsageError`."""
        found = self.object(name)
        commit = read_commit(name, found[1]) if found and found[0] == "commit" else None
        if commit is None:
            raise UsageError(f"提交 {name[:9]} 读不出来", "运行 git fsck 检查仓库")
        return commit

    def versions(self, path: str, start: str = "HEAD") -> Iterator[tuple[str, tuple[str, ...]]]:
        """The commits that changed a file, newest first, each with those before it that did."""
        code, out = self.run("rev-list", "--topo-order", "--parents", self.resolve(start), "--", path)
        for line in out.decode().splitlines() if not code else ():
            name, *parents = line.split()
            yield name, tuple(parents)


def git_program(root: Path) -> str:
    """Where git is: on the path, but never in the workspace or a folder named only in part.

    On Windows a bare name is looked for in the current folder first, where anybody may have put one.
    Raises :class:`UsageError` where there is none.
    """
    names = ("git.exe", "git.cmd") if os.name == "nt" else ("git",)
    for folder in os.environ.get("PATH", "").split(os.pathsep):
        place = Path(folder)
        if not folder or not place.is_absolute() or place.is_relative_to(root):
            continue
        for name in names:
            if os.access(place / name, os.X_OK):
                return str(place / name)
    raise _no_git()


def _damaged() -> UsageError:
    return UsageError("仓库里有损坏或读不出的对象", "运行 git fsck 检查仓库")


def _no_git() -> UsageError:
    return UsageError("没有安装 git，看不到历史", "从 https://git-scm.com 安装；不看历史的命令照常能用")


def _explain(message: str, root: Path) -> None:
    """Raise for what stands in the way of every git command."""
    if "dubious ownership" in message:
        hint = f"确认可信后运行 git config --global --add safe.directory {root.as_posix()}"
        raise UsageError("git 不信任这个文件夹：它属于另一个用户", hint)
    if "not a git repository" in message:
        raise UsageError("这个工作区不在 git 仓库里，没有历史", "运行 git init，再 git add 和 git commit")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UsageError(f"没有 {text} 这一天", "核对月份和日子") from None
