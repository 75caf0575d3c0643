"""How many verdicts there are of each kind: the totals below every table, and of what is not judged."""

from collections import Counter
from collections.abc import Iterable, Iterator

from aiwei_cli.model.verdict import Finding, Status
from aiwei_cli.render.records.check_result import Judged
from aiwei_cli.render.records.verdict_record import VerdictRecord
from aiwei_cli.render.words.labels import STATUS
from aiwei_cli.render.words.safe_text import one_line


def tally(verdicts: Iterable[Finding | VerdictRecord]) -> Counter[Status]:
    """How many have each status."""
    return Counter(each.status for each in verdicts)


def tally_words(verdicts: Iterable[Finding | VerdictRecord]) -> str:
    """The totals in one line: ``达标 3  未达标 1``; statuses that do not occur are left out."""
    counts = tally(verdicts)
    return "  ".join(f"{word} {counts[status]}" for status, word in STATUS.items() if counts[status])


def idle_line(result: Judged) -> Iterator[str]:
    """That indicators are not judged, as nothing is demanded of them in the year."""
    if result.without_target:
        yield f"另有 {len(result.without_target)} 项指标 {result.year} 年没有目标"


def whole_words(result: Judged) -> str:
    """The totals of all that is shown; where only what is new is, that it is no more than that."""
    new = f"相比 {one_line(result.since)} 新增 {len(result.verdicts)} 项" if result.since else ""
    return "  ".join(filter(None, [new, tally_words(result.verdicts)]))
