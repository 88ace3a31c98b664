"""What a model wrote becomes a Draft: graded, with citations of given Passages only, and with what it cost."""

from __future__ import annotations

from typing import Any

import pytest

from facilitator.domain.guidance import Passage
from facilitator.domain.outputs import Directness, Stage, Starter
from facilitator.domain.session import Kind
from facilitator.errors import WriterUnavailable
from facilitator.seams import Writer
from tests.endpoint import ScriptedEndpoint, says
from tests.language.writing import ANSWER, BRIEF, HITS, ITEMS, PASSAGES, SAFETY, a_starter, a_writer, reply

ASKING = BRIEF.model_copy(update={"question": "How do I begin?"})


def test_starters_come_graded_with_their_citations_and_cost() -> None:
    with ScriptedEndpoint(says(reply(items=ITEMS))) as endpoint:
        writer: Writer = a_writer(endpoint)

        draft = writer.write(BRIEF, kind=Kind.STARTERS, passages=HITS)

    assert [i.stage for i in draft.items] == [Stage.OPEN, Stage.EXPLORE, Stage.CHALLENGE]
    assert draft.items[0] == Starter(
        text="Which dashboard did you open last?", why="It is concrete.", follow_up="What then?", stage=Stage.OPEN, citations=("guide-1",)
    )
    assert draft.items[2].why == "It is concrete. Leave it out if today is not the day for it."
    assert draft.answer is None
    assert (draft.writer, draft.template.split("@")[0]) == ("tiny", "starters")
    assert draft.passages == PASSAGES
    assert (draft.tokens.sent, draft.tokens.received) == (100, 50)


def test_tokens_of_a_try_that_could_not_be_read_are_counted_too() -> None:
    with ScriptedEndpoint(says("no idea"), says(reply(items=ITEMS))) as endpoint:
        draft = a_writer(endpoint).write(BRIEF, kind=Kind.STARTERS, passages=HITS)

    assert (draft.tokens.sent, draft.tokens.received) == (200, 100)


@pytest.mark.parametrize(
    ("kind", "parts", "holds"),
    [
        (Kind.STARTERS, {"answer": ANSWER, "items": ITEMS}, ("answer", "items")),
        (Kind.SAFETY, {"answer": ANSWER, "safety": SAFETY}, ("answer", "safety")),
        (Kind.QUESTION, {"answer": ANSWER}, ("answer",)),
    ],
)
def test_a_question_is_answered_in_the_same_exchange_whatever_the_kind(kind: Kind, parts: dict[str, Any], holds: tuple[str, ...]) -> None:
    with ScriptedEndpoint(says(reply(**parts))) as endpoint:
        draft = a_writer(endpoint).write(ASKING, kind=kind, passages=HITS)

        wanted = endpoint.chats[0]["response_format"]["json_schema"]["schema"]

    assert draft.answer is not None
    assert (draft.answer.text, draft.answer.citations) == ("Ask him to open one first.", ("guide-2",))
    assert all(getattr(draft, part) for part in holds)
    assert tuple(wanted["required"]) == holds
    assert len(endpoint.chats) == 1


def test_a_question_the_passages_do_not_cover_is_said_to_be_uncovered() -> None:
    uncovered = {"covered": False, "text": "Nothing here says what he may sign.", "citations": []}
    with ScriptedEndpoint(says(reply(answer=uncovered))) as endpoint:
        draft = a_writer(endpoint).write(ASKING, kind=Kind.QUESTION, passages=HITS)

    assert draft.answer is None
    assert draft.not_covered == "Nothing here says what he may sign."


def test_what_is_confidential_comes_from_the_programme_and_never_from_the_model() -> None:
    boast = {**SAFETY, "confidential": "Everything stays secret for ever."}
    programme = Passage(id="prog", source="programme#text", title="Programme", text="It stays here, except danger.")
    with ScriptedEndpoint(says(reply(safety=boast))) as endpoint:
        told = a_writer(endpoint, programme=lambda role: (f"For the {role.value}: it stays here, except danger.", (programme,)))
        untold = a_writer(endpoint)

        first = told.write(BRIEF, kind=Kind.SAFETY, passages=HITS)
        second = untold.write(BRIEF, kind=Kind.SAFETY, passages=HITS)

    assert first.safety is not None
    assert second.safety is not None
    assert first.safety.confidential == "For the mentor: it stays here, except danger."
    assert first.safety.citations == ("prog", "guide-3")
    assert programme in first.passages
    assert "has not said here what is confidential" in second.safety.confidential
    assert [r.directness for r in first.safety.ladder] == list(Directness)
    assert first.safety.passing == "I would rather not go into that today."


@pytest.mark.parametrize(
    ("citations", "kept"),
    [
        (["p1", "p3"], ("guide-1", "guide-3")),
        (["p4", "p0", "p99", "guide-9", "Harvard 2024"], ()),
        (["guide-2", "P2", "[p2]"], ("guide-2",)),
        ("p1, p2", ("guide-1", "guide-2")),
        ([{"id": "p3"}], ("guide-3",)),
        (None, ()),
    ],
)
def test_only_passages_that_were_given_can_be_cited(citations: object, kept: tuple[str, ...]) -> None:
    with ScriptedEndpoint(says(reply(items=[a_starter("open", f"What about {n}?", citations=citations) for n in range(3)]))) as endpoint:
        draft = a_writer(endpoint).write(BRIEF, kind=Kind.STARTERS, passages=HITS)

    assert {i.citations for i in draft.items} == {kept}


def test_a_long_or_repetitive_set_is_cut_to_five_and_keeps_its_ends() -> None:
    many = [
        a_starter("open", "How is it going?"),
        *(a_starter("explore", f"What of part {n}?") for n in range(6)),
        a_starter("challenge", "What if it ended?"),
    ]
    with ScriptedEndpoint(says(reply(items=[*many, *many, {"stage": "open", "text": "No reason given?"}]))) as endpoint:
        draft = a_writer(endpoint).write(BRIEF, kind=Kind.STARTERS, passages=HITS)

    assert [i.stage.value for i in draft.items] == ["open", "explore", "explore", "explore", "challenge"]
    assert len({i.text for i in draft.items}) == 5


def test_the_first_one_opens_when_the_model_marks_no_opener() -> None:
    with ScriptedEndpoint(says(reply(items=[a_starter("warm-up", f"What of {n}?") for n in range(3)]))) as endpoint:
        draft = a_writer(endpoint).write(BRIEF, kind=Kind.STARTERS, passages=HITS)

    assert [(i.stage.value, i.text) for i in draft.items][:2] == [("open", "What of 0?"), ("explore", "What of 1?")]


def test_a_recap_is_not_this_writers_work() -> None:
    with ScriptedEndpoint() as endpoint, pytest.raises(WriterUnavailable, match="writes no recap"):
        a_writer(endpoint).write(BRIEF, kind=Kind.RECAP, passages=HITS)
