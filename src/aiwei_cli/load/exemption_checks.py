"""Exceptions held against the rest of the data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from aiwei_cli.load.data_file import DataFile
from aiwei_cli.load.references import unknown
from aiwei_cli.load.yamltext.document import plain
from aiwei_cli.model.condition import group_of
from aiwei_cli.model.diagnostic import Diagnostic
from aiwei_cli.model.exemption import Exemption
from aiwei_cli.model.measurement import Measurement
from aiwei_cli.model.target import Indicator, TargetsFile
from aiwei_cli.model.text import translate

Found = Iterator[Diagnostic]
Measured = Mapping[str, Sequence[Measurement]]


def check_exemptions(document: DataFile, targets: TargetsFile, measurements: Measured | None) -> Found:
    """Exceptions are of something that is there. ``measurements``: None where not all could be read."""
    taken: dict[object, list[Exemption]] = {}
    ids = {each.name: key for key, each in targets.indicators.items()}
    for at, exemption in _placed(document, targets):
        indicator = targets.indicators.get(exemption.indicator)
        if indicator is None:
            known = document.keys_at("indicators")
            if exemption.indicator not in known:
                said = unknown("指标", exemption.indicator, known, ids)
                yield document.problem("AW301", *said, at=document.node_at((*at, "indicator")))
            continue
        yield from _check_organisation(document, targets, exemption, indicator, at)
        if measurements is not None and exemption.on:
            yield from _check_day(document, exemption, measurements.get(exemption.indicator, ()), at)
        if any(_overlap(exemption, each) for each in taken.get(exemption.subject, ())):
            message = f"“{indicator.name}”的这项豁免与前面一项同时有效"
            hint = "延长的，改前面一项的 until；换了文件的，写上 from，前一项到前一天为止"
            yield document.problem("AW213", message, hint, at=document.node_at((*at, "indicator")))
        taken.setdefault(exemption.subject, []).append(exemption)


def _placed(document: DataFile, targets: TargetsFile) -> Iterator[tuple[tuple[object, ...], Exemption]]:
    """Where each exception stands; of a list the faulty ones have been left out, so that positions moved."""
    if isinstance(targets.exceptions, dict):
        yield from ((("exceptions", key), each) for key, each in targets.exceptions.items())
        return
    written = enumerate(plain(document.root).get("exceptions") or ())
    for exemption in targets.exceptions:
        position = next((number for number, item in written if _is_that(item, exemption)), 0)
        yield ("exceptions", position), exemption


def _is_that(item: object, exemption: Exemption) -> bool:
    """Whether an entry is the one that was read from it: all that it says is the same."""
    said = {each.alias or name: getattr(exemption, name) for name, each in Exemption.model_fields.items()}
    known = {key: translate(str(value)) for key, value in said.items() if value is not None}
    return isinstance(item, dict) and known == {key: translate(str(value)) for key, value in item.items()}


def _overlap(one: Exemption, other: Exemption) -> bool:
    latest_start = max(each.starts or date.min for each in (one, other))
    return latest_start <= min(one.until, other.until)


def _check_organisation(
    document: DataFile,
    targets: TargetsFile,
    exemption: Exemption,
    indicator: Indicator,
    at: tuple[object, ...],
) -> Found:
    word = exemption.organisation
    if word is None:
        return
    groups = {group for target in indicator.target.values() if (group := group_of(target))}
    if any(group not in targets.organisations for group in groups):
        return  # said where the group is named, or where it is faulty
    members = {
        key: member.name
        for group in sorted(groups)
        for key, member in targets.organisations[group].members.items()
    }
    written = [key for group in groups for key in document.keys_at("organisations", group, "members")]
    if word in members or word in written:
        return
    said = unknown("考核对象", word, members, {name: key for key, name in members.items()})
    if not groups:
        said = f"“{indicator.name}”的目标不分考核对象", "删掉 organisation，或改写指标"
    yield document.problem("AW303", *said, at=document.node_at((*at, "organisation")))


def _check_day(
    document: DataFile, exemption: Exemption, measurements: Sequence[Measurement], at: tuple[object, ...]
) -> Found:
    wanted = exemption.organisation
    days = [each.on for each in measurements if wanted in (None, each.organisation)]
    if exemption.on not in days:
        nearest = sorted(days, key=lambda day: abs(day - (exemption.on or day)))[:3]
        message = f"“{exemption.indicator}”没有 {exemption.on} 的监测值"
        hint = f"核对日期；有监测值的日期：{'、'.join(map(str, sorted(nearest)))}" if days else "删掉这项豁免"
        yield document.problem("AW313", message, hint, at=document.node_at((*at, "date")))
