"""The formats of ``check`` by name; the command line's choices come from here.

Each imports what it needs when it is called, so that JSON never pays for a table.
"""

from collections.abc import Callable
from typing import Final

from aiwei_cli.model.verdict import Assessment
from aiwei_cli.model.workspace import Workspace
from aiwei_cli.render.screen import Screen

Format = Callable[[Assessment, Workspace, Screen], str]


def _table(assessment: Assessment, workspace: Workspace, screen: Screen) -> str:
    from aiwei_cli.render.table import render

    return render(assessment, workspace, screen)


def _json(assessment: Assessment, workspace: Workspace, screen: Screen) -> str:  # noqa: ARG001
    from aiwei_cli.render.as_json import render

    return render(assessment, workspace)


FORMATS: Final[dict[str, Format]] = {"table": _table, "json": _json}
