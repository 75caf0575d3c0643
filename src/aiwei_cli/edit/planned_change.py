"""A change on its way into the workspace: prepared in memory, looked at, then written."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from aiwei_cli.edit.evidence_intake import Evidence, keep_evidence
from aiwei_cli.edit.file_change import Change, spliced
from aiwei_cli.edit.storage import replace_file, take_back
from aiwei_cli.load.assemble import Loaded, load_tree
from aiwei_cli.load.questions.all_questions import questions
from aiwei_cli.load.questions.question_context import QuestionContext
from aiwei_cli.load.tree import Folder, Overlay
from aiwei_cli.model.action import ActionFile
from aiwei_cli.model.errors import DataError
from aiwei_cli.model.measurement import Measurement
from aiwei_cli.model.severity import Severity


class Prepared(NamedTuple):
    """One file as it is and as it would be, and the whole workspace read with it."""

    path: str
    before: bytes
    after: bytes
    result: Loaded
    evidence: Sequence[Evidence] = ()
    """What is taken in with it."""

    def write(self, root: Path) -> None:
        """Write the change, evidence first; the workspace's lock must be held.

        Raises :class:`OutputError`; then the data is as it was, and no new evidence is left behind.
        """
        made: list[Path] = []
        with contextlib.ExitStack() as on_failure:
            on_failure.callback(take_back, made)
            for path, data in self.evidence:
                keep_evidence(root, path, data, made)
            replace_file(root, self.path, self.before, self.after)
            on_failure.pop_all()

    def doubts(self, new: Measurement) -> list[str]:
        """What looks doubtful about a figure of the changed file, whatever its note says."""
        workspace = self.result.workspace
        bare = new._replace(entry=new.entry.model_copy(update={"note": None}))
        series = [bare if each is new else each for each in workspace.measurements[new.indicator]]
        known = QuestionContext(*workspace[:6])
        found = questions(self.result.documents, known, {new.indicator: series})
        return [each.message for each in found if each.place == new.place]


def path_of(loaded: Loaded, action: str) -> str:
    """The file of an action."""
    return next(
        path for path, model in loaded.models.items() if isinstance(model, ActionFile) and model.id == action
    )


def prepare(
    loaded: Loaded, root: Path, path: str, changes: Sequence[Change], evidence: Sequence[Evidence] = ()
) -> Prepared:
    """Make the changes to one file of a workspace without mistakes, in memory.

    Raises :class:`DataError` where the data would hold a mistake afterwards.
    """
    before = loaded.sources[path]
    after = spliced(path, before, loaded.documents[path], changes)
    result = load_tree(Overlay(Folder(root), {path: after}), loaded, evidence=False, asks=False)
    if result.complete is None:
        raise DataError([each for each in result.diagnostics if each.severity is Severity.ERROR])
    return Prepared(path, before, after, result, evidence)
