"""Whether anything can meet a demand, and whether anything can miss it: exact, over all its conditions at once.

A demand is unfolded into its ways: what each thing that it looks at (the year's figure, a stock by a day, events by
period, a trend over a span, one organisation's, a mean) may be for the demand to be met, and what kind of lines that
takes. A demand that nothing can miss is one whose opposite nothing can meet.
"""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from itertools import count, islice, permutations, product
from typing import Final, NamedTuple, assert_never

from aiwei_cli.model.condition import AnyOf, Condition, Each, Trend, Way, unfold
from aiwei_cli.model.condition_kind import ConditionKind, LineKind
from aiwei_cli.model.figure_ends import ends_of_trends, floor_and_ceiling
from aiwei_cli.model.interval import MONTHS, MONTHS_A_YEAR, Interval, Window
from aiwei_cli.model.number_ranges import ALL, Bound, Cut, Numbers, between, meeting
from aiwei_cli.model.target import Indicator

Subject = tuple[object, ...]
"""What a condition looks at; in front of it the group that it looks at it for."""


class Solution(NamedTuple):
    """One way in which a demand is met."""

    numbers: dict[Subject, Numbers] = {}
    """What the things looked at may be."""
    kinds: Mapping[str | None, frozenset[LineKind]] = {}
    """What the lines may state: those of a group, or with None those of the indicator itself."""
    mixed: frozenset[str] = frozenset()
    """The groups whose organisations need not all go the same way: what holds of one does not hold of their mean."""


_NOTHING: Final = Decimal(0)
_TREND: Final = {
    Way.RISING: Numbers(((Cut(_NOTHING, behind=True), None),)),
    Way.NOT_FALLING: Numbers(((Cut(_NOTHING), None),)),
    Way.FALLING: Numbers(((None, Cut(_NOTHING)),)),
    Way.NOT_RISING: Numbers(((None, Cut(_NOTHING, behind=True)),)),
}
"""The differences from the figure before that each direction wants."""
_UNCHANGED: Final = between(_NOTHING, _NOTHING)
_MOST_WAYS: Final = 500
"""Of a demand with more ways than these nothing is said: no programme has one."""


def can_be_met(indicator: Indicator, *conditions: Condition) -> bool:
    """Whether some figures meet conditions, all of them at once."""
    ways = Solver(indicator, opposite=False).of_all(conditions)
    by_term = bool(indicator.years_by_term)
    # What short periods want adds up only where every one of them has to be met, as a mean is of them all.
    return _is_open(way for way in ways if not (_do_not_add_up(way, by_term=by_term) or _mean_is_apart(way)))


def can_be_missed(indicator: Indicator, condition: Condition) -> bool:
    """Whether some figures miss a demand."""
    return _is_open(Solver(indicator, opposite=True).of(condition))


def _is_open(ways: Iterator[Solution]) -> bool:
    found = list(islice(ways, _MOST_WAYS))
    if len(found) == _MOST_WAYS:
        return True
    return any(
        all(way.kinds.values())
        and not any(numbers.is_empty(whole="events" in subject) for subject, numbers in way.numbers.items())
        for way in found
    )


def _do_not_add_up(way: Solution, *, by_term: bool) -> bool:
    """Whether events of short stretches come to more, or to less, than a longer one around them is to hold."""
    counted = [(subject, numbers) for subject, numbers in way.numbers.items() if "events" in subject]
    if not all(numbers.intervals for _, numbers in counted):
        return True
    for (short, few), (long, many) in permutations(counted, 2):
        if short[:-3] != long[:-3]:
            continue
        (least, most), (wanted, allowed) = few.whole_ends(), many.whole_ends()
        inside = _times_inside(short, long, by_term=by_term)
        if inside and least is not None and allowed is not None and least * inside > allowed:
            return True
        filling = inside if _is_filled(short, long) else 0
        if filling and most is not None and wanted is not None and most * filling < wanted:
            return True
    return False


def _times_inside(short: Subject, long: Subject, *, by_term: bool) -> int:
    """How many of one stretch certainly lie within another on the day that both are met; 0 where nobody knows."""
    period, around = _months_long(short[-2]), _months_long(long[-2])
    inner, outer = _months_of(short[-1]), _months_of(long[-1])
    if inner:
        return int(outer is not None and inner <= outer)
    # A window that reaches over the year holds the year, that of the terms too, and each term of it.
    if outer and outer >= MONTHS_A_YEAR and short[-2] in (Interval.YEAR, Interval.TERM):
        return 1
    if short[-2] is Interval.TERM:
        return int(long[-2] is Interval.YEAR)
    if not period or (by_term and (outer or long[-2] is Interval.YEAR)):
        return 0  # the year of the terms is not filled by months, nor does it end with one
    if outer:
        return min(outer, MONTHS_A_YEAR) // period
    return around // period if around and around > period else 0


def _is_filled(short: Subject, long: Subject) -> bool:
    """Whether a period is made of nothing but shorter ones; a window reaches back into another year."""
    return not isinstance(short[-1], Window) and bool(_months_long(short[-2]) and _months_long(long[-2]))


def _months_of(window: object) -> int | None:
    return window.months if isinstance(window, Window) else None


def _months_long(period: object) -> int | None:
    return MONTHS.get(period) if isinstance(period, Interval) else None


