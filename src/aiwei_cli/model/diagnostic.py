"""What is wrong with a file: place, code, severity, sentence, remedy."""

from typing import TYPE_CHECKING, Final, NamedTuple, Self

from aiwei_cli.model.severity import FIRST, Severity

if TYPE_CHECKING:
    from aiwei_cli.model.codes.code import Code


class Place(NamedTuple):
    """A stretch of one line of a file; line and columns count from 1, in characters."""

    path: str
    line: int = 1
    column: int = 1
    end_column: int = 0
    """First column after the stretch; 0 when it runs to the end of the line."""


NO_LONGER_TAKEN: Final = "那时的写法现已不收"
"""What is said of a line that only a later version refuses, where it stands in a revision."""
MAX_PROBLEMS: Final = 100
"""Told by one stage of reading, mostly of one file."""
AND_MORE: Final = "（错误太多，其余的没有列出）"


def _entry(name: str) -> "Code":
    """The entry of a code, which is not loaded before something is wrong."""
    from aiwei_cli.model.codes.catalogue import entry_of

    return entry_of(name)


class Diagnostic(NamedTuple):
    """One finding about a file.

    ``message`` says what was found, ``hint`` what to write instead; ``source`` is the line of
    the file that ``place`` points into, empty where there is none to show.
    """

    place: Place
    code: str
    message: str
    hint: str = ""
    source: str = ""
    more: bool = False
    """Whether others like it were left out after it: nobody mends hundreds in one go."""
    since: str = ""
    """The version that first refused it, where that is later than its code's."""
    past: bool = False
    """Whether it is about a revision whose day did not know the rule: it refuses nothing there."""

    def and_more(self) -> Self:
        """The last one that is told of too many."""
        return self._replace(message=f"{self.message}{AND_MORE}", more=True)

    def of_the_past(self) -> Self:
        """The same, as it counts in a revision: an error that 0.1 did not know is told there and no more."""
        code = _entry(self.code)
        if code.severity is not Severity.ERROR or (self.since or code.since) == FIRST:
            return self
        return self._replace(message=f"{NO_LONGER_TAKEN}：{self.message}", hint="", past=True)

    @property
    def severity(self) -> Severity:
        """The severity its code carries."""
        return Severity.NOTICE if self.past else _entry(self.code).severity

    @property
    def sort_key(self) -> tuple[Place, str, str]:
        """By file, line, column, then code: the order in which people work through them."""
        return self.place, self.code, self.message
