"""From 预计 through 快报 to 核定: how a figure of a day came to read otherwise."""

from __future__ import annotations

from aiwei_cli.model.measurement import Maturity, Measurement
from aiwei_cli.render.schema.words import word_of

_THE_FIGURE = ("value", "indices")
"""What states the figure itself; all else in an entry is said of it."""


def ripened(old: Measurement, new: Measurement, last: str, now: str) -> str:
    """由预计数71%核定为70.5%; of a figure that is as ripe as before 由71%更正为70.5%."""
    was, stands = old.entry.status, new.entry.status
    before = f"{was}数" if was else ""
    if was is Maturity.SAMPLE and stands is not Maturity.SAMPLE:
        return f"由示例数{last}换为实际数{now}"
    if was == stands:
        verb = "调整" if was is Maturity.ESTIMATE else "更正"
        return f"由{before}{last}{verb}为{now}"
    if stands is Maturity.FINAL:
        return f"由{before}{last}核定为{now}"
    if was is Maturity.ESTIMATE:
        return f"由{before}{last}调整为{f'{stands}数' if stands else ''}{now}"
    return f"由{before}{last}改为{f'{stands}数' if stands else ''}{now}"


def annotated(old: Measurement, new: Measurement) -> str:
    """What else is said of a figure that stays the same."""
    said = []
    for name in type(new.entry).model_fields:
        was, now = getattr(old.entry, name), getattr(new.entry, name)
        if was == now or name in _THE_FIGURE:
            continue
        if name == "status" and was and now:
            said.append(f"由{was}数转为{now}数")
        elif name == "status" and now:
            said.append(f"标明为{now}数")
        else:
            said.append(
                f"{'补充' if not was else '更改' if now else '删去'}了{word_of(type(new.entry), name)}"
            )
    return "，".join(said) or "换了写法"
