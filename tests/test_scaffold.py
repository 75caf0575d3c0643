"""A new town's workspace and the next year, as whole commands on folders of their own."""

from __future__ import annotations

import errno
import json
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from aiwei_cli.cli import terminal
from aiwei_cli.load.assemble import load
from aiwei_cli.load.decode import decode
from aiwei_cli.load.document import plain
from aiwei_cli.load.yaml import parse
from aiwei_cli.scaffold import founding
from aiwei_cli.scaffold.quoting import quoted
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
        "合计  50 项  缺数据 50\n镇级  23 项  缺数据 23\n县级  27 项  缺数据 27\n任务  17 项  进展未填 17\n"
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
    document, problems = parse("f", [f"a: [{quoted(name)}, x]"])
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
    compose = founding.compose

    def spoiled(*arguments: founding.Names) -> dict[str, bytes]:
        files = compose(*arguments)  # type: ignore[arg-type]
        files[list(files)[number]] = "not bytes"  # type: ignore[assignment]
        return files

    monkeypatch.setattr("aiwei_cli.cli.init.compose", spoiled)
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
    compose = founding.compose
    monkeypatch.setattr(
        "aiwei_cli.cli.init.compose",
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
    monkeypatch.setattr("aiwei_cli.scaffold.repository.shutil.which", lambda _: None)
    result = cli("init", str(tmp_path), *NAMES)
    said = "这台电脑没有安装 git，没有建立仓库；不用 git 也能检查数据、生成总结"
    assert (result.code, result.out.splitlines()[1]) == (0, said)


def test_init_with_a_git_that_fails_goes_on(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("aiwei_cli.scaffold.repository.shutil.which", lambda _: str(tmp_path / "no-git-here"))
    result = cli("init", str(tmp_path), *NAMES)
    said = "git 仓库没有建成；可以以后在这个文件夹里运行 git init"
    assert (result.code, result.out.splitlines()[1]) == (0, said)


def test_init_in_the_current_folder(cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    result = cli("init", *NAMES, "--no-git")
    assert result.out.startswith("已在当前文件夹建好甲镇 2024 年的工作区")
    assert not decode("f", (tmp_path / "README.md").read_bytes())[1]


WORKSPACE = """\
# 某镇
town: 某镇
county: 某县
office: 某办
programme: 某行动
year: 2030  # 判这一年
"""
TARGETS = """\
indicators:
  air: {action: first, name: 空气, unit: "%", level: town, reported_by: 某站, every: year, target: {2029: {all: [{at_least: 1}, {rising: year}]}}}
  noise: {action: first, name: 噪声, unit: 分贝, level: town, reported_by: 某站, every: quarter, target: {2029: {falling: quarter}}}
  gyms: {action: second, name: 健身点, unit: 个, level: town, reported_by: 某站, every: year, target: {2029: {stock: {at_least: 1, by: 2030-06-30}}}}
  visits: {action: second, name: 走访, wording: 2030年底前人人走访, unit: 次, level: town, reported_by: 某站, every: year, target: {2029: {at_least: 1}, 2031: {at_least: 2}}}
  walks: {action: second, name: 健步走, wording: 2030年有人走, unit: 次, level: town, reported_by: 某站, every: year, target: {2029: {at_least: 1}}}
  sleep: {action: second, name: 睡眠, unit: 小时, level: town, reported_by: 某站, every: year, target: {2029: {each: school, not_falling: year}}}
  old: {action: third, name: 旧事, unit: 件, level: town, reported_by: 某站, every: year, target: {2029: {rising: year}}}
organisations:
  school: {name: 学校, members: {east: 东校, west: 西校}}
"""
FIRST = """\
id: first
name: 行动一
order: 1
plan:
  - {id: tidy-2030, year: 2030, title: "整治: 河道", responsible: 某所, person: 某人, state: 进行中, quantity: 3 公里}
  - {id: done, year: 2030, title: 已做完, done: 2030-03-01}
  - {id: tidy-2031, year: 2029, title: 早先的}
  # 计划到此为止

# 监测值
measurements:
  air:
    2030-06-30: 40
    2030-12-31: {value: 182/365, status: 示例}
  noise:
    2029-12-31: 50
"""
SECOND = """\
id: second
name: 行动二
order: 2
plan:
- id: walk
  year: 2030
  title: |
    走路
    跑步
- id: again
  year: 2030
  title: 又一次
- id: again-by-hand
  year: 2031
  title: 又一次
measurements:
  sleep:
    east: {2030-05-01: 8.0}
    west: {2029-05-01: 8.0}"""
THIRD = "id: third\nname: 行动三\norder: 3\nuntil: 2030\nplan: [{id: rest, year: 2030, title: 剩下的}]\n"


def laid_out(folder: Path, **changed: bytes) -> Path:
    texts = {"workspace": WORKSPACE, "targets": TARGETS}
    texts |= {"actions/first": FIRST, "actions/second": SECOND, "actions/third": THIRD}
    (folder / "data" / "actions").mkdir(parents=True)
    for name, text in texts.items():
        data = changed.get(name.removeprefix("actions/"), text.encode())
        (folder / "data" / f"{name}.yaml").write_bytes(data)
    return folder


CARRIED = (
    "  # 以下 1 项由2030年结转，内容和期限请核对。\n"
    '  - {id: tidy-2031-2, year: 2031, title: "整治: 河道", due: 2031-12-31, responsible: 某所, person: 某人, note: 由2030年的 tidy-2030 结转}\n'
)
CARRIED_BLOCK = (
    "\n"
    "# 以下 1 项由2030年结转，内容和期限请核对。\n"
    "- id: walk-2031\n"
    "  year: 2031\n"
    '  title: "走路\\n跑步\\n"\n'
    "  due: 2031-12-31\n"
    "  note: 由2030年的 walk 结转"
)


def test_new_year_adds_only_its_lines(cli: Cli, tmp_path: Path) -> None:
    folder = laid_out(tmp_path)
    result = cli("new-year", "2031", "-w", str(folder))
    assert (result.code, result.err) == (0, "")
    assert result.out == (
        "某镇 2031 年已开启，改动的文件\n"
        "  data/workspace.yaml\n"
        "  data/actions/first.yaml\n"
        "  data/actions/second.yaml\n"
        "\n"
        "结转到 2031 年的计划事项\n"
        "  行动一  整治: 河道（tidy-2031-2）\n"
        "  行动二  走路 跑步（walk-2031）\n"
        "\n"
        "不再判定的专项行动（until 早于 2031 年）\n"
        "  行动三（third）  还有 1 项计划事项没有完成，没有结转\n"
        "\n"
        "提到了 2030 年的目标，请核对\n"
        "  健身点（gyms）  期限 2030-06-30\n"
        "  健步走（walks）  “2030年有人走”\n"
        "\n"
        "与上年比较的基数（2030 年最后一个监测值）\n"
        "  空气（air）  182/365，2030-12-31，示例\n"
        "  睡眠（sleep，东校）  8.0小时，2030-05-01\n"
        "\n"
        "没有 2030 年的监测值，2031 年无法判定\n"
        "  睡眠（sleep，西校）\n"
        "\n"
        "目标：5 项沿用原来的，1 项用 2031 年的新目标\n"
    )

    def text(name: str) -> str:
        return (folder / "data" / name).read_bytes().decode()

    assert text("workspace.yaml") == WORKSPACE.replace("year: 2030", "year: 2031")
    assert text("targets.yaml") == TARGETS
    assert text("actions/first.yaml") == FIRST.replace("  # 计划到此为止\n", "  # 计划到此为止\n" + CARRIED)
    assert text("actions/second.yaml") == SECOND.replace("\nmeasurements", CARRIED_BLOCK + "\nmeasurements")
    assert text("actions/third.yaml") == THIRD
    assert len(files_of(folder)) == 5
    assert load(folder).diagnostics == []


def test_new_year_keeps_line_ends_byte_order_mark_and_the_missing_last_one(cli: Cli, tmp_path: Path) -> None:
    first = FIRST.split("  # 计划到此为止")[0].rstrip("\n")
    crlf = b"\xef\xbb\xbf" + first.replace("\n", "\r\n").encode()
    folder = laid_out(tmp_path, first=crlf, workspace=WORKSPACE.replace("2030", '"2030"').encode())
    assert cli("new-year", "2031", "-w", str(folder)).code == 0
    carried = CARRIED.replace("\n", "\r\n").encode().removesuffix(b"\r\n")
    assert (folder / "data/actions/first.yaml").read_bytes() == crlf + b"\r\n" + carried
    assert b'year: "2031"  #' in (folder / "data/workspace.yaml").read_bytes()


@pytest.mark.parametrize(
    ("year", "message", "hint"),
    [
        ("2030", "2030 年不晚于工作区现在的 2030 年", "写下一年，例如 2031"),
        ("1999", "1999 年不晚于工作区现在的 2030 年", "写下一年，例如 2031"),
        ("2032", "2032 年太远：工作区现在是 2030 年", "一次只开下一年"),
        ("soon", "年 的值不对：这里要写一个整数", "运行 aiwei new-year --help 看用法"),
    ],
)
def test_new_year_refuses_other_years(year: str, message: str, hint: str, cli: Cli, tmp_path: Path) -> None:
    before = tree_hash(laid_out(tmp_path))
    result = cli("new-year", year, "-w", str(tmp_path))
    assert (result.code, result.out, result.err) == (2, "", f"错误：{message}\n改法：{hint}\n")
    assert tree_hash(tmp_path) == before


def test_new_year_refuses_faulty_data(cli: Cli, tmp_path: Path) -> None:
    before = tree_hash(laid_out(tmp_path, third=THIRD.replace("order: 3", "order: 三").encode()))
    result = cli("new-year", "2031", "-w", str(tmp_path))
    assert (result.code, result.out, "错误[AW203]" in result.err) == (2, "", True)
    assert tree_hash(tmp_path) == before


def test_new_year_refuses_a_year_in_which_nothing_runs(cli: Cli, tmp_path: Path) -> None:
    folder = made(cli, tmp_path)
    before = tree_hash(folder)
    result = cli("new-year", "2025", "-w", str(folder))
    assert (result.code, result.out) == (2, "")
    assert result.err == (
        "错误：没有一个专项行动在 2025 年进行，没有改动任何文件\n"
        "改法：延续到 2025 年的，先把行动文件里的 until 改为 2025 或以后；换一轮行动的，先换上新的行动文件\n"
    )
    assert tree_hash(folder) == before


FLOW = THIRD.replace("until: 2030\n", "")
KEPT_BLANKS = SECOND.replace("  title: 又一次\nmeasurements", "  title: |+\n    又一次\n\n\nmeasurements")


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("third", FLOW, "data/actions/third.yaml 的 plan 不是一项一行的写法，添不进新的事项"),
        ("second", KEPT_BLANKS, "data/actions/second.yaml 的写法特殊，改不了而不动到别处"),
        (
            "workspace",
            WORKSPACE.replace("2030 ", '"203\\x30" '),
            "data/workspace.yaml 的写法特殊，改不了而不动到别处",
        ),
    ],
)
def test_new_year_refuses_what_it_cannot_add_to(
    name: str, text: str, message: str, cli: Cli, tmp_path: Path
) -> None:
    before = tree_hash(laid_out(tmp_path, **{name: text.encode()}))
    result = cli("new-year", "2031", "-w", str(tmp_path))
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith(f"错误：{message}\n")
    assert tree_hash(tmp_path) == before


@pytest.mark.parametrize("number", range(12))
def test_new_year_changes_all_files_or_none(
    number: int, cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whichever write, push to the disk or rename fails, every file is as it was."""
    before = tree_hash(laid_out(tmp_path))
    done = 0

    def failing(function: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any) -> Any:
            nonlocal done
            done += 1
            if done == number + 1:
                raise OSError(errno.ENOSPC, "")
            return function(*arguments)

        return call

    monkeypatch.setattr(os, "fsync", failing(os.fsync))
    monkeypatch.setattr(Path, "replace", failing(Path.replace))
    result = cli("new-year", "2031", "-w", str(tmp_path))
    if number < 9:  # six files written, three renamed; the folders' own push may fail
        assert (result.code, result.out) == (2, "")
        assert "写不了（磁盘已满），没有改动任何文件" in result.err
        assert tree_hash(tmp_path) == before
    else:
        assert (result.code, len(files_of(tmp_path))) == (0, 5)


def test_new_year_refuses_a_file_changed_since_reading(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = laid_out(tmp_path) / "data" / "actions" / "second.yaml"
    fsync = os.fsync

    def meanwhile(handle: int) -> None:
        path.write_bytes(SECOND.replace("走路", "骑车").encode())
        fsync(handle)

    monkeypatch.setattr(os, "fsync", meanwhile)
    result = cli("new-year", "2031", "-w", str(tmp_path))
    said = "错误：data/actions/second.yaml 刚被别的程序改过，没有改动任何文件\n改法：再运行一次\n"
    assert (result.code, result.out, result.err) == (2, "", said)
    assert (tmp_path / "data/workspace.yaml").read_text(encoding="utf-8") == WORKSPACE
    assert len(files_of(tmp_path)) == 5


def test_new_year_refuses_a_read_only_file(cli: Cli, tmp_path: Path) -> None:
    path = laid_out(tmp_path) / "data" / "actions" / "second.yaml"
    path.chmod(0o444)
    before = tree_hash(tmp_path)
    result = cli("new-year", "2031", "-w", str(tmp_path))
    said = "错误：data/actions/second.yaml 是只读文件，没有改动任何文件\n改法：去掉它的只读属性\n"
    assert (result.code, result.out, result.err) == (2, "", said)
    assert tree_hash(tmp_path) == before


def test_new_year_on_our_data(cli: Cli, tmp_path: Path) -> None:
    shutil.copytree(SHIPPED, tmp_path / "data")
    for path in (tmp_path / "data" / "actions").iterdir():
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace("until: 2024", "until: 2025"), encoding="utf-8", newline="\n")
    result = cli("new-year", "2025", "-w", str(tmp_path))
    assert (result.code, result.err) == (0, "")
    assert "目标：50 项沿用原来的\n" in result.out
    loaded = load(tmp_path)
    assert loaded.diagnostics == []
    carried = [item for action in loaded.workspace.actions.values() for item in action.planned_for(2025)]
    assert {item.id for item in carried} >= {"green-reservoir-finish-2025", "tcm-services-2025"}
    assert cli("check", "-w", str(tmp_path), "--as-of", "2025-01-01").code == 0
