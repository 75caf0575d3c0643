"""What ``aiwei check`` does where its command line says nothing."""

from enum import StrEnum
from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, Field, model_validator

from aiwei_cli.model.target import Level
from aiwei_cli.model.text import Frozen, listed, unreadable


class FailOn(StrEnum):
    """What makes ``check`` end with exit code 1."""

    MISSED = "missed"
    LATE = "late"
    NO_DATA = "no-data"
    QUESTION = "question"
    NEVER = "never"


YesNo = Literal["yes", "no"]
FormatName = Literal[
    "table", "concise", "json", "jsonl", "csv", "markdown", "junit", "sarif", "github", "gitlab", "html"
]
"""Those of ``render.formats``, which a model cannot see; a test holds the two together."""


class Defaults(Frozen):
    """``defaults`` of ``data/workspace.yaml``; the command line wins."""

    fail_on: Annotated[tuple[FailOn, ...], BeforeValidator(listed), Field(min_length=1)] = (FailOn.MISSED,)
    strict: YesNo = "no"
    exit_zero: YesNo = "no"
    format: FormatName | None = None
    level: Annotated[tuple[Level, ...], BeforeValidator(listed), Field(min_length=1)] = ()
    """None named: all."""

    @model_validator(mode="after")
    def _agrees(self) -> Self:
        if FailOn.NEVER in self.fail_on and len(self.fail_on) > 1:
            raise unreadable("AW213", "never 不能与别的词同用", "只写 never，或删掉它", key="fail_on")
        if FailOn.NEVER in self.fail_on and self.strict == "yes":
            raise unreadable("AW213", "strict 不能与 fail_on: never 同用", "只留一样", key="strict")
        return self
