"""What GitHub and GitLab show beside the lines of a change, and one line a finding as compilers write them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import Final

from pydantic_core import to_json

from aiwei_cli.model.severity import Severity
from aiwei_cli.render.records.check_result import Result
from aiwei_cli.render.words.alerts import Alert, alerts, worth_showing
from aiwei_cli.render.words.safe_text import safe, safe_json


def fingerprints(found: Iterable[Alert]) -> Iterator[str]:
    """One for each, by code, file and key; of several alike each has its own."""
    seen: Counter[str] = Counter()
    for each in found:
        key = f"{each.code}\0{each.place.path}\0{each.key}"
        yield sha256(f"{key}\0{seen[key]}".encode()).hexdigest()[:32]
        seen[key] += 1


def concise(result: Result) -> str:
    """Every verdict and every diagnostic."""
    return "".join(f"{_line(each)}\n" for each in alerts(result))


def _line(each: Alert) -> str:
    place = each.place
    text = f"{place.path}:{place.line}:{place.column}: {each.word}[{each.code}] {each.message}"
    return safe(" ".join(text.split()))


_COMMANDS: Final = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTICE: "notice"}
_SEVERITIES: Final = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.NOTICE: "info"}


def github(result: Result) -> str:
    """Workflow commands, a line each."""
    return "".join(f"{_command(each)}\n" for each in worth_showing(result))


def _command(each: Alert) -> str:
    place = each.place
    where = f"file={_property(place.path)},line={place.line},col={place.column}"
    word = _COMMANDS[each.level or Severity.NOTICE]
    return f"::{word} {where},title={_property(each.title)}::{_data(each.message)}"


def _data(text: str) -> str:
    return safe(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def gitlab(result: Result) -> str:
    """A code quality report."""
    shown = worth_showing(result)
    found = [
        {
            "description": safe(" ".join(f"{each.word}[{each.code}] {each.message}".split())),
            "check_name": f"aiwei-{each.code}",
            "fingerprint": fingerprint,
            "severity": _SEVERITIES[each.level or Severity.NOTICE],
            "location": {"path": each.place.path, "lines": {"begin": each.place.line}},
        }
        for each, fingerprint in zip(shown, fingerprints(shown), strict=True)
    ]
    return safe_json(to_json(found, indent=2).decode()) + "\n"
