"""Two states of a workspace by what the command line calls them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import NamedTuple

from aiwei_cli.load.assemble import Loaded, load_tree
from aiwei_cli.load.history.commits import Commit
from aiwei_cli.load.history.git import Git
from aiwei_cli.load.history.git_refusal import NoHistory, Shallow, Unreadable
from aiwei_cli.load.history.provenance import Key, origins
from aiwei_cli.load.history.revision_files import Revision, is_in_folder, workspace_in
from aiwei_cli.load.history.revision_names import Named, day_of, fork, is_day, named, on_day
from aiwei_cli.load.tree import WORKSPACE, Folder
from aiwei_cli.model.data_change import StateComparison
from aiwei_cli.model.errors import DataError, UsageError
from aiwei_cli.model.period import Period
from aiwei_cli.model.severity import Severity
from aiwei_cli.model.text import quote
from aiwei_cli.model.workspace import Workspace
from aiwei_cli.render.terminal.history_page import commit_words
from aiwei_cli.rules.earlier_states import as_known_on
from aiwei_cli.rules.state_comparison import compare, compare_years
from aiwei_cli.usecases.caller import Caller, Notice, Weight
from aiwei_cli.usecases.judging_day import day_to_judge, year_to_judge
from aiwei_cli.usecases.opened_workspace import telling_left_out

_NOW = "工作区"


def at_revision(root: Path, revision: str, caller: Caller) -> Loaded:
    """The files as they were committed; which commit that is is told."""
    with _git(root) as git:
        name = _hash(git, revision, caller)
        commit = git.commit(name)
        tree = _tree(git, name)
        loaded = load_tree(tree)
        place = "" if tree.folder == git.folder else f"，那时工作区在{_listed([tree.folder])}"
    said = f"依据版本 {commit.short}（{commit.on}，{commit.author}：{commit.subject}{place}）"
    caller.tell(Notice(said, weight=Weight.FACT))
    return loaded


def baseline(root: Path, loaded: Loaded, revision: str, caller: Caller) -> tuple[Loaded, str]:
    """The files of a revision to hold others against, mistakes and all, and how it is called."""
    with _git(root) as git:
        name = _hash(git, revision, caller)
        was = _past(git, name, revision, loaded, is_in_folder(git), caller, evidence=True)
        return was, _called(revision, name)


def _tree(git: Git, name: str) -> Revision:
    """The files of a commit that has a workspace. Raises :class:`UsageError` for one that has none."""
    placed = workspace_in(git, name, is_in_folder(git))
    if placed.tree is None:
        hint = f"那时的工作区在{_listed(placed.elsewhere)}" if placed.elsewhere else "换一个有数据的版本"
        raise UsageError(f"版本 {name[:9]} 里没有 {WORKSPACE}，那时这里还没有工作区", hint)
    return placed.tree


@contextmanager
def _git(root: Path) -> Iterator[Git]:
    git = Git(root)
    try:
        yield git
    finally:
        git.close()


def _hash(git: Git, revision: str, caller: Caller) -> str:
    """The commit that a word on the command line means; what has to be said of it is told."""
    return _told(caller, named(git, revision, caller.clock))[0]


def _told(caller: Caller, *found: Named) -> list[str]:
    remarks = dict.fromkeys(remark for each in found for remark in each.remarks)
    caller.tell_all(Notice(remark) for remark in remarks)
    return [each.hash for each in found]


def _past(
    git: Git,
    name: str,
    revision: str,
    after: Loaded,
    is_there: Callable[[tuple[str, ...]], bool],
    caller: Caller,
    *,
    folder: tuple[str, ...] | None = None,
    evidence: bool = False,
) -> Loaded:
    """An older state to hold ``after`` against; where it has no workspace, one in which there is nothing yet."""
    placed = workspace_in(git, name, is_there, folder)
    if placed.is_moved and placed.tree:
        place = _listed([placed.tree.folder])
        caller.tell(Notice(f"版本 {revision} 里工作区在{place}，与那里的数据相比"))
    if placed.tree:
        return load_tree(placed.tree, after, evidence=evidence)
    others = f"（那里的工作区在{_listed(placed.elsewhere)}）" if placed.elsewhere else ""
    caller.tell(Notice(f"版本 {revision} 里还没有这个工作区{others}，全部算新增"))
    return _nothing(after)


def _listed(folders: Sequence[tuple[str, ...]]) -> str:
    shown = "、".join("/".join(folder) or "仓库最上层" for folder in folders[:3])
    blank = " " if folders[0] else ""
    return f"{blank}{shown} 等 {len(folders)} 处" if len(folders) > 3 else f"{blank}{shown}"


def _nothing(after: Loaded) -> Loaded:
    """What there is of a workspace before anything was written."""
    empty = Loaded()
    if after.complete:
        empty.complete = Workspace(after.complete.about, {}, {}, {}, {}, {})
    return empty


class Pair(NamedTuple):
    """Two revisions as the command line names them; None for the files as they are."""

    a: str
    b: str | None
    forked: bool = False
    """Whether the older state is where the two parted (``A...B``), as in git."""

    @property
    def days(self) -> tuple[str | None, str | None] | None:
        """The two days as of which the states are judged, each as of its own; None where both have the same.

        A state named by a day has that day; the files as they are and the last commit have today,
        which is None here; any other revision has none.
        """
        a, b = (None if each in (None, "HEAD") else each for each in (self.a, self.b))
        if (a is None and b is None) or not all(is_day(each) for each in (a, b) if each):
            return None
        return (min(a, b) if self.forked and a and b else a), b


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
    root: Path, asked: Pair, caller: Caller, *, now: Loaded | None = None
) -> tuple[Workspace, Workspace, str]:
    """Both states, and how they are called together. Raises :class:`DataError` and :class:`UsageError`.

    ``now`` are the files as they are, where somebody has read them already.
    """
    a, b, forked = asked
    with _git(root) as git, telling_left_out(root, caller):
        found = (named(git, each, caller.clock) for each in (a, b) if each is not None)
        old, *more = _told(caller, *found)
        new = more[0] if more else None
        if forked and new:
            old = fork(git, old, new)
        tree = _tree(git, new) if new else Folder(root)
        after = now or load_tree(tree, evidence=False)
        sound_after = sound(after, b)
        folder = tree.folder if isinstance(tree, Revision) else None
        before = _past(git, old, a, after, _is_in(git, new), caller, folder=folder)
    return sound(before, a), sound_after, f"{_called(a, old)} → {_called(b, new)}"


def compared(
    before: Workspace,
    after: Workspace,
    year: int | None,
    days: tuple[str | None, str | None],
    clock: Callable[[], date],
) -> StateComparison:
    """The states as of a day each, today where none is named; of ``--year`` only, if one was asked for."""
    first, last = days
    chosen = year_to_judge(year, after, last)

    def judged(each: int) -> tuple[date, date]:
        return day_to_judge(first, each, after, clock), day_to_judge(last, each, after, clock)

    if year is None:
        return compare_years(before, after, chosen, judged)
    last_day = day_to_judge(last, year, after, clock)
    return compare(before, after, chosen, last_day, earlier=day_to_judge(first, year, after, clock))


def _is_in(git: Git, name: str | None) -> Callable[[tuple[str, ...]], bool]:
    """Whether a folder is a workspace in a commit, or now."""
    if name is None:
        return is_in_folder(git)
    folders = cache(Revision(git, name).elsewhere)
    return lambda folder: folder in folders()


def committed(root: Path, loaded: Loaded, comparison: StateComparison) -> dict[Key, str]:
    """Who recorded the changed figures as they stand now, or deleted them, and when."""
    new = [change.new for change in comparison.values if change.new]
    known = comparison.after.indicators  # the history of one that is gone itself is not gone through
    gone = [each.old for each in comparison.values if each.old and not each.new and each.indicator in known]
    found = origins(root, loaded, new, gone) if new or gone else {}
    return {key: commit_words(commit) for key, commit in found.items()}


class Before(NamedTuple):
    """What a period's state is held against."""

    workspace: Workspace
    commit: Commit | None
    """Where it was recorded; None for what the data's own dates say."""
    day: date | None = None
    """When it was recorded, as far as its commit's date is one to go by."""


