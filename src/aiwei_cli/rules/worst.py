"""How the verdicts of parts add up."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from aiwei_cli.model.verdict import Status, Verdict

_ORDER: Final = (Status.MISSED, Status.NO_DATA, Status.PENDING, Status.MET)


def worst_status(parts: Sequence[Verdict]) -> Status:
    """Missed before no data before pending before met: what is certain and bad comes first."""
    statuses = {part.status for part in parts}
    return next(status for status in _ORDER if status in statuses)


def worst_part(parts: Sequence[Verdict]) -> Verdict:
    """The first part with the worst status."""
    status = worst_status(parts)
    return next(part for part in parts if part.status is status)
