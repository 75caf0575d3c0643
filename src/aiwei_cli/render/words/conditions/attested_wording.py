"""The words of a yes on somebody's word."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from aiwei_cli.model.condition import Attested
from aiwei_cli.render.words.condition_wording import ConditionWording
from aiwei_cli.render.words.phrase import Words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aiwei_cli.model.definitions import Definitions
    from aiwei_cli.model.target import Indicator
    from aiwei_cli.render.words.condition_explanation import Explanation


class AttestedWording(ConditionWording[Attested]):
    """认定为是, 得到落实."""

    def short(self, condition: Attested, indicator: Indicator, definitions: Definitions) -> Words:
        """The yes, and the paper that it needs."""
        return "认定并有文件" if condition.document else "认定为是"

    def long(self, condition: Attested, indicator: Indicator, definitions: Definitions) -> Words:
        """The same as a predicate."""
        return "得到落实并有佐证材料" if condition.document else "得到落实"

    def explanations(self) -> Mapping[str, Explanation]:
        """Its page."""
        from aiwei_cli.render.words.condition_explanation import Explanation

        return {
            "attested": Explanation(
                "有人确认做到了",
                "监测值写“是”或“否”。加上 document: required，就还要有佐证材料。",
                "有的事没有数，只能靠人说。要凭文件的，光说“是”不算。",
                "{attested: yes}",
                "2024-03-01: 否\n",
                "2024-03-01: 是\n",
            ),
        }


WORDING: Final = AttestedWording()
