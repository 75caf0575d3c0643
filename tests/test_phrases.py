"""A phrase: put together as it is read, one text at the end, its figures still figures."""

from __future__ import annotations

from datetime import date

import pytest

from aiwei_cli.render.words.markdown_text import escape
from aiwei_cli.render.words.numbers import dated
from aiwei_cli.render.words.official_sentences import spelled
from aiwei_cli.render.words.phrase import (
    CALENDAR,
    Origin,
    Phrase,
    Source,
    TracedFigure,
    computed,
    distinct,
    how_many,
    joined,
    phrase,
)

LINE = Source(Origin.MEASUREMENT, "dumps", date(2024, 6, 30))
TARGET = Source(Origin.TARGET, "dumps")
SIX = TracedFigure(6, "6处", LINE)


def test_texts_side_by_side_are_one_and_figures_stay_apart() -> None:
    inner = phrase("到", SIX, "，")
    assert phrase("由", "上年", SIX, "", inner, phrase(), "还差", SIX, inner, inner) == (
        *("由上年", SIX, "到", SIX, "，还差", SIX),
        *("到", SIX, "，到", SIX, "，"),
    )
    assert phrase(inner) is inner
    assert phrase("", phrase()) == phrase() == ()


def test_a_phrase_is_a_text_only_where_one_is_asked_for() -> None:
    said = "还差" + phrase(SIX) + "。"
    assert (said.text, f"{said:>6}", str(said), [*said.figures]) == (
        "还差6处。",
        " 还差6处。",
        "还差6处。",
        [SIX],
    )
    assert escape(phrase("- ", SIX, "*")) == r"\- 6处\*"
    assert [1, *said] == [1, "还差", SIX, "。"]


def test_what_says_nothing_takes_no_place_in_a_row() -> None:
    assert joined("，", ["", phrase(), SIX, phrase("一"), "", "二"]).text == "6处，一，二"
    assert joined("，", []) == ()


@pytest.mark.parametrize(
    ("start", "end", "left"),
    [
        ("距", "", (SIX, "还差", SIX, "以上")),
        ("距6处还", "", ("差", SIX, "以上")),
        ("距6", "", ("处还差", SIX, "以上")),
        ("", "6处以上", ("距", SIX, "还差")),
        ("6处", "以下", ("距", SIX, "还差", SIX, "以上")),
        ("距6处还差6处以上", "", ()),
    ],
)
def test_a_beginning_and_an_end_are_taken_off_figures_included(start: str, end: str, left: Phrase) -> None:
    whole = phrase("距", SIX, "还差", SIX, "以上")
    assert whole.removeprefix(start).removesuffix(end) == left


def test_a_line_break_is_a_blank_and_none_at_the_end() -> None:
    assert phrase("一 \n", SIX, "\n\n 二\n").on_one_line() == ("一 ", SIX, " 二")
    assert phrase("一", SIX).on_one_line() == ("一", SIX)


def test_a_date_is_spelled_out_in_texts_and_figures() -> None:
    typed = TracedFigure(date(2024, 6, 5), "2024-06-05", LINE)
    assert spelled(phrase("至", typed, "（2024-13-01，2024-01-02）")) == (
        *("至", dated(date(2024, 6, 5), LINE), "（2024-13-01，2024年1月2日）"),
    )


def test_what_reads_the_same_is_said_once_by_the_first() -> None:
    other = TracedFigure(6, "6处", TARGET)
    assert distinct([phrase("差", SIX), phrase("差", other), phrase(other)]) == [("差", SIX), (other,)]


def test_a_source_reaches_what_it_follows_from() -> None:
    both = computed(LINE, TARGET)
    assert computed(LINE) == LINE
    assert both.reaches(LINE)
    assert not LINE.reaches(both)
    assert not both.reaches(CALENDAR)
    assert how_many([LINE, both]) == (2, "2", Source(Origin.COUNT, of=(LINE, both)))
