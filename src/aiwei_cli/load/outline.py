"""The ids and names of a workspace at a glance, for completion: nothing is checked, nothing is said."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator
from typing import Any, Final, NamedTuple

from aiwei_cli.load.data_file import read_file
from aiwei_cli.load.tree import TARGETS, WORKSPACE, Tree, Unfit
from aiwei_cli.load.yamltext.document import plain

_ID: Final = re.compile(r"[a-z0-9][a-z0-9-]*")
_DONE: Final = "已完成"  # PlanState.DONE, whose module would cost more to load than all the rest
Named = dict[str, str]
"""Names by id."""


class Outline(NamedTuple):
    """What there is to name; of a file that cannot be read, nothing."""

    year: str
    """The year judged; empty where that is not known."""
    years: list[str]
    """Those that targets are set for."""
    actions: Named
    indicators: Named
    members: dict[str, Named]
    """The organisations that each indicator's target runs over, by indicator."""
    tasks: Named
    open_tasks: Named
    issues: Named
    open_issues: Named
    responsible: list[str]
    """Whoever leads, reports or answers for something."""


def outline(tree: Tree) -> Outline:
    """Everything that can be named, in the order written."""
    targets = _read(tree, TARGETS)
    found = Outline(str(_read(tree, WORKSPACE).get("year") or ""), [], {}, {}, {}, {}, {}, {}, {}, [])
    groups = {key: dict(_members(group)) for key, group in _entries(targets.get("organisations"))}
    for key, indicator in _entries(targets.get("indicators")):
        found.indicators[key] = _word(indicator, "name")
        found.responsible.append(_word(indicator, "reported_by"))
        demands = indicator.get("target")
        found.years.extend(demands if isinstance(demands, dict) else ())
        found.members[key] = {
            id_: name for group in _groups(demands) for id_, name in groups.get(group, {}).items()
        }
    with contextlib.suppress(Unfit):
        for path in tree.action_paths():
            _add(found, _read(tree, path))
    return found._replace(
        years=sorted({year for year in found.years if year.isdecimal()}),
        responsible=sorted({each for each in found.responsible if each}),
    )


def _add(found: Outline, action: dict[str, Any]) -> None:
    """What one action's file names."""
    if _ID.fullmatch(key := _word(action, "id")):
        found.actions[key] = _word(action, "name")
    found.responsible.append(_word(action, "lead"))
    plan = action.get("plan")
    for item in plan if isinstance(plan, list) else ():
        if isinstance(item, dict) and _ID.fullmatch(key := _word(item, "id")):
            found.tasks[key] = _word(item, "title")
            found.responsible.append(_word(item, "responsible"))
            if "done" not in item and item.get("state") != _DONE:
                found.open_tasks[key] = _word(item, "title")
    issues = action.get("issues")
    for key, steps in issues.items() if isinstance(issues, dict) else ():
        known = [step for step in steps if isinstance(step, dict)] if isinstance(steps, list) else []
        if known and _ID.fullmatch(key):
            found.issues[key] = _word(known[0], "problem")
            found.responsible.append(_word(known[0], "responsible"))
            if "closed" not in known[-1]:
                found.open_issues[key] = _word(known[0], "problem")


def _read(tree: Tree, path: str) -> dict[str, Any]:
    try:
        document, _ = read_file(path, tree.read(path))
    except Unfit:
        return {}
    return dict(plain(document.root)) if document else {}


def _entries(node: object) -> Iterator[tuple[str, dict[str, Any]]]:
    for key, value in node.items() if isinstance(node, dict) else ():
        if _ID.fullmatch(key) and isinstance(value, dict):
            yield key, value


def _members(group: dict[str, Any]) -> Iterator[tuple[str, str]]:
    members = group.get("members")
    for key, value in members.items() if isinstance(members, dict) else ():
        if _ID.fullmatch(key):
            yield key, value if isinstance(value, str) else _word(value, "name")


def _groups(node: object) -> Iterator[str]:
    """Whatever stands under ``each`` or ``mean``, however deep."""
    if isinstance(node, list):
        for each in node:
            yield from _groups(each)
    if isinstance(node, dict):
        for key, value in node.items():
            if key in ("each", "mean") and isinstance(value, str):
                yield value
            else:
                yield from _groups(value)


def _word(node: object, key: str) -> str:
    value = node.get(key) if isinstance(node, dict) else None
    return value if isinstance(value, str) else ""
