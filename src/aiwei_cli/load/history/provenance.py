"""Which commit a figure comes from, and how it came to be what it is: history by value, not by line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any, Final, NamedTuple

from aiwei_cli.load.assemble import Loaded
from aiwei_cli.load.history.commits import Commit, NoCommit
from aiwei_cli.load.history.git import AT_ONCE, Git
from aiwei_cli.load.history.revision_files import is_in_folder, workspace_in
from aiwei_cli.load.tree import ACTIONS, MAX_BYTES, Unfit
from aiwei_cli.load.yamltext.decoding import decode
from aiwei_cli.load.yamltext.document import plain
from aiwei_cli.load.yamltext.parser import parse
from aiwei_cli.model.action import ActionFile
from aiwei_cli.model.measurement import Measurement

Key = tuple[str, str | None, date]
_ACTIONS: Final = tuple(ACTIONS.split("/"))
Keys = tuple[str, ...]
Entries = Mapping[Keys, Any]
"""An indicator's entries as bare data, by date or by organisation and date."""


class Step(NamedTuple):
    """What one commit did to an indicator's figures."""

    commit: Commit | NoCommit
    changes: tuple[tuple[Keys, Any, Any], ...]
    """Keys, the entry before, the entry after; None where there was none. Of what came before a shallow
    clone only the entries are known that it left."""


def key_of(measurement: Measurement) -> Key:
    """What tells one figure from another."""
    return measurement.indicator, measurement.organisation, measurement.on


class _Past:
    """What the action files of every commit hold, each content read once."""

    def __init__(self, git: Git) -> None:
        self.git = git
        self._contents: dict[str, Any] = {}
        self._blobs: dict[str, tuple[str, ...]] = {}
        self._paths = {(*git.folder, *_ACTIONS)}

    def about_to_read(self, commits: Sequence[str]) -> None:
        """Have git tell at once what the files of some commits hold."""
        blobs = (blob for name in commits for blob in self._blobs.get(name, ()))
        self.git.read_ahead(blob for blob in blobs if blob not in self._contents)

    def entries(self, commit: str, action: str, indicator: str) -> Entries:
        """An indicator's entries in a commit, in whichever file its action stood then."""
        for blob in self._blobs_of(commit):
            tree = self._content(blob)
            if isinstance(tree, dict) and tree.get("id") == action:
                return _entries(tree, indicator)
        return {}

    @cached_property
    def versions(self) -> list[tuple[str, tuple[str, ...]]]:
        """The commits that changed the files, newest first, each with those before it that did.

        Where the workspace was moved, or holds links, more paths matter than its own, and which ones shows
        only on the way.
        """
        while True:
            known = set(self._paths)
            found = list(self.git.ancestry(self.git.head, *("/".join(path) for path in sorted(known))))
            for number, (name, parents) in enumerate(found):
                if not number % AT_ONCE:
                    self._look_ahead([each for each, _ in found[number : number + AT_ONCE]])
                self._blobs_of(name)
                if not parents and name not in self.git.cut:
                    for parent in self.git.commit(name).parents:
                        self._blobs_of(parent)
            if self._paths == known:
                return found

    def _look_ahead(self, commits: Sequence[str]) -> None:
        """Have git tell of some commits all at once: of them, and of the folders on the way to the files."""
        commits = [name for name in commits if name not in self._blobs]
        self.git.read_ahead(commits)
        trees = [self.git.commit(name).tree for name in commits]
        for part in (*self.git.folder, *_ACTIONS):
            self.git.read_ahead([*commits, *trees])
            nodes = [self.git.tree(name).get(part) for name in dict.fromkeys(trees)]
            trees = [node.hash for node in nodes if node and node.is_folder]
        self.git.read_ahead([*commits, *trees])

    def _blobs_of(self, commit: str) -> tuple[str, ...]:
        if commit not in self._blobs:
            tree = workspace_in(self.git, commit, is_in_folder(self.git)).tree
            self._blobs[commit] = tuple(tree.action_blobs().values()) if tree else ()
            if tree:
                self._paths |= {(*tree.folder, *_ACTIONS), *tree.followed}
        return self._blobs[commit]

    def _content(self, blob: str) -> Any:
        if blob not in self._contents:
            self._contents[blob] = self._read(blob)
        return self._contents[blob]

    def _read(self, blob: str) -> Any:
        try:
            lines, problems = decode("", self.git.blob(blob, MAX_BYTES))
        except Unfit:
            return None
        document = None if problems else parse("", lines)[0]
        return plain(document.root) if document else None


def origins(root: Path, loaded: Loaded, measurements: Iterable[Measurement]) -> dict[Key, Commit | NoCommit]:
    """The commit that each figure, as it stands, was last changed in.

    Raises :class:`NoHistory` where there is no history, :class:`Unreadable` where it cannot be read.
    """
    wanted: dict[str, dict[Keys, Key]] = {}
    for each in measurements:
        by = (each.organisation,) if each.organisation else ()
        wanted.setdefault(each.indicator, {})[(*by, each.on.isoformat())] = key_of(each)
    found: dict[Key, Commit | NoCommit] = {}
    git = Git(root)
    try:
        past = _Past(git)
        for indicator, left in wanted.items():
            for step in _steps(past, loaded, indicator):
                for keys, _, after in step.changes:
                    if keys in left and after is not None:
                        found[left.pop(keys)] = step.commit
                if not left:
                    break
    finally:
        git.close()
    return found


def history(root: Path, loaded: Loaded, indicator: str) -> Iterator[Step]:
    """What happened to an indicator's figures, newest first.

    Raises :class:`NoHistory` where there is no history, :class:`Unreadable` where it cannot be read.
    """
    git = Git(root)
    try:
        yield from _steps(_Past(git), loaded, indicator)
    finally:
        git.close()


def _steps(past: _Past, loaded: Loaded, indicator: str) -> Iterator[Step]:
    action = loaded.workspace.indicators[indicator].action
    states: dict[str, Entries] = {}

    def state(commit: str) -> Entries:
        if commit not in states:
            states[commit] = past.entries(commit, action, indicator)
        return states[commit]

    versions = past.versions
    if changes := _changes([state(past.git.head)], _entries(_now(loaded, action), indicator)):
        yield Step(NoCommit.UNCOMMITTED, changes)
    for number, (name, parents) in enumerate(versions):
        if not number % AT_ONCE:
            past.about_to_read([each for each, _ in versions[number : number + AT_ONCE]])
        before = [state(parent) for parent in parents] or [{}]
        if not (changes := _changes(before, state(name))):
            continue
        # Where a shallow clone begins, what a commit holds is not what it did.
        yield Step(NoCommit.EARLIER if name in past.git.cut else past.git.commit(name), changes)


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
