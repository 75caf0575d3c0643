"""What the entry of a diagnostic code consists of."""

from typing import Final, Literal, NamedTuple

from aiwei_cli.model.severity import FIRST, Severity

WORKSPACE_FILE: Final = "data/workspace.yaml"
TARGETS: Final = "data/targets.yaml"
VILLAGES: Final = "data/actions/tidy-villages.yaml"
SCHOOLS: Final = "data/actions/healthy-schools.yaml"
EVIDENCE_TEXT: Final = "抽查 12 户，合格 9 户。\n"

How = Literal["snippet", "whole", "removed", "beside", "gbk"]
"""How the wrong example differs from the file: it stands where ``anchor`` stood; ``wrong`` and ``right`` are the
whole file; there is no file, and ``wrong`` says so in words; ``wrong`` says in words that ``path`` lies there too,
``right`` that it does not; the file is saved as GBK, and ``wrong`` shows how an editor then displays it."""


class Code(NamedTuple):
    """All that is known of one diagnostic code.

    The examples are pieces of a small workspace, so that the loader itself can say whether the wrong one
    is wrong and the right one right.
    """

    title: str
    what: str
    why: str
    path: str
    """The file of that workspace that the examples are pieces of."""
    wrong: str
    right: str
    severity: Severity = Severity.ERROR
    ignorable: bool = False
    """Whether it asks if a figure can be right, which an indicator's ``ignore`` switches off."""
    since: str = FIRST
    """The version that knew it first. What 0.1 took is never refused in the history that it wrote: see
    :meth:`Diagnostic.of_the_past`."""
    anchor: str = ""
    """The piece of the file that the examples replace; where there is none it is ``right``."""
    how: How = "snippet"
    beside: str = ""
    """Indicators that are in ``targets.yaml`` too, wrong or right."""
    evidence: tuple[str, ...] = ()
    """Paths of the evidence files that are there; each holds :data:`EVIDENCE_TEXT`."""
