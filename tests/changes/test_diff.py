"""``aiwei diff`` on a real git repository: revisions, formats, exit codes, and nothing run, nothing written."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
import revisions

from conftest import Cli
from support import WORKSPACES

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
GOLDEN = WORKSPACES / "golden"


class Town:
    """A workspace in a repository whose commits are made by one hand on given days."""

    def __init__(self, folder: Path, inside: str = ".") -> None:
        self.repository, self.root = folder, folder / inside
        shutil.copytree(WORKSPACES / "base", self.root, dirs_exist_ok=True)
        self.git("init", "-q", "-b", "main")

    def git(self, *arguments: str, on: str = "2024-06-01") -> str:
        environment = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
        environment |= {
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_AUTHOR_DATE": f"{on}T12:00:00+0800",
            "GIT_COMMITTER_DATE": f"{on}T12:00:00+0800",
        }
        who = ("-c", "user.name=某人", "-c", "user.email=some@example.org")
        done = subprocess.run(
            ["git", *who, *arguments],
            cwd=self.repository,
            env=environment,
            check=True,
            capture_output=True,
            encoding="utf-8",
        )
        return done.stdout

    def commit(self, message: str, on: str) -> str:
        self.git("add", ".")
        self.git("commit", "-qm", message, on=on)
        return self.git("rev-parse", "HEAD").strip()

    def edit(self, path: str, old: str, new: str) -> None:
        file = self.root / "data" / path
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new), encoding="utf-8", newline="\n")


@pytest.fixture
def town(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Town:
    """Three commits, a branch with a Chinese name on the first, and changes that are not committed."""
    made = Town(tmp_path / "town")
    made.commit("start", "2024-06-01")
    made.git("branch", "第一季度")
    made.edit("actions/tidy-villages.yaml", "172/200", "176/200")
    made.edit("targets.yaml", "2024: {at_least: 85}", "2024: {at_least: 80}")
    (made.root / "data/actions/清洁家园.yaml").write_text(
        "id: clean-homes\nname: 清洁家园\norder: 3\n", encoding="utf-8"
    )
    made.commit("second", "2024-07-01")
    made.edit("actions/tidy-villages.yaml", "state: 进行中", "state: 已完成, done: 2024-11-30")
    made.commit("third", "2024-12-01")
    made.edit("actions/tidy-villages.yaml", "2024-12-20: {value: 176/200", "2024-12-20: {value: 158/200")
    made.edit("actions/healthy-schools.yaml", "2024-10-08: 2", "2024-10-08: 2\n      2024-11-08: 1")
    made.edit(
        "actions/tidy-villages.yaml",
        "measurements:",
        "issues:\n  ditch:\n    - {opened: 2024-10-08, problem: 沟渠淤塞, responsible: 示范村, due: 2024-11-08}\n"
        "measurements:",
    )
    monkeypatch.chdir(made.root)
    return made


AT = ("--as-of", "2024-12-31")


def title(said: str) -> str:
    return said.splitlines()[0]


@pytest.mark.parametrize("width", [60, 80, 120])
def test_the_table(
    town: Town, cli: Cli, golden: Callable[[Path, str], None], monkeypatch: pytest.MonkeyPatch, width: int
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    assert town.root.is_dir()
    golden(GOLDEN / f"diff.{width}", cli("diff", "第一季度", *AT).out)


@pytest.mark.parametrize("name", ["text", "markdown", "json"])
def test_the_other_formats(town: Town, cli: Cli, golden: Callable[[Path, str], None], name: str) -> None:
    assert town.root.is_dir()
    golden(GOLDEN / f"diff.{name}", cli("diff", "第一季度", "--format", name, *AT).out)


def test_json_is_json(town: Town, cli: Cli) -> None:
    assert town.root.is_dir()
    found = json.loads(cli("diff", "第一季度", "--format", "json", *AT).out)
    assert {each["section"] for each in found["changes"]} == {
        "turns",
        "values",
        "targets",
        "tasks",
        "issues",
        "others",
    }


@pytest.mark.parametrize(
    ("words", "called"),
    [
        ((), "HEAD（{2}） → 工作区"),
        (("HEAD~1",), "HEAD~1（{1}） → 工作区"),
        (("HEAD~2", "HEAD"), "HEAD~2（{0}） → HEAD（{2}）"),
        (("HEAD~2..HEAD~1",), "HEAD~2（{0}） → HEAD~1（{1}）"),
        (("HEAD~2...HEAD~1",), "HEAD~2（{0}） → HEAD~1（{1}）"),
        (("HEAD~2..",), "HEAD~2（{0}） → HEAD（{2}）"),
        (("..HEAD~2",), "HEAD（{2}） → HEAD~2（{0}）"),
        (("第一季度", "main"), "第一季度（{0}） → main（{2}）"),
        (("2024-07-31",), "2024-07-31（{1}） → 工作区"),
        (("2024-06-01..2024-12-01",), "2024-06-01（{0}） → 2024-12-01（{2}）"),
        (("{1}",), "{1} → 工作区"),
    ],
)
def test_what_a_revision_may_be(town: Town, cli: Cli, words: tuple[str, ...], called: str) -> None:
    hashes = [town.git("rev-parse", f"HEAD~{back}").strip()[:9] for back in (2, 1, 0)]
    result = cli("diff", *(word.format(*hashes) for word in words), *AT)
    assert result.code == 0
    assert title(result.out) == called.format(*hashes)


def test_exit_code(town: Town, cli: Cli) -> None:
    assert town.root.is_dir()
    assert cli("diff", "HEAD", "--exit-code").code == 1
    assert cli("diff", "HEAD", "HEAD", "--exit-code").code == 0
    assert cli("diff", "HEAD").code == 0


def test_no_change(town: Town, cli: Cli) -> None:
    assert town.root.is_dir()
    assert cli("diff", "HEAD", "HEAD", "--format", "text").out == "没有变化。\n"
    assert json.loads(cli("diff", "HEAD", "HEAD", "--format", "json").out)["changes"] == []
    assert "没有变化" in cli("diff", "HEAD", "HEAD").out
    assert "没有变化。" in cli("diff", "HEAD", "HEAD", "--format", "markdown").out


def test_comments_and_order_mean_nothing(town: Town, cli: Cli) -> None:
    town.git("checkout", "-q", ".")
    town.edit("workspace.yaml", "town: 示范镇\ncounty: 示范县", "county: 示范县 # 新址\ntown: 示范镇")
    assert cli("diff", "--exit-code", "--format", "text") == (0, "没有变化。\n", "")


def test_a_revision_whose_data_has_mistakes(town: Town, cli: Cli) -> None:
    town.git("checkout", "-q", ".")
    town.edit("targets.yaml", "at_least: 80", "at_leas: 80")
    bad = town.commit("bad", "2024-12-02")
    town.edit("targets.yaml", "at_leas: 80", "at_least: 80")
    result = cli("diff", bad[:9])
    assert (result.code, result.out) == (2, "")
    assert result.err == (
        f"错误：版本 {bad[:9]} 的数据有 1 处问题，第一处在 data/targets.yaml:14：目标条件“at_leas”看不懂\n"
        "改法：换一个数据没有问题的版本\n"
    )


def test_mistakes_of_today_are_told_in_full(town: Town, cli: Cli) -> None:
    town.edit("targets.yaml", "at_least: 80", "at_leas: 80")
    result = cli("diff")
    assert (result.code, result.out) == (2, "")
    assert "data/targets.yaml:14:" in result.err


def test_an_unknown_revision(town: Town, cli: Cli) -> None:
    assert town.root.is_dir()
    assert cli("diff", "没有这个") == (
        2,
        "",
        "错误：没有版本“没有这个”\n改法：写提交号、分支、标签或日期，例如 HEAD~1；git log --oneline 列出提交\n",
    )
    assert cli("diff", "2024-05-31").err == "错误：2024-05-31 及以前没有提交\n改法：换一个更晚的日期\n"
    assert cli("diff", "2024-02-30").err == "错误：没有 2024-02-30 这一天\n改法：核对月份和日子\n"
    assert cli("diff", "HEAD..HEAD", "HEAD").err == (
        "错误：写了“HEAD..HEAD”就不要再写“HEAD”\n改法：写 A..B，或者 A B\n"
    )


@pytest.mark.parametrize("revision", [*revisions.REVISIONS, "HEAD\0x", "^HEAD", "HEAD^{tree}"])
def test_a_hostile_revision_is_refused(town: Town, cli: Cli, revision: str) -> None:
    before = revisions.state(town.root)
    ranges = [(f"HEAD..{revision}",), (f"{revision}..HEAD",)] if revision else []  # an end left out is HEAD
    for words in ((revision,), ("HEAD", revision), *ranges):
        result = cli("diff", "--", *words)
        assert (result.code, result.out) == (2, "")
        assert result.err.startswith("错误：")
        assert "改法：" in result.err
        assert len(result.err) < 200
    assert revisions.state(town.root) == before


@pytest.mark.parametrize("name", revisions.CONFIGURATIONS)
def test_a_hostile_configuration_runs_nothing(tmp_path: Path, name: str) -> None:
    folder = revisions.repository(tmp_path / "town", WORKSPACES / "base")
    sprung = revisions.configure(folder, name)
    for words in ((), ("HEAD~1",), ("HEAD~1..HEAD",), ("2024-06-01",)):
        answer = revisions.ask(folder, "diff", *words, sprung=sprung)
        assert (answer.code, answer.wrote) == (0, False), answer.said


@pytest.mark.parametrize("name", revisions.CONFIGURATIONS)
def test_the_traps_would_snap(tmp_path: Path, name: str) -> None:
    folder = revisions.repository(tmp_path / "town", WORKSPACES / "base")
    sprung = revisions.configure(folder, name)
    subprocess.run(["git", "diff", "HEAD"], cwd=folder, capture_output=True, check=False)
    assert sprung.exists()


def test_a_partial_clone_fetches_nothing(town: Town, cli: Cli, tmp_path: Path) -> None:
    blob = town.git("rev-parse", "HEAD:data/targets.yaml").strip()
    sprung = tmp_path / "sprung"
    for key, value in {
        "core.repositoryFormatVersion": "1",
        "extensions.partialClone": "origin",
        "remote.origin.promisor": "true",
        "remote.origin.url": str(town.repository),
        "remote.origin.uploadpack": f"touch '{sprung}'; git-upload-pack",
    }.items():
        town.git("config", key, value)
    (town.repository / ".git" / "objects" / blob[:2] / blob[2:]).unlink()
    assert cli("diff", "HEAD").code == 2
    assert not sprung.exists()


@pytest.mark.parametrize("variable", ["GIT_DIR", "GIT_INDEX_FILE", "GIT_WORK_TREE", "GIT_OBJECT_DIRECTORY"])
def test_inherited_variables_are_ignored(
    town: Town, cli: Cli, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, variable: str
) -> None:
    expected = cli("diff", "第一季度", *AT).out
    monkeypatch.setenv(variable, str(tmp_path / "elsewhere"))
    assert cli("diff", "第一季度", *AT) == (0, expected, "")
    assert not (tmp_path / "elsewhere").exists()
    assert town.root.is_dir()


@pytest.mark.parametrize(
    "words", [(), ("HEAD~1",), ("HEAD~2..HEAD",), ("2024-07-01",), ("no",), ("--format", "json")]
)
def test_reading_changes_no_byte(town: Town, cli: Cli, words: tuple[str, ...]) -> None:
    """Of the files and of ``.git``, the index included, though a file looks changed by its time."""
    os.utime(town.root / "data/targets.yaml", (0, 0))
    before = revisions.state(town.repository)
    cli("diff", *words, *AT)
    assert revisions.state(town.repository) == before


def test_no_git_installed(town: Town, cli: Cli, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert town.root.is_dir()
    monkeypatch.setenv("PATH", str(tmp_path))
    assert cli("diff") == (
        2,
        "",
        "错误：没有安装 git，看不到历史\n改法：从 https://git-scm.com 安装；不看历史的命令照常能用\n",
    )
    assert cli("check").code in (0, 1)


def test_no_repository(tmp_path: Path, cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(WORKSPACES / "base", tmp_path / "town")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    assert cli("diff", "--workspace", str(tmp_path / "town")) == (
        2,
        "",
        "错误：这个工作区不在 git 仓库里，没有历史\n改法：运行 git init，再运行 git add . 和 git commit -m 录入数据\n",
    )


def test_an_empty_repository(tmp_path: Path, cli: Cli) -> None:
    town = Town(tmp_path / "town")
    assert cli("diff", "--workspace", str(town.root)) == (
        2,
        "",
        "错误：仓库里还没有提交，没有历史\n改法：先运行 git add . 和 git commit -m 录入数据\n",
    )


def test_a_branch_without_a_commit_beside_one_that_has_some(town: Town, cli: Cli) -> None:
    town.git("checkout", "-q", "--orphan", "新的")
    assert cli("diff") == (
        2,
        "",
        "错误：当前分支“新的”还没有提交，没有历史\n改法：写明有提交的分支，例如 aiwei diff main\n",
    )
    assert cli("diff", "main..main", "--format", "text") == (0, "没有变化。\n", "")
    assert cli("diff", "main").code == 0


def test_a_shallow_clone(town: Town, cli: Cli, tmp_path: Path) -> None:
    town.git("clone", "-q", "--depth", "1", town.repository.as_uri(), str(tmp_path / "clone"))
    assert (
        cli("diff", "HEAD", "--workspace", str(tmp_path / "clone"), "--format", "text").out == "没有变化。\n"
    )
    assert cli("diff", "HEAD~1", "--workspace", str(tmp_path / "clone")) == (
        2,
        "",
        "错误：没有版本“HEAD~1”\n改法：这是浅克隆，历史不全：运行 git fetch --unshallow\n",
    )


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root gives files away")
def test_a_repository_of_somebody_else(town: Town, cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    for path in (town.repository, *town.repository.rglob("*")):
        os.chown(path, 12345, 12345)
    monkeypatch.setenv("HOME", str(town.repository.parent))
    monkeypatch.delenv("SUDO_UID", raising=False)
    assert cli("diff") == (
        2,
        "",
        "错误：git 不信任这个文件夹：它属于另一个用户\n"
        f"改法：确认可信后运行 git config --global --add safe.directory {town.repository.as_posix()}\n",
    )


def test_a_workspace_inside_a_larger_repository(
    tmp_path: Path, cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    town = Town(tmp_path / "county", "镇/示范镇")
    (tmp_path / "county" / "data").mkdir()
    (tmp_path / "county" / "data" / "workspace.yaml").write_text("not: ours\n", encoding="utf-8")
    town.commit("start", "2024-06-01")
    town.edit("actions/tidy-villages.yaml", "172/200", "176/200")
    monkeypatch.chdir(town.root / "data")
    assert cli("diff", "--format", "text", *AT).out == (
        "监测值：\n2024年12月20日的卫生厕所普及率由86%更正为88%，上调2个百分点，超年度目标3个百分点。"
        "【报出后有变动，请核对依据】\n"
    )
