"""Exceptions (豁免): what does not count until a day, who said so, why, in which document."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Annotated, Self

from pydantic import Discriminator, Field, Tag, model_validator

from aiwei_cli.model.text import (
    Day,
    Frozen,
    Id,
    OptionalDay,
    Reads,
    Text,
    in_order,
    quote,
    read_id,
    read_text,
    unreadable,
)


def read_question(text: object) -> str:
    """The code of a question."""
    from aiwei_cli.model.codes.catalogue import questions

    return _one_of(questions(), text, "不是疑点，不能豁免")


def read_ignored(text: object) -> str:
    """The code of a question whether a figure can be right."""
    from aiwei_cli.model.codes.catalogue import ignorable

    return _one_of(ignorable(), text, "不能关掉")


def _one_of(codes: Sequence[str], text: object, refusal: str) -> str:
    from aiwei_cli.model.codes.catalogue import hundred

    code = read_text(text)
    if code not in codes:
        message = f"{code} {refusal}" if code in hundred(code) else f"没有疑点{quote(code)}"
        raise unreadable("AW206", message, f"可选：{'、'.join(codes)}")
    return code


OptionalQuestion = Annotated[str | None, Reads(read_question)]
Ignored = Annotated[str, Reads(read_ignored)]
OptionalId = Annotated[str | None, Reads(read_id)]


class Exemption(
    Frozen,
    title="豁免",
    json_schema_extra={"description": "一项豁免：哪个指标，到哪天为止，谁凭什么文件批准"},
):
    """An indicator's verdict, or a question about its figures, that does not count for a while."""

    indicator: Id = Field(
        title="指标", description="豁免哪个指标的判定，或它的疑点", examples=["clean-toilet-rate"]
    )
    organisation: OptionalId = Field(
        None, title="考核对象", description="只豁免这一个", examples=["school-1"]
    )
    """Only this one of the group that the target runs over."""
    finding: OptionalQuestion = Field(None, title="疑点", description="豁免的是疑点时，写它的代码")
    """The code of a question; without it the verdict is meant."""
    on: OptionalDay = Field(
        default=None,
        alias="date",
        title="监测日期",
        description="只豁免这一天监测值的疑点",
        examples=["2024-06-30"],
    )
    """Of a question: only about the figure of this day."""
    reason: Text = Field(title="理由", examples=["改厕项目跨年"])
    document: Text = Field(title="文号", description="批准文件的文号", examples=["县爱卫〔2024〕7号"])
    """Number of the document that grants it."""
    approved_by: Text = Field(title="批准人", description="批准人或批准单位", examples=["县爱卫办"])
    starts: OptionalDay = Field(
        default=None,
        alias="from",
        title="起始日",
        description="第一天；不写就是一直有效",
        examples=["2024-03-01"],
    )
    until: Day = Field(title="期限", description="最后一天，含当天；以后照常判定", examples=["2024-12-31"])
    """The last day; from the next one on everything counts again."""

    @model_validator(mode="after")
    def _agrees(self) -> Self:
        in_order(self.starts, self.until, "豁免的起止日期", "until")
        if self.on and not self.finding:
            hint = "豁免一条监测值的疑点，补上 finding；豁免判定，删掉 date"
            raise unreadable("AW213", "写了 date，没有写 finding", hint, key="date")
        return self

    @property
    def subject(self) -> tuple[str, str | None, str | None, date | None]:
        """What it is about; a longer or a later one of the same subject replaces it."""
        return self.indicator, self.organisation, self.finding, self.on

    def is_in_force(self, day: date) -> bool:
        """Whether it holds on a day; the first and the last day included."""
        return (self.starts is None or self.starts <= day) and day <= self.until


def _kind(value: object) -> str:
    return "(by id)" if isinstance(value, Mapping) else "(list)"


Exemptions = Annotated[
    Annotated[dict[Id, Exemption], Tag("(by id)")] | Annotated[tuple[Exemption, ...], Tag("(list)")],
    Discriminator(_kind),
]
"""Entries under an id each, or in a list."""
