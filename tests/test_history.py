"""History by real git: where a figure comes from, what was known when, and what git shows of it."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from aiwei_cli.load.assemble import load
from conftest import Cli, tree_hash
from support import PROJECT, WORKSPACES, commit, git, lay_out, repository

RATE = "clean-toilet-rate"
FILE = "data/actions/tidy-villages.yaml"


@pytest.fixture
def town(tmp_path: Path) -> Path:
    """The base workspace, committed on 1 July 2024 up to the first half-year."""
    root = lay_out(tmp_path / "town", WORKSPACES / "base")
    shutil.copy(PROJECT / ".gitattributes", root)
    (root / FILE).write_bytes(
        (root / FILE)
        .read_bytes()
        .replace("    2024-12-20: {value: 172/200, source: 各村报表}\n".encode(), b"")
    )
    return repository(root)


def record(cli: Cli, root: Path, *arguments: str) -> None:
    assert cli("record", "-w", str(root), *arguments).code == 0


@pytest.mark.usefixtures("wide")
def test_log_tells_who_wrote_and_corrected_each_figure(cli: Cli, town: Path) -> None:
    record(cli, town, RATE, "164/200", "--date", "2024-06-30", "--correct", "--note", "漏统计四户")
    commit(town, "更正上半年数据", "2024-08-02", "李四")
    record(cli, town, RATE, "172/200", "--date", "2024-12-20")
    result = cli("log", RATE, "-w", str(town))
    assert (result.code, result.err) == (0, "")
    assert re.sub(r"\b[0-9a-f]{9}\b", "*", result.out) == (
        "卫生厕所普及率（clean-toilet-rate）的历史\n"
        "\n尚未提交\n"
        "  2024-12-20  新增  86%（172/200）\n"
        "\n*  2024-08-02  李四  更正上半年数据\n"
        "  2024-06-30  更正  80%（160/200） → 82%（164/200）  原为160/200，更正原因：漏统计四户\n"
        "\n*  2024-07-01  张三  录入数据\n"
        "  2024-06-30  新增  80%（160/200）\n"
    )
    heads = git(town, "log", "--format=%H").split()
    assert re.findall(r"\b[0-9a-f]{9}\b", result.out) == [each[:9] for each in heads]


def test_log_names_organisations_and_what_was_taken_back(cli: Cli, town: Path) -> None:
    path = town / "data/actions/healthy-schools.yaml"
    path.write_bytes(path.read_bytes().replace(b"      2024-05-20: 1\n", b""))
    commit(town, "删去一次", "2024-08-02")
    out = cli("log", "健康教育课", "-w", str(town)).out
    assert "  第一小学  2024-05-20  删去  1次\n" in out


def test_log_of_a_merge_says_only_what_the_merge_did(cli: Cli, town: Path) -> None:
    git(town, "switch", "--quiet", "--create", "other")
    record(cli, town, RATE, "170/200", "--date", "2024-10-20")
    commit(town, "另一支", "2024-11-01")
    git(town, "switch", "--quiet", "main")
    record(cli, town, "fly-grade", "B", "--date", "2024-10-20")
    commit(town, "主干", "2024-11-02")
    git(town, "merge", "--quiet", "--no-edit", "other", on="2024-11-03")
    out = cli("log", RATE, "-w", str(town)).out
    assert re.findall(r"^[0-9a-f]{9}  (\S+)  \S+  (.*)$", out, re.MULTILINE) == [
        ("2024-11-01", "另一支"),
        ("2024-07-01", "录入数据"),
    ]


@pytest.mark.usefixtures("wide")
def test_show_gives_every_measurement_its_line_and_commit(cli: Cli, town: Path) -> None:
    record(cli, town, RATE, "172/200", "--date", "2024-12-20")
    first = git(town, "rev-parse", "HEAD")[:9]
    out = cli("show", RATE, "-w", str(town)).out
    assert f"  2024-06-30  80%（160/200）  {FILE}:20  {first} 张三 2024-07-01\n" in out
    assert f"  2024-12-20  86%（172/200）  {FILE}:21  尚未提交\n" in out


@pytest.mark.usefixtures("wide")
def test_show_finds_the_commit_where_lines_above_were_added(cli: Cli, town: Path) -> None:
    path = town / FILE
    path.write_bytes(b"# a line above\r\n" + path.read_bytes().replace(b"\n", b"\r\n"))
    first = git(town, "rev-parse", "HEAD")[:9]
    out = cli("show", RATE, "-w", str(town)).out
    assert f"{FILE}:21  {first} 张三 2024-07-01\n" in out


def test_without_a_repository_show_goes_on(cli: Cli, tmp_path: Path) -> None:
    root = lay_out(tmp_path, WORKSPACES / "base")
    result = cli("show", RATE, "-w", str(root))
    assert (result.code, result.err) == (0, "提示：这个工作区不在 git 仓库里，没有历史，所以不显示提交\n")
    assert f"{FILE}:21\n" in result.out


def test_check_at_a_day_knows_what_was_known_then(cli: Cli, town: Path) -> None:
    record(cli, town, RATE, "164/200", "--date", "2024-06-30", "--correct", "--note", "漏统计四户")
    commit(town, "更正", "2024-08-02")
    (town / FILE).write_bytes(b"broken: [")
    now = ("-w", str(town), "--as-of", "2024-07-05", "--format", "json")
    assert cli("check", *now).code == 2
    then = cli("check", *now, "--at", "2024-07-05")
    assert (then.code, then.err.splitlines()[0][:5]) == (0, "依据版本 ")
    assert '"numerator": "160"' in then.out
    assert '"numerator": "164"' in cli("check", *now, "--at", "HEAD").out
    assert (
        cli("check", *now, "--at", "2024-06-01").err
        == "错误：2024-06-01 及以前没有提交\n改法：换一个更晚的日期\n"
    )


def test_restate_lists_figures_of_closed_periods_that_were_changed(cli: Cli, town: Path) -> None:
    record(cli, town, RATE, "164/200", "--date", "2024-06-30", "--correct", "--note", "漏统计四户")
    commit(town, "更正", "2024-08-02", "李四")
    record(cli, town, RATE, "172/200", "--date", "2024-12-20")
    result = cli("restate", "--since", "2024-07-05", "-w", str(town), "--format", "text")
    assert (result.code, result.err) == (0, "")
    commit_now = git(town, "rev-parse", "HEAD")[:9]
    assert result.out == (
        "监测值：\n2024年6月30日的卫生厕所普及率由80%更正为82%（原为160/200，更正原因：漏统计四户），"
        f"上调2个百分点，距年度目标还差3个百分点（{commit_now} 李四 2024-08-02）。【报出后有变动，请核对依据】\n"
    )
    table = cli("restate", "--since", "2024-07-05", "-w", str(town)).out
    assert "李四" in table
    assert "2024-12-20" not in table  # its half-year had not ended


def test_restate_names_who_deleted_a_figure_that_had_been_reported(cli: Cli, town: Path) -> None:
    record(cli, town, RATE, "172/200", "--date", "2024-12-20")
    commit(town, "年末", "2024-07-31", "张三")
    path = town / "data/actions/tidy-villages.yaml"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(line for line in lines if "2024-06-30: 160/200" not in line), encoding="utf-8")
    asked = ("restate", "--since", "2024-07-05", "-w", str(town), "--format", "text")
    told = "判定变化：\n卫生厕所普及率判定由推进中转为缺数据，还没有监测值。\n\n监测值：\n删去2024年6月30日的卫生厕所普及率，原为80%（160/200）{}。【删去了报出的数据，请核对依据】\n"
    assert cli(*asked) == (0, told.format("（尚未提交）"), "")
    commit(town, "删数", "2024-08-02", "李四")
    assert cli(*asked) == (0, told.format(f"（{git(town, 'rev-parse', 'HEAD')[:9]} 李四 2024-08-02）"), "")


def test_restate_lists_the_figures_of_an_indicator_that_was_deleted(cli: Cli, town: Path) -> None:
    for path, first, last in (
        ("data/targets.yaml", "  clean-toilet-rate:\n", "  fly-grade:\n"),
        (FILE, "  clean-toilet-rate:\n", "  fly-grade:\n"),
    ):
        head, _, rest = (town / path).read_text(encoding="utf-8").partition(first)
        (town / path).write_text(head + last + rest.partition(last)[2], encoding="utf-8", newline="\n")
    result = cli("restate", "--since", "2024-07-05", "-w", str(town), "--format", "text")
    assert (result.code, result.err) == (0, "")
    assert result.out == (
        "监测值：\n删去2024年6月30日的卫生厕所普及率，原为80%（160/200）。【删去了报出的数据，请核对依据】\n"
    )


def test_what_reads_history_writes_nothing(cli: Cli, town: Path) -> None:
    before = tree_hash(town)
    for command in (
        ["log", RATE],
        ["show", RATE],
        ["check", "--at", "HEAD"],
        ["restate", "--since", "2024-07-05"],
        ["diff"],
    ):
        cli(*command, "-w", str(town))
    assert tree_hash(town) == before


@pytest.mark.parametrize(("ours", "theirs"), [("2024-10-20", "2024-11-20"), ("2024-03-31", "2024-11-20")])
def test_two_branches_that_each_added_a_figure_merge_cleanly(
    ours: str, theirs: str, cli: Cli, town: Path
) -> None:
    git(town, "switch", "--quiet", "--create", "village")
    record(cli, town, RATE, "171/200", "--date", theirs)
    commit(town, "村里报的", "2024-11-30")
    git(town, "switch", "--quiet", "main")
    record(cli, town, RATE, "165/200", "--date", ours)
    commit(town, "镇里报的", "2024-11-30")
    git(town, "merge", "--quiet", "--no-edit", "village", on="2024-12-01")
    text = (town / FILE).read_text(encoding="utf-8")
    assert f"    {ours}: 165/200\n" in text
    assert f"    {theirs}: 171/200\n" in text
    assert cli("check", "-w", str(town)).code != 2


def merge(root: Path) -> bool:
    """Whether git could merge the branch ``village`` by itself."""
    try:
        git(root, "merge", "--quiet", "--no-edit", "village", on="2024-12-01")
    except subprocess.CalledProcessError:
        return False
    return True


def test_a_merge_that_contradicts_itself_stays_a_conflict(cli: Cli, town: Path) -> None:
    git(town, "switch", "--quiet", "--create", "village")
    record(cli, town, RATE, "171/200", "--date", "2024-11-20")
    commit(town, "村里报的", "2024-11-30")
    git(town, "switch", "--quiet", "main")
    record(cli, town, RATE, "165/200", "--date", "2024-11-20")
    commit(town, "镇里报的", "2024-11-30")
    assert not merge(town)
    result = cli("check", "-w", str(town))
    assert result.code == 2
    assert "错误[AW105] 合并冲突未解决" in result.err


def test_a_merge_moves_no_figure_and_no_step_to_another(cli: Cli, town: Path) -> None:
    """What line by line would end up under the other branch's indicator or issue."""
    opened = ("issue", "open", "--action", "净村庄", "--due", "2024-12-01", "-w", str(town))
    cli(*opened, "垃圾堆积", "--responsible", "二村", "--date", "2024-03-05", "--id", "waste")
    commit(town, "立项", "2024-03-06")
    git(town, "switch", "--quiet", "--create", "village")
    record(cli, town, RATE, "171/200", "--date", "2024-10-30")
    record(cli, town, "school-lessons", "1", "--for", "first-school", "--date", "2024-11-06")
    cli("issue", "progress", "waste", "已清一半", "--date", "2024-06-10", "-w", str(town))
    cli("issue", "done", "waste", "--date", "2024-06-20", "-w", str(town))
    cli("task", "progress", "toilets", "村里开工", "--date", "2024-05-01", "-w", str(town))
    commit(town, "村里报的", "2024-11-30")
    git(town, "switch", "--quiet", "main")
    record(cli, town, RATE, "168/200", "--date", "2024-09-30")
    record(cli, town, "fly-grade", "B", "--date", "2024-10-30")
    record(cli, town, "school-lessons", "2", "--for", "second-school", "--date", "2024-11-06")
    cli(*opened, "污水横流", "--responsible", "三村", "--date", "2024-05-05", "--id", "sewage")
    cli("task", "add", "修渠", "--action", "净村庄", "--id", "ditch", "-w", str(town))
    commit(town, "镇里报的", "2024-11-30")
    assert merge(town)
    workspace = load(town).workspace
    figures = {
        (each.indicator, each.organisation, each.on.isoformat()): each.entry.value
        for name in (RATE, "fly-grade", "school-lessons")
        for each in workspace.measurements[name]
    }
    assert figures[RATE, None, "2024-10-30"] == "171/200"
    assert figures[RATE, None, "2024-09-30"] == "168/200"
    assert figures["fly-grade", None, "2024-10-30"] == "B"
    assert figures["school-lessons", "first-school", "2024-11-06"] == "1"
    assert figures["school-lessons", "second-school", "2024-11-06"] == "2"
    issues = workspace.actions["tidy-villages"].issues
    assert [step.kind.value for step in issues["waste"]] == ["opened", "progress", "done"]
    assert [step.kind.value for step in issues["sewage"]] == ["opened"]
    assert [item.id for item in workspace.actions["tidy-villages"].plan] == ["toilets", "ditch"]
    assert git(town, "diff", "HEAD~1", "--stat", "--", "data/workspace.yaml") == ""


