"""The model writer: Drafts from replies, citations of given Passages only, names hidden, what does not fit left out."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from facilitator.domain.guidance import Audience, Hit, Passage
from facilitator.domain.outputs import Directness, Stage, Starter
from facilitator.domain.session import Brief, Kind, Role
from facilitator.domain.template import Example
from facilitator.errors import WriterUnavailable
from facilitator.gate import Objection
from facilitator.language.faults import FaultKind, ModelFault
from facilitator.language.openai_writer import OpenAIWriter
from facilitator.language.written import read, schema
from facilitator.resources import shipped
from facilitator.seams import Writer
from facilitator.templates.files import read_templates
from facilitator.templates.instructing import Instructing
from tests.endpoint import ScriptedEndpoint, says, status
from tests.language.writing import ANSWER, BRIEF, HITS, ITEMS, PASSAGES, SAFETY, a_starter, a_writer, reply, sent

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


# names


def test_no_name_of_the_pair_is_sent_and_every_one_is_restored() -> None:
    def echo(exchange: Any) -> None:
        asked = exchange.asked()["messages"][1]["content"]
        mentor, first, last = re.search(r"The mentor \(junior\): (\w+),.*The mentee \(senior\): (\w+) (\w+),", asked, re.DOTALL).groups()  # type: ignore[union-attr]  # the template says so
        items = [a_starter("open", f"{first} {last}, what did {mentor.upper()} show you, {n}?", why=f"{first}'s view.") for n in range(3)]
        says(reply(items=items))(exchange)

    hits = (Hit(passage=Passage(id="x", source="s", title="t", text="Geoff is a name in this passage, too."), score=1.0), *HITS)
    with ScriptedEndpoint(echo) as endpoint:
        draft = a_writer(endpoint).write(BRIEF, kind=Kind.STARTERS, passages=hits)

        assert not re.search(r"priya|geoff|hartley", sent(endpoint), re.IGNORECASE)
    assert draft.items[0].text == "Geoff Hartley, what did Priya show you, 0?"
    assert draft.items[0].why == "Geoff's view."


def test_names_are_sent_as_they_are_when_the_operator_says_so() -> None:
    with ScriptedEndpoint(says(reply(items=ITEMS))) as endpoint:
        a_writer(endpoint, pseudonyms=False).write(BRIEF, kind=Kind.STARTERS, passages=HITS)

        assert "Priya" in sent(endpoint)
        assert "Geoff" in sent(endpoint)


def test_a_name_that_is_also_a_word_is_hidden_only_as_a_name() -> None:
    brief = Brief(
        mentor="Grace, nurse",
        mentee="Will Marsh, chief of surgery",
        topic="the marsh report we will read with grace",
        context="WILL signs it.",
    )
    with ScriptedEndpoint(says(reply(items=ITEMS))) as endpoint:
        a_writer(endpoint).write(brief, kind=Kind.STARTERS, passages=HITS)

        words = sent(endpoint)
    assert "the marsh report we will read with grace" in words
    assert not re.search(r"\b(Grace|Will|WILL|Marsh)\b", words)


# what fits


def _long(n: int) -> Hit:
    return Hit(
        passage=Passage(id=f"long-{n}", source=f"d#{n}", title=f"Long {n}", text=f"Marker{n} " + "words of guidance " * 60),
        score=1 - n / 10,
    )


@pytest.mark.parametrize(
    "models",
    [
        {"data": [{"id": "tiny", "max_model_len": 3_900}]},
        {"data": [{"id": "served.gguf", "meta": {"n_ctx": 3_900}}]},
        {"data": [{"id": "other", "context_length": 99_000}, {"id": "tiny", "context_length": 3_900}]},
    ],
    ids=["vllm", "llama.cpp", "by name"],
)
def test_passages_that_do_not_fit_are_dropped_whole_from_the_last(models: dict[str, Any]) -> None:
    hits = [_long(n) for n in range(6)]
    with ScriptedEndpoint(says(reply(items=ITEMS)), models=models) as endpoint:
        draft = a_writer(endpoint).write(BRIEF, kind=Kind.STARTERS, passages=hits)

        shown = re.findall(r"Marker(\d)", sent(endpoint))
    assert 0 < len(shown) < 6
    assert shown == [str(n) for n in range(len(shown))]
    assert [p.id for p in draft.passages] == [f"long-{n}" for n in range(len(shown))]
    assert sent(endpoint).count("words of guidance " * 59) == len(shown)


def test_an_endpoint_that_says_nothing_of_its_length_gets_the_six_nearest_for_this_reader() -> None:
    private = Hit(passage=Passage(id="m", source="d#m", title="For the other", text="MarkerX", audience=Audience.MENTEE), score=1.0)
    with ScriptedEndpoint(says(reply(items=ITEMS))) as endpoint:
        draft = a_writer(endpoint).write(BRIEF, kind=Kind.STARTERS, passages=[private, *(_long(n) for n in range(9))])

    assert [p.id for p in draft.passages] == [f"long-{n}" for n in range(6)]
    assert "MarkerX" not in sent(endpoint)


@pytest.mark.parametrize(
    "refusal",
    [
        status(400, message="This model's maximum context length is 4700 tokens", code="context_length_exceeded"),
        status(400, message="the request exceeds the available context size", type="exceed_context_size_error", n_ctx=4_700),
        status(413),
    ],
    ids=["openai", "llama.cpp", "413"],
)
def test_an_endpoint_that_finds_it_too_long_gets_less_and_is_remembered(refusal: Any) -> None:
    with ScriptedEndpoint(refusal, says(reply(items=ITEMS))) as endpoint:
        writer = a_writer(endpoint)

        first = writer.write(BRIEF, kind=Kind.STARTERS, passages=[_long(n) for n in range(6)])
        second = writer.write(BRIEF, kind=Kind.STARTERS, passages=[_long(n) for n in range(6)])

    assert len(endpoint.chats) == 3
    assert len(sent(endpoint, 1)) < len(sent(endpoint, 0))
    assert sent(endpoint, 2).count("Marker") <= sent(endpoint, 1).count("Marker")
    assert len(first.passages) < 6
    assert len(second.passages) < 6


def test_a_brief_that_cannot_fit_is_refused_before_anything_is_sent_of_it() -> None:
    brief = BRIEF.model_copy(update={"context": "what happened " * 1_400})
    with (
        ScriptedEndpoint(says(reply(items=ITEMS)), models={"data": [{"id": "tiny", "max_model_len": 4_096}]}) as endpoint,
        pytest.raises(ModelFault) as caught,
    ):
        a_writer(endpoint).write(brief, kind=Kind.STARTERS, passages=HITS)

    assert caught.value.kind is FaultKind.TOO_LONG
    assert "Shorten the brief" in caught.value.remedy
    assert endpoint.chats == []


def test_examples_are_shown_for_starters_and_go_first_when_room_is_short() -> None:
    def examples(brief: Brief, kind: Kind) -> tuple[Example, ...]:
        return (Example(stage=Stage.OPEN, text="ExampleText what happened?", why="w " * 600, follow_up="f"),)

    with ScriptedEndpoint(says(reply(items=ITEMS)), says(reply(items=ITEMS)), says(reply(safety=SAFETY))) as endpoint:
        a_writer(endpoint, examples=examples).write(BRIEF, kind=Kind.STARTERS, passages=HITS)
        endpoint.models = {"data": [{"id": "tiny", "max_model_len": 1_700}]}
        draft = a_writer(endpoint, examples=examples).write(BRIEF, kind=Kind.STARTERS, passages=HITS)
        a_writer(endpoint, examples=examples).write(BRIEF, kind=Kind.SAFETY, passages=HITS)

    assert ["ExampleText" in sent(endpoint, n) for n in range(3)] == [True, False, False]
    assert draft.passages == PASSAGES


# writing again


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


# prompts and shapes agree


@pytest.mark.parametrize(
    ("kind", "parts"),
    [
        (Kind.STARTERS, ("items",)),
        (Kind.STARTERS, ("answer", "items")),
        (Kind.SAFETY, ("safety",)),
        (Kind.SAFETY, ("answer", "safety")),
        (Kind.QUESTION, ("answer",)),
    ],
)
def test_the_shape_told_in_words_is_the_shape_that_is_read(kind: Kind, parts: tuple[str, ...]) -> None:
    told = Instructing(read_templates(shipped("prompts"))).instructions(kind, ASKING, parts=parts).system

    block = told.split("```json\n")[1].split("\n```")[0]
    assert read(block, parts)
    _same_keys(json.loads(block), schema(parts), schema(parts)["$defs"])


def _same_keys(told: Any, wanted: dict[str, Any], defs: dict[str, Any]) -> None:
    wanted = defs[wanted["$ref"].rsplit("/", 1)[1]] if "$ref" in wanted else wanted
    if isinstance(told, dict):
        assert list(told) == wanted["required"]
        assert wanted["additionalProperties"] is False
        for key, value in told.items():
            _same_keys(value, wanted["properties"][key], defs)
    elif isinstance(told, list):
        _same_keys(told[0], wanted["items"], defs)


def test_the_mentee_and_the_owner_are_written_for_as_such() -> None:
    with ScriptedEndpoint(says(reply(items=ITEMS))) as endpoint:
        writer: OpenAIWriter = a_writer(endpoint)
        for role in (Role.MENTEE, Role.OWNER):
            writer.write(BRIEF.model_copy(update={"role": role}), kind=Kind.STARTERS, passages=HITS)

    assert "You write for the MENTEE." in sent(endpoint, 0)
    assert "You write for the PROGRAMME OWNER" in sent(endpoint, 1)
