"""The pipeline: read every file, shape it, check the files against each other, put them together."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import TypeVar

from aiwei_cli.load.data_file import DataFile, read_file
from aiwei_cli.load.demand_checks import check_demands
from aiwei_cli.load.evidence_files import check_evidence
from aiwei_cli.load.exemption_checks import check_exemptions
from aiwei_cli.load.grouping import check_grouping
from aiwei_cli.load.kind_checks import check_kinds
from aiwei_cli.load.measurements import Readings, check_dates
from aiwei_cli.load.narrative_references import Referable, check_narrative
from aiwei_cli.load.progress_checks import check_ledger
from aiwei_cli.load.questions.about_plans import questions_about_deadlines, questions_about_targets
from aiwei_cli.load.questions.about_totals import averaged_rates
from aiwei_cli.load.questions.all_questions import questions
from aiwei_cli.load.questions.question_context import QuestionContext
from aiwei_cli.load.references import check_action, check_targets, check_terms
from aiwei_cli.load.shape import shape
from aiwei_cli.load.tree import (
    ACTIONS,
    MAX_ACTIONS,
    MAX_ALL_BYTES,
    TARGETS,
    WORKSPACE,
    Folder,
    Tree,
    Unfit,
    is_marked_copy,
    originals,
    stem_of,
)
from aiwei_cli.load.unread_files import passed_over
from aiwei_cli.load.yamltext.parser import MAX_VALUES
from aiwei_cli.model.action import ActionFile
from aiwei_cli.model.diagnostic import MAX_PROBLEMS, Diagnostic, Place
from aiwei_cli.model.errors import DataError
from aiwei_cli.model.measurement import Measurement
from aiwei_cli.model.severity import Severity
from aiwei_cli.model.target import TargetsFile
from aiwei_cli.model.text import Frozen
from aiwei_cli.model.workspace import Workspace, WorkspaceFile

Model = TypeVar("Model", bound=Frozen)


@dataclass(slots=True)
class Loaded:
    """What could be read, and what was wrong."""

    documents: dict[str, DataFile] = field(default_factory=dict)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    complete: Workspace | None = None
    """The workspace; None where a mistake stands in the way of judging it."""
    sources: dict[str, bytes] = field(default_factory=dict)
    """The bytes of every file."""
    models: dict[str, Frozen] = field(default_factory=dict)
    """The files that hold no mistake of their own, by path: another load of the same bytes takes them."""
    copies: set[str] = field(default_factory=set)
    """The files that are copies of others, and looked at no further."""
    earlier: Loaded | None = None
    is_past: bool = False
    """Whether these are files of a revision: see :class:`aiwei_cli.load.tree.Tree`."""
    outdated: set[str] = field(default_factory=set)
    """Of a revision: the indicators with a line that only today's rules refuse."""
    size: int = 0
    values: int = 0
    """Bytes, keys and list items of all files so far."""

    @property
    def workspace(self) -> Workspace:
        """The workspace. Raises :class:`DataError` where there are mistakes."""
        if self.complete is None:
            raise DataError(self.diagnostics)
        return self.complete

    @property
    def is_faulty(self) -> bool:
        """Whether anything is wrong for certain so far."""
        return any(each.severity is Severity.ERROR for each in self.diagnostics)

    def action_paths(self, tree: Tree) -> list[str]:
        """The files of actions; that there are none, and why, is noted."""
        paths, said, hint = [], "这里没有一个 .yaml 文件", "每个专项行动写一个文件"
        try:
            paths = tree.action_paths()
        except Unfit as error:
            said = str(error)
        if len(paths) > MAX_ACTIONS and not self.is_past:
            said = f"这里有 {len(paths)} 个 .yaml 文件，超过 {MAX_ACTIONS} 个的上限"
            paths, hint = [], "用不到的文件移出这个文件夹"
        if not paths:
            self.diagnostics.append(Diagnostic(Place(ACTIONS), "AW101", said, hint))
        return paths

    def read(self, tree: Tree, path: str) -> None:
        """Add one file; after the one with which they become too much no other."""
        if self.is_too_much:
            return
        try:
            self.sources[path] = data = tree.read(path)
        except Unfit as error:
            self.diagnostics.append(Diagnostic(Place(path), "AW101", str(error), "核对文件名和文件本身"))
            return
        self.size += len(data)
        document, problems = None, list[Diagnostic]()
        if self._known(path):
            document = self.earlier.documents[path]  # type: ignore[union-attr]
        elif not self.is_too_much:
            document, problems = read_file(path, data)
        self.values += document.values if document else 0
        if self.is_too_much:
            what = f"超过 {MAX_VALUES} 项" if self.size <= MAX_ALL_BYTES else f"超过 {MAX_ALL_BYTES} 字节"
            message = f"到这个文件为止，工作区的内容{what}，太大了"
            problems = [
                Diagnostic(Place(path), "AW101", message, "用不到的往年内容移出工作区，git 里还查得到")
            ]
        elif document:
            self.documents[path] = document
        self.note(problems)

    @property
    def is_too_much(self) -> bool:
        """Whether the files so far hold more than a workspace may; one of the past held what it did."""
        return not self.is_past and (self.size > MAX_ALL_BYTES or self.values > MAX_VALUES)

    def _known(self, path: str) -> bool:
        """Whether an earlier load had the same bytes, and nothing against them."""
        before = self.earlier
        return before is not None and path in before.models and before.sources[path] == self.sources.get(path)

    def note(self, problems: Iterable[Diagnostic], most: int | None = MAX_PROBLEMS) -> None:
        """Add what one stage found; on a line that an earlier stage refused it is but a consequence.

        Of more than ``most`` the last one told says so.
        """
        refused = {
            (each.place.path, each.place.line)
            for each in self.diagnostics
            if each.severity is Severity.ERROR and each.place.line > 1
        }
        if self.is_past:
            problems = [self._of_the_past(each) for each in problems]
        found = (each for each in problems if (each.place.path, each.place.line) not in refused)
        told = list(islice(found, most))
        if told and next(found, None) is not None:
            told[-1] = told[-1].and_more()
        self.diagnostics.extend(told)

    def _of_the_past(self, each: Diagnostic) -> Diagnostic:
        """What a revision is told of a mistake; the indicator that only today's rules refuse is remembered."""
        told = each.of_the_past()
        document = self.documents.get(told.place.path) if told.past else None
        if document:
            section, key = document.entry_of(told.place.line, told.place.column)
            if section in ("indicators", "measurements"):
                self.outdated.add(key)
        return told

    def faulty_sections(self) -> set[tuple[str, str]]:
        """File and top-level key of everything that is wrong so far."""
        return {
            (each.place.path, self.documents[each.place.path].section_of(each.place.line))
            for each in self.diagnostics
            if each.severity is Severity.ERROR and each.place.path in self.documents
        }

    def shaped(self, path: str, model: type[Model]) -> Model | None:
        """One file as a model, its mistakes noted."""
        document = self.documents.get(path)
        if document is None:
            return None
        if self._known(path) and isinstance(known := self.earlier.models[path], model):  # type: ignore[union-attr]
            self.models[path] = known
            return known
        result, problems = shape(model, document)
        self.note(problems)
        if result and not problems:
            self.models[path] = result
        return result


