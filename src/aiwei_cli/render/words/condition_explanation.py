"""What ``aiwei rule`` and the manual say of a condition word; nothing else pays for it."""

from __future__ import annotations

from typing import Final, NamedTuple


class Explanation(NamedTuple):
    """A condition word explained: a target, values of one year that miss it and values that meet it."""

    title: str
    what: str
    why: str
    target: str
    misses: str
    meets: str
    unit: str = "%"
    beside: str = ""
    """The scale or the group that the target names."""
    figures: str = ""
    """The kind of figures that is explained, where it is not the target; they are of quarters."""


SCHOOLS: Final = (
    "organisations:\n  school:\n    name: 学校\n    members: {first: 第一小学, second: 第二小学}\n"
)
"""The group in the examples of conditions over one."""
