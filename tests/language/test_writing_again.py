"""Only the pieces objected to are written again, each in its own place."""

from __future__ import annotations

import pytest

from facilitator.domain.outputs import Stage
from facilitator.domain.session import Kind
from facilitator.errors import WriterUnavailable
from facilitator.gate import Objection
from tests.endpoint import ScriptedEndpoint, says, status
from tests.language.writing import ANSWER, BRIEF, HITS, ITEMS, SAFETY, a_starter, a_writer, reply, sent

ASKING = BRIEF.model_copy(update={"question": "How do I begin?"})


def _object(*places: str) -> tuple[Objection, ...]:
    return tuple(Objection(place=place, reason=f"Reason for {place}, says Geoff.") for place in places)


def test_only_the_starters_objected_to_are_written_again_in_their_place_and_stage() -> None:
    fresh = [a_starter("open", "What changed on Monday?", citations=["p3"])]
    with ScriptedEndpoint(says(reply(answer=ANSWER, items=ITEMS)), says(reply(items=fresh))) as endpoint:
        writer = a_writer(endpoint)
        draft = writer.write(ASKING, kind=Kind.STARTERS, passages=HITS)

        again = writer.rewrite(draft, ASKING, kind=Kind.STARTERS, passages=HITS, objections=_object("items.1", "items.1"))

        asked = sent(endpoint)
        assert endpoint.chats[-1]["response_format"]["json_schema"]["schema"]["required"] == ["items"]
    assert [i.text for i in again.items] == [draft.items[0].text, "What changed on Monday?", draft.items[2].text]
    assert again.items[1].stage is Stage.EXPLORE
    assert again.items[1].citations == ("guide-3",)
    assert again.answer == draft.answer
    assert (again.tokens.sent, again.tokens.received) == (200, 100)
    assert "items.1: What did you look for there?" in asked
    assert "Reason for items.1, says" in asked
    assert "Geoff" not in asked
    assert "1 starter for the mentor" in asked


def test_an_objection_to_the_whole_set_has_every_starter_written_again() -> None:
    fresh = [a_starter("open", f"What of {n}?") for n in range(3)]
    with ScriptedEndpoint(says(reply(items=ITEMS)), says(reply(items=fresh))) as endpoint:
        writer = a_writer(endpoint)
        draft = writer.write(BRIEF, kind=Kind.STARTERS, passages=HITS)

        again = writer.rewrite(draft, BRIEF, kind=Kind.STARTERS, passages=HITS, objections=_object("whole"))

    assert [i.text for i in again.items] == ["What of 0?", "What of 1?", "What of 2?"]
    assert [i.stage for i in again.items] == [i.stage for i in draft.items]


@pytest.mark.parametrize(
    ("place", "changed"),
    [("safety.ladder.1", "plain"), ("safety.pass", "passing"), ("safety.not_today", "not_today"), ("safety.leader_side", "leader_side")],
)
def test_only_the_safety_words_objected_to_change(place: str, changed: str) -> None:
    fresh = {
        "ladder": {"gentle": "New gentle.", "plain": "New plain.", "firm": "New firm."},
        "pass": "New pass.",
        "not_today": "New day.",
        "leader_side": "New risk. New duty.",
        "citations": ["p1"],
    }
    with ScriptedEndpoint(says(reply(safety=SAFETY)), says(reply(safety=fresh))) as endpoint:
        writer = a_writer(endpoint)
        draft = writer.write(BRIEF, kind=Kind.SAFETY, passages=HITS)

        again = writer.rewrite(draft, BRIEF, kind=Kind.SAFETY, passages=HITS, objections=_object(place))

    assert draft.safety is not None
    assert again.safety is not None
    before = {**{r.directness.value: r.say for r in draft.safety.ladder}, **draft.safety.model_dump(exclude={"ladder", "citations"})}
    after = {**{r.directness.value: r.say for r in again.safety.ladder}, **again.safety.model_dump(exclude={"ladder", "citations"})}
    assert [key for key in before if before[key] != after[key]] == [changed]
    assert after[changed].startswith("New")


def test_an_answer_is_written_again_and_the_programmes_own_words_never_are() -> None:
    with ScriptedEndpoint(says(reply(answer=ANSWER, safety=SAFETY)), says(reply(answer={**ANSWER, "text": "Begin with one."}))) as endpoint:
        writer = a_writer(endpoint)
        draft = writer.write(ASKING, kind=Kind.SAFETY, passages=HITS)

        same = writer.rewrite(draft, ASKING, kind=Kind.SAFETY, passages=HITS, objections=_object("safety.confidential"))
        again = writer.rewrite(draft, ASKING, kind=Kind.SAFETY, passages=HITS, objections=_object("answer"))

    assert same == draft
    assert len(endpoint.chats) == 2
    assert again.answer is not None
    assert again.answer.text == "Begin with one."
    assert again.safety == draft.safety


def test_a_rewrite_that_fails_is_an_error_and_not_a_half_new_draft() -> None:
    with ScriptedEndpoint(says(reply(items=ITEMS)), status(401)) as endpoint:
        writer = a_writer(endpoint)
        draft = writer.write(BRIEF, kind=Kind.STARTERS, passages=HITS)

        with pytest.raises(WriterUnavailable):
            writer.rewrite(draft, BRIEF, kind=Kind.STARTERS, passages=HITS, objections=_object("items.0"))
