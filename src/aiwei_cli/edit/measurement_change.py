"""A new figure, or a corrected one: what was typed, what it means, and the changes to an action's file that state it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final, NamedTuple, assert_never

from pydantic_core import PydanticCustomError

from aiwei_cli.edit.entry_text import Leaf
from aiwei_cli.edit.file_change import Append, Assign, Change, Insert, Swap, Wrap, by_day, in_order_of
from aiwei_cli.edit.key_order import Rank
from aiwei_cli.load.assemble import Loaded
from aiwei_cli.load.value_reading import Reader
from aiwei_cli.load.yamltext.document import Listing
from aiwei_cli.load.yamltext.document import Mapping as Keys
from aiwei_cli.model.action import ActionFile
from aiwei_cli.model.closest_words import did_you_mean
from aiwei_cli.model.condition import group_of
from aiwei_cli.model.errors import UsageError
from aiwei_cli.model.measurement import (
    Attestation,
    Entry,
    Figure,
    Grade,
    Indices,
    Maturity,
    Measurement,
    NotApplicable,
    Value,
)
from aiwei_cli.model.target import Indicator, Scale
from aiwei_cli.model.text import translate
from aiwei_cli.model.workspace import Workspace
from aiwei_cli.rules.state_comparison import is_alike


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
    received: date | None = None
    measured: date | None = None


def read_value(workspace: Workspace, request: Request) -> tuple[Value, str | dict[str, str]]:
    """A value as typed: what it means, and how the file states it. Raises :class:`UsageError`."""
    indicator = workspace.indicators[request.indicator]
    target = indicator.target_on(request.day, workspace.about.terms)
    reader = Reader(indicator, target, workspace.scales)
    try:
        pairs = _indices(request.value, reader.scale)
        typed = _grade(request.value, indicator, reader.scale) or request.value.strip()
        days = {"received": request.received, "measured": request.measured}
        own = {key: each.isoformat() for key, each in days.items() if each}
        entry = Entry.model_validate({**({"indices": pairs} if pairs else {"value": typed}), **own})
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
            hint = did_you_mean(name, scale.indices, [*by_name]) or f"可选：{'、'.join(by_name)}"
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


SECTIONS = in_order_of(list(ActionFile.model_fields))
"""An action's keys in the order of the documentation."""


def group_for(indicator: Indicator, day: date, workspace: Workspace) -> str | None:
    """The group that a figure of a day is kept by; None where it is one for all."""
    return group_of(indicator.target_on(day, workspace.about.terms))


def standing(workspace: Workspace, request: Request) -> Measurement | None:
    """The figure that stands for the same day and organisation."""
    return next(
        (
            each
            for each in workspace.measurements.get(request.indicator, ())
            if (each.on, each.organisation) == (request.day, request.organisation)
        ),
        None,
    )


def adding(workspace: Workspace, request: Request) -> Sequence[Change]:
    """One more line. Raises :class:`UsageError` where a figure stands already."""
    _, value = read_value(workspace, request)
    old = standing(workspace, request)
    if old is not None:
        message = f"{request.day} 已经有监测值 {stated(old)}（{old.place.path}:{old.place.line}）"
        raise UsageError(message, "更正它就加 --correct 和 --note 原因；否则换一个 --date")
    return [Insert(_keys(request), _leaf(request, value), _ranks(workspace, request))]


def _keys(request: Request) -> tuple[str, ...]:
    by = (request.organisation,) if request.organisation else ()
    return ("measurements", request.indicator, *by, request.day.isoformat())


def _ranks(workspace: Workspace, request: Request) -> tuple[Rank, ...]:
    indicator = workspace.indicators[request.indicator]
    group = group_for(indicator, request.day, workspace)
    members = [in_order_of(list(workspace.groups[group].members))] if group else []
    return (SECTIONS, in_order_of(list(workspace.indicators)), *members, by_day)


def _leaf(request: Request, value: str | dict[str, str]) -> Leaf:
    more = _more(request)
    if isinstance(value, dict):
        return {"indices": value, **more}
    return {"value": value, **more} if more else value


