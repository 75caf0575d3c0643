"""Days of grace: until when a figure is in time, when it is overdue or out of date, and how a verdict says so."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from aiwei_cli.model.verdict import Verdict
from aiwei_cli.model.workspace import Workspace
from aiwei_cli.render.words.findings import remark
from aiwei_cli.render.words.labels import STATUS
from aiwei_cli.rules.dues import dues
from aiwei_cli.rules.earlier_states import as_known_on
from aiwei_cli.rules.engine import assess
from towns import SCALES, indicator, town

GRACE = {"grace": {"week": 5, "month": 5, "quarter": 10, "half-year": 15, "term": 15, "year": 15}}


def reported(
    every: str, values: Mapping[str, Any], about: Mapping[str, Any] | None = None, **more: Any
) -> Workspace:
    """A town whose only indicator is reported by an interval, with the days of grace that are usual."""
    known = {"rate": indicator(every=every, **more)}
    return town(known, {"rate": values}, about=GRACE if about is None else about)


def verdict(workspace: Workspace, as_of: str, year: int = 2024) -> Verdict:
    return assess(workspace, year, date.fromisoformat(as_of)).findings[0].verdict


def stands(workspace: Workspace, as_of: str, year: int = 2024) -> str:
    """The verdict in words, and its remark."""
    found = verdict(workspace, as_of, year)
    said = remark(found, workspace.indicators["rate"], year).text
    return f"{STATUS[found.status]}：{said}" if said else STATUS[found.status]


def owed(workspace: Workspace, as_of: str, year: int = 2024) -> list[tuple[str, str, int]]:
    day = date.fromisoformat(as_of)
    found = dues(workspace, assess(workspace, year, day), day.replace(day=28))
    return [(each.state.value, each.deadline.isoformat(), each.days) for each in found]


def test_grace_never_moves_what_is_missed() -> None:
    workspace = reported("quarter", {"2024-03-31": 60, "2024-06-30": 62, "2024-09-30": 65})
    assert stands(workspace, "2024-12-31") == "未达标：还差5个百分点，第四季度数据待报（2025-01-10前）"
    assert stands(workspace, "2025-01-10") == "未达标：还差5个百分点，第四季度数据待报（2025-01-10前）"
    assert stands(workspace, "2025-01-11") == "未达标：还差5个百分点，第四季度数据逾期1天"


def test_without_days_of_grace_nothing_is_said_of_them() -> None:
    workspace = reported("quarter", {"2024-09-30": 65}, about={})
    assert stands(workspace, "2024-12-31") == "未达标：还差5个百分点"


@pytest.mark.parametrize(
    ("as_of", "status"),
    [
        ("2024-10-01", "达标：9月数据待报（2024-10-05前）"),
        ("2024-10-05", "达标：9月数据待报（2024-10-05前）"),
    ],
)
def test_on_the_first_days_of_a_month_nobody_is_overdue(as_of: str, status: str) -> None:
    workspace = reported("month", {"2024-08-31": 75})
    assert stands(workspace, as_of) == status
    assert ("due", "2024-10-05", 0) in owed(workspace, as_of)
    assert not [each for each in owed(workspace, as_of) if each[0] in ("late", "stale")]


def test_after_the_last_day_of_grace_a_figure_is_overdue_and_the_old_one_out_of_date() -> None:
    workspace = reported("month", {"2024-08-31": 75})
    assert stands(workspace, "2024-10-06") == "缺数据：监测值过期：按月报送，最近一次是2024-08-31"
    assert owed(workspace, "2024-10-06") == [("stale", "2024-10-05", 1)]


def test_without_grace_the_first_day_is_the_day_after() -> None:
    workspace = reported("month", {"2024-08-31": 75}, about={})
    assert owed(workspace, "2024-10-01") == [("stale", "2024-09-30", 1)]


def test_days_of_an_indicator_come_before_those_of_its_interval() -> None:
    own = reported("month", {"2024-08-31": 75}, grace=20)
    assert owed(own, "2024-10-15") == [("due", "2024-10-20", 0)]
    none = reported("month", {"2024-08-31": 75}, grace="0")
    assert owed(none, "2024-10-01") == [("stale", "2024-09-30", 1)]


def test_two_periods_are_owed_while_the_days_of_grace_of_the_first_run() -> None:
    workspace = reported("month", {"2024-07-31": 75})
    assert owed(workspace, "2024-10-03") == [("stale", "2024-09-05", 28), ("due", "2024-10-05", 0)]


def test_in_january_the_last_period_of_the_year_before_is_owed() -> None:
    workspace = reported("quarter", {"2024-09-30": 75})
    assert owed(workspace, "2025-01-05", 2025) == [("due", "2025-01-10", 0)]
    assert owed(workspace, "2025-01-11", 2025) == [("late", "2025-01-10", 1)]
    assert owed(workspace, "2025-01-11") == [("late", "2025-01-10", 1)]


def test_nothing_is_owed_of_a_year_that_demanded_nothing() -> None:
    assert owed(reported("quarter", {}), "2024-01-05") == []


def test_figures_of_their_own_period_are_owed_in_january_too() -> None:
    values = {f"2024-{month:02}-28": "9/10" for month in range(1, 12)}
    workspace = reported("month", values, figures="per_period")
    assert owed(workspace, "2025-01-03", 2025) == [("due", "2025-01-05", 0)]
    assert owed(workspace, "2025-01-06", 2025) == [("late", "2025-01-05", 1)]


def test_a_period_is_missing_once_its_days_of_grace_are_over() -> None:
    values = {f"2024-{month:02}-28": "9/10" for month in range(1, 12)}
    workspace = reported("month", values, figures="per_period")
    assert stands(workspace, "2024-12-31") == "达标"
    assert stands(workspace, "2025-01-06") == "缺数据：缺12月"


@pytest.mark.parametrize(
    ("every", "grace", "closes"),
    [
        ("month", {"month": 5}, "2025-01-05"),
        ("quarter", {"quarter": 10}, "2025-01-10"),
        ("year", {"year": 15}, "2025-01-15"),
        ("year", {"month": 5}, "2024-12-31"),
        ("term", {"term": 15}, "2025-02-15"),
        ("term", {}, "2025-01-31"),
        ("month", {}, "2024-12-31"),
    ],
)
def test_a_year_closes_with_the_last_day_on_which_its_figures_may_come(
    every: str, grace: Mapping[str, int], closes: str
) -> None:
    workspace = reported(every, {}, about={"grace": grace} if grace else {})
    assert workspace.closing_day(2024).isoformat() == closes


def test_a_figure_is_known_from_the_day_on_which_it_came_in() -> None:
    line = {"value": 75, "received": "2025-01-08"}
    workspace = reported("quarter", {"2024-12-31": line})
    assert as_known_on(workspace, date(2025, 1, 7)).measurements["rate"] == ()
    known = as_known_on(workspace, date(2025, 1, 8)).measurements["rate"]
    assert [(each.on, each.known_since) for each in known] == [(date(2024, 12, 31), date(2025, 1, 8))]


def test_the_day_of_measuring_decides_the_edition_of_a_standard() -> None:
    known = {"rate": indicator({"grade": "C", "scale": "rats"}, unit="级", numerator=None, denominator=None)}
    line = {"indices": {"traces": 4, "proof": 94}}
    scales = {
        "rats": SCALES["rats"]
        | {
            "editions": [
                {
                    "document": "旧标准",
                    "valid_from": "2012-04-01",
                    "valid_to": "2024-11-30",
                    "limits": {"traces": {"at_most": [1, 3, 5]}, "proof": {"at_least": [97, 95, 93]}},
                },
                {
                    "document": "新标准",
                    "valid_from": "2024-12-01",
                    "limits": {"traces": {"at_most": [1, 2, 3]}, "proof": {"at_least": [98, 97, 96]}},
                },
            ],
        }
    }
    by_key = town(known, {"rate": {"2024-12-31": line}}, scales=scales)
    assert verdict(by_key, "2024-12-31").grade == "不达C级"
    earlier = {"2024-12-31": line | {"measured": "2024-11-20"}}
    by_day = town(known, {"rate": earlier}, scales=scales)
    assert verdict(by_day, "2024-12-31").grade == "C"
