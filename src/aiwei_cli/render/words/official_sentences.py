"""Official sentences about plans, targets and verdicts, and about the year's tasks and corrections."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Final

from aiwei_cli.model.action import PlanItem, PlanState, Task
from aiwei_cli.model.condition import Mean, Trend, group_of
from aiwei_cli.model.correction_ledger import Issue, IssueState
from aiwei_cli.model.measurement import Attestation, Figure
from aiwei_cli.model.target import Group, Indicator
from aiwei_cli.model.text import Quantity
from aiwei_cli.model.verdict import Assessment, Finding, Status, Verdict
from aiwei_cli.model.workspace import Workspace
from aiwei_cli.render.words.demands import long
from aiwei_cli.render.words.exemption_words import absences, exempted
from aiwei_cli.render.words.findings import actual, averages, reason, remark
from aiwei_cli.render.words.labels import PLAN_STATE, STATUS
from aiwei_cli.render.words.numbers import dated, day
from aiwei_cli.render.words.phrase import (
    Origin,
    Phrase,
    Source,
    TracedFigure,
    Words,
    how_many,
    in_year,
    joined,
    phrase,
)
from aiwei_cli.render.words.shortfalls import before
from aiwei_cli.render.words.value_words import earlier_words, judged_words
from aiwei_cli.render.words.verdict_sources import members_counted
from aiwei_cli.render.words.work_counts import each_state, many, task_source, work_source

_ISO: Final = re.compile(r"\d{4}-\d{2}-\d{2}")


def amount(quantity: Quantity, source: Source) -> TracedFigure:
    """A number with its unit: 12公里."""
    return TracedFigure(quantity.amount, f"{quantity.text}{quantity.unit}", source)


def item_amount(item: PlanItem, action: str, as_of: date) -> Phrase:
    """A plan item's quantity; what is not done yet is only planned."""
    text = amount(item.quantity, task_source(item, action)) if item.quantity else ""
    return phrase(text) if is_done(item, as_of) else phrase("计划", text)


def is_done(item: PlanItem, as_of: date) -> bool:
    """Whether an item was done by a day."""
    return item.stands is PlanState.DONE and (item.done is None or item.done <= as_of)


def result(finding: Finding, workspace: Workspace, year: int) -> Phrase:
    """One indicator's outcome in a sentence without its full stop."""
    return spelled(joined("，", [_result(finding, workspace, year), exempted(finding, workspace)]))


def spelled(words: Words) -> Phrase:
    """The same words, their ISO dates as documents write them."""
    return phrase(*map(_spelled, phrase(words)))


def _spelled(piece: str | TracedFigure) -> str | TracedFigure:
    if isinstance(piece, TracedFigure):
        return piece._replace(words=spelled_text(piece.words))
    return spelled_text(piece)


def spelled_text(text: str) -> str:
    """A text, its ISO dates as documents write them."""

    def words(found: re.Match[str]) -> str:
        try:
            return day(date.fromisoformat(found[0]))
        except ValueError:  # somebody's name for something, and no day
            return found[0]

    return _ISO.sub(words, text)


def _result(finding: Finding, workspace: Workspace, year: int) -> Phrase:
    verdict, indicator = finding.verdict, finding.indicator
    excepted = finding.status is Status.EXCEPTED
    status: Words = f"{'本为' if excepted else ''}{STATUS[verdict.status]}"
    said = joined("，", [remark(verdict, indicator, year), absences(verdict, workspace)])
    bracketed = phrase("（", said, "）") if said else ""
    if verdict.status is Status.NO_DATA:
        return phrase(indicator.name, status, "（", said, "）")
    if verdict.status is Status.NOT_APPLICABLE:
        return phrase(indicator.name, in_year(year), said, "，该项指标", status)
    if isinstance(verdict.value, Attestation):
        done = "已得到落实" if verdict.value.yes and not indicator.wording else ""
        return phrase(indicator.wording or indicator.name, done, "，", status, bracketed)
    if isinstance(verdict.condition, Trend) and verdict.previous:
        stuck = reason(verdict, indicator, year) if verdict.why else ""
        rest: Words = phrase("（", stuck, "）") if stuck else ""
        return phrase(indicator.name, _moved(verdict, indicator), "，", status, rest)
    demand = long(verdict.condition, indicator, workspace)
    aim = phrase("目标", "" if demand.begins_with("为") else "为", demand)
    rest = bracketed if verdict.status is Status.MET else phrase("，", said) if said else ""
    if excepted:  # what it lacks, what that would be, and then the exception that lifts it
        rest, status = "", joined("，", [said, status])
    return phrase(_found(finding, workspace), "，", aim, "，", status, rest)


