"""Which files a workspace had: the same opinion of a folder and of a commit, wherever the two lie."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from aiwei_cli.load.history.git import Git
from aiwei_cli.load.history.git_program import git_environment, git_program
from aiwei_cli.load.history.revision_files import Revision
from aiwei_cli.load.tree import Folder, repository_top
from aiwei_cli.model.errors import UsageError
from conftest import Cli
from support import WORKSPACES, commit, git, lay_out, repository

RATE = "clean-toilet-rate"
FILE = "data/actions/tidy-villages.yaml"
LATER = "2024-08-02"
needs_links = pytest.mark.skipif(os.name == "nt", reason="links need rights there")


@pytest.fixture(scope="module")
def committed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The base workspace, committed once."""
    return repository(lay_out(tmp_path_factory.mktemp("past") / "town", WORKSPACES / "base"))


@pytest.fixture
def town(committed: Path, tmp_path: Path) -> Path:
    """A copy of its own."""
    shutil.copytree(committed, tmp_path / "town", symlinks=True)
    return tmp_path / "town"


def correct(file: Path) -> None:
    """The last figure of December, from 172 to 176."""
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("172/200", "176/200"), encoding="utf-8", newline="\n")


CORRECTED = (
    "监测值：\n2024年12月20日的卫生厕所普及率由86%更正为88%，上调2个百分点，超年度目标3个百分点。"
    "【报出后有变动，请核对依据】\n"
)
SAME = "没有变化。\n"


def diffed(cli: Cli, root: Path, *revisions: str) -> str:
    """``diff`` in sentences."""
    return cli("diff", *revisions, "-w", str(root), "--format", "text").out


NAMES = {
    "full-width blank": "除四害　2024",
    "no-break blank": "净\u00a0村庄",
    "rare characters": "𱍐𮯰㐂",
    "Chinese": "净村庄",
    "blank": " 净 村庄 ",
    "quotes": "a'b\"c`$(x)",
    "minus": "-rf",
    "percent and caret": "%PATH%^&",
    "pathspec": ":(top)*",
    "two lines": "a\nb",
    "steers": "a\x1b[2J",
    "decomposed": "e\u0301",
    "invisible": "a\u200bb",
}


def names_in(root: Path) -> list[str]:
    """The action files of the newest commit."""
    repository = Git(root)
    try:
        return Revision(repository, repository.head).action_paths()
    finally:
        repository.close()


@needs_links
def test_files_of_any_name_are_in_the_folder_and_in_the_commit(town: Path) -> None:
    folder = town / "data/actions"
    for name in (*NAMES.values(), os.fsdecode("净村庄".encode("gbk"))):
        (folder / f"{name}.yaml").write_text("x", encoding="utf-8")
    for name in (".x.yaml", "~x.yaml", "x.yaml~", "x.yaml.orig", ".#x.yaml"):
        (folder / name).write_text("x", encoding="utf-8")
    (folder / "folder.yaml").mkdir()
    (folder / "folder.yaml/x").write_text("x", encoding="utf-8")
    git(town, "add", "--force", "--all")
    git(town, "commit", "--quiet", "--message", "许多文件")
    assert names_in(town) == Folder(town).action_paths()
    assert len(names_in(town)) == 2 + len(NAMES) + 2


@needs_links
@pytest.mark.parametrize(
    "name", [NAMES["full-width blank"], NAMES["rare characters"], NAMES["pathspec"], "a\nb"]
)
def test_history_goes_by_any_name(name: str, cli: Cli, town: Path) -> None:
    (town / FILE).rename(town / "data/actions" / f"{name}.yaml")
    correct(town / "data/actions" / f"{name}.yaml")
    commit(town, "改名", LATER)
    assert (diffed(cli, town), diffed(cli, town, "HEAD~1")) == (SAME, CORRECTED)
    assert "  2024-12-20  更正  " in cli("log", RATE, "-w", str(town)).out


def action_file(root: Path) -> Path:
    """An action's file lies elsewhere in the repository."""
    (root / "shared").mkdir()
    (root / FILE).rename(root / "shared/x.yaml")
    (root / FILE).symlink_to("../../shared/x.yaml")
    return root / "shared/x.yaml"


