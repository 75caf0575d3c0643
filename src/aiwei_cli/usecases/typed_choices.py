"""What was typed, held against the data: ids or names, days, years, words of the user's own."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from aiwei_cli.model.errors import UsageError
from aiwei_cli.model.text import read_date, read_id, read_text
from aiwei_cli.model.workspace import Workspace
from aiwei_cli.usecases.word_choice import choose


def indicator_called(workspace: Workspace, option: str, word: str) -> str:
    """The id of the indicator that a word means. Raises :class:`UsageError`."""
    return choose(option, [word], {key: each.name for key, each in workspace.indicators.items()})[0]


def action_ids(workspace: Workspace, words: Iterable[str]) -> list[str]:
    """The ids of the actions that ``--action`` means. Raises :class:`UsageError`."""
    return choose("--action", words, {key: each.name for key, each in workspace.actions.items()})


def day(option: str, text: str) -> date:
    """A date on the command line. Raises :class:`UsageError`."""
    try:
        return read_date(text)
    except ValueError as error:
        context = getattr(error, "context", None) or {}
        hint = context["hint"] if text else "写成 2024-06-30 的样子"
        raise UsageError(f"{option}：{context['message']}", hint) from None


def worded(option: str, text: str) -> str:
    """Words of the user's own, which may be none. Raises :class:`UsageError` for what cannot be seen."""
    try:
        said = read_text(text.strip()) if text.strip() else ""
    except ValueError as error:
        context = getattr(error, "context", None) or {}
        raise UsageError(f"{option}：{context['message']}", context["hint"]) from None
    if "\n" in said:
        raise UsageError(f"{option}：文字里有换行", "写成一行")
    return said


def said_by_user(option: str, text: str) -> str:
    """Words that must say something. Raises :class:`UsageError`."""
    said = worded(option, text)
    if not said:
        raise UsageError(f"{option} 没有写内容", "写上内容，没有写入任何文件")
    return said


def an_id(text: str) -> str:
    """``--id``, which may be left out. Raises :class:`UsageError`."""
    try:
        return read_id(text) if text else ""
    except ValueError as error:
        context = getattr(error, "context", None) or {}
        raise UsageError(f"--id：{context['message']}", context["hint"]) from None
