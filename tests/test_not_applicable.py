"""Nobody that a target is about: a verdict of its own, which fails nothing and for which nothing is owed."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from aiwei_cli.render.words.exemption_words import absences
from aiwei_cli.render.words.official_sentences import result
from aiwei_cli.render.words.worded_verdict import WordedVerdict
from aiwei_cli.rules.dues import dues
from aiwei_cli.rules.engine import assess
from conftest import Cli
from support import WORKSPACES
from towns import GROUPS, indicator, town

EACH = {"each": "school", "at_least": 1}
CLOSED = {"school": {"name": "学校", "members": {"first-school": {"name": "一小", "closed": "2023-08-31"}}}}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A town whose one indicator says ``0/0``."""
    (tmp_path / "data" / "actions").mkdir(parents=True)
    base = WORKSPACES / "good" / "every-verdict" / "data"
    about = (base / "workspace.yaml").read_text(encoding="utf-8")
    (tmp_path / "data" / "workspace.yaml").write_text(about, encoding="utf-8")
    targets = "indicators:\n  it: {action: one, name: 职业病体检率, unit: '%', level: town, reported_by: 卫生院, every: quarter, target: {2024: {at_least: 90}}}\n"
    (tmp_path / "data" / "targets.yaml").write_text(targets, encoding="utf-8")
    action = "id: one\nname: 防职业病\norder: 1\nmeasurements:\n  it:\n    2024-12-20: 0/0\n"
    (tmp_path / "data" / "actions" / "one.yaml").write_text(action, encoding="utf-8")
    return tmp_path


def test_of_nobody_the_table_and_the_sentence_say_so() -> None:
    workspace = town(
        {"it": indicator(EACH, name="锻炼时间", unit="小时", numerator="", denominator="")}, groups=CLOSED
    )
    (finding,) = assess(workspace, 2024, date(2024, 12, 31)).findings
    said = WordedVerdict(finding, workspace, 2024, in_a_row=True)
    assert (said.required, said.status, said.actual, said.remark) == (
        "各学校≥1小时",
        "不适用",
        "-",
        "没有考核对象",
    )
    assert result(finding, workspace, 2024).text == "锻炼时间2024年没有考核对象，该项指标不适用"


def test_it_is_counted_by_itself_and_fails_nothing(cli: Cli, root: Path) -> None:
    everything = ("check", "-w", str(root), "--as-of", "2024-12-31", "--strict")
    table = cli(*everything)
    assert (table.code, table.err) == (0, "")
    assert "不适用 0/0" in table.out
    assert "合计   1 项  不适用 1\n" in table.out
    found = cli(*everything, "--fail-on", "missed,no-data", "--format", "json")
    whole = json.loads(found.out)
    assert (found.code, whole["summary"]["total"]["not-applicable"]) == (0, 1)
    only = whole["verdicts"][0]
    assert (only["status"], only["actual"], only["reason"]) == ("not-applicable", "0/0", "无适用对象")
    assert "不适用" in cli(*everything, "--status", "not-applicable").out
    assert "合计   0 项" in cli(*everything, "--status", "no-data").out


@pytest.mark.parametrize(
    ("unit", "demand", "typed"),
    [
        ("小时/天", "{at_least: 1}", "0/0"),
        ("分", "{at_least: 80}", "0/0"),
        ("个", "{stock: {at_least: 6}}", "0/0"),
        ("处/30间", "{at_most: 2}", "0.0/0"),
        ('""', "{rising: year}", "0/0"),
    ],
)
def test_it_is_written_so_of_a_number_that_is_no_share_too(
    unit: str, demand: str, typed: str, cli: Cli, root: Path
) -> None:
    targets = root / "data" / "targets.yaml"
    text = targets.read_text(encoding="utf-8").replace("{at_least: 90}", demand)
    text = text.replace("unit: '%', ", f"unit: {unit}, " if unit != '""' else "")
    targets.write_text(text, encoding="utf-8")
    where = ("-w", str(root))
    only = json.loads(cli("check", *where, "--as-of", "2024-12-31", "--format", "json").out)["verdicts"][0]
    assert (only["status"], only["actual"]) == ("not-applicable", "0/0")
    recorded = cli("record", "it", typed, "--date", "2024-12-25", *where)
    assert (recorded.code, recorded.out.partition("，")[0]) == (0, "职业病体检率：2024-12-25 记入 无适用对象")
    refused = cli("record", "it", "0/3", "--date", "2024-12-26", *where)
    if unit in ("分", "个"):
        assert (refused.code, "只要一个数，写的是“0/3”" in refused.err) == (2, True)


