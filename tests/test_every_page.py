"""Whole workspaces on several days: every sheet and list, and all that a template may say, as golden files.

What the commands print around them (notes, tables, formats) stands in tests of their own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any, Final

import pytest

from aiwei_cli.edit.year_opening import prolonged, unfinished
from aiwei_cli.load.assemble import Loaded, load
from aiwei_cli.model.interval import Interval
from aiwei_cli.model.period import around
from aiwei_cli.model.verdict import Assessment
from aiwei_cli.model.workspace import Workspace
from aiwei_cli.render.documents.supervision_note import gather as note_of
from aiwei_cli.render.documents.template_variables import variables
from aiwei_cli.render.documents.work_summary import gather as summary_of
from aiwei_cli.render.documents.work_summary import has_content, left_out
from aiwei_cli.render.records.check_result import judged_records
from aiwei_cli.render.records.indicator_records import indicator_records
from aiwei_cli.render.terminal.action_page import action_sheet, issue_sheet, task_sheet
from aiwei_cli.render.terminal.due_list import render as due_list
from aiwei_cli.render.terminal.indicator_page import indicator_sheet
from aiwei_cli.render.terminal.next_year_page import review
from aiwei_cli.render.terminal.screen import Screen
from aiwei_cli.render.terminal.work_lists import issue_list, task_list
from aiwei_cli.rules.dues import dues
from aiwei_cli.rules.earlier_states import as_known_on
from aiwei_cli.rules.engine import assess
from aiwei_cli.rules.state_comparison import compare
from support import WORKSPACES

Golden = Callable[[Path, str], None]
DAYS: Final = {
    "a-year-of-work": ["2024-06-30", "2024-03-31", "2024-08-26", "2024-12-31"],
    "every-field": ["2024-12-31", "2024-06-30"],
    "every-verdict": ["2024-12-31", "2024-06-30", "2025-01-31"],
    "exceptions": ["2024-12-31", "2024-08-31"],
    "next-round": ["2027-12-31", "2027-09-30"],
}
CASES: Final = [(name, day) for name, days in DAYS.items() for day in days]
FIRST: Final = [(name, days[0]) for name, days in DAYS.items()]


@cache
def town(name: str) -> Loaded:
    return load(WORKSPACES / "good" / name)


def judged(name: str, day: str) -> tuple[Workspace, Assessment]:
    workspace = town(name).workspace
    return workspace, assess(workspace, workspace.about.year, date.fromisoformat(day))


@pytest.mark.parametrize(("name", "day"), FIRST)
def test_the_sheets_of_everything_with_a_name(name: str, day: str, golden: Golden) -> None:
    workspace, assessment = judged(name, day)
    sheets = [
        indicator_sheet(indicator_records(key, town(name), assessment), workspace, {})
        for key in workspace.indicators
    ]
    result = judged_records(town(name), assessment, ())
    for action in workspace.actions.values():
        sheets.append(action_sheet(action, "", result))
        sheets += [task_sheet(item.id, [action], assessment.as_of) for item in action.plan]
        sheets += [issue_sheet(key, action, assessment.as_of) for key in action.issues]
    golden(WORKSPACES / "golden" / f"sheets.{name}.{day}.txt", "\n".join(sheets))


@pytest.mark.parametrize(("name", "day"), CASES[:8])
def test_the_lists_of_work_at_four_widths(name: str, day: str, golden: Golden) -> None:
    workspace, assessment = judged(name, day)
    until = assessment.as_of + timedelta(days=60)
    owed = dues(workspace, assessment, until)
    result = judged_records(town(name), assessment, ())
    lines = []
    for width in (44, 60, 80, 120):
        screen = Screen(width)
        lines += [
            f"# {width}",
            task_list(result, screen),
            issue_list(result, screen),
        ]
        lines += [issue_list(result, screen, open_only=True), due_list(owed, assessment, until, screen)]
    golden(WORKSPACES / "golden" / f"lists.{name}.{day}.txt", "\n".join(lines))


def shown(content: Any) -> Any:
    """A document with each name as a template sees it."""
    return replace(content, **variables(content))


def told(value: Any, depth: int = 0) -> Iterator[str]:
    """The variables of a template, a line each."""
    margin = "  " * depth
    for each in fields(value):
        found = getattr(value, each.name)
        if is_dataclass(found):
            yield f"{margin}{each.name}:"
            yield from told(found, depth + 1)
        elif isinstance(found, list | tuple):
            yield f"{margin}{each.name}: {len(found)}"
            for item in found:
                yield from told(item, depth + 1) if is_dataclass(item) else [f"{margin}  {item}"]
        else:
            yield f"{margin}{each.name}: {found}"


@pytest.mark.parametrize(("name", "day"), FIRST)
def test_all_that_the_summary_may_say(name: str, day: str, golden: Golden) -> None:
    workspace, assessment = judged(name, day)
    summary = summary_of(workspace, assessment)
    lines = [
        *told(shown(summary)),
        f"没有：{'、'.join(left_out(summary))}",
        f"有内容：{has_content(summary)}",
    ]
    golden(WORKSPACES / "golden" / f"summary.{name}.{day}.txt", "\n".join(lines) + "\n")


@pytest.mark.parametrize(("name", "day"), CASES)
@pytest.mark.parametrize("span", [Interval.WEEK, Interval.MONTH])
def test_all_that_the_note_may_say(name: str, day: str, span: Interval, golden: Golden) -> None:
    on = date.fromisoformat(day)
    period = around(span, on)
    before, after = (
        as_known_on(town(name).workspace, each) for each in (period.start - timedelta(days=1), on)
    )
    found = compare(before, after, after.about.year, on, earlier=period.start - timedelta(days=1))
    owed = dues(after, found.now, on + timedelta(days=31))
    lines = told(shown(note_of(found, period, span, owed, None)))
    golden(WORKSPACES / "golden" / f"note.{name}.{day}.{span.value}.txt", "\n".join(lines) + "\n")


@pytest.mark.parametrize("name", DAYS)
def test_what_is_to_be_looked_at_in_the_next_year(name: str, golden: Golden) -> None:
    workspace = town(name).workspace
    year = workspace.about.year + 1
    longer = prolonged(workspace, year)
    text = review(workspace, year, longer, unfinished(workspace, year, longer), ["data/workspace.yaml"])
    golden(WORKSPACES / "golden" / f"next-year.{name}.txt", text)
