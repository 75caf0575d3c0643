"""3xx: every file is fine, but they do not fit together."""

from typing import Final

from aiwei_cli.model.codes.explanation import SCHOOLS, TARGETS, VILLAGES, WORKSPACE_FILE, Explanation

REFERENCES: Final[dict[str, Explanation]] = {
    "AW301": Explanation(
        "监测值上面的指标编号，在 targets.yaml 里没有。",
        "编号对不上，这些数就不会算到任何指标里，指标会显得没有数据。",
        VILLAGES,
        "measurements:\n  clean-toilets-rate:\n",
        "measurements:\n  clean-toilet-rate:\n",
    ),
    "AW302": Explanation(
        "指标写的专项行动，在 data/actions 里没有。",
        "指标要归到一个行动名下，才有人负责，也才进得了总结。",
        TARGETS,
        "  school-lessons:\n    action: healthy-school\n",
        "  school-lessons:\n    action: healthy-schools\n",
    ),
    "AW303": Explanation(
        "没有这个考核对象，没有这一组，或者该分开写的没有分开写。",
        "目标要求个个都达到，名字对不上就会漏掉一个，或多出一个。",
        SCHOOLS,
        "    third-school:\n      2024-04-02: 2\n",
        "    second-school:\n      2024-04-02: 2\n",
    ),
    "AW304": Explanation(
        "目标或监测值提到的分级标准、级别或分项，在 scales 里没有。",
        "没有标准就没有界限，评不出级别。",
        TARGETS,
        "      2024: {grade: C, scale: flies-density}\n",
        "      2024: {grade: C, scale: fly-density}\n",
    ),
    "AW305": Explanation(
        "一个编号、一个顺序号或一个名称用了两次。",
        "提到它时说不清指的是哪一个，总结里的先后也排不定。",
        VILLAGES,
        "name: 净村庄\norder: 2\n",
        "name: 净村庄\norder: 1\n",
    ),
    "AW306": Explanation(
        "sums 里说几项相加等于合计，实际加起来不等。",
        "数对不上，交上去一定会被退回来。各项单位也要一样。",
        VILLAGES,
        "    inspected: 12 户\n    passed: 8 户\n    failed: 3 户\n",
        "    inspected: 12 户\n    passed: 9 户\n    failed: 3 户\n",
    ),
    "AW307": Explanation(
        "文字里花括号引用的数据，或 sums 里的一项，当年没有这个编号。",
        "总结里的数都从这里取，取不到就会留下一个空。",
        VILLAGES,
        '    - {lead: 改厕, text: "改建厕所{toilets}，检查{inspeted}。"}\n',
        '    - {lead: 改厕, text: "改建厕所{toilets}，检查{inspected}。"}\n',
    ),
    "AW308": Explanation(
        "监测值的写法和这个指标的目标、单位不相配，例如没有分项却写了 indices。",
        "目标比的是一个数，给的是别的东西，就没法比。",
        VILLAGES,
        "  clean-toilet-rate:\n    2024-06-30: {indices: {a: 1}}\n",
        "  clean-toilet-rate:\n    2024-06-30: 160/200\n",
    ),
    "AW309": Explanation(
        "同一天写了两个监测值，只是日期的写法不同，例如用了全角数字。",
        "同一天只能有一个数算数。要改正就改原来那一行。",
        VILLAGES,
        "    2024-06-30: 160/200\n    ２０２４-06-30: 161/200\n",
        "    2024-06-30: 160/200\n",
    ),
    "AW310": Explanation(
        "监测值写在一个行动的文件里，指标却归另一个行动。",
        "各行动的文件由各自的人维护，写错地方就没人管。移过去，或改指标的 action。",
        TARGETS,
        "  fly-grade:\n    action: healthy-schools\n",
        "  fly-grade:\n    action: tidy-villages\n",
    ),
    "AW311": Explanation(
        "progress 里的编号，在 plan 里没有。",
        "进展要记到某个计划事项名下，否则任务会一直显得没有动静。",
        VILLAGES,
        "progress:\n  toilet:\n    2024-03-01: 已开工\nfigures:\n",
        "progress:\n  toilets:\n    2024-03-01: 已开工\nfigures:\n",
        anchor="figures:\n",
    ),
    "AW312": Explanation(
        "佐证文件的路径应是“evidence/散列值/文件名”，写的不是。",
        "散列值由文件内容算出，靠它才知道文件没有被换过。用 aiwei record --evidence 存入。",
        VILLAGES,
        "    2024-12-20: {value: 172/200, evidence: evidence/抽查记录.txt}\n",
        "    2024-12-20: {value: 172/200, evidence: 抽查记录}\n",
        anchor="    2024-12-20: {value: 172/200, source: 各村报表}\n",
    ),
    "AW313": Explanation(
        "豁免写了疑点和日期，那一天却没有监测值。",
        "日期写错了，疑点就照样提出；核对是哪一天的监测值。",
        TARGETS,
        "exceptions:\n  - {indicator: clean-toilet-rate, finding: AW402, date: 2024-06-03, reason: 改造期间停用,"
        " document: 县爱卫〔2024〕7号, approved_by: 县爱卫办, until: 2024-12-31}\nscales:\n",
        "exceptions:\n  - {indicator: clean-toilet-rate, finding: AW402, date: 2024-06-30, reason: 改造期间停用,"
        " document: 县爱卫〔2024〕7号, approved_by: 县爱卫办, until: 2024-12-31}\nscales:\n",
        anchor="scales:\n",
    ),
    "AW314": Explanation(
        "一个目标里，有的条件分考核对象（each、mean），有的不分，或者分的是另一组。",
        "监测值要么一个对象一行，要么不分。把 each 写在外面，几个条件写在里面。",
        TARGETS,
        "      2024:\n        all:\n"
        "          - {each: school, events: {at_least: 2, per: term}}\n          - events: {at_most: 9, per: year}\n",
        "      2024:\n        each: school\n        all:\n"
        "          - events: {at_least: 2, per: term}\n          - events: {at_most: 9, per: year}\n",
        anchor="      2024: {each: school, events: {at_least: 2, per: term}}\n",
    ),
    "AW315": Explanation(
        "监测值写成两个数，计量单位却没有说是多少分之一。",
        "单位是“百分比”“比例”的，40/200 乘多少说不准；写 %、‰、1/万、1/10万。",
        TARGETS,
        "    unit: 百分比\n    level: town\n",
        '    unit: "%"\n    level: town\n',
    ),
    "AW316": Explanation(
        "两个行动的计划里，有同一个编号的事项。",
        "按编号记进展、引用数量，就说不清是哪一件。后面的换一个编号。",
        SCHOOLS,
        "plan:\n  - {id: toilets, year: 2024, title: 改建学校厕所}\nmeasurements:\n",
        "plan:\n  - {id: toilets-2, year: 2024, title: 改建学校厕所}\nmeasurements:\n",
        anchor="measurements:\n",
    ),
    "AW317": Explanation(
        "两个学期有重叠的日子。",
        "重叠的日子里发生的活动会算两次。核对各学期的起止日。",
        WORKSPACE_FILE,
        "starts: 02-16, ends: 08-31}\n",
        "starts: 02-16, ends: 07-31}\n",
    ),
}
