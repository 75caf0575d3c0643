"""Two states of a workspace by what the command line calls them."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from aiwei_cli.load.assemble import Loaded, load_tree
from aiwei_cli.load.git import Git
from aiwei_cli.load.provenance import Key, origins
from aiwei_cli.load.tree import Folder
from aiwei_cli.model.change import Comparison
from aiwei_cli.model.diagnostic import Severity
from aiwei_cli.model.errors import DataError, UsageError
from aiwei_cli.model.workspace import Workspace
from aiwei_cli.render.log import commit_words

_NOW = "工作区"


def at_revision(root: Path, revision: str) -> tuple[Loaded, str]:
    """The files as they were committed, and the sentence that says so."""
    git = Git(root)
    try:
        name = git.resolve(revision)
        commit = git.commit(name)
        loaded = load_tree(git.at_hash(name))
    finally:
        git.close()
    return loaded, f"依据版本 {commit.short}（{commit.on}，{commit.author}：{commit.subject}）"


class Pair(NamedTuple):
    """Two revisions as the command line names them; None for the files as they are."""

    a: str
    b: str | None
    forked: bool = False
    """Whether the older state is where the two parted (``A...B``), as in git."""


def pair(a: str | None, b: str | None) -> Pair:
    """The two revisions asked for. Raises :class:`UsageError`."""
    if a is not None and ".." in a:
        if b is not None:
            raise UsageError(f"写了 {a} 就不要再写 {b}", "写 A..B，或者 A B")
        dots = "..." if "..." in a else ".."
        first, _, second = a.partition(dots)
        return Pair(first or "HEAD", second or "HEAD", dots == "...")
    return Pair("HEAD" if a is None else a, b)


def read_pair(root: Path, a: str, b: str | None, forked: bool = False) -> tuple[Workspace, Workspace, str]:
    """Both states, and how they are called together. Raises :class:`DataError` and :class:`UsageError`."""
    git = Git(root)
    try:
        names = [git.resolve(a), git.resolve(b) if b is not None else None]
        if forked and names[0] and names[1]:
            names[0] = git.fork(names[0], names[1])
        tree = git.at_hash(names[1]) if names[1] else Folder(root)
        after = load_tree(tree, evidence=False)
        before = load_tree(git.at_hash(names[0] or ""), after, evidence=False)
    finally:
        git.close()
    title = f"{_called(a, names[0])} → {_called(b, names[1])}"
    return _sound(before, a), _sound(after, b), title


def committed(root: Path, loaded: Loaded, comparison: Comparison) -> dict[Key, str]:
    """Who recorded the changed figures as they stand now, and when."""
    new = [change.new for change in comparison.values if change.new]
    return {key: commit_words(commit) for key, commit in (origins(root, loaded, new) if new else {}).items()}


def _called(revision: str | None, name: str | None) -> str:
    if revision is None or name is None:
        return _NOW
    return name[:9] if name.startswith(revision) else f"{revision}（{name[:9]}）"


def _sound(loaded: Loaded, revision: str | None) -> Workspace:
    """A workspace without mistakes; those of a revision are told with its name."""
    if loaded.complete is None:
        wrong = [each for each in loaded.diagnostics if each.severity is Severity.ERROR]
        if revision is None:
            raise DataError(wrong)
        place = wrong[0].place
        raise UsageError(
            f"版本 {revision} 的数据有 {len(wrong)} 处问题，第一处在 {place.path}:{place.line}：{wrong[0].message}",
            "换一个数据没有问题的版本",
        )
    return loaded.complete
