"""What is late, stale or due, and who owes it."""

from __future__ import annotations

import re
import shutil
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from pydantic import TypeAdapter

from aiwei_cli.cli.commands.due import last_day
from aiwei_cli.load.assemble import load
from aiwei_cli.model.action import ActionFile
from aiwei_cli.model.obligation import Due
from aiwei_cli.model.target import Group
from aiwei_cli.model.verdict import Verdict, Why
from aiwei_cli.model.workspace import Workspace, WorkspaceFile
from aiwei_cli.render.terminal.wrapping import cells
from aiwei_cli.render.words.labels import DUE_STATE
from aiwei_cli.rules.dues import dues
from aiwei_cli.rules.engine import assess
from conftest import Cli, tree_hash
from support import PROJECT, TERMS, WORKSPACES, demanding, measured

GOOD = str(WORKSPACES / "good" / "every-verdict")
BASE = str(WORKSPACES / "base")
ANY = {"at_least": "1"}
SILENT = {Why.NEVER_MEASURED, Why.NONE_THIS_YEAR, Why.OUT_OF_DATE}
SCHOOLS = {
    "school": {
        "name": "学校",
        "members": {"one": "一小", "two": "二小", "new": {"name": "新小", "opened": "2024-08-20"}},
    }
}


def owed(
    as_of: str,
    target: Mapping[str, Any] | None = None,
    values: Mapping[str, Any] | None = None,
    *,
    every: str = "year",
    until: str | None = None,
    action: Mapping[str, Any] | None = None,
    figures: str = "standing",
) -> list[Due]:
    """What a workspace of one indicator, or of one action's plan and issues, owes in 2024."""
    about = {"town": "某镇", "county": "某县", "office": "爱卫办", "programme": "行动", "year": "2024"}
    indicator = demanding(target or ANY, every=every, figures=figures)
    workspace = Workspace(
        WorkspaceFile.model_validate(about).model_copy(update={"terms": TERMS}),
        {
            "some-action": ActionFile.model_validate(
                {"id": "some-action", "name": "行动", "order": "1", **(action or {})}
            )
        },
        {"some": indicator} if target else {},
        {},
        TypeAdapter(dict[str, Group]).validate_python(SCHOOLS),
        {"some": measured(indicator, values or {}, {})},
    )
    day = date.fromisoformat(as_of)
    last = date.fromisoformat(until) if until else day + timedelta(days=30)
    return list(dues(workspace, assess(workspace, 2024, day), last))


def told(found: list[Due]) -> list[tuple[str, str, int]]:
    return [(due.state.value, due.deadline.isoformat(), due.days) for due in found]


def test_of_figures_of_their_own_period_every_one_is_owed() -> None:
    values = {f"2024-{day}": "9/10" for day in ("01-31", "02-29", "03-31", "05-31", "06-30", "08-31")}
    found = owed("2024-09-20", ANY, values, every="month", figures="per_period", until="2024-10-20")
    assert told(found) == [("late", "2024-04-30", 143), ("late", "2024-07-31", 51), ("due", "2024-09-30", 0)]
    later = owed("2024-09-20", ANY, values, every="month", figures="cumulative", until="2024-10-20")
    assert told(later) == [("due", "2024-09-30", 0)]  # a newer one holds what was lacking
    values["2024-08-31"] = "0/0"  # which says nothing of the other months
    assert told(
        owed("2024-09-20", ANY, values, every="month", figures="per_period", until="2024-10-20")
    ) == told(found)
    values |= {"2024-04-30": "0/0", "2024-07-31": "9/10"}
    assert (
        told(owed("2024-09-20", ANY, values, every="month", figures="per_period", until="2024-09-29")) == []
    )


