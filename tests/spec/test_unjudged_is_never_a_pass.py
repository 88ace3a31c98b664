"""The Gate: passed, failed and unjudged are three things."""

from __future__ import annotations

import pytest

from facilitator.domain.verdict import Decision, Finding
from facilitator.gate import Judged, decide, summary
from tests.factories import a_verdict

PASSED, FAILED, UNJUDGED = Finding.PASSED, Finding.FAILED, Finding.UNJUDGED


@pytest.mark.parametrize(
    ("findings", "first", "after_revision"),
    [
        ((PASSED,), Decision.RELEASE, Decision.RELEASE),
        ((PASSED, PASSED), Decision.RELEASE, Decision.RELEASE),
        ((PASSED, FAILED), Decision.REVISE, Decision.HOLD),
        ((PASSED, UNJUDGED), Decision.REVISE, Decision.HOLD),
        ((UNJUDGED,), Decision.REVISE, Decision.HOLD),
        ((), Decision.HOLD, Decision.HOLD),
    ],
)
def test_only_what_every_check_passed_is_released(findings: tuple[Finding, ...], first: Decision, after_revision: Decision) -> None:
    verdicts = [a_verdict(finding) for finding in findings]

    assert decide(verdicts) is first
    assert decide(verdicts, revised=True) is after_revision


def test_a_good_average_never_hides_one_failure() -> None:
    pieces = [Judged(place=f"items.{i}", verdicts=(a_verdict(),)) for i in range(9)]
    pieces.append(Judged(place="items.9", verdicts=(a_verdict(FAILED, score=0.4),)))

    assert summary(pieces)[0].finding is FAILED
    assert decide(summary(pieces), revised=True) is Decision.HOLD