def load(root: Path) -> Loaded:
    """Read the workspace at ``root``, and name what lies beside its files and is not read."""
    loaded = load_tree(Folder(root))
    if beside := [*passed_over(root)]:
        loaded.diagnostics = sorted([*loaded.diagnostics, *beside], key=lambda each: each.sort_key)
    return loaded


def load_to_change(root: Path) -> Loaded:
    """A workspace in which nothing is wrong for certain, no question asked; with mistakes all that :func:`load` tells."""
    loaded = load_tree(Folder(root), asks=False)
    return loaded if loaded.complete else load(root)


def load_tree(
    tree: Tree, earlier: Loaded | None = None, *, evidence: bool = True, asks: bool = True
) -> Loaded:
    """Read a workspace from wherever its files are.

    Of files whose bytes an ``earlier`` load has seen, its documents and models are taken. With
    ``evidence`` the files that are named as evidence are looked at, which may be many and large; with ``asks``
    the questions are put, on which no error depends.
    """
    loaded = Loaded(earlier=earlier, is_past=tree.is_past)
    paths = loaded.action_paths(tree)
    for path in (WORKSPACE, TARGETS, *paths):
        loaded.read(tree, path)
    about = loaded.shaped(WORKSPACE, WorkspaceFile)
    targets = loaded.shaped(TARGETS, TargetsFile)
    actions = {path: action for path in paths if (action := loaded.shaped(path, ActionFile))}
    actions = _without_copies(loaded, actions)
    paths = [path for path in paths if path not in loaded.copies]
    all_read = len({action.id for action in actions.values()}) == len(paths)
    loaded.note(_double_ids(loaded, actions))
    for path in paths:
        if path in loaded.documents:
            loaded.note(check_dates(loaded.documents[path]))
            # All of it, as of the questions below: most of it are questions too.
            loaded.note(check_evidence(tree, loaded.documents[path]) if evidence else (), most=None)
    loaded.note(check_ledger(loaded.documents, actions))
    if targets:
        measurements = _check_together(loaded, about, targets, actions, all_read, asks=asks)
        if about and not loaded.is_faulty:
            whole = _together(about, targets, actions, measurements)
            loaded.complete = whole._replace(outdated=frozenset(loaded.outdated))
    loaded.diagnostics.sort(key=lambda diagnostic: diagnostic.sort_key)
    return loaded


