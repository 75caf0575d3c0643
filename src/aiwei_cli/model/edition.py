"""An edition of a standard: the days on which it is in force, and the limits of its indices."""

from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Annotated, Self

from pydantic import BeforeValidator, Field, model_validator

from aiwei_cli.model.number_ranges import Operator
from aiwei_cli.model.text import (
    Day,
    Frozen,
    Id,
    Number,
    OptionalDay,
    Text,
    Unit,
    in_order,
    listed,
    unreadable,
)

Limits = Annotated[tuple[Number, ...], BeforeValidator(listed)]


class IndexLimits(
    Frozen, title="界限", json_schema_extra={"description": "一个分项在各级的界限，最好的一级写在前面"}
):
    """The limit of one raw index for each grade, best grade first."""

    at_least: Limits = Field(
        (), title="界限", description="各级的，最好的一级写在前面，不低于（≥）", examples=["[1, 3, 5]"]
    )
    at_most: Limits = Field(
        (), title="界限", description="各级的，最好的一级写在前面，不高于（≤）", examples=["[1, 3, 5]"]
    )
    more_than: Limits = Field(
        (), title="界限", description="各级的，最好的一级写在前面，高于（>）", examples=["[1, 3, 5]"]
    )
    less_than: Limits = Field(
        (), title="界限", description="各级的，最好的一级写在前面，低于（<）", examples=["[1, 3, 5]"]
    )

    @model_validator(mode="after")
    def _exactly_one(self) -> Self:
        if len([name for name in self.__class__.model_fields if getattr(self, name)]) != 1:
            raise unreadable("AW212", "每个分项写一组界限，而且只写一组", "例如 {at_most: [1, 3, 5]}")
        falling = self.comparison in (Operator.AT_LEAST, Operator.MORE_THAN)
        limits = self.by_grade[::-1] if falling else self.by_grade
        for better, worse in pairwise(limits):
            in_order(better, worse, "各级界限", hint="最好的一级写在前面：上限从小到大，下限从大到小")
        return self

    @property
    def comparison(self) -> Operator:
        """How the index is held against its limits."""
        return next(Operator(name) for name in self.__class__.model_fields if getattr(self, name))

    @property
    def by_grade(self) -> tuple[Decimal, ...]:
        """The limits, best grade first."""
        limits: tuple[Decimal, ...] = getattr(self, self.comparison)
        return limits


class Edition(
    Frozen, title="版本", json_schema_extra={"description": "标准的一个版本：文号、有效期、各分项的界限"}
):
    """One edition of a standard and the days on which it is in force."""

    document: Text = Field(title="文号", description="标准的文号或名称", examples=["GB 3095-2012"])
    valid_from: Day = Field(title="生效日", description="从哪天起有效", examples=["2016-01-01"])
    valid_to: OptionalDay = Field(
        None, title="失效日", description="到哪天为止有效；现行的不写", examples=["2025-12-31"]
    )
    limits: Annotated[dict[Id, IndexLimits], Field(min_length=1)] = Field(
        title="界限", description="各分项的界限"
    )

    @model_validator(mode="after")
    def _days_in_order(self) -> Self:
        in_order(self.valid_from, self.valid_to, "有效期", "valid_to")
        return self

    def holds_on(self, day: date) -> bool:
        """Whether the edition is in force on ``day``; first and last day included."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


class Index(Frozen, title="分项", json_schema_extra={"description": "一个分项的名称和单位"}):
    """A raw index that a grade is derived from."""

    name: Text = Field(title="名称", description="分项的名称", examples=["路径指数"])
    unit: Unit = Field("", title="计量单位", description="分项的单位", examples=["处/千米"])
