"""Whole commands: exit code, standard output, standard error."""

from __future__ import annotations

import io
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from aiwei_cli.cli.boundary import run
from aiwei_cli.render.check_formats import FORMATS
from conftest import Cli, tree_hash
from forked import Forked
from support import PROJECT, WORKSPACES, lay_out

GOOD = str(WORKSPACES / "good" / "every-verdict")
BASE = str(WORKSPACES / "base")


def aiwei(*arguments: str, cwd: Path = PROJECT, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """A real process, away from what pytest does to the streams."""
    env = {key: value for key, value in os.environ.items() if not key.startswith(("PYTEST", "COLUMNS"))}
    return subprocess.run(
        [sys.executable, "-m", "aiwei_cli", *arguments],
        cwd=cwd,
        env={**env, **environment},
        capture_output=True,
    )


def test_exit_codes_follow_the_verdicts(cli: Cli) -> None:
    assert cli("check", "-w", GOOD).code == 1
    assert cli("check", "-w", BASE).code == 0
    assert cli("check", "-w", GOOD, "--status", "no-data").code == 0
    assert cli("check", "-w", GOOD, "--status", "no-data", "--strict").code == 1
    assert cli("check", "-w", GOOD, "--status", "pending", "--strict").code == 0


def test_filters_add_up(cli: Cli) -> None:
    result = cli(
        "check", "-w", GOOD, "-f", "json", "--action", "第二行动", "--level", "county", "--status", "missed"
    )
    verdicts = json.loads(result.out)["verdicts"]
    assert [each["indicator"] for each in verdicts] == ["air"]


def test_json_has_the_documented_keys_and_only_text_for_numbers(cli: Cli) -> None:
    whole = json.loads(cli("check", "-w", GOOD, "-f", "json", "--as-of", "2024-12-31").out)
    assert list(whole) == [
        "workspace",
        "year",
        "as_of",
        "since",
        "sample",
        "summary",
        "without_target",
        "tasks",
        "issues",
        "verdicts",
        "diagnostics",
    ]
    keys = "indicator action name level unit status without_exception required actual numerator denominator"
    keys += " shortfall measured_on reason path line"
    for verdict in whole["verdicts"]:
        assert list(verdict) == keys.split()
        assert all(value is None or isinstance(value, str) for key, value in verdict.items() if key != "line")


def test_json_counts_tasks_and_issues(cli: Cli) -> None:
    whole = json.loads(cli("check", "-w", GOOD, "-f", "json", "--as-of", "2024-12-31").out)
    tasks = {"all": 5, "done": 1, "under-way": 1, "not-started": 1, "unreported": 2, "overdue": 1}
    issues = {"all": 4, "not-started": 1, "under-way": 1, "done": 1, "closed": 1, "overdue": 1}
    assert (whole["tasks"], whole["issues"]) == (tasks, issues)


def test_a_sample_issue_makes_the_result_a_sample(cli: Cli) -> None:
    early = json.loads(cli("check", "-w", GOOD, "-f", "json", "--as-of", "2024-05-10").out)
    assert early["sample"] is True
    assert json.loads(cli("check", "-w", GOOD, "-f", "json", "--as-of", "2024-05-09").out)["sample"] is False


@pytest.mark.parametrize(
    ("filters", "tasks", "issues"),
    [
        (["--action", "first"], 5, 4),
        (["--action", "second"], 0, 0),
        (["--level", "town"], 0, 0),
        (["--status", "missed", "--action", "first"], 0, 0),
    ],
)
def test_filters_apply_to_tasks_and_issues(filters: list[str], tasks: int, issues: int, cli: Cli) -> None:
    whole = json.loads(cli("check", "-w", GOOD, "-f", "json", *filters).out)
    assert (whole["tasks"]["all"], whole["issues"]["all"]) == (tasks, issues)
    table = cli("check", "-w", GOOD, *filters).out
    assert ("\n任务 " in table, "\n整改 " in table, "件是示例" in table) == (
        tasks > 0,
        issues > 0,
        issues > 0,
    )


@pytest.mark.parametrize(
    ("arguments", "message", "hint"),
    [
        (["chekc"], "没有命令 chekc", "是不是 check？"),
        (["check", "--yaer", "2024"], "没有选项 --yaer", "是不是 --year？"),
        (["check", "--year", "abc"], "--year 的值不对：这里要写一个整数", "运行 aiwei check --help 看用法"),
        (["check", "--year"], "选项 --year 后面要写一个值", "运行 aiwei --help 看用法"),
        (["check", "--strict=1"], "选项 --strict 后面不要写值", "运行 aiwei --help 看用法"),
        (["report", "--level", "town"], "没有选项 --level", "运行 aiwei report --help 看用法"),
        (["check", "-w", GOOD, "--as-of", ""], "--as-of：这里没有填内容", "写成 2024-06-30 的样子"),
        (["show"], "缺少参数 编号", "运行 aiwei show --help 看用法"),
        (["record", "x", "-5"], "-5 像是负数", "负数前面先写 --，例如 aiwei record 指标 -- -5"),
        (["report", "more"], "多出来的内容 more", "运行 aiwei report --help 看用法"),
        (
            ["check", "-w", GOOD, "--year", "2023"],
            "2023 年没有生效的目标，什么也没有判定",
            "写有目标的年份：2024",
        ),
        (["check", "-w", GOOD, "--as-of", "2024-02-30"], "--as-of：没有 2024-02-30 这一天", "核对月份和日子"),
        (
            ["check", "-w", GOOD, "--as-of", "today"],
            "--as-of：这里应为日期，写的是“today”",
            "写成 2024-06-30 的样子",
        ),
        (["check", "-w", GOOD, "--format", "jsno"], "--format 不认识“jsno”", "是不是“json”？"),
        (["check", "-w", GOOD, "--action", "第二形动"], "--action 不认识“第二形动”", "是不是“第二行动”？"),
        (["check", "-w", GOOD, "--level", "town-ship"], "--level 不认识“town-ship”", "是不是“town”？"),
        (
            ["check", "-w", GOOD, "--status", "late"],
            "--status 不认识“late”",
            "可选：met、missed、pending、no-data、not-applicable、excepted",
        ),
        (["show", "facility", "-w", GOOD], "show 不认识“facility”", "是不是“facilities”？"),
        (
            ["report", "-w", GOOD, "--template", "other"],
            "没有模板“other”",
            "可选：digest.md.j2、report.md.j2",
        ),
        (
            ["report", "-w", GOOD, "--template", "../workspace.yaml"],
            "没有模板“../workspace.yaml”",
            "可选：digest.md.j2、report.md.j2",
        ),
    ],
)
def test_a_wrong_word_gets_a_sentence_and_a_way_out(
    arguments: list[str], message: str, hint: str, cli: Cli
) -> None:
    result = cli(*arguments)
    assert (result.code, result.out, result.err) == (2, "", f"错误：{message}\n改法：{hint}\n")


@pytest.mark.parametrize("words", [("loose-waste", "垃圾外溢"), ("lamps", "装路灯")])
def test_an_issue_and_a_task_are_shown_by_id_and_by_name(words: tuple[str, str], cli: Cli) -> None:
    first, second = (cli("show", word, "-w", GOOD) for word in words)
    assert first == second
    assert first.out.startswith(f"{words[1]}（{words[0]}）\n")


def test_an_indicator_goes_before_a_task_of_the_same_id(cli: Cli, tmp_path: Path) -> None:
    shutil.copytree(BASE, tmp_path, dirs_exist_ok=True)
    path = tmp_path / "data/actions/healthy-schools.yaml"
    plan = "plan:\n  - {id: fly-grade, year: 2024, title: 灭蝇}\n"
    path.write_text(f"{path.read_text(encoding='utf-8')}{plan}", encoding="utf-8")
    assert "监测值" in cli("show", "fly-grade", "-w", str(tmp_path)).out


def test_an_issue_that_was_found_later_is_not_known_yet(cli: Cli) -> None:
    shown = cli("show", "open-drain", "-w", GOOD, "--as-of", "2024-12-19").out
    assert "尚未发现（截至 2024-12-19）" in shown
    assert "open-drain" not in cli("show", "first", "-w", GOOD, "--as-of", "2024-12-19").out


def test_a_year_that_no_action_runs_in(cli: Cli) -> None:
    result = cli("check", "-w", str(PROJECT), "--year", "2025")
    assert (result.code, result.err) == (
        2,
        "错误：2025 年没有生效的目标，什么也没有判定\n"
        "改法：有目标的专项行动都不在这一年：核对各行动文件里的 since 和 until\n",
    )


def test_only_figures_that_a_verdict_rests_on_mark_it_as_a_sample(cli: Cli, tmp_path: Path) -> None:
    shutil.copytree(BASE, tmp_path, dirs_exist_ok=True)
    path = tmp_path / "data/actions/tidy-villages.yaml"
    text = path.read_text(encoding="utf-8").replace(
        "2024-06-30: 160/200", "2024-06-30: {value: 160/200, status: 示例}"
    )
    path.write_text(text, encoding="utf-8")
    assert json.loads(cli("check", "-w", str(tmp_path), "-f", "json").out)["sample"] is False
    early = cli("check", "-w", str(tmp_path), "-f", "json", "--as-of", "2024-06-30")
    assert json.loads(early.out)["sample"] is True


def test_without_a_command_the_help_is_shown(cli: Cli) -> None:
    result = cli()
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith("用法：aiwei")


def test_outside_a_workspace(cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    result = cli("check")
    assert (result.code, result.out) == (2, "")
    assert result.err == (
        f"错误：在 {tmp_path} 及其上级文件夹里没有找到 data/workspace.yaml\n"
        "改法：进入工作区的文件夹再运行，或用 --workspace 指明它在哪里\n"
    )


def test_a_workspace_is_found_from_a_folder_inside(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(WORKSPACES / "base" / "data" / "actions")
    assert cli("check").code == 0


def test_output_writes_that_file_and_nothing_else(cli: Cli, tmp_path: Path) -> None:
    shutil.copytree(BASE, tmp_path / "ws")
    before = tree_hash(tmp_path / "ws")
    result = cli("report", "-w", str(tmp_path / "ws"), "--output", str(tmp_path / "总结.md"))
    assert (result.code, result.out) == (0, "")
    assert (tmp_path / "总结.md").read_text(encoding="utf-8").startswith("# 示范镇2024年")
    assert tree_hash(tmp_path / "ws") == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["ws", "总结.md"]


@pytest.mark.parametrize("name", ["data/targets.yaml", "data/new.md"])
def test_output_never_goes_into_the_data(name: str, cli: Cli, tmp_path: Path) -> None:
    shutil.copytree(BASE, tmp_path / "ws")
    before = tree_hash(tmp_path / "ws")
    result = cli("check", "-w", str(tmp_path / "ws"), "-o", str(tmp_path / "ws" / name))
    assert (result.code, tree_hash(tmp_path / "ws")) == (2, before)


def test_output_keeps_the_mode_and_refuses_a_read_only_file(cli: Cli, tmp_path: Path) -> None:
    target = tmp_path / "总结.md"
    target.write_text("旧", encoding="utf-8")
    target.chmod(0o600)
    assert cli("report", "-w", BASE, "-o", str(target), "--overwrite").code == 0
    assert (target.stat().st_mode & 0o777, target.read_text(encoding="utf-8")[:1]) == (0o600, "#")
    target.chmod(0o400)
    before = target.read_bytes()
    result = cli("check", "-w", BASE, "-o", str(target))
    target.chmod(0o600)
    assert (result.code, target.read_bytes()) == (2, before)
    assert "是只读文件" in result.err


def test_output_into_a_device_leaves_the_device(cli: Cli) -> None:
    assert cli("check", "-w", BASE, "-o", os.devnull).code == 0
    assert not Path(os.devnull).is_file()


@pytest.mark.skipif(not Path("/dev/stdout").exists(), reason="no /dev/stdout on this system")
def test_output_into_a_pipe_by_its_device() -> None:
    plain = aiwei("check", "-w", GOOD, "-f", "json")
    done = aiwei("check", "-w", GOOD, "-f", "json=/dev/stdout")
    assert (done.returncode, done.stdout) == (plain.returncode, plain.stdout)


@pytest.mark.parametrize("name", ["/", ".", "circle"])
def test_output_that_cannot_be_a_file(
    name: str, cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    if name == "circle":
        try:
            Path(name).symlink_to(name)
        except OSError:
            pytest.skip("no links on this system")
    result = cli("check", "-w", BASE, "-o", name)
    assert (result.code, result.out) == (2, "")
    assert "写不了" in result.err


def test_output_into_a_folder_that_is_not_there(cli: Cli, tmp_path: Path) -> None:
    result = cli("check", "-w", BASE, "-o", str(tmp_path / "no" / "x.txt"))
    assert (result.code, result.out) == (2, "")
    assert "写不了" in result.err


def test_same_input_same_bytes() -> None:
    first, second = (aiwei("check", "--as-of", "2024-06-30", "-f", "json").stdout for _ in range(2))
    assert first == second != b""


@pytest.mark.parametrize("command", [["check"], ["report"], ["show", "rats"], ["show", "first"], ["due"]])
@pytest.mark.parametrize("encoding", ["gbk", "ascii", "utf-8"])
def test_no_console_makes_it_fail(command: list[str], encoding: str, forked: Forked) -> None:
    done = forked.run([*command, "-w", GOOD], PROJECT, {**os.environ, "PYTHONIOENCODING": encoding})
    assert done.returncode in (0, 1)
    assert done.stdout
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize("name", [name for name, each in FORMATS.items() if each.is_for_programs])
def test_what_programs_read_is_utf_8_on_any_console(name: str, forked: Forked) -> None:
    plain, on_gbk = (
        forked.run(
            ["check", "--format", name, "-w", GOOD], PROJECT, {**os.environ, "PYTHONIOENCODING": encoding}
        )
        for encoding in ("utf-8", "gbk")
    )
    assert not plain.stdout.decode("utf-8").isascii()
    assert on_gbk.stdout == plain.stdout


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full on this system")
def test_a_full_disk_is_said() -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "aiwei_cli", "check", "-w", GOOD],
            stdout=full,
            stderr=subprocess.PIPE,
            cwd=PROJECT,
        )
    assert done.returncode == 2
    assert "结果没有写完" in done.stderr.decode()


def test_a_reader_that_leaves_is_no_error() -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "aiwei_cli", "check", "-w", GOOD],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout and process.stderr
    process.stdout.close()
    assert process.stderr.read() == b""
    process.stderr.close()
    assert process.wait() == 1  # as with a reader who stays


class Left(io.StringIO):
    """Standard output that nobody reads any more."""

    def write(self, text: str) -> int:  # noqa: ARG002
        raise BrokenPipeError


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("check", 1),
        ("check --format json", 1),
        ("check --exit-zero", 0),
        ("check --year 1999", 2),
        ("due --strict", 1),
        ("report", 0),
        ("show facilities", 0),
    ],
)
def test_a_reader_that_leaves_changes_no_exit_code(
    line: str, code: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdout", Left())
    assert run([*line.split(), "-w", GOOD]) == code


def test_a_bug_is_short_and_has_a_code_of_its_own(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("aiwei_cli.usecases.judging.assess", lambda *_: 1 / 0)
    result = cli("check", "-w", GOOD)
    assert (result.code, result.out) == (3, "")
    assert "ZeroDivisionError" in result.err
    assert "Traceback" not in result.err


def test_ctrl_c_is_quiet(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("aiwei_cli.usecases.judging.assess", interrupt)
    assert cli("check", "-w", GOOD) == (130, "", "已中断，未写入任何内容\n")


def test_ctrl_c_that_a_library_wrapped_is_no_bug(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object) -> None:
        try:
            raise KeyboardInterrupt
        except KeyboardInterrupt as pressed:
            raise ValueError("schema") from pressed

    monkeypatch.setattr("aiwei_cli.usecases.judging.assess", interrupt)
    assert cli("check", "-w", GOOD) == (130, "", "已中断，未写入任何内容\n")


def test_ctrl_c_of_which_only_the_name_is_left_is_no_bug(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object) -> None:
        raise ValueError('Error building "enum" validator:\n  KeyboardInterrupt: ')  # as pydantic has it

    monkeypatch.setattr("aiwei_cli.usecases.judging.assess", interrupt)
    assert cli("check", "-w", GOOD) == (130, "", "已中断，未写入任何内容\n")


def test_ctrl_c_in_a_callback_is_not_told_but_a_bug_is(tmp_path: Path) -> None:
    script = """
from unittest.mock import patch
from aiwei_cli.__main__ import main
class Dying:
    def __init__(self, error): self.error = error
    def __del__(self): raise self.error
def run():
    Dying(KeyboardInterrupt())
    Dying(ZeroDivisionError())
    return 0
with patch("aiwei_cli.cli.boundary.run", run): main()
"""
    done = subprocess.run([sys.executable, "-c", script], cwd=tmp_path, capture_output=True)
    assert done.returncode == 0
    assert b"ZeroDivisionError" in done.stderr
    assert b"KeyboardInterrupt" not in done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals on this system")
@pytest.mark.parametrize(("no_colour", "coloured"), [("", True), ("1", False)])
def test_colours_only_on_a_terminal_that_wants_them(no_colour: str, coloured: bool) -> None:
    import pty

    here, there = pty.openpty()
    environment = {**os.environ, "NO_COLOR": no_colour, "TERM": "xterm"}
    line = [sys.executable, "-m", "aiwei_cli", "check", "-w", GOOD, "--action", "first"]
    done = subprocess.run(line, stdout=there, stderr=subprocess.DEVNULL, env=environment)
    os.close(there)
    shown = os.read(here, 100_000)
    os.close(here)
    assert (done.returncode, b"\x1b[" in shown) == (1, coloured)


def test_the_fast_path_stays_lean() -> None:
    """JSON needs no table; neither needs templates, Word, Excel or git."""
    for format_, absent in (("json", {"rich", "jinja2"}), ("table", {"jinja2"})):
        code = (
            "import sys; from aiwei_cli.cli.boundary import run; "
            f"run(['check', '-w', {GOOD!r}, '-f', '{format_}']); "
            "print(*{name.split('.')[0] for name in sys.modules}, file=sys.stderr)"
        )
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, cwd=PROJECT)
        loaded = set(done.stderr.decode().splitlines()[-1].split())
        assert not loaded & (absent | {"docx", "openpyxl", "git", "pygit2"})


def test_the_parts_of_a_total_are_shown_by_name(cli: Cli, tmp_path: Path) -> None:
    lay_out(tmp_path, WORKSPACES / "broken" / "aw410-parts")
    lines = cli("show", "-w", str(tmp_path), "clean-toilet-rate").out.split("\n")
    assert "  各部分    上村卫生厕所普及率、下村卫生厕所普及率" in lines
