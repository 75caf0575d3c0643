"""What ``check`` ends with: ``--fail-on``, ``--strict``, ``--exit-zero``, the workspace's defaults, ``--since``."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from aiwei_cli.rules.engine import assess
from aiwei_cli.rules.state_comparison import new_findings
from conftest import Cli, tree_hash
from support import WORKSPACES, commit, lay_out, repository
from towns import town

EXCEPTIONS = WORKSPACES / "good" / "exceptions"
QUESTION = WORKSPACES / "broken" / "aw405-jump"
BASE = WORKSPACES / "none"
VILLAGES, TARGETS, ABOUT = "data/actions/tidy-villages.yaml", "data/targets.yaml", "data/workspace.yaml"


def edit(root: Path, path: str, old: str, new: str) -> None:
    text = (root / path).read_text(encoding="utf-8")
    assert old in text
    (root / path).write_text(text.replace(old, new), encoding="utf-8", newline="\n")


def defaults(root: Path, *lines: str) -> None:
    with (root / ABOUT).open("a", encoding="utf-8", newline="\n") as file:
        file.write("".join(["defaults:\n", *(f"  {line}\n" for line in lines)]))


@pytest.fixture
def made(tmp_path: Path) -> Callable[..., Path]:
    """A case's workspace; with ``missed`` its rate falls short, with ``silent`` its fly grade was not reported."""

    def make(case: Path = BASE, *, missed: bool = False, silent: bool = False) -> Path:
        root = lay_out(tmp_path / f"town{len(list(tmp_path.iterdir()))}", case)
        edit(root, VILLAGES, "state: 进行中", "state: 已完成")  # so that no task is late
        if missed:
            edit(root, TARGETS, "at_least: 85", "at_least: 95")
        if silent:
            edit(root, VILLAGES, "  fly-grade:\n    2024-09-10: {indices: {rooms-with-flies: 5}}\n", "")
        return root

    return make


@pytest.mark.parametrize(
    ("options", "missed", "silent", "question"),
    [
        ([], 1, 0, 0),
        (["--fail-on", "missed"], 1, 0, 0),
        (["--fail-on", "no-data"], 0, 1, 0),
        (["--fail-on", "missed,no-data"], 1, 1, 0),
        (["--fail-on", "missed， question"], 1, 0, 1),
        (["--fail-on", "missed", "--fail-on", "question"], 1, 0, 1),
        (["--fail-on", "late"], 0, 1, 0),
        (["--fail-on", "never"], 0, 0, 0),
        (["--strict"], 1, 1, 0),
        (["--strict", "--fail-on", "question"], 0, 1, 1),
        (["--strict", "--exit-zero"], 0, 0, 0),
        (["--fail-on", "missed,late,no-data,question", "--exit-zero"], 0, 0, 0),
    ],
)
def test_fail_on_says_what_the_exit_code_is_of(
    options: list[str], missed: int, silent: int, question: int, cli: Cli, made: Callable[..., Path]
) -> None:
    towns = made(missed=True), made(silent=True), made(QUESTION)
    found = [cli("check", "-w", str(root), "--as-of", "2025-02-01", *options).code for root in towns]
    assert found == [missed, silent, question]


def test_exit_zero_does_not_hide_what_is_wrong(cli: Cli, tmp_path: Path) -> None:
    root = str(lay_out(tmp_path, WORKSPACES / "broken" / "aw203-about-90"))
    assert cli("check", "-w", root, "--exit-zero", "--fail-on", "never").code == 2
    assert cli("check", "-w", root, "--exit-zero", "--yaer", "2024").code == 2


def test_what_is_late_is_named_where_the_exit_code_is_of_it(cli: Cli, made: Callable[..., Path]) -> None:
    root = str(made(silent=True))
    asked = ("check", "-w", root, "--as-of", "2025-01-10")
    assert "逾期或过期 1 项，运行 aiwei due 查看\n" in cli(*asked, "--fail-on", "late").err
    assert "逾期" not in cli(*asked).err


