"""Changes of tasks, issues and everything else: the cells and the sentence of each."""

from __future__ import annotations

from collections.abc import Iterator
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

Said = tuple[str, str, str, Words, Words, Words, Words, Words]
"""Id, name, day, old, new, remark, sentence, flag."""

_VERB: Final = {Kind.ADDED: "新增", Kind.REMOVED: "删去", Kind.CHANGED: "更改了"}


def task_rows(change: TaskChange) -> Iterator[Said]:
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
        yield (
            change.id,
            name,
            "",
            "",
            "",
            phrase(verb, "任务", phrase("；", who) if who else ""),
            sentence,
            flag,
        )
    yield from _progress(change, name, source)
    if change.kind is Kind.ADDED and item.done:
        on = item.done.isoformat()
        done = PLAN_STATE[item.stands]
        yield change.id, name, on, "", done, "", phrase(dated(item.done, source), f"，任务“{name}”完成"), ""
    if change.old and change.new and change.fields:
        yield from _edited(change, change.old, change.new)


def _progress(change: TaskChange, name: str, source: Source) -> Iterator[Said]:
    lost = dict(change.lost if change.kind is Kind.CHANGED else ())
    flag = "改动了已经写下的进展，请核对"
    for on, text in change.progress:
        if on in lost:
            was = lost.pop(on)
            sentence = phrase(f"任务“{name}”", dated(on, source), f"的进展由“{was}”改为“{text}”")
            yield change.id, name, on.isoformat(), "", "", text, sentence, flag
        else:
            sentence = phrase(dated(on, source), f"，任务“{name}”进展：{text}")
            yield change.id, name, on.isoformat(), "", "", text, sentence, ""
    for on, text in lost.items():
        sentence = phrase(f"删去任务“{name}”", dated(on, source), f"的进展，原为“{text}”")
        yield change.id, name, on.isoformat(), text, "", "删去进展", sentence, flag


def _edited(change: TaskChange, old: PlanItem, new: PlanItem) -> Iterator[Said]:
    """Its state, its deadline, and the rest, each by itself: none hides another."""
    rest = [name for name in change.fields if name not in ("state", "done", "due")]
    source = task_source(new, change.action)
    if old.stands is not new.stands:
        was, now = PLAN_STATE[old.stands], PLAN_STATE[new.stands]
        reopened = old.stands is PlanState.DONE
        flag = "已完成的任务又打开了，请核对依据" if reopened else ""
        on = new.done.isoformat() if new.done else ""
        yield change.id, new.title, on, was, now, "", _moved(old, new, source), flag
    elif "done" in change.fields or "state" in change.fields:
        rest.append("done")
    if old.due != new.due:
        due, now_due = (dated(each, source) if each else "未定" for each in (old.due, new.due))
        later = old.due is not None and (new.due is None or new.due > old.due)
        said = "时限推后" if later else "时限提前" if old.due else "定下时限"
        verb = "推后到" if later and new.due else "改为"
        sentence = phrase(f"任务“{new.title}”的时限由", due, verb, now_due)
        flag = "时限推后，请核对依据" if later and new.note == old.note else ""
        yield change.id, new.title, "", due, now_due, said, sentence, flag
    if rest:
        names = "、".join(word_of(type(new), name) for name in rest)
        edited = f"更改了任务“{new.title}”的{names}"
        if rest == ["title"]:
            edited = f"任务“{old.title}”改为“{new.title}”"
        yield change.id, new.title, "", "", "", f"更改{names}", edited, ""


def _moved(old: PlanItem, new: PlanItem, source: Source) -> Phrase:
    """A task that came further; of one that nothing was said of, only where it stands now."""
    was, now = PLAN_STATE[old.stands], PLAN_STATE[new.stands]
    on: Words = dated(new.done, source) if new.done else ""
    if old.stands is not None:
        verb = "退回" if old.stands is PlanState.DONE else "转为"
        return phrase(f"任务“{new.title}”", on, f"由{was}{verb}{now}")
    return phrase(on, f"，任务“{new.title}”完成") if on else phrase(f"任务“{new.title}”转为{now}")


def issue_rows(change: IssueChange) -> Iterator[Said]:
    """Each step that an issue took."""
    name = change.opened.problem or change.id
    if change.kind is Kind.REMOVED:
        yield change.id, name, "", "", "", "删去事项", f"删去整改事项：{name}", "整改事项不应删去，请核对"
        return
    if change.rewritten:
        flag = "改动了已经写下的整改步骤，请核对"
        yield change.id, name, "", "", "", "改写步骤", f"改写了整改事项“{name}”已有的步骤", flag
    for step in change.steps:
        source = Source(Origin.ISSUE, change.id, whose=change.action)
        said = _step(step, source)
        yield (
            change.id,
            name,
            step.on.isoformat(),
            "",
            STEP[step.kind],
            said,
            phrase(dated(step.on, source), "，", _sentence(step, name, source)),
            "",
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


def figure_rows(change: FigureChange, comparison: StateComparison) -> Said:
    """A counted figure of the narrative."""
    source = Source(Origin.NARRATIVE, change.id, change.year, change.action)
    old, new = (amount(each, source) if each else "" for each in (change.old, change.new))
    year = in_year(change.year, source)
    name = phrase(_where(change.action, comparison), year, f"数据“{change.id}”")
    if not old or not new:
        verb = "新增" if new else "删去"
        return change.id, name.text, "", old, new, verb, phrase(verb, name, "：", new or old), ""
    difference = _difference(change.old, change.new, source)
    sentence = joined("，", (phrase(name, "由", old, "改为", new), difference))
    return change.id, name.text, "", old, new, difference, sentence, ""


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


def part_rows(change: PartChange, comparison: StateComparison) -> Said:
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
    return change.name or change.part, name, "", "", "", verb, sentence, flag


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
