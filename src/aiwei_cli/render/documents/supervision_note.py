"""Everything a digest template can say, in names and phrases. The manual lists the names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from aiwei_cli.load.history.commits import Commit
from aiwei_cli.model.condition import Events, unfold
from aiwei_cli.model.data_change import StateComparison
from aiwei_cli.model.diagnostic import NO_LONGER_TAKEN
from aiwei_cli.model.interval import Interval
from aiwei_cli.model.obligation import Due
from aiwei_cli.model.period import Period
from aiwei_cli.render.documents.digest_sections import Owner, Part, owners, progress_of
from aiwei_cli.render.documents.template_variables import NAMES_A_COMMIT
from aiwei_cli.render.words.changes.change_row import Row, Section
from aiwei_cli.render.words.changes.change_rows import rows
from aiwei_cli.render.words.labels import ISSUE_STATE
from aiwei_cli.render.words.numbers import dated
from aiwei_cli.render.words.official_sentences import each_status, judged, spelled, tasks_sentence
from aiwei_cli.render.words.phrase import CALENDAR, Phrase, TracedFigure, in_year, joined, phrase
from aiwei_cli.render.words.work_counts import each_state, many
from aiwei_cli.rules.earlier_figures import figures_told
from aiwei_cli.rules.events import UPPER


@dataclass(frozen=True)
class Digest:
    """The variables of a digest template."""

    town: str
    county: str
    office: str
    programme: str
    year: int
    as_of: TracedFigure
    weekly: bool
    span: Phrase
    this: str
    next: str
    sample: bool
    totals: Phrase
    tasks: Phrase
    issues: Phrase
    turns: list[Phrase]
    turned: int
    """How many indicators those are of: one may have turned in two years."""
    progress: list[Part]
    owners: list[Owner]
    checks: list[Phrase]
    basis: Phrase = field(metadata=NAMES_A_COMMIT)


def gather(
    comparison: StateComparison, period: Period, span: Interval, dues: Sequence[Due], commit: Commit | None
) -> Digest:
    """The variables for what ``comparison`` found in ``period``, of which the state before is ``commit``'s."""
    now, about, weekly = comparison.now, comparison.after.about, span is Interval.WEEK
    found = list(rows(comparison))
    turned = [
        row
        for row in found
        if row.section in (Section.TURNS, Section.CALENDAR) and row.old.text != NO_LONGER_TAKEN
    ]  # where a rule of today refuses a line of the state before, nothing has turned
    return Digest(
        town=about.town,
        county=about.county,
        office=about.office,
        programme=about.programme,
        year=now.year,
        as_of=dated(now.as_of, CALENDAR),
        weekly=weekly,
        span=_days(period.start, now.as_of) if weekly else _month(period),
        this="本周" if weekly else "本月",
        next="下周" if weekly else "下月",
        sample=_sample(comparison, dues),
        totals=_totals(comparison),
        tasks=tasks_sentence(now),
        issues=_issues(comparison),
        turns=[_turned(row) for row in turned],
        turned=len({row.key for row in turned}),
        progress=progress_of(found, comparison, period),
        owners=owners(dues, now.as_of, _counted(comparison)),
        checks=[phrase(row.sentence, "。", row.flag.removesuffix("（source）")) for row in found if row.flag],
        basis=_basis(commit),
    )


def _month(period: Period) -> Phrase:
    return phrase(TracedFigure(period, f"{period.start.year}年{period.start.month}月", CALENDAR))


def _days(first: date, last: date) -> Phrase:
    if first == last:
        return phrase(dated(first, CALENDAR))
    end = dated(last, CALENDAR)
    if first.year == last.year:
        end = end._replace(words=f"{last.month}月{last.day}日")
    return phrase(dated(first, CALENDAR), "至", end)


def _basis(commit: Commit | None) -> Phrase:
    if commit is None:
        return phrase("按数据里的日期统计")
    on = TracedFigure(commit.on, commit.on.isoformat(), CALENDAR)
    return phrase(f"与提交 {commit.short}（", on, "）相比得出")


def _totals(comparison: StateComparison) -> Phrase:
    now = comparison.now
    if not now.findings:
        return phrase(in_year(now.year), "没有生效的指标目标")
    said = joined("、", (phrase(word, count, "项") for word, count in each_status(now.findings)))
    return phrase("对照", in_year(now.year), "度目标判定的指标共", judged(now.findings), "项，", said)


def _issues(comparison: StateComparison) -> Phrase:
    """How far the year's issues have come; empty where there are none."""
    issues = comparison.now.issues
    if not issues:
        return phrase()
    said, late = each_state(issues, ISSUE_STATE, "个", comparison.now.as_of)
    return phrase("整改台账共有问题", many(issues), "个，", said, late, "。")


def _counted(comparison: StateComparison) -> frozenset[str]:
    """The indicators that lack events, not a figure, where they owe something."""
    return frozenset(
        finding.id
        for finding in comparison.now.findings
        if any(
            isinstance(part, Events) and part.events.comparison not in UPPER
            for part in unfold(finding.verdict.condition)
        )
    )


def _turned(row: Row) -> Phrase:
    """A verdict that turned, and why, without the brackets that reasons have of their own."""
    why = phrase("，", spelled(row.remark)) if row.remark else ""
    year = in_year(row.year) if row.on and row.year else ""
    return phrase(row.name, year, "判定由", row.old, "转为", row.new, why)


def _sample(comparison: StateComparison, dues: Sequence[Due]) -> bool:
    """Whether anything that is told was made up."""
    now, values = comparison.now, comparison.values
    figures = (each for change in values for each in figures_told(change, comparison.after))
    return (
        any(finding.sample for finding in now.findings)
        or any(issue.is_sample for issue in now.issues)
        or any(each.is_sample for each in figures)
        or any(change.opened.status for change in comparison.issues)
        or any(due.sample for due in dues)
    )
