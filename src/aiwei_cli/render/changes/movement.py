"""From one value to the next: the verb, the difference, and how the new one stands to the target."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from aiwei_cli.model.condition import Condition, GradeAtLeast, WithinLimits
from aiwei_cli.model.measurement import (
    Attestation,
    Figure,
    Grade,
    Indices,
    Measurement,
    NotApplicable,
    Value,
)
from aiwei_cli.model.target import Indicator, Scale
from aiwei_cli.model.workspace import Workspace
from aiwei_cli.render.changes.aim import bounds_of, clauses, grade_clause
from aiwei_cli.render.changes.digits import printed
from aiwei_cli.render.changes.verbs import verbs_for
from aiwei_cli.render.demand import grade_word, scales_of
from aiwei_cli.render.figures import plain, points, with_unit
from aiwei_cli.render.values import value_text
from aiwei_cli.rules.indices import derived_grade


class Moved(NamedTuple):
    """The pieces of a sentence about a value."""

    old: str
    new: str
    verb: str
    """由68.3%提高到71.2%; of a first value 为71.2%."""
    is_up: bool = False
    way: str = ""
    """提高, 减少: the bare verb, for the difference."""
    difference: str = ""
    aims: tuple[str, ...] = ()


def movement(
    before: Measurement | None,
    new: Measurement,
    condition: Condition | None,
    indicator: Indicator,
    workspace: Workspace,
) -> Moved:
    """How a value moved on from the one before it, or from what it was."""
    old = _comparable(before, new, indicator, workspace)
    match new.value:
        case Figure() as figure if old is None or isinstance(old, Figure):
            return _figures(old, figure, condition, indicator)
        case Grade(label=label) if old is None or isinstance(old, Grade):
            return _grades(old, label, condition, indicator, workspace)
        case Indices() as indices:
            return _indices(old, indices, new, condition, indicator, workspace)
        case Attestation(yes=yes) if isinstance(old, Attestation):
            word, last = value_text(new.value, indicator), value_text(old, indicator)
            verb = f"仍认定为“{word}”" if yes == old.yes else f"由“{last}”转为“{word}”"
            return Moved(last, word, verb)
        case Attestation():
            word = value_text(new.value, indicator)
            return Moved("", word, f"认定为“{word}”")
        case _:
            now = value_text(new.value, indicator)
            last = value_text(old, indicator) if old else ""
            verb = f"由{last}变为{now}" if last else f"为{now}"
            return Moved(last, now, now if not last and isinstance(new.value, NotApplicable) else verb)


def _comparable(
    before: Measurement | None, new: Measurement, indicator: Indicator, workspace: Workspace
) -> Value | None:
    """The earlier value; raw indices as the grade they came to, where a grade follows them."""
    if before is None:
        return None
    if isinstance(before.value, Indices) and isinstance(new.value, Grade):
        scale = next(scales_of(indicator, workspace))
        label = derived_grade(before.value, scale, before.on)
        return Grade(label) if label else before.value
    return before.value


def _figures(old: Figure | None, new: Figure, condition: Condition | None, indicator: Indicator) -> Moved:
    digits = printed(old, new, [bound.limit for bound in bounds_of(condition)])
    now = with_unit(digits.new, indicator)
    aims = tuple(clauses(condition, new, digits.gaps, indicator))
    if old is None:
        return Moved("", now, f"为{now}", aims=aims)
    last = with_unit(digits.old, indicator)
    if old.exact == new.exact:
        return Moved(last, now, f"为{now}，与上次持平", aims=aims)
    is_up = new.exact > old.exact
    verbs = verbs_for(indicator, condition or next(indicator.demands()))
    way = verbs.up if is_up else verbs.down
    difference = points(digits.difference, indicator)
    return Moved(last, now, f"由{last}{way}到{now}", is_up, way, difference, aims)


def _grades(
    old: Grade | None, label: str, condition: Condition | None, indicator: Indicator, workspace: Workspace
) -> Moved:
    now = grade_word(label, indicator)
    aims = tuple(grade_clause(condition, label, indicator, workspace))
    if old is None:
        return Moved("", now, f"为{now}", aims=aims)
    last = grade_word(old.label, indicator)
    if old.label == label:
        return Moved(last, now, f"为{now}，与上次持平", aims=aims)
    scale = next(scales_of(indicator, workspace), None)
    better = scale is not None and scale.rank(label) < scale.rank(old.label)
    return Moved(last, now, f"由{last}{'提高到' if better else '降为'}{now}", better, aims=aims)


def _indices(
    old: Value | None,
    new: Indices,
    measurement: Measurement,
    condition: Condition | None,
    indicator: Indicator,
    workspace: Workspace,
) -> Moved:
    """Raw indices: those that changed, and the grade they come to."""
    scale = next(iter(scales_of(indicator, workspace)))
    before = old.by_id if isinstance(old, Indices) else {}
    said = [
        f"{scale.indices[key].name}{_index(before.get(key), number, scale, key)}"
        for key, number in new.by_id.items()
        if before.get(key) != number
    ]
    aims: Iterator[str] = iter(())
    if isinstance(condition, GradeAtLeast | WithinLimits):
        aims = _derived(condition, new, measurement, scale, indicator, workspace)
    last = value_text(old, indicator) if old else ""
    return Moved(last, value_text(new, indicator), "、".join(said) or "各分项与上次持平", aims=tuple(aims))


def _index(old: object, number: object, scale: Scale, key: str) -> str:
    from decimal import Decimal

    assert isinstance(number, Decimal)
    unit = scale.indices[key].unit
    now = f"{plain(number)}{unit}"
    if not isinstance(old, Decimal):
        return f"为{now}"
    return f"由{plain(old)}{unit}{'上升' if number > old else '下降'}到{now}"


def _derived(
    condition: GradeAtLeast | WithinLimits,
    indices: Indices,
    measurement: Measurement,
    scale: Scale,
    indicator: Indicator,
    workspace: Workspace,
) -> Iterator[str]:
    label = derived_grade(indices, scale, measurement.on)
    if label is None:
        return
    if isinstance(condition, WithinLimits):
        yield "各分项均达到标准" if label == scale.grades[0] else "有分项未达到标准"
        return
    yield f"评为{grade_word(label, indicator)}"
    yield from grade_clause(condition, label, indicator, workspace)
