"""One indicator in full, for ``aiwei show``, its figures as a row of blocks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Final

from aiwei_cli.model.condition import Condition
from aiwei_cli.model.figure_kind import FigureKind
from aiwei_cli.model.target import Indicator
from aiwei_cli.model.verdict import Status
from aiwei_cli.model.workspace import Workspace
from aiwei_cli.render.records.indicator_records import IndicatorRecords
from aiwei_cli.render.records.measurement_record import IndexRecord, MeasurementRecord
from aiwei_cli.render.records.verdict_record import VerdictRecord
from aiwei_cli.render.words.demands import limit_of, short
from aiwei_cli.render.words.exemption_words import exemption_words
from aiwei_cli.render.words.labels import EVERY, FIGURES, LEVEL, SAMPLE, STATUS
from aiwei_cli.render.words.numbers import plain
from aiwei_cli.render.words.phrase import Origin, Source
from aiwei_cli.render.words.safe_text import in_lines
from aiwei_cli.render.words.value_words import value_words
from aiwei_cli.render.words.verdict_explanation import steps
from aiwei_cli.render.words.worded_verdict import worded

# Characters that a GBK console can show.
_BLOCKS: Final = "▁▂▃▄▅▆▇█"


def sparkline(figures: Sequence[Fraction]) -> str:
    """One block a figure, the lowest figure the lowest block; flat where all are equal."""
    if not figures:
        return ""
    low, high = min(figures), max(figures)
    if low == high:
        return _BLOCKS[3] * len(figures)
    top = len(_BLOCKS) - 1
    return "".join(_BLOCKS[round((figure - low) / (high - low) * top)] for figure in figures)


_LABEL_CELLS = 10


def indicator_sheet(
    shown: IndicatorRecords,
    workspace: Workspace,
    commits: Mapping[tuple[str, str | None, date], str],
) -> str:
    """Definition, demand, verdict with its reasoning, every measurement with its place and its commit."""
    indicator, figures = workspace.indicators[shown.id], shown.measurements
    lines = [f"{indicator.name}（{shown.id}）", *_definition(indicator, workspace), ""]
    if shown.verdict:
        lines.extend(_verdict(shown.verdict))
    else:
        lines.append(f"{shown.year}年没有生效的目标，不判定")
    for number, each in enumerate(shown.exemptions):
        lines.append(field("" if number else STATUS[Status.EXCEPTED], exemption_words(each)))
    lines.append("")
    lines.append(f"监测值（{len(figures)} 条）" if figures else "监测值：还没有")
    condition = indicator.condition_for(shown.year)
    for figure in figures:
        commit = commits.get((figure.indicator, figure.organisation, figure.on), "")
        lines.append(f"{_measurement(figure, indicator, condition)}  {commit}".rstrip())
    lines.extend(_trend([each for each in figures if each.counts]))
    if any(each.is_sample for each in figures):
        lines.append(f"注意：标着{SAMPLE}的不是真实监测值，不能上报")
    return in_lines(lines)


def field(name: str, text: str) -> str:
    """A line of a sheet: its label, padded, and what is to be said."""
    return f"  {name}{' ' * (_LABEL_CELLS - 2 * len(name))}{text}"


def _definition(indicator: Indicator, workspace: Workspace) -> Iterator[str]:
    action = workspace.actions[indicator.action]
    yield field("专项行动", f"{action.name}（{action.id}）")
    if indicator.clause:
        yield field("条款", indicator.clause)
    yield field("层级", f"{LEVEL[indicator.level]}级")
    yield field("报送", f"{indicator.reported_by}，{EVERY[indicator.every]}")
    if indicator.figures is not FigureKind.STANDING:
        yield field("数的口径", FIGURES[indicator.figures])
    if indicator.unit:
        yield field("计量单位", indicator.unit)
    if indicator.numerator:
        counted = f"（{indicator.counted_in}）" if indicator.counted_in else ""
        yield field("口径", f"{indicator.numerator} / {indicator.denominator}{counted}")
    if indicator.range:
        yield field("合理范围", f"{plain(indicator.range[0])} 至 {plain(indicator.range[1])}")
    if indicator.parts:
        yield field("各部分", "、".join(workspace.indicators[each].name for each in indicator.parts))
    if indicator.ignore:
        yield field("不提疑点", "、".join(indicator.ignore))
    for year, condition in sorted(indicator.target.items()):
        yield field("目标", f"{year}年起 {short(condition, indicator, workspace)}")


def _verdict(record: VerdictRecord) -> Iterator[str]:
    said, finding = worded(record), record.finding
    excepted = record.status is Status.EXCEPTED
    without = f"，不{said.status}则为{STATUS[record.without_exemption]}" if excepted else ""
    yield f"{record.year}年判定：{said.status}（截至 {record.as_of}{without}）"
    on = f"，{said.on}" if record.measured_on else ""
    yield field("要求", said.required)
    yield field("实际", f"{said.actual}{on}")
    for number, step in enumerate(steps(finding.verdict, finding.indicator, record, record.year)):
        yield field("依据" if number == 0 else "", step)


def _measurement(record: MeasurementRecord, indicator: Indicator, condition: Condition | None) -> str:
    limit = limit_of(condition, record.exact) if condition else None
    line = Source(Origin.MEASUREMENT, record.indicator, record.on, record.organisation)
    value = "，".join(map(_index, record.indices)) or value_words(record.value, indicator, line, limit).text
    said = (
        record.on.isoformat(),
        record.organisation_name,
        value,
        record.maturity,
        record.source,
        f"{record.measured}测定" if record.measured else None,
        f"{record.received}收到" if record.received else None,
        record.note,
        f"佐证：{'、'.join(record.evidence)}" if record.evidence else None,
        None if record.counts else "（在截止日之后，未计入）",
        f"{record.place.path}:{record.place.line}",
    )
    return "  " + "  ".join(text for text in said if text)


def _index(index: IndexRecord) -> str:
    return (
        f"{index.name}{plain(index.number)}{index.unit}"
        if index.name
        else f"{index.id} {plain(index.number)}"
    )


def _trend(measurements: Sequence[MeasurementRecord]) -> Iterator[str]:
    """The sparkline, where one series of figures is kept; organisations are not mixed into one."""
    figures = [each for each in measurements if each.organisation is None]
    exact = [each.exact for each in figures if each.exact is not None]
    if len(exact) > 1:
        days = [each.on for each in figures if each.exact is not None]
        yield f"走势  {sparkline(exact)}  {days[0]} 至 {days[-1]}"
