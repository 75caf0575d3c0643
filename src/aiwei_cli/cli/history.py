"""Two states of a workspace by what the command line calls them."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

from aiwei_cli.load.assemble import Loaded, load_tree
from aiwei_cli.load.commits import Commit
from aiwei_cli.load.git import Git
from aiwei_cli.load.provenance import Key, origins
from aiwei_cli.load.revision import Revision
from aiwei_cli.load.tree import Folder
from aiwei_cli.model.change import Comparison
from aiwei_cli.model.diagnostic import Severity
from aiwei_cli.model.errors import DataError, UsageError
from aiwei_cli.model.period import Period
from aiwei_cli.model.text import quote
from aiwei_cli.model.workspace import Workspace
from aiwei_cli.render.log import commit_words
from aiwei_cli.rules.earlier import as_known_on

_NOW = "工作区"


def at_revision(root: Path, revision: str) -> tuple[Loaded, str]:
    """The files as they were committed, and the sentence that says so."""
    git = Git(root)
    try:
        name = git.resolve(revision)
        commit = git.commit(name)
        loaded = load_tree(Revision(git, name))
    finally:
        git.close()
    return loaded, f"依据版本 {commit.short}（{commit.on}，{commit.author}：{commit.subject}）"


def baseline(root: Path, loaded: Loaded, revision: str) -> tuple[Loaded, str]:
    """The files of a revision to hold others against, mistakes and all, and how it is called."""
    git = Git(root)
    try:
        name = git.resolve(revision)
        return load_tree(Revision(git, name), loaded), _called(revision, name)
    finally:
        git.close()


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
            raise UsageError(f"写了{quote(a)}就不要再写{quote(b)}", "写 A..B，或者 A B")
        dots = "..." if "..." in a else ".."
        first, _, second = a.partition(dots)
        if first.endswith("/") or second.startswith("/"):
            raise UsageError(f"{quote(a)}不是一个版本", "写提交号、分支、标签或日期，或者 A..B")
        return Pair(first or "HEAD", second or "HEAD", dots == "...")
    return Pair("HEAD" if a is None else a, b)


def read_pair(
    root: Path, a: str, b: str | None, forked: bool = False, *, now: Loaded | None = None
) -> tuple[Workspace, Workspace, str]:
    """Both states, and how they are called together. Raises :class:`DataError` and :class:`UsageError`.

    ``now`` are the files as they are, where somebody has read them already.
    """
    git = Git(root)
    try:
        names = [git.resolve(a), git.resolve(b) if b is not None else None]
        if forked and names[0] and names[1]:
            names[0] = git.fork(names[0], names[1])
        tree = Revision(git, names[1]) if names[1] else Folder(root)
        after = now or load_tree(tree, evidence=False)
        before = load_tree(Revision(git, names[0] or ""), after, evidence=False)
    finally:
        git.close()
    title = f"{_called(a, names[0])} → {_called(b, names[1])}"
    return sound(before, a), sound(after, b), title


def committed(root: Path, loaded: Loaded, comparison: Comparison) -> dict[Key, str]:
    """Who recorded the changed figures as they stand now, and when."""
    new = [change.new for change in comparison.values if change.new]
    return {key: commit_words(commit) for key, commit in (origins(root, loaded, new) if new else {}).items()}


class Before(NamedTuple):
    """What a period's state is held against."""

    workspace: Workspace
    commit: Commit | None
    """Where it was recorded; None for what the data's own dates say."""


def before_period(root: Path, loaded: Loaded, period: Period, following: Period) -> Before:
    """The last commit up to the eve of a period; where there is none, the data without what is dated later.

    A repository that has gone on beyond the ``following`` period is not asked: between that commit and
    the files as they are now lies much that the period has not seen.
    """
    eve = period.start - timedelta(days=1)
    git = Git(root)
    try:
        if git.commit_on(following.end) != git.resolve("HEAD"):
            raise UsageError("仓库里已经有更晚的提交", "")
        found = _recorded(git, git.commit_on(eve), loaded)
    except UsageError:
        found = Before(loaded.workspace, None)
    finally:
        git.close()
    return found._replace(workspace=as_known_on(found.workspace, eve))


def before_since(root: Path, loaded: Loaded, revision: str, as_of: date) -> Before:
    """The state of a revision, of what is dated up to ``as_of``. Raises :class:`UsageError`."""
    git = Git(root)
    try:
        found = _recorded(git, git.resolve(revision), loaded, revision)
    finally:
        git.close()
    return found._replace(workspace=as_known_on(found.workspace, as_of))


def judged_on(before: Before, eve: date, as_of: date, *, since: bool) -> date:
    """The day as of which the state before is judged: the eve, or with ``--since`` that of its commit."""
    return min(before.commit.on, as_of) if since and before.commit else eve


def _recorded(git: Git, name: str, loaded: Loaded, revision: str | None = None) -> Before:
    commit = git.commit(name)
    return Before(
        sound(load_tree(Revision(git, name), loaded, evidence=False), revision or commit.short), commit
    )


def _called(revision: str | None, name: str | None) -> str:
    if revision is None or name is None:
        return _NOW
    return name[:9] if name.startswith(revision) else f"{revision}（{name[:9]}）"


def sound(loaded: Loaded, revision: str | None) -> Workspace:
    """A workspace without mistakes; those of a revision are told with its name."""
    if loaded.complete is None:
        wrong = [each for each in loaded.diagnostics if each.severity is Severity.ERROR]
        if revision is None:
            raise DataError(wrong)
        place, at_least = wrong[0].place, "以上" if any(each.more for each in wrong) else ""
        raise UsageError(
            f"版本 {revision} 的数据有 {len(wrong)} 处{at_least}问题，"
            f"第一处在 {place.path}:{place.line}：{wrong[0].message}",
            "换一个数据没有问题的版本",
        )
    return loaded.complete