@pytest.mark.parametrize(
    ("words", "message", "hint"),
    [
        (["mised"], "--fail-on 不认识“mised”", "是不是“missed”？"),
        ([""], "--fail-on 不认识“”", "可选：missed、late、no-data、question、never"),
        (["never,late"], "--fail-on never 不能和别的条件同用", "只留一样"),
        (["never", "--strict"], "--fail-on never 不能和别的条件同用", "只留一样"),
    ],
)
def test_a_wrong_word_is_told(words: list[str], message: str, hint: str, cli: Cli) -> None:
    result = cli("check", "-w", str(EXCEPTIONS), "--fail-on", *words)
    assert (result.code, result.err) == (2, f"错误：{message}\n改法：{hint}\n")


def test_an_exception_in_force_never_makes_it_fail(cli: Cli) -> None:
    asked = ("check", "-w", str(EXCEPTIONS), "--status", "excepted", "--fail-on", "missed,no-data,late")
    assert [cli(*asked, "--as-of", day).code for day in ("2024-12-20", "2024-12-31")] == [0, 0]
    everything = ("check", "-w", str(EXCEPTIONS), "--action", "schools")
    assert [cli(*everything, "--as-of", day).code for day in ("2024-12-30", "2025-01-01")] == [0, 1]


@pytest.mark.parametrize(
    ("lines", "options", "code"),
    [
        (["fail_on: never"], [], 0),
        (["fail_on: never"], ["--fail-on", "missed"], 1),
        (["fail_on: [question, late]"], [], 0),
        (["exit_zero: yes"], [], 0),
        (["level: county"], [], 0),
        (["level: county"], ["--level", "town"], 1),
        (["level: [town, county]"], [], 1),
    ],
)
def test_the_command_line_wins_over_the_defaults(
    lines: list[str], options: list[str], code: int, cli: Cli, made: Callable[..., Path]
) -> None:
    root = made(missed=True)
    defaults(root, *lines)
    assert cli("check", "-w", str(root), "--as-of", "2024-12-31", *options).code == code


def test_the_default_level_is_all_that_is_shown(cli: Cli, made: Callable[..., Path]) -> None:
    root = made()
    defaults(root, "level: county", "format: json")
    for options, shown in (
        ([], ["plan-published"]),
        (["--level", "town"], ["clean-toilet-rate", "fly-grade", "school-lessons"]),
    ):
        out = cli("check", "-w", str(root), "--as-of", "2024-12-31", *options).out
        assert sorted(each["indicator"] for each in json.loads(out)["verdicts"]) == shown


def test_fail_on_takes_the_place_of_a_strict_default(cli: Cli, made: Callable[..., Path]) -> None:
    root = made(silent=True)
    defaults(root, "strict: yes", "format: json")
    asked = ("check", "-w", str(root), "--as-of", "2024-12-31")
    assert (cli(*asked).code, cli(*asked, "--fail-on", "missed").code) == (1, 0)
    assert json.loads(cli(*asked).out)["year"] == 2024
    assert cli(*asked, "-f", "table").out.startswith("示范镇")


