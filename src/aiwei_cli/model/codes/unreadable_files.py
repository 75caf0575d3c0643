"""1xx: the file cannot be read as text or as YAML."""

from typing import Final

from aiwei_cli.model.codes.explanation import SCHOOLS, TARGETS, VILLAGES, Explanation, How

READING: Final[dict[str, Explanation]] = {
    "AW101": Explanation(
        "要读的文件不在、打不开，或者大得不像手写的数据。",
        "少了一个文件，判定就会缺一块而没人发觉。所以先停下来，不拿剩下的去判。",
        TARGETS,
        "（没有 data/targets.yaml 这个文件）",
        "indicators:\n  clean-toilet-rate:\n",
        how=How.REMOVED,
    ),
    "AW102": Explanation(
        "文件是用 GBK、UTF-16 之类的编码保存的，或者断在一个汉字中间。",
        "编码靠猜会把汉字猜错，错字会一直带进总结。统一用 UTF-8，git 里的改动也才看得清。",
        VILLAGES,
        "name: ����ׯ（存成了 GBK）",
        "name: 净村庄\n",
        how=How.GBK,
    ),
    "AW103": Explanation(
        "这一行有看不见的控制字符，多半是从别的软件里粘贴来的。",
        "它在屏幕上看不出来，却会让两段一样的文字不相等，还可能搅乱终端。",
        VILLAGES,
        "    2024-12-20: {value: 172/200, source: 各村\x1b[31m报表}\n",
        "    2024-12-20: {value: 172/200, source: 各村报表}\n",
    ),
    "AW104": Explanation(
        "这一行用制表符（Tab）缩进。",
        "YAML 靠空格数分层，一个 Tab 算几格各个编辑器不一样。每层用两个空格。",
        VILLAGES,
        "  clean-toilet-rate:\n\t2024-06-30: 160/200\n",
        "  clean-toilet-rate:\n    2024-06-30: 160/200\n",
    ),
    "AW105": Explanation(
        "文件里还留着 git 合并冲突的标记。",
        "两个人改了同一处，git 不知道听谁的。哪个数对只有人说得清，不能随便取一个。",
        VILLAGES,
        "<<<<<<< HEAD\n    2024-06-30: 160/200\n=======\n    2024-06-30: 158/200\n>>>>>>> village\n",
        "    2024-06-30: 160/200\n",
    ),
    "AW106": Explanation(
        "这一处不合 YAML 的写法。常见的有全角逗号、没收尾的引号、没对齐的缩进。",
        "符号错一个，后面的内容就读不下去。标点用半角，文字里有冒号就加引号。",
        VILLAGES,
        "    2024-12-20: {value: 172/200，source: 各村报表}\n",
        "    2024-12-20: {value: 172/200, source: 各村报表}\n",
    ),
    "AW107": Explanation(
        "同一层里同一个键写了两次，例如同一天写了两行。",
        "两行里只有一行能算数，取哪一行都可能取错。核对后只留一行。",
        VILLAGES,
        "  clean-toilet-rate:\n    2024-06-30: 160/200\n    2024-06-30: 161/200\n",
        "  clean-toilet-rate:\n    2024-06-30: 160/200\n",
    ),
    "AW108": Explanation(
        "用了 YAML 的锚点（&）、别名（*）、标签（!）或合并键（<<）。",
        "数据要一眼看得出写的是什么，改一处不该牵动另一处。把内容直接写出来。",
        SCHOOLS,
        "      2024-03-10: &one 1\n      2024-05-20: *one\n",
        "      2024-03-10: 1\n      2024-05-20: 1\n",
    ),
    "AW109": Explanation(
        "文件中间有一行 ---，把一个文件分成了几个文档。",
        "一个文件只记一个专项行动，分隔线后面的内容没有人会读到。",
        SCHOOLS,
        "order: 2\n---\nmeasurements:\n",
        "order: 2\nmeasurements:\n",
    ),
    "AW110": Explanation(
        "括号或缩进一层套一层，超过了 20 层。",
        "正常的数据不到十层，套这么深一定是多打了括号。",
        SCHOOLS,
        f"order: {'[' * 30}2{']' * 30}\n",
        "order: 2\n",
    ),
    "AW111": Explanation(
        "文件是空的，或者只有注释。",
        "空文件多半是没有保存好。还不打算写，就先不要放这个文件。",
        SCHOOLS,
        "# 以后再写\n",
        "id: healthy-schools\nname: 健康学校\norder: 2\n",
        how=How.WHOLE,
    ),
    "AW112": Explanation(
        "冒号写成了全角的，或者冒号后面没有空格。",
        "没有半角冒号加空格，YAML 就分不出键和值，会把整行当成一段文字。",
        VILLAGES,
        "    2024-06-30：160/200\n",
        "    2024-06-30: 160/200\n",
    ),
    "AW113": Explanation(
        "冒号前面写的是一个列表或一组键值，不是一个词。",
        "键是用来查的名字，只能是简单的文字。多出来的括号删掉就好。",
        VILLAGES,
        "[lead]: 村镇中心\n",
        "lead: 村镇中心\n",
    ),
}
