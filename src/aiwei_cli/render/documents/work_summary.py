"""Everything a report template can say, in names and phrases. The manual lists the names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import assert_never

from aiwei_cli.model.action import ActionFile, PlanItem, Strand
from aiwei_cli.model.condition import group_of
from aiwei_cli.model.errors import UsageError
from aiwei_cli.model.narrative import demand_referred_to, fill, quantity_for, summary_figures
from aiwei_cli.model.text import Quantity
from aiwei_cli.model.verdict import Assessment, Finding
from aiwei_cli.model.workspace import Workspace, YearSummary
from aiwei_cli.render.words.demands import sentence
from aiwei_cli.render.words.labels import PLAN_STATE, SAMPLE
from aiwei_cli.render.words.narrative_words import referred
from aiwei_cli.render.words.numbers import dated
from aiwei_cli.render.words.official_sentences import (
    amount,
    each_status,
    issues_sentence,
    item_amount,
    result,
    tasks_sentence,
)
from aiwei_cli.render.words.phrase import (
    CALENDAR,
    Origin,
    Phrase,
    Source,
    TracedFigure,
    Words,
    joined,
    measured,
    phrase,
)
from aiwei_cli.render.words.worded_verdict import WordedVerdict
from aiwei_cli.render.words.work_counts import task_source
from aiwei_cli.rules.narrative_figures import narrative_figure


@dataclass(frozen=True)
class Said:
    """A strand of the narrative, its references filled in."""

    lead: Phrase
    text: Phrase


@dataclass(frozen=True)
class ActionPart:
    """One action in one section: what was done and found, or what is planned and demanded."""

    name: str
    strands: list[Said] = field(default_factory=list)
    plan: list[Phrase] = field(default_factory=list)
    results: list[Phrase] = field(default_factory=list)
    targets: list[Phrase] = field(default_factory=list)


@dataclass(frozen=True)
class Line:
    """One line of the compliance table."""

    name: Phrase
    level: str
    required: Phrase
    actual: Phrase
    status: str
    on: Phrase
    remark: Phrase


@dataclass(frozen=True)
class Report:
    """The variables of a report template."""

    town: str
    county: str
    office: str
    programme: str
    year: int
    as_of: TracedFigure
    sample: bool
    opening: Phrase
    organisation: list[Said]
    actions: list[ActionPart]
    tasks: Phrase
    issues: Phrase
    problems: list[Said]
    aim: Phrase
    next_actions: list[ActionPart]
    highlights: list[Said]
    table: list[tuple[str, list[Line]]]
    totals: Phrase


class _Writer:
    """Fills the narrative of one year as it stood on one day."""

    def __init__(self, workspace: Workspace, year: int, as_of: date) -> None:
        self.workspace = workspace
        self.year = year
        self.as_of = as_of
        self.sample = False

    def said(
        self, strands: Sequence[Strand], figures: Mapping[str, Quantity], action: ActionFile | None
    ) -> list[Said]:
        return [
            Said(self.text(strand.lead, figures, action), self.text(strand.text, figures, action))
            for strand in strands
        ]

    def text(self, text: str, figures: Mapping[str, Quantity], action: ActionFile | None = None) -> Phrase:
        return phrase(*fill(text, lambda reference: self._word(reference, figures, action)))

    def _word(self, reference: str, figures: Mapping[str, Quantity], action: ActionFile | None) -> Words:
        match quantity_for(reference, self.year, figures, action):
            case Quantity() as quantity:
                return amount(quantity, self._counted_in(reference, action))
            case PlanItem() as item:
                return item_amount(item, action.id if action else "", self.as_of)
            case None:
                return self._indicator(reference)
            case unknown:
                assert_never(unknown)

    def _counted_in(self, reference: str, action: ActionFile | None) -> Source:
        """A counted figure as a source: of the action that is told of, of the summary itself, or of another action."""
        summary = self.workspace.about.summary.get(self.year, YearSummary())
        whose = action.id if action else None
        if action is None and reference not in summary.figures:
            having = (
                each
                for each in self.workspace.actions.values()
                if reference in each.figures.get(self.year, {})
            )
            whose = next(having).id
        return Source(Origin.NARRATIVE, reference, self.year, whose)

    def _indicator(self, reference: str) -> Words:
        found = narrative_figure(reference, self.workspace, self.year, self.as_of)
        if found is None:
            demand = demand_referred_to(self.workspace.indicators[reference], self.year)
            lacks = "并非每个考核对象都有" if group_of(demand) else "还没有"
            raise UsageError(
                f"正文引用了指标“{reference}”，但截至 {self.as_of} {lacks} {self.year} 年的监测值",
                "补上监测值，或换一个 --as-of",
            )
        self.sample = self.sample or found.is_sample
        return referred(found, reference, self.workspace.indicators[reference])

    def action(self, action: ActionFile, results: list[Phrase]) -> ActionPart:
        """What an action did in the year; its bare plan only where nobody wrote about it."""
        strands = self.said(action.work.get(self.year, ()), action.figures.get(self.year, {}), action)
        plan = (
            []
            if strands
            else [
                _planned(item, action.id, PLAN_STATE[item.stands]) for item in action.planned_for(self.year)
            ]
        )
        return ActionPart(action.name, strands, plan, results)


def gather(workspace: Workspace, assessment: Assessment) -> Report:
    """The variables for the report of the assessment's year."""
    year, about = assessment.year, workspace.about
    writer = _Writer(workspace, year, assessment.as_of)
    summary = about.summary.get(year, YearSummary())
    figures = summary_figures(year, summary.figures, workspace.actions.values())
    grouped = {
        key: own
        for key in workspace.actions
        if (own := [each for each in assessment.findings if each.indicator.action == key])
    }
    actions = [
        writer.action(action, [result(each, workspace, year) for each in grouped.get(key, ())])
        for key, action in workspace.actions.items()
        if action.runs_in(year)
    ]
    organisation, problems, highlights = (
        writer.said(strands, figures, None)
        for strands in (summary.organisation, summary.problems, summary.highlights)
    )
    return Report(
        town=about.town,
        county=about.county,
        office=about.office,
        programme=about.programme,
        year=year,
        as_of=dated(assessment.as_of, CALENDAR),
        opening=writer.text(summary.opening or "", figures),
        organisation=organisation,
        actions=actions,
        tasks=tasks_sentence(assessment),
        issues=issues_sentence(assessment),
        problems=problems,
        aim=writer.text(summary.aim or "", figures),
        next_actions=_next(workspace, year + 1),
        highlights=highlights,
        table=[(workspace.actions[key].name, _lines(own, workspace, year)) for key, own in grouped.items()],
        totals=joined("、", (phrase(word, " ", count) for word, count in each_status(assessment.findings))),
        sample=writer.sample
        or any(finding.sample for finding in assessment.findings)
        or any(issue.is_sample for issue in assessment.issues),
    )


