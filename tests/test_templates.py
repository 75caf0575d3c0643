"""What a template may use up: it ends, says where it went too far, and says the same everywhere."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from aiwei_cli.model.errors import TemplateError
from aiwei_cli.render.documents.templates import render


@dataclass
class Content:
    """What these templates are filled with."""

    town: str = "甲镇"
    items: list[str] = field(default_factory=lambda: ["一", "二", "三"])


def filled(folder: Path, text: str) -> str:
    (folder / "own.md.j2").write_text(f"第一行\n{text}", encoding="utf-8")
    return render(Content(), "own.md.j2", folder).removeprefix("第一行\n")


DEEP = "语句或式子一层套一层，太深了"
LONG = "文字或列表太长"
OFTEN = "重复或填充的次数太多"
ENDLESS = "宏互相调用，没有尽头"


def doubling(start: str, step: str) -> str:
    return (
        f"{{% set n = namespace(x={start}) %}}"
        f"{{% for i in range(60) %}}{{% set n.x = {step} %}}{{% endfor %}}{{{{ n.x }}}}"
    )


@pytest.mark.parametrize(
    ("template", "said"),
    [
        # operators
        ("{{ 'a' * 100000000000 }}", "重复的次数太多"),
        ("{{ [1] * 100000000000 }}", "重复的次数太多"),
        ("{{ 100000000000 * 'a' }}", "重复的次数太多"),
        ("{{ 'ab' * 500001 }}", "重复的次数太多"),
        ("{{ '{:5.999999999}'.format(1.5) }}", "填充的宽度太大"),
        ("{{ '{:999999999.5}'.format(1.5) }}", "填充的宽度太大"),
        ("{{ 10 ** 5000 }}", "数太大"),
        ("{{ 10 ** (10 ** 10) }}", "数太大"),
        ("{{ 10 ** 900 * 10 ** 900 }}", "数太大"),
        ("{{ '%0999999999d' % 1 }}", "填充的宽度太大"),
        ("{{ '%.*f' % (999999999, 1) }}", "填充的宽度太大"),
        (doubling("'a'", "n.x + n.x"), LONG),
        (doubling("'a'", "n.x ~ n.x"), LONG),
        (doubling("[1]", "[n.x, n.x]"), LONG),
        (doubling("2", "n.x * n.x"), "数太大"),
        ("{% set a = 'a' * 600000 %}{% set b = {1: a, 2: a} %}", LONG),
        ("{% set a = 'a' * 600000 %}{% set b = namespace(x=a, y=[a]) %}{{ b == 1 }}", LONG),
        # calls and filters, whatever their names
        ("{{ 'x'.ljust(10 ** 10) }}", OFTEN),
        ("{{ 'x'.expandtabs(10 ** 10) }}", OFTEN),
        ("{{ ('a' * 400000).replace('a', 'b' * 400000) }}", OFTEN),
        ("{{ ('a' * 400000).join('b' * 400000) }}", OFTEN),
        ("{{ '{:>999999999}'.format(1) }}", "填充的宽度太大"),
        ("{{ '{:>{}}'.format(1, 999999999) }}", "填充的宽度太大"),
        ("{{ '%0999999999d' | format(1) }}", "填充的宽度太大"),
        ("{{ 'x' | center(1000000000) }}", OFTEN),
        ("{{ ('a' * 400000) | replace('c', 'b' * 400000) }}", OFTEN),
        ("{{ items | map('center', 1000000000) | join }}", OFTEN),
        ("{% filter indent(1000000000) %}x{% endfilter %}", OFTEN),
        ("{{ items | batch(1000000000, 'x') | list }}", OFTEN),
        ("{{ 1 | round(1000000000, 'ceil') }}", OFTEN),
        ("{{ range(1000000000) | sum }}", "range 的范围太大"),
        ("{{ lipsum(n=100000) }}", "没有“lipsum”这个名称"),
        # what does not end
        ("{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}", "循环和运算太多，超过 500000 步"),
        ("{% for a in range(9999) %}{{ 'x' * 9999 }}{% endfor %}", "写出的内容太长，超过 10000000 字节"),
        ("{% for a in range(9999) %}" + "很" * 999 + "{% endfor %}", "写出的内容太长，超过 10000000 字节"),
        ("{% macro a() %}{{ b() }}{% endmacro %}{% macro b() %}{{ a() }}{% endmacro %}{{ a() }}", ENDLESS),
        ("{% for a in items recursive %}{{ loop(items) }}{% endfor %}", ENDLESS),
        ("{% block a %}{{ self.a() }}{% endblock %}", ENDLESS),
        ("{% extends 'own.md.j2' %}", ENDLESS),
        ("{% set n = namespace() %}{% set n.x = n %}{{ n }}", LONG),
        # what is too deep to be compiled
        ("{% if 1 %}" * 300 + "{% endif %}" * 300, DEEP),
        ("{% if 1 %}" * 17 + "{% endif %}" * 17, DEEP),
        ("{% for a in items %}" * 21 + "{% endfor %}" * 21, DEEP),
        ("{{ " + "(" * 300 + "1" + ")" * 300 + " }}", DEEP),
        ("{{ 1" + " + 1" * 300 + " }}", DEEP),
        ("{{ " + "9" * 5000 + " }}", "数太大"),
        # what has no text of its own, or another one each time
        ("{{ town.format }}", "这里的不是文字：少写了括号，或者要用 join 连起来"),
        ("{{ items | map('upper') }}", "这里的不是文字：少写了括号，或者要用 join 连起来"),
        ("{{ items | random }}", "没有“random”这个过滤器"),
        ("{{ town | truncate(-5) }}", "长度太小"),
        ("{% include 'none' %}", "没有模板“none”"),
        # half a character
        ('{{ "\\ud83d" }}', "文字里有 \\ud83d，只是半个字符，写不成 UTF-8"),
        ('{{ town ~ "\\udc00" }}', "文字里有 \\udc00，只是半个字符，写不成 UTF-8"),
    ],
)  # fmt: skip
def test_a_template_that_asks_for_too_much_is_named_with_its_line(
    template: str, said: str, tmp_path: Path
) -> None:
    with pytest.raises(TemplateError) as error:
        filled(tmp_path, template)
    assert error.value.message.startswith(f"模板 own.md.j2:2: {said}")
    assert error.value.hint


JOIN = "把文字和数连起来用 ~，例如 {{ town ~ year }}；要计算先用 | int 变成数"
LOOP = "列表才能一项一项地写，例如 {% for each in actions %}{{ each.name }}{% endfor %}"
SIGNS = "括号、引号、逗号都用英文半角，文字写在引号里，例如 {{ '小计' }}"
CHECK = "核对这一行的写法和用到的名称；使用手册的“工作总结和模板”列出了全部名称"


@pytest.mark.parametrize(
    ("template", "said", "hint"),
    [
        ("{{ town + 1 }}", "文字和整数不能相加", JOIN),
        ("{{ items - 1 }}", "列表和整数不能这样算（-）", JOIN),
        ("{% if town > 1 %}{% endif %}", "文字和整数不能比大小（>）", "先用 | int 变成数再比"),
        ("{{ town() }}", "文字后面不能写括号", "去掉括号，例如 {{ town }}"),
        ("{% for x in 5 %}{% endfor %}", "整数不是列表，不能一项一项地取", LOOP),
        ("{% for a, b in items %}{% endfor %}", "一项里的个数和 for 里写的名称个数不同", LOOP),
        ("{{ town | replace('a') }}", "括号里的项数或名称不对", "核对括号里写了几项，例如 {{ town | replace('县', '区') }}"),
        ("{{ '%d年' | format(town) }}", "填空的写法不对", "填空的个数、名称和写法要对得上，例如 {{ '%s年' | format(year) }}"),
        ("{% if town is nope %}{% endif %}", "没有“nope”这个判断", CHECK),
        ("{{ “town” }}", "看不懂符号““”", SIGNS),
        ("{{ 'town }}", "看不懂符号“'”", SIGNS),
        ("{{ town items }}", "写到“items”就看不懂了", SIGNS),
        ("{{ {'a' 1} }}", "这里该是“:”，写的是整数", SIGNS),
        ("{% if 1 %}{% endfor %}", "“endfor”没有配对的开头", "补上收尾：{% if %} 配 {% endif %}，{% for %} 配 {% endfor %}，{{ 配 }}，{# 配 #}"),
        ("{{ [] | min }}", "列表是空的，取不出这一项", "先用 {% if %} 判断列表里有没有内容"),
        # no words of Python's or Jinja's where none of ours fit
        ("{{ town | round }}", "这样的内容不能这样用", CHECK),
        ("{{ town | filesizeformat }}", "这个值不能这样用", CHECK),
        ("{{ {} | dictsort(by='x') }}", "这一行不能执行", CHECK),
    ],
)  # fmt: skip
def test_what_python_and_jinja_complain_of_is_told_in_chinese_with_the_line(
    template: str, said: str, hint: str, tmp_path: Path
) -> None:
    with pytest.raises(TemplateError) as error:
        filled(tmp_path, template)
    assert error.value.message == f"模板 own.md.j2:2: {said}；这一行是 {template}"
    assert error.value.hint == hint


def test_a_template_that_includes_itself_is_named(tmp_path: Path) -> None:
    with pytest.raises(TemplateError) as error:
        filled(tmp_path, "{% include 'own.md.j2' %}")
    assert error.value.message.startswith(f"模板 own.md.j2:1: {ENDLESS}")


def test_macros_side_by_side_leave_no_depth_behind(tmp_path: Path) -> None:
    macros = "{% macro one() %}一{% endmacro %}{% macro all() %}{{ all() }}{% endmacro %}"
    assert filled(tmp_path, macros + "{{ one() }}" * 120) == "一" * 120
    with pytest.raises(TemplateError) as error:
        filled(tmp_path, macros + "{{ one() }}" * 5000 + "{{ all() }}")
    assert error.value.message.startswith(f"模板 own.md.j2:2: {ENDLESS}")


@pytest.mark.parametrize(
    ("template", "text"),
    [
        ("{{ '%05.1f|%s|%%' % (3.14159, town) }}", "003.1|甲镇|%"),
        ("{{ '%s%s' | format(1, 2) }}{{ '%(a)s' | format(a=3) }}", "123"),
        ("{{ '%*d|%s' % (5, 1, town) }}{{ '%-*s|' % (3, 'a') }}", "    1|甲镇a  |"),
        ("{{ '{:,}|{a:>4}'.format(12345678, a='一') }}", "12,345,678|   一"),
        ("{{ '{a}'.format_map({'a': town}) }}", "甲镇"),
        ("{{ town ~ 1 ~ none }}{{ -5 + 3 }}{{ 2 ** 10 }}{{ 7 // 2 }}{{ '一' * 3 }}", "甲镇1None-210243一一一"),
        ("{{ items | join('、') }}{{ items | length }}{{ '一' in items }}{{ (1, 2) == (1, 2) }}", "一、二、三3TrueTrue"),
        ("{% for a, b in [(1, 2), (3, 4)] %}{{ loop.index }}{{ a + b }}{{ loop.last }}{% endfor %}", "13False27True"),
        ("{% for x in range(50000) %}{% endfor %}{{ 'x' | center(5) }}{{ 12345678 | default(0) }}", "  x  12345678"),
        ("{% for x in [1, [2, [3]]] recursive %}{{ loop(x) if x is iterable else x }}{% endfor %}", "123"),
        ("{% macro m(a, b=2) %}{{ a }}{{ caller() }}{% endmacro %}{% call m(1234567) %}一{% endcall %}", "1234567一"),
        ("{{ 'a' * -5 }}{{ -5 * 'a' }}{{ '{:5.1f}'.format(1.55) }}{{ 'ab' * 3 }}{{ 3 * 'ab' }}", "  1.6abababababab"),
        ("{% if 1 %}" * 16 + "一" + "{% endif %}" * 16, "一"),
        ("{{ " + "(-" * 49 + "1" + ")" * 49 + " }}", "-1"),
        ("{% for x in items %}" * 2 + "{% if x is eq('一') and 3 is divisibleby(3) %}一{% endif %}" + "{% endfor %}" * 2, "一一一"),
        ("{{ items | map('upper') | select('ne', '一') | list }}{{ [3, 1] | sort | first }}", "['二', '三']1"),
    ],
)  # fmt: skip
def test_what_templates_are_for_stays(template: str, text: str, tmp_path: Path) -> None:
    assert filled(tmp_path, template) == text


def shipped_or_own(folder: Path) -> str:
    return render(Content(), "report.md.j2", folder / "templates")


@pytest.mark.parametrize(
    ("name", "message", "hint"),
    [
        *(
            (
                name,
                f"templates 里的“{name}”没有用上：文件名要写成 report.md.j2",
                "改名为 report.md.j2；不是模板就移到 templates 以外",
            )
            for name in ("report.md.j2.txt", "report.md", "report.txt", "report.md.jinja2", "report。md.j2")
        ),
        (
            "report.md.j2/x",
            "模板 report.md.j2 是文件夹，不是普通文件",
            "改名或移走，再在这里放模板文件",
        ),
    ],
)
def test_what_is_named_nearly_like_a_template_is_told(
    name: str, message: str, hint: str, tmp_path: Path
) -> None:
    file = tmp_path / "templates" / name
    file.parent.mkdir(parents=True)
    file.write_text("自己的", encoding="utf-8")
    with pytest.raises(TemplateError) as refused:
        shipped_or_own(tmp_path)
    assert (refused.value.message, refused.value.hint) == (message, hint)


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_a_link_is_followed_within_the_workspace_only(tmp_path: Path) -> None:
    town = tmp_path / "town"
    (town / "templates").mkdir(parents=True)
    (town / ".git").mkdir()
    for place in (tmp_path, town, town / ".git"):
        (place / "own.md").write_text("{{ town }}", encoding="utf-8")
    link = town / "templates/report.md.j2"
    link.symlink_to("../own.md")
    assert shipped_or_own(town) == "甲镇"
    for target, said in (
        ("../../own.md", "模板 report.md.j2 是指向工作区以外的链接"),
        ("../.git/own.md", "模板 report.md.j2 是指向工作区以外的链接"),
        ("../none.md", "模板 report.md.j2 是链接，指向的文件不在"),
    ):
        link.unlink()
        link.symlink_to(target)
        with pytest.raises(TemplateError) as refused:
            shipped_or_own(town)
        assert refused.value.message == said


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_a_folder_of_templates_that_is_none_is_told(tmp_path: Path) -> None:
    town, own = tmp_path / "town", tmp_path / "town/templates"
    for folder in (tmp_path / "theirs", town / "ours", town / ".git"):
        folder.mkdir(parents=True)
        (folder / "report.md.j2").write_text("{{ town }}", encoding="utf-8")
    own.symlink_to("ours")
    assert shipped_or_own(town) == "甲镇"
    for target, message, hint in (
        ("../theirs", "templates 是指向工作区以外的链接", "换成普通文件夹 templates，把模板放进去"),
        (".git", "templates 是指向工作区以外的链接", "换成普通文件夹 templates，把模板放进去"),
        ("none", "templates 是链接，指向的文件夹不在", "改正链接，或换成普通文件夹 templates"),
        ("ours/report.md.j2", "templates 是文件，不是文件夹", "改名或移走它；要用自己的模板，再建一个文件夹 templates"),
    ):  # fmt: skip
        own.unlink()
        own.symlink_to(target)
        with pytest.raises(TemplateError) as refused:
            shipped_or_own(town)
        assert (refused.value.message, refused.value.hint) == (message, hint)
    own.unlink()
    (town / "ours").rename(town / "Templates")
    if not own.exists():  # capitals make a difference here
        with pytest.raises(TemplateError, match="文件夹“Templates”里的模板没有用上：名称要写成 templates"):
            shipped_or_own(town)


def test_other_templates_stand_beside_the_shipped_one(tmp_path: Path) -> None:
    (tmp_path / "templates").mkdir()
    for name in ("report.txt.j2", "report.j2", "README.md", "report-draft.md"):
        (tmp_path / "templates" / name).write_text("{{ town }}", encoding="utf-8")
    with pytest.raises(TemplateError, match=r"模板 report\.md\.j2:"):  # the shipped one wants more than this
        shipped_or_own(tmp_path)
    assert render(Content(), "report.j2", tmp_path / "templates") == "甲镇"


def test_of_a_template_that_is_not_there_the_line_that_asks_is_named(tmp_path: Path) -> None:
    (tmp_path / "part.txt").write_text("一\n{% include 'none' %}", encoding="utf-8")
    with pytest.raises(TemplateError) as error:
        filled(tmp_path, "{% include 'part.txt' %}")
    assert error.value.message == "模板 part.txt:2: 没有模板“none”"
    with pytest.raises(TemplateError) as error:
        render(Content(), "none.md.j2", tmp_path)
    assert error.value.message == "没有模板“none.md.j2”"
    assert error.value.hint == "可选：digest.md.j2、own.md.j2、report.md.j2"


@pytest.mark.parametrize("sign", ["{{ 1 / 0 }}", "{% if 1 / 0 %}{% endif %}", "{{ 1 /\n 0 }}"])
def test_the_line_is_quoted_where_it_holds_a_statement(sign: str, tmp_path: Path) -> None:
    with pytest.raises(TemplateError) as error:
        filled(tmp_path, sign)
    assert error.value.message.partition("；")[0] == "模板 own.md.j2:2: 除数是 0"
    assert error.value.message.partition("；")[2] == f"这一行是 {sign.splitlines()[0]}"


@pytest.mark.parametrize("length", [60, 61])
def test_a_long_line_is_quoted_as_far_as_it_is_of_use(length: int, tmp_path: Path) -> None:
    line = "{{ 1 / 0 }}".ljust(length, "长")
    with pytest.raises(TemplateError) as error:
        filled(tmp_path, line)
    shown = line if length == 60 else f"{line[:60]}……"
    assert error.value.message == f"模板 own.md.j2:2: 除数是 0；这一行是 {shown}"


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_a_template_that_cannot_be_opened_is_told_with_the_reason(tmp_path: Path) -> None:
    (tmp_path / "templates").mkdir()
    link = tmp_path / "templates/report.md.j2"
    link.symlink_to(link.name)
    with pytest.raises(TemplateError) as refused:
        shipped_or_own(tmp_path)
    assert refused.value.hint == "换一个模板"
    # newer Pythons leave it to the system to say which
    assert refused.value.message in (
        "模板 report.md.j2 打不开（名称或链接不对）",
        "模板 report.md.j2 打不开（链接成环）",
    )
