"""The kinds of figures explained, as ``aiwei rule`` tells of them: each by lines of one year that miss a target and that meet it."""

from __future__ import annotations

from typing import Final

from aiwei_cli.model.figure_kind import FigureKind
from aiwei_cli.render.words.condition_explanation import Explanation

FIGURES: Final[dict[str, Explanation]] = {
    FigureKind.STANDING.value: Explanation(
        "到那天的状况",
        "一个数说的是到那天为止是什么样子，全年看最新的一个。不写 figures 就是它。",
        "普及率、覆盖率都是这样。进度从上年年末的数算起。",
        "{at_least: 72}",
        "2024-06-30: 71\n2024-12-31: 71.5\n",
        "2024-06-30: 71\n2024-12-31: 72\n",
        figures="standing",
    ),
    FigureKind.CUMULATIVE.value: Explanation(
        "从年初累计的数",
        "一个数是从一月一日起累计的，全年看最新的一个。年末要有最后一期的，已成定局的不等。",
        "每年从 0 开始，所以进度也从 0 算起，不和上年年末比。变少了就问：当月还是累计？",
        "{at_least: 72}",
        "2024-03-31: 20\n2024-06-30: 45\n2024-09-30: 60\n2024-12-31: 71\n",
        "2024-03-31: 20\n2024-06-30: 45\n2024-09-30: 60\n2024-12-31: 72\n",
        unit="人",
        figures="cumulative",
    ),
    FigureKind.YEAR_TO_DATE.value: Explanation(
        "年初至今的比率",
        "一个数是年初至今的比率，分母跟着长，全年看最新的一个。年末要有最后一期的。",
        "比率有升有降，没有走了多少路可说，所以没有进度，旁边写上年同期的数。",
        "{at_least: 90}",
        "2024-06-30: 160/182\n2024-09-30: 240/274\n2024-12-31: 329/366\n",
        "2024-06-30: 160/182\n2024-09-30: 240/274\n2024-12-31: 330/366\n",
        figures="year_to_date",
    ),
    FigureKind.PER_PERIOD.value: Explanation(
        "每期自己的数",
        "一个数只是那一期的，全年把各期合起来。比率分子加分子、分母加分母，个数和数量相加。",
        "少了一期，全年就算不出来，所以过了期没有报的都要补，没有发生的写 0 或 0/0。",
        "{at_least: 90}",
        "2024-03-31: 9/10\n2024-06-30: 0/0\n2024-09-30: 10/10\n2024-12-31: 7/10\n",
        "2024-03-31: 9/10\n2024-06-30: 0/0\n2024-09-30: 10/10\n2024-12-31: 8/10\n",
        figures="per_period",
    ),
}
"""By the word that ``figures`` takes."""