def has_content(report: Report) -> bool:
    """Whether there is anything of the year itself to tell."""
    told = any(part.strands or part.plan or part.results for part in report.actions)
    ours = report.opening, report.organisation, report.problems, report.highlights, report.issues
    return told or any(ours)


def left_out(report: Report) -> list[str]:
    """The sections that the data has nothing for, which the summary therefore leaves out."""
    sections = {
        "开头语（opening）": report.opening,
        "组织领导（organisation）": report.organisation,
        "任务和整改（plan、issues）": report.tasks or report.issues,
        "困难和问题（problems）": report.problems,
        "总体思路（aim）": report.aim,
        f"{report.year + 1}年的计划和目标": report.next_actions,
        "工作亮点（highlights）": report.highlights,
    }
    return [name for name, content in sections.items() if not content]


def _next(workspace: Workspace, year: int) -> list[ActionPart]:
    """Next year's tasks: what each action plans, and what is demanded of it."""
    parts = []
    for key, action in workspace.actions.items():
        demanded = [
            sentence(condition.standing_from(date(year, 1, 1)), indicator, workspace)
            for indicator in workspace.indicators.values()
            if indicator.action == key
            and (condition := indicator.condition_for(year))
            and action.runs_in(year)
        ]
        plan = [_planned(item, key) for item in action.planned_for(year)]
        if plan or demanded:
            parts.append(ActionPart(action.name, plan=plan, targets=demanded))
    return parts


def _planned(item: PlanItem, action: str, state: str = "") -> Phrase:
    quantity = amount(item.quantity, task_source(item, action)) if item.quantity else ""
    return phrase(item.title, quantity, f"（{state}）" if state else "")


def _day_of(finding: Finding) -> Phrase:
    newest = finding.verdict.measurement
    if newest is None:
        return phrase("-")
    on = TracedFigure(newest.on, newest.on.isoformat(), measured(newest._replace(counted_over=None)))
    return phrase(on, f"（{SAMPLE}）" if finding.sample else "")


def _lines(findings: Sequence[Finding], workspace: Workspace, year: int) -> list[Line]:
    lines = []
    for finding in findings:
        said = WordedVerdict(finding, workspace, year, in_a_row=True)
        lines.append(
            Line(
                name=phrase(said.name),
                level=f"{said.level}级",
                required=said.required_phrase,
                actual=said.actual_phrase,
                status=said.status,
                on=_day_of(finding),
                remark=said.remark_phrase,
            )
        )
    return lines
