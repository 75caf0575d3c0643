"""As of which day each state is judged, and of which years a turned verdict is told."""

from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from aiwei_cli.cli import options
from aiwei_cli.model.workspace import Workspace
from aiwei_cli.render.words.changes.change_rows import rows
from aiwei_cli.rules.earlier_states import restated
from aiwei_cli.rules.state_comparison import compare, compare_years
from conftest import Cli
from support import WORKSPACES, commit, git, lay_out, repository
from towns import indicator, town

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
VILLAGES = "data/actions/tidy-villages.yaml"
AHEAD = "蝇密度随日期推移，判定由缺数据转为达标。\n健康教育课到期，判定由推进中转为达标。\n"
"""What the base workspace held of later days already."""
DECEMBER = "    2024-12-20: {value: 172/200, source: 各村报表}\n"


TODAY = "2025-01-20"
"""In the holidays at the end of the term that closes 2024."""


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    class Today(date):
        @classmethod
        def today(cls) -> Today:
            return cls.fromisoformat(TODAY)

    monkeypatch.setattr(options, "date", Today)


def edit(root: Path, old: str, new: str, path: str = VILLAGES) -> None:
    text = (root / path).read_text(encoding="utf-8")
    assert old in text
    (root / path).write_text(text.replace(old, new), encoding="utf-8", newline="\n")


