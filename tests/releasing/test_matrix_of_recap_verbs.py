"""Every verb of a recap by every person, before and after release, on their own session, on a foreign one, and on none."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from facilitator.access import NOBODY, VISITOR, Asker, not_there
from facilitator.domain.recaps import Part, Permission
from facilitator.errors import FacilitatorError
from facilitator.people.running import new_key
from facilitator.releasing.handing import Format
from facilitator.verbs import VERBS
from facilitator.wiring import RecapRooms
from tests.people.conftest import House
from tests.releasing.conftest import NOTES

Call = Callable[[RecapRooms, str, Asker], object]
BOTH, MENTOR, MENTEE = {"mentor", "mentee"}, {"mentor"}, {"mentee"}

CALLS: dict[str, tuple[Call, set[str]]] = {
    "consenting.Consenting.agreed": (lambda v, s, by: v.consenting.agreed(s, by=by), BOTH),
    "consenting.Consenting.agree": (lambda v, s, by: v.consenting.agree(s, Permission.CREDIT, by=by), BOTH),
    "consenting.Consenting.take_back": (lambda v, s, by: v.consenting.take_back(s, Permission.CREDIT, by=by), BOTH),
    "drafting.Drafting.write": (lambda v, s, by: v.drafting.write(s, NOTES, mark_first=True, by=by), MENTOR),
    "drafting.Drafting.read": (lambda v, s, by: v.drafting.read(s, by=by), MENTOR),
    "drafting.Drafting.change": (lambda v, s, by: v.drafting.change(s, "headline", withheld=True, by=by), MENTOR),
    "drafting.Drafting.add": (lambda v, s, by: v.drafting.add(s, part=Part.TAKEAWAYS, text="The system is slow.", evidence=["2"], by=by), MENTOR),
    "drafting.Drafting.take_out": (lambda v, s, by: v.drafting.take_out(s, by=by), MENTOR),
    "marking.Marking.source": (lambda v, s, by: v.marking.source(s, by=by), MENTOR),
    "marking.Marking.mark": (lambda v, s, by: v.marking.mark(s, ["L1"], by=by), MENTOR),
    "handing.Handing.file": (lambda v, s, by: v.handing.file(s, Format.MARKDOWN, by=by), BOTH),
    "sharing.Sharing.release": (lambda v, s, by: v.sharing.release(s, by=by), MENTOR),
    "sharing.Sharing.released": (lambda v, s, by: v.sharing.released(s, by=by), BOTH),
    "sharing.Sharing.confirm": (lambda v, s, by: v.sharing.confirm(s, 1, by=by), MENTEE),
    "sharing.Sharing.ask_correction": (lambda v, s, by: v.sharing.ask_correction(s, 1, "Ward 4, please.", by=by), MENTEE),
}
OWN = {"sharing.Sharing.standing", "handing.Calendars.made_at", "handing.Calendars.renew", "handing.Calendars.end"}
"""Verbs that take no name of anything: they tell of the asker's own alone."""
PEOPLE = ("owner", "mentor", "mentee", "both", "visitor", "nobody")
AFTER_RELEASE = {"handing.Handing.file", "sharing.Sharing.confirm", "sharing.Sharing.ask_correction"}


def _asker(house: House, who: str) -> Asker:
    return {"visitor": VISITOR, "nobody": NOBODY}.get(who) or getattr(house, who)


def _outcome(call: Call, verbs: RecapRooms, session: str, by: Asker) -> str:
    try:
        call(verbs, session, by)
    except FacilitatorError as error:
        return f"{error.status} {error}"
    return "done"


def test_every_recap_verb_is_tried() -> None:
    assert {f"releasing.{verb}" for verb in (*CALLS, *OWN)} == {verb for verb in VERBS if verb.startswith("releasing.")}


@pytest.fixture(params=["before", "after"])
def released(request: pytest.FixtureRequest, verbs: RecapRooms, house: House, foreign: House) -> bool:
    after = bool(request.param == "after")
    for one in (house, foreign):
        verbs.drafting.write(one.session.key, NOTES, by=one.mentor)
        if after:
            verbs.sharing.release(one.session.key, by=one.mentor)
            verbs.drafting.change(one.session.key, "takeaways-1", withheld=True, by=one.mentor)
    return after


@pytest.mark.parametrize("verb", CALLS)
def test_on_their_own_session(verbs: RecapRooms, house: House, released: bool, verb: str) -> None:
    call, allowed = CALLS[verb]
    allowed = set() if verb in AFTER_RELEASE and not released else allowed

    # those who are refused first: what they tried must have changed nothing
    outcomes = {who: _outcome(call, verbs, house.session.key, _asker(house, who)) for who in sorted(PEOPLE, key=lambda who: who in allowed)}

    assert {who for who, outcome in outcomes.items() if outcome == "done"} == allowed, outcomes
    readers = BOTH if verb.startswith(("sharing", "consenting", "handing")) and verb != "sharing.Sharing.release" else MENTOR
    assert {outcome for who, outcome in outcomes.items() if who not in readers} <= {f"404 {not_there()}", "done"}


@pytest.mark.parametrize("who", PEOPLE)
def test_on_a_foreign_session_the_answer_is_that_of_one_that_is_not_there(verbs: RecapRooms, house: House, foreign: House, released: bool, who: str) -> None:
    by = _asker(house, who)

    for verb, (call, _) in CALLS.items():
        assert _outcome(call, verbs, foreign.session.key, by) == _outcome(call, verbs, new_key(), by) == f"404 {not_there()}", verb


def test_what_takes_no_name_tells_of_ones_own_alone(verbs: RecapRooms, house: House, foreign: House, released: bool) -> None:
    told = {who: verbs.sharing.standing(by=_asker(house, who)) for who in ("owner", "mentor", "mentee", "both")}

    assert {who for who, found in told.items() if found} == (BOTH if released else set())
    assert all(set(found) <= {house.session.key} for found in told.values())


def test_before_release_a_mentee_cannot_tell_whether_there_is_a_draft(verbs: RecapRooms, house: House) -> None:
    def seen() -> list[object]:
        return [verbs.sharing.released(house.session.key, by=house.mentee), *(_outcome(call, verbs, house.session.key, house.mentee) for call, _ in CALLS.values())]

    without = seen()
    verbs.drafting.write(house.session.key, NOTES, by=house.mentor)

    assert seen() == without


def test_once_the_pairing_has_ended_nobody_sees_it(verbs: RecapRooms, store: object, house: House) -> None:
    from facilitator.people.running import Running
    from facilitator.store.opening import Store

    assert isinstance(store, Store)
    verbs.drafting.write(house.session.key, NOTES, by=house.mentor)
    verbs.sharing.release(house.session.key, by=house.mentor)

    Running(store.people).end_pairing(house.pairing.key, by=house.owner)

    for verb, (call, _) in CALLS.items():
        for who in PEOPLE:
            assert _outcome(call, verbs, house.session.key, _asker(house, who)) == f"404 {not_there()}", (verb, who)