@pytest.mark.parametrize(
    ("every", "as_of", "values", "expected"),
    [
        ("month", "2024-03-10", {"2024-02-29": "5"}, [("due", "2024-03-31", 0)]),
        ("month", "2024-03-10", {"2024-03-01": "5"}, []),  # a newer figure has overtaken February's
        ("month", "2024-03-10", {"2024-02-29": "5", "2024-03-01": "5"}, []),
        ("month", "2024-02-29", {"2024-01-31": "5"}, [("due", "2024-02-29", 0)]),
        ("month", "2024-01-10", {}, [("due", "2024-01-31", 0)]),  # December belongs to the year before
        ("month", "2025-02-10", {"2024-11-30": "5"}, [("late", "2024-12-31", 41)]),  # nor does January count
        ("week", "2024-03-13", {"2024-03-04": "5"}, [("due", "2024-03-17", 0)]),
        ("week", "2024-01-03", {}, [("due", "2024-01-07", 0)]),
        ("quarter", "2024-05-01", {}, [("late", "2024-03-31", 31)]),
        (
            "quarter",
            "2024-12-15",
            {"2024-03-31": "5"},
            [("stale", "2024-09-30", 76), ("due", "2024-12-31", 0)],
        ),
        ("half-year", "2024-07-01", {"2024-06-30": "0/0"}, []),
        ("term", "2024-08-10", {}, [("late", "2024-07-31", 10)]),  # between the terms
        ("term", "2025-01-10", {}, [("late", "2024-07-31", 163), ("due", "2025-01-31", 0)]),
        ("year", "2024-11-30", {"2023-12-31": "5"}, []),
        ("year", "2024-12-01", {"2023-12-31": "5"}, [("due", "2024-12-31", 0)]),
        ("year", "2025-01-02", {}, [("late", "2024-12-31", 2)]),
        ("once", "2024-12-10", {}, [("due", "2024-12-31", 0)]),
        ("once", "2025-01-10", {}, [("late", "2024-12-31", 10)]),
        ("once", "2024-12-10", {"2021-05-01": "5"}, []),
        ("month", "2023-12-20", {}, []),  # the year judged has not begun
    ],
)
def test_a_figure_is_owed_for_the_last_period_and_the_one_that_runs(
    every: str, as_of: str, values: Mapping[str, Any], expected: list[Any]
) -> None:
    assert told(owed(as_of, ANY, values, every=every)) == expected


def test_a_figure_is_owed_by_its_reporter_and_tells_the_last() -> None:
    (due,) = owed("2024-12-10", ANY, {"2023-12-31": {"value": "5", "status": "示例"}})
    assert (due.id, due.name, due.owner) == ("some", "某指标", "某部门")
    assert (due.last, due.lacking, due.sample) == (date(2023, 12, 31), (), True)


@pytest.mark.parametrize("group", ["each", "mean"])
def test_of_a_group_those_that_lack_are_named(group: str) -> None:
    values = {"one": {"2024-05-01": "5", "2024-09-01": "5"}, "two": {"2024-05-01": "5"}}
    (due,) = owed("2025-01-10", {group: "school", "at_least": "1"}, values, every="term")
    assert (due.state.value, due.lacking, due.last) == ("due", ("二小", "新小"), date(2024, 5, 1))


def test_a_figure_of_one_school_is_nothing_that_the_town_reported() -> None:
    """The target ran over schools before, and does no longer."""
    values = {"one": {"2024-11-30": "5"}}
    (due,) = owed("2024-12-10", ANY, values)
    assert (due.last, due.lacking) == (None, ())


def test_nobody_owes_for_a_period_it_was_not_open_in() -> None:
    late, due = owed("2025-01-10", {"each": "school", "at_least": "1"}, every="term")
    assert (late.lacking, due.lacking) == (("一小", "二小"), ("一小", "二小", "新小"))


def test_a_group_is_stale_where_all_who_lack_have_old_figures() -> None:
    target, old = {"each": "school", "at_least": "1"}, {"2024-01-31": "5"}
    assert told(owed("2024-04-10", target, {"one": old, "two": old}, every="month"))[0][0] == "stale"
    assert told(owed("2024-04-10", target, {"one": old}, every="month"))[0][0] == "late"


@pytest.mark.parametrize(
    ("goal", "as_of", "values", "expected"),
    [
        ({"at_least": "2", "per": "year"}, "2024-12-10", {"2024-05-01": "1"}, [("due", "2024-12-31", 0)]),
        ({"at_least": "2", "per": "year"}, "2024-11-10", {"2024-05-01": "1"}, []),
        ({"at_least": "2", "per": "year"}, "2024-12-10", {"2024-05-01": "2"}, []),
        ({"at_least": "1", "per": "quarter"}, "2024-06-10", {}, [("late", "2024-03-31", 71), ("due", "2024-06-30", 0)]),
        ({"at_least": "1", "within": "2 years"}, "2025-01-01", {"2022-05-01": "1"}, [("late", "2024-12-31", 1)]),
        ({"at_most": "0", "within": "3 years"}, "2024-12-10", {"2023-05-01": "0"}, [("due", "2024-12-31", 0)]),
        ({"at_most": "0", "within": "3 years"}, "2024-12-10", {"2024-05-01": "0"}, []),
        ({"at_most": "0", "within": "3 years"}, "2024-12-10", {"2024-05-01": "1"}, []),
        ({"at_most": "0", "per": "year"}, "2024-12-10", {}, [("due", "2024-12-31", 0)]),
        ({"at_most": "0", "per": "year"}, "2024-12-10", {"2024-01-09": "0"}, []),
    ],
)  # fmt: skip
def test_an_event_log_owes_what_its_verdict_lacks(
    goal: Mapping[str, str], as_of: str, values: Mapping[str, Any], expected: list[Any]
) -> None:
    assert told(owed(as_of, {"events": goal}, values, every="month")) == expected


