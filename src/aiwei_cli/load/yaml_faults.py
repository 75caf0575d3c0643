"""What is wrong with a text as YAML, in the words of the person who typed it: code, sentence, remedy."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple, assert_never, get_args

from aiwei_cli.load.yamltext.fault import ByteFault, ContentFault, Fault, FaultKind, SignFault, SyntaxFault
from aiwei_cli.load.yamltext.parser import MAX_DEPTH, MAX_TEXT, MAX_VALUES
from aiwei_cli.model.diagnostic import Diagnostic, Place
from aiwei_cli.model.invisible_characters import is_visible

if TYPE_CHECKING:
    from typing_extensions import TypeIs

_SAVE: Final = "在编辑器里“另存为”，编码选 UTF-8"
_NAMES: Final = {"\x00": "NUL", "\x1b": "ESC", "\x85": "NEL", "\u2028": "行分隔符", "\ufeff": "BOM"}
_FANCY: Final = {"&": "锚点", "*": "别名", "!": "标签"}
_SHORT: Final = 20
"""Longer values are not repeated in a message."""


class Words(NamedTuple):
    """What is said of a fault."""

    code: str
    message: str
    hint: str
    since: str = ""
    """The version that first refused it, where that is later than its code's."""


def worded(path: str, fault: Fault) -> Diagnostic:
    """The diagnostic of a fault in a file."""
    said = words_of(fault)
    place = Place(path, fault.line, fault.column, fault.end_column)
    return Diagnostic(place, said.code, said.message, said.hint, fault.source, since=said.since)


def words_of(fault: Fault) -> Words:
    """What is said of a fault, whatever file it is in."""
    kind = fault.kind
    if _is_of_bytes(kind):
        return _of_bytes(kind, fault)
    if _is_of_content(kind):
        return _of_content(kind, fault)
    if _is_of_signs(kind):
        return _of_signs(kind, fault)
    return _of_syntax(kind)


def _is_of_bytes(kind: FaultKind) -> TypeIs[ByteFault]:
    return kind in get_args(ByteFault)


def _is_of_content(kind: FaultKind) -> TypeIs[ContentFault]:
    return kind in get_args(ContentFault)


def _is_of_signs(kind: FaultKind) -> TypeIs[SignFault]:
    return kind in get_args(SignFault)


def _of_bytes(kind: ByteFault, fault: Fault) -> Words:
    match kind:
        case "utf-16":
            return Words("AW102", "文件是 UTF-16 编码", _SAVE)
        case "cut within a character":
            return Words("AW102", "文件在一个汉字的中间断了，像是没有保存完整", "找回完整的文件再试")
        case "gbk":
            return Words("AW102", "文件是 GBK 编码", _SAVE)
        case "not utf-8":
            return Words("AW102", f"第 {fault.line} 行有不是 UTF-8 编码的内容", _SAVE)
        case "conflict":
            message = f"合并冲突未解决，第 {fault.line} 至 {fault.number} 行"
            return Words("AW105", message, "留下要的内容，删掉 <<<<<<<、=======、>>>>>>> 这几行")
        case "control character":
            name = _NAMES.get(fault.piece, "控制字符")
            message = f"这一行含有{name} U+{ord(fault.piece):04X}"
            return Words("AW103", message, "删掉这个看不见的字符")
        case "tab that indents":
            return Words("AW104", "这一行用制表符（Tab）缩进", "改用空格缩进，每层两个")
        case _:
            assert_never(kind)


def _of_content(kind: ContentFault, fault: Fault) -> Words:
    match kind:
        case "empty":
            return Words("AW111", "文件没有内容", "写上内容，或删掉这个文件")
        case "one text":
            return Words("AW112", "整个文件成了一段文字", "用半角冒号，冒号后面空一格")
        case "no mapping":
            return Words("AW205", "文件的最外层应是一组键和值", "写成“键: 值”的样子")
        case "several documents":
            hint = "删掉 --- 这一行，或把后面的内容移到另一个文件"
            return Words("AW109", "一个文件里有多个文档", hint)
        case "directive at the head":  # below the head it never was taken
            return _of_syntax("directive")._replace(since="0.2")
        case "too deep":
            return Words("AW110", f"嵌套超过 {MAX_DEPTH} 层", "检查括号和缩进")
        case "too many values":
            return Words("AW101", f"文件的内容超过 {MAX_VALUES} 项", "把内容分到几个文件")
        case "long text":
            message = f"这段文字有 {fault.number} 个字，超过 {MAX_TEXT} 个的上限"
            return Words("AW101", message, "写短些，细节放进佐证文件", since="0.2")
        case "anchor, alias or tag":
            sort = _FANCY.get(fault.piece, "标签或锚点")
            hint = f"不支持这种写法；若是文字，{fault.piece or '它'} 开头的文字要加引号"
            return Words("AW108", f"这里用了 YAML 的{sort}", hint)
        case "merge key":
            return Words("AW108", "这里用了 YAML 的合并键", "把要合并的内容直接写出来")
        case "key not text":
            return Words("AW113", "键应是简单文字", "在冒号前写一个词")
        case "key twice":
            # What it held says which of the two is out of date.
            told = fault.earlier and len(fault.earlier) <= _SHORT and is_visible(fault.earlier)
            said = f"写了“{fault.earlier}”" if told else "有了"
            return Words("AW107", f"“{fault.piece}”写了两次，第 {fault.number} 行已经{said}", "只留一个")
        case _:
            assert_never(kind)


