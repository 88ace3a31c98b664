"""The mentor alone sees the draft; the mentee sees exactly what was released, and answers it."""

from __future__ import annotations

from pathlib import Path

import pytest

from facilitator.domain.recaps import Part, RecapLine
from facilitator.domain.session import Brief
from facilitator.erased import still_said
from facilitator.errors import BadInput, Conflict, NotFound
from facilitator.store.opening import Store
from facilitator.wiring import RecapRooms
from tests.people.conftest import House
from tests.releasing.conftest import NOTES, TRANSCRIPT, both_agree
from tests.store.conftest import an_output


def _lines(verbs: RecapRooms, house: House, source: str = NOTES) -> tuple[RecapLine, ...]:
    draft = verbs.drafting.write(house.session.key, source, by=house.mentor).draft

    return draft.lines


def _line(lines: tuple[RecapLine, ...], words: str) -> RecapLine:
    return next(line for line in lines if words in line.said)


def _shown(verbs: RecapRooms, house: House) -> str:
    current = verbs.sharing.released(house.session.key, by=house.mentee).current
    return current.model_dump_json() if current else ""


def test_the_mentee_sees_exactly_the_released_lines(verbs: RecapRooms, house: House) -> None:
    lines = _lines(verbs, house)
    verbs.drafting.change(house.session.key, _line(lines, "quokka").key, withheld=True, by=house.mentor)
    assert _shown(verbs, house) == ""

    verbs.sharing.release(house.session.key, by=house.mentor)

    shown = _shown(verbs, house)
    assert "quokka" not in shown
    for line in lines:
        assert line.part is Part.HEADLINE or "quokka" in line.said or line.text in shown


def test_a_headline_does_not_tell_of_a_line_that_stays_behind(verbs: RecapRooms, house: House) -> None:
    lines = _lines(verbs, house)
    assert "sluice" in lines[0].text
    verbs.drafting.change(house.session.key, _line(lines, "quokka").key, withheld=True, by=house.mentor)
    assert verbs.drafting.read(house.session.key, by=house.mentor).slipped == "sluice room"

    verbs.sharing.release(house.session.key, by=house.mentor)
    assert "sluice" not in _shown(verbs, house)
    verbs.drafting.change(house.session.key, "headline", text="You and Aisha talked about handover and night shift.", by=house.mentor)
    verbs.sharing.release(house.session.key, by=house.mentor)

    assert "You and Aisha talked about handover and night shift." in _shown(verbs, house)


def test_a_line_put_back_is_released_with_the_next_version(verbs: RecapRooms, house: House) -> None:
    key = _line(_lines(verbs, house), "quokka").key
    verbs.drafting.change(house.session.key, key, withheld=True, by=house.mentor)
    verbs.sharing.release(house.session.key, by=house.mentor)

    verbs.drafting.change(house.session.key, key, withheld=False, by=house.mentor)
    verbs.sharing.release(house.session.key, by=house.mentor)

    assert [("quokka" in v.model_dump_json(), v.number) for v in verbs.sharing.released(house.session.key, by=house.mentee).versions] == [(False, 1), (True, 2)]


@pytest.mark.parametrize(
    ("change", "passes"),
    [
        ({"text": "walk a night shift on ward 4"}, True),
        ({"text": "walk two night shifts on ward 9"}, False),
        ({"who": "Aisha"}, False),
        ({"when": "by Monday (2026-11-30)"}, False),
        ({"text": "fire everybody who writes on paper"}, False),
    ],
)
def test_an_edited_line_is_checked_again_and_one_that_fails_stays_behind_with_the_reason(verbs: RecapRooms, house: House, change: dict[str, str], passes: bool) -> None:
    line = _line(_lines(verbs, house), "walk one night shift")

    after = verbs.drafting.change(house.session.key, line.key, **change, by=house.mentor)

    assert bool(after.wrong) is not passes
    verbs.sharing.release(house.session.key, by=house.mentor)
    assert (after.text in _shown(verbs, house) and (after.when or "") in _shown(verbs, house)) is passes
    draft = verbs.drafting.read(house.session.key, by=house.mentor).draft
    assert after in draft.lines, "the mentor's words are not lost"


def test_a_line_of_the_mentors_own_needs_lines_of_the_record(verbs: RecapRooms, house: House) -> None:
    _lines(verbs, house)

    good = verbs.drafting.add(house.session.key, part=Part.TAKEAWAYS, text="The system is slow at 6 am.", evidence=["2"], by=house.mentor)
    bad = verbs.drafting.add(house.session.key, part=Part.TAKEAWAYS, text="The tablets were stolen in May.", evidence=["L7"], by=house.mentor)

    assert (good.wrong, good.evidence) == ("", ("L2",))
    assert bad.wrong
    with pytest.raises(BadInput, match="line '99'"):
        verbs.drafting.add(house.session.key, part=Part.TAKEAWAYS, text="The system is slow.", evidence=["99"], by=house.mentor)


def test_nothing_is_released_when_nothing_is_left_or_nothing_changed(verbs: RecapRooms, house: House) -> None:
    lines = _lines(verbs, house)
    verbs.sharing.release(house.session.key, by=house.mentor)
    with pytest.raises(Conflict, match="released already"):
        verbs.sharing.release(house.session.key, by=house.mentor)

    for line in lines[1:]:
        verbs.drafting.change(house.session.key, line.key, withheld=True, by=house.mentor)

    with pytest.raises(Conflict, match="no line left"):
        verbs.sharing.release(house.session.key, by=house.mentor)


