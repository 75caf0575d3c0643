"""What the ending of a file's name says of its content: it decides the format, or the file is refused."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from aiwei_cli.model.errors import UsageError

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
        return UsageError(message, f"写成 {file.with_suffix(could[0] if len(could) == 1 else _near(ending))}")
    renamed = file.with_suffix(_OWN.get(named, ".txt"))
    other = f"，或改用 --format {fitting[0]}" if fitting else ""
    return UsageError(f"{file.name} 以 {ending} 结尾，里面却会是 {named} 格式", f"写成 {renamed}{other}")


def _near(ending: str) -> str:
    """What the office programs that own an ending can open."""
    return (
        ".csv" if ending in (".xls", ".xlsx", ".xlsm", ".xlsb", ".et", ".ods", ".tsv", ".numbers") else ".md"
    )
