"""How the verdicts of parts add up: which of them decides for the whole.

Unknown is neither yes nor no. What is certain comes before it where it decides alone: one part missed is enough
for ``all`` and ``each``, one part met for ``any``. In ``any`` a part that may still be reached comes before one
that nobody can judge, and that one before a part that is missed. What is not applicable or excepted is left
out: it decides only where there is nothing else, and then an exception ranks above it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from aiwei_cli.model.verdict import Status, Verdict, Why

_LEFT_OUT: Final = (Status.EXCEPTED, Status.NOT_APPLICABLE)
_LADDER: Final = (Status.MISSED, Status.NO_DATA, Status.PENDING, Status.MET)
_ALL: Final = (*_LADDER, *_LEFT_OUT)
"""``all`` and ``each`` are as good as their lowest part on the ladder …"""
_ANY: Final = (*reversed(_LADDER), *_LEFT_OUT)
"""… and ``any`` is as good as its highest."""


def decides_all(parts: Sequence[Verdict]) -> Verdict:
    """The part that decides where every part has to be met: the first of the worst."""
    worst = _first(_ALL, parts)
    return next((part for part in worst if part.why is Why.OTHER_KIND), worst[0])


def decides_any(parts: Sequence[Verdict]) -> Verdict:
    """The part that decides where one part is enough: the first of the best.

    A part that the figure is not of a kind for is no alternative at all, where there is another.
    """
    fitting = [part for part in parts if part.why is not Why.OTHER_KIND]
    return _first(_ANY, fitting or parts)[0]


def _first(order: Sequence[Status], parts: Sequence[Verdict]) -> list[Verdict]:
    """The parts with the first status of an order that occurs."""
    deciding = min((part.status for part in parts), key=order.index)
    return [part for part in parts if part.status is deciding]
