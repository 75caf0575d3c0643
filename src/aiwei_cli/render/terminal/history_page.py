"""An indicator's history in git, for a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, assert_never

from pydantic import ValidationError
from pydantic_core import PydanticCustomError

from aiwei_cli.load.history.commits import Commit, NoCommit
from aiwei_cli.load.history.provenance import Step
from aiwei_cli.load.history.revision_names import SHALLOW, UNSHALLOW
from aiwei_cli.load.typed_values import Reader
from aiwei_cli.model.measurement import Entry, Indices
from aiwei_cli.model.target import Indicator
from aiwei_cli.model.text import read_date
from aiwei_cli.model.workspace import Workspace
from aiwei_cli.render.words.demands import value_text
from aiwei_cli.render.words.safe_text import in_lines

UNCOMMITTED = "尚未提交"


def commit_words(commit: Commit | NoCommit) -> str:
    """A commit in a line that is about something else."""
    return _absent(commit) if isinstance(commit, NoCommit) else f"{commit.short} {commit.author} {commit.on}"


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
        blocks.append([head, *(f"  {line}" for line in _lines(step, indicator, workspace))])
    if len(blocks) == 1:
        blocks.append(["还没有提交过监测值"])
    return "\n".join(map(in_lines, blocks))


def _lines(step: Step, indicator: Indicator, workspace: Workspace) -> Iterator[str]:
    for keys, old, new in step.changes:
        whose = "  ".join((*(_organisation(word, workspace) for word in keys[:-1]), keys[-1]))
        was, now = _value(old, keys[-1], indicator, workspace), _value(new, keys[-1], indicator, workspace)
        if step.commit is NoCommit.EARLIER:
            said = f"已有  {now}"
        elif old is None:
            said = f"新增  {now}"
        elif new is None:
            said = f"删去  {was}"
        elif was != now:
            said = f"更正  {was} → {now}"
        else:
            said = f"补充  {now}"
        more = new if isinstance(new, Mapping) else {}
        texts = [str(more[name]) for name in ("status", "source", "note") if more.get(name)]
        yield "  ".join([whose, said, *texts])


def _organisation(key: str, workspace: Workspace) -> str:
    return next((group.members[key].name for group in workspace.groups.values() if key in group.members), key)


def _value(entry: Any, day: str, indicator: Indicator, workspace: Workspace) -> str:
    """What an entry meant, read by today's target; as it was typed where that cannot be read."""
    said = entry if isinstance(entry, Mapping) else {"value": entry}
    typed = str(said.get("value") or said.get("indices") or "")
    try:
        target = indicator.target_on(read_date(day), workspace.about.terms)
    except PydanticCustomError:  # a day as somebody wrote it once, and none
        target = indicator.target[min(indicator.target)]
    try:
        reader = Reader(indicator, target, workspace.scales)
        value = reader.read(Entry.model_validate(said))
    except (PydanticCustomError, ValidationError):
        return typed
    if isinstance(value, Indices):
        return "、".join(f"{key} {number}" for key, number in value.by_id.items())
    return value_text(value, indicator)
