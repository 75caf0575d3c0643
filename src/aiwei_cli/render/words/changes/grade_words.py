"""Raw indices in official sentences: those that changed, and the grade they come to."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import assert_never

from aiwei_cli.model.condition import Condition, GradeAtLeast, Trend, WithinLimits, unfold
from aiwei_cli.model.edition import Edition
from aiwei_cli.model.measurement import Attestation, Figure, Grade, Indices, Measurement, NotApplicable
from aiwei_cli.model.target import Indicator, Scale, scale_on
from aiwei_cli.model.workspace import Workspace
from aiwei_cli.render.words.changes.aims import grade_clauses
from aiwei_cli.render.words.changes.verbs import ValueMovement, verbs_of
from aiwei_cli.render.words.demands import grade_word
from aiwei_cli.render.words.numbers import plain
from aiwei_cli.render.words.phrase import (
    Phrase,
    Source,
    TracedFigure,
    Words,
    in_year,
    joined,
    measured,
    phrase,
)
from aiwei_cli.render.words.value_words import measured_words
from aiwei_cli.rules.indices import derived_grade


def in_full(indices: Indices, scale: Scale, source: Source) -> Phrase:
    """Every index by its name: 二氧化硫10微克/立方米、……."""
    return joined(
        "、",
        (
            phrase(scale.indices[key].name, _shown(number, scale.indices[key].unit, source))
            for key, number in indices.by_id.items()
        ),
    )


def _shown(number: Decimal, unit: str, source: Source) -> TracedFigure:
    return TracedFigure(number, f"{plain(number)}{unit}", source)


def indices_moved(
    before: Measurement | None,
    indices: Indices,
    new: Measurement,
    condition: Condition | None,
    indicator: Indicator,
    workspace: Workspace,
) -> ValueMovement:
    """The indices that changed, and what all of them together come to."""
    scale = scale_on(indicator, new.on, workspace.scales, workspace.about.terms)
    old = before.value if before else None
    earlier = old.by_id if isinstance(old, Indices) else {}
    edition = scale.edition_on(new.measured_on)
    was = measured(before) if before else measured(new)
    said = joined(
        "、",
        (
            phrase(
                scale.indices[key].name,
                _index(
                    _shown(earlier[key], scale.indices[key].unit, was) if key in earlier else None,
                    _shown(number, scale.indices[key].unit, measured(new)),
                    edition,
                    key,
                ),
            )
            for key, number in indices.by_id.items()
            if earlier.get(key) != number
        ),
    )
    aims = tuple(_come_to(before, indices, new, condition, scale, indicator, workspace))
    last = measured_words(before, indicator) if before else ""
    return ValueMovement(last, measured_words(new, indicator), said or "各分项与上次持平", aims=aims)


def _index(old: TracedFigure | None, now: TracedFigure, edition: Edition | None, key: str) -> Phrase:
    if old is None:
        return phrase("为", now)
    limits = edition.limits.get(key) if edition else None
    if limits is None:
        return phrase("由", old, "变为", now)
    verbs = verbs_of(limits.comparison)
    assert isinstance(now.value, Decimal)
    assert isinstance(old.value, Decimal)
    return phrase("由", old, verbs.up if now.value > old.value else verbs.down, "到", now)


def _come_to(
    before: Measurement | None,
    indices: Indices,
    new: Measurement,
    condition: Condition | None,
    scale: Scale,
    indicator: Indicator,
    workspace: Workspace,
) -> Iterator[Words]:
    parts = list(unfold(condition)) if condition else []
    edition = scale.edition_on(new.measured_on)
    if not any(isinstance(part, GradeAtLeast | WithinLimits | Trend) for part in parts):
        return
    if edition is None:
        yield phrase(in_year(new.on.year, measured(new)), "没有生效的分级标准，暂不能评定")
        return
    clauses = list(grade_clauses(new, indicator, workspace))
    if lacking := [scale.indices[key].name for key in edition.limits if key not in indices.by_id]:
        yield f"尚缺{'、'.join(lacking)}{'' if clauses else '，暂不能评定'}"
    elif any(isinstance(part, GradeAtLeast | Trend) for part in parts):
        label = derived_grade(indices, scale, new.measured_on)
        assert label is not None  # no index is lacking
        yield _graded(_grade_of(before, scale), label, scale, indicator)
    yield from clauses


def _grade_of(before: Measurement | None, scale: Scale) -> str | None:
    if before is None:
        return None
    match before.value:
        case Grade(label=label):
            return label
        case Indices() as indices:
            return derived_grade(indices, scale, before.measured_on)
        case Figure() | Attestation() | NotApplicable():
            return None
        case _:
            assert_never(before.value)


def _graded(old: str | None, label: str, scale: Scale, indicator: Indicator) -> str:
    now = grade_word(label, indicator)
    if old is None:
        return f"评定为{now}"
    if old == label:
        return f"评定仍为{now}"
    way = "提高到" if scale.rank(label) < scale.rank(old) else "降至"
    return f"评定由{grade_word(old, indicator)}{way}{now}"
