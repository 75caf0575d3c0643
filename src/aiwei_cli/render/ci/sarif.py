"""SARIF 2.1.0 for code scanning, which takes every result for an alert: only what needs somebody's attention."""

from __future__ import annotations

from typing import Final
from urllib.parse import quote

from pydantic_core import to_json

from aiwei_cli import __version__
from aiwei_cli.model.codes.catalogue import hundred
from aiwei_cli.model.severity import Severity
from aiwei_cli.model.verdict import Status
from aiwei_cli.render.ci.annotations import fingerprints
from aiwei_cli.render.records.check_result import Result
from aiwei_cli.render.words.alerts import Alert, worth_showing
from aiwei_cli.render.words.safe_text import safe, safe_json

_ROOT: Final = "%SRCROOT%"
"""The base that every place is given from: where it lies is known to whoever reads this, and no path of a machine
stands in the result."""
_LEVELS: Final = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTICE: "note"}
_VERDICTS: Final = {
    Status.MET: "达到年度目标。",
    Status.MISSED: "期限到了，没有达到年度目标。运行 aiwei show 和指标的编号，看怎样判定、还差多少。",
    Status.PENDING: "还没有到期。",
    Status.NO_DATA: "没有能用来判定的监测值。运行 aiwei due 看谁该报、什么时候报。",
    Status.NOT_APPLICABLE: "没有适用对象，不判定。",
    Status.EXCEPTED: "没有达到年度目标，经批准豁免。",
}


def render(result: Result) -> str:
    """One run with the verdicts and diagnostics that need attention."""
    found = worth_showing(result)
    codes = sorted({each.code for each in found})
    rules = [_rule(code, next(each for each in found if each.code == code)) for code in codes]
    run = {
        "tool": {"driver": {"name": "aiwei", "semanticVersion": __version__, "rules": rules}},
        "originalUriBaseIds": {_ROOT: {"description": {"text": "仓库的顶层文件夹"}}},
        "columnKind": "unicodeCodePoints",
        "results": [_result(each, codes, key) for each, key in zip(found, fingerprints(found), strict=True)],
    }
    whole = {"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run]}
    return safe_json(to_json(whole, indent=2).decode()) + "\n"


def _rule(code: str, each: Alert) -> dict[str, object]:
    """What code scanning asks to be told of a rule: it shows all three texts."""
    if entry := hundred(code).get(code):
        title = entry.title
        text = f"{title}。运行 aiwei rule {code} 看讲解和例子。"
    else:
        title, text = each.word, _VERDICTS[Status(code)]
    return {
        "id": code,
        "shortDescription": {"text": title},
        "fullDescription": {"text": text},
        "help": {"text": text},
        "defaultConfiguration": {"level": _level(each)},
    }


def _level(each: Alert) -> str:
    return _LEVELS[each.level or Severity.NOTICE]


def _result(alert: Alert, codes: list[str], fingerprint: str) -> dict[str, object]:
    place = alert.place
    region = {"startLine": place.line, "startColumn": place.column, "endLine": place.line}
    if place.end_column > place.column:
        region["endColumn"] = place.end_column
    return {
        "ruleId": alert.code,
        "ruleIndex": codes.index(alert.code),
        "level": _level(alert),
        "message": {"text": safe(alert.message)},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": quote(place.path), "uriBaseId": _ROOT},
                    "region": region,
                }
            }
        ],
        "partialFingerprints": {"aiwei/v1": fingerprint},
    }
