"""The commands by name: the first line of each one's help, and real command lines for it.

Nothing is imported here: the first page of help is there before typer or a model is loaded. What stands in braces is a
word of ``data/examples.txt``: another programme brings its own, and an example whose word it does not have is left out.
"""

COMMANDS = {
    "check": "对照年度目标，逐项判定：达标、未达标、推进中、缺数据、不适用、豁免。",
    "due": "列出到期、逾期的指标、任务和整改事项，按责任单位分组。",
    "digest": "生成周报告或月督查通报（Markdown）：判定变化、进展、逾期和到期事项，并提出要求。",
    "record": "记一条监测值（不写参数就一步步提问）；只在文件里加一行，并说明判定有什么变化。",
    "task": "管理计划任务：列出、新增、写进展、完成。",
    "issue": "管理整改台账：立项、写进展、完成、销号、列出。",
    "show": "看一个指标、专项行动、任务或整改事项的全部内容：要求、监测值、怎样判定、每步进展。",
    "log": "看一个指标的历史：每个监测值由哪次提交、由谁、在什么时候写下或更正。",
    "diff": "说明数据的改动意味着什么：判定、监测值、目标、任务、整改。版本写提交号、分支、标签或日期。",
    "restate": "列出上报以后又改动的数据：周期在那天以前已经结束的监测值，新旧值、差额、提交和作者。",
    "report": "生成年度工作总结（Markdown）：本年工作、困难和问题、下年打算、亮点、对标表。",
    "init": "新建一个镇的工作区：指标和目标照行动方案，计划只留任务，监测值从空白开始。",
    "new-year": "开启下一年：改判定年度，结转没有完成的计划事项，列出要核对的目标和比较基数。",
    "schema": "显示各种数据文件的 JSON Schema，供编辑器提示和检查；用 --write 写入工作区。",
    "rule": "讲解一个诊断代码或目标条件：是什么、为什么、错的和对的写法；默认列出全部。",
    "merge-driver": "由 git 调用：按内容合并两个分支各自添加的监测值、任务和整改；矛盾的留给人处理。",
    "completion": "显示命令补全的脚本：加进外壳的启动文件，按 Tab 键就能补全命令、选项和编号。",
}
"""In the order of the help. ``aiwei NAME`` is the function NAME of the module ``cli.commands.NAME``, ``-`` as ``_``."""