def actions_folder(root: Path) -> Path:
    """The folder of the actions does."""
    (root / "data/actions").rename(root / "里面")
    (root / "data/actions").symlink_to("../里面")
    return root / "里面/tidy-villages.yaml"


def data_folder(root: Path) -> Path:
    """All of the data does."""
    (root / "data").rename(root / "里面")
    (root / "data").symlink_to("里面")
    return root / "里面/actions/tidy-villages.yaml"


def twice(root: Path) -> Path:
    """A link to a link, by way of the top."""
    file = action_file(root)
    (root / "middle").symlink_to("shared")
    (root / FILE).unlink()
    (root / FILE).symlink_to("../../shared/../middle/./x.yaml")
    return file


def absolute(root: Path) -> Path:
    """A link that names the whole way."""
    file = action_file(root)
    (root / FILE).unlink()
    (root / FILE).symlink_to(file.resolve())
    return file


@needs_links
@pytest.mark.parametrize("link", [action_file, actions_folder, data_folder, twice, absolute])
def test_links_inside_the_repository_are_followed_in_both(
    link: Callable[[Path], Path], cli: Cli, town: Path
) -> None:
    file = link(town)
    commit(town, "挪动", LATER)
    assert (diffed(cli, town), diffed(cli, town, "HEAD~1")) == (SAME, SAME)
    correct(file)
    assert diffed(cli, town) == CORRECTED
    commit(town, "更正", "2024-12-30", "李四")
    assert (diffed(cli, town, "HEAD~1"), diffed(cli, town, "HEAD~2", "HEAD")) == (CORRECTED, CORRECTED)
    log = cli("log", RATE, "-w", str(town)).out
    assert re.findall(r"^[0-9a-f]{9}  (\S+) ", log, re.MULTILINE) == ["2024-12-30", "2024-07-01"]


@needs_links
@pytest.mark.parametrize(
    ("target", "why"),
    [
        ("{outside}", "文件是指向仓库以外的链接"),
        ("../../../outside.yaml", "文件是指向仓库以外的链接"),
        ("../../.git/config", "文件是指向仓库以外的链接"),
        ("tidy-villages.yaml", "文件打不开（链接成环）"),
        ("..", "这不是普通文件"),
        ("nothing.yaml", "没有这个文件"),
    ],
)
def test_links_that_lead_nowhere_are_refused_in_both(target: str, why: str, cli: Cli, town: Path) -> None:
    outside = town.parent / "outside.yaml"
    shutil.move(town / FILE, outside)
    (town / FILE).symlink_to(target.format(outside=outside))
    commit(town, "换成链接", LATER)
    for command in (("check",), ("check", "--at", "HEAD")):
        result = cli(*command, "-w", str(town))
        assert (result.code, result.out) == (2, "")
        assert f"{FILE}:1:1: 错误[AW101] " in result.err
        assert re.search(rf"错误\[AW101\] .*{why}", result.err)


@needs_links
def test_a_link_into_another_workspace_of_the_repository(cli: Cli, tmp_path: Path) -> None:
    for name in ("town-a", "town-b"):
        lay_out(tmp_path / "county" / name, WORKSPACES / "base")
    second = tmp_path / "county/town-b"
    (second / FILE).unlink()
    (second / FILE).symlink_to(f"../../../town-a/{FILE}")
    repository(tmp_path / "county")
    assert diffed(cli, second) == SAME
    shutil.rmtree(tmp_path / "county/.git")
    assert "文件是指向工作区以外的链接" in cli("check", "-w", str(second)).err


