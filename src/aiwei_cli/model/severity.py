"""How a diagnostic counts, and since which version."""

from enum import StrEnum
from typing import Final

FIRST: Final = "0.1"
"""The version whose history is read as it read it."""


class Severity(StrEnum):
    """How a diagnostic counts: errors end with exit code 2, the others never do."""

    ERROR = "error"
    WARNING = "warning"
    NOTICE = "notice"
