"""The answer to a shell that asks what may follow: a word and its meaning a line.

The words typed so far arrive as arguments, the last one being what is completed. They are walked along
the commands as these are built; none is run.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, Final, NamedTuple

import typer

from aiwei_cli.cli.completion.candidates import FILES, FOLDERS, Asked, candidates, looking
from aiwei_cli.render.words.safe_text import safe

_WHOLE_WORD: Final = ("fish", "powershell")
"""Those that put an answer in place of the whole ``--option=value``."""
_SPECIAL: Final = re.compile(r"[\s!-$&-*;<>?\[\\\]^`{|}~]")
_LONGEST: Final = 60
Pairs = Iterator[tuple[str, str]]


class _Line(NamedTuple):
    """Where the words have led."""

    path: str
    command: Any
    arguments: list[str]
    given: dict[str, str]
    """The options that have been typed, by their first name."""
    waiting: Any = None
    """The option whose value comes next."""
    only_values: bool = False
    """Whether ``--`` was typed."""


def answer(app: typer.Typer, shell: str, words: Sequence[str]) -> str:
    """What may follow; empty where nothing can be said."""
    *before, last = _as_typed(shell, words) or [""]
    line = _walk(typer.main.get_command(app), before)
    if line is None:
        return ""
    option, head, typed = line.waiting, "", last
    if option is None and not line.only_values and last.startswith("--") and "=" in last:
        name, _, typed = last.partition("=")
        option, head = _option(line.command, name), f"{name}=" if shell in _WHOLE_WORD else ""
        if option is None:
            return ""
    found = (
        _values(line, option, typed) if option is not None else _next(line, last, meanings=shell != "bash")
    )
    return "".join(_said(shell, head, *each) for each in found)


def _as_typed(shell: str, words: Sequence[str]) -> list[str]:
    if shell == "powershell":
        return [*words[:-1], *(word.removeprefix(".") for word in words[-1:])]
    if shell != "bash":
        return list(words)
    whole: list[str] = []
    for word in words:  # which bash has taken apart at every =
        if whole and (word == "=" or whole[-1].endswith("=")):
            whole[-1] += word
        else:
            whole.append(word)
    return [word.strip("\"'") for word in whole]


def _walk(command: Any, words: Sequence[str]) -> _Line | None:
    """Along the words to where the next one stands; None where there is no such command."""
    line = _Line("", command, [], {})
    for word in words:
        if line.waiting is not None:
            line.given[line.waiting.opts[0]] = word
            line = line._replace(waiting=None)
        elif word.startswith("-") and not line.only_values:
            line = _after_option(line, word)
        elif not _is_group(line.command):
            line.arguments.append(word)
        elif (below := line.command.get_command(None, word)) is not None:
            line = _Line(f"{line.path} {word}".strip(), below, [], line.given)
        else:
            return None
    return line


def _after_option(line: _Line, word: str) -> _Line:
    if word == "--":
        return line._replace(only_values=True)
    name, equals, value = word.partition("=")
    option = _option(line.command, name)
    if option is None:
        return line
    if not equals and not option.is_flag:
        return line._replace(waiting=option)
    line.given[option.opts[0]] = value
    return line


def _is_group(command: Any) -> bool:
    return hasattr(command, "list_commands")


def _option(command: Any, name: str) -> Any:
    return next((each for each in _options(command) if name in each.opts), None)


def _options(command: Any) -> list[Any]:
    return [each for each in command.params if each.param_type_name == "option" and not each.hidden]


def _values(line: _Line, parameter: Any, typed: str) -> Pairs:
    asked = Asked(typed, line.arguments, line.given, looking(line.given))
    yield from candidates(line.path, str(parameter.metavar), asked)


def _next(line: _Line, last: str, *, meanings: bool) -> Pairs:
    """The next command, argument or option."""
    if _is_group(line.command) and not last.startswith("-"):
        for name in line.command.list_commands(None):
            if name.startswith(last):
                # Only for its meaning is a command loaded.
                yield name, line.command.get_command(None, name).help or "" if meanings else ""
        return
    if line.only_values or not last.startswith("-"):
        places = [each for each in line.command.params if each.param_type_name == "argument"]
        at = len(line.arguments)
        if places and (at < len(places) or places[-1].nargs == -1):
            found = list(_values(line, places[min(at, len(places) - 1)], last))
            yield from found
            if found or last:
                return
    for option in () if line.only_values else _options(line.command):
        name = max(option.opts, key=len)
        if name.startswith(last) and (option.multiple or option.opts[0] not in line.given):
            yield name, option.help or ""
    if "--help".startswith(last) and not line.only_values:
        yield "--help", "显示这段说明。"


def _said(shell: str, head: str, word: str, meaning: str) -> str:
    """One line of the answer; neither part can be taken for code."""
    if word in (FILES, FOLDERS):
        return f"{word}\n"
    if shell == "bash" and _SPECIAL.search(word):
        word = "'" + word.replace("'", "'\\''") + "'"
    meaning = safe(" ".join(meaning.split()))
    return f"{head}{word}\t{meaning if len(meaning) <= _LONGEST else meaning[: _LONGEST - 1] + '…'}\n"
