"""Targets that nothing can meet or nothing can miss, or that contradict what is planned; and the advice carried out."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from aiwei_cli.model.closest_words import did_you_mean
from aiwei_cli.model.condition import AllOf, AnyOf, Each, Events, Limit, Mean, Trend, Way, unfold
from aiwei_cli.model.figure_ends import floor_and_ceiling
from aiwei_cli.model.number_ranges import Bound, meeting
from aiwei_cli.model.satisfiability import can_be_met, can_be_missed
from aiwei_cli.rules.exact_comparison import meets
from aiwei_cli.rules.trend import end_of, keeps
from support import WORKSPACES, demanding, diagnostics, lay_out

TARGETS, VILLAGES, TERMS = "targets.yaml", "actions/tidy-villages.yaml", "workspace.yaml"


def laid_out(root: Path, *changes: tuple[str, str, str]) -> Path:
    """The base workspace with some texts replaced."""
    lay_out(root, WORKSPACES / "none")
    for name, old, new in changes:
        path = root / "data" / name
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1, old
        path.write_text(text.replace(old, new), encoding="utf-8")
    return root


def found(root: Path, *changes: tuple[str, str, str]) -> list[tuple[str, str, str]]:
    """Code, text pointed at and advice of all that is said of the base workspace with some texts replaced."""
    laid_out(root, *changes)
    return [
        (
            each.code,
            each.source[each.place.column - 1 : each.place.end_column - 1] if each.place.end_column else "",
            each.hint,
        )
        for each in diagnostics(root, date(2024, 12, 31))
    ]


def demand(
    target: str, *, unit: str = '"%"', more: str = "", every: str = "half-year"
) -> list[tuple[str, str, str]]:
    """The changes that give the base's rate another demand; its figures go, so that nothing else is said."""
    return [
        (TARGETS, "2024: {at_least: 85}", f"2024: {target}"),
        (TARGETS, '    unit: "%"\n    level', f"    unit: {unit}\n    level"),
        (TARGETS, "    range: [20, 100]\n", more),
        (TARGETS, "every: half-year", f"every: {every}"),
        (VILLAGES, "    2024-06-30: 160/200\n    2024-12-20: {value: 172/200, source: 各村报表}\n", ""),
        (VILLAGES, "  clean-toilet-rate:\n", ""),
    ]


IN_TWO = "满足一条就行的，把 all 改成 any；两条都要的，分成两个指标"
IGNORED = "确实如此就在这个指标里写 ignore: [AW417]"


