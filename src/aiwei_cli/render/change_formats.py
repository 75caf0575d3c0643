"""The formats of ``diff`` by name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from aiwei_cli.model.data_change import StateComparison
from aiwei_cli.render.terminal.screen import Screen
from aiwei_cli.render.words.changes.change_row import Row
from aiwei_cli.render.words.changes.change_rows import Figure, rows
from aiwei_cli.render.words.phrase import Phrase, phrase

Format = Callable[[StateComparison, list[Row], str, Screen], str]


def _table(comparison: StateComparison, found: list[Row], title: str, screen: Screen) -> str:
    from aiwei_cli.render.terminal.change_table import render

    return render(comparison, found, title, screen)


def _text(comparison: StateComparison, found: list[Row], title: str, screen: Screen) -> str:  # noqa: ARG001
    from aiwei_cli.render.exchange.change_text import render

    return render(comparison, found)


def _markdown(comparison: StateComparison, found: list[Row], title: str, screen: Screen) -> str:  # noqa: ARG001
    from aiwei_cli.render.exchange.change_markdown import render

    return render(comparison, found, title)


def _json(comparison: StateComparison, found: list[Row], title: str, screen: Screen) -> str:  # noqa: ARG001
    from aiwei_cli.render.exchange.change_json import render

    return render(comparison, found)


CHANGE_FORMATS: Final[dict[str, Format]] = {
    "table": _table,
    "text": _text,
    "markdown": _markdown,
    "json": _json,
}


def render(
    name: str,
    comparison: StateComparison,
    title: str,
    screen: Screen,
    notes: Mapping[Figure, str] | None = None,
) -> str:
    """A comparison in one of the formats; ``notes`` has more to say of single figures."""
    found = [_on_one_line(row) for row in rows(comparison, notes)]
    return CHANGE_FORMATS[name](comparison, found, title, screen)


def _on_one_line(row: Row) -> Row:
    """Whatever the data holds: a text over several lines must not read like several changes."""
    return row.but(
        name=" ".join(row.name.split()),
        old=_unbroken(row.old),
        new=_unbroken(row.new),
        remark=_unbroken(row.remark),
        sentence=_unbroken(row.sentence),
    )


def _unbroken(words: Phrase) -> Phrase:
    return phrase(" ".join(words.text.split()))