def test_steps_that_both_branches_took_are_for_a_person(cli: Cli, town: Path) -> None:
    opened = (
        "issue",
        "open",
        "垃圾堆积",
        "--action",
        "净村庄",
        "--responsible",
        "二村",
        "--due",
        "2024-12-01",
    )
    cli(*opened, "--date", "2024-03-05", "--id", "waste", "-w", str(town))
    commit(town, "立项", "2024-03-06")
    git(town, "switch", "--quiet", "--create", "village")
    cli("issue", "done", "waste", "--date", "2024-06-20", "-w", str(town))
    commit(town, "村里报的", "2024-11-30")
    git(town, "switch", "--quiet", "main")
    cli("issue", "progress", "waste", "已清一半", "--date", "2024-06-10", "-w", str(town))
    commit(town, "镇里报的", "2024-11-30")
    assert not merge(town)


def test_a_task_deleted_here_and_done_there_is_for_a_person(cli: Cli, town: Path) -> None:
    git(town, "switch", "--quiet", "--create", "village")
    cli("task", "done", "toilets", "--date", "2024-06-20", "-w", str(town))
    commit(town, "完成", "2024-11-30")
    git(town, "switch", "--quiet", "main")
    path = town / FILE
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    kept = [line for line in lines if "toilets" not in line and line != "plan:\n"]
    path.write_text("".join(kept), encoding="utf-8", newline="\n")
    commit(town, "删去", "2024-11-30")
    assert not merge(town)


