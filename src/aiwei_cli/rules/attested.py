"""A yes on somebody's word: ``{attested: yes}``, or with ``document: required`` on paper.

A no is pending until the end of the year and missed from then on. A yes that needs a document
but names none is not a yes yet: data is lacking.
"""

from __future__ import annotations

from collections.abc import Mapping

from aiwei_cli.model.condition import Attested, Condition
from aiwei_cli.model.measurement import Attestation
from aiwei_cli.model.target import Scale
from aiwei_cli.model.verdict import Status, Verdict, Why
from aiwei_cli.rules.freshness import newest_of_year
from aiwei_cli.rules.judging_context import JudgingContext


def judge(condition: Attested, case: JudgingContext) -> Verdict:
    """Judge the newest attestation of the year."""
    newest = newest_of_year(case)
    if isinstance(newest, Why):
        return case.without_data(condition, newest)
    word = newest.value
    if not isinstance(word, Attestation):
        return case.unfit(condition, newest)
    if word.yes and condition.document and not word.evidence:
        return case.without_data(condition, Why.NO_EVIDENCE)
    status = Status.MET if word.yes else case.unmet(case.year_end)
    return Verdict(status, condition, word, newest, due=case.year_end)


def met_last_year(condition: Attested, case: JudgingContext) -> None:
    """None: it is held against no number."""


def implies(one: Attested, other: Condition, scales: Mapping[str, Scale]) -> bool:
    """Whether it needs a document, and the other is a yes as well."""
    return isinstance(other, Attested) and one.document is not None
