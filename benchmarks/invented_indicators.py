"""Indicators with their lines and exceptions, invented at random, and written as the files of a workspace.

Every condition that a figure or an event log can have, nested in all, any, each and mean; pairs, 0/0, organisations
that open and close, terms over New Year.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final, NamedTuple

from second_judge import (
    ASIDE,
    COMPARE,
    EXCEPTED,
    LACKING,
    MEMBERS,
    MET,
    NONE,
    TERMS,
    YEAR,
    Demand,
    Line,
    Question,
    judge,
)

INTERVALS: Final = ("week", "month", "quarter", "half-year", "term", "year", "once")


def bound(chance: random.Random, kind: str) -> Demand:
    """A bound that can be met and can be missed."""
    word = chance.choice(list(COMPARE))
    if kind == "share":
        return {
            word: chance.choice(("50", "62.5", "70", "95", "100" if word in ("at_least", "equals") else "90"))
        }
    return {word: chance.choice(("1", "2", "3", "4"))}


def leaf(chance: random.Random, kind: str, every: str) -> Demand:
    """A condition on figures, without others inside it."""
    spans = {"week": 6, "month": 5, "quarter": 4, "half-year": 3, "term": 2, "year": 1, "once": 1}
    wider = ("year", "term", "half-year", "quarter", "month", "week")[: spans[every]]
    if every == "half-year":
        wider = ("year", "half-year")
    elif every in ("month", "quarter", "week"):
        wider = tuple(span for span in wider if span != "term")
    pick = chance.random()
    if pick < 0.5:
        return bound(chance, kind)
    if pick < 0.8 and every != "once":
        return {chance.choice(("rising", "falling", "not_falling", "not_rising")): chance.choice(wider)}
    by = chance.choice(({}, {"by": "2024-09-30"}, {"by": "2025-06-30"}))
    return {"stock": {**bound(chance, kind), **by}}


def event_goal(chance: random.Random) -> Demand:
    """Events counted in a window or by period."""
    way = chance.choice(
        (
            {"within": "1 years"},
            {"within": "3 years"},
            *({"per": span} for span in ("year", "half-year", "quarter", "term", "month")),
        )
    )
    word = chance.choice(list(COMPARE))
    return {"events": {word: chance.choice(("1", "2", "3")), **way}}


def demand_of(chance: random.Random, kind: str, every: str, deeper: int = 2) -> Demand:
    """A demand on one series of figures, or on the figures of one organisation."""
    if kind == "events":
        one = event_goal(chance)
        return one if chance.random() < 0.7 else {chance.choice(("all", "any")): [one, event_goal(chance)]}
    pick = chance.random()
    if pick < 0.45 or not deeper:
        return leaf(chance, kind, every)
    if pick < 0.55:
        return {"any": [leaf(chance, kind, every), {"attested": "yes"}]}
    parts = [demand_of(chance, kind, every, deeper - 1) for _ in range(chance.randint(1, 3))]
    return {chance.choice(("all", "any")): parts}


def text_of(chance: random.Random, kind: str, demand: Demand) -> str:
    """What a line says."""
    if kind == "events":
        return str(chance.choice((0, 0, 1, 1, 2, 3)))
    if "attested" in str(demand) and chance.random() < 0.3:
        return chance.choice(("是", "否"))
    if kind == "share" and chance.random() < 0.5:
        lower = chance.choice((0, 1, 3, 8, 40, 180))
        return f"{min(lower, chance.choice((lower, 0, chance.randint(0, lower))))}/{lower}"
    if kind == "share":
        return chance.choice(
            ("0", "100", "50", "62.5", f"{chance.randint(0, 1000) / 10:.1f}".removesuffix(".0"))
        )
    return str(chance.choice((0, 1, 2, 3, 4, 5)))


class Case(NamedTuple):
    """An invented indicator with its lines and exceptions."""

    key: str
    kind: str
    every: str
    demand: Demand
    lines: tuple[Line, ...]
    spared: frozenset[str]
    """Organisations that are excepted; ``*`` for the indicator itself."""

    @property
    def unit(self) -> str:
        """Its unit of measure."""
        return {"share": "%", "number": "个", "events": "次"}[self.kind]

    def state(self, as_of: date) -> str:
        """What the second judge says."""
        known = [line for line in self.lines if line.on <= as_of]
        if judge(self.demand, self.question(known, as_of)) == MET:  # whatever is excepted is not needed
            return MET
        about = self.question(known, as_of, self.spared - {"*"})
        found = judge(self.demand, about)
        found = LACKING if found == ASIDE else found
        if found in (MET, NONE):
            # Where the others meet it, what is spared of the whole makes it an exception.
            return EXCEPTED if self.spared_is_needed(as_of) else found
        return EXCEPTED if "*" in self.spared else found

    def spared_is_needed(self, as_of: date) -> bool:
        """Whether a group meets its demand only without those that are excepted."""
        if not self.spared - {"*"}:
            return False
        known = [line for line in self.lines if line.on <= as_of]
        return judge(self.demand, self.question(known, as_of)) not in (MET, NONE)

    def question(self, lines: Sequence[Line], as_of: date, spared: frozenset[str] = frozenset()) -> Question:
        """What is asked of the second judge."""
        by_term = self.every == "term" or "'per': 'term'" in str(self.demand)
        return Question(self.every, self.unit, by_term, lines, as_of, None, spared)


def invented(chance: random.Random, key: str) -> Case:
    """One indicator."""
    kind = chance.choice(("share", "share", "number", "events"))
    every = chance.choice(INTERVALS)
    demand = demand_of(chance, kind, every)
    grouped = chance.random() < 0.4
    if grouped:
        plain = kind != "events" and chance.random() < 0.3
        demand = {"mean": "place", **bound(chance, kind)} if plain else {"each": "place", **demand}
    days = [
        date(2022, 12, 1) + timedelta(chance.randint(0, 790))
        for _ in range(chance.choice((0, 1, 2, 4, 9, 14)))
    ]
    whose = [chance.choice(list(MEMBERS)) if grouped else None for _ in days]
    unique = {(day, owner) for day, owner in zip(days, whose, strict=True)}
    lines = tuple(
        sorted(
            (Line(day, owner, text_of(chance, kind, demand)) for day, owner in unique),
            key=lambda line: line.on,
        )
    )
    spared: frozenset[str] = frozenset()
    if chance.random() < 0.15:
        spared = frozenset(chance.sample(list(MEMBERS), chance.randint(1, 2))) if grouped else frozenset("*")
    return Case(key, kind, every, demand, lines, spared)


def written(value: Any) -> str:
    """A value of ours as YAML in flow style."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {written(each)}" for key, each in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(written, value)) + "]"
    return str(value)


