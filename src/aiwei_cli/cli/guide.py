"""``aiwei record`` without arguments: one question after the other.

Every answer is checked where it is given, with the same readers that read the files, so that
nothing is asked in vain.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Final

import questionary
import typer

from aiwei_cli.cli.keep import Wish
from aiwei_cli.cli.options import choose, day, worded
from aiwei_cli.edit.measure import Request, group_for, read_value, standing, stated
from aiwei_cli.load.assemble import load
from aiwei_cli.model.errors import AiweiError, UsageError
from aiwei_cli.model.measurement import Maturity
from aiwei_cli.model.workspace import Workspace
from aiwei_cli.render.recorded import known
from aiwei_cli.render.safe import safe

_ALL: Final = "全部指标"
_NONE: Final = "不注明"


def lead(root: Path, wish: Wish, today: date, asks: bool) -> Wish:
    """Ask for whatever is lacking. Raises :class:`UsageError` where there is nobody to ask."""
    if not asks:
        raise UsageError("要写指标和值", "例如 aiwei record 指标编号 165/180 --date 2024-06-30")
    workspace = load(root).workspace
    key = _indicator(workspace, wish)
    on = _day(workspace, key, wish, today)
    organisation = _organisation(workspace, key, on, wish)
    request = Request(key, "", on, organisation)
    typer.echo(safe(known(workspace, request.indicator, organisation, on)), err=True)
    old = standing(workspace, request)
    if old and not wish.correct:
        if not _confirm(f"{on} 已经有监测值 {stated(old)}，要更正它吗？"):
            raise typer.Abort
        wish = wish._replace(correct=True)
    value = _text(
        "值（如 91.7%、165/180、C、是）：",
        lambda text: _checked(lambda: read_value(workspace, request._replace(value=text))),
        wish.value or "",
    )
    states = [_NONE, *(each.value for each in Maturity)]
    status = wish.status or questionary.select("数据状态：", states).unsafe_ask()
    source = _text("来源（可不填）：", lambda text: _checked(lambda: worded("来源", text)), wish.source)
    note = _text(
        "更正原因：" if wish.correct else "说明（可不填）：",
        lambda text: (
            _checked(lambda: worded("说明", text)) if text.strip() or not wish.correct else "更正要写明原因"
        ),
        wish.note,
    )
    return wish._replace(
        indicator=key,
        value=value,
        on=on.isoformat(),
        organisation=organisation or "",
        status="" if status == _NONE else status,
        source=source,
        note=note,
    )


def _indicator(workspace: Workspace, wish: Wish) -> str:
    if wish.indicator is not None:
        names = {key: each.name for key, each in workspace.indicators.items()}
        return choose("record", [wish.indicator], names)[0]
    actions = {each.name: key for key, each in workspace.actions.items()}
    picked = questionary.select("哪个专项行动？", [_ALL, *actions]).unsafe_ask()
    titles = {
        f"{each.name}（{key}）": key
        for key, each in workspace.indicators.items()
        if picked == _ALL or each.action == actions[picked]
    }
    answer = questionary.autocomplete(
        "哪个指标？输入名称或编号的一部分：",
        list(titles),
        match_middle=True,
        validate=lambda text: text in titles or "从列出的指标里选一个（Tab 或方向键）",
    ).unsafe_ask()
    return titles[answer]


def _day(workspace: Workspace, key: str, wish: Wish, today: date) -> date:
    last = [each.on for each in workspace.measurements.get(key, ())]
    year = workspace.about.year
    usual = today if today.year == year else max([*last, date(year, 12, 31)])
    text = wish.on or _text(
        "数据的日期：", lambda text: _checked(lambda: day("日期", text)), usual.isoformat()
    )
    return day("--date", text)


def _organisation(workspace: Workspace, key: str, on: date, wish: Wish) -> str | None:
    group = group_for(workspace.indicators[key], on)
    if group is None:
        return wish.organisation or None
    members = {each.name: member for member, each in workspace.groups[group].members.items()}
    if wish.organisation:
        return choose("--for", [wish.organisation], {key: name for name, key in members.items()})[0]
    return members[questionary.select(f"哪个{workspace.groups[group].name}？", list(members)).unsafe_ask()]


def _confirm(question: str) -> bool:
    return bool(questionary.select(question, ["是", "否"]).unsafe_ask() == "是")


def _text(question: str, check: Callable[[str], bool | str], usual: str) -> str:
    return str(questionary.text(question, default=usual, validate=check).unsafe_ask()).strip()


def _checked(read: Callable[[], object]) -> bool | str:
    """True, or what to say against an answer."""
    try:
        read()
    except AiweiError as error:
        return f"{error.message}；{error.hint}" if error.hint else error.message
    return True
