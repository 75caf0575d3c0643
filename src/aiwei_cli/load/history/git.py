"""The only module that runs git in a repository: objects by their hash, revisions by their names. It never writes.

Plumbing commands only, with the configuration's hooks into them switched off and most of the environment
dropped (``load.history.git_program``). A revision is resolved to a hash first, and from then on only the hash is
used; so nothing that a user types can become an option, and nothing that a hostile repository configures
is run. Every exit code has a meaning: answered, nothing there, or cannot be read and why; an answer that
was not given is never taken for an empty one.
"""

from __future__ import annotations

import contextlib
import os
import re
import shlex
import subprocess
from collections.abc import Iterable, Iterator
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import IO, Final

from aiwei_cli.load.history.commits import Commit, Mailmap, read_commit, read_mailmap
from aiwei_cli.load.history.git_program import (
    git_environment,
    git_program,
    given_repository,
    is_repository_given,
)
from aiwei_cli.load.history.git_refusal import (
    NoHistory,
    Unreadable,
    failed,
    says_nothing_there,
    unreadable_object,
)
from aiwei_cli.load.history.tree_entries import Node, entries_in, name_of
from aiwei_cli.load.tree import Unfit
from aiwei_cli.model.errors import reason_of
from aiwei_cli.model.text import quote

_SAFE: Final = (
    "-c",
    "core.fsmonitor=false",
    "-c",
    "core.commitGraph=false",  # a cache, which nothing holds against the commits
    "-c",
    "core.quotepath=true",
    "--no-pager",
    "--no-replace-objects",
)
_HASH: Final = re.compile(r"[0-9a-f]{40,64}")
_LACKING: Final = re.compile(
    r"^error: (could not read|unable to unpack|inflate)", re.MULTILINE | re.IGNORECASE
)
_PIECE: Final = 1 << 20
AT_ONCE: Final = 25
"""Commits asked for in one go: with a tree of each their names fit into every system's pipe, so that neither side waits for the other."""
_SMALL: Final = 100_000
"""Bytes of an object that is kept where it was asked for ahead."""
_MOST: Final = 50_000_000
"""Bytes of a commit or a tree; what is larger was made to be."""


