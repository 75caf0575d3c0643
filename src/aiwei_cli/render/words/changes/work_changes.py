"""Changes of tasks, issues and everything else: the cells and the sentence of each."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Final, assert_never

from aiwei_cli.model.action import PlanItem, PlanState
from aiwei_cli.model.correction_ledger import Step, StepKind
from aiwei_cli.model.data_change import (
    FigureChange,
    IssueChange,
    Kind,
    PartChange,
    StateComparison,
    TaskChange,
)
from aiwei_cli.model.target import TargetsFile
from aiwei_cli.model.text import Quantity
from aiwei_cli.model.workspace import Workspace
from aiwei_cli.render.words.changes.change_row import Row, Section, row
from aiwei_cli.render.words.key_words import word_of
from aiwei_cli.render.words.labels import PLAN_STATE, STEP
from aiwei_cli.render.words.numbers import dated
from aiwei_cli.render.words.official_sentences import amount
from aiwei_cli.render.words.phrase import (
    Origin,
    Phrase,
    Source,
    TracedFigure,
    Words,
    in_year,
    joined,
    phrase,
)
from aiwei_cli.render.words.work_counts import task_source

_VERB: Final = {Kind.ADDED: "新增", Kind.REMOVED: "删去", Kind.CHANGED: "更改了"}


def task_rows(change: TaskChange) -> Iterator[Row]:
    """A plan item that came or went, its edits, and each line of progress."""
    item = change.new or change.old
    assert item is not None  # one of the two is there
    name, source = item.title, task_source(item, change.action)
    if change.kind is not Kind.CHANGED:
        due = phrase(dated(item.due, source), "前完成") if item.due else ""
        who = joined("，", (item.responsible or "", due))
        verb, year = _VERB[change.kind], in_year(item.year, source)
        sentence = phrase(verb, year, "任务：", name, phrase("（", who, "）") if who else "")
        flag = "少了一项任务，请核对依据" if change.kind is Kind.REMOVED else ""
        remark = phrase(verb, "任务", phrase("；", who) if who else "")
        yield _of_task(change, name)(remark=remark, sentence=sentence, flag=flag)
    yield from _progress(change, name, source)
    if change.kind is Kind.ADDED and item.done:
        on = item.done.isoformat()
        done = PLAN_STATE[item.stands]
        sentence = phrase(dated(item.done, source), f"，任务“{name}”完成")
        yield _of_task(change, name)(on=on, new=done, sentence=sentence)
    if change.old and change.new and change.fields:
        yield from _edited(change, change.old, change.new)


def _of_task(change: TaskChange, name: str) -> Callable[..., Row]:
    """Makes the rows of a task."""
    return partial(row, Section.TASKS, key=change.id, name=name, action=change.action)


def _progress(change: TaskChange, name: str, source: Source) -> Iterator[Row]:
    lost = dict(change.lost if change.kind is Kind.CHANGED else ())
    flag = "改动了已经写下的进展，请核对"
    for on, text in change.progress:
        if on in lost:
            was = lost.pop(on)
            sentence = phrase(f"任务“{name}”", dated(on, source), f"的进展由“{was}”改为“{text}”")
            yield _of_task(change, name)(on=on.isoformat(), remark=text, sentence=sentence, flag=flag)
        else:
            sentence = phrase(dated(on, source), f"，任务“{name}”进展：{text}")
            yield _of_task(change, name)(on=on.isoformat(), remark=text, sentence=sentence)
    for on, text in lost.items():
        sentence = phrase(f"删去任务“{name}”", dated(on, source), f"的进展，原为“{text}”")
        lost_on = on.isoformat()
        yield _of_task(change, name)(on=lost_on, old=text, remark="删去进展", sentence=sentence, flag=flag)


def _edited(change: TaskChange, old: PlanItem, new: PlanItem) -> Iterator[Row]:
    """Its state, its deadline, and the rest, each by itself: none hides another."""
    rest = [name for name in change.fields if name not in ("state", "done", "due")]
    source = task_source(new, change.action)
    if old.stands is not new.stands:
        was, now = PLAN_STATE[old.stands], PLAN_STATE[new.stands]
        reopened = old.stands is PlanState.DONE
        flag = "已完成的任务又打开了，请核对依据" if reopened else ""
        on = new.done.isoformat() if new.done else ""
        sentence = _moved(old, new, source)
        yield _of_task(change, new.title)(on=on, old=was, new=now, sentence=sentence, flag=flag)
    elif "done" in change.fields or "state" in change.fields:
        rest.append("done")
    if old.due != new.due:
        due, now_due = (dated(each, source) if each else "未定" for each in (old.due, new.due))
        later = old.due is not None and (new.due is None or new.due > old.due)
        said = "时限推后" if later else "时限提前" if old.due else "定下时限"
        verb = "推后到" if later and new.due else "改为"
        sentence = phrase(f"任务“{new.title}”的时限由", due, verb, now_due)
        flag = "时限推后，请核对依据" if later and new.note == old.note else ""
        yield _of_task(change, new.title)(old=due, new=now_due, remark=said, sentence=sentence, flag=flag)
    if rest:
        names = "、".join(word_of(type(new), name) for name in rest)
        edited = f"更改了任务“{new.title}”的{names}"
        if rest == ["title"]:
            edited = f"任务“{old.title}”改为“{new.title}”"
        yield _of_task(change, new.title)(remark=f"更改{names}", sentence=edited)


def _moved(old: PlanItem, new: PlanItem, source: Source) -> Phrase:
    """A task that came further; of one that nothing was said of, only where it stands now."""
    was, now = PLAN_STATE[old.stands], PLAN_STATE[new.stands]
    on: Words = dated(new.done, source) if new.done else ""
    if old.stands is not None:
        verb = "退回" if old.stands is PlanState.DONE else "转为"
        return phrase(f"任务“{new.title}”", on, f"由{was}{verb}{now}")
    return phrase(on, f"，任务“{new.title}”完成") if on else phrase(f"任务“{new.title}”转为{now}")


def issue_rows(change: IssueChange) -> Iterator[Row]:
    """Each step that an issue took."""
    name = change.opened.problem or change.id
    of_issue = partial(row, Section.ISSUES, key=change.id, name=name, action=change.action)
    if change.kind is Kind.REMOVED:
        yield of_issue(remark="删去事项", sentence=f"删去整改事项：{name}", flag="整改事项不应删去，请核对")
        return
    if change.rewritten:
        sentence = f"改写了整改事项“{name}”已有的步骤"
        yield of_issue(remark="改写步骤", sentence=sentence, flag="改动了已经写下的整改步骤，请核对")
    for step in change.steps:
        source = Source(Origin.ISSUE, change.id, whose=change.action)
        yield of_issue(
            on=step.on.isoformat(),
            new=STEP[step.kind],
            remark=_step(step, source),
            sentence=phrase(dated(step.on, source), "，", _sentence(step, name, source)),
        )


def _step(step: Step, source: Source) -> Phrase:
    due = phrase(TracedFigure(step.due, step.due.isoformat(), source), "前") if step.due else ""
    verified = f"{step.verified_by}核验" if step.verified_by else ""
    return joined("；", (step.responsible or "", due, step.note or "", verified))


def _sentence(step: Step, name: str, source: Source) -> Phrase:
    note = f"：{step.note}" if step.note else ""
    match step.kind:
        case StepKind.OPENED:
            place = f"（{step.place}）" if step.place else ""
            due = phrase("，限", dated(step.due, source), "前整改") if step.due else phrase()
            return phrase(f"发现问题：{name}{place}，由{step.responsible}负责", due)
        case StepKind.PROGRESS:
            due = phrase("，时限改为", dated(step.due, source)) if step.due else phrase()
            return phrase(f"整改事项“{name}”有进展{note}", due)
        case StepKind.DONE:
            return phrase(f"整改事项“{name}”整改完成{note}")
        case StepKind.CLOSED:
            return phrase(f"整改事项“{name}”经{step.verified_by}核验后销号{note}")
        case _:
            assert_never(step.kind)


def figure_row(change: FigureChange, comparison: StateComparison) -> Row:
    """A counted figure of the narrative."""
    source = Source(Origin.NARRATIVE, change.id, change.year, change.action)
    old, new = (amount(each, source) if each else "" for each in (change.old, change.new))
    year = in_year(change.year, source)
    name = phrase(_where(change.action, comparison), year, f"数据“{change.id}”")
    remark: Words = _difference(change.old, change.new, source)
    sentence = joined("，", (phrase(name, "由", old, "改为", new), remark))
    if not old or not new:
        remark = "新增" if new else "删去"
        sentence = phrase(remark, name, "：", new or old)
    return row(
        Section.OTHERS,
        key=change.id,
        name=name.text,
        old=old,
        new=new,
        remark=remark,
        sentence=sentence,
        action=change.action,
    )


def _difference(old: Quantity | None, new: Quantity | None, source: Source) -> Phrase:
    from aiwei_cli.render.words.numbers import plain

    if old is None or new is None or old.unit != new.unit or old.amount == new.amount:
        return phrase()
    lies_between = abs(new.amount - old.amount)
    shown = TracedFigure(lies_between, f"{plain(lies_between)}{new.unit}", source)
    return phrase("增加" if new.amount > old.amount else "减少", shown)


def _where(action: str | None, comparison: StateComparison) -> str:
    if action is None:
        return ""
    known = comparison.after.actions.get(action) or comparison.before.actions[action]
    return f"{known.name}"


def part_row(change: PartChange, comparison: StateComparison) -> Row:
    """Anything else: where, and that it was edited."""
    where, part = _where(change.action, comparison), _part(change, comparison.after)
    name = f"{where}{_called(change, comparison)}{part}"
    if where and not change.name and change.part != "id":
        name = f"{where}的{part}"
    verb = {Kind.ADDED: "新增", Kind.REMOVED: "删去", Kind.CHANGED: "更改"}[change.kind]
    sentence = f"{verb}了{name}"
    if change.part == "name" and change.action:
        sentence = f"专项行动{comparison.before.actions[change.action].name}更名为{where}"
    flag = f"{part}影响判定，请核对依据" if change.part in _JUDGED and change.kind is not Kind.ADDED else ""
    return row(
        Section.OTHERS,
        key=change.name or change.part,
        name=name,
        remark=verb,
        sentence=sentence,
        flag=flag,
        action=change.action,
    )


_JUDGED: Final = ("scales", "organisations", "terms")


def _part(change: PartChange, after: Workspace) -> str:
    """What the key is called that a part stands under, in whichever file it does."""
    if change.part == "id":
        return "专项行动"
    about = after.actions[change.action] if change.action else after.about
    model = type(about) if change.part in type(about).model_fields else TargetsFile
    return word_of(model, change.part)


def _called(change: PartChange, comparison: StateComparison) -> str:
    """A part by its name: the year of a narrative, a scale, a group."""
    if change.name.isdigit():
        return f"{change.name}年"
    for town in (comparison.after, comparison.before):
        if change.part == "scales" and change.name in town.scales:
            return f"“{town.scales[change.name].name}”"
        if change.part == "organisations" and change.name in town.groups:
            return f"“{town.groups[change.name].name}”"
    return change.name
