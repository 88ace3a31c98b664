"""No name of the pair is sent to a model, and every one is back in what it wrote."""

from __future__ import annotations

import re
from typing import Any

from facilitator.domain.guidance import Hit, Passage
from facilitator.domain.session import Brief, Kind
from tests.endpoint import ScriptedEndpoint, says
from tests.language.writing import BRIEF, HITS, ITEMS, a_starter, a_writer, reply, sent


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
