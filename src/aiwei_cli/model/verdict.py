"""What the rules conclude. Facts only: words for them are made in ``render``."""

from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

from aiwei_cli.model.action import Task
from aiwei_cli.model.condition import Condition
from aiwei_cli.model.correction_ledger import Issue
from aiwei_cli.model.edition import Index
from aiwei_cli.model.exemption import Exemption
from aiwei_cli.model.grace import Awaited
from aiwei_cli.model.measurement import Measurement, Value
from aiwei_cli.model.period import Period
from aiwei_cli.model.target import Indicator


class Status(StrEnum):
    """How a target stands."""

    MET = "met"
    MISSED = "missed"
    PENDING = "pending"
    NO_DATA = "no-data"
    NOT_APPLICABLE = "not-applicable"
    """There is nobody and nothing that the target is about: neither met nor missed, and nothing is owed."""
    EXCEPTED = "excepted"
    """Not met, and for a while it need not be; of a whole indicator only, see :class:`Finding`."""


class Why(StrEnum):
    """The reason for a verdict that a figure alone does not explain."""

    NEVER_MEASURED = "never-measured"
    NONE_THIS_YEAR = "none-this-year"
    OUT_OF_DATE = "out-of-date"
    PERIODS_MISSING = "periods-missing"
    """Periods of the year that have ended have no figure, which the figure of the year is made of."""
    NO_PREVIOUS = "no-previous"
    NO_EDITION = "no-edition"
    INDEX_MISSING = "index-missing"
    NO_EVIDENCE = "no-evidence"
    NOT_APPLICABLE = "not-applicable"
    """The figure is ``0/0``."""
    OTHER_KIND = "other-kind"
    """The figure is not of the kind that the condition is about: an attestation held against a number."""
    NO_ORGANISATION = "no-organisation"
    CLOSED = "closed"
    """The organisation closed before the day looked at, or before the period ended that a lower limit is set for."""
    NEW = "new"
    """The organisation opened after the period had begun that a lower limit is set for."""
    SILENT_SO_FAR = "silent-so-far"
    """Nobody has said of the period that runs that nothing happened, as an upper limit wants by its end."""
    NOT_STARTED = "not-started"
    NO_FURTHER = "no-further"
    """Met by an equal figure: both stand where a trend cannot go on."""
    FALLS_SHORT = "falls-short"
    NO_LONGER_TAKEN = "no-longer-taken"
    """A line of a revision reads as it must not any more: see ``Workspace.outdated``."""


class Pace(StrEnum):
    """A pending target's progress against the calendar."""

    AHEAD = "ahead"
    ON_TIME = "on-time"
    BEHIND = "behind"


class Gap(NamedTuple):
    """How far a figure is from what is demanded, in the unit of measure."""

    amount: Fraction
    """Never negative; 0 where a strict comparison stands at its limit."""
    upward: bool
    """Whether the figure has to rise."""
    counts: int | None = None
    """For a count pair: how many more (or fewer) in the numerator would do."""


class Verdict(NamedTuple):
    """How one condition stands."""

    status: Status
    condition: Condition
    value: Value | None = None
    """What was judged."""
    measurement: Measurement | None = None
    """The newest line that was judged; its date is the figure's date."""
    previous: Measurement | None = None
    """What a trend was judged against."""
    is_midway: bool = False
    """Whether that is the same part of the year before, as the year is not over and nothing decided."""
    year_before: Measurement | None = None
    """Of a rate of the year so far: what the same part of the year before came to."""
    missing: tuple[Period, ...] = ()
    """The periods without a figure."""
    counted: int | None = None
    """The events counted, or the members of a group that meet their condition."""
    out_of: int | None = None
    """The members of the group."""
    gap: Gap | None = None
    why: Why | None = None
    period: Period | None = None
    """The period, or rolling window, that events were counted in."""
    due: date | None = None
    leaves: date | None = None
    """The day on which the oldest event counted leaves the rolling window."""
    awaited: Awaited | None = None
    """The period that ended last and has no figure yet, where there are days of grace for it."""
    pace: Pace | None = None
    slipped: bool = False
    """Pending although last year's final figure met the demand: there is no pace, and it is told so."""
    grade: str | None = None
    """The grade derived or given."""
    or_worse: bool = False
    """Whether an index is missing, so that it is that grade or a worse one."""
    raw_index: Index | None = None
    """As a part of a grade's verdict: the index it is about, which has its own unit of measure."""
    label: str | None = None
    """As a part of another verdict: the organisation, index or period it is about."""
    closed: date | None = None
    """As a part of a group's: the day on which the organisation closed, in the year and before the day looked at."""
    reached: date | None = None
    """The day on which a stock was large enough after all, when its deadline had passed."""
    decided_by: Measurement | None = None
    """Of events: the newest line that is one too many, else the newest that was counted in the period that decides."""
    parts: tuple["Verdict", ...] = ()


class Relief(NamedTuple):
    """What the exceptions granted for an indicator come to on a day."""

    is_whole: bool = False
    """Whether the target as a whole does not count: not only some of the organisations it runs over."""
    granted: tuple[Exemption, ...] = ()
    """Those in force that the verdict needs."""
    needless: tuple[Exemption, ...] = ()
    """Those in force although what they are about is met."""
    expired: tuple[Exemption, ...] = ()
    """Those that ended in the year judged or later, while what they are about is not met."""


class Finding(NamedTuple):
    """An indicator and its verdict, and how far it counts."""

    id: str
    indicator: Indicator
    verdict: Verdict
    sample: bool
    """Whether any figure that was looked at is sample data."""
    relief: Relief = Relief()

    @property
    def status(self) -> Status:
        """How the indicator counts; its verdict keeps saying how it would without an exception."""
        return Status.EXCEPTED if self.relief.is_whole else self.verdict.status

    @property
    def is_outdated(self) -> bool:
        """Whether there is no verdict, for a line of a revision that is refused today."""
        return self.verdict.why is Why.NO_LONGER_TAKEN


class Idle(NamedTuple):
    """An indicator that is not judged, as nothing is demanded of it."""

    id: str
    indicator: Indicator


class Assessment(NamedTuple):
    """The whole workspace judged for one year as it stood on one day."""

    workspace: str
    year: int
    as_of: date
    findings: tuple[Finding, ...]
    late: tuple[Measurement, ...] = ()
    """Figures that do not count: dated after ``as_of``, or of a later year than the one judged."""
    tasks: tuple[Task, ...] = ()
    """The year's plan as it stood."""
    issues: tuple[Issue, ...] = ()
    """The ledger as it stood: issues opened in the year, and older ones not closed before it."""
    since: str | None = None
    """The revision that it is held against, where it holds only what is new."""
    without_target: tuple[Idle, ...] = ()
    """Those of which nothing is demanded in the year: no target yet, or their action does not run."""
