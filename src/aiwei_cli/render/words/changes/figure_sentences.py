"""A figure that came, went, changed or ripened (预计, 快报, 核定), as an official sentence without its full stop."""

from __future__ import annotations

from typing import NamedTuple, assert_never

from aiwei_cli.model.condition import Condition
from aiwei_cli.model.data_change import Kind, ValueChange
from aiwei_cli.model.measurement import (
    Attestation,
    Figure,
    Grade,
    Indices,
    Maturity,
    Measurement,
    NotApplicable,
)
from aiwei_cli.model.target import Indicator, scale_on
from aiwei_cli.model.workspace import Workspace
from aiwei_cli.render.words.changes.event_words import goal_of, goal_told, happened
from aiwei_cli.render.words.changes.grade_words import in_full
from aiwei_cli.render.words.changes.value_movement import movement
from aiwei_cli.render.words.changes.verbs import ValueMovement
from aiwei_cli.render.words.key_words import word_of
from aiwei_cli.render.words.numbers import dated, with_unit
from aiwei_cli.render.words.phrase import Phrase, TracedFigure, Words, joined, measured, phrase
from aiwei_cli.render.words.recording_words import organisation_name
from aiwei_cli.render.words.value_words import measured_words
from aiwei_cli.rules.state_comparison import is_alike

_THE_FIGURE = ("value", "indices")
"""What states the figure itself; all else in an entry is said of it."""


def ripened(old: Measurement, new: Measurement, last: Words, now: Words) -> Phrase:
    """由预计数71%核定为70.5%; of a figure that is as ripe as before 由71%更正为70.5%."""
    was, stands = old.entry.status, new.entry.status
    before = f"{was}数" if was else ""
    if was is Maturity.SAMPLE and stands is not Maturity.SAMPLE:
        after = "实际数"
    else:
        after = "" if stands in (was, None, Maturity.FINAL) else f"{stands}数"
    return phrase("由", before, last, ripening(old, new), "为", after, now)


def ripening(old: Measurement, new: Measurement) -> str:
    """The verb for a figure of a day that came to read otherwise: 更正, 调整, 核定, 改, 换."""
    was, stands = old.entry.status, new.entry.status
    if was is Maturity.SAMPLE and stands is not Maturity.SAMPLE:
        return "换"
    if was == stands:
        return "调整" if was is Maturity.ESTIMATE else "更正"
    if stands is Maturity.FINAL:
        return "核定"
    return "调整" if was is Maturity.ESTIMATE else "改"


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


class Told(NamedTuple):
    """A change of a figure: its two ends and the difference for a table, and the whole sentence."""

    old: Words
    new: Words
    difference: Words
    sentence: Phrase


def told(change: ValueChange, before: Workspace, after: Workspace) -> Told:
    """One change of a figure."""
    if change.new is None:
        return _gone(change, before)
    indicator = after.indicators[change.indicator]
    condition = indicator.condition_for(indicator.year_of(change.on, after.about.terms))
    if change.kind is Kind.CHANGED:
        return _rewritten(change, before, condition, indicator, after)
    if isinstance(change.new.value, Figure) and (events := goal_told(change.new, condition, after)):
        number = change.new.value
        shown = TracedFigure(number.exact, with_unit(number.text, indicator), measured(change.new))
        return Told("", shown, "", happened(change.new, events, indicator, after))
    return _new(change, condition, indicator, after)


def _whose(measurement: Measurement, indicator: Indicator, workspace: Workspace) -> str:
    return organisation_name(measurement, indicator, workspace) if measurement.organisation else ""


def _what(measurement: Measurement, indicator: Indicator) -> str:
    """The indicator; where a word was given, what the word is about."""
    if isinstance(measurement.value, Attestation):
        return f"“{indicator.wording}”" if indicator.wording else indicator.name
    return indicator.name


def _dated(measurement: Measurement, indicator: Indicator, workspace: Workspace) -> Phrase:
    """2024年6月30日的某项合格率."""
    what = _what(measurement, indicator)
    if isinstance(measurement.value, Attestation):
        what = f"{what}认定结果"
    on = dated(measurement.on, measured(measurement))
    return phrase(_whose(measurement, indicator, workspace), on, "的", what)


