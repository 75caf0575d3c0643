"""What a rule looks at: one indicator's measurements, for one year, as it stood on one day."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from fractions import Fraction
from typing import Final, NamedTuple

from aiwei_cli.model.condition import Condition
from aiwei_cli.model.grace import last_of_grace
from aiwei_cli.model.measurement import Figure, Measurement, NotApplicable
from aiwei_cli.model.period import Period, Term
from aiwei_cli.model.target import Group, Indicator, Organisation, Scale
from aiwei_cli.model.verdict import Status, Verdict, Why

Judge = Callable[[Condition, "JudgingContext"], Verdict]
_NOBODY: Final = (Why.NOT_APPLICABLE, Why.NO_ORGANISATION, Why.CLOSED, Why.NEW)
"""What leaves nothing to be judged, where data is not what is lacking."""


class JudgingContext(NamedTuple):
    """One indicator's file, laid open."""

    indicator: Indicator
    year: int
    as_of: date
    measurements: Sequence[Measurement]
    """Those up to ``as_of``, in date order."""
    terms: Sequence[Term]
    scales: Mapping[str, Scale]
    groups: Mapping[str, Group]
    judge: Judge
    """Judges a part of a condition."""
    log_is_kept: bool = False
    """Whether an empty event log means that nothing happened, not that nobody reported."""

    member: Organisation | None = None
    """The organisation it is about, as a part of a group's case."""

    grace: int | None = None
    """The days after a period on which its figure is still in time; None where nothing is said of it."""

    stated: Measurement | None = None
    """The figure of the year, where it has been worked out already: the mean of several."""

    def days_of(self, year: int) -> Period:
        """The days whose figures are those of a year: that of the calendar, or that of its school terms."""
        return self.indicator.year(year, self.terms)

    @property
    def year_end(self) -> date:
        """The last day of the year judged, which may be that of its last school term."""
        return self.days_of(self.year).end

    @property
    def horizon(self) -> date:
        """The last day whose figures count for the year."""
        return min(self.as_of, self.days_of(self.year).last)

    @property
    def reporting_day(self) -> date:
        """The day whose periods have to be reported: as many days ago as there is grace for them."""
        return min(self.as_of - timedelta(days=self.grace or 0), self.days_of(self.year).last)

    @property
    def last_day(self) -> date:
        """The day looked at; after the year its last one."""
        return self.indicator.last_day(self.year, self.as_of, self.terms)

    @property
    def is_over(self) -> bool:
        """Whether the last day of the year judged has come."""
        return self.as_of >= self.year_end

    def by_organisation(self) -> Mapping[str | None, Sequence[Measurement]]:
        """The measurements of each organisation that has any, in date order."""
        found: dict[str | None, list[Measurement]] = {}
        for each in self.measurements:
            found.setdefault(each.organisation, []).append(each)
        return found

    def narrowed(self, measurements: Sequence[Measurement]) -> "JudgingContext":
        """The same case with some of its measurements only."""
        return self._replace(measurements=measurements)

    @property
    def closed(self) -> date | None:
        """The day on which its organisation closed, if it did so in the year and before the day looked at."""
        member = self.member
        if member is None or member.closed is None or not member.closed_before(self.last_day):
            return None
        return member.closed if member.closed >= self.days_of(self.year).start else None

    @property
    def absence(self) -> Why | None:
        """Why its organisation does not count on the day looked at; None where it does, or there is none."""
        if self.member is None or self.member.open_on(self.last_day):
            return None
        return Why.CLOSED if self.closed else Why.NO_ORGANISATION

    def touches(self, period: Period) -> bool:
        """Whether its organisation has anything to do with a period: it has opened, and did not close before it."""
        if self.member is None:
            return True
        opened = self.member.opened_by(min(period.end, self.as_of))
        return opened and not self.member.closed_before(period.start)

    def owes(self, period: Period) -> bool:
        """Whether a figure of a period is owed: not by an organisation that is not open by then, or closes before it ends."""
        return self.touches(period) and not (self.member and self.member.closed_before(period.end))

    def part_only(self, period: Period) -> Why | None:
        """Why its organisation is not open for the whole of a period: it has closed, or is new; None where it is."""
        if self.member is None:
            return None
        if self.member.closed_before(min(period.end, self.as_of)):
            return Why.CLOSED  # also of one that opened in it: that it is gone is what counts
        return None if self.member.opened_by(period.start) else Why.NEW

    def deadline(self, period: Period) -> date:
        """The last day on which the figure of a period is in time."""
        return last_of_grace(period, self.grace)

    def unmet(self, due: date) -> Status:
        """What a demand that is not reached amounts to: missed once its last day has come."""
        return Status.MISSED if self.as_of >= due else Status.PENDING

    def newest_known(self) -> Measurement | None:
        """The newest figure that counts for the year or for an earlier one."""
        horizon = self.horizon
        return next((each for each in reversed(self.measurements) if each.on <= horizon), None)

    @property
    def log(self) -> Iterator[Measurement]:
        """The lines of a log of events up to the horizon: numbers; a grade, an index or a yes says nothing of events."""
        for each in self.measurements:
            if each.on <= self.horizon and isinstance(each.value, Figure | NotApplicable):
                yield each

    def newest_in(self, period: Period) -> Measurement | None:
        """The newest figure of a period."""
        return next((each for each in reversed(self.measurements) if period.covers(each.on)), None)

    def is_event_of_before(self, measurement: Measurement) -> bool:
        """Whether a line states events, as the target of its year counted them, and no figure that stands."""
        return self.indicator.is_event_of_before(measurement.on, self.year, self.terms)

    def stood_in(self, period: Period) -> Measurement | None:
        """Where a figure stood at the end of a period: the newest line; of events, as that year counted, their number."""
        newest = self.newest_in(period)
        if newest is None or not self.is_event_of_before(newest):
            return newest
        inside = [each for each in self.measurements if period.covers(each.on)]
        numbers = [each.value.exact for each in inside if isinstance(each.value, Figure)]
        if not numbers:
            return newest
        total = sum(numbers, Fraction(0))
        # A sum that holds a sample is one.
        speaks = next((each for each in inside if each.is_sample), newest)
        return newest._replace(value=Figure(total, str(total)), entry=speaks.entry, counted_over=period)

    @property
    def standing(self) -> "JudgingContext":
        """The same case without the events of earlier years: of these nothing stands."""
        if not any(map(self.is_event_of_before, self.measurements)):
            return self
        return self.narrowed([each for each in self.measurements if not self.is_event_of_before(each)])

    def without_data(self, condition: Condition, why: Why) -> Verdict:
        """The verdict where nothing can be judged; it still shows the newest figure there is."""
        newest = self.newest_known()
        value = newest.value if newest else None
        status = Status.NOT_APPLICABLE if why in _NOBODY else Status.NO_DATA
        return Verdict(status, condition, why=why, measurement=newest, value=value)

    def lacking(self, condition: Condition, line: Measurement, missing: tuple[Period, ...]) -> Verdict:
        """The verdict where the figure of the year lacks periods; it shows what the others come to."""
        verdict = self.without_data(condition, Why.PERIODS_MISSING)
        return verdict._replace(measurement=line, value=line.value, missing=missing)

    def unfit(self, condition: Condition, newest: Measurement) -> Verdict:
        """The verdict on a figure that is none for the condition: ``0/0``, or one of another kind."""
        nobody = isinstance(newest.value, NotApplicable)
        return self.without_data(condition, Why.NOT_APPLICABLE if nobody else Why.OTHER_KIND)
