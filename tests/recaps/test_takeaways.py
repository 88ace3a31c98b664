"""What a session is remembered for is said in whole sentences, and what stands beside a promise is not lost with it."""

from __future__ import annotations

import pytest

from facilitator.language.minilm import MiniLM
from facilitator.language.recapped import Recapping
from facilitator.words.statements import is_whole


@pytest.fixture(scope="module")
def writer() -> Recapping:
    return Recapping(MiniLM(threads=1))


def takeaways(writer: Recapping, source: str) -> list[str]:
    recap = writer.write(source, format="auto", brief=None).draft.recap
    assert recap is not None
    return [t.text for t in recap.takeaways]


NOTES = "Date: 5 March 2026\nMentor: Priya Nair\nMentee: Tom Blake\n\n- {}\n- the export takes nine minutes because the old system locks the whole table\n"


@pytest.mark.parametrize(("text", "whole"), [("4 PCs for 11 people.", False), ("how we quote.", False), ("Late listings after 6pm.", False), ("The export takes nine minutes.", True), ("People compare in a sheet.", True)])
def test_a_sentence_says_something_of_something(text: str, whole: bool) -> None:
    assert is_whole(text) is whole


def test_a_fragment_is_shown_as_what_was_noted(writer: Recapping) -> None:
    assert 'Noted: "4 PCs for 11 people on ward 6."' in takeaways(writer, NOTES.format("4 PCs for 11 people on ward 6"))


def test_a_fact_beside_a_promise_in_the_same_note_is_told(writer: Recapping) -> None:
    told = takeaways(writer, NOTES.format("Tom will answer enquiries by Friday. Of 2,300 unread mails 1,900 are offers for machines."))

    assert any("1,900 are offers" in t for t in told)
    assert not any("answer enquiries" in t for t in told)


def test_a_single_letter_is_told_as_the_person_it_stands_for(writer: Recapping) -> None:
    told = takeaways(writer, NOTES.format("P thinks the printed pack costs her team six hours every Monday").replace("the export", "P says the export"))

    assert any(t.startswith("Priya thinks the printed pack") for t in told)
