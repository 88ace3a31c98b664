"""Two hundred briefs of a programme with a roster: no name of anybody in it leaves, however it is written, and all are back."""

from __future__ import annotations

import itertools
import json
import re
from collections.abc import Iterator
from typing import Any

import pytest

from facilitator.domain.guidance import Hit, Passage
from facilitator.domain.session import Brief, Kind, Role
from facilitator.language.pseudonyms import Pseudonyms
from tests.endpoint import Exchange, ScriptedEndpoint, says
from tests.language.writing import HITS, a_starter, a_writer, reply

FIRST = """Priya Geoff Oluwaseun Siobhan Jürgen Marta Kwabena Ingrid Tomasz Anneliese Yusuf Mei-Ling Zoltan Beatriz Callum Devika Fatoumata Gunnar
Hyejin Ioana Jarek Katarzyna Lorenzo Malik Nikhil Ottilie Pieter Quentin Rosalind Svetlana""".split()
LAST = """Venkataraman Hartley Adeyemi O'Connell Weissmann Kowalczyk Mensah Lindqvist Nowicki Berger-Stein Haddad Cheung Horvath Figueiredo McAllister
Krishnan Diallo Sorensen Kwon Popescu Zielinski Wisniewska Ferrante Rahman Deshpande Brandstetter Vandenberg Duplessis Ashworth Petrova""".split()
ROSTER = tuple(f"{first} {last}" for first, last in zip(FIRST, LAST, strict=True))
PARTS = tuple({part.casefold() for name in ROSTER for part in re.findall(r"[^\W\d_]+(?:['-][^\W\d_]+)*", name)})
TOLD = (
    "{first} said the rota was late. {last} signed it.",
    "Last week we looked at {first}'s list with {name}.",
    "{lower} was there too, and {lower}'s team had the keys.",
    "WE ASKED {upper} FOR THE FIGURES AND HEARD NOTHING",
    "It is {first}\u2019s idea, and a {first}-led trial, says {last}.",
    "{first} ({name}) and dr {last} met at nine; write to {lower}.{lastlower}@firm.example",
    "the two of us agreed with {first}, {last} and nobody else",
    "{first}: I would wait. Then {first} waited.",
)
ASKED = ("How do I tell {first} no?", "what does {lower} want from me", "May I quote {name} on {last}'s rule?", "Is {upper} right?", "")


def _forms(name: str) -> dict[str, str]:
    first, _, last = name.partition(" ")
    return {"name": name, "first": first, "last": last, "lower": first.lower(), "lastlower": last.lower(), "upper": first.upper()}


def _briefs() -> Iterator[tuple[Brief, Hit]]:
    names, told, asked = itertools.cycle(ROSTER), itertools.cycle(TOLD), itertools.cycle(ASKED)
    for n in range(200):
        mentor, mentee, third, fourth = (_forms(next(names)) for _ in range(4))
        next(names) if n % 7 == 0 else None
        brief = Brief(
            id=f"n{n}", role=(Role.MENTOR, Role.MENTEE)[n % 2], mentor=f"{mentor['name']}, analyst", mentee=f"{mentee['name']}, director of plants",
            topic=f"the rota {fourth['first']} drew up", goal="fewer changes at night", context=next(told).format(**third), question=next(asked).format(**fourth),
            avoid=(f"{third['last']}'s leave",),
        )
        own = Passage(id=f"own-{n}", source="our-guide#who", title=f"Who helps: {third['name']}", text=f"Ask {fourth['name']} or {mentee['lower']}. {third['upper']} keeps the list.")
        yield brief, Hit(passage=own, score=0.99)


def _echo(exchange: Exchange) -> None:
    """Says back what it was told, as a model that quotes everything would."""
    told = {line.split(": ", 1)[0]: line.split(": ", 1)[1] for line in exchange.asked()["messages"][1]["content"].splitlines() if ": " in line}
    said = [told["What happened so far"], told["The mentor (junior)"], told["The mentee (senior)"]]
    parts: dict[str, Any] = {"items": [a_starter("open", f"What of part {n}?", why=f"{text} ", follow_up="And then?") for n, text in enumerate(said)]}
    if "Question" in told:
        parts["answer"] = {"covered": True, "text": told["Question"], "citations": ["p1"]}
    says(reply(**parts))(exchange)


def _words(text: str) -> str:
    """The letters alone: how case, quotes and space are written is not what this is about."""
    return " ".join(re.findall(r"[^\W_]+", text.casefold().replace("\u2019", "'")))


def test_no_name_of_the_roster_is_sent_and_all_are_restored() -> None:
    leaked: list[tuple[str, str]] = []
    lost: list[tuple[str, str]] = []
    briefs = list(_briefs())
    with ScriptedEndpoint(_echo) as endpoint:
        writer = a_writer(endpoint, roster=lambda: ROSTER)
        for brief, own in briefs:
            draft = writer.write(brief, kind=Kind.STARTERS, passages=[own, *HITS])
            words = json.dumps(endpoint.chats[-1], ensure_ascii=False).casefold()
            leaked += [(brief.id, part) for part in PARTS if re.search(rf"(?<![^\W\d_]){re.escape(part)}(?![^\W\d_])|(?<![^\W\d_]){re.escape(part)}s(?![^\W\d_])", words)]
            given = [(brief.context, draft.items[0].why), (brief.mentor, draft.items[1].why), (brief.mentee, draft.items[2].why)]
            given += [(brief.question, draft.answer.text)] if brief.question and draft.answer else []
            lost += [(was, shown) for was, shown in given if "@" not in was and _words(was) not in _words(shown)]

    assert len(briefs) == len(endpoint.chats) == 200
    assert leaked == []
    assert lost == []


@pytest.mark.parametrize(
    ("written", "back"),
    [
        ("Priya's list", "Priya's list"),
        ("priyas list", "Priya's list"),
        ("PRIYA and Geof agreed", "Priya and Geof agreed"),
        ("a Priya-led trial", "a Priya-led trial"),
        ("we met dr hartley", "we met dr Hartley"),
    ],
)
def test_an_ending_or_a_wrong_letter_hides_nobody_less(written: str, back: str) -> None:
    names = Pseudonyms((), text=written, roster=ROSTER)

    sent = names.hide(written)

    assert not re.search(r"priya|geoff?|hartley", sent, re.IGNORECASE)
    assert names.restore(sent) == back


def test_words_that_are_also_names_stay_words() -> None:
    roster = ("Grace Bell", "Will Marsh", "Mark Page", "Hope Rivers")
    text = "We will mark the page with grace and hope. I asked Grace, and Will said no."

    sent = Pseudonyms((), text=text, roster=roster).hide(text)

    assert sent.startswith("We will mark the page with grace and hope. I asked ")
    assert not re.search(r"\b(?:Grace|Will)\b", sent)


def test_nobody_in_the_roster_lends_a_stand_in() -> None:
    roster = ("Alex Robin", "Jamie Casey", "Priya Shah")

    sent = Pseudonyms((), text="Priya Shah came.", roster=roster).hide("Priya Shah came.")

    assert not re.search(r"\b(?:Alex|Robin|Jamie|Casey|Priya|Shah)\b", sent)
