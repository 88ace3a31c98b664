"""The general words people wrote in other languages: whole for every role, short enough to be said, and open."""

from __future__ import annotations

import pytest

from facilitator.domain.outputs import Directness, Stage
from facilitator.domain.session import Role
from facilitator.language.leaflets import leaflets
from facilitator.resources import shipped
from facilitator.speaking.catalogue import LANGUAGES


@pytest.mark.parametrize("language", [code for code in LANGUAGES if code != "en"])
@pytest.mark.parametrize("role", list(Role))
def test_every_language_has_general_words_for_every_role(language: str, role: Role) -> None:
    leaflet = leaflets(shipped("knowledge"), language)[role]

    texts = [item.text for item in leaflet.items]
    assert leaflet.items[0].stage is Stage.OPEN
    assert len(texts) == len(set(texts)) >= 4
    assert all(len(text.split()) <= 30 for item in leaflet.items for text in (item.text, item.follow_up))
    assert all(item.follow_up.endswith("?") and item.why for item in leaflet.items)
    assert [rung.directness for rung in leaflet.safety.ladder] == [Directness.GENTLE, Directness.PLAIN, Directness.FIRM]


def test_a_language_without_words_has_none() -> None:
    assert leaflets(shipped("knowledge"), "fr") == {}
    assert leaflets(shipped("knowledge"), "../moves") == {}
