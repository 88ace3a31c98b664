"""The whole studio as files: the same to the byte after a round, and nothing goes live or leaks by it."""

from __future__ import annotations

import json

import pytest

from facilitator.domain.evals import Source
from facilitator.domain.session import Brief, Kind
from facilitator.domain.studio import Reason
from facilitator.errors import BadInput, Blocked, Conflict, NotFound
from facilitator.store.opening import Store
from facilitator.studio.editing import Studio
from facilitator.studio.extending import Extending
from facilitator.studio.packing import FORMAT, Packing
from facilitator.studio.publishing import Publishing
from tests.people.conftest import House
from tests.studio.conftest import ScriptedGate, saved

ROTA = Brief(kind=Kind.STARTERS, topic="the new rota — ça va?")


@pytest.fixture
def packing(store: Store, studio: Studio) -> Packing:
    return Packing(store.templates, studio)


@pytest.fixture
def packed(packing: Packing, store: Store, studio: Studio, publishing: Publishing, house: House, gate: ScriptedGate) -> dict[str, bytes]:
    first = saved(studio, house, message="One — with a dash")
    publishing.examine(first.key, by=house.owner)
    saved(studio, house, "- Another line.\n", based_on=first.key)
    extending = Extending(store.templates, studio)
    for asks in (["never says 'journey'"], ["at most 25 words each"]):
        extending.change_suite("starters", asks=asks, by=house.owner)
    extending.put_fixture("", ROTA, poor="Do you like it?", by=house.owner)
    extending.retire(extending.put_fixture("old", ROTA, by=house.owner).key, by=house.owner)
    return packing.pack(by=house.owner)


def test_packed_taken_in_elsewhere_and_packed_again_it_is_the_same_to_the_byte(packing: Packing, packed: dict[str, bytes], foreign: House) -> None:
    done = packing.take_in(packed, by=foreign.owner)

    assert done.model_dump() == {"versions": 2, "suites": 2, "fixtures": 2, "receipts": 1}
    assert packing.pack(by=foreign.owner) == packed
    assert packing.take_in(packed, by=foreign.owner).model_dump() == {"versions": 0, "suites": 0, "fixtures": 0, "receipts": 0}
    assert packing.pack(by=foreign.owner) == packed


def test_no_person_and_no_key_stands_in_it(packed: dict[str, bytes], house: House) -> None:
    whole = b"".join(packed.values()).decode()

    for word in (house.owner.member, house.programme.key, "Olga"):
        assert word not in whole
    assert sorted({path.split("/")[0] for path in packed}) == ["fixtures", "receipts", FORMAT, "templates"]


def test_a_receipt_from_files_makes_nothing_live(packing: Packing, packed: dict[str, bytes], publishing: Publishing, studio: Studio, foreign: House) -> None:
    packing.take_in(packed, by=foreign.owner)
    first = studio.history("starters", by=foreign.owner).versions[-1]

    ready = publishing.ready(first.key, by=foreign.owner)

    assert first.number == 1 and ready.stale and not ready.may_be_overridden
    with pytest.raises(Blocked):
        publishing.publish(first.key, by=foreign.owner)
    publishing.examine(first.key, by=foreign.owner)
    assert publishing.ready(first.key, by=foreign.owner).may_go_live


def test_what_somebody_gave_is_not_packed_and_does_not_come_in(packing: Packing, packed: dict[str, bytes], store: Store, house: House, foreign: House) -> None:
    with store.templates.changing() as rows:
        one = rows.fixtures(house.programme.key)[0]
        rows.put_fixture(one.model_copy(update={"key": "given", "name": "Given example 3", "source": Source.GIVEN}), given_by=house.mentor.member)
    assert packing.pack(by=house.owner) == packed
    path, content = next((path, json.loads(content)) for path, content in packed.items() if path.startswith("fixtures/"))

    with pytest.raises(BadInput, match="cannot come from a file"):
        packing.take_in({**packed, path: json.dumps({**content, "source": "given"}).encode()}, by=foreign.owner)
    assert packing.pack(by=foreign.owner).keys() == {FORMAT}


@pytest.mark.parametrize(
    ("path", "content", "said"),
    [
        ("templates/starters/versions/0001/instructions.md.j2", b"{{ goals }}", "goals"),
        ("templates/starters/versions/0001/version.json", b"{", "is not JSON"),
        ("templates/poems/versions/0001/version.json", b"{}", "no template 'poems'"),
        ("fixtures/x.json", b'{"name": "x"}', "fixtures/x.json: brief does not fit"),
        ("receipts/starters/x.json", b"[]", "does not hold an object"),
        ("fixtures/../../etc/passwd", b"", "nothing reads this file"),
        (FORMAT, b'{"format": 2}', "format 1"),
    ],
)
def test_what_does_not_fit_is_named_and_nothing_is_taken_in(packing: Packing, packed: dict[str, bytes], foreign: House, path: str, content: bytes, said: str) -> None:
    with pytest.raises((BadInput, NotFound), match=said):
        packing.take_in({**packed, path: content}, by=foreign.owner)

    assert packing.pack(by=foreign.owner).keys() == {FORMAT}


def test_another_version_in_its_place_is_a_conflict_and_edited_files_are_no_version(packing: Packing, packed: dict[str, bytes], studio: Studio, foreign: House, gate: ScriptedGate) -> None:
    gate.reasons = (Reason(said="Worse."),)
    text = packed["templates/starters/versions/0001/instructions.md.j2"]

    with pytest.raises(BadInput, match="its fingerprint"):
        packing.take_in({**packed, "templates/starters/versions/0001/instructions.md.j2": text.replace(b"30 words", b"29 words")}, by=foreign.owner)
    saved(studio, foreign, "- Something else.\n")
    with pytest.raises(Conflict, match="there is another version 1 here"):
        packing.take_in(packed, by=foreign.owner)
    with pytest.raises(NotFound):
        packing.take_in(packed, by=foreign.mentor)
