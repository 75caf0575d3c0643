"""Exact numbers: what is compared, and that what is shown never says otherwise."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from exactness import differences
from hypothesis import given
from hypothesis import strategies as st
from pydantic_core import PydanticCustomError

from aiwei_cli.model.measurement import Figure
from aiwei_cli.model.number_ranges import Bound, Operator
from aiwei_cli.model.text import read_date, read_id, read_number, read_quantity, read_text
from aiwei_cli.render.words.numbers import distance, number
from aiwei_cli.rules.exact_comparison import gap_to, holds, meets

COUNTS = st.integers(min_value=1, max_value=10**12)
LIMITS = st.decimals(min_value=0, max_value=1000, places=3)
COMPARISONS = st.sampled_from(list(Operator))


def test_a_figure_never_looks_like_a_limit_that_it_is_not() -> None:
    """As near as two numbers of twelve digits and six decimals come to one: that takes 24 decimals."""
    below = Fraction(85) - Fraction(1, 10**24)
    assert number(below, Decimal(85)) == "84." + 24 * "9"
    assert number(Fraction(85) + Fraction(1, 10**24), Decimal(85)) == "85." + 23 * "0" + "1"
    assert number(below + Fraction(9, 10**25), Decimal(85)) == "85"  # no file can hold such a figure


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("85", "85"),
        ("91.20", "91.20"),
        ("-0.5", "-0.5"),
        ("+3", "3"),
        ("８５", "85"),
        ("９１．７", "91.7"),
        ("－５", "-5"),
        ("123456789012.123456", "123456789012.123456"),
    ],
)
def test_numbers_that_are_taken(text: str, value: str) -> None:
    assert str(read_number(text)) == value


@pytest.mark.parametrize(
    "text",
    [
        "约90",
        "1,000",
        "1_000",
        "1e3",
        "1e999999999",
        "012",
        "0x1f",
        "NaN",
        "inf",
        "-inf",
        "٣",
        "①②",
        "二十",
        "12:30",
        "NO",
        ".5",
        "5.",
        "1.2.3",
        "--",
        "1/2",
        "½",
        "90%~95%",
    ],
)
def test_numbers_that_are_refused(text: str) -> None:
    with pytest.raises(PydanticCustomError) as caught:
        read_number(text)
    assert caught.value.type == "AW203"


@pytest.mark.parametrize("text", ["1234567890123", "0.1234567", "9" * 24])
def test_numbers_that_are_too_long(text: str) -> None:
    with pytest.raises(PydanticCustomError) as caught:
        read_number(text)
    assert caught.value.type == "AW211"


@pytest.mark.parametrize(
    "text",
    [
        "2024-2-30",
        "2024-02-30",
        "2023-02-29",
        "2024/06/30",
        "20240630",
        "0000-01-01",
        "1899-12-31",
        "2204-06-30",
        "12:30",
    ],
)
def test_days_that_are_none(text: str) -> None:
    with pytest.raises(PydanticCustomError) as caught:
        read_date(text)
    assert caught.value.type == "AW204"


@pytest.mark.parametrize("text", ["Ab", "a_b", "a--b", "-a", "a-", "1a", "аbc", "绿城市", "", "a" * 81])
def test_ids_that_are_none(text: str) -> None:
    with pytest.raises(PydanticCustomError):
        read_id(text)


@pytest.mark.parametrize(
    "text",
    ["鼠\u200b害", "\u202eabc", "a\x1b[1m", "\ue000", "⼀", "x\u00adx", "空\u3164白", "a\u034fb", "✔\ufe0f"],
)
def test_text_with_what_cannot_be_seen(text: str) -> None:
    with pytest.raises(PydanticCustomError) as caught:
        read_text(text)
    assert caught.value.type == "AW210"


@pytest.mark.parametrize(
    ("text", "amount", "unit"),
    [
        ("1 公里", "1", "公里"),
        ("42户", "42", "户"),
        ("100%", "100", "%"),
        ("１００％", "100", "%"),
        ("0.5 ㎡", "0.5", "㎡"),
    ],
)
def test_quantities(text: str, amount: str, unit: str) -> None:
    quantity = read_quantity(text)
    assert (str(quantity.amount), quantity.unit) == (amount, unit)


@pytest.mark.parametrize(
    "text",
    ["1,042 户", "1，000 户", "1_000 户", "1 000 户", "1e3", "0x1F", "3-5 个", "90左右", "40余户", "5/0", "2024-06-30", "约3 户", "户"],
)  # fmt: skip
def test_quantities_that_are_refused(text: str) -> None:
    with pytest.raises(PydanticCustomError) as caught:
        read_quantity(text)
    assert caught.value.type == "AW203"


@given(COUNTS, COUNTS, LIMITS, COMPARISONS)
def test_a_count_pair_is_compared_as_whole_numbers_are(
    numerator: int, denominator: int, limit: Decimal, comparison: Operator
) -> None:
    left, right = numerator * 100 * 1000, int(limit * 1000) * denominator
    expected = {
        Operator.AT_LEAST: left >= right,
        Operator.AT_MOST: left <= right,
        Operator.MORE_THAN: left > right,
        Operator.LESS_THAN: left < right,
        Operator.EQUALS: left == right,
    }[comparison]
    assert holds(comparison, Fraction(numerator * 100, denominator), limit) is expected


@given(st.integers(0, 5000), st.integers(1, 5000), st.integers(0, 100), st.sampled_from(list(Operator)[:4]))
def test_the_gap_in_counts_is_the_smallest_that_does(
    numerator: int, denominator: int, limit: int, comparison: Operator
) -> None:
    bound = Bound.model_validate({comparison.value: str(limit)})
    exact = Fraction(numerator * 100, denominator)
    if meets(bound, exact):
        return
    gap = gap_to(bound, Figure(exact, "", Decimal(numerator), Decimal(denominator)), 100)
    assert gap.counts is not None
    step = 1 if gap.upward else -1
    assert meets(bound, Fraction((numerator + step * gap.counts) * 100, denominator))
    assert not meets(bound, Fraction((numerator + step * (gap.counts - 1)) * 100, denominator))


@given(COUNTS, COUNTS, LIMITS, COMPARISONS)
def test_what_is_shown_stands_on_the_same_side_of_the_limit(
    numerator: int, denominator: int, limit: Decimal, comparison: Operator
) -> None:
    exact = Fraction(numerator * 100, denominator)
    shown = Fraction(number(exact, limit))
    assert holds(comparison, shown, limit) is holds(comparison, exact, limit)


@pytest.mark.parametrize(
    ("exact", "limit", "shown"),
    [
        ("84.995", "85", "84.995"),
        ("99.96", "100", "99.96"),
        ("69.949", "70", "69.9"),
        ("91.6666666", "95", "91.7"),
        ("100", "100", "100"),
        ("23.7499", "23.75", "23.7499"),
        ("0.04", None, "0"),
    ],
)
def test_as_many_digits_as_the_truth_takes(exact: str, limit: str | None, shown: str) -> None:
    assert number(Fraction(exact), Decimal(limit) if limit else None) == shown


@given(st.fractions(min_value=0, max_value=1000, max_denominator=10**9))
def test_a_difference_is_never_shown_as_none(exact: Fraction) -> None:
    assert (distance(exact) == "0") is (exact == 0)


def test_two_hundred_thousand_triples_without_one_wrong_verdict() -> None:
    """A tenth of the published run of benchmarks/exactness.py."""
    assert differences(200_000) == 0
