"""A transcript needs both people's agreement before it is taken; ideas carry a name only where its owner agreed."""

from __future__ import annotations

from pathlib import Path

import pytest

from facilitator.domain.recaps import Part, Permission
from facilitator.erased import still_said
from facilitator.errors import NotAllowed, NotFound
from facilitator.store.opening import Store
from facilitator.wiring import RecapRooms
from tests.people.conftest import House
from tests.releasing.conftest import NOTES, TRANSCRIPT, both_agree

SRT = "1\n00:00:01,000 --> 00:00:04,000\nAisha Khan: People write on paper.\n\n2\n00:00:05,000 --> 00:00:09,000\nMartin Weber: I will walk one night shift by Friday.\n"
CHAT = "Aisha: People write on paper because the system is slow.\nMartin: I will walk one night shift by Friday.\nAisha: I will send you the sheets.\nMartin: Thanks, that helps.\n"
IDEAS = """Aisha: My idea is that we could put the handover on one page.
Martin: And my idea is that we could read the page aloud at six.
Aisha: You can put my name on the page idea.
Martin: Fine for you to use my name for the reading. I'll try it by Friday.
Aisha: I will send you the page by Tuesday.
"""


@pytest.mark.parametrize("source", [TRANSCRIPT, SRT, CHAT])
@pytest.mark.parametrize("format", ["auto", "notes"])
def test_a_transcript_is_refused_until_both_agreed_whatever_it_is_called(verbs: RecapRooms, house: House, tmp_path: Path, source: str, format: str) -> None:
    verbs.consenting.agree(house.session.key, Permission.TRANSCRIPT, by=house.mentor)
    with pytest.raises(NotAllowed, match="Martin Weber has not agreed"):
        verbs.drafting.write(house.session.key, source, format=format, by=house.mentor)
    assert still_said(tmp_path, ["write on paper"]) == []

    verbs.consenting.agree(house.session.key, Permission.TRANSCRIPT, by=house.mentee)

    assert verbs.drafting.write(house.session.key, source, format=format, by=house.mentor).draft.lines


def test_typed_notes_need_nobodys_agreement(verbs: RecapRooms, house: House) -> None:
    assert verbs.drafting.write(house.session.key, NOTES, by=house.mentor).draft.lines


def test_agreement_is_for_one_session_and_one_pair(verbs: RecapRooms, store: Store, house: House, foreign: House) -> None:
    both_agree(verbs, house)
    both_agree(verbs, foreign)

    with store.recaps.reading() as rows:
        assert {(c.session, c.member) for c in rows.consents(house.pairing.key)} == {(house.session.key, house.mentor.member), (house.session.key, house.mentee.member)}


def test_taking_it_back_takes_out_the_transcript_and_all_that_came_of_it(verbs: RecapRooms, house: House, tmp_path: Path) -> None:
    both_agree(verbs, house)
    verbs.drafting.write(house.session.key, TRANSCRIPT, by=house.mentor)
    verbs.sharing.release(house.session.key, by=house.mentor)
    assert still_said(tmp_path, ["six in the morning"]), "the words must be on disk before, or this test proves nothing"

    agreed = verbs.consenting.take_back(house.session.key, Permission.TRANSCRIPT, by=house.mentee)

    assert agreed.to_transcript == {house.mentor.member}
    assert still_said(tmp_path, ["six in the morning"]) == []
    assert verbs.sharing.released(house.session.key, by=house.mentee).versions == ()
    with pytest.raises(NotFound):
        verbs.drafting.read(house.session.key, by=house.mentor)


def test_taking_it_back_leaves_typed_notes_alone(verbs: RecapRooms, house: House) -> None:
    both_agree(verbs, house)
    verbs.drafting.write(house.session.key, NOTES, by=house.mentor)

    verbs.consenting.take_back(house.session.key, Permission.TRANSCRIPT, by=house.mentee)

    assert verbs.drafting.read(house.session.key, by=house.mentor).draft


def _credits(verbs: RecapRooms, house: House) -> list[str]:
    both_agree(verbs, house)
    draft = verbs.drafting.write(house.session.key, IDEAS, by=house.mentor).draft
    return [line.text for line in draft.lines if line.part is Part.CREDITS]


@pytest.mark.parametrize(("who", "named"), [((), set()), (("mentor",), {"Aisha"}), (("mentee",), {"You"}), (("mentor", "mentee"), {"Aisha", "You"})])
def test_an_idea_carries_a_name_only_where_its_owner_agreed_here(verbs: RecapRooms, house: House, who: tuple[str, ...], named: set[str]) -> None:
    for one in who:
        verbs.consenting.agree(house.session.key, Permission.CREDIT, by=getattr(house, one))

    assert {text.split()[0] for text in _credits(verbs, house)} == named


def test_taking_back_the_name_takes_it_out_of_what_was_released(verbs: RecapRooms, house: House) -> None:
    both_agree(verbs, house, Permission.CREDIT)
    assert len(_credits(verbs, house)) == 2
    verbs.sharing.release(house.session.key, by=house.mentor)

    verbs.consenting.take_back(house.session.key, Permission.CREDIT, by=house.mentor)

    current = verbs.sharing.released(house.session.key, by=house.mentee).current
    assert current is not None
    assert [line.text.split()[0] for line in current.recap.credits] == ["You"]


def test_the_audit_tells_who_agreed_and_no_word_more(verbs: RecapRooms, store: Store, house: House) -> None:
    verbs.consenting.agree(house.session.key, Permission.TRANSCRIPT, by=house.mentee)
    verbs.consenting.agree(house.session.key, Permission.TRANSCRIPT, by=house.mentee)
    verbs.consenting.take_back(house.session.key, Permission.TRANSCRIPT, by=house.mentee)

    entries = [(e.act, e.thing, e.by, e.about, e.outcome) for e in store.audit.entries(house.programme.key, limit=2)]
    assert entries == [("erase", "consent", house.mentee.member, house.session.key, "transcript"), ("make", "consent", house.mentee.member, house.session.key, "transcript")]
