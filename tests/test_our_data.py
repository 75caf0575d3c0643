"""The town's own data: complete, told in order, and clearly marked where it is a sample."""

from __future__ import annotations

import json
import re
import unicodedata
from datetime import date
from typing import Any

import pytest
from rich.cells import cell_len

from aiwei_cli.load.assemble import load
from aiwei_cli.model.condition import KINDS, Between, unfold
from aiwei_cli.model.target import Level
from aiwei_cli.model.verdict import Status
from aiwei_cli.render.words.demands import sentence
from aiwei_cli.rules.engine import assess
from conftest import Cli, tree_hash
from support import PROJECT, WORKSPACES

IDS = [
    "per-capita-park-green-area",
    "park-service-radius-coverage",
    "green-within-300m",
    "park-within-500m",
    "good-air-days-ratio",
    "air-pollutants-class-2",
    "area-noise-average",
    "night-noise-zone-compliance",
    "key-section-ecological-flow",
    "water-function-zone-quality",
    "no-untreated-sewage",
    "black-odorous-water-eliminated",
    "black-odor-relapse-mechanism",
    "drinking-source-water-quality",
    "medical-waste-disposal",
    "fly-proof-pass-rate",
    "rodent-proof-pass-rate",
    "rodent-density-grade",
    "mosquito-density-grade",
    "fly-density-grade",
    "cockroach-density-grade",
    "catering-grade-annual-score",
    "food-risk-grading-rate",
    "major-food-incident-3y",
    "nutrition-restaurant-count",
    "regular-exercise-ratio",
    "student-daily-exercise",
    "cardio-cerebrovascular-mortality",
    "chronic-respiratory-mortality-le70",
    "ncd-premature-mortality-falling",
    "ncd-knowledge-awareness",
    "health-literacy-level",
    "health-literacy-rising",
    "mental-health-literacy-level",
    "environmental-health-literacy-level",
    "supportive-environments-growing",
    "employee-checkup-biennial",
    "hypertension-management-rate",
    "diabetes-management-rate",
    "township-ncd-center-coverage",
    "rescue-station-coverage",
    "chest-pain-center-kept",
    "stroke-center-kept",
    "tcm-elderly-rate-rising",
    "parent-school-coverage",
    "parent-school-sessions-year",
    "school-parent-school-established",
    "school-parent-school-sessions-term",
    "childrens-home-coverage",
    "family-education-in-procurement",
]

LAST_COLUMN = 60
"""Cells before the last column, in a table 80 cells wide."""

FIGURES_2023 = {
    "绿城市": ["10个", "12公里", "1公里", "计划800平方米", "2个", "1个", "3公里"],
    "治污染": ["周一和周四", "2次", "100%", "0处"],
    "除四害": ["4种"],
    "食安心": ["9所", "4次", "12个", "5类", "3次", "42户", "23户", "1户", "9户", "7个", "5个", "1份", "100%"],
    "勤锻炼": ["12公里", "100%", "1小时", "100天"],
}


@pytest.fixture(scope="module")
def workspace() -> Any:
    loaded = load(PROJECT)
    assert loaded.diagnostics == []
    return loaded.workspace


def test_fifty_checks_in_order(workspace: Any) -> None:
    assert list(workspace.indicators) == IDS
    levels = [indicator.level for indicator in workspace.indicators.values()]
    assert (levels.count(Level.COUNTY), levels.count(Level.TOWN)) == (27, 23)


def test_every_kind_of_condition_occurs(workspace: Any) -> None:
    demands = (each for indicator in workspace.indicators.values() for each in indicator.demands())
    # No clause of the programme demands a range.
    assert {type(part) for demand in demands for part in unfold(demand)} == set(KINDS) - {Between}


def test_every_measurement_is_marked_as_a_sample(workspace: Any) -> None:
    assert [
        each.place for found in workspace.measurements.values() for each in found if not each.is_sample
    ] == []


def test_every_issue_and_every_line_of_progress_is_marked_as_a_sample(workspace: Any) -> None:
    for action in workspace.actions.values():
        assert all(steps[0].status == "示例" for steps in action.issues.values())
        assert all("示例" in text for lines in action.progress.values() for text in lines.values())


@pytest.mark.parametrize(
    ("as_of", "tally"),
    [
        ("2024-12-31", {Status.MET: 42, Status.MISSED: 4, Status.PENDING: 1, Status.NO_DATA: 3}),
        ("2024-06-30", {Status.MET: 14, Status.PENDING: 19, Status.NO_DATA: 17}),
    ],
)
def test_every_verdict_occurs(workspace: Any, as_of: str, tally: dict[Status, int]) -> None:
    statuses = [each.verdict.status for each in assess(workspace, 2024, date.fromisoformat(as_of)).findings]
    assert {status: statuses.count(status) for status in set(statuses)} == tally


def test_check_on_our_data(cli: Cli) -> None:
    before = tree_hash(PROJECT / "data")
    result = cli("check", "-w", str(PROJECT))
    assert (result.code, result.err, tree_hash(PROJECT / "data")) == (1, "", before)
    assert "注意：带 * 的 49 项用的是示例数据，不是真实监测值，不能上报" in result.out
    assert json.loads(cli("check", "-w", str(PROJECT), "-f", "json").out)["sample"] is True


def test_the_summary_of_2023_is_the_whole_document(cli: Cli, workspace: Any) -> None:
    text = cli("report", "-w", str(PROJECT), "--year", "2023").out
    headings = re.findall(r"^#{1,4} (.*)$", text, re.M)
    actions = [f"{number}. {action.name}" for number, action in enumerate(workspace.actions.values(), 1)]
    assert headings == [
        "XX镇2023年爱国卫生“7个专项行动”工作总结",
        "一、2023年工作开展情况",
        "（一）加强组织领导",
        "（二）推进7个专项行动",
        *actions,
        "（三）抓好任务落实和问题整改",
        "二、存在的困难和问题",
        "三、2024年工作打算",
        "（一）总体思路",
        "（二）继续推进7个专项行动",
        *actions,
        "四、工作亮点",
    ]
    done, tasks = text.split("## 三、")
    for name, figures in FIGURES_2023.items():
        paragraph = done.split(f". {name}\n")[1].split("\n#")[0]
        assert [figure for figure in figures if figure not in paragraph] == [], name
    for indicator in workspace.indicators.values():
        condition = indicator.condition_for(2024)
        assert sentence(condition, indicator, workspace).text in tasks
    assert "示例" not in text


@pytest.mark.parametrize("name", ["", "every-verdict", "next-round"])
def test_no_sign_of_ambiguous_width_before_the_last_column(name: str, cli: Cli) -> None:
    """Chinese consoles draw such signs two cells wide and would push out of line what follows."""
    root = WORKSPACES / "good" / name if name else PROJECT
    for line in cli("check", "-w", str(root)).out.splitlines():
        inner, cells = "", 0
        for character in line:
            cells += cell_len(character)
            inner += character if cells <= LAST_COLUMN else ""
        assert not [each for each in inner if unicodedata.east_asian_width(each) == "A"], line
