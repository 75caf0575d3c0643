"""Typer's help with Chinese headings."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

import typer
from typer.core import TyperCommand, TyperGroup

from aiwei_cli.cli import terminal
from aiwei_cli.cli.help.front_page import HELP_HELP

SETTINGS: Final[dict[str, Any]] = {
    "add_completion": False,
    "pretty_exceptions_enable": False,
    "rich_markup_mode": None,
    "context_settings": {"help_option_names": ["--help", "-h"]},
}
"""Of every command: our boundary speaks, and help costs no markup."""


def _show_help(ctx: Any, _: Any, wanted: bool) -> None:
    if wanted and not ctx.resilient_parsing:
        terminal.show(ctx.get_help() + "\n")
        ctx.exit()


class _Chinese:
    """Help laid out in cells and in Chinese; the words of its parts are loaded when it is asked for."""

    def get_help(self, ctx: Any) -> str:
        """The help text."""
        from aiwei_cli.cli.help.help_page import page

        return page(self, ctx)

    def get_help_option(self, ctx: Any) -> Any:
        """``--help``, to a pipe that may be closed."""
        option = super().get_help_option(ctx)  # type: ignore[misc]
        if option is not None:
            option.callback, option.help = _show_help, HELP_HELP
        return option


class ChineseCommand(_Chinese, TyperCommand):
    """A command whose help speaks Chinese."""


class ChineseGroup(_Chinese, TyperGroup):
    """The list of commands, likewise."""


def group(help_text: str, *commands: Callable[..., None]) -> typer.Typer:
    """A command made of commands, each called by its function's name."""
    whole = typer.Typer(cls=ChineseGroup, no_args_is_help=True, help=help_text, **SETTINGS)
    for command in commands:
        whole.command(command.__name__.strip("_"), cls=ChineseCommand)(command)
    return whole
