"""Stocks and their deadlines: reached too late, due in a later year, due in an earlier one; and who has to speak yet."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from aiwei_cli.model.verdict import Finding
from aiwei_cli.model.workspace import Workspace
from aiwei_cli.render.documents.work_summary import gather
from aiwei_cli.render.words.demands import long, short
from aiwei_cli.render.words.findings import remark
from aiwei_cli.render.words.labels import STATUS
from aiwei_cli.rules.engine import assess
from towns import indicator, town

SCHOOLS = {
    "school": {"name": "学校", "counter": "所", "members": {"one": "一小", "two": "二小", "three": "三小"}}
}
BY_JUNE = {"stock": {"at_least": "1", "by": "2024-06-30"}}


def made(target: Any, values: Any, **more: Any) -> Workspace:
    built = {"unit": "处", "name": "健康小屋", "target": {2023: target}}
    return town({"it": indicator() | built | more}, {"it": values}, groups=SCHOOLS)


def found(workspace: Workspace, as_of: str, year: int = 2024) -> Finding:
    return assess(workspace, year, date.fromisoformat(as_of)).findings[0]


def told(workspace: Workspace, as_of: str, year: int = 2024) -> tuple[str, str]:
    finding = found(workspace, as_of, year)
    return STATUS[finding.status], remark(finding.verdict, finding.indicator, year).text


@pytest.mark.parametrize(
    ("target", "values", "said"),
    [
        (BY_JUNE, {"2024-10-01": "2"}, "2024年10月1日才达到"),
        (
            {"each": "school"} | BY_JUNE,
            {"one": {"2024-10-01": "1"}, "two": {"2024-10-08": "1"}, "three": {"2024-06-30": "1"}},
            "一小2024年10月1日才达到、二小2024年10月8日才达到",
        ),
        (
            {"each": "school", "stock": {"at_least": "2", "by": "2024-06-30"}},
            {
                "one": {"2024-05-01": "1", "2024-10-01": "2"},
                "two": {"2024-06-01": "2"},
                "three": {"2024-06-01": "2"},
            },
            "一小还差1处（2024年10月1日才达到）",
        ),
        (
            {"all": [BY_JUNE, {"stock": {"at_least": "2"}}]},
            {"2024-10-01": "2"},
            "2024年10月1日才达到",
        ),
        (
            {"any": [BY_JUNE, {"stock": {"at_least": "5"}}]},
            {"2024-10-01": "2"},
            "2024年10月1日才达到，2处未到5处",
        ),
    ],
)
def test_what_is_reached_too_late_is_told_with_its_day(target: Any, values: Any, said: str) -> None:
    assert told(made(target, values), "2024-12-31") == ("未达标", said)


@pytest.mark.parametrize("as_of", ["2023-12-31", "2024-03-01", "2024-06-30", "2024-12-31"])
def test_the_year_before_a_deadline_looks_no_further_than_its_own_end(as_of: str) -> None:
    workspace = made(BY_JUNE, {"2023-11-30": "0", "2024-06-15": "1"})
    assert told(workspace, as_of, 2023) == ("推进中", "还差1处，2024-06-30前，进度滞后")
    late = made(BY_JUNE, {"2024-10-01": "1"})
    assert told(late, as_of, 2023) == ("缺数据", "还没有监测值")


def test_the_year_of_the_deadline_decides() -> None:
    workspace = made(BY_JUNE, {"2023-11-30": "0", "2024-06-15": "1"})
    assert [told(workspace, day)[0] for day in ("2024-06-14", "2024-06-15", "2024-12-31")] == [
        "推进中",
        "达标",
        "达标",
    ]


@pytest.mark.parametrize("group", [{}, {"each": "school"}], ids=["plain", "each"])
def test_a_deadline_of_an_earlier_year_is_none_any_more(group: dict[str, str]) -> None:
    lines = {"2023-06-20": "8", "2024-03-01": "10"}
    values: Any = dict.fromkeys(("one", "two", "three"), lines) if group else lines
    workspace = made(group | {"stock": {"at_least": "10", "by": "2023-06-30"}}, values)
    before, after = found(workspace, "2023-12-31", 2023), found(workspace, "2024-12-31")
    said = [
        [say(each.verdict.condition, each.indicator, workspace).text for say in (short, long)]
        for each in (before, after)
    ]
    of_each, whose = ("各学校", "每所学校") if group else ("", "")
    assert said == [
        [f"{of_each}2023年6月30日前≥10处", f"{whose}2023年6月30日前不少于10处"],
        [f"{of_each}≥10处", f"{whose}不少于10处"],
    ]
    assert [STATUS[each.status] for each in (before, after)] == ["未达标", "达标"]


def test_a_deadline_that_is_past_is_no_plan() -> None:
    workspace = made({"stock": {"at_least": "10", "by": "2024-06-30"}}, {"2024-03-01": "10"})
    report = gather(workspace, assess(workspace, 2024, date(2024, 12, 31)))
    assert [str(each) for part in report.next_actions for each in part.targets] == ["健康小屋不少于10处"]


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ({"two": {"2024-03-01": "0"}}, "一小、三小2024年还没有监测值"),
        ({"one": {"2023-03-01": "0"}}, "2024年还没有监测值"),
    ],
)
def test_who_has_not_said_yet_that_nothing_happened_is_named(lines: Any, said: str) -> None:
    target = {"each": "school", "events": {"at_most": "0", "per": "year"}}
    assert told(made(target, lines, unit="起"), "2024-07-31") == ("推进中", said)
