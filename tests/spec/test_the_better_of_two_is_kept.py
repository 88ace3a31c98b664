"""Of a model's words and the embedded writer's, both checked, the better are kept: a weak model cannot make it worse."""

from __future__ import annotations

import pytest

from facilitator.comparing import AHEAD, Comparing, Rival, better_of, valued
from facilitator.domain.outputs import Draft, Output, Stage, Starter
from facilitator.domain.session import Brief, Pace
from facilitator.domain.verdict import Decision, Finding
from facilitator.facilitation import Facilitator
from facilitator.gate import Judged
from facilitator.seams import Embedder
from tests.endpoint import ScriptedEndpoint, says, streams
from tests.factories import a_verdict
from tests.language.writing import a_starter, a_writer, reply
from tests.spec.test_a_model_never_makes_it_worse import BRIEF, GOOD

GENERIC = [
    a_starter("open", "What makes a nurse stay with one employer?"),
    a_starter("explore", "How does a director hear what people on the floor think?"),
    a_starter("explore", "What could a director change about a working day?"),
    a_starter("challenge", "Which habit would a director give up first?"),
]
"""Words nobody would object to, and nobody would know whom they are for."""
UNHURRIED = dict.fromkeys(Pace, 300.0)
"""Seconds: what is kept is the question here, not how soon."""


@pytest.fixture(scope="module")
def embedded(facilitator: Facilitator) -> Output:
    return facilitator.suggest_starters(BRIEF)


def _tied(facilitator: Facilitator, output: Output) -> list[float]:
    return [facilitator._comparing.tied([item.text], BRIEF) for item in output.items]


def test_generic_words_that_pass_give_way_to_the_embedded_writers(facilitator: Facilitator, embedded: Output) -> None:
    with ScriptedEndpoint(says(reply(items=GENERIC))) as endpoint:
        output = facilitator.written_by(a_writer(endpoint), deadlines=UNHURRIED).suggest_starters(BRIEF)

    ours = {item.text for item in embedded.items}
    assert output.decision is Decision.RELEASE
    assert len(output.items) == len(GENERIC)
    assert output.provenance.revisions == 0, "the generic words were to pass"
    assert sum(item.text in ours for item in output.items) >= 3
    assert min(_tied(facilitator, output)) >= min(_tied(facilitator, embedded)) - AHEAD
    assert all(v.passed for v in output.verdicts)


def test_it_is_said_which_words_were_chosen(facilitator: Facilitator) -> None:
    with ScriptedEndpoint(says(reply(items=GOOD)), says(reply(items=[*GOOD[:2], GENERIC[2], GOOD[3]]))) as endpoint:
        house = facilitator.written_by(a_writer(endpoint), deadlines=UNHURRIED)
        good, mixed = house.suggest_starters(BRIEF), house.suggest_starters(BRIEF)

    assert [item.text for item in good.items] == [item["text"] for item in GOOD]
    assert good.provenance.chosen == ()
    assert "chosen" not in good.as_json()["provenance"]
    assert mixed.as_json()["provenance"]["chosen"] == ["items.2"]
    assert [item.text for i, item in enumerate(mixed.items) if i != 2] == [item["text"] for i, item in enumerate(GOOD) if i != 2]
    assert (mixed.provenance.writer, mixed.provenance.fell_back) == ("tiny", False)


def test_what_gives_way_is_not_shown_early(facilitator: Facilitator) -> None:
    shown: list[Starter] = []
    with ScriptedEndpoint(streams(reply(items=[GOOD[0], *GENERIC[1:]]))) as endpoint:
        output = facilitator.written_by(a_writer(endpoint), deadlines=UNHURRIED).suggest_starters(BRIEF, shown=shown.append)

    assert {s.text for s in shown} <= {item.text for item in output.items}
    assert GOOD[0]["text"] in [s.text for s in shown]


def test_a_set_that_is_too_poor_to_show_is_the_embedded_writers_whole(facilitator: Facilitator, embedded: Output) -> None:
    closed = [{**item, "text": f"Do you agree that {n} nights are too long?"} for n, item in enumerate(GOOD)]
    with ScriptedEndpoint(says(reply(items=closed))) as endpoint:
        output = facilitator.written_by(a_writer(endpoint), deadlines=UNHURRIED).suggest_starters(BRIEF)

    assert output.decision is Decision.RELEASE
    assert output.provenance.fell_back
    assert {item.text for item in output.items} <= {item.text for item in embedded.items}