def _without_copies(loaded: Loaded, actions: dict[str, ActionFile]) -> dict[str, ActionFile]:
    """The files of actions but for copies of others, which are named and looked at no further; originals first."""
    ids = {path: action.id for path, action in actions.items()}
    if len({*ids.values()}) == len(ids):
        return actions
    first = originals(ids)
    for path, action in actions.items():
        original = first[action.id]
        if path != original and (said := _as_copy(path, action, original, actions[original])):
            hint = (
                f"核对两份，把要留的内容合到 {original}，再删去这一份；要另立一个行动，就换编号、名称和次序"
            )
            document = loaded.documents.pop(path)
            loaded.copies.add(path)
            loaded.note([document.problem("AW305", said, hint, at=document.node_at(("id",)))])
    kept = (path for path in actions if path not in loaded.copies)
    return {path: actions[path] for path in sorted(kept, key=lambda path: (first[ids[path]] != path, path))}


def _as_copy(path: str, action: ActionFile, original: str, first: ActionFile) -> str:
    """That a file is a copy, by its name or by what it says of itself; nothing where it may be another action."""
    name = path.rpartition("/")[2]
    if is_marked_copy(stem_of(name) or ""):
        return f"看名称是 {original} 的副本，编号“{action.id}”也一样"
    if (action.name, action.order) == (first.name, first.order):
        return f"这个文件是 {original} 的副本：编号、名称和次序都一样"
    return ""


def _double_ids(loaded: Loaded, actions: dict[str, ActionFile]) -> Iterator[Diagnostic]:
    seen: dict[str, str] = {}
    places: dict[int, str] = {}
    for path, action in actions.items():
        document = loaded.documents[path]
        if action.id in seen:
            message = f"专项行动编号“{action.id}”重复，{seen[action.id]} 里已经有了"
            yield document.problem("AW305", message, "换一个编号", at=document.node_at(("id",)))
        if action.order in places:
            message = f"order {action.order} 重复，{places[action.order]} 里已经有了"
            yield document.problem("AW305", message, "换一个次序", at=document.node_at(("order",)))
        seen.setdefault(action.id, path)
        places.setdefault(action.order, path)
        yield from check_action(document, action)


def _check_together(
    loaded: Loaded,
    about: WorkspaceFile | None,
    targets: TargetsFile,
    actions: dict[str, ActionFile],
    all_read: bool,
    *,
    asks: bool,
) -> dict[str, tuple[Measurement, ...]]:
    """The measurements of all files, held with them against the targets."""
    document = loaded.documents[TARGETS]
    names = {action.id: action.name for action in actions.values()} if all_read else {}
    loaded.note(check_targets(document, targets, names))
    loaded.note(check_grouping(document, targets))
    loaded.note(check_demands(document, targets))
    loaded.note(check_kinds(document, targets))
    readings = Readings(document, targets, names, about.terms if about else ())
    by_id: dict[str, ActionFile] = {}
    for path, action in actions.items():
        if by_id.setdefault(action.id, action) is action:  # a copied file has been refused already
            readings.read(loaded.documents[path], action)
    loaded.note(readings.problems)
    loaded.note(readings.later)
    measurements = readings.by_indicator()
    if about:
        if (WORKSPACE, "terms") not in loaded.faulty_sections():
            loaded.note(check_terms(loaded.documents[WORKSPACE], about, targets))
        loaded.note(
            check_narrative(
                loaded.documents,
                about,
                actions,
                Referable(document.keys_at("indicators"), targets, about.terms, measurements),
                loaded.faulty_sections(),
            )
        )
    loaded.note(check_exemptions(document, targets, None if loaded.is_faulty else measurements))
    if asks:
        known = QuestionContext(
            about, by_id, targets.indicators, targets.scales, targets.organisations, measurements
        )
        _ask(loaded, known, actions, {*measurements} - readings.unconverted)
    return measurements


def _ask(
    loaded: Loaded, known: QuestionContext, actions: Mapping[str, ActionFile], convertible: Collection[str]
) -> None:
    """Put every question. All are noted: which are new can only be told of a list that leaves none out."""
    document, about = loaded.documents[TARGETS], known.about
    asked_of = {key: each for key, each in known.measurements.items() if key in convertible}
    loaded.note(questions(loaded.documents, known, asked_of), most=None)
    loaded.note(averaged_rates(document, known), most=None)
    if about:
        asked = questions_about_targets(document, known.indicators, known.measurements, about.year)
        loaded.note(asked, most=None)
    for path, action in actions.items():
        loaded.note(questions_about_deadlines(loaded.documents[path], action), most=None)


def _together(
    about: WorkspaceFile,
    targets: TargetsFile,
    actions: dict[str, ActionFile],
    measurements: dict[str, tuple[Measurement, ...]],
) -> Workspace:
    paths = sorted(actions, key=lambda path: (actions[path].order, path))
    position = {actions[path].id: number for number, path in enumerate(paths)}
    ordered = sorted(targets.indicators.items(), key=lambda item: position[item[1].action])
    return Workspace(
        about=about,
        actions={actions[path].id: actions[path] for path in paths},
        indicators=dict(ordered),
        scales=targets.scales,
        groups=targets.organisations,
        measurements=measurements,
        exemptions=targets.exemptions,
    )