@pytest.mark.parametrize(
    ("target", "unit", "said"),
    [
        (
            "{at_least: 980}",
            '"%"',
            [("AW214", "980", "是不是 at_least: 98？确实可以超过 100，就写 range: [0, 980]")],
        ),
        (
            "{more_than: 100}",
            '"%"',
            [("AW214", "100", "全部达到，写 at_least: 100；确实可以超过 100，就写 range: [0, 101]")],
        ),
        (
            "{at_least: 1200}",
            "‰",
            [("AW214", "1200", "全部达到，写 at_least: 1000；确实可以超过 1000，就写 range: [0, 1200]")],
        ),
        (
            "{less_than: 0}",
            '"%"',
            [("AW214", "0", "一点也不许有，写 at_most: 0；确实可以更小，就写 range: [-1, 100]")],
        ),
        (
            "{at_most: -3}",
            "度",
            [("AW214", "-3", "一点也不许有，写 at_most: 0；确实可以更小，就写上 range，下限写 -3")],
        ),
        (
            "{stock: {at_least: 980}}",
            '"%"',
            [("AW214", "980", "是不是 at_least: 98？确实可以超过 100，就写 range: [0, 980]")],
        ),
        (
            "{mean: school, equals: 101}",
            '"%"',
            [("AW214", "101", "全部达到，写 at_least: 100；确实可以超过 100，就写 range: [0, 101]")],
        ),
        (
            "{all: [{at_least: 8.5}, {at_most: 6.5}]}",
            "度",
            [
                (
                    "AW214",
                    "6.5",
                    "写反了，就写 at_least: 6.5、at_most: 8.5；满足一条就行的，把 all 改成 any；不然只留一条",
                )
            ],
        ),
        (
            "{all: [{at_least: 50}, {all: [{rising: year}, {less_than: 50}]}]}",
            "度",
            [("AW214", "50", "两头都算在内，写 at_least: 50、at_most: 50")],
        ),
        (
            "{each: school, all: [{equals: 5}, {equals: 6}]}",
            "度",
            [("AW214", "6", "满足一条就行的，把 all 改成 any；不然只留一条")],
        ),
        (
            "{all: [{rising: year}, {falling: year}]}",
            "度",
            [("AW214", "year", "满足一条就行的，把 all 改成 any；不然只留一条")],
        ),
        (
            "{any: [{at_least: 980}, {less_than: 0}]}",
            '"%"',
            [
                ("AW214", "980", "是不是 at_least: 98？确实可以超过 100，就写 range: [0, 980]"),
                ("AW214", "0", "一点也不许有，写 at_most: 0；确实可以更小，就写 range: [-1, 100]"),
            ],
        ),
        (
            "{all: [{any: [{at_least: 50}, {at_most: 20}]}, {at_least: 30}, {at_most: 40}]}",
            "度",
            [("AW214", "", "放宽其中一条，或把 all 改成 any")],
        ),
        ("{events: {less_than: 0, within: 3 years}}", "次", [("AW214", "0", "一次也不许有，写 at_most: 0")]),
        ("{events: {equals: 1.5, per: year}}", "次", [("AW214", "1.5", "写 equals: 1 或 equals: 2")]),
        (
            "{all: [{events: {more_than: 3, per: year}}, {events: {less_than: 4, per: year}}]}",
            "次",
            [("AW214", "4", "两头都算在内，写 at_least: 3、at_most: 4")],
        ),
        (
            "{all: [{events: {at_least: 3, per: half-year}}, {events: {at_most: 5, per: year}}]}",
            "次",
            [("AW214", "5", "满足一条就行的，把 all 改成 any；不然只留一条")],
        ),
        (
            "{each: school, all: [{events: {at_most: 0, within: 3 years}}, {events: {more_than: 0, per: half-year}}]}",
            "次",
            [("AW214", "0", "满足一条就行的，把 all 改成 any；不然只留一条")],
        ),
        ("{at_least: 0}", "度", [("AW417", "0", f"核对；{IGNORED}")]),
        ("{at_most: 100}", '"%"', [("AW417", "100", f"核对；{IGNORED}")]),
        ("{events: {more_than: -1, per: year}}", "次", [("AW417", "-1", f"核对；{IGNORED}")]),
        ("{all: [{at_least: 0}, {rising: year}]}", "度", [("AW417", "0", f"核对；{IGNORED}")]),
        ("{any: [{at_least: 5}, {less_than: 5}]}", "度", [("AW417", "", f"核对；{IGNORED}")]),
        (
            "{any: [{at_least: 980}, {attested: yes}]}",
            '"%"',
            [("AW417", "980", "是不是 at_least: 98？确实可以超过 100，就写 range: [0, 980]")],
        ),
        ("{all: [{at_least: 5}, {attested: yes}]}", "度", [("AW214", "yes", IN_TWO)]),
        ("{all: [{attested: yes}, {at_most: 2}, {at_least: 1}]}", "度", [("AW214", "2", IN_TWO)]),
        ("{all: [{grade: C, scale: fly-density}, {at_least: 3}]}", "度", [("AW214", "3", IN_TWO)]),
        (
            "{each: school, all: [{rising: year}, {attested: yes, document: required}]}",
            "度",
            [("AW214", "yes", IN_TWO)],
        ),
        (
            "{all: [{each: school, all: [{at_least: 5}, {at_most: 9}]}, {each: school, attested: yes}]}",
            "度",
            [("AW214", "yes", IN_TWO)],
        ),
        (
            "{all: [{mean: school, at_least: 75}, {each: school, attested: yes}]}",
            "分",
            [("AW214", "yes", IN_TWO)],
        ),
        (
            "{all: [{any: [{at_least: 90}, {attested: yes}]}, {at_most: 50}]}",
            "度",
            [("AW214", "", "放宽其中一条，或把 all 改成 any")],
        ),
        (
            "{any: [{all: [{at_least: 5}, {attested: yes}]}, {at_least: 9}]}",
            "度",
            [("AW417", "yes", IN_TWO)],
        ),
        ("{all: [{any: [{at_least: 90}, {attested: yes}]}, {rising: year}]}", "度", []),
        ("{falling: month}", "度", [("AW216", "month", "把 every 改成 month，或写 falling: half-year")]),
        (
            "{each: school, rising: week}",
            "度",
            [("AW216", "week", "把 every 改成 week，或写 rising: half-year")],
        ),
        ("{all: [{at_least: 6.5}, {at_most: 8.5}]}", "度", []),
        ("{at_least: 980}", "度", []),
        ("{at_least: 100}", '"%"', []),
        ("{more_than: 0}", '"%"', []),
        ("{events: {at_most: 0.5, per: year}}", "次", []),
        ("{all: [{rising: year}, {not_falling: half-year}]}", "度", []),
        ("{all: [{stock: {at_least: 5, by: 2024-06-30}}, {stock: {at_most: 3}}]}", "度", []),
        ("{any: [{at_least: 90}, {attested: yes}]}", '"%"', []),
        ("{all: [{events: {at_least: 2, per: half-year}}, {events: {at_most: 4, per: year}}]}", "次", []),
        (
            "{any: [{events: {at_least: 3, per: half-year}}, {events: {at_most: 2, per: half-year}}]}",
            "次",
            [],
        ),
        ("{any: [{events: {at_most: 2, per: half-year}}, {events: {at_least: 6, per: year}}]}", "次", []),
        ("{all: [{events: {at_least: 1, per: term}}, {events: {at_most: 1, per: year}}]}", "次", []),
    ],
)
def test_what_nothing_can_meet_and_what_nothing_can_miss(
    target: str, unit: str, said: list[tuple[str, str, str]], tmp_path: Path
) -> None:
    assert found(tmp_path, *demand(target, unit=unit)) == said


