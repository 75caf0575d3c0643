"""Every kind of condition has all that belongs to it: what mypy reads here is found by its name in the program."""

from __future__ import annotations

from typing import Final, Generic, NamedTuple

import pytest

from aiwei_cli.model.condition import (
    KINDS,
    AllOf,
    AnyOf,
    Attested,
    Between,
    Each,
    Events,
    GradeAtLeast,
    Limit,
    Mean,
    Stock,
    Trend,
    WithinLimits,
)
from aiwei_cli.render.words.condition_wording import ConditionWording, Kind, wording_named
from aiwei_cli.render.words.conditions import (
    all_of_wording,
    any_of_wording,
    attested_wording,
    between_wording,
    each_wording,
    events_wording,
    grade_wording,
    limit_wording,
    limits_wording,
    mean_wording,
    stock_wording,
    trend_wording,
)
from aiwei_cli.rules import (
    all_of,
    any_of,
    attested,
    between,
    each,
    events,
    grade,
    limit,
    limits,
    mean,
    stock,
    trend,
)
from aiwei_cli.rules.condition_rule import ConditionRule, rule_named


class Kit(NamedTuple, Generic[Kind]):
    """What belongs together; a rule or a wording of another kind, or a class that leaves something open, is a type error."""

    kind: type[Kind]
    rule: ConditionRule[Kind]
    wording: ConditionWording[Kind]


KITS: Final = (
    Kit(Each, each, each_wording.WORDING),
    Kit(Mean, mean, mean_wording.WORDING),
    Kit(AllOf, all_of, all_of_wording.WORDING),
    Kit(AnyOf, any_of, any_of_wording.WORDING),
    Kit(GradeAtLeast, grade, grade_wording.WORDING),
    Kit(WithinLimits, limits, limits_wording.WORDING),
    Kit(Attested, attested, attested_wording.WORDING),
    Kit(Events, events, events_wording.WORDING),
    Kit(Stock, stock, stock_wording.WORDING),
    Kit(Trend, trend, trend_wording.WORDING),
    Kit(Between, between, between_wording.WORDING),
    Kit(Limit, limit, limit_wording.WORDING),
)


def test_there_is_a_kit_for_every_kind() -> None:
    assert tuple(kit.kind for kit in KITS) == KINDS


@pytest.mark.parametrize("kit", KITS, ids=lambda kit: kit.kind.kind)
def test_a_kit_is_found_by_the_name_of_its_kind(kit: Kit[Limit]) -> None:
    assert rule_named(kit.kind.kind) is kit.rule
    assert wording_named(kit.kind.kind) is kit.wording
    assert set(kit.wording.explanations()) == set(kit.kind.keys)
