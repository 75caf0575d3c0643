"""Which commit a figure comes from, and how it came to be what it is: history by value, not by line."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any, Final, NamedTuple

from pydantic import ValidationError
from pydantic_core import PydanticCustomError

from aiwei_cli.load.assemble import Loaded
from aiwei_cli.load.history.commits import Commit, NoCommit
from aiwei_cli.load.history.git import AT_ONCE, Git
from aiwei_cli.load.history.past_figures import (
    ActionContent,
    Entries,
    Keys,
    entries_of,
    names_in,
    read_content,
)
from aiwei_cli.load.history.revision_files import is_in_folder, workspace_in
from aiwei_cli.load.tree import ACTIONS, MAX_BYTES, Unfit, originals
from aiwei_cli.load.yamltext.document import plain
from aiwei_cli.model.action import ActionFile
from aiwei_cli.model.measurement import Entry, Measurement

Key = tuple[str, str | None, date]
_ACTIONS: Final = tuple(ACTIONS.split("/"))


class Step(NamedTuple):
    """What one commit did to an indicator's figures, or why nobody can say."""

    commit: Commit | NoCommit
    changes: tuple[tuple[Keys, Any, Any], ...] = ()
    """Keys, the entry before, the entry after; None where there was none. Of what came before a shallow
    clone only the entries are known that it left."""
    unread: tuple[str, ...] = ()
    """Of a commit whose file cannot be read: which, where and why. What lies on both sides of it is compared."""
    passed: tuple[Commit, ...] = ()
    """The commits that cannot be read between this one and what its figures are compared with."""


class Origin(NamedTuple):
    """Where a figure comes from."""

    commit: Commit | NoCommit
    passed: tuple[Commit, ...] = ()
    """Commits just before it that cannot be read: it may come from one of them."""


def key_of(measurement: Measurement) -> Key:
    """What tells one figure from another."""
    return measurement.indicator, measurement.organisation, measurement.on


class _State(NamedTuple):
    """What a commit holds of an indicator."""

    entries: Entries
    broken: tuple[tuple[str, str], ...]
    """Files that cannot be read, each with where and why; none where the indicator stands in another."""
    is_named: bool
    """Whether one of those names the indicator."""


class _Past:
    """What the action files of every commit hold of some indicators, each content read once."""

    def __init__(self, git: Git, indicators: Collection[str]) -> None:
        self.git = git
        self.indicators = indicators
        self._contents: dict[str, ActionContent] = {}
        self._named: dict[str, frozenset[str]] = {}
        self._files: dict[str, dict[str, str | Unfit]] = {}
        self._paths = {(*git.folder, *_ACTIONS)}

    def about_to_read(self, commits: Sequence[str]) -> None:
        """Have git tell at once what the files of some commits hold."""
        files = (file for name in commits for file in self._files.get(name, {}).values())
        self.git.read_ahead(file for file in files if isinstance(file, str) and file not in self._named)

    def state(self, commit: str, action: str, indicator: str) -> _State:
        """An indicator's entries in a commit, whichever files they stood in then."""
        files = self._files_of(commit)
        naming = {path: self._content(file) for path, file in files.items() if self._names(file, indicator)}
        ids = {path: each.id or path for path, each in naming.items()}
        first = originals(ids)
        found: dict[Keys, Any] = {}
        # Where it stands in two, that of its action of today counts; a copy of a file does not.
        for path in sorted(ids, key=lambda path: (ids[path] == action, path)):
            if first[ids[path]] == path:
                found |= naming[path].entries.get(indicator, {})
        if found:
            return _State(found, (), is_named=False)
        faults = [
            (path, f"{path}{fault}") for path, file in files.items() if (fault := self._content(file).fault)
        ]
        return _State({}, tuple(faults), is_named=any(each.fault for each in naming.values()))

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
                self._files_of(name)
                if not parents and name not in self.git.cut:
                    for parent in self.git.commit(name).parents:
                        self._files_of(parent)
            if self._paths == known:
                return found

    def _look_ahead(self, commits: Sequence[str]) -> None:
        """Have git tell of some commits all at once: of them, and of the folders on the way to the files."""
        commits = [name for name in commits if name not in self._files]
        self.git.read_ahead(commits)
        trees = [self.git.commit(name).tree for name in commits]
        for part in (*self.git.folder, *_ACTIONS):
            self.git.read_ahead([*commits, *trees])
            nodes = [self.git.tree(name).get(part) for name in dict.fromkeys(trees)]
            trees = [node.hash for node in nodes if node and node.is_folder]
        self.git.read_ahead([*commits, *trees])

    def _files_of(self, commit: str) -> dict[str, str | Unfit]:
        if commit not in self._files:
            tree = workspace_in(self.git, commit, is_in_folder(self.git)).tree
            self._files[commit] = tree.action_files() if tree else {}
            if tree:
                self._paths |= {(*tree.folder, *_ACTIONS), *tree.followed}
        return self._files[commit]

    def _names(self, file: str | Unfit, indicator: str) -> bool:
        """Whether an indicator's name occurs in a file; one that holds none is not parsed for that."""
        if isinstance(file, Unfit):
            return False
        if file not in self._named:
            try:
                data = self.git.blob(file, MAX_BYTES)
            except Unfit:
                data = b""
            self._named[file] = names_in(data, self.indicators)
            if self._named[file] and file not in self._contents:
                self._contents[file] = read_content(data, self.indicators)
        return indicator in self._named[file]

    def _content(self, file: str | Unfit) -> ActionContent:
        if isinstance(file, Unfit):
            return ActionContent(fault=f"：{file}")
        if file not in self._contents:
            try:
                self._contents[file] = read_content(self.git.blob(file, MAX_BYTES), self.indicators)
            except Unfit as error:
                self._contents[file] = ActionContent(fault=f"：{error}")
        return self._contents[file]