def test_documents_word_it(cli: Cli, root: Path) -> None:
    where = ("-w", str(root), "--as-of", "2024-12-31")
    assert "职业病体检率2024年无适用对象，该项指标不适用。" in cli("report", *where).out
    assert "共1项，不适用1项" in cli("digest", "--month", *where).out
    assert "  依据      不适用：无适用对象\n" in cli("show", "it", *where).out


@pytest.mark.parametrize(
    ("target", "values", "groups", "as_of", "owed"),
    [
        ({"at_least": 90}, {"2024-06-30": "0/0"}, GROUPS, "2024-08-10", []),
        ({"at_least": 90}, {"2024-03-31": "0/0"}, GROUPS, "2024-08-10", ["2024-06-30", "2024-09-30"]),
        (EACH, {"first-school": {"2024-06-30": "0/0"}}, GROUPS, "2024-08-10", [("第二小学",), ("第二小学",)]),
        (EACH, {}, CLOSED, "2024-08-10", []),
    ],
)
def test_no_figure_is_owed_while_it_holds(
    target: Any, values: Mapping[str, Any], groups: Mapping[str, Any], as_of: str, owed: list[Any]
) -> None:
    made = town({"it": indicator(target, every="quarter")}, {"it": values}, groups=groups)
    day = date.fromisoformat(as_of)
    found = dues(made, assess(made, 2024, day), date(2024, 9, 30))
    assert [due.lacking or due.deadline.isoformat() for due in found] == owed


def test_who_is_left_out_of_a_group_is_said(cli: Cli, root: Path) -> None:
    targets = root / "data" / "targets.yaml"
    grouped = targets.read_text(encoding="utf-8").replace("{at_least: 90}", "{each: village, at_least: 90}")
    group = "organisations:\n  village: {name: 村, counter: 个, members: {one: 一村, two: 二村}}\n"
    targets.write_text(grouped + group, encoding="utf-8")
    action = root / "data" / "actions" / "one.yaml"
    said = action.read_text(encoding="utf-8").replace(
        "    2024-12-20: 0/0\n", "    one: {2024-12-20: 9/10}\n    two: {2024-12-20: 0/0}\n"
    )
    action.write_text(said, encoding="utf-8")
    where = ("-w", str(root), "--as-of", "2024-12-31")
    assert json.loads(cli("check", *where, "--format", "json").out)["verdicts"][0]["actual"] == "1/1达标"
    sheet = cli("show", "it", *where).out
    assert "二村：0/0，不适用，无适用对象\n" in sheet
    assert "结论：达标，二村无适用对象，不计\n" in sheet


def test_one_that_closed_and_counts_all_the_same_is_told_in_a_clause_of_its_own() -> None:
    members = {"one": "一小", "two": {"name": "二小", "closed": "2024-08-31"}}
    groups = {"school": {"name": "学校", "counter": "所", "members": members}}
    demanded = {"each": "school", "events": {"at_most": 0, "per": "year"}}
    values = {"one": {"2024-06-30": 0}, "two": {"2024-06-30": 1}}
    made = town({"it": indicator(demanded, unit="起")}, {"it": values}, groups=groups)
    (finding,) = assess(made, 2024, date(2024, 12, 31)).findings
    said = absences(finding.verdict, made).text
    assert said == "有1所学校已于2024年8月31日撤并，撤并前的仍计入"
