"""What a change to the data means: two states of a workspace held against each other. Facts, no words."""

from datetime import date
from enum import StrEnum
from typing import NamedTuple

from aiwei_cli.model.action import PlanItem
from aiwei_cli.model.condition import Condition
from aiwei_cli.model.correction_ledger import Step
from aiwei_cli.model.exemption import Exemption
from aiwei_cli.model.measurement import Measurement
from aiwei_cli.model.target import Indicator, Organisation
from aiwei_cli.model.text import Quantity
from aiwei_cli.model.verdict import Assessment, Finding
from aiwei_cli.model.workspace import Workspace


class Kind(StrEnum):
    """What became of something."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


class Direction(StrEnum):
    """What a changed target asks for, against what it asked for before."""

    TIGHTER = "tightened"
    LOOSER = "loosened"
    SAME = "equivalent"
    """Written otherwise, and met by just what met it before."""
    OTHER = "changed"
    CORRECTED = "corrected"
    """Nothing could meet the demand before: it was a slip, and nothing was asked less for."""
    NEW = "new"
    GONE = "withdrawn"


class ValueChange(NamedTuple):
    """A figure that came, went, or became another; one of ``old`` and ``new`` may be None."""

    kind: Kind
    indicator: str
    on: date
    organisation: str | None
    old: Measurement | None
    new: Measurement | None
    previous: Measurement | None = None
    """For a new figure the one before it, which it moved on from; of a year that counted events, their number."""
    corrected: bool = False
    """Whether a figure that had been reported (no mere estimate, no sample) now reads otherwise or is gone."""


class Turn(NamedTuple):
    """A verdict of a year that is another one."""

    indicator: str
    year: int
    was: Finding
    now: Finding
    by_calendar: bool = False
    """Whether the state before comes to the same as of the later day: no change of the data turned it."""


class TargetChange(NamedTuple):
    """What is demanded from a year on, before and after."""

    indicator: str
    year: int
    old: Condition | None
    new: Condition | None
    direction: Direction
    flagged: bool
    """Loosened or withdrawn, and no new source named for it."""


class DefinitionChange(NamedTuple):
    """An indicator that came or went, or whose definition was edited."""

    kind: Kind
    indicator: str
    old: Indicator | None
    new: Indicator | None
    fields: tuple[str, ...] = ()


class TaskChange(NamedTuple):
    """A plan item that came, went or moved, and the progress reported of it."""

    kind: Kind
    action: str
    id: str
    old: PlanItem | None
    new: PlanItem | None
    progress: tuple[tuple[date, str], ...] = ()
    lost: tuple[tuple[date, str], ...] = ()
    """Lines of progress that are gone or read otherwise now."""
    fields: tuple[str, ...] = ()


class IssueChange(NamedTuple):
    """The steps that an issue took; with ``rewritten`` steps that were there before read otherwise."""

    kind: Kind
    action: str
    id: str
    opened: Step
    steps: tuple[Step, ...]
    rewritten: bool = False


class FigureChange(NamedTuple):
    """A counted figure of the narrative."""

    action: str | None
    """None for one of the workspace's own summary."""
    year: int
    id: str
    old: Quantity | None
    new: Quantity | None


class PartChange(NamedTuple):
    """A part of the data of which no more is said than that it was edited."""

    kind: Kind
    action: str | None
    part: str
    """The key it stands under: ``work``, ``scales``, ``terms``."""
    name: str = ""


class OrganisationChange(NamedTuple):
    """A member of a group that came or went, or whose opening or closing day is another one."""

    kind: Kind
    group: str
    id: str
    old: Organisation | None
    new: Organisation | None
    unmet: tuple[str, ...] = ()
    """The indicators that it did not meet when it closed, or before its closing was told."""


class ExemptionChange(NamedTuple):
    """An exception that came, went, or reads otherwise; ``old`` or ``new`` may be None."""

    kind: Kind
    old: Exemption | None
    new: Exemption | None
    lifts: bool = False
    """Whether it takes a missed target out of the count that stood in it before."""


class YearComparison(NamedTuple):
    """A year besides the one compared, of which a verdict turned."""

    was: Assessment
    now: Assessment


class StateComparison(NamedTuple):
    """Two states of a workspace, both judged for one year: as of one day, or each as of its own."""

    before: Workspace
    after: Workspace
    was: Assessment
    now: Assessment
    values: tuple[ValueChange, ...]
    turns: tuple[Turn, ...]
    targets: tuple[TargetChange, ...]
    definitions: tuple[DefinitionChange, ...]
    tasks: tuple[TaskChange, ...]
    issues: tuple[IssueChange, ...]
    figures: tuple[FigureChange, ...]
    parts: tuple[PartChange, ...]
    exemptions: tuple[ExemptionChange, ...] = ()
    organisations: tuple[OrganisationChange, ...] = ()
    others: tuple[YearComparison, ...] = ()
    """The other years of which a verdict turned, earliest first; their turns are among ``turns``."""

    @property
    def is_empty(self) -> bool:
        """Whether nothing changed in the data that means anything; the calendar goes on by itself."""
        return not self.is_edited and all(turn.by_calendar for turn in self.turns)

    @property
    def is_edited(self) -> bool:
        """Whether the data says anything else than before, whatever it comes to."""
        return any(
            (
                self.values,
                self.targets,
                self.definitions,
                self.tasks,
                self.issues,
                self.figures,
                self.parts,
                self.exemptions,
                self.organisations,
            )
        )

    @property
    def years(self) -> tuple[YearComparison, ...]:
        """Every year that is told of, earliest first."""
        asked = YearComparison(self.was, self.now)
        return tuple(sorted((asked, *self.others), key=lambda each: each.now.year))
