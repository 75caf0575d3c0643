"""What the parts of the data are called where a change of them is told."""

from __future__ import annotations

from typing import Final

from aiwei_cli.model.change import Direction

SAMPLES: Final = "注意：其中含有示例数据，不是真实监测值，不能上报"
SECTION: Final = {
    "turns": "判定变化",
    "values": "监测值",
    "targets": "指标和目标",
    "exemptions": "豁免",
    "tasks": "任务",
    "issues": "整改",
    "others": "其他",
}

DIRECTION: Final = {
    Direction.TIGHTER: "收紧",
    Direction.LOOSER: "放宽",
    Direction.OTHER: "调整",
    Direction.NEW: "新增",
    Direction.GONE: "撤销",
}
"""What became of a demand, whichever way its number moved."""
INDICATOR_FIELD: Final = {
    "action": "所属行动",
    "name": "名称",
    "short": "简称",
    "clause": "条款",
    "source": "依据",
    "wording": "表述",
    "unit": "计量单位",
    "level": "层级",
    "reported_by": "报送单位",
    "every": "报送周期",
    "range": "合理范围",
    "numerator": "分子",
    "denominator": "分母",
    "counted_in": "计数单位",
    "parts": "各部分",
    "ignore": "不提的疑点",
}
EXEMPTION_FIELD: Final = {
    "reason": "理由",
    "document": "文号",
    "approved_by": "批准人",
    "starts": "起始日",
    "until": "期限",
}
PLAN_FIELD: Final = {
    "id": "编号",
    "year": "年度",
    "title": "内容",
    "quantity": "数量",
    "due": "时限",
    "responsible": "责任单位",
    "person": "责任人",
    "source": "来源",
    "state": "进展",
    "done": "完成日期",
    "note": "说明",
    "evidence": "佐证材料",
}
PART: Final = {
    "id": "专项行动",
    "name": "名称",
    "order": "次序",
    "lead": "牵头单位",
    "since": "起始年份",
    "until": "终止年份",
    "sums": "勾稽关系",
    "work": "工作情况",
    "town": "乡镇名称",
    "county": "县名",
    "office": "办公室名称",
    "programme": "行动名称",
    "year": "判定年度",
    "terms": "学期",
    "defaults": "check 的默认选项",
    "summary": "总结文字",
    "scales": "分级标准",
    "organisations": "考核对象",
}
