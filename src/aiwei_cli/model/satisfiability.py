"""Whether anything can meet a demand, and whether anything can miss it: exact, over all its conditions at once.

A demand is unfolded into its ways: what each thing that it looks at (the year's figure, a stock by a day, events by
period, a trend over a span, one organisation's, a mean) may be for the demand to be met, and what kind of lines that
takes. A demand that nothing can miss is one whose opposite nothing can meet.
"""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from enum import Enum, auto
from itertools import count, islice, permutations, product
from typing import Final, NamedTuple, assert_never

from aiwei_cli.model.condition import (
    AllOf,
    AnyOf,
    Attested,
    Condition,
    Each,
    Events,
    GradeAtLeast,
    Limit,
    Mean,
    Stock,
    Trend,
    Way,
    WithinLimits,
)
from aiwei_cli.model.interval import Span, Window
from aiwei_cli.model.number_ranges import ALL, Bound, Cut, Numbers, between, meeting
from aiwei_cli.model.target import Indicator, floor_and_ceiling

Subject = tuple[object, ...]
"""What a condition looks at; in front of it the group that it looks at it for."""


class LineKind(Enum):
    """What the lines of an indicator, or of a group's organisations, state: one of these."""

    NUMBER = auto()
    GRADE = auto()
    """Given, or derived from indices."""
    EVENTS = auto()
    ATTESTATION = auto()


class Solution(NamedTuple):
    """One way in which a demand is met."""

    numbers: Mapping[Subject, Numbers] = {}
    """What the things looked at may be."""
    kinds: Mapping[str | None, frozenset[LineKind]] = {}
    """What the lines may state: those of a group, or with None those of the indicator itself."""


_YEAR: Final = 12
_MONTHS: Final[Mapping[object, int | None]] = {
    Span.WEEK: None,
    Span.MONTH: 1,
    Span.QUARTER: 3,
    Span.HALF_YEAR: 6,
    Span.TERM: None,
    Span.YEAR: _YEAR,
}
"""Periods that fill one another without a rest; weeks and terms do not."""
_NOTHING: Final = Decimal(0)
_TREND: Final = {
    Way.RISING: Numbers(((Cut(_NOTHING, behind=True), None),)),
    Way.NOT_FALLING: Numbers(((Cut(_NOTHING), None),)),
    Way.FALLING: Numbers(((None, Cut(_NOTHING)),)),
    Way.NOT_RISING: Numbers(((None, Cut(_NOTHING, behind=True)),)),
}
"""The differences from the figure before that each direction wants."""
_MOST_WAYS: Final = 500
"""Of a demand with more ways than these nothing is said: no programme has one."""


def can_be_met(indicator: Indicator, *conditions: Condition) -> bool:
    """Whether some figures meet conditions, all of them at once."""
    ways = _Solutions(indicator, opposite=False).of_all(conditions)
    # What short periods want adds up only where every one of them has to be met.
    return _is_open(way for way in ways if not _too_many(way))


def can_be_missed(indicator: Indicator, condition: Condition) -> bool:
    """Whether some figures miss a demand."""
    return _is_open(_Solutions(indicator, opposite=True).of(condition))


def kinds_of(condition: Condition) -> frozenset[LineKind]:
    """What the lines may state that one condition is judged on; of several conditions all that any of them takes."""
    match condition:
        case Limit() | Stock():
            return frozenset({LineKind.NUMBER})
        case Trend():
            return frozenset({LineKind.NUMBER, LineKind.GRADE})
        case GradeAtLeast() | WithinLimits():
            return frozenset({LineKind.GRADE})
        case Events():
            return frozenset({LineKind.EVENTS})
        case Attested():
            return frozenset({LineKind.ATTESTATION})
        case AllOf(all=parts) | AnyOf(any=parts):
            return frozenset[LineKind]().union(*map(kinds_of, parts))
        case Each(condition=inner) | Mean(condition=inner):
            return kinds_of(inner)
        case _:
            assert_never(condition)


def _is_open(ways: Iterator[Solution]) -> bool:
    found = list(islice(ways, _MOST_WAYS))
    if len(found) == _MOST_WAYS:
        return True
    return any(
        all(way.kinds.values())
        and not any(numbers.is_empty(whole="events" in subject) for subject, numbers in way.numbers.items())
        for way in found
    )


