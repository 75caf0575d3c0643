"""A second judge, written from the manual: it shares no line with the rules and imports nothing of ours.

It knows plain dictionaries and its own calendar only, and says how a demand stands on a day. Grades and raw indices
are left out: their limits are data, and ``tests/rules`` has their edges. ``independent_judge.py`` holds it against the
rules.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from fractions import Fraction
from typing import Any, Final, NamedTuple

YEAR: Final = 2024
TERMS: Final = (("春季学期", (2, 16), (7, 31)), ("秋季学期", (8, 26), (1, 31)))
MEMBERS: Final = {
    "one": {"name": "第一所"},
    "two": {"name": "第二所", "opened": "2024-09-01"},
    "three": {"name": "第三所", "closed": "2024-08-31"},
    "four": {"name": "第四所", "opened": "2023-05-01", "closed": "2025-03-01"},
}
MET, MISSED, PENDING, LACKING, NONE, EXCEPTED, ASIDE = (
    *("met", "missed", "pending", "no-data", "not-applicable", "excepted"),
    "aside",  # a part that is about another kind of figure
)
WORST_FIRST: Final = (MISSED, LACKING, PENDING, MET)
BEST_FIRST: Final = (MET, PENDING, LACKING, MISSED)
COMPARE: Final[dict[str, Callable[[Fraction, Fraction], bool]]] = {
    "at_least": lambda one, other: one >= other,
    "at_most": lambda one, other: one <= other,
    "more_than": lambda one, other: one > other,
    "less_than": lambda one, other: one < other,
    "equals": lambda one, other: one == other,
}
UPPER: Final = ("at_most", "less_than", "equals")

Demand = dict[str, Any]


class Line(NamedTuple):
    """A line of a file: its day, whose it is, and what it says."""

    on: date
    organisation: str | None
    text: str

    @property
    def figure(self) -> Fraction | None:
        """The number in the unit of measure, a pair as a percentage; None for 0/0 and for a word."""
        upper, slash, lower = self.text.partition("/")
        if self.text in ("是", "否") or self.text == "0/0":
            return None
        return Fraction(upper) * 100 / Fraction(lower) if slash else Fraction(upper)

    @property
    def is_of_a_log(self) -> bool:
        """Whether it may state events: a word says nothing of them."""
        return self.text not in ("是", "否")


class Question(NamedTuple):
    """What is to be judged: one indicator's lines on a day, of the whole or of one organisation."""

    every: str
    unit: str
    by_term: bool
    """Whether its year is that of the school terms: by its interval, or because events are counted by term."""
    lines: Sequence[Line]
    as_of: date
    member: dict[str, str] | None = None
    spared: frozenset[str] = frozenset()
    is_kept: bool = False
    """Whether somebody of the group keeps a log of events, so that no line means no event."""


# The calendar -------------------------------------------------------------------------------------------------


def month(year: int, first: int, months: int) -> tuple[date, date]:
    """First and last day of some months."""
    last = first + months - 1
    return date(year, first, 1), date(year, last, monthrange(year, last)[1])


def periods(span: str, year: int) -> list[tuple[date, date]]:
    """The periods that start in a year."""
    if span == "term":
        found = []
        for _, first, last in TERMS:
            found.append((date(year, *first), date(year + (last < first), *last)))
        return found
    if span == "week":
        monday = date(year, 1, 1)
        while monday.weekday():
            monday += timedelta(1)
        weeks = []
        while monday.year == year:
            weeks.append((monday, monday + timedelta(6)))
            monday += timedelta(7)
        return weeks
    length = {"year": 12, "half-year": 6, "quarter": 3, "month": 1}[span]
    return [month(year, first, length) for first in range(1, 13, length)]


def begun(span: str, day: date) -> list[tuple[date, date]]:
    """The periods that began up to a day, this year's and the last two years', in order."""
    return [
        each for year in range(day.year - 2, day.year + 1) for each in periods(span, year) if each[0] <= day
    ]


def year_of(line: Line, by_term: bool) -> int:
    """The year that a figure speaks for: that of its day, or of the term that began last before it."""
    return begun("term", line.on)[-1][0].year if by_term else line.on.year


def last_day(by_term: bool) -> date:
    """The last day of the year, or of its last school term."""
    return max(end for _, end in periods("term", YEAR)) if by_term else date(YEAR, 12, 31)


def with_holidays(span: str, first: date, end: date) -> date:
    """The last day whose lines belong to a period: holidays belong to the term before them."""
    if span != "term":
        return end
    starts = [start for year in (first.year, first.year + 1) for start, _ in periods("term", year)]
    return min(start for start in starts if start > end) - timedelta(1)


def is_open(member: dict[str, str], day: date) -> bool:
    """Whether an organisation is there on a day, the first and the last included."""
    return member.get("opened", "0") <= day.isoformat() <= member.get("closed", "9")


# One condition ------------------------------------------------------------------------------------------------


