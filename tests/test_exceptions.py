"""Exceptions (豁免): a verdict or a question that does not count until a last day, and is shown all the same."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from conftest import Cli
from support import WORKSPACES, commit, lay_out, repository

VILLAGES = "data/actions/tidy-villages.yaml"
TERMS = "reason: 设备检修, approved_by: 县爱卫办, document: 县爱卫办〔2024〕8号"


@pytest.fixture
def town(tmp_path: Path) -> Path:
    """The base workspace, whose flies miss their target."""
    root = lay_out(tmp_path / "town", WORKSPACES / "base")
    edit(root, VILLAGES, "rooms-with-flies: 5", "rooms-with-flies: 20")
    return root


def edit(root: Path, path: str, old: str, new: str) -> None:
    text = (root / path).read_text(encoding="utf-8")
    assert old in text
    (root / path).write_text(text.replace(old, new), encoding="utf-8", newline="\n")


def excepted(root: Path, what: str = "indicator: fly-grade", until: str = "2024-12-31") -> None:
    path = root / "data/targets.yaml"
    line = f"exceptions:\n  - {{{what}, {TERMS}, until: {until}}}\n"
    path.write_text(path.read_text(encoding="utf-8") + line, encoding="utf-8", newline="\n")


def verdict(cli: Cli, root: Path, as_of: str) -> tuple[int, str, str]:
    result = cli("check", "-w", str(root), "--as-of", as_of, "--format", "json")
    found = next(each for each in json.loads(result.out)["verdicts"] if each["indicator"] == "fly-grade")
    return result.code, found["status"], found["reason"]


def test_a_missed_target_does_not_count_up_to_the_last_day(cli: Cli, town: Path) -> None:
    assert verdict(cli, town, "2024-12-31")[:2] == (1, "missed")
    excepted(town)
    code, status, reason = verdict(cli, town, "2024-12-31")
    assert (code, status) == (0, "excepted")
    assert reason == (
        "有蝇房间率20高于界限9，本为未达标，豁免至2024-12-31（设备检修，县爱卫办〔2024〕8号，县爱卫办批准）"
    )


def test_an_expired_exception_counts_again_and_says_so(cli: Cli, town: Path) -> None:
    excepted(town, until="2024-12-30")
    code, status, reason = verdict(cli, town, "2024-12-31")
    assert (code, status) == (1, "missed")
    assert reason == "有蝇房间率20高于界限9，豁免已于2024-12-30到期"


def test_what_is_met_needs_none(cli: Cli, town: Path) -> None:
    edit(town, VILLAGES, "rooms-with-flies: 20", "rooms-with-flies: 5")
    excepted(town)
    assert verdict(cli, town, "2024-12-31") == (0, "met", "不再需要豁免（县爱卫办〔2024〕8号）")


def test_lacking_data_can_be_excepted_too_and_is_not_asked_for(cli: Cli, town: Path) -> None:
    edit(town, VILLAGES, "  fly-grade:\n    2024-09-10: {indices: {rooms-with-flies: 20}}\n", "")
    excepted(town)
    code, status, reason = verdict(cli, town, "2024-12-31")
    assert (code, status) == (0, "excepted")
    assert reason.startswith("还没有监测值，本为缺数据，豁免至2024-12-31")
    assert "蝇密度" not in cli("due", "-w", str(town), "--as-of", "2024-12-31").out


def test_the_table_has_a_word_and_a_total_for_it(cli: Cli, town: Path) -> None:
    excepted(town)
    out = cli("check", "-w", str(town), "--as-of", "2024-12-31").out
    assert "合计   4 项  达标 3  豁免 1\n" in out
    assert re.search(r"^蝇密度 +镇 豁免   不达C级 +09-10 ", out, re.MULTILINE)


def test_show_and_report_tell_it(cli: Cli, town: Path) -> None:
    excepted(town)
    assert (
        "2024年判定：豁免（截至 2024-12-31，不豁免则为未达标）"
        in cli("show", "fly-grade", "-w", str(town), "--as-of", "2024-12-31").out
    )
    report = cli("report", "-w", str(town), "--as-of", "2024-12-31").out
    assert (
        "蝇密度为不达C级，目标为达到C级及以上，有蝇房间率20高于界限9，本为未达标，豁免至2024年12月31日"
        in report
    )


def test_a_question_can_be_excepted(cli: Cli, town: Path) -> None:
    edit(town, VILLAGES, "    2024-06-30: 160/200\n", "    2024-06-30: 0.8\n    2024-07-30: 0.9\n")
    excepted(town, "indicator: clean-toilet-rate, finding: AW401, date: 2024-06-30")
    result = cli("check", "-w", str(town), "--as-of", "2024-12-31", "--fail-on", "question")
    assert result.code == 1
    assert result.err.count("AW401") == 1
    assert result.err.endswith("共 1 处警告\n另有 1 处疑点已豁免\n")
    assert (
        cli("check", "-w", str(town), "--as-of", "2025-01-01").err == result.err
    )  # it reaches the year's end


def test_a_new_exception_is_a_change_to_be_looked_at(cli: Cli, town: Path) -> None:
    repository(town)
    excepted(town)
    assert cli("diff", "-w", str(town), "--as-of", "2024-12-31", "--format", "text").out == (
        "判定变化：\n蝇密度判定由未达标转为豁免，有蝇房间率20高于界限9，本为未达标，豁免至2024年12月31日"
        "（设备检修，县爱卫办〔2024〕8号，县爱卫办批准）。\n\n"
        "豁免：\n蝇密度豁免至2024年12月31日（设备检修，县爱卫办〔2024〕8号，县爱卫办批准）。"
        "【未达标的指标因此不计，请核对批准文件】\n"
    )
    commit(town, "豁免", "2024-12-31")
    assert cli("check", "-w", str(town), "--as-of", "2024-12-31").code == 0


@pytest.mark.parametrize(
    ("as_of", "stands"),
    [("2024-02-29", "，\n            还没有开始"), ("2024-03-01", ""), ("2024-12-31", "")],
)
def test_the_page_of_an_indicator_says_of_one_that_has_not_begun_that_it_has_not(
    as_of: str, stands: str, cli: Cli
) -> None:
    out = cli("show", "fitness", "-w", str(WORKSPACES / "good" / "exceptions"), "--as-of", as_of).out
    granted = "2024-03-01至2025-03-31（调查推迟，县卫〔2024〕3号，县卫健局批准）"
    assert f"  豁免      {granted}{stands}\n" in out
