"""Which words an official sentence uses for a figure that moved, and figures that agree within one sentence."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Final, NamedTuple

from aiwei_cli.model.condition import Condition, Events, Stock, unfold
from aiwei_cli.model.measurement import Figure
from aiwei_cli.model.number_ranges import Operator
from aiwei_cli.model.target import Indicator
from aiwei_cli.render.words.numbers import decimals_of, plain, rounded
from aiwei_cli.render.words.phrase import Words


class ValueMovement(NamedTuple):
    """How a value moved on from another."""

    old: Words
    new: Words
    verb: Words
    """由68.3%提高到71.2%; of a first value 为71.2%."""
    way: str = ""
    """提高, 减少: the bare verb, for the difference."""
    corrected: str = ""
    """上调, 调减: the bare verb of a correction."""
    difference: Words = ""
    aims: tuple[Words, ...] = ()
    """The last clauses: how the new value stands to what is demanded."""


_TRIES: Final = 3
"""With how many more decimals agreement is looked for; some fractions never agree."""


class Printed(NamedTuple):
    """Two figures and what lies between them; each mark, and what lies between it and the later figure."""

    old: str
    new: str
    difference: str
    marks: tuple[str, ...]
    gaps: tuple[str, ...]


def printed(old: Figure | None, new: Figure, marks: Sequence[Figure] = ()) -> Printed:
    """All of them with the same number of decimals, at least one for a computed figure.

    A mark is a limit or a figure of an earlier period. Differences are those of the figures as
    printed. A figure that was typed is printed as it was typed. ``difference`` and ``gaps`` are
    never negative: the words say which way.
    """
    others = [*((old,) if old else ()), *marks]
    decimals = _decimals(new, others, max(map(_typed, (new, *others))))
    return Printed(
        _text(old, decimals) if old else "",
        _text(new, decimals),
        _between(new, old or new, decimals),
        tuple(_text(mark, decimals) for mark in marks),
        tuple(_between(new, mark, decimals) for mark in marks),
    )


def _typed(figure: Figure) -> int:
    """The decimals that a figure needs: those typed, or one for a computed share."""
    if figure.numerator is None and figure.text:
        return decimals_of(Decimal(figure.text))
    return 0 if figure.exact.denominator == 1 else 1


def _decimals(new: Figure, others: Sequence[Figure], least: int) -> int:
    """As few as tell apart what differs; a few more if the rounded differences are then the real ones."""
    while not _told_apart(new, others, least):
        least += 1
    for decimals in range(least, least + _TRIES):
        if _told_apart(new, others, decimals) and all(
            _exact(new.exact, other.exact, decimals) for other in others
        ):
            return decimals
    return least


def _told_apart(one: Figure, others: Sequence[Figure], decimals: int) -> bool:
    """With more decimals too: 0.0499 and 0.0501 read 0.0 and 0.1, but then 0.05 and 0.05."""
    return all(
        (one.exact == other.exact) == (rounded(one.exact, decimals) == rounded(other.exact, decimals))
        for other in others
    )


def _exact(one: Fraction, other: Fraction, decimals: int) -> bool:
    """Whether the difference of the printed figures is the difference of the figures, rounded."""
    return rounded(one, decimals) - rounded(other, decimals) == rounded(one - other, decimals)


def _between(one: Figure, other: Figure, decimals: int) -> str:
    return plain(abs(rounded(one.exact, decimals) - rounded(other.exact, decimals)))


def _text(figure: Figure, decimals: int) -> str:
    if figure.numerator is None and figure.text:
        return figure.text
    return plain(rounded(figure.exact, decimals))


_LEVELS: Final = frozenset({"", "分", "级", "分贝", "分贝(A)", "dB", "dB(A)", "℃", "度"})
_THIN: Final = ("微克/", "毫克/", "μg/", "ug/", "mg/")
"""Units of what is high or low, whole or as they begin; of anything else there is more or less."""


class Verbs(NamedTuple):
    """The words for each way, of a figure that moved, that was corrected, that lies off a mark."""

    up: str
    down: str
    corrected_up: str
    corrected_down: str
    above: str
    below: str


_MORE: Final = Verbs("增加", "减少", "调增", "调减", "多", "少")
_BETTER: Final = Verbs("提高", "降低", "上调", "下调", "高", "低")
_WORSE: Final = Verbs("上升", "下降", "上调", "下调", "高", "低")


def verbs_for(indicator: Indicator, condition: Condition | None) -> Verbs:
    """The verbs of an indicator under the target in force."""
    parts = list(unfold(condition or next(iter(indicator.target.values()))))
    counted = any(isinstance(part, Stock | Events) for part in parts)
    level = indicator.factor > 1 or indicator.unit in _LEVELS or indicator.unit.startswith(_THIN)
    if counted or not level:
        return _MORE
    return _WORSE if any(part.wants_less for part in parts) else _BETTER


def verbs_of(comparison: Operator) -> Verbs:
    """The verbs of a raw index with limits of that kind."""
    return _WORSE if comparison in (Operator.AT_MOST, Operator.LESS_THAN) else _BETTER


def is_counted(verbs: Verbs) -> bool:
    """Whether there is more or less of it, not high or low."""
    return verbs is _MORE