@pytest.fixture(scope="module")
def a_year(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The half-year committed on 1 July, the whole year on 31 December; reading changes nothing of it."""
    root = lay_out(tmp_path_factory.mktemp("days") / "town", WORKSPACES / "base")
    edit(root, DECEMBER, "")
    repository(root, "2024-07-01")
    edit(root, "    2024-06-30: 160/200\n", f"    2024-06-30: 160/200\n{DECEMBER}")
    commit(root, "全年数据", "2024-12-31")
    return root


def asked(cli: Cli, root: Path, *words: str) -> Any:
    return json.loads(cli("diff", *words, "-w", str(root), "-f", "json").out)


@pytest.mark.parametrize(
    ("words", "days"),
    [
        (("2024-07-01", "2024-12-31"), ("2024-07-01", "2024-12-31")),
        (("2024-07-01..2024-12-31",), ("2024-07-01", "2024-12-31")),
        (("2024-07-01...2024-12-31",), ("2024-07-01", "2024-12-31")),
        (("2024-12-31...2024-07-01",), ("2024-07-01", "2024-07-01")),  # git begins where the two parted
        (("2024-12-31", "2024-07-01"), ("2024-12-31", "2024-07-01")),
        # The files as they are stand for today, and so does the last commit.
        (("2024-07-01",), ("2024-07-01", TODAY)),
        (("2024-07-01..",), ("2024-07-01", TODAY)),
        (("2024-07-01", "HEAD"), ("2024-07-01", TODAY)),
        # Any other revision has no day: one day for both.
        ((), (TODAY, TODAY)),
        (("HEAD~1",), (TODAY, TODAY)),
        (("HEAD~1..HEAD",), (TODAY, TODAY)),
        (("main", "2024-07-01"), (TODAY, TODAY)),
        (("2024-07-01", "2024-12-31", "--as-of", "2024-09-30"), ("2024-09-30", "2024-09-30")),
        (("2024-07-01", "2024-12-31", "--year", "2024"), ("2024-07-01", "2024-12-31")),
    ],
)
def test_each_state_is_judged_as_of_its_own_day(
    words: tuple[str, ...], days: tuple[str, str], cli: Cli, a_year: Path
) -> None:
    found = asked(cli, a_year, *words)
    assert (found["as_of_before"], found["as_of"]) == days


def test_a_verdict_that_the_data_turned(cli: Cli, a_year: Path) -> None:
    words = ("diff", "2024-07-01", "2024-12-31", "-w", str(a_year))
    assert cli(*words, "-f", "text").out == (
        "2024年7月1日的判定与2024年12月31日的判定相比。\n\n"
        "判定变化：\n卫生厕所普及率判定由推进中转为达标。\n\n"
        f"到期（与数据的改动无关）：\n{AHEAD}\n"
        "监测值：\n卫生厕所普及率由80%提高到86%，提高6个百分点，超年度目标1个百分点。\n"
    )
    table = cli(*words).out
    assert table.endswith(
        "原  达标 1  推进中 2  缺数据 1（截至 2024-07-01）\n现  达标 4（截至 2024-12-31）\n"
    )
    markdown = cli(*words, "-f", "markdown").out
    assert "\n截至 2024-07-01：达标 1、推进中 2、缺数据 1 → 截至 2024-12-31：达标 4\n" in markdown
    assert cli(*words, "--exit-code").code == 1


def test_a_verdict_that_the_calendar_turned_is_told_as_due(cli: Cli, tmp_path: Path) -> None:
    """The same file on both days: nothing in it changed, and that is said."""
    root = lay_out(tmp_path / "town", WORKSPACES / "base")
    edit(root, DECEMBER, "")
    repository(root, "2024-07-01")
    words = ("diff", "2024-07-01", "2024-12-31", "-w", str(root))
    assert cli(*words, "-f", "text").out == (
        "2024年7月1日的判定与2024年12月31日的判定相比。\n\n数据没有变化。\n\n"
        "到期（与数据的改动无关）：\n"
        "卫生厕所普及率到期，判定由推进中转为未达标，还差10户（5个百分点）。\n"
        f"{AHEAD}"
    )
    assert "\n\n数据没有变化\n原  达标 1" in cli(*words).out
    assert "\n数据没有变化。\n\n### 到期（与数据的改动无关）\n" in cli(*words, "-f", "markdown").out
    change, *others = asked(cli, root, "2024-07-01", "2024-12-31")["changes"]
    assert len(others) == 2
    assert (change["section"], change["year"], change["date"]) == ("calendar", 2024, None)
    assert (change["old"], change["new"]) == ("推进中", "未达标")
    assert cli(*words, "--exit-code").code == 0
    assert cli("diff", "HEAD", "HEAD", "-w", str(root), "-f", "text").out == "没有变化。\n"


def test_a_figure_that_no_longer_counts_by_time_alone(cli: Cli, tmp_path: Path) -> None:
    """A half-year's figure is out of date after the half-year that follows it."""
    root = lay_out(tmp_path / "town", WORKSPACES / "base")
    edit(root, "    2024-06-30: 160/200\n" + DECEMBER, "    2024-02-29: 172/200\n")
    edit(root, "every: half-year", "every: quarter", "data/targets.yaml")
    repository(root, "2024-03-01")
    found = asked(cli, root, "2024-03-01", "2024-09-30")["changes"]
    assert [(each["section"], each["sentence"]) for each in found if each["id"] == "clean-toilet-rate"] == [
        (
            "calendar",
            "卫生厕所普及率随日期推移，判定由达标转为缺数据，监测值过期：按季度报送，最近一次是2024年2月29日。",
        )
    ]


@pytest.fixture
def new_year(tmp_path: Path) -> Path:
    """2025 was opened on 5 January; then the last figure of December was found to be wrong."""
    root = repository(lay_out(tmp_path / "town", WORKSPACES / "base"), "2024-12-31")
    edit(root, "year: 2024", "year: 2025", "data/workspace.yaml")
    commit(root, "开启新的一年", "2025-01-05")
    edit(root, "2024-12-20: {value: 172/200", "2024-12-20: {value: 158/200")
    return root


def test_a_verdict_of_last_year_that_turned_is_told_with_its_year(cli: Cli, new_year: Path) -> None:
    words = ("diff", "-w", str(new_year))
    said = cli(*words, "-f", "text").out
    assert said.split("\n\n")[0] == (
        "判定变化：\n卫生厕所普及率2024年判定由达标转为未达标，还差12户（6个百分点）。"
    )
    table = cli(*words).out
    assert "\n卫生厕所普及率        2024年     达标          未达标" in table
    assert "\n2024年  原  达标 4\n2024年  现  达标 3  未达标 1（截至 2025-01-20）\n2025年  原  " in table
    found = asked(cli, new_year)
    assert [(each["year"], each["as_of"]) for each in found["years"]] == [
        (2024, TODAY),
        (2025, TODAY),
    ]
    assert (found["year"], found["changes"][0]["year"], found["changes"][0]["date"]) == (2025, 2024, None)
    markdown = cli(*words, "-f", "markdown").out
    assert "\n| 卫生厕所普及率 | 2024年 | 达标 | 未达标 |" in markdown
    assert "\n2024年，截至 2025-01-20：达标 4 → 达标 3、未达标 1\n" in markdown


def test_a_year_asked_for_is_the_only_one_judged(cli: Cli, new_year: Path) -> None:
    assert [each["year"] for each in asked(cli, new_year, "--year", "2025")["years"]] == [2025]
    last = asked(cli, new_year, "--year", "2024")
    assert ([each["year"] for each in last["years"]], last["changes"][0]["section"]) == ([2024], "turns")


def test_every_command_that_compares_tells_it(cli: Cli, new_year: Path) -> None:
    there = ("-w", str(new_year))
    restated = cli("restate", "--since", "2025-01-05", *there, "-f", "text").out
    assert "卫生厕所普及率2024年判定由达标转为未达标，还差12户（6个百分点）。\n" in restated
    week = cli("digest", "--week", "--as-of", "2025-01-07", "--since", "HEAD", *there).out
    assert "卫生厕所普及率2024年判定由达标转为未达标，还差12户（6个百分点）。\n" in week
    new = cli("check", "--since", "HEAD", "--as-of", "2025-01-07", *there)
    told = "2024 年也有 1 项新的未达标或缺数据：卫生厕所普及率；运行 aiwei check --year 2024 查看\n"
    assert (new.code, told in new.err) == (1, True)
    elsewhere = cli("check", "--since", "HEAD", "--as-of", "2025-01-07", "--level", "county", *there)
    assert (elsewhere.code, "2024" in elsewhere.err) == (0, False)
    git(new_year, "commit", "-qam", "更正")
    assert cli("check", "--since", "HEAD", "--as-of", "2025-01-07", *there).code == 0


def test_record_tells_the_verdict_of_the_year_of_the_figure(cli: Cli, new_year: Path) -> None:
    git(new_year, "checkout", "-q", ".")
    figure = ("clean-toilet-rate", "158/200", "--date", "2024-12-20", "--correct", "--note", "多统计十四户")
    said = cli("record", *figure, "-w", str(new_year)).out
    assert said.endswith(
        "\n2024年判定：达标 → 未达标（要求 ≥85%，实际 79%（158/200），还差12户（6个百分点））\n"
    )
    assert said.count("判定：") == 1  # that of 2025 still lacks a figure


def test_record_tells_both_years_where_both_verdicts_turned(cli: Cli, new_year: Path) -> None:
    edit(
        new_year,
        "2024: {at_least: 85}",
        "2024: {at_least: 75}\n      2025: {rising: year}",
        "data/targets.yaml",
    )
    edit(new_year, "{value: 158/200", "{value: 172/200")
    edit(new_year, DECEMBER, DECEMBER + "    2025-01-10: 170/200\n")
    figure = ("clean-toilet-rate", "140/200", "--date", "2024-12-20", "--correct", "--note", "多统计三十二户")
    said = cli("record", *figure, "--as-of", "2025-12-31", "-w", str(new_year)).out.splitlines()
    assert said[1:] == [
        "2024年判定：达标 → 未达标（要求 ≥75%，实际 70%（140/200），还差10户（5个百分点））",
        "判定：未达标 → 达标（要求 高于上年，实际 85%（170/200），上年70%（140/200））",
    ]


def years(before: Workspace, after: Workspace, asked: int = 2026) -> list[tuple[int, str, str]]:
    """The turned verdicts of two states, every year judged as of its last day."""
    end = compare_years(before, after, asked, lambda year: (date(year, 12, 31), date(year, 12, 31)))
    return [(turn.year, turn.was.status.value, turn.now.status.value) for turn in end.turns]


def test_a_figure_also_turns_later_years_that_look_back_at_it() -> None:
    rising = {"it": indicator({"rising": "year"})}
    before, after = (
        town(rising, {"it": {"2023-12-31": 50, "2024-12-31": now, "2025-12-31": 60}}) for now in (55, 65)
    )
    assert years(before, after) == [(2025, "met", "missed")]
    falls = town(rising, {"it": {"2023-12-31": 50, "2024-12-31": 45, "2025-12-31": 60}})
    assert years(before, falls) == [(2024, "met", "missed")]


def test_what_is_demanded_of_a_past_year_turns_its_verdict() -> None:
    values = {"it": {"2024-12-31": 60, "2025-12-31": 60}}
    before, after = (
        town(
            {
                "it": indicator({"at_least": 50})
                | {"target": {2024: {"at_least": 50}, 2025: {"at_least": to}}}
            },
            values,
        )
        for to in (55, 65)
    )
    assert years(before, after) == [(2025, "met", "missed")]


def test_an_exception_turns_the_verdict_of_the_year_it_was_granted_for() -> None:
    known, values = {"it": indicator({"at_least": 70})}, {"it": {"2024-12-31": 60, "2025-12-31": 75}}
    granted = {
        "indicator": "it",
        "reason": "改建",
        "document": "一号",
        "approved_by": "县爱卫办",
        "until": "2024-12-31",
    }
    assert years(town(known, values), town(known, values, exceptions=[granted])) == [
        (2024, "missed", "excepted")
    ]


def test_a_change_that_turns_nothing_names_no_other_year() -> None:
    known = {"it": indicator({"at_least": 70})}
    before, after = (town(known, {"it": {"2024-12-31": now, "2025-12-31": 75}}) for now in (71, 72))
    assert years(before, after) == []


def test_restate_tells_of_no_verdict_but_those_of_restated_figures() -> None:
    """The other one is of a year that has not ended yet: it is simply another figure."""
    known = {"it": indicator(every="quarter"), "other": indicator(name="另一项")}
    before, after = (
        town(known, {"it": {"2024-03-31": first}, "other": {"2024-06-01": second}})
        for first, second in ((60, 60), (61, 75))
    )
    on = date(2024, 7, 5)
    whole = compare_years(before, after, 2024, lambda _: (on, on))
    assert [turn.indicator for turn in whole.turns] == ["other"]
    found = restated(whole, on)
    assert ([each.indicator for each in found.values], found.turns, found.others) == (["it"], (), ())


def test_what_the_data_turned_is_told_before_what_the_calendar_turned() -> None:
    known = {"waits": indicator(name="只等年末"), "falls": indicator(name="改了数")}
    low, high = {"2024-06-20": "600/1000"}, {"2024-06-20": "800/1000"}
    before = town(known, {"waits": low, "falls": high})
    after = town(known, {"waits": low, "falls": low})
    found = compare(before, after, 2024, date(2024, 12, 31), earlier=date(2024, 6, 30))
    assert [each.by_calendar for each in found.turns] == [True, False]  # in the order of the targets
    assert [row.name for row in rows(found)][:2] == ["改了数", "只等年末"]


def test_an_event_of_january_turns_the_verdict_of_the_year_whose_term_it_is_of() -> None:
    lessons = indicator(
        {"events": {"at_least": 1, "per": "term"}}, name="健康教育课", unit="次", every="term"
    )
    before, after = (
        town({"it": lessons}, {"it": dict.fromkeys(days, "1")}, about={"year": 2025})
        for days in (["2024-03-01"], ["2024-03-01", "2025-01-10"])
    )
    found = compare_years(before, after, 2025, lambda _: (date(2025, 2, 10), date(2025, 2, 10)))
    assert [(turn.year, turn.was.status.value, turn.now.status.value) for turn in found.turns] == [
        (2024, "missed", "met")
    ]
