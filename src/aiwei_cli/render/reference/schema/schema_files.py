"""The kinds of files, and the schema of each as the text of a file."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from aiwei_cli.model.action import ActionFile
from aiwei_cli.model.target import TargetsFile
from aiwei_cli.model.text import Frozen
from aiwei_cli.model.workspace import WorkspaceFile
from aiwei_cli.render.reference.schema.model_schema import file_schema
from aiwei_cli.render.reference.schema.scalar_schema import Schema
from aiwei_cli.render.words.safe_text import safe


class Kind(NamedTuple):
    """One kind of file."""

    model: type[Frozen]
    title: str
    description: str


KINDS: Final = {
    "workspace": Kind(
        WorkspaceFile, "data/workspace.yaml", "这套数据是谁的，判定哪一年，学期起止，总结的其余部分"
    ),
    "targets": Kind(TargetsFile, "data/targets.yaml", "指标、目标、分级标准和考核对象"),
    "action": Kind(
        ActionFile, "data/actions/*.yaml", "一个专项行动：计划、进展、整改、数量、工作情况、监测值"
    ),
}
"""By the name that ``aiwei schema`` knows it by."""


def schema_of(kind: str) -> Schema:
    """The schema of one kind of file."""
    return file_schema(*KINDS[kind])


def as_text(schema: Schema) -> str:
    """A schema as a file holds it."""
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def written(paths: Sequence[str]) -> str:
    """Which files were written, the schemas and then the data."""
    if not paths:
        return "已经都是最新的，没有改动\n"
    data = [path for path in paths if path.endswith((".yaml", ".yml"))]
    lines = [f"已写入 {path}\n" for path in paths if path not in data]
    lines += [f"已在首行注明：{path}\n" for path in data]
    return safe("".join(lines))


def left_alone(skipped: Mapping[str, str]) -> str:
    """Which files cannot be read, and why."""
    return safe("".join(f"没有改动 {path}：{reason}\n" for path, reason in skipped.items()))