Demands = tuple[dict[str, Any], ...]
NUMBERS: Demands = ({"at_least": "5"}, {"stock": {"at_most": "9"}}, {"rising": "year"})
GRADES: Demands = ({"grade": "B", "scale": "flies"}, {"limits": "air"}, {"rising": "year"})
EVENTS: Demands = (
    {"events": {"at_least": "2", "per": "year"}},
    {"events": {"at_most": "9", "within": "3 years"}},
)
ATTESTED: Demands = ({"attested": "yes"}, {"attested": "yes", "document": "required"})
EVERY_KIND: Demands = tuple(
    each for number, each in enumerate((*NUMBERS, *GRADES, *EVENTS, *ATTESTED)) if number != len(NUMBERS) + 2
)


@pytest.mark.parametrize("group", [{}, {"each": "school"}], ids=["plain", "each"])
def test_one_line_is_of_one_kind_so_all_of_two_kinds_is_never_met(group: dict[str, str]) -> None:
    for one, other in product(EVERY_KIND, repeat=2):
        alike = any(one in kind and other in kind for kind in (NUMBERS, GRADES, EVENTS, ATTESTED))
        for kind, met in (("all", alike), ("any", True)):
            asked = demanding({**group, kind: [one, other]}, unit="个")
            apart = demanding({kind: [{**group, **one}, {**group, **other}]}, unit="个")
            for indicator in (asked, apart):
                assert can_be_met(indicator, indicator.target[2024]) is met, (kind, one, other)
                assert can_be_missed(indicator, indicator.target[2024]), (kind, one, other)


@pytest.mark.parametrize(
    ("target", "unit", "more"),
    [
        ("{at_least: 98}", '"%"', ""),
        ("{at_least: 980}", '"%"', "    range: [0, 980]\n"),
        ("{more_than: 100}", '"%"', "    range: [0, 101]\n"),
        ("{less_than: 0}", '"%"', "    range: [-1, 100]\n"),
        ("{at_most: -3}", "度", "    range: [-3, 40]\n"),
        ("{at_least: 0}", "度", "    range: [-5, 20]\n"),
        ("{at_most: 100}", '"%"', "    range: [0, 150]\n"),
        ("{at_least: 0}", "度", "    ignore: [AW417]\n"),
        ("{all: [{at_least: 50}, {at_most: 50}]}", "度", ""),
        ("{any: [{equals: 5}, {equals: 6}]}", "度", ""),
        ("{any: [{rising: year}, {falling: year}]}", "度", ""),
        ("{events: {at_most: 0, within: 3 years}}", "次", ""),
        ("{any: [{events: {equals: 1, per: year}}, {events: {equals: 2, per: year}}]}", "次", ""),
        ("{all: [{events: {at_least: 3, per: year}}, {events: {at_most: 4, per: year}}]}", "次", ""),
        ("{falling: half-year}", "度", ""),
    ],
)
def test_the_advice_is_right(target: str, unit: str, more: str, tmp_path: Path) -> None:
    assert found(tmp_path, *demand(target, unit=unit, more=more)) == []


def test_every_may_be_mended_instead(tmp_path: Path) -> None:
    assert found(tmp_path / "a", *demand("{falling: month}", every="month")) == []
    assert [each[2] for each in found(tmp_path / "b", *demand("{rising: year}", every="once"))] == [
        "把 every 改成 year"
    ]


@pytest.mark.parametrize(
    ("goal", "every", "codes"),
    [
        ("{at_least: 1, per: month}", "year", ["AW421"]),
        ("{at_least: 1, within: 3 months}", "half-year", ["AW421"]),
        ("{at_least: 1, per: year}", "quarter", []),
        ("{at_least: 1, per: term}", "half-year", []),
        ("{at_least: 1, within: 1 year}", "year", []),
        ("{at_least: 1, per: month}", "once", []),
    ],
)
def test_events_counted_over_less_than_the_interval(
    goal: str, every: str, codes: list[str], tmp_path: Path
) -> None:
    changes = demand(f"{{events: {goal}}}", unit="次", every=every)
    assert [each[0] for each in found(tmp_path, *changes)] == codes


BOUNDS = [Bound.model_validate({key: limit}) for key in Bound.model_fields for limit in ("3", "4.5")]


