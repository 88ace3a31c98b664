"""What an owner did by mistake can be taken back."""

from __future__ import annotations

from fastapi.testclient import TestClient

from tests.signed_in.people import Town, address, sign_in


def test_who_was_taken_out_can_be_brought_back_from_the_page_that_follows(visitor: TestClient, town: Town) -> None:
    owner, there = sign_in(visitor, address("owner")), f"/programme/people/{town.house.mentor.member}"

    assert owner.post(f"{there}/remove").headers["location"] == there
    assert "Bring Mentor of north back" in owner.get(there).text
    assert there in owner.get("/programme/people").text

    assert owner.post(f"{there}/bring-back").status_code == 303
    assert "Take out of the programme" in owner.get(there).text
    assert sign_in(visitor, address("mentor")).get("/my").status_code == 200


def test_a_new_owner_is_told_what_comes_next_and_nothing_is_ticked_before_it_is_done(visitor: TestClient, town: Town) -> None:
    owner = sign_in(visitor, address("owner"))

    assert "Next: your programme" in owner.get("/my").text
    for who in (town.house.mentor, town.house.mentee, town.house.both):
        owner.post(f"/programme/people/{who.member}/remove")
    html = owner.get("/programme").text

    assert "Once there is somebody besides you." in html
