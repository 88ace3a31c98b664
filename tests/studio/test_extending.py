"""What owners add to the evals counts in every run, and nothing of a person reaches them but what that person gave."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from facilitator.anonymising import Anonymiser
from facilitator.domain.evals import Added, Bounds, OwnSuite, Side, Source, Written
from facilitator.domain.session import Brief, Kind
from facilitator.domain.template import Style
from facilitator.errors import BadInput, Conflict, NotFound
from facilitator.facilitation import Facilitator
from facilitator.store.opening import Store
from facilitator.studio.editing import Studio
from facilitator.studio.extending import Extending
from facilitator.studio.giving import Giving
from facilitator.studio.measuring import compared
from facilitator.studio.publishing import Publishing
from facilitator.templates.files import fingerprint
from facilitator.wiring import template_gate
from tests.people.conftest import House
from tests.store.conftest import an_output
from tests.studio.conftest import SHIPPED, saved

ROTA = Brief(kind=Kind.STARTERS, topic="the new rota", goal="say what it costs")
MINE = Brief(topic="the late shift", goal="ask Samira Okafor for one change", context="Priya Raman told me she cried after the audit. We meet at noon.", mentor="nurse on ward 7", mentee="director of nursing")


@pytest.fixture
def extending(store: Store, studio: Studio) -> Extending:
    return Extending(store.templates, studio)


@pytest.fixture(scope="module")
def anonymiser() -> Callable[[], Anonymiser]:
    one = Anonymiser()
    return lambda: one


def _giving(store: Store, anonymiser: Callable[[], Anonymiser], profiles: list[str]) -> Giving:
    return Giving(store.templates, store.outputs, anonymiser, lambda programme: (["Samira Okafor"], {str(n): said for n, said in enumerate(profiles)}), k=5)


def test_a_case_is_added_changed_retired_and_taken_in_again(extending: Extending, house: House, foreign: House) -> None:
    one = extending.put_fixture("", ROTA, poor="Do you like the rota?", by=house.owner)

    changed = extending.put_fixture("rota", ROTA.model_copy(update={"goal": "ask for one change"}), key=one.key, by=house.owner)
    retired = extending.retire(one.key, by=house.owner)

    assert (one.name, changed.name, changed.brief.goal) == ("the new rota", "rota", "ask for one change")
    assert retired.retired_at and extending.retire(one.key, back=True, by=house.owner).retired_at is None
    assert extending.fixtures(by=foreign.owner) == []
    with pytest.raises(NotFound):
        extending.retire(one.key, by=foreign.owner)
    with pytest.raises(NotFound):
        extending.fixtures(by=house.mentor)
    with pytest.raises(Conflict, match="There is a case called"):
        extending.put_fixture("rota", ROTA, by=house.owner)


def test_a_change_of_cases_or_asks_makes_a_receipt_stale(extending: Extending, studio: Studio, publishing: Publishing, house: House) -> None:
    version = saved(studio, house)
    publishing.examine(version.key, by=house.owner)
    assert publishing.ready(version.key, by=house.owner).may_go_live

    one = extending.put_fixture("", ROTA, by=house.owner)
    after_case = publishing.ready(version.key, by=house.owner)
    publishing.examine(version.key, by=house.owner)
    extending.change_suite("starters", asks=["never says 'journey'"], by=house.owner)
    after_ask = publishing.ready(version.key, by=house.owner)

    assert after_case.stale and after_ask.stale and one.key
    with pytest.raises(BadInput, match="cannot be checked"):
        extending.change_suite("starters", asks=["be nice"], by=house.owner)
    assert extending.suite("starters", by=house.owner).asks == ("never says 'journey'",)


def test_an_ask_is_asked_of_every_case_even_where_only_the_text_differs(facilitator: Facilitator) -> None:
    live = SHIPPED[Kind.STARTERS]
    files = {**live.files, "instructions.md.j2": live.files["instructions.md.j2"].replace("At most 30 words.", "At most 25 words.")}
    shorter = live.model_copy(update={"files": files, "fingerprint": fingerprint(files, Style()), "owned": True})
    added = Added(suite=OwnSuite(asks=("at most 2 words each", "at least 1 texts")))

    found = template_gate(facilitator).examine(shorter, live, told=lambda done, of, what: None, added=added)

    assert [reason.said for reason in found.reasons] == ["In 6 of 6 cases it does not do what you ask: at most 2 words each."]
    assert not any(reason.hard for reason in found.reasons)
    assert found.cases[0].live == found.cases[0].candidate != ""


def test_style_and_tone_may_be_loosened_within_bounds_and_nothing_else() -> None:
    before = [{"tone": 1.0, "fits_the_shape": 1.0, "stays_grounded": 1.0, "words": 20.0}] * 6
    after = [{"tone": 0.95, "fits_the_shape": 0.85, "stays_grounded": 0.95, "words": 32.0}] * 6

    strict = {one.measure for one in compared(before, after) if one.worse}
    loose = {one.measure for one in compared(before, after, bounds=Bounds(tone=0.1, style=0.2, longer=2.0)) if one.worse}

    assert strict == {"tone", "fits_the_shape", "stays_grounded", "words"}
    assert loose == {"stays_grounded"}
    with pytest.raises(ValueError, match="keeps_confidence"):
        Bounds.model_validate({"keeps_confidence": 0.1})
    with pytest.raises(ValueError, match="less than or equal to"):
        Bounds(tone=0.2)


def test_an_owner_reads_nothing_until_its_author_gave_just_that_and_then_no_names(store: Store, extending: Extending, house: House, foreign: House, anonymiser: Callable[[], Anonymiser]) -> None:
    giving = _giving(store, anonymiser, ["about the shift and the audit"] * 5)
    kept = store.outputs.keep(an_output("", text="What did Priya Raman say about the late shift?"), brief=MINE, author=house.mentor.member)
    proposed = giving.propose(kept.key, by=house.mentor)
    assert extending.fixtures(by=house.owner) == []
    for other in (house.owner, house.mentee, foreign.owner):
        with pytest.raises(NotFound):
            giving.propose(kept.key, by=other)
        with pytest.raises(NotFound):
            giving.give(kept.key, seal=proposed.seal, by=other)
    with pytest.raises(Conflict, match="no longer what you were shown"):
        giving.give(kept.key, seal="another", by=house.mentor)
    with pytest.raises(Conflict, match="points to somebody"):
        giving.give(kept.key, seal=proposed.seal, because="Priya Raman would be hurt", by=house.mentor)

    giving.give(kept.key, seal=proposed.seal, because="too vague", by=house.mentor)

    [seen] = extending.fixtures(by=house.owner)
    said = seen.model_dump_json()
    assert seen.source is Source.GIVEN and "late shift" in said and "too vague" in said
    for word in ("Priya", "Raman", "Samira", "Okafor", "ward 7", "director of nursing", house.mentor.member, kept.key):
        assert word not in said
    assert all(entry.by != house.mentor.member for entry in store.audit.entries(house.programme.key) if entry.about == seen.key)
    with pytest.raises(Conflict, match="stays as they gave it"):
        extending.put_fixture("x", ROTA, key=seen.key, by=house.owner)
    with pytest.raises(NotFound):
        giving.take_back(kept.key, by=house.owner)
    giving.take_back(kept.key, by=house.mentor)
    assert extending.fixtures(by=house.owner) == []


def test_what_was_given_goes_with_the_output_and_with_its_author(store: Store, extending: Extending, house: House, anonymiser: Callable[[], Anonymiser]) -> None:
    giving = _giving(store, anonymiser, ["about the shift"] * 5)
    for _ in range(2):
        kept = store.outputs.keep(an_output(""), brief=MINE, author=house.mentor.member)
        giving.give(kept.key, seal=giving.propose(kept.key, by=house.mentor).seal, by=house.mentor)
    store.outputs.forget(kept.key, author=house.mentor.member)
    assert len(extending.fixtures(by=house.owner)) == 1

    store.erasing.erase(house.mentor.member)

    assert extending.fixtures(by=house.owner) == []


def test_with_fewer_than_k_pairs_nothing_can_be_given(store: Store, house: House, anonymiser: Callable[[], Anonymiser]) -> None:
    giving = _giving(store, anonymiser, ["about the shift"] * 4)
    kept = store.outputs.keep(an_output(""), brief=MINE, author=house.mentor.member)

    proposed = giving.propose(kept.key, by=house.mentor)

    assert "at least 5 pairs" in proposed.reason and not proposed.text and not proposed.seal
    with pytest.raises(Conflict):
        giving.give(kept.key, seal="", by=house.mentor)


def test_what_is_written_on_a_given_case_stands_in_no_receipt(facilitator: Facilitator, store: Store, extending: Extending, house: House, anonymiser: Callable[[], Anonymiser]) -> None:
    giving = _giving(store, anonymiser, ["about the shift"] * 5)
    kept = store.outputs.keep(an_output(""), brief=MINE, author=house.mentor.member)
    fixture = giving.give(kept.key, seal=giving.propose(kept.key, by=house.mentor).seal, by=house.mentor)
    live = SHIPPED[Kind.STARTERS]
    gate, added = template_gate(facilitator), Added(fixtures=(fixture,), suite=OwnSuite(asks=("at least 1 texts",)))

    begun = gate.begin(live, live, added)
    case = begun.cases[-1]
    written = gate.write(live, case, added)
    found = gate.conclude(begun, {(case.id, side): written for side in Side}, added)

    assert written == Written(measures=written.measures, failed=written.failed) and written.measures["pieces"] > 0
    assert "shift" not in found.model_dump_json()
