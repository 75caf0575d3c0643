"""The next year opened in a workspace, as whole commands on folders of their own."""

from __future__ import annotations

import errno
import os
import shutil
import signal
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock

from aiwei_cli.edit import lock, splicing
from aiwei_cli.edit.lock import LOCK
from aiwei_cli.edit.year_opening import prolonged
from aiwei_cli.load.assemble import load
from conftest import Cli, tree_hash
from support import PROJECT
from towns import town as in_memory

SHIPPED = PROJECT / "data"


def files_of(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


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
  air: {action: first, name: 空气, unit: "%", level: town, reported_by: 某站, every: year, target: {2029: {all: [{at_least: 10}, {rising: year}]}}}
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


def listed(folder: Path, cli: Cli, targets: str, measurements: str) -> str:
    """What ``new-year`` lists to compare with, and what it misses."""
    laid_out(
        folder, targets=targets.encode(), first=f"id: first\nname: 行动一\norder: 1\n{measurements}".encode()
    )
    out = cli("new-year", "2031", "-w", str(folder)).out
    return out[out.find("2031 年拿来比较的基数") :].partition("\n\n目标：")[0]


def test_of_two_trends_each_is_told_by_itself(tmp_path: Path, cli: Cli) -> None:
    both = TARGETS.replace("{falling: quarter}", "{all: [{falling: quarter}, {falling: year}]}")
    assert listed(tmp_path, cli, both, "measurements: {noise: {2030-09-30: 51, 2030-12-20: 50}}\n") == (
        "2031 年拿来比较的基数\n"
        "  噪声（noise）  50分贝，2030年第四季度，2030-12-20\n"
        "  噪声（noise）  50分贝，2030-12-20\n"
        "  睡眠（sleep，东校）  8.0小时，2030-05-01\n"
        "\n"
        "没有 2030 年可比的监测值，2031 年无法判定\n"
        "  空气（air）\n"
        "  睡眠（sleep，西校）"
    )


COMPARED = """\
indicators:
  visits: {action: first, name: 走访, unit: 次, level: town, reported_by: 某站, every: quarter, target: {2030: {events: {at_least: 1, per: year}}, 2031: {rising: year}}}
  flies: {action: first, name: 蝇密度, unit: 级, level: town, reported_by: 某站, every: half-year, target: {2030: {all: [{grade: C, scale: flies}, {not_falling: year}]}}}
  rats: {action: first, name: 鼠密度, unit: 级, level: town, reported_by: 某站, every: half-year, target: {2030: {grade: C, scale: flies}, 2031: {all: [{grade: 乙, scale: rats}, {not_falling: year}]}}}
  sleep: {action: second, name: 睡眠, unit: 小时, level: town, reported_by: 某站, every: year, target: {2029: {each: school, rising: year}}}
  noise: {action: first, name: 噪声, unit: 分贝, level: town, reported_by: 某站, every: quarter, target: {2030: {falling: quarter}}}
scales:
  flies: {name: 蝇密度控制水平, grades: [A, B, C], below: 不达C级, indices: {rooms: {name: 阳性率, unit: "%"}}, editions: [{document: 某标准, valid_from: 2012-04-01, limits: {rooms: {at_most: [1, 3, 5]}}}]}
  rats: {name: 鼠密度控制水平, grades: [甲, 乙, 丙], below: 不达级, indices: {}, editions: []}
organisations:
  school: {name: 学校, members: {east: 东校, west: {name: 西校, closed: 2030-07-15}, south: {name: 南校, opened: 2031-09-01}, north: {name: 北校, opened: 2032-09-01}}}
"""


def test_what_the_year_is_compared_with_is_what_the_verdicts_take(tmp_path: Path, cli: Cli) -> None:
    """Events as many as there were, indices as their grade, a quarter's figure of the quarter before; nobody who has gone."""
    lines = """\
measurements:
  visits: {2030-03-01: {value: 1, status: 示例}, 2030-09-01: 2}
  flies: {2030-12-31: {indices: {rooms: 2}}}
  rats: {2030-12-31: B}
  noise: {2030-03-31: 50, 2030-09-30: 49}
"""
    assert listed(tmp_path, cli, COMPARED, lines) == (
        "2031 年拿来比较的基数\n"
        "  走访（visits）  3次，2030年的次数，示例\n"
        "  蝇密度（flies）  B级，2030-12-31\n"
        "  睡眠（sleep，东校）  8.0小时，2030-05-01\n"
        "\n"
        "没有 2030 年可比的监测值，2031 年无法判定\n"
        "  鼠密度（rats）\n"
        "  睡眠（sleep，南校）\n"
        "\n"
        "没有上一期可比的监测值，2031 年的第一期无法判定\n"
        "  噪声（noise）  2030年第四季度"
    )


CARRIED = (
    "  # 以下 1 项由2030年结转，内容和期限请核对。\n"
    '  - {id: tidy-2031-2, year: 2031, title: "整治: 河道", due: 2031-12-31, responsible: 某所, person: 某人, carried_from: tidy-2030}\n'
)
CARRIED_BLOCK = (
    "\n"
    "# 以下 1 项由2030年结转，内容和期限请核对。\n"
    "- id: walk-2031\n"
    "  year: 2031\n"
    '  title: "走路\\n跑步\\n"\n'
    "  due: 2031-12-31\n"
    "  carried_from: walk"
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
        "2031 年拿来比较的基数\n"
        "  空气（air）  49.9%（182/365），2030-12-31，示例\n"
        "  睡眠（sleep，东校）  8.0小时，2030-05-01\n"
        "\n"
        "没有 2030 年可比的监测值，2031 年无法判定\n"
        "  睡眠（sleep，西校）\n"
        "\n"
        "没有上一期可比的监测值，2031 年的第一期无法判定\n"
        "  噪声（noise）  2030年第四季度\n"
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
    assert len(files_of(folder / "data")) == 5
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
    before = tree_hash(laid_out(tmp_path) / "data")
    result = cli("new-year", year, "-w", str(tmp_path))
    assert (result.code, result.out, result.err) == (2, "", f"错误：{message}\n改法：{hint}\n")
    assert tree_hash(tmp_path / "data") == before


def test_new_year_refuses_faulty_data(cli: Cli, tmp_path: Path) -> None:
    before = tree_hash(laid_out(tmp_path, third=THIRD.replace("order: 3", "order: 三").encode()) / "data")
    result = cli("new-year", "2031", "-w", str(tmp_path))
    assert (result.code, result.out, "错误[AW203]" in result.err) == (2, "", True)
    assert tree_hash(tmp_path / "data") == before


def test_new_year_refuses_a_year_in_which_nothing_runs(cli: Cli, tmp_path: Path) -> None:
    """What ended before the old year does not come back."""
    texts = {"first": FIRST, "second": SECOND, "third": THIRD.replace("until: 2030\n", "")}
    ended = {
        name: text.replace("\nplan:", "\nuntil: 2029\nplan:", 1).encode() for name, text in texts.items()
    }
    before = tree_hash(laid_out(tmp_path, **ended) / "data")
    result = cli("new-year", "2031", "-w", str(tmp_path))
    assert (result.code, result.out) == (2, "")
    assert result.err == (
        "错误：没有一个专项行动在 2030 年或 2031 年进行，没有改动任何文件\n"
        "改法：核对行动文件里的 since 和 until；换一轮行动的，先换上新的行动文件\n"
    )
    assert tree_hash(tmp_path / "data") == before


def test_new_year_takes_the_programme_on_where_all_of_it_would_end(cli: Cli, tmp_path: Path) -> None:
    """Only actions that end with the old year go on; one that ended earlier stays ended."""
    first = FIRST.replace("order: 1\n", "order: 1\nuntil: '2030'  # 本轮\n")
    second = SECOND.replace("order: 2\n", "order: 2\nuntil: 2029\n")
    folder = laid_out(tmp_path, first=first.encode(), second=second.encode())
    result = cli("new-year", "2031", "-w", str(folder))
    assert (result.code, result.err) == (0, "")
    assert result.out.startswith(
        "下列专项行动原定到 2030 年为止，已顺延到 2031 年；换了新一轮行动的，请改用新的行动文件\n"
        "  行动一（first）\n"
        "  行动三（third）\n"
        "\n"
        "某镇 2031 年已开启，改动的文件\n"
        "  data/workspace.yaml\n"
        "  data/actions/first.yaml\n"
        "  data/actions/third.yaml\n"
        "\n"
        "结转到 2031 年的计划事项\n"
        "  行动一  整治: 河道（tidy-2031-2）\n"
        "  行动三  剩下的（rest-2031）\n"
    )
    assert "不再判定" not in result.out
    wanted = first.replace("'2030'  # 本轮", "'2031'  # 本轮").replace("到此为止\n", "到此为止\n" + CARRIED)
    assert (folder / "data/actions/first.yaml").read_bytes().decode() == wanted
    assert (folder / "data/actions/second.yaml").read_bytes().decode() == second
    assert load(folder).workspace.actions["third"].until == 2031


def test_new_year_writes_into_a_list_in_brackets(cli: Cli, tmp_path: Path) -> None:
    third = THIRD.replace("until: 2030\n", "")
    assert cli("new-year", "2031", "-w", str(laid_out(tmp_path, third=third.encode()))).code == 0
    carried = "{id: rest-2031, year: 2031, title: 剩下的, due: 2031-12-31, carried_from: rest}"
    text = (tmp_path / "data/actions/third.yaml").read_bytes().decode()
    assert text == third.replace("剩下的}]", "剩下的}, " + carried + "]")


def test_new_year_lays_tasks_out_as_the_last_one(cli: Cli, tmp_path: Path) -> None:
    """Wide dashes too; and a comment that stands no further in than the plan belongs to what follows."""
    third = (
        "id: third\nname: 行动三\norder: 3\nplan:\n"
        "    -   id: rest\n        year: 2030\n        title: 剩下的\n"
        "    -   {id: more, year: 2030, title: 还有的}\n"
        "  # 里面的\n# 外面的\nlead: 某所\n"
    )
    assert cli("new-year", "2031", "-w", str(laid_out(tmp_path, third=third.encode()))).code == 0
    text = (tmp_path / "data/actions/third.yaml").read_bytes().decode()
    assert text == third.replace(
        "  # 里面的\n",
        "  # 里面的\n"
        "    # 以下 2 项由2030年结转，内容和期限请核对。\n"
        "    -   {id: rest-2031, year: 2031, title: 剩下的, due: 2031-12-31, carried_from: rest}\n"
        "    -   {id: more-2031, year: 2031, title: 还有的, due: 2031-12-31, carried_from: more}\n",
    )


@pytest.mark.parametrize(
    ("spoiled", "path", "lines"),
    [
        ("replace", "data/workspace.yaml", "year: 2031"),
        ("item_lines", "data/actions/first.yaml", CARRIED.rstrip("\n")),
    ],
)
def test_new_year_refuses_what_it_cannot_change_surely(
    spoiled: str, path: str, lines: str, cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A text that does not read back as intended is never written; the lines are there to be pasted."""
    before = tree_hash(laid_out(tmp_path) / "data")
    monkeypatch.setattr(splicing, spoiled, lambda *_: [])
    result = cli("new-year", "2031", "-w", str(tmp_path))
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith(f"错误：{path} 的写法特殊，没有把握只改这一处，所以什么也没有写\n")
    assert lines in result.err
    assert tree_hash(tmp_path / "data") == before


class Counted:
    """Calls of functions in order; the one with a number fails."""

    def __init__(self, patch: pytest.MonkeyPatch, number: int, error: BaseException) -> None:
        self.done: list[str] = []
        self.number = number
        self.error = error
        patch.setattr(os, "fsync", self.watched("fsync", os.fsync))
        patch.setattr(Path, "replace", self.watched("replace", Path.replace))

    def watched(self, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any) -> Any:
            self.done.append(name)
            if len(self.done) == self.number + 1:
                raise self.error
            return function(*arguments)

        return call


def opened(folder: Path) -> bool:
    return b"year: 2031" in (folder / "data/workspace.yaml").read_bytes()


@pytest.mark.parametrize("number", range(12))
def test_new_year_changes_all_files_or_none(
    number: int, cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whichever write, push to the disk or rename fails, every file is as it was."""
    before = tree_hash(laid_out(tmp_path) / "data")
    calls = Counted(monkeypatch, number, OSError(errno.ENOSPC, ""))
    result = cli("new-year", "2031", "-w", str(tmp_path))
    assert len(files_of(tmp_path / "data")) == 5
    if result.code == 0:  # where a folder cannot be flushed, the files are there all the same
        assert number > 6 and calls.done[number] == "fsync"
        assert opened(tmp_path)
        return
    assert (result.code, result.out) == (2, "")
    assert "写不了（磁盘已满）\n改法：核对磁盘空间和文件夹的权限；没有改动任何文件\n" in result.err
    assert tree_hash(tmp_path / "data") == before


def test_new_year_says_what_it_could_not_take_back(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = tree_hash(laid_out(tmp_path) / "data")
    replace, done = Path.replace, 0

    def failing(*arguments: Any) -> Any:
        nonlocal done
        done += 1
        if done > 1:
            raise OSError(errno.EACCES, "")
        return replace(*arguments)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", failing)
        result = cli("new-year", "2031", "-w", str(tmp_path))
    assert (result.code, result.out, result.err) == (
        2,
        "",
        "错误：写到一半出错，data/actions/first.yaml 没能改回原样\n"
        "改法：关掉打开它的窗口，再运行一次就会改回；或从 git、备份里恢复这些文件\n",
    )
    assert not opened(tmp_path)
    again = cli("new-year", "2030", "-w", str(tmp_path))  # whatever writes next, refused or not
    assert again.err.startswith("提示：上一次写到一半被强行终止，已经改回原样：data/actions/first.yaml\n")
    assert tree_hash(tmp_path / "data") == before


@pytest.mark.parametrize("number", range(6))
def test_new_year_interrupted_leaves_everything(
    number: int, cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = tree_hash(laid_out(tmp_path) / "data")
    Counted(monkeypatch, number, KeyboardInterrupt())
    result = cli("new-year", "2031", "-w", str(tmp_path))
    assert (result.code, result.out, result.err) == (130, "", "已中断，未写入任何内容\n")
    assert tree_hash(tmp_path / "data") == before
    with FileLock(tmp_path / LOCK, timeout=0):
        pass


@pytest.mark.skipif(
    threading.current_thread() is not threading.main_thread(), reason="signals go to the main thread"
)
def test_new_year_does_not_hear_ctrl_c_once_files_are_replaced(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    replace = Path.replace

    def interrupted(*arguments: Any) -> Any:
        result = replace(*arguments)
        signal.raise_signal(signal.SIGINT)
        return result

    laid_out(tmp_path)
    monkeypatch.setattr(Path, "replace", interrupted)
    result = cli("new-year", "2031", "-w", str(tmp_path))
    assert (result.code, result.err, opened(tmp_path)) == (0, "", True)
    assert result.out.startswith("某镇 2031 年已开启")


def test_new_year_waits_for_another_writer(cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = tree_hash(laid_out(tmp_path) / "data")
    monkeypatch.setattr(lock, "_PATIENCE", 0.01)
    with FileLock(tmp_path / LOCK):
        result = cli("new-year", "2031", "-w", str(tmp_path))
    said = "错误：另一个 aiwei 正在写这个工作区，等了 0.01 秒还没有写完\n改法：等它结束再试\n"
    assert (result.code, result.out, result.err) == (2, "", said)
    assert tree_hash(tmp_path / "data") == before


def test_new_year_reads_what_the_writer_before_it_wrote(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = laid_out(tmp_path) / "data" / "actions" / "second.yaml"

    def locked(_: Path) -> None:
        path.write_bytes(SECOND.replace("走路", "骑车").encode())

    monkeypatch.setattr(lock, "_clear", locked)  # the first thing done under the lock
    result = cli("new-year", "2031", "-w", str(tmp_path))
    assert (result.code, "行动二  骑车 跑步（walk-2031）" in result.out) == (0, True)
    assert path.read_text(encoding="utf-8").count("骑车") == 2


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
    said = "错误：data/actions/second.yaml 刚刚被别的程序改过，没有写入\n改法：先看清那边的改动，再运行一次\n"
    assert (result.code, result.out, result.err) == (2, "", said)
    assert (tmp_path / "data/workspace.yaml").read_text(encoding="utf-8") == WORKSPACE
    assert len(files_of(tmp_path / "data")) == 5


def test_new_year_refuses_a_read_only_file(cli: Cli, tmp_path: Path) -> None:
    path = laid_out(tmp_path) / "data" / "actions" / "second.yaml"
    path.chmod(0o444)
    before = tree_hash(tmp_path / "data")
    result = cli("new-year", "2031", "-w", str(tmp_path))
    said = "错误：data/actions/second.yaml 是只读文件，没有写入\n改法：去掉它的只读属性再试\n"
    assert (result.code, result.out, result.err) == (2, "", said)
    assert tree_hash(tmp_path / "data") == before


def test_new_year_on_our_data(cli: Cli, tmp_path: Path) -> None:
    """The whole round ends with the year it is shipped for, and goes on."""
    shutil.copytree(SHIPPED, tmp_path / "data")
    result = cli("new-year", "2025", "-w", str(tmp_path))
    assert (result.code, result.err) == (0, "")
    assert result.out.startswith("下列专项行动原定到 2024 年为止，已顺延到 2025 年；")
    assert "目标：50 项沿用原来的\n" in result.out
    loaded = load(tmp_path)
    assert loaded.diagnostics == []
    assert {action.until for action in loaded.workspace.actions.values()} == {2025}
    carried = [item for action in loaded.workspace.actions.values() for item in action.planned_for(2025)]
    assert {item.id for item in carried} >= {"green-reservoir-finish-2025", "tcm-services-2025"}
    for path in (SHIPPED / "actions").iterdir():
        old, new = (
            folder.read_text(encoding="utf-8").splitlines()
            for folder in (path, tmp_path / "data" / "actions" / path.name)
        )
        assert [line for line in old if line not in new] == ["until: 2024"]
    assert cli("check", "-w", str(tmp_path), "--as-of", "2025-01-01").code == 0


def test_new_year_right_after_init(cli: Cli, tmp_path: Path) -> None:
    assert cli("init", str(tmp_path), "--town", "甲镇", "--county", "乙县", "--no-git").code == 0
    assert cli("new-year", "2025", "-w", str(tmp_path)).code == 0
    assert "合计  50 项  缺数据 50\n" in cli("check", "-w", str(tmp_path)).out


def action(
    until: int | None, *, since: int = 2023, carried: bool = False, key: str = "action"
) -> dict[str, Any]:
    """An action of some years, with a task of 2025 that may have been carried from the year before."""
    task = {
        "id": f"{key}-task",
        "year": 2025,
        "title": "修路",
        **({"carried_from": "old"} if carried else {}),
    }
    years = {"since": since, **({"until": until} if until else {})}
    return {"id": key, "name": key, "order": 1 if key == "action" else 2, "plan": [task], **years}


@pytest.mark.parametrize(
    ("first", "second", "longer"),
    [
        # an action goes on: nothing is prolonged
        (action(None), action(2024, key="other"), ()),
        (action(2025), action(2024, key="other"), ()),
        # none goes on: all that end with the year
        (action(2024), action(2024, key="other"), ("action", "other")),
        (action(2024), action(2023, key="other"), ("action",)),
        # a run that was cut off had prolonged one of them, and carried a task into it
        (action(2025, carried=True), action(2024, key="other"), ("action", "other")),
        (action(2025, carried=True), action(2025, key="other"), ("action", "other")),
        # carried, but another one goes on beyond the year
        (action(2025, carried=True), action(2026, key="other"), ()),
        (action(2025, carried=True), action(None, key="other"), ()),
    ],
)
def test_actions_are_prolonged_where_none_would_run(first: Any, second: Any, longer: tuple[str, ...]) -> None:
    made = {"id": "action", "name": "action", "order": 1} | first
    workspace = in_memory(
        **{key: value for key, value in made.items() if key not in ("id",)}, actions={"other": second}
    )
    assert prolonged(workspace, 2025) == longer
