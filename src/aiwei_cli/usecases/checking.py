"""What ``check`` does: a year judged, held against an earlier state where one is named, and what makes it fail."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from aiwei_cli.load.assemble import Loaded
from aiwei_cli.load.history.clone_settings import is_merging, worth_asking
from aiwei_cli.load.tree import WORKSPACE
from aiwei_cli.model.workspace import Defaults, WorkspaceFile
from aiwei_cli.render.records.check_result import Judged, Refused, judged_records
from aiwei_cli.usecases.caller import Caller, Notice
from aiwei_cli.usecases.check_outcome import Refusal, exit_code, outcome, reasons
from aiwei_cli.usecases.judging import judged
from aiwei_cli.usecases.judging_day import day_to_judge, year_and_day
from aiwei_cli.usecases.opened_workspace import open_workspace, root_of
from aiwei_cli.usecases.selection import Selection

if TYPE_CHECKING:
    from aiwei_cli.usecases.new_findings import Baseline


class Files(NamedTuple):
    """A workspace read to be checked."""

    root: Path
    loaded: Loaded

    @property
    def defaults(self) -> Defaults:
        """What the workspace says where the command line does not, also where other files hold mistakes."""
        about = self.loaded.models.get(WORKSPACE)
        return about.defaults if isinstance(about, WorkspaceFile) else Defaults.model_construct()


def read_files(folder: Path | None, at: str | None, caller: Caller) -> Files:
    """The workspace as it is, or as it was committed; what its clone is not set up for is told."""
    if at is None:
        root, loaded = open_workspace(folder, caller)
        if is_merging(root):
            from aiwei_cli.usecases.clone_notices import of_unfinished_merge

            caller.tell_all(of_unfinished_merge(root))
        if worth_asking(root, loaded.documents.values()):
            from aiwei_cli.usecases.clone_notices import of_clone

            caller.tell_all(of_clone(root, loaded))
        return Files(root, loaded)
    from aiwei_cli.usecases.compared_states import at_revision

    root = root_of(folder, caller)
    return Files(root, at_revision(root, at, caller))


class CheckRequest(NamedTuple):
    """What is to be judged and shown, as typed, and what is to fail."""

    year: int | None = None
    as_of: str | None = None
    since: str | None = None
    """Only what this revision did not have."""
    selection: Selection = Selection()
    fail_on: Sequence[str] | None = None
    strict: bool = False
    exit_zero: bool = False


class Checked(NamedTuple):
    """A year judged, what is said beside it, and how the command ends."""

    result: Judged
    notices: tuple[Notice, ...]
    exit_code: int


def check_year(files: Files, asked: CheckRequest, caller: Caller) -> Checked | Refusal:
    """The year asked for, judged; with mistakes in the data why it is not. Raises :class:`UsageError`."""
    loaded, defaults = files.loaded, files.defaults
    fresh = _baseline(files, asked.since, caller) if asked.since is not None else None
    if loaded.complete is None:
        return fresh.refusal() if fresh else Refusal(Refused(diagnostics=tuple(loaded.diagnostics)))
    town = loaded.complete
    why = reasons(asked.fail_on, asked.strict, defaults)
    chosen, on = year_and_day(town, asked.year, asked.as_of, caller.clock)
    whole = judged(town, chosen, on)
    selection = asked.selection
    pick = partial(selection._replace(levels=selection.levels or defaults.level or ()).of, workspace=town)
    found = outcome(loaded, pick(whole), why)
    if fresh:
        found = fresh.only_new(found, why)
        if asked.year is None:
            others = fresh.in_other_years(
                chosen, lambda each: day_to_judge(asked.as_of, each, town, caller.clock)
            )
            found = found._replace(elsewhere=tuple(each for each in map(pick, others) if each.findings))
    return Checked(
        judged_records(loaded, found.assessment, found.diagnostics),
        found.remarks.notices,
        exit_code(found, why, zero=asked.exit_zero or defaults.exit_zero == "yes"),
    )


def _baseline(files: Files, since: str, caller: Caller) -> Baseline:
    from aiwei_cli.usecases.new_findings import Baseline

    return Baseline(files.root, files.loaded, since, caller)
