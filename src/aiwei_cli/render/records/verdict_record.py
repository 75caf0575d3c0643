"""An indicator judged, and what was exempted of it, as rows of facts."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from aiwei_cli.model.condition import group_of
from aiwei_cli.model.measurement import Figure
from aiwei_cli.render.records.frozen_record import Record
from aiwei_cli.rules.deciding_line import deciding_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date
    from decimal import Decimal
    from fractions import Fraction

    from aiwei_cli.model.condition import Condition
    from aiwei_cli.model.definitions import Definitions
    from aiwei_cli.model.diagnostic import Place
    from aiwei_cli.model.exemption import Exemption
    from aiwei_cli.model.measurement import Value
    from aiwei_cli.model.period import Period
    from aiwei_cli.model.target import Group, Indicator, Level, Scale
    from aiwei_cli.model.verdict import Assessment, Finding, Gap, Pace, Status, Why
    from aiwei_cli.model.workspace import Workspace
    from aiwei_cli.render.records.places import Places


class ExemptionState(StrEnum):
    """How an exemption stands on the day that is looked at."""

    IN_FORCE = "in-force"
    NOT_NEEDED = "not-needed"
    """In force although what it is about is met, or about nobody."""
    NOT_BEGUN = "not-begun"
    ENDED = "ended"


class ExemptionRecord(Record):
    """What does not count until a day, who said so, why, in which document."""

    indicator: str
    """The id of the indicator whose verdict or question it is about."""
    organisation: str | None
    """The id of the only organisation that it is about."""
    organisation_name: str | None
    question: str | None
    """The code of the question that it answers; None where the verdict is meant."""
    on: date | None
    """Of a question: the day of the only figure that it is about."""
    reason: str
    document: str
    """The number of the document that grants it."""
    approved_by: str
    starts: date | None
    until: date
    """The last day."""
    state: ExemptionState
    status: Status | None
    """How its indicator counts; None where it is not judged."""
    place: Place


class VerdictRecord(Record):
    """How an indicator stands to the target of a year on a day."""

    id: str
    action: str
    """The id of the action that it belongs to."""
    action_name: str
    name: str
    """As typed."""
    short_name: str | None
    level: Level
    unit: str
    """The unit of measure."""
    reported_by: str
    """The organisation that owes the figure."""
    year: int
    as_of: date
    status: Status
    """How it counts."""
    without_exemption: Status
    """How it would count if nothing were exempted."""
    why: Why | None
    """The reason for a verdict that the figure alone does not explain."""
    condition: Condition
    """What was demanded."""
    value: Value | None
    """What was judged, of whatever kind."""
    exact: Fraction | None
    """The number that was judged, where it is one."""
    numerator: Decimal | None
    """Of a count pair, as counted."""
    denominator: Decimal | None
    counted: int | None
    """The events counted, or the organisations that meet their condition."""
    out_of: int | None
    """The organisations of the group."""
    gap: Gap | None
    """How far the figure is from what is demanded, in the unit of measure."""
    pace: Pace | None
    due: date | None
    period: Period | None
    """The days that events were counted in."""
    measured_on: date | None
    """The day of the figure."""
    sample: bool
    """Whether any figure that was looked at was made up to show how the tool works."""
    place: Place
    """The line that decided, or that of the indicator where none did."""
    exemptions: tuple[ExemptionRecord, ...]
    """All that were written for it, in force or not."""
    finding: Finding
    """The whole judgement, part by part, with the definition of the indicator: what the words are made from."""
    scales: Mapping[str, Scale]
    """With ``groups`` what the ids in the condition stand for."""
    groups: Mapping[str, Group]

    @property
    def indicator(self) -> Indicator:
        """The definition of the indicator."""
        return self.finding.indicator

    @property
    def figure(self) -> Figure | None:
        """The number that was judged, as it was typed; None where it was none."""
        return self.value if isinstance(self.value, Figure) else None


def verdict_records(
    assessment: Assessment, workspace: Workspace, places: Places
) -> tuple[VerdictRecord, ...]:
    """A row for each verdict, in their order."""
    return tuple(_record(each, assessment, workspace, places) for each in assessment.findings)


def _record(finding: Finding, judged: Assessment, workspace: Workspace, places: Places) -> VerdictRecord:
    indicator, verdict, newest = finding.indicator, finding.verdict, finding.verdict.measurement
    line = deciding_line(verdict)
    figure = verdict.value if isinstance(verdict.value, Figure) else None
    year, as_of = judged.year, judged.as_of
    return VerdictRecord(
        id=finding.id,
        action=indicator.action,
        action_name=workspace.actions[indicator.action].name,
        name=indicator.name,
        short_name=indicator.short,
        level=indicator.level,
        unit=indicator.unit,
        reported_by=indicator.reported_by,
        year=year,
        as_of=as_of,
        status=finding.status,
        without_exemption=verdict.status,
        why=verdict.why,
        condition=verdict.condition,
        value=verdict.value,
        exact=figure.exact if figure else None,
        numerator=figure.numerator if figure else None,
        denominator=figure.denominator if figure else None,
        counted=verdict.counted,
        out_of=verdict.out_of,
        gap=verdict.gap,
        pace=verdict.pace,
        due=verdict.due,
        period=verdict.period,
        measured_on=newest.on if newest else None,
        sample=finding.sample,
        place=line.place if line else places.of_indicator(finding.id),
        exemptions=tuple(exemption_records(finding.id, finding, workspace, year, as_of, places)),
        finding=finding,
        scales=workspace.scales,
        groups=workspace.groups,
    )


def exemption_records(
    key: str, finding: Finding | None, workspace: Workspace, year: int, as_of: date, places: Places
) -> Iterator[ExemptionRecord]:
    """Every exemption of an indicator, as it stands on a day of the year judged, in the order written."""
    indicator = workspace.indicators[key]
    day = indicator.last_day(year, as_of, workspace.about.terms)
    for each in workspace.exemptions:
        if each.indicator == key:
            yield ExemptionRecord(
                indicator=key,
                organisation=each.organisation,
                organisation_name=organisation_in(each, indicator, workspace) if each.organisation else None,
                question=each.finding,
                on=each.on,
                reason=each.reason,
                document=each.document,
                approved_by=each.approved_by,
                starts=each.starts,
                until=each.until,
                state=_state(each, finding, day),
                status=finding.status if finding else None,
                place=places.of_exemption(each),
            )


def _state(exemption: Exemption, finding: Finding | None, day: date) -> ExemptionState:
    if exemption.until < day:
        return ExemptionState.ENDED
    if not exemption.is_in_force(day):
        return ExemptionState.NOT_BEGUN
    if finding and exemption in finding.relief.needless:
        return ExemptionState.NOT_NEEDED
    return ExemptionState.IN_FORCE


def organisation_in(exemption: Exemption, indicator: Indicator, definitions: Definitions) -> str:
    """What the organisation that an exemption is of is called; its id where no target of the indicator names it."""
    key = exemption.organisation or ""
    for condition in indicator.target.values():
        group = group_of(condition)
        if group and key in definitions.groups[group].members:
            return definitions.groups[group].members[key].name
    return key
