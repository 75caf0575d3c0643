"""One indicator in full, for ``aiwei show``, its figures as a row of blocks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Final

from aiwei_cli.model.condition import group_of
from aiwei_cli.model.measurement import Figure, Indices, Measurement
from aiwei_cli.model.target import Indicator, scales_of
from aiwei_cli.model.verdict import Assessment, Finding, Status
from aiwei_cli.model.workspace import Workspace
from aiwei_cli.render.words.demands import limit_of, short, value_text
from aiwei_cli.render.words.exemption_words import all_of
from aiwei_cli.render.words.findings import actual
from aiwei_cli.render.words.labels import EVERY, LEVEL, SAMPLE, STATUS
from aiwei_cli.render.words.numbers import plain
from aiwei_cli.render.words.safe_text import in_lines
from aiwei_cli.render.words.verdict_explanation import steps

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
    key: str,
    indicator: Indicator,
    assessment: Assessment,
    workspace: Workspace,
    commits: Mapping[tuple[str, str | None, date], str],
) -> str:
    """Definition, demand, verdict with its reasoning, every measurement with its place and its commit."""
    finding = next((each for each in assessment.findings if each.id == key), None)
    measurements = workspace.measurements.get(key, ())
    lines = [f"{indicator.name}（{key}）", *_definition(indicator, workspace)]
    lines.extend(_verdict(finding, assessment, workspace))
    for number, (_, text) in enumerate(all_of(key, workspace, finding, assessment)):
        lines.append(field("" if number else STATUS[Status.EXCEPTED], text))
    lines.append("")
    lines.append(f"监测值（{len(measurements)} 条）" if measurements else "监测值：还没有")
    for each in measurements:
        commit = commits.get((each.indicator, each.organisation, each.on), "")
        lines.append(f"{_measurement(each, indicator, assessment, workspace)}  {commit}".rstrip())
    lines.extend(_trend([each for each in measurements if each.on <= assessment.as_of]))
    if any(each.is_sample for each in measurements):
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


def _verdict(finding: Finding | None, assessment: Assessment, workspace: Workspace) -> Iterator[str]:
    yield ""
    if finding is None:
        yield f"{assessment.year}年没有生效的目标，不判定"
        return
    verdict, indicator = finding.verdict, finding.indicator
    excepted = finding.status is Status.EXCEPTED
    without = f"，不{STATUS[finding.status]}则为{STATUS[verdict.status]}" if excepted else ""
    yield f"{assessment.year}年判定：{STATUS[finding.status]}（截至 {assessment.as_of}{without}）"
    on = f"，{verdict.measurement.on}" if verdict.measurement else ""
    yield field("要求", short(verdict.condition, indicator, workspace))
    yield field("实际", f"{actual(verdict, indicator)}{on}")
    for number, step in enumerate(steps(verdict, indicator, workspace, assessment.year)):
        yield field("依据" if number == 0 else "", step)


def _measurement(
    each: Measurement, indicator: Indicator, assessment: Assessment, workspace: Workspace
) -> str:
    entry, condition = each.entry, indicator.condition_for(assessment.year)
    exact = each.value.exact if isinstance(each.value, Figure) else None
    limit = limit_of(condition, exact) if condition else None
    said = [each.on.isoformat(), value_text(each.value, indicator, limit)]
    if isinstance(each.value, Indices):
        said[-1] = "，".join(
            _index(key, number, indicator, workspace) for key, number in each.value.by_id.items()
        )
    if each.organisation:
        said.insert(1, _organisation(each.organisation, each.on, indicator, workspace))
    said.extend(text for text in (entry.status, entry.source, entry.note) if text)
    if entry.evidence:
        said.append("佐证：" + "、".join(entry.evidence))
    if each.on > assessment.as_of:
        said.append("（在截止日之后，未计入）")
    said.append(f"{each.place.path}:{each.place.line}")
    return "  " + "  ".join(said)


def _organisation(key: str, on: date, indicator: Indicator, workspace: Workspace) -> str:
    group = group_of(indicator.target_on(on, workspace.about.terms))
    return workspace.groups[group].members[key].name if group else key


def _index(key: str, number: Decimal, indicator: Indicator, workspace: Workspace) -> str:
    for scale in scales_of(indicator, workspace.scales):
        if key in scale.indices:
            return f"{scale.indices[key].name}{plain(number)}{scale.indices[key].unit}"
    return f"{key} {plain(number)}"


def _trend(measurements: Sequence[Measurement]) -> Iterator[str]:
    """The sparkline, where one series of figures is kept; organisations are not mixed into one."""
    figures = [each for each in measurements if isinstance(each.value, Figure) and each.organisation is None]
    if len(figures) > 1:
        exact = [each.value.exact for each in figures if isinstance(each.value, Figure)]
        yield f"走势  {sparkline(exact)}  {figures[0].on} 至 {figures[-1].on}"
