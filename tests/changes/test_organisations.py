"""Who opened and closed: what ``diff`` says of it, and why a verdict turned by it."""

from __future__ import annotations

from collections.abc import Callable
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest

from aiwei_cli.model.workspace import Workspace
from support import WORKSPACES
from towns import changes, indicator, said, town

Golden = Callable[[Path, str], None]
VALUES = {"one": {"2024-06-30": "90"}, "two": {"2024-06-30": "60"}}


def of(two: Any, target: Any = None, values: Any = VALUES) -> Workspace:
    """A town with two villages; how the second one is written is what differs."""
    groups = {"village": {"name": "村", "members": {"one": "甲村", **({"two": two} if two else {})}}}
    demanded = indicator(target or {"each": "village", "at_least": 80}, name="改厕率", numerator=None)
    return town({"it": demanded}, {"it": values}, groups=groups)


def turned(before: Workspace, after: Workspace) -> list[str]:
    return [row.sentence.text for row in changes(before, after, "2024-09-10") if row.section == "turns"]


@pytest.mark.parametrize("target", [{"each": "village", "at_least": 80}, {"mean": "village", "at_least": 80}])
def test_a_closing_says_why_the_verdict_turned_and_is_flagged(target: Any) -> None:
    before, after = of("乙村", target), of({"name": "乙村", "closed": "2024-08-31"}, target)
    assert turned(before, after) == ["改厕率判定由推进中转为达标，另有1个村已于2024年8月31日撤并，不再计入"]
    assert said(before, after, "others") == [
        "乙村于2024年8月31日撤并。【撤并前改厕率没有达标，此后不再计入，请核对依据】"
    ]


def test_a_closing_of_last_year_entered_late_says_so_too() -> None:
    before, after = of("乙村"), of({"name": "乙村", "closed": "2023-11-30"})
    assert turned(before, after) == ["改厕率判定由推进中转为达标，乙村已于2023年11月30日撤并，不再计入"]
    assert said(before, after, "others") == [
        "乙村于2023年11月30日撤并。【2024年改厕率没有达标，此后不再计入，请核对依据】"
    ]


@pytest.mark.parametrize(
    ("before", "after", "sentence"),
    [
        # One that had met everything: the count is another one all the same.
        (
            {"name": "甲村二组"},
            {"name": "甲村二组", "closed": "2024-05-31"},
            "甲村二组于2024年5月31日撤并。【影响判定，请核对依据】",
        ),
        (
            {"name": "乙村", "closed": "2024-05-31"},
            {"name": "乙村", "closed": "2024-07-31"},
            "乙村撤并日期由2024年5月31日改为2024年7月31日。【撤并前改厕率没有达标，此后不再计入，请核对依据】",
        ),
        (
            {"name": "乙村", "closed": "2024-08-31"},
            {"name": "乙村"},
            "乙村取消撤并日期（原为2024年8月31日）。【影响判定，请核对依据】",
        ),
        (
            {"name": "乙村"},
            {"name": "乙村", "opened": "2024-11-01"},
            "乙村于2024年11月1日开办。【影响判定，请核对依据】",
        ),
    ],
)
def test_each_day_is_told_with_what_it_was(before: Any, after: Any, sentence: str) -> None:
    met = {"one": {"2024-03-31": "90"}, "two": {"2024-03-31": "95", "2024-06-30": "60"}}
    assert said(of(before, values=met), of(after, values=met), "others") == [sentence]


def test_one_that_is_struck_from_the_list_is_named_where_a_verdict_turns() -> None:
    values = {"one": {"2024-06-30": "90"}}
    before, after = of("乙村", values=values), of(None, values=values)
    assert turned(before, after) == ["改厕率判定由缺数据转为达标，乙村已不在考核对象之列"]
    assert said(before, after, "others") == ["更改了“村”考核对象。【考核对象影响判定，请核对依据】"]


def test_an_excepted_one_had_met_what_was_asked_of_it() -> None:
    excepted = {
        "indicator": "it",
        "organisation": "two",
        "reason": "整村搬迁",
        "document": "县爱卫〔2024〕7号",
        "approved_by": "县爱卫办",
        "until": "2024-12-31",
    }
    towns = []
    for two in ("乙村", {"name": "乙村", "closed": "2024-08-31"}):
        groups = {"village": {"name": "村", "members": {"one": "甲村", "two": two}}}
        demanded = indicator({"each": "village", "at_least": 80}, name="改厕率")
        towns.append(town({"it": demanded}, {"it": VALUES}, groups=groups, exceptions=[excepted]))
    before, after = towns
    assert said(before, after, "others") == ["乙村于2024年8月31日撤并。【影响判定，请核对依据】"]


WRITTEN: dict[str, Any] = {
    "没有": None,
    "一直开办": "乙村",
    "2023年5月开办": {"name": "乙村", "opened": "2023-05-01"},
    "2024年2月开办": {"name": "乙村", "opened": "2024-02-01"},
    "2024年11月开办": {"name": "乙村", "opened": "2024-11-01"},
    "2023年11月撤并": {"name": "乙村", "closed": "2023-11-30"},
    "2024年7月撤并": {"name": "乙村", "closed": "2024-07-15"},
    "2024年8月撤并": {"name": "乙村", "closed": "2024-08-31"},
    "2025年5月撤并": {"name": "乙村", "closed": "2025-05-31"},
    "改名": "乙新村",
}


OVER: dict[str, Any] = {
    "each": {"each": "village", "at_least": 80},
    "mean": {"mean": "village", "at_least": 80},
    "both": {"all": [{"each": "village", "at_least": 80}, {"mean": "village", "at_least": 50}]},
}


@pytest.mark.parametrize("kind", OVER)
@pytest.mark.parametrize("as_of", ["2024-09-10", "2025-06-30"])
def test_every_way_in_which_a_village_comes_and_goes(kind: str, as_of: str, golden: Golden) -> None:
    """Before and after each way of writing the second village: how the verdict turned, and what is said of the village."""
    target, lines = OVER[kind], []
    figures = {"one": {"2023-06-30": "85", "2024-06-30": "90"}}
    second = {"two": {"2023-06-30": "70", "2024-07-31": "60"}}
    made = {name: of(two, target, figures | (second if two else {})) for name, two in WRITTEN.items()}
    for (one, before), (other, after) in permutations(made.items(), 2):
        lines.append(f"# {one} → {other}")
        for row in changes(before, after, as_of):
            if row.section != "values":
                lines.append(f"    {row.sentence}。{f'【{row.flag}】' if row.flag else ''}")
    golden(WORKSPACES / "golden" / f"organisations.{kind}.{as_of}.txt", "\n".join(lines) + "\n")


def test_a_closing_told_after_the_year_is_held_against_the_figures_of_the_year() -> None:
    """What the village had met in the year, and what nobody reported after it, is no reason to look twice."""
    met = {"one": {"2024-06-30": "90"}, "two": {"2024-06-30": "95"}}
    before, after = of("乙村", values=met), of({"name": "乙村", "closed": "2023-11-30"}, values=met)
    told = [str(row.flag) for row in changes(before, after, "2025-06-30") if row.section == "others"]
    assert told == ["影响判定，请核对依据"]