def _mean_is_apart(way: Solution) -> bool:
    """Whether a mean is to lie where none of those lie that it is the mean of."""
    for subject, numbers in way.numbers.items():
        if subject[:1] != ("mean",) or subject[1] in way.mixed:
            continue
        of_each = way.numbers.get(("each", subject[1], 0, "figure"))
        if of_each and of_each.intervals and (of_each.hull() & numbers).is_empty():
            return True
    return False


class Solver:
    """Unfolds the conditions of one indicator; ``opposite`` those under which they are missed."""

    def __init__(self, indicator: Indicator, *, opposite: bool) -> None:
        self.opposite = opposite
        self.floor, self.ceiling = floor_and_ceiling(indicator)
        self.figures = between(self.floor, self.ceiling)
        self.lowest, self.highest = ends_of_trends(indicator)
        self.has_grades = any(each.scale_named for each in indicator.demands())
        self._unlike = count()

    def of(self, condition: Condition) -> Iterator[Solution]:
        """All ways of a condition."""
        return condition.ways(self, ())

    def of_all(self, conditions: tuple[Condition, ...]) -> Iterator[Solution]:
        """All ways of several conditions at once."""
        return self.several(conditions, (), together=True)

    def several(self, parts: tuple[Condition, ...], scope: Subject, *, together: bool) -> Iterator[Solution]:
        """The ways of several conditions: of all together, or of each by itself."""
        if not together:
            for part in parts:
                yield from part.ways(self, scope)
            return
        alternatives = [list(islice(part.ways(self, scope), _MOST_WAYS)) for part in parts]
        if any(len(each) == _MOST_WAYS for each in alternatives):
            yield Solution()
            return
        for chosen in product(*alternatives):
            yield _joined(chosen)

    def for_each(self, condition: Each, scope: Subject) -> Iterator[Solution]:
        """The ways of what is wanted of every organisation of a group."""
        # Of two that fail for one organisation each it need not be the same one.
        own = self.unlike() if self.opposite else 0
        apart = any(isinstance(part, AnyOf) for part in unfold(condition.condition))
        mixed = frozenset({condition.each} if apart else ())
        for way in condition.condition.ways(self, (*scope, "each", condition.each, own)):
            yield way._replace(mixed=way.mixed | mixed)

    def unlike(self) -> int:
        """A mark that tells a thing from another of the same name."""
        return next(self._unlike)

    def way(self, condition: ConditionKind, scope: Subject, subject: Subject, numbers: Numbers) -> Solution:
        """That a thing is among some numbers."""
        return Solution({subject: numbers}, self._kinds(condition, scope))

    def any_of_kind(self, condition: ConditionKind, scope: Subject) -> Solution:
        """That there is a line of a kind that a condition is judged on."""
        return Solution(kinds=self._kinds(condition, scope))

    def ways_to_go(self, condition: Trend, scope: Subject) -> Iterator[Solution]:
        """The ways of a trend: to have gone where it is to go, or to stand where nothing goes further."""
        change, figure = (*scope, "trend", condition.span), (*scope, "figure")
        whole = self.way(condition, scope, change, self._trend(condition))
        if self.opposite:
            yield whole
            return
        yield whole._replace(numbers={**whole.numbers, figure: self._left_by(condition.way)})
        if condition.way not in (Way.RISING, Way.FALLING):
            return
        group = str(scope[1]) if scope else None
        end = self.highest if condition.way is Way.RISING else self.lowest
        if end is not None:
            stands = {change: _UNCHANGED, figure: between(end, end)}
            yield Solution(stands, {group: frozenset({LineKind.NUMBER})})
        if self.has_grades and condition.way is Way.RISING:
            yield Solution({change: _UNCHANGED}, {group: frozenset({LineKind.GRADE})})

    def _left_by(self, way: Way) -> Numbers:
        """The figures that a direction leaves: none has risen to the lowest there is, or fallen to the highest."""
        match way:
            case Way.RISING:
                return Numbers(((Cut(self.floor, behind=True), None),))
            case Way.FALLING:
                return ALL if self.ceiling is None else Numbers(((None, Cut(self.ceiling)),))
            case Way.NOT_FALLING | Way.NOT_RISING:
                return ALL
            case _:
                assert_never(way)

    def _kinds(self, condition: ConditionKind, scope: Subject) -> Mapping[str | None, frozenset[LineKind]]:
        # What ``any`` misses it misses in those of its parts that are about the kind at hand.
        return {} if self.opposite else {str(scope[1]) if scope else None: condition.line_kinds}

    def meeting(self, bound: Bound) -> Numbers:
        """The numbers that meet a comparison, or with ``opposite`` that miss it."""
        found = meeting(bound)
        return found.others() if self.opposite else found

    def _trend(self, condition: Trend) -> Numbers:
        found = _TREND[condition.way]
        return found.others() if self.opposite else found


def _joined(ways: tuple[Solution, ...]) -> Solution:
    whole: dict[Subject, Numbers] = {}
    kinds: dict[str | None, frozenset[LineKind]] = {}
    mixed = frozenset[str]().union(*(way.mixed for way in ways))
    for way in ways:
        for subject, numbers in way.numbers.items():
            whole[subject] = whole.get(subject, ALL) & numbers
        for group, fitting in way.kinds.items():
            kinds[group] = kinds.get(group, fitting) & fitting
    return Solution(whole, kinds, mixed)
