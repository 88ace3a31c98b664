"""An owner's settings steer the embedded writer, and the Output says which version it was."""

from __future__ import annotations

from types import MappingProxyType

import pytest

from facilitator.domain.session import Brief, Kind
from facilitator.domain.template import Style, Template
from facilitator.domain.verdict import Decision
from facilitator.facilitation import Facilitator
from facilitator.resources import shipped
from facilitator.templates.files import fingerprint, read_templates
from tests.factories import a_brief

SHIPPED = read_templates(shipped("prompts"))


def _live(kind: Kind, **style: object) -> dict[Kind, Template]:
    made = Style.model_validate(style)
    files = SHIPPED[kind].files
    return {kind: SHIPPED[kind].model_copy(update={"style": made, "owned": True, "fingerprint": fingerprint(MappingProxyType(dict(files)), made)})}


def _said(facilitator: Facilitator, brief: Brief) -> str:
    output = facilitator.suggest_starters(brief)
    return " ".join(f"{i.text} {i.why} {i.follow_up}" for i in output.items)


def test_words_are_said_in_the_place_of_others(facilitator: Facilitator) -> None:
    brief = a_brief(topic="what reverse mentoring is for")
    assert "reverse mentoring" in _said(facilitator, brief)

    output = facilitator.following(_live(Kind.STARTERS, instead=[{"say": "upward mentoring", "for": "reverse mentoring"}])).suggest_starters(brief)

    text = " ".join(f"{i.text} {i.why} {i.follow_up}" for i in output.items)
    assert output.decision is Decision.RELEASE
    assert "upward mentoring" in text and "reverse mentoring" not in text


def test_words_to_avoid_are_avoided_where_another_wording_can_be_found(facilitator: Facilitator) -> None:
    usual = _said(facilitator, a_brief())
    word = next(w for w in ("decision", "noticed", "team", "work", "watched", "decide", "last") if w in usual.split())

    steered = _said(facilitator.following(_live(Kind.STARTERS, avoid=[word])), a_brief())

    assert steered.split().count(word) < usual.split().count(word)


def test_short_is_shorter_and_still_whole(facilitator: Facilitator) -> None:
    usual = facilitator.suggest_starters(a_brief())
    short = facilitator.following(_live(Kind.STARTERS, length="short")).suggest_starters(a_brief())

    assert short.decision is Decision.RELEASE and len(short.items) == len(usual.items)
    assert sum(len(i.text.split()) for i in short.items) <= sum(len(i.text.split()) for i in usual.items)
    assert max(len(i.text.split()) for i in short.items) <= 22


@pytest.mark.parametrize("kind", [Kind.STARTERS, Kind.SAFETY])
def test_the_output_says_which_version_steered_it_and_another_kind_is_untouched(facilitator: Facilitator, kind: Kind) -> None:
    live = _live(kind, avoid=["synergy"])
    followed = facilitator.following(live)

    starters, safety = followed.suggest_starters(a_brief()), followed.offer_safety(a_brief())

    version = live[kind].version
    assert (version in starters.provenance.template) is (kind is Kind.STARTERS)
    assert (version in safety.provenance.template) is (kind is Kind.SAFETY)


def test_what_is_confidential_is_never_reworded(facilitator: Facilitator) -> None:
    usual = facilitator.offer_safety(a_brief())
    assert usual.safety
    word = usual.safety.confidential.split()[3].strip(".,;")

    steered = facilitator.following(_live(Kind.SAFETY, instead=[{"say": "kumquat", "for": word}])).offer_safety(a_brief())

    assert steered.safety and steered.safety.confidential == usual.safety.confidential


def test_with_nothing_live_it_is_the_same_house(facilitator: Facilitator) -> None:
    assert facilitator.following({}) is facilitator


def test_a_question_in_the_brief_is_answered_in_a_short_style_too(facilitator: Facilitator) -> None:
    brief = a_brief(question="Who sets the agenda of a session?")

    output = facilitator.following(_live(Kind.STARTERS, length="short", avoid=["synergy"])).suggest_starters(brief)

    assert output.answer and output.items
