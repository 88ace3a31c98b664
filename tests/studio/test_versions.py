"""Versions are saved and never changed; one alone is live; a worse one does not get there."""

from __future__ import annotations

import pytest

from facilitator.access import Asker
from facilitator.domain.session import Kind
from facilitator.domain.studio import Reason, Way
from facilitator.domain.template import Style, VersionState
from facilitator.errors import BadInput, Blocked, Conflict, NotFound
from facilitator.people.running import Running
from facilitator.store.opening import Store
from facilitator.studio.editing import Studio
from facilitator.studio.publishing import Publishing
from facilitator.templates.files import INSTRUCTIONS
from tests.people.conftest import House, asker
from tests.studio.conftest import SHIPPED, ScriptedGate, edited, saved


def _live(studio: Studio, house: House) -> str:
    live = studio.live(house.programme.key)
    return live[Kind.STARTERS].version if Kind.STARTERS in live else SHIPPED[Kind.STARTERS].version


def _published(studio: Studio, publishing: Publishing, house: House, line: str) -> str:
    version = saved(studio, house, line)
    publishing.examine(version.key, by=house.owner)
    publishing.publish(version.key, by=house.owner)
    return version.key


def test_a_saved_version_is_numbered_hashed_and_named_by_author_and_message(studio: Studio, house: House) -> None:
    first = saved(studio, house, message="  One day,\n not days. ")
    second = saved(studio, house, "- Another.\n", based_on=first.key, seen=1)

    assert (first.number, first.author, first.message, first.state) == (1, house.owner.member, "One day, not days.", VersionState.WORKING)
    assert (second.number, second.based_on) == (2, first.key)
    assert first.fingerprint != second.fingerprint
    assert studio.version(first.key, by=house.owner) == first


def test_settings_alone_make_another_version(studio: Studio, house: House) -> None:
    usual = studio.save("starters", files=SHIPPED[Kind.STARTERS].files, style=Style(), by=house.owner)
    styled = studio.save("starters", files=SHIPPED[Kind.STARTERS].files, style=Style.model_validate({"avoid": ["synergy"]}), by=house.owner)

    assert usual.fingerprint == SHIPPED[Kind.STARTERS].fingerprint != styled.fingerprint


def test_the_same_again_is_not_saved_twice(studio: Studio, house: House) -> None:
    assert saved(studio, house).key == saved(studio, house).key


def test_a_file_with_a_problem_is_not_saved_and_the_problem_names_its_line(studio: Studio, house: House) -> None:
    files = {**edited(), INSTRUCTIONS: "one\n{{ goals }}"}

    with pytest.raises(BadInput, match="line 2 uses `goals`"):
        studio.save("starters", files=files, style=Style(), by=house.owner)

    assert studio.history("starters", by=house.owner).versions == ()


def test_who_saves_second_hears_of_the_first_and_loses_nothing(studio: Studio, house: House) -> None:
    saved(studio, house, "- Mine.\n", seen=0)

    with pytest.raises(Conflict, match="saved version 1 while you were writing"):
        saved(studio, house, "- Yours.\n", seen=0)

    assert saved(studio, house, "- Yours.\n", seen=1).number == 2


def test_only_a_version_with_a_good_receipt_goes_live(studio: Studio, publishing: Publishing, gate: ScriptedGate, house: House) -> None:
    version = saved(studio, house)

    with pytest.raises(Blocked, match="has not been compared"):
        publishing.publish(version.key, by=house.owner)
    gate.reasons = (Reason(said="It no longer keeps the right to pass."),)
    publishing.examine(version.key, by=house.owner)
    with pytest.raises(Blocked) as caught:
        publishing.publish(version.key, by=house.owner)

    assert caught.value.reasons == ("It no longer keeps the right to pass.",)
    assert _live(studio, house) == SHIPPED[Kind.STARTERS].version


@pytest.mark.parametrize(("given", "said"), [({"scored": 3}, "Only 3 of 4 cases"), ({"errors": 1, "scored": 3}, "1 of 4 cases ended in an error")])
def test_errors_and_cases_that_are_missing_block(studio: Studio, publishing: Publishing, gate: ScriptedGate, house: House, given: dict[str, int], said: str) -> None:
    vars(gate).update(given)
    version = saved(studio, house)
    publishing.examine(version.key, by=house.owner)

    with pytest.raises(Blocked, match=said):
        publishing.publish(version.key, by=house.owner)


def test_a_receipt_is_stale_when_what_it_was_for_has_changed(studio: Studio, publishing: Publishing, gate: ScriptedGate, house: House) -> None:
    version = saved(studio, house)
    publishing.examine(version.key, by=house.owner)
    gate.knowledge = "k2"

    with pytest.raises(Blocked, match="have changed since it was compared"):
        publishing.publish(version.key, by=house.owner)
    publishing.examine(version.key, by=house.owner)
    publishing.publish(version.key, by=house.owner)

    assert _live(studio, house) == f"starters@{version.fingerprint}"


