"""What is wrong with a file: place, code, severity, sentence, remedy."""

from enum import StrEnum
from typing import Final, NamedTuple, Self


class Severity(StrEnum):
    """How a diagnostic counts: errors end with exit code 2, the others never do."""

    ERROR = "error"
    WARNING = "warning"
    NOTICE = "notice"


class Place(NamedTuple):
    """A stretch of one line of a file; line and columns count from 1, in characters."""

    path: str
    line: int = 1
    column: int = 1
    end_column: int = 0
    """First column after the stretch; 0 when it runs to the end of the line."""


class Code(NamedTuple):
    """One entry of the catalogue below."""

    severity: Severity
    title: str
    since: str = "0.1"
    """The version that knew it first. What 0.1 took is never refused in the history that it wrote: see
    :meth:`Diagnostic.of_the_past`."""


_ERROR, _WARNING, _NOTICE = Severity.ERROR, Severity.WARNING, Severity.NOTICE

CODES: Final[dict[str, Code]] = {
    # 1xx: the file cannot be read as text or as YAML
    "AW101": Code(_ERROR, "文件读不了或太大"),
    "AW102": Code(_ERROR, "文件不是 UTF-8 编码"),
    "AW103": Code(_ERROR, "含有控制字符"),
    "AW104": Code(_ERROR, "用制表符缩进"),
    "AW105": Code(_ERROR, "合并冲突未解决"),
    "AW106": Code(_ERROR, "YAML 语法错误"),
    "AW107": Code(_ERROR, "同一个键写了两次"),
    "AW108": Code(_ERROR, "用了锚点、别名、标签或合并键"),
    "AW109": Code(_ERROR, "一个文件里有多个文档"),
    "AW110": Code(_ERROR, "嵌套太深"),
    "AW111": Code(_ERROR, "文件没有内容"),
    "AW112": Code(_ERROR, "冒号写法不对"),
    "AW113": Code(_ERROR, "键不是简单文字"),
    # 2xx: the file is YAML, but not of the expected shape
    "AW201": Code(_ERROR, "不认识的键"),
    "AW202": Code(_ERROR, "缺少必填的键"),
    "AW203": Code(_ERROR, "不是数字"),
    "AW204": Code(_ERROR, "不是日期或日期不存在"),
    "AW205": Code(_ERROR, "内容种类不对"),
    "AW206": Code(_ERROR, "不在可选的词之内"),
    "AW207": Code(_ERROR, "编号写法不对"),
    "AW208": Code(_ERROR, "比率不可能成立"),
    "AW209": Code(_ERROR, "没有填内容"),
    "AW210": Code(_ERROR, "文字里有看不见的字符"),
    "AW211": Code(_ERROR, "数字位数太多"),
    "AW212": Code(_ERROR, "目标条件看不懂"),
    "AW213": Code(_ERROR, "前后颠倒、重叠或矛盾"),
    "AW214": Code(_ERROR, "目标不可能达到", since="0.2"),
    "AW215": Code(_ERROR, "花括号没有配对或是全角", since="0.2"),
    "AW216": Code(_ERROR, "没有上一期可比", since="0.2"),
    # 3xx: every file is fine, but they do not fit together
    "AW301": Code(_ERROR, "没有这个指标"),
    "AW302": Code(_ERROR, "没有这个专项行动"),
    "AW303": Code(_ERROR, "没有这个考核对象"),
    "AW304": Code(_ERROR, "没有这个分级标准、级别或分项"),
    "AW305": Code(_ERROR, "编号重复"),
    "AW306": Code(_ERROR, "勾稽关系不成立"),
    "AW307": Code(_ERROR, "引用的数据不存在"),
    "AW308": Code(_ERROR, "监测值与目标条件不相配"),
    "AW309": Code(_ERROR, "同一日期有两个监测值"),
    "AW310": Code(_ERROR, "监测值写在别的专项行动里"),
    "AW311": Code(_ERROR, "没有这个计划事项"),
    "AW312": Code(_ERROR, "佐证文件的路径不对"),
    "AW313": Code(_ERROR, "没有豁免所指的监测值"),
    "AW314": Code(_ERROR, "分考核对象的和不分的混在一起", since="0.2"),
    "AW315": Code(_ERROR, "两数之比换算不成计量单位", since="0.2"),
    "AW316": Code(_ERROR, "计划编号在两个行动里重复", since="0.2"),
    "AW317": Code(_ERROR, "学期互相重叠", since="0.2"),
    # 4xx: nothing is wrong for certain; a note on the line answers the question
    "AW401": Code(_WARNING, "百分率像是写成了小数"),
    "AW402": Code(_WARNING, "超出合理范围"),
    "AW403": Code(_NOTICE, "日期在截止日之后，未计入"),
    "AW404": Code(_WARNING, "日期早于计划的年份"),
    "AW405": Code(_WARNING, "比上次变化太大"),
    "AW406": Code(_WARNING, "佐证文件不见了"),
    "AW407": Code(_WARNING, "佐证文件变了"),
    "AW408": Code(_WARNING, "超出以往的范围"),
    "AW409": Code(_WARNING, "连续几次一模一样"),
    "AW410": Code(_WARNING, "合计不等于各部分之和"),
    "AW411": Code(_WARNING, "县级指标像是镇里自己算的"),
    "AW412": Code(_WARNING, "当天没有生效的标准"),
    "AW413": Code(_WARNING, "日期不在任何学期内"),
    "AW414": Code(_WARNING, "考核对象当天不存在"),
    "AW415": Code(_WARNING, "平均的是比率"),
    "AW416": Code(_WARNING, "平均的是以百分率计的数"),
    "AW417": Code(_WARNING, "目标怎样都算达到，或有一条达不到"),
    "AW418": Code(_WARNING, "合计与分项有舍入差"),
    "AW419": Code(_WARNING, "目标的年份太远"),
    "AW420": Code(_WARNING, "期限早于开始"),
    "AW421": Code(_WARNING, "统计期比报送间隔短"),
    "AW431": Code(_NOTICE, "文件没有读"),
}

