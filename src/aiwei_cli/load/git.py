"""The only module that runs git: revisions as trees, history as values. It never writes.

Plumbing commands only, with the configuration's hooks into them switched off and inherited ``GIT_*``
variables dropped. A revision is resolved to a hash first, and from then on only the hash is used;
so nothing that a user types can become an option, and nothing that a hostile repository
configures is run.
"""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import IO, Final, NamedTuple

from aiwei_cli.load.tree import ACTIONS, MAX_BYTES, Unfit
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
_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


class Commit(NamedTuple):
    """Who recorded a state of the files, and when."""

    hash: str
    author: str
    on: date
    """The author's day, by the author's clock."""
    subject: str

    @property
    def short(self) -> str:
        """As people quote it."""
        return self.hash[:9]


class Git:
    """The repository around a workspace."""

    def __init__(self, root: Path) -> None:
        self.root = root.resolve()
        self._batch: subprocess.Popen[bytes] | None = None

    def _command(self, arguments: Sequence[str]) -> tuple[list[str], dict[str, str]]:
        kept = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
        environment = {**kept, "LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0", "GIT_NO_LAZY_FETCH": "1"}
        environment["GIT_ALLOW_PROTOCOL"] = "none"  # older versions know no GIT_NO_LAZY_FETCH
        return ["git", *_SAFE, "-C", str(self.root), *arguments], environment

    def run(self, *arguments: str) -> tuple[int, bytes]:
        """One command: its exit code and output. Raises :class:`UsageError` where git cannot work at all."""
        command, environment = self._command(arguments)
        try:
            done = subprocess.run(command, env=environment, capture_output=True, stdin=subprocess.DEVNULL)
        except FileNotFoundError:
            raise _no_git() from None
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
            raise UsageError(f"没有版本{quote(revision)}", self._advice())
        return name

    def _advice(self) -> str:
        if self.run("rev-parse", "--verify", "--quiet", "HEAD")[0]:
            return "仓库里还没有提交：先 git add 和 git commit"
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

    def at(self, name: str) -> Revision:
        """The files of a commit whose hash is known."""
        return Revision(self, name)

    def object(self, name: str) -> tuple[str, bytes] | None:
        """Kind and content of an object, through one long-lived process; None where there is none."""
        answer = self._ask(name)
        header = answer.readline().decode("utf-8", "replace").rsplit(" ", 2)
        if len(header) != 3 or not header[2].strip().isdigit():
            return None
        size = int(header[2])
        content = answer.read(size)
        answer.read(1)
        return header[1], content

    def _ask(self, name: str) -> IO[bytes]:
        if self._batch is None:
            command, environment = self._command(("cat-file", "--batch"))
            pipe = subprocess.PIPE
            try:
                self._batch = subprocess.Popen(
                    command, env=environment, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL
                )
            except FileNotFoundError:
                raise _no_git() from None
        stdin, stdout = self._batch.stdin, self._batch.stdout
        assert stdin is not None
        assert stdout is not None
        stdin.write(f"{name}\n".encode())
        stdin.flush()
        return stdout

    def close(self) -> None:
        """End the long-lived process."""
        if self._batch is not None:
            self._batch.communicate()
            self._batch = None

    def commit(self, name: str) -> Commit:
        """A commit's author, day and subject."""
        _, content = self.object(name) or ("", b"")
        head, _, message = content.decode("utf-8", "replace").partition("\n\n")
        found = re.search(r"^author (.*?) <[^>]*> (\d+) ([+-])(\d\d)(\d\d)$", head, re.MULTILINE)
        if found is None:
            raise UsageError(f"提交 {name[:9]} 读不出来", "运行 git fsck 检查仓库")
        shift = (int(found[4]) * 60 + int(found[5])) * (60 if found[3] == "+" else -60)
        on = date.fromordinal(date(1970, 1, 1).toordinal() + (int(found[2]) + shift) // 86400)
        return Commit(name, found[1], on, message.split("\n")[0])

    def versions(self, path: str, start: str = "HEAD") -> Iterator[tuple[str, tuple[str, ...]]]:
        """The commits that changed a file, newest first, each with those before it that did."""
        code, out = self.run("rev-list", "--topo-order", "--parents", self.resolve(start), "--", path)
        for line in out.decode().splitlines() if not code else ():
            name, *parents = line.split()
            yield name, tuple(parents)

    def blame(self, path: str, commit: str) -> list[str]:
        """The commit that each line of a committed file comes from.

        Of a commit, never of the working tree: that would run a filter which the repository configures.
        """
        arguments = ("blame", "--porcelain", "--no-textconv", commit, "--", path)
        code, out = self.run("-c", "blame.ignoreRevsFile=", *arguments)
        found = re.findall(rb"^([0-9a-f]{40,64}) \d+ \d+(?: \d+)?$", out, re.MULTILINE)
        return [] if code else [name.decode() for name in found]


class Revision:
    """The workspace's files in one commit."""

    def __init__(self, git: Git, name: str) -> None:
        self.git = git
        self.name = name

    def action_paths(self) -> list[str]:
        """The YAML files of ``data/actions`` in the commit."""
        wanted = (name for name in self._plain_files(ACTIONS) if name.endswith((".yaml", ".yml")))
        return sorted(f"{ACTIONS}/{name}" for name in wanted if name[0] not in ".~")

    def _plain_files(self, folder: str) -> Iterator[str]:
        kind, content = self.git.object(f"{self.name}:./{folder}") or ("", b"")
        width = len(self.name) // 2
        while kind == "tree" and content:
            head, _, rest = content.partition(b"\0")
            mode, _, name = head.decode("utf-8", "replace").partition(" ")
            content = rest[width:]
            if mode.startswith("100") and name.isprintable():
                yield name

    def read(self, path: str) -> bytes:
        """The bytes of one file of the commit."""
        folder, _, name = path.rpartition("/")
        if name not in self._plain_files(folder):
            raise Unfit(f"版本 {self.name[:9]} 里没有这个文件")
        content = self._blob(path)
        if len(content) > MAX_BYTES:
            raise Unfit(f"文件有 {len(content)} 字节，超过 {MAX_BYTES} 字节的上限")
        return content

    def digest(self, path: str) -> str:
        """The SHA-256 of one file of the commit."""
        from hashlib import sha256

        return sha256(self._blob(path)).hexdigest()

    def _blob(self, path: str) -> bytes:
        kind, content = self.git.object(f"{self.name}:./{path}") or ("", b"")
        if kind != "blob":
            raise Unfit(f"版本 {self.name[:9]} 里没有这个文件")
        return content


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