def origins(
    root: Path, loaded: Loaded, measurements: Iterable[Measurement], gone: Sequence[Measurement] = ()
) -> dict[Key, Origin]:
    """Where each figure, as it stands, was last changed; of those ``gone`` where it was deleted, as far as that was committed.

    Raises :class:`NoHistory` where there is no history, :class:`Unreadable` where it cannot be read.
    """
    wanted: dict[str, dict[Keys, Key]] = {}
    deleted = {key_of(each) for each in gone}
    for each in (*measurements, *gone):
        by = (each.organisation,) if each.organisation else ()
        wanted.setdefault(each.indicator, {})[(*by, each.on.isoformat())] = key_of(each)
    found: dict[Key, Origin] = {}
    git = Git(root)
    try:
        past = _Past(git, wanted.keys())
        for indicator, left in wanted.items():
            for step in _History(past, loaded, indicator).steps():
                for keys, _, after in step.changes:
                    if keys not in left or (after is None and left[keys] not in deleted):
                        continue
                    key = left.pop(keys)
                    if key not in deleted or after is None:
                        found[key] = Origin(step.commit, step.passed)
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
        yield from _History(_Past(git, [indicator]), loaded, indicator).steps()
    finally:
        git.close()


class _History:
    """The steps of one indicator."""

    def __init__(self, past: _Past, loaded: Loaded, indicator: str) -> None:
        self.past = past
        self.action = loaded.workspace.indicators[indicator].action
        self.indicator = indicator
        self.now = entries_of(_now(loaded, self.action), indicator)
        self.states: dict[str, _State] = {}
        self.parents: dict[str, tuple[str, ...]] = {}

    def steps(self) -> Iterator[Step]:
        """All of them, newest first."""
        git, versions = self.past.git, self.past.versions
        self.parents = dict(versions)
        # Where the last commit left the files alone, they are as in the last that did not.
        head = git.head if git.head in self.parents or not versions else versions[0][0]
        before, passed = self._before([head])
        if changes := _changes(before, self.now):
            yield Step(NoCommit.UNCOMMITTED, changes, passed=passed)
        for number, (name, parents) in enumerate(versions):
            if not number % AT_ONCE:
                self.past.about_to_read([each for each, _ in versions[number : number + AT_ONCE]])
            state = self._state(name)
            before, passed = self._before(parents)
            if state.broken:
                if (state.is_named or any(before)) and not self._is_as_before(state, parents):
                    yield Step(git.commit(name), unread=tuple(said for _, said in state.broken))
            elif changes := _changes(before, state.entries):
                # Where a shallow clone begins, what a commit holds is not what it did.
                commit = NoCommit.EARLIER if name in git.cut else git.commit(name)
                yield Step(commit, changes, passed=passed)

    def _state(self, commit: str) -> _State:
        if commit not in self.states:
            self.states[commit] = self.past.state(commit, self.action, self.indicator)
        return self.states[commit]

    def _before(self, parents: Sequence[str]) -> tuple[list[Entries], tuple[Commit, ...]]:
        """What the nearest commits before hold that can be read, and those that had to be passed over for it."""
        found: list[Entries] = []
        passed: list[str] = []
        todo = [*reversed(parents)]
        while todo:
            name = todo.pop()
            if not self._state(name).broken:
                found.append(self._state(name).entries)
            elif name not in passed:
                passed.append(name)
                todo.extend(reversed(self.parents.get(name, ())))
        # A broken file is of no concern to an indicator that it does not name, and that was nowhere before.
        told = [name for name in passed if any(found) or self._state(name).is_named]
        return found or [{}], tuple(self.past.git.commit(name) for name in told)

    def _is_as_before(self, state: _State, parents: Sequence[str]) -> bool:
        """Whether a file was broken before a commit, and in the same way."""
        return any(set(state.broken) <= set(self._state(parent).broken) for parent in parents)


def _now(loaded: Loaded, action: str) -> Any:
    """The action's file as it is."""
    for path, model in loaded.models.items():
        if isinstance(model, ActionFile) and model.id == action:
            return plain(loaded.documents[path].root)
    return {}


def _changes(before: Sequence[Entries], after: Entries) -> tuple[tuple[Keys, Any, Any], ...]:
    """What is so in no state before; of a merge, only what the merge itself did."""
    keys = sorted({*after, *(key for state in before for key in state)})
    return tuple(
        (key, before[0].get(key), after.get(key))
        for key in keys
        if not any(_is_same(state.get(key), after.get(key)) for state in before)
    )


def _is_same(one: Any, other: Any) -> bool:
    """Whether two entries say the same, a bare value or one between braces."""
    if one == other:
        return True
    return one is not None and other is not None and stated(one) == stated(other)


def stated(entry: Any) -> Any:
    """An entry as it is meant; as it was typed where that cannot be read."""
    try:
        return Entry.model_validate(entry if isinstance(entry, Mapping) else {"value": entry})
    except (PydanticCustomError, ValidationError):
        return entry
