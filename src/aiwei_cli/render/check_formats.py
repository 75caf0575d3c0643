"""The formats of ``check`` by name; the command line's choices come from here.

Each imports what it needs when it is called, so that JSON never pays for a table.
"""

from collections.abc import Callable
from importlib import import_module
from typing import Any, Final

from aiwei_cli.render.terminal.screen import Screen
from aiwei_cli.render.words.check_result import Result

Format = Callable[[Result, Screen], str]


def _table(result: Result, screen: Screen) -> str:
    from aiwei_cli.render.terminal.compliance_table import render

    if result.assessment is None or result.workspace is None:
        return ""  # what is wrong is told beside it
    return render(result.assessment, result.workspace, screen)


def _by(module: str, function: str = "render") -> Format:
    """A format that does not depend on the screen, loaded when it is asked for."""

    def render(result: Result, screen: Screen) -> str:  # noqa: ARG001
        loaded: Any = import_module(f"aiwei_cli.render.{module}")
        return str(getattr(loaded, function)(result))

    return render


FORMATS: Final[dict[str, Format]] = {
    "table": _table,
    "concise": _by("ci.annotations", "concise"),
    "json": _by("exchange.json_document"),
    "jsonl": _by("exchange.json_lines"),
    "csv": _by("exchange.csv_table"),
    "markdown": _by("exchange.markdown_page"),
    "junit": _by("ci.junit"),
    "sarif": _by("ci.sarif"),
    "github": _by("ci.annotations", "github"),
    "gitlab": _by("ci.annotations", "gitlab"),
    "html": _by("exchange.html_page"),
}
"""All but the table hold the diagnostics too."""
FOR_PROGRAMS: Final = frozenset({"json", "jsonl", "csv", "junit", "sarif", "gitlab", "html"})
"""Those that are UTF-8 by their own definition, whatever a console takes."""
PLACED: Final = frozenset({"concise", "junit", "sarif", "github", "gitlab"})
"""Those that name files from where their reader looks for them; the others name them from the workspace."""
COMMANDING: Final = frozenset({"github"})
"""Those whose lines are commands to a runner, and meant as such."""
