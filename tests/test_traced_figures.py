"""Every figure of a document leads to the data: nothing is printed that no line of it says or comes to.

A digit in a document is a traced figure, or somebody typed it: in a name, a wording, a sentence of the narrative.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any, assert_never

import pytest

from aiwei_cli.load.assemble import load
from aiwei_cli.model.correction_ledger import Step
from aiwei_cli.model.interval import Interval
from aiwei_cli.model.measurement import Figure, Grade, Indices, Measurement
from aiwei_cli.model.period import Period, around, following
from aiwei_cli.model.target import Indicator
from aiwei_cli.model.workspace import Workspace
from aiwei_cli.render.documents import supervision_note, work_summary
from aiwei_cli.render.words.phrase import Origin, Phrase, Source, TracedFigure, phrase
from aiwei_cli.rules.dues import dues
from aiwei_cli.rules.earlier_states import as_known_on
from aiwei_cli.rules.engine import assess
from aiwei_cli.rules.state_comparison import compare_years
from support import PROJECT, WORKSPACES

YEAR = WORKSPACES / "good" / "a-year-of-work"
DIGIT = re.compile(r"[0-9]")


def summary(root: Path, year: int) -> work_summary.Report:
    workspace = load(root).workspace
    return work_summary.gather(workspace, assess(workspace, year, date(year, 12, 31)))


def digest(root: Path, day: date, span: Interval) -> supervision_note.Digest:
    """What the digest of the period that holds a day tells, by the dates in the data alone."""
    whole, period = load(root).workspace, around(span, day)
    after = as_known_on(whole, day)
    eve = period.start - timedelta(days=1)
    comparison = compare_years(as_known_on(whole, eve), after, day.year, lambda _: (eve, day))
    owed = dues(after, comparison.now, following(span, period).end)
    return supervision_note.gather(comparison, period, span, owed, None)


def phrases(content: Any) -> Iterator[Phrase]:
    """Everything that a document says, as it is before a template gets it."""
    if isinstance(content, Phrase | TracedFigure | str):
        yield phrase(content)
    elif isinstance(content, list | tuple):
        for each in content:
            yield from phrases(each)
    elif is_dataclass(content):
        for each in fields(content):
            yield from phrases(getattr(content, each.name))


DOCUMENTS = [
    *((root, year, None) for root in (PROJECT, YEAR) for year in (2023, 2024)),
    *(
        (root, day, span)
        for root in (PROJECT, YEAR)
        for day, span in (
            (date(2024, 12, 31), Interval.MONTH),
            (date(2024, 11, 30), Interval.MONTH),
            (date(2024, 12, 20), Interval.WEEK),
            (date(2024, 6, 30), Interval.MONTH),
        )
    ),
]


@pytest.fixture(
    params=DOCUMENTS,
    ids=lambda each: f"{'ours' if each[0] == PROJECT else each[0].name}-{each[1]}-{each[2] or 'year'}",
)
def document(request: pytest.FixtureRequest) -> tuple[Workspace, list[Phrase]]:
    root, when, span = request.param
    content = summary(root, when) if span is None else digest(root, when, span)
    return load(root).workspace, list(phrases(content))


def typed(workspace: Workspace) -> list[str]:
    """What people typed that a document repeats, the longest first: names, wordings, sentences without references."""
    found: set[str] = set()

    def collect(value: Any) -> None:
        if isinstance(value, str):
            found.update(part for part in re.split(r"\{[^{}]*\}", value) if DIGIT.search(part))
        elif isinstance(value, dict):
            for each in value.values():
                collect(each)
        elif isinstance(value, list | tuple):
            for each in value:
                collect(each)

    collect(workspace.about.model_dump(warnings=False))
    for model in (*workspace.actions.values(), *workspace.groups.values(), *workspace.indicators.values()):
        collect(model.model_dump(warnings=False))
    collect([each.model_dump(warnings=False) for each in workspace.exemptions])
    return sorted(found, key=len, reverse=True)


def test_what_is_not_traced_was_typed(document: tuple[Workspace, list[Phrase]]) -> None:
    workspace, said = document
    by_people = typed(workspace)
    for each in said:
        rest = "□".join(piece for piece in each if isinstance(piece, str))
        for text in by_people:
            rest = rest.replace(text, "○")
        assert not DIGIT.search(rest), each.text


def test_every_figure_leads_to_what_states_it(document: tuple[Workspace, list[Phrase]]) -> None:
    workspace, said = document
    found = [figure for each in said for figure in each.figures]
    assert len(found) > 4
    for figure in found:
        assert leads(figure, figure.source, workspace), figure


def test_a_measurement_leads_to_its_line_in_its_file() -> None:
    workspace = load(PROJECT).workspace
    found = [figure for each in phrases(summary(PROJECT, 2024)) for figure in each.figures]
    places = {
        (line.place.path, line.place.line, line.on.isoformat())
        for figure in found
        if figure.source.origin is Origin.MEASUREMENT
        for line in lines_of(figure.source, workspace)
    }
    assert len(places) > 40
    for path, number, day in places:
        line = (PROJECT / path).read_text(encoding="utf-8").splitlines()[number - 1]
        assert line.strip().startswith(f"{day}:")


def leads(figure: TracedFigure, source: Source, workspace: Workspace) -> bool:
    """Whether what a source names states the figure, or is there for it to follow from."""
    match source.origin:
        case Origin.MEASUREMENT:
            return any(states(each, figure) for each in lines_of(source, workspace))
        case Origin.EVENTS:
            assert isinstance(source.when, Period)
            events = workspace.measurements.get(source.id, ())
            counted = [each for each in events if source.when.covers(each.on)]
            own = [each for each in counted if source.whose in (None, each.organisation)]
            pairs = [each.value for each in own if isinstance(each.value, Figure) and each.value.denominator]
            above = sum((Fraction(each.numerator or 0) for each in pairs), Fraction(0))
            below = sum((Fraction(each.denominator or 0) for each in pairs), Fraction(0))
            if isinstance(figure.value, Figure):
                both = figure.value.numerator, figure.value.denominator
                return [Fraction(each or 0) for each in both] == [above, below]
            total = sum((each.value.exact for each in own if isinstance(each.value, Figure)), Fraction(0))
            factor = workspace.indicators[source.id].factor
            return figure.value == (factor * above / below if below else total)
        case Origin.MEAN:
            assert isinstance(source.when, date)
            newest = {
                each.organisation: each.value.exact
                for each in workspace.measurements[source.id]
                if each.on <= source.when and isinstance(each.value, Figure)
            }
            return Fraction(sum(newest.values()), len(newest)) == figure.value
        case Origin.TARGET:
            return figure.value in demanded(workspace.indicators[source.id])
        case Origin.SCALE | Origin.VERDICT:
            return source.id in workspace.indicators
        case Origin.TASK:
            return figure.value in told_of_task(source.id, workspace) or follows(figure)
        case Origin.ISSUE:
            return figure.value in told_of_issue(source.id, workspace) or follows(figure)
        case Origin.NARRATIVE:
            action = workspace.actions.get(source.whose or "")
            year = source.when
            assert isinstance(year, int)
            kept = action.figures[year] if action else workspace.about.summary[year].figures
            return kept[source.id].amount == figure.value
        case Origin.COUNT:
            return len(source.of) == figure.value and len(set(source.of)) == len(source.of)
        case Origin.COMPUTED:
            return len(source.of) > 1 and all(is_there(each, workspace) for each in source.of)
        case Origin.EXEMPTION:
            return any(each.until == figure.value for each in workspace.exemptions)
        case Origin.ORGANISATION:
            return any(
                member.closed == figure.value
                for group in workspace.groups.values()
                for member in group.members.values()
            )
        case Origin.ACTION:
            return source.id in workspace.actions
        case Origin.CALENDAR:
            return isinstance(figure.value, int | date | Period)
        case _:
            assert_never(source.origin)


def lines_of(source: Source, workspace: Workspace) -> list[Measurement]:
    return [
        each
        for each in workspace.measurements.get(source.id, ())
        if each.on == source.when and source.whose in (None, each.organisation)
    ]


def states(line: Measurement, figure: TracedFigure) -> bool:
    """Whether a line of a file states a figure: the day that it is of, its value, or a grade that it comes to."""
    if isinstance(figure.value, date):
        return figure.value == line.on
    if isinstance(figure.value, Grade):
        return isinstance(line.value, Grade | Indices)
    if isinstance(line.value, Indices):
        return figure.value in line.value.by_id.values() or figure.value == len(line.value.by_id)
    exact = line.value.exact if isinstance(line.value, Figure) else None
    return figure.value in (line.value, exact)


def follows(figure: TracedFigure) -> bool:
    """Whether it is a number of days, a day or a year that follows from a deadline."""
    return isinstance(figure.value, int | date)


def is_there(source: Source, workspace: Workspace) -> bool:
    match source.origin:
        case Origin.MEASUREMENT:
            return bool(lines_of(source, workspace))
        case Origin.TASK:
            return bool(told_of_task(source.id, workspace))
        case Origin.ISSUE:
            return bool(told_of_issue(source.id, workspace))
        case _:
            return source.id in workspace.indicators


def demanded(indicator: Indicator) -> set[Any]:
    """Every number, day, grade and stretch that its targets name, and where a trend of it cannot go on."""
    found: set[Any] = {0, indicator.factor, *indicator.target}
    for condition in indicator.demands():
        found |= {*condition.limits_compared()}
        for value in condition.model_dump(warnings=False).values():
            inner = value if isinstance(value, dict) else {"it": value}
            found |= {each for each in inner.values() if isinstance(each, date | Decimal)}
            found |= {Grade(each) for each in inner.values() if isinstance(each, str)}
            found |= {
                each[0] for each in inner.values() if isinstance(each, tuple) and isinstance(each[0], int)
            }
    return found


def told_of_task(key: str, workspace: Workspace) -> set[Any]:
    found: set[Any] = set()
    for action in workspace.actions.values():
        for item in (each for each in action.plan if each.id == key):
            found |= {item.year, item.due, item.done, item.quantity and item.quantity.amount}
            found |= {*action.progress.get(key, {})}
    return found


def told_of_issue(key: str, workspace: Workspace) -> set[Any]:
    steps: list[Step] = [step for action in workspace.actions.values() for step in action.issues.get(key, ())]
    return {day for step in steps for day in (step.on, step.due)}


@pytest.mark.parametrize(
    ("path", "old", "new", "line"),
    [
        (
            "pollution-control.yaml",
            "2024-12-31: {value: 359/366",
            "2024-12-31: {value: 358/366",
            Source(Origin.MEASUREMENT, "good-air-days-ratio", date(2024, 12, 31)),
        ),
        (
            "pest-control.yaml",
            "2024-12-13: {value: 165/180",
            "2024-12-13: {value: 164/180",
            Source(Origin.MEASUREMENT, "rodent-proof-pass-rate", date(2024, 12, 13)),
        ),
    ],
)
def test_a_changed_line_changes_its_own_figures_and_no_other(
    path: str, old: str, new: str, line: Source, tmp_path: Path
) -> None:
    """Of all the work summary says, with its table: those of that line that state its value or follow from it."""
    town = shutil.copytree(PROJECT / "data", tmp_path / "town" / "data").parent
    before = [figure for each in phrases(summary(town, 2024)) for figure in each.figures]
    file = town / "data" / "actions" / path
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1
    file.write_text(text.replace(old, new), encoding="utf-8", newline="\n")
    after = [figure for each in phrases(summary(town, 2024)) for figure in each.figures]
    assert [each.source for each in before] == [each.source for each in after]
    changed = [was for was, now in zip(before, after, strict=True) if was != now]
    own = [each for each in before if each.source.reaches(line) and not isinstance(each.value, date)]
    assert changed == own
    assert len(changed) >= 4