def before_period(root: Path, loaded: Loaded, period: Period, following: Period, caller: Caller) -> Before:
    """The last commit up to the eve of a period; where there is none, the data without what is dated later.

    A repository that has gone on beyond the ``following`` period is not asked: between that commit and
    the files as they are now lies much that the period has not seen.
    """
    eve = period.start - timedelta(days=1)
    with _git(root) as git:
        try:
            if not _is_now(git, following.end, caller.clock):
                raise NoHistory("仓库里已经有更晚的提交")
            commit = _told(caller, on_day(git, eve, caller.clock))[0]
            found = _recorded(git, commit, loaded, caller)
        except Unreadable:
            raise
        except UsageError as error:  # no history, or a state in it that holds mistakes
            if isinstance(error, Shallow):
                caller.tell(Notice(f"{error.message}，改按数据里的日期说有什么变化；{error.hint}"))
            found = Before(loaded.workspace, None)
    return found._replace(workspace=as_known_on(found.workspace, eve))


def _is_now(git: Git, day: date, clock: Callable[[], date]) -> bool:
    """Whether nothing was committed after a day."""
    try:
        return on_day(git, day, clock).hash == git.head
    except Shallow:  # all that the clone has came later
        return False


def before_since(root: Path, loaded: Loaded, revision: str, as_of: date, caller: Caller) -> Before:
    """The state of a revision, of what is dated up to ``as_of``. Raises :class:`UsageError`."""
    with _git(root) as git:
        name = _hash(git, revision, caller)
        found = _recorded(git, name, loaded, caller, revision)
        found = found._replace(day=day_of(git, name, caller.clock))
    return found._replace(workspace=as_known_on(found.workspace, as_of))


def judged_on(before: Before, eve: date, as_of: date, *, since: bool) -> date:
    """The day as of which the state before is judged: the eve, or with ``--since`` that of its commit."""
    return min(before.day, as_of) if since and before.day else eve


def _recorded(git: Git, name: str, loaded: Loaded, caller: Caller, revision: str | None = None) -> Before:
    commit = git.commit(name)
    called = revision or commit.short
    was = _past(git, name, called, loaded, is_in_folder(git), caller)
    return Before(sound(was, called), commit)


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
