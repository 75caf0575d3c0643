"""The merge driver as git runs it, and by itself: no figure of either side is ever lost unseen."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

from aiwei_cli.edit.scaffold.repository import DRIVER
from conftest import Cli
from support import PROJECT, WORKSPACES, commit, git, lay_out, repository

RATE: Final = "clean-toilet-rate"
FILE: Final = "data/actions/tidy-villages.yaml"
MARKS: Final = ("<<<<<<<", "=======", ">>>>>>>")
OURS, THEIRS = "    2024-10-20: 165/200\n", "    2024-11-20: 171/200\n"


@pytest.fixture(scope="module")
def parted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two branches that each added a figure: ``main``, where we are, and ``village``."""
    root = lay_out(tmp_path_factory.mktemp("parted") / "town", WORKSPACES / "base")
    shutil.copy(PROJECT / ".gitattributes", root)
    repository(root)
    before = (root / FILE).read_text(encoding="utf-8")
    for branch, line in (("village", THEIRS), ("main", OURS)):
        git(root, "switch", "--quiet", *(["--create"] if branch == "village" else []), branch)
        said = before.replace("    2024-12-20:", f"{line}    2024-12-20:")
        (root / FILE).write_text(said, encoding="utf-8", newline="\n")
        commit(root, branch, "2024-11-30")
    return root


@pytest.fixture
def town(parted: Path, tmp_path: Path) -> Path:
    return shutil.copytree(parted, tmp_path / "town")


def merge(root: Path, driver: str) -> tuple[bool, str]:
    """Whether git merged by itself with this driver set up, and what stands in the file then."""
    git(root, "config", "merge.aiwei.driver", driver)
    try:
        git(root, "merge", "--quiet", "--no-edit", "village", on="2024-12-01")
    except subprocess.CalledProcessError:
        return False, (root / FILE).read_text(encoding="utf-8")
    return True, (root / FILE).read_text(encoding="utf-8")


def put(root: Path, line: str, text: str, branch: str) -> None:
    """Another figure on one of the branches."""
    git(root, "switch", "--quiet", branch)
    said = (root / FILE).read_text(encoding="utf-8").replace(line, text)
    (root / FILE).write_text(said, encoding="utf-8", newline="\n")
    commit(root, "改", "2024-11-30")


AIWEI: Final = f"{shlex.quote(sys.executable)} -m aiwei_cli"
STUB: Final = {
    "missing": "/nowhere/aiwei",
    "not to be run": "/dev/null",
    "killed": "sh -c 'kill -9 $$' --",
    "asked to end": "sh -c 'kill $$' --",
}


def set_up_with(program: str) -> str:
    """The line that ``init`` sets up, with another program in it."""
    assert DRIVER.startswith("aiwei merge-driver %O %A %B %P; ")
    return program + DRIVER.removeprefix("aiwei")


def test_the_line_that_is_set_up_joins_by_what_is_said(town: Path) -> None:
    merged, text = merge(town, set_up_with(AIWEI))
    assert merged
    assert OURS + THEIRS in text


@pytest.mark.parametrize("program", STUB.values(), ids=STUB)
def test_without_aiwei_git_marks_the_conflict(program: str, town: Path) -> None:
    merged, text = merge(town, set_up_with(program))
    assert not merged
    assert OURS in text and THEIRS in text
    assert [text.count(mark) for mark in MARKS] == [1, 1, 1]


def test_without_aiwei_git_still_joins_what_does_not_touch(town: Path) -> None:
    put(town, OURS, "", "main")
    put(town, "lead: ", "# 村里核对过\nlead: ", "main")
    merged, text = merge(town, set_up_with(STUB["missing"]))
    assert merged, text
    assert THEIRS in text and "# 村里核对过\n" in text


def test_a_real_conflict_is_marked_once(town: Path) -> None:
    put(town, OURS, THEIRS.replace("171", "170"), "main")
    merged, text = merge(town, set_up_with(AIWEI))
    assert not merged
    assert "170/200" in text and "171/200" in text
    assert [text.count(mark) for mark in MARKS] == [1, 1, 1]


def test_a_crash_leaves_the_marks_of_git(town: Path) -> None:
    """A bug of ours, between reading and writing."""
    script = (
        "import sys, aiwei_cli.edit.branch_merge as merge\n"
        "def broken(*_): raise ZeroDivisionError\n"
        "merge.merged = broken\n"
        "from aiwei_cli.cli.boundary import run\n"
        "sys.exit(run())\n"
    )
    (town.parent / "crash.py").write_text(script, encoding="utf-8")
    program = f"{shlex.quote(sys.executable)} {shlex.quote(str(town.parent / 'crash.py'))}"
    merged, text = merge(town, set_up_with(program))
    assert not merged
    assert OURS in text and THEIRS in text
    assert [text.count(mark) for mark in MARKS] == [1, 1, 1]


