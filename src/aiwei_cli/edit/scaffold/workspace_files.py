"""The files around a workspace's data: what git, editors and a newcomer need to know."""

from __future__ import annotations

from typing import Final

_ATTRIBUTES: Final = """\
# 数据文件在哪种系统上都用同样的换行，免得整个文件显示为改动。
*.yaml text eol=lf
*.yml text eol=lf
# 看改动时，git 自带的 dts 规则把上面最近的、以字母开头的一行当作标题：
# 在这些文件里就是指标、任务或整改事项的编号。
# 两个人各添几条数据，按内容合并（git config merge.aiwei.driver）；互相矛盾的成为冲突，由人决定。
data/actions/*.yaml diff=dts merge=aiwei
data/actions/*.yml diff=dts merge=aiwei
data/*.yaml diff=aiwei
# 佐证材料一个字节也不改。
evidence/** -text
"""

_IGNORE: Final = """\
# 佐证材料都要提交，不管这台电脑上另外设了什么
!/evidence/**
# aiwei 的锁和写到一半的文件
.aiwei.lock
.*.aiwei-tmp
# Office 打开文件时的临时文件，系统自己生成的文件
~$*
.DS_Store
Thumbs.db
"""

_EDITOR: Final = """\
root = true

[*]
charset = utf-8

[*.yaml]
end_of_line = lf
indent_style = space
indent_size = 2
"""

_VSCODE: Final = """\
{
  "files.encoding": "utf8",
  "files.eol": "\\n",
  "files.trimFinalNewlines": false,
  "[yaml]": {
    "editor.insertSpaces": true,
    "editor.tabSize": 2,
    "editor.detectIndentation": false
  }
}
"""

_README: Final = """\
# 专项行动数据

这里是本镇专项行动的全部数据，由 aiwei 检查、判定，并生成工作总结。数据都是文本文件，用任何编辑器都能改，保存为 UTF-8 编码。

| 位置 | 内容 |
| --- | --- |
| `data/workspace.yaml` | 镇、县和办公室的名称，判定哪一年，学期起止 |
| `data/targets.yaml` | 指标、目标、分级标准、考核对象；报送单位和考核对象起初是占位，请换成真实名称 |
| `data/actions/` | 每个专项行动一个文件：计划、监测值、整改事项、工作情况 |
| `evidence/` | 佐证材料，需要时新建 |
| `templates/` | 自己的总结模板，需要时新建 |

日常用五条命令，在这个文件夹里运行：

| 命令 | 用处 |
| --- | --- |
| `aiwei check` | 对照年度目标逐项判定，同时检查数据写得对不对 |
| `aiwei record` | 登记一个监测值 |
| `aiwei due` | 看哪些任务和整改快到期、已逾期 |
| `aiwei diff` | 看两个版本之间有什么变化 |
| `aiwei report` | 生成年度工作总结 |

每条命令的用法：`aiwei 命令 --help`。到了下一年，用 `aiwei new-year` 加年份。
"""

FITTINGS: Final = {
    ".gitattributes": _ATTRIBUTES,
    ".gitignore": _IGNORE,
    ".editorconfig": _EDITOR,
    ".vscode/settings.json": _VSCODE,
    "README.md": _README,
}
"""By path in a workspace."""
