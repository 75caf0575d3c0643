"""The commits of the main line by day, in an order that holds.

A commit's date is what a computer's clock said. One clock in a hundred is years off, mostly back at its
first day; believed, such a commit would hide what was recorded in it, or stand in for all before it. So a
date counts only where it agrees with the order in which the commits were made; one that does not counts
as that of the next commit whose date does. Of the newest commits there may be none: then nobody knows
their day, and they count as later than any that is asked for. What is new since a day is rather told
once too often than left out.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import Final, NamedTuple

from aiwei_cli.load.history.commits import Commit
from aiwei_cli.load.history.git import Git

_DAY: Final = 86400
_LONG: Final = 366 * _DAY
_GIT: Final = (date(2005, 4, 7).toordinal() - date(1970, 1, 1).toordinal()) * _DAY
"""When git was begun: no commit is older, whatever a clock said that had lost its battery."""
Clock = Callable[[], date]
"""What day it is; asked only where commits contradict each other."""


class Dated(NamedTuple):
    """A commit of the main line, and the day on which it counts as made."""

    commit: Commit
    day: date | None
    """None for later than any day that is asked for."""


class MainLine(NamedTuple):
    """The commits that a branch went through, oldest first."""

    commits: tuple[Dated, ...]
    odd: tuple[Commit, ...]
    """Those whose dates are none to go by, with what was merged, oldest first."""
    is_cut: bool
    """Whether the clone does not have what came before."""

    def up_to(self, day: date) -> Commit | None:
        """The newest commit made up to the end of a day."""
        found = [each.commit for each in self.commits if each.day is not None and each.day <= day]
        return found[-1] if found else None


def main_line(git: Git, start: str, today: Clock) -> MainLine:
    """The line of first parents up to a commit. Raises :class:`Unreadable`."""
    parents = dict(git.ancestry(start))
    line = [start]
    while parents.get(line[-1]):
        line.append(parents[line[-1]][0])
    line.reverse()
    main = [git.commit(name) for name in line]
    sides = [[git.commit(name) for name in names] for names in _merged(line, parents)]
    return ordered(main, sides, today, is_cut=line[0] in git.cut)


def _merged(line: Sequence[str], parents: dict[str, tuple[str, ...]]) -> list[list[str]]:
    """What each commit of the line brought in beside itself, oldest first."""
    seen, brought = set(line), []
    rank = {name: number for number, name in enumerate(parents)}  # children before their parents
    for name in line:
        found, todo = [], list(parents.get(name, ())[1:])
        while todo:
            each = todo.pop()
            if each not in seen and each in parents:
                seen.add(each)
                found.append(each)
                todo.extend(parents[each])
        brought.append(sorted(found, key=lambda each: -rank[each]))
    return brought


def ordered(
    main: Sequence[Commit], sides: Sequence[Sequence[Commit]], today: Clock, *, is_cut: bool = False
) -> MainLine:
    """The commits of a line, oldest first, with what each of them merged, as days that only go up."""
    times = [each.seconds for each in main]
    latest = _end_of(today() + timedelta(days=1)) if _is_doubtful(times) else max(times)
    kept = _agreeing(times, latest)
    before = _last_kept(main, kept)
    sound = {main[number].hash: main[number].seconds for number in kept}
    days: list[date | None] = []
    odd: list[Commit] = []
    following: Commit | None = None  # the next whose date is to go by
    for number in reversed(range(len(main))):
        each = main[number]
        strays = _strays(sides[number], (following or each).seconds, sound)
        brought = max(
            (one for one in sides[number] if one not in strays), key=lambda one: one.made, default=each
        )
        if number not in kept and not _is_near(each, before[number], following):
            days.append(following.made if following else None)
            odd.append(each)
        else:
            days.append(max(each.made, brought.made))  # a merge is no older than what it brought
            if each.seconds < brought.seconds - _DAY:
                odd.append(each)
            following = each
        odd.extend(reversed(strays))
    return MainLine(_rising(main, days[::-1]), tuple(odd[::-1]), is_cut)


def _is_doubtful(times: Sequence[int]) -> bool:
    """Whether dates go back, or far ahead at once: only then this computer's clock is asked as well."""
    return any(later < time - _DAY or later > time + _LONG for time, later in pairwise(times))


def _agreeing(times: Sequence[int], latest: int) -> set[int]:
    """The most commits that could all have the dates they bear: none before an earlier one, none in the future.

    Of two that contradict each other the younger date counts: clocks fall back more often than they run
    ahead. Where most of them lie in the future, it is this computer's clock that is wrong.
    """
    future = sum(time > latest for time in times)
    allowed = [
        number
        for number, time in enumerate(times)
        if time >= _GIT and (time <= latest or 2 * future > len(times))
    ]
    ends: list[int] = []  # of the best line of every length so far, going back, its last commit
    lasts: list[int] = []  # and the time of that one, negative, for they go down
    behind: dict[int, int | None] = {}
    for number in reversed(allowed):
        at = bisect_right(lasts, -times[number])
        behind[number] = ends[at - 1] if at else None
        ends[at : at + 1], lasts[at : at + 1] = [number], [-times[number]]
    chosen, each = set(), ends[-1] if ends else None
    while each is not None:
        chosen.add(each)
        each = behind[each]
    return chosen


def _last_kept(main: Sequence[Commit], kept: set[int]) -> list[Commit | None]:
    """Before each commit of a line the last whose date is to go by."""
    found: list[Commit | None] = []
    last: Commit | None = None
    for number, each in enumerate(main):
        found.append(last)
        last = each if number in kept else last
    return found


def _is_near(each: Commit, before: Commit | None, following: Commit | None) -> bool:
    """Whether a date is off by no more than computers differ, or their time zones."""
    bound = following or before  # of the first commits nothing says since when
    late_enough = each.seconds >= (_GIT if before is None else before.seconds - _DAY)
    return late_enough and bound is not None and each.seconds <= bound.seconds + _DAY


def _strays(side: Sequence[Commit], latest: int, sound: dict[str, int]) -> list[Commit]:
    """Of what was merged, oldest first, the commits whose dates are none to go by; the others become sound."""
    found: list[Commit] = []
    for each in side:
        older = max((sound[name] for name in each.parents if name in sound), default=each.seconds)
        if each.seconds > latest + _DAY or each.seconds < older - _DAY:
            found.append(each)
        else:
            sound[each.hash] = each.seconds
    return found


def _rising(main: Sequence[Commit], days: Sequence[date | None]) -> tuple[Dated, ...]:
    """The days, each no earlier than those before it."""
    dated: list[Dated] = []
    last = date.min
    for each, day in zip(main, days, strict=True):
        last = max(last, day) if day else last
        dated.append(Dated(each, last if day else None))
    return tuple(dated)


def _end_of(day: date) -> int:
    """The last second of a day, by the clock that commits count by."""
    return (day.toordinal() - date(1970, 1, 1).toordinal() + 1) * _DAY
