"""The year's tasks and corrections, counted: what every format of ``check`` says of them."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import NamedTuple, TypeVar

from aiwei_cli.model.action import PlanItem, PlanState, Task
from aiwei_cli.model.correction_ledger import Issue, IssueState
from aiwei_cli.model.obligation import Due
from aiwei_cli.model.verdict import Assessment
from aiwei_cli.render.words.labels import ISSUE_STATE, NOBODY, PLAN_STATE, SAMPLE
from aiwei_cli.render.words.phrase import Origin, Phrase, Source, TracedFigure, how_many, joined, phrase

State = TypeVar("State", bound=StrEnum | None)


def states(each: Iterable[Task]) -> Counter[PlanState | None]:
    """How many tasks have come how far."""
    return Counter(task.state for task in each)


def issue_states(each: Iterable[Issue]) -> Counter[IssueState]:
    """How many issues have come how far."""
    return Counter(issue.state for issue in each)


def overdue(each: Iterable[Task | Issue], day: date) -> int:
    """How many are open after their deadline."""
    return sum(one.is_late(day) for one in each)


def many(each: Iterable[Task | Issue]) -> TracedFigure:
    """How many there are of them."""
    return how_many(map(work_source, each))


def work_source(work: Task | Issue) -> Source:
    """A plan item or an issue as where a figure comes from."""
    if isinstance(work, Task):
        return task_source(work.item, work.action)
    return Source(Origin.ISSUE, work.id, whose=work.action)


def task_source(item: PlanItem, action: str) -> Source:
    """A plan item as where a figure comes from."""
    return Source(Origin.TASK, item.id, item.year, action)


def each_state(
    each: Sequence[Task | Issue], words: Mapping[State, str], unit: str, day: date
) -> tuple[Phrase, Phrase]:
    """How many have come how far, each state that occurs; and how many are late, where any is."""
    said = (
        phrase(word, many(own), unit)
        for state, word in words.items()
        if (own := [one for one in each if one.state is state])
    )
    late = [one for one in each if one.is_late(day)]
    return joined("、", said), phrase("，其中逾期", many(late), unit) if late else phrase()


def counted(counts: Counter[State], words: Mapping[State, str]) -> list[str]:
    """``已完成 3``, one for each state that occurs."""
    return [f"{word} {counts[state]}" for state, word in words.items() if counts[state]]


class Ledger(NamedTuple):
    """Tasks or issues: what they are called, how many, how many in each state."""

    name: str
    amount: int
    unit: str
    states: list[str]


def ledgers(assessment: Assessment) -> Iterator[Ledger]:
    """That of the tasks and that of the issues, where there are any."""
    tasks, issues, day = assessment.tasks, assessment.issues, assessment.as_of
    if tasks:
        yield _ledger("任务", "项", tasks, counted(states(tasks), PLAN_STATE), day)
    if issues:
        yield _ledger("整改", "件", issues, counted(issue_states(issues), ISSUE_STATE), day)


def _ledger(name: str, unit: str, each: Sequence[Task | Issue], said: list[str], day: date) -> Ledger:
    late = overdue(each, day)
    return Ledger(name, len(each), unit, [*said, *([f"其中逾期 {late}"] if late else [])])


def ledger_lines(assessment: Assessment) -> Iterator[str]:
    """A line for the tasks and one for the issues, where there are any, in columns."""
    for each in ledgers(assessment):
        yield "  ".join([f"{each.name} {each.amount:>3} {each.unit}", *each.states])


def sample_line(issues: Iterable[Issue]) -> Iterator[str]:
    """The warning that some of the issues are made up."""
    samples = sum(issue.is_sample for issue in issues)
    if samples:
        yield f"注意：整改事项中有 {samples} 件是{SAMPLE}，不是真实问题，不能上报"


def by_owner(dues: Sequence[Due]) -> dict[str, list[Due]]:
    """What each owes, whoever owes the most urgent first."""
    found: dict[str, list[Due]] = {}
    for due in dues:
        found.setdefault(due.owner or NOBODY, []).append(due)
    return found
