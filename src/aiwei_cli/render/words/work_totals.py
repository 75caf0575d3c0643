"""The year's tasks and issues, counted: what every format of ``check``, and every list of them, says below."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from typing import TypeVar

from aiwei_cli.render.records.frozen_record import Record
from aiwei_cli.render.records.work_records import IssueRecord, TaskRecord
from aiwei_cli.render.words.labels import ISSUE_STATE, PLAN_STATE, SAMPLE

State = TypeVar("State", bound=StrEnum | None)


class WorkTotal(Record):
    """Tasks or issues: what they are called, how many, how many in each state that occurs."""

    name: str
    amount: int
    unit: str
    states: list[str]


def work_totals(tasks: Sequence[TaskRecord], issues: Sequence[IssueRecord]) -> Iterator[WorkTotal]:
    """That of the tasks and that of the issues, where there are any."""
    if tasks:
        states = [*_counted((each.state for each in tasks), PLAN_STATE), *_late(tasks)]
        yield WorkTotal(name="任务", amount=len(tasks), unit="项", states=states)
    if issues:
        states = [*_counted((each.state for each in issues), ISSUE_STATE), *_late(issues)]
        yield WorkTotal(name="整改", amount=len(issues), unit="件", states=states)


def _counted(found: Iterable[State], words: Mapping[State, str]) -> Iterator[str]:
    counts = Counter(found)
    return (f"{word} {counts[state]}" for state, word in words.items() if counts[state])


def _late(work: Iterable[TaskRecord | IssueRecord]) -> Iterator[str]:
    if late := sum(each.is_late for each in work):
        yield f"其中逾期 {late}"


def work_lines(tasks: Sequence[TaskRecord], issues: Sequence[IssueRecord]) -> Iterator[str]:
    """A line for the tasks and one for the issues, where there are any, in columns."""
    for each in work_totals(tasks, issues):
        yield "  ".join([f"{each.name} {each.amount:>3} {each.unit}", *each.states])


def sample_line(issues: Iterable[IssueRecord]) -> Iterator[str]:
    """The warning that some of the issues are made up."""
    samples = sum(each.is_sample for each in issues)
    if samples:
        yield f"注意：整改事项中有 {samples} 件是{SAMPLE}，不是真实问题，不能上报"
