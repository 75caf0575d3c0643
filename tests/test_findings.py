"""What a year in the office brought to light: each once seen going wrong."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from aiwei_cli.load.assemble import load
from conftest import Cli, Result
from support import PROJECT, WORKSPACES, commit, diagnostics, lay_out, repository

VILLAGES = "data/actions/tidy-villages.yaml"
RATE = "clean-toilet-rate"


@pytest.fixture
def town(tmp_path: Path) -> Path:
    return lay_out(tmp_path / "town", WORKSPACES / "base")


def run(cli: Cli, root: Path, *arguments: str) -> Result:
    return cli(*arguments, "-w", str(root))


def edit(root: Path, path: str, old: str, new: str) -> None:
    text = (root / path).read_text(encoding="utf-8")
    assert old in text
    (root / path).write_text(text.replace(old, new), encoding="utf-8", newline="\n")


def test_a_preliminary_figure_becomes_final_with_the_same_value(cli: Cli, town: Path) -> None:
    run(cli, town, "record", RATE, "168/200", "--date", "2024-10-20", "--status", "快报")
    note = ("--correct", "--note", "县里核定", "--status", "核定")
    assert run(cli, town, "record", RATE, "168/200", "--date", "2024-10-20", *note).code == 0
    assert "    2024-10-20: {value: 168/200, status: 核定, note: 县里核定}\n" in (town / VILLAGES).read_text(
        encoding="utf-8"
    )


def test_a_doubtful_correction_needs_more_than_its_reason(cli: Cli, town: Path) -> None:
    wrong = ("record", RATE, "0.86", "--date", "2024-06-30", "--correct", "--note", "复核")
    result = run(cli, town, *wrong)
    assert (result.code, result.out) == (2, "")
    assert result.err.endswith("改法：确实如此就加 --sure；否则改正\n")
    assert run(cli, town, *wrong, "--sure").code == 0


@pytest.mark.parametrize(("indicator", "value"), [(RATE, "-5"), ("plan", "-1")])
def test_a_figure_is_not_negative(indicator: str, value: str, cli: Cli, town: Path) -> None:
    if indicator == "plan":
        edit(town, "data/targets.yaml", "{attested: yes, document: required}", "{at_most: 0}")
        edit(town, "data/actions/healthy-schools.yaml", "{value: 是, evidence: 方案文件}", "0")
        indicator = "plan-published"
    on = ("--date", "2024-10-01", "--note", "负", "-w", str(town))
    result = cli("record", *on, indicator, "--", value)
    assert result.code == 2
    assert "不应为负数" in result.err


def test_an_index_in_percent_is_at_most_100(town: Path) -> None:
    edit(town, VILLAGES, "rooms-with-flies: 5", "rooms-with-flies: 500")
    assert [(each.code, each.place.line) for each in diagnostics(town)] == [("AW208", 23)]


def test_three_times_is_not_more_than_three_times(cli: Cli, town: Path) -> None:
    edit(town, "data/targets.yaml", "    range: [20, 100]\n", "")
    run(cli, town, "record", RATE, "60", "--date", "2024-01-10")
    assert run(cli, town, "record", RATE, "20", "--date", "2024-02-10").code == 0


def test_a_rate_of_another_base_is_asked_about(town: Path) -> None:
    """Of 100,000 in place of 10,000 is ten times as much; a jump is all that a figure alone can show of it."""
    edit(town, "data/targets.yaml", '    unit: "%"\n    level', "    unit: 1/万\n    level")
    edit(town, "data/targets.yaml", "    range: [20, 100]\n", "")
    edit(town, VILLAGES, "2024-06-30: 160/200", "2024-06-30: 2.09")
    edit(town, VILLAGES, "{value: 172/200, source: 各村报表}", "{value: 20.9, source: 各村报表}")
    assert [each.code for each in diagnostics(town)] == ["AW405"]


def test_a_task_added_and_finished_at_once_is_told_as_finished(cli: Cli, town: Path) -> None:
    repository(town)
    run(cli, town, "task", "add", "修渠", "--action", "净村庄", "--due", "2024-06-30")
    run(cli, town, "task", "done", "修渠", "--date", "2024-05-10")
    assert run(cli, town, "diff", "--format", "text").out == (
        "任务：\n新增2024年任务：修渠（2024年6月30日前完成）。\n2024年5月10日，任务“修渠”完成。\n"
    )


def test_a_task_is_not_done_before_its_last_progress_or_its_year(cli: Cli, town: Path) -> None:
    run(cli, town, "task", "progress", "toilets", "过半", "--date", "2024-06-10")
    before = run(cli, town, "task", "done", "toilets", "--date", "2024-05-01")
    assert before.err == "错误：2024-05-01 早于最近一次进展的日期 2024-06-10\n改法：核对 --date\n"
    early = run(cli, town, "task", "progress", "toilets", "开工", "--date", "2019-05-01")
    assert early.err == "错误：2019-05-01 早于任务的年度 2024 年\n改法：核对 --date\n"


def test_of_a_task_one_line_of_progress_a_day(cli: Cli, town: Path) -> None:
    first = ("task", "progress", "toilets", "过半", "--date", "2024-06-10")
    assert run(cli, town, *first).code == 0
    before = (town / VILLAGES).read_bytes()
    again = run(cli, town, "task", "progress", "toilets", "快完了", "--date", "2024-06-10")
    assert (again.code, again.out) == (2, "")
    assert again.err == (
        "错误：任务“改建卫生厕所”2024-06-10 已经写过进展\n改法：换一个 --date，或在文件里改那一行\n"
    )
    assert (town / VILLAGES).read_bytes() == before


def test_a_deadline_is_not_moved_into_the_past(cli: Cli, town: Path) -> None:
    opened = ("--action", "净村庄", "--responsible", "一村", "--due", "2024-12-01", "--date", "2024-03-05")
    run(cli, town, "issue", "open", "沟渠淤堵", *opened)
    late = run(
        cli, town, "issue", "progress", "沟渠淤堵", "清淤", "--date", "2024-06-02", "--due", "2020-01-01"
    )
    assert late.err == "错误：新的时限 2020-01-01 早于这一步的日期 2024-06-02\n改法：核对 --due 和 --date\n"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["task", "add", " ", "--action", "净村庄"], "任务的内容 没有写内容\n改法：写上内容，没有写入任何文件"),
        (["task", "add", "甲", "--action", "净村庄", "--quantity", "多"], "--quantity：这里应为数量，写的是“多”\n改法：先写确切的数字再写单位，例如 1 公里，数字中间不要有逗号"),
        (["task", "add", "甲", "--action", "净村庄", "--id", "河道"], "--id：编号“河道”写法不对\n改法：只用小写字母、数字和连字符，以字母开头，最多 80 个字符"),
        (["task", "progress", "toilets", "一\n二", "--date", "2024-05-01"], "进展：文字里有换行\n改法：写成一行"),
        (["task", "progress", "toilets", "\x1b[2J", "--date", "2024-05-01"], "进展：文字里有看不见的字符 U+001B\n改法：删掉后重新输入这段文字"),
    ],
)  # fmt: skip
def test_words_are_checked_where_they_are_typed(
    arguments: list[str], said: str, cli: Cli, town: Path
) -> None:
    result = run(cli, town, *arguments)
    assert (result.code, result.err) == (2, f"错误：{said}\n")


def test_evidence_joins_a_list_and_its_comments_stay(cli: Cli, town: Path, tmp_path: Path) -> None:
    old = "  - {id: toilets, year: 2024, title: 改建卫生厕所, quantity: 40 座, due: 2024-12-31, responsible: 村镇中心, state: 进行中}\n"
    new = "  - id: toilets\n    year: 2024\n    title: 改建卫生厕所\n    quantity: 40 座\n    evidence:\n      - 会议纪要  # 第3号\n      - 照片\n"
    edit(town, VILLAGES, old, new)
    paper = tmp_path / "单.txt"
    paper.write_text("好", encoding="utf-8")
    run(cli, town, "task", "done", "toilets", "--date", "2024-12-01", "--evidence", str(paper))
    text = (town / VILLAGES).read_text(encoding="utf-8")
    assert "      - 会议纪要  # 第3号\n      - 照片\n      - evidence/" in text
    assert "\n    done: 2024-12-01\n" in text


@pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege on this system")
def test_evidence_is_not_written_through_a_link(cli: Cli, town: Path, tmp_path: Path) -> None:
    import hashlib

    paper, outside = tmp_path / "单.txt", tmp_path / "outside"
    paper.write_text("好", encoding="utf-8")
    outside.mkdir()
    (town / "evidence").mkdir()
    (town / "evidence" / hashlib.sha256(paper.read_bytes()).hexdigest()).symlink_to(outside)
    result = run(cli, town, "record", RATE, "86", "--date", "2024-10-01", "--evidence", str(paper))
    assert (result.code, list(outside.iterdir())) == (2, [])


def test_a_changed_unit_is_told_without_a_difference(cli: Cli, town: Path) -> None:
    edit(town, "data/targets.yaml", "{attested: yes, document: required}", "{at_least: 12}\n    unit: 平方米")
    edit(town, "data/actions/healthy-schools.yaml", "{value: 是, evidence: 方案文件}", "13")
    repository(town)
    edit(town, "data/targets.yaml", "unit: 平方米", "unit: 亩")
    edit(town, "data/actions/healthy-schools.yaml", "2024-03-01: 13", "2024-03-01: 20")
    said = run(cli, town, "diff", "--format", "text").out
    assert "2024年3月1日的健康学校方案由13平方米改为20亩。" in said


def test_indices_that_become_a_figure_are_told(cli: Cli, town: Path) -> None:
    repository(town)
    edit(town, "data/targets.yaml", "{grade: C, scale: fly-density}", "{at_most: 35}")
    edit(town, VILLAGES, "{indices: {rooms-with-flies: 5}}", "30")
    result = run(cli, town, "diff", "--format", "text")
    assert (result.code, result.err) == (0, "")
    assert "由有蝇房间率5%改为30级" in result.out


def test_a_text_over_several_lines_forges_nothing(cli: Cli, town: Path) -> None:
    repository(town)
    forged = (
        'progress:\n  toilets:\n    2024-03-01: "好。\\n\\n判定变化：\\n甲判定由未达标转为达标"\nfigures:'
    )
    edit(town, VILLAGES, "figures:", forged)
    assert run(cli, town, "diff", "--format", "text").out == (
        "任务：\n2024年3月1日，任务“改建卫生厕所”进展：好。 判定变化： 甲判定由未达标转为达标。\n"
    )


def test_before_the_workspaces_year_the_year_of_the_day_is_judged(cli: Cli, town: Path) -> None:
    edit(town, "data/workspace.yaml", "year: 2024", "year: 2025")
    assert "2024年对标结果" in run(cli, town, "check", "--as-of", "2024-12-31").out
    assert "2025年对标结果" in run(cli, town, "check", "--as-of", "2025-01-31").out
    assert "2024年度目标" in run(cli, town, "digest", "--month", "--as-of", "2024-12-31").out


def test_a_new_year_is_no_turn_of_every_verdict(cli: Cli, tmp_path: Path) -> None:
    import shutil

    shutil.copytree(PROJECT / "data", tmp_path / "data")
    repository(tmp_path, "2024-12-31")
    assert run(cli, tmp_path, "new-year", "2025").code == 0
    commit(tmp_path, "开年", "2025-01-02")
    assert "不判定" not in run(cli, tmp_path, "diff", "HEAD~1", "HEAD", "--format", "text").out


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no such device on this system")
def test_a_result_that_cannot_be_shown_was_written_all_the_same(town: Path) -> None:
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        done = subprocess.run(
            [sys.executable, "-m", "aiwei_cli", "task", "done", "toilets", "--date", "2024-12-01"],
            cwd=town,
            stdout=full,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )
    assert done.stderr.startswith("错误：已经写入，但结果没有写完")
    assert load(town).workspace.actions["tidy-villages"].plan[0].done is not None


@pytest.mark.skipif(sys.platform == "win32", reason="signals are sent otherwise on this system")
def test_ctrl_c_after_the_write_comes_too_late(
    cli: Cli, town: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from aiwei_cli.edit import planned_change, storage

    paper = tmp_path / "单.txt"
    paper.write_text("好", encoding="utf-8")
    real = storage.replace_file

    def pressed(root: Path, path: str, before: bytes, after: bytes) -> None:
        real(root, path, before, after)
        os.kill(os.getpid(), signal.SIGINT)

    monkeypatch.setattr(planned_change, "replace_file", pressed)
    opened = ("--action", "净村庄", "--responsible", "一村", "--due", "2024-12-01", "--date", "2024-03-05")
    result = run(cli, town, "issue", "open", "沟渠淤堵", *opened, "--evidence", str(paper))
    assert (result.code, result.err) == (0, "")
    assert run(cli, town, "check").err == ""


@pytest.mark.parametrize("typed", ["B级", "b", "Ｂ", "B"])
def test_a_grade_is_read_as_people_write_it(typed: str, cli: Cli, town: Path) -> None:
    run(cli, town, "record", "fly-grade", typed, "--date", "2024-10-10")
    assert "    2024-10-10: B\n" in (town / VILLAGES).read_text(encoding="utf-8")


def test_a_missing_action_is_told_once(town: Path) -> None:
    (town / VILLAGES).unlink()
    found = [each for each in diagnostics(town) if each.code == "AW302"]
    assert [(each.message, each.hint) for each in found] == [
        ("没有专项行动“tidy-villages”，2 个指标属于它", "在 data/actions 里补上这个行动的文件")
    ]


def test_an_empty_heading_says_that_it_is_empty(town: Path) -> None:
    (town / VILLAGES).write_text(
        (town / VILLAGES).read_text(encoding="utf-8").partition("measurements:")[0] + "measurements:\n",
        encoding="utf-8",
    )
    assert [(each.code, each.message) for each in diagnostics(town)] == [("AW209", "这里没有填内容")]