def test_a_question_the_model_will_not_answer_gets_the_embedded_answer(facilitator: Facilitator) -> None:
    asking = BRIEF.model_copy(update={"question": "What do I do if he does not listen?"})
    alone = facilitator.answer(asking)
    with ScriptedEndpoint(says(reply(answer={"covered": False, "text": "The passages do not say.", "citations": []}))) as endpoint:
        output = facilitator.written_by(a_writer(endpoint), deadlines=UNHURRIED).answer(asking)

    assert alone.answer is not None
    assert output.answer == alone.answer
    assert output.not_covered is None
    assert "answer" in output.provenance.chosen


# the rule


def _draft(*texts: str, stage: Stage = Stage.EXPLORE) -> Draft:
    items = tuple(Starter(text=text, why="It is near.", follow_up="What then?", stage=stage) for text in texts)
    return Draft(writer="tiny", template="t", items=items)


def _judged(*scores: float, finding: Finding = Finding.PASSED) -> list[Judged]:
    return [Judged(place=f"items.{i}", verdicts=(a_verdict(finding, score=score),)) for i, score in enumerate(scores)]


NIGHT = Brief(topic="handovers on the night shift")


@pytest.fixture(scope="module")
def comparing(embedder: Embedder) -> Comparing:
    return Comparing(embedder, elsewhere=["We plan the budget for next year.", "She wants to learn how short videos are made.", "Two offices merge and nobody says who leads."])


@pytest.mark.parametrize(
    ("mine", "theirs", "kept"),
    [
        ((0.9, Finding.PASSED), (0.99, Finding.PASSED), "mine"),
        ((0.7, Finding.PASSED), (0.99, Finding.PASSED), "theirs"),
        ((0.99, Finding.PASSED), (0.99, Finding.FAILED), "mine"),
        ((0.3, Finding.PASSED), (0.99, Finding.UNJUDGED), "mine"),
        ((0.99, Finding.FAILED), (0.7, Finding.PASSED), "theirs"),
        ((0.99, Finding.UNJUDGED), (0.7, Finding.PASSED), "theirs"),
        ((0.99, Finding.FAILED), (0.99, Finding.FAILED), "mine"),
    ],
)
def test_the_higher_score_wins_and_never_over_a_check_that_failed(comparing: Comparing, mine: tuple[float, Finding], theirs: tuple[float, Finding], kept: str) -> None:
    my, other = _draft("Which handover note came too late?"), _draft("Which night did you see last?")
    rival = Rival(draft=other, worth=valued(other, _judged(theirs[0], finding=theirs[1]), NIGHT, comparing))

    mixed, places = better_of(my, valued(my, _judged(mine[0], finding=mine[1]), NIGHT, comparing), rival, comparing)

    assert mixed.items == (other if kept == "theirs" else my).items
    assert places == (("items.0",) if kept == "theirs" else ())


def test_nothing_is_put_beside_what_says_the_same_nor_into_another_stage(comparing: Comparing) -> None:
    my = _draft("Which handover note came too late?", "How is the budget made?")
    same, bold = _draft("Which handover note came too late for you?"), _draft("Who should stop writing handover notes?", stage=Stage.CHALLENGE)

    for rival in (same, bold):
        value = valued(rival, _judged(0.99), NIGHT, comparing)
        mixed, _ = better_of(my, {"items.0": 0.95, "items.1": 0.1}, Rival(draft=rival, worth=value), comparing)
        assert mixed.items == my.items


def test_one_of_the_rivals_stands_in_one_place_only(comparing: Comparing) -> None:
    my = _draft("How is the budget made?", "What do you like about spring?")
    other = _draft("Which handover note came too late?")

    mixed, places = better_of(my, {"items.0": 0.2, "items.1": 0.1}, Rival(draft=other, worth={"items.0": 0.99}), comparing)

    assert places == ("items.1",)
    assert [item.text for item in mixed.items] == ["How is the budget made?", "Which handover note came too late?"]


@pytest.mark.parametrize(
    ("text", "tied"),
    [("Which note from a night handover reached you too late?", True), ("What does a good day look like for you?", False), ("How is the budget for next year made?", False)],
)
def test_words_that_fit_anybody_are_tied_to_nobody(facilitator: Facilitator, text: str, tied: bool) -> None:
    assert (facilitator._comparing.tied([text], NIGHT) > 0.9) is tied