@pytest.mark.parametrize(
    ("folder", "said"),
    [
        ("data", "有 3 处问题，第一处在 data/actions:1：文件在子模块里，它的历史不在这个仓库里"),
        (
            "data/actions",
            "有 1 处问题，第一处在 data/actions:1：这个文件夹是子模块，里面文件的历史不在这个仓库里",
        ),
    ],
)
def test_what_lies_in_a_submodule_has_its_history_there(
    folder: str, said: str, cli: Cli, town: Path, tmp_path: Path
) -> None:
    shutil.copytree(town / folder, tmp_path / "data")
    repository(tmp_path / "data")
    git(town, "rm", "--quiet", "-r", folder)
    git(
        town,
        "-c",
        "protocol.file.allow=always",
        "submodule",
        "--quiet",
        "add",
        str(tmp_path / "data"),
        folder,
    )
    commit(town, "子模块", LATER)
    result = cli("diff", "HEAD", "-w", str(town))
    assert (result.code, result.err) == (
        2,
        f"错误：版本 HEAD 的数据{said}\n改法：换一个数据没有问题的版本\n",
    )
    assert cli("check", "-w", str(town)).code == 0


@pytest.fixture
def beginning(tmp_path: Path) -> Path:
    """A repository whose main branch has no workspace yet, and a branch that brings it."""
    root = tmp_path / "county"
    root.mkdir()
    (root / "README.md").write_text("x\n", encoding="utf-8")
    repository(root)
    git(root, "switch", "--quiet", "--create", "first")
    lay_out(root, WORKSPACES / "base")
    correct(root / FILE)
    (root / FILE).write_bytes((root / FILE).read_bytes().replace(b"176/200", b"150/200"))
    commit(root, "录入数据", LATER)
    return root


def test_before_there_was_a_workspace_all_of_it_is_new(cli: Cli, beginning: Path) -> None:
    place, remark = ("-w", str(beginning)), "提示：版本 main 里还没有这个工作区，全部算新增\n"
    page = beginning / "r.md"
    result = cli("diff", "main...HEAD", "--format", "markdown", "--output", str(page), *place)
    assert (result.code, result.err) == (0, f"{remark}已写入 {page}\n")
    assert "| 卫生厕所普及率 | 2024-06-30 |  | 80% |" in page.read_text(encoding="utf-8")
    result = cli("check", "--since", "main", *place)
    assert (result.code, result.err.splitlines()[0] + "\n") == (1, remark)
    assert "相比 main：新增 1 项未达标或缺数据" in result.err
    assert cli("restate", "--since", "2024-07-05", *place).code == 0
    assert cli("digest", "--week", "--since", "main", "--as-of", "2024-12-30", *place).code == 0
    assert cli("check", "--at", "main", *place).err.endswith(
        " 里没有 data/workspace.yaml，那时这里还没有工作区\n改法：换一个有数据的版本\n"
    )
    assert "那时这里还没有工作区" in cli("diff", "HEAD", "main", *place).err


@pytest.mark.parametrize("folder", ["town", "镇 甲", "a/b"])
def test_a_workspace_that_was_moved_is_held_against_where_it_was(
    folder: str, cli: Cli, beginning: Path
) -> None:
    (beginning / folder).mkdir(parents=True)
    (beginning / "data").rename(beginning / folder / "data")
    commit(beginning, "搬家", "2024-09-01")
    root = beginning / folder
    (root / FILE).write_bytes((root / FILE).read_bytes().replace(b"150/200", b"151/200"))
    commit(beginning, "更正", "2024-10-01")
    result = cli("diff", "HEAD~2", "-w", str(root), "--format", "text")
    assert result.err == "提示：版本 HEAD~2 里工作区在仓库最上层，与那里的数据相比\n"
    assert result.out.count("更正为") == 1
    assert diffed(cli, root, "HEAD~2", "HEAD~1") == diffed(cli, root, "HEAD~2", "HEAD~2") == SAME
    assert cli("check", "--since", "HEAD~2", "-w", str(root)).code == 0
    assert "，那时工作区在仓库最上层）" in cli("check", "--at", "HEAD~2", "-w", str(root)).err
    log = cli("log", RATE, "-w", str(root)).out
    assert re.findall(r"^[0-9a-f]{9}  (\S+) ", log, re.MULTILINE) == ["2024-10-01", "2024-08-02"]


