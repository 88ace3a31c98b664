"""Runs a suite's file: every Case through the same Facilitator that serves; what breaks off is an error, never a pass."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from evals.asserting import Rubric, Unjudged, missed
from evals.case import Case, CaseFile
from evals.report import CheckScore, Mark, Report, Result
from facilitator.checks.base import Piece
from facilitator.domain.outputs import Output
from facilitator.domain.session import Kind
from facilitator.domain.verdict import Decision, Finding, Verdict
from facilitator.facilitation import Facilitator
from facilitator.gate import Judged, summary


def run_file(suite: CaseFile, facilitator: Facilitator, *, rubric: Rubric | None = None) -> Report:
    """Every case is scored once. ``passed`` is a share of all cases, so that one that broke off lowers it."""
    results = tuple(scored(case, facilitator, rubric=rubric) for case in suite.cases)
    measures = {"passed": sum(r.mark is Mark.PASSED for r in results) / len(suite.cases), **_against_labels(suite.cases, results)}
    return Report(suite=suite.suite, expected=len(suite.cases), results=results, measures=measures, goals=suite.goals)


def scored(case: Case, facilitator: Facilitator, *, rubric: Rubric | None = None) -> Result:
    """One case; whatever goes wrong inside becomes its reason."""
    try:
        decision, verdicts, text = _made(case, facilitator)
        problems = [*_unexpected(case, decision, verdicts), *(p for a in case.assertions if (p := missed(a, text, rubric=rubric)))]
    except Unjudged as error:
        return Result(case=case.id, mark=Mark.ERROR, reason=f"{error}", text=case.text)
    except Exception as error:  # a crash is a finding about this case, and the others are still run
        return Result(case=case.id, mark=Mark.ERROR, reason=f"{type(error).__name__}: {error}", text=case.text)
    checks = {v.check: CheckScore(finding=v.finding, score=v.score, wanted=_wanted(case, v.check)) for v in verdicts}
    return Result(case=case.id, mark=Mark.FAILED if problems else Mark.PASSED, reason="; ".join(problems), checks=checks, text=text)


def _made(case: Case, facilitator: Facilitator) -> tuple[Decision, Sequence[Verdict], str]:
    if case.kind is not None:
        checked = facilitator.check(Piece(kind=case.kind, text=case.text, question=case.question, brief=case.brief, source_text=case.source_text))
        return checked.decision, checked.verdicts, case.text
    if case.ask is Kind.RECAP:
        output = facilitator.recap(case.source_text, brief=case.brief, id=case.id)
    else:
        assert case.brief is not None and case.ask is not None
        verb = {Kind.STARTERS: facilitator.suggest_starters, Kind.SAFETY: facilitator.offer_safety, Kind.QUESTION: facilitator.answer}[case.ask]
        output = verb(case.brief)
    return output.decision, summary([Judged(place="", verdicts=output.verdicts)]), "\n".join(words_of(output))


def words_of(output: Output) -> Iterator[str]:
    """Every text of an Output, in the order it is read."""
    if output.answer:
        yield output.answer.text
    for item in output.items:
        yield from (item.text, item.why, item.follow_up)
    if output.safety:
        yield from (output.safety.confidential, output.safety.passing, *(rung.say for rung in output.safety.ladder), output.safety.leader_side, output.safety.not_today)
    if output.recap:
        recap = output.recap
        yield recap.headline
        yield from (line.text for line in (*recap.takeaways, *recap.decisions, *recap.open_questions, *recap.credits))
        yield from (f"{c.who}: {c.what}" + (f" ({c.when})" if c.when else "") for c in recap.commitments)
    if output.escalation:
        yield output.escalation.text
    if output.not_covered:
        yield output.not_covered


def _unexpected(case: Case, decision: Decision, verdicts: Sequence[Verdict]) -> Iterable[str]:
    expect, found = case.expect, {v.check: v for v in verdicts}
    if expect.decision is not None and decision is not expect.decision:
        why = "; ".join(f"{v.check}: {v.reason}" for v in verdicts if not v.passed)
        yield f"{expect.decision.value} was expected, it was {'released' if decision is Decision.RELEASE else 'held'}{f' ({why})' if why else ''}"
    wanted = [(name, Finding.PASSED) for name in expect.passed] + [(name, Finding.FAILED) for name in expect.failed] + [(label.check, label.finding) for label in case.labels]
    for name, finding in wanted:
        verdict = found.get(name)
        if verdict is None:
            yield f"{name} said nothing, {finding.value} was expected"
        elif verdict.finding is not finding:
            yield f"{name} {verdict.finding.value}, {finding.value} was expected ({verdict.reason})"
    leading = next(iter((found["tone"].classes or {}) if "tone" in found else {}), None)
    if expect.classes and leading not in expect.classes:
        yield f"the tone is taken for {leading}, expected was {' or '.join(expect.classes)}"


def _wanted(case: Case, check: str) -> Finding | None:
    for label in case.labels:
        if label.check == check:
            return label.finding
    if check in case.expect.failed:
        return Finding.FAILED
    if check in case.expect.passed or case.expect.decision is Decision.RELEASE:
        return Finding.PASSED
    return None


def _against_labels(cases: Sequence[Case], results: Sequence[Result]) -> dict[str, float]:
    pairs = [(label, r.checks.get(label.check)) for case, r in zip(cases, results, strict=True) for label in case.labels]
    judged = [(label.finding, score.finding if score else Finding.UNJUDGED) for label, score in pairs]
    bad, fine = [f for wanted, f in judged if wanted is Finding.FAILED], [f for wanted, f in judged if wanted is Finding.PASSED]
    out = {"false release": sum(f is Finding.PASSED for f in bad) / len(bad)} if bad else {}
    return out | ({"false hold": sum(f is not Finding.PASSED for f in fine) / len(fine)} if fine else {})
