"""How the verdicts of parts add up: which of them decides for the whole, and what is said of it.

Unknown is neither yes nor no. What is certain comes before it where it decides alone: one part missed is enough
for ``all`` and ``each``, one part met for ``any``. In ``any`` a part that may still be reached comes before one
that nobody can judge, and that one before a part that is missed. What is not applicable or excepted is left
out: it decides only where there is nothing else, and then an exception ranks above it.

Over a group's organisations the whole has no figure, only a number of those that meet it: the figure of
one of them is not the town's.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from aiwei_cli.model.condition import AllOf, AnyOf, Each, Events, unfold
from aiwei_cli.model.verdict import Status, Verdict, Why

_LEFT_OUT: Final = (Status.EXCEPTED, Status.NOT_APPLICABLE)
_LADDER: Final = (Status.MISSED, Status.NO_DATA, Status.PENDING, Status.MET)
_ALL: Final = (*_LADDER, *_LEFT_OUT)
"""``all`` and ``each`` are as good as their lowest part on the ladder …"""
_ANY: Final = (*reversed(_LADDER), *_LEFT_OUT)
"""… and ``any`` is as good as its highest."""
_UNSAID: Final = (Why.NEVER_MEASURED, Why.NONE_THIS_YEAR, Why.OUT_OF_DATE, Why.PERIODS_MISSING)


def decides_all(parts: Sequence[Verdict]) -> Verdict:
    """The part that decides where every part has to be met: the first of the worst."""
    worst = _first(_ALL, parts)
    return next((part for part in worst if part.why is Why.OTHER_KIND), worst[0])


def decides_any(parts: Sequence[Verdict]) -> Verdict:
    """The part that decides where one part is enough: the first of the best.

    A part that the figure is not of a kind for is no alternative at all, where there is another. Nor is one that an
    event log says nothing of, for an organisation that is too new to owe the events: nobody is asked for it.
    """
    fitting = [part for part in parts if part.why is not Why.OTHER_KIND]
    deciding = _first(_ANY, fitting or parts)[0]
    spared = next((part for part in fitting if part.why is Why.NEW), None)
    owed = (part for part in fitting if part.status is not Status.NOT_APPLICABLE)
    return spared if spared and all(_is_silent(part) for part in owed) else deciding


def _is_silent(part: Verdict) -> bool:
    """Whether a part lacks nothing but a line, which an event log need not have."""
    counts_events = any(isinstance(each, Events) for each in unfold(part.condition))
    return part.status is Status.NO_DATA and part.why in _UNSAID and not counts_events


def _first(order: Sequence[Status], parts: Sequence[Verdict]) -> list[Verdict]:
    """The parts with the first status of an order that occurs."""
    deciding = min((part.status for part in parts), key=order.index)
    return [part for part in parts if part.status is deciding]


def on_behalf(
    condition: AllOf | AnyOf, deciding: Verdict, parts: tuple[Verdict, ...], met_before: bool | None
) -> Verdict:
    """The verdict on the whole, as the part stands that decides for it."""
    deciding, parts = _as_part(deciding, met_before), tuple(_as_part(each, met_before) for each in parts)
    members = _members(parts) if isinstance(condition, AllOf) else _members([deciding])
    return Verdict(
        deciding.status,
        condition,
        None if isinstance(deciding.condition, Each) else deciding.value,
        deciding.measurement,
        deciding.previous,
        counted=sum(members.values()) if members else None,
        out_of=len(members) or None,
        gap=deciding.gap,
        why=deciding.why,
        due=deciding.due,
        pace=deciding.pace,
        slipped=deciding.status is Status.PENDING and met_before is True,
        grade=deciding.grade,
        or_worse=deciding.or_worse,
        is_midway=deciding.is_midway,
        year_before=deciding.year_before,
        missing=deciding.missing,
        parts=parts,
    )


def _members(parts: Sequence[Verdict]) -> Mapping[str, bool]:
    """Of parts that run over organisations, whether each of these meets them all; those that do not count are left out."""
    found: dict[str, bool] = {}
    for part in parts:
        own: Mapping[str, bool] = {}
        if isinstance(part.condition, Each):
            counting = [each for each in part.parts if each.status is not Status.NOT_APPLICABLE]
            own = {each.label or "": each.status is Status.MET for each in counting}
        elif isinstance(part.condition, AllOf):
            own = _members(part.parts)
        elif isinstance(part.condition, AnyOf):
            own = _members([decides_any(part.parts)])
        for name, meets in own.items():
            found[name] = meets and found.get(name, True)
    return found


def _as_part(part: Verdict, met_before: bool | None) -> Verdict:
    """A part that tells of last year only what is true of the whole.

    A figure that falls out of a range at one end, and was beyond the other end a year ago, has not got worse; one
    that met another alternative a year ago is on no way to this one.
    """
    if met_before is None:
        return part
    return part._replace(
        pace=None if met_before else part.pace,
        slipped=part.slipped and met_before,
        parts=tuple(_as_part(each, met_before) for each in part.parts),
    )