@pytest.mark.parametrize("bound", BOUNDS, ids=str)
def test_intervals_agree_with_the_comparison(bound: Bound) -> None:
    for figure in (Fraction(number, 4) for number in range(8, 22)):
        point = meeting(Bound(equals=f"{figure.numerator / figure.denominator}"))
        assert (meeting(bound) & point).is_empty() is not meets(bound, figure)
        assert (meeting(bound).others() & point).is_empty() is meets(bound, figure)


def test_what_a_glance_clears_can_be_met_and_missed_and_so_can_each_part() -> None:
    bounds: list[dict[str, Any]] = [
        {key: limit} for key in Bound.model_fields for limit in ("0", "2.5", "100", "120")
    ]
    single = [*bounds, *({"events": {**each, "per": "month"}} for each in bounds)]
    single += [{"stock": each} for each in bounds]
    single += [{"rising": "year"}, {"grade": "B", "scale": "density"}, {"attested": "yes"}]
    pairs = [{kind: [one, other]} for kind in ("all", "any") for one, other in product(single, repeat=2)]
    cleared = 0
    for target in (*single, *({"each": "village", **each} for each in single), *pairs):
        indicator = demanding(target, unit="%")
        parts = [*unfold(indicator.target[2024])]
        if parts[0].is_plain(*floor_and_ceiling(indicator)):
            assert all(can_be_met(indicator, part) and can_be_missed(indicator, part) for part in parts), (
                target
            )
            cleared += 1
    assert cleared == 1116


def test_two_bounds_at_once_agree_with_trying_all_figures() -> None:
    indicator = demanding({"at_least": "1"}, unit="度")
    limits = [Limit.model_validate({key: limit}) for key in Bound.model_fields for limit in ("3", "4.5")]
    figures = [Fraction(number, 8) for number in range(0, 60)]
    for one, other in product(limits, limits):
        both = AllOf.model_construct(all=(one, other))
        either = AnyOf.model_construct(any=(one, other))
        assert can_be_met(indicator, both) is any(meets(one, each) and meets(other, each) for each in figures)
        assert can_be_missed(indicator, either) is any(
            not meets(one, each) and not meets(other, each) for each in figures
        )


QUARTERS: dict[str, list[tuple[int, ...]]] = {
    "year": [(0, 1, 2, 3)],
    "half-year": [(0, 1), (2, 3)],
    "quarter": [(0,), (1,), (2,), (3,)],
}
"""Those that each period of the year is made of."""


def test_events_of_two_lengths_agree_with_trying_all_years_of_four_quarters() -> None:
    indicator = demanding({"at_least": "1"}, unit="次", every="quarter")
    years = list(product(range(6), repeat=4))
    kept: list[tuple[Events, int]] = []
    for span, key, limit in product(QUARTERS, Bound.model_fields, ("0", "1", "3", "4.5")):
        goal = Events.model_validate({"events": {key: limit, "per": span}})
        met = 0
        for at, year in enumerate(years):
            counts = {sum(year[each] for each in period) for period in QUARTERS[span]}
            met |= all(meets(goal.events, Fraction(count)) for count in counts) << at
        kept.append((goal, met))
    for (one, first), (other, second) in product(kept, repeat=2):
        both = AllOf.model_construct(all=(one, other))
        assert can_be_met(indicator, both) is bool(first & second), both


@pytest.mark.parametrize(
    ("short", "long", "every", "met"),
    [
        ("{at_least: 5, within: 6 months}", "{at_most: 3, within: 1 years}", "month", False),
        ("{at_least: 3, within: 12 months}", "{at_most: 3, within: 1 years}", "month", True),
        ("{at_most: 3, within: 6 months}", "{at_least: 5, within: 1 years}", "month", True),
        ("{at_least: 4, within: 3 years}", "{at_most: 3, within: 2 years}", "month", True),
        (
            "{at_most: 2, per: quarter}",
            "{at_least: 10, within: 1 years}",
            "month",
            True,
        ),  # last year's count too
        ("{at_least: 1, per: month}", "{at_most: 1, within: 2 months}", "month", False),
        ("{at_least: 1, per: quarter}", "{at_most: 0, within: 2 months}", "month", True),
        ("{at_least: 5, per: term}", "{at_most: 3, per: year}", "term", False),
        ("{at_least: 3, per: term}", "{at_most: 3, per: year}", "term", True),
        ("{at_least: 5, per: term}", "{at_most: 3, within: 1 years}", "term", False),
        ("{at_least: 5, per: term}", "{at_most: 3, per: half-year}", "term", True),
        ("{at_least: 3, per: quarter}", "{at_most: 10, per: year}", "term", True),  # January is last year's
        ("{at_least: 1, per: month}", "{at_most: 11, within: 1 years}", "term", True),
        ("{at_least: 2, per: half-year}", "{at_most: 0, per: quarter}", "term", False),
    ],
)
def test_events_add_up_where_one_stretch_certainly_holds_the_other(
    short: str, long: str, every: str, met: bool, tmp_path: Path
) -> None:
    target = f"{{all: [{{events: {short}}}, {{events: {long}}}]}}"
    said = found(tmp_path, *demand(target, unit="次", every=every))
    assert [code for code, _, _ in said if code == "AW214"] == ([] if met else ["AW214"])