def test_the_default_format_holds_where_another_file_is_wrong(
    cli: Cli, made: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    root = made()
    monkeypatch.chdir(root)  # paths are written from where one stands
    defaults(root, "format: concise")
    edit(root, VILLAGES, "160/200", "约160")
    result = cli("check", "-w", str(root))
    assert (result.code, result.out) == (
        2,
        "data/actions/tidy-villages.yaml:20:17: 错误[AW203] 这里应为数字，写的是“约160”。"
        "改法：只写数字，单位和说明写在别处\n",
    )


def test_since_reports_only_what_is_new(cli: Cli, made: Callable[..., Path]) -> None:
    root = repository(made(missed=True))
    asked = ("check", "-w", str(root), "--as-of", "2024-12-31", "--since", "HEAD")
    nothing = cli(*asked)
    assert (nothing.code, "新增 0 项\n" in nothing.out, nothing.err.count("\n")) == (0, True, 1)
    edit(root, VILLAGES, "  fly-grade:\n    2024-09-10: {indices: {rooms-with-flies: 5}}\n", "")
    before = tree_hash(root)
    result = cli(*asked)
    assert (result.code, "新增 1 项  缺数据 1\n" in result.out, "卫生厕所" in result.out) == (0, True, False)
    assert (cli(*asked, "--strict").code, tree_hash(root)) == (1, before)
    whole = json.loads(cli(*asked, "-f", "json").out)
    assert (whole["since"][:5], [each["indicator"] for each in whole["verdicts"]]) == (
        "HEAD（",
        ["fly-grade"],
    )


@pytest.mark.parametrize("format_", ["table", "markdown", "html"])
def test_a_page_says_that_it_holds_only_what_is_new(
    format_: str, cli: Cli, made: Callable[..., Path]
) -> None:
    root = repository(made(missed=True))
    edit(root, VILLAGES, "  fly-grade:\n    2024-09-10: {indices: {rooms-with-flies: 5}}\n", "")
    asked = ("check", "-w", str(root), "--as-of", "2024-12-31", "--since", "HEAD", "-f", format_)
    assert re.search("相比 HEAD（[0-9a-f]{9}） 新增 1 项(：| +)缺数据 1", cli(*asked).out)


def test_since_judges_the_revision_as_of_the_same_day(cli: Cli, made: Callable[..., Path]) -> None:
    root = repository(made(missed=True))
    for day in ("2024-12-30", "2024-12-31"):  # time alone brings nothing new
        assert cli("check", "-w", str(root), "--as-of", day, "--since", "2024-07-01").code == 0


def test_a_bad_verdict_that_became_another_is_new(cli: Cli, made: Callable[..., Path]) -> None:
    root = repository(made(silent=True))
    edit(root, VILLAGES, "measurements:\n", "measurements:\n  fly-grade:\n    2024-09-10: 不达C级\n")
    asked = ("check", "-w", str(root), "--as-of", "2024-12-31", "--since", "HEAD")
    assert (cli(*asked).code, "新增 1 项  未达标 1\n" in cli(*asked).out) == (1, True)


def test_an_exception_taken_back_is_new(cli: Cli, tmp_path: Path) -> None:
    root = repository(lay_out(tmp_path, EXCEPTIONS))
    for name in ("healthy-schools", "tidy-villages"):
        (root / f"data/actions/{name}.yaml").unlink()
    commit(root, "只留自己的", "2024-12-01")
    edit(root, TARGETS, "  fitness: {indicator: fitness,", "  other: {indicator: noise,")
    asked = ("check", "-w", str(root), "--as-of", "2024-12-31", "--since", "HEAD", "--strict")
    assert (cli(*asked).code, "经常锻炼比例" in cli(*asked).out, "夜间噪声" in cli(*asked).out) == (
        1,
        True,
        False,
    )


def test_since_matches_questions_by_file_and_message_and_not_by_line(
    cli: Cli, made: Callable[..., Path]
) -> None:
    root = repository(made(QUESTION))
    asked = ("check", "-w", str(root), "--as-of", "2024-12-31", "--since", "HEAD", "--fail-on", "question")
    edit(root, VILLAGES, "id: tidy-villages\n", "# 一行注释\nid: tidy-villages\n")
    known = cli(*asked)
    assert (known.code, known.err.endswith("\n另有 1 处疑点原来就有，没有列出\n")) == (0, True)
    edit(root, VILLAGES, "value: 172/200", "value: 10/200")
    new = cli(*asked)
    assert (new.code, new.err.count("警告[")) == (1, 1)


def test_since_claims_nothing_of_mistakes_that_were_not_all_told(cli: Cli, made: Callable[..., Path]) -> None:
    root = made()
    edit(
        root,
        VILLAGES,
        "id: tidy-villages\n",
        "id: tidy-villages\n" + "".join(f"k{n}: 1\n" for n in range(101)),
    )
    repository(root)
    asked = ("check", "-w", str(root), "--as-of", "2024-12-31", "--since", "HEAD")
    edit(root, VILLAGES, "order: 1\n", "order: 1\nnew-one: 1\n")  # the 102nd
    unsure = cli(*asked)
    assert (unsure.code, unsure.out, re.sub("（[0-9a-f]{9}）", "", unsure.err)) == (
        2,
        "",
        "错误：错误太多，没有全部列出，说不清相比 HEAD 有没有新的，没有判定\n改法：运行 aiwei check 查看，改正以后再判定\n",
    )
    edit(root, VILLAGES, "".join(f"k{n}: 1\n" for n in range(50)), "")
    old = cli(*asked)
    assert (old.code, old.err.count("错误[AW201]")) == (2, 2)
    assert re.sub("（[0-9a-f]{9}）", "", old.err).startswith(
        "注意：HEAD 里的错误太多，没有全部读出，列出的不一定都是新的\n"
    )


def test_a_question_in_a_file_that_was_renamed_is_not_new(cli: Cli, made: Callable[..., Path]) -> None:
    root = repository(made(QUESTION))
    (root / VILLAGES).rename(root / "data/actions/villages.yaml")
    result = cli(
        "check", "-w", str(root), "--as-of", "2024-12-31", "--since", "HEAD", "--fail-on", "question"
    )
    assert (result.code, result.err.endswith("\n另有 1 处疑点原来就有，没有列出\n")) == (0, True)


def test_a_question_whose_exception_has_ended_is_not_new(cli: Cli, made: Callable[..., Path]) -> None:
    root = repository(made(QUESTION))
    with (root / TARGETS).open("a", encoding="utf-8", newline="\n") as file:
        file.write(
            "exceptions: [{indicator: clean-toilet-rate, finding: AW405, reason: 集中检查, "
            "document: 县爱卫〔2024〕7号, approved_by: 县爱卫办, until: 2024-12-30}]\n"
        )
    asked = ("check", "-w", str(root), "--fail-on", "question", "--as-of", "2024-12-31")
    assert (cli(*asked).code, "豁免已于2024-12-30到期" in cli(*asked).err) == (1, True)
    assert cli(*asked, "--since", "HEAD").code == 0


def test_a_mistake_that_names_another_line_is_not_new(cli: Cli, made: Callable[..., Path]) -> None:
    root = made()
    edit(root, VILLAGES, "order: 1\n", "order: 1\norder: 1\n")
    repository(root)
    edit(root, VILLAGES, "id: tidy-villages\n", "# 一行注释\nid: tidy-villages\n")
    result = cli("check", "-w", str(root), "--since", "HEAD")
    assert (result.code, "没有新的错误，但" in result.err) == (2, True)


def test_what_is_late_since_is_only_what_is_newly_late(cli: Cli, made: Callable[..., Path]) -> None:
    root = repository(made())
    asked = ("check", "-w", str(root), "--as-of", "2025-01-10", "--since", "HEAD", "--fail-on", "late")
    edit(root, VILLAGES, "state: 已完成", "state: 进行中")
    assert cli(*asked).code == 1
    commit(root, "退回", "2024-12-31")
    assert cli(*asked).code == 0
    edit(root, VILLAGES, "  fly-grade:\n    2024-09-10: {indices: {rooms-with-flies: 5}}\n", "")
    assert (cli(*asked).code, "新增 逾期或过期 1 项" in cli(*asked).err) == (1, True)


def test_new_mistakes_are_told_and_old_ones_stand_in_the_way(cli: Cli, made: Callable[..., Path]) -> None:
    root = made()
    edit(root, VILLAGES, "160/200", "约160")
    repository(root)
    asked = ("check", "-w", str(root), "--as-of", "2024-12-31", "--since", "HEAD")
    old = cli(*asked)
    assert (old.code, old.out, "就有的 1 处错误还没有改正，没有判定\n" in old.err) == (2, "", True)
    edit(root, VILLAGES, "value: 172/200", "value: 约172")
    new = cli(*asked)
    assert (new.code, "约172" in new.err, "约160" in new.err) == (2, True, False)


def test_a_revision_that_cannot_be_judged_is_no_baseline(cli: Cli, made: Callable[..., Path]) -> None:
    root = made()
    edit(root, VILLAGES, "160/200", "约160")
    repository(root)
    edit(root, VILLAGES, "约160", "160/200")
    result = cli("check", "-w", str(root), "--since", "HEAD")
    assert (result.code, result.out, "换一个数据没有问题的版本" in result.err) == (2, "", True)
    assert cli("check", "-w", str(root), "--since", "nowhere").code == 2


def test_what_could_not_be_judged_before_is_new() -> None:
    """A revision's line that is refused today leaves its indicator without a verdict, which is no lack of data."""
    known = town()
    now = assess(known, 2024, date(2024, 12, 31))
    was = assess(known._replace(outdated=frozenset({"rate"})), 2024, date(2024, 12, 31))
    assert [each.id for each in new_findings(now, was)] == ["rate"]
    assert new_findings(now, now) == ()
