"""One JSON object a line: a summary, then verdicts and diagnostics, each with its ``kind``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import assert_never

from pydantic_core import to_json

from aiwei_cli.render.exchange.json_document import diagnostic_of, summary_of, verdict_of
from aiwei_cli.render.records.check_result import Judged, Refused, Result
from aiwei_cli.render.words.safe_text import safe_json


def render(result: Result) -> str:
    """The same facts as the JSON, a line each."""
    return "".join(safe_json(to_json(each).decode()) + "\n" for each in _objects(result))


def _objects(result: Result) -> Iterator[Mapping[str, object]]:
    match result:
        case Judged():
            yield {"kind": "summary", **vars(summary_of(result))}
            yield from ({"kind": "verdict", **vars(verdict_of(each))} for each in result.verdicts)
        case Refused():
            yield {"kind": "summary"}
        case _:
            assert_never(result)
    yield from ({"kind": "diagnostic", **vars(diagnostic_of(each))} for each in result.diagnostics)
