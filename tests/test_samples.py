"""A figure, an event or an issue that is only a sample marks whatever is told of it, also as one among many real ones."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

import pytest

from aiwei_cli.load.assemble import Loaded
from aiwei_cli.model.interval import Interval
from aiwei_cli.model.period import around
from aiwei_cli.model.workspace import Workspace
from aiwei_cli.render.documents.supervision_note import gather as note_of
from aiwei_cli.render.documents.work_summary import gather as summary_of
from aiwei_cli.render.records.indicator_records import indicator_records
from aiwei_cli.render.terminal.indicator_page import indicator_sheet
from aiwei_cli.rules.dues import dues
from aiwei_cli.rules.earlier_states import as_known_on
from aiwei_cli.rules.engine import assess
from aiwei_cli.rules.state_comparison import compare
from towns import indicator, town

AS_OF: Final = date(2024, 12, 31)
REAL: Final = {"2023-12-20": "60", "2024-06-30": "65", "2024-12-20": "80"}
OPENED: Final = {"opened": "2024-03-01", "problem": "沟渠淤塞", "responsible": "一村", "due": "2024-04-01"}


def sample(day: str, figures: Mapping[str, str] = REAL) -> dict[str, Any]:
    """Figures of which one is a sample."""
    return {**figures, day: {"value": figures[day], "status": "示例"}}


def of(one: Any = REAL, target: Any = None, *, every: str = "half-year", **more: Any) -> Workspace:
    """Two indicators, the second one always real; ``more`` belongs to their action."""
    known = {"one": indicator(target or {"at_least": 70}, every=every), "two": indicator(every=every)}
    return town(known, {"one": one, "two": REAL}, **more)


def marks(workspace: Workspace) -> tuple[bool, ...]:
    """Whether the first indicator's finding, the summary, and the note of the last week and month are marked."""
    assessment = assess(workspace, 2024, AS_OF)
    notes = []
    for span in (Interval.WEEK, Interval.MONTH):
        period = around(span, AS_OF)
        found = compare(as_known_on(workspace, period.start), as_known_on(workspace, AS_OF), 2024, AS_OF)
        notes.append(note_of(found, period, span, dues(workspace, assessment, AS_OF), None).sample)
    return assessment.findings[0].sample, summary_of(workspace, assessment).sample, *notes


@pytest.mark.parametrize(
    ("workspace", "found"),
    [
        (of(), (False, False, False, False)),
        (of(sample("2024-12-20")), (True, True, True, True)),
        (of(sample("2024-06-30")), (False, False, False, True)),  # the figure of December follows it
        (of(sample("2023-12-20")), (False, False, False, False)),
        # of a trend the figure before counts too, and of several conditions those of each
        (of(sample("2023-12-20"), {"rising": "year"}), (True, True, True, True)),
        (of(sample("2024-06-30"), {"rising": "half-year"}), (True, True, True, True)),
        (of(sample("2023-12-20"), {"all": [{"at_least": 70}, {"rising": "year"}]}), (True, True, True, True)),
        (of(sample("2023-12-20"), {"any": [{"at_least": 90}, {"rising": "year"}]}), (True, True, True, True)),
        # issues, of which one is a sample
        (of(issues={"a": [OPENED], "b": [OPENED | {"status": "示例"}]}), (False, True, True, True)),
        (of(issues={"a": [OPENED], "b": [OPENED]}), (False, False, False, False)),
    ],
    ids=range(10),
)
def test_what_a_sample_marks(workspace: Workspace, found: tuple[bool, ...]) -> None:
    assert marks(workspace) == found


def test_events_of_a_period_are_looked_at_each_and_those_before_it_not() -> None:
    goal = {"events": {"at_least": 2, "per": "year"}}
    events = {"2023-05-01": "1", "2024-05-01": "1", "2024-06-01": "1"}
    assert [marks(of(sample(day, events), goal, every="month"))[0] for day in events] == [False, True, True]


def test_what_is_owed_after_a_sample_is_marked() -> None:
    last = {"2024-02-20": {"value": "60", "status": "示例"}}
    workspace = of(last, every="quarter")
    owed = dues(workspace, assess(workspace, 2024, date(2024, 9, 30)), date(2024, 10, 31))
    assert [(due.id, due.sample) for due in owed if due.sample] == [("one", True)] * 2
    assert ("two", False) in [(due.id, due.sample) for due in owed]


def sheet_of_one(workspace: Workspace, day: date) -> str:
    shown = indicator_records("one", Loaded(complete=workspace), assess(workspace, 2024, day))
    return indicator_sheet(shown, workspace, {})


def test_a_sheet_says_so_where_one_of_the_figures_is_a_sample() -> None:
    note = "注意：标着示例的不是真实监测值，不能上报"
    for figures, marked in ((REAL, False), (sample("2024-06-30"), True)):
        workspace = of(figures)
        sheet = sheet_of_one(workspace, AS_OF)
        assert (note in sheet) is marked


def test_the_sparkline_ends_with_the_day_that_is_asked_of() -> None:
    workspace = of()
    for day, ends in ((date(2024, 6, 30), "2024-06-30"), (AS_OF, "2024-12-20")):
        sheet = sheet_of_one(workspace, day)
        assert f"  2023-12-20 至 {ends}\n" in sheet
