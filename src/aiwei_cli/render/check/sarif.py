"""SARIF 2.1.0, as code-scanning services read it."""

from __future__ import annotations

from typing import Any, Final
from urllib.parse import quote

from pydantic_core import to_json

from aiwei_cli import __version__
from aiwei_cli.model.diagnostic import CODES, Severity
from aiwei_cli.render.check.fingerprint import fingerprints
from aiwei_cli.render.result import Item, Result, items
from aiwei_cli.render.safe import safe, safe_json

_LEVELS: Final = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTICE: "note"}
_KINDS: Final = {"met": "pass", "pending": "open", "excepted": "review"}


def render(result: Result) -> str:
    """One run with all verdicts and diagnostics."""
    found = list(items(result))
    titles = {item.code: CODES[item.code].title if item.code in CODES else item.word for item in found}
    codes = sorted(titles)
    run = {
        "tool": {
            "driver": {
                "name": "aiwei",
                "semanticVersion": __version__,
                "rules": [{"id": code, "shortDescription": {"text": titles[code]}} for code in codes],
            }
        },
        "columnKind": "unicodeCodePoints",
        "results": [
            _result(item, codes, fingerprint)
            for item, fingerprint in zip(found, fingerprints(found), strict=True)
        ],
    }
    whole = {"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run]}
    return safe_json(to_json(whole, indent=2).decode()) + "\n"


def _result(item: Item, codes: list[str], fingerprint: str) -> dict[str, Any]:
    place = item.place
    region: dict[str, int] = {"startLine": place.line, "startColumn": place.column}
    if place.end_column > place.column:
        region["endColumn"] = place.end_column
    kind = _KINDS.get(item.code, "fail")
    return {
        "ruleId": item.code,
        "ruleIndex": codes.index(item.code),
        "kind": kind,
        "level": _LEVELS[item.level] if item.level and kind == "fail" else "none",
        "message": {"text": safe(item.message)},
        "locations": [
            {"physicalLocation": {"artifactLocation": {"uri": quote(place.path)}, "region": region}}
        ],
        "partialFingerprints": {"aiwei/v1": fingerprint},
    }