def lay_out(folder: Path, cases: Sequence[Case]) -> None:
    """The cases as a workspace."""
    (folder / "data" / "actions").mkdir(parents=True, exist_ok=True)
    terms = [
        {"name": name, "starts": "{:02}-{:02}".format(*first), "ends": "{:02}-{:02}".format(*last)}
        for name, first, last in TERMS
    ]
    about = {
        "town": "XX镇",
        "county": "XX县",
        "office": "办公室",
        "programme": "行动",
        "year": YEAR,
        "terms": terms,
    }
    text = "".join(f"{key}: {written(value)}\n" for key, value in about.items())
    (folder / "data" / "workspace.yaml").write_text(text, encoding="utf-8")
    targets, action = ["indicators:"], ["id: some", "name: 行动", "order: 1", "measurements:"]
    exceptions: list[str] = []
    for case in cases:
        fields: dict[str, Any] = {
            "action": "some",
            "name": f"指标{case.key}",
            "unit": f'"{case.unit}"',
            "level": "town",
        }
        fields |= {
            "reported_by": "部门",
            "every": case.every,
            "counted_in": "户",
            "target": {YEAR: case.demand},
        }
        targets.append(f"  {case.key}: {written(fields)}")
        for number, who in enumerate(sorted(case.spared)):
            rest = {} if who == "*" else {"organisation": who}
            granted = {"indicator": case.key, **rest, "reason": "理由", "document": "文号"}
            granted |= {"approved_by": "县办", "until": "2026-12-31"}
            exceptions.append(f"  {case.key}-{number}: {written(granted)}")
        if case.lines:
            action.append(f"  {case.key}:")
        owners = sorted({line.organisation or "" for line in case.lines})
        for owner in owners:
            if owner:
                action.append(f"    {owner}:")
            for line in case.lines:
                if (line.organisation or "") == owner:
                    action.append(
                        f"    {'  ' if owner else ''}{line.on}: {{value: {line.text}, note: 核对过}}"
                    )
    members = {"place": {"name": "单位", "counter": "所", "members": MEMBERS}}
    targets += [f"organisations: {written(members)}", *(["exceptions:", *exceptions] if exceptions else [])]
    (folder / "data" / "targets.yaml").write_text("\n".join(targets) + "\n", encoding="utf-8")
    if action[-1] == "measurements:":
        action.pop()
    (folder / "data" / "actions" / "some.yaml").write_text("\n".join(action) + "\n", encoding="utf-8")