def _of_signs(kind: SignFault, fault: Fault) -> Words:
    match kind:
        case "blank line of tabs":
            return Words("AW104", "这一行只有制表符（Tab）", "清空这一行，或删掉它")
        case "tab":
            return Words("AW104", "这里用了制表符（Tab）", "改用空格")
        case "reserved sign":
            return Words("AW108", f"{fault.piece} 在 YAML 里另有用途", f"{fault.piece} 开头的文字要加引号")
        case "full-width comma":
            return Words("AW106", "用了全角逗号“，”", "改成半角逗号，后面空一格")
        case "question mark in text":
            return Words("AW106", "文字里有问号", "含 ? 的文字放进半角引号")
        case "colon without space":
            return Words("AW112", *colon_advice(":"))
        case "full-width colon":
            return Words("AW112", *colon_advice("："))
        case "colon in text":
            return Words("AW106", "文字里有冒号", "含冒号的文字放进半角引号")
        case "no key":
            return Words("AW113", "冒号前面没有键", "在冒号前写一个词")
        case "behind the end":
            return Words("AW106", "这里多了内容", "引号或括号收尾之后不能再写别的")
        case "wide blank line":
            return Words("AW106", "空行里的空格比下面的正文还多", "去掉空行里的空格，或让正文与它对齐")
        case "glued comment":
            return Words("AW106", "注释与前面的内容连在了一起", "# 前面空一格；若是文字，就放进引号")
        case "question mark in braces":
            return Words("AW106", "括号里的 ? 另有用途", "? 开头的文字放进半角引号")
        case "dash in braces":
            return Words("AW106", "括号里不能只写一个 -", "没有内容就不写；若是文字就放进半角引号")
        case "short continuation":
            return Words("AW106", "引号或括号里的续行缩进不够", "续行要比它所在的键或 - 更靠右")
        case _:
            assert_never(kind)


def _of_syntax(kind: SyntaxFault) -> Words:
    return Words("AW106", *_complaint(kind))


def _complaint(kind: SyntaxFault) -> tuple[str, str]:
    match kind:
        case "open quote":
            return "引号没有收尾", "在这段文字的末尾补上引号"
        case "open bracket":
            return "方括号没有收尾，或两项之间缺逗号", "补上 ] 或半角逗号"
        case "open brace":
            return "花括号没有收尾，或两项之间缺逗号", "补上 } 或半角逗号"
        case "sign at the start":
            return "这个符号不能直接开头", "把整段文字放进半角引号"
        case "unexpected colon":
            return "这里不该有冒号：缩进不齐，或文字里有冒号", "对齐缩进；含冒号的文字放进半角引号"
        case "unexpected dash":
            return "列表的 - 不能写在这里", "把 - 换到下一行并缩进"
        case "not aligned":
            return "缩进与上面的内容对不上", "同一层的键左边对齐"
        case "mixed list":
            return "列表后面混进了别的内容", "同一层要么都以 - 开头，要么都是键"
        case "missing colon":
            return "缺少冒号", "写成“键: 值”，冒号后面空一格"
        case "not connected":
            return "这一行与上面的内容接不上", "同一层的键左边对齐；文件里不要有 --- 和 ..."
        case "unexpected sign":
            return "这里不该有这个符号", "删掉多余的符号；若是文字就放进半角引号"
        case "question mark at the start":
            return "? 不能这样开头", "? 开头的文字放进半角引号"
        case "yaml version":
            return "这个文件声明的 YAML 版本不对", "删掉 % 开头的这一行"
        case "character escape":
            return "双引号里的 \\ 后面不是有效的字符", "改用单引号，或把 \\ 写成 \\\\"
        case "directive":
            return "% 开头的行在这里没有用", "删掉这一行；若是文字就放进半角引号"
        case "escape not whole":
            return "双引号里的 \\ 后面没有写完整", "改用单引号，或把 \\ 写成 \\\\"
        case "unknown escape":
            return "双引号里的 \\ 后面跟了不认识的字母", "改用单引号，或把 \\ 写成 \\\\"
        case "text beside a block sign":
            return "| 或 > 后面不能再写内容", "内容从下一行开始"
        case "syntax":
            return "YAML 语法不对", "对照上下几行，检查缩进、冒号和引号"
        case "unreadable":
            return "这个文件不是正确的 YAML", "对照使用手册“数据文件”的例子检查"
        case _:
            assert_never(kind)


def colon_advice(text: str) -> tuple[str, str]:
    """Message and remedy for a colon that does not separate key and value."""
    if "：" in text:
        return "用了全角冒号“：”", "改成半角冒号，后面空一格"
    return "缺少冒号后的空格", "在冒号后面加一个空格"
