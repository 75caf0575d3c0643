"""The line of a file that decided a verdict: where whoever wants to mend it has to look."""

from __future__ import annotations

from aiwei_cli.model.condition import AllOf, AnyOf, Each, Mean
from aiwei_cli.model.measurement import Measurement
from aiwei_cli.model.verdict import Status, Verdict
from aiwei_cli.rules.ranking import decides_all, decides_any


def deciding_line(verdict: Verdict) -> Measurement | None:
    """The line that decided: of a group that of the one which stands worst, of several conditions that of the deciding one.

    None where nobody has measured what decides.
    """
    if not verdict.parts:
        return verdict.decided_by or verdict.measurement
    condition = verdict.condition
    if isinstance(condition, AllOf | AnyOf):
        decides = decides_all if isinstance(condition, AllOf) else decides_any
        return deciding_line(decides(verdict.parts))
    if isinstance(condition, Each | Mean):
        return _of_group(verdict)
    # Parts that are periods or indices decide nothing by themselves.
    return verdict.decided_by or verdict.measurement


def _of_group(verdict: Verdict) -> Measurement | None:
    """Where all meet what is demanded, or nobody counts, the newest line of all of them; of a mean its newest figure."""
    counting = [part for part in verdict.parts if part.status is not Status.NOT_APPLICABLE]
    if not counting or verdict.status is Status.MET:
        return verdict.measurement
    return deciding_line(decides_all(counting))
