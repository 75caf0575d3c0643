"""``aiwei record`` without arguments: the questions, answered as at a keyboard."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from prompt_toolkit.application import create_app_session
from prompt_toolkit.input import PipeInput, create_pipe_input
from prompt_toolkit.output import DummyOutput

from aiwei_cli.cli.recording_guide import lead
from aiwei_cli.model.errors import UsageError
from aiwei_cli.usecases.recording import RecordRequest
from support import WORKSPACES

TODAY = date(2024, 9, 30)
ENTER, DOWN, CLEAR, CTRL_C = "\r", "\x1b[B", "\x15", "\x03"
NOTHING = RecordRequest(None, None)


@pytest.fixture
def town(tmp_path: Path) -> Path:
    root = tmp_path / "town"
    shutil.copytree(WORKSPACES / "base", root)
    return root


@pytest.fixture
def keys() -> Iterator[PipeInput]:
    with create_pipe_input() as keyboard, create_app_session(input=keyboard, output=DummyOutput()):
        yield keyboard


def test_a_figure_is_asked_for_step_by_step(
    town: Path, keys: PipeInput, capsys: pytest.CaptureFixture[str]
) -> None:
    keys.send_text(
        ENTER  # all actions
        + f"卫生厕所普及率（clean-toilet-rate）{ENTER}"
        + ENTER  # today
        + f"170/200{ENTER}"
        + DOWN * 2 + ENTER  # the second state
        + f"各村报表{ENTER}"
        + ENTER  # no note
    )  # fmt: skip
    asked = RecordRequest("clean-toilet-rate", "170/200", "2024-09-30", "", "快报", "各村报表")
    assert lead(town, NOTHING, TODAY, asks=True) == asked
    assert capsys.readouterr().err == "上次：2024-06-30 80%（160/200）。合理范围：20% 至 100%\n"


def test_the_organisation_is_asked_for(town: Path, keys: PipeInput) -> None:
    keys.send_text(
        DOWN * 2 + ENTER  # the second action
        + f"健康教育课（school-lessons）{ENTER}"
        + f"{CLEAR}2024-11-11{ENTER}"
        + DOWN + ENTER  # the second school
        + f"2{ENTER}" + ENTER + ENTER + ENTER
    )  # fmt: skip
    asked = lead(town, NOTHING, TODAY, asks=True)
    assert asked == RecordRequest("school-lessons", "2", "2024-11-11", "second-school")


def test_only_what_is_lacking_is_asked_for(town: Path, keys: PipeInput) -> None:
    keys.send_text(f"86{ENTER}" + ENTER * 3)
    given = RecordRequest("卫生厕所普及率", None, on="2024-09-30")
    assert lead(town, given, TODAY, asks=True) == RecordRequest("clean-toilet-rate", "86", "2024-09-30")


def test_a_given_state_and_organisation_are_not_asked_for_again(town: Path, keys: PipeInput) -> None:
    keys.send_text(f"2{ENTER}" + ENTER * 2)
    given = RecordRequest("school-lessons", None, on="2024-11-11", organisation="第二小学", status="核定")
    wanted = RecordRequest("school-lessons", "2", "2024-11-11", "second-school", "核定")
    assert lead(town, given, TODAY, asks=True) == wanted


def test_a_standing_figure_of_an_organisation_given_by_name_is_found(town: Path, keys: PipeInput) -> None:
    keys.send_text(f"{ENTER}3{ENTER}{ENTER}{ENTER}漏报{ENTER}")
    given = RecordRequest("school-lessons", None, on="2024-11-03", organisation="第二小学")
    assert lead(town, given, TODAY, asks=True).correct


@pytest.mark.parametrize(
    ("figures", "asked"),
    [
        ("cumulative", "年初至今的数，不是当半年的"),
        ("year_to_date", "年初至今的数，不是当半年的"),
        ("per_period", "当半年的数，不是累计"),
    ],
)
def test_which_figure_is_meant_is_said(
    figures: str, asked: str, town: Path, keys: PipeInput, capsys: pytest.CaptureFixture[str]
) -> None:
    targets = town / "data" / "targets.yaml"
    text = targets.read_text(encoding="utf-8")
    targets.write_text(
        text.replace("every: half-year\n", f"every: half-year\n    figures: {figures}\n", 1), encoding="utf-8"
    )
    keys.send_text(f"170/200{ENTER}" + ENTER * 3)
    given = RecordRequest("clean-toilet-rate", None, on="2024-10-30")
    assert lead(town, given, TODAY, asks=True).value == "170/200"
    assert f"合理范围：20% 至 100%。报{asked}\n" in capsys.readouterr().err


def test_an_answer_that_cannot_be_is_not_taken(town: Path, keys: PipeInput) -> None:
    keys.send_text(f"约90{ENTER}{CLEAR}90{ENTER}" + ENTER * 3)
    given = RecordRequest("clean-toilet-rate", None, on="2024-09-30")
    assert lead(town, given, TODAY, asks=True).value == "90"


def test_a_day_that_is_none_is_not_taken(town: Path, keys: PipeInput) -> None:
    keys.send_text(f"{CLEAR}2024-02-30{ENTER}{CLEAR}2024-02-29{ENTER}90{ENTER}" + ENTER * 3)
    given = RecordRequest("clean-toilet-rate", None)
    assert lead(town, given, TODAY, asks=True).on == "2024-02-29"


def test_a_standing_figure_is_corrected_with_a_reason(town: Path, keys: PipeInput) -> None:
    keys.send_text(f"{ENTER}158/200{ENTER}{ENTER}{ENTER}{ENTER}重复统计{ENTER}")
    given = RecordRequest("clean-toilet-rate", None, on="2024-06-30")
    wanted = RecordRequest("clean-toilet-rate", "158/200", "2024-06-30", note="重复统计", correct=True)
    assert lead(town, given, TODAY, asks=True) == wanted


def test_ctrl_c_at_a_question_ends_it(town: Path, keys: PipeInput) -> None:
    keys.send_text(CTRL_C)
    with pytest.raises(KeyboardInterrupt):
        lead(town, NOTHING, TODAY, asks=True)


def test_with_nobody_to_ask_nothing_is_asked(town: Path) -> None:
    with pytest.raises(UsageError) as refusal:
        lead(town, NOTHING, TODAY, asks=False)
    assert refusal.value.message == "要写指标和值"
