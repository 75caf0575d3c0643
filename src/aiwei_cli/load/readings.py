"""From the ``measurements`` of an action's file to measurements that can be judged."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping as AnyMapping

from pydantic_core import PydanticCustomError

from aiwei_cli.load.document import Document, Mapping, Node
from aiwei_cli.load.references import unknown
from aiwei_cli.load.values import Reader
from aiwei_cli.model.action import ActionFile
from aiwei_cli.model.diagnostic import Diagnostic, Place
from aiwei_cli.model.measurement import Entry, Measurement
from aiwei_cli.model.target import Indicator, TargetsFile
from aiwei_cli.model.text import read_date, unreadable

Keys = tuple[str, ...]


class Readings:
    """Collects the measurements of all action files, and what is wrong with them."""

    def __init__(self, targets: TargetsFile, known: AnyMapping[str, object]) -> None:
        self.targets = targets
        self.known = known
        """Indicators that are written, also those too faulty to be used."""
        self.problems: list[Diagnostic] = []
        self.found: dict[str, list[Measurement]] = {}

    def by_indicator(self) -> dict[str, tuple[Measurement, ...]]:
        """Every indicator's measurements in date order."""
        return {
            name: tuple(sorted(found, key=lambda m: (m.on, m.organisation or "")))
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
                    self.problems.append(
                        document.problem("AW301", *unknown("指标", name, self.known, names), at=at)
                    )
            elif indicator.action != action.id:
                message = f"指标“{name}”属于专项行动“{indicator.action}”"
                self.problems.append(
                    document.problem("AW310", message, "把这一段移到那个行动的文件里", at=at)
                )
            else:
                reader = Reader(indicator, self.targets.scales)
                for keys, organisation, entry in _lines(name, readings):
                    self._add(document, name, reader, keys, organisation, entry)

    def _add(
        self,
        document: Document,
        name: str,
        reader: Reader,
        keys: Keys,
        organisation: str | None,
        entry: Entry,
    ) -> None:
        at = document.node_at(keys, key=True)
        try:
            self._check_organisation(reader.indicator, organisation)
            day = read_date(keys[-1])
            at = _value_node(document, keys)
            value = reader.read(entry)
        except PydanticCustomError as error:
            context = error.context or {}
            self.problems.append(document.problem(error.type, context["message"], context["hint"], at=at))
            return
        key = document.node_at(keys, key=True)
        place = Place(document.path, key.line, key.column, key.end_column)
        measurement = Measurement(name, day, value, entry, place, organisation)
        earlier = self._same_day(measurement)
        if earlier:
            message = f"{day} 已经有一个监测值，在第 {earlier.place.line} 行"
            self.problems.append(document.problem("AW309", message, "只留一个", at=key))
        self.found.setdefault(name, []).append(measurement)

    def _same_day(self, new: Measurement) -> Measurement | None:
        for old in self.found.get(new.indicator, ()):
            if old.on == new.on and old.organisation == new.organisation:
                return old
        return None

    def _check_organisation(self, indicator: Indicator, organisation: str | None) -> None:
        group = self.targets.organisations.get(indicator.group or "")
        if group is None and indicator.group:
            return  # reported where the group is named
        if group is None and organisation is not None:
            raise unreadable("AW303", f"“{indicator.name}”不分考核对象", "日期直接写在指标下面")
        if group is not None and organisation is None:
            some = next(iter(group.members))
            raise unreadable(
                "AW303", f"“{indicator.name}”要按{group.name}分别写", f"先写编号再写日期，例如 {some}:"
            )
        if group is not None and organisation not in group.members:
            names = [member.name for member in group.members.values()]
            raise unreadable("AW303", *unknown(group.name, organisation or "", group.members, names))


def _value_node(document: Document, keys: Keys) -> Node:
    """The text of the value: the whole entry where nothing else is written."""
    node = document.node_at(keys)
    return node.entries["value"][1] if isinstance(node, Mapping) and "value" in node.entries else node


def _lines(
    name: str, readings: AnyMapping[str, Entry | dict[str, Entry]]
) -> Iterator[tuple[Keys, str | None, Entry]]:
    for key, reading in readings.items():
        if isinstance(reading, Entry):
            yield ("measurements", name, key), None, reading
        else:
            for day, entry in reading.items():
                yield ("measurements", name, key, day), key, entry
