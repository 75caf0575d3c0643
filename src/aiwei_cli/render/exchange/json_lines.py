"""One JSON object a line: a summary, then verdicts and diagnostics, each with its ``kind``."""

from __future__ import annotations

from pydantic_core import to_json

from aiwei_cli.render.exchange.json_document import whole
from aiwei_cli.render.words.check_result import Result
from aiwei_cli.render.words.safe_text import safe_json


def render(result: Result) -> str:
    """The same facts as the JSON, a line each."""
    facts = whole(result)
    lines = [{"kind": "summary", **{k: v for k, v in facts.items() if k not in ("verdicts", "diagnostics")}}]
    lines += [{"kind": "verdict", **each} for each in facts["verdicts"]]
    lines += [{"kind": "diagnostic", **each} for each in facts["diagnostics"]]
    return "".join(safe_json(to_json(each).decode()) + "\n" for each in lines)
