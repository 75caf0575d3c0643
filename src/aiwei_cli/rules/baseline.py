"""What an assessment holds that an earlier state did not."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from aiwei_cli.model.obligation import Due
from aiwei_cli.model.verdict import Assessment, Finding, Status

BAD: Final = (Status.MISSED, Status.NO_DATA)


def new_findings(now: Assessment, was: Assessment) -> tuple[Finding, ...]:
    """What is missed or lacks data, and stood otherwise in the earlier state, or was not judged there."""
    before = {finding.id: finding.status for finding in was.findings if not finding.is_outdated}
    return tuple(
        each for each in now.findings if each.status in BAD and before.get(each.id) is not each.status
    )


def new_dues(now: Sequence[Due], was: Sequence[Due]) -> tuple[Due, ...]:
    """What is owed by a deadline, and was not owed by it in the earlier state."""
    before = {(each.kind, each.id, each.deadline) for each in was}
    return tuple(each for each in now if (each.kind, each.id, each.deadline) not in before)
