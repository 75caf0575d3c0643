"""What a reference to an indicator prints in the work summary: the figure that its verdict on the same page rests on."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from aiwei_cli.model.errors import DataError, UsageError
from aiwei_cli.model.period import whole_year
from aiwei_cli.model.text import read_quantity
from aiwei_cli.render.documents.work_summary import Report, gather
from aiwei_cli.render.words.phrase import Origin, Source, TracedFigure, text_of
from aiwei_cli.rules.engine import assess
from towns import indicator, town

Lines = Mapping[str, Any]
WINDOW = {"events": {"at_most": 0, "within": "3 years"}}
HALF_YEARS = {"events": {"at_least": 1, "per": "half-year"}}
TWO = {"first-school": {"2024-12-31": 3}, "second-school": {"2024-12-30": 4}}


def plain(target: Any, **more: Any) -> dict[str, Any]:
    bare = {"name": "某数", "unit": "个", "numerator": "", "denominator": "", "counted_in": ""}
    return indicator(target, **(bare | more))


def summary(
    definition: Mapping[str, Any], lines: Lines, as_of: str = "2024-12-31", year: int = 2024
) -> Report:
    """The work summary of a town whose only sentence is a reference to its only indicator."""
    known = town({"it": definition}, {"it": lines}, work={year: [{"lead": "一", "text": "{it}"}]})
    return gather(known, assess(known, year, date.fromisoformat(as_of)))


def narrated(report: Report) -> str:
    return report.actions[0].strands[0].text.text


def actual(report: Report) -> str:
    """The figure in the table of the same page."""
    return text_of(report.table[0][1][0].actual)


@pytest.mark.parametrize(
    ("definition", "lines", "said", "shown"),
    [
        (plain({"mean": "school", "at_least": 1}), TWO, "3.5个", "平均3.5个"),
        (plain({"all": [{"mean": "school", "at_least": 1}, {"each": "school", "at_least": 1}]}), TWO, "3.5个", "平均3.5个、2/2达标"),
        (plain(HALF_YEARS), {"2024-03-01": 1, "2024-09-01": 2, "2025-02-01": 7}, "3个", "上半年1个、下半年2个"),
        (plain({"events": {"at_most": 9, "per": "year"}}), {"2023-03-01": 4, "2024-03-01": 1, "2024-09-01": 2}, "3个", "3个"),
        (plain(WINDOW), {"2022-06-01": 1, "2024-12-31": 0}, "1个", "1个"),
        (plain({"stock": {"at_least": 4}}), {"2022-12-31": 5}, "5个", "5个"),
        (plain({"at_least": 4}, every="once"), {"2022-12-31": 5}, "5个", "5个"),
        (plain({"all": [{"stock": {"at_least": 4}}, {"rising": "year"}]}), {"2023-12-31": 5}, "5个", "5个"),
        (plain({"grade": "C", "scale": "rats"}, unit="级"), {"2024-12-31": {"indices": {"traces": 2, "proof": 99}}}, "B级", "B级"),
        (indicator({"at_least": 85}), {"2024-06-30": "1/2", "2024-12-31": "84995/100000"}, "84.995%（84995/100000）", "84.995%（84995/100000）"),
        (plain({"any": [{"events": {"at_least": 1, "per": "year"}}, {"attested": "yes"}]}), {"2024-12-31": "是"}, "是", "是"),
    ],
)  # fmt: skip
def test_a_reference_prints_the_figure_of_the_verdict(
    definition: Mapping[str, Any], lines: Lines, said: str, shown: str
) -> None:
    report = summary(definition, lines)
    assert (narrated(report), actual(report).replace("(", "（").replace(")", "）")) == (said, shown)


def test_before_the_first_target_a_figure_is_what_that_target_makes_of_it() -> None:
    """Of the year before nothing is demanded, and its narrative tells of the same figures."""
    lines = {"2023-03-01": 1, "2023-09-01": 2}
    assert narrated(summary(plain(HALF_YEARS), lines, "2023-12-31", 2023)) == "3个"
    scores = {"first-school": {"2023-12-31": 3}, "second-school": {"2023-12-30": 4}}
    assert narrated(summary(plain({"mean": "school", "at_least": 1}), scores, "2023-12-31", 2023)) == "3.5个"


def made_up(value: Any) -> dict[str, Any]:
    return {"value": value, "status": "示例"}


@pytest.mark.parametrize(
    ("definition", "lines", "expected"),
    [
        (plain(HALF_YEARS), {"2024-03-01": made_up(1), "2024-09-01": 2}, True),
        (plain(HALF_YEARS), {"2023-03-01": made_up(1), "2024-09-01": 2}, False),
        (plain(WINDOW), {"2022-06-01": made_up(1), "2024-12-31": 0}, True),
        (plain({"mean": "school", "at_least": 1}), {**TWO, "first-school": {"2024-12-31": made_up(3)}}, True),
        (plain({"mean": "school", "at_least": 1}), {**TWO, "first-school": {"2024-06-30": made_up(3), "2024-12-31": 3}}, False),
        (plain({"stock": {"at_least": 4}}), {"2022-12-31": made_up(5)}, True),
    ],
)  # fmt: skip
def test_the_sample_mark_follows_the_lines_used(
    definition: Mapping[str, Any], lines: Lines, expected: bool
) -> None:
    first_target = {2025: definition["target"][2024]}
    for known in (
        definition,
        {**definition, "target": first_target},
    ):  # with a verdict on the page, and without
        assert summary(known, lines).sample is expected


def test_a_number_of_events_is_traced_to_the_days_that_it_is_counted_in() -> None:
    report = summary(plain(HALF_YEARS), {"2024-03-01": 1, "2024-09-01": 2})
    (figure,) = report.actions[0].strands[0].text.figures
    source = Source(Origin.EVENTS, "it", whole_year(2024)._replace(name=""))
    assert figure == TracedFigure(3, "3个", source)


@pytest.mark.parametrize(
    ("definition", "lines", "lacks"),
    [
        (plain({"at_least": 1}), {"2024-12-31": 5}, "还没有"),
        (plain(WINDOW), {"2020-06-01": 1}, "还没有"),
        (plain({"mean": "school", "at_least": 1}), TWO, "并非每个考核对象都有"),
    ],
)
def test_a_figure_that_is_not_there_yet_is_asked_for(
    definition: Mapping[str, Any], lines: Lines, lacks: str
) -> None:
    with pytest.raises(UsageError) as refused:
        summary(definition, lines, "2024-12-30")
    assert (str(refused.value), refused.value.hint) == (
        f"正文引用了指标“it”，但截至 2024-12-30 {lacks} 2024 年的监测值",
        "补上监测值，或换一个 --as-of",
    )


@pytest.mark.parametrize(
    ("unit", "written"), [("小时", "it: 1 小时"), ("%", "it: 1 %"), ("", "it: 1"), ("1/10万", "it: 1")]
)
def test_what_each_organisation_has_is_no_figure_of_the_town(unit: str, written: str) -> None:
    """The advice is taken: the text stays as it is, and prints what was written."""
    definition = plain(
        {"any": [{"each": "school", "at_least": 1}, {"each": "school", "rising": "year"}]}, unit=unit
    )
    with pytest.raises(DataError) as refused:
        summary(definition, TWO)
    (said,) = refused.value.diagnostics
    assert (said.code, said.since, said.message, said.hint) == (
        "AW307",
        "0.2",
        "指标“it”在 2024 年每所学校各有一个数，没有全镇的数，无法引用",
        f"在 2024 年的 figures 里写上全镇的数，例如 {written}，引用的就是它",
    )
    quantity = read_quantity(written.removeprefix("it: "))
    work = [{"lead": "一", "text": "{it}"}]
    figures = {2024: {"it": written.removeprefix("it: ")}}
    known = town({"it": definition}, {"it": TWO}, work={2024: work}, figures=figures)
    report = gather(known, assess(known, 2024, date(2024, 12, 31)))
    assert narrated(report) == f"1{quantity.unit}"


@pytest.mark.parametrize(
    ("definition", "lines"),
    [
        (plain({"at_least": 1}), {"2023-12-31": 5}),
        (plain({"events": {"at_most": 9, "per": "year"}}), {"2023-12-31": 5}),
        (plain({"stock": {"at_least": 1}}), {"2025-12-31": 5}),
        (
            plain({}, every="quarter") | {"target": {2023: HALF_YEARS, 2024: {"stock": {"at_least": 1}}}},
            {"2023-12-31": 5},
        ),
        (plain({}, every="once") | {"target": {2023: HALF_YEARS, 2024: {"at_least": 1}}}, {"2023-12-31": 5}),
    ],
)
def test_a_year_without_a_figure_cannot_be_referred_to(definition: Mapping[str, Any], lines: Lines) -> None:
    with pytest.raises(DataError) as refused:
        summary(definition, lines)
    assert [each.message for each in refused.value.diagnostics] == ["指标“it”在 2024 年没有监测值，无法引用"]


def test_the_year_of_figures_of_their_own_period_is_printed_once_all_of_them_are_in() -> None:
    lines = {f"2024-{day}": "9/10" for day in ("03-31", "06-30", "09-30", "12-31")}
    more = {
        "unit": "%",
        "numerator": "合格",
        "denominator": "检查",
        "every": "quarter",
        "figures": "per_period",
    }
    assert narrated(summary(plain({"at_least": 80}, **more), lines)) == "90%（36/40）"
    del lines["2024-06-30"]
    with pytest.raises(UsageError):  # what three quarters come to is not the figure of the year
        summary(plain({"at_least": 80}, **more), lines)
