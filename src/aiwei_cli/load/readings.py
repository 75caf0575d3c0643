"""From the ``measurements`` of an action's file to measurements that can be judged."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from collections.abc import Mapping as AnyMapping

from pydantic_core import PydanticCustomError

from aiwei_cli.load.document import Document, Mapping, Node, Scalar
from aiwei_cli.load.references import unknown
from aiwei_cli.load.values import Reader
from aiwei_cli.model.action import ActionFile
from aiwei_cli.model.diagnostic import Diagnostic, Place
from aiwei_cli.model.measurement import Entry, Measurement
from aiwei_cli.model.target import Indicator, TargetsFile
from aiwei_cli.model.text import read_date

ByKey = AnyMapping[str, Entry | dict[str, Entry]]
Keys = tuple[str, ...]


def check_dates(document: Document) -> Iterator[Diagnostic]:
    """Days that are none. Works on the bare tree, so that it speaks whatever else is wrong."""
    for indicator in _entries(document.root.entries.get("measurements")):
        for key, value in _entries(indicator):
            of_organisation = key.text and key.text[0].isascii() and key.text[0].isalpha()
            for day, _ in _entries((key, value)) if of_organisation else ((key, value),):
                try:
                    read_date(day.text)
                except PydanticCustomError as error:
                    yield _refusal(document, error, day)


def _entries(entry: tuple[Scalar, Node] | None) -> Collection[tuple[Scalar, Node]]:
    """What a key holds, where that is a mapping."""
    return entry[1].entries.values() if entry and isinstance(entry[1], Mapping) else ()


class Readings:
    """Collects the measurements of all action files, and what is wrong with them."""

    def __init__(self, targets: TargetsFile, known: Collection[str], actions: Collection[str]) -> None:
        self.targets = targets
        self.known = known
        """Indicators that are written, also those too faulty to be used."""
        self.actions = actions
        """Actions by id; empty where not all of them could be read."""
        self.problems: list[Diagnostic] = []
        self.found: dict[str, list[Measurement]] = {}

    def by_indicator(self) -> dict[str, tuple[Measurement, ...]]:
        """Every indicator's measurements in date order."""
        return {
            name: tuple(sorted(found, key=lambda each: each.on))  # within a day as written
            for name, found in self.found.items()
        }

    def read(self, document: Document, action: ActionFile) -> None:
        """Add one action's measurements."""
        for name, readings in action.measurements.items():
            at = document.node_at(("measurements", name), key=True)
            indicator = self.targets.indicators.get(name)
            if indicator is None:
                if name not in self.known:
                    names = [each.name for each in self.targets.indicators.values()]
                    said = unknown("指标", name, self.known, names)
                    self.problems.append(document.problem("AW301", *said, at=at))
            elif indicator.action == action.id:
                self._read_lines(document, name, indicator, readings)
            elif indicator.action in self.actions:
                said = f"指标“{name}”属于专项行动“{indicator.action}”", "把这一段移到那个行动的文件里"
                self.problems.append(document.problem("AW310", *said, at=at))

    def _read_lines(self, document: Document, name: str, indicator: Indicator, readings: ByKey) -> None:
        reader = Reader(indicator, self.targets.scales)
        strange = self._strangers(document, name, indicator, readings)
        for keys, organisation, entry in _lines(name, readings):
            if reader.judgeable and keys[2] not in strange:
                self._add(document, reader, keys, organisation, entry)

    def _strangers(self, document: Document, name: str, indicator: Indicator, readings: ByKey) -> set[str]:
        """Keys that should name an organisation and do not, or should not and do."""
        group = self.targets.organisations.get(indicator.group or "")
        strange = set()
        for key, reading in readings.items():
            of_date = isinstance(reading, Entry)
            if group is None and indicator.group is None and not of_date:
                said = f"“{indicator.name}”不分考核对象", "日期直接写在指标下面"
            elif group is not None and of_date:
                some = next(iter(group.members))
                said = f"“{indicator.name}”要按{group.name}分别写", f"先写编号再写日期，例如 {some}:"
            elif group is not None and key not in group.members:
                said = unknown(group.name, key, group.members, [each.name for each in group.members.values()])
            else:
                continue
            strange.add(key)
            at = document.node_at(("measurements", name, key), key=True)
            self.problems.append(document.problem("AW303", *said, at=at))
        return strange

    def _add(
        self, document: Document, reader: Reader, keys: Keys, organisation: str | None, entry: Entry
    ) -> None:
        try:
            day = read_date(keys[-1])
        except PydanticCustomError:
            return  # check_dates has said so
        key = document.node_at(keys, key=True)
        try:
            value = reader.read(entry)
        except PydanticCustomError as error:
            self.problems.append(_refusal(document, error, _value_node(document, keys)))
            return
        place = Place(document.path, key.line, key.column, key.end_column)
        measurement = Measurement(keys[1], day, value, entry, place, organisation)
        earlier = self._same_day(measurement)
        if earlier:
            message = f"{day} 已经有一个监测值，在第 {earlier.place.line} 行"
            self.problems.append(document.problem("AW309", message, "只留一个", at=key))
        self.found.setdefault(keys[1], []).append(measurement)

    def _same_day(self, new: Measurement) -> Measurement | None:
        for old in self.found.get(new.indicator, ()):
            if old.on == new.on and old.organisation == new.organisation:
                return old
        return None


def _refusal(document: Document, error: PydanticCustomError, at: Node) -> Diagnostic:
    context = error.context or {}
    return document.problem(error.type, context["message"], context["hint"], at=at)


def _value_node(document: Document, keys: Keys) -> Node:
    """The text of the value: the whole entry where nothing else is written."""
    node = document.node_at(keys)
    return node.entries["value"][1] if isinstance(node, Mapping) and "value" in node.entries else node


def _lines(name: str, readings: ByKey) -> Iterator[tuple[Keys, str | None, Entry]]:
    for key, reading in readings.items():
        if isinstance(reading, Entry):
            yield ("measurements", name, key), None, reading
        else:
            for day, entry in reading.items():
                yield ("measurements", name, key, day), key, entry
