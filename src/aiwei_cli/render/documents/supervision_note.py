"""Everything a digest template can say, as Markdown-safe text. The manual lists the names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from aiwei_cli.load.history.commits import Commit
from aiwei_cli.model.condition import Events, unfold
from aiwei_cli.model.data_change import StateComparison
from aiwei_cli.model.diagnostic import NO_LONGER_TAKEN
from aiwei_cli.model.interval import Interval
from aiwei_cli.model.obligation import Due
from aiwei_cli.model.period import Period
from aiwei_cli.render.documents.digest_sections import Owner, Part, owners, progress_of
from aiwei_cli.render.words.assessment_rows import tally
from aiwei_cli.render.words.changes.change_rows import Row, Section, rows
from aiwei_cli.render.words.labels import ISSUE_STATE, STATUS
from aiwei_cli.render.words.markdown_text import escape
from aiwei_cli.render.words.numbers import day
from aiwei_cli.render.words.official_sentences import spelled, tasks_sentence
from aiwei_cli.render.words.work_counts import issue_states, overdue
from aiwei_cli.rules.events import UPPER


@dataclass(frozen=True)
class Digest:
    """The variables of a digest template."""

    town: str
    county: str
    office: str
    programme: str
    year: int
    as_of: str
    weekly: bool
    span: str
    this: str
    next: str
    sample: bool
    totals: str
    tasks: str
    issues: str
    turns: list[str]
    turned: int
    """How many indicators those are of: one may have turned in two years."""
    progress: list[Part]
    owners: list[Owner]
    checks: list[str]
    basis: str


def gather(
    comparison: StateComparison, period: Period, span: Interval, dues: Sequence[Due], commit: Commit | None
) -> Digest:
    """The variables for what ``comparison`` found in ``period``, of which the state before is ``commit``'s."""
    now, about, weekly = comparison.now, comparison.after.about, span is Interval.WEEK
    found = list(rows(comparison))
    turned = [
        row
        for row in found
        if row.section in (Section.TURNS, Section.CALENDAR) and row.old != NO_LONGER_TAKEN
    ]  # where a rule of today refuses a line of the state before, nothing has turned
    return Digest(
        town=escape(about.town),
        county=escape(about.county),
        office=escape(about.office),
        programme=escape(about.programme),
        year=now.year,
        as_of=day(now.as_of),
        weekly=weekly,
        span=_days(period.start, now.as_of) if weekly else f"{period.start.year}年{period.start.month}月",
        this="本周" if weekly else "本月",
        next="下周" if weekly else "下月",
        sample=_sample(comparison, dues),
        totals=_totals(comparison),
        tasks=escape(tasks_sentence(now)),
        issues=_issues(comparison),
        turns=[escape(_turned(row)) for row in turned],
        turned=len({row.key for row in turned}),
        progress=progress_of(found, comparison, period),
        owners=owners(dues, now.as_of, _counted(comparison)),
        checks=[
            escape(f"{row.sentence}。{row.flag.removesuffix('（source）')}") for row in found if row.flag
        ],
        basis=f"与提交 {commit.short}（{commit.on}）相比得出" if commit else "按数据里的日期统计",
    )


def _days(first: date, last: date) -> str:
    if first == last:
        return day(first)
    return f"{day(first)}至{day(last) if first.year != last.year else f'{last.month}月{last.day}日'}"


def _totals(comparison: StateComparison) -> str:
    now = comparison.now
    counts = tally(now.findings)
    if not now.findings:
        return f"{now.year}年没有生效的指标目标"
    said = "、".join(f"{word}{counts[status]}项" for status, word in STATUS.items() if counts[status])
    return f"对照{now.year}年度目标判定的指标共{len(now.findings)}项，{said}"


def _issues(comparison: StateComparison) -> str:
    """How far the year's issues have come; empty where there are none."""
    issues = comparison.now.issues
    if not issues:
        return ""
    counts, late = issue_states(issues), overdue(issues, comparison.now.as_of)
    said = "、".join(f"{word}{counts[state]}个" for state, word in ISSUE_STATE.items() if counts[state])
    return f"整改台账共有问题{len(issues)}个，{said}" + (f"，其中逾期{late}个。" if late else "。")


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


def _turned(row: Row) -> str:
    """A verdict that turned, and why, without the brackets that reasons have of their own."""
    why = f"，{spelled(row.remark)}" if row.remark else ""
    return f"{row.name}{row.on}判定由{row.old}转为{row.new}{why}"


def _sample(comparison: StateComparison, dues: Sequence[Due]) -> bool:
    """Whether anything that is told was made up."""
    now, values = comparison.now, comparison.values
    figures = (each for change in values for each in (change.old, change.new, change.previous))
    return (
        any(finding.sample for finding in now.findings)
        or any(issue.is_sample for issue in now.issues)
        or any(each.is_sample for each in figures if each)
        or any(change.opened.status for change in comparison.issues)
        or any(due.sample for due in dues)
    )
