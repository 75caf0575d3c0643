"""Where the things that a workspace is made of stand in its files."""

from __future__ import annotations

from functools import cached_property

from aiwei_cli.load.assemble import Loaded
from aiwei_cli.load.data_file import DataFile
from aiwei_cli.load.tree import TARGETS
from aiwei_cli.model.action import ActionFile, Task
from aiwei_cli.model.correction_ledger import Issue
from aiwei_cli.model.diagnostic import Place
from aiwei_cli.model.exemption import Exemption


class Places:
    """The places in the files that a workspace was read from, each looked up where it is asked for."""

    def __init__(self, loaded: Loaded) -> None:
        self._loaded = loaded

    def of_indicator(self, key: str) -> Place:
        """Where an indicator is defined."""
        return self._key(TARGETS, "indicators", key)

    def of_exemption(self, exemption: Exemption) -> Place:
        """Where an exemption stands: under an id, or in a list."""
        return self._key(TARGETS, "exceptions", self._exemptions[exemption])

    def of_task(self, task: Task) -> Place:
        """Where a plan item stands."""
        return self._key(self._files[task.action], "plan", self._plan[id(task.item)])

    def of_issue(self, issue: Issue) -> Place:
        """Where an issue begins."""
        return self._key(self._files[issue.action], "issues", issue.id)

    def _key(self, path: str, *keys: object) -> Place:
        document = self._loaded.documents.get(path)
        return _place(document, keys) if document else Place(path)

    @cached_property
    def _exemptions(self) -> dict[Exemption, object]:
        document = self._loaded.documents.get(TARGETS)
        known = self._loaded.workspace.exemptions
        keys = (document.keys_at("exceptions") if document else ()) or range(len(known))
        return dict(zip(known, keys, strict=True))

    @cached_property
    def _actions(self) -> dict[str, ActionFile]:
        return {path: each for path, each in self._loaded.models.items() if isinstance(each, ActionFile)}

    @cached_property
    def _files(self) -> dict[str, str]:
        return {action.id: path for path, action in self._actions.items()}

    @cached_property
    def _plan(self) -> dict[int, int]:
        # By identity: two items may say the same.
        return {id(item): number for each in self._actions.values() for number, item in enumerate(each.plan)}


def _place(document: DataFile, keys: tuple[object, ...]) -> Place:
    node = document.node_at(keys, key=True)
    return Place(document.path, node.line, node.column, node.end_column)
