"""What is said of several conditions at once: what each lacks, and how many of a group meet them."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from aiwei_cli.render.words.findings import actual, remark
from aiwei_cli.rules.engine import assess
from towns import indicator, town

SCHOOLS = {"school": {"name": "学校", "counter": "所", "members": {"one": "一小", "two": "二小"}}}
RISING = {"rising": "year"}


def said(target: Any, values: Any, **more: Any) -> tuple[str, str]:
    """The figure and the remark at the end of the year."""
    made = town({"it": indicator(target, **more)}, {"it": values}, groups=SCHOOLS)
    finding = assess(made, 2024, date(2024, 12, 31)).findings[0]
    return actual(finding.verdict, finding.indicator).text, remark(
        finding.verdict, finding.indicator, 2024
    ).text


@pytest.mark.parametrize(
    ("target", "figure", "remarks"),
    [
        ({"all": [{"at_least": "90"}, RISING]}, "100", "已是100%，无从再升"),
        ({"all": [RISING, {"at_least": "90"}]}, "100", "已是100%，无从再升，上年100%"),
        ({"all": [{"at_least": "90"}, {"all": [{"at_most": "100"}, RISING]}]}, "100", "已是100%，无从再升"),
        ({"any": [{"at_least": "90"}, RISING]}, "100", ""),
    ],
)
def test_a_trend_among_several_says_that_it_cannot_go_on(target: Any, figure: str, remarks: str) -> None:
    found = said(target, {"2023-12-31": figure, "2024-12-31": figure})
    assert found == ("100%", remarks)


def both(one: str, two: str) -> dict[str, dict[str, str]]:
    return {"one": {"2024-12-20": one}, "two": {"2024-12-20": two}}


@pytest.mark.parametrize(
    ("target", "values", "found"),
    [
        (
            {"any": [{"grade": "A", "scale": "rats"}, RISING]},
            {"2023-12-20": "C", "2024-06-30": "C"},
            ("C级", "C级未达到A级，与上年持平"),
        ),
        (
            {"any": [{"grade": "B", "scale": "rats"}, RISING]},
            {"2024-06-30": "C"},
            ("C级", "另一条件无从比较；C级未达到B级"),
        ),
        (
            {"each": "school", "any": [{"grade": "B", "scale": "rats"}, RISING]},
            both("C", "B"),
            ("1/2达标", "一小另一条件无从比较，C级未达到B级"),
        ),
        (
            {"each": "school", "grade": "B", "scale": "rats"},
            both("C", "B"),
            ("1/2达标", "一小C级未达到B级"),
        ),
        (
            {"any": [{"grade": "B", "scale": "rats"}, {"attested": "yes"}]},
            {"2024-06-30": "C"},
            ("C级", "C级未达到B级"),
        ),
        ({"any": [{"attested": "yes"}, RISING]}, {"2024-06-30": "否"}, ("否", "尚未认定")),
    ],
)
def test_what_is_no_number_says_what_it_lacks_too(target: Any, values: Any, found: tuple[str, str]) -> None:
    assert said(target, values, unit="级") == found


@pytest.mark.parametrize(
    ("target", "values", "found"),
    [
        (
            [{"each": "school", "at_least": "50"}, {"each": "school", "at_most": "90"}],
            both("60", "70"),
            ("2/2达标", ""),
        ),
        (
            [{"each": "school", "at_least": "65"}, {"each": "school", "at_most": "68"}],
            both("60", "70"),
            ("0/2达标", "一小还差5分，且二小超出2分"),
        ),
        (
            [{"mean": "school", "at_least": "50"}, {"each": "school", "at_least": "65"}],
            both("60", "70"),
            ("平均65分、1/2达标", "一小还差5分"),
        ),
        (
            [{"mean": "school", "at_least": "50"}, {"mean": "school", "at_most": "90"}],
            both("60", "70"),
            ("平均65分", ""),
        ),
    ],
)
def test_the_figure_of_one_organisation_is_not_the_towns(
    target: Any, values: Any, found: tuple[str, str]
) -> None:
    assert said({"all": target}, values, unit="分") == found


def test_who_has_nothing_to_measure_is_named_beside_several_conditions() -> None:
    target = {"all": [{"each": "school", "at_least": "50"}, {"each": "school", "at_most": "90"}]}
    assert said(target, both("0/0", "70"), unit="%") == ("1/1达标", "一小无适用对象，不计")


def test_stale_scores_say_when_the_newest_came() -> None:
    stale = {"one": {"2024-03-30": "70"}, "two": {"2024-03-31": "75"}}
    assert said({"mean": "school", "at_least": "80"}, stale, unit="分", every="quarter") == (
        "-",
        "监测值过期：按季度报送，最近一次是2024-03-31",
    )


@pytest.mark.parametrize(
    ("counts", "figure"),
    [
        ("960001/1000000", "96.0001%（960001/1000000）"),
        ("949999/1000000", "94.9999%（949999/1000000）"),
        ("955001/1000000", "95.5%（955001/1000000）"),
    ],
)
def test_a_figure_shows_the_digits_that_part_it_from_the_nearer_end_of_a_range(
    counts: str, figure: str
) -> None:
    wanted = {"all": [{"at_least": "95"}, {"at_most": "96"}]}
    assert said(wanted, {"2024-12-20": counts})[0] == figure