def test_a_mean_agrees_with_trying_all_figures_of_two() -> None:
    indicator = demanding({"at_least": "1"}, unit="分")
    bounds = [Limit.model_validate({key: limit}) for key in Bound.model_fields for limit in ("3", "4.5")]
    pairs = list(product([Fraction(number, 4) for number in range(8, 24)], repeat=2))
    for every, average in product(bounds, repeat=2):
        both = AllOf.model_construct(
            all=(
                Each.model_construct(each="school", condition=every),
                Mean.model_construct(mean="school", condition=average),
            )
        )
        possible = any(
            meets(every, one) and meets(every, other) and meets(average, (one + other) / 2)
            for one, other in pairs
        )
        assert can_be_met(indicator, both) is possible, both


def test_a_mean_lies_between_those_that_go_different_ways() -> None:
    ends = {"each": "school", "any": [{"at_most": "1"}, {"at_least": "9"}]}
    indicator = demanding({"all": [ends, {"mean": "school", "equals": "5"}]}, unit="分")
    assert can_be_met(indicator, indicator.target[2024])


@pytest.mark.parametrize(
    ("unit", "reach"), [("%", None), ("%", (-5, 120)), ("处", None), ("次/百人", None), ("‰", None)]
)
def test_a_figure_and_a_direction_agree_with_trying_all_pairs(unit: str, reach: Any) -> None:
    indicator = demanding({"at_least": "1"}, unit=unit).model_copy(update={"range": reach})
    low, ceiling = floor_and_ceiling(indicator)
    high = 100 if ceiling is None else ceiling
    figures = [Fraction(each) for each in (low, 0, 50, high)]
    figures += [figures[0] + Fraction(1, 4), figures[-1] - Fraction(1, 4)]
    figures += [Fraction(high) + 1, Fraction(high) + 2] if ceiling is None else []
    for limit, key, way in product((low, 50, high), Bound.model_fields, Way):
        bound = Limit.model_validate({key: str(limit)})
        trend = Trend.model_validate({way.value: "year"})
        end = end_of(trend, indicator)
        possible = any(
            meets(bound, now) and keeps(trend, now, then, end) for now, then in product(figures, repeat=2)
        )
        both = AllOf.model_construct(all=(bound, trend))
        assert can_be_met(indicator, both) is possible, (bound, trend)


@pytest.mark.parametrize(
    ("target", "unit", "met"),
    [
        ([{"rising": "year"}, {"not_rising": "year"}], "%", True),  # 100 % twice is both
        ([{"rising": "year"}, {"not_rising": "year"}, {"at_most": "99"}], "%", False),
        ([{"rising": "year"}, {"not_rising": "year"}], "次/百人", False),
        ([{"falling": "year"}, {"not_falling": "year"}], "处", True),  # so is 0 twice
        ([{"falling": "year"}, {"not_falling": "year"}, {"more_than": "0"}], "处", False),
        ([{"rising": "year"}, {"falling": "year"}], "%", False),
        ([{"rising": "year"}, {"not_rising": "year"}, {"grade": "A", "scale": "rats"}], "级", True),
        ([{"falling": "year"}, {"not_falling": "year"}, {"grade": "A", "scale": "rats"}], "级", False),
    ],
)
def test_directions_meet_where_nothing_goes_further(target: Any, unit: str, met: bool) -> None:
    indicator = demanding({"all": target}, unit=unit)
    assert can_be_met(indicator, indicator.target[2024]) is met


@pytest.mark.parametrize(
    ("target", "met"),
    [
        ({"all": [{"stock": {"at_least": "5"}}, {"at_most": "3"}]}, False),
        ({"all": [{"stock": {"at_least": "5"}}, {"at_most": "5"}]}, True),
        (
            {"all": [{"stock": {"at_least": "5", "by": "2024-06-30"}}, {"at_most": "3"}]},
            True,
        ),  # it may fall after
        ({"all": [{"stock": {"equals": "0"}}, {"rising": "year"}]}, False),
        ({"each": "school", "all": [{"stock": {"at_least": "5"}}, {"equals": "4"}]}, False),
    ],
)
def test_what_stands_on_the_day_is_the_newest_figure(target: Any, met: bool) -> None:
    indicator = demanding(target, unit="个")
    assert can_be_met(indicator, indicator.target[2024]) is met


def test_a_mean_and_each_that_exclude_each_other_are_told_apart(tmp_path: Path) -> None:
    target = "{all: [{mean: school, at_least: 5}, {each: school, at_most: 3}]}"
    root = laid_out(tmp_path, *demand(target, unit="分"))
    assert [each.message for each in diagnostics(root, date(2024, 12, 31))] == [
        "“卫生厕所普及率”2024年的目标不可能达到：“mean: school, at_least: 5”和“each: school, at_most: 3”不能同时成立"
    ]


