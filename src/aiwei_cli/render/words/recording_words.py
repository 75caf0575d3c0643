"""What ``aiwei record`` says: where the figure stands, and what it did to the verdict."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple, assert_never

from aiwei_cli.model.condition import group_of
from aiwei_cli.model.figure_kind import FigureKind
from aiwei_cli.model.measurement import Indices, Measurement
from aiwei_cli.model.target import Indicator, scale_on
from aiwei_cli.model.verdict import Finding
from aiwei_cli.model.workspace import Workspace
from aiwei_cli.render.words.demands import short
from aiwei_cli.render.words.exemption_words import remark_of
from aiwei_cli.render.words.findings import actual
from aiwei_cli.render.words.labels import ONE_PERIOD, STATUS
from aiwei_cli.render.words.numbers import plain, with_unit
from aiwei_cli.render.words.phrase import Words, joined
from aiwei_cli.render.words.safe_text import in_lines
from aiwei_cli.render.words.value_words import measured_words


def doubtful(reasons: Sequence[str], background: str) -> str:
    """Why a value was not taken as it is, with the last one and what is plausible."""
    if any("合理范围" in reason for reason in reasons):
        background = background.partition("合理范围")[0].rstrip("。")
    return "。".join(text for text in ("；".join(reasons), background) if text)


def wanted_figure(indicator: Indicator) -> str:
    """Whether the figure of the month alone is wanted, or what has added up: 年初至今的数，不是当月的."""
    one = ONE_PERIOD[indicator.every]
    match indicator.figures:
        case FigureKind.STANDING:
            return "到那天的状况"
        case FigureKind.CUMULATIVE | FigureKind.YEAR_TO_DATE:
            return f"年初至今的数，不是{one}的"
        case FigureKind.PER_PERIOD:
            return f"{one}的数，不是累计"
        case _:
            assert_never(indicator.figures)


def known(workspace: Workspace, key: str, organisation: str | None, on: date) -> str:
    """What a new figure of a day can be held against: the last one, and the plausible range."""
    indicator = workspace.indicators[key]
    earlier = [
        each
        for each in workspace.measurements.get(key, ())
        if each.organisation == organisation and each.on < on
    ]
    said = []
    if earlier:
        said.append(f"上次：{earlier[-1].on} {measured_words(earlier[-1], indicator)}")
    if indicator.range:
        low, high = (with_unit(plain(each), indicator) for each in indicator.range)
        said.append(f"合理范围：{low} 至 {high}")
    if indicator.figures is not FigureKind.STANDING:
        said.append(f"报{wanted_figure(indicator)}")
    return "。".join(said)


class Standing(NamedTuple):
    """How an indicator stood in a year before a figure was recorded, and how it stands."""

    year: int
    as_of: date
    was: Finding | None
    now: Finding | None

    @property
    def has_turned(self) -> bool:
        """Whether its verdict is another one."""
        return self.was is not None and self.now is not None and self.was.status is not self.now.status


def recorded(
    new: Measurement, old: Measurement | None, stood: Sequence[Standing], workspace: Workspace
) -> str:
    """The figure with its place, and a line for each year: the verdict before and after."""
    indicator = workspace.indicators[new.indicator]
    for_whom = f"（{organisation_name(new, indicator, workspace)}）" if new.organisation else ""
    value = _said(new, indicator, workspace)
    verb = f"由{_said(old, indicator, workspace)}更正为{value}" if old else f"记入 {value}"
    line = f"{indicator.name}{for_whom}：{new.on} {verb}，{new.place.path}:{new.place.line}"
    return in_lines([line, *(_stands(each, new, indicator, workspace) for each in stood)])


def _stands(stood: Standing, new: Measurement, indicator: Indicator, workspace: Workspace) -> str:
    year, was, now = stood.year, stood.was, stood.now
    judged = "判定" if year == workspace.about.year else f"{year}年判定"
    if now is None:
        return f"判定：{year}年没有生效的目标"
    before = STATUS[was.status] if was else "不判定"
    after = STATUS[now.status]
    turn = f"{before} → {after}" if before != after else f"仍为{after}"
    said: list[Words] = [f"要求 {short(now.verdict.condition, indicator, workspace)}"]
    said.append(f"实际 {actual(now.verdict, indicator)}")
    said.append(remark_of(now, workspace, year))
    own = indicator.year_of(new.on, workspace.about.terms)
    if new.on > stood.as_of:
        said.append(f"这条在截止日 {stood.as_of} 之后，没有计入")
    elif own > year:
        said.append(f"这条是{own}年的，没有计入{year}年")
    return f"{judged}：{turn}（{joined('，', said)}）"


def _said(measurement: Measurement, indicator: Indicator, workspace: Workspace) -> str:
    """A value in full: of raw indices each one."""
    value = measurement.value
    if not isinstance(value, Indices):
        return measured_words(measurement, indicator).text
    scale = scale_on(indicator, measurement.on, workspace.scales, workspace.about.terms)
    return "、".join(
        f"{scale.indices[key].name}{plain(number)}{scale.indices[key].unit}"
        for key, number in value.by_id.items()
    )


def organisation_name(measurement: Measurement, indicator: Indicator, workspace: Workspace) -> str:
    """What the organisation that a figure is of is called."""
    key = measurement.organisation or ""
    group = group_of(indicator.target_on(measurement.on, workspace.about.terms))
    return workspace.groups[group].members[key].name if group else key