def test_a_town_added_beside_another_is_new(cli: Cli, beginning: Path) -> None:
    shutil.copytree(beginning / "data", beginning / "town-b/data")
    commit(beginning, "乙镇", "2024-09-01")
    result = cli("diff", "HEAD~1", "-w", str(beginning / "town-b"), "--format", "text")
    assert result.err == "提示：版本 HEAD~1 里还没有这个工作区（那里的工作区在仓库最上层），全部算新增\n"
    assert "首次报送为80%" in result.out


def test_clones_of_every_kind_answer_as_the_first(cli: Cli, town: Path, tmp_path: Path) -> None:
    correct(town / FILE)
    commit(town, "更正", LATER)
    place = tmp_path / "clones"
    place.mkdir()
    git(town, "clone", "--quiet", "--bare", str(town), str(place / "bare.git"))
    git(place / "bare.git", "worktree", "add", "--quiet", str(place / "worktree"), "main")
    git(town, "clone", "--quiet", "--reference", str(town), town.as_uri(), str(place / "alternates"))
    git(town, "clone", "--quiet", "--sparse", town.as_uri(), str(place / "sparse"))
    git(place / "sparse", "sparse-checkout", "set", "data")
    git(
        town,
        "clone",
        "--quiet",
        "--separate-git-dir",
        str(place / "git dir"),
        str(town),
        str(place / "separate"),
    )
    git(town, "gc", "--quiet")
    expected = cli("log", RATE, "-w", str(town)).out
    for name in ("worktree", "alternates", "sparse", "separate"):
        assert diffed(cli, place / name, "HEAD~1") == CORRECTED, name
        assert cli("log", RATE, "-w", str(place / name)).out == expected, name
    assert expected.count("新增") == 2


def test_hashes_of_the_longer_kind(cli: Cli, tmp_path: Path) -> None:
    root = lay_out(tmp_path / "town", WORKSPACES / "base")
    git(root, "init", "--quiet", "--object-format=sha256", "--initial-branch=main")
    commit(root, "录入数据", "2024-07-01")
    correct(root / FILE)
    commit(root, "更正", LATER)
    assert diffed(cli, root, "HEAD~1") == CORRECTED
    assert "由86%更正为88%" in diffed(cli, root, "2024-07-05")
    assert cli("log", RATE, "-w", str(root)).out.count("新增") == 2


def test_grafts_replaced_objects_and_caches_change_no_history(cli: Cli, town: Path) -> None:
    correct(town / FILE)
    commit(town, "更正", LATER)
    before = cli("log", RATE, "-w", str(town)).out
    git(town, "commit-graph", "write", "--reachable")
    cache = town / ".git/objects/info/commit-graph"
    cache.chmod(0o644)
    cache.write_bytes(cache.read_bytes()[:-200] + b"x" * 200)
    git(town, "replace", "HEAD", "HEAD~1")
    (town / ".git/info").mkdir(exist_ok=True)
    (town / ".git/info/grafts").write_text(
        git(town, "--no-replace-objects", "rev-parse", "HEAD"), encoding="utf-8"
    )
    assert cli("log", RATE, "-w", str(town)).out == before


# What comes in by the environment.


def test_the_top_of_a_repository_named_by_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Named it counts for what is inside; of everything else the folder that git's own stands in."""
    named, inside = tmp_path / "named", tmp_path / "named" / "county" / "town"
    inside.mkdir(parents=True)
    git(inside.parent, "init", "--quiet")
    assert repository_top(inside) == inside.parent
    monkeypatch.setenv("GIT_WORK_TREE", str(named))
    assert repository_top(inside) == named
    monkeypatch.setenv("GIT_WORK_TREE", str(tmp_path / "another"))
    assert repository_top(inside) == inside.parent
    assert repository_top(tmp_path) is None