def test_events_are_owed_by_organisation_and_term() -> None:
    target = {"each": "school", "events": {"at_least": "2", "per": "term"}}
    values = {"one": {"2024-03-01": "2", "2024-09-10": "2"}, "two": {"2024-03-01": "1"}}
    late, due = owed("2025-01-10", target, values, every="term")
    assert (told([late]), late.lacking) == ([("late", "2024-07-31", 163)], ("二小",))
    assert (told([due]), due.lacking) == ([("due", "2025-01-31", 0)], ("二小", "新小"))


def test_schools_that_never_reported_an_event_owe_it_all_the_same() -> None:
    (due,) = owed("2024-07-10", {"each": "school", "events": {"at_least": "2", "per": "term"}})
    assert (told([due]), due.lacking) == ([("due", "2024-07-31", 0)], ("一小", "二小"))


@pytest.mark.parametrize("days", range(0, 366, 15))
def test_whatever_lacks_a_figure_is_owed_by_somebody(days: int) -> None:
    workspace = load(Path(GOOD)).workspace
    assessment = assess(workspace, 2024, date(2024, 1, 1) + timedelta(days))
    asked = {due.id for due in dues(workspace, assessment, date(2025, 1, 31))}
    lacking = {each.id for each in assessment.findings if SILENT & reasons(each.verdict)}
    assert lacking - asked == set()


def reasons(verdict: Verdict) -> set[Why | None]:
    return {verdict.why}.union(*(reasons(part) for part in verdict.parts))


@pytest.mark.parametrize(
    ("item", "progress", "expected"),
    [
        ({"due": "2024-06-30"}, {}, [("late", "2024-06-30", 10)]),
        ({"due": "2024-07-10"}, {"2024-07-01": "开工"}, [("due", "2024-07-10", 0)]),
        ({"due": "2024-09-30"}, {}, []),
        ({}, {}, []),
        ({"due": "2024-06-30", "state": "已完成"}, {}, []),
        ({"due": "2024-06-30", "done": "2024-07-20"}, {}, [("late", "2024-06-30", 10)]),
    ],
)
def test_tasks(item: Mapping[str, str], progress: Mapping[str, str], expected: list[Any]) -> None:
    plan = [{"id": "path", "year": "2024", "title": "修路", **item}]
    assert told(owed("2024-07-10", action={"plan": plan, "progress": {"path": progress}})) == expected


@pytest.mark.parametrize(
    ("item", "lead", "owner"), [("一村", "村镇办", "一村"), (None, "村镇办", "村镇办"), (None, None, None)]
)
def test_a_task_is_owed_by_who_has_to_do_it_or_leads(
    item: str | None, lead: str | None, owner: str | None
) -> None:
    plan = {"id": "path", "year": "2024", "title": "修路", "due": "2024-06-30"}
    plan |= {"responsible": item} if item else {}
    (due,) = owed("2024-07-10", action={"plan": [plan], **({"lead": lead} if lead else {})})
    assert (due.kind.value, due.owner) == ("task", owner)


@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        ([], [("late", "2024-06-30", 10, "一村")]),
        ([{"progress": "2024-06-20", "note": "延期", "due": "2024-07-20"}], [("due", "2024-07-20", 0, "一村")]),
        ([{"progress": "2024-06-20", "note": "延期", "due": "2024-09-20"}], []),
        ([{"done": "2024-07-05"}], [("unverified", "2024-06-30", 5, "爱卫办")]),
        ([{"done": "2024-07-05"}, {"closed": "2024-07-08", "verified_by": "李四"}], []),
        ([{"done": "2024-07-20"}], [("late", "2024-06-30", 10, "一村")]),
    ],
)  # fmt: skip
def test_issues(steps: list[Mapping[str, str]], expected: list[Any]) -> None:
    opened = {"opened": "2024-05-01", "problem": "淤积", "responsible": "一村", "due": "2024-06-30"}
    found = owed("2024-07-10", action={"issues": {"ditch": [opened, *steps]}})
    assert [(*line, due.owner) for line, due in zip(told(found), found, strict=True)] == expected


