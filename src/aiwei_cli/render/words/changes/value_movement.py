"""From one value to the next: the verb, the difference, and how the new one stands to the target."""

from __future__ import annotations

from collections.abc import Iterator
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
from aiwei_cli.model.target import Indicator, scale_on
from aiwei_cli.model.workspace import Workspace
from aiwei_cli.render.words.changes.aims import clauses, grade_clauses, marks_of
from aiwei_cli.render.words.changes.attestation_words import attested
from aiwei_cli.render.words.changes.grade_words import indices_moved
from aiwei_cli.render.words.changes.verbs import ValueMovement, printed, verbs_for
from aiwei_cli.render.words.labels import BEFORE
from aiwei_cli.render.words.numbers import points, with_unit
from aiwei_cli.render.words.phrase import Phrase, TracedFigure, Words, computed, measured, phrase
from aiwei_cli.render.words.value_words import measured_words, value_words
from aiwei_cli.rules.earlier_figures import comparable


def movement(
    before: Measurement | None,
    new: Measurement,
    condition: Condition | None,
    indicator: Indicator,
    workspace: Workspace,
) -> ValueMovement:
    """How a value moved on from the one before it, or from what it was."""
    old = comparable(before, new, workspace)
    match new.value:
        case Figure() as figure:
            return _figures(before, old, new, figure, condition, indicator, workspace)
        case Grade(label=label) if old is None or isinstance(old, Grade):
            return _grades(before, old, new, label, condition, indicator, workspace)
        case Indices() as indices:
            return indices_moved(before if old else None, indices, new, condition, indicator, workspace)
        case Attestation() as word:
            return attested(old if isinstance(old, Attestation) else None, word, condition)
        case NotApplicable():
            now, last = measured_words(new, indicator), _last(before, old, indicator)
            rest = phrase("（上次为", last, "）") if last else ""
            same = isinstance(old, NotApplicable)
            return ValueMovement(last, now, phrase("仍", now) if same else phrase(now, rest))
        case Grade():
            now, last = measured_words(new, indicator), _last(before, old, indicator)
            aims = tuple(_come_to(new, condition, indicator, workspace))
            if isinstance(old, Indices):
                return ValueMovement(last, now, phrase("为", now, "（上次分项不全，未能评定）"), aims=aims)
            verb = phrase("由", last, "变为", now) if last else phrase("为", now)
            return ValueMovement(last, now, verb, aims=aims)
        case _:
            assert_never(new.value)


def _last(before: Measurement | None, old: Value | None, indicator: Indicator) -> Phrase:
    """The earlier value in words; empty where there is none."""
    return value_words(old, indicator, measured(before)) if before and old else phrase()


def _figures(
    before: Measurement | None,
    old: Value | None,
    new: Measurement,
    figure: Figure,
    condition: Condition | None,
    indicator: Indicator,
    workspace: Workspace,
) -> ValueMovement:
    marks = [
        mark._replace(told=mark.then is not None and mark.then == before)
        for mark in marks_of(condition, new, workspace)
    ]
    last = old if isinstance(old, Figure) else None
    digits = printed(last, figure, [mark.at for mark in marks if mark.at])
    verbs = verbs_for(indicator, condition)
    shown = list(zip(digits.marks, digits.gaps, strict=True))
    source, aims = measured(new), tuple(clauses(marks, new, figure, shown, verbs, indicator))
    now = TracedFigure(figure.exact, with_unit(digits.new, indicator), source)
    if last is None or before is None:
        told = _last(before, old, indicator)
        rest = phrase("（上次", told, "）") if told else ""
        return ValueMovement(told, now, phrase("为", now, rest), aims=aims)
    then = next(
        (BEFORE[each.demand.span] for each in marks if each.told and isinstance(each.demand, Trend)), ""
    )
    was = TracedFigure(last.exact, with_unit(digits.old, indicator), measured(before))
    if last.exact == figure.exact:
        return ValueMovement(was, now, phrase("为", now, f"，与{then or '上次'}持平"), way="持平", aims=aims)
    difference = points(digits.difference, indicator)
    is_up = figure.exact > last.exact
    way = verbs.up if is_up else verbs.down
    return ValueMovement(
        was,
        now,
        phrase("由", f"{then}的" if then else "", was, way, "到", now),
        way,
        verbs.corrected_up if is_up else verbs.corrected_down,
        TracedFigure(abs(figure.exact - last.exact), difference, computed(measured(before), source)),
        aims,
    )


def _come_to(
    new: Measurement, condition: Condition | None, indicator: Indicator, workspace: Workspace
) -> Iterator[Words]:
    """What a grade amounts to, where a target is in force."""
    if condition is not None:
        yield from grade_clauses(new, indicator, workspace)


def _grades(
    before: Measurement | None,
    old: Grade | None,
    new: Measurement,
    label: str,
    condition: Condition | None,
    indicator: Indicator,
    workspace: Workspace,
) -> ValueMovement:
    now = measured_words(new, indicator)
    aims = tuple(_come_to(new, condition, indicator, workspace))
    if old is None:
        # A grade of another scale is named, and held against nothing.
        other = _last(before, before.value, indicator) if before else phrase()
        rest = phrase("（上次", other, "，分级标准不同）") if other else ""
        return ValueMovement(other, now, phrase("为", now, rest), aims=aims)
    last = _last(before, old, indicator)
    if old.label == label:
        return ValueMovement(last, now, phrase("仍为", now), aims=aims)
    scale = scale_on(indicator, new.on, workspace.scales, workspace.about.terms)
    better = scale.rank(label) < scale.rank(old.label)
    verb = phrase("由", last, "提高到" if better else "降至", now)
    return ValueMovement(last, now, verb, aims=aims)
