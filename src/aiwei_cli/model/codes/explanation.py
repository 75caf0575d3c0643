"""What an explanation consists of."""

from enum import StrEnum
from typing import Final, NamedTuple

WORKSPACE_FILE: Final = "data/workspace.yaml"
TARGETS: Final = "data/targets.yaml"
VILLAGES: Final = "data/actions/tidy-villages.yaml"
SCHOOLS: Final = "data/actions/healthy-schools.yaml"


class How(StrEnum):
    """How the wrong example differs from the file."""

    SNIPPET = "snippet"
    """``wrong`` stands where ``anchor`` stood."""
    WHOLE = "whole"
    """``wrong`` and ``right`` are the whole file."""
    REMOVED = "removed"
    """There is no file; ``wrong`` says so in words."""
    BESIDE = "beside"
    """``wrong`` says in words that ``path`` lies there too; ``right`` that it does not."""
    GBK = "gbk"
    """The file is saved as GBK; ``wrong`` shows how an editor then displays it."""


class Explanation(NamedTuple):
    """A diagnostic code explained.

    The examples are pieces of a small workspace, so that the loader itself can say whether the wrong one
    is wrong and the right one right.
    """

    what: str
    why: str
    path: str
    wrong: str
    right: str
    anchor: str = ""
    """The piece of the file that the examples replace; where there is none it is ``right``."""
    how: How = How.SNIPPET
    beside: str = ""
    """Indicators that are in ``targets.yaml`` too, wrong or right."""
    evidence: tuple[str, ...] = ()
    """Paths of the evidence files that are there; each holds :data:`EVIDENCE_TEXT`."""


EVIDENCE_TEXT: Final = "抽查 12 户，合格 9 户。\n"


class Demand(NamedTuple):
    """A condition word explained: a target, values of one year that miss it and values that meet it."""

    title: str
    what: str
    why: str
    target: str
    misses: str
    meets: str
    unit: str = "%"
    beside: str = ""
    """The scale or the group that the target names."""
