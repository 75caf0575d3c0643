"""What the ids in a condition stand for."""

from collections.abc import Mapping
from typing import Protocol

from aiwei_cli.model.target import Group, Scale


class Definitions(Protocol):
    """Scales and groups of organisations by id: a workspace has them, and so has what was taken out of one."""

    @property
    def scales(self) -> Mapping[str, Scale]:
        """The ordinal scales that grades are of."""

    @property
    def groups(self) -> Mapping[str, Group]:
        """The groups that ``each`` and ``mean`` run over."""
