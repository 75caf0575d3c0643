"""Where each format of ``check`` goes, and what the ending of a file's name says of its content."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Final, NamedTuple

from aiwei_cli.cli import terminal
from aiwei_cli.load.assemble import Loaded
from aiwei_cli.load.data_file import DataFile
from aiwei_cli.load.location import from_here, from_repository_top
from aiwei_cli.load.tree import TARGETS, WORKSPACE
from aiwei_cli.model.diagnostic import Diagnostic, Place
from aiwei_cli.model.errors import UsageError
from aiwei_cli.model.exemption import Exemption
from aiwei_cli.model.verdict import Assessment
from aiwei_cli.render.check_formats import COMMANDING, FOR_PROGRAMS, FORMATS, PLACED
from aiwei_cli.render.terminal.screen import Screen
from aiwei_cli.render.words.check_result import Result
from aiwei_cli.usecases.word_choice import choose

_HOLDS: Final = {
    ".md": ("markdown",),
    ".markdown": ("markdown",),
    ".json": ("json", "sarif", "gitlab"),
    ".jsonl": ("jsonl",),
    ".ndjson": ("jsonl",),
    ".csv": ("csv",),
    ".html": ("html",),
    ".htm": ("html",),
    ".xml": ("junit",),
    ".sarif": ("sarif",),
}
"""By ending the formats that it fits, the one first that it means where no format is named."""
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
_OWN: Final = {
    "json": ".json",
    "jsonl": ".jsonl",
    "csv": ".csv",
    "markdown": ".md",
    "junit": ".xml",
    "sarif": ".sarif",
    "gitlab": ".json",
    "html": ".html",
}


def endings_of(name: str) -> list[str]:
    """The endings that a file in a format may have, the usual one first."""
    own = _OWN.get(name, ".txt")
    return [own, *(ending for ending, names in _HOLDS.items() if name in names and ending != own)]


def format_of(file: Path, named: str | None, known: Sequence[str], default: str) -> str:
    """The format of a file: the one that was named, or that its ending means. Raises :class:`UsageError`.

    Plain text may stand under ``.txt``, and under an ending that nobody knows, whatever it says.
    """
    ending = file.suffix.strip().casefold()
    chosen = named or default
    if ending not in _HOLDS and ending not in _OF_OTHERS:
        return chosen
    fitting = [each for each in _HOLDS.get(ending, ()) if each in known]
    if named in fitting:
        return chosen
    if named is None and fitting:
        return fitting[0]
    raise _refusal(file, ending, named, known, fitting)


def _refusal(
    file: Path, ending: str, named: str | None, known: Sequence[str], fitting: Sequence[str]
) -> UsageError:
    could = list(dict.fromkeys(_OWN.get(each, ".txt") for each in known))
    if named is None or len(known) == 1:
        message = f"{file.name} 以 {ending} 结尾：现在只能写 {'、'.join(could)}"
        ending = could[0] if len(could) == 1 else _near(ending)
        return UsageError(message, f"写成 {_beside_data(file).with_suffix(ending)}")
    renamed = _beside_data(file).with_suffix(_OWN.get(named, ".txt"))
    other = f"，或改用 --format {fitting[0]}" if fitting else ""
    return UsageError(f"{file.name} 以 {ending} 结尾，里面却会是 {named} 格式", f"写成 {renamed}{other}")


def _beside_data(file: Path) -> Path:
    """The same name at the top of the workspace where it was meant for the data's own folder."""
    tops = (folder for folder in file.resolve().parents if (folder / WORKSPACE).exists())
    top = next(tops, None)
    if top is None or not file.resolve().is_relative_to(top / "data"):
        return file
    return Path(os.path.relpath(top / file.name))


def _near(ending: str) -> str:
    """What the office programs that own an ending can open."""
    return (
        ".csv" if ending in (".xls", ".xlsx", ".xlsm", ".xlsb", ".et", ".ods", ".tsv", ".numbers") else ".md"
    )


class Output(NamedTuple):
    """One format, and the file that it goes to; None for the screen."""

    format: str
    file: Path | None


def outputs(words: Sequence[str] | None, output: Path | None, default: str | None = None) -> list[Output]:
    """``NAME`` or ``NAME=FILE``, each once; without any what the file's ending means, else the default.

    Raises :class:`UsageError`.
    """
    usual = default or "table"
    if not words:
        return [Output(_format_of(output, None, usual) if output else usual, output)]
    found = []
    for word in words:
        name, equals, file = word.partition("=")
        chosen = choose("--format", [name], {each: each for each in FORMATS})[0]
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


def _format_of(file: Path, chosen: str | None, usual: str) -> str:

    return format_of(file, chosen, [*FORMATS], usual)


def are_told(wanted: Sequence[Output]) -> bool:
    """Whether the diagnostics stand on the terminal anyhow, a line each: once is enough."""
    return terminal.is_one_screen() and Output("concise", None) in wanted


def result_of(loaded: Loaded, assessment: Assessment | None, diagnostics: Sequence[Diagnostic]) -> Result:
    """What there is to show; without an assessment what is wrong with the files."""
    workspace = loaded.complete if assessment else None
    document = loaded.documents.get(TARGETS)
    if document is None:
        return Result(assessment, workspace, tuple(diagnostics), {})
    defined = {key: _place(document, "indicators", key) for key in document.keys_at("indicators")}
    excepted = _excepted(document, workspace.exemptions) if workspace else {}
    return Result(assessment, workspace, tuple(diagnostics), defined, excepted)


def _excepted(document: DataFile, exemptions: Sequence[Exemption]) -> dict[Exemption, Place]:
    """Where each stands: under an id each, or in a list."""
    keys = document.keys_at("exceptions") or range(len(exemptions))
    return {each: _place(document, "exceptions", key) for each, key in zip(exemptions, keys, strict=True)}


def _place(document: DataFile, *keys: object) -> Place:
    node = document.node_at(keys, key=True)
    return Place(document.path, node.line, node.column, node.end_column)


def deliver(result: Result, wanted: Sequence[Output], root: Path) -> None:
    """All of them rendered first, then written, the screen last."""
    if any(each.format in PLACED for each in wanted):
        result = result._replace(top=from_repository_top(root), here=from_here(root))
    texts = [
        FORMATS[each.format](result, terminal.screen() if each.file is None else Screen()) for each in wanted
    ]
    for each, text in sorted(zip(wanted, texts, strict=True), key=lambda pair: pair[0].file is None):
        if each.file is None and each.format in FOR_PROGRAMS:
            terminal.for_programs()
        if each.file is not None or text:
            terminal.deliver(text, each.file, root, ours=each.format in COMMANDING)
