"""The base of every row: facts in named fields.

A named tuple could be filled by position, and a row of thirty fields is filled wrongly that way; a frozen dataclass costs
five times as much to define. This base takes keywords only, is known to the type checker as a dataclass is, and what
it makes can be compared, and pickled for another process.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, NoReturn, Self, dataclass_transform


@dataclass_transform(kw_only_default=True, frozen_default=True)
class Record:
    """Facts given by keyword, each once, and never changed."""

    _fields: ClassVar[frozenset[str]] = frozenset()
    _defaults: ClassVar[Mapping[str, object]] = {}

    def __init_subclass__(cls) -> None:
        own = cls.__annotations__
        cls._fields = cls._fields.union(own)
        cls._defaults = {**cls._defaults, **{name: vars(cls)[name] for name in own if name in vars(cls)}}

    def __init__(self, **facts: object) -> None:
        whole = {**self._defaults, **facts} if self._defaults else facts
        if whole.keys() != self._fields:
            raise TypeError(f"{type(self).__name__}: {', '.join(sorted(whole.keys() ^ self._fields))}")
        object.__setattr__(self, "__dict__", whole)

    def but(self, **changed: Any) -> Self:
        """The same with other facts in the fields that are named."""
        return type(self)(**{**vars(self), **changed})

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise AttributeError(f"{type(self).__name__}.{name}")

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and vars(self) == vars(other)

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        facts = ", ".join(f"{name}={value!r}" for name, value in vars(self).items())
        return f"{type(self).__name__}({facts})"
