"""Exceptions (豁免) in every answer: what counts, what is shown nevertheless, what is asked for, what a change tells."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from aiwei_cli.render.check_formats import FORMATS
from aiwei_cli.rules.dues import dues
from aiwei_cli.rules.earlier_states import as_known_on
from aiwei_cli.rules.engine import assess
from aiwei_cli.rules.state_comparison import compare
from conftest import Cli
from support import WORKSPACES, commit, lay_out, repository
from towns import changes, indicator, said, town

Golden = Callable[[Path, str], None]
ROOT = WORKSPACES / "good" / "exceptions"
GRANTED = {
    "indicator": "it",
    "reason": "改造跨年",
    "document": "县爱卫〔2024〕7号",
    "approved_by": "县爱卫办",
}
GROUNDS = "（改造跨年，县爱卫〔2024〕7号，县爱卫办批准）"
RATE = indicator()
LOW, HIGH = {"2024-06-20": "600/1000"}, {"2024-06-20": "800/1000"}


def granted(until: str = "2024-12-31", **more: Any) -> dict[str, Any]:
    return GRANTED | {"until": until} | more


def test_json_says_how_it_counts_and_how_it_would(cli: Cli) -> None:
    whole = json.loads(cli("check", "-w", str(ROOT), "--as-of", "2024-12-31", "-f", "json").out)
    verdicts = {each["indicator"]: each for each in whole["verdicts"]}
    assert whole["summary"]["total"]["excepted"] == 4
    toilets = verdicts["toilets"]
    assert (toilets["status"], toilets["without_exception"], toilets["shortfall"]) == (
        "excepted",
        "missed",
        "2.5",
    )
    assert verdicts["waste"]["without_exception"] is None


@pytest.mark.parametrize("what", ["toilets", "exercise", "plan"])
def test_show_tells_every_exception(what: str, cli: Cli, golden: Golden, tmp_path: Path) -> None:
    shutil.copytree(ROOT, tmp_path, dirs_exist_ok=True)
    result = cli("show", what, "-w", str(repository(tmp_path)), "--as-of", "2024-12-31")
    golden(WORKSPACES / "golden" / f"show.exceptions.{what}", result.out)


def test_only_what_is_excepted_is_shown_by_its_status(cli: Cli) -> None:
    arguments = ("check", "-w", str(ROOT), "--as-of", "2024-12-31", "--status", "excepted")
    assert (cli(*arguments, "--strict").code, "合计   4 项  豁免 4" in cli(*arguments).out) == (0, True)


def test_an_excepted_question_is_counted_and_one_that_ended_is_told_again(cli: Cli) -> None:
    for day, excused, ended in (("2024-09-30", 2, 0), ("2024-12-31", 1, 1), ("2025-01-01", 1, 1)):
        err = cli("check", "-w", str(ROOT), "--as-of", day).err
        assert (f"另有 {excused} 处疑点已豁免\n" in err, err.count("（豁免已于")) == (excused > 0, ended)


def test_data_only_says_of_an_exception_what_a_plain_check_says(cli: Cli) -> None:
    plain, data_only = (cli("check", "-w", str(ROOT), *more) for more in ([], ["--data-only"]))
    assert (data_only.code, data_only.err) == (0, plain.err)
    assert data_only.err.endswith("\n另有 1 处疑点已豁免\n")


def test_an_excepted_figure_is_not_asked_for_while_it_lasts() -> None:
    def owed(*exceptions: dict[str, Any]) -> list[str]:
        made = town({"it": indicator(every="quarter")}, exceptions=list(exceptions))
        as_of = date(2024, 10, 10)
        found = dues(made, assess(made, 2024, as_of), date(2025, 1, 31))
        return [due.deadline.isoformat() for due in found]

    assert owed() == ["2024-09-30", "2024-12-31"]
    assert owed(granted("2024-12-31")) == []
    assert owed(granted("2024-12-30")) == ["2024-12-31"]  # it ends before the figure is due
    assert owed(granted("2024-10-09")) == ["2024-09-30", "2024-12-31"]


def test_of_a_group_only_the_others_are_asked() -> None:
    demand = {"each": "school", "at_least": 1}
    short, whole = (granted(day, organisation="first-school") for day in ("2024-12-30", "2024-12-31"))

    def lacking(exception: dict[str, Any], as_of: date) -> list[tuple[str, ...]]:
        values = {"it": {"second-school": {"2024-01-10": "0"}}}
        made = town({"it": indicator(demand)}, values, exceptions=[exception])
        return [due.lacking for due in dues(made, assess(made, 2024, as_of), date(2025, 1, 31))]

    assert lacking(short, date(2025, 1, 10)) == [("第一小学",)]
    assert lacking(whole, date(2024, 12, 10)) == lacking(whole, date(2025, 1, 10)) == []


@pytest.mark.parametrize(
    ("before", "after", "values", "sentence"),
    [
        (
            [],
            [granted()],
            LOW,
            f"高血压患者规范管理率豁免至2024年12月31日{GROUNDS}。【未达标的指标因此不计，请核对批准文件】",
        ),
        ([], [granted()], HIGH, f"高血压患者规范管理率豁免至2024年12月31日{GROUNDS}。"),
        ([], [granted()], {}, f"高血压患者规范管理率豁免至2024年12月31日{GROUNDS}。"),  # nothing says 未达标
        (
            [],
            [granted(**{"from": "2024-07-01"})],
            HIGH,
            f"高血压患者规范管理率2024年7月1日起豁免至2024年12月31日{GROUNDS}。",
        ),
        (
            [granted("2024-06-30")],
            [granted()],
            LOW,
            f"高血压患者规范管理率的豁免由2024年6月30日延长到2024年12月31日{GROUNDS}。"
            "【未达标的指标因此不计，请核对批准文件】",
        ),
        (
            [granted(**{"from": "2025-01-01", "until": "2025-06-30"})],
            [granted(**{"from": "2024-01-01", "until": "2025-06-30"})],
            LOW,
            "更改了高血压患者规范管理率豁免的起始日（改造跨年，县爱卫〔2024〕7号，县爱卫办批准）。"
            "【未达标的指标因此不计，请核对批准文件】",
        ),
        (
            [granted("2025-06-30")],
            [granted()],
            LOW,
            f"高血压患者规范管理率的豁免由2025年6月30日缩短到2024年12月31日{GROUNDS}。",
        ),
        ([granted()], [], LOW, "取消高血压患者规范管理率的豁免（原至2024年12月31日）。"),
        (
            [granted()],
            [granted(document="县爱卫〔2024〕8号")],
            LOW,
            "更改了高血压患者规范管理率豁免的文号（改造跨年，县爱卫〔2024〕8号，县爱卫办批准）。",
        ),
        (
            [],
            [granted(finding="AW402", date="2024-06-20")],
            LOW,
            f"高血压患者规范管理率2024年6月20日的疑点AW402豁免至2024年12月31日{GROUNDS}。",
        ),
    ],
)
def test_diff_tells_what_became_of_an_exception(
    before: list[Any], after: list[Any], values: dict[str, Any], sentence: str
) -> None:
    was, now = (town({"it": RATE}, {"it": values}, exceptions=each) for each in (before, after))
    assert said(was, now, "exemptions") == [sentence]


@pytest.mark.parametrize(
    ("before", "after", "old", "new", "remark"),
    [
        ([], [granted()], "", "至2024-12-31", f"新增豁免{GROUNDS}"),
        ([granted("2024-06-30")], [granted()], "至2024-06-30", "至2024-12-31", f"豁免延长{GROUNDS}"),
        ([granted()], [granted("2024-06-30")], "至2024-12-31", "至2024-06-30", f"豁免缩短{GROUNDS}"),
        ([granted()], [], "至2024-12-31", "", "取消豁免"),
    ],
)
def test_a_table_has_the_ends_of_an_exception_beside_each_other(
    before: list[Any], after: list[Any], old: str, new: str, remark: str
) -> None:
    was, now = (town({"it": RATE}, {"it": HIGH}, exceptions=each) for each in (before, after))
    (row,) = [each for each in changes(was, now) if each.section == "exemptions"]
    assert (row.old.text, row.new.text, row.remark.text) == (old, new, remark)


def test_a_verdict_that_an_exception_turned_is_told_with_its_grounds() -> None:
    was, now = (town({"it": RATE}, {"it": LOW}, exceptions=each) for each in ([], [granted()]))
    assert said(was, now, "turns") == [
        f"高血压患者规范管理率判定由未达标转为豁免，还差100人（10个百分点），本为未达标，豁免至2024年12月31日{GROUNDS}。"
    ]


def test_an_exception_under_an_id_is_the_same_in_a_list() -> None:
    was, now = (town({"it": RATE}, exceptions=each) for each in ({"some-id": granted()}, [granted()]))
    assert compare(was, now, 2024, date(2024, 12, 31)).is_empty


def test_a_new_year_lists_the_exceptions_that_end_and_those_that_last(cli: Cli, tmp_path: Path) -> None:
    shutil.copytree(ROOT, tmp_path, dirs_exist_ok=True)
    result = cli("new-year", "2025", "-w", str(tmp_path))
    assert result.out.split("\n\n")[1:3] == [
        "2024 年到期的豁免，到期后照常判定\n"
        "  卫生厕所普及率  至2024-12-31（改厕项目|跨年，县爱卫〔2024〕7号，县爱卫办批准）\n"
        "  垃圾分类覆盖率  至2024-09-30（中转站停用，县爱卫〔2024〕2号，县爱卫办批准）\n"
        "  三小的健康教育课  至2024-12-31（校舍重建，县教〔2024〕5号，县教育局批准）\n"
        "  三小的每天锻炼  至2024-12-31（校舍重建，县教〔2024〕5号，县教育局批准）\n"
        "  三小的校园环境得分  至2024-12-31（校舍重建，县教〔2024〕5号，县教育局批准）",
        "到 2025 年仍然有效的豁免，请核对\n"
        "  经常锻炼比例  至2025-03-31（调查推迟，县卫〔2024〕3号，县卫健局批准）\n"
        "  方案印发  至2025-06-30（机构改革，县爱卫〔2024〕9号，县爱卫办批准）",
    ]


@pytest.mark.parametrize("command", [("task", "list"), ("issue", "list"), ("due",)])
def test_no_list_tells_a_question_that_is_excepted(command: tuple[str, ...], cli: Cli) -> None:
    err = cli(*command, "-w", str(ROOT), "--as-of", "2024-12-31").err
    assert (err.count("警告["), err.endswith("\n另有 1 处疑点已豁免\n")) == (1, True)


def test_what_begins_later_was_not_known_earlier() -> None:
    made = town({"it": RATE}, exceptions=[granted(**{"from": "2024-07-01"})])
    assert [len(as_known_on(made, date(2024, month, 1)).exemptions) for month in (6, 7)] == [0, 1]


def test_the_weekly_report_counts_and_tells_it(cli: Cli, tmp_path: Path) -> None:
    root = repository(lay_out(tmp_path, WORKSPACES / "none"), "2024-12-10")
    path = root / "data/targets.yaml"
    text = path.read_text(encoding="utf-8").replace("at_least: 85", "at_least: 95")
    path.write_text(text, encoding="utf-8", newline="\n")
    commit(root, "收紧目标", "2024-12-20")
    said = "reason: 改造跨年, document: 县爱卫〔2024〕7号, approved_by: 县爱卫办, until: 2024-12-31"
    lines = f"\nexceptions:\n  - {{indicator: clean-toilet-rate, {said}}}\n"
    path.write_text(text + lines, encoding="utf-8", newline="\n")
    out = cli("digest", "--week", "--as-of", "2024-12-31", "--since", "2024-12-20", "-w", str(root)).out
    assert "达标3项、豁免1项" in out
    assert f"卫生厕所普及率豁免至2024年12月31日{GROUNDS}。\n" in out
    assert "未达标的指标因此不计，请核对批准文件" in out


@pytest.mark.parametrize("format_", FORMATS)
def test_a_mistake_beside_exceptions_is_told(format_: str, cli: Cli, tmp_path: Path) -> None:
    shutil.copytree(WORKSPACES / "good" / "exceptions", tmp_path, dirs_exist_ok=True)
    tidy = tmp_path / "data" / "actions" / "tidy.yaml"
    tidy.write_text(tidy.read_text(encoding="utf-8").replace("19/100", "约19"), encoding="utf-8")
    result = cli("check", "-w", str(tmp_path), "--format", format_)
    assert result.code == 2
    assert "AW203" in (result.err if format_ == "table" else result.out)
