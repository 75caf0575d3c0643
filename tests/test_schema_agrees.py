"""Schema and loader take and refuse the same files, whatever is in them; where they do not, it is listed here."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aiwei_cli.load.data_file import parsed
from aiwei_cli.load.measurements import check_dates
from aiwei_cli.load.shape import shape
from aiwei_cli.load.yamltext.document import plain
from aiwei_cli.model.action import ActionFile
from aiwei_cli.model.measurement import Entry
from aiwei_cli.render.reference.schema.model_schema import MODELS
from test_schema import VALIDATORS
from typed import typed

BARE: Final = re.compile(r"[\w.%/-]+")


class Quoted(str):
    """Text that is typed in quotes."""


def written(data: Any) -> str:
    """Data as a person might type it, between braces."""
    match data:
        case dict():
            return "{" + ", ".join(f"{written(key)}: {written(value)}" for key, value in data.items()) + "}"
        case list():
            return "[" + ", ".join(map(written, data)) + "]"
        case None:
            return ""
        case Quoted():
            return json.dumps(data, ensure_ascii=False)
    return data if BARE.fullmatch(data) else json.dumps(data, ensure_ascii=False)


def file(data: dict[Any, Any]) -> str:
    return "".join(f"{written(key)}: {written(value)}\n" for key, value in data.items())


def codes(kind: str, text: str) -> set[str]:
    """What the loader has against a file by itself."""
    document, problems = parsed("file.yaml", text.split("\n")[:-1])
    if document is None:
        return {each.code for each in problems}
    model, more = shape(MODELS[kind], document)
    found = {each.code for each in (*problems, *more, *check_dates(document))}
    if isinstance(model, ActionFile):
        for readings in model.measurements.values():
            for line in readings.values():
                for entry in [line] if isinstance(line, Entry) else line.values():
                    found |= {"AW202"} if (entry.value is None) == (entry.indices is None) else set()
    return found | set(_keys_of_nothing(plain(document.root)))


def _keys_of_nothing(data: dict[str, Any]) -> Iterator[str]:
    """Keys that are no ids belong to nothing: with the other files the loader refuses them as unknown."""
    measurements = data.get("measurements")
    for key, readings in measurements.items() if isinstance(measurements, dict) else ():
        below = [each for each in readings if not each[:1].isdigit()] if isinstance(readings, dict) else []
        yield from ("AW301" for each in [key] if not ID.fullmatch(each))
        yield from ("AW303" for each in below if not ID.fullmatch(each))


ID: Final = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")


def seen(kind: str, text: str) -> bool:
    """Whether a validator refuses a file."""
    return not VALIDATORS[kind].is_valid(typed(text))


UNSEEN: Final = [
    ("order", "targets", "range: [100, 20]", "AW213"),
    ("leap day", "action", "plan: [{id: a, year: 2024, title: 事, due: 2023-02-29}]", "AW204"),
    ("decimals", "targets", "range: [0.1234567, 20]", "AW211"),
    ("zero in front", "targets", "range: [007, 20]", "AW203"),
    ("powers of ten", "targets", "range: [1e1, 20]", "AW203"),
    ("no zero before the point", "targets", "range: [.5, 20]", "AW203"),
    ("years in order", "action", "since: 2024\nuntil: 2022", "AW213"),
    (
        "steps in order",
        "action",
        "issues: {a: [{opened: 2024-05-01, problem: 乱, responsible: 村, due: 2024-06-01}, "
        "{closed: 2024-05-02, verified_by: 镇}]}",
        "AW213",
    ),
]
"""What a schema cannot see: two values held against each other, and how a number was spelt."""

STRICTER: Final = [
    ("the word null", "action", "lead: null"),
    (
        "an id that an editor takes for a truth",
        "action",
        "figures: {2024: {a: 1 个}}\nsums: [{year: 2024, total: true, parts: [a, b]}]",
    ),
    ("a year among blanks as a key", "action", 'figures: {" 2024 ": {a: 1 个}}'),
]
"""What the loader lets pass and a schema does not: a person should write it otherwise anyway."""

ACTION: Final = "id: some\nname: 某行动\norder: 1\n"
INDICATOR: Final = "action: a, name: 某, level: town, reported_by: 村, every: year"


def whole(kind: str, part: str) -> str:
    if kind == "action":
        return f"{ACTION}{part}\n"
    return f"indicators: {{some: {{{INDICATOR}, {part}, target: {{2024: {{at_least: 85}}}}}}}}\n"


@pytest.mark.parametrize(("what", "kind", "part", "code"), UNSEEN)
def test_what_a_schema_cannot_see(what: str, kind: str, part: str, code: str) -> None:
    assert not seen(kind, whole(kind, part)), what
    assert codes(kind, whole(kind, part)) == {code}


@pytest.mark.parametrize(("what", "kind", "part"), STRICTER)
def test_where_a_schema_is_stricter(what: str, kind: str, part: str) -> None:
    assert seen(kind, whole(kind, part)), what
    assert codes(kind, whole(kind, part)) == set()


def test_a_code_among_blanks_is_refused_by_both() -> None:
    text = whole("targets", 'ignore: " AW402 "')
    assert (seen("targets", text), codes("targets", text)) == (True, {"AW206"})


@pytest.mark.parametrize("blank", [" ", "  ", "\\t", "\\n", "\u3000", "\u00a0", "\u2003 "])
def test_a_text_of_blanks_is_refused_by_both(blank: str) -> None:
    text = whole("action", f'lead: "{blank}"')
    assert (seen("action", text), codes("action", text)) == (True, {"AW209"})


def as_typed(texts: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.one_of(texts, texts.map(Quoted))


ids = st.sampled_from(["a", "b2", "some-id", "x-1-y"])
years = st.sampled_from(["2023", "2024", "1999"])
days = as_typed(st.dates().map(str).filter(lambda day: "1900" <= day < "2200"))
texts = as_typed(
    st.sampled_from(["某事", "12", "true", "yes", "3.50", "a: b", "#1", " 空 ", "0x1", "是", "172/200"])
)
numbers = as_typed(
    st.decimals(-999, 999, places=2).map(str) | st.sampled_from(["0", "１２", "+5", "-0.5", "12．5"])
)
amounts = as_typed(st.sampled_from(["1 公里", "42户", "100%", "7", "１２ 个", "-3 度", "2 座/村", "10 km2"]))
month_days = st.sampled_from(["02-16", "12-31", "02-29"])


def some(
    required: dict[str, Any], optional: dict[str, Any] | None = None
) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries(required, optional=optional or {})


def by(
    keys: st.SearchStrategy[Any], values: st.SearchStrategy[Any], least: int = 0
) -> st.SearchStrategy[Any]:
    return st.dictionaries(keys, values, min_size=least, max_size=2)


def several(values: st.SearchStrategy[Any], least: int = 0) -> st.SearchStrategy[Any]:
    return st.lists(values, min_size=least, max_size=3)


spans = st.sampled_from(["week", "month", "quarter", "half-year", "term", "year"])
words = texts | several(texts)
limit = st.sampled_from(["at_least", "at_most", "more_than", "less_than", "equals"]).flatmap(
    lambda key: some({key: numbers})
)
counting = st.one_of(
    some({"within": st.sampled_from(["3 years", "6 months", "1 year"])}),
    some({"per": st.sampled_from(["year", "term", "month"])}),
)
simple = st.one_of(
    limit,
    some({"grade": texts, "scale": ids}),
    some({"limits": ids}),
    some({"attested": st.just("yes")}, {"document": st.just("required")}),
    st.sampled_from(["rising", "falling", "not_falling", "not_rising"]).flatmap(
        lambda key: some({key: spans})
    ),
    st.tuples(limit, counting).map(lambda both: {"events": both[0] | both[1]}),
    st.tuples(limit, some({}, {"by": days})).map(lambda both: {"stock": both[0] | both[1]}),
)
alone = st.one_of(
    simple, st.sampled_from(["all", "any"]).flatmap(lambda key: some({key: several(simple, 1)}))
)
grouped = st.one_of(
    st.tuples(ids, alone).map(lambda both: {"each": both[0], **both[1]}),
    st.tuples(ids, limit).map(lambda both: {"mean": both[0], **both[1]}),
)
condition = st.one_of(alone, grouped, several(alone | grouped, 1).map(lambda parts: {"all": parts}))
index_limits = st.sampled_from(["at_least", "at_most"]).flatmap(
    lambda key: some({key: numbers | several(numbers, 1)})
)
asked = st.sampled_from(["AW401", "AW409"])
exemption = st.tuples(
    some(
        {"indicator": ids, **dict.fromkeys(("reason", "document", "approved_by"), texts), "until": days},
        {"organisation": ids, "from": days},
    ),
    st.just({}) | some({"finding": asked}, {"date": days}),
).map(lambda both: both[0] | both[1])
targets = some(
    {
        "indicators": by(
            ids,
            some(
                {
                    **{"action": ids, "name": texts, "level": st.sampled_from(["town", "county"])},
                    **{"reported_by": texts, "every": spans | st.just("once")},
                    "target": by(years, condition, 1),
                },
                {
                    **dict.fromkeys(("short", "clause", "source", "wording", "unit", "numerator"), texts),
                    "range": st.lists(numbers, min_size=2, max_size=2),
                    "parts": ids | several(ids),
                    "ignore": asked | several(asked),
                },
            ),
            1,
        )
    },
    {
        "scales": by(
            ids,
            some(
                {
                    **{"name": texts, "grades": several(texts, 1), "below": texts},
                    "indices": by(ids, some({"name": texts}, {"unit": texts})),
                    "editions": several(
                        some(
                            {"document": texts, "valid_from": days, "limits": by(ids, index_limits, 1)},
                            {"valid_to": days},
                        )
                    ),
                }
            ),
        ),
        "organisations": by(
            ids,
            some(
                {
                    "name": texts,
                    "members": by(ids, texts | some({"name": texts}, {"opened": days, "closed": days}), 1),
                },
                {"counter": texts},
            ),
        ),
        "exceptions": by(ids, exemption) | several(exemption),
    },
)
story = {"source": texts, "note": texts, "evidence": words}
maturity = st.sampled_from(["预计", "快报", "核定", "示例"])
entry = st.one_of(
    texts,
    some({"value": texts}, {"status": maturity, **story}),
    some({"indices": by(ids, numbers, 1)}, {"status": maturity, **story}),
)
opened = some(
    {"opened": days, "problem": texts, "responsible": texts, "due": days},
    {
        "place": texts,
        "source": texts,
        "person": texts,
        "status": st.just("示例"),
        "note": texts,
        "evidence": words,
    },
)
later = st.one_of(
    some({"progress": days, "note": texts}, {"due": days, "evidence": words}),
    some({"done": days}, {"note": texts, "evidence": words}),
    some({"closed": days, "verified_by": texts}, {"note": texts}),
)
strands = several(some({"lead": texts, "text": texts}))
item = some(
    {"id": ids, "year": as_typed(years), "title": texts},
    {
        **{"quantity": amounts, "due": days, "responsible": texts, "person": texts, "source": texts},
        **{
            "state": st.sampled_from(["未启动", "进行中", "已完成"]),
            "done": days,
            "note": texts,
            "carried_from": ids,
            "evidence": words,
        },
    },
)
actions = some(
    {"id": ids, "name": texts, "order": as_typed(st.sampled_from(["1", "12", "３"]))},
    {
        **{"lead": texts, "since": as_typed(years), "until": as_typed(years), "plan": several(item)},
        "progress": by(ids, by(st.sampled_from(["2024-01-31", "2023-12-01"]), texts)),
        "issues": by(ids, st.tuples(opened, several(later)).map(lambda both: [both[0], *both[1]])),
        "figures": by(years, by(ids, amounts)),
        "sums": several(some({"year": years, "total": ids, "parts": several(ids, 2)})),
        "work": by(years, strands),
        "measurements": by(ids, by(days, entry, 1) | by(ids, by(days, entry, 1), 1)),
    },
)
fails = st.sampled_from(["missed", "late", "no-data", "question", "never"])
levels = st.sampled_from(["town", "county"])
yes_no = st.sampled_from(["yes", "no"])
workspaces = some(
    {**dict.fromkeys(("town", "county", "office", "programme"), texts), "year": as_typed(years)},
    {
        "defaults": some(
            {},
            {
                **{"fail_on": fails | several(fails, 1), "level": levels | several(levels, 1)},
                **{"strict": yes_no, "exit_zero": yes_no, "format": st.sampled_from(["table", "json"])},
            },
        ),
        "terms": several(some({"name": texts, "starts": month_days, "ends": month_days})),
        "summary": by(
            years,
            some(
                {},
                {
                    **{"opening": texts, "aim": texts, "figures": by(ids, amounts)},
                    **dict.fromkeys(("organisation", "problems", "highlights"), strands),
                },
            ),
        ),
    },
)
files = st.one_of(
    st.tuples(st.just("targets"), targets),
    st.tuples(st.just("action"), actions),
    st.tuples(st.just("workspace"), workspaces),
)

KEYS: Final = [
    *(
        "name",
        "id",
        "value",
        "at_least",
        "at_most",
        "all",
        "each",
        "mean",
        "per",
        "done",
        "note",
        "lead",
        "year",
    ),
    *(
        "2024",
        "2024-06-30",
        "2024-02-30",
        "Some",
        "a b",
        "finding",
        "from",
        "fail_on",
        "strict",
        "opened",
        "problem",
        "indices",
        "condition",
        "2301",
    ),
]
VALUES: Final[list[Any]] = [
    *(
        "五",
        "12",
        "-1",
        "12.5",
        "1,200",
        "2024",
        "2024-06-30",
        "2024-6-30",
        "2024-13-01",
        "2024年",
        "2301-01-01",
    ),
    *(
        "some-id",
        "Some",
        "a_b",
        "3 years",
        "0 years",
        "year",
        "town",
        "yes",
        "no",
        "是",
        "已完成",
        "示例",
        "进行中",
    ),
    *(
        "1 公里",
        "约1 公里",
        "12余人",
        "1千克",
        "3m2",
        "02-30",
        "\u200b隐",
        "⼀",
        "a" * 81,
        "1234567890123",
        Quoted(""),
    ),
    *("AW402", "AW203", "aw402", "missed", "never", "3 year", "02-29", "-0", "5/3", "a\nb"),
    *([], {}, ["12"], ["a", "b"], {"name": "某"}, {"at_least": "85"}, {"value": "85"}, ["1", "2", "3"]),
]


@st.composite
def mutated(draw: st.DrawFn, data: Any) -> Any:
    """The data with one thing in it gone, renamed, or something else."""
    if isinstance(data, (dict, list)) and data and draw(st.integers(0, 4)):
        keys = list(data) if isinstance(data, dict) else list(range(len(data)))
        key = draw(st.sampled_from(keys))
        match draw(st.sampled_from(["below", "below", "below", "gone", "renamed", "more"])):
            case "below":
                new = draw(mutated(data[key]))
                if isinstance(data, list):
                    return [*data[:key], new, *data[key + 1 :]]
                return {**data, key: new}
            case "gone" if isinstance(data, dict):
                return {each: value for each, value in data.items() if each != key}
            case "renamed" if isinstance(data, dict):
                other = draw(st.sampled_from(KEYS))
                rest = {each: value for each, value in data.items() if each != other}
                return {other if each == key else each: value for each, value in rest.items()}
            case "more" if isinstance(data, dict):
                return {**data, draw(st.sampled_from(KEYS)): draw(st.sampled_from(VALUES))}
            case _:
                return [*data, data[0]] if isinstance(data, list) else data
    return draw(st.sampled_from(VALUES))


def excused(kind: str, text: str, found: set[str]) -> bool:
    """Whether schema and loader may disagree: only over what compares two values with each other."""
    return found <= {"AW213"} and not seen(kind, text)


def distinct(data: Any) -> Any:
    """Keys that read the same, quoted or not, once."""
    match data:
        case dict():
            return {
                (Quoted if isinstance(k, Quoted) else str)(k): distinct(value) for k, value in data.items()
            }
        case list():
            return [distinct(each) for each in data]
    return data


@settings(max_examples=200, deadline=None)
@given(files)
def test_what_the_loader_takes_the_schema_takes(made: tuple[str, Any]) -> None:
    kind, data = made
    text = file(distinct(data))
    assert codes(kind, text) <= {"AW213"}, text
    done_and_not = "AW213" in codes(kind, text) and kind == "action"
    assert not seen(kind, text) or done_and_not, text


@settings(max_examples=500, deadline=None)
@given(st.data())
def test_they_refuse_the_same(draws: st.DataObject) -> None:
    kind, data = draws.draw(files)
    changed = draws.draw(mutated(data))
    if not isinstance(changed, dict) or not changed:
        return
    text = file(distinct(changed))
    found = codes(kind, text)
    assert seen(kind, text) == bool(found) or excused(kind, text, found), (found, text)
