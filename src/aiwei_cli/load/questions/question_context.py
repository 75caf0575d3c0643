"""What a question about a measurement may look at, and how it is put."""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from aiwei_cli.model.action import ActionFile
from aiwei_cli.model.measurement import Measurement
from aiwei_cli.model.period import Term
from aiwei_cli.model.target import Group, Indicator, Scale
from aiwei_cli.model.workspace import WorkspaceFile

Ask = Callable[[Measurement], str | None]
"""What is doubtful about a measurement, in a sentence; None where nothing is."""


class QuestionContext(NamedTuple):
    """The whole workspace by ids, as far as it could be read."""

    about: WorkspaceFile | None
    actions: Mapping[str, ActionFile]
    indicators: Mapping[str, Indicator]
    scales: Mapping[str, Scale]
    groups: Mapping[str, Group]
    measurements: Mapping[str, Sequence[Measurement]]
    """By indicator, in date order."""

    @property
    def terms(self) -> Sequence[Term]:
        """The school terms, as far as they are known."""
        return self.about.terms if self.about else ()
