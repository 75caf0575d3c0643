"""What every key of every file is for, in Chinese, with examples: the words that an editor shows."""

from __future__ import annotations

from typing import Final

from aiwei_cli.model.text import Frozen

_COMPARED: Final[dict[str, tuple[str, ...]]] = {
    "at_least": ("不低于（≥）", "85"),
    "at_most": ("不高于（≤）", "55"),
    "more_than": ("高于（>）", "85"),
    "less_than": ("低于（<）", "55"),
    "equals": ("等于", "100"),
}
_LIMITS: Final[dict[str, tuple[str, ...]]] = {
    key: (f"界限：各级的，最好的一级写在前面，{said}", "[1, 3, 5]")
    for key, (said, *_) in _COMPARED.items()
    if key != "equals"
}
_RANGE: Final = ("开始日：学期第一天，月-日，每年相同", "结束日：学期最后一天，月-日；早于开始的跨到次年")

WORDS: Final[dict[str, dict[str, tuple[str, ...]]]] = {
    "WorkspaceFile": {
        "town": ("乡镇名称：镇（街道）的名称", "XX镇"),
        "county": ("县名：县（市、区）的名称", "XX县"),
        "office": ("办公室名称：总结落款用", "XX镇爱国卫生运动委员会办公室"),
        "programme": ("行动名称：方案的名称，写进总结标题", "爱国卫生“7个专项行动”"),
        "year": ("判定年度：判定哪一年的目标", "2024"),
        "terms": (
            "学期：最多四个；没有按学期统计的指标可以不写",
            "[{name: 春季学期, starts: 02-16, ends: 07-31}]",
        ),
        "summary": ("总结文字：各年总结里行动以外的部分，按年份写",),
        "defaults": ("check 的默认选项：命令行优先",),
    },
    "Defaults": {
        "fail_on": ("不通过的标准：什么算不通过（退出码 1）；几样写成列表", "[missed, question]"),
        "strict": ("从严：缺数据也算不通过",),
        "exit_zero": ("总以 0 退出：判定了就以 0 退出",),
        "format": ("默认格式", "table"),
        "level": ("默认层级：默认只看哪一级",),
    },
    "Term": {
        "name": ("学期名称", "春季学期"),
        "starts": (_RANGE[0], "02-16"),
        "ends": (_RANGE[1], "07-31"),
    },
    "YearSummary": {
        "opening": ("开头：总结的开头一段",),
        "organisation": ("组织领导：组织领导方面的做法，每条一个小标题和一段话",),
        "problems": ("存在的问题",),
        "aim": ("总体打算：下一年的总体打算",),
        "highlights": ("亮点和经验",),
        "figures": ("数量：正文引用的数量，编号和数量各一行；正文里用 {编号} 引用", "liaisons: 9 名"),
    },
    "Exemption": {
        "indicator": ("指标：豁免哪个指标的判定，或它的疑点", "clean-toilet-rate"),
        "organisation": ("考核对象：只豁免这一个", "school-1"),
        "finding": ("疑点：豁免的是疑点时，写它的代码",),
        "date": ("监测日期：只豁免这一天监测值的疑点", "2024-06-30"),
        "reason": ("理由", "改厕项目跨年"),
        "document": ("文号：批准文件的文号", "县爱卫〔2024〕7号"),
        "approved_by": ("批准人：批准人或批准单位", "县爱卫办"),
        "from": ("起始日：第一天；不写就是一直有效", "2024-03-01"),
        "until": ("期限：最后一天，含当天；以后照常判定", "2024-12-31"),
    },
    "Strand": {
        "lead": ("小标题：不加标点", "健全领导机构"),
        "text": ("正文：{编号} 引用 figures 或监测值里的数", "对{schools}学校开展检查。"),
    },
    "ActionFile": {
        "id": ("编号：专项行动的编号，指标的 action 引用它", "clean-villages"),
        "name": ("名称：专项行动的名称", "村庄清洁"),
        "order": ("次序：在方案里排第几，1、2、3……，各行动不能相同", "1"),
        "lead": ("牵头单位", "市场监督管理所"),
        "since": ("起始年份：这一轮方案的第一年", "2022"),
        "until": ("终止年份：这一轮方案的最后一年", "2024"),
        "plan": ("计划事项：每项一行",),
        "progress": ("进展：计划事项的进展，事项编号下，每个日期一行", "2024-06-30: 已完成招标"),
        "issues": ("整改台账：问题编号下，每一步一行，按日期先后",),
        "figures": ("数量：年份下写编号和数量，总结正文引用它", "inspected: 12 户"),
        "sums": ("勾稽关系：合计应等于各部分之和", "{year: 2023, total: all, parts: [small, large]}"),
        "work": ("工作情况：年份下写，写进年度总结",),
        "measurements": ("监测值：指标编号下，每个日期一行；分考核对象的，再按对象编号分开",),
    },
    "PlanItem": {
        "id": ("编号：事项的编号，同一行动里不能重复", "new-toilets"),
        "year": ("年度：属于哪一年的计划", "2024"),
        "title": ("内容：做什么", "新建公共厕所"),
        "quantity": ("数量：做多少，数字加单位；事项完成才算数", "2 座"),
        "due": ("时限：完成期限", "2024-12-31"),
        "responsible": ("责任单位：部门或村", "农业农村服务中心"),
        "person": ("责任人", "张三"),
        "source": ("来源：任务的出处，文件、会议、决定", "镇党委会议"),
        "carried_from": ("结转自：上一年没有完成的哪一项，写编号；new-year 写的", "new-toilets"),
        "state": ("进展：进展到哪一步", "进行中"),
        "done": ("完成日期：写了就算已完成", "2024-11-20"),
        "note": ("说明",),
        "evidence": ("佐证材料：一个或几个，文件路径或材料名称", "验收记录"),
    },
    "CrossSum": {
        "year": ("年度：哪一年的数量", "2023"),
        "total": ("合计：合计的编号，在 figures 里", "inspected"),
        "parts": ("各部分：各部分的编号，至少两个", "[small, large]"),
        "note": ("说明：合计与各部分之和差在四舍五入时，写明原因", "四舍五入"),
    },
    "Step": {
        "opened": ("发现日期：发现问题的日期；整改事项的第一步", "2024-04-18"),
        "progress": ("进展日期：有进展的日期", "2024-04-25"),
        "done": ("完成日期：整改完成的日期", "2024-05-10"),
        "closed": ("销号日期：在整改完成之后", "2024-05-16"),
        "problem": ("问题：问题是什么", "留样登记不全"),
        "place": ("地点：在哪里", "学校食堂三"),
        "source": ("来源：来自哪次检查、哪份通报", "镇级检查"),
        "responsible": ("责任单位：部门或村", "学校三"),
        "person": ("责任人", "张三"),
        "due": ("时限：整改期限；写在进展里的是延长后的期限", "2024-05-20"),
        "verified_by": ("核验人：由谁核实销号", "市场监督管理所"),
        "note": ("说明", "已更换设施"),
        "evidence": ("佐证材料：一个或几个，文件路径或材料名称", "整改照片"),
        "status": ("标注：标明这是编出来演示的例子", "示例"),
    },
    "Entry": {
        "value": ("监测值：数、分子/分母、级别，或是、否", "91.7", "172/200", "是"),
        "indices": ("分项值：各分项的实测数，按标准里的分项编号写",),
        "status": ("数据状态：数据成熟到哪一步；编出来演示的写示例", "核定"),
        "source": ("来源：数据来自哪里", "各村报表"),
        "note": ("说明：数据看起来反常时用它回答", "今年集中改厕"),
        "evidence": ("佐证材料：一个或几个，文件路径或材料名称", "监测报告"),
    },
    "TargetsFile": {
        "indicators": ("指标：编号下写名称、目标和由谁报送",),
        "scales": ("分级标准：级别，以及各分项的界限",),
        "organisations": ("考核对象：按组写，例如各学校、各餐饮单位",),
        "exceptions": ("豁免：哪些指标或疑点到哪天为止不算，依据什么文件",),
    },
    "Indicator": {
        "action": ("所属行动：属于哪个专项行动，写它的编号", "clean-villages"),
        "name": ("名称：指标的名称", "卫生厕所普及率"),
        "short": ("简称：窄表格里用", "厕所普及率"),
        "clause": ("条款：方案文件里的条目号", "3a"),
        "source": ("依据：目标出自哪个文件，文号或标题",),
        "wording": ("表述：总结里怎样表述这项要求；由名称和数字写不出来时才写", "基本实现15分钟到公园"),
        "unit": ("计量单位：照读出来的写", "%", "平方米/人", "分贝"),
        "level": ("层级：town 是镇里自己要完成的；county 是县级部门的数据，镇里只抄录", "town"),
        "reported_by": ("报送单位：由哪个单位报数", "各村"),
        "every": ("报送周期：多久报一次", "quarter"),
        "range": ("合理范围：看起来合理的数值，最小、最大；超出只提醒核对，不影响判定", "[50, 100]"),
        "numerator": ("分子：分子是什么", "有卫生厕所的户"),
        "denominator": ("分母：分母是什么", "全部农户"),
        "counted_in": ("计数单位：分子、分母数的是什么", "户"),
        "parts": (
            "各部分：由哪些指标相加而成，写它们的编号；同一天的数加起来不等于它就提醒核对",
            "first-village-toilets",
        ),
        "ignore": ("不提的疑点：这个指标不提出哪些疑点，写代码；每个代码的意思用 aiwei rule 查", "AW409"),
        "target": ("目标：从哪一年起，要求什么", "2024: {at_least: 85}"),
    },
    "Scale": {
        "name": ("名称：标准的名称", "蚊虫密度控制水平"),
        "grades": ("级别：各级别，最好的写在前面", "[A, B, C]"),
        "below": ("不达级的说法：最后一级也达不到时怎么说", "不足C级"),
        "indices": ("分项：编号下写名称和单位；没有分项的写 {}",),
        "editions": ("版本：标准的各个版本和有效期；没有的写 []",),
    },
    "Index": {"name": ("名称：分项的名称", "路径指数"), "unit": ("计量单位：分项的单位", "处/千米")},
    "Edition": {
        "document": ("文号：标准的文号或名称", "GB 3095-2012"),
        "valid_from": ("生效日：从哪天起有效", "2016-01-01"),
        "valid_to": ("失效日：到哪天为止有效；现行的不写", "2025-12-31"),
        "limits": ("界限：各分项的界限",),
    },
    "IndexLimits": _LIMITS,
    "Group": {
        "name": ("名称：这一组的名称", "中小学校"),
        "counter": ("量词", "所", "家", "户"),
        "members": ("考核对象：编号和名称；有开办、撤销日期的写成一组键和值", "school-1: 学校一"),
    },
    "Organisation": {
        "name": ("名称：考核对象的名称", "学校一"),
        "opened": ("开办日期", "2024-09-01"),
        "closed": ("撤销日期", "2024-07-31"),
    },
    "Bound": _COMPARED,
    "Limit": _COMPARED,
    "EventGoal": {
        **_COMPARED,
        "within": ("滚动统计期：往前数多久", "3 years"),
        "per": ("按期统计：每年、每学期、每季度……", "year"),
    },
    "Events": {"events": ("次数：统计期内发生的次数和要求", "{equals: 0, within: 3 years}")},
    "StockGoal": {**_COMPARED, "by": ("期限：到哪天为止要达到；不写就是年末", "2024-10-31")},
    "Stock": {"stock": ("累计总量：逐年累计，到期要达到多少", "{at_least: 12, by: 2024-10-31}")},
    "GradeAtLeast": {
        "grade": ("级别：至少达到的级别", "C"),
        "scale": ("分级标准：用哪个分级标准，写它的编号", "mosquitoes"),
    },
    "WithinLimits": {"limits": ("分项标准：各分项都不超过这个标准的界限，写标准的编号", "air-class-2")},
    "Attested": {
        "attested": ("认定：要有人确认“是”", "yes"),
        "document": ("佐证材料：确认时必须附佐证", "required"),
    },
    "Trend": {
        "rising": ("上升：比上一期上升", "year"),
        "falling": ("下降：比上一期下降", "year"),
        "not_falling": ("不下降：不低于上一期", "year"),
        "not_rising": ("不上升：不高于上一期", "year"),
    },
    "AllOf": {"all": ("全部条件：几个条件都要满足", "[{at_least: 85}, {rising: year}]")},
    "AnyOf": {"any": ("任一条件：几个条件满足一个即可", "[{at_least: 85}, {rising: year}]")},
    "Each": {
        "each": ("考核对象组：这一组的每个考核对象都要满足旁边的条件，写组的编号", "schools"),
        "condition": ("条件：每个考核对象的条件；它的键直接写在 each 旁边", "at_least: 85"),
    },
    "Mean": {
        "mean": ("考核对象组：这一组考核对象的平均分要满足旁边的条件，写组的编号", "canteens"),
        "condition": ("条件：平均分的条件；它的键直接写在 mean 旁边", "at_least: 75"),
    },
}
"""By model and key: the word that a sentence calls it by (up to the colon) and what it is; examples as typed."""


