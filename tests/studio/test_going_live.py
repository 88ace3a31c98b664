"""What an owner publishes is what a mentor of that Programme gets, and nobody else's changes."""

from __future__ import annotations

import pytest

from api.deps import Rooms
from facilitator.access import VISITOR
from facilitator.domain.session import Kind
from facilitator.domain.template import Style
from facilitator.facilitation import Facilitator
from facilitator.settings import Settings
from facilitator.store.opening import Store
from facilitator.studio.editing import Studio
from facilitator.studio.publishing import Publishing
from tests.factories import a_brief
from tests.people.conftest import House
from tests.studio.conftest import SHIPPED


@pytest.fixture
def rooms(facilitator: Facilitator, store: Store, tmp_path: object) -> Rooms:
    return Rooms(facilitator=facilitator, store=store, settings=Settings(data=tmp_path))  # type: ignore[arg-type]


def test_a_mentor_gets_the_live_version_and_its_name_until_it_is_rolled_back(rooms: Rooms, studio: Studio, publishing: Publishing, house: House, foreign: House) -> None:
    style = Style.model_validate({"avoid": ["synergy"]})
    version = studio.save("starters", files=SHIPPED[Kind.STARTERS].files, style=style, by=house.owner)
    usual = rooms.writing_for(house.mentor).suggest_starters(a_brief()).provenance.template
    publishing.examine(version.key, by=house.owner)

    publishing.publish(version.key, by=house.owner)

    assert rooms.writing_for(house.mentor).suggest_starters(a_brief()).provenance.template == f"{usual} starters@{version.fingerprint}"
    assert rooms.writing_for(foreign.mentor).suggest_starters(a_brief()).provenance.template == usual
    assert rooms.writing_for(VISITOR).suggest_starters(a_brief()).provenance.template == usual
    publishing.roll_back("starters", by=house.owner)
    assert rooms.writing_for(house.mentor).suggest_starters(a_brief()).provenance.template == usual
