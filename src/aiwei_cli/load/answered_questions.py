"""The questions that an exception answers."""

from __future__ import annotations

from datetime import date

from aiwei_cli.load.assemble import Loaded
from aiwei_cli.model.diagnostic import Diagnostic
from aiwei_cli.model.exemption import Exemption
from aiwei_cli.model.measurement import Measurement


def unanswered(loaded: Loaded, year: int, as_of: date) -> tuple[list[Diagnostic], int]:
    """What is to be told of a year on a day, and how many questions an exception answers.

    A question whose exception has ended is told again, and that it has. After the year the exception has to reach
    its last day, as one of a verdict.
    """
    granted = [each for each in loaded.complete.exemptions if each.finding] if loaded.complete else []
    if not granted:
        return loaded.diagnostics, 0

    def last_day(exemption: Exemption) -> date:
        about = loaded.workspace.indicators[exemption.indicator]
        return about.last_day(year, as_of, loaded.workspace.about.terms)

    told, excused = [], 0
    for each in loaded.diagnostics:
        own = [one for one in granted if _answers(one, each, loaded)]
        ended = [one.until for one in own if one.until < last_day(one)]
        if any(one.is_in_force(last_day(one)) for one in own):
            excused += 1
        elif ended:
            told.append(each._replace(message=f"{each.message}（豁免已于{max(ended)}到期）"))
        else:
            told.append(each)
    return told, excused


def _answers(exemption: Exemption, question: Diagnostic, loaded: Loaded) -> bool:
    if question.code != exemption.finding:
        return False
    place = question.place
    if loaded.documents[place.path].entry_of(place.line, place.column) == ("indicators", exemption.indicator):
        return exemption.organisation is None and exemption.on is None
    about = _measurement_at(question, loaded)
    return (
        about is not None
        and about.indicator == exemption.indicator
        and exemption.organisation in (None, about.organisation)
        and exemption.on in (None, about.on)
    )


def _measurement_at(question: Diagnostic, loaded: Loaded) -> Measurement | None:
    """The measurement in whose lines a place is: the last that begins before it."""
    place = question.place
    if loaded.documents[place.path].section_of(place.line) != "measurements":
        return None
    before = [
        each
        for measurements in loaded.workspace.measurements.values()
        for each in measurements
        if each.place.path == place.path and each.place[:3] <= place[:3]
    ]
    return max(before, key=lambda each: each.place[:3], default=None)
