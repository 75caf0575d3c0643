"""An edit changes what it was asked to change and nothing else, however a file is laid out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pytest
from harm import Harm, harm, read
from hostile import hostile_file
from hypothesis import given, settings
from hypothesis import strategies as st
from wishes import SECTIONS, random_batch, random_edit

from aiwei_cli.edit import file_change
from aiwei_cli.edit.file_change import (
    Append,
    Assign,
    Change,
    Insert,
    Wrap,
    _pasted,
    by_day,
    in_order_of,
    spliced,
)
from aiwei_cli.edit.splicing import Edit, Source
from aiwei_cli.load.data_file import DataFile
from aiwei_cli.load.yamltext.document import plain
from aiwei_cli.model.errors import OutputError

RANKS = (SECTIONS, in_order_of(["a", "b"]), by_day)


@pytest.mark.parametrize("batch", range(5))
def test_an_edit_changes_no_foreign_byte_and_leaves_every_comment_where_it_belongs(batch: int) -> None:
    for seed in range(batch * 100, batch * 100 + 100):
        data = hostile_file(seed)
        assert harm(data, random_edit(read(data), seed)) == Harm(), f"seed {seed}"


def test_the_files_are_as_hostile_as_they_claim() -> None:
    files = [hostile_file(seed) for seed in range(500)]
    for mark in (b"\xef\xbb\xbf", b"\r\n", b"---", b"\n...", b"|+", b"\t", b"{ ", b" ,", b",}", b"plan: []"):
        assert sum(mark in each for each in files) > 2, mark
    assert sum(not each.endswith(b"\n") for each in files) > 50
    assert sum(b"\r\n" in each and each.count(b"\n") > each.count(b"\r\n") for each in files) > 50
    assert sum(max(len(line) for line in each.decode().splitlines()) > 500 for each in files) > 50
    changes = [random_edit(read(each), seed) for seed, each in enumerate(files)]
    for kind in (Insert, Append, Assign, Wrap):
        assert sum(isinstance(each, kind) for each in changes) > 30


def done(text: str, change: Change) -> str:
    data = text.encode()
    return spliced("data/actions/f.yaml", data, read(data), [change]).decode()


def new(day: str, value: str = "9") -> Insert:
    return Insert(("measurements", "a", day), value, RANKS)


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_new_line_ends_as_its_neighbour_does(end: str) -> None:
    text = end.join(["measurements:", "  a:", "    2024-01-01: 1  # 一月", "    2024-03-01: 3", ""])
    wanted = text.replace("    2024-03", f"    2024-02-01: 9{end}    2024-03")
    assert done(text, new("2024-02-01")) == wanted


def test_a_file_without_a_final_line_break_stays_so() -> None:
    text = "measurements:\r\n  a:\r\n    2024-01-01: 1"
    assert done(text, new("2024-02-01")) == text + "\r\n    2024-02-01: 9"


def test_a_file_that_counts_down_goes_on_counting_down() -> None:
    text = "measurements:\n  a:\n    2024-03-01: 3\n    2024-01-01: 1\n"
    assert done(text, new("2024-02-01")) == text.replace("    2024-01", "    2024-02-01: 9\n    2024-01")
    assert done(text, new("2024-05-01")) == text.replace("    2024-03", "    2024-05-01: 9\n    2024-03")


def test_a_comment_above_an_entry_stays_above_it() -> None:
    text = "measurements:\n  a:\n    2024-01-01: 1\n      # 一月的\n    # 三月的\n    2024-03-01: 3\n"
    assert done(text, new("2024-02-01")) == text.replace("    # 三", "    2024-02-01: 9\n    # 三")


def test_a_comment_above_the_first_entry_between_braces_stays_above_it() -> None:
    text = "measurements:\n  a: {  # 各月\n    # 三月的\n    2024-03-01: 3\n  }\n"
    assert done(text, new("2024-02-01")) == text.replace("    # 三", "    2024-02-01: 9,\n    # 三")


def test_entries_that_share_lines_between_braces_keep_their_order() -> None:
    text = "measurements:\n  a: {\n    2024-01-01: 1, 2024-03-01: 3,\n    2024-05-01: 5}\n"
    assert done(text, new("2024-02-01")) == text.replace("1, 2024-03", "1, 2024-02-01: 9, 2024-03")
    assert done(text, new("2024-04-01")) == text.replace("3,\n", "3, 2024-04-01: 9,\n")
    assert done(text, new("2024-06-01")) == text.replace("5}", "5, 2024-06-01: 9}")


def test_an_entry_that_opens_a_brace_on_the_line_of_the_one_before() -> None:
    text = "measurements:\n  a: {\n    2024-01-01: 1, 2024-03-01: {\n      value: 3}}\n"
    assert done(text, new("2024-02-01")) == text.replace("1, 2024-03", "1, 2024-02-01: 9, 2024-03")


def test_a_text_that_keeps_its_empty_lines_keeps_them() -> None:
    text = "lead: |+\n  一\n\n\nplan: []\nmeasurements:\n  a:\n    2024-01-01: {value: 1}\n"
    change = Insert(("name",), "镇", (SECTIONS,))
    assert done(text, change) == "name: 镇\n" + text
    text = "measurements:\n  a:\n    2024-01-01:\n      value: 1\n      note: |+\n        一\n\n"
    assert done(text, new("2024-02-01")).startswith(text)
    assert done(text, new("2024-02-01")).endswith("\n    2024-02-01: 9\n")


def test_a_comment_beside_the_mark_of_a_long_text_outlives_the_text() -> None:
    text = "measurements:\n  a:\n    2024-01-01:\n      note: |-  # 待核\n        一\n\n        二\n      value: 1\n"
    change = Assign(("measurements", "a", "2024-01-01"), "note", "三")
    head, tail = "measurements:\n  a:\n    2024-01-01:\n", "      value: 1\n"
    assert done(text, change) == f"{head}      note: 三  # 待核\n{tail}"


@pytest.mark.parametrize("depth", [5, 6, 9])
def test_a_comment_further_in_than_an_entry_stays_with_it(depth: int) -> None:
    own = " " * depth + "# 一月的"
    text = f"measurements:\n  a:\n    2024-01-01: 1\n{own}\n    2024-03-01: 3\n"
    assert done(text, new("2024-02-01")) == text.replace("    2024-03", "    2024-02-01: 9\n    2024-03")


def test_a_bom_stays_the_first_thing_in_the_file() -> None:
    braced = "\ufeff{id: x, measurements: {a: {2024-01-01: 1}}}\n"
    assert done(braced, new("2024-02-01")) == braced.replace("1}", "1, 2024-02-01: 9}")
    name = Insert(("id",), "镇", (SECTIONS,))
    assert done("\ufeffname: x\n", name) == "\ufeffid: 镇\nname: x\n"


def test_an_edit_that_would_change_more_than_was_asked_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    proper = Source.apply

    def clumsy(source: Source, edits: Iterable[Edit]) -> bytes:
        return proper(source, [Edit(0, 2, "ID"), *edits])

    text = "id: x\nmeasurements:\n  a:\n    2024-01-01: 1\n"
    monkeypatch.setattr(Source, "apply", clumsy)
    with pytest.raises(OutputError):
        done(text, new("2024-02-01"))


def reading_back(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """What is read back after a change, from now on."""
    seen: list[bytes] = []

    def noted(path: str, data: bytes) -> DataFile | None:
        seen.append(data)
        return proper(path, data)

    proper = file_change._read_back
    monkeypatch.setattr(file_change, "_read_back", noted)
    return seen


def test_new_lines_of_one_file_are_read_back_once(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "id: x\nmeasurements:\n  a:  # 甲\n    2024-01-01: 1\n    # 三月的\n    2024-03-01: 3\n"
    changes: list[Change] = [
        new("2024-02-01"),
        Insert(("measurements", "b", "2024-02-01"), "8", RANKS),
        new("2024-04-01"),
        Insert(("measurements", "b", "2024-01-01"), "7", RANKS),
        Wrap(("measurements", "a", "2024-01-01"), {"value": "2", "note": "原为1"}),
        new("2024-02-15"),
    ]
    seen = reading_back(monkeypatch)
    assert spliced("f.yaml", text.encode(), read(text.encode()), changes).decode() == (
        "id: x\nmeasurements:\n  a:  # 甲\n    2024-01-01: {value: 2, note: 原为1}\n    2024-02-01: 9\n"
        "    2024-02-15: 9\n    # 三月的\n    2024-03-01: 3\n    2024-04-01: 9\n"
        "  b:\n    2024-01-01: 7\n    2024-02-01: 8\n"
    )
    assert len(seen) == 1


def test_changes_that_need_each_others_text_are_read_back_between(monkeypatch: pytest.MonkeyPatch) -> None:
    """Between braces over several lines it is the neighbours that show who has a line of his own."""
    text = "measurements:\n  a: {\n    2024-01-01: 1,\n    2024-03-01: 3\n  }\n"
    seen = reading_back(monkeypatch)
    changes = [new("2024-02-01"), new("2024-04-01")]
    assert spliced("f.yaml", text.encode(), read(text.encode()), changes).decode() == (
        "measurements:\n  a: {\n    2024-01-01: 1,\n    2024-02-01: 9,\n    2024-03-01: 3,\n    2024-04-01: 9\n  }\n"
    )
    assert len(seen) == 2


@pytest.mark.parametrize("batch", range(4))
def test_a_batch_gives_the_bytes_that_its_changes_give_one_after_the_other(batch: int) -> None:
    """A batch that cannot be done as a whole is refused as a whole, whichever of its changes is at fault."""
    for seed in range(batch * 50, batch * 50 + 50):
        data = hostile_file(seed)
        changes = random_batch(data, seed)
        assert together(data, changes) == one_by_one(data, changes), f"seed {seed}"


def together(data: bytes, changes: Sequence[Change]) -> bytes | str:
    """The changed file, or what is said of one that stays as it is."""
    try:
        return spliced("file", data, read(data), changes)
    except OutputError as refusal:
        return f"{refusal.message}\n{refusal.hint}"


def one_by_one(data: bytes, changes: Sequence[Change]) -> bytes | str:
    for change in changes:
        try:
            data = spliced("file", data, read(data), [change])
        except OutputError as refusal:
            lines = refusal.hint.split("\n")[:1]
            return "\n".join([refusal.message, *lines, *(_pasted(each) for each in changes)])
    return data


@settings(deadline=None)
@given(st.text(st.characters(codec="utf-8", exclude_categories=["C", "Zl", "Zp"]) | st.just("\n")))
def test_any_text_comes_back_as_it_was_on_one_line(text: str) -> None:
    for leaf in (text, {"note": text, "value": "1"}, {"evidence": [text, "a"]}):
        for body in ("    2024-01-01: 1\n", None):
            start = f"measurements:\n  a:\n{body}" if body else "measurements: {a: {2024-01-01: 1}}\n"
            result = read(done(start, Insert(("measurements", "a", "2024-02-01"), leaf, RANKS)).encode())
            assert plain(result.node_at(("measurements", "a", "2024-02-01"))) == leaf


def test_an_empty_list_and_a_missing_one_take_their_first_item() -> None:
    change = Append(("plan",), {"id": "p", "title": "改厕"}, (SECTIONS,))
    assert done("id: x\nplan: []  # 待定\n", change) == "id: x\nplan: [{id: p, title: 改厕}]  # 待定\n"
    assert done("id: x\nfigures: {}\n", change) == "id: x\nplan:\n  - {id: p, title: 改厕}\nfigures: {}\n"


def test_what_cannot_be_done_surely_is_refused_with_the_lines_to_paste() -> None:
    with pytest.raises(OutputError) as refusal:
        done("id: x\nmeasurements:\n", new("2024-02-01"))
    assert refusal.value.message == ("data/actions/f.yaml 的写法特殊，没有把握只改这一处，所以什么也没有写")
    assert refusal.value.hint == "请手工写入以下内容：\nmeasurements:\n  a:\n    2024-02-01: 9"
