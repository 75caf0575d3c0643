"""Whoever subtracts what a sentence prints gets what it prints: 2,000 random figures, read back from the words."""

from __future__ import annotations

import random
import re
from decimal import Decimal
from fractions import Fraction
from typing import Any, NamedTuple

import pytest

from towns import changes, indicator, town

COMPARISONS = ("at_least", "at_most", "more_than", "less_than", "equals")
PAIRS = 2000


class Pair(NamedTuple):
    """Two figures and the target they are held against."""

    old: str
    new: str
    comparison: str
    limit: str
    trend: bool
    """Held against the old figure as that of the year before, not against a limit."""


def exact(text: str) -> Fraction:
    above, slash, below = text.partition("/")
    return Fraction(Decimal(above)) * 100 / Fraction(Decimal(below)) if slash else Fraction(Decimal(above))


def drawn(draw: random.Random) -> Pair:
    """Counts up to a million, typed figures of up to six decimals, and often a hair's breadth between them."""
    old = _figure(draw)
    new = _near(draw, exact(old)) if draw.random() < 0.5 else _figure(draw)
    limit = _typed(draw, exact(new)) if draw.random() < 0.5 else _typed(draw, None)
    return Pair(old, new, draw.choice(COMPARISONS), limit, draw.random() < 0.2)


def _figure(draw: random.Random) -> str:
    if draw.random() < 0.4:
        return _typed(draw, None)
    below = draw.randint(1, 10 ** draw.randint(1, 6))
    return f"{draw.randint(0, below)}/{below}"


def _near(draw: random.Random, other: Fraction) -> str:
    below = draw.randint(1, 10**6)
    above = min(max(0, round(other * below / 100) + draw.randint(-1, 1)), below)
    return _typed(draw, other) if draw.random() < 0.4 else f"{above}/{below}"


def _typed(draw: random.Random, near: Fraction | None) -> str:
    places = draw.randint(0, 6)
    unit = 10**places
    units = draw.randint(0, 100 * unit) if near is None else round(near * unit) + draw.randint(-1, 1)
    units = min(max(units, 0), 100 * unit)
    return f"{units // unit}" + (f".{units % unit:0{places}d}" if places else "")


NUMBER = r"(\d+(?:\.\d+)?)"
MOVED = re.compile(
    rf"某率由(上年的)?{NUMBER}%(提高|降低|上升|下降)到{NUMBER}%，(提高|降低|上升|下降){NUMBER}个百分点，(.*)。"
)
LEVEL = re.compile(rf"某率为{NUMBER}%，与上[次年]持平，(.*)。")
ABOVE = re.compile(rf"(超年度目标|超出年度控制目标|比年度目标高){NUMBER}个百分点")
BELOW = re.compile(rf"(距年度目标还差|比年度控制目标低){NUMBER}个百分点")
AT_LIMIT = {
    "at_least": "正好达到年度目标",
    "at_most": "与年度控制目标持平，未超出",
    "more_than": "与年度目标值持平，须高于该值才算达标",
    "less_than": "与年度控制目标持平，须低于该值才算达标",
    "equals": "达到年度目标",
}


def read_back(sentence: str, pair: Pair) -> tuple[Fraction, str]:
    """The new figure and the last clause; the difference agrees with the figures and with the words."""
    if level := LEVEL.fullmatch(sentence):
        assert exact(pair.old) == exact(pair.new)
        return Fraction(level[1]), level[2]
    moved = MOVED.fullmatch(sentence)
    assert moved, sentence
    assert exact(pair.old) != exact(pair.new)
    old, new, difference = (Fraction(moved[group]) for group in (2, 4, 6))
    assert moved[3] == moved[5]
    assert (moved[3] in ("提高", "上升")) == (exact(pair.new) > exact(pair.old))
    assert difference > 0
    assert (new - old if moved[3] in ("提高", "上升") else old - new) == difference
    return new, moved[7]


def of_the_limit(new: Fraction, clause: str, pair: Pair) -> None:
    """The last clause agrees with the printed figure and with the true one."""
    limit, true = Fraction(pair.limit), exact(pair.new)
    if found := ABOVE.fullmatch(clause):
        assert new - limit == Fraction(found[2]) > 0
        assert true > limit
    elif found := BELOW.fullmatch(clause):
        assert limit - new == Fraction(found[2]) > 0
        assert true < limit
    else:
        assert clause == AT_LIMIT[pair.comparison], clause
        assert true == limit == new


def of_the_year_before(clause: str, pair: Pair) -> None:
    if exact(pair.new) == exact(pair.old) == 100:
        assert clause == "已是100%，无从再升，达到要求"
        return
    reached = exact(pair.new) > exact(pair.old)
    assert clause == ("达到高于上年的要求" if reached else "未达到高于上年的要求")


@pytest.mark.parametrize("seed", range(4))
def test_what_is_printed_adds_up(seed: int) -> None:
    draw = random.Random(seed)
    pairs = {f"pair-{number}": drawn(draw) for number in range(PAIRS // 4)}
    known: dict[str, Any] = {
        # A range beyond 0 and 100 lets every limit drawn be met; a trend's end of the way stays at 100.
        key: indicator({"rising": "year"}, name="某率")
        if pair.trend
        else indicator({pair.comparison: pair.limit}, name="某率", range=[-1, 101])
        for key, pair in pairs.items()
    }
    old = {key: {"2023-12-31": pair.old} for key, pair in pairs.items()}
    new = {key: {"2023-12-31": pair.old, "2024-12-31": pair.new} for key, pair in pairs.items()}
    told = [row for row in changes(town(known, old), town(known, new)) if row.section == "values"]
    assert [row.key for row in told] == list(pairs)
    for row in told:
        pair = pairs[row.key]
        printed, clause = read_back(f"{row.sentence}。", pair)
        if pair.trend:
            of_the_year_before(clause, pair)
        else:
            of_the_limit(printed, clause, pair)
