"""Exemptions in words, and organisations of a group that do not count (any more)."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from aiwei_cli.model.condition import Each, Mean
from aiwei_cli.model.verdict import Finding, Status, Verdict, Why
from aiwei_cli.render.records.verdict_record import ExemptionRecord, ExemptionState, organisation_in
from aiwei_cli.render.words.findings import remark
from aiwei_cli.render.words.labels import STATUS
from aiwei_cli.render.words.numbers import dated
from aiwei_cli.render.words.phrase import (
    Origin,
    Phrase,
    Source,
    TracedFigure,
    computed,
    distinct,
    how_many,
    joined,
    phrase,
)
from aiwei_cli.render.words.verdict_sources import organisation_source

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from aiwei_cli.model.definitions import Definitions
    from aiwei_cli.model.exemption import Exemption
    from aiwei_cli.model.target import Group, Indicator

_MANY_DAYS = 3


def absences(verdict: Verdict, workspace: Definitions) -> Phrase:
    """Who closed in the year and since when it counts no more, and who is too new; empty where nobody is left out."""
    return joined("，", distinct(_told(verdict, workspace)))


def _told(verdict: Verdict, workspace: Definitions) -> Iterator[Phrase]:
    condition = verdict.condition
    if isinstance(condition, Each | Mean):
        group = condition.each if isinstance(condition, Each) else condition.mean
        yield from _of_group(verdict, workspace.groups[group])
        return
    for part in verdict.parts:
        yield from _told(part, workspace)


def _of_group(verdict: Verdict, group: Group) -> Iterator[Phrase]:
    also = "" if verdict.status is Status.NOT_APPLICABLE else "另有"
    left = [part for part in verdict.parts if part.why is Why.CLOSED and part.closed]
    if left:
        yield phrase(also, _many(left, group), "已于", _days(left), "撤并，不再计入")
    rest = [part for part in verdict.parts if part.why is not Why.CLOSED and part.closed]
    if rest:
        yield phrase("有", _many(rest, group), "已于", _days(rest), "撤并，撤并前的仍计入")
    new = [part for part in verdict.parts if part.why is Why.NEW]
    if new:
        yield phrase(also, _many(new, group), "本期新设，不考核")


def _many(parts: Sequence[Verdict], group: Group) -> Phrase:
    return phrase(how_many(map(organisation_source, parts)), group.counter, group.name)


def _days(parts: Sequence[Verdict]) -> Phrase:
    """The days on which they closed, each once; of many the first and the last."""
    by_day: dict[date, list[Source]] = {}
    for part in parts:
        if part.closed:
            by_day.setdefault(part.closed, []).append(organisation_source(part))
    days = [dated(closed, computed(*by_day[closed])) for closed in sorted(by_day)]
    return joined("、", days) if len(days) <= _MANY_DAYS else phrase(days[0], "至", days[-1])


def remark_of(finding: Finding, workspace: Definitions, year: int) -> Phrase:
    """The rest of an indicator's line: what its verdict lacks, and what is excepted until when."""
    excepted = finding.status is Status.EXCEPTED
    without = f"本为{STATUS[finding.verdict.status]}" if excepted else ""
    verdict = finding.verdict
    said = (
        remark(verdict, finding.indicator, year),
        absences(verdict, workspace),
        without,
        exempted(finding, workspace),
    )
    return joined("，", said)


def exempted(finding: Finding, workspace: Definitions) -> Phrase:
    """What exceptions do to a verdict, or no longer do; empty where there are none."""
    relief, indicator, word = finding.relief, finding.indicator, STATUS[Status.EXCEPTED]
    said = [
        *(
            phrase(_whose(each, indicator, workspace), word, "至", _until(each), grounds(each))
            for each in relief.granted
        ),
        *(
            phrase(_whose(each, indicator, workspace), f"不再需要{word}（{each.document}）")
            for each in relief.needless
        ),
        *(
            phrase(_whose(each, indicator, workspace), word, "已于", _until(each), "到期")
            for each in relief.expired
        ),
    ]
    return joined("，", said)


def _until(exemption: Exemption) -> TracedFigure:
    source = Source(Origin.EXEMPTION, exemption.indicator, whose=exemption.organisation)
    return TracedFigure(exemption.until, exemption.until.isoformat(), source)


def grounds(exemption: Exemption | ExemptionRecord) -> str:
    """Why, by which document, and by whom: （理由，文号，某某批准）."""
    return f"（{exemption.reason}，{exemption.document}，{exemption.approved_by}批准）"


def _whose(exemption: Exemption, indicator: Indicator, workspace: Definitions) -> str:
    return organisation_in(exemption, indicator, workspace) if exemption.organisation else ""


def told(exemption: Exemption, workspace: Definitions, indicator: Indicator) -> str:
    """What an exception is about, in a noun: 合格率, 学校一的课时, 合格率2024-06-30的疑点AW402."""
    whose = f"{organisation_in(exemption, indicator, workspace)}的" if exemption.organisation else ""
    day = str(exemption.on or "")
    question = f"{day}的疑点{exemption.finding}" if day else f"的疑点{exemption.finding}"
    return f"{whose}{indicator.name}{question if exemption.finding else ''}"


def exemption_words(record: ExemptionRecord) -> str:
    """All that is said of an exemption, and how it stands."""
    on = str(record.on) if record.on else ""
    about = "，".join(filter(None, [record.organisation_name, record.question, on]))
    span = f"{record.starts}至{record.until}" if record.starts else f"至{record.until}"
    return f"{about}{'，' if about else ''}{span}{grounds(record)}{_stands(record)}"


def _stands(record: ExemptionRecord) -> str:
    match record.state:
        case ExemptionState.ENDED:
            return "，已到期"
        case ExemptionState.NOT_BEGUN:
            return "，还没有开始"
        case ExemptionState.NOT_NEEDED if record.status is Status.NOT_APPLICABLE:
            return f"，{STATUS[Status.NOT_APPLICABLE]}，不再需要"
        case ExemptionState.NOT_NEEDED:
            return f"，已经{STATUS[Status.MET]}，不再需要"
        case ExemptionState.IN_FORCE:
            return ""
        case _:
            assert_never(record.state)
