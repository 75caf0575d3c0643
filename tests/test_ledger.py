"""``task`` and ``issue``: each step one line, every refusal with its reason and nothing written."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import pytest

from aiwei_cli.load.assemble import load
from aiwei_cli.model.action import PlanState
from aiwei_cli.model.correction_ledger import IssueState, issue_on
from conftest import Cli, Result, tree_hash
from support import WORKSPACES, lay_out

FILE = "data/actions/tidy-villages.yaml"


@pytest.fixture
def town(tmp_path: Path) -> Path:
    return lay_out(tmp_path / "town", WORKSPACES / "base")


def lines(root: Path) -> list[str]:
    return (root / FILE).read_text(encoding="utf-8").split("\n")


def added(before: list[str], after: list[str]) -> list[str]:
    """The new lines; the test fails where any other line was touched."""
    rest = iter(after)
    new = []
    for line in before:
        for each in rest:
            if each == line:
                break
            new.append(each)
        else:
            raise AssertionError(f"lost or moved: {line}")
    return [*new, *rest]


def run(cli: Cli, root: Path, *arguments: str) -> Result:
    return cli(*arguments, "-w", str(root))


def test_a_task_goes_its_way_a_line_a_step(cli: Cli, town: Path) -> None:
    before = lines(town)
    result = run(
        cli, town, "task", "add", "修建公厕", "--action", "净村庄", "--responsible", "一村", "--person", "李四",
        "--due", "2024-10-31", "--quantity", "2 座", "--source", "镇长办公会",
    )  # fmt: skip
    assert result == (0, f"净村庄新增任务 task-2024-e1baf3：修建公厕，{FILE}:8\n", "")
    assert added(before, lines(town)) == [
        "  - {id: task-2024-e1baf3, year: 2024, title: 修建公厕, quantity: 2 座, due: 2024-10-31, "
        "responsible: 一村, person: 李四, source: 镇长办公会}"
    ]
    before = lines(town)
    run(cli, town, "task", "progress", "task-2024-e1baf3", "选址完成", "--date", "2024-03-05")
    assert added(before, lines(town)) == ["progress:", "  task-2024-e1baf3:", "    2024-03-05: 选址完成"]
    before = lines(town)
    result = run(cli, town, "task", "progress", "修建公厕", "开工", "--date", "2024-02-20")
    assert result == (0, f"任务“修建公厕”2024-02-20 进展：开工，{FILE}:11\n", "")
    assert added(before, lines(town)) == ["    2024-02-20: 开工"]
    result = run(cli, town, "task", "done", "修建公厕", "--date", "2024-10-20", "--note", "验收合格")
    assert result == (0, f"任务“修建公厕”2024-10-20 完成，{FILE}:8\n", "")
    assert lines(town)[7].endswith("source: 镇长办公会, done: 2024-10-20, note: 验收合格}")
    action = load(town).workspace.actions["tidy-villages"]
    assert [item.stands for item in action.plan] == [PlanState.UNDER_WAY, PlanState.DONE]


def test_done_turns_the_state_and_keeps_the_evidence(cli: Cli, town: Path, tmp_path: Path) -> None:
    paper = tmp_path / "验收单.txt"
    paper.write_text("合格", encoding="utf-8")
    digest = hashlib.sha256(paper.read_bytes()).hexdigest()
    run(cli, town, "task", "done", "toilets", "--date", "2024-12-01", "--evidence", str(paper))
    assert lines(town)[6] == (
        "  - {id: toilets, year: 2024, title: 改建卫生厕所, quantity: 40 座, due: 2024-12-31, responsible: 村镇中心, "
        f"state: 已完成, done: 2024-12-01, evidence: evidence/{digest}/验收单.txt}}"
    )
    assert (town / "evidence" / digest / "验收单.txt").read_bytes() == paper.read_bytes()
    assert run(cli, town, "check").err == ""


def test_evidence_that_is_named_already_is_not_named_twice(cli: Cli, town: Path, tmp_path: Path) -> None:
    paper = tmp_path / "验收单.txt"
    paper.write_text("合格", encoding="utf-8")
    kept = f"evidence/{hashlib.sha256(paper.read_bytes()).hexdigest()}/验收单.txt"
    text = (
        (town / FILE)
        .read_text(encoding="utf-8")
        .replace("state: 进行中}", f"state: 进行中, evidence: {kept}}}")
    )
    (town / FILE).write_text(text, encoding="utf-8", newline="\n")
    result = run(cli, town, "task", "done", "toilets", "--date", "2024-12-01", "--evidence", str(paper))
    assert (result.code, lines(town)[6].count(kept)) == (0, 1)
    assert lines(town)[6].endswith(f"state: 已完成, evidence: {kept}, done: 2024-12-01}}")


def test_a_task_that_was_not_started_is_under_way_once_something_is_said(cli: Cli, town: Path) -> None:
    path = town / FILE
    path.write_bytes(path.read_bytes().replace("进行中".encode(), "未启动".encode()))
    run(cli, town, "task", "progress", "toilets", "开工", "--date", "2024-03-05")
    assert lines(town)[6].endswith("state: 进行中}")


def test_an_issue_goes_from_opened_to_closed_a_line_a_step(cli: Cli, town: Path) -> None:
    before = lines(town)
    result = run(
        cli, town, "issue", "open", "沟渠淤堵", "--action", "tidy-villages", "--responsible", "一村",
        "--due", "2024-04-12", "--place", "村口", "--source", "月督查", "--date", "2024-03-12",
    )  # fmt: skip
    assert result == (
        0,
        f"立项整改 issue-20240312-190fa6：沟渠淤堵，一村，限 2024-04-12 前完成，{FILE}:10\n",
        "",
    )
    run(
        cli,
        town,
        "issue",
        "progress",
        "issue-20240312-190fa6",
        "已清淤",
        "--date",
        "2024-03-20",
        "--due",
        "2024-05-01",
    )
    run(cli, town, "issue", "done", "沟渠淤堵", "--date", "2024-04-02")
    run(cli, town, "issue", "progress", "沟渠淤堵", "核验不过，退回", "--date", "2024-04-03")
    run(cli, town, "issue", "done", "沟渠淤堵", "--date", "2024-04-20", "--note", "全部清通")
    run(cli, town, "issue", "close", "沟渠淤堵", "--verified-by", "王五", "--date", "2024-04-25")
    assert added(before, lines(town)) == [
        "issues:",
        "  issue-20240312-190fa6:",
        "    - {opened: 2024-03-12, problem: 沟渠淤堵, place: 村口, source: 月督查, responsible: 一村, due: 2024-04-12}",
        "    - {progress: 2024-03-20, note: 已清淤, due: 2024-05-01}",
        "    - {done: 2024-04-02}",
        "    - {progress: 2024-04-03, note: 核验不过，退回}",
        "    - {done: 2024-04-20, note: 全部清通}",
        "    - {closed: 2024-04-25, verified_by: 王五}",
    ]
    action = load(town).workspace.actions["tidy-villages"]
    steps = action.issues["issue-20240312-190fa6"]
    days = ("2024-03-11", "2024-03-12", "2024-03-20", "2024-04-02", "2024-04-03", "2024-04-25")
    from datetime import date

    known = [issue_on("x", "y", steps, date.fromisoformat(day)) for day in days]
    assert [each and each.state for each in known] == [
        None,
        IssueState.NOT_STARTED,
        IssueState.UNDER_WAY,
        IssueState.DONE,
        IssueState.UNDER_WAY,
        IssueState.CLOSED,
    ]
    assert [each.due.isoformat() for each in known if each] == ["2024-04-12", *["2024-05-01"] * 4]


SAME = "同一个行动，同样的"


@pytest.mark.parametrize(
    ("again", "same"),
    [
        (("沟渠淤堵", "净村庄", "一村", "2024-03-12"), True),
        ((" 沟渠\u3000淤堵。", "tidy-villages", "一 村", "2024-03-12"), True),
        (("沟渠淤堵", "净村庄", "一村", "2024-03-13"), False),
        (("沟渠淤堵", "净村庄", "二村", "2024-03-12"), False),
        (("沟渠淤堵", "健康学校", "一村", "2024-03-12"), False),
        (("沟渠淤堵2", "净村庄", "一村", "2024-03-12"), False),
    ],
)
def test_the_same_problem_of_a_day_is_the_same_issue(
    again: tuple[str, ...], same: bool, cli: Cli, town: Path
) -> None:
    def opened(problem: str, action: str, unit: str, day: str, *more: str) -> Result:
        words = ("--action", action, "--responsible", unit, "--date", day, "--due", "2024-04-12")
        return run(cli, town, "issue", "open", problem, *words, *more)

    assert opened("沟渠淤堵", "净村庄", "一村", "2024-03-12", "--id", "older").code == 0
    result = opened(*again)
    if same:
        assert result == (
            2,
            "",
            f"错误：2024-03-12 已经立过同样的整改 older：{SAME}问题和责任单位\n"
            "改法：写进展用 aiwei issue progress older；确实是另一件，就用 --id 另写一个编号\n",
        )
        assert opened(*again, "--id", "another").code == 0
    else:
        assert result.code == 0
    assert run(cli, town, "check").code != 2


def test_the_same_task_of_a_year_is_the_same_task(cli: Cli, town: Path) -> None:
    add = ("task", "add", "改建卫生厕所。", "--action", "净村庄")
    assert run(cli, town, *add, "--responsible", "村镇中心") == (
        2,
        "",
        f"错误：2024 年已经有同样的任务 toilets：{SAME}内容和责任单位\n"
        "改法：写进展用 aiwei task progress toilets；确实是另一项，就用 --id 另写一个编号\n",
    )
    for more in (("--responsible", "二村"), ("--year", "2025", "--responsible", "村镇中心"), ("--id", "own")):
        assert run(cli, town, *add, *more).code == 0


def test_an_id_that_something_else_has_gets_one_digit_more(cli: Cli, town: Path) -> None:
    opened = (
        "issue",
        "open",
        "沟渠淤堵",
        "--action",
        "净村庄",
        "--responsible",
        "一村",
        "--due",
        "2024-04-12",
    )
    key = "issue-20240312-190fa6"
    assert run(cli, town, *opened, "--date", "2024-03-10", "--id", key).code == 0
    result = run(cli, town, *opened, "--date", "2024-03-12")
    assert re.fullmatch(rf"立项整改 {key}[0-9a-f]：.*", result.out.strip()), result


OPENED = (
    "issue",
    "open",
    "沟渠淤堵",
    "--action",
    "净村庄",
    "--responsible",
    "一村",
    "--due",
    "2024-04-12",
    "--date",
)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["task", "done", "toilet", "--date", "2024-05-01"], "没有任务“toilet”\n改法：是不是“toilets”？"),
        (["task", "progress", "toilets", "完", "--date", "2024-13-01"], "--date：没有 2024-13-01 这一天\n改法：核对月份和日子"),
        (["task", "done", "toilets", "--date", "2999-01-01"], "--date：2999 年太早或太晚\n改法：年份应在 1900 到 2199 之间"),
        (["task", "done", "toilets", "--date", "2199-01-01"], "2199-01-01 还没有到\n改法：核对 --date"),
        (["task", "add", "甲", "--action", "净村"], "--action 不认识“净村”\n改法：是不是“净村庄”？"),
        (["task", "add", "甲", "--action", "净村庄", "--id", "toilets"], "编号“toilets”已经用过（净村庄）\n改法：换一个 --id，或不写 --id，由程序编号"),
        (["task", "add", "甲"], "缺少参数 --action\n改法：运行 aiwei task add --help 看用法"),
        (["issue", "close", "x", "--verified-by", "王五", "--date", "2024-05-01"], "没有整改事项“x”\n改法：运行 aiwei issue list 看编号"),
        (["issue", "close", "x"], "缺少参数 --verified-by\n改法：运行 aiwei issue close --help 看用法"),
        ([*OPENED, "2024-05-01"], "整改时限 2024-04-12 早于发现的日期 2024-05-01\n改法：核对 --due 和 --date"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_and_nothing_written(
    arguments: list[str], said: str, cli: Cli, town: Path
) -> None:
    before = tree_hash(town / "data")
    result = run(cli, town, *arguments)
    assert (result.code, result.out, result.err) == (2, "", f"错误：{said}\n")
    assert tree_hash(town / "data") == before


@pytest.mark.parametrize(
    ("steps", "arguments", "said"),
    [
        ([], ["close", "i-1", "--verified-by", "王五", "--date", "2024-04-01"], "整改事项“i-1”还没有整改完成，不能销号\n改法：先用 done 写整改完成的日期"),
        ([], ["progress", "i-1", "已清", "--date", "2024-03-01"], "2024-03-01 早于上一步的日期 2024-03-12\n改法：核对 --date"),
        ([["done", "i-1", "--date", "2024-03-20"]], ["done", "i-1", "--date", "2024-03-21"], "整改事项“i-1”已经是已完成\n改法：核验后用 close 销号；退回整改用 progress"),
        ([["done", "i-1", "--date", "2024-03-20"], ["close", "i-1", "--verified-by", "王五", "--date", "2024-03-21"]], ["progress", "i-1", "又堵了", "--date", "2024-05-01"], "整改事项“i-1”已经销号\n改法：新的问题另立一项"),
    ],
)  # fmt: skip
def test_a_step_that_cannot_follow_is_refused(
    steps: list[list[str]], arguments: list[str], said: str, cli: Cli, town: Path
) -> None:
    run(cli, town, *OPENED, "2024-03-12", "--id", "i-1")
    for step in steps:
        assert run(cli, town, "issue", *step).code == 0
    before = tree_hash(town / "data")
    result = run(cli, town, "issue", *arguments)
    assert (result.code, result.err) == (2, f"错误：{said}\n")
    assert tree_hash(town / "data") == before


def test_the_lists_put_what_is_late_first(cli: Cli, town: Path) -> None:
    run(cli, town, *OPENED, "2024-03-12", "--id", "i-1")
    again = [*OPENED[:2], "墙面乱贴", *OPENED[3:-2], "2024-03-30", "--date"]
    assert run(cli, town, *again, "2024-03-12", "--id", "i-2").code == 0
    run(cli, town, "issue", "done", "i-2", "--date", "2024-03-20")
    assert run(cli, town, "issue", "list", "--as-of", "2024-04-20").out == (
        "逾期8天  2024-04-12 i-1 沟渠淤堵；一村\n"
        "已完成   2024-03-30 i-2 墙面乱贴；一村；2024-03-20 已完成\n"
        "\n整改   2 件  未启动 1  已完成 1  其中逾期 1\n"
    )
    run(cli, town, "issue", "close", "i-2", "--verified-by", "王五", "--date", "2024-03-21")
    assert "i-2" in run(cli, town, "issue", "list").out
    assert "i-2" not in run(cli, town, "issue", "list", "--open").out
    assert run(cli, town, "task", "list", "--as-of", "2025-01-10").out == (
        "逾期10天 2024-12-31 toilets 改建卫生厕所；村镇中心\n\n任务   1 项  进行中 1  其中逾期 1\n"
    )


def test_an_empty_ledger_says_so(cli: Cli, town: Path) -> None:
    assert run(cli, town, "issue", "list").out == "2024年的整改台账是空的\n"
    assert run(cli, town, "task", "list", "--year", "2023").out == "2023年没有计划任务\n"


def test_recorded_indices_are_told_one_by_one(cli: Cli, town: Path) -> None:
    result = run(cli, town, "record", "fly-grade", "有蝇房间率=4%", "--date", "2024-10-10")
    assert result.out.split("，")[0] == "蝇密度：2024-10-10 记入 有蝇房间率4%"
