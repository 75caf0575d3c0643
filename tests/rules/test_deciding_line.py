"""The line of the file that decided a verdict, which is not always the newest."""

from __future__ import annotations

from typing import Any, Final

import pytest

from aiwei_cli.rules.deciding_line import deciding_line
from support import judged

SCHOOLS: Final = {"school": {"name": "学校", "members": {"one": "一小", "two": "二小", "three": "三小"}}}
HOURS: Final = {"one": {"2024-12-31": "2"}, "two": {"2024-12-28": "0.5"}, "three": {"2024-12-30": "3"}}
EVENTS: Final = {"2024-03-01": "1", "2024-06-01": "2", "2024-09-01": "2", "2024-12-31": "2"}


@pytest.mark.parametrize(
    ("target", "values", "line"),
    [
        # of a group that of the one which stands worst; of those that all meet it the newest
        ({"each": "school", "at_least": "1"}, HOURS, ("two", "2024-12-28")),
        ({"each": "school", "at_least": "0.5"}, HOURS, ("one", "2024-12-31")),
        ({"each": "school", "at_least": "1"}, HOURS | {"three": {}}, ("two", "2024-12-28")),
        ({"each": "school", "at_least": "0.5"}, HOURS | {"three": {}}, None),
        ({"mean": "school", "at_least": "9"}, HOURS, ("one", "2024-12-31")),
        ({"mean": "school", "at_least": "9"}, HOURS | {"three": {}}, None),
        # of events that of the period which decides
        ({"events": {"at_least": "2", "per": "quarter"}}, EVENTS, (None, "2024-03-01")),
        ({"events": {"at_least": "3", "per": "quarter"}}, {"2024-06-01": "3", "2024-09-01": "3"}, (None, "2024-09-01")),
        ({"events": {"at_most": "1", "per": "quarter"}}, EVENTS, (None, "2024-06-01")),
        ({"events": {"at_most": "2", "per": "quarter"}}, EVENTS, (None, "2024-12-31")),
        # too many: the newest that made it so, and not a later 0
        ({"events": {"at_most": "0", "within": "3 years"}}, {"2022-05-01": "1", "2024-12-31": "0"}, (None, "2022-05-01")),
        ({"events": {"at_most": "1", "per": "year"}}, {"2024-02-01": "1", "2024-05-01": "1", "2024-12-31": "0"}, (None, "2024-05-01")),
        ({"events": {"at_least": "3", "within": "3 years"}}, {"2022-05-01": "1", "2024-12-31": "0"}, (None, "2024-12-31")),
        (
            {"each": "school", "events": {"at_most": "0", "per": "year"}},
            {"one": {"2024-12-31": "0"}, "two": {"2024-05-05": "1", "2024-12-31": "0"}, "three": {"2024-12-31": "0"}},
            ("two", "2024-05-05"),
        ),
        # of several conditions that of the one which decides
        ({"all": [{"stock": {"at_least": "5", "by": "2024-06-30"}}, {"rising": "year"}]}, {"2023-12-31": "1", "2024-06-30": "4", "2024-12-31": "6"}, (None, "2024-06-30")),
        ({"any": [{"stock": {"at_least": "5", "by": "2024-06-30"}}, {"rising": "year"}]}, {"2023-12-31": "1", "2024-06-30": "4", "2024-12-31": "6"}, (None, "2024-12-31")),
        ({"each": "school", "all": [{"at_least": "1"}, {"at_most": "2"}]}, HOURS, ("two", "2024-12-28")),
        ({"at_least": "1"}, {}, None),
    ],
)  # fmt: skip
def test_where_to_look(target: Any, values: Any, line: tuple[str | None, str] | None) -> None:
    verdict = judged(target, values, groups=SCHOOLS, unit="次", every="quarter")
    decided = deciding_line(verdict)
    assert (decided and (decided.organisation, decided.on.isoformat())) == line
