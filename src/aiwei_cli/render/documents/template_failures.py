"""What is said when a template fails: Jinja's and Python's complaints in the words of who wrote the template."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from jinja2 import TemplateSyntaxError

from aiwei_cli.model.errors import TemplateError
from aiwei_cli.render.documents.budget import Exhausted

_CHECK: Final = "核对这一行的写法和用到的名称；使用手册的“工作总结和模板”列出了全部名称"
_CLOSE: Final = "补上收尾：{% if %} 配 {% endif %}，{% for %} 配 {% endfor %}，{{ 配 }}，{# 配 #}"
_JOIN: Final = "把文字和数连起来用 ~，例如 {{ town ~ year }}；要计算先用 | int 变成数"
_FORMAT: Final = "填空的个数、名称和写法要对得上，例如 {{ '%s年' | format(year) }}"
_ARGUMENTS: Final = "核对括号里写了几项，例如 {{ town | replace('县', '区') }}"
_ASSIGN: Final = "等号前写一个新名称，例如 {% set total = 1 %}"
_SIGNS: Final = "括号、引号、逗号都用英文半角，文字写在引号里，例如 {{ '小计' }}"
_LOOP: Final = "列表才能一项一项地写，例如 {% for each in actions %}{{ each.name }}{% endfor %}"

# A piece of Jinja's or Python's English -> what it means here, and what to write. First match wins; a group
# whose name begins with "type" is the name of a Python type, with "token" what Jinja calls a piece of a line.
_WORDS: Final[tuple[tuple[str, str, str], ...]] = (
    (r"^(?P<ours>(?:这里的不是文字|语句或式子|数太大|chinese_number ).*)", "{ours}", _CHECK),
    (r"'(?P<name>[^']+)' is undefined", "没有“{name}”这个名称", _CHECK),
    (r"has no (?:attribute|element) '?(?P<name>[^']+)'?$", "没有“{name}”这一项", _CHECK),
    (r"access to attribute '(?P<name>[^']+)' .* is unsafe", "沙箱不允许用“{name}”", _CHECK),
    (r"unknown tag '(?P<name>end\w+|el\w+)'", "“{name}”没有配对的开头", _CLOSE),
    (r"Encountered unknown tag '(?P<name>[^']+)'", "没有“{name}”这个语句", _CHECK),
    (r"No filter named '(?P<name>[^']+)'", "没有“{name}”这个过滤器", _CHECK),
    (r"No test named '(?P<name>[^']+)'", "没有“{name}”这个判断", _CHECK),
    (r"""unexpected char (?:'(?P<char>.)'|"'")""", "看不懂符号“{char}”", _SIGNS),
    (r"[Uu]nexpected end of template|Missing end of", "语句没有收尾", _CLOSE),
    (r"(?:got|unexpected) 'end of (?:statement block|print statement)'|tag name expected", "语句没有写完", _CHECK),
    (r"unexpected '(?P<token>[^']+)'", "这里不该有{token}", _CHECK),
    (r"expected token 'end of [a-z ]+', got '(?P<token>[^']+)'", "写到{token}就看不懂了", _SIGNS),
    (r"expected token '(?P<token1>[^']+)', got '(?P<token2>[^']+)'", "这里该是{token1}，写的是{token2}", _SIGNS),
    (r"block '(?P<name>[^']+)' defined twice", "块“{name}”写了两次", "换一个名称，或只留一个"),
    (r"no parent block called '(?P<name>[^']+)'", "块“{name}”没有上一层可用", "去掉 super()"),
    (r"can't assign to|cannot assign attribute", "不能给它赋值", _ASSIGN),
    (r"division.* by zero|modulo by zero|raised to a negative power", "除数是 0", _CHECK),
    (r"maximum recursion depth", "宏互相调用，没有尽头（引用的模板也算）", _CHECK),
    (r"Range too big", "range 的范围太大", _CHECK),
    (r"expected length >= ", "长度太小", _CHECK),
    (r"can only concatenate (?P<type1>\w+) \(not \"(?P<type2>\w+)\"\)", "{type1}和{type2}不能相加", _JOIN),
    (r"unsupported operand .* for (?P<sign>[^ :]+).*: '(?P<type1>\w+)' and '(?P<type2>\w+)'",
     "{type1}和{type2}不能这样算（{sign}）", _JOIN),
    (r"bad operand type for unary (?P<sign>.): '(?P<type1>\w+)'", "{type1}前不能写“{sign}”", _JOIN),
    (r"'(?P<sign>[<>=]+)' not supported .* '(?P<type1>\w+)' and '(?P<type2>\w+)'",
     "{type1}和{type2}不能比大小（{sign}）", "先用 | int 变成数再比"),
    (r"'(?P<type1>\w+)' object is not callable", "{type1}后面不能写括号", "去掉括号，例如 {{ town }}"),
    (r"'(?P<type1>\w+)' (?:object )?is not iterable", "{type1}不是列表，不能一项一项地取", _LOOP),
    (r"object of type '(?P<type1>\w+)' has no len", "{type1}没有长度", _LOOP),
    (r"values to unpack", "一项里的个数和 for 里写的名称个数不同", _LOOP),
    (r"slice indices|cannot be interpreted as an integer|non-int of type|must be integers",
     "这里要写整数", "例如 {{ town[0:2] }}；要把文字变成数用 | int"),
    (r"macro '(?P<name>[^']+)' takes", "宏“{name}”没有这么多项，或没有这一项", _ARGUMENTS),
    (r"positional argument|keyword argument|takes no arguments|expected at least|requires a filter argument|multiple values",
     "括号里的项数或名称不对", _ARGUMENTS),
    (r"format character|format string|Format specifier|format code|format:|field numbering|field specification"
     r"|tuple index out of range|during string formatting|'\}' before end", "填空的写法不对", _FORMAT),
    (r"'recursive' marker", "这个循环不能调用自己", "在 for 语句末尾写上 recursive"),
    (r"sequence was empty", "列表是空的，取不出这一项", "先用 {% if %} 判断列表里有没有内容"),
    (r"expected call", "call 后面要写一个宏和括号", "例如 {% call heading() %}……{% endcall %}"),
)  # fmt: skip
_BY_CLASS: Final = (
    (TemplateSyntaxError, "这一行的写法看不懂"),
    (UnicodeError, "文字不能这样转换编码"),
    (KeyError, "要填的名称没有给出"),
    (LookupError, "要取的一项不存在"),
    (ArithmeticError, "这里算不出来"),
    (TypeError, "这样的内容不能这样用"),
    (ValueError, "这个值不能这样用"),
)
"""What is said of all others. First match wins."""
_TYPES: Final = {
    "str": "文字",
    "Markup": "文字",
    "int": "整数",
    "float": "小数",
    "bool": "是非值",
    "list": "列表",
    "tuple": "列表",
    "dict": "对照表",
    "NoneType": "空值",
    "generator": "一列内容",
    "builtin_function_or_method": "少写了括号的用法",
    "method": "少写了括号的用法",
    "function": "少写了括号的用法",
    "Macro": "宏",
}
_TOKENS: Final = {"name": "名称", "integer": "整数", "float": "小数", "string": "引号里的文字"}
_SHOWN: Final = 60
"""Characters of a line that are quoted."""


def failure(file: str, line: int, error: Exception, written: str) -> TemplateError:
    """What went wrong in a template, with its file and line; ``written`` is all of that file."""
    place = f"模板 {Path(file).name}:{line}: "
    if isinstance(error, Exhausted):
        return TemplateError(place + str(error), "模板只用来排版：少用循环、重复和嵌套")
    message, hint = _meaning(error)
    lines = written.splitlines()
    found = lines[line - 1].strip() if 0 < line <= len(lines) else ""
    shown = found if len(found) <= _SHOWN else f"{found[:_SHOWN]}……"
    # Of a few statements Jinja names the line before; a line without any is not the one.
    said = f"；这一行是 {shown}" if any(sign in found for sign in ("{", "}")) else ""
    return TemplateError(place + message + said, hint)


def _meaning(error: Exception) -> tuple[str, str]:
    """What an exception means, and what to write; never in the exception's own words."""
    text = str(error)
    for pattern, words, hint in _WORDS:
        if found := re.search(pattern, text):
            said = {name: _said(name, word or "'") for name, word in found.groupdict().items()}
            return words.format(**said), hint
    fallback = (said for kind, said in _BY_CLASS if isinstance(error, kind))
    return next(fallback, "这一行不能执行"), _CHECK


def _said(kind: str, word: str) -> str:
    """What a pattern found, in our words where it is one of Python's or Jinja's."""
    if kind.startswith("type"):
        return _TYPES.get(word, "这样的内容")
    return _TOKENS.get(word, f"“{word}”") if kind.startswith("token") else word
