"""Whether a change is told of anything that was made up."""

from __future__ import annotations

from aiwei_cli.model.data_change import Comparison


def has_samples(comparison: Comparison) -> bool:
    """Whether a figure or an issue that is told of is a sample."""
    figures = (each for change in comparison.values for each in (change.old, change.new, change.previous))
    turned = (finding for turn in comparison.turns for finding in (turn.was, turn.now))
    return (
        any(each.is_sample for each in figures if each)
        or any(finding.sample for finding in turned if finding)
        or any(change.opened.status for change in comparison.issues)
    )
