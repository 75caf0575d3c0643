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

from aiwei_cli.edit.evidence_intake import read_evidence
from aiwei_cli.edit.measurement_change import Request, group_for, read_value, standing, stated
from aiwei_cli.load.assemble import load_to_change
from aiwei_cli.model.condition import Attested, Condition, unfold
from aiwei_cli.model.condition_kind import LineKind
from aiwei_cli.model.errors import AiweiError, UsageError
from aiwei_cli.model.figure_kind import FigureKind
from aiwei_cli.model.measurement import Maturity
from aiwei_cli.model.target import Scale
from aiwei_cli.model.workspace import Workspace
from aiwei_cli.render.words.recording_words import known, wanted_figure
from aiwei_cli.render.words.safe_text import one_line
from aiwei_cli.usecases.named_period import last_day_of_period
from aiwei_cli.usecases.recording import RecordRequest
from aiwei_cli.usecases.typed_choices import day, indicator_called, worded
from aiwei_cli.usecases.word_choice import choose

_ALL: Final = "全部指标"
_NONE: Final = "不注明"
_HOW: Final = "（方向键选择，回车确定）"


def lead(root: Path, asked: RecordRequest, today: date, asks: bool) -> RecordRequest:
    """Ask for whatever is lacking. Raises :class:`UsageError` where there is nobody to ask."""
    if not asks:
        raise UsageError("要写指标和值", "例如 aiwei record 指标编号 165/180 --date 2024-06-30")
    workspace = load_to_change(root).workspace
    key = _indicator(workspace, asked)
    on = _day(workspace, key, asked, today)
    organisation = _organisation(workspace, key, on, asked)
    request = Request(key, "", on, organisation)
    typer.echo(one_line(known(workspace, request.indicator, organisation, on)), err=True)
    old = standing(workspace, request)
    if old and not asked.correct:
        if not _confirm(f"{on} 已经有监测值 {stated(old)}，要更正它吗？"):
            raise typer.Abort
        asked = asked._replace(correct=True)
    value = _text(
        _question(workspace, key, on),
        lambda text: _checked(lambda: read_value(workspace, request._replace(value=text))),
        asked.value or "",
    )
    evidence = asked.evidence or _evidence(workspace, key, on)
    states = [_NONE, *(each.value for each in Maturity)]
    status = asked.status or _select("数据状态：", states)
    source = _text("来源（可不填）：", lambda text: _checked(lambda: worded("来源", text)), asked.source)
    note = _text(
        "更正原因：" if asked.correct else "说明（可不填）：",
        lambda text: (
            _checked(lambda: worded("说明", text)) if text.strip() or not asked.correct else "更正要写明原因"
        ),
        asked.note,
    )
    return asked._replace(
        indicator=key,
        value=value,
        on=None if asked.for_period else on.isoformat(),
        organisation=organisation or "",
        status="" if status == _NONE else status,
        source=source,
        note=note,
        evidence=evidence,
    )


def _indicator(workspace: Workspace, asked: RecordRequest) -> str:
    if asked.indicator is not None:
        return indicator_called(workspace, "record", asked.indicator)
    actions = {each.name: key for key, each in workspace.actions.items()}
    picked = _select("哪个专项行动？", [_ALL, *actions])
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


def _day(workspace: Workspace, key: str, asked: RecordRequest, today: date) -> date:
    if asked.for_period:
        return last_day_of_period(asked.for_period, workspace.indicators[key], workspace.about.terms)
    last = [each.on for each in workspace.measurements.get(key, ())]
    year = workspace.about.year
    of_today = workspace.indicators[key].year_of(today, workspace.about.terms)
    usual = today if year in (today.year, of_today) else max([*last, date(year, 12, 31)])
    text = asked.on or _text(
        "数据的日期：", lambda text: _checked(lambda: day("日期", text)), usual.isoformat()
    )
    return day("--date", text)


def _organisation(workspace: Workspace, key: str, on: date, asked: RecordRequest) -> str | None:
    group = group_for(workspace.indicators[key], on, workspace)
    if group is None:
        return asked.organisation or None
    members = {each.name: member for member, each in workspace.groups[group].members.items()}
    if asked.organisation:
        return choose("--for", [asked.organisation], {key: name for name, key in members.items()})[0]
    return members[_select(f"哪个{workspace.groups[group].name}？", list(members))]


def _question(workspace: Workspace, key: str, on: date) -> str:
    """What kind of value is wanted."""
    for demand in _demands(workspace, key, on):
        if demand.scale_named:
            return _graded(workspace.scales[demand.scale_named])
        if demand.line_kinds == {LineKind.ATTESTATION}:
            return "值（是或否）："
        if demand.line_kinds == {LineKind.EVENTS}:
            return "次数（那天发生了几次；没有发生写 0）："
    indicator = workspace.indicators[key]
    if indicator.figures is not FigureKind.STANDING:
        return f"值（{wanted_figure(indicator)}，如 91.7%、165/180）："
    return "值（如 91.7%、165/180）："


def _graded(scale: Scale) -> str:
    names = "、".join(index.name for index in scale.indices.values())
    grades = f"{'、'.join(scale.grades)}，或者" if len(scale.grades) > 1 else ""
    if names:
        return f"值（{grades}分项=数，逗号隔开；分项有{names}）："
    return f"值（{'、'.join((*scale.grades, scale.below))}）："


def _evidence(workspace: Workspace, key: str, on: date) -> tuple[Path, ...]:
    """A file that proves it, where the target wants one."""
    wanted = any(isinstance(each, Attested) and each.document for each in _demands(workspace, key, on))
    if not wanted:
        return ()
    typed = _text(
        "佐证文件（路径，可不填）：", lambda text: not text.strip() or _readable(Path(text.strip())), ""
    )
    return (Path(typed),) if typed else ()


def _readable(file: Path) -> bool | str:
    return _checked(lambda: read_evidence(file))


def _demands(workspace: Workspace, key: str, on: date) -> list[Condition]:
    return list(unfold(workspace.indicators[key].target_on(on, workspace.about.terms)))


def _select(question: str, choices: list[str]) -> str:
    return str(questionary.select(question, choices, instruction=_HOW).unsafe_ask())


def _confirm(question: str) -> bool:
    return _select(question, ["是", "否"]) == "是"


def _text(question: str, check: Callable[[str], bool | str], usual: str) -> str:
    return str(questionary.text(question, default=usual, validate=check).unsafe_ask()).strip()


def _checked(read: Callable[[], object]) -> bool | str:
    """True, or what to say against an answer."""
    try:
        read()
    except AiweiError as error:
        return f"{error.message}；{error.hint}" if error.hint else error.message
    return True
