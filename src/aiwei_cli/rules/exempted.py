"""Verdicts that do not count for a while: the real one stays, and is shown, beneath."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from aiwei_cli.model.exemption import Exemption
from aiwei_cli.model.verdict import Status, Verdict

_LIFTED = (Status.MISSED, Status.NO_DATA)


def with_exemption(verdict: Verdict, exemptions: Sequence[Exemption], day: date) -> Verdict:
    """The verdict under the exception that lasts longest, in force or expired.

    Only what is missed or without data is lifted; what is met or not yet due needs no exception.
    """
    last = max(exemptions, key=lambda each: each.until, default=None)
    if last is None:
        return verdict
    if verdict.status in _LIFTED and last.holds_on(day):
        return verdict._replace(status=Status.EXCEPTED, real=verdict.status, exemption=last)
    return verdict._replace(exemption=last)