def test_two_organisations_may_fail_each_its_own_part() -> None:
    indicator = demanding(
        {"any": [{"each": "school", "at_least": "5"}, {"each": "school", "less_than": "5"}]}, unit="度"
    )
    assert can_be_missed(indicator, indicator.target[2024])


@pytest.mark.parametrize(
    ("target", "advice"),
    [
        ("{at_least: 980}", "是不是 at_least: 98？确实可以超过 100，就写 range: [20, 980]"),
        ("{more_than: 100}", "全部达到，写 at_least: 100；确实可以超过 100，就写 range: [20, 101]"),
    ],
)
def test_a_range_to_be_widened_keeps_its_other_end(target: str, advice: str, tmp_path: Path) -> None:
    changes = demand(target, more="    range: [20, 100]\n")
    assert [each[::2] for each in found(tmp_path, *changes)] == [("AW214", advice)]


@pytest.mark.parametrize(
    ("target", "said"),
    [
        (
            "{all: [{stock: {at_least: 5, by: 2024-06-30}}, {stock: {at_most: 3, by: 2024-06-30}}]}",
            "“at_least: 5, by: 2024-06-30”和“at_most: 3, by: 2024-06-30”不能同时成立",
        ),
        (
            "{all: [{events: {at_least: 1, per: month}}, {events: {at_most: 11, per: year}}]}",
            "“at_least: 1, per: month”和“at_most: 11, per: year”不能同时成立",
        ),
        (
            "{all: [{events: {at_most: 0, within: 1 year}}, {events: {more_than: 0, per: half-year}}]}",
            "“at_most: 0, within: 1 year”和“more_than: 0, per: half-year”不能同时成立",
        ),
        (
            "{events: {at_least: 0, within: 18 months}}",
            "“at_least: 0, within: 18 months”",
        ),
    ],
)
def test_events_are_told_with_how_they_are_counted(target: str, said: str, tmp_path: Path) -> None:
    root = laid_out(tmp_path, *demand(target, unit="次"))
    assert said in " ".join(each.message for each in diagnostics(root, date(2024, 12, 31)))


@pytest.mark.parametrize(
    ("word", "said"),
    [("c", "是不是“C”？"), ("Ｃ", "是不是“C”？"), ("ｃ", "是不是“C”？"), ("C级", "是不是“C”？"), ("D", "")],
)
def test_a_grade_typed_on_another_keyboard_is_recognised(word: str, said: str) -> None:
    assert did_you_mean(word, ["A", "B", "C"]) == said


@pytest.mark.parametrize("key", ["AT_LEAST", "ａｔ＿ｌｅａｓｔ", "at_lest"])
def test_a_condition_typed_on_another_keyboard_is_recognised(key: str, tmp_path: Path) -> None:
    root = laid_out(tmp_path, *demand(f"{{{key}: 85}}"))
    assert [(each.code, each.hint) for each in diagnostics(root)] == [("AW212", "是不是“at_least”？")]


@pytest.mark.parametrize(
    ("target", "advice"),
    [
        ("{at_least: 0.98}", "是不是 at_least: 98？确实如此就在这个指标里写 ignore: [AW401]"),
        ("{stock: {more_than: 0.5}}", "是不是 more_than: 50？确实如此就在这个指标里写 ignore: [AW401]"),
        ("{each: school, equals: 1}", "是不是 equals: 100？确实如此就在这个指标里写 ignore: [AW401]"),
        ("{at_least: 1}", "是不是 at_least: 100？确实如此就在这个指标里写 ignore: [AW401]"),
    ],
)
def test_a_share_demanded_as_a_fraction(target: str, advice: str, tmp_path: Path) -> None:
    assert [each[::2] for each in found(tmp_path / "a", *demand(target))] == [("AW401", advice)]
    assert found(tmp_path / "b", *demand(target, more="    ignore: [AW401]\n")) == []


