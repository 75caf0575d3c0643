"""An indicator's history in git, for a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple, Self, assert_never

from pydantic import ValidationError
from pydantic_core import PydanticCustomError

from aiwei_cli.load.history.commits import NoCommit
from aiwei_cli.load.history.provenance import Origin, Step
from aiwei_cli.load.history.revision_names import SHALLOW
from aiwei_cli.load.history.unknown_revision import UNSHALLOW
from aiwei_cli.load.value_reading import Reader
from aiwei_cli.model.diagnostic import Place
from aiwei_cli.model.measurement import Entry, Indices, Measurement
from aiwei_cli.model.target import Indicator
from aiwei_cli.model.text import read_date
from aiwei_cli.model.workspace import Workspace
from aiwei_cli.render.words.changes.figure_sentences import annotated, ripening
from aiwei_cli.render.words.safe_text import in_lines
from aiwei_cli.render.words.value_words import measured_words
from aiwei_cli.rules.state_comparison import is_alike

UNCOMMITTED = "尚未提交"


def commit_words(origin: Origin) -> str:
    """Where a figure comes from, in a line that is about something else."""
    commit, passed = origin
    said = _absent(commit) if isinstance(commit, NoCommit) else f"{commit.short} {commit.author} {commit.on}"
    more = f"等 {len(passed)} 次提交" if len(passed) > 1 else ""
    return f"{said}（或更早：{passed[0].short} {more}的文件读不出来）" if passed else said


def _absent(why: NoCommit) -> str:
    match why:
        case NoCommit.UNCOMMITTED:
            return UNCOMMITTED
        case NoCommit.EARLIER:
            return SHALLOW
        case _:
            assert_never(why)


def render(key: str, steps: Iterable[Step], workspace: Workspace) -> str:
    """A block for each commit, newest first: who, when, and what became of which figure."""
    indicator = workspace.indicators[key]
    blocks = [[f"{indicator.name}（{key}）的历史"]]
    for step in steps:
        commit = step.commit
        if isinstance(commit, NoCommit):
            head = _absent(commit) + (f"（{UNSHALLOW}）" if commit is NoCommit.EARLIER else "")
        else:
            head = f"{commit.short}  {commit.on}  {commit.author}  {commit.subject}"
        unread = (f"读不出来，跳过：{said}" for said in step.unread)
        blocks.append([head, *(f"  {line}" for line in (*unread, *_lines(step, indicator, workspace)))])
    if len(blocks) == 1:
        blocks.append(["还没有提交过监测值"])
    return "\n".join(map(in_lines, blocks))


def _lines(step: Step, indicator: Indicator, workspace: Workspace) -> Iterator[str]:
    for keys, old, new in step.changes:
        whose = "  ".join((*(_organisation(word, workspace) for word in keys[:-1]), keys[-1]))
        was, now = (_Read.of(entry, keys[-1], indicator, workspace) for entry in (old, new))
        if step.commit is NoCommit.EARLIER:
            said = f"已有  {now.text}"
        elif old is None:
            said = f"新增  {now.text}"
        elif new is None:
            said = f"删去  {was.text}"
        else:
            said = _changed(was, now)
        more = new if isinstance(new, Mapping) else {}
        texts = [str(more[name]) for name in ("status", "source", "note") if more.get(name)]
        yield "  ".join([whose, said, *texts])


def _organisation(key: str, workspace: Workspace) -> str:
    return next((group.members[key].name for group in workspace.groups.values() if key in group.members), key)


class _Read(NamedTuple):
    """An entry as read by today's target; where it cannot be, only as it was typed."""

    text: str
    measurement: Measurement | None = None

    @classmethod
    def of(cls, typed: Any, day: str, indicator: Indicator, workspace: Workspace) -> Self:
        """An entry of a day."""
        said = typed if isinstance(typed, Mapping) else {"value": typed}
        on = date.max
        try:
            on = read_date(day)
            target = indicator.target_on(on, workspace.about.terms)
        except PydanticCustomError:  # a day as somebody wrote it once, and none
            target = indicator.target[min(indicator.target)]
        try:
            entry = Entry.model_validate(said)
            value = Reader(indicator, target, workspace.scales).read(entry)
        except (PydanticCustomError, ValidationError):
            return cls(str(said.get("value") or said.get("indices") or ""))
        read = Measurement(indicator.name, on, value, entry, Place(""))
        text = measured_words(read, indicator).text
        if isinstance(value, Indices):
            text = "、".join(f"{key} {number}" for key, number in value.by_id.items())
        return cls(text, read)


def _changed(was: _Read, now: _Read) -> str:
    """What became of an entry, in the words in which two states are compared."""
    old, new = was.measurement, now.measurement
    if old is None or new is None:
        return f"更正  {was.text} → {now.text}"
    if is_alike(old.value, new.value):
        return f"{annotated(old, new)}  {now.text}"
    return f"{ripening(old, new)}  {was.text} → {now.text}"