def newest(about: Question) -> Line | None:
    """The line that speaks for the year on the day; None where there is none, or none that is fresh."""
    horizon = about.as_of
    if not about.by_term:
        horizon = min(horizon, last_day(False))
    known = [line for line in about.lines if line.on <= horizon and year_of(line, about.by_term) <= YEAR]
    if not known or about.every == "once":
        return known[-1] if known else None
    if year_of(known[-1], about.by_term) != YEAR:
        return None
    recent = begun(about.every, horizon)[-2:]
    return known[-1] if known[-1].on >= recent[0][0] else None


def due(about: Question) -> str:
    """What is not reached: pending until the last day of the year, or of its last term."""
    return MISSED if about.as_of >= last_day(about.by_term) else PENDING


def judge_bound(bound: Demand, about: Question) -> str:
    """A bound on the newest figure."""
    line = newest(about)
    if line is None:
        return LACKING
    if line.text == "0/0":
        return NONE
    if line.figure is None:
        return ASIDE
    (word, limit), *_ = bound.items()
    return MET if COMPARE[word](line.figure, Fraction(limit)) else due(about)


def judge_attested(about: Question) -> str:
    """A yes."""
    line = newest(about)
    if line is None:
        return LACKING
    if line.text not in ("是", "否"):
        return NONE if line.text == "0/0" else ASIDE
    return MET if line.text == "是" else due(about)


def judge_trend(direction: str, span: str, about: Question) -> str:
    """The newest figure against the newest of the period before its own."""
    line = newest(about)
    if line is None:
        return LACKING
    if line.text == "0/0":
        return NONE
    if line.figure is None:
        return ASIDE
    sooner = begun(span, line.on)[:-1]
    first, end = sooner[-1]
    if span == "term":  # holidays belong to the term before them
        end = begun(span, line.on)[-1][0] - timedelta(1)
    base = [each for each in about.lines if first <= each.on <= end]
    if span == "year":
        base = [each for each in about.lines if year_of(each, about.by_term) == YEAR - 1]
    if not base or base[-1].figure is None:
        return LACKING
    now, then = line.figure, base[-1].figure
    if direction == "rising" and about.unit == "%" and now == then == 100:
        return MET
    if direction == "falling" and now == then == 0:
        return MET
    kept = {
        "rising": now > then,
        "falling": now < then,
        "not_falling": now >= then,
        "not_rising": now <= then,
    }
    return MET if kept[direction] else due(about)


def judge_stock(goal: Demand, about: Question) -> str:
    """What stands on the day, or stood on the deadline."""
    deadline = date.fromisoformat(goal["by"]) if "by" in goal else last_day(about.by_term)
    of_the_year = [line for line in about.lines if year_of(line, about.by_term) <= YEAR]
    known = [line for line in of_the_year if line.on <= min(about.as_of, deadline)]
    ((word, limit),) = ((word, limit) for word, limit in goal.items() if word != "by")
    if not known:  # nothing is known of the deadline: what comes after it is too late
        if deadline <= last_day(about.by_term) and any(
            line.figure is not None and COMPARE[word](line.figure, Fraction(limit)) for line in about.lines
        ):
            return MISSED
        known, deadline = of_the_year, date.min
    if not known:
        return LACKING
    if known[-1].text == "0/0":
        return NONE
    if known[-1].figure is None:
        return ASIDE
    if COMPARE[word](known[-1].figure, Fraction(limit)):
        return MET
    return MISSED if min(about.as_of, last_day(about.by_term)) >= deadline else PENDING


def judge_events(goal: Demand, about: Question) -> str:
    """How many events, in a rolling window or in each period."""
    ((word, limit),) = (
        (word, Fraction(limit)) for word, limit in goal.items() if word not in ("within", "per")
    )
    log = [line for line in about.lines if line.is_of_a_log and year_of(line, about.by_term) <= YEAR]
    if not log and any(year_of(line, about.by_term) == YEAR for line in about.lines):
        return ASIDE
    state = judge_log(word, limit, goal, about._replace(lines=log))
    return state if log or about.is_kept or state == NONE else LACKING  # whoever owes nothing lacks nothing


def judge_log(word: str, limit: Fraction, goal: Demand, about: Question) -> str:
    """What the lines of a log come to, also where there are none."""
    if "within" in goal:
        return judge_window(word, limit, int(goal["within"].split()[0]), about)
    span = goal["per"]
    stretches = periods(span, YEAR)
    if span == "year" and about.by_term:  # the year of its terms
        span, stretches = "term", [(periods("term", YEAR)[0][0], last_day(True))]
    states = [state for first, end in stretches if (state := in_period(word, limit, first, end, span, about))]
    return combined(states, WORST_FIRST) if states else NONE


def judge_window(word: str, limit: Fraction, years: int, about: Question) -> str:
    """A rolling window of whole years; one exactly that old has left it."""
    horizon = min(about.as_of, last_day(about.by_term))
    member = about.member
    start = date(
        horizon.year - years,
        horizon.month,
        min(horizon.day, monthrange(horizon.year - years, horizon.month)[1]),
    )
    inside = [line for line in about.lines if start < line.on <= horizon]
    total = sum((line.figure or Fraction(0) for line in inside), Fraction(0))
    met = COMPARE[word](total, limit)
    over = (word in UPPER and total > limit) or (word == "less_than" and total >= limit)
    if member and not is_open(member, horizon):  # closing does not undo what happened before
        return MISSED if over and member.get("opened", "0") <= horizon.isoformat() else NONE
    if (
        member
        and member.get("opened", "0") > (start + timedelta(1)).isoformat()
        and asks_for_more(word, limit, total)
    ):
        return NONE
    if met and word in UPPER and not any(year_of(line, about.by_term) == YEAR for line in inside):
        return LACKING
    if met:
        return MET
    return MISSED if over or about.as_of >= last_day(about.by_term) else PENDING


