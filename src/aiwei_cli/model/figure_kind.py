"""What one figure of an indicator stands for: how things stand, the year so far, or its own period."""

from enum import StrEnum


class FigureKind(StrEnum):
    """How the lines of a year make the figure of the year; the words are those written in the files."""

    STANDING = "standing"
    """Each line says how things stand on its day."""
    CUMULATIVE = "cumulative"
    """Each line counts from the beginning of the year: a count, or a share of a whole that stays the same."""
    YEAR_TO_DATE = "year_to_date"
    """Each line is a rate over the days or cases of the year so far."""
    PER_PERIOD = "per_period"
    """Each line is that of its own period; the year is what they come to together."""

    @property
    def is_of_the_year_so_far(self) -> bool:
        """Whether the newest line already holds those before it."""
        return self in (FigureKind.CUMULATIVE, FigureKind.YEAR_TO_DATE)
