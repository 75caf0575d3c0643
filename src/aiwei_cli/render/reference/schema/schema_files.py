"""The kinds of files, and the schema of each as the text of a file.

The texts lie beside this module, made of the models by ``docs/generate.py``: to print one, no model has to be built.
``tests/test_schema.py`` holds them to the models.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

from aiwei_cli.render.words.safe_text import safe


class Kind(NamedTuple):
    """One kind of file."""

    title: str
    description: str


KINDS: Final = {
    "workspace": Kind("data/workspace.yaml", "这套数据是谁的，判定哪一年，学期起止，总结的其余部分"),
    "targets": Kind("data/targets.yaml", "指标、目标、分级标准和考核对象"),
    "action": Kind("data/actions/*.yaml", "一个专项行动：计划、进展、整改、数量、工作情况、监测值"),
}
"""By the name that ``aiwei schema`` knows it by."""


def path_of(kind: str) -> Path:
    """Where the schema of a kind of file lies."""
    return Path(__file__).with_name(f"{kind}.schema.json")


def schema_text(kind: str) -> str:
    """The schema of one kind of file."""
    return path_of(kind).read_text(encoding="utf-8")


def all_schemas() -> str:
    """The schemas of all kinds, by name, as one text."""
    return as_text({kind: json.loads(schema_text(kind)) for kind in KINDS})


def as_text(schema: Mapping[str, Any]) -> str:
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
