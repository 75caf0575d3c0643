"""History that is not there, not all there or damaged: each is told for what it is, and never for an empty one."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from aiwei_cli.load.history.git import Git
from aiwei_cli.load.history.git_refusal import Unreadable, failed, refused, unreadable_object
from conftest import Cli
from support import WORKSPACES, commit, git, lay_out, repository

RATE = "clean-toilet-rate"
FILE = "data/actions/tidy-villages.yaml"
SHALLOW = "浅克隆，更早的历史不在这里"
OLD = ("diff", "HEAD~1"), ("check", "--at", "HEAD~1"), ("check", "--since", "HEAD~1")
ALL = ("log", RATE), ("restate", "--since", "2024-07-05"), *OLD


@pytest.fixture(scope="module")
def origin(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three commits: a first half-year reported on 1 July, corrected in August, and a figure of December."""
    root = lay_out(tmp_path_factory.mktemp("history") / "origin", WORKSPACES / "base")
    path, text = root / FILE, (root / FILE).read_text(encoding="utf-8")
    last = "    2024-12-20: {value: 172/200, source: 各村报表}\n"
    path.write_text(text.replace(last, ""), encoding="utf-8", newline="\n")
    repository(root)
    path.write_text(text.replace(last, "").replace("160/200", "164/200"), encoding="utf-8", newline="\n")
    commit(root, "更正", "2024-08-02", "李四")
    path.write_text(text.replace("160/200", "164/200"), encoding="utf-8", newline="\n")
    commit(root, "年末", "2024-12-21", "王五")
    git(root, "config", "uploadpack.allowFilter", "true")
    return root


@pytest.fixture
def town(origin: Path, tmp_path: Path) -> Path:
    """A copy of its own."""
    shutil.copytree(origin, tmp_path / "town")
    return tmp_path / "town"