UNFINISHED: Final = (
    f"提示：合并还没有完成：{FILE} 在 git 里还是冲突状态，文件里没有冲突标记，对方的改动可能不在里面\n"
    f"改法：在工作区里运行 git checkout -m -- {FILE} 重新合并（先把 aiwei 装好），核对后 git add；已经手工合好的，直接 git add\n"
)


@pytest.mark.parametrize("where", ["the repository itself", "a worktree"])
def test_a_conflict_that_shows_no_marks_is_told_until_it_is_settled(where: str, cli: Cli, town: Path) -> None:
    """As an aiwei leaves it that ends with 1 before it has begun, as a broken Python does."""
    if where == "a worktree":
        git(town, "worktree", "add", "--quiet", "-b", "other", "../other")
        town = town.parent / "other"
    merged, text = merge(town, set_up_with("false"))
    assert (merged, OURS in text, THEIRS in text) == (False, True, False)
    plain = cli("check", "-w", str(town))
    assert (plain.code, plain.err) == (0, UNFINISHED)
    data = cli("check", "--data-only", "-w", str(town))
    assert (data.code, data.err) == (0, f"{UNFINISHED}没有发现数据问题\n")
    git(town, "config", "merge.aiwei.driver", set_up_with(AIWEI))
    git(town, "checkout", "-m", "--", FILE)  # what is advised
    assert OURS + THEIRS in (town / FILE).read_text(encoding="utf-8")
    git(town, "add", FILE)
    assert cli("check", "-w", str(town)).err == ""


@pytest.mark.parametrize("way", ["cherry-pick", "rebase"])
def test_so_is_one_of_a_commit_that_is_taken_over(way: str, cli: Cli, town: Path) -> None:
    git(town, "config", "merge.aiwei.driver", set_up_with("false"))
    with pytest.raises(subprocess.CalledProcessError):
        git(town, way, "village")
    assert cli("check", "-w", str(town)).err == UNFINISHED


def test_marks_speak_for_themselves(cli: Cli, town: Path) -> None:
    assert not merge(town, set_up_with("/nowhere/aiwei"))[0]
    result = cli("check", "-w", str(town))
    assert (result.code, "提示：" in result.err) == (2, False)


def test_a_file_that_one_side_deleted_is_told_as_that(cli: Cli, town: Path) -> None:
    git(town, "rm", "--quiet", FILE)
    commit(town, "删掉", "2024-11-30")
    assert not merge(town, set_up_with(AIWEI))[0]
    assert cli("check", "--data-only", "-w", str(town)).err.splitlines()[:2] == [
        f"提示：合并还没有完成：{FILE} 在 git 里还是冲突状态，一方改了它，另一方删了它",
        "改法：留下它就 git add，不要它就 git rm",
    ]