def _full(measurement: Measurement, indicator: Indicator, workspace: Workspace) -> Phrase:
    """A value that a sentence names: an attestation and raw indices in words."""
    match measurement.value:
        case Attestation(yes=yes):
            return phrase("已落实" if yes else "未落实")
        case Indices() as indices:
            scale = scale_on(indicator, measurement.on, workspace.scales, workspace.about.terms)
            return in_full(indices, scale, measured(measurement))
        case Figure() | Grade() | NotApplicable():
            return measured_words(measurement, indicator)
        case _:
            assert_never(measurement.value)


def _gone(change: ValueChange, before: Workspace) -> Told:
    old = change.old
    assert old is not None  # one of the two is there
    indicator = before.indicators[change.indicator]
    head, text = _dated(old, indicator, before), _full(old, indicator, before)
    ripe = f"{old.entry.status}数" if old.entry.status else ""
    return Told(measured_words(old, indicator), "", "", phrase("删去", head, "，原为", ripe, text))


_MATURE = {
    Maturity.ESTIMATE: "",
    Maturity.PRELIMINARY: "（快报数）",
    Maturity.FINAL: "",
    Maturity.SAMPLE: "（示例数据）",
}


def _new(
    change: ValueChange, condition: Condition | None, indicator: Indicator, workspace: Workspace
) -> Told:
    """A new figure, against the one before it and against the year's target."""
    new, last = change.new, change.previous
    assert new is not None  # a figure that is gone is told elsewhere
    moved = movement(last, new, condition, indicator, workspace)
    whose, status = _whose(new, indicator, workspace), new.entry.status
    subject = f"{whose}的" if whose else ""
    subject += _what(new, indicator) + (_MATURE[status] if status else "")
    is_first = last is None and not _begins_anew(new, workspace)
    said = [_headed(subject, moved, new, is_first=is_first)]
    said += [_signed(moved)] if moved.difference else []
    return Told(moved.old, moved.new, _signed(moved), joined("，", [*said, *moved.aims]))


def _begins_anew(new: Measurement, workspace: Workspace) -> bool:
    """Whether it is of the year so far, and an earlier year had a line: it has not moved on from that."""
    if not workspace.indicators[new.indicator].figures.is_of_the_year_so_far:
        return False
    lines = workspace.measurements.get(new.indicator, ())
    return any(each.on < new.on and each.organisation == new.organisation for each in lines)


def _headed(subject: str, moved: ValueMovement, new: Measurement, *, is_first: bool) -> Phrase:
    estimate = "预计" if new.entry.status is Maturity.ESTIMATE else ""
    if isinstance(new.value, Attestation):
        return phrase(subject, estimate, moved.verb)
    first = "首次报送" if is_first else ""
    if isinstance(new.value, Indices):
        return phrase(subject, first, estimate, "：", moved.verb)
    comma = "，" if first and not phrase(moved.verb).begins_with("为") else ""
    return phrase(subject, first, "，" if first and estimate else comma, estimate, moved.verb)


def _signed(moved: ValueMovement) -> Phrase:
    return phrase(moved.way, moved.difference)


def _rewritten(
    change: ValueChange,
    before: Workspace,
    condition: Condition | None,
    indicator: Indicator,
    workspace: Workspace,
) -> Told:
    """A figure of a day that now reads otherwise, or of which more is said."""
    old, new = change.old, change.new
    assert old is not None
    assert new is not None
    head = _dated(new, indicator, workspace)
    meant = before.indicators[change.indicator]
    last: Words = _full(old, meant, before)
    now: Words = _full(new, indicator, workspace)
    was: Words = measured_words(old, meant)
    stands: Words = measured_words(new, indicator)
    if meant.unit != indicator.unit or {type(old.value), type(new.value)} == {Figure, Indices}:
        # Measured otherwise than before: there is nothing to subtract.
        return Told(was, stands, "", phrase(head, "由", last, "改为", now))
    if is_alike(old.value, new.value):
        more = annotated(old, new)
        return Told(was, stands, more, phrase(head, "未变，仍为", now, "，", more))
    moved = movement(old, new, None if goal_of(condition) else condition, indicator, workspace)
    if moved.difference:
        last, now = was, stands = moved.old, moved.new
    note = f"（{new.entry.note}）" if new.entry.note and new.entry.note != old.entry.note else ""
    difference: Words = phrase(moved.corrected, moved.difference) if moved.difference else ""
    same = "结果不变" if isinstance(new.value, Figure) and moved.way == "持平" else ""
    corrected = phrase(head, ripened(old, new, last, now), note)
    return Told(was, stands, difference or same, joined("，", (corrected, difference or same, *moved.aims)))