PLAUSIBILITY: Final = (
    *("AW401", "AW402", "AW404", "AW405", "AW408", "AW409"),
    *("AW410", "AW411", "AW412", "AW413", "AW414", "AW415", "AW416"),
    *("AW417", "AW419", "AW420", "AW421"),
)
"""The questions whether a figure can be right, which an indicator's ``ignore`` switches off."""


FIRST: Final = "0.1"
"""The version whose history is read as it read it."""
NO_LONGER_TAKEN: Final = "那时的写法现已不收"
"""What is said of a line that only a later version refuses, where it stands in a revision."""
MAX_PROBLEMS: Final = 100
"""Told by one stage of reading, mostly of one file."""
AND_MORE: Final = "（错误太多，其余的没有列出）"


class Diagnostic(NamedTuple):
    """One finding about a file.

    ``message`` says what was found, ``hint`` what to write instead; ``source`` is the line of
    the file that ``place`` points into, empty where there is none to show.
    """

    place: Place
    code: str
    message: str
    hint: str = ""
    source: str = ""
    more: bool = False
    """Whether others like it were left out after it: nobody mends hundreds in one go."""
    since: str = ""
    """The version that first refused it, where that is later than its code's."""
    past: bool = False
    """Whether it is about a revision whose day did not know the rule: it refuses nothing there."""

    def and_more(self) -> Self:
        """The last one that is told of too many."""
        return self._replace(message=f"{self.message}{AND_MORE}", more=True)

    def of_the_past(self) -> Self:
        """The same, as it counts in a revision: an error that 0.1 did not know is told there and no more."""
        code = CODES[self.code]
        if code.severity is not Severity.ERROR or (self.since or code.since) == FIRST:
            return self
        return self._replace(message=f"{NO_LONGER_TAKEN}：{self.message}", hint="", past=True)

    @property
    def severity(self) -> Severity:
        """The severity its code carries."""
        return Severity.NOTICE if self.past else CODES[self.code].severity

    @property
    def sort_key(self) -> tuple[Place, str, str]:
        """By file, line, column, then code: the order in which people work through them."""
        return self.place, self.code, self.message
