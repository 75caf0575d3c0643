"""One comparison with a number, as several conditions hold it."""

from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from typing import Self

from pydantic import model_validator

from aiwei_cli.model.text import Frozen, OptionalNumber, unreadable


class Comparison(StrEnum):
    """The five ways of holding a figure against a limit."""

    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    MORE_THAN = "more_than"
    LESS_THAN = "less_than"
    EQUALS = "equals"


class Bound(Frozen):
    """Exactly one comparison with a number."""

    at_least: OptionalNumber = None
    at_most: OptionalNumber = None
    more_than: OptionalNumber = None
    less_than: OptionalNumber = None
    equals: OptionalNumber = None

    @model_validator(mode="after")
    def _exactly_one(self) -> Self:
        if len([name for name in Comparison if getattr(self, name) is not None]) != 1:
            raise unreadable(
                "AW212", "这里要写一个比较条件，而且只写一个", "例如 {at_least: 85}；几个条件用 all 列出"
            )
        return self

    @cached_property
    def comparison(self) -> Comparison:
        """Which comparison is demanded."""
        return next(name for name in Comparison if getattr(self, name) is not None)

    @cached_property
    def limit(self) -> Decimal:
        """The number compared with, in the indicator's unit of measure."""
        value: Decimal = getattr(self, self.comparison)
        return value
