"""The yearly summary, and what a template may and may not do."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
import readers
from markdown_it import MarkdownIt

from aiwei_cli.render.documents.templates import chinese_number
from aiwei_cli.render.words.markdown_text import escape
from conftest import Cli
from support import WORKSPACES


@pytest.fixture
def town(tmp_path: Path) -> Path:
    shutil.copytree(WORKSPACES / "good" / "every-verdict", tmp_path, dirs_exist_ok=True)
    (tmp_path / "templates").mkdir()
    return tmp_path


def with_template(town: Path, text: str) -> Path:
    (town / "templates" / "report.md.j2").write_text(text, encoding="utf-8")
    return town


def test_the_workspaces_own_template_goes_first(town: Path, cli: Cli) -> None:
    with_template(
        town,
        "{{ town }}{{ year }}\n{% for part in actions %}{{ loop.index | chinese_number }}{{ part.name }}\n{% endfor %}",
    )
    assert cli("report", "-w", str(town)).out == "示范镇2024\n一第一\\|行动\n二第二行动\n"


def test_a_template_by_name(town: Path, cli: Cli) -> None:
    (town / "templates" / "short.md.j2").write_text("{{ totals }}\n", encoding="utf-8")
    assert (
        cli("report", "-w", str(town), "--template", "short.md.j2", "--as-of", "2024-12-31").out
        == "达标 3、未达标 7、推进中 2、缺数据 4、不适用 1\n"
    )


@pytest.mark.parametrize(
    ("template", "said"),
    [
        ("一\n二\n{{ twon }}\n", "report.md.j2:3: 没有“twon”这个名称"),
        ("一\n{% if %}\n", "report.md.j2:2: 语句没有写完"),
        ("一\n{% fi %}\n", "report.md.j2:2: 没有“fi”这个语句"),
        ("{% for x in actions %}", "report.md.j2:1: 语句没有收尾"),
        ("{{ town | shout }}", "report.md.j2:1: 没有“shout”这个过滤器"),
        ("{{ actions[0].nmae }}", "report.md.j2:1: 没有“nmae”这一项"),
        ("\n{{ 1 / 0 }}", "report.md.j2:2: 除数是 0"),
        ("{{ cycler.__init__.__globals__ }}", "report.md.j2:1: 沙箱不允许用“__init__”"),
        ("\n\n{{ ''.__class__ }}", "report.md.j2:3: 沙箱不允许用“__class__”"),
        ("{% macro a() %}{{ a() }}{% endmacro %}{{ a() }}", "report.md.j2:1: 宏互相调用，没有尽头"),
        ('{{ "1e999" | float | int }}', "report.md.j2:1: 这里算不出来；这一行是"),
        ("{{ actions.append(1) }}", "report.md.j2:1: 沙箱不允许用“append”"),
        ("{% include 'part.txt' %}", "part.txt:2: 没有“nope”这个名称"),
    ],
)
def test_a_faulty_template_is_named_with_its_line(template: str, said: str, town: Path, cli: Cli) -> None:
    (town / "templates" / "part.txt").write_text("一\n{{ nope }}", encoding="utf-8")
    result = cli("report", "-w", str(with_template(town, template)))
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith(f"错误：模板 {said}")


def test_a_year_with_nothing_to_tell(town: Path, cli: Cli) -> None:
    result = cli("report", "-w", str(town), "--year", "1999")
    assert (result.code, result.out, result.err.splitlines()[0]) == (2, "", "错误：1999 年没有任何内容可写")


@pytest.mark.parametrize("name", ["/etc/passwd", "../data/targets.yaml", "../../../../etc/passwd"])
def test_nothing_outside_the_templates_is_loaded(name: str, town: Path, cli: Cli) -> None:
    result = cli("report", "-w", str(with_template(town, f"{{% include '{name}' %}}")))
    assert (result.code, result.out) == (2, "")


def test_a_template_that_links_outside_is_none(town: Path, cli: Cli) -> None:
    (town.parent / "outside.md").write_text("外面的", encoding="utf-8")
    try:
        (town / "templates" / "link.md.j2").symlink_to(town.parent / "outside.md")
    except OSError:
        pytest.skip("no links on this system")
    assert cli("report", "-w", str(town), "--template", "link.md.j2").code == 2


def test_a_template_in_gbk_is_said(town: Path, cli: Cli) -> None:
    (town / "templates" / "report.md.j2").write_bytes("总结".encode("gbk"))
    result = cli("report", "-w", str(town))
    assert (result.code, result.err.splitlines()[0]) == (2, "错误：模板 report.md.j2 不是 UTF-8 编码")


@pytest.mark.parametrize(
    "data",
    ["a|b", "*重点*", "**重点**", "<script>alert(1)</script>", "`rm`", "[x](http://y)", "# 标题", "- 项", "1. 项", "2) 项",
     "&amp;", "~~删~~", "\\|", "_下_划_", "--- ", "一\n\n# 二", "\x1b[31m红", "a\u202eb", "![图](x)", "=" * 5, "12.5公里"],
)  # fmt: skip
def test_data_is_never_markup(data: str) -> None:
    tokens = MarkdownIt().enable("table").enable("strikethrough").parse(f"文字\n\n{escape(data)}\n")
    assert [token.type for token in tokens if token.nesting == 1] == ["paragraph_open", "paragraph_open"]
    children = tokens[-2].children or []
    assert {child.type for child in children} <= {"text", "text_special"}
    shown = "".join(child.content for child in children)
    assert "\x1b" not in shown
    assert "\u202e" not in shown


@pytest.mark.parametrize(
    ("data", "written"),
    [
        ("见https://x.cn/a?b", "见https:\\/\\/x.cn/a?b"),
        ("Www.x.cn", "Www\\.x.cn"),
        ("发至a.b@x.cn", "发至a.b@&#8203;x.cn"),
        ("请@name核", "请@&#8203;name核"),
        ("@张三", "@张三"),
        ("owner/repo#1", "owner/repo\\#&#8203;1"),
        ("gh-12", "gh-&#8203;12"),
        ("abc1234def", "abc&#8203;1234&#8203;def&#8203;"),
        ("abcdefabcdef12", "abcdef&#8203;abcdef&#8203;12"),
        ("1234567abc", "123456&#8203;7abc&#8203;"),
        ("甲DEF", "甲DEF&#8203;"),
        ("甲DE", "甲DE"),
        ("shade", "shade"),
        ("指标a12024年、甲bc2024年", None),
        ("指标a122024年共20240630a人", "指标a&#8203;122024年共202406&#8203;30a人"),
        ("1:100:2 :skull:", "1:&#8203;100:2 :&#8203;skull:"),
        ("$x$", "\\$x\\$"),
        ("::error::", "\\::&#8203;error::"),
        ("[^1] [x]", "\\[^1\\] \\[x\\]"),
        # Figures and places are left as they are read.
        ("12:30:45 20240630 1234567 96.7%（165/180） data/x.yaml:14:10", None),
    ],
)
def test_data_is_no_link_name_or_picture_on_github_either(data: str, written: str | None) -> None:
    assert escape(data) == (written or data)
    assert readers.markdown(f"文字{escape(data)}\n").texts[1] == f"文字{data}"


def test_data_is_one_line_however_many_blanks_it_has() -> None:
    blanks = " " * 1_000_000  # a pattern that begins again at every blank takes an hour for these
    assert escape(f" 一 \n\n\t 二{blanks}三 \n") == f"一二{blanks}三"


def test_numerals() -> None:
    numerals = [chinese_number(number) for number in (1, 2, 9, 10, 11, 19, 20, 21, 30, 99)]
    assert numerals == ["一", "二", "九", "十", "十一", "十九", "二十", "二十一", "三十", "九十九"]
    for number in (0, 100, -1):
        with pytest.raises(ValueError, match="只能用于 1 到 99"):
            chinese_number(number)


def test_bold_leads_are_bold_whatever_they_end_in(town: Path, cli: Cli) -> None:
    text = cli("report", "-w", str(town)).out
    tokens = MarkdownIt().parse(text)
    bold = [child for token in tokens for child in token.children or () if child.type == "strong_open"]
    strands = sum(len(re.findall(r"\*\*.+?\*\*。", line)) for line in text.splitlines())
    assert (len(bold), strands) == (2, 2)


@pytest.mark.parametrize(
    "line",
    [
        "**“重点”**文字",
        "文字**“重点”**文字",
        "**重点。**文字",
        "文字**（重点）**",
        "文字** 重点**",
        "**重点 **文字",
        "文字**“一”**，又**二。**三",
        "**重点**。文字",
        "文字**重点**文字",
        "**“重点”**。文字",
        "“**重点**”",
        "（**（重点）**）",
        "\\*\\*不是\\*\\*重点",
        "2**3",
    ],
)
def test_what_a_template_fails_to_make_bold_is_told(line: str, town: Path, cli: Cli) -> None:
    result = cli("report", "-w", str(with_template(town, f"{{% raw %}}{line}{{% endraw %}}\n")))
    shown = MarkdownIt().renderInline(line)
    failed = "**" in shown and line.count("**") > 1
    assert result.code == 0
    assert ("不会显示为粗体" in result.err) is failed, shown


def test_three_of_many_are_named_with_what_to_do(town: Path, cli: Cli) -> None:
    template = "".join(f"甲**“{word}”**丁\n" for word in "一二三四")
    assert cli("report", "-w", str(with_template(town, template))).err.splitlines()[-1] == (
        "提示：有 4 处 ** 不会显示为粗体：**“一”**、**“二”**、**“三”**……。把标点移到星号外面"
    )


def test_what_is_planned_is_never_told_as_done(town: Path, cli: Cli) -> None:
    text = cli("report", "-w", str(town)).out
    assert "修步道12公里，广场计划800平方米。" in text


def test_sections_without_data_are_left_out_and_said(town: Path, cli: Cli) -> None:
    result = cli("report", "-w", str(town))
    assert re.findall(r"^## (.、.*)$", result.out, re.M) == ["一、2024年工作开展情况", "二、2025年工作打算"]
    assert "提示：2024年的数据里没有开头语（opening）" in result.err


def test_a_reference_without_a_figure_by_then(town: Path, cli: Cli) -> None:
    result = cli("report", "-w", str(town), "--as-of", "2024-03-01")
    assert (result.code, result.out) == (2, "")
    assert "正文引用了指标“facilities”" in result.err


def test_the_summary_can_refer_to_the_figures_of_any_action(cli: Cli, tmp_path: Path) -> None:
    shutil.copytree(WORKSPACES / "base", tmp_path, dirs_exist_ok=True)
    path = tmp_path / "data/workspace.yaml"
    text = path.read_text(encoding="utf-8").replace(
        "全年只开会{meetings}。", "检查{inspected}，开会{meetings}。"
    )
    path.write_text(text, encoding="utf-8")
    assert "检查12户，开会3次。" in cli("report", "-w", str(tmp_path)).out


OPENED = "{opened: 2024-05-01, problem: 沟渠*淤积*, responsible: 一村, due: 2024-06-30"
DONE, CLOSED = "{done: 2024-06-01}", "{closed: 2024-06-05, verified_by: 李四}"
OLD = "{opened: 2023-05-01, problem: 围墙破损, responsible: 二村, due: 2025-06-30}"


def with_issues(folder: Path, *issues: list[str], plan: bool = True) -> Path:
    shutil.copytree(WORKSPACES / "base", folder, dirs_exist_ok=True)
    path = folder / "data/actions/tidy-villages.yaml"
    text = path.read_text(encoding="utf-8")
    if not plan:
        text = text.replace("year: 2024, title", "year: 2023, title").replace("改建厕所{toilets}，", "")
    ledger = "".join(
        f"  issue-{number}:\n{''.join(f'    - {step}{chr(10)}' for step in steps)}"
        for number, steps in enumerate(issues)
    )
    path.write_text(f"{text}issues:\n{ledger}" if issues else text, encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("issues", "said"),
    [
        ([], ""),
        ([[f"{OPENED}}}"]], "全年发现问题1个，尚有1个未完成整改：沟渠\\*淤积\\*（一村，2024年6月30日前，已逾期）。"),
        ([[f"{OPENED}}}", DONE]], "全年发现问题1个，已全部完成整改。"),
        ([[f"{OPENED}}}", DONE, CLOSED]], "全年发现问题1个，已全部完成整改（其中已销号1个）。"),
        ([[OLD]], "整改台账共有问题1个（往年结转1个），尚有1个未完成整改：围墙破损（二村，2025年6月30日前）。"),
        (
            [[f"{OPENED}}}", DONE, CLOSED], [OLD]],
            "整改台账共有问题2个（往年结转1个、本年发现1个），已完成整改1个（其中已销号1个），"
            "尚有1个未完成整改：围墙破损（二村，2025年6月30日前）。",
        ),
    ],
)  # fmt: skip
def test_tasks_and_issues_are_counted_in_a_paragraph(
    issues: list[list[str]], said: str, tmp_path: Path, cli: Cli
) -> None:
    text = cli("report", "-w", str(with_issues(tmp_path, *issues)), "--as-of", "2024-12-31").out
    assert "### （二）抓好任务落实和问题整改\n\n" in text
    assert f"\n\n截至2024年12月31日，全年列入计划的任务共1项，进行中1项。{said}\n\n" in text


def test_a_late_task_is_told(tmp_path: Path, cli: Cli) -> None:
    text = cli("report", "-w", str(with_issues(tmp_path)), "--as-of", "2025-01-01").out
    assert "截至2025年1月1日，全年列入计划的任务共1项，进行中1项，其中逾期1项。\n" in text


def test_without_tasks_and_issues_nothing_is_said_of_them(tmp_path: Path, cli: Cli) -> None:
    result = cli("report", "-w", str(with_issues(tmp_path, plan=False)))
    assert "整改" not in result.out
    assert "任务和整改（plan、issues）" in result.err


def test_issues_alone_are_something_to_tell(tmp_path: Path, cli: Cli) -> None:
    result = cli("report", "-w", str(with_issues(tmp_path, [OLD], plan=False)), "--year", "2030")
    assert (result.code, "整改台账共有问题1个（往年结转1个）" in result.out) == (0, True)


def test_a_sample_issue_marks_the_summary(tmp_path: Path, cli: Cli) -> None:
    warning = "> 注意：本总结含有示例数据"
    assert warning not in cli("report", "-w", str(with_issues(tmp_path, [f"{OPENED}}}"]))).out
    assert warning in cli("report", "-w", str(with_issues(tmp_path, [f"{OPENED}, status: 示例}}"]))).out
