"""Real command lines for the help of every command; each runs on the data that we ship."""

from typing import Final

EXAMPLES: Final[dict[str, tuple[tuple[str, str], ...]]] = {
    "": (
        ("aiwei check", "对照年度目标，全部判定一遍。"),
        ("aiwei show fly-proof-pass-rate", "看一个指标是怎样判定的。"),
        ("aiwei --color never check", "不用颜色。"),
    ),
    "check": (
        ("aiwei check --as-of 2024-06-30", "截至六月底，判定到哪一步。"),
        ("aiwei check --action 除四害 --status missed", "只看一个行动里没有达标的。"),
        ("aiwei check --format markdown --output check.md", "存成文件。"),
    ),
    "due": (
        ("aiwei due --week", "本周到期的和已经逾期的。"),
        ("aiwei due --as-of 2024-06-20 --month", "站在六月二十日，看到月底。"),
    ),
    "digest": (
        ("aiwei digest --week --as-of 2024-06-30", "六月最后一周的周报告。"),
        ("aiwei digest --month --as-of 2024-06-30 --output digest.md", "六月的督查通报，存成文件。"),
    ),
    "record": (
        (
            "aiwei record fly-proof-pass-rate 176/180 --date 2024-12-20 --source 县疾控中心抽查",
            "记一条监测值，注明来源。",
        ),
        (
            "aiwei record fly-proof-pass-rate 173/180 --date 2024-12-13 --correct --note 重复统计一家",
            "更正已有的监测值，原值留在说明里。",
        ),
    ),
    "task": (
        ("aiwei task list", "列出一年的任务。"),
        ("aiwei task progress breeding-places 完成冬季清理 --date 2024-12-10", "写一行进展。"),
    ),
    "task list": (
        ("aiwei task list", "列出一年的任务。"),
        ("aiwei task list --action 除四害", "只看一个行动的任务。"),
    ),
    "task add": (
        ("aiwei task add 清理卫生死角 --action 除四害", "新增一项任务，编号自动写。"),
        (
            "aiwei task add 修缮步道 --action active-living --due 2024-11-30 --quantity '2 公里'",
            "写明时限和数量。",
        ),
    ),
    "task progress": (
        ("aiwei task progress breeding-places 完成冬季清理 --date 2024-12-10", "写明日期。"),
        ("aiwei task progress 建设15分钟健身圈 完成选址 --date 2024-05-10", "任务也可以写名称。"),
    ),
    "task done": (
        ("aiwei task done breeding-places --date 2024-12-20", "写明哪一天完成。"),
        ("aiwei task done school-leagues --date 2024-11-08 --note 两项联赛都已举办", "加一句说明。"),
    ),
    "issue": (
        ("aiwei issue list --open", "还没有销号的整改事项。"),
        ("aiwei issue done market-rodent-gaps --date 2024-11-28 --note 挡板已经安装", "整改完成。"),
    ),
    "issue list": (
        ("aiwei issue list", "整本台账。"),
        ("aiwei issue list --open --as-of 2024-11-30", "十一月底还没有销号的。"),
    ),
    "issue open": (
        (
            "aiwei issue open 集市积水 --action 除四害 --responsible 示例村二 --due 2024-12-25 --date 2024-12-10",
            "立一项整改，编号自动写。",
        ),
        (
            "aiwei issue open 垃圾桶破损 --action pollution-control --responsible 示例村一 --due 2024-12-28"
            " --date 2024-12-12 --place 村口 --source 群众反映",
            "写明地点和来源。",
        ),
    ),
    "issue progress": (
        ("aiwei issue progress market-rodent-gaps 挡板已经到货 --date 2024-11-25", "写一步进展。"),
        ("aiwei issue progress 集市防鼠设施缺损 挡板已经到货 --date 2024-11-25", "事项也可以写问题。"),
    ),
    "issue done": (
        ("aiwei issue done market-rodent-gaps --date 2024-11-28", "整改完成，等待核验。"),
        ("aiwei issue done market-rodent-gaps --date 2024-11-28 --note 挡板已经安装", "加一句说明。"),
    ),
    "issue close": (
        ("aiwei issue list --open", "先看哪些还没有销号。"),
        ("aiwei issue close roadside-waste --verified-by 张三 --date 2024-12-18", "核验后销号。"),
    ),
    "show": (
        ("aiwei show fly-proof-pass-rate", "一个指标：要求、监测值、怎样判定。"),
        ("aiwei show 除四害", "一个专项行动，写名称也可以。"),
        ("aiwei show market-rodent-gaps", "一件整改事项的每一步。"),
    ),
    "log": (
        ("aiwei log fly-proof-pass-rate", "这个指标的监测值由哪次提交写下。"),
        ("aiwei log 高血压患者规范管理率", "写名称也可以。"),
    ),
    "diff": (
        ("aiwei diff", "还没有提交的改动意味着什么。"),
        ("aiwei diff HEAD --format text", "写成公文句子。"),
    ),
    "restate": (
        ("aiwei restate --since 2024-12-31", "年末上报以后改动了什么。"),
        ("aiwei restate --since 2024-12-31 --format markdown --output restate.md", "存成文件。"),
    ),
    "report": (
        ("aiwei report --output report.md", "年度工作总结，存成文件。"),
        ("aiwei report --year 2023", "上一年的总结，显示在屏幕上。"),
    ),
    "init": (
        ("aiwei init town --town 甲镇 --county 乙县 --year 2024", "建在文件夹 town 里。"),
        ("aiwei init town --town 甲镇 --county 乙县 --year 2024 --no-git", "不建立 git 仓库。"),
    ),
    "new-year": (
        ("aiwei new-year 2025", "开启 2025 年。"),
        ("aiwei new-year 2025 --workspace .", "写明工作区的位置。"),
    ),
    "rule": (
        ("aiwei rule", "列出全部代码和条件"),
        ("aiwei rule AW203", "解释一个代码：错的写法、对的写法"),
        ("aiwei rule at_least", "解释一个条件"),
    ),
    "schema": (
        ("aiwei schema targets", "显示目标文件的写法。"),
        ("aiwei schema --write", "写入工作区，编辑器就会提示和检查。"),
    ),
    "merge-driver": (
        ("aiwei merge-driver old.yaml ours.yaml theirs.yaml", "合并结果写入第二个文件。"),
        (
            "aiwei merge-driver old.yaml ours.yaml theirs.yaml data/actions/pest-control.yaml",
            "提示里用第四个参数作文件名。",
        ),
    ),
    "completion": (
        ("aiwei completion bash", '在 ~/.bashrc 里加一行：eval "$(aiwei completion bash)"'),
        ("aiwei completion zsh", '在 ~/.zshrc 里 compinit 之后加一行：eval "$(aiwei completion zsh)"'),
        (
            "aiwei completion powershell",
            "在 $PROFILE 里加一行：aiwei completion powershell | Out-String | iex",
        ),
        ("aiwei completion fish", "在 config.fish 里加一行：aiwei completion fish | source"),
    ),
}
"""By the path of the command: what is typed, and what for."""
