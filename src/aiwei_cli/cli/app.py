"""The commands by name; each is loaded when it is asked for, and never imports this module."""

from importlib import import_module
from typing import Annotated, Any

import typer

from aiwei_cli.cli import terminal
from aiwei_cli.cli.help.chinese_help import SETTINGS, ChineseCommand, ChineseGroup
from aiwei_cli.cli.help.command_registry import COMMANDS
from aiwei_cli.cli.help.front_page import ABOUT, COLOUR_HELP, VERSION_HELP, version


class LazyGroup(ChineseGroup):
    """Start-up pays for the one command that runs, however many there are."""

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002
        """All names, for the help."""
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ARG002
        """The command of a name; None where there is none."""
        if cmd_name not in COMMANDS:
            return None
        name = cmd_name.replace("-", "_")
        function = getattr(import_module(f"aiwei_cli.cli.commands.{name}"), name)
        if isinstance(function, typer.Typer):  # a command made of commands
            return typer.main.get_command(function)
        alone = typer.Typer(**SETTINGS)
        alone.command(cmd_name, cls=ChineseCommand)(function)
        return typer.main.get_command(alone)


app = typer.Typer(cls=LazyGroup, no_args_is_help=True, **SETTINGS)


def _version(wanted: bool) -> None:
    if wanted:
        terminal.show(version() + "\n")
        raise typer.Exit


@app.callback(help=ABOUT)
def root(
    version: Annotated[  # noqa: ARG001
        bool, typer.Option("--version", callback=_version, is_eager=True, help=VERSION_HELP)
    ] = False,
    color: Annotated[
        str, typer.Option("--color", metavar="何时", help=COLOUR_HELP, show_default=False)
    ] = "auto",
) -> None:
    """Take what stands before every command."""
    terminal.choose_colour(color)
