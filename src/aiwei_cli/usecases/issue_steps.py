"""What ``issue`` does to the correction ledger (整改台账): an issue opened, and each step until it is closed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import NamedTuple

from aiwei_cli.edit.work_change import Content, Said, issue_id, refuse_step, refuse_taken, step
from aiwei_cli.model.action import ActionFile
from aiwei_cli.model.closest_words import did_you_mean
from aiwei_cli.model.correction_ledger import StepKind, Steps
from aiwei_cli.model.errors import UsageError
from aiwei_cli.model.workspace import Workspace
from aiwei_cli.usecases.typed_choices import an_id, day, said_by_user, worded
from aiwei_cli.usecases.work_steps import PlannedChange, StepContext, action_called

Plan = Callable[[StepContext], PlannedChange]


class IssueRequest(NamedTuple):
    """An issue to be opened, word for word as it was typed."""

    problem: str
    action: str
    responsible: str
    due: str
    place: str = ""
    person: str = ""
    source: str = ""
    id: str = ""
    note: str = ""
    sample: bool = False


def issue_opened(asked: IssueRequest) -> Plan:
    """The first step of an issue: what, where, who, until when."""
    return partial(_opened, asked)


def _opened(asked: IssueRequest, context: StepContext) -> PlannedChange:
    town, deadline = context.workspace, day("--due", asked.due)
    if deadline < context.on:
        raise UsageError(f"整改时限 {deadline} 早于发现的日期 {context.on}", "核对 --due 和 --date")
    home = action_called(town, asked.action)
    what, unit = said_by_user("问题", asked.problem), said_by_user("--responsible", asked.responsible)
    key = an_id(asked.id) or issue_id(town, Content.of(home.id, what, unit), context.on)
    refuse_taken(town, key)
    said: Said = {
        "problem": what,
        "place": worded("--place", asked.place),
        "source": worded("--source", asked.source),
        "responsible": unit,
        "person": worded("--person", asked.person),
        "due": deadline.isoformat(),
        "note": worded("--note", asked.note),
        "evidence": context.evidence,
        "status": "示例" if asked.sample else None,
    }
    words = f"立项整改 {key}：{asked.problem}，{asked.responsible}，限 {deadline} 前完成"
    changes = step(key, StepKind.OPENED, context.on, said)
    return PlannedChange(home.id, changes, ("issues", key, 0), words)


def issue_moved_on(word: str, text: str, due: str | None) -> Plan:
    """One line of progress, perhaps with a later deadline. Raises :class:`UsageError`."""
    later = day("--due", due) if due else None
    said: Said = {"note": said_by_user("进展", text), "due": later.isoformat() if later else None}
    return _next(word, StepKind.PROGRESS, said, f"进展：{text}", later)


def issue_done(word: str, note: str) -> Plan:
    """The step that waits for somebody to verify it. Raises :class:`UsageError`."""
    return _next(word, StepKind.DONE, {"note": worded("--note", note)}, "整改完成，待核验销号")


def issue_closed(word: str, verified_by: str, note: str) -> Plan:
    """The last step: verified, and by whom. Raises :class:`UsageError`."""
    said: Said = {
        "verified_by": said_by_user("--verified-by", verified_by),
        "note": worded("--note", note),
    }
    return _next(word, StepKind.CLOSED, said, f"经{verified_by}核验，已销号")


def _next(word: str, kind: StepKind, said: Said, words: str, due: date | None = None) -> Plan:
    def plan(context: StepContext) -> PlannedChange:
        action, key, steps = issue_called(context.workspace, word)
        refuse_step(key, steps, kind, context.on, due)
        changes = step(key, kind, context.on, {**said, "evidence": context.evidence})
        what = f"整改事项 {key}（{steps[0].problem}）{context.on} {words}"
        return PlannedChange(action.id, changes, ("issues", key, len(steps)), what)

    return plan


def issue_called(workspace: Workspace, word: str) -> tuple[ActionFile, str, Steps]:
    """The one issue of an id or a problem. Raises :class:`UsageError`."""
    known = [
        (action, key, steps) for action in workspace.actions.values() for key, steps in action.issues.items()
    ]
    found = [each for each in known if word == each[1]] or [
        each for each in known if word == each[2][0].problem
    ]
    if len(found) == 1:
        return found[0]
    if found:
        raise UsageError(f"叫“{word}”的整改事项不止一项：{'、'.join(key for _, key, _ in found)}", "写编号")
    close = did_you_mean(word, [key for _, key, _ in known], [each[2][0].problem or "" for each in known])
    raise UsageError(f"没有整改事项“{word}”", close or "运行 aiwei issue list 看编号")