def test_the_most_urgent_comes_first() -> None:
    plan = [
        {"id": f"task-{number}", "year": "2024", "title": "事", "due": due}
        for number, due in enumerate(["2024-07-20", "2024-07-01", "2024-07-15", "2024-05-01"])
    ]
    found = owed("2024-07-10", ANY, {"2024-01-31": "5"}, every="month", action={"plan": plan})
    assert told(found) == [
        ("late", "2024-05-01", 70),
        ("late", "2024-07-01", 9),
        ("stale", "2024-06-30", 10),
        ("due", "2024-07-15", 0),
        ("due", "2024-07-20", 0),
        ("due", "2024-07-31", 0),
    ]


@pytest.mark.parametrize(
    ("as_of", "week", "month", "expected"),
    [
        ("2024-12-31", True, False, "2025-01-05"),
        ("2024-12-29", True, False, "2024-12-29"),
        ("2024-02-05", False, True, "2024-02-29"),
        ("2024-02-05", False, False, "2024-03-06"),
    ],
)
def test_how_far_is_looked(as_of: str, week: bool, month: bool, expected: str) -> None:
    assert last_day(date.fromisoformat(as_of), week=week, month=month) == date.fromisoformat(expected)


def test_the_whole_command(cli: Cli) -> None:
    before = tree_hash(Path(BASE))
    assert cli("due", "-w", BASE, "--as-of", "2024-12-25") == (
        0,
        "示范镇 2024年到期和逾期事项  截至 2024-12-25，看到 2025-01-24\n"
        "\n"
        "村镇中心  到期 1\n" + "-" * 80 + "\n"
        "状态 类别 期限       最近        事项\n"
        "到期 任务 2024-12-31 -           改建卫生厕所\n"
        "\n"
        "逾期 0  过期 0  到期 1  待销号 0\n",
        "",
    )
    assert tree_hash(Path(BASE)) == before


def test_nothing_is_due(cli: Cli) -> None:
    result = cli("due", "-w", BASE, "--as-of", "2024-12-22", "--week", "--strict")
    assert (result.code, result.err) == (0, "")
    assert result.out == (
        "示范镇 2024年到期和逾期事项  截至 2024-12-22，看到 2024-12-22\n\n没有到期或逾期的事项\n"
    )


def test_the_exit_code_tells_of_delay_only_where_asked(cli: Cli) -> None:
    assert cli("due", "-w", GOOD).code == 0
    assert cli("due", "-w", GOOD, "--strict").code == 1
    assert cli("due", "-w", BASE, "--as-of", "2024-12-25", "--strict").code == 0


def test_a_week_and_a_month_at_once(cli: Cli) -> None:
    result = cli("due", "-w", GOOD, "--week", "--month")
    assert result == (2, "", "错误：--week 和 --month 不能同时用\n改法：只写一个\n")


def test_a_year_without_anything_to_do(cli: Cli) -> None:
    result = cli("due", "-w", GOOD, "--year", "2022")
    assert (result.code, result.err.splitlines()[0]) == (2, "错误：2022 年没有生效的目标，什么也没有判定")


@pytest.mark.parametrize("width", [60, 80, 120])
def test_every_state_at_every_width(
    width: int, cli: Cli, golden: Callable[[Path, str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    result = cli("due", "-w", GOOD, "--as-of", "2024-12-31")
    golden(WORKSPACES / "golden" / f"due.{width}", result.out)
    assert max(map(cells, result.out.splitlines())) <= width
    assert all(f"{word} 0" not in result.out.splitlines()[-2] for word in DUE_STATE.values())


def test_long_names_and_markup_stay_text_within_the_width(cli: Cli, tmp_path: Path) -> None:
    shutil.copytree(BASE, tmp_path, dirs_exist_ok=True)
    path = tmp_path / "data/actions/tidy-villages.yaml"
    text = path.read_text(encoding="utf-8").replace("改建卫生厕所", f'"[/b]“改|建”{"厕" * 50}"')
    path.write_text(
        text.replace("responsible: 村镇中心", "responsible: 村“镇”中心" + "村" * 50), encoding="utf-8"
    )
    lines = cli("due", "-w", str(tmp_path), "--as-of", "2024-12-25").out.splitlines()
    assert max(map(cells, lines)) <= 80
    assert any("[/b]“改|建”" in line for line in lines)


@pytest.mark.parametrize("root", [GOOD, str(PROJECT)])
def test_no_sign_of_ambiguous_width_before_the_last_column(root: str, cli: Cli) -> None:
    rows = [
        line for line in cli("due", "-w", root).out.splitlines() if line.startswith((*DUE_STATE.values(),))
    ]
    for line in rows[:-1]:
        inner = re.match(r"\S+ +\S+ +\S+ +\S+ +", line)
        assert inner and not [each for each in inner[0] if unicodedata.east_asian_width(each) == "A"], line