def test_without_a_merge_under_way_git_is_not_asked_for_conflicts(
    cli: Cli, town: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("aiwei_cli.load.history.git.subprocess.run", None)
    git_settings = town / ".git" / "config"
    git_settings.write_text("[core]\n\tbare = false\n", encoding="utf-8")
    assert cli("check", "-w", str(town)).code == 0


Versions = tuple[Path, Path, Path]


@pytest.fixture
def versions(tmp_path: Path) -> Versions:
    base = (WORKSPACES / "base" / FILE).read_text(encoding="utf-8")
    texts = (base, *(base.replace("    2024-12-20:", f"{new}    2024-12-20:") for new in (OURS, THEIRS)))
    paths = tuple(tmp_path / name for name in ("old", "ours", "theirs"))
    for path, text in zip(paths, texts, strict=True):
        path.write_text(text, encoding="utf-8", newline="\n")
    return paths  # type: ignore[return-value]


UNFIT: Final = {
    "a NUL": lambda data: data + b"\0",
    "UTF-16": lambda data: data.decode().encode("utf-16"),
    "GBK": lambda data: data.decode().encode("gbk"),
    "no text at all": lambda data: data[:1] + bytes(range(256)) * 40,
}


@pytest.mark.parametrize("side", [0, 1, 2], ids=["base", "ours", "theirs"])
@pytest.mark.parametrize("unfit", UNFIT.values(), ids=UNFIT)
def test_what_is_no_text_leaves_our_file_as_it_is(unfit, side: int, cli: Cli, versions: Versions) -> None:  # type: ignore[no-untyped-def]
    versions[side].write_bytes(unfit(versions[side].read_bytes()))
    before = versions[1].read_bytes()
    result = cli("merge-driver", *map(str, versions), "甲.yaml")
    assert (result.code, result.out, versions[1].read_bytes()) == (1, "", before)
    assert result.err == (
        "甲.yaml 有一个版本不是 UTF-8 的文本，合并不了：留着我们的版本，对方的改动不在里面，要由人决定\n"
    )


@pytest.mark.parametrize("gone", [0, 1, 2])
def test_a_version_that_is_not_there_changes_nothing(gone: int, cli: Cli, versions: Versions) -> None:
    versions[gone].unlink()
    kept = {path.name: path.read_bytes() for path in versions if path.exists()}
    result = cli("merge-driver", *map(str, versions), "甲.yaml")
    assert (result.code, result.err) == (
        2,
        f"错误：合并 甲.yaml 要用的 {versions[gone]} 读不出来（没有这个文件或文件夹），文件没有动\n"
        "改法：核对这几个文件\n",
    )
    assert {path.name: path.read_bytes() for path in versions[0].parent.iterdir()} == kept


@pytest.mark.parametrize("code", [128, 129, 255, -9, -13])
def test_a_git_that_fails_is_no_answer(
    code: int, cli: Cli, versions: Versions, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = versions[1].read_bytes()
    done = subprocess.CompletedProcess([], code, b"half of", b"")
    monkeypatch.setattr("aiwei_cli.load.history.text_merge.subprocess.run", lambda *_, **__: done)
    result = cli("merge-driver", *map(str, versions), "甲.yaml")
    assert (result.code, versions[1].read_bytes()) == (2, before)
    assert result.err.startswith(f"错误：git merge-file 没有成功（退出码 {code}），文件没有动\n")


@pytest.mark.skipif(os.name == "nt", reason="Windows has no limit of this kind")
def test_a_file_that_cannot_be_written_whole_is_not_begun(versions: Versions) -> None:
    """As ``ulimit -f`` has it, or a disk that fills up half way."""
    before = versions[1].read_bytes()
    line = ["sh", "-c", 'ulimit -f 1; exec "$@"', "sh", sys.executable, "-m", "aiwei_cli", "merge-driver"]
    done = subprocess.run([*line, *map(str, versions), "甲.yaml"], capture_output=True, encoding="utf-8")
    assert (done.returncode, versions[1].read_bytes()) == (2, before)
    assert done.stderr == (
        "错误：甲.yaml 的合并结果写不了（文件超过了系统允许的大小）：还是我们的版本，对方的改动不在里面\n"
        "改法：不要提交；核对磁盘空间和权限以后，运行 git checkout -m -- 甲.yaml 重新合并\n"
    )
    assert len(list(versions[0].parent.iterdir())) == 3


def test_what_nobody_can_read_is_merged_as_git_does(cli: Cli, versions: Versions) -> None:
    """A mistake that was committed long ago is no reason to stop every merge."""
    for path in versions:
        path.write_bytes(path.read_bytes() + b"\tx: [\n")
    result = cli("merge-driver", *map(str, versions), "甲.yaml")
    assert (result.code, versions[1].read_bytes().count(b"<<<<<<<")) == (1, 1)
    for path in versions[1:]:
        path.write_bytes(versions[0].read_bytes())
    versions[2].write_bytes(b"# x\n" + versions[0].read_bytes())
    assert cli("merge-driver", *map(str, versions), "甲.yaml").code == 0
    assert versions[1].read_bytes() == versions[2].read_bytes()


def test_a_file_that_both_branches_began_is_joined(cli: Cli, versions: Versions) -> None:
    versions[0].write_bytes(b"")
    assert cli("merge-driver", *map(str, versions), "甲.yaml").code == 0
    assert OURS + THEIRS in versions[1].read_text(encoding="utf-8")


def test_a_section_that_each_branch_began_at_its_own_place_is_joined(cli: Cli, versions: Versions) -> None:
    issue = "  {}: [{{on: 2024-06-01, state: 发现, problem: {}, responsible: 城管办, due: 2024-07-01}}]\n"
    for path, key, problem in zip(versions[1:], ("pit", "mud"), ("路坑", "积泥"), strict=True):
        text, said = versions[0].read_text(encoding="utf-8"), f"issues:\n{issue.format(key, problem)}"
        joined = text.replace("measurements:", f"{said}measurements:") if key == "pit" else text + said
        path.write_text(joined, encoding="utf-8", newline="\n")
    ours = versions[1].read_text(encoding="utf-8")
    assert cli("merge-driver", *map(str, versions), "甲.yaml") == (0, "", "")
    pit = issue.format("pit", "路坑")
    mud = issue.format("mud", "积泥").replace(": [", ":\n    - ").replace("]", "")
    assert versions[1].read_text(encoding="utf-8") == ours.replace(pit, pit + mud)


@pytest.mark.parametrize(("our_day", "code"), [("2024-06-10", 0), ("2024-06-12", 1), ("2024-06-20", 1)])
def test_steps_that_follow_each_other_are_joined(
    our_day: str, code: int, cli: Cli, versions: Versions
) -> None:
    """Which of two steps of a day came first, and whether a later one knew of an earlier, nobody can say for them."""
    text = versions[0].read_text(encoding="utf-8")
    text += (
        "issues:\n  pit:\n    - {opened: 2024-06-01, problem: 路坑, responsible: 城管办, due: 2024-07-01}\n"
    )
    steps = [
        f"    - {{progress: {day}, note: {note}}}\n"
        for day, note in ((our_day, "已围挡"), ("2024-06-12", "已备料"))
    ]
    for path, step in zip(versions, ("", *steps), strict=True):
        path.write_text(text + step, encoding="utf-8", newline="\n")
    assert cli("merge-driver", *map(str, versions), "甲.yaml").code == code
    if not code:
        assert versions[1].read_text(encoding="utf-8") == text + "".join(steps)


def test_a_fact_that_both_changed_is_for_a_person_where_the_lines_do_not_touch(
    cli: Cli, versions: Versions
) -> None:
    for path, value, note in zip(versions, ("1", "2", "1"), ("甲", "甲", "乙"), strict=True):
        gap = "".join(f"      # {number}\n" for number in range(9))
        said = f"    2024-09-09:\n      value: {value}\n{gap}      note: {note}\n"
        text = (WORKSPACES / "base" / FILE).read_text(encoding="utf-8")
        path.write_text(text.replace("    2024-12-20:", f"{said}    2024-12-20:"), encoding="utf-8")
    result = cli("merge-driver", *map(str, versions), "甲.yaml")
    assert (result.code, result.err) == (1, "甲.yaml：两边的改动要由人决定，核对后再提交\n")
    assert "value: 2" in versions[1].read_text(encoding="utf-8")
    assert "note: 乙" in versions[1].read_text(encoding="utf-8")


def test_the_mode_of_our_file_stays(cli: Cli, versions: Versions) -> None:
    versions[1].chmod(0o640)
    assert cli("merge-driver", *map(str, versions), "甲.yaml").code == 0
    assert versions[1].stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize("file", ["tidy-villages", "healthy-schools"], ids=["one file", "two files"])
def test_issues_and_tasks_of_two_branches_are_different_ones(file: str, cli: Cli, town: Path) -> None:
    """They used to get the same number twice, and git, or nobody, said so."""

    def open_both(problem: str, action: str) -> None:
        words = ("--responsible", "一村", "--due", "2024-12-31", "--date", "2024-12-10", "-w", str(town))
        assert cli("issue", "open", problem, "--action", action, *words).code == 0
        assert cli("task", "add", f"整治{problem}", "--action", action, "-w", str(town)).code == 0
        commit(town, problem, "2024-12-11")

    open_both("垃圾堆积", "tidy-villages")
    git(town, "switch", "--quiet", "village")
    open_both("污水横流", file)
    git(town, "switch", "--quiet", "main")
    merged, _ = merge(town, set_up_with(AIWEI))
    assert merged
    result = cli("check", "--data-only", "-w", str(town))
    assert (result.code, result.err) == (0, "没有发现数据问题\n")
    said = cli("issue", "list", "-w", str(town)).out + cli("task", "list", "-w", str(town)).out
    assert all(said.count(f" {problem}；") == 1 for problem in ("垃圾堆积", "污水横流"))
    assert all(said.count(f" 整治{problem}") == 1 for problem in ("垃圾堆积", "污水横流"))


def test_the_same_issue_opened_on_two_branches_is_one(cli: Cli, town: Path) -> None:
    words = ("--action", "净村庄", "--responsible", "一村", "--due", "2024-12-31", "--date", "2024-12-10")
    for branch in ("village", "main"):
        git(town, "switch", "--quiet", branch)
        assert cli("issue", "open", "垃圾堆积", *words, "-w", str(town)).code == 0
        commit(town, "立项", "2024-12-11")
    merged, text = merge(town, set_up_with(AIWEI))
    assert (merged, text.count("垃圾堆积")) == (True, 1)
