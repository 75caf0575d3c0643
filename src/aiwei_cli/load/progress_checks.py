"""Checks the plan's progress and the correction ledger across files."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping as AnyMapping
from itertools import count

from aiwei_cli.load.data_file import DataFile
from aiwei_cli.load.references import unknown
from aiwei_cli.load.yamltext.document import Listing, Mapping, Scalar
from aiwei_cli.model.action import ActionFile
from aiwei_cli.model.diagnostic import Diagnostic


def check_ledger(
    documents: AnyMapping[str, DataFile], actions: AnyMapping[str, ActionFile]
) -> Iterator[Diagnostic]:
    """Progress belongs to a plan item of its own file; ids of plan items and issues are unique in the workspace."""
    yield from _plan_twice(documents, actions)
    seen: dict[str, tuple[str, int]] = {}
    for path, action in actions.items():
        document = documents[path]
        written = set(_plan_ids(document))
        for key in action.progress:
            if key not in written:
                known = [item.id for item in action.plan]
                said = unknown("计划事项", key, known, {item.title: item.id for item in action.plan})
                at = document.node_at(("progress", key), key=True)
                yield document.problem("AW311", *said, at=at)
        for key in action.issues:
            at = document.node_at(("issues", key), key=True)
            if key in seen:
                where = f"{seen[key][0]} 第 {seen[key][1]} 行"
                yield document.problem("AW305", f"整改编号“{key}”重复，{where}已经有了", "换一个编号", at=at)
            seen.setdefault(key, (path, at.line))


def _plan_twice(
    documents: AnyMapping[str, DataFile], actions: AnyMapping[str, ActionFile]
) -> Iterator[Diagnostic]:
    """Plan items of two actions under one id: nobody could say which of them is done."""
    taken = {item.id for action in actions.values() for item in action.plan}
    seen: dict[str, tuple[str, int]] = {}
    for path, action in actions.items():
        for number, item in enumerate(action.plan):
            at = documents[path].node_at(("plan", number, "id"))
            where, line = seen.setdefault(item.id, (path, at.line))
            if where != path:
                free = next(f"{item.id}-{n}" for n in count(2) if f"{item.id}-{n}" not in taken)
                message = f"计划编号“{item.id}”重复，{where} 第 {line} 行已经有了"
                hint = f"换一个编号，例如 {free}；progress 和正文里引用它的地方一起改"
                yield documents[path].problem("AW316", message, hint, at=at)


def _plan_ids(document: DataFile) -> Iterator[str | None]:
    """The ids of the plan as written, also those of items that hold a mistake."""
    plan = document.root.entries.get("plan")
    for item in plan[1].items if plan and isinstance(plan[1], Listing) else ():
        node = item.entries.get("id") if isinstance(item, Mapping) else None
        if node and isinstance(node[1], Scalar):
            yield node[1].text