def word_of(model: type[Frozen], field: str) -> str:
    """What a sentence calls a field: ``更改了……的计量单位``; the key itself where nobody has named it yet."""
    key = model.model_fields[field].alias or field
    said, *_ = WORDS.get(model.__name__, {}).get(key, (key,))
    return said.partition("：")[0]


ENTRIES: Final = {
    "Defaults": ("默认值", "aiwei check 的命令行没有写的，用这里的"),
    "Term": ("学期", "一个学期的名称和起止"),
    "YearSummary": ("一年的总结", "这一年总结里各行动以外的部分"),
    "Exemption": ("豁免", "一项豁免：哪个指标，到哪天为止，谁凭什么文件批准"),
    "Strand": ("一条", "小标题和一段话"),
    "PlanItem": ("计划事项", "一件要做的事：做什么、做多少、什么时候完成、由谁负责"),
    "CrossSum": ("勾稽关系", "合计和它的各部分"),
    "Entry": ("监测值", "一个监测值连同它的来源、成熟程度和说明"),
    "Indicator": ("指标", "一个指标：名称、由谁报送、多久报一次、要求什么；编号别处引用"),
    "Scale": ("分级标准", "一个分级标准：级别、各分项、各版本的界限"),
    "Index": ("分项", "一个分项的名称和单位"),
    "Edition": ("版本", "标准的一个版本：文号、有效期、各分项的界限"),
    "IndexLimits": ("界限", "一个分项在各级的界限，最好的一级写在前面"),
    "Group": ("考核对象组", "一组考核对象，目标里的 each 或 mean 引用它的编号"),
    "Organisation": ("考核对象", "一个考核对象的名称和开办、撤销日期"),
}
"""By model: what an editor calls it and says of it where it stands under a key of its own."""

TITLES: Final = {
    "Limit": "比较",
    "GradeAtLeast": "级别",
    "WithinLimits": "各分项界限",
    "Attested": "确认",
    "Trend": "升降",
    "Events": "次数",
    "Stock": "累计总量",
    "AllOf": "都要满足",
    "AnyOf": "满足一个",
    "Each": "每个考核对象",
    "Mean": "平均分",
}
"""What an editor calls each condition in its list of suggestions."""
