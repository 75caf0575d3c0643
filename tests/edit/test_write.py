"""What is promised of every file that is written: which are refused, and what stays as it was."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from aiwei_cli.edit import lock, storage
from aiwei_cli.edit.lock import LOCK, only_writer
from aiwei_cli.edit.storage import SUFFIX, hand_to, replace_file
from aiwei_cli.model.errors import OutputError
from conftest import Cli, Result, tree_hash
from support import WORKSPACES

FILE = "data/actions/tidy-villages.yaml"
WINDOWS = sys.platform == "win32"
LINE = "    2024-09-30: 170/200\n"


@pytest.fixture
def town(tmp_path: Path) -> Path:
    root = tmp_path / "town"
    shutil.copytree(WORKSPACES / "base", root)
    return root


def record(cli: Cli, town: Path, *more: str) -> Result:
    return cli("record", "clean-toilet-rate", "170/200", "--date", "2024-09-30", "-w", str(town), *more)


def refused(result: Result) -> tuple[str, str]:
    """Message and way out of a command that wrote nothing."""
    assert (result.code, result.out) == (2, "")
    message, hint = result.err.splitlines()
    return message.removeprefix("错误："), hint.removeprefix("改法：")


def test_a_read_only_file_is_refused(cli: Cli, town: Path) -> None:
    (town / FILE).chmod(0o444)
    before = tree_hash(town / "data")
    said = refused(record(cli, town))
    (town / FILE).chmod(0o644)
    assert said == (f"{FILE} 是只读文件，没有写入", "去掉它的只读属性再试")
    assert tree_hash(town / "data") == before


@pytest.mark.skipif(WINDOWS, reason="Windows names no owners")
def test_a_file_that_another_user_may_write_only_is_refused(
    cli: Cli, town: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import pwd

    owner = pwd.getpwuid((town / FILE).stat().st_uid).pw_name
    monkeypatch.setattr(os, "access", lambda _, mode, **__: mode != os.W_OK)
    assert refused(record(cli, town)) == (f"{FILE} 是只读文件，没有写入", "去掉它的只读属性再试")
    monkeypatch.setattr(os, "geteuid", lambda: (town / FILE).stat().st_uid + 1)
    assert refused(record(cli, town)) == (
        f"{FILE} 没有权限写，它属于用户 {owner}",
        "请他放开权限，或换成他的账号运行；没有写入任何内容",
    )


@pytest.mark.skipif(WINDOWS, reason="Windows has no modes to keep")
@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664])
def test_the_mode_of_a_file_is_kept(mode: int, cli: Cli, town: Path) -> None:
    (town / FILE).chmod(mode)
    assert record(cli, town).code == 0
    assert (town / FILE).stat().st_mode & 0o777 == mode


def test_a_file_changed_since_it_was_read_is_not_overwritten(town: Path) -> None:
    theirs = (town / FILE).read_bytes() + "# 别人的改动\n".encode()
    before = (town / FILE).read_bytes()
    (town / FILE).write_bytes(theirs)
    with pytest.raises(OutputError) as refusal:
        replace_file(town, FILE, before, b"ours\n")
    assert refusal.value.message == f"{FILE} 刚刚被别的程序改过，没有写入"
    assert refusal.value.hint == "先看清那边的改动，再运行一次"
    assert (town / FILE).read_bytes() == theirs
    assert not list(town.rglob(f"*{SUFFIX}"))


def link(at: Path, to: Path) -> None:
    try:
        at.symlink_to(to)
    except OSError:
        pytest.skip("no links on this system")


def test_a_link_out_of_the_workspace_is_refused(town: Path) -> None:
    outside = town.parent / "outside.yaml"
    (town / FILE).rename(outside)
    before = outside.read_bytes()
    link(town / FILE, outside)
    with pytest.raises(OutputError) as refusal:
        replace_file(town, FILE, before, b"ours\n")
    assert refusal.value.message == f"{FILE} 不能写：文件是指向工作区以外的链接"
    assert outside.read_bytes() == before


def test_a_link_inside_the_workspace_stays_a_link(cli: Cli, town: Path) -> None:
    real = town / "data" / "real.yaml"
    (town / FILE).rename(real)
    link(town / FILE, real)
    before = real.read_text(encoding="utf-8")
    assert record(cli, town).code == 0
    assert (town / FILE).is_symlink()
    assert real.read_text(encoding="utf-8") == before.replace("    2024-12-20", LINE + "    2024-12-20")


def test_a_program_that_lets_go_of_a_file_on_windows_is_waited_for(
    cli: Cli, town: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = hold(monkeypatch, 3)
    assert record(cli, town).code == 0
    assert LINE in (town / FILE).read_text(encoding="utf-8")
    assert held == [1, 2, 3]


def test_a_program_that_holds_a_file_on_windows_is_told(
    cli: Cli, town: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = tree_hash(town / "data")
    held = hold(monkeypatch, 1000)
    said = refused(record(cli, town))
    assert said == (f"{FILE} 正被别的程序打开，没有写入", "关掉打开它的窗口（Excel、编辑器）再试")
    assert (tree_hash(town / "data"), len(held)) == (before, 25)


def hold(monkeypatch: pytest.MonkeyPatch, times: int) -> list[int]:
    """As on Windows while another program has the file open: the attempts that failed."""
    real = Path.replace
    held: list[int] = []

    def replace(self: Path, target: Path) -> Path:
        if len(held) < times:
            held.append(len(held) + 1)
            raise PermissionError(13, "Access is denied")
        return real(self, target)

    monkeypatch.setattr(Path, "replace", replace)
    monkeypatch.setattr(storage, "_WINDOWS", True)
    monkeypatch.setattr(storage, "_PAUSE", 0)
    return held


def test_a_folder_that_may_not_be_written_is_no_matter_for_patience(
    cli: Cli, town: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = hold(monkeypatch, 1000)
    monkeypatch.setattr(storage, "_WINDOWS", False)
    assert refused(record(cli, town)) == (
        f"{FILE} 写不了（没有权限）",
        "核对磁盘空间和文件夹的权限；原来的文件没有动",
    )
    assert held == [1]


HOLDER = """
import sys
from filelock import FileLock
with FileLock(sys.argv[1]):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_another_writer_is_waited_for_and_then_told(
    cli: Cli, town: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lock, "_PATIENCE", 0.2)
    before = tree_hash(town / "data")
    line = [sys.executable, "-c", HOLDER, str(town / LOCK)]
    with subprocess.Popen(line, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout and other.stdin
        assert other.stdout.readline().strip() == b"held"
        said = refused(record(cli, town))
        other.stdin.close()
        other.wait()
    assert said == ("另一个 aiwei 正在写这个工作区，等了 0.2 秒还没有写完", "等它结束再试")
    assert tree_hash(town / "data") == before
    monkeypatch.setattr(lock, "_PATIENCE", 30)
    assert record(cli, town).code == 0


def test_what_a_killed_run_left_is_cleared_by_the_next(town: Path) -> None:
    paper = town / "evidence" / ("0" * 64)
    paper.mkdir(parents=True)
    places = [town / "data", town / "data" / "actions", paper]
    for folder in places:
        (folder / f".x.yaml.1{SUFFIX}").write_bytes(b"half")
    (town / "data" / ".keep").write_bytes(b"")
    with only_writer(town):
        assert not list(town.rglob(f"*{SUFFIX}"))
    assert (town / "data" / ".keep").exists()
    assert not paper.exists()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full on this system")
def test_an_answer_that_cannot_be_shown_does_not_deny_what_was_written(town: Path) -> None:
    line = ["record", "clean-toilet-rate", "170/200", "--date", "2024-09-30", "-w", str(town)]
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "aiwei_cli", *line], stdout=full, stderr=subprocess.PIPE, check=False
        )
    assert (done.returncode, done.stderr.decode()) == (
        2,
        "错误：已经写入，但结果没有写完（磁盘已满）\n改法：用 aiwei diff 查看写了什么\n",
    )
    assert LINE in (town / FILE).read_text(encoding="utf-8")


def test_a_workspace_that_cannot_be_locked_is_told(
    cli: Cli, town: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_locks(*_: object, **__: object) -> None:
        raise NotImplementedError

    monkeypatch.setattr("filelock.FileLock.acquire", no_locks)
    message, _ = refused(record(cli, town))
    assert message == f"{town} 里不能写文件（这个磁盘不支持加锁）"
    assert os.listdir(town) == ["data"]  # noqa: PTH208 nothing but what was there


@pytest.mark.skipif(not Path("/dev/fd").exists(), reason="open files have no names on this system")
def test_a_pipe_gets_what_is_written() -> None:
    reading, writing = os.pipe()
    hand_to(Path(f"/dev/fd/{writing}"), "一\n".encode())
    os.close(writing)
    with os.fdopen(reading, "rb") as received:
        assert received.read().decode() == "一\n"
