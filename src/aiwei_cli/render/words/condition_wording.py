"""How a kind of condition is put into words: its demand, what is missing of it, how it is explained.

The words of a kind stand in ``conditions/KIND_wording.py``, and are loaded when one of that kind is worded.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from aiwei_cli.model.condition_kind import ConditionKind

if TYPE_CHECKING:
    from aiwei_cli.model.definitions import Definitions
    from aiwei_cli.model.measurement import Measurement
    from aiwei_cli.model.target import Indicator
    from aiwei_cli.model.verdict import Verdict
    from aiwei_cli.model.workspace import Workspace
    from aiwei_cli.render.words.changes.aims import Mark
    from aiwei_cli.render.words.condition_explanation import Explanation
    from aiwei_cli.render.words.phrase import Words

Kind = TypeVar("Kind", bound=ConditionKind)


class ConditionWording(ABC, Generic[Kind]):
    """The words of one kind of condition; where one says nothing of its own, what is said of any condition is."""

    @abstractmethod
    def short(self, condition: Kind, indicator: Indicator, definitions: Definitions) -> Words:
        """The demand for a table cell: ``≥95%``."""

    @abstractmethod
    def long(self, condition: Kind, indicator: Indicator, definitions: Definitions) -> Words:
        """The demand as the predicate of an official sentence: ``不低于95%``."""

    @abstractmethod
    def explanations(self) -> Mapping[str, Explanation]:
        """What ``aiwei rule`` and the manual say of each key that picks it."""

    def sentence(self, condition: Kind, indicator: Indicator, definitions: Definitions) -> Words | None:
        """The whole demand; None where it is the indicator's name and the predicate."""

    def shortfall(self, condition: Kind, verdict: Verdict, indicator: Indicator) -> Words | None:
        """What is missing; None where it is the gap between figure and limit."""

    def not_reached(self, condition: Kind, verdict: Verdict, indicator: Indicator) -> Words | None:
        """What a figure that misses it says against it; None where it is what is missing."""

    def marks(self, condition: Kind, new: Measurement, workspace: Workspace) -> list[Mark]:
        """What a single figure is held against in a sentence of its change: of what is inside, all of it."""
        parts = (part for _, part in condition.inside())
        return [mark for part in parts for mark in wording_of(part).marks(part, new, workspace)]

    def grade_clauses(
        self, condition: Kind, verdict: Verdict, indicator: Indicator, definitions: Definitions
    ) -> Iterator[Words]:
        """What a grade comes to, in a sentence of its change: by what is inside, each of it."""
        for (_, part), stands in zip(condition.inside(), verdict.parts, strict=False):
            yield from wording_of(part).grade_clauses(part, stands, indicator, definitions)


def wording_of(condition: ConditionKind) -> ConditionWording[Any]:
    """The words of a condition's kind."""
    return wording_named(condition.kind)


@cache
def wording_named(kind: str) -> ConditionWording[Any]:
    """The words of a kind, by its name."""
    wording: ConditionWording[Any] = import_module(
        f"aiwei_cli.render.words.conditions.{kind}_wording"
    ).WORDING
    return wording
