"""Something that somebody owes: a figure, a task, a correction."""

from datetime import date
from enum import StrEnum
from typing import NamedTuple


class DueKind(StrEnum):
    """What is owed."""

    FIGURE = "figure"
    TASK = "task"
    ISSUE = "issue"


class DueState(StrEnum):
    """How it stands against its deadline; in the order of urgency."""

    LATE = "late"
    STALE = "stale"
    """Late, and the last figure has grown too old to judge by."""
    DUE = "due"
    UNVERIFIED = "unverified"
    """Put right, but nobody has checked it and struck it off."""


class Due(NamedTuple):
    """One thing owed, as it stood on some day."""

    kind: DueKind
    id: str
    name: str
    owner: str | None
    """Who has to act; None where nobody is named."""
    state: DueState
    deadline: date
    days: int = 0
    """How many days late; of what waits to be struck off, how many days it has waited."""
    last: date | None = None
    """The day of the last figure, line of progress or step."""
    lacking: tuple[str, ...] = ()
    """The organisations that owe it, where the target runs over a group."""
    sample: bool = False
    """Whether the last figure, or the issue itself, was made up to show how the tool works."""