def test_a_repository_named_by_the_environment(
    cli: Cli, town: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    correct(town / FILE)
    (town / ".git").rename(tmp_path / "elsewhere")
    assert cli("diff", "-w", str(town)).code == 2
    monkeypatch.chdir(town / "data")
    monkeypatch.setenv("GIT_DIR", "../../elsewhere")
    monkeypatch.setenv("GIT_WORK_TREE", "..")
    assert cli("diff", "--format", "text").out == CORRECTED
    assert cli("log", RATE).out.count("新增") == 2
    monkeypatch.delenv("GIT_WORK_TREE")
    monkeypatch.setenv("GIT_DIR", "../elsewhere")
    monkeypatch.chdir(town)
    assert cli("diff", "--format", "text").out == CORRECTED
    other = repository(lay_out(tmp_path / "other", WORKSPACES / "base"))
    assert diffed(cli, other) == SAME  # the environment is about another folder
    monkeypatch.setenv("GIT_DIR", "/nowhere")
    assert diffed(cli, other) == SAME


TRAPS = {
    "core.fsmonitor": "{trap}",
    "core.sshCommand": "{trap}",
    "core.pager": "{trap}",
    "core.alternateRefsCommand": "{trap}",
    "diff.external": "{trap}",
    "diff.trap.textconv": "{trap}",
    "filter.trap.smudge": "{trap}",
    "alias.rev-parse": "!{trap}",
    "alias.remote-trap": "!{trap}",
    "log.showSignature": "true",
    "gpg.program": "{trap}",
    "remote.origin.url": "trap::x",
    "remote.origin.promisor": "true",
    "remote.origin.vcs": "trap",
    "protocol.allow": "always",
    "protocol.trap.allow": "always",
    "trace2.normalTarget": "{sprung}",
    "trace2.eventTarget": "{sprung}",
    "trace2.perfTarget": "{sprung}",
    "safe.directory": "*",
}


@pytest.mark.parametrize("way", ["count", "parameters", "global", "system", "GIT_DIR", "variables"])
def test_nothing_hostile_comes_in_by_the_environment(
    way: str, cli: Cli, town: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With an object missing, so that git would fetch it if it could."""
    correct(town / FILE)
    commit(town, "更正", LATER)
    lost = git(town, "rev-parse", f"HEAD~1:{FILE}").strip()
    (town / ".git/objects" / lost[:2] / lost[2:]).unlink()
    sprung, trap = tmp_path / "sprung", tmp_path / "trap"
    trap.write_text(f"#!/bin/sh\ntouch '{sprung}'\n", encoding="utf-8")
    trap.chmod(0o755)
    traps = {key: value.format(trap=trap, sprung=sprung) for key, value in TRAPS.items()}
    if way == "count":
        monkeypatch.setenv("GIT_CONFIG_COUNT", str(len(traps)))
        for number, (key, value) in enumerate(traps.items()):
            monkeypatch.setenv(f"GIT_CONFIG_KEY_{number}", key)
            monkeypatch.setenv(f"GIT_CONFIG_VALUE_{number}", value)
    elif way == "parameters":
        monkeypatch.setenv(
            "GIT_CONFIG_PARAMETERS", " ".join(f"'{key}'='{value}'" for key, value in traps.items())
        )
    elif way in ("global", "system"):
        file = tmp_path / "settings"
        for key, value in traps.items():
            git(town, "config", "--file", str(file), key, value)
        monkeypatch.setenv(f"GIT_CONFIG_{way.upper()}", str(file))
    elif way == "GIT_DIR":
        for key, value in traps.items():
            git(town, "config", key, value)
        monkeypatch.setenv("GIT_DIR", str(town / ".git"))
        monkeypatch.setenv("GIT_WORK_TREE", str(town))
    else:
        for name in ("SSH", "SSH_COMMAND", "ASKPASS", "PAGER", "EDITOR", "EXTERNAL_DIFF", "PROXY_COMMAND"):
            monkeypatch.setenv(f"GIT_{name}", str(trap))
        for name in ("TRACE", "TRACE2", "TRACE_SETUP", "TRACE2_EVENT", "TRACE_PERFORMANCE"):
            monkeypatch.setenv(f"GIT_{name}", str(sprung))
        monkeypatch.setenv("GIT_EXEC_PATH", str(tmp_path))
    for command in (("log", RATE), ("diff", "HEAD~1"), ("check", "--since", "HEAD~1")):
        assert cli(*command, "-w", str(town)).code == 2
    assert cli("diff", "HEAD", "-w", str(town)).code == 0
    assert not sprung.exists()


def test_only_what_is_listed_reaches_git(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    fixed = set(git_environment())
    monkeypatch.setenv("GIT_SSH", "x")
    monkeypatch.setenv("git_ssh", "x")
    monkeypatch.setenv("GIT_CONFIG_COUNT", "3")
    for number, key in enumerate(("core.fsmonitor", "Safe.Directory", "alias.x")):
        monkeypatch.setenv(f"GIT_CONFIG_KEY_{number}", key)
        monkeypatch.setenv(f"GIT_CONFIG_VALUE_{number}", "x")
    found = git_environment()
    assert set(found) - fixed == {"GIT_CONFIG_COUNT", "GIT_CONFIG_KEY_0", "GIT_CONFIG_VALUE_0"}
    assert (found["GIT_CONFIG_COUNT"], found["GIT_CONFIG_KEY_0"]) == ("1", "Safe.Directory")
    for count in ("-1", "9" * 50, "x", "٣"):
        monkeypatch.setenv("GIT_CONFIG_COUNT", count)
        assert set(git_environment()) == fixed


def test_git_is_never_taken_from_the_workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root, linked = tmp_path / "town", tmp_path / "linked"
    (root / "bin").mkdir(parents=True)
    (root / "bin/git").write_text("#!/bin/sh\n", encoding="utf-8")
    (root / "bin/git").chmod(0o755)
    linked.symlink_to(root / "bin")
    monkeypatch.setenv("PATH", os.pathsep.join([".", "", "bin", str(root / "bin"), str(linked)]))
    with pytest.raises(UsageError, match="没有安装 git"):
        git_program(root)


def test_on_windows_only_an_executable_is_git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("aiwei_cli.load.history.git_program._WINDOWS", True)
    for name, made in (("a", "git.cmd"), ("b", "git.bat"), ("c", "git"), ("d", "git.exe")):
        (tmp_path / name).mkdir()
        (tmp_path / name / made).write_text("", encoding="utf-8")
        (tmp_path / name / made).chmod(0o755)
    monkeypatch.setenv("PATH", os.pathsep.join(str(tmp_path / name) for name in "abcd"))
    assert git_program(tmp_path / "town") == str(tmp_path / "d" / "git.exe")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root gives files away")
@pytest.mark.parametrize("below", ["", "镇 甲/it's"])
def test_the_advice_on_trust_works_as_it_is_told(
    below: str, cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import subprocess

    top = tmp_path / "县 乙"
    root = lay_out(top / below, WORKSPACES / "base")
    repository(top)
    for path in (top, *top.rglob("*")):
        os.chown(path, 12345, 12345)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("SUDO_UID", raising=False)
    result = cli("log", RATE, "-w", str(root))
    assert result.err.startswith(
        "错误：git 不信任这个文件夹：它属于另一个用户\n改法：确认可信后运行 git config "
    )
    with monkeypatch.context() as trusting:
        trusting.setenv("GIT_CONFIG_COUNT", "1")
        trusting.setenv("GIT_CONFIG_KEY_0", "safe.directory")
        trusting.setenv("GIT_CONFIG_VALUE_0", str(top))
        assert cli("log", RATE, "-w", str(root)).code == 0
    (tmp_path / "settings").write_text("[safe]\n\tdirectory = *\n", encoding="utf-8")
    with monkeypatch.context() as trusting:
        trusting.chdir(tmp_path)
        trusting.setenv("GIT_CONFIG_GLOBAL", "settings")
        assert cli("log", RATE, "-w", str(root)).code == 0
    assert cli("log", RATE, "-w", str(root)).code == 2
    command = result.err.partition("运行 ")[2].strip()
    subprocess.run(["sh", "-c", command], check=True)
    assert cli("log", RATE, "-w", str(root)).code == 0


def test_the_advice_on_a_first_commit_works_as_it_is_told(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = lay_out(tmp_path / "town", WORKSPACES / "base")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    advice = cli("log", RATE, "-w", str(root)).err.splitlines()[1]
    for command in re.findall(r"git (init|add \.|commit -m 录入数据)", advice):
        git(root, *command.split())
        told = cli("log", RATE, "-w", str(root))
    assert told.out.count("新增") == 2
