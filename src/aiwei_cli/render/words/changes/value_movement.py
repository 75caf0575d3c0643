"""From one value to the next: the verb, the difference, and how the new one stands to the target."""

from __future__ import annotations

from typing import assert_never

from aiwei_cli.model.condition import Condition, Trend
from aiwei_cli.model.measurement import (
    Attestation,
    Figure,
    Grade,
    Indices,
    Measurement,
    NotApplicable,
    Value,
)
from aiwei_cli.model.target import Indicator, scale_on, scales_of
from aiwei_cli.model.workspace import Workspace
from aiwei_cli.render.words.changes.aims import clauses, grade_clause, marks_of
from aiwei_cli.render.words.changes.attestation_words import attested
from aiwei_cli.render.words.changes.grade_words import indices_moved
from aiwei_cli.render.words.changes.verbs import ValueMovement, printed, verbs_for
from aiwei_cli.render.words.demands import grade_word, value_text
from aiwei_cli.render.words.labels import BEFORE
from aiwei_cli.render.words.numbers import points, with_unit
from aiwei_cli.rules.indices import derived_grade


def movement(
    before: Measurement | None,
    new: Measurement,
    condition: Condition | None,
    indicator: Indicator,
    workspace: Workspace,
) -> ValueMovement:
    """How a value moved on from the one before it, or from what it was."""
    old = _comparable(before, new, indicator, workspace)
    match new.value:
        case Figure() as figure:
            return _figures(before, old, new, figure, condition, indicator, workspace)
        case Grade(label=label) if old is None or isinstance(old, Grade):
            return _grades(old, label, condition, indicator, workspace)
        case Indices() as indices:
            return indices_moved(before, indices, new, condition, indicator, workspace)
        case Attestation() as word:
            return attested(old if isinstance(old, Attestation) else None, word, condition)
        case NotApplicable():
            now = value_text(new.value, indicator)
            last = value_text(old, indicator) if old else ""
            same = isinstance(old, NotApplicable)
            return ValueMovement(last, now, f"仍{now}" if same else f"{now}（上次为{last}）" if last else now)
        case Grade():
            now, last = value_text(new.value, indicator), value_text(old, indicator) if old else ""
            return ValueMovement(last, now, f"由{last}变为{now}" if last else f"为{now}")
        case _:
            assert_never(new.value)


def _comparable(
    before: Measurement | None, new: Measurement, indicator: Indicator, workspace: Workspace
) -> Value | None:
    """The earlier value; raw indices as the grade they came to, where a grade follows them."""
    if before is None:
        return None
    if isinstance(before.value, Indices) and isinstance(new.value, Grade):
        scale = scale_on(indicator, before.on, workspace.scales, workspace.about.terms)
        label = derived_grade(before.value, scale, before.on)
        return Grade(label) if label else before.value
    return before.value


def _figures(
    before: Measurement | None,
    old: Value | None,
    new: Measurement,
    figure: Figure,
    condition: Condition | None,
    indicator: Indicator,
    workspace: Workspace,
) -> ValueMovement:
    marks = [mark._replace(told=mark.then is before) for mark in marks_of(condition, new, workspace)]
    last = old if isinstance(old, Figure) else None
    digits = printed(last, figure, [mark.at for mark in marks if mark.at])
    verbs = verbs_for(indicator, condition)
    shown = list(zip(digits.marks, digits.gaps, strict=True))
    now, aims = with_unit(digits.new, indicator), tuple(clauses(marks, figure, shown, verbs, indicator))
    if last is None:
        rest = f"（上次{value_text(old, indicator)}）" if old else ""
        return ValueMovement(value_text(old, indicator) if old else "", now, f"为{now}{rest}", aims=aims)
    then = next(
        (BEFORE[each.demand.span] for each in marks if each.told and isinstance(each.demand, Trend)), ""
    )
    was = with_unit(digits.old, indicator)
    if last.exact == figure.exact:
        return ValueMovement(was, now, f"为{now}，与{then or '上次'}持平", way="持平", aims=aims)
    is_up = figure.exact > last.exact
    way = verbs.up if is_up else verbs.down
    return ValueMovement(
        was,
        now,
        f"由{f'{then}的' if then else ''}{was}{way}到{now}",
        way,
        verbs.corrected_up if is_up else verbs.corrected_down,
        points(digits.difference, indicator),
        aims,
    )


def _grades(
    old: Grade | None, label: str, condition: Condition | None, indicator: Indicator, workspace: Workspace
) -> ValueMovement:
    now = grade_word(label, indicator)
    aims = tuple(grade_clause(condition, label, indicator, workspace))
    if old is None:
        return ValueMovement("", now, f"为{now}", aims=aims)
    last = grade_word(old.label, indicator)
    if old.label == label:
        return ValueMovement(last, now, f"仍为{now}", aims=aims)
    scale = next(scales_of(indicator, workspace.scales), None)
    better = scale is not None and scale.rank(label) < scale.rank(old.label)
    return ValueMovement(last, now, f"由{last}{'提高到' if better else '降至'}{now}", aims=aims)
