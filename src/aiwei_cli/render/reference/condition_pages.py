"""The words of a target explained, each by the kind of condition that it picks."""

from typing import Final

from aiwei_cli.model.condition import KINDS
from aiwei_cli.render.words.condition_explanation import Explanation
from aiwei_cli.render.words.condition_wording import wording_named

CONDITIONS: Final[dict[str, Explanation]] = {
    key: explanation for kind in KINDS for key, explanation in wording_named(kind.kind).explanations().items()
}
