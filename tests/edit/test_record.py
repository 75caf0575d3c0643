"""``aiwei record``: what it says, and what it does to the bytes of the workspace."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest
from desk import RATE, SCHOOLS, STILL_MET, VILLAGES, Town, refused

from aiwei_cli.edit.measurement_change import Request, read_value
from aiwei_cli.load.assemble import load
from aiwei_cli.model.measurement import Grade
from aiwei_cli.render.words.recording_words import Standing, recorded
from aiwei_cli.rules.engine import assess
from conftest import Cli
from towns import indicator
from towns import town as town_of

DOUBT = "改法：确实如此就加 --note 说明；否则改正\n"


@pytest.fixture
def town(tmp_path: Path, cli: Cli) -> Town:
    return Town(tmp_path / "town", cli)


@pytest.mark.parametrize(
    ("typed", "line", "shown"),
    [
        ("86%", "86", "86%"),
        ("86", "86", "86%"),
        ("８６．５％", "86.5", "86.5%"),
        ("84.995", "84.995", "84.995%"),
        ("170/200", "170/200", "85%（170/200）"),
        ("１７０／２００", "170/200", "85%（170/200）"),
        (" 170 / 200 ", "170/200", "85%（170/200）"),
        ("0/0", "0/0", "无适用对象"),
    ],
)
def test_record_adds_one_line_and_says_where_and_what_it_means(
    typed: str, line: str, shown: str, town: Town
) -> None:
    assert town.record(RATE, typed, "--date", "2024-09-30") == (
        0,
        f"卫生厕所普及率：2024-09-30 记入 {shown}，{VILLAGES}:21\n{STILL_MET}",
        "",
    )
    assert town.changes() == {VILLAGES: [f"+     2024-09-30: {line}\n"]}


def test_the_latest_figure_turns_the_verdict(town: Town) -> None:
    assert town.record("卫生厕所普及率", "168/200", "--date", "2024-12-31").out == (
        f"卫生厕所普及率：2024-12-31 记入 84%（168/200），{VILLAGES}:22\n"
        "判定：达标 → 未达标（要求 ≥85%，实际 84%（168/200），还差2户（1个百分点））\n"
    )
    assert town.changes() == {VILLAGES: ["+     2024-12-31: 168/200\n"]}


def test_a_grade(town: Town) -> None:
    assert town.record("fly-grade", "B", "--date", "2024-10-10") == (
        0,
        f"蝇密度：2024-10-10 记入 B级，{VILLAGES}:24\n判定：仍为达标（要求 C级及以上，实际 B级）\n",
        "",
    )
    assert town.changes() == {VILLAGES: ["+     2024-10-10: B\n"]}


@pytest.mark.parametrize(
    ("typed", "line", "turn"),
    [
        ("是", "是", "达标 → 缺数据（要求 认定并有文件，实际 是，已报落实，缺佐证材料）"),
        ("否", "否", "达标 → 未达标（要求 认定并有文件，实际 否，尚未认定）"),
    ],
)
def test_yes_and_no(typed: str, line: str, turn: str, town: Town) -> None:
    assert town.record("plan-published", typed, "--date", "2024-06-01") == (
        0,
        f"健康学校方案：2024-06-01 记入 {typed}，{SCHOOLS}:16\n判定：{turn}\n",
        "",
    )
    assert town.changes() == {SCHOOLS: [f"+     2024-06-01: {line}\n"]}


def test_a_rate_in_its_unit(town: Town) -> None:
    disease = (
        "  incidence:\n    action: tidy-villages\n    name: 发病率\n    unit: 1/10万\n    level: town\n"
        "    reported_by: 疾控中心\n    every: year\n    target:\n      2024: {at_most: 240}\n"
    )
    town.rewrite("\nscales:\n", f"{disease}\nscales:\n", "data/targets.yaml")
    assert town.record("incidence", "209/10万", "--date", "2024-10-10") == (
        0,
        f"发病率：2024-10-10 记入 209/10万，{VILLAGES}:25\n"
        "判定：缺数据 → 达标（要求 ≤240/10万，实际 209/10万）\n",
        "",
    )
    assert town.changes() == {VILLAGES: ["+   incidence:\n", "+     2024-10-10: 209\n"]}


@pytest.mark.parametrize(
    "typed", ["rooms-with-flies=7", "有蝇房间率=7", "有蝇房间率＝７％，", " 有蝇房间率 = 7 "]
)
def test_indices_by_id_and_by_name(typed: str, town: Town) -> None:
    result = town.record("fly-grade", typed, "--date", "2024-10-10")
    assert (result.code, result.err) == (0, "")
    assert result.out.splitlines()[1] == "判定：仍为达标（要求 C级及以上，实际 C级）"
    assert town.changes() == {VILLAGES: ["+     2024-10-10: {indices: {rooms-with-flies: 7}}\n"]}


@pytest.mark.parametrize(
    ("typed", "message", "hint"),
    [
        ("有蝇房=7", "“有蝇房”不是“蝇密度分级”的分项", "是不是“有蝇房间率”？"),
        ("孳生=7", "“孳生”不是“蝇密度分级”的分项", "可选：有蝇房间率"),
        ("有蝇房间率=7,rooms-with-flies=8", "分项“rooms-with-flies”写了两次", "只留一个"),
        ("有蝇房间率=七", "这里应为数字，写的是“七”", "只写数字，单位和说明写在别处"),
        ("D", "“D”不是“蝇密度分级”的级别", "可选：A、B、C、不达C级"),
    ],
)
def test_indices_that_are_none(typed: str, message: str, hint: str, town: Town) -> None:
    assert refused(town, "fly-grade", typed, "--date", "2024-10-10") == f"错误：{message}\n改法：{hint}\n"


@pytest.mark.parametrize("word", ["first-school", "第一小学"])
def test_for_takes_an_id_or_a_name(word: str, town: Town) -> None:
    assert town.record("school-lessons", "2", "--for", word, "--date", "2024-11-11") == (
        0,
        f"健康教育课（第一小学）：2024-11-11 记入 2次，{SCHOOLS}:10\n"
        "判定：仍为达标（要求 各学校每学期≥2次，实际 2/2达标）\n",
        "",
    )
    assert town.changes() == {SCHOOLS: ["+       2024-11-11: 2\n"]}


ON = ("--date", "2024-09-30")


@pytest.mark.parametrize(
    ("arguments", "message", "hint"),
    [
        (["school-lessons", "2", *ON], "“健康教育课”要按学校分别记", "加 --for：first-school、second-school"),
        (
            ["school-lessons", "2", "--for", "第三小学", *ON],
            "--for 不认识“第三小学”",
            "是不是“第二小学”或“第一小学”？",
        ),
        ([RATE, "86", "--for", "第一小学", *ON], "“卫生厕所普及率”不分考核对象", "去掉 --for"),
        (["clean-toilet-rat", "86", *ON], "record 不认识“clean-toilet-rat”", "是不是“clean-toilet-rate”？"),
        (["卫生厕所普极率", "86", *ON], "record 不认识“卫生厕所普极率”", "是不是“卫生厕所普及率”？"),
        ([RATE, "约90", *ON], "这里应为数字，写的是“约90”", "只写数字，单位和说明写在别处"),
        ([RATE, "", *ON], "这里没有填内容", "补上内容，或删掉这一行"),
        ([RATE, "210/200", *ON], "比率“210/200”的分子大于分母", "核对两个数，先写分子再写分母"),
        ([RATE, "86", "--date", "2024-02-30"], "--date：没有 2024-02-30 这一天", "核对月份和日子"),
        ([RATE, "86", "--status", "快抱", *ON], "--status 不认识“快抱”", "是不是“快报”？"),
        (
            [RATE, "86", "--date", "2024-06-30"],
            f"2024-06-30 已经有监测值 160/200（{VILLAGES}:20）",
            "更正它就加 --correct 和 --note 原因；否则换一个 --date",
        ),
        (
            [RATE, "86", "--date", "2024-06-30", "--correct"],
            "更正要写明原因",
            "加 --note，例如 --note 重复统计一户",
        ),
        (
            [RATE, "86", *ON, "--correct", "--note", "改"],
            "2024-09-30 还没有监测值，无从更正",
            "去掉 --correct，或核对 --date",
        ),
        (
            [RATE, "160/200", "--date", "2024-06-30", "--correct", "--note", "改"],
            "2024-06-30 的监测值本来就是 160/200",
            "核对要更正的值；只改状态、来源或佐证就写上 --status、--source 或 --evidence",
        ),
    ],
)
def test_what_cannot_be_recorded_is_said_with_a_way_out(
    arguments: list[str], message: str, hint: str, town: Town
) -> None:
    assert refused(town, *arguments) == f"错误：{message}\n改法：{hint}\n"


def test_a_doubtful_value_needs_a_note(town: Town) -> None:
    assert refused(town, RATE, "0.86", *ON) == (
        "错误：“卫生厕所普及率”以 % 计，0.86 像是写成了小数。上次：2024-06-30 80%（160/200）。"
        f"合理范围：20% 至 100%\n{DOUBT}"
    )
    assert town.record(RATE, "0.86", *ON, "--note", "确实低") == (
        0,
        f"卫生厕所普及率：2024-09-30 记入 0.86%，{VILLAGES}:21\n{STILL_MET}",
        "",
    )
    assert town.changes() == {VILLAGES: ["+     2024-09-30: {value: 0.86, note: 确实低}\n"]}


@pytest.fixture
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is 30 September 2024."""

    class Clock(date):
        @classmethod
        def today(cls) -> Clock:
            return cls(2024, 9, 30)

    monkeypatch.setattr("aiwei_cli.cli.options.date", Clock)