@pytest.mark.parametrize(
    ("target", "figures", "codes"),
    [
        ("{at_most: 0.5}", ("160/200", "172/200"), []),
        ("{at_least: 0.5}", ("4/1000", "6/1000"), []),  # of so many, so few: the share is as low
        ("{at_least: 0.5}", ("49/1000", "4/100"), []),  # below ten times as much
        ("{at_least: 0.5}", ("5/100", "4/100"), ["AW401"]),
        ("{at_least: 0.5}", ("0.6", "1.2"), []),  # 1.2 is no fraction
        ("{at_least: 1}", ("1.2", "11/1000"), []),
        ("{more_than: 1}", ("97", "98"), []),
        ("{all: [{at_least: 0.5}, {at_most: 3}]}", ("0.6", "0.8"), []),  # nor is a limit of 3
        ("{all: [{at_least: 0.5}, {at_most: 99}]}", ("0.6", "0.8"), ["AW401"]),
        ("{at_least: 0.98}", ("0.97", "0.99"), ["AW401"]),  # typed as the target is
        ("{equals: 1}", ("1", "1"), ["AW401"]),
        ("{at_least: 1}", ("97/100", "99/100"), ["AW401"]),
    ],
)
def test_a_target_is_no_fraction_where_figures_that_are_none_are_as_low(
    target: str, figures: tuple[str, str], codes: list[str], tmp_path: Path
) -> None:
    changes = [
        (TARGETS, "2024: {at_least: 85}", f"2024: {target}"),
        (TARGETS, "    range: [20, 100]\n", ""),
        (VILLAGES, "2024-06-30: 160/200", f"2024-06-30: {figures[0]}"),
        (VILLAGES, "value: 172/200", f"value: {figures[1]}"),
    ]
    assert [each[0] for each in found(tmp_path, *changes)] == codes


def test_a_count_written_as_a_share_is_asked_about(tmp_path: Path) -> None:
    changes = [
        (TARGETS, '    unit: "%"\n    level', "    unit: 个\n    level"),
        (TARGETS, "    range: [20, 100]\n", ""),
        (TARGETS, "2024: {at_least: 85}", "2024: {at_least: 9}"),
        (VILLAGES, "2024-06-30: 160/200", "2024-06-30: 9"),
        (VILLAGES, "172/200", "9/10"),
    ]
    assert [each[0] for each in found(tmp_path, *changes)] == ["AW401"]


@pytest.mark.parametrize(
    ("year", "advice"), [("2052", "是不是 2025？"), ("2042", "是不是 2024？"), ("2090", "核对年份；")]
)
def test_a_far_year_is_asked_about(year: str, advice: str, tmp_path: Path) -> None:
    later = (TARGETS, "      2024: {at_least: 85}", f"      {year}: {{at_least: 85}}")
    said = found(tmp_path / "a", later)
    assert said == [("AW419", year, f"{advice}确实如此就在这个指标里写 ignore: [AW419]")]
    assert (
        found(tmp_path / "b", later, (TARGETS, "    range: [20", "    ignore: [AW419]\n    range: [20")) == []
    )
    assert found(tmp_path / "c", (later[0], later[1], later[2].replace(year, "2029"))) == []


def sums(parts: tuple[str, str], total: str, note: str = "") -> list[tuple[str, str, str]]:
    return [
        (
            VILLAGES,
            "    passed: 9 户\n    failed: 3 户\n",
            f"    passed: {parts[0]}\n    failed: {parts[1]}\n",
        ),
        (VILLAGES, "inspected: 12 户", f"inspected: {total}"),
        (VILLAGES, "parts: [passed, failed]}", f"parts: [passed, failed]{note}}}"),
    ]


@pytest.mark.parametrize(
    ("parts", "total", "codes"),
    [
        (("33.3%", "66.6%"), "100%", ["AW418"]),
        (("33.35%", "66.6%"), "100.1%", ["AW418"]),
        (("33.3%", "66.55%"), "100%", ["AW418"]),
        (("33.3%", "66.5%"), "100%", ["AW306"]),
        (("33.3%", "66.7%"), "100%", []),
        (("33%", "66%"), "99.9%", ["AW306"]),
        (("33户", "66户"), "100户", ["AW306"]),
    ],
)
def test_rounded_parts_may_miss_their_total_by_a_last_digit(
    parts: tuple[str, str], total: str, codes: list[str], tmp_path: Path
) -> None:
    assert [each[0] for each in found(tmp_path, *sums(parts, total))] == codes


def test_a_note_says_that_it_is_rounding(tmp_path: Path) -> None:
    assert found(tmp_path, *sums(("33.3%", "66.6%"), "100%", ", note: 四舍五入")) == []


def test_deadlines_before_their_beginning(tmp_path: Path) -> None:
    early = (VILLAGES, "due: 2024-12-31", "due: 2023-12-31")
    assert [each[:2] for each in found(tmp_path / "a", early)] == [("AW420", "2023-12-31")]
    assert found(tmp_path / "b", (early[0], early[1], "due: 2023-12-31, note: 上年结转")) == []
    stock = demand("{stock: {at_least: 5, by: 2023-12-31}}", unit="度")
    assert [each[:2] for each in found(tmp_path / "c", *stock)] == [("AW420", "2023-12-31")]
    issue = (
        VILLAGES,
        "work:\n",
        "issues:\n  bank:\n    - {opened: 2024-05-10, problem: 垃圾, responsible: 村, due: 2024-05-01}\nwork:\n",
    )
    assert [each[:2] for each in found(tmp_path / "d", issue)] == [("AW420", "2024-05-01")]
    assert (
        found(tmp_path / "e", (issue[0], issue[1], issue[2].replace("due: 2024-05-01", "due: 2024-05-10")))
        == []
    )


