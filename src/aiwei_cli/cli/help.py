"""Typer's help with Chinese headings."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Final

import typer
from typer.core import TyperCommand, TyperGroup

SETTINGS: Final[dict[str, Any]] = {
    "add_completion": False,
    "pretty_exceptions_enable": False,
    "rich_markup_mode": None,
    "context_settings": {"help_option_names": ["--help", "-h"]},
}
"""Of every command: our boundary speaks, and help costs no markup."""

_WORDS: Final = (
    (re.compile(r"^Usage: ", re.M), "用法："),
    (re.compile(r"\[OPTIONS\]"), "[选项]"),
    (re.compile(r"COMMAND \[ARGS\]\.\.\."), "命令 [参数]……"),
    (re.compile(r"^Options:$", re.M), "选项："),
    (re.compile(r"^Commands:$", re.M), "命令："),
    (re.compile(r"^Arguments:$", re.M), "参数："),
    (re.compile(r"Show this message and exit\."), "显示这段说明。"),
    (re.compile(r"\[required\]"), "[必填]"),
    (re.compile(r"\[default: "), "[默认："),
)


def _chinese(text: str) -> str:
    for pattern, word in _WORDS:
        text = pattern.sub(word, text)
    return text


class ChineseCommand(TyperCommand):
    """A command whose help speaks Chinese."""

    def get_help(self, ctx: Any) -> str:
        """The help text."""
        return _chinese(super().get_help(ctx))


class ChineseGroup(TyperGroup):
    """The list of commands, likewise."""

    def get_help(self, ctx: Any) -> str:
        """The help text."""
        return _chinese(super().get_help(ctx))


def group(help_text: str, *commands: Callable[..., None]) -> typer.Typer:
    """A command made of commands, each called by its function's name."""
    whole = typer.Typer(cls=ChineseGroup, no_args_is_help=True, help=help_text, **SETTINGS)
    for command in commands:
        whole.command(command.__name__.strip("_"), cls=ChineseCommand)(command)
    return whole
