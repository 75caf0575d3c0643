"""What the program does, without a command line and without a screen: records come back, notices are heard in order."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from aiwei_cli.load.tree import HALF_RECORD, WORKSPACE
from aiwei_cli.model.errors import DataError, UsageError
from aiwei_cli.usecases.caller import Caller, Notice
from aiwei_cli.usecases.change_application import Doubt
from aiwei_cli.usecases.check_outcome import Refusal
from aiwei_cli.usecases.checking import Checked, CheckRequest, check_year, read_files
from aiwei_cli.usecases.compared_states import pair, read_pair
from aiwei_cli.usecases.recording import RecordRequest, record_measurement
from aiwei_cli.usecases.selection import Selection
from aiwei_cli.usecases.task_steps import task_moved_on
from aiwei_cli.usecases.work_steps import WorkStep, take_step
from conftest import tree_hash
from support import WORKSPACES, git, lay_out, repository

TODAY = date(2024, 9, 30)
VILLAGES = "data/actions/tidy-villages.yaml"


@pytest.fixture
def town(tmp_path: Path) -> Path:
    return lay_out(tmp_path / "town", WORKSPACES / "base")


@pytest.fixture
def heard() -> list[Notice]:
    return []


@pytest.fixture
def caller(heard: list[Notice]) -> Caller:
    return Caller(lambda: TODAY, heard.append)


def rewrite(root: Path, path: str, old: str, new: str) -> None:
    text = (root / path).read_text(encoding="utf-8")
    assert old in text
    (root / path).write_text(text.replace(old, new), encoding="utf-8", newline="\n")


def test_a_year_is_judged(town: Path, caller: Caller, heard: list[Notice]) -> None:
    rewrite(town, VILLAGES, "172/200", "160/200")
    asked = CheckRequest(as_of="2024-12-31", selection=Selection(actions=["净村庄"], statuses=["missed"]))
    found = check_year(read_files(town, None, caller), asked, caller)
    assert isinstance(found, Checked)
    assert [each.id for each in found.result.verdicts] == ["clean-toilet-rate"]
    assert (found.exit_code, found.notices, heard) == (1, (), [])
    again = check_year(read_files(town, None, caller), asked._replace(exit_zero=True), caller)
    assert again == found._replace(exit_code=0)


def test_data_with_mistakes_is_refused_and_not_judged(town: Path, caller: Caller) -> None:
    rewrite(town, VILLAGES, "160/200", "约 160")
    found = check_year(read_files(town, None, caller), CheckRequest(), caller)
    assert isinstance(found, Refusal)
    error = found.error(told=True)
    assert isinstance(error, DataError)
    assert ([each.code for each in error.diagnostics], error.told) == (["AW203"], True)


def test_a_notice_is_heard_before_the_error_that_follows(
    town: Path, caller: Caller, heard: list[Notice]
) -> None:
    repository(town)
    git(town, "tag", "2024-07-01")
    rewrite(town, WORKSPACE, "year: 2024", "year: 二四")
    with pytest.raises(DataError):
        read_pair(town, pair("2024-07-01", None), caller)
    assert heard == [Notice("2024-07-01 按日期理解；要用同名的标签就写 refs/tags/2024-07-01")]


def test_a_figure_is_recorded_and_shown(town: Path, caller: Caller) -> None:
    shown: list[str] = []
    asked = RecordRequest("卫生厕所普及率", "170/200", "2024-09-30")
    assert record_measurement(town, asked, None, shown.append, caller) is None
    assert shown == [
        f"卫生厕所普及率：2024-09-30 记入 85%（170/200），{VILLAGES}:21\n"
        "判定：推进中 → 达标（要求 ≥85%，实际 85%（170/200））\n"
    ]


def test_a_doubt_comes_back_and_nothing_is_written(town: Path, caller: Caller) -> None:
    before, shown = tree_hash(town / "data"), list[str]()
    asked = RecordRequest("卫生厕所普及率", "0.86", "2024-09-30")
    assert record_measurement(town, asked, None, shown.append, caller) == Doubt(
        "“卫生厕所普及率”以 % 计，0.86 像是写成了小数。上次：2024-06-30 80%（160/200）。合理范围：20% 至 100%"
    )
    assert (shown, tree_hash(town / "data")) == ([], before)


def test_a_plan_that_raises_leaves_the_workspace_alone_and_its_lock_free(town: Path, caller: Caller) -> None:
    before, shown = tree_hash(town / "data"), list[str]()
    for _ in range(2):
        with pytest.raises(UsageError, match="没有任务“没有的”"):
            take_step(WorkStep(town), task_moved_on("没有的", "在做"), shown.append, caller)
    assert (shown, tree_hash(town / "data")) == ([], before)
    assert not (town / HALF_RECORD).exists()