@pytest.mark.usefixtures("today")
def test_a_day_to_come_is_doubtful(town: Town) -> None:
    town.rewrite("    2024-12-20: {value: 172/200, source: 各村报表}\n", "")
    assert refused(town, RATE, "86", "--date", "2024-10-01") == (
        f"错误：2024-10-01 还没有到。上次：2024-06-30 80%（160/200）。合理范围：20% 至 100%\n{DOUBT}"
    )
    assert town.record(RATE, "86", "--date", "2024-10-01", "--note", "年底预计").out.endswith(
        "还差10户（5个百分点），这条在截止日 2024-09-30 之后，没有计入）\n"
    )
    assert town.changes() == {VILLAGES: ["+     2024-10-01: {value: 86, note: 年底预计}\n"]}


@pytest.mark.usefixtures("today")
def test_without_a_date_it_is_today(town: Town) -> None:
    assert town.record(RATE, "86").code == 0
    assert town.changes() == {VILLAGES: ["+     2024-09-30: 86\n"]}


def test_without_a_date_after_the_year_it_has_to_be_said(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    class Clock(date):
        @classmethod
        def today(cls) -> Clock:
            return cls(2025, 1, 2)

    monkeypatch.setattr("aiwei_cli.cli.options.date", Clock)
    assert refused(town, RATE, "86") == (
        "错误：今天是 2025-01-02，不在 2024 年内，说不准是哪一天的事\n"
        "改法：写明日期，例如 --date 2024-12-31\n"
    )


def test_status_source_note_and_evidence_stand_on_the_same_line(town: Town) -> None:
    paper = town.root.parent / "表.pdf"
    paper.write_bytes(b"paper")
    more = ["--status", "快报", "--source", "各村：月报", "--note", "含 #3 村", "--evidence", str(paper)]
    assert town.record(RATE, "170/200", *ON, *more) == (
        0,
        f"卫生厕所普及率：2024-09-30 记入 85%（170/200），{VILLAGES}:21\n{STILL_MET}",
        "",
    )
    path = f"evidence/{sha256(b'paper').hexdigest()}/表.pdf"
    line = f'{{value: 170/200, status: 快报, source: 各村：月报, note: "含 #3 村", evidence: {path}}}'
    assert town.changes() == {VILLAGES: [f"+     2024-09-30: {line}\n"]}
    assert (town.root / path).read_bytes() == b"paper"


@pytest.mark.parametrize(
    ("text", "sign"), [("a\x1b[31m", "001B"), ("a\u202eb", "202E"), ("a\u2028b", "2028"), ("a\tb", "0009")]
)
@pytest.mark.parametrize("option", ["--note", "--source"])
def test_words_with_signs_that_cannot_be_seen_are_refused(
    option: str, text: str, sign: str, town: Town
) -> None:
    assert refused(town, RATE, "86", *ON, option, text) == (
        f"错误：{option}：文字里有看不见的字符 U+{sign}\n改法：删掉后重新输入这段文字\n"
    )


@pytest.mark.parametrize("text", ["是: 否", "# 1", "- 1", "a\\b", '"', "{", "@", "null", "...", "x:"])
def test_any_words_come_back_as_they_were_typed(text: str, town: Town) -> None:
    assert town.record(RATE, "86", *ON, "--note", text).code == 0
    assert len(town.changes()[VILLAGES]) == 1
    entry = load(town.root).workspace.measurements[RATE][1].entry
    assert (entry.value, entry.note) == ("86", text)


def test_data_with_mistakes_is_shown_and_nothing_is_written(town: Town) -> None:
    town.rewrite("2024-06-30: 160/200", "2024-06-31: 160/200")
    said = refused(town, RATE, "86", *ON)
    assert said.startswith(f"{VILLAGES}:20:5: 错误[")
    assert said.endswith("共 1 处错误\n")


def test_a_file_with_a_bom_and_windows_line_ends_keeps_both(town: Town) -> None:
    path = town.root / VILLAGES
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    before = path.read_bytes()
    assert town.record(RATE, "86", *ON).code == 0
    old = b"    2024-12-20"
    assert path.read_bytes() == before.replace(old, b"    2024-09-30: 86\r\n" + old)


@pytest.mark.parametrize("arguments", [(), (RATE,)])
def test_without_a_terminal_nothing_is_asked(arguments: tuple[str, ...], town: Town) -> None:
    assert refused(town, *arguments) == (
        "错误：要写指标和值\n改法：例如 aiwei record 指标编号 165/180 --date 2024-06-30\n"
    )


def test_a_person_answers_a_doubt_with_a_sentence(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("aiwei_cli.cli.terminal.can_ask", lambda: True)
    answers: Callable[[], str] = iter(["确实低"]).__next__
    monkeypatch.setattr("builtins.input", answers)
    result = town.record(RATE, "0.86", *ON)
    assert (result.code, result.err) == (
        0,
        "“卫生厕所普及率”以 % 计，0.86 像是写成了小数。上次：2024-06-30 80%（160/200）。"
        "合理范围：20% 至 100%\n确实如此就写一句说明，写入 note；直接回车或写“否”放弃：",
    )
    assert town.changes() == {VILLAGES: ["+     2024-09-30: {value: 0.86, note: 确实低}\n"]}


@pytest.mark.parametrize("answer", ["", "  "])
def test_a_person_gives_up_on_a_doubtful_value(
    answer: str, town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("aiwei_cli.cli.terminal.can_ask", lambda: True)
    monkeypatch.setattr("builtins.input", lambda: answer)
    result = town.record(RATE, "0.86", *ON)
    assert (result.code, result.out, town.changes()) == (130, "", {})
    assert result.err.endswith("直接回车或写“否”放弃：已中断，未写入任何内容\n")


def test_ctrl_d_at_a_question_is_no_bug(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    def end_of_input() -> str:
        raise EOFError

    monkeypatch.setattr("aiwei_cli.cli.terminal.can_ask", lambda: True)
    monkeypatch.setattr("builtins.input", end_of_input)
    result = town.record(RATE, "0.86", *ON)
    assert (result.code, result.out, town.changes()) == (130, "", {})
    assert result.err.rstrip().endswith("已中断，未写入任何内容")


def test_yes_never_asks(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("aiwei_cli.cli.terminal.can_ask", lambda: True)
    assert refused(town, RATE, "0.86", *ON, "--yes").endswith(DOUBT)
    assert refused(town, "--yes").startswith("错误：要写指标和值\n")


def test_a_grade_is_read_with_the_unit_of_its_indicator() -> None:
    rating = {
        "name": "评定",
        "grades": ["甲", "乙"],
        "below": "不合格",
        "indices": {"score": {"name": "扣分"}},
        "editions": [
            {"document": "GB", "valid_from": "2012-04-01", "limits": {"score": {"at_most": [1, 3]}}}
        ],
    }
    rated = indicator({"grade": "乙", "scale": "rating"}, unit="等", numerator=None, denominator=None)
    known = town_of({"it": rated | {"counted_in": "户"}}, scales={"rating": rating})
    for typed in ("甲", "甲等", "甲级"):
        assert read_value(known, Request("it", typed, date(2024, 5, 1))) == (Grade("甲"), "甲")


def test_a_figure_of_a_later_year_is_told_as_left_out_of_the_earlier_one() -> None:
    target = {2024: {"at_least": 70}, 2025: {"at_least": 80}}
    known = town_of({"it": indicator() | {"target": target}}, {"it": {"2024-12-20": 72, "2025-01-10": 75}})
    (stood,) = assess(known, 2024, date(2025, 1, 31)).findings
    assert recorded(
        known.measurements["it"][1], None, [Standing(2024, date(2025, 1, 31), stood, stood)], known
    ) == (
        "高血压患者规范管理率：2025-01-10 记入 75%，data/actions/action.yaml:1\n"
        "判定：仍为达标（要求 ≥70%，实际 72%，这条是2025年的，没有计入2024年）\n"
    )
