"""What a page of ``check`` says around its tables: totals, what is not real, what is excepted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from aiwei_cli.model.diagnostic import Place
from aiwei_cli.model.target import Level
from aiwei_cli.model.verdict import Assessment, Finding
from aiwei_cli.render.words.assessment_rows import idle_line, tally_words
from aiwei_cli.render.words.check_result import Result
from aiwei_cli.render.words.exemption_words import all_of
from aiwei_cli.render.words.labels import LEVEL, SAMPLE
from aiwei_cli.render.words.work_counts import ledgers, sample_line


def heading(assessment: Assessment) -> str:
    """What the page is called."""
    return f"{assessment.workspace} {assessment.year}年对标结果"


def totals(assessment: Assessment) -> Iterator[str]:
    """Indicators, those of each level, tasks, issues: a sentence each, of what there is."""
    findings = assessment.findings
    head = f"相比 {assessment.since} 新增" if assessment.since else "指标"
    yield _sentence(f"{head} {len(findings)} 项", _verdicts(findings))
    for level in Level:
        own = [each for each in findings if each.indicator.level is level]
        if own and len(own) < len(findings):
            yield _sentence(f"{LEVEL[level]}级 {len(own)} 项", _verdicts(own))
    yield from idle_line(assessment)
    for each in ledgers(assessment):
        yield _sentence(f"{each.name} {each.amount} {each.unit}", each.states)


def _verdicts(findings: Sequence[Finding]) -> list[str]:
    return tally_words(findings).split("  ") if findings else []


def _sentence(head: str, parts: Sequence[str]) -> str:
    return f"{head}：{'，'.join(parts)}" if parts else head


def warnings(assessment: Assessment) -> Iterator[str]:
    """That some of it is made up."""
    samples = sum(finding.sample for finding in assessment.findings)
    if samples:
        yield f"注意：标着{SAMPLE}的 {samples} 项指标用的是{SAMPLE}数据，不是真实监测值，不能上报"
    yield from sample_line(assessment.issues)


def exceptions(result: Result) -> list[tuple[Finding, str, Place]]:
    """Every exception of what is shown: whose, all that is said of it, where it stands."""
    if result.assessment is None or result.workspace is None:
        return []
    return [
        (finding, said, result.excepted[exemption])
        for finding in result.assessment.findings
        for exemption, said in all_of(finding.id, result.workspace, finding, result.assessment)
    ]
