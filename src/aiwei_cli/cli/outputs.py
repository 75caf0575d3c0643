"""Where each format of ``check`` goes, and what the ending of a file's name says of its content."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Final, NamedTuple, assert_never

from aiwei_cli.cli import terminal
from aiwei_cli.load.location import Standpoint, from_here, from_repository_top
from aiwei_cli.load.tree import WORKSPACE
from aiwei_cli.model.errors import UsageError
from aiwei_cli.model.workspace import FormatName
from aiwei_cli.render.check_formats import FORMATS, TEXT, Seen
from aiwei_cli.render.records.check_result import Result
from aiwei_cli.render.terminal.screen import Screen
from aiwei_cli.usecases.word_choice import choose

_OF_OTHERS: Final = frozenset(
    [
        ".doc",
        ".docx",
        ".docm",
        ".dot",
        ".dotx",
        ".wps",
        ".wpt",
        ".rtf",
        ".odt",
        ".pages",
        ".pdf",
        ".ofd",
        ".xls",
        ".xlsx",
        ".xlsm",
        ".xlsb",
        ".xlt",
        ".xltx",
        ".et",
        ".ett",
        ".ods",
        ".numbers",
        ".tsv",
        ".ppt",
        ".pptx",
        ".dps",
        ".odp",
        ".yaml",
        ".yml",
        ".toml",
        ".ini",
        ".tex",
        ".rst",
        ".docbook",
        ".epub",
        ".mht",
        ".mhtml",
        ".eml",
        ".msg",
        ".png",
        ".jpg",
        ".jpeg",
        ".gif",
        ".bmp",
        ".webp",
        ".svg",
        ".tif",
        ".tiff",
        ".zip",
        ".rar",
        ".7z",
        ".gz",
        ".tar",
        ".db",
        ".sqlite",
        ".parquet",
        ".py",
        ".js",
        ".exe",
        ".bat",
        ".sh",
    ]
)
"""Endings of what we do not write; any other ending promises nothing."""


def _holds(ending: str) -> list[str]:
    """The formats that a file with an ending may hold, the one first that it means where none is named."""
    return [name for name, each in FORMATS.items() if ending != TEXT and ending in each.endings]


def _usual_ending(name: str) -> str:
    return next((form.endings[0] for each, form in FORMATS.items() if each == name), TEXT)


def format_of(file: Path, named: str | None, known: Sequence[str], default: str) -> str:
    """The format of a file: the one that was named, or that its ending means. Raises :class:`UsageError`.

    Plain text may stand under ``.txt``, and under an ending that nobody knows, whatever it says.
    """
    ending = file.suffix.strip().casefold()
    chosen = named or default
    holds = _holds(ending)
    if not holds and ending not in _OF_OTHERS:
        return chosen
    fitting = [each for each in holds if each in known]
    if named in fitting:
        return chosen
    if named is None and fitting:
        return fitting[0]
    raise _refusal(file, ending, named, known, fitting)


def _refusal(
    file: Path, ending: str, named: str | None, known: Sequence[str], fitting: Sequence[str]
) -> UsageError:
    could = list(dict.fromkeys(_usual_ending(each) for each in known))
    if named is None or len(known) == 1:
        message = f"{file.name} 以 {ending} 结尾：现在只能写 {'、'.join(could)}"
        ending = could[0] if len(could) == 1 else _near(ending)
        return UsageError(message, f"写成 {_beside_data(file).with_suffix(ending)}")
    renamed = _beside_data(file).with_suffix(_usual_ending(named))
    other = f"，或改用 --format {fitting[0]}" if fitting else ""
    return UsageError(f"{file.name} 以 {ending} 结尾，里面却会是 {named} 格式", f"写成 {renamed}{other}")


def _beside_data(file: Path) -> Path:
    """The same name at the top of the workspace where it was meant for the data's own folder."""
    tops = (folder for folder in file.resolve().parents if (folder / WORKSPACE).exists())
    top = next(tops, None)
    if top is None or not file.resolve().is_relative_to(top / "data"):
        return file
    return Path(from_here(top).path(file.name))


def _near(ending: str) -> str:
    """What the office programs that own an ending can open."""
    return (
        ".csv" if ending in (".xls", ".xlsx", ".xlsm", ".xlsb", ".et", ".ods", ".tsv", ".numbers") else ".md"
    )


class Output(NamedTuple):
    """One format, and the file that it goes to; None for the screen."""

    format: FormatName
    file: Path | None


def outputs(
    words: Sequence[str] | None, output: Path | None, default: FormatName | None = None
) -> list[Output]:
    """``NAME`` or ``NAME=FILE``, each once; without any what the file's ending means, else the default.

    Raises :class:`UsageError`.
    """
    usual = default or "table"
    if not words:
        return [Output(_format_of(output, None, usual) if output else usual, output)]
    found = []
    for word in words:
        name, equals, file = word.partition("=")
        chosen = _named(choose("--format", [name], {each: each for each in FORMATS})[0])
        if equals and not file.strip():
            raise UsageError(f"--format {name}= 后面没有写文件", "写成 名称=文件，或只写名称")
        to = Path(file) if equals else None
        found.append(Output(_format_of(to, chosen, usual) if to else chosen, to))
    on_screen = [each for each in found if each.file is None]
    if len(on_screen) > 1:
        raise UsageError("显示在屏幕上的格式只能有一个", "其他的写成 名称=文件，例如 sarif=out.sarif")
    if output is not None:
        if not on_screen:
            raise UsageError("每个格式都写了文件，--output 没有用处", "去掉 --output")
        _format_of(output, on_screen[0].format, usual)
        found = [each._replace(file=output) if each.file is None else each for each in found]
    files = [os.path.realpath(each.file) for each in found if each.file]
    if len(set(files)) < len(files):
        raise UsageError("两个格式写到了同一个文件", "换一个文件名")
    return found


def _format_of(file: Path, chosen: FormatName | None, usual: FormatName) -> FormatName:
    return _named(format_of(file, chosen, [*FORMATS], usual))


def _named(word: str) -> FormatName:
    return next(name for name in FORMATS if name == word)


def are_told(wanted: Sequence[Output]) -> bool:
    """Whether the diagnostics stand on the terminal anyhow, a line each: once is enough."""
    return terminal.is_one_screen() and Output("concise", None) in wanted


def deliver(result: Result, wanted: Sequence[Output], root: Path) -> None:
    """All of them rendered first, then written, the screen last."""
    texts = [_rendered(result, each, root) for each in wanted]
    for each, text in sorted(zip(wanted, texts, strict=True), key=lambda pair: pair[0].file is None):
        form = FORMATS[each.format]
        if each.file is None and form.is_for_programs:
            terminal.for_programs()
        if each.file is not None or text:
            terminal.deliver(text, each.file, root, ours=form.is_commanding)


def _rendered(result: Result, wanted: Output, root: Path) -> str:
    form, screen = FORMATS[wanted.format], terminal.screen() if wanted.file is None else Screen()
    return form.render(result.but(seen_from=_standpoint(form.seen, root)), screen)


def _standpoint(seen: Seen, root: Path) -> Standpoint:
    match seen:
        case Seen.FROM_WORKSPACE:
            return Standpoint()
        case Seen.FROM_HERE:
            return from_here(root)
        case Seen.FROM_REPOSITORY_TOP:
            return from_repository_top(root)
        case _:
            assert_never(seen)
