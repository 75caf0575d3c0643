"""A mistake on the command line in Chinese, from whatever typer raised."""

from __future__ import annotations

from typing import Any

from aiwei_cli.cli.terminal import sentence
from aiwei_cli.model.closest_words import closest_words


def explain(error: Any) -> str:
    """What to say to one of typer's usage errors; to a bare ``aiwei``, the help."""
    if type(error).__name__ == "NoArgsIsHelpError":
        return str(error.format_message()) + "\n"
    return sentence(*_explain(error))


def _explain(error: Any) -> tuple[str, str]:
    context = getattr(error, "ctx", None)
    command = getattr(context, "command_path", "aiwei")
    hint = f"运行 {command} --help 看用法"
    match type(error).__name__:
        case "NoSuchOption":
            if error.option_name.lstrip("-")[:1].isdigit():
                return f"{error.option_name} 像是负数", "负数前面先写 --，例如 aiwei record 指标 -- -5"
            known = set(getattr(error, "possibilities", None) or ()) - {"--help"}
            close = closest_words(error.option_name, sorted(known), 0)
            return f"没有选项 {error.option_name}", f"是不是 {close[0]}？" if close else hint
        case "MissingParameter":
            return f"缺少参数 {_name(error)}", hint
        case "BadParameter":
            return f"{_name(error)} 的值不对：{_chinese(error.message)}", hint
        case "BadOptionUsage":
            without = "does not take a value" in str(error.message)
            return f"选项 {error.option_name} 后面{'不要写值' if without else '要写一个值'}", hint
        case _:
            return _other(error, context, hint)


def _other(error: Any, context: Any, hint: str) -> tuple[str, str]:
    message = str(error.format_message())
    if message.startswith("No such command"):
        word = message.split("'")[1] if "'" in message else ""
        close = closest_words(word, context.command.list_commands(context), 0.5)
        return f"没有命令 {word}", f"是不是 {close[0]}？" if close else hint
    if message.startswith("Got unexpected extra argument"):
        return "多出来的内容 " + message[message.rfind("(") + 1 : -1], hint
    if message.startswith("Missing command"):
        return "要写一个命令", hint
    return message, hint


def _name(error: Any) -> str:
    parameter = getattr(error, "param", None)
    if parameter is None:
        return str(getattr(error, "param_hint", "") or "")
    first = parameter.opts[0] if parameter.opts else ""
    return str(first if first.startswith("-") else parameter.metavar or parameter.name)


def _chinese(message: str) -> str:
    return "这里要写一个整数" if "integer" in message else message
