"""What git's own ways to name a revision come to: the commit they mean, or what is not there and how to get it."""

from __future__ import annotations

from pathlib import Path

import pytest

from conftest import Cli
from support import WORKSPACES, commit, git, lay_out, repository

USUAL = "写提交号、分支、标签或日期，例如 HEAD~1；git log --oneline 列出提交"
WHOLE = "写整个版本 v1"


@pytest.fixture(scope="module")
def two_commits(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = repository(lay_out(tmp_path_factory.mktemp("named") / "town", WORKSPACES / "base"))
    git(root, "tag", "v1")
    git(root, "tag", "folder", "HEAD^{tree}")
    (root / "说明.txt").write_text("x", encoding="utf-8")
    commit(root, "加说明", "2024-07-02")
    return root


@pytest.mark.parametrize(
    ("revision", "said", "hint"),
    [
        ("HEAD^3", "没有版本“HEAD^3”：“HEAD”不是合并，前面只有一个提交", USUAL),
        ("HEAD~9", "没有版本“HEAD~9”：“HEAD”以前没有那么多提交", USUAL),
        ("v1^", "没有版本“v1^”：“v1”是第一个提交", USUAL),
        (":/没有这句", "没有一个提交的说明里找得到“没有这句”", USUAL),
        ("v1^{tree}", "“v1^{tree}”是一个文件夹，不是版本", WHOLE),
        ("v1:data", "“v1:data”是一个文件夹，不是版本", WHOLE),
        ("v1:data/targets.yaml", "“v1:data/targets.yaml”是一个文件，不是版本", WHOLE),
        ("v1:没有", "没有版本“v1:没有”", WHOLE),
        ("folder", "“folder”是一个文件夹，不是版本", USUAL),
        ("HEAD^@", "“HEAD^@”说的不是一个版本，是一段历史", "只写一个版本，例如 HEAD~1，或写 A..B"),
        ("^HEAD", "“^HEAD”说的不是一个版本，是一段历史", "只写一个版本，例如 HEAD~1，或写 A..B"),
        ("@{-1}", "没有版本“@{-1}”：这个克隆里还没有换过分支", "写分支的名称；git branch 列出分支"),
        (
            "main@{9}",
            "没有版本“main@{9}”：这个克隆的记录没有那么多条",
            "git reflog 列出记录；或写提交号、日期",
        ),
        (
            "@{u}",
            "分支“main”没有设上游分支，没有版本“@{u}”",
            "先用 git remote add origin 地址 加上远程仓库，再运行 git push -u origin HEAD；或写明版本，例如 HEAD~1",
        ),
        ("无@{upstream}", "没有分支“无”", "git branch 列出分支"),
    ],
)
def test_what_is_not_there_is_named(revision: str, said: str, hint: str, cli: Cli, two_commits: Path) -> None:
    result = cli("diff", revision, "-w", str(two_commits))
    assert (result.code, result.out, result.err) == (2, "", f"错误：{said}\n改法：{hint}\n")


@pytest.mark.parametrize("revision", [":/录入", "HEAD^{/录入}", "v1", "v1^{}", "v1^0", "HEAD~", "@~1"])
def test_every_way_to_name_the_first_commit(revision: str, cli: Cli, two_commits: Path) -> None:
    first = git(two_commits, "rev-parse", "v1").strip()
    result = cli("diff", revision, "HEAD", "-w", str(two_commits))
    assert (result.code, result.err) == (0, "")
    assert result.out.startswith(f"{revision}（{first[:9]}） → HEAD（")


def test_the_branch_that_ours_follows(cli: Cli, two_commits: Path, tmp_path: Path) -> None:
    """Set or not, fetched or not, and on no branch at all."""
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "--quiet", str(two_commits), str(clone))
    place = ("-w", str(clone))
    assert cli("diff", "@{u}", *place).code == 0
    git(clone, "switch", "--quiet", "--create", "review")
    assert cli("diff", "@{u}", *place).err == (
        "错误：分支“review”没有设上游分支，没有版本“@{u}”\n"
        "改法：运行 git branch --set-upstream-to=origin/review review；或直接写 origin/review\n"
    )
    assert cli("diff", "@{-1}", *place).code == 0
    git(clone, "update-ref", "-d", "refs/remotes/origin/main")
    assert cli("check", "--at", "main@{u}", *place).err == (
        "错误：分支“main”的上游分支还没有取来，没有版本“main@{u}”\n"
        "改法：先运行 git fetch origin；或写明版本，例如 HEAD~1\n"
    )
    git(clone, "switch", "--quiet", "--detach")
    assert cli("diff", "@{u}", *place).err == (
        "错误：现在没有在哪个分支上，没有上游分支\n改法：先运行 git switch 分支，或写明版本，例如 origin/main\n"
    )


def test_a_day_before_the_log_of_a_clone_is_told(cli: Cli, two_commits: Path) -> None:
    result = cli("diff", "@{2001-01-01}", "HEAD", "-w", str(two_commits))
    assert (result.code, result.err) == (
        0,
        "提示：这个克隆的记录（git reflog）没有到“@{2001-01-01}”那么早，用了其中最早的一条；要那天的数据就写日期\n",
    )
