"""What a user calls a revision: a commit, a branch, a tag, or a day."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Final, NamedTuple

from aiwei_cli.load.history.commits import Commit
from aiwei_cli.load.history.git import Git
from aiwei_cli.load.history.git_refusal import NoHistory, Shallow
from aiwei_cli.load.history.main_line import Clock, main_line
from aiwei_cli.load.history.unknown_revision import UNSHALLOW, unknown
from aiwei_cli.model.errors import UsageError
from aiwei_cli.model.invisible_characters import invisible_in
from aiwei_cli.model.text import quote

_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
_SHOWN: Final = 3
SHALLOW: Final = "浅克隆，更早的历史不在这里"


class Named(NamedTuple):
    """A commit, and what has to be said of how it was found."""

    hash: str
    remarks: tuple[str, ...] = ()


def is_day(revision: str) -> bool:
    """Whether a revision is named by a day, which may be none of the calendar's."""
    return _DAY.fullmatch(revision) is not None


def named(git: Git, revision: str, today: Clock) -> Named:
    """The commit that a user means; a day stands for the last one up to its end. Raises :class:`UsageError`."""
    if is_day(revision):
        return _named_by_day(git, revision, today)
    if not revision.strip() or "\n" in revision or invisible_in(revision):
        raise UsageError(f"{quote(revision)}不是一个版本", "写提交号、分支、标签或日期")
    found = git.commit_named(revision)
    if found is None:
        raise unknown(git, revision)
    if (
        "@{" in revision
        and "only goes back to" in git.ask("rev-parse", "--verify", "--end-of-options", revision)[2]
    ):
        said = f"这个克隆的记录（git reflog）没有到{quote(revision)}那么早，用了其中最早的一条；要那天的数据就写日期"
        return Named(found, (said,))
    return Named(found)


def on_day(git: Git, day: date, today: Clock) -> Named:
    """The newest commit of the main line made up to the end of a day. Raises :class:`NoHistory`."""
    line = main_line(git, git.head, today)
    found = line.up_to(day)
    remarks = _odd_dates(line.odd)
    if found is None and line.is_cut:
        raise Shallow(f"{SHALLOW}：{day} 那时的数据查不到", UNSHALLOW)
    if found is None:
        message = f"{day} 及以前没有提交"
        known = any(each.day for each in line.commits)
        hint = "换一个更晚的日期" if known else "改写提交号：aiwei diff 提交号；git log --oneline 列出提交"
        raise NoHistory("；".join((message, *remarks)), hint)
    return Named(found.hash, remarks)


def day_of(git: Git, commit: str, today: Clock) -> date:
    """The day on which a commit counts as made; of one whose date is none to go by the nearest that is known."""
    last: date | None = None
    for each in main_line(git, git.head, today).commits:
        last = each.day or last
        if each.commit.hash == commit and last:
            return last
    return git.commit(commit).made


def fork(git: Git, one: str, other: str) -> str:
    """The commit from which two hashes parted. Raises :class:`UsageError` where they never met."""
    found = git.fork(one, other)
    if found:
        return found
    if git.is_shallow:
        raise UsageError("浅克隆，更早的历史不在这里，看不到这两个版本从哪里分开", UNSHALLOW)
    raise UsageError("这两个版本没有共同的历史", "写 A..B，直接比较两个版本")


def _named_by_day(git: Git, text: str, today: Clock) -> Named:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise UsageError(f"没有 {text} 这一天", "核对月份和日子") from None
    names = [name for name in (f"refs/tags/{text}", f"refs/heads/{text}") if git.commit_named(name)]
    what = "标签" if names and "tags" in names[0] else "分支"
    remarks = (f"{text} 按日期理解；要用同名的{what}就写 {names[0]}",) if names else ()
    try:
        found = on_day(git, day, today)
    except NoHistory as error:
        raise type(error)(error.message, "；".join((error.hint, *remarks))) from None
    return found._replace(remarks=(*found.remarks, *remarks))


def _odd_dates(odd: Sequence[Commit]) -> tuple[str, ...]:
    if not odd:
        return ()
    shown = "、".join(f"{each.short}（{each.made}）" for each in odd[:_SHOWN])
    more = f"等 {len(odd)} 个提交" if len(odd) > _SHOWN else ""
    return (f"提交 {shown}{more}的日期和前后的提交对不上，按它后面可信的提交的日期算，后面没有的算在最后",)