def test_publishing_retires_what_was_live_and_rolling_back_brings_it_again(studio: Studio, publishing: Publishing, house: House) -> None:
    first = _published(studio, publishing, house, "- One.\n")
    second = _published(studio, publishing, house, "- Two.\n")
    assert [v.state for v in studio.history("starters", by=house.owner).versions] == [VersionState.PUBLISHED, VersionState.RETIRED]

    publishing.roll_back("starters", by=house.owner)

    assert studio.version(first, by=house.owner).state is VersionState.PUBLISHED
    assert studio.version(second, by=house.owner).state is VersionState.RETIRED
    publishing.roll_back("starters", 0, by=house.owner)
    assert _live(studio, house) == SHIPPED[Kind.STARTERS].version
    assert [p.way for p in studio.history("starters", by=house.owner).publications].count(Way.ROLLED_BACK) == 2


def test_rolling_back_goes_only_to_what_was_live(studio: Studio, publishing: Publishing, house: House) -> None:
    with pytest.raises(Conflict, match="Nothing was ever published"):
        publishing.roll_back("starters", by=house.owner)
    _published(studio, publishing, house, "- One.\n")
    saved(studio, house, "- Two.\n")

    with pytest.raises(NotFound, match="Version 2 of 'starters' was never live"):
        publishing.roll_back("starters", 2, by=house.owner)


def test_of_two_owners_who_publish_at_once_one_wins_and_the_other_hears_of_it(studio: Studio, publishing: Publishing, house: House) -> None:
    mine, yours = saved(studio, house, "- Mine.\n"), saved(studio, house, "- Yours.\n")
    for version in (mine, yours):
        publishing.examine(version.key, by=house.owner)
    publishing.publish(mine.key, seen="", by=house.owner)

    with pytest.raises(Conflict, match="Another owner made version 1 live"):
        publishing.publish(yours.key, seen="", by=house.owner)

    assert _live(studio, house) == f"starters@{mine.fingerprint}"


def _second_owner(store: Store, house: House) -> Asker:
    running = Running(store.people)
    running.set_owner(house.mentee.member, True, by=house.owner)
    return asker(running.member(house.mentee.member, by=house.owner))


def test_an_override_needs_a_reason_and_another_owner(studio: Studio, publishing: Publishing, gate: ScriptedGate, house: House, store: Store) -> None:
    gate.reasons = (Reason(said="Texts became longer."),)
    version = saved(studio, house)
    publishing.examine(version.key, by=house.owner)
    with pytest.raises(BadInput, match="reason"):
        publishing.put_forward(version.key, "please", by=house.owner)
    publishing.put_forward(version.key, "Our ward asked for longer texts.", by=house.owner)

    with pytest.raises(Conflict, match="A second owner has to confirm it"):
        publishing.confirm("starters", by=house.owner)
    other = _second_owner(store, house)
    publication = publishing.confirm("starters", by=other)

    assert (publication.way, publication.by, publication.reason) == (Way.OVERRIDDEN, house.owner.member, "Our ward asked for longer texts.")
    line = next(one for one in studio.templates(by=house.owner) if one.shipped.name == "starters")
    assert line.live and line.live.key == version.key and line.since and line.since.way is Way.OVERRIDDEN and line.waiting is None


def test_not_even_two_owners_override_a_hard_reason(studio: Studio, publishing: Publishing, gate: ScriptedGate, house: House) -> None:
    gate.reasons = (Reason(said="The brief stands outside its fence.", hard=True),)
    version = saved(studio, house)
    with pytest.raises(Blocked, match="Not even two owners"):
        publishing.put_forward(version.key, "We have not compared it at all.", by=house.owner)
    publishing.examine(version.key, by=house.owner)

    with pytest.raises(Blocked, match="outside its fence"):
        publishing.put_forward(version.key, "We would like it all the same.", by=house.owner)


def test_nobody_but_an_owner_sees_or_does_anything_and_nothing_of_another_programme(studio: Studio, publishing: Publishing, house: House, foreign: House) -> None:
    version = saved(studio, house)

    for by in (house.mentor, house.mentee, foreign.owner):
        for verb in (studio.version, publishing.examine, publishing.ready, publishing.publish):
            with pytest.raises(NotFound):
                verb(version.key, by=by)
    with pytest.raises(NotFound):
        studio.templates(by=house.mentor)
    assert studio.live(foreign.programme.key) == {}


def test_every_change_of_what_is_live_is_in_the_audit(studio: Studio, publishing: Publishing, house: House, store: Store) -> None:
    _published(studio, publishing, house, "- One.\n")
    publishing.roll_back("starters", by=house.owner)

    said = [(e.act, e.outcome) for e in store.audit.entries(house.programme.key) if e.thing == "template"]
    assert said == [("publish", "rolled_back"), ("publish", "published"), ("change", "examined"), ("change", "done")]
    assert store.audit.first_broken() is None
