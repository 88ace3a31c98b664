"""Sets over many briefs: specific, graded, two-way, varied, and free of what was ruled out."""

from __future__ import annotations

import re
from collections import Counter
from itertools import combinations

import pytest

from evals.specificity import Matcher, specificity
from facilitator.domain.outputs import Output, Stage
from facilitator.domain.session import Brief, Kind, Role
from facilitator.facilitation import Facilitator
from facilitator.seams import Embedder
from facilitator.words.tongue import looks_english

Written = list[tuple[Brief, Output]]


def test_every_brief_for_starters_gets_a_set(written: Written) -> None:
    without = [b.id for b, o in written if (b.kind or Kind.STARTERS) is Kind.STARTERS and not o.items and o.escalation is None and looks_english(" ".join(b.free_text))]

    assert without == []


@pytest.mark.parametrize(("matcher", "whole", "share"), [(Matcher.MEANING, False, 0.92), (Matcher.WORDS, False, 0.91), (Matcher.MEANING, True, 0.95), (Matcher.WORDS, True, 0.93)])
def test_a_matcher_finds_the_brief_of_an_item(sets: Written, embedder: Embedder, matcher: Matcher, whole: bool, share: float) -> None:
    found = specificity(sets, matcher=matcher, embedder=embedder, whole=whole)

    assert found.share >= share, found.missed[:10]


def test_the_matcher_tells_a_set_that_could_be_anyones(sets: Written, embedder: Embedder) -> None:
    item = sets[0][1].items[0].model_copy(update={"text": "What would you like to talk about today, and why?"})
    bland = [(b, o.model_copy(update={"items": (item,)})) for b, o in sets]

    assert specificity(bland, matcher=Matcher.WORDS).share < 0.3


def test_sets_are_graded(sets: Written) -> None:
    for brief, output in sets:
        stages = [item.stage for item in output.items]
        assert stages[0] is Stage.OPEN, brief.id
        assert Stage.CHALLENGE not in stages[:-1], brief.id


def test_no_two_items_of_a_set_are_alike(sets: Written, embedder: Embedder) -> None:
    for brief, output in sets:
        bare = [re.sub(r"\W+", " ", item.text.lower()) for item in output.items]
        assert len(set(bare)) == len(bare)
        for one, other in combinations(output.items, 2):
            assert one.why.split(".")[0] != other.why.split(".")[0], brief.id


def test_no_move_stands_in_many_sets(sets: Written) -> None:
    used = Counter(item.why.split(".")[0] for b, o in sets if b.role is not Role.OWNER for item in o.items)
    most, times = used.most_common(1)[0]

    assert times <= 0.14 * len(sets), most


def test_a_long_phrase_stands_at_most_twice_in_a_set(sets: Written) -> None:
    for brief, output in sets:
        for words in _runs(brief.topic, 7):
            assert sum(words in item.text.lower() for item in output.items) <= 3, (brief.id, words)


@pytest.mark.parametrize("kind", [Kind.STARTERS, Kind.SAFETY])
def test_what_was_ruled_out_never_appears(facilitator: Facilitator, kind: Kind) -> None:
    brief = Brief(
        topic="family friendly shifts", goal="fixed early shifts", context="I have two small children. My salary is low and I am on medication.", avoid=("my children", "overtime"), role=Role.MENTOR
    )
    output = facilitator.suggest_starters(brief) if kind is Kind.STARTERS else facilitator.offer_safety(brief)

    said = output.model_dump_json(include={"items", "safety"})
    assert not re.search(r"\b(?:child\w*|kids|overtime|salary|medication)\b", re.sub(r'"citations":\[[^]]*\]', "", said))


def test_what_the_two_do_to_each_other_is_not_said_as_a_subject(facilitator: Facilitator) -> None:
    output = facilitator.suggest_starters(Brief(topic="He interrupts me after one sentence", goal="finish a demo of the prototype tool", mentee="Chief Product Officer"))

    assert any("the prototype tool" in item.text for item in output.items)
    assert not any("interrupts me" in item.text for item in output.items)


def test_a_thin_brief_is_written_for_all_the_same(facilitator: Facilitator) -> None:
    brief = Brief(mentor="apprentice electrician", mentee="Operations director of a rail depot", topic="hours and all that", context="he said rosters can't change. I didn't dare to answer")

    output = facilitator.suggest_starters(brief)

    assert len(output.items) >= 4
    assert not any("and all" in item.text for item in output.items)


def test_a_mentee_reads_sentences_that_stand_alone(facilitator: Facilitator) -> None:
    output = facilitator.offer_safety(Brief(role=Role.MENTEE, topic="I get defensive when she mentions handover mistakes"))

    assert output.safety is not None
    assert not re.search(r"(?:^|[.] )(?:Not without|Yes|No|Both)\b", output.safety.confidential)


def test_the_same_brief_gets_the_same_set(facilitator: Facilitator) -> None:
    brief = Brief(topic="parcel lockers", goal="shorter queues")

    assert facilitator.suggest_starters(brief).items == facilitator.suggest_starters(brief).items


def _runs(text: str, length: int) -> list[str]:
    words = text.lower().split()
    return [" ".join(words[i : i + length]) for i in range(len(words) - length + 1)]
