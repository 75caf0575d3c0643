"""What the figure of a year can and cannot be certain of: means, the last period in its grace, organisations open for a part of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from aiwei_cli.model.errors import DataError
from aiwei_cli.model.workspace import Workspace
from aiwei_cli.render.words.worded_verdict import WordedVerdict
from aiwei_cli.rules.dues import dues
from aiwei_cli.rules.engine import assess
from towns import indicator, town

COUNT: Mapping[str, Any] = {
    "unit": "吨",
    "name": "某量",
    "numerator": None,
    "denominator": None,
    "counted_in": None,
}
GROUP = {
    "school": {"name": "学校", "members": {"one": "一小", "two": {"name": "二小", "closed": "2024-05-10"}}}
}


def stands(workspace: Workspace, as_of: str, year: int = 2024) -> tuple[str, str, str]:
    (finding,) = assess(workspace, year, date.fromisoformat(as_of)).findings
    said = WordedVerdict(finding, workspace, year, in_a_row=True)
    return said.status, said.actual, said.remark


def months(*values: int, year: int = 2024) -> dict[str, int]:
    return {f"{year}-{number:02}-28": value for number, value in enumerate(values, 1)}


@pytest.mark.parametrize(
    ("figures", "more", "march"),
    [
        ("per_period", {}, "平均70%"),
        ("year_to_date", {}, "平均70%"),
        ("cumulative", COUNT, "平均0.7吨"),
    ],
)
def test_of_a_mean_nothing_is_certain_before_the_year_is_over(
    figures: str, more: Mapping[str, Any], march: str
) -> None:
    """One that closes takes its part away: it may go down again."""
    one = (
        {"2024-03-31": "9/10", "2024-06-30": "10/100"}
        if not more
        else {"2024-03-31": "0.9", "2024-06-30": "0.9"}
    )
    two = {"2024-03-31": "1/2"} if not more else {"2024-03-31": "0.5"}
    most = {"at_most": 40} if not more else {"at_most": "0.4"}
    known = {"it": indicator({"mean": "school", **most}, every="quarter", figures=figures, **more)}
    workspace = town(known, {"it": {"one": one, "two": two}}, groups=GROUP)
    assert stands(workspace, "2024-03-31")[:2] == ("推进中", march)


def test_a_mean_of_rates_has_no_pace() -> None:
    lines = {"one": {"2024-03-31": "40/100"}}
    known = {"it": indicator({"mean": "school", "at_least": 60}, every="quarter", figures="per_period")}
    assert stands(
        town(known, {"it": lines}, groups={"school": {"name": "学校", "members": {"one": "一小"}}}),
        "2024-03-31",
    ) == (
        "推进中",
        "平均40%",
        "还差20个百分点",
    )


@pytest.mark.parametrize("figures", ["per_period", "cumulative"])
def test_a_sum_is_open_while_its_last_period_has_days_of_grace(figures: str) -> None:
    each = (
        months(*[9] * 11)
        if figures == "per_period"
        else {day: 9 * number for number, day in enumerate(months(*[9] * 11), 1)}
    )
    known = {"it": indicator({"at_least": 100}, every="month", figures=figures, **COUNT)}
    workspace = town(known, {"it": each}, about={"grace": {"month": 5}})
    for day in ("2024-12-31", "2025-01-05"):
        assert stands(workspace, day)[:2] == ("推进中", "99吨")
    assert stands(workspace, "2025-01-06")[::2] == ("缺数据", "缺12月")
    without = town(known, {"it": each})
    assert stands(without, "2024-12-31")[0] == "缺数据"


@pytest.mark.parametrize("way", ["rising", "falling"])
def test_eleven_months_are_not_held_against_twelve(way: str) -> None:
    lines = months(*[9] * 12, year=2023) | months(*[9] * 11)
    known = {"it": indicator({way: "year"}, every="month", figures="per_period", **COUNT)}
    workspace = town(known, {"it": lines}, about={"grace": {"month": 5}})
    assert {stands(workspace, day)[0] for day in ("2024-12-30", "2024-12-31", "2025-01-05")} == {"推进中"}
    assert stands(workspace, "2025-01-06")[0] == "缺数据"
    whole = town(known, {"it": lines | {"2024-12-28": 10}}, about={"grace": {"month": 5}})
    assert stands(whole, "2024-12-31")[0] == ("达标" if way == "rising" else "未达标")


def test_a_running_total_of_the_last_days_belongs_to_the_year_that_they_are_of() -> None:
    known = {"it": indicator({"at_least": 1000}, every="week", figures="cumulative", **COUNT)}
    lines = {"2024-12-22": 990, "2024-12-29": 995, "2024-12-31": 1003}
    workspace = town(known, {"it": lines}, about={"year": 2025})
    assert stands(workspace, "2025-01-06")[:2] == ("达标", "1003吨")
    assert stands(workspace, "2025-01-06", 2025)[0] == "缺数据"


def test_a_part_of_last_year_is_nothing_to_compare_with() -> None:
    groups = {"school": {"name": "学校", "members": {"one": {"name": "一小", "opened": "2023-09-01"}}}}
    before = {f"2023-{month:02}-28": 10 for month in range(9, 13)}
    known = {
        "it": indicator({"each": "school", "falling": "year"}, every="month", figures="per_period", **COUNT)
    }
    workspace = town(known, {"it": {"one": before | months(*[8] * 12)}}, groups=groups)
    assert stands(workspace, "2024-12-31")[::2] == ("缺数据", "一小没有上年数据，无法比较")


def test_a_range_says_of_a_year_that_begins_at_0_no_more_than_a_number_does() -> None:
    lines = {"2023-12-31": 50, "2024-03-31": 5}
    for target in ({"between": [40, 60]}, {"at_least": 40}):
        known = {"it": indicator(target, every="quarter", figures="cumulative", **COUNT)}
        assert "退步" not in stands(town(known, {"it": lines}), "2024-03-31")[2]
    rates = {
        "2023-03-31": "70/100",
        "2023-06-30": "150/200",
        "2023-09-30": "240/300",
        "2023-12-31": "350/400",
        "2024-03-31": "75/100",
    }
    known = {"it": indicator({"between": [80, 100]}, every="quarter", figures="year_to_date")}
    assert (
        stands(town(known, {"it": rates}), "2024-03-31")[2] == "还差5人（5个百分点），上年同期70%（70/100）"
    )


def test_nothing_to_count_takes_no_count_back() -> None:
    known = {"it": indicator({"at_most": 50}, every="quarter", figures="cumulative", **COUNT)}
    workspace = town(known, {"it": {"2024-03-31": 60, "2024-06-30": "0/0"}})
    assert {stands(workspace, day)[:2] for day in ("2024-03-31", "2024-06-30", "2024-09-30")} == {
        ("未达标", "60吨")
    }


def test_nobody_asks_an_organisation_that_closed() -> None:
    known = {
        "it": indicator({"each": "school", "at_least": 1}, every="quarter", figures="per_period", **COUNT)
    }
    lines = {"one": {f"2024-{day}": 1 for day in ("03-31", "06-30", "09-30", "12-31")}}
    workspace = town(known, {"it": lines}, groups=GROUP)
    day = date(2024, 12, 31)
    assert dues(workspace, assess(workspace, 2024, day), day) == ()


@pytest.mark.parametrize(
    ("demand", "unit", "message", "hint"),
    [
        (
            [101, 120],
            "%",
            "“高血压患者规范管理率”2024年的目标不可能达到：“between: [101, 120]”，以 % 计最多是 100",
            "全部达到，写 at_least: 100；确实可以超过 100，就写 range: [0, 101]",
        ),
        ([5, 5], "%", "范围两头是同一个数：5", "写成 equals: 5"),
    ],
)
def test_a_range_that_nothing_can_lie_in_is_told_as_one(
    demand: list[int], unit: str, message: str, hint: str
) -> None:
    with pytest.raises(DataError) as error:
        town({"it": indicator({"between": demand}, unit=unit)})
    (found,) = error.value.diagnostics
    assert (found.message, found.hint) == (message, hint)
    town({"it": indicator({"equals": 5} if demand == [5, 5] else {"at_least": 100}, unit=unit)})


def test_weeks_in_a_row_are_told_by_their_first_and_last_day() -> None:
    weeks = {"2024-01-07": 1, "2024-01-14": 1, "2024-02-11": 1}
    known = {"it": indicator({"at_least": 9}, every="week", figures="per_period", **COUNT)}
    workspace = town(known, {"it": weeks})
    assert stands(workspace, "2024-02-11")[2] == "缺2024-01-15至2024-02-04"
