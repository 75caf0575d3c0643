"""From the ``measurements`` of an action's file to measurements that can be judged."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from collections.abc import Mapping as AnyMapping
from datetime import date
from typing import Final

from pydantic_core import PydanticCustomError

from aiwei_cli.load.data_file import DataFile
from aiwei_cli.load.kind_checks import period_of, unfit_for_sum
from aiwei_cli.load.references import unknown
from aiwei_cli.load.value_reading import Reader, miscounted, without_factor
from aiwei_cli.load.yamltext.document import Mapping, Node, Scalar
from aiwei_cli.model.action import ActionFile
from aiwei_cli.model.diagnostic import MAX_PROBLEMS, Diagnostic, Place
from aiwei_cli.model.figure_kind import FigureKind
from aiwei_cli.model.measurement import Entry, Figure, Measurement, Value
from aiwei_cli.model.period import Period, Term
from aiwei_cli.model.target import Indicator, TargetsFile
from aiwei_cli.model.text import read_date

UNITS_SINCE: Final = "0.2"
"""The version that reads units in any spelling, and so refuses 209 under ％ as it does under %."""
ByKey = AnyMapping[str, Entry | dict[str, Entry]]
Keys = tuple[str, ...]


def check_dates(document: DataFile) -> Iterator[Diagnostic]:
    """Days that are none. Works on the bare tree, so that it speaks whatever else is wrong."""
    for indicator in _entries(document.root.entries.get("measurements")):
        for key, value in _entries(indicator):
            for day, _ in _entries((key, value)) if _holds_dates(value) else ((key, value),):
                try:
                    read_date(day.text)
                except PydanticCustomError as error:
                    yield _refusal(document, error, day)


def _holds_dates(node: Node) -> bool:
    """Whether a node is an organisation's own list of dates, as ``model.action`` tells them apart."""
    return isinstance(node, Mapping) and any(key[:1].isdigit() for key in node.entries)


def _entries(entry: tuple[Scalar, Node] | None) -> Collection[tuple[Scalar, Node]]:
    """What a key holds, where that is a mapping."""
    return entry[1].entries.values() if entry and isinstance(entry[1], Mapping) else ()


