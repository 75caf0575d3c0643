"""The turn of the year with school terms: what record, check, due and new-year say in January and February."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import towns
from aiwei_cli.rules.engine import issues_of
from conftest import Cli

FILES = {
    "workspace": """\
town: 甲镇
county: 乙县
office: 甲镇爱卫办
programme: 爱国卫生
year: 2024
terms:
  - {name: 春季学期, starts: 02-16, ends: 07-31}
  - {name: 秋季学期, starts: 08-26, ends: 01-31}
""",
    "targets": """\
indicators:
  exercise:
    action: schools
    name: 锻炼时间
    unit: 小时
    level: town
    reported_by: 各学校
    every: term
    target:
      2024: {each: school, at_least: 1}
  eyesight:
    action: schools
    name: 近视率
    unit: "%"
    level: town
    reported_by: 卫生院
    every: term
    target:
      2024: {falling: year}
  smoke-free:
    action: schools
    name: 无烟学校
    unit: 所
    level: town
    reported_by: 教办
    every: month
    target:
      2024: {at_least: 1}
organisations:
  school:
    name: 学校
    counter: 所
    members:
      one: 一小
      two: {name: 二小, closed: 2024-08-31}
""",
    "actions/schools": """\
id: schools
name: 健康学校
order: 1
work:
  2024:
    - {lead: 护眼, text: "近视率降到{eyesight}。"}
measurements:
  exercise:
    one:
      2024-06-28: 1.2
    two:
      2024-06-28: 0.5
  eyesight:
    2024-01-10: 55
    2025-01-08: 53
  smoke-free:
    2024-12-31: 1
