"""A part of ``benchmarks/injection.py``: every eighth field with another text, and each other kind of place."""

from __future__ import annotations

import injection
import pytest
import text_fields
from readers import READERS, read

FIELDS = text_fields.fields()
CASES = [
    *(
        injection.Case(field.name, injection.STRINGS[9 + 4 * number])
        for number, field in enumerate(FIELDS[::8])
    ),
    injection.Case("commit", "\x1b[31m红"),
    injection.Case("commit", "第一行\n::error::@name #12 ##[add-mask]x\n\n# 标题"),
    injection.Case("file", "::error::%0A|<b>\x1b[0m"),
    injection.Case("raw", "\x9b31m"),
    injection.Case("value", "[/oops]<b>", ("data/targets.yaml", "indicators", "toilets", "level")),
    injection.Case("key", "\u202e[bold]|", ("data/workspace.yaml", "town")),
]


@pytest.fixture(scope="module")
def bench() -> injection.Bench:
    return injection.Bench()


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.place} {case.text[:12]!r}")
def test_a_text_in_any_field_stays_text_in_every_format(case: injection.Case, bench: injection.Bench) -> None:
    outputs, found = bench.tried(case)
    assert outputs >= 12
    assert found == []


def test_no_field_is_forgotten() -> None:
    assert len(FIELDS) > 50
    assert {"Indicator.name", "Entry.note", "Term.name", "YearSummary.figures"} <= {
        each.name for each in FIELDS
    }
    assert len(injection.STRINGS) >= 30


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("table", "一\x1b[0m\n"),
        ("concise", "没有位置\n"),
        ("json", '{"verdicts": [], "verdicts": []}\n'),
        ("jsonl", "{}\n"),
        ("csv", "\ufeff" + ",".join(["=1"] * 13) + "\r\n"),
        ("markdown", "# 一\n\n[点](javascript:alert(1))\n"),
        ("junit", "<testsuites><x/></testsuites>"),
        ("sarif", '{"version": "2.1.0"}\n'),
        ("github", "::error file=x,line=1,col=1,title=y::一\n::add-mask::x\n"),
        ("gitlab", '[{"description": "一"}]\n'),
        (
            "html",
            '<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8"><script></script></head></html>',
        ),
    ],
)
def test_the_readers_see_what_is_wrong(name: str, text: str) -> None:
    with pytest.raises(Exception):  # noqa: B017 - each reader's own way of saying so
        read(READERS[name], text)
