"""Which commit a figure comes from, and how it came to be what it is: history by value, not by line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from aiwei_cli.load.assemble import Loaded
from aiwei_cli.load.commits import Commit
from aiwei_cli.load.decode import decode
from aiwei_cli.load.document import plain
from aiwei_cli.load.git import Git
from aiwei_cli.load.revision import Revision
from aiwei_cli.load.tree import ACTIONS, MAX_BYTES, Unfit
from aiwei_cli.load.yaml import parse
from aiwei_cli.model.action import ActionFile
from aiwei_cli.model.measurement import Measurement

Key = tuple[str, str | None, date]
Keys = tuple[str, ...]
Entries = Mapping[Keys, Any]
"""An indicator's entries as bare data, by date or by organisation and date."""


class Step(NamedTuple):
    """What one commit did to an indicator's figures; ``commit`` is None for what is not committed yet."""

    commit: Commit | None
    changes: tuple[tuple[Keys, Any, Any], ...]
    """Keys, the entry before, the entry after; None where there was none."""


def key_of(measurement: Measurement) -> Key:
    """What tells one figure from another."""
    return measurement.indicator, measurement.organisation, measurement.on


class _Past:
    """What the action files of every commit hold, each content read once."""

    def __init__(self, git: Git) -> None:
        self.git = git
        self._trees: dict[str, Any] = {}

    def entries(self, commit: str, action: str, indicator: str) -> Entries:
        """An indicator's entries in a commit, in whichever file its action stood then."""
        for blob in Revision(self.git, commit).action_blobs().values():
            tree = self._tree(blob)
            if isinstance(tree, dict) and tree.get("id") == action:
                return _entries(tree, indicator)
        return {}

    def _tree(self, blob: str) -> Any:
        if blob not in self._trees:
            self._trees[blob] = self._read(blob)
        return self._trees[blob]

    def _read(self, blob: str) -> Any:
        try:
            lines, problems = decode("", self.git.blob(blob, MAX_BYTES))
        except Unfit:
            return None
        document = None if problems else parse("", lines)[0]
        return plain(document.root) if document else None


def origins(root: Path, loaded: Loaded, measurements: Iterable[Measurement]) -> dict[Key, Commit | None]:
    """The commit that each figure, as it stands, was last changed in; None for one not committed.

    Raises :class:`UsageError` where there is no history.
    """
    wanted: dict[str, dict[Keys, Key]] = {}
    for each in measurements:
        by = (each.organisation,) if each.organisation else ()
        wanted.setdefault(each.indicator, {})[(*by, each.on.isoformat())] = key_of(each)
    found: dict[Key, Commit | None] = {}
    git = Git(root)
    try:
        past = _Past(git)
        for indicator, left in wanted.items():
            for step in _steps(git, past, loaded, indicator):
                for keys, _, after in step.changes:
                    if keys in left and after is not None:
                        found[left.pop(keys)] = step.commit
                if not left:
                    break
    finally:
        git.close()
    return found


def history(root: Path, loaded: Loaded, indicator: str) -> Iterator[Step]:
    """What happened to an indicator's figures, newest first. Raises :class:`UsageError` without history."""
    git = Git(root)
    try:
        yield from _steps(git, _Past(git), loaded, indicator)
    finally:
        git.close()


def _steps(git: Git, past: _Past, loaded: Loaded, indicator: str) -> Iterator[Step]:
    action = loaded.workspace.indicators[indicator].action
    states: dict[str, Entries] = {}

    def state(commit: str) -> Entries:
        if commit not in states:
            states[commit] = past.entries(commit, action, indicator)
        return states[commit]

    versions = list(git.versions(ACTIONS))
    newest = state(versions[0][0]) if versions else {}
    if changes := _changes([newest], _entries(_now(loaded, action), indicator)):
        yield Step(None, changes)
    for name, parents in versions:
        if changes := _changes([state(parent) for parent in parents] or [{}], state(name)):
            yield Step(git.commit(name), changes)


def _now(loaded: Loaded, action: str) -> Any:
    """The action's file as it is."""
    for path, model in loaded.models.items():
        if isinstance(model, ActionFile) and model.id == action:
            return plain(loaded.documents[path].root)
    return {}


def _entries(tree: Any, indicator: str) -> Entries:
    measured = tree.get("measurements") if isinstance(tree, dict) else None
    readings = measured.get(indicator) if isinstance(measured, dict) else None
    found: dict[Keys, Any] = {}
    for key, entry in readings.items() if isinstance(readings, dict) else ():
        if isinstance(entry, dict) and any(name[:1].isdigit() for name in entry):
            found |= {(key, day): each for day, each in entry.items()}
        else:
            found[(key,)] = entry
    return found


def _changes(before: list[Entries], after: Entries) -> tuple[tuple[Keys, Any, Any], ...]:
    """What is so in no state before; of a merge, only what the merge itself did."""
    keys = sorted({*after, *(key for state in before for key in state)})
    return tuple(
        (key, before[0].get(key), after.get(key))
        for key in keys
        if all(state.get(key) != after.get(key) for state in before)
    )