def test_a_clone_that_was_not_told_how_to_merge_leaves_a_conflict(cli: Cli, town: Path) -> None:
    git(town, "config", "--unset", "merge.aiwei.driver")
    git(town, "switch", "--quiet", "--create", "village")
    record(cli, town, RATE, "171/200", "--date", "2024-11-20")
    commit(town, "村里报的", "2024-11-30")
    git(town, "switch", "--quiet", "main")
    record(cli, town, RATE, "165/200", "--date", "2024-10-20")
    commit(town, "镇里报的", "2024-11-30")
    assert not merge(town)


def test_a_hunk_names_the_indicator_task_or_issue_it_belongs_to(cli: Cli, town: Path) -> None:
    text = (town / FILE).read_text(encoding="utf-8")
    lines = [f"    2024-0{month}-01: {150 + month}/200\n" for month in range(1, 6)]
    steps = [f"    - {{progress: 2024-02-0{day}, note: 进展}}\n" for day in range(1, 6)]
    ledger = "issues:\n  ditch:\n    - {opened: 2024-01-05, problem: 沟渠淤堵, responsible: 一村, due: 2024-12-01}\n"
    text = text.replace("  clean-toilet-rate:\n", "  clean-toilet-rate:\n" + "".join(lines))
    text = text.replace(
        "figures:\n",
        "progress:\n  toilets:\n"
        + "".join(f"    2024-0{m}-02: 进展\n" for m in range(1, 6))
        + ledger
        + "".join(steps)
        + "figures:\n",
    )
    (town / FILE).write_text(text, encoding="utf-8", newline="\n")
    commit(town, "半年", "2024-07-02")
    record(cli, town, RATE, "172/200", "--date", "2024-12-20")
    cli("task", "progress", "toilets", "过半", "--date", "2024-06-02", "-w", str(town))
    cli("issue", "done", "ditch", "--date", "2024-06-05", "-w", str(town))
    heads = re.findall(r"^@@ .* @@ +(.*)$", git(town, "diff"), re.MULTILINE)
    assert heads == ["toilets:", "ditch:", "clean-toilet-rate:"]
    added = re.findall(r"^\+(?!\+\+)(.*)$", git(town, "diff"), re.MULTILINE)
    assert added == ["    2024-06-02: 过半", "    - {done: 2024-06-05}", "    2024-12-20: 172/200"]


