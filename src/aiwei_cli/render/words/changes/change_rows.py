"""Every change between two states, said once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from functools import partial
from typing import Final, assert_never

from aiwei_cli.model.condition import Condition, GradeAtLeast, unfold
from aiwei_cli.model.data_change import DefinitionChange, Direction, Kind, StateComparison, TargetChange, Turn
from aiwei_cli.model.diagnostic import NO_LONGER_TAKEN
from aiwei_cli.model.figure_kind import FigureKind
from aiwei_cli.model.target import Indicator, Level
from aiwei_cli.model.verdict import Finding, Status
from aiwei_cli.model.workspace import Workspace
from aiwei_cli.render.words.changes.change_row import Row, Section, row
from aiwei_cli.render.words.changes.exemption_changes import exemption_row
from aiwei_cli.render.words.changes.figure_sentences import told
from aiwei_cli.render.words.changes.organisation_changes import left_or_joined, organisation_rows
from aiwei_cli.render.words.changes.work_changes import figure_row, issue_rows, part_row, task_rows
from aiwei_cli.render.words.demands import long, short
from aiwei_cli.render.words.exemption_words import remark_of
from aiwei_cli.render.words.key_words import word_of
from aiwei_cli.render.words.labels import EVERY, FIGURES, LEVEL, STATUS
from aiwei_cli.render.words.official_sentences import spelled
from aiwei_cli.render.words.phrase import Origin, Phrase, Source, Words, in_year, joined, phrase
from aiwei_cli.render.words.recording_words import organisation_name
from aiwei_cli.rules.earlier_figures import figures_told

Figure = tuple[str, str | None, date]
"""Indicator, organisation and day: which figure it is."""


def rows(comparison: StateComparison, notes: Mapping[Figure, str] | None = None) -> Iterator[Row]:
    """All changes, verdicts first; ``notes`` has more to say of single figures."""
    for by_calendar in (False, True):
        yield from (_turn(each, comparison) for each in comparison.turns if each.by_calendar is by_calendar)
    yield from _values(comparison, notes or {})
    for target in comparison.targets:
        yield _target(target, comparison)
    for definition in comparison.definitions:
        yield _definition(definition)
    for granted in comparison.exemptions:
        yield exemption_row(granted, comparison)
    for change in comparison.tasks:
        yield from task_rows(change)
    for step in comparison.issues:
        yield from issue_rows(step)
    for figure in comparison.figures:
        yield figure_row(figure, comparison)
    for member in comparison.organisations:
        yield from organisation_rows(member, comparison)
    for part in comparison.parts:
        yield part_row(part, comparison)


def _status(finding: Finding) -> str:
    return NO_LONGER_TAKEN if finding.is_outdated else STATUS[finding.status]


def _turn(turn: Turn, comparison: StateComparison) -> Row:
    indicator, was, now = turn.now.indicator, _status(turn.was), _status(turn.now)
    said: Words = "" if turn.now.is_outdated else remark_of(turn.now, comparison.after, turn.year)
    year = phrase(in_year(turn.year)) if len(comparison.years) > 1 else phrase()
    why = ""
    if turn.by_calendar:
        why = "到期，" if turn.was.status is Status.PENDING else "随日期推移，"
    said = joined("，", [said, left_or_joined(turn, comparison)])
    name, rest = phrase(indicator.name, year), phrase("，", spelled(said)) if said else ""
    sentence = phrase(name, f"{why}判定由{was}转为{now}", rest)
    if turn.now.is_outdated:
        sentence = phrase(name, f"原判定为{was}，{now}，没有判定")
    elif turn.was.is_outdated:
        sentence = phrase(name, f"{was}，没有判定，现为{now}", rest)
    section = Section.CALENDAR if turn.by_calendar else Section.TURNS
    return row(
        section,
        key=turn.indicator,
        name=indicator.name,
        on=year.text,
        old=was,
        new=now,
        remark=said,
        sentence=sentence,
        action=indicator.action,
        year=turn.year,
    )


def _values(comparison: StateComparison, notes: Mapping[Figure, str]) -> Iterator[Row]:
    for change in comparison.values:
        saying = told(change, comparison.before, comparison.after)
        town = comparison.after if change.new else comparison.before
        indicator, figure = town.indicators[change.indicator], change.new or change.old
        name = indicator.name
        if figure and figure.organisation:
            name = f"{name}（{organisation_name(figure, indicator, town)}）"
        flag = "报出后有变动，请核对依据" if change.corrected else ""
        if change.kind is Kind.REMOVED:
            flag = "删去了报出的数据，请核对依据" if change.corrected else ""
        note = change.new.entry.note if change.new else None
        more = notes.get((change.indicator, change.organisation, change.on))
        said = joined("；", (saying.difference, note or "", more or ""))
        old = phrase("上次", saying.old) if change.kind is Kind.ADDED and saying.old else saying.old
        sentence = phrase(saying.sentence, f"（{more}）" if more else "")
        yield row(
            Section.VALUES,
            key=change.indicator,
            name=name,
            on=change.on.isoformat(),
            old=old,
            new=saying.new,
            remark=said,
            sentence=sentence,
            flag=flag,
            action=indicator.action,
        )


def _target(change: TargetChange, comparison: StateComparison) -> Row:
    indicator = comparison.after.indicators[change.indicator]
    before = comparison.before.indicators[change.indicator]
    old = short(change.old, before, comparison.before) if change.old else ""
    new = short(change.new, indicator, comparison.after) if change.new else ""
    word = DIRECTION[change.direction]
    long_old = _demanded(change.old, before, comparison.before)
    long_new = _demanded(change.new, indicator, comparison.after)
    year = in_year(change.year, Source(Origin.TARGET, change.indicator))
    aim = phrase(indicator.name, year, "目标")
    match change.direction:
        case Direction.NEW:
            sentence = phrase("新增", aim, "：", long_new)
        case Direction.GONE:
            sentence = phrase("撤销", aim, "（原为", long_old, "）")
        case Direction.TIGHTER | Direction.LOOSER | Direction.OTHER | Direction.CORRECTED:
            sentence = phrase(aim, "由", long_old, word, "为", long_new)
        case Direction.SAME:
            sentence = phrase(aim, "由", long_old, word, "为", long_new, "，要求不变")
        case _:
            assert_never(change.direction)
    if long_old.text == long_new.text:
        sentence = _in_the_same_words(change, comparison, aim, long_new)
    source = indicator.source or ""
    if source and source != before.source:
        sentence += f"（依据{source}）"
    flag = f"目标{word}，没有写明新的依据（source）" if change.flagged else ""
    return row(
        Section.TARGETS,
        key=change.indicator,
        name=indicator.name,
        on=year.words,
        old=old,
        new=new,
        remark=word,
        sentence=sentence,
        flag=flag,
        action=indicator.action,
    )


def _in_the_same_words(
    change: TargetChange, comparison: StateComparison, aim: Phrase, demanded: Phrase
) -> Phrase:
    """What became another demand although it reads the same: another scale, or other parts of it that are grouped."""
    was, now = _scales(change.old, comparison.before), _scales(change.new, comparison.after)
    if was != now:
        return phrase(aim, "（", demanded, f"）的分级标准由{was}改为{now}")
    return phrase(aim, "改了写法，读起来仍是", demanded)


def _scales(condition: Condition | None, workspace: Workspace) -> str:
    demands = unfold(condition) if condition else ()
    used = [each.scale for each in demands if isinstance(each, GradeAtLeast)]
    return "、".join(f"“{workspace.scales[each].name}”" for each in dict.fromkeys(used))


def _demanded(condition: Condition | None, indicator: Indicator, workspace: Workspace) -> Phrase:
    """A demand between 由 and 为; one of several parts in quotes, since it has a comma of its own."""
    if condition is None:
        return phrase()
    demand = phrase(long(condition, indicator, workspace)).removeprefix("为")
    return phrase("“", demand, "”") if "，" in demand.text else demand


def _field(indicator: Indicator | None, name: str) -> str:
    """What a definition says of one thing, in words; empty where it takes more than a word."""
    value = getattr(indicator, name, None)
    if isinstance(value, Level):
        return LEVEL[value]
    if isinstance(value, FigureKind):
        return FIGURES[value]
    if name == "every":
        return EVERY[str(value)]
    # Of a closed set of words, which are the files' and not the reader's, only those above are said.
    is_text = indicator is not None and type(indicator).model_fields[name].annotation in (str, str | None)
    return str(value or "") if is_text else ""


def _definition(change: DefinitionChange) -> Row:
    indicator = change.new or change.old
    assert indicator is not None  # one of the two is there
    of_indicator = partial(
        row, Section.TARGETS, key=change.indicator, name=indicator.name, action=indicator.action
    )
    if change.kind is not Kind.CHANGED:
        verb = "新增" if change.kind is Kind.ADDED else "删去"
        flag = "少了一个考核指标，请核对依据" if change.kind is Kind.REMOVED else ""
        return of_indicator(remark=f"{verb}指标", sentence=f"{verb}指标{indicator.name}", flag=flag)
    names = "、".join(word_of(type(indicator), name) for name in change.fields)
    one = change.fields[0] if len(change.fields) == 1 else ""
    old, new = (_field(each, one) if one else "" for each in (change.old, change.new))
    sentence = f"更改了指标{indicator.name}的{names}"
    if one == "name":
        sentence = f"指标{old}更名为{new}"
    elif old and new:
        sentence = f"指标{indicator.name}的{names}由{old}改为{new}"
    flag = "监测值一个没改，意思变了，请逐个核对" if "figures" in change.fields else ""
    return of_indicator(old=old, new=new, remark=f"更改{names}", sentence=sentence, flag=flag)


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
    Direction.SAME: "改写",
    Direction.OTHER: "调整",
    Direction.CORRECTED: "更正",
    Direction.NEW: "新增",
    Direction.GONE: "撤销",
}
"""What became of a demand, whichever way its number moved."""


def has_samples(comparison: StateComparison) -> bool:
    """Whether a figure or an issue that is told of is a sample."""
    figures = (each for change in comparison.values for each in figures_told(change, comparison.after))
    turned = (finding for turn in comparison.turns for finding in (turn.was, turn.now))
    return (
        any(each.is_sample for each in figures)
        or any(finding.sample for finding in turned if finding)
        or any(change.opened.status for change in comparison.issues)
    )