""",
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        path = tmp_path / f"data/{name}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path


def it_is(day: date, monkeypatch: pytest.MonkeyPatch) -> None:
    class Clock(date):
        @classmethod
        def today(cls) -> Clock:
            return cls(day.year, day.month, day.day)

    monkeypatch.setattr("aiwei_cli.cli.options.date", Clock)


LEFT = "另有1所学校已于2024年8月31日撤并，不再计入"


@pytest.mark.usefixtures("wide")
def test_record_in_january_is_of_last_year(root: Path, cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    it_is(date(2025, 1, 15), monkeypatch)
    record = ("record", "exercise", "0.8", "--for", "一小", "-y", "-w", str(root))
    assert cli(*record) == (  # without a date: today is a day of the autumn term
        0,
        "锻炼时间（一小）：2025-01-15 记入 0.8小时，data/actions/schools.yaml:11\n"
        f"判定：达标 → 推进中（要求 各学校≥1小时，实际 0/1达标，一小还差0.2小时，2025-01-31前，{LEFT}）\n",
        "",
    )
    plain = cli("record", "smoke-free", "1", "-y", "-w", str(root))
    assert (plain.code, "今天是 2025-01-15，不在 2024 年内" in plain.err) == (2, True)


@pytest.mark.usefixtures("wide")
def test_record_after_the_new_year_opened_judges_the_year_of_the_term(
    root: Path, cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    it_is(date(2025, 1, 15), monkeypatch)
    opened = cli("new-year", "2025", "-w", str(root)).out
    assert "2025 年拿来比较的基数\n  近视率（eyesight）  53%，2025-01-08\n" in opened
    said = cli("record", "exercise", "1.1", "--for", "一小", "-y", "-w", str(root)).out
    assert said.splitlines()[1] == f"2024年判定：仍为达标（要求 各学校≥1小时，实际 1/1达标，{LEFT}）"
    said = cli("record", "smoke-free", "0", "-y", "-w", str(root)).out
    assert said.splitlines()[1].startswith("判定：缺数据 → 推进中")


@pytest.mark.usefixtures("wide")
def test_a_day_of_the_holidays_is_asked_about_and_counts(
    root: Path, cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    it_is(date(2025, 2, 6), monkeypatch)
    record = ("record", "exercise", "0.9", "--for", "一小", "--date", "2025-02-05", "-y", "-w", str(root))
    assert cli(*record) == (
        2,
        "",
        "错误：“锻炼时间”按学期统计，2025-02-05 不在任何学期内，算在2024年秋季学期（到 2025-01-31 为止）里。"
        "上次：2024-06-28 1.2小时\n改法：确实如此就加 --note 说明；否则改正\n",
    )
    said = cli(*record, "--note", "假期补测").out
    assert said.splitlines()[1] == (
        f"判定：仍为达标（要求 各学校≥1小时，实际 1/1达标，{LEFT}，这条在截止日 2025-01-31 之后，没有计入）"
    )
    whole = cli("check", "-w", str(root))
    assert whole.out.startswith("甲镇 2024年对标结果  截至 2025-01-31\n")
    assert "AW403] 有 1 条监测值晚于截止日 2025-01-31，未计入；最早一条是 2025-02-05" in whole.err
    later = cli("check", "-w", str(root), "--as-of", "2025-02-05")
    assert ("AW403" in later.err, "锻炼时间 镇 未达标 0/1达标" in later.out) == (False, True)


@pytest.mark.parametrize(
    ("today", "as_of"),
    [("2024-12-31", "2024-12-31"), ("2025-01-20", "2025-01-20"), ("2025-03-01", "2025-01-31")],
)
def test_a_year_is_looked_at_up_to_its_closing_day(
    today: str, as_of: str, root: Path, cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    it_is(date.fromisoformat(today), monkeypatch)
    assert cli("check", "-w", str(root)).out.splitlines()[0] == f"甲镇 2024年对标结果  截至 {as_of}"
    assert f"截至 {as_of}，看到" in cli("due", "-w", str(root)).out.splitlines()[0]


@pytest.mark.usefixtures("wide")
def test_an_exception_of_the_whole_year_holds_on_the_closing_day(
    root: Path, cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    it_is(date(2025, 6, 1), monkeypatch)
    path = root / "data/targets.yaml"
    grounds = "reason: 创建推迟, document: 1号, approved_by: 县爱卫办, until: 2024-12-31"
    text = path.read_text(encoding="utf-8").replace("{at_least: 1}\norg", "{at_least: 2}\norg")
    path.write_text(f"{text}exceptions:\n  e1: {{indicator: smoke-free, {grounds}}}\n", encoding="utf-8")
    found = cli("check", "-w", str(root))
    granted = "本为未达标，豁免至2024-12-31（创建推迟，1号，县爱卫办批准）"
    assert (found.code, found.out.splitlines()[0][-10:]) == (0, "2025-01-31")
    assert f"还差1所，{granted}" in found.out
    shown = cli("show", "smoke-free", "-w", str(root)).out
    assert ("不豁免则为未达标" in shown, "到期" in shown) == (True, False)
    text = cli("report", "-w", str(root)).out
    assert "豁免至2024年12月31日（创建推迟，1号，县爱卫办批准）" in text and "到期" not in text
    assert "无烟学校" not in cli("due", "-w", str(root)).out
    month = cli("digest", "--month", "-w", str(root), "--as-of", "2025-01-31").out
    assert "由豁免转为" not in month


@pytest.mark.usefixtures("wide")
def test_figures_of_the_next_year_are_told(root: Path, cli: Cli) -> None:
    path = root / "data/actions/schools.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "    2025-01-20: 0\n", encoding="utf-8")
    result = cli("check", "-w", str(root), "--year", "2024", "--as-of", "2025-01-31")
    assert result.err.splitlines()[0] == (
        "data/actions/schools.yaml:18:5: 提示[AW403] 有 1 条监测值晚于截止日 2025-01-31 或属于以后的年度，"
        "未计入；最早一条是 2025-01-20"
    )
    assert "无烟学校 镇 达标   1所 " in result.out


@pytest.mark.usefixtures("wide")
def test_what_the_last_term_owes_is_owed_in_january(root: Path, cli: Cli) -> None:
    owed = cli("due", "-w", str(root), "--as-of", "2025-01-10").out
    assert "到期 指标 2025-01-31 2024-06-28  锻炼时间（一小）" in owed
    assert "二小" not in owed


@pytest.mark.usefixtures("wide")
def test_the_report_tells_who_left_and_what_january_brought(root: Path, cli: Cli) -> None:
    text = cli("report", "-w", str(root), "--as-of", "2025-01-31").out
    assert "近视率降到53%。" in text
    assert f"锻炼时间：1所学校全部达到要求，目标为每所学校不低于1小时，达标（{LEFT}）" in text


def test_a_year_answers_for_what_was_open_in_it() -> None:
    steps = [
        {"opened": "2023-12-01", "problem": "路边垃圾", "responsible": "二村", "due": "2023-12-20"},
        {"done": "2023-12-19", "note": "已清"},
        {"closed": "2024-01-08", "verified_by": "李芳"},
    ]
    known = towns.town(issues={"waste": steps})
    years = {
        year: [each.id for each in issues_of(known, year, date(2025, 12, 31))] for year in range(2022, 2026)
    }
    assert years == {2022: [], 2023: ["waste"], 2024: ["waste"], 2025: []}
