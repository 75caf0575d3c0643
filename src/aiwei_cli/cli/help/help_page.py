"""A page of help: columns in cells, Chinese throughout, real command lines at its end."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from aiwei_cli.cli import terminal
from aiwei_cli.cli.help.examples import examples
from aiwei_cli.render.terminal.wrapping import cells, fold

_WIDEST: Final = 100
_LEFT: Final = 26
"""No column of names gets wider; a longer name has its line to itself."""


def page(command: Any, context: Any) -> str:
    """What ``--help`` says of a command."""
    path = context.command_path
    width = min(terminal.screen().width, _WIDEST)
    shown = [each for each in command.get_params(context) if not getattr(each, "hidden", False)]
    arguments = [each for each in shown if each.param_type_name == "argument"]
    usage = [path, "[选项]", *(_in_usage(each) for each in arguments)]
    names = command.list_commands(context) if hasattr(command, "list_commands") else []
    lines = [f"用法：{' '.join([*usage, *(['命令', '[参数]……'] if names else [])])}", ""]
    lines.extend(_indented(command.help or "", width, 2))
    for title, rows in (
        ("参数", [(_plain_name(each), _said(each)) for each in arguments]),
        ("选项", [(_option(each), _said(each)) for each in shown if each not in arguments]),
        ("命令", [(name, (command.get_command(context, name).help or "").strip()) for name in names]),
    ):
        if rows:
            lines.extend(["", f"{title}：", *_columns(rows, width)])
    shown_lines = examples(path.removeprefix("aiwei").strip())
    lines.extend(["", "例子："] if shown_lines else [])
    for line, what in shown_lines:
        lines.extend([f"  {line}", *_indented(what, width, 6)])
    return "\n".join(lines)


def _indented(text: str, width: int, by: int) -> Iterator[str]:
    for line in fold(" ".join(text.split()), width - by).split("\n"):
        yield f"{' ' * by}{line.strip()}".rstrip()


def _columns(rows: list[tuple[str, str]], width: int) -> Iterator[str]:
    left = min(max(cells(name) for name, _ in rows), _LEFT) + 4
    for name, what in rows:
        first, *more = _indented(what, width, left)
        if cells(name) > left - 4:
            yield f"  {name}"
            yield first
        else:
            yield f"  {name}{' ' * (left - 2 - cells(name))}{first.strip()}"
        yield from more


def _plain_name(argument: Any) -> str:
    """The name of an argument, without the signs that its metavar may bear."""
    return str(argument.metavar or argument.name).strip("[].{}")


def _in_usage(argument: Any) -> str:
    name = _plain_name(argument)
    return f"{name if argument.required else f'[{name}]'}{'...' if argument.nargs == -1 else ''}"


def _option(option: Any) -> str:
    names = ", ".join(sorted(option.opts, key=lambda each: len(each) - len(each.lstrip("-"))))
    return names if option.is_flag else f"{names} {option.metavar}"


def _said(parameter: Any) -> str:
    said = str(parameter.help or "")
    if parameter.required and "必填" not in said:
        said += "必填。"
    if parameter.default and getattr(parameter, "show_default", False) and not _is_flag(parameter):
        said += f"默认 {parameter.default}。"
    return said


def _is_flag(parameter: Any) -> bool:
    return bool(getattr(parameter, "is_flag", False))
