"""The files of one commit, as ``load.tree`` wants them: links are followed as a folder follows them."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import Final, NamedTuple

from aiwei_cli.load.history.git import Git
from aiwei_cli.load.history.tree_entries import Node
from aiwei_cli.load.tree import (
    ACTIONS,
    MAX_BYTES,
    NO_PLAIN_FILE,
    OUTSIDE,
    TARGETS,
    WORKSPACE,
    Missing,
    Unfit,
    action_paths,
)

_HOPS: Final = 40
"""Links on the way to a file; Linux goes no further either."""
_LONGEST: Final = 4096
Parts = tuple[str, ...]


class Revision:
    """The workspace's files in one commit."""

    is_past = True

    def __init__(self, git: Git, name: str, folder: Parts | None = None) -> None:
        self.git = git
        self.name = name
        self.folder = git.folder if folder is None else folder
        """Where the workspace lies in the commit, from the top of the repository."""
        self.followed: set[Parts] = set()
        """Links that were followed, and where they led: a change there is one of the workspace, too."""

    def action_paths(self) -> list[str]:
        """The YAML files of ``data/actions`` in the commit. Raises :class:`Unfit` for a submodule."""
        try:
            found = self._node(ACTIONS)
        except Missing:
            return []
        if found.is_repository:
            raise Unfit("这个文件夹是子模块，里面文件的历史不在这个仓库里")
        return action_paths(self.git.tree(found.hash)) if found.is_folder else []

    def action_files(self) -> dict[str, str | Unfit]:
        """The files of actions, each with the id of its content, or why it cannot be read."""
        try:
            paths = self.action_paths()
        except Unfit as error:
            return {ACTIONS: error}
        return {path: self._content_of(path) for path in paths}

    def _content_of(self, path: str) -> str | Unfit:
        try:
            return self._file(path).hash
        except Unfit as error:
            return error

    def read(self, path: str) -> bytes:
        """The bytes of one file of the commit."""
        return self.git.blob(self._file(path).hash, MAX_BYTES)

    def digest(self, path: str) -> str:
        """The SHA-256 of one file of the commit."""
        return self.git.digest(self._file(path).hash)

    @property
    def has_workspace(self) -> bool:
        """Whether there is anything of a workspace, faulty or not."""
        if any(self._is_there(path) for path in (WORKSPACE, TARGETS)):
            return True
        try:
            return bool(self.action_paths())
        except Unfit:
            return True

    def elsewhere(self) -> list[Parts]:
        """The folders of the commit that are workspaces, from the top."""
        tail = PurePosixPath(WORKSPACE).parts
        found = (PurePosixPath(path).parts for path in self.git.files(self.name))
        return sorted(path[: -len(tail)] for path in found if path[-len(tail) :] == tail)

    def _is_there(self, path: str) -> bool:
        try:
            self._node(path)
        except Missing:
            return False
        except Unfit:
            return True
        return True

    @cached_property
    def _root(self) -> Node:
        return Node("40000", self.git.commit(self.name).tree)

    def _file(self, path: str) -> Node:
        node = self._node(path)
        if not node.is_file:
            raise Unfit(NO_PLAIN_FILE)
        return node

    def _node(self, path: str) -> Node:
        """What is at a path of the workspace, behind all links. Raises :class:`Unfit`."""
        way = [self._root]
        done: list[str] = []
        todo = [*reversed((*self.folder, *PurePosixPath(path).parts))]
        hops = 0
        while todo:
            part = todo.pop()
            if part in ("", "."):
                continue
            if part == "..":
                if not done:
                    raise Unfit(OUTSIDE)
                done.pop()
                way.pop()
                continue
            if part == ".git":  # of the repository, and in none of its commits
                raise Unfit(OUTSIDE)
            node = self._entry(way[-1], part)
            if not node.is_link:
                done.append(part)
                way.append(node)
                continue
            hops += 1
            if hops > _HOPS:
                raise Unfit("文件打不开（链接成环）")
            self.followed.add((*done, part))
            target = os.fsdecode(self.git.blob(node.hash, _LONGEST))
            if target.startswith("/"):
                target, done, way = self._from_top(target), [], way[:1]
            todo.extend(reversed(target.split("/")))
        if hops:
            self.followed.add(tuple(done))
        return way[-1]

    def _entry(self, folder: Node, name: str) -> Node:
        if folder.is_repository:
            raise Unfit("文件在子模块里，它的历史不在这个仓库里")
        node = self.git.tree(folder.hash).get(name) if folder.is_folder else None
        if node is None:
            raise Missing(f"版本 {self.name[:9]} 里没有这个文件")
        return node

    def _from_top(self, target: str) -> str:
        """Where an absolute link leads, from the top of the working tree as it is now."""
        top = self.git.top
        if not Path(target).is_relative_to(top):
            raise Unfit(OUTSIDE)
        return Path(target).relative_to(top).as_posix()


class Placed(NamedTuple):
    """Where a commit has the workspace."""

    tree: Revision | None
    """None where it has none."""
    elsewhere: list[Parts]
    """The folders that are workspaces in it where this one is none."""

    @property
    def is_moved(self) -> bool:
        """Whether the workspace lay in another folder."""
        return self.tree is not None and bool(self.elsewhere)


def workspace_in(
    git: Git, commit: str, is_there: Callable[[Parts], bool], folder: Parts | None = None
) -> Placed:
    """The workspace as a commit has it: in its folder, or in the only one that was a workspace and no longer is.

    ``is_there`` tells whether a folder is a workspace in the younger state that it is looked for from, and
    ``folder`` where it lies there. One that still is a workspace there has not been moved.
    """
    here = Revision(git, commit, folder)
    if here.has_workspace:
        return Placed(here, [])
    others = here.elsewhere()
    left = [folder for folder in others if not is_there(folder)]
    return Placed(Revision(git, commit, left[0]) if len(left) == 1 else None, others)


def is_in_folder(git: Git) -> Callable[[Parts], bool]:
    """Whether a folder below the top of the working tree is a workspace now."""
    return lambda folder: os.path.lexists(git.top.joinpath(*folder) / WORKSPACE)
