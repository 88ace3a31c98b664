"""Names: from the roster in every form, from context without one, and words that only look like names."""

from __future__ import annotations

import pytest

from facilitator.anonymising import Anonymiser
from facilitator.domain.anonymised import Anonymised

ROSTER = ["Priya Shah", "Tomasz Nowak", "Grace Adeyemi", "Elizabeth Crane", "Siobhán O'Neill"]


def hidden(done: Anonymised, text: str) -> list[str]:
    return [text[r.start : r.end] for r in done.replaced]


@pytest.mark.parametrize(
    ("text", "mentions"),
    [
        ("Priya Shah spoke first.", ["Priya Shah"]),
        ("i told priya that it was fine", ["priya"]),
        ("PRIYA was late", ["PRIYA"]),
        ("It was Shah's idea, not P. Shah's plan.", ["Shah", "P. Shah"]),
        ("Pryia and I agreed; priyas notes helped.", ["Pryia", "priyas"]),
        ("tomek and Beth joined", ["tomek", "Beth"]),
        ("Siobhan O\u2019Neill and siobhán nodded", ["Siobhan O\u2019Neill", "siobhán"]),
        ("Pri\u200bya asked", ["Pri\u200bya"]),
        ("I learned from Grace, and with grace.", ["Grace"]),
        ("i think grace said more than the grace period allows", ["grace"]),
    ],
)
def test_the_rosters_people_are_found_in_every_form(anonymiser: Anonymiser, text: str, mentions: list[str]) -> None:
    done = anonymiser.anonymise(text, roster=ROSTER)

    assert [m for m in hidden(done, text) if m.strip("\u200b")] == mentions


@pytest.mark.parametrize(
    ("text", "mentions"),
    [
        ("asked will to wait, mark from finance came too", ["will", "mark"]),
        ("Hope told me she could not make it.", ["Hope"]),
        ("oluwaseun thinks we rush", ["oluwaseun"]),
        ("I hope we will mark the date and show grace.", []),
        ("Will you be there in May? I may.", []),
        ("Patience is what I had to learn; it will help.", []),
    ],
)
def test_without_a_roster_context_decides(anonymiser: Anonymiser, text: str, mentions: list[str]) -> None:
    assert hidden(anonymiser.anonymise(text), text) == mentions


def test_the_same_person_gets_the_same_stand_in_and_another_person_another(anonymiser: Anonymiser) -> None:
    done = anonymiser.anonymise("Priya Shah disagreed. Tomasz Nowak listened. Later Shah agreed with tomasz.", roster=ROSTER)

    assert done.text == "A colleague disagreed. Another colleague listened. Later a colleague agreed with another colleague."


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("Priya's idea won.", "A colleague's idea won."),
        ("priyas idea won", "a colleague's idea won"),
        ("My Priya story.", "My colleague story."),
        ("Write to priya dot shah at firm dot com please.", "Write to an e-mail address please."),
        ("See https://firm.example/a?b=1, or call 07700 900 123.", "See a link, or call a phone number."),
        ("They filed ticket INC-48213.", "They filed ticket a reference."),
    ],
)
def test_stand_ins_fit_the_sentence(anonymiser: Anonymiser, text: str, says: str) -> None:
    assert anonymiser.anonymise(text, roster=ROSTER).text == says


def test_offsets_lead_from_the_original_to_the_new_text(anonymiser: Anonymiser) -> None:
    text = "Pri\u200bya met Tomasz at priya [at] firm . com — then o\u0301scar\u2019s plan."

    done = anonymiser.anonymise(text, roster=ROSTER)

    built, at = "", 0
    for one in done.replaced:
        assert one.start >= at
        built += text[at : one.start] + one.stand_in
        at = one.end
    assert built + text[at:] == done.text


def test_invisible_characters_do_not_survive(anonymiser: Anonymiser) -> None:
    assert anonymiser.anonymise("It went\u200b well\u202e.").text == "It went well."
