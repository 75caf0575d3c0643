"""Exceptions (豁免): a target or a question that does not count for a while, on somebody's decision."""

import datetime

from aiwei_cli.model.text import Day, Frozen, Id, OptionalDay, OptionalText, Text


class Exemption(Frozen):
    """One line under ``exceptions``: what, why, who, on which paper, until when."""

    indicator: Id
    finding: OptionalText = None
    """The code of a question about a figure; left out, it is the verdict that is excepted."""
    date: OptionalDay = None
    """Of a question: the day of the figure; left out, any."""
    reason: Text
    approved_by: Text
    document: Text
    """Number of the document that grants it."""
    until: Day
    """The last day, inclusive."""

    def holds_on(self, day: datetime.date) -> bool:
        """Whether it is in force; the last day included."""
        return day <= self.until
