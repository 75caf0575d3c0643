"""Which commit a figure comes from, and how it came to be what it is: history by value, not by line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from aiwei_cli.load.assemble import Loaded
from aiwei_cli.load.decode import decode
from aiwei_cli.load.document import Document, plain
from aiwei_cli.load.git import Commit, Git
from aiwei_cli.load.tree import Unfit
from aiwei_cli.load.yaml import parse
from aiwei_cli.model.measurement import Measurement

Key = tuple[str, str | None, date]
Entries = Mapping[tuple[str, ...], Any]
"""A file's measurements of one indicator as bare data, by date or by organisation and date."""


class Step(NamedTuple):
    """What one commit did to an indicator's figures; ``commit`` is None for what is not committed yet."""

    commit: Commit | None
    changes: tuple[tuple[tuple[str, ...], Any, Any], ...]
    """Keys, the entry before, the entry after; None where there was none."""


def key_of(measurement: Measurement) -> Key:
    """What tells one figure from another."""
    return measurement.indicator, measurement.organisation, measurement.on


def origins(root: Path, loaded: Loaded, measurements: Iterable[Measurement]) -> dict[Key, Commit | None]:
    """The commit that each figure, as it stands, was last changed in; None for one not committed.

    Raises :class:`UsageError` where there is no history.
    """
    git = Git(root)
    try:
        head = git.resolve("HEAD")
        found: dict[Key, Commit | None] = {}
        commits: dict[str, Commit] = {}
        by_path: dict[str, list[Measurement]] = {}
        for each in measurements:
            by_path.setdefault(each.place.path, []).append(each)
        for path, own in by_path.items():
            document, lines = _document(git, head, path), git.blame(path, head)
            for each in own:
                line = _committed_line(loaded.documents[path], document, each)
                name = lines[line - 1] if line and line <= len(lines) else None
                if name and name not in commits:
                    commits[name] = git.commit(name)
                found[key_of(each)] = commits[name] if name else None
        return found
    finally:
        git.close()


def _document(git: Git, commit: str, path: str) -> Document | None:
    """A file as it was committed, where it can be read."""
    try:
        lines, problems = decode(path, git.at(commit).read(path))
    except Unfit:
        return None
    return None if problems else parse(path, lines)[0]


def _keys(measurement: Measurement) -> tuple[str, ...]:
    by = (measurement.organisation,) if measurement.organisation else ()
    return ("measurements", measurement.indicator, *by)


def _committed_line(now: Document, committed: Document | None, measurement: Measurement) -> int | None:
    """The line on which the very same entry stands in the commit."""
    if committed is None:
        return None
    here = _below(now, _keys(measurement))
    there = _below(committed, _keys(measurement))
    key = next(key for key in here if here[key][0] == measurement.place.line)
    if key not in there or there[key][1] != here[key][1]:
        return None
    return there[key][0]


def _below(document: Document, keys: tuple[str, ...]) -> dict[str, tuple[int, Any]]:
    """Line and bare content of every key below a path."""
    names = document.keys_at(*keys)
    return {
        name: (
            document.node_at((*keys, name), key=True).line,
            plain(document.node_at((*keys, name))),
        )
        for name in names
    }


def history(root: Path, loaded: Loaded, path: str, indicator: str) -> Iterator[Step]:
    """What happened to an indicator's figures, newest first. Raises :class:`UsageError` without history."""
    git = Git(root)
    try:
        states: dict[str, Entries] = {}

        def state(commit: str) -> Entries:
            if commit not in states:
                document = _document(git, commit, path)
                states[commit] = _entries(document, indicator) if document else {}
            return states[commit]

        versions = list(git.versions(path))
        newest = state(versions[0][0]) if versions else {}
        if changes := _changes([newest], _entries(loaded.documents[path], indicator)):
            yield Step(None, changes)
        for name, parents in versions:
            if changes := _changes([state(parent) for parent in parents] or [{}], state(name)):
                yield Step(git.commit(name), changes)
    finally:
        git.close()


def _entries(document: Document, indicator: str) -> Entries:
    data = plain(document.root)
    readings = (data.get("measurements") or {}).get(indicator) if isinstance(data, dict) else None
    found: dict[tuple[str, ...], Any] = {}
    for key, entry in readings.items() if isinstance(readings, dict) else ():
        if isinstance(entry, dict) and any(name[:1].isdigit() for name in entry):
            found |= {(key, day): each for day, each in entry.items()}
        else:
            found[(key,)] = entry
    return found


def _changes(before: list[Entries], after: Entries) -> tuple[tuple[tuple[str, ...], Any, Any], ...]:
    """What is so in no state before; of a merge, only what the merge itself did."""
    keys = sorted({*after, *(key for state in before for key in state)})
    return tuple(
        (key, before[0].get(key), after.get(key))
        for key in keys
        if all(state.get(key) != after.get(key) for state in before)
    )
