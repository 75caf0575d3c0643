"""Where the comments of a file stand, and what each is about: lines as people write them."""

from __future__ import annotations

import pytest
from harm import read

from aiwei_cli.load.yamltext.comments import comments_in

TEXT = """\
# 头
a: 1  # 旁边

# 上面
b: {c: 1,  # 里面
  d: "x # y",
  e: [1,
    2]}  # 末尾
f:
  # 上面二
  - g: 1 #
    # 下面
  - |  # 头部
    文字 # 不是
  # 文字后面
  - 'h #i'  #j
    # 更里面
k: l#m #n
o: 文字
  # 不是一段
p: "一
  二三四五六 #不是
  三#" #
q: r#
# 末
"""


def found(text: str) -> list[tuple[str, str, str, int, int]]:
    return [
        (" ".join(each.about), each.seat.name, each.text, each.line, each.column)
        for each in comments_in(read(text.encode()))
    ]


def test_every_comment_has_its_place() -> None:
    assert found(TEXT) == [
        ("a", "ABOVE", "# 头", 1, 1),
        ("a", "BESIDE", "# 旁边", 2, 7),
        ("b", "ABOVE", "# 上面", 4, 1),
        ("b", "BESIDE", "# 里面", 5, 12),
        ("b e 1", "BESIDE", "# 末尾", 8, 10),
        ("f 0", "ABOVE", "# 上面二", 10, 3),
        ("f 0", "BESIDE", "#", 11, 10),
        ("f 0", "BELOW", "    # 下面", 12, 5),
        ("f 1", "BESIDE", "# 头部", 13, 8),
        ("f 2", "ABOVE", "# 文字后面", 15, 3),
        ("f 2", "BESIDE", "#j", 16, 13),
        ("f 2", "BELOW", "    # 更里面", 17, 5),
        ("k", "BESIDE", "#n", 18, 8),
        ("o", "BELOW", "  # 不是一段", 20, 3),
        ("p", "WITHIN", "#", 23, 7),
        ("", "ABOVE", "# 末", 25, 1),
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a: 1\n", []),
        ("a: 1 #\n", [("a", "BESIDE", "#", 1, 6)]),
        ("a: '#'\n", []),
        ("a: b#c\n", []),
        ("#\na: 1\n", [("a", "ABOVE", "#", 1, 1)]),
        ("a: 1\n#", [("", "ABOVE", "#", 2, 1)]),
        ("a:\n  b: 1\n  # x\n# y\n", [("a b", "BELOW", "  # x", 3, 3), ("", "ABOVE", "# y", 4, 1)]),
        ("a:\n  b: 1\n    # x\nc: 1\n", [("a b", "BELOW", "    # x", 3, 5)]),
        (
            "a:\n  - 1\n    # x\n  # y\n  - 2\n",
            [("a 0", "BELOW", "    # x", 3, 5), ("a 1", "ABOVE", "# y", 4, 3)],
        ),
        (
            "a: [1,\n # x\n 2,\n 3 # y\n ] # z\n",
            [("a 1", "ABOVE", "# x", 2, 2), ("a 2", "BESIDE", "# y", 4, 4), ("a 2", "WITHIN", "# z", 5, 4)],
        ),
        ("a: |\n  # x\n  y\n# z\n", [("", "ABOVE", "# z", 4, 1)]),
    ],
)
def test_what_is_a_comment_and_what_is_not(text: str, said: list[tuple[str, str, str, int, int]]) -> None:
    assert found(text) == said