def test_a_chinese_file_name_stays_whole(cli: Cli, town: Path) -> None:
    git(town, "mv", FILE, "data/actions/净村庄.yaml")
    commit(town, "改名", "2024-07-02")
    record(cli, town, RATE, "172/200", "--date", "2024-12-20")
    assert "data/actions/净村庄.yaml:21  尚未提交" in cli("show", RATE, "-w", str(town)).out
    assert "86%" in cli("diff", "-w", str(town)).out


def test_data_only_tells_of_the_changed_files_alone(
    cli: Cli, town: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(town)
    assert cli("check", "--data-only", FILE) == (0, "", "没有发现数据问题\n")
    targets = town / "data/targets.yaml"
    targets.write_bytes(targets.read_bytes().replace(b"level: town", b"level: twon", 1))
    assert cli("check", "--data-only", FILE) == (
        0,
        "",
        "提示：别的文件里还有 1 处错误，运行 aiwei check 查看\n",
    )
    result = cli("check", "--data-only", "data/targets.yaml", FILE)
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith("data/targets.yaml:6:12: 错误[AW206] 这里不能写“twon”\n")


def test_data_only_tells_what_no_longer_fits_wherever_it_shows(
    cli: Cli, town: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(town)
    targets = town / "data/targets.yaml"
    targets.write_bytes(targets.read_bytes().replace(b"clean-toilet-rate:", b"clean-toilets:"))
    result = cli("check", "--data-only", "data/targets.yaml")
    assert (result.code, "错误[AW301] 没有指标“clean-toilet-rate”" in result.err) == (2, True)


def test_data_only_takes_a_folder_for_its_files_and_refuses_what_is_no_data(
    cli: Cli, town: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(town)
    assert cli("check", "--data-only", "data").err == "没有发现数据问题\n"
    targets = town / "data/targets.yaml"
    targets.write_bytes(targets.read_bytes().replace(b"level: town", b"level: twon", 1))
    for named in ("data", "data/targets.yaml"):
        result = cli("check", "--data-only", named)
        assert (result.code, "错误[AW206] 这里不能写“twon”" in result.err) == (2, True)
    result = cli("check", "--data-only", "data/actions")
    assert (result.code, result.err) == (0, "提示：别的文件里还有 1 处错误，运行 aiwei check 查看\n")
    result = cli("check", "--data-only", "..")
    assert (result.code, result.err) == (
        2,
        "错误：.. 不在工作区的 data 文件夹里\n改法：只写 data 里的文件或文件夹\n",
    )


def test_data_only_refuses_what_it_would_ignore(cli: Cli, town: Path) -> None:
    assert cli("check", "--data-only", "-w", str(town), "nothing.yaml").err == (
        "错误：没有文件 nothing.yaml\n改法：核对文件名\n"
    )
    for option in ("--strict", "--exit-zero"):
        assert cli("check", "--data-only", "-w", str(town), option).err == (
            "错误：--data-only 不判定，不和挑选、格式、输出的选项同用\n改法：去掉其他选项\n"
        )


def test_the_hook_runs_what_it_says(town: Path) -> None:
    hooks = (PROJECT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8")
    entry = re.search(r"^  entry: aiwei (.*)$", hooks, re.MULTILINE)
    files = re.search(r"^  files: (.*)$", hooks, re.MULTILINE)
    assert entry and files
    changed = [name for name in git(town, "ls-files", "-z").split("\0") if re.search(files[1], name)]
    assert len(changed) == 4
    import sys

    command = [sys.executable, "-m", "aiwei_cli", *entry[1].split(), *changed]
    assert subprocess.run(command, cwd=town, capture_output=True).returncode == 0


@pytest.mark.parametrize(
    ("name", "base"), [("github", "$BASE"), ("gitlab", "$CI_MERGE_REQUEST_TARGET_BRANCH_NAME")]
)
def test_the_review_examples_run(
    name: str, base: str, cli: Cli, town: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = (PROJECT / "examples" / f"{name}-review.yml").read_text(encoding="utf-8")
    found = re.search(r"aiwei diff (.*)$", text, re.MULTILINE)
    assert found
    git(tmp_path, "clone", "--quiet", str(town), "clone")
    clone = tmp_path / "clone"
    git(clone, "switch", "--quiet", "--create", "review")
    record(cli, clone, RATE, "172/200", "--date", "2024-12-20")
    commit(clone, "报数", "2024-12-21")
    monkeypatch.chdir(clone)
    arguments = found[1].replace(base, "main").replace('"', "").split()
    assert cli("diff", *arguments).code == 0
    review = (clone / "review.md").read_text(encoding="utf-8")
    assert "| 卫生厕所普及率 | 2024-12-20 | 上次80% | 86% | 提高6个百分点 |" in review


def test_show_and_log_follow_values_where_lines_do_not(cli: Cli, town: Path) -> None:
    """A block entry, two entries on one line, and a file that was renamed."""
    path = town / FILE
    text = path.read_text(encoding="utf-8")
    block = "    2024-06-30:\n      value: 160/200\n"
    path.write_text(text.replace("    2024-06-30: 160/200\n", block), encoding="utf-8", newline="\n")
    commit(town, "改成块式", "2024-07-02")
    path.write_text(
        path.read_text(encoding="utf-8").replace("160/200", "164/200"), encoding="utf-8", newline="\n"
    )
    commit(town, "改值", "2024-07-03", "李四")
    git(town, "mv", FILE, "data/actions/villages.yaml")
    commit(town, "改名", "2024-07-04")
    assert " 李四 2024-07-03" in cli("show", RATE, "-w", str(town)).out
    log = cli("log", RATE, "-w", str(town)).out
    assert [each.split()[2] for each in log.splitlines() if each[:1].isalnum() and each[:9].isalnum()][
        :1
    ] == ["李四"]
    assert "改名" not in log
    moved = town / "data/actions/villages.yaml"
    flow = "  clean-toilet-rate: {2024-03-31: 80, 2024-06-30: 82}\n"
    whole = moved.read_text(encoding="utf-8")
    moved.write_text(
        whole.replace("  clean-toilet-rate:\n    2024-06-30:\n      value: 164/200\n", flow),
        encoding="utf-8",
        newline="\n",
    )
    commit(town, "一行", "2024-07-05")
    moved.write_text(
        moved.read_text(encoding="utf-8").replace("2024-06-30: 82", "2024-06-30: 83"),
        encoding="utf-8",
        newline="\n",
    )
    out = cli("show", RATE, "-w", str(town)).out
    assert re.search(r"2024-03-31 .* 张三 2024-07-05\n", out)
    assert re.search(r"2024-06-30 .* 尚未提交\n", out)


def test_log_shows_a_figure_that_no_target_can_read_as_it_was_typed(cli: Cli, town: Path) -> None:
    right = (town / FILE).read_bytes()
    (town / FILE).write_bytes(right.replace(b"2024-06-30: 160/200", "2024-06-30: 约160".encode()))
    commit(town, "估计数", "2024-07-02")
    (town / FILE).write_bytes(right)
    commit(town, "更正", "2024-07-03")
    out = cli("log", RATE, "-w", str(town)).out
    assert "  2024-06-30  更正  约160 → 80%（160/200）\n" in out
    assert "  2024-06-30  更正  80%（160/200） → 约160\n" in out


UNREAD = {
    "a tab": (
        lambda text: text.replace(b"  clean-toilet", b"\tclean-toilet"),
        ":19：这一行用制表符（Tab）缩进",
    ),
    "gbk": (lambda text: text.decode().encode("gbk"), ":2：文件是 GBK 编码"),
    "utf-16": (lambda text: text.decode().encode("utf-16"), ":1：文件是 UTF-16 编码"),
    "marks of a conflict": (
        lambda text: b"<<<<<<< ours\n" + text + b"=======\n>>>>>>> theirs\n",
        ":1：合并冲突未解决，第 1 至 25 行",
    ),
    "cut off": (
        lambda text: text[: text.index("。".encode()) + 1],
        ":17：文件在一个汉字的中间断了，像是没有保存完整",
    ),
    "no figures any more": (
        lambda text: text.partition(b"measurements:")[0] + "measurements: 无\n".encode(),
        ":18：measurements 这里应是一组键和值",
    ),
}


@pytest.mark.usefixtures("wide")
@pytest.mark.parametrize(("broken", "said"), UNREAD.values(), ids=UNREAD)
def test_a_commit_that_cannot_be_read_hides_no_correction(broken, said: str, cli: Cli, town: Path) -> None:  # type: ignore[no-untyped-def]
    """It is named, and what lies on both sides of it is held against each other."""
    path = town / FILE
    good = path.read_bytes()
    path.write_bytes(broken(good))
    commit(town, "写坏了", "2024-07-02")
    (town / "data/targets.yaml").write_bytes((town / "data/targets.yaml").read_bytes() + b"# \n")
    commit(town, "别的", "2024-07-03")
    path.write_bytes(good.replace(b"160/200", b"161/200"))
    commit(town, "修好", "2024-07-04", "李四")
    result = cli("log", RATE, "-w", str(town))
    assert (result.code, result.err) == (0, "")
    found = re.sub(r"\b[0-9a-f]{9}\b", "*", result.out)
    assert found == (
        "卫生厕所普及率（clean-toilet-rate）的历史\n"
        "\n*  2024-07-04  李四  修好\n"
        "  2024-06-30  更正  80%（160/200） → 80.5%（161/200）\n"
        f"\n*  2024-07-02  张三  写坏了\n  读不出来，跳过：{FILE}{said}\n"
        "\n*  2024-07-01  张三  录入数据\n"
        "  2024-06-30  新增  80%（160/200）\n"
    )
    passed = git(town, "rev-parse", "--short=9", "HEAD~2").strip()
    shown = cli("show", RATE, "-w", str(town)).out
    assert f" 李四 2024-07-04（或更早：{passed} 的文件读不出来）\n" in shown
    restated = cli("restate", "--since", "2024-07-01", "-w", str(town))
    assert (restated.code, restated.err) == (0, "")
    assert f" 李四 2024-07-04（或更早：{passed} 的文件读不出来）" in restated.out


def test_a_broken_file_of_another_action_is_of_no_concern(cli: Cli, town: Path) -> None:
    other = town / "data/actions/healthy-schools.yaml"
    good = other.read_bytes()
    other.write_bytes(b"\t" + good)
    commit(town, "写坏了", "2024-07-02")
    other.write_bytes(good)
    commit(town, "修好", "2024-07-03")
    assert "写坏了" not in cli("log", RATE, "-w", str(town)).out
    assert "或更早" not in cli("show", RATE, "-w", str(town)).out
    assert "写坏了" in cli("log", "school-lessons", "-w", str(town)).out


@pytest.mark.usefixtures("wide")
def test_history_follows_an_indicator_into_the_file_of_another_action(cli: Cli, town: Path) -> None:
    tidy, targets = town / FILE, town / "data/targets.yaml"
    lines = b"  clean-toilet-rate:\n    2024-06-30: 160/200\n"
    tidy.write_bytes(tidy.read_bytes().replace(lines, b""))
    other = b"id: toilets-anew\nname: \xe6\x94\xb9\xe5\x8e\x95\norder: 9\nmeasurements:\n"
    (town / "data/actions/toilets-anew.yaml").write_bytes(other + lines + b"    2024-07-31: 161/200\n")
    said = targets.read_bytes()
    at = said.index(b"action: tidy-villages", said.index(b"clean-toilet-rate:"))
    targets.write_bytes(said[:at] + said[at:].replace(b"tidy-villages", b"toilets-anew", 1))
    commit(town, "移到另一个行动", "2024-08-02", "李四")
    log = cli("log", RATE, "-w", str(town)).out
    assert re.findall(r"  (\S+)  (?:移到|录入)|^  (\S+)  新增", log, re.MULTILINE) == [
        ("李四", ""),
        ("", "2024-07-31"),
        ("张三", ""),
        ("", "2024-06-30"),
    ]
    assert re.search(
        r"^  2024-06-30 .* 张三 2024-07-01$", cli("show", RATE, "-w", str(town)).out, re.MULTILINE
    )


def test_history_goes_on_over_another_id_of_the_action(cli: Cli, town: Path) -> None:
    before = cli("log", RATE, "-w", str(town)).out
    for name in (FILE, "data/targets.yaml"):
        said = (town / name).read_bytes()
        said = said.replace(b"id: tidy-villages", b"id: villages").replace(
            b"action: tidy-villages", b"action: villages"
        )
        (town / name).write_bytes(said)
    commit(town, "换编号", "2024-08-02", "李四")
    assert cli("log", RATE, "-w", str(town)).out == before


@pytest.mark.parametrize(
    ("anew", "said"),
    [
        ("２０２４-06-30: {value: 160/200}", ""),
        ("2024-06-30: １６０/200", "换了写法"),
        ("2024-06-30: 80.0", "换了写法"),
        ("2024-06-30: {value: 160/200, source: 各村报表}", "补充了来源"),
        ("2024-06-30: {value: 160/200, status: 快报}", "标明为快报数"),
        ("2024-06-30: 120/150", "更正"),
        ("2024-06-30: {value: 161/200, status: 核定}", "核定"),
    ],
)
@pytest.mark.usefixtures("wide")
def test_log_and_diff_tell_the_same_of_a_line_written_anew(
    anew: str, said: str, cli: Cli, town: Path
) -> None:
    path = town / FILE
    path.write_bytes(path.read_bytes().replace(b"2024-06-30: 160/200", anew.encode()))
    commit(town, "改写", "2024-08-02", "李四")
    found = re.search(r"改写\n  2024-06-30  (\S+)  ", cli("log", RATE, "-w", str(town)).out)
    assert (found[1] if found else "") == said
    assert said in cli("diff", "HEAD~1", "--format", "text", "-w", str(town)).out


@pytest.mark.parametrize("when", ["99999999999999 +0000", "-1 +0000", "1719792000 +051800"])
def test_a_commit_from_beyond_the_calendar_is_shown_as_far_as_can_be(when: str, cli: Cli, town: Path) -> None:
    tree = git(town, "rev-parse", "HEAD^{tree}").strip()
    text = f"tree {tree}\nauthor 某人 <a@b> {when}\ncommitter 某人 <a@b> 1719792000 +0000\n\n怪日期\n"
    (town / ".git" / "odd").write_text(text, encoding="utf-8")
    name = git(town, "hash-object", "-t", "commit", "-w", "--literally", ".git/odd").strip()
    result = cli("check", "--at", name, "-w", str(town))
    assert (result.code, "某人：怪日期" in result.err) == (1, True)


def test_a_commit_in_gbk_is_read(cli: Cli, town: Path) -> None:
    git(town, "config", "i18n.commitEncoding", "GBK")
    message = town / ".git" / "message"
    message.write_bytes("更正数据".encode("gbk"))
    git(town, "commit", "--quiet", "--allow-empty", "--file", str(message))
    assert "：更正数据）" in cli("check", "--at", "HEAD", "-w", str(town)).err


def test_what_commits_say_steers_no_terminal(cli: Cli, town: Path) -> None:
    git(town, "commit", "--quiet", "--allow-empty", "--message", "\x1b]0;title\x07\u202e", who="\x1b[2J某人")
    err = cli("check", "--at", "HEAD", "-w", str(town)).err
    assert "\x1b" not in err
    assert "\\u{1b}]0;title" in err


def test_an_evidence_path_over_two_lines_is_no_path(cli: Cli, town: Path) -> None:
    path = town / FILE
    bad = f'{{value: 172/200, evidence: "evidence/{"0" * 64}/x\\nHEAD"}}'
    path.write_bytes(path.read_bytes() + f"    2024-12-20: {bad}\n".encode())
    commit(town, "怪路径", "2024-12-21")
    result = cli("check", "--at", "HEAD", "-w", str(town))
    assert (result.code, "错误[AW" in result.err) == (2, True)


def test_a_damaged_object_is_told(cli: Cli, town: Path) -> None:
    blob = git(town, "rev-parse", f"HEAD:{FILE}").strip()
    file = town / ".git" / "objects" / blob[:2] / blob[2:]
    file.chmod(0o644)
    file.write_bytes(file.read_bytes()[:20])
    result = cli("show", RATE, "-w", str(town))
    assert (result.code, result.err) == (
        0,
        f"提示：仓库里有损坏或读不出的对象 {blob[:9]}，历史读不出来，所以不显示提交\n"
        "改法：从备份或另一个克隆恢复；运行 git fsck 看还缺什么\n",
    )


def test_a_huge_file_in_a_commit_is_refused_by_its_size(cli: Cli, town: Path) -> None:
    (town / "data/targets.yaml").write_bytes(b"# x\n" * 1_300_000)
    commit(town, "太大", "2024-07-02")
    result = cli("check", "--at", "HEAD", "-w", str(town))
    assert result.code == 2
    assert "data/targets.yaml:1:1: 错误[AW101] 文件有 5200000 字节，超过 5000000 字节的上限" in result.err


@pytest.mark.parametrize("year", ["99999", "-5", "0"])
def test_a_year_that_is_none_is_refused(year: str, cli: Cli, town: Path) -> None:
    for command in (["diff"], ["restate", "--since", "2024-07-05"]):
        result = cli(*command, "--year", year, "-w", str(town))
        assert (result.code, result.err) == (
            2,
            f"错误：{year} 年太早或太晚\n改法：写四位年份，例如 --year 2024\n",
        )
