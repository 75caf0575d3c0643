"""Verdicts and diagnostics as tools list them: a place, a code, how it counts, and one sentence."""

from __future__ import annotations

from typing import Final, assert_never

from aiwei_cli.model.diagnostic import Diagnostic, Place
from aiwei_cli.model.severity import Severity
from aiwei_cli.model.verdict import Status
from aiwei_cli.render.records.check_result import Judged, Refused, Result
from aiwei_cli.render.records.frozen_record import Record
from aiwei_cli.render.records.verdict_record import VerdictRecord
from aiwei_cli.render.words.severity_labels import SEVERITY
from aiwei_cli.render.words.worded_verdict import NOTHING, worded


class Alert(Record):
    """One verdict or one diagnostic."""

    place: Place
    code: str
    """``missed``, ``met`` …, or a diagnostic's code."""
    word: str
    """The verdict's, or the severity's."""
    title: str
    message: str
    level: Severity | None
    """How it counts; None for what needs nobody's attention."""
    key: str
    """What stays the same from run to run: an indicator's id, or a diagnostic's own words."""


def worth_showing(result: Result) -> list[Alert]:
    """What needs somebody's attention: all but what is met, exempted, not applicable or still has time."""
    return [each for each in alerts(result) if each.level and each.code != Status.PENDING.value]


_LEVEL: Final[dict[Status, Severity | None]] = {
    Status.MET: None,
    Status.MISSED: Severity.ERROR,
    Status.PENDING: Severity.NOTICE,
    Status.NO_DATA: Severity.WARNING,
    Status.NOT_APPLICABLE: None,
    Status.EXCEPTED: None,
}
"""How a verdict counts among what needs attention; None where it needs none."""


def alerts(result: Result) -> list[Alert]:
    """All of them in the order of the files, which are named as their reader sees them."""
    found = [_diagnosed(each) for each in result.diagnostics]
    match result:
        case Judged():
            found += [_judged(each) for each in result.verdicts]
        case Refused():
            pass
        case _:
            assert_never(result)
    return [
        each.but(place=each.place._replace(path=result.seen_from.path(each.place.path)))
        for each in sorted(found, key=lambda each: (each.place, each.code, each.key))
    ]


def _diagnosed(each: Diagnostic) -> Alert:
    hint = f"。改法：{each.hint}" if each.hint else ""
    place, end = each.place, len(each.source.rstrip()) + 1
    if not place.end_column and end > place.column:
        place = place._replace(end_column=end)
    return Alert(
        place=place,
        code=each.code,
        word=SEVERITY[each.severity],
        title=each.code,
        message=f"{each.message}{hint}",
        level=each.severity,
        key=each.message,
    )


def _judged(record: VerdictRecord) -> Alert:
    said = worded(record)
    figure = f"{said.name} {said.actual}".removesuffix(f" {NOTHING}")
    sample = f"{said.sample}数据" if said.sample else ""
    parts = (figure, f"要求 {said.required}", said.remark, sample)
    return Alert(
        place=record.place,
        code=record.status.value,
        word=said.status,
        title=f"{said.status}：{said.name}",
        message="，".join(text for text in parts if text),
        level=_LEVEL[record.status],
        key=record.id,
    )
