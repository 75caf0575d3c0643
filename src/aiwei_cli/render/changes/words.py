"""What the parts of the data are called where a change of them is told."""

from __future__ import annotations

from typing import Final

from aiwei_cli.model.data_change import Direction

SAMPLES: Final = "注意：其中含有示例数据，不是真实监测值，不能上报"
SECTION: Final = {
    "turns": "判定变化",
    "calendar": "到期（与数据的改动无关）",
    "values": "监测值",
    "targets": "指标和目标",
    "exemptions": "豁免",
    "tasks": "任务",
    "issues": "整改",
    "others": "其他",
}

DIRECTION: Final = {
    Direction.TIGHTER: "收紧",
    Direction.LOOSER: "放宽",
    Direction.OTHER: "调整",
    Direction.CORRECTED: "更正",
    Direction.NEW: "新增",
    Direction.GONE: "撤销",
}
"""What became of a demand, whichever way its number moved."""
