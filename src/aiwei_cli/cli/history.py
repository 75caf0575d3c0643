"""Two states of a workspace by what the command line calls them."""

from __future__ import annotations

from pathlib import Path

from aiwei_cli.load.assemble import Loaded, load_tree
from aiwei_cli.load.git import Git
from aiwei_cli.load.tree import Folder
from aiwei_cli.model.diagnostic import Severity
from aiwei_cli.model.errors import DataError, UsageError
from aiwei_cli.model.text import quote
from aiwei_cli.model.workspace import Workspace

_NOW = "工作区"


def pair(a: str | None, b: str | None) -> tuple[str, str | None]:
    """The two revisions asked for; None for the files as they are. Raises :class:`UsageError`."""
    if a is not None and ".." in a:
        if b is not None:
            raise UsageError(f"写了{quote(a)}就不要再写{quote(b)}", "写 A..B，或者 A B")
        first, _, second = a.replace("...", "..").partition("..")
        if first.endswith("/") or second.startswith("/"):
            raise UsageError(f"{quote(a)}不是一个版本", "写提交号、分支、标签或日期，或者 A..B")
        return first or "HEAD", second or "HEAD"
    return "HEAD" if a is None else a, b


def read_pair(root: Path, a: str, b: str | None) -> tuple[Workspace, Workspace, str]:
    """Both states, and how they are called together. Raises :class:`DataError` and :class:`UsageError`."""
    git = Git(root)
    try:
        names = [git.resolve(a), None if b is None else git.resolve(b)]
        tree = git.at(names[1]) if names[1] else Folder(root)
        after = load_tree(tree, evidence=False)
        before = load_tree(git.at(names[0] or ""), after, evidence=False)
    finally:
        git.close()
    title = f"{_called(a, names[0])} → {_called(b, names[1])}"
    return _sound(before, a), _sound(after, b), title


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
