"""The page on privacy names whoever is asked outside this machine."""

from __future__ import annotations

from api.deps import Rooms
from facilitator.access import VISITOR
from facilitator.facilitation import Facilitator
from facilitator.settings import Settings


def test_the_page_on_privacy_names_the_model_that_is_asked(rooms: Rooms, facilitator: Facilitator) -> None:
    from api.pages.privacy import show

    settings = Settings(data=rooms.settings.data, model_url="https://models.example/v1", model_name="m")

    html = bytes(show(Rooms(facilitator=facilitator, store=rooms.store, settings=settings), VISITOR).body).decode()

    assert "models.example" in html
    assert "a second one" not in html
    assert "<strong>Nothing.</strong>" not in html


def test_the_page_on_privacy_names_the_embedder_that_is_asked(rooms: Rooms, facilitator: Facilitator) -> None:
    from api.pages.privacy import show

    settings = Settings(data=rooms.settings.data, embedder="small@https://vectors.example/v1")

    html = bytes(show(Rooms(facilitator=facilitator, store=rooms.store, settings=settings), VISITOR).body).decode()

    assert "vectors.example" in html
    assert "<strong>Nothing.</strong>" not in html


def test_the_page_on_privacy_names_the_second_model_too(rooms: Rooms, facilitator: Facilitator) -> None:
    from api.pages.privacy import show

    settings = Settings(data=rooms.settings.data, model_url="https://a.example/v1", model_name="m", model_2_url="https://b.example/v1", model_2_name="m", model_2_pseudonyms=False)

    html = bytes(show(Rooms(facilitator=facilitator, store=rooms.store, settings=settings), VISITOR).body).decode()

    assert "Your briefs go to a language model at a.example" in html
    assert "a second one at b.example" in html
    assert html.index("Names of people are replaced") < html.index("b.example") < html.index("Names are sent as you wrote them")
