"""One target, one kind of lines: either each organisation has its own figures, or the indicator has one a date.

A demand that wants both has no figures that it could be judged on.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from collections.abc import Mapping as Mapped
from typing import Any, Final

from aiwei_cli.load.data_file import DataFile
from aiwei_cli.load.yamltext.document import Mapping, Node, plain
from aiwei_cli.model.condition import Condition, Mean, unfold
from aiwei_cli.model.diagnostic import Diagnostic
from aiwei_cli.model.target import TargetsFile

_GROUPS: Final = ("each", "mean")
_SEVERAL: Final = ("all", "any")
_SPLIT: Final = "分成几个指标：按考核对象的，每一组一个"
_AND_PLAIN: Final = "；不分考核对象的，另外一个"


Wanted = tuple[str | None, tuple[object, ...]]
"""Of a condition that wants figures of its own: the group whose members they are of, None for one figure a date,
and the keys that lead to it."""


def check_grouping(document: DataFile, targets: TargetsFile) -> Iterator[Diagnostic]:
    """Targets of which one part is judged by organisation and another is not, or by those of another group."""
    for name, indicator in targets.indicators.items():
        for year, condition in indicator.target.items():
            keys = ("indicators", name, "target", str(year))
            wanted = list(_wanted(condition, keys))
            others = [each for each in wanted if each[0] != wanted[0][0]]
            if not others:
                continue
            odd = next((each for each in wanted if each[0] is None), others[0])
            first = next(each for each in wanted if each[0] != odd[0])
            said = (
                f"“{indicator.name}”{year}年的目标里，{_written(document, first)}{_of(first)}，"
                f"{_written(document, odd)}{_of(odd)}；一个指标的监测值只能是一种"
            )
            averages = any(isinstance(each, Mean) for each in unfold(condition))
            hint = _advice(document.node_at(keys), {group for group, _ in wanted}, averages=averages)
            yield document.problem("AW314", said, hint, at=document.node_at(odd[1]))


def _wanted(condition: Condition, keys: tuple[object, ...]) -> Iterator[Wanted]:
    if condition.group or not condition.inside():
        yield condition.group, keys
    else:
        for more, part in condition.inside():
            yield from _wanted(part, (*keys, *more))


def _of(wanted: Wanted) -> str:
    group, _ = wanted
    return f"按“{group}”的考核对象判定" if group else "不分考核对象"


def _written(document: DataFile, wanted: Wanted) -> str:
    return _flow(plain(document.node_at(wanted[1])))


def _advice(target: Node, groups: Collection[str | None], *, averages: bool) -> str:
    """The same demand over one group, in the words of the file; where there are two groups, how to part it."""
    written = plain(target)
    named = [group for group in groups if group]
    if len(named) != 1 or not isinstance(target, Mapping):
        return _SPLIT + (_AND_PLAIN if None in groups else "")
    over = _over(written, named[0]) if averages else {"each": named[0], **_bare(written)}
    return f"写成 {_flow(over)}"


def _bare(written: Mapped[str, Any]) -> dict[str, Any]:
    """A condition without the groups in it; several in several of the same kind become one list."""
    bare = {key: value for key, value in written.items() if key not in _GROUPS}
    for key in _SEVERAL:
        if key in bare:
            parts = [_bare(each) for each in bare[key]]
            bare[key] = [inner for part in parts for inner in (part[key] if [*part] == [key] else [part])]
    return bare


def _over(written: Mapped[str, Any], group: str) -> dict[str, Any]:
    """A condition whose plain parts run over a group too, as a mean cannot be told of several."""
    if any(key in written for key in _GROUPS):
        return dict(written)
    for key in _SEVERAL:
        if key in written:
            return {key: [_over(each, group) for each in written[key]]}
    return {"each": group, **written}


def _flow(written: Any) -> str:
    """A piece of the file on one line, as a person would write it."""
    if isinstance(written, Mapped):
        return "{" + ", ".join(f"{key}: {_flow(value)}" for key, value in written.items()) + "}"
    if isinstance(written, list):
        return f"[{', '.join(map(_flow, written))}]"
    return str(written)
