"""What makes ``check`` fail, what is new since a revision, and the workspace's own defaults."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from conftest import Cli
from support import WORKSPACES, commit, lay_out, repository

GOOD = str(WORKSPACES / "good" / "every-verdict")
BASE = str(WORKSPACES / "base")
RATE = "clean-toilet-rate"


@pytest.fixture
def town(tmp_path: Path) -> Path:
    return lay_out(tmp_path / "town", WORKSPACES / "base")


@pytest.mark.parametrize(
    ("root", "options", "code"),
    [
        (GOOD, [], 1),
        (GOOD, ["--fail-on", "missed"], 1),
        (GOOD, ["--fail-on", "never"], 0),
        (GOOD, ["--exit-zero"], 0),
        (GOOD, ["--fail-on", "no-data", "--status", "no-data"], 1),
        (GOOD, ["--fail-on", "no-data", "--status", "pending"], 0),
        (GOOD, ["--fail-on", "missed,no-data", "--status", "no-data"], 1),
        (GOOD, ["--strict", "--status", "no-data"], 1),
        (GOOD, ["--strict", "--exit-zero"], 0),
        (GOOD, ["--fail-on", "late", "--as-of", "2024-12-31"], 1),
        (BASE, ["--fail-on", "late", "--as-of", "2024-12-31"], 0),
        (BASE, ["--fail-on", "question"], 0),
    ],
)
def test_fails_on_what_it_is_told_to(root: str, options: list[str], code: int, cli: Cli) -> None:
    assert cli("check", "-w", root, *options).code == code


def test_a_question_fails_where_it_is_asked_to(cli: Cli, town: Path) -> None:
    path = town / "data/actions/tidy-villages.yaml"
    path.write_bytes(path.read_bytes().replace(b"    2024-06-30: 160/200\n", b"    2024-06-30: 0.8\n"))
    assert cli("check", "-w", str(town)).code == 0
    assert cli("check", "-w", str(town), "--fail-on", "question").code == 1


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--fail-on", "misst"], "--fail-on 不认识“misst”\n改法：是不是“missed”？"),
        (["--fail-on", "never,missed"], "--fail-on never 不能和别的条件同用\n改法：只留一样"),
        (["--fail-on", "never", "--strict"], "--fail-on never 不能和别的条件同用\n改法：只留一样"),
    ],
)
def test_reasons_that_cannot_be_are_refused(options: list[str], said: str, cli: Cli) -> None:
    assert cli("check", "-w", GOOD, *options) == (2, "", f"错误：{said}\n")


def test_since_a_revision_only_what_is_new_is_told(cli: Cli, town: Path) -> None:
    path = town / "data/actions/tidy-villages.yaml"
    path.write_bytes(path.read_bytes().replace(b"rooms-with-flies: 5", b"rooms-with-flies: 20"))
    path.write_bytes(path.read_bytes().replace(b"    2024-06-30: 160/200\n", b"    2024-06-30: 0.8\n"))
    repository(town)
    assert cli("check", "-w", str(town)).code == 1
    old = cli("check", "-w", str(town), "--since", "HEAD", "--format", "json")
    known = "另有 1 处疑点原来就有，没有列出\n"
    assert (old.code, old.err) == (0, f"相比 HEAD：新增 0 项未达标或缺数据，其余 4 项不列\n{known}")
    assert json.loads(old.out)["diagnostics"] == []
    path.write_bytes(b"# one line more\n" + path.read_bytes().replace(b"172/200", b"150/200"))
    new = cli("check", "-w", str(town), "--since", "HEAD", "--format", "json")
    assert (new.code, new.err) == (1, f"相比 HEAD：新增 1 项未达标或缺数据，其余 3 项不列\n{known}")
    assert [each["indicator"] for each in json.loads(new.out)["verdicts"]] == [RATE]
    commit(town, "改数", "2024-12-31")
    assert cli("check", "-w", str(town), "--since", "HEAD~1").code == 1


def defaults(town: Path, text: str) -> None:
    path = town / "data/workspace.yaml"
    path.write_text(path.read_text(encoding="utf-8") + f"defaults: {text}\n", encoding="utf-8")


def test_the_workspace_says_what_the_command_line_does_not(cli: Cli, town: Path) -> None:
    defaults(town, "{fail_on: [missed, question], format: concise, level: town}")
    path = town / "data/actions/tidy-villages.yaml"
    path.write_bytes(path.read_bytes().replace(b"    2024-06-30: 160/200\n", b"    2024-06-30: 0.8\n"))
    result = cli("check", "-w", str(town))
    assert result.code == 1
    assert result.out.startswith("data/actions/healthy-schools.yaml:13:7: 达标[met] 健康教育课")
    assert "健康学校方案" not in result.out
    asked = cli("check", "-w", str(town), "--format", "json", "--level", "county", "--fail-on", "missed")
    assert asked.code == 0
    assert [each["indicator"] for each in json.loads(asked.out)["verdicts"]] == ["plan-published"]
