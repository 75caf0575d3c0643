"""What a page of ``check`` says around its tables: totals, what is not real, what is excepted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from aiwei_cli.model.target import Level
from aiwei_cli.render.records.check_result import Judged
from aiwei_cli.render.records.verdict_record import ExemptionRecord, VerdictRecord
from aiwei_cli.render.words.labels import LEVEL, SAMPLE
from aiwei_cli.render.words.verdict_totals import idle_line, tally_words
from aiwei_cli.render.words.work_totals import sample_line, work_totals


def heading(result: Judged) -> str:
    """What the page is called."""
    return f"{result.workspace} {result.year}年对标结果"


def totals(result: Judged) -> Iterator[str]:
    """Indicators, those of each level, tasks, issues: a sentence each, of what there is."""
    verdicts = result.verdicts
    head = f"相比 {result.since} 新增" if result.since else "指标"
    yield _sentence(f"{head} {len(verdicts)} 项", _counts(verdicts))
    for level in Level:
        own = [each for each in verdicts if each.level is level]
        if own and len(own) < len(verdicts):
            yield _sentence(f"{LEVEL[level]}级 {len(own)} 项", _counts(own))
    yield from idle_line(result)
    for each in work_totals(result.tasks, result.issues):
        yield _sentence(f"{each.name} {each.amount} {each.unit}", each.states)


def _counts(verdicts: Sequence[VerdictRecord]) -> list[str]:
    return tally_words(verdicts).split("  ") if verdicts else []


def _sentence(head: str, parts: Sequence[str]) -> str:
    return f"{head}：{'，'.join(parts)}" if parts else head


def warnings(result: Judged) -> Iterator[str]:
    """That some of it is made up."""
    samples = sum(each.sample for each in result.verdicts)
    if samples:
        yield f"注意：标着{SAMPLE}的 {samples} 项指标用的是{SAMPLE}数据，不是真实监测值，不能上报"
    yield from sample_line(result.issues)


def exemptions(result: Judged) -> list[tuple[VerdictRecord, ExemptionRecord]]:
    """Every exemption of what is shown, and whose it is."""
    return [(verdict, each) for verdict in result.verdicts for each in verdict.exemptions]