def test_objects_asked_for_ahead_read_as_those_asked_for_one_by_one(
    town: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is lacking is told where it is used, and one that is damaged takes none of the others with it."""
    newest, older, tree, blob = git(
        town, "rev-parse", "HEAD", "HEAD~1", "HEAD^{tree}", f"HEAD:{FILE}"
    ).split()
    damaged, lacking = git(town, "rev-parse", "HEAD~2").strip(), "0123456789" * 4
    with closing(Git(town)) as plainly:
        wanted = plainly.commit(newest), plainly.commit(older), plainly.tree(tree), plainly.blob(blob, 9000)
    loose(town, damaged).chmod(0o644)
    loose(town, damaged).write_bytes(b"no object")
    with closing(Git(town)) as git_:
        git_.read_ahead([newest, lacking, blob, damaged, tree, older])
        found = git_.commit(newest), git_.commit(older), git_.tree(tree), git_.blob(blob, 9000)
        assert found == wanted
        for name, message in (
            (lacking, "仓库里丢了对象 012345678，历史读不出来"),
            (damaged, f"仓库里有损坏或读不出的对象 {damaged[:9]}，历史读不出来"),
        ):
            with pytest.raises(Unreadable) as refused:
                git_.commit(name)
            assert refused.value.message == message
        git_.read_ahead([newest, older])
        monkeypatch.setattr(Git, "_header", None)  # no question any more
        assert (git_.commit(newest), git_.commit(older)) == wanted[:2]


def cloned(origin: Path, folder: Path, *options: str) -> Path:
    """A clone by the protocol, which hard links and full copies are not."""
    git(origin, "clone", "--quiet", *options, origin.as_uri(), str(folder))
    return folder


def loose(root: Path, name: str) -> Path:
    """The file of an object."""
    found = git(root, "rev-parse", name).strip()
    file = root / ".git" / "objects" / found[:2] / found[2:]
    file.chmod(0o644)
    return file


def lost(file: Path) -> None:
    """The object is gone."""
    file.unlink()


def cut(file: Path) -> None:
    """A disk was full."""
    file.write_bytes(file.read_bytes()[:15])


def garbled(file: Path) -> None:
    """A disk was worn."""
    file.write_bytes(b"x" * 40)


def emptied(file: Path) -> None:
    """A computer went off."""
    file.write_bytes(b"")


@pytest.mark.parametrize(
    ("harm", "name"),
    [
        *((lost, name) for name in ("HEAD~1", "HEAD~1^{tree}", "HEAD~1:data/actions", f"HEAD~1:{FILE}")),
        *((harm, name) for harm in (cut, garbled) for name in ("HEAD~1", "HEAD~1:data/actions")),
        (cut, f"HEAD~1:{FILE}"),
        (emptied, "HEAD~1:data/actions"),
    ],
)
def test_every_command_says_that_an_object_is_lost_or_damaged(
    harm: Callable[[Path], None], name: str, cli: Cli, town: Path
) -> None:
    file = loose(town, name)
    harm(file)
    short = (file.parent.name + file.name)[:9]
    what = "丢了对象" if harm is lost else "有损坏或读不出的对象"
    said = f"仓库里{what} {short}，历史读不出来"
    advice = "改法：从备份或另一个克隆恢复；运行 git fsck 看还缺什么\n"
    for command in (("log", RATE), *OLD):
        assert cli(*command, "-w", str(town)) == (2, "", f"错误：{said}\n{advice}")
    result = cli("show", RATE, "-w", str(town))
    assert (result.code, result.err) == (0, f"提示：{said}，所以不显示提交\n{advice}")
    assert "2024年判定：达标（截至 " in result.out  # a verdict is never hidden by history


@pytest.mark.parametrize("name", ["HEAD", "HEAD^{tree}", "HEAD:data"])
def test_a_broken_newest_commit_is_no_empty_repository(name: str, cli: Cli, town: Path) -> None:
    lost(loose(town, name))
    for command in (
        ("log", RATE),
        ("diff",),
        ("check", "--at", "HEAD"),
        ("digest", "--week", "--since", "HEAD"),
    ):
        result = cli(*command, "-w", str(town))
        assert (result.code, result.out) == (2, "")
        assert result.err.startswith("错误：仓库里丢了对象 ")
    assert "尚未提交" not in cli("show", RATE, "-w", str(town)).out


def test_lost_objects_come_back_by_the_command_that_is_told(cli: Cli, origin: Path, tmp_path: Path) -> None:
    clone = cloned(origin, tmp_path / "clone")
    for pack in (clone / ".git" / "objects" / "pack").iterdir():
        pack.chmod(0o644)
        pack.unlink()
    result = cli("log", RATE, "-w", str(clone))
    assert result.code == 2
    advice = re.search(r"从远程再全部取一遍：(git fetch --refetch origin)", result.err)
    assert advice
    git(clone, *advice[1].split()[1:])
    assert cli("log", RATE, "-w", str(clone)).code == 0


@pytest.mark.parametrize("kind", ["blob:none", "tree:0"])
def test_a_partial_clone_is_named_with_what_to_fetch(
    kind: str, cli: Cli, origin: Path, tmp_path: Path
) -> None:
    clone = cloned(origin, tmp_path / "clone", f"--filter={kind}")
    for command in (("log", RATE), *OLD):
        result = cli(*command, "-w", str(clone))
        assert (result.code, result.out) == (2, "")
        assert re.fullmatch(
            r"错误：这是部分克隆（--filter），历史里的对象 [0-9a-f]{9} 没有取来\n"
            r"改法：把缺的取来：git fetch --refetch --no-filter origin\n",
            result.err,
        )
    assert "提示：这是部分克隆" in cli("show", RATE, "-w", str(clone)).err
    assert cli("diff", "HEAD", "-w", str(clone)).code == 0  # what was fetched is enough for that
    git(clone, "fetch", "--refetch", "--no-filter", "--quiet", "origin")
    assert [cli(*command, "-w", str(clone)).code for command in ALL] == [0, 0, 0, 1, 0]


def test_objects_borrowed_from_a_repository_that_is_gone(cli: Cli, town: Path, tmp_path: Path) -> None:
    git(town, "clone", "--quiet", "--shared", str(town), str(tmp_path / "clone"))
    assert cli("log", RATE, "-w", str(tmp_path / "clone")).code == 0
    town.rename(tmp_path / "elsewhere")
    result = cli("log", RATE, "-w", str(tmp_path / "clone"))
    assert (result.code, result.err.splitlines()[0]) == (
        2,
        f"错误：这个仓库的对象借自 {town}/.git/objects，那里读不到，历史读不出来",
    )


@pytest.mark.usefixtures("wide")
def test_what_a_shallow_clone_begins_with_is_nobodys(cli: Cli, origin: Path, tmp_path: Path) -> None:
    clone = cloned(origin, tmp_path / "clone", "--depth", "1")
    newest = git(clone, "rev-parse", "--short=9", "HEAD").strip()
    place = ("-w", str(clone))
    assert cli("log", RATE, *place).out == (
        "卫生厕所普及率（clean-toilet-rate）的历史\n"
        f"\n{SHALLOW}（运行 git fetch --unshallow）\n"
        "  2024-06-30  已有  82%（164/200）\n"
        "  2024-12-20  已有  86%（172/200）  各村报表\n"
    )
    shown = cli("show", RATE, *place)
    assert (shown.err, newest in shown.out) == ("", False)
    assert f"  2024-06-30  82%（164/200）  {FILE}:20  {SHALLOW}\n" in shown.out
    assert cli("restate", "--since", "2024-07-05", *place) == (
        2,
        "",
        f"错误：{SHALLOW}：2024-07-05 那时的数据查不到\n改法：运行 git fetch --unshallow\n",
    )
    assert cli("check", "--at", "2024-07-05", *place).err.startswith(f"错误：{SHALLOW}：2024-07-05 ")
    for could_be in ("HEAD~3", "v1.0", "0123abc", "去年底"):
        said = f"错误：没有版本“{could_be}”\n改法：这是浅克隆，历史不全：运行 git fetch --unshallow\n"
        assert cli("diff", could_be, *place).err == said
    for never in ("去 年底", "HEAD~x", "v1..0.", "?"):
        hint = "写提交号、分支、标签或日期，例如 HEAD~1；git log --oneline 列出提交"
        assert cli("check", "--at", never, *place).err == f"错误：没有版本“{never}”\n改法：{hint}\n"
    assert cli("digest", "--week", "--as-of", "2024-12-22", *place).err == (
        f"提示：{SHALLOW}：2024-12-15 那时的数据查不到，改按数据里的日期说有什么变化；运行 git fetch --unshallow\n"
    )
    git(clone, "fetch", "--quiet", "--unshallow")
    assert f"  2024-06-30  82%（164/200）  {FILE}:20  " in (text := cli("show", RATE, *place).out)
    assert ("李四 2024-08-02" in text, SHALLOW in text) == (True, False)


def test_a_figure_is_credited_where_the_clone_reaches_back_to_it(
    cli: Cli, origin: Path, tmp_path: Path
) -> None:
    clone = cloned(origin, tmp_path / "clone", "--depth", "2")
    log = cli("log", RATE, "-w", str(clone)).out
    assert re.findall(r"^  (2024-\S+)  (\S+)", log, re.MULTILINE) == [
        ("2024-12-20", "新增"),
        ("2024-06-30", "已有"),
    ]
    path = clone / FILE
    path.write_text(
        path.read_text(encoding="utf-8").replace("164/200", "166/200"), encoding="utf-8", newline="\n"
    )
    result = cli("restate", "--since", "2024-08-05", "-w", str(clone), "--format", "json")
    assert (result.code, "；尚未提交" in result.out) == (0, True)


def test_branches_that_parted_before_the_boundary(cli: Cli, origin: Path, tmp_path: Path) -> None:
    other = shutil.copytree(origin, tmp_path / "other")
    git(other, "switch", "--quiet", "--create", "side", "HEAD~2")
    clone = cloned(other, tmp_path / "clone", "--depth", "1", "--no-single-branch")
    assert cli("diff", "origin/main...origin/side", "-w", str(clone)) == (
        2,
        "",
        f"错误：{SHALLOW}，看不到这两个版本从哪里分开\n改法：运行 git fetch --unshallow\n",
    )


def test_two_branches_whose_common_commit_is_lost(cli: Cli, town: Path) -> None:
    git(town, "switch", "--quiet", "--create", "village", "HEAD~1")
    git(town, "commit", "--quiet", "--allow-empty", "--message", "村里")
    lost(file := loose(town, "HEAD~1"))
    short = (file.parent.name + file.name)[:9]
    assert cli("diff", "main...village", "-w", str(town)).err.startswith(f"错误：仓库里丢了对象 {short}，")


@pytest.mark.parametrize(
    ("break_it", "said"),
    [
        (
            lambda git_: (git_ / "HEAD").write_text("x\n", encoding="utf-8"),
            "在，但 git 认不出它是仓库，看不到历史",
        ),
        (lambda git_: (git_ / "HEAD").write_bytes(b""), "在，但 git 认不出它是仓库，看不到历史"),
        (lambda git_: (git_ / "HEAD").unlink(), "在，但 git 认不出它是仓库，看不到历史"),
        (lambda git_: shutil.rmtree(git_ / "objects"), "在，但 git 认不出它是仓库，看不到历史"),
        (
            lambda git_: (git_ / "refs/heads/main").write_bytes(b""),
            "refs/heads/main 坏了或者丢了，历史读不出来",
        ),
        (
            lambda git_: (git_ / "refs/heads/main").write_text("x\n", encoding="utf-8"),
            "refs/heads/main 坏了或者丢了，历史读不出来",
        ),
        (lambda git_: (git_ / "refs/heads/main").unlink(), "refs/heads/main 坏了或者丢了，历史读不出来"),
        (
            lambda git_: (git_ / "refs/heads/main").write_text("1" * 40, encoding="utf-8"),
            "仓库里丢了对象 111111111，历史读不出来",
        ),
        (
            lambda git_: (git_ / "config").write_text("[x\n", encoding="utf-8"),
            "git 的设置读不懂，看不到历史（fatal: bad config",
        ),
    ],
)
def test_a_broken_repository_is_called_broken(
    break_it: Callable[[Path], object], said: str, cli: Cli, town: Path
) -> None:
    break_it(town / ".git")
    for command in (("log", RATE), ("diff",), ("check", "--at", "HEAD"), ("check", "--since", "main")):
        result = cli(*command, "-w", str(town))
        assert (result.code, result.out) == (2, "")
        assert said in result.err, result.err
    assert cli("check", "-w", str(town)).code == 0


@pytest.mark.parametrize(
    ("said", "message", "hint"),
    [
        (
            "fatal: unknown error occurred while reading the configuration files",
            "git 的设置文件读不了，看不到历史（fatal: unknown error occurred while reading the configuration files）",
            "核对 ~/.gitconfig、~/.config/git 和 .git/config 是否属于运行的用户、可不可读",
        ),
        (
            "warning: unable to access '/root/.config/git/attributes': Permission denied\n"
            "fatal: unable to access '/root/.gitconfig': Permission denied",
            "git 的设置文件读不了，看不到历史（fatal: unable to access '/root/.gitconfig': Permission denied）",
            "核对 ~/.gitconfig、~/.config/git 和 .git/config 是否属于运行的用户、可不可读",
        ),
        (
            f"fatal: pathspec 'evidence/{'ab' * 32}/表.pdf' is beyond a symbolic link",
            f"git 读不出这个仓库的历史（fatal: pathspec 'evidence/{'ab' * 32}/表.pdf' is beyond a symbolic link）",
            "运行 git fsck 检查仓库",
        ),
    ],
)
def test_what_is_no_damage_is_not_told_as_damage(said: str, message: str, hint: str, tmp_path: Path) -> None:
    def ask(*words: str) -> tuple[int, bytes, str]:
        return (128, b"", "fatal: Not a valid object name") if words[0] == "cat-file" else (1, b"", "")

    error = failed(said, tmp_path, ask)
    assert (error.message, error.hint) == (message, hint)


def test_a_repository_that_may_not_be_read_is_told_as_that(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / ".git").mkdir()
    monkeypatch.setattr(os, "access", lambda *_: False)  # as for another user: the tests may run as root
    error = refused("fatal: not a git repository (or any of the parent directories): .git", tmp_path)
    assert (error.message, error.hint) == (
        f"{tmp_path / '.git'} 读不了（没有权限），看不到历史",
        "用有权限的用户运行，或请管理员改权限",
    )


def test_a_broken_branch_beside_a_sound_one(cli: Cli, town: Path) -> None:
    (town / ".git/refs/heads/village").write_text("x\n", encoding="utf-8")
    assert cli("diff", "village", "-w", str(town)).err == (
        "错误：“village”这个分支或标签坏了，读不出来\n改法：运行 git fsck 检查仓库，或从另一个克隆恢复\n"
    )
    assert cli("diff", "main", "-w", str(town)).code == 0


@pytest.mark.parametrize(
    ("code", "said", "damaged"),
    [
        (0, "", True),  # it is there, as far as its name goes
        (128, "error: inflate: data stream error (incorrect header check)\n", True),
        (128, "error: unable to unpack 1111 header\n", True),
        (128, "fatal: loose object 1111 (stored in .git/objects/11/11) is corrupt\n", True),
        (1, "", False),
    ],
)
def test_what_any_git_says_of_a_damaged_object_is_understood(code: int, said: str, damaged: bool) -> None:
    def ask(*words: str) -> tuple[int, bytes, str]:
        return (code, b"", said) if words[0] == "cat-file" else (1, b"", "")

    what = "有损坏或读不出的对象" if damaged else "丢了对象"
    error = unreadable_object("1" * 40, ask)
    assert error.message == f"仓库里{what} 111111111，历史读不出来"
    assert error.hint == "从备份或另一个克隆恢复；运行 git fsck 看还缺什么"