class Git:
    """The repository around a workspace."""

    def __init__(self, root: Path) -> None:
        self.root = root.resolve()
        self._batch: subprocess.Popen[bytes] | None = None
        self._trees: dict[str, dict[str, Node]] = {}
        self._ahead: dict[str, tuple[str, bytes]] = {}

    # How git is run, and what its exit codes mean.

    @cached_property
    def _environment(self) -> dict[str, str]:
        """The variables for every command; a repository that they name counts where it holds the workspace."""
        plain = git_environment()
        if not is_repository_given():
            return plain
        given = given_repository()
        # As git does it: a repository that is named has its top where one stands, or where it says.
        place = "." if "GIT_DIR" in given else str(self.root)
        code, out, _ = self._run(place, git_environment(given), "rev-parse", "--show-toplevel")
        top = Path(os.fsdecode(out.removesuffix(b"\n")))
        if code or not out.strip() or not self.root.is_relative_to(top.resolve()):
            return plain
        return (
            git_environment({**given, "GIT_WORK_TREE": str(top)})
            if "GIT_DIR" in given
            else git_environment(given)
        )

    def _run(self, place: str, environment: dict[str, str], *arguments: str) -> tuple[int, bytes, str]:
        command = [git_program(self.root), *_SAFE, "-C", place, *arguments]
        try:
            done = subprocess.run(command, env=environment, capture_output=True, stdin=subprocess.DEVNULL)
        except OSError as error:
            raise _not_run(error) from error
        return done.returncode, done.stdout, done.stderr.decode("utf-8", "replace")

    def ask(self, *arguments: str) -> tuple[int, bytes, str]:
        """One command in the workspace: its exit code, its output, and what it said beside it."""
        return self._run(str(self.root), self._environment, *arguments)

    def answer(self, *arguments: str, place: Path | None = None) -> bytes:
        """What a command answers. Raises :class:`NoHistory` and :class:`Unreadable`."""
        code, out, said = self._run(str(place or self.root), self._environment, *arguments)
        if code:
            raise failed(said, self.root, self.ask)
        return out

    def found(self, *arguments: str) -> bytes | None:
        """The same of a command whose exit code 1 says that there is nothing: then None."""
        code, out, said = self.ask(*arguments)
        # Some commands go on without what they could not read, and answer for the rest.
        if code > 1 or code < 0 or _LACKING.search(said):
            raise failed(said, self.root, self.ask)
        return None if code else out

    @cached_property
    def _place(self) -> tuple[bool, str, str]:
        """Whether the clone is shallow, the way up to the top of the working tree, and down from there."""
        asked = ("rev-parse", "--is-shallow-repository", "--show-cdup", "--show-prefix")
        out = self.answer(*asked)
        shallow, up, down = os.fsdecode(out).split("\n", 2)
        return shallow == "true", up, down.removesuffix("\n")

    @property
    def is_shallow(self) -> bool:
        """Whether the clone was cut off at a depth."""
        return self._place[0]

    @property
    def top(self) -> Path:
        """The top of the working tree."""
        return (self.root / self._place[1]).resolve()

    @property
    def folder(self) -> tuple[str, ...]:
        """Where the workspace lies below the top, part by part."""
        return PurePosixPath(self._place[2]).parts

    @cached_property
    def cut(self) -> frozenset[str]:
        """The commits of a shallow clone whose parents were not fetched."""
        if not self.is_shallow:
            return frozenset()
        out = self.answer("rev-parse", "--git-path", "shallow")
        file = self.root / os.fsdecode(out.removesuffix(b"\n"))
        try:
            return frozenset(file.read_text(encoding="ascii", errors="replace").split())
        except OSError as error:
            raise Unreadable(f"{file} 读不了（{reason_of(error)}），历史看不全", "核对这个文件") from error

    @cached_property
    def _people(self) -> Mailmap | None:
        return read_mailmap(self.top)

    # Revisions.

    def commit_named(self, revision: str) -> str | None:
        """The hash of the commit that git knows by a name; None where it knows none."""
        if ":" in revision:  # what follows is part of a path or of a text that is searched for
            out = self.found("rev-parse", "--verify", "--quiet", "--end-of-options", revision)
            revision = out.decode("ascii", "replace").strip() if out else ""
            if not _HASH.fullmatch(revision):
                return None
        asked = ("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
        if "@{" in revision:
            code, _, said = self.ask(*asked)
            if code == 128 and says_nothing_there(said):
                return None
        out = self.found(*asked)
        name = out.decode("ascii", "replace").strip() if out else ""
        return name if _HASH.fullmatch(name) else None  # ^HEAD is verified too, and is no commit

    @cached_property
    def head(self) -> str:
        """The hash of the commit that the working tree stands on. Raises :class:`NoHistory`."""
        name = self.commit_named("HEAD")
        if name is None:
            raise self.why_no_head()
        return name

    def why_no_head(self) -> NoHistory | Unreadable:
        """Why ``HEAD`` is no commit: nothing was committed yet, or what it names is broken."""
        code, out, said = self.ask("rev-parse", "--verify", "HEAD")
        if not code:
            return unreadable_object(out.decode("ascii", "replace").strip(), self.ask)
        branch = self.ask("symbolic-ref", "--quiet", "HEAD")[1].decode("utf-8", "replace").strip()
        _, out, warned = self.ask("for-each-ref", "--count=1", "--format=%(refname:short)")
        other = os.fsdecode(out).strip()
        # Of a branch that is there and broken some versions do not even tell the name.
        broken = re.search(f"broken ref ({re.escape(branch) or 'refs/heads/.+'})", said + warned)
        if not broken and other:
            # The first commit of this branch would have nothing in common with the others: not advised.
            here = quote(branch.removeprefix("refs/heads/"))
            hint = f"写明有提交的分支，例如 aiwei diff {shlex.quote(other)}"
            return NoHistory(f"当前分支{here}还没有提交，没有历史", hint)
        if not broken and not self._was_there_before:
            return NoHistory("仓库里还没有提交，没有历史", "先运行 git add . 和 git commit -m 录入数据")
        hint = "在 .git/logs/HEAD 里找回它原来的提交，或从备份、另一个克隆恢复"
        return Unreadable(f"HEAD 所在的 {broken[1] if broken else branch} 坏了或者丢了，历史读不出来", hint)

    @property
    def _was_there_before(self) -> bool:
        """Whether git wrote down that there was a commit once."""
        file = self.root / os.fsdecode(
            self.answer("rev-parse", "--git-path", "logs/HEAD").removesuffix(b"\n")
        )
        with contextlib.suppress(OSError):
            return file.stat().st_size > 0
        return False

    def fork(self, one: str, other: str) -> str | None:
        """The commit from which two hashes parted; None where they never met."""
        out = self.found("merge-base", one, other)
        return out.decode("ascii").split()[0] if out else None

    def ancestry(self, start: str, *paths: str) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Commits, newest first, each with its parents; with paths from the top those that changed one of them."""
        asked = ("rev-list", "--topo-order", "--parents", start, "--", *paths)
        for line in self.answer(*asked, place=self.top).decode("ascii").splitlines():
            name, *parents = line.split()
            yield name, tuple(parents)

    def files(self, commit: str) -> list[str]:
        """The path of every file of a commit, from the top."""
        out = self.answer("ls-tree", "-r", "-z", "--name-only", "--full-tree", commit)
        return [name_of(each) for each in out.split(b"\0") if each]

    # Objects, by their hash.

    def commit(self, name: str) -> Commit:
        """What a commit says of itself. Raises :class:`Unreadable`."""
        kind, content = self._whole(name)
        commit = read_commit(name, content, self._people) if kind == "commit" else None
        if commit is None:
            raise unreadable_object(name, self.ask)
        return commit

    def tree(self, name: str) -> dict[str, Node]:
        """The entries of a tree by name. Raises :class:`Unreadable`."""
        if name not in self._trees:
            kind, content = self._whole(name)
            entries = entries_in(content, len(name) // 2) if kind == "tree" else None
            if entries is None:
                raise unreadable_object(name, self.ask)
            self._trees[name] = entries
        return self._trees[name]

    def read_ahead(self, names: Iterable[str]) -> None:
        """Ask for some objects at once, in place of those asked for so before: git answers while we read.

        Each is then there without a question of its own; what is lacking or too large is told where it is used.
        """
        wanted = list(dict.fromkeys(name for name in names if name not in self._trees))[: 2 * AT_ONCE]
        kept = {name: self._ahead[name] for name in wanted if name in self._ahead}
        stdin, stdout = self._pipes()
        asked = [name for name in wanted if name not in kept]
        self._ahead = kept
        try:
            stdin.write("".join(f"{name}\n" for name in asked).encode("ascii"))
            stdin.flush()
            for name in asked:
                line = stdout.readline()
                if not line.endswith(b"\n"):
                    raise EOFError
                words = line.decode("ascii", "replace").split()
                if len(words) == 3 and words[2].isdigit():
                    small = int(words[2]) <= _SMALL
                    pieces = [piece for piece in self._content(name, int(words[2])) if small]
                    if small:
                        kept[name] = words[1], b"".join(pieces)
        except (OSError, EOFError, Unreadable):
            self.close()  # git gave up at one of them; the next question goes to another git

    def blob(self, name: str, most: int) -> bytes:
        """The content of a file. Raises :class:`Unfit` for one that is too large, :class:`Unreadable`."""
        kind, content = self._object(name, most)
        if kind != "blob":
            raise unreadable_object(name, self.ask)
        return content

    def digest(self, name: str) -> str:
        """The SHA-256 of a file of any size. Raises :class:`Unreadable`."""
        from hashlib import sha256

        _, size = self._header(name)
        total = sha256()
        for piece in self._content(name, size):
            total.update(piece)
        return total.hexdigest()

    def _whole(self, name: str) -> tuple[str, bytes]:
        """Kind and content of a commit or a tree."""
        try:
            return self._object(name, _MOST)
        except Unfit as error:
            message = f"仓库里的对象 {name[:9]} 太大（{error}），历史读不出来"
            raise Unreadable(message, "核对是谁提交的；运行 git cat-file -t 看它是什么") from None

    def _object(self, name: str, most: int) -> tuple[str, bytes]:
        if name in self._ahead and len(self._ahead[name][1]) <= most:
            return self._ahead[name]
        kind, size = self._header(name)
        if size > most:
            for _ in self._content(name, size):
                pass
            raise Unfit(f"文件有 {size} 字节，超过 {most} 字节的上限")
        return kind, b"".join(self._content(name, size))

    def _header(self, name: str) -> tuple[str, int]:
        """Kind and size of an object."""
        stdin, stdout = self._pipes()
        try:
            stdin.write(f"{name}\n".encode("ascii"))
            stdin.flush()
            line = stdout.readline()
        except OSError:
            line = b""
        words = line.decode("ascii", "replace").split()
        if len(words) != 3 or not words[2].isdigit():
            self.close()
            raise unreadable_object(name, self.ask)
        return words[1], int(words[2])

    def _content(self, name: str, size: int) -> Iterator[bytes]:
        """The bytes that follow a header, in pieces, and the line break behind them."""
        _, stdout = self._pipes()
        while size:
            piece = stdout.read(min(size, _PIECE))
            if not piece:
                raise unreadable_object(name, self.ask)
            size -= len(piece)
            yield piece
        stdout.read(1)

    def _pipes(self) -> tuple[IO[bytes], IO[bytes]]:
        if self._batch is None:
            command = [git_program(self.root), *_SAFE, "-C", str(self.root), "cat-file", "--batch"]
            pipe, nowhere = subprocess.PIPE, subprocess.DEVNULL
            try:
                self._batch = subprocess.Popen(
                    command, env=self._environment, stdin=pipe, stdout=pipe, stderr=nowhere
                )
            except OSError as error:
                raise _not_run(error) from error
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


def _not_run(error: OSError) -> Unreadable:
    return Unreadable(f"git 运行不了（{reason_of(error)}），看不到历史", "核对 git 的安装和文件夹的权限")
