"""Typer's help with Chinese headings."""

from __future__ import annotations

import re
from typing import Any, Final

from typer.core import TyperCommand, TyperGroup

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