class Readings:
    """Collects the measurements of all action files, and what is wrong with them."""

    def __init__(
        self, document: DataFile, targets: TargetsFile, actions: Collection[str], terms: Sequence[Term]
    ) -> None:
        self.document = document
        """That of the targets: what is written there is known, even where it is too faulty to be used."""
        self.targets = targets
        self.terms = terms
        self.actions = actions
        """Actions by id; empty where not all of them could be read."""
        self.problems: list[Diagnostic] = []
        self.found: dict[str, list[Measurement]] = {}
        self.later: list[Diagnostic] = []
        """What is wrong with a figure that is read all the same, as a revision may hold it."""
        self.unconverted: set[str] = set()
        """Indicators of which a pair was told already that nobody can convert."""
        self.summed: dict[tuple[str, str | None, int], Measurement] = {}
        """The first figure of a year that is added up: the others are written as it is."""
        self.of_period: dict[tuple[str, str | None, Period], Measurement] = {}
        """The line of each period, where each is that of its own."""
        self.taken: dict[tuple[str, str | None, date], Place] = {}

    def by_indicator(self) -> dict[str, tuple[Measurement, ...]]:
        """Every indicator's measurements in date order."""
        return {
            name: tuple(sorted(found, key=lambda each: each.on))  # within a day as written
            for name, found in self.found.items()
        }

    def read(self, document: DataFile, action: ActionFile) -> None:
        """Add one action's measurements."""
        known = self.document.keys_at("indicators")
        for name, readings in action.measurements.items():
            at = document.node_at(("measurements", name), key=True)
            indicator = self.targets.indicators.get(name)
            if len(self.problems) > MAX_PROBLEMS:
                return
            if indicator is None:
                if name not in known:
                    ids = {each.name: key for key, each in self.targets.indicators.items()}
                    self._refuse(document, "AW301", unknown("指标", name, known, ids), at)
            elif indicator.action == action.id:
                self._read_lines(document, name, indicator, readings)
            elif indicator.action in self.actions:
                said = f"指标“{name}”属于专项行动“{indicator.action}”", "把这一段移到那个行动的文件里"
                self._refuse(document, "AW310", said, at)

    def _refuse(self, document: DataFile, code: str, said: tuple[str, str], at: Node) -> None:
        self.problems.append(document.problem(code, *said, at=at))

    def _read_lines(self, document: DataFile, name: str, indicator: Indicator, readings: ByKey) -> None:
        readers: dict[int, Reader] = {}
        begun: dict[int, int] = {}
        strange: set[tuple[str, str]] = set()
        for at, keys, organisation, entry in _lines(document, name, readings):
            if len(self.problems) > MAX_PROBLEMS:
                return  # more than will be told
            try:
                day = read_date(keys[-1])
            except PydanticCustomError:
                continue  # check_dates has said so
            year = indicator.year_of(day, self.terms)
            if year not in begun:
                begun[year] = indicator.target_year(year)
            since = begun[year]
            if since not in readers:
                readers[since] = Reader(indicator, indicator.target[since], self.targets.scales)
            said = self._stranger(indicator, since, readers[since].group, organisation)
            if said and said[0] and (keys[2], said[0]) not in strange:
                self._refuse(document, "AW303", said, document.node_at(keys[:3], key=True))
                strange.add((keys[2], said[0]))
            if not said and readers[since].judgeable:
                self._add(document, readers[since], at, keys, day, organisation, entry)

    def _stranger(
        self, indicator: Indicator, since: int, group_id: str | None, organisation: str | None
    ) -> tuple[str, str] | None:
        """What is wrong with a line's organisation: None for nothing, empty where it was said before."""
        if group_id is None:
            if not organisation:
                return None
            return f"“{indicator.name}”{since}年的目标不分考核对象", "这一年的日期直接写在指标下面"
        group = self.targets.organisations.get(group_id)
        if group is None:
            return "", ""  # said where the group is named
        if organisation is None:
            some = next(iter(group.members))
            return (
                f"“{indicator.name}”{since}年的目标要按{group.name}分别写",
                f"先写编号再写日期，例如 {some}:",
            )
        if organisation in group.members:
            return None
        if organisation in self.document.keys_at("organisations", group_id, "members"):
            return "", ""
        return unknown(
            group.name, organisation, group.members, {each.name: key for key, each in group.members.items()}
        )

    def _add(
        self,
        document: DataFile,
        reader: Reader,
        key: Scalar,
        keys: Keys,
        day: date,
        organisation: str | None,
        entry: Entry,
    ) -> None:
        try:
            value = reader.read(entry)
        except PydanticCustomError as error:
            refused = _refusal(document, error, _value_node(document, keys))
            if self._is_read_anew(keys[1]):
                self.later.append(refused._replace(since=UNITS_SINCE))
            else:
                self.problems.append(refused)
            return
        self._check_pair(document, reader.indicator, keys, value)
        place = Place(document.path, key.line, key.column, key.end_column)
        earlier = self.taken.setdefault((keys[1], organisation, day), place)
        if earlier is not place:
            said = f"{day} 已经有一个监测值，在第 {earlier.line} 行", "只留一个"
            self._refuse(document, "AW309", said, key)
        measurement = Measurement(keys[1], day, value, entry, place, organisation)
        if reader.indicator.figures is FigureKind.PER_PERIOD:
            self._check_period(document, reader.indicator, measurement, _value_node(document, keys), key)
        self.found.setdefault(keys[1], []).append(measurement)

    def _check_period(
        self, document: DataFile, indicator: Indicator, new: Measurement, at: Node, key: Scalar
    ) -> None:
        """A figure of its own period: one line each, of which the sum is that of the year."""
        if said := unfit_for_sum(new.value, indicator):
            self._refuse(document, "AW308", said, at)
        elif isinstance(new.value, Figure):
            year = indicator.year_of(new.on, self.terms)
            first = self.summed.setdefault((new.indicator, new.organisation, year), new)
            if isinstance(first.value, Figure) and (first.value.denominator is None) != (
                new.value.denominator is None
            ):
                message = f"“{indicator.name}”这里写的是 {new.value.text}，第 {first.place.line} 行是 {first.value.text}"
                self._refuse(document, "AW308", (message, "两种写法加不起来，各期都写成一样的"), at)
        period = period_of(new.on, indicator, tuple(self.terms))
        if period is None:
            return
        earlier = self.of_period.setdefault((new.indicator, new.organisation, period), new)
        if earlier.on != new.on:
            message = f"“{indicator.name}”{period.name}已经有一个监测值，在第 {earlier.place.line} 行，是 {earlier.on} 的"
            hint = "每期只写一个（figures: per_period）：合成一个，或把日期改到各自那一期的最后一天"
            self._refuse(document, "AW309", (message, hint), key)

    def _is_read_anew(self, name: str) -> bool:
        """Whether a unit of an indicator or of its indices is typed so that 0.1 took it for none it knew."""
        indicator = self.targets.indicators[name]
        typed = [(self.document.node_at(("indicators", name, "unit")), indicator.unit)]
        for key, scale in self.targets.scales.items():
            for index, each in scale.indices.items():
                typed.append((self.document.node_at(("scales", key, "indices", index, "unit")), each.unit))
        return any(isinstance(node, Scalar) and node.text.strip() != unit for node, unit in typed)

    def _check_pair(self, document: DataFile, indicator: Indicator, keys: Keys, value: Value) -> None:
        """A count pair can be converted into the unit of measure; where not, it is the unit that wants mending."""
        if not isinstance(value, Figure) or value.denominator is None:
            return
        if (said := without_factor(value, indicator)) and keys[1] not in self.unconverted:
            self.unconverted.add(keys[1])
            at = self.document.node_at(("indicators", keys[1], "unit"))
            self.later.append(self.document.problem("AW315", *said, at=at))
        elif said := miscounted(value, indicator):
            self.later.append(document.problem("AW315", *said, at=_value_node(document, keys)))


def _refusal(document: DataFile, error: PydanticCustomError, at: Node) -> Diagnostic:
    context = error.context or {}
    return document.problem(error.type, context["message"], context["hint"], at=at)


def _value_node(document: DataFile, keys: Keys) -> Node:
    """The text of the value: the whole entry where nothing else is written."""
    node = document.node_at(keys)
    return node.entries["value"][1] if isinstance(node, Mapping) and "value" in node.entries else node


def _lines(
    document: DataFile, name: str, readings: ByKey
) -> Iterator[tuple[Scalar, Keys, str | None, Entry]]:
    """Every line of an indicator: its day as it is written, the keys that lead to it, whose it is, the entry."""
    written = document.entries_at("measurements", name)
    for key, reading in readings.items():
        if isinstance(reading, Entry):
            yield written[key][0], ("measurements", name, key), None, reading
        else:
            own = document.entries_at("measurements", name, key)
            for day, entry in reading.items():
                yield own[day][0], ("measurements", name, key, day), key, entry
