"""What a use case is given by whoever calls it: the day that it is, and an ear for what has to be said on the way."""

from collections.abc import Callable, Iterable
from datetime import date
from enum import Enum, auto
from typing import NamedTuple


class Weight(Enum):
    """How much a notice asks of its reader."""

    FACT = auto()
    """Something to know."""
    NOTE = auto()
    """Something that may have to be done."""
    CAUTION = auto()
    """Something that makes the result less than it looks."""


class Notice(NamedTuple):
    """Something that is said beside a result, in one sentence, and what to do about it."""

    message: str
    hint: str = ""
    weight: Weight = Weight.NOTE


class Caller(NamedTuple):
    """Who asks: what day it is there, and where notices go, in their order, also before an error."""

    clock: Callable[[], date]
    """Asked only where nobody has named the day."""
    hear: Callable[[Notice], None]

    @property
    def today(self) -> date:
        """The day that it is."""
        return self.clock()

    def tell(self, *notices: Notice) -> None:
        """Say something now; what comes after it, an error too, is said after it."""
        self.tell_all(notices)

    def tell_all(self, notices: Iterable[Notice]) -> None:
        """Say each as soon as it is known."""
        for each in notices:
            self.hear(each)