def asks_for_more(word: str, limit: Fraction, total: Fraction) -> bool:
    """Whether a demand wants events to happen, for which a part of a period is no time."""
    return word not in UPPER or (word == "equals" and limit > 0 and total <= limit)


def in_period(word: str, limit: Fraction, first: date, end: date, span: str, about: Question) -> str | None:
    """One period's count; None where the organisation is not there at all."""
    last = with_holidays(span, first, end)
    inside = [line for line in about.lines if first <= line.on <= min(last, about.as_of)]
    total = sum((line.figure or Fraction(0) for line in inside), Fraction(0))
    if about.member:
        opened, closed = about.member.get("opened", "0"), about.member.get("closed", "9")
        if opened > min(end, about.as_of).isoformat() or closed < first.isoformat():
            return None
        new, gone = opened > first.isoformat(), closed < min(end, about.as_of).isoformat()
        if (new or gone) and asks_for_more(word, limit, total):
            return NONE
        over = total > limit or (word == "less_than" and total >= limit)
        if gone and not (word in UPPER and over):  # closing undoes only what went beyond
            return NONE
    met = COMPARE[word](total, limit)
    if about.as_of < first:
        return PENDING
    if word in UPPER and (total > limit or (word == "less_than" and total >= limit)):
        return MISSED
    if met and word in UPPER and not inside:  # silence proves nothing once the period is over
        return LACKING if about.as_of >= end else PENDING
    if met:
        return MET
    return MISSED if about.as_of >= end else PENDING


# Conditions of conditions -------------------------------------------------------------------------------------


def combined(states: Sequence[str], order: Sequence[str]) -> str:
    """What some states come to; those that do not count are left out."""
    counted = [state for state in states if state not in (NONE, EXCEPTED, ASIDE)]
    if counted:
        return min(counted, key=order.index)
    return next(alone for alone in (EXCEPTED, NONE, ASIDE) if alone in states)


def judge_each(group_free: Demand, about: Question) -> str:
    """Every organisation that is open, by itself."""
    states = []
    horizon = min(about.as_of, last_day(about.by_term))
    is_kept = any(line.is_of_a_log and year_of(line, about.by_term) <= YEAR for line in about.lines)
    for key, member in MEMBERS.items():
        if "events" not in str(group_free) and not is_open(member, horizon):
            continue
        own = [line for line in about.lines if line.organisation == key]
        state = judge(group_free, about._replace(lines=own, member=member, is_kept=is_kept))
        state = (
            LACKING if state == ASIDE else state
        )  # its lines answer none of the alternatives: it is not left out
        states.append(EXCEPTED if key in about.spared and state not in (MET, NONE) else state)
    if not about.lines:
        states = [LACKING if state not in (NONE, EXCEPTED) else state for state in states]
    return combined(states, WORST_FIRST) if states else NONE


def judge_mean(bound: Demand, about: Question) -> str:
    """The mean of the newest figures of all that are open."""
    figures, lacking, seen = [], False, False
    horizon = min(about.as_of, last_day(about.by_term))
    for key, member in MEMBERS.items():
        if key in about.spared or not is_open(member, horizon):
            continue
        line = newest(about._replace(lines=[line for line in about.lines if line.organisation == key]))
        seen = True
        if line is None:
            lacking = True
        elif line.figure is not None:
            figures.append(line.figure)
    if lacking:
        return LACKING
    if not figures:
        return NONE if seen or not about.spared else EXCEPTED
    (word, limit), *_ = bound.items()
    return MET if COMPARE[word](sum(figures, Fraction(0)) / len(figures), Fraction(limit)) else due(about)


def judge(demand: Demand, about: Question) -> str:
    """How a demand stands."""
    rest = {key: value for key, value in demand.items() if key not in ("each", "mean")}
    match demand:
        case {"each": _}:
            return judge_each(rest, about)
        case {"mean": _}:
            return judge_mean(rest, about)
        case {"all": parts}:
            states = [judge(part, about) for part in parts]
            if ASIDE in states:  # what the lines say nothing of is unknown, and with it the whole
                return MISSED if MISSED in states else ASIDE
            return combined(states, WORST_FIRST)
        case {"any": parts}:
            return combined([judge(part, about) for part in parts], BEST_FIRST)
        case {"attested": _}:
            return judge_attested(about)
        case {"events": goal}:
            return judge_events(goal, about)
        case {"stock": goal}:
            return judge_stock(goal, about)
    (word, value), *_ = demand.items()
    return judge_bound(demand, about) if word in COMPARE else judge_trend(word, value, about)