def _found(finding: Finding, workspace: Workspace) -> Phrase:
    verdict, indicator = finding.verdict, finding.indicator
    key = group_of(verdict.condition)
    if key is None:
        return phrase(indicator.name, "" if verdict.or_worse else "为", actual(verdict, indicator))
    means = joined("、", averages(verdict, indicator)).in_texts(lambda text: text.replace("平均", "平均为"))
    if isinstance(verdict.condition, Mean) or not verdict.out_of:
        return phrase(indicator.name, means)
    return phrase(indicator.name, means, "：", _tally(verdict, workspace.groups[key]))


def _tally(verdict: Verdict, group: Group) -> Phrase:
    """How many organisations meet what is demanded of every one."""
    met, all_of_them = members_counted(verdict)
    if verdict.counted == verdict.out_of:
        return phrase(all_of_them, group.counter, group.name, "全部达到要求")
    return phrase(all_of_them, group.counter, group.name, "中", met, group.counter, "达到要求")


def _moved(verdict: Verdict, indicator: Indicator) -> Phrase:
    """The way from the period before: 由上年的23.6%提高到24.8%."""
    now, last = verdict.value, verdict.previous.value if verdict.previous else None
    if not isinstance(now, Figure) or not isinstance(last, Figure) or verdict.previous is None:
        return phrase("为", actual(verdict, indicator))
    reached = judged_words(verdict, indicator)
    if now.exact == last.exact:
        return phrase("为", reached, "，与", before(verdict), "持平")
    verb = "提高" if now.exact > last.exact else "降低"
    then = earlier_words(verdict, indicator)
    return phrase("由", before(verdict), "的", then, verb, "到", reached)


def each_status(findings: Iterable[Finding]) -> Iterator[tuple[str, TracedFigure]]:
    """Each verdict that occurs, in a word, and how many indicators it is the verdict of."""
    all_of_them = list(findings)
    for status, word in STATUS.items():
        if own := [each for each in all_of_them if each.status is status]:
            yield word, judged(own)


def judged(findings: Iterable[Finding]) -> TracedFigure:
    """How many indicators there are."""
    return how_many(Source(Origin.VERDICT, each.id) for each in findings)


def tasks_sentence(assessment: Assessment) -> Phrase:
    """How many tasks were planned for the year and how far they have come; empty where there are none."""
    tasks: Sequence[Task] = assessment.tasks
    if not tasks:
        return phrase()
    said, late = each_state(tasks, PLAN_STATE, "项", assessment.as_of)
    return phrase("全年列入计划的任务共", many(tasks), "项，", said, late, "。")


def issues_sentence(assessment: Assessment) -> Phrase:
    """How many issues were found, put right and struck off, and which are open; empty where there are none."""
    issues = assessment.issues
    if not issues:
        return phrase()
    still_open = [each for each in issues if each.is_open]
    corrected = [each for each in issues if not each.is_open]
    closed = [each for each in issues if each.state is IssueState.CLOSED]
    struck = phrase("（其中已销号", _issues(closed), "）") if closed else ""
    said = [_problem_found(issues, assessment.year)]
    if not still_open:
        said.append(phrase("已全部完成整改", struck))
    elif corrected:
        said.append(phrase("已完成整改", _issues(corrected), struck))
    if still_open:
        named = joined("；", (_named(each, assessment.as_of) for each in still_open))
        said.append(phrase("尚有", _issues(still_open), "未完成整改：", named))
    return joined("，", said) + "。"


def _issues(issues: Sequence[Issue]) -> Phrase:
    return phrase(many(issues), "个")


def _problem_found(issues: Sequence[Issue], year: int) -> Phrase:
    earlier = [each for each in issues if each.opened.on.year < year]
    new = [each for each in issues if each.opened.on.year >= year]
    if not earlier:
        return phrase("全年发现问题", _issues(new))
    parts = [phrase("往年结转", _issues(earlier)), phrase("本年发现", _issues(new)) if new else phrase()]
    return phrase("整改台账共有问题", _issues(issues), "（", joined("、", parts), "）")


def _named(issue: Issue, as_of: date) -> Phrase:
    """An open issue, who has to act, by when."""
    late = "，已逾期" if issue.is_late(as_of) else ""
    due = dated(issue.due, work_source(issue))
    return phrase(
        issue.opened.problem or "", "（", issue.opened.responsible or "", "，", due, "前", late, "）"
    )
