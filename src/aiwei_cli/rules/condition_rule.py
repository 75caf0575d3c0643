"""How a kind of condition is judged, and which demands it answers for: one module for each kind, found by its name."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any, Protocol, TypeVar, cast

from aiwei_cli.model.condition import AllOf, AnyOf, Between, Condition
from aiwei_cli.model.condition_kind import ConditionKind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aiwei_cli.model.target import Scale
    from aiwei_cli.model.verdict import Verdict
    from aiwei_cli.rules.judging_context import JudgingContext

Kind = TypeVar("Kind", bound=ConditionKind, contravariant=True)


class ConditionRule(Protocol[Kind]):
    """What the module of a kind has in it."""

    def judge(self, condition: Kind, case: JudgingContext) -> Verdict:
        """How a condition stands."""

    def met_last_year(self, condition: Kind, case: JudgingContext) -> bool | None:
        """Whether last year's final figure met its number; None where it has none, or there is no figure.

        Of several conditions those count that are held against a number: what a trend came to a year ago is another story.
        """

    def implies(self, one: Kind, other: Condition, scales: Mapping[str, Scale]) -> bool:
        """Whether whatever meets one of its kind meets another condition, which is not the same and holds no others."""


def rule_of(condition: ConditionKind) -> ConditionRule[Any]:
    """The rule of a condition's kind."""
    return rule_named(condition.kind)


@cache
def rule_named(kind: str) -> ConditionRule[Any]:
    """The rule of a kind, by its name."""
    return cast("ConditionRule[Any]", import_module(f"aiwei_cli.rules.{kind}"))


def implies(one: Condition, other: Condition, scales: Mapping[str, Scale]) -> bool:
    """Whether whatever meets one condition meets another."""
    if one == other:
        return True
    if isinstance(other, AllOf) and not isinstance(one, AnyOf):
        return all(implies(one, part, scales) for part in other.all)
    if isinstance(other, Between):
        return all(implies(one, end, scales) for end in other.ends)
    if isinstance(other, AnyOf) and not isinstance(one, AllOf | AnyOf):
        return any(implies(one, part, scales) for part in other.any)
    return rule_of(one).implies(one, other, scales)
