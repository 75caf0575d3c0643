"""What a person typed for a figure, what it means, and how the file states it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Final, NamedTuple, assert_never

from pydantic_core import PydanticCustomError

from aiwei_cli.load.shape import did_you_mean
from aiwei_cli.load.values import Reader
from aiwei_cli.model.errors import UsageError
from aiwei_cli.model.measurement import (
    Attestation,
    Entry,
    Figure,
    Grade,
    Indices,
    Maturity,
    NotApplicable,
    Value,
)
from aiwei_cli.model.target import Indicator, Scale
from aiwei_cli.model.text import translate
from aiwei_cli.model.workspace import Workspace


class Request(NamedTuple):
    """What is to be recorded."""

    indicator: str
    value: str
    """As typed."""
    day: date
    organisation: str | None = None
    status: Maturity | None = None
    source: str = ""
    note: str = ""
    evidence: tuple[str, ...] = ()


def read_value(workspace: Workspace, request: Request) -> tuple[Value, str | dict[str, str]]:
    """A value as typed: what it means, and how the file states it. Raises :class:`UsageError`."""
    indicator = workspace.indicators[request.indicator]
    target = indicator.target_on(request.day, workspace.about.terms)
    reader = Reader(indicator, target, workspace.scales)
    try:
        pairs = _indices(request.value, reader.scale)
        typed = _grade(request.value, indicator, reader.scale) or request.value.strip()
        entry = Entry.model_validate({"indices": pairs} if pairs else {"value": typed})
        value = reader.read(entry.model_copy(update={"evidence": request.evidence}))
    except PydanticCustomError as error:
        raise _usage(error.context or {}) from None
    except ValueError as error:  # pydantic's own wrapper around the same
        raise _usage(error.errors()[0].get("ctx", {})) from None  # type: ignore[attr-defined]
    return value, _stated(value, request.value, pairs)


_WIDE: Final = str.maketrans("ＡＢＣＤＥ", "ABCDE")


def _grade(text: str, indicator: Indicator, scale: Scale | None) -> str | None:
    """A grade as people write it, ``B级``, ``b`` or ``Ｂ``, as the scale calls it."""
    if scale is None:
        return None
    word = text.strip().translate(_WIDE)
    spellings = (word, word.removesuffix(indicator.unit or "级"), word.removesuffix("级").upper())
    return next((each for each in spellings if each in (*scale.grades, scale.below)), None)


def _usage(context: Mapping[str, object]) -> UsageError:
    return UsageError(str(context.get("message", "这个值看不懂")), str(context.get("hint", "")))


def _indices(text: str, scale: Scale | None) -> dict[str, str]:
    """``室内有蝇房间=3.1,孳生地=0.8`` by id or Chinese name; empty where no index is named."""
    if scale is None or not re.search("[=＝]", text):
        return {}
    by_name = {index.name: key for key, index in scale.indices.items()}
    pairs: dict[str, str] = {}
    for part in re.split("[,，;；]", text.strip().rstrip(",，;；")):
        name, _, number = (each.strip() for each in part.replace("＝", "=").partition("="))
        key = by_name.get(name, name)
        if key not in scale.indices:
            hint = did_you_mean(name, scale.indices, by_name) or f"可选：{'、'.join(by_name)}"
            raise UsageError(f"“{name}”不是“{scale.name}”的分项", hint)
        if key in pairs:
            raise UsageError(f"分项“{name}”写了两次", "只留一个")
        number = translate(number)
        pairs[key] = number.removesuffix("%").strip() if scale.indices[key].unit == "%" else number
    return pairs


def _stated(value: Value, typed: str, pairs: dict[str, str]) -> str | dict[str, str]:
    match value:
        case Figure(text=text):
            return text
        case Grade(label=label):
            return label
        case Attestation(yes=yes):
            return "是" if yes else "否"
        case Indices():
            return pairs
        case NotApplicable():
            return re.sub(r"\s", "", translate(typed))
        case _:
            assert_never(value)
