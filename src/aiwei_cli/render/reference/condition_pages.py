"""The words of a target: what each demands, with values that miss it and values that meet it."""

from typing import Final, NamedTuple


class Demand(NamedTuple):
    """A condition word explained: a target, values of one year that miss it and values that meet it."""

    title: str
    what: str
    why: str
    target: str
    misses: str
    meets: str
    unit: str = "%"
    beside: str = ""
    """The scale or the group that the target names."""


_SCHOOLS: Final = (
    "organisations:\n  school:\n    name: 学校\n    members: {first: 第一小学, second: 第二小学}\n"
)
_FLIES: Final = """\
scales:
  flies:
    name: 蝇密度分级
    grades: [A, B, C]
    below: 不达C级
    indices:
      rooms: {name: 有蝇房间率}
    editions:
      - document: 某标准
        valid_from: 2012-04-01
        limits:
          rooms: {at_most: [3, 6, 9]}
"""
_AIR: Final = """\
scales:
  air:
    name: 空气二级标准
    grades: [二级]
    below: 超二级
    indices:
      pm25: {name: 细颗粒物}
    editions:
      - document: 某标准
        valid_from: 2016-01-01
        limits:
          pm25: {at_most: 35}
"""
_COMPARED: Final = "按写的数比，不先四舍五入，差一点也是差。"
_STRICT: Final = "要和上一期比，没有上一期的数就判不了。"

