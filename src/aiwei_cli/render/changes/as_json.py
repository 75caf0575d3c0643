"""Changes as JSON, the stable form for other programs; every value is text."""

from __future__ import annotations

from pydantic_core import to_json

from aiwei_cli.model.change import Comparison
from aiwei_cli.render.changes.rows import Row
from aiwei_cli.render.changes.samples import has_samples
from aiwei_cli.render.rows import tally
from aiwei_cli.render.safe import safe_json


def render(comparison: Comparison, found: list[Row]) -> str:
    """The totals of both states, and every change with its sentence."""
    whole = {
        "workspace": comparison.now.workspace,
        "year": comparison.now.year,
        "as_of": comparison.now.as_of.isoformat(),
        "sample": has_samples(comparison),
        "before": {status.value: count for status, count in sorted(tally(comparison.was.findings).items())},
        "after": {status.value: count for status, count in sorted(tally(comparison.now.findings).items())},
        "changes": [
            {
                "section": row.section.value,
                "id": row.key,
                "name": row.name,
                "date": row.on or None,
                "old": row.old or None,
                "new": row.new or None,
                "remark": row.remark or None,
                "flag": row.flag or None,
                "sentence": f"{row.sentence}。",
            }
            for row in found
        ],
    }
    return safe_json(to_json(whole, indent=2).decode()) + "\n"
