"""Changes as JSON, the stable form for other programs; every value is text."""

from __future__ import annotations

from pydantic_core import to_json

from aiwei_cli.model.data_change import StateComparison
from aiwei_cli.model.verdict import Assessment
from aiwei_cli.render.words.changes.change_row import Row
from aiwei_cli.render.words.changes.change_rows import has_samples
from aiwei_cli.render.words.safe_text import safe_json
from aiwei_cli.render.words.verdict_totals import tally


def render(comparison: StateComparison, found: list[Row]) -> str:
    """The totals of both states, and every change with its sentence."""
    whole = {
        "workspace": comparison.now.workspace,
        "year": comparison.now.year,
        "as_of": comparison.now.as_of.isoformat(),
        "as_of_before": comparison.was.as_of.isoformat(),
        "sample": has_samples(comparison),
        "before": _counts(comparison.was),
        "after": _counts(comparison.now),
        "years": [
            {
                "year": now.year,
                "as_of": now.as_of.isoformat(),
                "as_of_before": was.as_of.isoformat(),
                "before": _counts(was),
                "after": _counts(now),
            }
            for was, now in comparison.years
        ],
        "changes": [
            {
                "section": row.section.value,
                "year": row.year,
                "id": row.key,
                "name": row.name,
                "date": row.on if row.year is None and row.on else None,
                "old": row.old.text or None,
                "new": row.new.text or None,
                "remark": row.remark.text or None,
                "flag": row.flag.text or None,
                "sentence": f"{row.sentence}。",
            }
            for row in found
        ],
    }
    return safe_json(to_json(whole, indent=2).decode()) + "\n"


def _counts(assessment: Assessment) -> dict[str, int]:
    return {status.value: count for status, count in sorted(tally(assessment.findings).items())}