CONDITIONS: Final[dict[str, Demand]] = {
    "each": Demand(
        "一组考核对象，个个都要达到",
        "写组的编号，再写一个条件。组里每个对象单独判定。",
        "平均数会把差的盖住。要求“所有学校”，就一所也不能少。",
        "{each: school, at_least: 1}",
        "first: {2024-06-30: 3}\nsecond: {2024-06-30: 0}\n",
        "first: {2024-06-30: 1}\nsecond: {2024-06-30: 1}\n",
        unit="小时",
        beside=_SCHOOLS,
    ),
    "mean": Demand(
        "一组考核对象得分的平均值",
        "写组的编号，再写一个比较条件。每个对象取最新的得分，求平均。",
        "只用于得分。比率不能这样平均，因为各处的总数不一样。",
        "{mean: school, at_least: 75}",
        "first: {2024-06-30: 80}\nsecond: {2024-06-30: 69}\n",
        "first: {2024-06-30: 80}\nsecond: {2024-06-30: 70}\n",
        unit="分",
        beside=_SCHOOLS,
    ),
    "all": Demand(
        "几个条件同时满足",
        "列出几个条件，每一个都单独判定，全都满足才算。",
        "文件里常有“达到多少，并且比上年提高”这样的要求。",
        "{all: [{at_least: 23}, {rising: year}]}",
        "2023-12-31: 25\n2024-12-20: 24\n",
        "2023-12-31: 23\n2024-12-20: 24\n",
    ),
    "any": Demand(
        "几个条件满足一个就行",
        "列出几个条件，有一个满足就算。",
        "文件里常有“达到多少，或者比上年下降”这样的要求。",
        "{any: [{at_most: 20}, {falling: year}]}",
        "2023-12-31: 25\n2024-12-20: 26\n",
        "2023-12-31: 25\n2024-12-20: 24\n",
    ),
    "grade": Demand(
        "分级标准的某一级或更好",
        "写级别和分级标准的编号。监测值写级别，或写各分项的数。",
        "写分项时，按测量当天有效的那一版标准评级，最差的一项说了算。",
        "{grade: C, scale: flies}",
        "2024-09-10: {indices: {rooms: 10}}\n",
        "2024-09-10: {indices: {rooms: 5}}\n",
        unit="级",
        beside=_FLIES,
    ),
    "limits": Demand(
        "一套标准里的各项都不超限",
        "写只有一级的标准的编号，各分项都要在界限之内。",
        "有一项超了就不算，超的是哪一项会指出来。",
        "{limits: air}",
        "2024-12-30: {indices: {pm25: 36}}\n",
        "2024-12-30: {indices: {pm25: 35}}\n",
        beside=_AIR,
    ),
    "attested": Demand(
        "有人确认做到了",
        "监测值写“是”或“否”。加上 document: required，就还要有佐证材料。",
        "有的事没有数，只能靠人说。要凭文件的，光说“是”不算。",
        "{attested: yes}",
        "2024-03-01: 否\n",
        "2024-03-01: 是\n",
    ),
    "events": Demand(
        "一段时间里发生的次数",
        "写次数的条件，再写 per（按期数）或 within（往回数几年）。",
        "每行写那天发生了几次。要求不发生的，也要有人写 0，没写不等于没有。",
        "{events: {at_least: 4, per: year}}",
        "2024-03-10: 1\n2024-09-10: 2\n",
        "2024-03-10: 2\n2024-09-10: 2\n",
        unit="次",
    ),
    "stock": Demand(
        "到某天为止的存量",
        "写存量的条件，可以写 by 期限，不写就到年底。",
        "往年建成的还在，所以取最新的数，不管是哪一年的。",
        "{stock: {at_least: 2, by: 2024-12-31}}",
        "2023-10-01: 1\n",
        "2023-10-01: 2\n",
        unit="个",
    ),
    "rising": Demand(
        "比上一期高",
        "写比较的时段，例如 year 是和上一年比。持平不算高，两年都是 100% 的算。",
        _STRICT,
        "{rising: year}",
        "2023-12-31: 23.6\n2024-12-20: 23.6\n",
        "2023-12-31: 23.6\n2024-12-20: 23.7\n",
    ),
    "falling": Demand(
        "比上一期低",
        "写比较的时段，例如 year 是和上一年比。持平不算低，两年都是 0 的算。",
        _STRICT,
        "{falling: year}",
        "2023-12-31: 23.6\n2024-12-20: 23.6\n",
        "2023-12-31: 23.6\n2024-12-20: 23.5\n",
    ),
    "not_falling": Demand(
        "不比上一期低",
        "写比较的时段，例如 year 是和上一年比。持平也算。",
        _STRICT,
        "{not_falling: year}",
        "2023-12-31: 23.6\n2024-12-20: 23.5\n",
        "2023-12-31: 23.6\n2024-12-20: 23.6\n",
    ),
    "not_rising": Demand(
        "不比上一期高",
        "写比较的时段，例如 year 是和上一年比。持平也算。",
        _STRICT,
        "{not_rising: year}",
        "2023-12-31: 23.6\n2024-12-20: 23.7\n",
        "2023-12-31: 23.6\n2024-12-20: 23.6\n",
    ),
    "at_least": Demand(
        "不低于一个数",
        "当年最新的监测值要大于或等于这个数。",
        _COMPARED,
        "{at_least: 85}",
        "2024-12-20: 84.995\n",
        "2024-12-20: 170/200\n",
    ),
    "at_most": Demand(
        "不高于一个数",
        "当年最新的监测值要小于或等于这个数。",
        _COMPARED,
        "{at_most: 55}",
        "2024-12-20: 55.01\n",
        "2024-12-20: 55\n",
    ),
    "more_than": Demand(
        "高于一个数",
        "当年最新的监测值要大于这个数，相等不算。",
        _COMPARED,
        "{more_than: 38.5}",
        "2024-12-20: 38.5\n",
        "2024-12-20: 38.6\n",
    ),
    "less_than": Demand(
        "低于一个数",
        "当年最新的监测值要小于这个数，相等不算。",
        _COMPARED,
        "{less_than: 5}",
        "2024-12-20: 5\n",
        "2024-12-20: 4.9\n",
    ),
    "equals": Demand(
        "等于一个数",
        "当年最新的监测值要正好是这个数。",
        _COMPARED,
        "{equals: 100}",
        "2024-12-20: 199/200\n",
        "2024-12-20: 200/200\n",
    ),
}
