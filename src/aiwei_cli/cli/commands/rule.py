"""``aiwei rule``: what a diagnostic code or a condition means, with a wrong and a right example."""

from typing import Annotated

import typer

from aiwei_cli.cli import terminal
from aiwei_cli.usecases.word_choice import choose


def rule(
    name: Annotated[
        str | None,
        typer.Argument(
            metavar="代码",
            help="诊断代码（例如 AW203）或目标条件的词（例如 at_least）；默认列出全部。",
            show_default=False,
        ),
    ] = None,
) -> None:
    """讲解一个诊断代码或目标条件：是什么、为什么、错的和对的写法；默认列出全部。"""
    from aiwei_cli.render.reference.code_pages import code_titles, explained, listing, names

    if name is None:
        terminal.show(listing())
        return
    known = code_titles()
    if _as_written(name, known) not in known:
        known = names()
    terminal.show(explained(choose("rule", [_as_written(name, known)], known)[0]))


def _as_written(name: str, known: dict[str, str]) -> str:
    """The word as the catalogue has it, whatever the case in which it was typed."""
    name = name.strip()
    return next((each for each in known if each.casefold() == name.casefold()), name)
