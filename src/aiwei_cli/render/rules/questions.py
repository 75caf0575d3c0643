"""4xx: nothing is wrong for certain; a note on the line answers the question."""

from typing import Final

from aiwei_cli.render.rules.explanation import VILLAGES, Explanation

_TWO: Final = "    2024-06-30: 160/200\n    2024-12-20: {value: 172/200, source: 各村报表}\n"
_LATER: Final = "    2024-12-20: {value: 172/200, source: 各村报表}\n"
_KEPT: Final = "evidence/a5014a0d46b816a732adfba8b0bc48b0499edd4bf292d0c2e255c2e61dd21dd4/抽查记录.txt"
_OTHER: Final = "evidence/7006ab3847f9e8fb9770dc1a671df916fe4865b9e06109bcc2a622ee5bf18b66/抽查记录.txt"

QUESTIONS: Final[dict[str, Explanation]] = {
    "AW401": Explanation(
        "指标以 % 计，写的数却小于 1，像是把 85% 写成了 0.85。",
        "0.85 也是合法的百分率，程序不能替您改。确实这么低，就加 note 说明。",
        VILLAGES,
        "  clean-toilet-rate:\n    2024-06-30: 0.85\n",
        "  clean-toilet-rate:\n    2024-06-30: 85\n",
        anchor="  clean-toilet-rate:\n    2024-06-30: 160/200\n",
    ),
    "AW402": Explanation(
        "监测值在指标的合理范围（range）之外。",
        "多半是少打了一位或抄错了行。确实如此，就加 note 说明。",
        VILLAGES,
        "  clean-toilet-rate:\n    2024-06-30: 12/200\n",
        "  clean-toilet-rate:\n    2024-06-30: 160/200\n",
    ),
    "AW403": Explanation(
        "监测值的日期在截止日之后，这次判定没有算它。",
        "判定只看截止日以前的数，免得拿后来的数说当时的话。日期没错就不用管。",
        VILLAGES,
        "    2025-01-05: {value: 172/200, source: 各村报表}\n",
        _LATER,
    ),
    "AW404": Explanation(
        "监测值的日期比最早的计划还早，像是年份打错了。",
        "年份错了，这个数就算不到今年，今年会显得没有数据。",
        VILLAGES,
        "  clean-toilet-rate:\n    2014-06-30: 160/200\n",
        "  clean-toilet-rate:\n    2024-06-30: 160/200\n",
    ),
    "AW405": Explanation(
        "这次的数和上次相比，差了三倍以上。",
        "多半是小数点或单位错了。确实变化大，就像下面这样加 note 说明。",
        VILLAGES,
        "    2024-06-30: 50/200\n    2024-12-20: {value: 172/200, source: 各村报表}\n",
        "    2024-06-30: 50/200\n    2024-12-20: {value: 172/200, note: 今年集中改厕}\n",
        anchor=_TWO,
    ),
    "AW406": Explanation(
        "数据里写了佐证文件，工作区里却没有这个文件。",
        "检查时拿不出材料，这个数就站不住。找回文件，或重新用 --evidence 存入。",
        VILLAGES,
        f"    2024-12-20: {{value: 172/200, evidence: {_OTHER}}}\n",
        f"    2024-12-20: {{value: 172/200, evidence: {_KEPT}}}\n",
        anchor=_LATER,
        evidence=(_KEPT,),
    ),
    "AW407": Explanation(
        "佐证文件的内容和存入时不一样了，路径里的散列值对不上。",
        "佐证要能证明当时的数，改过的就不算。找回原件，或重新用 --evidence 存入。",
        VILLAGES,
        f"    2024-12-20: {{value: 172/200, evidence: {_OTHER}}}\n",
        f"    2024-12-20: {{value: 172/200, evidence: {_KEPT}}}\n",
        anchor=_LATER,
        evidence=(_KEPT, _OTHER),
    ),
}
