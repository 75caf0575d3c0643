"""``aiwei check --since``: only what is new against a revision."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Final

from aiwei_cli.load.answered_questions import unanswered
from aiwei_cli.load.assemble import Loaded
from aiwei_cli.load.yamltext.document import Scalar
from aiwei_cli.model.diagnostic import AND_MORE, NO_LONGER_TAKEN, Diagnostic
from aiwei_cli.model.errors import UsageError
from aiwei_cli.model.severity import Severity
from aiwei_cli.model.verdict import Assessment
from aiwei_cli.model.workspace import FailOn
from aiwei_cli.render.records.check_result import Refused
from aiwei_cli.rules.engine import assess
from aiwei_cli.rules.state_comparison import compare_years, new_dues, new_findings
from aiwei_cli.usecases.caller import Caller, Notice, Weight
from aiwei_cli.usecases.check_outcome import Outcome, Refusal, overdue
from aiwei_cli.usecases.compared_states import baseline, sound

_PASSING: Final = re.compile(
    f"^{NO_LONGER_TAKEN}：|第 [0-9]+( 至 [0-9]+)? 行|（豁免已于[0-9-]+到期）$|{AND_MORE}$"
)
"""What a message says that the next run may say otherwise of the same thing."""


class Baseline:
    """A revision's files, read once, that a state is held against."""

    def __init__(self, root: Path, loaded: Loaded, revision: str, caller: Caller) -> None:
        self.now = loaded
        self.revision = revision
        self.caller = caller
        self.was, self.name = baseline(root, loaded, revision, caller)

    @property
    def mistakes(self) -> list[Diagnostic]:
        """What is wrong now and was not in the revision."""
        return self._new(self.now.diagnostics, self.was.diagnostics)

    def refusal(self) -> Refusal:
        """Why data cannot be judged: the new mistakes, or the word that none is new."""
        new, notices = self.mistakes, tuple[Notice, ...]()
        result = Refused(diagnostics=tuple(new))
        if any(each.severity is Severity.ERROR for each in new):
            if any(each.more for each in self.was.diagnostics):
                said = f"{self.name} 里的错误太多，没有全部读出，列出的不一定都是新的"
                notices = (Notice(said, weight=Weight.CAUTION),)
            return Refusal(result, notices)
        if any(each.more for each in self.now.diagnostics):
            message = f"错误太多，没有全部列出，说不清相比 {self.name} 有没有新的，没有判定"
        else:
            wrong = sum(each.severity is Severity.ERROR for each in self.now.diagnostics)
            message = f"没有新的错误，但 {self.name} 里就有的 {wrong} 处错误还没有改正，没有判定"
        return Refusal(result, otherwise=UsageError(message, "运行 aiwei check 查看，改正以后再判定"))

    def only_new(self, found: Outcome, fail_on: Iterable[FailOn]) -> Outcome:
        """Of an outcome what the revision did not have, judged for the same year as of the same day."""
        shown = found.assessment
        before = sound(self.was, self.revision)
        was = assess(before, shown.year, shown.as_of)
        questions = [each for each in found.diagnostics if each.severity is Severity.WARNING]
        new = self._new(questions, unanswered(self.was, shown.year, shown.as_of)[0])
        dues = new_dues(found.overdue, overdue(before, was)) if FailOn.LATE in fail_on else ()
        findings = new_findings(shown, was)
        left = len(shown.findings) - len(findings)
        said = f"相比 {self.revision}：新增 {len(findings)} 项未达标或缺数据，其余 {left} 项不列"
        self.caller.tell(Notice(said, weight=Weight.FACT))
        only = shown._replace(
            findings=findings, late=(), tasks=(), issues=(), since=self.name, without_target=()
        )
        return Outcome(only, tuple(new), dues, found.excused, len(questions) - len(new))

    def in_other_years(self, year: int, day_of: Callable[[int], date]) -> Iterator[Assessment]:
        """Of every year but ``year`` what turned bad since, by a change of its figures or of what is demanded."""
        before, after = sound(self.was, self.revision), self.now.workspace
        found = compare_years(before, after, year, lambda each: (day_of(each), day_of(each)))
        for was, now in found.others:
            if new := new_findings(now, was):
                yield now._replace(findings=new, late=(), tasks=(), issues=())

    def _new(self, now: Sequence[Diagnostic], was: Sequence[Diagnostic]) -> list[Diagnostic]:
        """Those that the revision has not, wherever they stand in a file; of several alike the last ones."""
        known = Counter(_key(each, self.was) for each in was)
        new = []
        for each in now:
            key = _key(each, self.now)
            if known[key]:
                known[key] -= 1
            else:
                new.append(each)
        return new


def _key(each: Diagnostic, loaded: Loaded) -> tuple[str, str, str]:
    """What a diagnostic keeps where its line moves, or its file is renamed."""
    # Why evidence cannot be read is said of a commit in other words than of a folder.
    message = each.message.partition("：")[0] if each.code == "AW406" else each.message
    return each.code, _file(each.place.path, loaded), _PASSING.sub("", message)


def _file(path: str, loaded: Loaded) -> str:
    """What tells a file from the others: an action's id, which no two share."""
    document = loaded.documents.get(path)
    node = document.root.entries.get("id") if document else None
    text = node[1].text if node and isinstance(node[1], Scalar) else None
    return text or path
