"""Nothing is shown that fewer than k pairs and k authors support, and no two views single anybody out."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facilitator.access import VISITOR
from facilitator.domain.guidance import PassageKind
from facilitator.domain.reflections import SharedReflection, season_of
from facilitator.domain.session import Role
from facilitator.errors import Conflict, NotFound
from facilitator.reflecting.themes import counted
from facilitator.reflecting.widening import widened
from tests.reflecting.conftest import K, Town


def numbers(town: Town) -> dict[str, tuple[int, int, int]]:
    return {one.theme.name: (one.mentors, one.mentees, one.all) for one in town.themes.seen(by=town.owner).counted}


def test_four_pairs_are_hidden_five_are_shown_and_one_who_withdraws_hides_it_again(town: Town) -> None:
    pairs = [town.pair(number) for number in range(6)]
    keys = [town.share(pair, "Finding the time is hard.") for pair in pairs[:4]]
    four = numbers(town)
    keys.append(town.share(pairs[4], "Finding the time is hard."))
    five = numbers(town)
    town.reflections.withdraw(keys[0], by=pairs[0].mentor)

    assert (four, five, numbers(town)) == ({}, {"time": (5, 0, 0)}, {})


def test_five_authors_of_four_pairs_are_hidden(town: Town) -> None:
    pairs = [town.pair(number) for number in range(5)]
    for pair in pairs[:4]:
        town.share(pair, "No time.")
    town.share(pairs[0], "No time.", by=pairs[0].mentee)

    assert numbers(town) == {}


def test_only_an_owner_sees_the_themes(town: Town) -> None:
    pair = town.pair(0)

    with pytest.raises(NotFound):
        town.themes.seen(by=pair.mentor)


def test_a_pair_learns_nothing_from_its_own_people_or_their_reporting_line(town: Town) -> None:
    pairs = [town.pair(number) for number in range(5)]
    above = town.pair(6, reports_to=pairs[0].mentee.member)
    for pair in pairs:
        town.share(pair, "No time.")
    far = town.pair(7)

    assert [theme.name for theme in town.themes.for_pair(far.session.key, by=far.mentor)] == ["time"]
    assert town.themes.for_pair(pairs[0].session.key, by=pairs[0].mentor) == ()
    assert town.themes.for_pair(above.session.key, by=above.mentor) == ()


def test_what_is_written_with_are_themes_in_our_own_words_and_gone_when_one_withdraws(town: Town) -> None:
    pairs = [town.pair(number) for number in range(5)]
    keys = [town.share(pair, "Quokkas leave us no time.") for pair in pairs]
    far, above = town.pair(7), town.pair(6, reports_to=pairs[0].mentee.member)

    (passage,) = town.themes.for_writing(by=far.mentor)

    assert passage.kind is PassageKind.REFLECTION and "At least 5 pairs" in passage.text
    assert "quokka" not in passage.model_dump_json().lower()
    assert town.themes.for_writing(by=pairs[0].mentor) == town.themes.for_writing(by=above.mentor) == town.themes.for_writing(by=town.owner) == town.themes.for_writing(by=VISITOR) == ()
    town.reflections.withdraw(keys[0], by=pairs[0].mentor)
    assert town.themes.for_writing(by=far.mentor) == ()


def test_a_small_programme_shares_nothing_and_says_why(town: Town) -> None:
    pairs = [town.pair(number) for number in range(4)]
    kept = town.reflections.record(pairs[0].session.key, {"hard": "No time."}, by=pairs[0].mentor)

    assert "4 pairs" in town.reflections.review(kept.key, by=pairs[0].mentor).reason
    with pytest.raises(Conflict, match="at least 5 pairs"):
        town.reflections.share(kept.key, "No time.", by=pairs[0].mentor)


def test_a_sentence_only_few_could_have_written_is_left_out_whole() -> None:
    profiles = {str(n): "spreadsheets and customers" for n in range(6)} | {"crane": "spreadsheets, customers and harbour cranes"}

    wide = widened("We spoke about spreadsheets. The cranes were loud. It helped.", profiles=profiles, k=K)
    narrow = widened("The cranes were loud.", profiles=profiles, k=K)

    assert (wide.text, wide.left_out, wide.pairs) == ("We spoke about spreadsheets. It helped.", ("The cranes were loud.",), 7)
    assert narrow.text == "" and "fewer than 5 pairs" in narrow.reason


_PEOPLE = [(f"p{pair}", f"{role.value}{pair}", role) for pair in range(12) for role in (Role.MENTOR, Role.MENTEE)]
_WHEN = [datetime(2026, 1, 5, tzinfo=UTC) + timedelta(days=95 * n) for n in range(3)]


@st.composite
def _shared(draw: st.DrawFn) -> list[SharedReflection]:
    out = []
    for number, (pairing, author, role) in enumerate(draw(st.lists(st.sampled_from(_PEOPLE), max_size=40))):
        when = draw(st.sampled_from(_WHEN))
        themes = tuple(draw(st.sets(st.sampled_from(["time", "rank", "trust"]), max_size=3)))
        out.append(SharedReflection(key=f"s{number}", reflection=f"r{number}", programme="p", pairing=pairing, author=author, role=role, text="x", themes=themes, shared_at=when, season=season_of(when)))
    return out


@given(_shared(), st.integers(min_value=3, max_value=7), st.randoms(use_true_random=False))
@settings(max_examples=200, deadline=None)
def test_the_difference_of_two_views_singles_nobody_out(shared: list[SharedReflection], k: int, chance: object) -> None:
    fewer = [one for one in shared if chance.random() < 0.8]  # type: ignore[attr-defined]  # some withdrew between the two views
    views = []
    for held in (shared, fewer):
        shown = {(one.theme.name, one.season): one for one in counted(held, k=k).counted}
        for key, one in shown.items():
            assert not (one.all and bool(one.mentors) != bool(one.mentees)), "the hidden part would be the whole without the other"
            about = [r for r in held if r.season == key[1] and key[0] in r.themes]
            assert not one.all or len({r.pairing for r in about}) >= k <= len({r.author for r in about})
            assert one.mentors <= len({r.author for r in about if r.role is Role.MENTOR})
        views.append({(key, part): getattr(one, part) for key, one in shown.items() for part in ("mentors", "mentees", "all")})
    before, after = views
    for cell in {*before, *after}:
        assert abs(before.get(cell, 0) - after.get(cell, 0)) % k == 0
    for view in views:
        for (key, part), number in view.items():
            whole = view.get((key, "all"), 0)
            assert part == "all" or not whole or (whole - number) % k == 0