@pytest.mark.parametrize(
    ("spring", "autumn", "advice"),
    [
        ("02-16, ends: 08-31", "08-26, ends: 01-31", "核对两个学期的起止，例如“秋季学期”写 starts: 09-01"),
        ("02-16, ends: 07-31", "08-26, ends: 02-20", "核对两个学期的起止，例如“春季学期”写 starts: 02-21"),
        ("02-16, ends: 07-31", "03-01, ends: 04-01", "核对两个学期的起止"),
        ("09-01, ends: 12-31", "08-26, ends: 01-31", "核对两个学期的起止"),
    ],
)
def test_terms_that_overlap(spring: str, autumn: str, advice: str, tmp_path: Path) -> None:
    changes = [(TERMS, "02-16, ends: 07-31", spring), (TERMS, "08-26, ends: 01-31", autumn)]
    assert ("AW317", advice) in [each[::2] for each in found(tmp_path / "a", *changes)]
    starts = advice.rpartition("starts: ")[2]
    if starts != advice:
        old, new = (autumn, f"{starts}{autumn[5:]}") if "秋" in advice else (spring, f"{starts}{spring[5:]}")
        mended = [(name, was, to.replace(old, new)) for name, was, to in changes]
        assert found(tmp_path / "b", *mended) == []


def test_one_plan_id_in_two_actions(tmp_path: Path) -> None:
    schools = "actions/healthy-schools.yaml"
    item = "plan:\n  - {id: ID, year: 2024, title: 改建学校厕所}\nmeasurements:\n"
    said = found(tmp_path / "a", (schools, "measurements:\n", item.replace("ID", "toilets")))
    assert said == [("AW316", "toilets", "换一个编号，例如 toilets-2；progress 和正文里引用它的地方一起改")]
    assert found(tmp_path / "b", (schools, "measurements:\n", item.replace("ID", "toilets-2"))) == []
    both = item.replace("ID", "toilets").replace(
        "measurements", "  - {id: toilets-2, year: 2024, title: 改水}\nmeasurements"
    )
    assert found(tmp_path / "c", (schools, "measurements:\n", both)) == [
        ("AW316", "toilets", "换一个编号，例如 toilets-3；progress 和正文里引用它的地方一起改")
    ]


def test_an_exception_answers_a_question_about_a_target(tmp_path: Path) -> None:
    from aiwei_cli.load.answered_questions import unanswered
    from aiwei_cli.load.assemble import load

    granted = (
        "exceptions:\n  - {indicator: clean-toilet-rate, finding: AW417, reason: 目标未定,"
        " document: 1号, approved_by: 县, until: 2024-12-31}\nscales:\n"
    )
    assert found(tmp_path, *demand("{at_least: 0}", unit="度"), (TARGETS, "scales:\n", granted)) != []
    told, excused = unanswered(load(tmp_path), 2024, date(2024, 12, 31))
    assert (told, excused) == ([], 1)


@pytest.mark.parametrize(
    ("goal", "advice"),
    [
        (
            "events: {at_least: 1, at_most: 3, per: year}",
            "all: [{events: {at_least: 1, per: year}}, {events: {at_most: 3, per: year}}]",
        ),
        (
            "events: {more_than: 1, less_than: 9, within: 3 years}",
            "all: [{events: {more_than: 1, within: 3 years}}, {events: {less_than: 9, within: 3 years}}]",
        ),
        (
            "stock: {at_least: 1, at_most: 2.5, by: 2024-06-30}",
            "all: [{stock: {at_least: 1, by: 2024-06-30}}, {stock: {at_most: 2.5, by: 2024-06-30}}]",
        ),
        ("stock: {at_least: 1, at_most: 3}", "all: [{stock: {at_least: 1}}, {stock: {at_most: 3}}]"),
    ],
)
def test_several_comparisons_in_one_goal_are_parted_as_the_advice_says(
    goal: str, advice: str, tmp_path: Path
) -> None:
    for number, around in enumerate(("{%s}", "{each: school, %s}")):
        said = found(tmp_path / f"{number}a", *demand(around % goal, unit="次"))
        assert [(code, hint) for code, _, hint in said] == [("AW212", f"拆成 {advice}")]
        assert found(tmp_path / f"{number}b", *demand(around % advice, unit="次")) == []


@pytest.mark.parametrize(
    ("goal", "example"),
    [
        ("{events: {per: month}}", "{events: {at_least: 1, per: month}}"),
        ("{stock: {by: 2024-06-30}}", "{stock: {at_least: 1, by: 2024-06-30}}"),
    ],
)
def test_a_goal_without_a_comparison_is_shown_one(goal: str, example: str, tmp_path: Path) -> None:
    assert found(tmp_path, *demand(goal, unit="次"))[0][::2] == ("AW212", f"例如 {example}")
