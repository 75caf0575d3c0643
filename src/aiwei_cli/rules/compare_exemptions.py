"""The differences in what is excepted."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest

from aiwei_cli.model.data_change import ExemptionChange, Kind
from aiwei_cli.model.exemption import Exemption
from aiwei_cli.model.verdict import Assessment, Status
from aiwei_cli.model.workspace import Workspace


def exemption_changes(before: Workspace, after: Workspace, now: Assessment) -> Iterator[ExemptionChange]:
    """Exceptions added, removed, extended or edited; what one is about tells it from the others."""
    missed = {
        granted
        for finding in now.findings
        if finding.verdict.status is Status.MISSED and finding.status is Status.EXCEPTED
        for granted in finding.relief.granted
    }
    subjects = dict.fromkeys(each.subject for each in (*after.exemptions, *before.exemptions))
    for subject in subjects:
        was, stands = (
            [each for each in town.exemptions if each.subject == subject] for town in (before, after)
        )
        gone = [each for each in was if each not in stands]
        news = [each for each in stands if each not in was]
        for old, new in zip_longest(gone, news):
            yield ExemptionChange(_kind(old, new), old, new, new in missed)


def _kind(old: Exemption | None, new: Exemption | None) -> Kind:
    if old is None:
        return Kind.ADDED
    return Kind.REMOVED if new is None else Kind.CHANGED