def test_the_mentee_asks_the_mentor_corrects_and_both_see_which_version_is_current(verbs: RecapRooms, house: House) -> None:
    lines = _lines(verbs, house)
    verbs.sharing.release(house.session.key, by=house.mentor)
    verbs.sharing.ask_correction(house.session.key, 1, "I meant ward 4, and only one night.", by=house.mentee)
    seen = verbs.sharing.released(house.session.key, by=house.mentor).current
    assert seen is not None and seen.correction == "I meant ward 4, and only one night."

    verbs.drafting.change(house.session.key, _line(lines, "walk one").key, text="walk one night shift on ward 4, one night only", by=house.mentor)
    verbs.sharing.release(house.session.key, by=house.mentor)
    with pytest.raises(Conflict, match="newer version"):
        verbs.sharing.confirm(house.session.key, 1, by=house.mentee)
    verbs.sharing.confirm(house.session.key, 2, by=house.mentee)

    for by in (house.mentor, house.mentee):
        versions = verbs.sharing.released(house.session.key, by=by).versions
        assert [(v.number, v.confirmed_at is not None, bool(v.correction)) for v in versions] == [(1, False, True), (2, True, False)]


def test_a_correction_needs_words(verbs: RecapRooms, house: House) -> None:
    _lines(verbs, house)
    verbs.sharing.release(house.session.key, by=house.mentor)

    with pytest.raises(BadInput):
        verbs.sharing.ask_correction(house.session.key, 1, " … ", by=house.mentee)
    with pytest.raises(BadInput):
        verbs.sharing.ask_correction(house.session.key, 1, "x" * 2_001, by=house.mentee)


def test_words_behind_a_line_are_shared_of_a_transcript_and_stay_the_mentors_of_typed_notes(verbs: RecapRooms, house: House) -> None:
    _lines(verbs, house)
    verbs.sharing.release(house.session.key, by=house.mentor)
    assert verbs.drafting.read(house.session.key, by=house.mentor).passages
    both_agree(verbs, house)
    _lines(verbs, house, TRANSCRIPT)
    verbs.sharing.release(house.session.key, by=house.mentor)

    first, second = verbs.sharing.released(house.session.key, by=house.mentee).versions

    assert first.passages == ()
    assert {p.id for p in second.passages} == second.recap.evidence


def test_what_was_prepared_never_enters_a_recap(verbs: RecapRooms, store: Store, house: House) -> None:
    store.outputs.keep(an_output("p", text="canaryplatypus?"), brief=Brief(topic="canaryplatypus", goal="canaryplatypus"), author=house.mentor.member, session=house.session.key)

    _lines(verbs, house)
    verbs.sharing.release(house.session.key, by=house.mentor)

    draft = verbs.drafting.read(house.session.key, by=house.mentor)
    assert "canaryplatypus" not in draft.model_dump_json() + _shown(verbs, house)


def test_a_source_that_needs_people_is_not_written_up_and_not_kept(verbs: RecapRooms, house: House, tmp_path: Path) -> None:
    drafted = verbs.drafting.write(house.session.key, NOTES + "- My supervisor touched me and said nobody would believe me\n", by=house.mentor)

    assert drafted.draft.escalation is not None and drafted.draft.lines == ()
    assert still_said(tmp_path, ["quokka", "touched me"]) == []


def test_deleting_takes_out_the_draft_and_every_version(verbs: RecapRooms, house: House, tmp_path: Path) -> None:
    _lines(verbs, house)
    verbs.sharing.release(house.session.key, by=house.mentor)
    assert still_said(tmp_path, ["quokka"])

    verbs.drafting.take_out(house.session.key, by=house.mentor)

    assert still_said(tmp_path, ["quokka"]) == []
    with pytest.raises(NotFound):
        verbs.drafting.take_out(house.session.key, by=house.mentor)


def test_the_audit_names_the_session_and_no_word_of_it(verbs: RecapRooms, store: Store, house: House) -> None:
    lines = _lines(verbs, house)
    verbs.drafting.change(house.session.key, lines[1].key, withheld=True, by=house.mentor)
    verbs.sharing.release(house.session.key, by=house.mentor)
    verbs.sharing.confirm(house.session.key, 1, by=house.mentee)

    entries = [(e.act, e.thing, e.about, e.outcome) for e in reversed(store.audit.entries(house.programme.key, limit=4))]
    assert entries == [
        ("make", "recap_draft", house.session.key, "done"), ("change", "recap_draft", house.session.key, "withheld"),
        ("release", "recap_draft", house.session.key, "done"), ("confirm", "recap", house.session.key, "confirmed"),
    ]  # fmt: skip


def test_erasing_either_of_the_two_takes_the_recap_along_and_the_mentees_export_holds_no_draft(verbs: RecapRooms, store: Store, house: House) -> None:
    lines = _lines(verbs, house)
    verbs.drafting.change(house.session.key, _line(lines, "quokka").key, withheld=True, by=house.mentor)
    verbs.sharing.release(house.session.key, by=house.mentor)

    mentees, mentors = store.exporting.of(house.mentee.member), store.exporting.of(house.mentor.member)
    assert "recap_drafts" not in mentees and "quokka" not in str(mentees)
    assert len(mentees["recap_versions"]) == 1
    assert "quokka" in str(mentors["recap_drafts"])

    store.erasing.erase(house.mentee.member)
    with store.recaps.reading() as rows:
        assert rows.draft(house.session.key) is None
        assert list(rows.versions(house.session.key)) == []
