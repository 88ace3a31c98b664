"""Lines marked by hand are gone from the draft, from what was released, and from every file."""

from __future__ import annotations

from pathlib import Path

import pytest

from facilitator.domain.outputs import Takeaway
from facilitator.erased import still_said
from facilitator.errors import BadInput
from facilitator.facilitation import Facilitator
from facilitator.releasing.marking import TAKEN_OUT
from facilitator.store.opening import Store
from facilitator.wiring import RecapRooms
from tests.people.conftest import House
from tests.releasing.conftest import NOTES, TRANSCRIPT, both_agree

QUOKKA = "L6"
BRANNIGAN = "L3"


def test_lines_can_be_marked_before_anything_is_written(verbs: RecapRooms, house: House, tmp_path: Path) -> None:
    waiting = verbs.drafting.write(house.session.key, NOTES, mark_first=True, by=house.mentor).draft
    assert not waiting.is_written and waiting.lines == ()

    draft = verbs.marking.mark(house.session.key, [QUOKKA], by=house.mentor).draft

    assert draft.is_written and draft.off_record == 1
    assert any("night shift" in line.said for line in draft.lines)
    assert still_said(tmp_path, ["quokka", "sluice"]) == []


def test_nothing_has_to_be_marked_before_writing(verbs: RecapRooms, house: House) -> None:
    verbs.drafting.write(house.session.key, NOTES, mark_first=True, by=house.mentor)

    draft = verbs.marking.mark(house.session.key, [], by=house.mentor).draft

    assert draft.is_written and any("quokka" in line.said for line in draft.lines)


def test_marked_afterwards_it_is_gone_from_every_stored_copy_and_every_file(verbs: RecapRooms, store: Store, house: House, tmp_path: Path) -> None:
    both_agree(verbs, house)
    session = house.session.key
    verbs.drafting.write(session, TRANSCRIPT, by=house.mentor)
    verbs.sharing.release(session, by=house.mentor)
    verbs.sharing.ask_correction(session, 1, "Brannigan told you, not me.", by=house.mentee)
    verbs.drafting.change(session, "takeaways-1", text="People write on paper at six in the morning because the system is slow.", by=house.mentor)
    verbs.sharing.release(session, by=house.mentor)
    claim = store.answered.claim(door="recap", key="k", body=b"{}", by=house.mentor.member)
    assert not hasattr(claim, "answer")
    store.answered.settle(claim, status=200, answer='{"text": "Brannigan is thinking of leaving"}', output=session)  # type: ignore[arg-type]
    assert still_said(tmp_path, ["Brannigan"]), "the words must be on disk before, or this test proves nothing"

    draft = verbs.marking.mark(session, [BRANNIGAN], by=house.mentor).draft

    assert still_said(tmp_path, ["Brannigan", "leaving the ward"]) == []
    assert "Brannigan" not in draft.model_dump_json()
    assert any(line.text.startswith("People write on paper at six") and line.edited for line in draft.lines), "the mentor's own edit is carried over"
    versions = verbs.sharing.released(session, by=house.mentee).versions
    assert [len(v.recap.takeaways) for v in versions] == [1, 1]
    assert [v.recap.left_out.off_record for v in versions] == [1, 1]
    assert versions[0].correction == TAKEN_OUT
    store.close()
    assert still_said(tmp_path, ["Brannigan"]) == []


def test_the_same_words_recapped_outside_the_session_lose_them_too(verbs: RecapRooms, facilitator: Facilitator, store: Store, house: House, tmp_path: Path) -> None:
    key = store.outputs.keep(facilitator.recap(NOTES), author=house.mentor.member).key
    verbs.drafting.write(house.session.key, NOTES, by=house.mentor)
    assert still_said(tmp_path, ["quokka"])

    verbs.marking.mark(house.session.key, [QUOKKA], by=house.mentor)

    assert still_said(tmp_path, ["quokka", "sluice"]) == []
    left = store.outputs.get(key, author=house.mentor.member).output.recap
    assert left is not None and any("night shift" in one.what for one in left.commitments)


def test_a_released_line_that_tells_it_in_other_words_goes_too(verbs: RecapRooms, store: Store, house: House) -> None:
    both_agree(verbs, house)
    session = house.session.key
    verbs.drafting.write(session, TRANSCRIPT, by=house.mentor)
    version = verbs.sharing.release(session, by=house.mentor)
    with store.recaps.changing() as rows:
        # as if the mentor had worded it so, resting on a line that stays
        told = Takeaway(text="A colleague may quit the ward this summer.", evidence=("L1",))
        rows.change_version(version.model_copy(update={"recap": version.recap.model_copy(update={"takeaways": (*version.recap.takeaways, told)})}))

    verbs.marking.mark(session, [BRANNIGAN], by=house.mentor)

    after = verbs.sharing.released(session, by=house.mentee).current
    assert after is not None
    assert "Brannigan" not in after.model_dump_json() and "quit" not in after.model_dump_json()
    assert "night shift" in after.model_dump_json(), "what is not off the record stays"


def test_an_edit_that_tells_what_is_now_marked_is_not_carried_over(verbs: RecapRooms, store: Store, house: House) -> None:
    session = house.session.key
    verbs.drafting.write(session, NOTES, by=house.mentor)
    with store.recaps.changing() as rows:
        # as if it had been let through before
        draft = rows.draft(session)
        assert draft is not None
        lines = tuple(line.model_copy(update={"text": "Who pays for the quokka?", "edited": True}) if "tablet" in line.text else line for line in draft.lines)
        rows.put_draft(draft.model_copy(update={"lines": lines}))

    after = verbs.marking.mark(session, [QUOKKA], by=house.mentor).draft

    assert "quokka" not in after.model_dump_json()
    assert any("tablet" in line.text for line in after.lines)


def test_withheld_stays_withheld(verbs: RecapRooms, house: House) -> None:
    session = house.session.key
    draft = verbs.drafting.write(session, NOTES, by=house.mentor).draft
    tablet = next(line for line in draft.lines if "tablet" in line.text)
    verbs.drafting.change(session, tablet.key, withheld=True, by=house.mentor)

    after = verbs.marking.mark(session, [QUOKKA], by=house.mentor).draft

    assert next(line for line in after.lines if "tablet" in line.text).withheld


def test_everything_may_be_marked(verbs: RecapRooms, house: House) -> None:
    session = house.session.key
    verbs.drafting.write(session, NOTES, by=house.mentor)
    verbs.sharing.release(session, by=house.mentor)
    ids = [line.id for line in verbs.marking.source(session, by=house.mentor).lines]

    draft = verbs.marking.mark(session, ids, by=house.mentor).draft

    assert draft.lines == () and draft.held
    current = verbs.sharing.released(session, by=house.mentee).current
    assert current is not None and current.recap.evidence == frozenset()


@pytest.mark.parametrize("lines", [[], ["L99"], ["six"]])
def test_a_mark_that_means_nothing_changes_nothing(verbs: RecapRooms, house: House, lines: list[str]) -> None:
    before = verbs.drafting.write(house.session.key, NOTES, by=house.mentor)

    with pytest.raises(BadInput):
        verbs.marking.mark(house.session.key, lines, by=house.mentor)

    assert verbs.drafting.read(house.session.key, by=house.mentor) == before