EXAMPLES: dict[str, tuple[tuple[str, str], ...]] = {
    "": (
        ("aiwei check", "对照年度目标，全部判定一遍。"),
        ("aiwei show {indicator}", "看一个指标是怎样判定的。"),
        ("aiwei --color never check", "不用颜色。"),
    ),
    "check": (
        ("aiwei check --as-of {year}-06-30", "截至六月底，判定到哪一步。"),
        ("aiwei check --action {action} --status missed", "只看一个行动里没有达标的。"),
        ("aiwei check --format markdown --output check.md", "存成文件。"),
    ),
    "due": (
        ("aiwei due --week", "本周到期的和已经逾期的。"),
        ("aiwei due --as-of {year}-06-20 --month", "站在六月二十日，看到月底。"),
    ),
    "digest": (
        ("aiwei digest --week --as-of {year}-06-30", "六月最后一周的周报告。"),
        ("aiwei digest --month --as-of {year}-06-30 --output digest.md", "六月的督查通报，存成文件。"),
    ),
    "record": (
        (
            "aiwei record {indicator} {figure} --date {measured_on} --source 县疾控中心抽查",
            "记一条监测值，注明来源。",
        ),
        (
            "aiwei record {indicator} {correction} --date {corrected_on} --correct --note 重复统计一家",
            "更正已有的监测值，原值留在说明里。",
        ),
    ),
    "task": (
        ("aiwei task list", "列出一年的任务。"),
        ("aiwei task progress {task} 完成一半 --date {year}-12-10", "写一行进展。"),
    ),
    "task list": (
        ("aiwei task list", "列出一年的任务。"),
        ("aiwei task list --action {action}", "只看一个行动的任务。"),
    ),
    "task add": (
        ("aiwei task add 清理卫生死角 --action {action}", "新增一项任务，编号自动写。"),
        (
            "aiwei task add 修缮步道 --action {action_id} --due {year}-11-30 --quantity '2 公里'",
            "写明时限和数量。",
        ),
    ),
    "task progress": (
        ("aiwei task progress {task} 完成一半 --date {year}-12-10", "写明日期。"),
        ("aiwei task progress {task_name} 完成一半 --date {year}-12-10", "任务也可以写名称。"),
    ),
    "task done": (
        ("aiwei task done {task} --date {year}-12-20", "写明哪一天完成。"),
        ("aiwei task done {task} --date {year}-12-20 --note 已经验收", "加一句说明。"),
    ),
    "issue": (
        ("aiwei issue list --open", "还没有销号的整改事项。"),
        ("aiwei issue done {issue} --date {year}-12-28 --note 现场看过", "整改完成。"),
    ),
    "issue list": (
        ("aiwei issue list", "整本台账。"),
        ("aiwei issue list --open --as-of {year}-11-30", "十一月底还没有销号的。"),
    ),
    "issue open": (
        (
            "aiwei issue open 集市积水 --action {action} --responsible {responsible} --due {year}-12-25 --date {year}-12-10",
            "立一项整改，编号自动写。",
        ),
        (
            "aiwei issue open 垃圾桶破损 --action {action_id} --responsible {responsible} --due {year}-12-28"
            " --date {year}-12-12 --place 村口 --source 群众反映",
            "写明地点和来源。",
        ),
    ),
    "issue progress": (
        ("aiwei issue progress {issue} 材料已经到货 --date {year}-12-20", "写一步进展。"),
        ("aiwei issue progress {issue_name} 材料已经到货 --date {year}-12-20", "事项也可以写问题。"),
    ),
    "issue done": (
        ("aiwei issue done {issue} --date {year}-12-28", "整改完成，等待核验。"),
        ("aiwei issue done {issue} --date {year}-12-28 --note 现场看过", "加一句说明。"),
    ),
    "issue close": (
        ("aiwei issue list --open", "先看哪些还没有销号。"),
        ("aiwei issue close {issue_done} --verified-by 张三 --date {year}-12-18", "核验后销号。"),
    ),
    "show": (
        ("aiwei show {indicator}", "一个指标：要求、监测值、怎样判定。"),
        ("aiwei show {action}", "一个专项行动，写名称也可以。"),
        ("aiwei show {issue}", "一件整改事项的每一步。"),
    ),
    "log": (
        ("aiwei log {indicator}", "这个指标的监测值由哪次提交写下。"),
        ("aiwei log {indicator_name}", "写名称也可以。"),
    ),
    "diff": (
        ("aiwei diff", "还没有提交的改动意味着什么。"),
        ("aiwei diff HEAD --format text", "写成公文句子。"),
    ),
    "restate": (
        ("aiwei restate --since {year}-12-31", "年末上报以后改动了什么。"),
        ("aiwei restate --since {year}-12-31 --format markdown --output restate.md", "存成文件。"),
    ),
    "report": (
        ("aiwei report --output report.md", "年度工作总结，存成文件。"),
        ("aiwei report --year {earlier_year}", "以前一年的总结，显示在屏幕上。"),
    ),
    "init": (
        ("aiwei init town --town 甲镇 --county 乙县 --year {year}", "建在文件夹 town 里。"),
        ("aiwei init town --town 甲镇 --county 乙县 --year {year} --no-git", "不建立 git 仓库。"),
    ),
    "new-year": (
        ("aiwei new-year {next_year}", "开启下一年。"),
        ("aiwei new-year {next_year} --workspace .", "写明工作区的位置。"),
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
            "aiwei merge-driver old.yaml ours.yaml theirs.yaml data/actions/{action_id}.yaml",
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
