"""A yes, with its evidence where a document is demanded."""

from __future__ import annotations

from typing import Any

import pytest

from aiwei_cli.model.verdict import Status, Why
from support import judged

PAPER = {"attested": "yes", "document": "required"}


@pytest.mark.parametrize(
    ("target", "value", "as_of", "status", "why"),
    [
        ({"attested": "yes"}, "是", "2024-12-31", Status.MET, None),
        ({"attested": "yes"}, "yes", "2024-12-31", Status.MET, None),
        ({"attested": "yes"}, "否", "2024-12-31", Status.MISSED, None),
        ({"attested": "yes"}, "否", "2024-11-30", Status.PENDING, None),
        (PAPER, "是", "2024-12-31", Status.NO_DATA, Why.NO_EVIDENCE),
        (PAPER, {"value": "是", "evidence": "某文〔2024〕1号"}, "2024-12-31", Status.MET, None),
    ],
)
def test_attested(target: dict[str, str], value: Any, as_of: str, status: Status, why: Why | None) -> None:
    verdict = judged(target, {"2024-03-01": value}, as_of=as_of)
    assert (verdict.status, verdict.why) == (status, why)
