"""What ``check`` and ``record`` say of a clone's own settings: what is never committed, what merges badly."""

from __future__ import annotations

import os
import shutil
from hashlib import sha256
from pathlib import Path
from typing import Final

import pytest

from aiwei_cli.edit.scaffold.repository import DRIVER
from aiwei_cli.load.history.clone import ignored
from conftest import Cli, Result
from support import PROJECT, WORKSPACES, commit, git, lay_out, repository

RATE: Final = "clean-toilet-rate"
FILE: Final = "data/actions/tidy-villages.yaml"
PAPERS: Final = f"evidence/{sha256(b'paper').hexdigest()}"
OLD: Final = (
    "提示：合并的设置（merge.aiwei.driver）是旧的：运行不了 aiwei 时，对方的改动会悄悄丢掉\n"
    f"改法：运行 git config merge.aiwei.driver '{DRIVER}'\n"
)


@pytest.fixture(scope="module")
def committed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace below the top of its repository."""
    top = tmp_path_factory.mktemp("clone")
    lay_out(top / "甲镇", WORKSPACES / "base")
    shutil.copy(PROJECT / ".gitattributes", top / "甲镇")
    return repository(top)


@pytest.fixture
def top(committed: Path, tmp_path: Path) -> Path:
    return shutil.copytree(committed, tmp_path / "top")


def test_a_file_that_nothing_names_is_told_as_left_out_all_the_same(cli: Cli, top: Path) -> None:
    town, plans = top / "甲镇", "data/actions/plans.yaml"
    task = "plan:\n  - {id: hut, year: 2024, title: 建屋, due: 2024-12-31}\n"
    (town / plans).write_text(f"id: plans\nname: 计划行动\norder: 9\n{task}", encoding="utf-8")
    commit(top, "加计划", "2024-05-01")
    git(top, "sparse-checkout", "set", "--no-cone", "/*", f"!/甲镇/{plans}")
    told = (
        f"提示：git 没有取出 {plans}（稀疏检出，sparse checkout）：里面的计划、整改和监测值没有算进来\n"
        "改法：在工作区里运行 git sparse-checkout disable\n"
    )
    for command in (["check"], ["due"], ["task", "list"], ["diff"], ["report"], ["new-year", "2025"]):
        assert told in cli(*command, "-w", str(town)).err, command
    git(top, "sparse-checkout", "disable")
    assert cli("check", "-w", str(town)).err == ""
    (town / plans).unlink()
    assert cli("check", "-w", str(town)).err == ""  # somebody deleted it: git left nothing out


def test_what_a_sparse_checkout_leaves_out_is_told_where_it_is_missed(cli: Cli, top: Path) -> None:
    town, action = top / "甲镇", "data/actions/healthy-schools.yaml"
    told = "（稀疏检出，sparse checkout）：下面说缺的，可能就在里面\n改法：在工作区里运行 git"
    git(top, "update-index", "--refresh")  # a copy
    git(top, "sparse-checkout", "set", "--no-cone", "/*", f"!/甲镇/{action}")
    reading = (
        ["check"],
        ["check", "--data-only"],
        ["show", RATE],
        ["due"],
        ["diff"],
        ["log", RATE],
        ["report"],
    )
    writing = (
        ["record", RATE, "90/100", "--yes"],
        ["new-year", "2025"],
        [
            "issue",
            "open",
            "积水",
            "--action",
            "tidy-villages",
            "--responsible",
            "城管办",
            "--due",
            "2024-12-31",
        ],
    )
    for command in (*reading, *writing):
        err = cli(*command, "-w", str(town)).err
        assert err.startswith(f"提示：git 没有取出 {action}{told} sparse-checkout disable\n"), command
        assert "错误[AW302] 没有专项行动“healthy-schools”" in err
    git(top, "sparse-checkout", "set", "--no-cone", "/*", "!/甲镇/data/workspace.yaml")
    assert cli("check", "-w", str(town)).err.startswith(
        f"提示：git 没有取出 data/workspace.yaml{told} sparse-checkout disable\n错误：{town} 里没有 data/workspace.yaml\n"
    )
    git(top, "sparse-checkout", "set", "--cone", "甲镇/evidence")
    (town / "data").mkdir(parents=True)
    shutil.copy(WORKSPACES / "base/data/workspace.yaml", town / "data")
    assert cli("check", "-w", str(town)).err.startswith(
        f"提示：git 没有取出 {action}、data/actions/tidy-villages.yaml、data/targets.yaml{told} sparse-checkout add data\n"
    )
    git(town, "sparse-checkout", "add", "data")
    assert said(cli("check", "-w", str(town))) == ""
    git(top, "sparse-checkout", "disable")
    git(town, "update-index", "--skip-worktree", action)
    (town / action).unlink()
    hint = f"git update-index --no-skip-worktree -- {action}，再 git checkout -- {action}\n"
    assert hint in cli("check", "-w", str(town)).err


def with_paper(cli: Cli, top: Path, name: str = "表.pdf", day: str = "2024-09-30") -> Result:
    (top.parent / name).write_bytes(b"paper")
    words = ["record", RATE, "170/200", "--date", day, "--evidence", str(top.parent / name)]
    return cli(*words, "-w", str(top / "甲镇"))


def said(result: Result) -> str:
    assert result.code == 0
    return result.err


@pytest.mark.parametrize(
    "driver",
    ["aiwei merge-driver %O %A %B %P", '"/opt/python" -m aiwei_cli merge-driver %O %A %B %P', "aiwei merge-driver %O %A %B || false"],
)  # fmt: skip
def test_a_way_of_merging_that_loses_figures_is_told_with_the_line_to_run(
    driver: str, cli: Cli, top: Path
) -> None:
    git(top, "config", "merge.aiwei.driver", driver)
    town = str(top / "甲镇")
    assert (
        cli("check", "-w", town).err
        == cli("check", "--data-only", "-w", town).err.partition("没有")[0]
        == OLD
    )
    words = OLD.splitlines()[1].removeprefix("改法：运行 ")
    git(top, *__import__("shlex").split(words)[1:])  # what is advised, word for word
    assert cli("check", "-w", town).err == ""


@pytest.mark.parametrize("driver", [None, DRIVER, "git merge-file --union %A %O %B"])
def test_any_other_way_of_merging_is_nobodys_business(driver: str | None, cli: Cli, top: Path) -> None:
    git(top, "config", *(["merge.aiwei.driver", driver] if driver else ["--unset", "merge.aiwei.driver"]))
    assert cli("check", "-w", str(top / "甲镇")).err == ""


def test_the_manual_and_init_set_up_the_same_line() -> None:
    page = (PROJECT / "docs" / "zh" / "merging.md").read_text(encoding="utf-8")
    assert f"git config merge.aiwei.driver '{DRIVER}'" in page


@pytest.mark.parametrize(
    ("where", "shown"),
    [
        (".gitignore", ".gitignore"),
        ("甲镇/.gitignore", "甲镇/.gitignore"),
        ("甲镇/evidence/.gitignore", "甲镇/evidence/.gitignore"),
        (".git/info/exclude", ".git/info/exclude"),
    ],
)
def test_evidence_that_is_never_committed_is_told_at_once_and_by_check(
    where: str, shown: str, cli: Cli, top: Path
) -> None:
    (top / where).parent.mkdir(parents=True, exist_ok=True)
    (top / where).write_text("# 不提交\n*.pdf\n!important.pdf\n", encoding="utf-8")
    told = (
        f"提示：佐证文件 表.pdf%s不会提交：{shown} 第 2 行的“*.pdf”排除了它\n"
        f"改法：在工作区里运行 git add -f -- evidence，或改掉 {shown} 里的这一行\n"
    )
    assert said(with_paper(cli, top)) == told % ""
    assert cli("check", "-w", str(top / "甲镇")).err == told % f"（{FILE}:21）"
    git(top / "甲镇", "add", "-f", "--", "evidence")  # what is advised
    assert f"甲镇/{PAPERS}/表.pdf" in git(top, "-c", "core.quotepath=false", "ls-files")
    assert cli("check", "-w", str(top / "甲镇")).err == ""


def test_evidence_that_is_taken_in_again_is_not_left_out(cli: Cli, top: Path) -> None:
    (top / ".gitignore").write_text("*.pdf\n!important.pdf\n", encoding="utf-8")
    assert said(with_paper(cli, top, "important.pdf")) == ""
    assert cli("check", "-w", str(top / "甲镇")).err == ""


def test_many_files_that_one_line_leaves_out_are_told_together(cli: Cli, top: Path) -> None:
    (top / ".gitignore").write_text("evidence/\n", encoding="utf-8")
    said(with_paper(cli, top, "甲.pdf", "2024-09-30"))
    said(with_paper(cli, top, "乙.doc", "2024-10-31"))
    assert cli("check", "-w", str(top / "甲镇")).err.splitlines()[0] == (
        f"提示：佐证文件 甲.pdf（{FILE}:21）等 2 个不会提交：.gitignore 第 1 行的“evidence/”排除了它"
    )


def test_tasks_and_issues_say_it_too(cli: Cli, top: Path) -> None:
    (top / ".gitignore").write_text("*.pdf\n", encoding="utf-8")
    (top.parent / "验收单.pdf").write_bytes(b"paper")
    evidence = ("--evidence", str(top.parent / "验收单.pdf"), "-w", str(top / "甲镇"))
    result = cli("task", "done", "toilets", "--date", "2024-12-01", *evidence)
    assert said(result).startswith("提示：佐证文件 验收单.pdf不会提交：.gitignore 第 1 行的“*.pdf”排除了它\n")


def test_what_init_sets_up_commits_every_evidence(cli: Cli, tmp_path: Path) -> None:
    """Also where the whole machine is told to leave such files out."""
    root = tmp_path / "town"
    assert cli("init", str(root), "--town", "甲镇", "--county", "乙县").code == 0
    (root / ".git/info/exclude").write_text("*.pdf\n", encoding="utf-8")
    (root / PAPERS).mkdir(parents=True)
    (root / PAPERS / "表.pdf").write_bytes(b"paper")
    git(root, "add", "--all")
    assert f"{PAPERS}/表.pdf" in git(root, "-c", "core.quotepath=false", "ls-files")


def test_what_git_cannot_say_is_told_and_stops_nothing(cli: Cli, top: Path) -> None:
    with_paper(cli, top)
    (top / ".git/config").write_text("[core\n", encoding="utf-8")
    result = cli("check", "-w", str(top / "甲镇"), "--as-of", "2024-12-31")
    assert (result.code, result.out.splitlines()[0]) == (0, "示范镇 2024年对标结果  截至 2024-12-31")
    assert result.err.startswith("提示：没能核对合并的设置和佐证文件会不会提交：git 的设置读不懂")


def test_evidence_behind_a_link_is_told_as_what_git_never_keeps(cli: Cli, top: Path) -> None:
    town = top / "甲镇"
    (town / "别处").mkdir()
    try:
        (town / "evidence").symlink_to("别处")
    except OSError:
        pytest.skip("no links on this system")
    told = (
        "提示：佐证文件 表.pdf%s不会提交：evidence 是链接，git 只记下它指向哪里\n"
        "改法：把 evidence 换成真的文件夹，文件放进去\n"
    )
    assert said(with_paper(cli, top)) == told % ""
    assert cli("check", "-w", str(town)).err == told % f"（{FILE}:21）"
    (town / "evidence").unlink()  # what is advised
    shutil.move(town / "别处", town / "evidence")
    assert cli("check", "-w", str(town)).err == ""


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_only_links_within_the_workspace_keep_evidence_out(top: Path) -> None:
    real, linked = top / "甲镇", top / "乙镇"
    linked.symlink_to("甲镇")
    (real / "evidence").mkdir(exist_ok=True)
    (real / "evidence/下").symlink_to("../data")
    paths = ["表.pdf", "evidence/表.pdf", "evidence/下/表.pdf", "evidence/下/一/二/三/表.pdf"]
    assert [(each.path, each.source) for each in ignored(linked, paths)] == [
        (path, "evidence/下") for path in paths[2:]
    ]
