"""The formats of ``check`` by name; the command line's choices come from here.

Each is loaded when it is called, so that JSON never pays for a table.
"""

from collections.abc import Callable
from enum import Enum, auto
from importlib import import_module
from typing import Any, Final, assert_never

from aiwei_cli.model.workspace import FormatName
from aiwei_cli.render.records.check_result import Judged, Refused, Result
from aiwei_cli.render.records.frozen_record import Record
from aiwei_cli.render.terminal.screen import Screen

TEXT: Final = ".txt"
"""The ending of plain text, which no format is told by."""
Render = Callable[[Result, Screen], str]


class Seen(Enum):
    """The folder that a format names files from."""

    FROM_WORKSPACE = auto()
    FROM_HERE = auto()
    """Where whoever asked stands."""
    FROM_REPOSITORY_TOP = auto()
    """Where a service looks for them."""


class Format(Record):
    """What renders a result, and what is to be known of the files that it makes."""

    render: Render
    endings: tuple[str, ...] = (TEXT,)
    """The endings that a file's name may have, the usual one first."""
    is_for_programs: bool = False
    """Whether it is UTF-8 by its own definition, whatever a console takes."""
    seen: Seen = Seen.FROM_WORKSPACE
    is_commanding: bool = False
    """Whether its lines are commands to a runner, and meant as such."""


def _table(result: Result, screen: Screen) -> str:
    from aiwei_cli.render.terminal.compliance_table import render

    match result:
        case Judged():
            return render(result, screen)
        case Refused():
            return ""  # what is wrong is told beside it
        case _:
            assert_never(result)


def _by(module: str, function: str = "render") -> Render:
    """A format that does not depend on the screen, loaded when it is asked for."""

    def render(result: Result, screen: Screen) -> str:  # noqa: ARG001
        loaded: Any = import_module(f"aiwei_cli.render.{module}")
        return str(getattr(loaded, function)(result))

    return render


FORMATS: Final[dict[FormatName, Format]] = {
    "table": Format(render=_table),
    "concise": Format(render=_by("ci.annotations", "concise"), seen=Seen.FROM_HERE),
    "json": Format(render=_by("exchange.json_document"), endings=(".json",), is_for_programs=True),
    "jsonl": Format(render=_by("exchange.json_lines"), endings=(".jsonl", ".ndjson"), is_for_programs=True),
    "csv": Format(render=_by("exchange.csv_table"), endings=(".csv",), is_for_programs=True),
    "markdown": Format(render=_by("exchange.markdown_page"), endings=(".md", ".markdown")),
    "junit": Format(
        render=_by("ci.junit"), endings=(".xml",), is_for_programs=True, seen=Seen.FROM_REPOSITORY_TOP
    ),
    "sarif": Format(
        render=_by("ci.sarif"),
        endings=(".sarif", ".json"),
        is_for_programs=True,
        seen=Seen.FROM_REPOSITORY_TOP,
    ),
    "github": Format(
        render=_by("ci.annotations", "github"), seen=Seen.FROM_REPOSITORY_TOP, is_commanding=True
    ),
    "gitlab": Format(
        render=_by("ci.annotations", "gitlab"),
        endings=(".json",),
        is_for_programs=True,
        seen=Seen.FROM_REPOSITORY_TOP,
    ),
    "html": Format(render=_by("exchange.html_page"), endings=(".html", ".htm"), is_for_programs=True),
}
"""All but the table hold the diagnostics too. Of formats with the same ending the first is what it means."""
