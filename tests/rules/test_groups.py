"""Every organisation by itself, and the mean of all."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from aiwei_cli.model.verdict import Status, Why
from aiwei_cli.render.words.findings import remark
from aiwei_cli.rules.engine import assess
from aiwei_cli.rules.figure_verdict import verdict_on
from support import demanding, judged
from towns import indicator, town

SCHOOLS = {
    "school": {"name": "学校", "members": {"one": "一小", "two": "二小", "three": "三小", "four": "四小"}}
}
FOUR_SESSIONS = {"each": "school", "events": {"at_least": "4", "per": "year"}}
ONE_HOUR = {"each": "school", "at_least": "1"}


def test_three_of_four_schools_are_not_enough_though_the_mean_is() -> None:
    values = {
        "one": {"2024-03-01": "6"},
        "two": {"2024-03-01": "4"},
        "three": {"2024-03-01": "4"},
        "four": {"2024-03-01": "3"},
    }
    verdict = judged(FOUR_SESSIONS, values, unit="次", groups=SCHOOLS)
    assert (verdict.status, verdict.counted, verdict.out_of) == (Status.MISSED, 3, 4)
    assert [part.label for part in verdict.parts if part.status is Status.MISSED] == ["四小"]


@pytest.mark.parametrize(
    ("first", "second", "whys"),
    [
        ("是", "是", [Why.OTHER_KIND, None]),  # all are confirmed: no number is wanted
        ("是", "0.5", [Why.FALLS_SHORT, Why.FALLS_SHORT]),
        ("否", "2", [Why.FALLS_SHORT, Why.FALLS_SHORT]),
    ],
)
def test_figures_are_of_another_kind_where_all_are(first: str, second: str, whys: list[Why | None]) -> None:
    either = {"any": [ONE_HOUR, {"each": "school", "attested": "yes"}]}
    two = {"school": SCHOOLS["school"] | {"members": {"one": "一小", "two": "二小"}}}
    values = {"one": {"2024-06-30": first}, "two": {"2024-06-30": second}}
    assert [part.why for part in judged(either, values, groups=two).parts] == whys


def test_no_line_in_a_log_that_is_kept_is_no_event() -> None:
    values = {key: {"2024-03-01": "4"} for key in ("one", "two", "three")}
    verdict = judged(FOUR_SESSIONS, values, unit="次", groups=SCHOOLS)
    assert (verdict.status, verdict.parts[3].counted) == (Status.MISSED, 0)


@pytest.mark.parametrize(
    ("bound", "two"),
    [
        ({"at_least": "1"}, Status.MISSED),
        ({"more_than": "0"}, Status.MISSED),
        ({"at_most": "0"}, Status.NO_DATA),
        ({"less_than": "1"}, Status.NO_DATA),
        ({"equals": "0"}, Status.NO_DATA),
        ({"equals": "2"}, Status.MISSED),
    ],
)
@pytest.mark.parametrize("counted", [{"per": "year"}, {"within": "1 years"}])
def test_once_one_has_a_line_the_others_have_none_or_are_unknown(
    bound: dict[str, str], two: Status, counted: dict[str, str]
) -> None:
    groups = {"school": {"name": "学校", "members": {"one": "一小", "two": "二小"}}}
    target = {"each": "school", "events": {**bound, **counted}}
    verdict = judged(target, {"one": {"2024-03-01": "2"}}, unit="次", groups=groups)
    assert verdict.parts[1].status is two
    assert judged(target, {}, unit="次", groups=groups).why is Why.NEVER_MEASURED


@pytest.mark.parametrize("as_of", ["2024-12-31", "2025-02-28", "2025-03-01", "2025-12-31"])
@pytest.mark.parametrize("target", [{"each": "school"}, {}], ids=["each", "alone"])
@pytest.mark.parametrize(
    "events", [{"at_least": "1", "per": "half-year"}, {"at_most": "0", "within": "3 years"}]
)
def test_a_first_line_of_a_later_year_turns_no_verdict_of_this_one(
    events: Any, target: Any, as_of: str
) -> None:
    groups = {"school": {"name": "学校", "members": {"one": "一小", "two": "二小"}}}
    lines = {"2025-03-01": "1"}
    values = {"one": lines} if target else lines
    verdict = judged({**target, "events": events}, values, unit="次", groups=groups, as_of=as_of)
    assert (verdict.status, verdict.why, verdict.measurement) == (Status.NO_DATA, Why.NEVER_MEASURED, None)


@pytest.mark.parametrize(
    "events",
    [
        {"at_least": "1", "per": "half-year"},
        {"at_most": "3", "per": "quarter"},
        {"at_least": "2", "per": "year"},
    ],
)
def test_a_verdict_of_events_is_dated_by_the_last_that_counts(events: Any) -> None:
    lines = {f"2024-{month}-01": "1" for month in ("03", "06", "09", "12")} | {"2025-03-01": "1"}
    verdict = judged({"events": events}, lines, unit="次", as_of="2025-07-01")
    assert (verdict.status, str(verdict.measurement and verdict.measurement.on)) == (Status.MET, "2024-12-01")


def test_no_log_at_all_is_no_data() -> None:
    assert judged(FOUR_SESSIONS, {}, unit="次", groups=SCHOOLS).why is Why.NEVER_MEASURED


@pytest.mark.parametrize(
    ("lowest", "status"), [("1", Status.MET), ("1.0", Status.MET), ("0.99", Status.MISSED)]
)
def test_the_lowest_decides(lowest: str, status: Status) -> None:
    numbers = {"one": "1.5", "two": "2", "three": lowest, "four": "1"}
    values = {key: {"2024-12-01": number} for key, number in numbers.items()}
    assert judged(ONE_HOUR, values, unit="小时", groups=SCHOOLS).status is status


def test_a_school_without_a_value_is_no_data_unless_another_has_missed() -> None:
    values = {key: {"2024-12-01": "1"} for key in ("one", "two", "three")}
    assert judged(ONE_HOUR, values, unit="小时", groups=SCHOOLS).status is Status.NO_DATA
    values["one"] = {"2024-12-01": "0.5"}
    assert judged(ONE_HOUR, values, unit="小时", groups=SCHOOLS).status is Status.MISSED


@pytest.mark.parametrize(
    ("opened", "closed", "out_of"),
    [
        (None, None, 2),
        ("2024-12-31", None, 2),
        ("2025-01-01", None, 1),
        (None, "2024-12-31", 2),
        (None, "2024-12-30", 1),
    ],
)
def test_an_organisation_counts_while_it_is_open(opened: str | None, closed: str | None, out_of: int) -> None:
    second = (
        {"name": "二小"} | ({"opened": opened} if opened else {}) | ({"closed": closed} if closed else {})
    )
    groups = {"school": {"name": "学校", "members": {"one": "一小", "two": second}}}
    values = {key: {"2024-12-01": "1"} for key in ("one", "two")}
    assert judged(ONE_HOUR, values, unit="小时", groups=groups).out_of == out_of


def test_all_closed_leaves_nobody_to_judge() -> None:
    groups = {"school": {"name": "学校", "members": {"one": {"name": "一小", "closed": "2023-01-01"}}}}
    verdict = judged(ONE_HOUR, {"one": {"2022-01-01": "1"}}, unit="小时", groups=groups)
    assert (verdict.status, verdict.why) == (Status.NOT_APPLICABLE, Why.NO_ORGANISATION)
    assert judged(ONE_HOUR, {}, unit="小时", groups=groups).why is Why.NO_ORGANISATION
    mean = {"mean": "school", "at_least": "1"}
    assert judged(mean, {}, unit="小时", groups=groups).status is Status.NOT_APPLICABLE


def test_rolling_window_for_each() -> None:
    target = {"each": "school", "events": {"at_least": "1", "within": "2 years"}}
    values = {key: {"2023-01-01": "1"} for key in ("one", "two", "three")} | {"four": {"2022-12-31": "1"}}
    verdict = judged(target, values, unit="次", groups=SCHOOLS)
    assert [part.status is Status.MET for part in verdict.parts] == [True, True, True, False]


def test_the_mean_is_exact() -> None:
    numbers = {"one": "75", "two": "75", "three": "75", "four": "74.99"}
    values = {key: {"2024-12-01": number} for key, number in numbers.items()}
    verdict = judged({"mean": "school", "at_least": "75"}, values, unit="分", groups=SCHOOLS)
    assert (verdict.status, verdict.value.exact) == (Status.MISSED, Fraction("74.9975"))  # type: ignore[union-attr]


def test_the_mean_waits_for_everyone() -> None:
    values = {key: {"2024-12-01": "90"} for key in ("one", "two", "three")}
    verdict = judged({"mean": "school", "at_least": "75"}, values, unit="分", groups=SCHOOLS)
    assert (verdict.status, [part.label for part in verdict.parts]) == (Status.NO_DATA, ["四小"])


@pytest.mark.parametrize(
    ("dates", "out_of"),
    [
        ({"opened": "2024-08-20"}, 2),
        ({"closed": "2024-07-31"}, 2),
        ({"closed": "2024-07-30"}, 1),
        ({"opened": "2025-02-01"}, 1),
    ],
)
def test_a_school_is_held_to_the_terms_at_whose_end_it_is_open(dates: dict[str, str], out_of: int) -> None:
    groups = {"school": {"name": "学校", "members": {"one": "一小", "two": {"name": "二小", **dates}}}}
    target = {"each": "school", "events": {"at_least": "2", "per": "term"}}
    values = {
        "one": {"2024-03-01": "2", "2024-10-01": "2"},
        "two": {"2024-03-01": "2"} if "closed" in dates else {"2024-10-01": "2"},
    }
    verdict = judged(target, values, unit="次", groups=groups, as_of="2025-01-31")
    assert (verdict.status, verdict.out_of) == (Status.MET, out_of)


def test_a_school_with_nothing_to_measure_does_not_count() -> None:
    groups = {"school": {"name": "学校", "members": {"one": "一小", "two": "二小"}}}
    values = {"one": {"2024-12-01": "5/5"}, "two": {"2024-12-01": "0/0"}}
    verdict = judged({"each": "school", "equals": "100"}, values, groups=groups)
    assert (verdict.status, verdict.out_of) == (Status.MET, 1)
    assert [part.status for part in verdict.parts] == [Status.MET, Status.NOT_APPLICABLE]
    values["one"] = {"2024-12-01": "0/0"}
    verdict = judged({"each": "school", "equals": "100"}, values, groups=groups)
    assert (verdict.status, verdict.why, verdict.out_of) == (Status.NOT_APPLICABLE, Why.NOT_APPLICABLE, None)
    del values["one"]
    lacking = judged({"each": "school", "equals": "100"}, values, groups=groups)
    assert (lacking.status, lacking.out_of) == (Status.NO_DATA, 1)


def test_a_mean_leaves_out_who_has_nothing_to_measure() -> None:
    target = {"mean": "school", "at_least": "50"}
    groups = {"school": {"name": "学校", "members": {"one": "一小", "two": "二小"}}}
    values = {"one": {"2024-12-01": "3/4"}, "two": {"2024-12-01": "0/0"}}
    verdict = judged(target, values, groups=groups)
    assert (verdict.status, verdict.value.exact, verdict.out_of) == (Status.MET, 75, 1)  # type: ignore[union-attr]
    assert remark(verdict, demanding(target), 2024).text == "二小无适用对象，不计"
    values["one"] = {"2024-12-01": "0/0"}
    assert judged(target, values, groups=groups).status is Status.NOT_APPLICABLE
    del values["one"]
    assert (
        remark(judged(target, values, groups=groups), demanding(target), 2024).text
        == "一小没有数据，二小无适用对象，不计"
    )


def test_a_mean_without_figures_shows_nobodys() -> None:
    verdict = judged(
        {"mean": "school", "at_least": "75"}, {"one": {"2023-12-01": "90"}}, unit="分", groups=SCHOOLS
    )
    assert (verdict.status, verdict.value) == (Status.NO_DATA, None)


DOCUMENT = {"each": "school", "attested": "yes", "document": "required"}
NO_PAPER = {"two": {"2024-12-01": "是"}, "three": {"2024-12-01": "是"}, "four": {"2024-12-01": "否"}}
RISING = {"each": "school", "rising": "year"}
FIRST_YEAR = {key: {"2024-12-01": "5"} for key in ("one", "two", "three", "four")}
SLIPPED = {
    "one": {"2023-12-01": "2", "2024-06-01": "0.5"},
    "two": {"2024-06-01": "0.5"},
    "three": {"2024-06-01": "2"},
}


@pytest.mark.parametrize(
    ("target", "values", "as_of", "said"),
    [
        (DOCUMENT, NO_PAPER, "2024-12-31", "四小尚未认定，一小没有数据，二小、三小已报落实，缺佐证材料"),
        (
            DOCUMENT,
            {key: NO_PAPER[key] for key in ("two", "three")},
            "2024-12-31",
            "一小、四小没有数据，二小、三小已报落实，缺佐证材料",
        ),
        (RISING, FIRST_YEAR, "2024-12-31", "一小、二小、三小等4个没有上年数据，无法比较"),
        (ONE_HOUR, {"one": {"2023-01-01": "2"}}, "2024-12-31", "一小、二小、三小等4个没有数据"),
        (ONE_HOUR, SLIPPED, "2024-07-01", "四小没有数据"),
        (
            ONE_HOUR,
            SLIPPED | {"four": {"2024-06-01": "2"}},
            "2024-07-01",
            "一小还差0.5小时（较上年退步）、二小还差0.5小时",
        ),
        (
            {"all": [RISING, ONE_HOUR]},
            FIRST_YEAR,
            "2024-12-31",
            "一小、二小、三小等4个没有上年数据，无法比较",
        ),
        (
            {"any": [RISING, {"each": "school", "at_least": "6"}]},
            FIRST_YEAR,
            "2024-12-31",
            "另一条件无从比较：一小、二小、三小等4个没有上年数据；一小5小时未到6小时、二小5小时未到6小时、三小5小时未到6小时等4个",
        ),
        (
            {"mean": "school", "at_least": "5"},
            {"one": {"2024-12-01": "5"}, "two": {"2023-12-01": "5"}},
            "2024-12-31",
            "二小、三小、四小没有数据",
        ),
        (
            {"mean": "school", "at_least": "5"},
            {"one": {"2023-12-01": "5"}},
            "2024-12-31",
            "一小、二小、三小等4个没有数据",
        ),
        ({"mean": "school", "at_least": "5"}, {}, "2024-12-31", "还没有监测值"),
    ],
)
def test_who_lacks_what_is_said(target: Any, values: dict[str, Any], as_of: str, said: str) -> None:
    it = {"unit": "小时", "numerator": "时间", "denominator": "人数"}
    made = town({"it": indicator(target, **it)}, {"it": values}, groups=SCHOOLS)
    finding = assess(made, 2024, date.fromisoformat(as_of)).findings[0]
    assert remark(finding.verdict, finding.indicator, 2024).text == said


@pytest.mark.parametrize(
    ("invented", "sample"),
    [(("one", "2022-12-31"), False), (("two", "2024-12-31"), True), (("old", "2024-06-30"), False)],
)
def test_a_mean_rests_on_the_values_that_it_is_of(invented: tuple[str, str], sample: bool) -> None:
    members = {"one": "一小", "two": "二小", "old": {"name": "旧小", "closed": "2024-07-15"}}
    lines = {
        "one": {"2022-12-31": "5", "2024-12-31": "90"},
        "two": {"2024-12-31": "90"},
        "old": {"2024-06-30": "9"},
    }
    values = {
        key: {
            day: {"value": value, **({"status": "示例"} if (key, day) == invented else {})}
            for day, value in own.items()
        }
        for key, own in lines.items()
    }
    target = {"mean": "school", "at_least": "80"}
    groups = {"school": {"name": "学校", "members": members}}
    whole = town({"it": indicator(target, unit="分")}, {"it": values}, groups=groups)
    finding = assess(whole, 2024, date(2024, 12, 31)).findings[0]
    assert (finding.status, finding.sample) == (Status.MET, sample)


def test_figures_of_another_years_kind_are_none_to_compare_with() -> None:
    """Last year each school had its own, this year there is one for all: there is nothing before it."""
    demanded = indicator(None, unit="小时", name="锻炼") | {
        "target": {2023: {"each": "school", "at_least": 1}, 2024: {"rising": "year"}}
    }
    made = town({"it": demanded}, {"it": {"first-school": {"2023-06-30": "5"}, "2024-06-30": "6"}})
    verdict = assess(made, 2024, date(2024, 12, 31)).findings[0].verdict
    assert (verdict.status, verdict.why, verdict.previous) == (Status.NO_DATA, Why.NO_PREVIOUS, None)


@pytest.mark.parametrize(
    ("target", "status"),
    [
        ({"mean": "school", "at_least": 75}, None),
        ({"each": "school", "at_least": 75}, Status.MET),
        ({"all": [{"mean": "school", "at_least": 90}, {"each": "school", "at_least": 75}]}, Status.MET),
    ],
)
def test_of_one_organisation_alone_no_mean_is_demanded(target: Any, status: Status | None) -> None:
    scored = indicator(target, unit="分", numerator=None, denominator=None, counted_in=None)
    known = town({"it": scored}, {"it": {"first-school": {"2024-05-01": 80}}})
    verdict = verdict_on(known.measurements["it"][0], known)
    assert (verdict and verdict.status) == status
