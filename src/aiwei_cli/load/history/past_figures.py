"""What one content of an action's file says of some indicators' figures, as bare data."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, Final, NamedTuple

from pydantic_core import PydanticCustomError

from aiwei_cli.load.data_file import read_file
from aiwei_cli.load.yamltext.document import plain
from aiwei_cli.model.text import read_date

Keys = tuple[str, ...]
Entries = Mapping[Keys, Any]
"""An indicator's entries as bare data, by date or by organisation and date."""
_ENCODINGS: Final = ("utf-8", "utf-16-le", "utf-16-be")
"""How a name of ASCII may stand in a file: in any other encoding as in UTF-8."""


class ActionContent(NamedTuple):
    """What was asked for of one content."""

    id: str = ""
    entries: Mapping[str, Entries] = {}
    """By indicator, of those that have some."""
    fault: str = ""
    """Where and why it cannot be read: ``:5：……``; nothing for one that can."""


def read_content(data: bytes, indicators: Collection[str]) -> ActionContent:
    """A content, of which only those indicators matter."""
    document, problems = read_file("", data)
    if document is None:
        return ActionContent(fault=_fault(problems[0].place.line, problems[0].message))
    tree = plain(document.root)
    measured = tree.get("measurements")
    if measured and not isinstance(measured, dict):
        line = document.node_at(("measurements",), key=True).line
        return ActionContent(fault=_fault(line, "measurements 这里应是一组键和值"))
    found = {each: entries for each in indicators if (entries := entries_of(tree, each))}
    return ActionContent(str(tree.get("id") or ""), found)


def _fault(line: int, message: str) -> str:
    return f":{line}：{message}"


def names_in(data: bytes, indicators: Collection[str]) -> frozenset[str]:
    """Those of some indicators whose names occur in a content, readable or not."""
    return frozenset(key for key in indicators if any(key.encode(each) in data for each in _ENCODINGS))


def entries_of(tree: Any, indicator: str) -> Entries:
    """An indicator's entries in a file's bare data."""
    measured = tree.get("measurements") if isinstance(tree, dict) else None
    readings = measured.get(indicator) if isinstance(measured, dict) else None
    found: dict[Keys, Any] = {}
    for key, entry in readings.items() if isinstance(readings, dict) else ():
        if isinstance(entry, dict) and any(name[:1].isdigit() for name in entry):
            found |= {(key, _day(day)): each for day, each in entry.items()}
        else:
            found[_day(key),] = entry
    return found


def _day(key: str) -> str:
    """A day as days are written here, in whatever digits it was; what is none as it stands."""
    if key.isascii():
        return key
    try:
        return read_date(key).isoformat()
    except PydanticCustomError:
        return key
