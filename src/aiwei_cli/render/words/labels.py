"""The only place where a status, a level or a severity has a word and a colour."""

from __future__ import annotations

from typing import Final

from aiwei_cli.model.action import PlanState
from aiwei_cli.model.correction_ledger import IssueState, StepKind
from aiwei_cli.model.figure_kind import FigureKind
from aiwei_cli.model.number_ranges import Operator
from aiwei_cli.model.obligation import DueKind, DueState
from aiwei_cli.model.target import Level
from aiwei_cli.model.verdict import Pace, Status

STATUS: Final = {
    Status.MET: "达标",
    Status.MISSED: "未达标",
    Status.PENDING: "推进中",
    Status.NO_DATA: "缺数据",
    Status.NOT_APPLICABLE: "不适用",
    Status.EXCEPTED: "豁免",
}
STATUS_COLOUR: Final = {
    Status.MET: "green",
    Status.MISSED: "bold red",
    Status.PENDING: "yellow",
    Status.NO_DATA: "magenta",
    Status.NOT_APPLICABLE: "blue",
    Status.EXCEPTED: "cyan",
}
PACE: Final = {Pace.AHEAD: "进度超前", Pace.ON_TIME: "进度正常", Pace.BEHIND: "进度滞后"}
LEVEL: Final = {Level.TOWN: "镇", Level.COUNTY: "县"}
SIGN: Final = {
    Operator.AT_LEAST: "≥",
    Operator.AT_MOST: "≤",
    Operator.MORE_THAN: ">",
    Operator.LESS_THAN: "<",
    Operator.EQUALS: "=",
}
COMPARISON: Final = {
    Operator.AT_LEAST: "不低于",
    Operator.AT_MOST: "不高于",
    Operator.MORE_THAN: "高于",
    Operator.LESS_THAN: "低于",
    Operator.EQUALS: "达到",
}
COUNT_COMPARISON: Final = {
    Operator.AT_LEAST: "不少于",
    Operator.AT_MOST: "不超过",
    Operator.MORE_THAN: "多于",
    Operator.LESS_THAN: "少于",
    Operator.EQUALS: "达到",
}
EVERY: Final = {
    "week": "按周",
    "month": "按月",
    "quarter": "按季度",
    "half-year": "按半年",
    "term": "按学期",
    "year": "按年",
    "once": "一次性",
}
FIGURES: Final = {
    FigureKind.STANDING: "到那天的状况",
    FigureKind.CUMULATIVE: "从年初累计的数",
    FigureKind.YEAR_TO_DATE: "年初至今的比率",
    FigureKind.PER_PERIOD: "每期自己的数，全年合起来算",
}
ONE_PERIOD: Final = {
    "week": "当周",
    "month": "当月",
    "quarter": "当季",
    "half-year": "当半年",
    "term": "本学期",
    "year": "全年",
    "once": "这一次",
}
SPAN: Final = {
    "week": "每周",
    "month": "每月",
    "quarter": "每季度",
    "half-year": "每半年",
    "term": "每学期",
    "year": "每年",
}
BEFORE: Final = {
    "week": "上周",
    "month": "上月",
    "quarter": "上季度",
    "half-year": "上个半年",
    "term": "上学期",
    "year": "上年",
}
SAME_PERIOD: Final = "上年同期"
"""The same part of the year before."""
PLAN_STATE: Final = {
    PlanState.DONE: "已完成",
    PlanState.UNDER_WAY: "进行中",
    PlanState.NOT_STARTED: "未启动",
    None: "进展未填",
}
ISSUE_STATE: Final = {
    IssueState.NOT_STARTED: "未启动",
    IssueState.UNDER_WAY: "整改中",
    IssueState.DONE: "已完成",
    IssueState.CLOSED: "已销号",
}
STEP: Final = {
    StepKind.OPENED: "发现",
    StepKind.PROGRESS: "进展",
    StepKind.DONE: "整改完成",
    StepKind.CLOSED: "销号",
}
DUE_STATE: Final = {
    DueState.LATE: "逾期",
    DueState.STALE: "过期",
    DueState.DUE: "到期",
    DueState.UNVERIFIED: "待销号",
}
DUE_KIND: Final = {DueKind.FIGURE: "指标", DueKind.TASK: "任务", DueKind.ISSUE: "整改"}
NOBODY: Final = "未写明责任单位"
SAMPLE: Final = "示例"
