"""``aiwei show``: one indicator, action, task or issue in full."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from aiwei_cli.cli import terminal
from aiwei_cli.cli.options import (
    AsOfOption,
    WorkspaceOption,
    YearOption,
    choose,
    day_to_judge,
    open_workspace,
    select,
    year_to_judge,
)
from aiwei_cli.load.assemble import Loaded
from aiwei_cli.load.history.git_refusal import Unreadable
from aiwei_cli.load.history.provenance import Key, origins
from aiwei_cli.model.errors import UsageError
from aiwei_cli.model.measurement import Measurement
from aiwei_cli.model.verdict import Assessment
from aiwei_cli.model.workspace import Workspace
from aiwei_cli.render.terminal.history_page import commit_words
from aiwei_cli.render.words.safe_text import one_line
from aiwei_cli.rules.engine import assess
from aiwei_cli.usecases import check_outcome


def show(
    what: Annotated[
        str,
        typer.Argument(
            metavar="编号", help="指标、专项行动、计划任务或整改事项的编号或名称。", show_default=False
        ),
    ],
    workspace: WorkspaceOption = None,
    year: YearOption = None,
    as_of: AsOfOption = None,
) -> None:
    """看一个指标、专项行动、任务或整改事项的全部内容：要求、监测值、怎样判定、每步进展。"""
    root, loaded = open_workspace(workspace)
    town = loaded.workspace
    chosen = year_to_judge(year, town, as_of)
    assessment = assess(town, chosen, day_to_judge(as_of, chosen, town))
    key = choose("show", [what], names(town))[0]
    text = _sheet(key, assessment, town, _origins(root, loaded, town.measurements.get(key, ())))
    check_outcome.report(loaded, assessment._replace(late=()))
    terminal.show(text)


def names(workspace: Workspace) -> dict[str, str]:
    """What can be shown, by id; of an id or a name used twice the first is meant."""
    found = {key: indicator.name for key, indicator in workspace.indicators.items()}
    found |= {key: action.name for key, action in workspace.actions.items() if key not in found}
    for action in workspace.actions.values():
        for key, steps in action.issues.items():
            found.setdefault(key, steps[0].problem or "")
    for action in workspace.actions.values():
        for item in action.plan:
            found.setdefault(item.id, item.title)
    return found


def _origins(root: Path, loaded: Loaded, measurements: Sequence[Measurement]) -> dict[Key, str]:
    """The commit of each figure in words; where there is no history, one line says why."""
    if not measurements:
        return {}
    try:
        found = origins(root, loaded, measurements)
    except UsageError as error:
        terminal.talk(one_line(f"提示：{error.message}，所以不显示提交") + "\n")
        if isinstance(error, Unreadable):
            terminal.talk(one_line(f"改法：{error.hint}") + "\n")
        return {}
    return {key: commit_words(commit) for key, commit in found.items()}


def _sheet(key: str, assessment: Assessment, workspace: Workspace, commits: dict[Key, str]) -> str:
    from aiwei_cli.render.terminal.action_page import action_sheet, issue_sheet, task_sheet
    from aiwei_cli.render.terminal.compliance_table import render
    from aiwei_cli.render.terminal.indicator_page import indicator_sheet
    from aiwei_cli.render.terminal.wrapping import fold_lines

    width = terminal.width()
    if key in workspace.indicators:
        sheet = indicator_sheet(key, workspace.indicators[key], assessment, workspace, commits)
        return fold_lines(sheet, width)
    if key in workspace.actions:
        own = select(assessment, [key], [], [])
        table = render(own, workspace, terminal.screen()) if own.findings else ""
        # The table is as wide as it should be, and its colours are no text to fold.
        sheet = action_sheet(workspace.actions[key], table, assessment).removesuffix(table)
        return fold_lines(sheet, width) + table
    for action in workspace.actions.values():
        if key in action.issues:
            return fold_lines(issue_sheet(key, action, assessment.as_of), width)
    return fold_lines(task_sheet(key, list(workspace.actions.values()), assessment.as_of), width)
