"""What ``--help`` says of a command, as typer knows it."""

from __future__ import annotations

from typing import Any

from aiwei_cli.cli import terminal
from aiwei_cli.cli.help.examples import examples
from aiwei_cli.cli.help.page_layout import lay_out


def page(command: Any, context: Any) -> str:
    """The page of a command, in Chinese."""
    path = context.command_path
    shown = [each for each in command.get_params(context) if not getattr(each, "hidden", False)]
    arguments = [each for each in shown if each.param_type_name == "argument"]
    usage = [path, "[选项]", *(_in_usage(each) for each in arguments)]
    names = command.list_commands(context) if hasattr(command, "list_commands") else []
    sections = (
        ("参数", [(_plain_name(each), _said(each)) for each in arguments]),
        ("选项", [(_option(each), _said(each)) for each in shown if each not in arguments]),
        ("命令", [(name, (command.get_command(context, name).help or "").strip()) for name in names]),
    )
    lines = examples(path.removeprefix("aiwei").strip())
    whole = " ".join([*usage, *(["命令", "[参数]……"] if names else [])])
    return lay_out(whole, command.help or "", sections, lines, terminal.screen().width)


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
