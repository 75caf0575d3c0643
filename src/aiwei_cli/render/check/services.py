"""What GitHub and GitLab show beside the lines of a change: only what needs somebody's attention."""

from __future__ import annotations

from typing import Final

from pydantic_core import to_json

from aiwei_cli.model.diagnostic import Severity
from aiwei_cli.render.check.fingerprint import fingerprints
from aiwei_cli.render.result import Item, Result, worth_showing
from aiwei_cli.render.words.safe_text import safe, safe_json

_COMMANDS: Final = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTICE: "notice"}
_SEVERITIES: Final = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.NOTICE: "info"}


def github(result: Result) -> str:
    """Workflow commands, a line each."""
    return "".join(f"{_command(item)}\n" for item in worth_showing(result))


def _command(item: Item) -> str:
    place = item.place
    where = f"file={_property(place.path)},line={place.line},col={place.column}"
    word = _COMMANDS[item.level or Severity.NOTICE]
    return f"::{word} {where},title={_property(item.title)}::{_data(item.message)}"


def _data(text: str) -> str:
    return safe(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def gitlab(result: Result) -> str:
    """A code quality report."""
    shown = worth_showing(result)
    found = [
        {
            "description": safe(" ".join(f"{item.word}[{item.code}] {item.message}".split())),
            "check_name": f"aiwei-{item.code}",
            "fingerprint": fingerprint,
            "severity": _SEVERITIES[item.level or Severity.NOTICE],
            "location": {"path": item.place.path, "lines": {"begin": item.place.line}},
        }
        for item, fingerprint in zip(shown, fingerprints(shown), strict=True)
    ]
    return safe_json(to_json(found, indent=2).decode()) + "\n"
