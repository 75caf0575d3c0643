"""A figure that came, went or changed, as an official sentence without its full stop."""

from __future__ import annotations

from typing import NamedTuple

from aiwei_cli.model.change import Kind, ValueChange
from aiwei_cli.model.condition import Condition
from aiwei_cli.model.measurement import Figure, Maturity
from aiwei_cli.model.target import Indicator
from aiwei_cli.model.workspace import Workspace
from aiwei_cli.render.changes.events import goal_of, happened
from aiwei_cli.render.changes.movement import Moved, movement
from aiwei_cli.render.figures import with_unit
from aiwei_cli.render.labels import ENTRY_FIELD
from aiwei_cli.render.recorded import organisation_name
from aiwei_cli.render.report.sentences import day
from aiwei_cli.render.values import value_text


class Told(NamedTuple):
    """A change of a figure: its two ends and the difference for a table, and the whole sentence."""

    old: str
    new: str
    difference: str
    sentence: str


def told(change: ValueChange, before: Workspace, after: Workspace) -> Told:
    """One change of a figure."""
    if change.new is None:
        return _gone(change, before)
    indicator = after.indicators[change.indicator]
    condition = indicator.condition_for(change.on.year)
    subject = indicator.name
    if change.organisation:
        subject = f"{organisation_name(change.new, indicator, after)}的{subject}"
    if change.kind is Kind.CHANGED:
        return _rewritten(change, subject, indicator, after)
    if (events := goal_of(condition)) and isinstance(change.new.value, Figure):
        said = happened(change.new, events, indicator, after)
        text = with_unit(change.new.value.text, indicator)
        return Told("", text, "", f"{subject}{day(change.on)}{'，'.join(said)}")
    return _new(change, subject, condition, indicator, after)


def _gone(change: ValueChange, before: Workspace) -> Told:
    old = change.old
    assert old is not None  # one of the two is there
    indicator = before.indicators[change.indicator]
    subject = indicator.name
    if old.organisation:
        subject = f"{organisation_name(old, indicator, before)}的{subject}"
    text = value_text(old.value, indicator)
    return Told(text, "", "", f"删去{subject}{day(change.on)}的数据{text}")


def _new(
    change: ValueChange, subject: str, condition: Condition | None, indicator: Indicator, workspace: Workspace
) -> Told:
    """A new figure, against the one before it and against the year's target."""
    new, last = change.new, change.previous
    assert new is not None  # a figure that is gone is told elsewhere
    moved = movement(last, new, condition, indicator, workspace)
    estimate = "预计" if new.entry.status is Maturity.ESTIMATE else ""
    said = [f"{subject}{estimate}{moved.verb}" if last else f"{subject}首次报送，{estimate}{moved.verb}"]
    said += [f"{moved.way}{moved.difference}"] if moved.difference else []
    return Told(moved.old, moved.new, _signed(moved), "，".join([*said, *moved.aims]))


def _signed(moved: Moved) -> str:
    return f"{moved.way}{moved.difference}" if moved.difference else ""


def _rewritten(change: ValueChange, subject: str, indicator: Indicator, workspace: Workspace) -> Told:
    """A figure of a day that now reads otherwise, or of which more is said."""
    old, new = change.old, change.new
    assert old is not None
    assert new is not None
    head = f"{subject}{day(change.on)}的数据"
    if old.value == new.value:
        text = value_text(new.value, indicator)
        return Told(text, text, "", f"{head}{_annotated(change)}")
    moved = movement(old, new, None, indicator, workspace)
    was, now = old.entry.status, new.entry.status
    if was is Maturity.ESTIMATE and now not in (None, Maturity.ESTIMATE):
        said = f"由预计数{moved.old}调整为{now}数{moved.new}"
    else:
        said = f"由{moved.old}更正为{moved.new}"
    if moved.difference:
        said += f"，{'上调' if moved.is_up else '下调'}{moved.difference}"
    if new.entry.note and new.entry.note != old.entry.note:
        said += f"（{new.entry.note}）"
    return Told(moved.old, moved.new, _signed(moved), f"{head}{said}")


def _annotated(change: ValueChange) -> str:
    """What else is said of a figure that stays the same."""
    assert change.old is not None
    assert change.new is not None
    old, new, said = change.old.entry, change.new.entry, []
    for name, word in ENTRY_FIELD.items():
        was, now = getattr(old, name), getattr(new, name)
        if was == now:
            continue
        if name == "status" and was and now:
            said.append(f"由{was}转为{now}")
        else:
            said.append(f"{'补充' if not was else '更改' if now else '删去'}了{word}")
    return "，".join(said) or "换了写法"
