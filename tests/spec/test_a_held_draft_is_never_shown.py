"""What a Check stops is revised once, then replaced or withheld; its words never leave."""

from __future__ import annotations

from facilitator.checks.base import Check
from facilitator.comparing import Comparing
from facilitator.domain.outputs import Draft
from facilitator.domain.session import Kind
from facilitator.domain.verdict import Decision
from facilitator.examining import Examining
from facilitator.language.scripted import HashEmbedder
from tests.factories import OneDraft, a_brief, a_draft

GOOD = (
    "What did you notice in the last handover you watched at night?",
    "Which note from a night handover reached you too late, and how did you hear of it?",
    "What would you want the night team to tell you before seven?",
    "Walk me through what happens with a handover note once it leaves the ward.",
)
BAD = "Your generation never listens to the night shift, do you?"


def examine(writer: OneDraft, checks: tuple[Check, ...], *fallbacks: OneDraft) -> object:
    return Examining(checks=checks, fallbacks=fallbacks, comparing=Comparing(HashEmbedder(), elsewhere=())).examine(writer.write(a_brief(), kind=Kind.STARTERS, passages=()), a_brief(), kind=Kind.STARTERS, hits=(), writer=writer)


def test_a_clean_draft_is_released_as_it_is(checks: tuple[Check, ...]) -> None:
    examined = examine(OneDraft(a_draft(*GOOD)), checks)

    assert examined.decision is Decision.RELEASE
    assert examined.revisions == 0
    assert not examined.fell_back


def test_a_failing_item_is_revised_once_with_the_reason(checks: tuple[Check, ...]) -> None:
    writer = OneDraft(a_draft(*GOOD[:3], BAD), a_draft(*GOOD))

    examined = examine(writer, checks)

    assert examined.decision is Decision.RELEASE
    assert examined.revisions == 1
    assert {o.place for o in writer.objections[0]} == {"items.3"}
    assert BAD not in examined.draft.model_dump_json()


def test_what_still_fails_is_replaced_by_what_people_wrote(checks: tuple[Check, ...]) -> None:
    still_bad = a_draft(*GOOD[:3], BAD)

    examined = examine(OneDraft(still_bad, still_bad), checks, OneDraft(a_draft(*GOOD)))

    assert examined.decision is Decision.RELEASE
    assert examined.fell_back
    assert BAD not in examined.draft.model_dump_json()


def test_without_a_way_out_the_bad_item_is_left_out_and_the_rest_is_released(checks: tuple[Check, ...]) -> None:
    still_bad = a_draft(*GOOD[:3], BAD)

    examined = examine(OneDraft(still_bad, still_bad), checks)

    assert examined.decision is Decision.RELEASE
    assert [item.text for item in examined.draft.items] == list(GOOD[:3])


def test_too_little_left_is_held_and_empty(checks: tuple[Check, ...]) -> None:
    bad = a_draft(BAD, "OK boomer, what did you notice at night?", "Why did you fail to listen at night?")

    examined = examine(OneDraft(bad, bad), checks)

    assert examined.decision is Decision.HOLD
    assert examined.draft.items == ()
    assert any(not v.passed and v.reason for v in examined.verdicts)


def test_a_citation_nobody_gave_stops_an_item(checks: tuple[Check, ...]) -> None:
    draft = a_draft(*GOOD)
    invented = draft.model_copy(update={"items": (*draft.items[:3], draft.items[3].model_copy(update={"citations": ("p99",)}))})

    examined = examine(OneDraft(invented, invented), checks)

    assert [item.text for item in examined.draft.items] == list(GOOD[:3])


def test_an_empty_draft_is_held(checks: tuple[Check, ...]) -> None:
    examined = examine(OneDraft(Draft(writer="scripted", template="test")), checks)

    assert examined.decision is Decision.HOLD
