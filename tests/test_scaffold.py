"""A new town's workspace, as whole commands on folders of their own."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
from pathlib import Path
from typing import Any

import pytest

from aiwei_cli.cli import terminal
from aiwei_cli.cli.boundary import run
from aiwei_cli.edit.lock import only_writer
from aiwei_cli.edit.scaffold import create_workspace
from aiwei_cli.edit.scaffold.new_town import quoted, targets_text
from aiwei_cli.edit.scaffold.repository import DRIVER
from aiwei_cli.load.assemble import load
from aiwei_cli.load.data_file import decoded, parsed
from aiwei_cli.load.yamltext.document import plain
from conftest import Cli, tree_hash
from support import PROJECT

NAMES = ("--town", "甲镇", "--county", "乙县")
SHIPPED = PROJECT / "data"
GREEN = "data/actions/green-city.yaml"
NEXT = "下一步：在 data/targets.yaml 里换上真实的报送单位和考核对象，核对各行动的计划，再运行 aiwei check\n"
NO_GIT = "没有建立 git 仓库（--no-git）\n"


def made(cli: Cli, folder: Path, *more: str) -> Path:
    result = cli("init", str(folder), *NAMES, "--no-git", *more)
    assert (result.code, result.err) == (0, "")
    return folder


def files_of(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def test_init_writes_a_workspace_that_checks(cli: Cli, tmp_path: Path) -> None:
    folder = tmp_path / "new" / "town"
    result = cli("init", str(folder), *NAMES, "--no-git")
    first = f"已在 {folder} 建好甲镇 2024 年的工作区，监测值从空白开始\n"
    assert (result.code, result.out, result.err) == (0, first + NO_GIT + NEXT, "")
    assert files_of(folder) == sorted(
        [
            *(f"data/actions/{path.name}" for path in (SHIPPED / "actions").iterdir()),
            "data/targets.yaml",
            "data/workspace.yaml",
            ".gitattributes",
            ".gitignore",
            ".editorconfig",
            ".vscode/settings.json",
            "README.md",
        ]
    )
    check = cli("check", "-w", str(folder))
    assert (check.code, check.err) == (0, "")
    assert check.out.endswith(
        "合计  50 项  缺数据 50\n镇级  23 项  缺数据 23\n县级  27 项  缺数据 27\n任务  17 项  进展未填 17  其中逾期 17\n"
    )


def test_init_takes_over_the_programme_and_nothing_of_another_town(cli: Cli, tmp_path: Path) -> None:
    folder = made(cli, tmp_path)
    assert (folder / "data/targets.yaml").read_bytes() == (SHIPPED / "targets.yaml").read_bytes()
    assert (folder / "data/workspace.yaml").read_text(encoding="utf-8") == (
        "# 这套数据是谁的、判哪一年：换成自己的镇，只改这里和 targets.yaml、actions/ 下的数据。\n"
        "town: 甲镇\n"
        "county: 乙县\n"
        "office: 甲镇爱国卫生运动委员会办公室\n"
        "programme: 爱国卫生“7个专项行动”\n"
        "year: 2024\n"
        "\n"
        "# 学期起止日未核实，请按当地校历修改；秋季学期跨到次年1月。\n"
        "terms:\n"
        "  - {name: 春季学期, starts: 02-16, ends: 07-31}\n"
        "  - {name: 秋季学期, starts: 08-26, ends: 01-31}\n"
        "\n"
        "# 期末以后还可以晚几天报来，到那天为止不算逾期；天数请按当地的规定改。\n"
        "grace: {week: 5, month: 5, quarter: 10, half-year: 15, term: 15, year: 15}\n"
    )
    office = "村镇规划建设服务中心"
    assert (folder / GREEN).read_text(encoding="utf-8") == (
        "id: green-city\n"
        "name: 绿城市\n"
        "order: 1\n"
        f"lead: {office}\n"
        "since: 2022\n"
        "until: 2024\n"
        "\n"
        "plan:\n"
        f"  - {{id: greenways, year: 2024, title: 加快城镇绿道建设, due: 2024-12-31, responsible: {office}}}\n"
        f"  - {{id: green-reservoir-finish, year: 2024, title: 完成绿色水库收尾工程, due: 2024-12-31, responsible: {office}}}\n"
        f"  - {{id: scenic-greening-finish, year: 2024, title: 继续实施景区绿化, due: 2024-12-31, responsible: {office}}}\n"
        f"  - {{id: campus-greening-finish, year: 2024, title: 完成小学校园绿化, due: 2024-12-31, responsible: {office}}}\n"
    )
    workspace = load(folder).workspace
    assert not any(workspace.measurements.values())
    for action in workspace.actions.values():
        assert not (action.progress or action.issues or action.figures or action.sums or action.work)
        assert {item.year for item in action.plan} == {2024}
        assert all((item.state, item.done, item.note, item.quantity) == (None,) * 4 for item in action.plan)
    json.loads((folder / ".vscode/settings.json").read_text(encoding="utf-8"))


def test_init_leaves_the_states_of_another_town_behind(cli: Cli, tmp_path: Path) -> None:
    folder = made(cli, tmp_path, "--year", "2023")
    text = (folder / GREEN).read_text(encoding="utf-8")
    assert "  - {id: riverbank, year: 2023, title: 邑林河集镇段河堤绿化}\n" in text
    assert "已" not in text and "#" not in text
    assert load(folder).diagnostics == []


def test_init_says_that_no_action_runs_in_a_year(cli: Cli, tmp_path: Path) -> None:
    out = cli("init", str(tmp_path), *NAMES, "--no-git", "--year", "2031").out
    assert "下一步：没有一个专项行动在 2031 年进行，先核对 data/actions 各文件里的 since 和 until" in out
    assert "plan" not in (tmp_path / GREEN).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "name",
    [
        "甲镇（北）",
        "a: b",
        "- 甲",
        "&甲",
        "*甲",
        "!甲",
        "甲 # 乙",
        "#甲",
        "“甲”",
        '甲"乙"',
        "甲\\乙",
        "'甲'",
        "{甲}",
        "[甲], 乙",
        "甲, 乙",
        "甲: ",
        "@甲",
        "`甲`",
        "%甲",
        "? 甲",
        "| 甲",
        "> 甲",
        "yes",
        "null",
        "~",
        "2024",
        "0x1F",
        "1.5",
        "2024-01-01",
        "甲：乙",
        "---",
        "镇\u3000名",
        "𠮷镇",
    ],
)
def test_init_quotes_names(name: str, cli: Cli, tmp_path: Path) -> None:
    folder = tmp_path / "new"
    result = cli("init", str(folder), "--town", name, "--county", name, "--programme", name, "--no-git")
    assert (result.code, result.err) == (0, "")
    about = load(folder).workspace.about
    wanted = name.strip()
    assert (about.town, about.county, about.programme) == (wanted,) * 3
    assert about.office == f"{wanted}爱国卫生运动委员会办公室"
    document, problems = parsed("f", [f"a: [{quoted(name)}, x]"])
    assert document and not problems
    assert plain(document.root) == {"a": [name, "x"]}


@pytest.mark.parametrize(
    ("options", "message", "hint"),
    [
        ((), "没有写 --town、--county", "例如 --town 某某镇 --county 某某县"),
        (("--town", "甲镇"), "没有写 --county", "例如 --town 某某镇 --county 某某县"),
        (("--town", " ", "--county", "乙县"), "--town：这里没有填内容", "写上内容，或不写这个选项"),
        (
            ("--town", "甲\u200b镇", "--county", "乙县"),
            "--town：文字里有看不见的字符 U+200B",
            "删掉后重新输入这段文字",
        ),
        (
            (*NAMES, "--office", "甲\x1b[31m"),
            "--office：文字里有看不见的字符 U+001B",
            "删掉后重新输入这段文字",
        ),
        (
            (*NAMES, "--programme", "甲\n乙"),
            "--programme：文字里有看不见的字符 U+000A",
            "删掉后重新输入这段文字",
        ),
        (
            (*NAMES, "--year", "24"),
            "--year：这里应为四位年份，写的是“24”",
            "写成 2024 的样子，在 1900 到 2199 之间",
        ),
    ],
)
def test_init_refuses_names(
    options: tuple[str, ...], message: str, hint: str, cli: Cli, tmp_path: Path
) -> None:
    result = cli("init", str(tmp_path / "new"), *options)
    assert (result.code, result.out, result.err) == (2, "", f"错误：{message}\n改法：{hint}\n")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("there", "named"),
    [
        ("README.md", "README.md"),
        ("data/workspace.yaml", "data/workspace.yaml"),
        ("data/actions/of-our-own.yaml", "data/actions/of-our-own.yaml"),
        ("data/actions", "data/actions"),
    ],
)
def test_init_never_overwrites(there: str, named: str, cli: Cli, tmp_path: Path) -> None:
    path = tmp_path / there
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("ours\n", encoding="utf-8")
    before = tree_hash(tmp_path)
    result = cli("init", str(tmp_path), *NAMES)
    assert (result.code, result.out) == (2, "")
    assert result.err == (
        f"错误：{tmp_path} 里已经有 {named}，没有写入任何内容\n"
        "改法：换一个空文件夹，或先把这些文件移走；init 从不覆盖文件\n"
    )
    assert tree_hash(tmp_path) == before


def test_init_twice_names_the_first_few(cli: Cli, tmp_path: Path) -> None:
    before = tree_hash(made(cli, tmp_path))
    result = cli("init", str(tmp_path), *NAMES)
    some = "data/workspace.yaml、data/targets.yaml、data/actions/active-living.yaml 等 14 个文件"
    assert (result.code, some in result.err, tree_hash(tmp_path)) == (2, True, before)


def test_init_goes_beside_what_is_not_in_its_way(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "台账.xlsx").write_bytes(b"ours")
    made(cli, tmp_path)
    assert (tmp_path / "data" / "台账.xlsx").read_bytes() == b"ours"


@pytest.mark.parametrize("number", range(14))
def test_init_leaves_nothing_when_writing_fails(
    number: int, cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "ours.txt").write_text("ours", encoding="utf-8")
    before = tree_hash(tmp_path)
    compose = create_workspace.compose

    def spoiled(*arguments: create_workspace.Names) -> dict[str, bytes]:
        files = compose(*arguments)  # type: ignore[arg-type]
        files[list(files)[number]] = "not bytes"  # type: ignore[assignment]
        return files

    monkeypatch.setattr("aiwei_cli.cli.commands.init.compose", spoiled)
    assert cli("init", str(tmp_path), *NAMES).code == 3
    assert cli("init", str(tmp_path / "deep" / "new"), *NAMES).code == 3
    assert tree_hash(tmp_path) == before


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="nothing is read-only to root")
def test_init_in_a_folder_that_is_read_only(cli: Cli, tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    result = cli("init", str(tmp_path / "new"), *NAMES)
    assert (result.code, "没有权限" in result.err) == (2, True)


def test_init_takes_back_what_cannot_be_read_again(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    compose = create_workspace.compose
    monkeypatch.setattr(
        "aiwei_cli.cli.commands.init.compose",
        lambda *given: compose(*given) | {"data/targets.yaml": b"indicators: 1\n"},
    )
    result = cli("init", str(tmp_path / "new"), *NAMES)
    assert (result.code, result.out, "错误[AW205]" in result.err) == (2, "", True)
    assert list(tmp_path.iterdir()) == []


def test_init_asks_on_a_terminal(cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []
    answers = {"镇（乡、街道）的名称": "丙镇", "县（市、区）的名称": "丁县"}

    def ask(question: str, default: str | None = None) -> str:
        asked.append((question, default))
        return answers.get(question) or default or ""

    monkeypatch.setattr(terminal, "can_ask", lambda: True)
    monkeypatch.setattr(terminal, "ask", ask)
    assert cli("init", str(tmp_path), "--no-git").code == 0
    assert asked == [
        ("镇（乡、街道）的名称", None),
        ("县（市、区）的名称", None),
        ("办公室的名称", "丙镇爱国卫生运动委员会办公室"),
        ("行动方案的名称（用在工作总结的标题里）", "爱国卫生“7个专项行动”"),
        ("判定哪一年", "2024"),
    ]
    assert load(tmp_path).workspace.about.county == "丁县"


def git(folder: Path, *arguments: str) -> str:
    environment = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
    environment |= {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    who = ["-c", "user.name=某人", "-c", "user.email=some@example.org"]
    return subprocess.run(
        ["git", *who, *arguments],
        cwd=folder,
        env=environment,
        check=True,
        capture_output=True,
        encoding="utf-8",
    ).stdout


needs_git = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")


@needs_git
def test_init_makes_a_repository_whose_hunks_name_indicators(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere = tmp_path / "elsewhere"
    monkeypatch.setenv("GIT_DIR", str(elsewhere))
    folder = tmp_path / "-new"
    result = cli("init", str(folder.resolve()), *NAMES)
    assert result.out.splitlines()[1] == "已建立 git 仓库，改动可以用 git 记录和对比"
    assert not elsewhere.exists()
    assert git(folder, "config", "--local", "diff.aiwei.xfuncname") == "^ ? ?([a-z][a-z0-9-]*:)\n"
    assert git(folder, "config", "--local", "core.quotepath") == "false\n"

    action = folder / GREEN
    lines = [f"    2024-{month:02}-28: {{value: {month}, note: 第{month}次}}\n" for month in range(1, 13)]
    start = action.read_text(encoding="utf-8") + "measurements:\n  park-service-radius-coverage:\n"
    action.write_text(start + "".join(lines), encoding="utf-8")
    git(folder, "add", ".")
    git(folder, "commit", "-qm", "start")
    lines[10] = lines[10].replace("value: 11", "value: 99")
    action.write_text(start + "".join(lines), encoding="utf-8")
    targets = folder / "data/targets.yaml"
    text = targets.read_text(encoding="utf-8")
    targets.write_text(text.replace("2024: {at_least: 85}", "2024: {at_least: 86}"), encoding="utf-8")
    hunks = [line for line in git(folder, "diff").splitlines() if line.startswith("@@")]
    assert [hunk.split("@@")[2].strip() for hunk in hunks] == [
        "park-service-radius-coverage:",
        "park-service-radius-coverage:",
    ]


@needs_git
def test_init_inside_a_repository_makes_none(cli: Cli, tmp_path: Path) -> None:
    git(tmp_path, "init", "-q")
    result = cli("init", str(tmp_path / "new"), *NAMES)
    assert result.out.splitlines()[1] == "这里已在一个 git 仓库里，没有另建"
    assert not (tmp_path / "new" / ".git").exists()


def test_init_without_git_goes_on(cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    result = cli("init", str(tmp_path), *NAMES)
    said = "这台电脑没有安装 git，没有建立仓库；不用 git 也能检查数据、生成总结"
    assert (result.code, result.out.splitlines()[1]) == (0, said)


def test_init_with_a_git_that_fails_goes_on(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "aiwei_cli.edit.scaffold.repository.git_program", lambda _: str(tmp_path / "no-git-here")
    )
    result = cli("init", str(tmp_path), *NAMES)
    said = "git 仓库没有建成；可以以后在这个文件夹里运行 git init"
    assert (result.code, result.out.splitlines()[1]) == (0, said)


def test_init_in_the_current_folder(cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    result = cli("init", *NAMES, "--no-git")
    assert result.out.startswith("已在当前文件夹建好甲镇 2024 年的工作区")
    assert not decoded("f", (tmp_path / "README.md").read_bytes())[1]


def test_exceptions_of_another_town_are_left_behind() -> None:
    data = b"indicators:\n  a: b\n\nexceptions:\n  - {indicator: a}\n# more\n- {indicator: a}\norganisations:\n  c: d\n"
    assert targets_text(data) == b"indicators:\n  a: b\n\norganisations:\n  c: d\n"
    assert targets_text(targets_text(data)) == targets_text(data)


def killed_at(folder: Path, number: int) -> bool:
    """``init`` in a process of its own, killed when it is to put the n-th file in its place."""
    child = os.fork()
    if not child:
        left, link = number, os.link

        def struck(*arguments: Any) -> None:
            nonlocal left
            left -= 1
            if not left:
                os.kill(os.getpid(), signal.SIGKILL)
            link(*arguments)

        os.link = struck  # type: ignore[assignment]
        os._exit(run(["init", str(folder), *NAMES]))
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])


@needs_git
@pytest.mark.skipif(not hasattr(os, "fork"), reason="Windows has no SIGKILL")
@pytest.mark.parametrize("number", [1, 9, 14])
def test_init_that_was_killed_is_made_by_running_it_again(number: int, cli: Cli, tmp_path: Path) -> None:
    whole, folder = made(cli, tmp_path / "whole"), tmp_path / "new"
    assert killed_at(folder, number)
    assert not (folder / "data/workspace.yaml").exists()
    assert cli("init", str(folder), *NAMES).code == 0
    own = {path: (folder / path).read_bytes() for path in files_of(folder) if not path.startswith(".git/")}
    assert own == {path: (whole / path).read_bytes() for path in files_of(whole)}
    assert git(folder, "config", "--local", "merge.aiwei.driver") == f"{DRIVER}\n"


def killed_at_the_end(folder: Path) -> None:
    """``init`` in a process of its own, killed when all is written and its record is to go."""
    child = os.fork()
    if not child:
        unlink = Path.unlink

        def struck(path: Path, missing_ok: bool = False) -> None:
            if path.name == create_workspace.RECORD and (folder / "data/workspace.yaml").exists():
                os.kill(os.getpid(), signal.SIGKILL)
            unlink(path, missing_ok)

        Path.unlink = struck  # type: ignore[assignment, method-assign]
        os._exit(run(["init", str(folder), *NAMES]))
    assert os.WIFSIGNALED(os.waitpid(child, 0)[1])
    assert (folder / create_workspace.RECORD).exists() and (folder / "data/workspace.yaml").exists()


@needs_git
@pytest.mark.skipif(not hasattr(os, "fork"), reason="Windows has no SIGKILL")
def test_init_that_was_killed_when_all_was_written_is_finished(cli: Cli, tmp_path: Path) -> None:
    folder = tmp_path / "new"
    killed_at_the_end(folder)
    before = tree_hash(folder)
    other = cli("init", str(folder), "--town", "丙镇", "--county", "乙县")
    assert (other.code, "已经有 data/workspace.yaml" in other.err, tree_hash(folder)) == (2, True, before)
    kept = {
        path: (folder / path).read_bytes() for path in files_of(folder) if path != create_workspace.RECORD
    }
    result = cli("init", str(folder), *NAMES)
    first = f"已在 {folder} 建好甲镇 2024 年的工作区，监测值从空白开始\n"
    assert (result.code, result.out, result.err) == (
        0,
        f"{first}已建立 git 仓库，改动可以用 git 记录和对比\n{NEXT}",
        "",
    )
    assert {path: (folder / path).read_bytes() for path in files_of(folder)} == kept
    assert cli("init", str(folder), *NAMES).code == 2


@pytest.mark.skipif(not hasattr(os, "fork"), reason="Windows has no SIGKILL")
def test_what_such_a_run_left_goes_with_the_next_that_writes(cli: Cli, tmp_path: Path) -> None:
    """Where work went on without running ``init`` again."""
    killed_at_the_end(tmp_path / "new")
    with (tmp_path / "new" / "README.md").open("a", encoding="utf-8") as file:
        file.write("我的\n")
    assert cli("init", str(tmp_path / "new"), *NAMES).code == 2
    with only_writer(tmp_path / "new"):
        assert not (tmp_path / "new" / create_workspace.RECORD).exists()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="Windows has no SIGKILL")
def test_init_that_was_killed_leaves_what_somebody_changed_since(cli: Cli, tmp_path: Path) -> None:
    assert killed_at(tmp_path / "new", 9)
    (tmp_path / "new" / "data" / "targets.yaml").write_text("# 我的\n", encoding="utf-8")
    before = tree_hash(tmp_path)
    result = cli("init", str(tmp_path / "new"), *NAMES)
    assert (result.code, "已经有 data/targets.yaml" in result.err, tree_hash(tmp_path)) == (2, True, before)
