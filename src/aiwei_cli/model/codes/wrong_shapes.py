"""2xx: the file is YAML, but not of the expected shape."""

from typing import Final

from aiwei_cli.model.codes.explanation import TARGETS, VILLAGES, Explanation

_HALF_YEAR: Final = "  clean-toilet-rate:\n    2024-06-30: 160/200\n"

SHAPE: Final[dict[str, Explanation]] = {
    "AW201": Explanation(
        "这里没有叫这个名字的键，多半是拼错了。",
        "拼错的键如果放过，写的内容就白写了，还以为已经填上。",
        VILLAGES,
        "    2024-12-20: {value: 172/200, sourse: 各村报表}\n",
        "    2024-12-20: {value: 172/200, source: 各村报表}\n",
    ),
    "AW202": Explanation(
        "少写了一个必须有的键。",
        "缺了它，后面的判定或总结就说不完整，又不能替您编一个。",
        VILLAGES,
        "id: tidy-villages\norder: 1\n",
        "id: tidy-villages\nname: 净村庄\norder: 1\n",
        anchor="id: tidy-villages\nname: 净村庄\norder: 1\n",
    ),
    "AW203": Explanation(
        "这里要写一个数，写的却读不成数。不加“约”字、千分位逗号和单位。",
        "“约90”算不算到 90，各人说法不同。只有确切的数才能拿来和目标比。",
        VILLAGES,
        "  clean-toilet-rate:\n    2024-06-30: 约90\n",
        "  clean-toilet-rate:\n    2024-06-30: 90\n",
        anchor=_HALF_YEAR,
    ),
    "AW204": Explanation(
        "这里要写日期，写法不对，或者日历上没有这一天。",
        "判定要看哪天的数最新、有没有过期。统一写成 2024-06-30 才排得出先后。",
        VILLAGES,
        "  clean-toilet-rate:\n    2024-02-30: 160/200\n",
        "  clean-toilet-rate:\n    2024-02-29: 160/200\n",
        anchor=_HALF_YEAR,
    ),
    "AW205": Explanation(
        "该写一个值的地方写了列表，该写列表的地方写了一个值，或者项数不对。",
        "种类不对就不知道每一项指什么。照同类内容的样子写。",
        TARGETS,
        "    range: [20]\n",
        "    range: [20, 100]\n",
    ),
    "AW206": Explanation(
        "这里只能从几个词里选一个，写的不在其中。",
        "词不统一就没法分类和统计。可选的词在提示里都列出来了。",
        VILLAGES,
        "  fly-grade:\n    2024-09-10: D\n",
        "  fly-grade:\n    2024-09-10: B\n",
        anchor="  fly-grade:\n    2024-09-10: {indices: {rooms-with-flies: 5}}\n",
    ),
    "AW207": Explanation(
        "编号只用小写字母、数字和连字符，以字母开头，最多 80 个字符。",
        "编号要在各个文件里互相引用，也用在命令行上，大小写混用容易对不上。",
        VILLAGES,
        "id: Tidy_Villages\n",
        "id: tidy-villages\n",
    ),
    "AW208": Explanation(
        "这个比率不可能：分子大于分母、分母是 0、百分率超过 100，或次数不是整数。",
        "这样的数一定有一处抄错了，拿它判定只会错上加错。没有适用对象写 0/0。",
        VILLAGES,
        "  clean-toilet-rate:\n    2024-06-30: 260/200\n",
        _HALF_YEAR,
    ),
    "AW209": Explanation(
        "写了键，冒号后面却是空的。",
        "空着分不清是 0、是没有、还是忘了填。没有数据就不要写这一行。",
        VILLAGES,
        "  clean-toilet-rate:\n    2024-06-30:\n",
        _HALF_YEAR,
    ),
    "AW210": Explanation(
        "文字里有看不见的字符，或者看着像汉字的部首符号，多半是粘贴带来的。",
        "名称看着一样却查不到、对不上，这种错最难找。删掉重打就好。",
        TARGETS,
        "    name: 卫生\u200b厕所普及率\n",
        "    name: 卫生厕所普及率\n",
    ),
    "AW211": Explanation(
        "数字太长。整数最多 12 位，小数最多 6 位。",
        "镇里的数用不到这么多位，多半是两个数粘到了一起。",
        VILLAGES,
        "  clean-toilet-rate:\n    2024-06-30: 160.1234567\n",
        "  clean-toilet-rate:\n    2024-06-30: 80.123456\n",
        anchor=_HALF_YEAR,
    ),
    "AW212": Explanation(
        "目标条件的词不认识，或者几个词不能这样搭配。",
        "条件猜错了，判定就全错。用 aiwei rule 可以看到所有条件的写法。",
        TARGETS,
        "    target:\n      2024: {atleast: 85}\n",
        "    target:\n      2024: {at_least: 85}\n",
    ),
    "AW213": Explanation(
        "前后两处矛盾：范围颠倒、有效期重叠，或写了完成日期却还在进行。",
        "两处只能有一处对，程序不知道该信哪一处。",
        TARGETS,
        "    range: [100, 20]\n",
        "    range: [20, 100]\n",
    ),
    "AW214": Explanation(
        "达不到的目标：超过 100%，少于 0，两个条件互相排斥，或者要两种监测值。",
        "多半是小数点或数字写错了。这样的目标年年未达标，谁也看不出是笔误。",
        TARGETS,
        "    target:\n      2024: {at_least: 980}\n",
        "    target:\n      2024: {at_least: 98}\n",
        anchor="    target:\n      2024: {at_least: 85}\n",
    ),
    "AW215": Explanation(
        "正文里的花括号少了一半，或者是全角的，引用不到数据。",
        "这样的文字会原样印进总结。引用写 {编号}；要花括号本身，写 {{ 和 }}。",
        VILLAGES,
        "改建厕所{toilets，检查",
        "改建厕所{toilets}，检查",
    ),
    "AW216": Explanation(
        "目标要与上月比，指标却是半年才报一次：没有上月的数可比。",
        "这样的目标永远缺数据。改 every，或者改成与上一个报送期比。",
        TARGETS,
        "    target:\n      2024: {rising: month}\n",
        "    target:\n      2024: {rising: half-year}\n",
        anchor="    target:\n      2024: {at_least: 85}\n",
    ),
}
