"""What completion takes from the files at a glance: whatever has a name, and nothing that is only like it."""

from __future__ import annotations

from typing import Any

from aiwei_cli.load.outline import Outline, outline
from aiwei_cli.load.tree import Unfit
from towns import Memory

NOTHING = Outline("", [], {}, {}, {}, {}, {}, {}, {}, [])
ACTION = "data/actions/a.yaml"


def seen(**files: Any) -> Outline:
    paths = {"workspace": "data/workspace.yaml", "targets": "data/targets.yaml", "action": ACTION}
    return outline(Memory({paths[name]: content for name, content in files.items()}))


def test_nothing_is_named_where_there_is_no_file() -> None:
    assert seen() == NOTHING


def test_the_year_judged() -> None:
    assert seen(workspace={"year": 2024}) == NOTHING._replace(year="2024")
    assert seen(workspace={"town": "示范镇"}) == NOTHING


def test_indicators_their_years_and_who_reports_them() -> None:
    rate = {
        "name": "比率",
        "reported_by": "卫生院",
        "target": {2025: {"at_least": 80}, 2024: {"at_least": 70}},
    }
    other = {
        "name": "个数",
        "reported_by": "村镇中心",
        "target": {2024: {"at_least": 1}, "明年": {"at_least": 2}},
    }
    found = seen(
        targets={"indicators": {"rate": rate, "other": other, "Bad": rate, "text": "文字", "bare": {}}}
    )
    assert found == NOTHING._replace(
        years=["2024", "2025"],
        indicators={"rate": "比率", "other": "个数", "bare": ""},
        members={"rate": {}, "other": {}, "bare": {}},
        responsible=["卫生院", "村镇中心"],
    )


def test_the_organisations_of_each_indicator_however_deep_the_group_is_named() -> None:
    members = {"one": "一小", "two": {"name": "二小", "opened": "2024-09-01"}, "Three": "三小"}
    groups = {"school": {"members": members}, "stall": {"members": {"x": "摊点"}}, "odd": {"members": "文字"}}
    deep = {"all": [{"any": [{"mean": "stall", "at_least": 1}]}, {"at_most": 9}]}
    found = seen(
        targets={
            "organisations": groups,
            "indicators": {
                "each": {"target": {2024: {"each": "school", "at_least": 1}}},
                "mean": {"target": {2024: deep, 2025: {"each": "school"}}},
                "none": {
                    "target": {2024: {"each": "nowhere"}, 2025: {"each": "odd"}, 2026: {"each": {"x": "y"}}}
                },
                "text": {"target": "文字"},
            },
        }
    )
    school = {"one": "一小", "two": "二小"}
    assert found.members == {"each": school, "mean": {"x": "摊点", **school}, "none": {}, "text": {}}
    assert found.years == ["2024", "2025", "2026"]


def test_tasks_and_those_that_are_open() -> None:
    plan = [
        {"id": "walk", "title": "修步道", "responsible": "村镇中心"},
        {"id": "half", "title": "修广场", "state": "进行中"},
        {"id": "paper", "title": "印手册", "state": "已完成"},
        {"id": "party", "title": "开会", "done": "2024-05-01"},
        {"id": "Bad", "title": "坏", "responsible": "没有人"},
        {"title": "没有编号"},
        "文字",
    ]
    found = seen(action={"id": "act", "name": "行动", "lead": "爱卫办", "plan": plan})
    titles = {"walk": "修步道", "half": "修广场", "paper": "印手册", "party": "开会"}
    assert found == NOTHING._replace(
        actions={"act": "行动"},
        tasks=titles,
        open_tasks={"walk": "修步道", "half": "修广场"},
        responsible=["村镇中心", "爱卫办"],
    )
    assert seen(action={"id": "act", "plan": "文字"}) == NOTHING._replace(actions={"act": ""})
    assert seen(action={"id": "Act", "name": "行动"}) == NOTHING


def test_issues_and_those_that_are_open() -> None:
    opened = {"opened": "2024-05-01", "problem": "积水", "responsible": "一村"}
    found = seen(
        action={
            "issues": {
                "pond": [opened],
                "shed": [opened | {"problem": "棚子"}, {"progress": "2024-05-03"}],
                "over": [opened | {"problem": "乱倒"}, {"closed": "2024-06-01"}],
                "again": ["文字", opened | {"problem": "井盖"}],
                "none": [],
                "text": "文字",
                "Bad": [opened | {"responsible": "没有人"}],
            }
        }
    )
    told = {"pond": "积水", "shed": "棚子", "over": "乱倒", "again": "井盖"}
    still = {"pond": "积水", "shed": "棚子", "again": "井盖"}
    assert found == NOTHING._replace(issues=told, open_issues=still, responsible=["一村"])
    assert seen(action={"issues": "文字"}) == NOTHING


class Unlisted(Memory):
    def action_paths(self) -> list[str]:
        raise Unfit("不能列出")


def test_what_cannot_be_listed_or_read_names_nothing_and_the_rest_is_named() -> None:
    tree = Unlisted({"data/workspace.yaml": {"year": 2024}, ACTION: {"id": "act", "name": "行动"}})
    assert outline(tree) == NOTHING._replace(year="2024")
    torn = Memory({"data/workspace.yaml": {"year": 2024}, "data/actions/b.yaml": {"id": "b", "name": "乙"}})
    torn.files["data/targets.yaml"] = b"indicators: {"
    torn.files[ACTION] = b"\xff\xfe"
    assert outline(torn) == NOTHING._replace(year="2024", actions={"b": "乙"})
