"""4xx: nothing is wrong for certain; a note on the line answers the question."""

from typing import Final

from aiwei_cli.model.codes.code import SCHOOLS, TARGETS, VILLAGES, Code
from aiwei_cli.model.severity import Severity

_TWO: Final = "    2024-06-30: 160/200\n    2024-12-20: {value: 172/200, source: 各村报表}\n"
_LATER: Final = "    2024-12-20: {value: 172/200, source: 各村报表}\n"
_KEPT: Final = "evidence/a5014a0d46b816a732adfba8b0bc48b0499edd4bf292d0c2e255c2e61dd21dd4/抽查记录.txt"
_OTHER: Final = "evidence/7006ab3847f9e8fb9770dc1a671df916fe4865b9e06109bcc2a622ee5bf18b66/抽查记录.txt"

_RISING: Final = (
    "    2022-06-30: 162/200\n    2022-12-20: 164/200\n    2023-06-30: 165/200\n    2023-12-20: 168/200\n"
)
_SMALL: Final = "  upper-village-toilets:\n    2024-06-30: 18\n  lower-village-toilets:\n    2024-06-30: 24\n"
_ENDED: Final = "        valid_from: 2012-04-01\n        valid_to: 2024-08-31\n"


def _counted(key: str, name: str, more: str = "") -> str:
    said = f"  {key}: {{action: tidy-villages, name: {name}, unit: 座, level: town, reported_by: 各村, every: half-year,"
    target = "target: {2024: {at_least: 1}}"
    return f"{said}\n    {more}{target}}}\n"


_CONTENT: Final = (
    "  content: {{action: healthy-schools, name: 家长满意度, unit: '{}', level: town,\n"
    "    reported_by: 各学校, every: year, numerator: 满意的, denominator: 问到的,\n"
    "    {}target: {{2024: {{mean: school, at_least: 80}}}}}}\n"
)

