"""The commands, registered. A command module never imports this one."""

from typing import Annotated

import typer

from aiwei_cli.cli.check import check
from aiwei_cli.cli.help import ChineseCommand, ChineseGroup
from aiwei_cli.cli.report import report
from aiwei_cli.cli.show import show

app = typer.Typer(
    cls=ChineseGroup,
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["--help", "-h"]},
)


def _version(wanted: bool) -> None:
    if wanted:
        from aiwei_cli import __version__

        typer.echo(f"aiwei {__version__}")
        raise typer.Exit


@app.callback()
def root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="显示版本号。")
    ] = False,
) -> None:
    """爱卫：对照年度目标检查专项行动的监测值，生成年度工作总结。"""


app.command("check", cls=ChineseCommand)(check)
app.command("show", cls=ChineseCommand)(show)
app.command("report", cls=ChineseCommand)(report)
