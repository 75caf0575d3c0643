"""Whole workspaces in a line: read from files that exist in memory only, as a revision's do."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from aiwei_cli.load.assemble import load_tree
from aiwei_cli.load.tree import Unfit
from aiwei_cli.model.workspace import Workspace
from aiwei_cli.render.words.changes.change_row import Row
from aiwei_cli.render.words.changes.change_rows import rows
from aiwei_cli.rules.state_comparison import compare

SCALES = {
    "rats": {
        "name": "鼠密度控制水平",
        "grades": ["A", "B", "C"],
        "below": "不达C级",
        "indices": {
            "traces": {"name": "室内鼠迹阳性率", "unit": "%"},
            "proof": {"name": "防鼠设施合格率", "unit": "%"},
        },
        "editions": [
            {
                "document": "GB/T 27770-2011",
                "valid_from": "2012-04-01",
                "limits": {"traces": {"at_most": [1, 3, 5]}, "proof": {"at_least": [97, 95, 93]}},
            }
        ],
    },
    "air": {
        "name": "环境空气质量二级标准",
        "grades": ["二级"],
        "below": "超二级",
        "indices": {
            "pm10": {"name": "可吸入颗粒物", "unit": "微克/立方米"},
            "pm25": {"name": "细颗粒物", "unit": "微克/立方米"},
        },
        "editions": [
            {
                "document": "GB 3095-2012",
                "valid_from": "2016-01-01",
                "limits": {"pm10": {"at_most": [70]}, "pm25": {"at_most": [35]}},
            }
        ],
    },
}
GROUPS = {
    "school": {
        "name": "学校",
        "counter": "所",
        "members": {"first-school": "第一小学", "second-school": "第二小学"},
    },
    "caterer": {
        "name": "餐饮服务单位",
        "counter": "户",
        "members": {"stall": "示例摊点", "diner": "示例饭馆"},
    },
}
ABOUT = {
    "town": "示范镇",
    "county": "示范县",
    "office": "示范镇爱卫办",
    "programme": "专项行动",
    "year": 2024,
    "terms": [
        {"name": "春季学期", "starts": "02-16", "ends": "07-31"},
        {"name": "秋季学期", "starts": "08-26", "ends": "01-31"},
    ],
}
ACTION = {"id": "action", "name": "管慢病", "order": 1}


class Memory:
    """A tree whose files are values; written as YAML flow, which JSON is, with every scalar plain text."""

    def __init__(self, files: Mapping[str, Any], *, is_past: bool = False) -> None:
        self.is_past = is_past
        self.files = {
            path: json.dumps(_text(content), ensure_ascii=False).encode() for path, content in files.items()
        }

    def action_paths(self) -> list[str]:
        return sorted(path for path in self.files if path.startswith("data/actions/"))

    def read(self, path: str) -> bytes:
        if path not in self.files:
            raise Unfit("没有这个文件")
        return self.files[path]

    def digest(self, path: str) -> str:
        raise Unfit(path)


class Written(Memory):
    """A tree of files as somebody wrote them."""

    def __init__(self, files: Mapping[str, str], *, is_past: bool = False) -> None:
        super().__init__({}, is_past=is_past)
        self.files = {path: text.encode() for path, text in files.items()}


def flow(value: Any) -> str:
    """As it stands in braces, numbers and texts bare."""
    match value:
        case Mapping():
            return "{" + ", ".join(f"{key}: {flow(each)}" for key, each in value.items()) + "}"
        case list():
            return "[" + ", ".join(map(flow, value)) + "]"
        case "%" | "‰":
            return f'"{value}"'
        case _:
            return str(value)


def _text(content: Any) -> Any:
    match content:
        case Mapping():
            return {str(key): _text(value) for key, value in content.items()}
        case list() | tuple():
            return [_text(value) for value in content]
        case _:
            return str(content)


def indicator(target: Any = None, **more: Any) -> dict[str, Any]:
    """An indicator as a file states it: a share of persons unless told otherwise."""
    whole = {
        "action": "action",
        "name": "高血压患者规范管理率",
        "unit": "%",
        "level": "town",
        "reported_by": "镇卫生院",
        "every": "year",
        "numerator": "规范管理的患者",
        "denominator": "管理的患者",
        "counted_in": "人",
        "target": {2024: target or {"at_least": 70}},
    } | more
    return {key: value for key, value in whole.items() if value}


def town(
    indicators: Mapping[str, Any] | None = None,
    values: Mapping[str, Any] | None = None,
    *,
    about: Mapping[str, Any] | None = None,
    scales: Mapping[str, Any] = SCALES,
    groups: Mapping[str, Any] = GROUPS,
    exceptions: Any = None,
    actions: Mapping[str, Mapping[str, Any]] | None = None,
    past: bool = False,
    **more: Any,
) -> Workspace:
    """A workspace with some indicators and figures; ``more`` belongs to its only action's file.

    As a revision of the ``past`` it may hold what is refused today.
    """
    measurements = {key: each for key, each in (values or {}).items() if each}
    known = indicators or {"rate": indicator()}
    demanded = {"indicators": known, "scales": scales, "organisations": groups, "exceptions": exceptions}
    files = {
        "data/workspace.yaml": ABOUT | dict(about or {}),
        "data/targets.yaml": {key: each for key, each in demanded.items() if each},
        "data/actions/action.yaml": ACTION | ({"measurements": measurements} if measurements else {}) | more,
        **{f"data/actions/{key}.yaml": content for key, content in (actions or {}).items()},
    }
    return load_tree(Memory(files, is_past=past), evidence=False).workspace


def changes(before: Workspace, after: Workspace, as_of: str = "2024-12-31") -> list[Row]:
    """Everything that lies between two states, as the formats get it."""
    return list(rows(compare(before, after, 2024, date.fromisoformat(as_of))))


def said(before: Workspace, after: Workspace, section: str = "") -> list[str]:
    """The sentences of one section (of all but the verdicts), each with why it is flagged."""
    return [
        f"{row.sentence}。{f'【{row.flag}】' if row.flag else ''}"
        for row in changes(before, after)
        if row.section == section or (not section and row.section != "turns")
    ]


def recorded(definition: Mapping[str, Any], before: Mapping[str, Any], after: Mapping[str, Any]) -> str:
    """What is said of the figures of one indicator between two states of its file."""
    known = {"it": definition}
    return "\n".join(said(town(known, {"it": before}), town(known, {"it": after}), "values"))