def _too_many(way: Solution) -> bool:
    """Whether the events that short periods want are more than a longer stretch around them allows."""
    counted = [(subject, numbers) for subject, numbers in way.numbers.items() if "events" in subject]
    for (short, wanted), (long, allowed) in permutations(counted, 2):
        months, around = _MONTHS.get(short[-2]), _stretch(long)
        if not (wanted.intervals and allowed.intervals):
            return True
        least, most = wanted.whole_ends()[0], allowed.whole_ends()[1]
        if short[:-3] != long[:-3] or not months or not around or least is None or most is None:
            continue
        if around % months == 0 and least * (around // months) > most:
            return True
    return False


def _stretch(subject: Subject) -> int | None:
    """The months that events are counted over: of a window that reaches over the year those of the year."""
    per, window = subject[-2:]
    if isinstance(window, Window):
        return _YEAR if window.span == "years" or window.length >= _YEAR else None
    return _MONTHS.get(per)


class _Solutions:
    """Unfolds the conditions of one indicator; ``opposite`` those under which they are missed."""

    def __init__(self, indicator: Indicator, *, opposite: bool) -> None:
        self.opposite = opposite
        self.figures = between(*floor_and_ceiling(indicator))
        self._unlike = count()

    def of(self, condition: Condition, scope: Subject = ()) -> Iterator[Solution]:
        """All ways of a condition."""
        match condition:
            case Limit():
                yield self._way(condition, scope, (*scope, "figure"), self._meeting(condition) & self.figures)
            case Stock(stock=goal):
                subject = (*scope, "stock", goal.by)
                yield self._way(condition, scope, subject, self._meeting(goal) & self.figures)
            case Events(events=goal):
                happened = self._meeting(goal) & between(_NOTHING, None)
                # Of two goals by period that are missed each it need not be in the same period.
                apart = (next(self._unlike),) if self.opposite and goal.per not in (None, Span.YEAR) else ()
                subject = (*scope, *apart, "events", goal.per, goal.within)
                yield self._way(condition, scope, subject, happened)
            case Trend():
                subject = (*scope, "trend", condition.span)
                yield self._way(condition, scope, subject, self._trend(condition))
            case GradeAtLeast() | WithinLimits() | Attested():
                yield Solution(kinds=self._kinds(condition, scope))
            case AllOf(all=parts):
                yield from self._several(parts, scope, together=not self.opposite)
            case AnyOf(any=parts):
                yield from self._several(parts, scope, together=self.opposite)
            case Each(each=group, condition=inner):
                # Of two that fail for one organisation each it need not be the same one.
                own = next(self._unlike) if self.opposite else 0
                yield from self.of(inner, (*scope, "each", group, own))
            case Mean(mean=group, condition=inner):
                yield from self.of(inner, (*scope, "mean", group))
            case _:
                assert_never(condition)

    def of_all(self, conditions: tuple[Condition, ...]) -> Iterator[Solution]:
        """All ways of several conditions at once."""
        return self._several(conditions, (), together=True)

    def _several(self, parts: tuple[Condition, ...], scope: Subject, *, together: bool) -> Iterator[Solution]:
        if not together:
            for part in parts:
                yield from self.of(part, scope)
            return
        alternatives = [list(islice(self.of(part, scope), _MOST_WAYS)) for part in parts]
        if any(len(each) == _MOST_WAYS for each in alternatives):
            yield Solution()
            return
        for chosen in product(*alternatives):
            yield _joined(chosen)

    def _way(self, condition: Condition, scope: Subject, subject: Subject, numbers: Numbers) -> Solution:
        return Solution({subject: numbers}, self._kinds(condition, scope))

    def _kinds(self, condition: Condition, scope: Subject) -> Mapping[str | None, frozenset[LineKind]]:
        # What ``any`` misses it misses in those of its parts that are about the kind at hand.
        return {} if self.opposite else {str(scope[1]) if scope else None: kinds_of(condition)}

    def _meeting(self, bound: Bound) -> Numbers:
        found = meeting(bound)
        return found.others() if self.opposite else found

    def _trend(self, condition: Trend) -> Numbers:
        found = _TREND[condition.way]
        return found.others() if self.opposite else found


def _joined(ways: tuple[Solution, ...]) -> Solution:
    whole: dict[Subject, Numbers] = {}
    kinds: dict[str | None, frozenset[LineKind]] = {}
    for way in ways:
        for subject, numbers in way.numbers.items():
            whole[subject] = whole.get(subject, ALL) & numbers
        for group, fitting in way.kinds.items():
            kinds[group] = kinds.get(group, fitting) & fitting
    return Solution(whole, kinds)