OPEN_QUESTIONS: Final[dict[str, Code]] = {
    "AW401": Code(
        title="百分率像是写成了小数",
        severity=Severity.WARNING,
        ignorable=True,
        what="指标以 % 计，写的数却不超过 1，像是把 85% 写成了 0.85。",
        why="0.85 也是合法的百分率，程序不能替您改。确实这么低，就加 note 说明。",
        path=VILLAGES,
        wrong="  clean-toilet-rate:\n    2024-06-30: 0.85\n",
        right="  clean-toilet-rate:\n    2024-06-30: 85\n",
        anchor="  clean-toilet-rate:\n    2024-06-30: 160/200\n",
    ),
    "AW402": Code(
        title="超出合理范围",
        severity=Severity.WARNING,
        ignorable=True,
        what="监测值在指标的合理范围（range）之外。",
        why="多半是少打了一位或抄错了行。确实如此，就加 note 说明。",
        path=VILLAGES,
        wrong="  clean-toilet-rate:\n    2024-06-30: 12/200\n",
        right="  clean-toilet-rate:\n    2024-06-30: 160/200\n",
    ),
    "AW403": Code(
        title="日期在截止日之后，未计入",
        severity=Severity.NOTICE,
        what="监测值的日期在截止日之后，这次判定没有算它。",
        why="判定只看截止日以前的数，免得拿后来的数说当时的话。日期没错就不用管。",
        path=VILLAGES,
        wrong="    2025-01-05: {value: 172/200, source: 各村报表}\n",
        right=_LATER,
    ),
    "AW404": Code(
        title="日期早于计划的年份",
        severity=Severity.WARNING,
        ignorable=True,
        what="监测值的日期比最早的计划还早，像是年份打错了。",
        why="年份错了，这个数就算不到今年，今年会显得没有数据。",
        path=VILLAGES,
        wrong="  clean-toilet-rate:\n    2014-06-30: 160/200\n",
        right="  clean-toilet-rate:\n    2024-06-30: 160/200\n",
    ),
    "AW405": Code(
        title="比上次变化太大",
        severity=Severity.WARNING,
        ignorable=True,
        what="这次的变化比以往任何一次都大得多；数还少时，超过上次的三倍或不到三分之一。",
        why="多半是小数点或单位错了。确实变化大，就像下面这样加 note 说明。",
        path=VILLAGES,
        wrong="    2024-06-30: 50/200\n    2024-12-20: {value: 172/200, source: 各村报表}\n",
        right="    2024-06-30: 50/200\n    2024-12-20: {value: 172/200, note: 今年集中改厕}\n",
        anchor=_TWO,
    ),
    "AW406": Code(
        title="佐证文件不见了",
        severity=Severity.WARNING,
        what="数据里写了佐证文件，工作区里却没有这个文件。",
        why="检查时拿不出材料，这个数就站不住。找回文件，或重新用 --evidence 存入。",
        path=VILLAGES,
        wrong=f"    2024-12-20: {{value: 172/200, evidence: {_OTHER}}}\n",
        right=f"    2024-12-20: {{value: 172/200, evidence: {_KEPT}}}\n",
        anchor=_LATER,
        evidence=(_KEPT,),
    ),
    "AW407": Code(
        title="佐证文件变了",
        severity=Severity.WARNING,
        what="佐证文件的内容和存入时不一样了，路径里的散列值对不上。",
        why="佐证要能证明当时的数，改过的就不算。找回原件，或重新用 --evidence 存入。",
        path=VILLAGES,
        wrong=f"    2024-12-20: {{value: 172/200, evidence: {_OTHER}}}\n",
        right=f"    2024-12-20: {{value: 172/200, evidence: {_KEPT}}}\n",
        anchor=_LATER,
        evidence=(_KEPT, _OTHER),
    ),
    "AW408": Code(
        title="超出以往的范围",
        severity=Severity.WARNING,
        ignorable=True,
        what="记过五次以上的数，这次一下子到了以往范围以外很远的地方。",
        why="像是抄错了行，或者这次换了口径。确实如此，就加 note 说明。",
        path=VILLAGES,
        wrong=f"{_RISING}    2024-06-30: 170/200\n    2024-12-20: 70/200\n",
        right=f"{_RISING}    2024-06-30: 170/200\n    2024-12-20: {{value: 70/200, note: 新划入三个村}}\n",
        anchor=_TWO,
    ),
    "AW409": Code(
        title="连续几次一模一样",
        severity=Severity.WARNING,
        ignorable=True,
        what="一年报几次的数，连续三次一模一样。",
        why="像是照抄上次的，没有重新统计。真的没有变，就在第三次加 note；本来就不变的指标，写 ignore: [AW409]。",
        path=VILLAGES,
        wrong="    2023-12-20: 160/200\n    2024-06-30: 160/200\n    2024-12-20: 160/200\n",
        right="    2023-12-20: 160/200\n    2024-06-30: 163/200\n    2024-12-20: 168/200\n",
        anchor=_TWO,
    ),
    "AW410": Code(
        title="合计不等于各部分之和",
        severity=Severity.WARNING,
        ignorable=True,
        what="指标写了由哪些部分相加（parts），同一天各部分的数加起来却不等于它。",
        why="多半是一部分更正了，合计没有跟着改。勾稽关系对不上，上级一核就会退回。",
        path=VILLAGES,
        wrong="measurements:\n  all-toilets:\n    2024-06-30: 41\n" + _SMALL,
        right="measurements:\n  all-toilets:\n    2024-06-30: 42\n" + _SMALL,
        anchor="measurements:\n",
        beside=_counted("all-toilets", "新建厕所", "parts: [upper-village-toilets, lower-village-toilets], ")
        + _counted("upper-village-toilets", "上村新建厕所")
        + _counted("lower-village-toilets", "下村新建厕所"),
    ),
    "AW411": Code(
        title="县级指标像是镇里自己算的",
        severity=Severity.WARNING,
        ignorable=True,
        what="县级指标的数，来源写的却是镇里的单位，或者是用不到十万人算出来的十万分之几。",
        why="县级指标由县里统计，镇里只抄录。一个镇人太少，自己算的没有意义。",
        path=SCHOOLS,
        wrong="    2024-03-01: {value: 是, evidence: 方案文件, source: 镇中心校}\n",
        right="    2024-03-01: {value: 是, evidence: 方案文件, source: 县教育局}\n",
        anchor="    2024-03-01: {value: 是, evidence: 方案文件}\n",
    ),
    "AW412": Code(
        title="当天没有生效的标准",
        severity=Severity.WARNING,
        ignorable=True,
        what="监测那天，分级标准的旧版已经失效，新版还没有写进 targets.yaml。",
        why="拿失效的标准定级，上级不会认。补上新版的界限和起用日期，或核对监测日期。",
        path=TARGETS,
        wrong=f"{_ENDED}        limits:\n          rooms-with-flies: {{at_most: [3, 6, 9]}}\n",
        right=f"{_ENDED}        limits:\n          rooms-with-flies: {{at_most: [3, 6, 9]}}\n"
        "      - document: 新版标准的文号\n        valid_from: 2024-09-01\n"
        "        limits:\n          rooms-with-flies: {at_most: [2, 5, 8]}\n",
        anchor=_ENDED.replace("2024-08-31", "2025-10-31")
        + "        limits:\n          rooms-with-flies: {at_most: [3, 6, 9]}\n",
    ),
    "AW413": Code(
        title="日期不在任何学期内",
        severity=Severity.WARNING,
        ignorable=True,
        what="按学期报送或统计的，日期在假期里，不属于任何学期。",
        why="假期里的算在刚结束的那个学期里。日期没写错的，核对 workspace.yaml 里学期的起止日。",
        path=SCHOOLS,
        wrong="      2024-08-10: 2\n",
        right="      2024-10-08: 2\n",
    ),
    "AW414": Code(
        title="考核对象当天不存在",
        severity=Severity.WARNING,
        ignorable=True,
        what="监测那天，这个考核对象还没有开办，或者已经撤销。",
        why="多半是写到了别的对象名下，或者年份错了。对象的开办、撤销日期写在 targets.yaml 里。",
        path=SCHOOLS,
        wrong="      2023-04-02: 2\n",
        right="      2024-04-02: 2\n",
    ),
    "AW415": Code(
        title="平均的是比率",
        severity=Severity.WARNING,
        ignorable=True,
        what="mean 求平均的是比率：各考核对象写的是分子/分母。",
        why="9/10 和 100/900 平均是 50.6%，合起来只有 12.0%。总数不一样，比率不能平均。",
        path=SCHOOLS,
        wrong="measurements:\n  content:\n    first-school: {2024-06-30: 9/10}\n    second-school: {2024-06-30: 100/900}\n",
        right="measurements:\n  content:\n    first-school: {2024-06-30: 90}\n    second-school: {2024-06-30: 88}\n",
        anchor="measurements:\n",
        beside=_CONTENT.format("%", "ignore: [AW416], "),
    ),
    "AW416": Code(
        title="平均的是以百分率计的数",
        severity=Severity.WARNING,
        ignorable=True,
        what="mean 求平均的数以百分率计。",
        why="满意度之类的得分可以平均，比率不能。是得分，单位就写“分”，或者写 ignore。",
        path=TARGETS,
        wrong="indicators:\n" + _CONTENT.format("%", ""),
        right="indicators:\n" + _CONTENT.format("分", ""),
        anchor="indicators:\n",
    ),
    "AW417": Code(
        title="目标怎样都算达到，或有一条达不到",
        severity=Severity.WARNING,
        ignorable=True,
        what="这个目标，或其中一条，怎样都算达到；或者其中一条怎样也达不到。",
        why="多半是数字写错了，或者目标还没有定。没有定的，先不写这一年。",
        path=TARGETS,
        wrong="    target:\n      2024: {at_least: 0}\n",
        right="    target:\n      2024: {at_least: 80}\n",
        anchor="    target:\n      2024: {at_least: 85}\n",
    ),
    "AW418": Code(
        title="合计与分项有舍入差",
        severity=Severity.WARNING,
        what="sums 里的合计与各分项之和不等，但差得很小，像是四舍五入造成的。",
        why="是四舍五入，就在那一条里加 note 说明；不是，就改正。差得多的是错误。",
        path=VILLAGES,
        wrong="    inspected: 12.5 户\n    passed: 9.3 户\n    failed: 3.3 户\n",
        right="    inspected: 12.6 户\n    passed: 9.3 户\n    failed: 3.3 户\n",
        anchor="    inspected: 12 户\n    passed: 9 户\n    failed: 3 户\n",
    ),
    "AW419": Code(
        title="目标的年份太远",
        severity=Severity.WARNING,
        ignorable=True,
        what="目标的年份离判定的年度太远。",
        why="在那一年以前，这个指标没有目标，不判定。多半是年份写错了。",
        path=TARGETS,
        wrong="      2024: {at_least: 85}\n      2052: {at_least: 90}\n",
        right="      2024: {at_least: 85}\n      2025: {at_least: 90}\n",
        anchor="      2024: {at_least: 85}\n",
    ),
    "AW420": Code(
        title="期限早于开始",
        severity=Severity.WARNING,
        ignorable=True,
        what="任务、整改或目标的期限，早于它开始的时候。",
        why="多半是年份忘了改。这样的事一开始就是逾期。",
        path=VILLAGES,
        wrong="due: 2023-12-31, responsible",
        right="due: 2024-12-31, responsible",
    ),
    "AW421": Code(
        title="统计期比报送间隔短",
        severity=Severity.WARNING,
        ignorable=True,
        what="事件按月统计，指标却是半年才报一次。",
        why="到了月底还没有数据，就会判成没有完成。核对 every 和 per。",
        path=TARGETS,
        wrong="{each: school, events: {at_least: 2, per: month}}",
        right="{each: school, events: {at_least: 2, per: term}}",
    ),
    "AW422": Code(
        title="年初至今的数变少了",
        severity=Severity.WARNING,
        ignorable=True,
        what="指标报的是年初至今的数（cumulative、year_to_date），却比前一个少。",
        why="从年初数起的数只会变多。多半是把当月的数当成累计写了。",
        path=VILLAGES,
        wrong="measurements:\n  checked-up:\n    2024-03-31: 31\n    2024-06-30: 22\n",
        right="measurements:\n  checked-up:\n    2024-03-31: 31\n    2024-06-30: 53\n",
        anchor="measurements:\n",
        beside=_counted("checked-up", "体检人数", "figures: cumulative, "),
    ),
    "AW431": Code(
        title="文件没有读",
        severity=Severity.NOTICE,
        what="data 里有像数据的文件没有读：扩展名不对、放错了文件夹，或者是一份副本。",
        why="以为登记了，其实没有算进去。改对名称、移到该放的地方；不用的移到 data 以外，就不再提示。",
        path="data/actions/green.YAML",
        wrong="（data/actions 里有 green.YAML 这个文件）",
        right="（改名为 green.yaml）",
        how="beside",
    ),
}