def _more(request: Request) -> dict[str, str | Sequence[str]]:
    said: dict[str, str | Sequence[str] | None] = {
        "status": request.status.value if request.status else None,
        "source": request.source,
        "received": request.received.isoformat() if request.received else None,
        "measured": request.measured.isoformat() if request.measured else None,
        "note": request.note,
        "evidence": request.evidence[0] if len(request.evidence) == 1 else request.evidence,
    }
    return {key: text for key, text in said.items() if text}


def stated(measurement: Measurement) -> str:
    """A standing figure as its line states it."""
    entry = measurement.entry
    if entry.indices is not None:
        return "，".join(f"{key}={number}" for key, number in entry.indices.items())
    return translate(entry.value or "")


def correcting(loaded: Loaded, path: str, request: Request) -> Sequence[Change]:
    """The standing figure replaced; the note keeps what it was, and why. Raises :class:`UsageError`."""
    workspace = loaded.workspace
    old = standing(workspace, request)
    if old is None:
        raise UsageError(f"{request.day} 还没有监测值，无从更正", "去掉 --correct，或核对 --date")
    if not request.note:
        raise UsageError("更正要写明原因", "加 --note，例如 --note 重复统计一户")
    value, text = read_value(workspace, request)
    if is_alike(value, old.value):
        return _ripening(loaded, path, request, old)
    earlier = f"；{old.entry.note}" if old.entry.note else ""
    kept = (*old.entry.evidence, *(each for each in request.evidence if each not in old.entry.evidence))
    note = f"原为{stated(old)}，更正原因：{request.note}{earlier}"
    changed = request._replace(note=note, evidence=kept)
    keys = _keys(request)
    node = loaded.documents[path].node_at(keys)
    if not isinstance(node, Keys):
        return [Wrap(keys, _leaf(changed, text))]
    said = {key: leaf for key, leaf in _more(changed).items() if key != "evidence"}
    return [
        *_valued(keys, node, text),
        *(Assign(keys, key, leaf) for key, leaf in said.items()),
        *proven(keys, node, kept, len(old.entry.evidence)),
    ]


def _ripening(loaded: Loaded, path: str, request: Request, old: Measurement) -> Sequence[Change]:
    """The figure stays; its status, source or evidence changes, and the reason joins the note."""
    entry = old.entry
    new = [each for each in request.evidence if each not in entry.evidence]
    if (request.status or entry.status) == entry.status and request.source in ("", entry.source) and not new:
        said = f"{request.day} 的监测值本来就是 {stated(old)}"
        raise UsageError(said, "核对要更正的值；只改状态、来源或佐证就写上 --status、--source 或 --evidence")
    keys, kept = _keys(request), (*entry.evidence, *new)
    note = f"{request.note}；{entry.note}" if entry.note else request.note
    changed = request._replace(note=note, evidence=kept)
    node = loaded.documents[path].node_at(keys)
    if not isinstance(node, Keys):
        return [Wrap(keys, _leaf(changed, stated(old)))]
    said_now = {key: leaf for key, leaf in _more(changed).items() if key != "evidence"}
    assigned = (Assign(keys, key, leaf) for key, leaf in said_now.items())
    return [*assigned, *proven(keys, node, kept, len(entry.evidence))]


def _valued(keys: tuple[str, ...], node: Keys, text: str | dict[str, str]) -> list[Change]:
    """The value or the indices replaced, where they stand."""
    if isinstance(text, str):
        return [
            Assign(keys, "value", text) if "value" in node.entries else Swap(keys, "indices", "value", text)
        ]
    if "indices" not in node.entries:
        return [Swap(keys, "value", "indices", text)]
    there = node.entries["indices"][1]
    if isinstance(there, Keys) and there.entries.keys() <= text.keys():
        return [Assign((*keys, "indices"), key, number) for key, number in text.items()]
    return [Assign(keys, "indices", text)]


def proven(keys: tuple[str | int, ...], node: Keys, kept: Sequence[str], before: int) -> list[Change]:
    """New evidence beside what there is."""
    if len(kept) == before:
        return []
    if "evidence" in node.entries and isinstance(node.entries["evidence"][1], Listing):
        return [Append((*keys, "evidence"), each, ()) for each in kept[before:]]
    return [Assign(keys, "evidence", kept[0] if len(kept) == 1 else kept)]
